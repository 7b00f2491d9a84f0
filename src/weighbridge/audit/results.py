"""What an audit found: items that passed, failed or could not be checked, each with its place and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from pydantic import Field, computed_field

from ..base import Problem, RunRecord, Strict

Rows = list[dict[str, str | int]]  # of a table, by the heads of its columns


class Standing(StrEnum):
    """How an item stands."""

    PASSED = "passed"
    FAILED = "failed"
    UNCHECKED = "could not be checked"


class Item(Strict):
    """One thing that was looked at; what failed or could not be checked says where, what was found, and what to do."""

    question: str = Field(description="the question of the audit that it belongs to, by the name of its module")
    what: str = Field(description="what was looked at, in a few words: “the table payloads.csv”")
    standing: Standing
    place: str = Field("", description="the file, with the line, the cell or the key where it has one")
    found: str = ""
    expected: str = ""
    remedy: str = ""

    @property
    def sentence(self) -> str:
        """Place, what was looked at, what was found, what was expected and the remedy, in one line.

        >>> failed("manifest", "a table", "data/a.csv:3", "the price is 2", "1", "restore it").sentence
        'data/a.csv:3: a table: the price is 2; expected 1; restore it'
        """
        said = [self.found, f"expected {self.expected}" if self.expected else "", self.remedy]
        begin = f"{self.place}: " if self.place else ""
        return f"{begin}{self.what}: {'; '.join(filter(None, said))}"


def passed(question: str, what: str, place: str = "", found: str = "") -> Item:
    """An item that is as it should be."""
    return Item(question=question, what=what, standing=Standing.PASSED, place=place, found=found)


def failed(question: str, what: str, place: str, found: str, expected: str, remedy: str) -> Item:
    """An item that is not as it should be."""
    return Item(
        question=question,
        what=what,
        standing=Standing.FAILED,
        place=place,
        found=found,
        expected=expected,
        remedy=remedy,
    )


def of_problems(question: str, what: str, expected: str, problems: Iterable[Problem]) -> Iterator[Item]:
    """An item that failed for each problem of one thing that was looked at."""
    for one in problems:
        yield failed(question, what, str(one.place), one.message, expected, one.remedy)


def unchecked(question: str, what: str, why: str, remedy: str, place: str = "") -> Item:
    """An item that nothing can be said of, with why, and how it can be checked."""
    return Item(question=question, what=what, standing=Standing.UNCHECKED, place=place, found=why, remedy=remedy)


class Answered(Strict):
    """A question of an audit, and how many of its items stand how."""

    question: str
    title: str = Field(description="what the question asks, in a few words")
    passed: int
    failed: int
    unchecked: int


class Audit(Strict):
    """Everything that an audit of one case found."""

    case: str
    title: str = Field(description="the title of the case; empty where the case can't be read")
    run: RunRecord = Field(description="what made it: version, day, commit, libraries")
    questions: list[Answered]
    items: list[Item]
    tables: dict[str, Rows] = Field(
        default_factory=dict, description="what the items of a question come to, as rows, by the title of the question"
    )

    @computed_field  # type: ignore[prop-decorator]
    @property
    def ok(self) -> bool:
        """Whether nothing failed. What could not be checked is no failure, and no success either."""
        return not self.failed

    @property
    def failed(self) -> list[Item]:
        """The items that failed."""
        return [item for item in self.items if item.standing is Standing.FAILED]

    @property
    def unchecked(self) -> list[Item]:
        """The items that could not be checked."""
        return [item for item in self.items if item.standing is Standing.UNCHECKED]

    @property
    def counts(self) -> dict[Standing, int]:
        """How many items stand how."""
        return {standing: sum(item.standing is standing for item in self.items) for standing in Standing}

    def rows(self, question: str) -> list[dict[str, str]]:
        """What a question looked at, a row each: what, what was found, what was expected, and how it stands."""
        rows: dict[str, list[dict[str, str]]] = {}
        for one in self.items:
            row = {"looked at": one.what, "found": one.found, "expected": one.expected, "stands": one.standing.value}
            rows.setdefault(one.question, []).append(row)
        return rows.get(question, [])

    @property
    def sentence(self) -> str:
        """The counts in one line.

        >>> from weighbridge.base import run_record
        >>> Audit(case="a", title="A", run=run_record(), questions=[], items=[passed("manifest", "a file")]).sentence
        'a: 1 passed, 0 failed, 0 could not be checked'
        """
        return f"{self.case}: " + ", ".join(f"{count:,} {standing}" for standing, count in self.counts.items())
