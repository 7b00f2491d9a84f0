"""What changed in a case since its log was last written: found, reported, and recorded with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..base import CaseError, Place, Problem, command_line, day_of_run, exclusive, shown, suggestion
from .inputs import OpenCase, inputs_of
from .log import (
    FILE,
    MEND_REASON,
    RESTORE,
    Entry,
    Log,
    faults_of,
    has_log,
    log_file,
    parse_log,
    read_log,
    states_of,
    value_in,
)
from .log_text import beginning, beginning_text, with_entries
from .statements import RecordedInput

AS_IT_STOOD, REASON = "recorded as it stood", "YOUR REASON"


@dataclass(frozen=True)
class Change:
    """An input that is not as the log has it: its states then and now, without one where it was not there."""

    name: str
    old: str | None
    new: str | None
    place: str = ""

    @property
    def found(self) -> str:
        """What differs, in words."""
        if self.old is None:
            return f"`{self.name}` is new: {value_in(self.new or '')}"
        if self.new is None:
            return f"`{self.name}` is gone: it was {value_in(self.old)}"
        then, now = value_in(self.old), value_in(self.new)
        if then == now:
            return f"`{self.name}` is still {now}, and its reason or its sources are not as the log has them"
        return f"`{self.name}` is {now}, and the log has {then}"


def log_of(case: OpenCase) -> Log | None:
    """The log of a case; none where none was begun.

    Raises:
        CaseError: it cannot be read.
    """
    return read_log(log_file(case.path))[0] if has_log(case.path) else None


def changes_since(log: Log, inputs: Mapping[str, RecordedInput]) -> list[Change]:
    """The inputs that are not as the log has them, in the order of the case, then those that are gone."""
    before, now = log.states, states_of(inputs)
    changed = [
        Change(name, before.get(name), state, inputs[name].place)
        for name, state in now.items()
        if before.get(name) != state
    ]
    return [*changed, *(Change(name, state, None) for name, state in before.items() if name not in now)]


def unrecorded(case: OpenCase) -> list[Problem]:
    """Everything that is wrong between a case and its log: what was altered in the log, and what is not in it.

    Raises:
        CaseError: the case cannot be read.

    >>> from weighbridge.case import open_case
    >>> unrecorded(open_case("raqqa-2017"))
    []
    """
    return log_with_problems(case)[1]


def log_with_problems(case: OpenCase) -> tuple[Log | None, list[Problem]]:
    """The log of a case, none where it has none or it cannot be read, with everything that ``unrecorded`` finds."""
    if not has_log(case.path):
        return None, [no_log(case.path)]
    try:
        log, document = read_log(log_file(case.path))
    except CaseError as error:
        return None, error.problems
    problems = faults_of(log, document)
    name = case.path.resolve().parent.name
    for change in changes_since(log, inputs_of(case)):
        remedy = f"record it: `{_log(name, REASON)}`, or put back what was there"
        problems.append(Problem(_place(change.place or document.file), change.found, remedy))
    return log, problems


def _log(case: str, why: str) -> str:
    """The command that records with a reason."""
    return command_line(["weighbridge", "log"], [case], ["--why", why])


def no_log(case_file: Path) -> Problem:
    """That a case has no log, with the remedy."""
    name = case_file.resolve().parent.name
    remedy = f"begin it: `{_log(name, AS_IT_STOOD)}`"
    return Problem(Place(shown(log_file(case_file))), "this case has no log of its inputs", remedy)


def begin_log(case: OpenCase, note: str, reopened: Callable[[], OpenCase] | None = None) -> Path:
    """The file of a log that was begun with the inputs of a case as they stand.

    Args:
        reopened: gives the case as it stands once no other run can write; ``case`` as it was opened by default.

    Raises:
        CaseError: the case cannot be read, it has a log already, or ``note`` is empty.
        StoreError: the file cannot be written.
    """
    _refuse_empty(note)
    with exclusive(case.path.parent) as write:
        if has_log(case.path):
            remedy = f"record what changed: `{_log(case.path.parent.name, REASON)}`"
            raise CaseError([Problem(Place(shown(log_file(case.path))), "the log was begun already", remedy)])
        inputs = inputs_of(reopened() if reopened else case)
        return write({FILE: beginning_text(beginning(inputs, day_of_run(), note))})[0]


def record_changes(
    case: OpenCase,
    why: str,
    only: Sequence[str] = (),
    who: str | None = None,
    reason_stands: str | None = None,
    reopened: Callable[[], OpenCase] | None = None,
) -> list[Entry]:
    """The entries that were added to the log of a case, one for each input that changed; all of them, or none.

    Args:
        why: the reason of the change, for all of them alike.
        only: the names of the inputs to record; all that changed where none is named.
        who: who changed them.
        reason_stands: why the reasons of those still stand whose values changed beside them.
        reopened: gives the case as it stands once no other run can write; ``case`` as it was opened by default.

    Raises:
        CaseError: ``why`` is empty, the log has faults, an input of that name did not change, or a value changed and
            its reason did not.
        StoreError: the file cannot be written.
    """
    _refuse_empty(why)
    path = log_file(case.path)
    with exclusive(case.path.parent) as write:
        inputs = inputs_of(reopened() if reopened else case)
        log, document = read_log(path)
        if problems := faults_of(log, document):
            raise CaseError(problems)
        changed = _chosen(changes_since(log, inputs), only)
        entries = _entries(log, changed, {"why": why, "when": day_of_run(), "who": who, "reason_stands": reason_stands})
        if entries:
            write({FILE: _longer(path, log, entries)})
    return entries


def _longer(path: Path, log: Log, entries: Sequence[Entry]) -> str:
    """The text of a log with more entries at its end; raises where it would not be read as that."""
    text = with_entries(path.read_bytes().decode("utf-8-sig"), entries, bool(log.entries))
    again = parse_log(text, shown(path))[0]
    if again.entries != [*log.entries, *entries]:
        found = "the entries of the log do not stand at its end, as they are written"
        raise CaseError([Problem(Place(shown(path)), found, RESTORE)])
    return text


def _entries(log: Log, changed: Sequence[Change], said: Mapping[str, str | None]) -> list[Entry]:
    """The entries of some changes, chained; raises with each that keeps its reason."""
    entries: list[Entry] = []
    problems = []
    before = log.last_hash
    ever = log.ever
    for change in changed:
        given = {key: text for key, text in said.items() if text is not None}
        entry = Entry(input=change.name, old=change.old, new=change.new, **given)
        if entry.keeps_reason(ever.get(change.name)):
            found = f"{change.found}; its reason is word for word the same"
            problems.append(Problem(_place(change.place), found, MEND_REASON))
        entries.append(entry.chained(before))
        before = entries[-1].sha256
    if problems:
        raise CaseError(problems)
    return entries


def _chosen(changed: list[Change], only: Sequence[str]) -> list[Change]:
    """Those changes that are asked for; raises where one is not among them."""
    names = [change.name for change in changed]
    unknown = [name for name in only if name not in names]
    if unknown:
        otherwise = "nothing is unrecorded" if not names else None
        raise CaseError(
            [
                Problem(
                    Place(f"--input {name}"),
                    "no change of this input is unrecorded",
                    suggestion(name, names, otherwise),
                )
                for name in unknown
            ]
        )
    return [change for change in changed if not only or change.name in only]


def _refuse_empty(why: str) -> None:
    if not why.strip():
        raise CaseError([Problem(Place("--why"), "the reason is empty", "say in a sentence why the inputs changed")])


def _place(text: str) -> Place:
    """A place from its text, ``case.yaml:3``."""
    file, colon, line = text.rpartition(":")
    return Place(file, int(line)) if colon and line.isdigit() else Place(text)
