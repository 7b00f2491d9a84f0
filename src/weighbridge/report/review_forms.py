"""What reviewers hold of a case in its JSON form, and the sentences that are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from ..answers import Answer
from ..base import Result, Strict
from ..text import MONTHS, listed


class Act(StrEnum):
    """What a reviewer does with an input, as far as it was not withdrawn."""

    SIGN = "sign"
    DISPUTE = "dispute"
    REPLACE = "replace"


class ReviewedInput(Strict):
    """A reviewer's word on one input."""

    act: Act
    name: str
    called: str = Field(description="what it is called for people")
    value: str = Field(description="how it stands in the case; empty where it is no value")
    of: str = Field(description="how it stood when the entry was made; empty where the entry does not say")
    is_current: bool = Field(description="whether it stands as it did then")
    instead: str = Field("", description="what the reviewer puts in its place")
    is_choice: bool = Field(False, description="whether that is one of several ways to read the article")
    why: str
    when: str


class LeftOut(Strict):
    """A check that rests on what is disputed."""

    check: str
    question: str


class Without(Strict):
    """The answer without what is disputed."""

    answer: Answer | None = Field(description="none where no check is left")
    left_out: list[LeftOut] = Field(description="the checks that rest on what is disputed")
    not_counted: dict[str, list[str]] = Field(description="the options that no longer count, by choice")
    not_counted_words: list[str] = Field(description="the same options as clauses")
    idle: list[str] = Field(description="what is disputed and no check rests on, as it is called")
    checks: int = Field(description="how many checks the case has")


class Instead(Strict):
    """The answer with what a reviewer puts in the place of inputs."""

    answer: Answer
    values: dict[str, str]


class ReportedReview(Result):
    """What one reviewer holds, and what follows from it."""

    reviewer: str
    inputs: list[ReviewedInput]
    without: Without | None = Field(description="none where nothing is disputed")
    instead: Instead | None = Field(description="none where nothing is replaced")

    def short(self, written: Answer) -> list[str]:
        """The answers without and with what the reviewer disputes and replaces, each with its finding where that moved.

        Args:
            written: the answer of the case as it is written; the same word can stand for another finding.
        """
        said = [first_sentence(self.without, f"what {self.reviewer} disputes")] if self.without else []
        said += _moved(self.without.answer, written) if self.without else []
        said += [*self._instead[:1], *_moved(self.instead.answer, written)] if self.instead else []
        return said or [f"{self.reviewer} disputes nothing."]

    @property
    def sentences(self) -> list[str]:
        """Each word of the reviewer with its reason, then the answers."""
        said = [line for one in self.inputs for line in _said(self.reviewer, one)]
        without = without_sentences(self.without, f"what {self.reviewer} disputes") if self.without else ()
        return [*said, *without, *self._instead]

    def in_words(self) -> str:
        """All of it."""
        return " ".join(self.sentences)

    @property
    def _instead(self) -> list[str]:
        if self.instead is None:
            return []
        answer = self.instead.answer
        return [f"With what {self.reviewer} puts instead, the answer is “{answer.badge}”.", answer.headline]


class Differing(Result):
    """An input of which reviewers do not say the same."""

    name: str
    called: str
    said: dict[str, str] = Field(description="what each reviewer does with it, in words")

    def in_words(self) -> str:
        """Who says what."""
        return f"Reviewers differ on {self.called}: {listed([f'{who} {what}' for who, what in self.said.items()])}."


class ReportedReviews(Strict):
    """What all reviewers of a case hold, side by side; the case itself stands as it is written."""

    as_written: Answer
    reviewers: list[ReportedReview]
    differing: list[Differing]
    together: Without | None = Field(description="without what any of several reviewers disputes")

    @property
    def sentences(self) -> list[str]:
        """All of it: the answer as written, then each reviewer, then on what they differ."""
        said = [line for one in self.reviewers for line in one.sentences]
        return [self._written, *said, *(one.sentence for one in self.differing), *self._together]

    @property
    def short(self) -> list[str]:
        """What each reviewer comes to, in a sentence or two, and on what they differ."""
        return [
            *(line for one in self.reviewers for line in one.short(self.as_written)),
            *(one.sentence for one in self.differing),
        ]

    @property
    def _written(self) -> str:
        return f"As the case is written, the answer is “{self.as_written.badge}”."

    @property
    def _together(self) -> list[str]:
        return [*without_sentences(self.together, "what any reviewer disputes")] if self.together else []


def _moved(answer: Answer | None, written: Answer) -> list[str]:
    """What an answer finds, where it is not what is found of the case as it is written."""
    return [answer.headline] if answer is not None and answer.headline != written.headline else []


def first_sentence(found: Without, what: str) -> str:
    """The answer without something, in a sentence."""
    if found.answer is None:
        return f"Without {what}, no comparison is left, and nothing can be said."
    return f"Without {what}, the answer is “{found.answer.badge}”."


def without_sentences(found: Without, what: str) -> Iterator[str]:
    """The answer without something, and what that leaves out."""
    yield first_sentence(found, what)
    if found.answer is not None:
        yield found.answer.headline
    if found.answer is not None and found.left_out:
        rest = "rests on it and is left out" if len(found.left_out) == 1 else "rest on it and are left out"
        yield f"{len(found.left_out)} of {found.checks} comparisons {rest}."
    yield from (f"It no longer counts that {clause}." for clause in found.not_counted_words)
    yield from (f"No comparison rests on {name}." for name in found.idle)


def _said(who: str, one: ReviewedInput) -> Iterator[str]:
    """What a reviewer does with an input, and why."""
    value = f", {one.value}" if one.value else ""
    match one.act:
        case Act.SIGN:
            yield f"{who} signed {one.called}{value if one.is_current else ''}."
        case Act.DISPUTE:
            yield f"{who} disputes {one.called}{value}."
        case Act.REPLACE if one.is_choice:
            yield f"{who} takes it that {one.instead}."
        case Act.REPLACE:
            yield f"{who} puts {one.instead} in place of {one.called}{value}."
    if not one.is_current:
        yield _other_state(one)
    yield f"The reason, of {day_in_words(one.when)}: “{one.why}”"


def _other_state(one: ReviewedInput) -> str:
    """That an entry is of another value than the one that stands now."""
    if one.value and one.of and one.of != one.value:
        return f"It was {one.of} then and is {one.value} now: the entry is of another value."
    return "Its value stands, and what stands behind it changed since."


def day_in_words(day: str) -> str:
    """A day as it is read.

    >>> day_in_words("2026-11-26")
    '26 November 2026'
    """
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
