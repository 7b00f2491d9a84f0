"""The log of a case: how its inputs stood when it was begun, and every change since, each with its reason.

Each entry carries a hash over itself and the hash before it, so that an entry that is altered, left out or put in
between shows. Who alters everything behind it as well is found by git, where the log as committed has to be a beginning
of the log as it is, and by the manifest of the data.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, field_validator

from ..base import CaseError, Problem, RemediedError, Strict, own_file, shown
from ..casefile import Document, parse_document, read_document, read_entry
from ..text import read_day, sha256
from .statements import RecordedInput, digest, shortened

FILE = "log.yaml"
LONGEST_VALUE = 120
SHA = r"[0-9a-f]{64}"
_REASON = re.compile(r" ~ reason ([0-9a-f]+)")
MEND_REASON = "mend its reason in the case and log that, or log with `--reason-stands` why the reason still stands"
RESTORE = "restore the file from version control; a mistake is mended by a new entry, never in an old one"


class Beginning(Strict):
    """How the inputs stood when the log was begun: by kind, then by name, the state of each."""

    date: str
    note: str
    inputs: dict[str, dict[str, str]]
    sha256: str

    @property
    def states(self) -> dict[str, str]:
        """The state of each input by its name."""
        return {name: state for group in self.inputs.values() for name, state in group.items()}

    @property
    def expected(self) -> str:
        """The hash that its contents have."""
        return _hash("", {"date": self.date, "note": self.note, "inputs": self.states})


class Entry(Strict):
    """One change of one input; ``old`` is missing where it was added, ``new`` where it was removed.

    Attributes:
        reason_stands: why the reason of an input still stands word for word, although its value changed.
    """

    input: str
    old: str | None = None
    new: str | None = None
    why: str
    when: str
    who: str | None = None
    reason_stands: str | None = None
    sha256: str = ""

    @field_validator("why")
    @classmethod
    def _says_why(cls, why: str) -> str:
        if not why.strip():
            raise RemediedError("`why` is empty", "say in a sentence why the input was changed")
        return why

    @field_validator("when")
    @classmethod
    def _a_day(cls, when: str) -> str:
        read_day(when)
        return when

    def expected(self, before: str) -> str:
        """The hash that it has behind the hash before it."""
        return _hash(before, self.model_dump(exclude={"sha256"}, exclude_none=True))

    def chained(self, before: str) -> Entry:
        """The same entry with its hash."""
        return self.model_copy(update={"sha256": self.expected(before)})

    def keeps_reason(self, before: str | None) -> bool:
        """Whether the value differs from a state and the reason is word for word the same, and nothing says why.

        Args:
            before: the state that the input had last, also where it was gone in between.
        """
        if before is None or self.new is None or (self.reason_stands or "").strip():
            return False
        return value_in(before) != value_in(self.new) and reason_in(before) == reason_in(self.new) != ""


class Log(Strict):
    """A whole log."""

    began: Beginning
    entries: list[Entry] = Field(default_factory=list)

    @property
    def last_hash(self) -> str:
        """The hash that the next entry is chained to."""
        return self.entries[-1].sha256 if self.entries else self.began.sha256

    @property
    def states(self) -> dict[str, str]:
        """How the inputs stand by the log: its beginning with every entry laid over it, in order."""
        found = self.began.states
        for entry in self.entries:
            if entry.new is None:
                found.pop(entry.input, None)
            else:
                found[entry.input] = entry.new
        return found

    @property
    def ever(self) -> dict[str, str]:
        """The last state that each input had, those that are gone among them."""
        return self.began.states | {entry.input: entry.new for entry in self.entries if entry.new is not None}


def state_of(one: RecordedInput) -> str:
    """An input as the log records it, in one line: its value, its row, and digests of its reason and its sources.

    >>> from .statements import InputKind
    >>> state_of(RecordedInput(name="high", kind=InputKind.ASSUMPTION, value="60 tonne/truck", reason="our judgement"))
    '60 tonne/truck ~ reason dc3bbca19285'
    """
    stated = shortened(one.value, LONGEST_VALUE)
    stated += f" ({one.row})" if one.row else ""
    behind = "; ".join([*one.sources, one.about]) if one.sources or one.about else ""
    reason = f" ~ reason {digest(one.reason)}" if one.reason else ""
    return stated + reason + (f" ~ sources {digest(behind)}" if behind else "")


def value_in(state: str) -> str:
    """The value of a state, without the digests behind it."""
    return re.sub(r"( ~ reason [0-9a-f]+)?( ~ sources [0-9a-f]+)?( ~ parts [0-9a-f]+)?$", "", state)


def reason_in(state: str) -> str:
    """The digest of the reason in a state; empty where it has none."""
    found = _REASON.search(state)
    return found[1] if found else ""


def states_of(inputs: Mapping[str, RecordedInput]) -> dict[str, str]:
    """The state of every input by its name."""
    return {name: state_of(one) for name, one in inputs.items()}


def log_file(case_file: Path) -> Path:
    """Where the log of a case is: beside it."""
    return case_file.parent / FILE


def has_log(case_file: Path) -> bool:
    """Whether anything stands where the log of a case is: also what cannot be read, which is no reason to begin one."""
    return os.path.lexists(log_file(case_file))


def read_log(path: Path) -> tuple[Log, Document]:
    """A log and the tree that it was read from.

    Raises:
        CaseError: with every problem of its form, each with its line; or a link leads out of the folder of its case.
    """
    own = own_file(path, path.parent)
    return _read(lambda: read_document(own, shown(path)))


def parse_log(text: str, file: str) -> tuple[Log, Document]:
    """The same of a text, as if it stood in a file."""
    return _read(lambda: parse_document(text, file))


def _read(read: Callable[[], Document]) -> tuple[Log, Document]:
    try:
        document = read()
    except CaseError as error:
        raise CaseError([Problem(p.place, p.message, RESTORE) for p in error.problems]) from None
    log = read_entry(document, (), Log, document.data)
    if document.problems or not isinstance(log, Log):
        raise CaseError(document.problems)
    return log, document


def faults_of(log: Log, document: Document) -> list[Problem]:
    """What is wrong within a log: broken hashes, entries that do not follow from those before, reasons that stayed."""
    if log.began.sha256 != log.began.expected:
        found = "the beginning of the log was altered: its hash is not that of the inputs below it"
        document.report(("began", "sha256"), found, RESTORE)
    replay = _Replay(document, dict(log.began.states), dict(log.began.states), log.began.sha256, log.began.date)
    for index, entry in enumerate(log.entries):
        replay.add(index, entry)
    return document.problems


@dataclass
class _Replay:
    """A log that is gone through entry by entry: the states so far, and the last that each input ever had."""

    document: Document
    states: dict[str, str]
    ever: dict[str, str]
    sha256: str
    day: str

    def add(self, index: int, entry: Entry) -> None:
        """Lay an entry over the states, and report what is wrong with it."""
        path, called = ("entries", str(index)), f"entry {index + 1} of the log"
        if entry.sha256 != entry.expected(self.sha256):
            found = f"{called}, or one before it, was altered: its hash does not fit"
            self.document.report((*path, "sha256"), found, RESTORE)
        if self.states.get(entry.input) != entry.old:
            then = f"{called} says that `{entry.input}` was {entry.old or 'not there'}"
            found = f"{then}; by the log before it, it was {self.states.get(entry.input) or 'not there'}"
            self.document.report((*path, "old"), found, RESTORE)
        if entry.when < self.day:
            found = f"{called} is of {entry.when}, before {self.day}, the day of what stands above it"
            self.document.report((*path, "when"), found, RESTORE)
        before = self.ever.get(entry.input)
        if entry.keeps_reason(before):
            then, now = value_in(before or ""), value_in(entry.new or "")
            found = f"`{entry.input}` changed from {then} to {now}, and its reason stayed word for word the same"
            self.document.report(path, found, MEND_REASON)
        self.states.pop(entry.input, None)
        if entry.new is not None:
            self.states[entry.input] = self.ever[entry.input] = entry.new
        self.sha256, self.day = entry.sha256, max(self.day, entry.when)


def _hash(before: str, contents: Mapping[str, object]) -> str:
    """SHA-256 of what an entry holds, behind the hash before it."""
    text = json.dumps([before, contents], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode())
