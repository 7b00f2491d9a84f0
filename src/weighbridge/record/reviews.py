"""What reviewers signed, disputed or replaced: a file for each beside the case, to which entries are only added.

The case stays as it is written. Of several entries on one input the last is the reviewer's word; a withdrawal is an
entry like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from pydantic import Field, field_validator, model_validator

from ..base import CaseError, Problem, RemediedError, Strict, own_file, review_files, shown, suggestion
from ..casefile import Document, parse_document, read_document, read_entry
from ..text import read_day
from .inputs import OpenCase
from .statements import RecordedInput
from .targets import LISTED, inputs_under, known_names

LONGEST_TEXT = 2_000  # characters of a reason
LONGEST_WHO = 120


class Act(StrEnum):
    """What a reviewer does with an input."""

    SIGN = "sign"
    DISPUTE = "dispute"
    REPLACE = "replace"
    WITHDRAW = "withdraw"


class ReviewEntry(Strict):
    """One entry of a reviewer: what is done with which input, why and when.

    Attributes:
        of: how the input was when the entry was made; a signature is of that, and of nothing that comes later.
        value: what is put in its place, as ``--set`` takes it.
    """

    act: Act
    input: str
    value: str | None = None
    of: str | None = None
    why: str
    when: str

    @field_validator("why")
    @classmethod
    def _says_why(cls, why: str) -> str:
        if not why.strip():
            raise RemediedError("`why` is empty", "say in a sentence why")
        if len(why) > LONGEST_TEXT:
            raise RemediedError(f"`why` has {len(why):,} characters, at most {LONGEST_TEXT:,}", "say it shorter")
        return why

    @field_validator("when")
    @classmethod
    def _a_day(cls, when: str) -> str:
        read_day(when)
        return when

    @model_validator(mode="after")
    def _whole(self) -> ReviewEntry:
        if (self.value is not None) != (self.act is Act.REPLACE):
            remedy = (
                "add `value: 55 tonne/truck`" if self.value is None else "leave `value` out, or write `act: replace`"
            )
            raise RemediedError(
                f"an entry that says `{self.act}` has {'no' if self.value is None else 'a'} value", remedy
            )
        if self.act is Act.SIGN and not self.of:
            raise RemediedError("a signature does not say of which value", "add `of: 50 truck`, the value as it stands")
        return self


class ReviewFile(Strict):
    """The file of one reviewer."""

    reviewer: str
    entries: list[ReviewEntry] = Field(min_length=1)

    @field_validator("reviewer")
    @classmethod
    def _a_name(cls, who: str) -> str:
        if not who.strip() or len(who) > LONGEST_WHO:
            raise RemediedError("`reviewer` is no name", f"write the name of who signs, up to {LONGEST_WHO} characters")
        return who


@dataclass(frozen=True)
class Review:
    """What one reviewer holds of a case, with the place of each entry."""

    reviewer: str
    entries: Sequence[ReviewEntry]
    document: Document = field(repr=False, compare=False)

    @property
    def standing(self) -> dict[str, ReviewEntry]:
        """The reviewer's word on each input, as far as it was not withdrawn."""
        found: dict[str, ReviewEntry] = {}
        for entry in self.entries:
            found.pop(entry.input, None)
            if entry.act is not Act.WITHDRAW:
                found[entry.input] = entry
        return found

    def acts(self, act: Act) -> dict[str, ReviewEntry]:
        """What stands of one kind, by input."""
        return {name: entry for name, entry in self.standing.items() if entry.act is act}

    @property
    def replacements(self) -> dict[str, str]:
        """What is put in the place of inputs, by their names."""
        return {name: entry.value or "" for name, entry in self.acts(Act.REPLACE).items()}


class Changeable(OpenCase, Protocol):
    """A case that can be had with something set."""

    def with_(self, changes: Mapping[str, Any]) -> Any:
        """The case with something set."""


def reviews_of(case: Changeable, inputs: Mapping[str, RecordedInput]) -> list[Review]:
    """What each reviewer holds of a case.

    Args:
        inputs: those of the case as it stands.

    Raises:
        CaseError: with every problem of all files, each with its line.
    """
    problems: list[Problem] = []
    found: list[Review] = []
    for path in review_files(case.path):
        try:
            found.append(read_review(path))
        except CaseError as error:
            problems += error.problems
    problems += faults_of(found, case, inputs)
    if problems:
        raise CaseError(problems)
    return found


def faults_of(found: Sequence[Review], case: Changeable, inputs: Mapping[str, RecordedInput]) -> list[Problem]:
    """What is wrong with reviews in view of their case: unknown names, values that don't fit, two files of one name."""
    problems: list[Problem] = []
    for review in found:
        unknown = _unknown(review, inputs)
        problems += [*unknown, *_twice(review, found), *([] if unknown else _unfit(review, case))]
    return problems


def read_review(path: Path) -> Review:
    """The file of a reviewer in a folder beside its case.

    Raises:
        CaseError: with everything that is wrong with its form; or a link leads out of the folder of the case.
    """
    own = own_file(path, path.parent.parent)
    return _read(lambda: read_document(own, shown(path)))


def parse_review(text: str, file: str) -> Review:
    """The same of a text, as if it stood in a file."""
    return _read(lambda: parse_document(text, file))


def _read(read: Callable[[], Document]) -> Review:
    try:
        document = read()
    except CaseError as error:
        remedy = "a reviewer's file has `reviewer` and `entries`; `weighbridge review` writes it"
        raise CaseError([Problem(p.place, p.message, remedy) for p in error.problems]) from None
    file = read_entry(document, (), ReviewFile, document.data)
    if document.problems or not isinstance(file, ReviewFile):
        raise CaseError(document.problems)
    return Review(file.reviewer, tuple(file.entries), document)


def _unknown(review: Review, inputs: Mapping[str, RecordedInput]) -> list[Problem]:
    """Entries on what the case doesn't have, and withdrawals of what was never said."""
    problems, said = [], set()
    for index, entry in enumerate(review.entries):
        place = review.document.place(("entries", str(index), "input"))
        if not inputs_under(entry.input, inputs):
            found = f"the case has nothing that is called `{entry.input}`"
            problems.append(Problem(place, found, suggestion(entry.input, known_names(inputs), LISTED)))
        elif entry.act is Act.WITHDRAW and entry.input not in said:
            found = f"nothing was said of `{entry.input}` that could be withdrawn"
            problems.append(Problem(place, found, suggestion(entry.input, said, "leave the entry out")))
        said.add(entry.input)
    return problems


def _twice(review: Review, found: Sequence[Review]) -> list[Problem]:
    """A reviewer who has two files."""
    first = next(one for one in found if one.reviewer == review.reviewer)
    if first is review:
        return []
    what = f"`{review.reviewer}` has another file, {first.document.file}"
    return [Problem(review.document.place(("reviewer",)), what, "put all entries of one reviewer into one file")]


def _unfit(review: Review, case: Changeable) -> list[Problem]:
    """Values that cannot stand in the place of what they replace, each at its line; then all of them together."""
    problems: list[Problem] = []
    for name, entry in review.acts(Act.REPLACE).items():
        place = review.document.place(("entries", str(review.entries.index(entry)), "value"))
        try:
            case.with_({name: entry.value})
        except CaseError as error:
            problems += [Problem(place, problem.message, problem.remedy) for problem in error.problems]
    if problems or len(review.replacements) < 2:
        return problems
    try:
        case.with_(review.replacements)
    except CaseError as error:
        remedy = "withdraw one of them, or replace what they do not agree on"
        place = review.document.place(("entries",))
        return [Problem(place, f"together: {problem.message}", problem.remedy or remedy) for problem in error.problems]
    return []


def file_name(reviewer: str) -> str:
    """The name of a reviewer's file, without its ending: the letters and digits of the reviewer's name.

    >>> file_name("N. N. Müller"), file_name("…")
    ('n-n-müller', 'reviewer')
    """
    plain = unicodedata.normalize("NFC", reviewer).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:40].strip("-") or "reviewer"
