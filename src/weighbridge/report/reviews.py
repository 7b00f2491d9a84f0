"""What reviewers hold of a case, weighed: the answer as written, without what is disputed, with what is put instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from ..answers import Answer
from ..base import RemediedError, Result, Strict
from ..graph import Model
from ..record import Act, RecordedInput, Review, ReviewEntry, Undisputed, is_of, state_under, value_in, without
from ..text import Written, listed, show, span
from .review_words import called, day_in_words

Weigh = Callable[[Model], Answer]
Set = Callable[[Mapping[str, str]], Answer]
REASON_WHY = "disputed by {}"


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

    @property
    def short(self) -> list[str]:
        """The answers without and with what the reviewer disputes and replaces, a sentence each."""
        without = [first_sentence(self.without, f"what {self.reviewer} disputes")] if self.without else []
        return [*without, *self._instead[:1]] or [f"{self.reviewer} disputes nothing."]

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
        return [*(line for one in self.reviewers for line in one.short), *(one.sentence for one in self.differing)]

    @property
    def _written(self) -> str:
        return f"As the case is written, the answer is “{self.as_written.badge}”."

    @property
    def _together(self) -> list[str]:
        return [*without_sentences(self.together, "what any reviewer disputes")] if self.together else []


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


@dataclass(frozen=True)
class Reviewed:
    """The reviews of a case with what is needed to weigh them.

    Attributes:
        weigh: gives the answer of a graph.
        setting: gives the answer of the case with some values set.
    """

    reviews: Sequence[Review]
    inputs: Mapping[str, RecordedInput]
    model: Model
    weigh: Weigh
    setting: Set

    def reported(self, as_written: Answer) -> ReportedReviews:
        """All of them, weighed, beside the answer as the case is written."""
        each = [self._review(one) for one in self.reviews]
        disputing = [one for one in self.reviews if one.acts(Act.DISPUTE)]
        names = {name: None for one in disputing for name in one.acts(Act.DISPUTE)}
        together = self._without(list(names), "reviewers") if len(disputing) > 1 else None
        return ReportedReviews(
            as_written=as_written, reviewers=each, differing=list(self._differing()), together=together
        )

    def _review(self, review: Review) -> ReportedReview:
        disputed, instead = list(review.acts(Act.DISPUTE)), review.replacements
        return ReportedReview(
            reviewer=review.reviewer,
            inputs=[self._input(name, entry) for name, entry in review.standing.items()],
            without=self._without(disputed, review.reviewer) if disputed else None,
            instead=Instead(answer=self.setting(instead), values=instead) if instead else None,
        )

    def _without(self, names: Sequence[str], who: str) -> Without:
        found: Undisputed = without(self.model, self.inputs, names, REASON_WHY.format(who))
        checks, called_so = self.model.checks, self.model.names
        options = [(choice, option) for choice, some in found.not_counted.items() for option in some]
        return Without(
            answer=self.weigh(found.model) if found.model is not None else None,
            left_out=[LeftOut(check=name, question=checks[name].question) for name in found.left_out],
            not_counted={choice: list(some) for choice, some in found.not_counted.items()},
            not_counted_words=[called_so.option(choice, option) for choice, option in options],
            idle=[called(self.model, name) for name in found.idle],
            checks=len(checks),
        )

    def _input(self, name: str, entry: ReviewEntry) -> ReviewedInput:
        state = state_under(name, self.inputs)
        return ReviewedInput(
            act=entry.act,
            name=name,
            called=called(self.model, name),
            value=self._value(name, value_in(state)),
            of=self._value(name, value_in(entry.of)) if entry.of else "",
            is_current=not entry.of or is_of(entry.of, state),
            instead=self._value(name, entry.value) if entry.value else "",
            is_choice=self._is_option(name, entry.value or ""),
            why=entry.why,
            when=entry.when,
        )

    def _is_option(self, name: str, text: str) -> bool:
        return name in self.model.choices and text in self.model.choices[name].options

    def _value(self, name: str, text: str) -> str:
        """A value in words: of a choice the option taken; of a parameter that is evidence that of the evidence."""
        if self._is_option(name, text):
            return self.model.names.option(name, text)
        if text.startswith("evidence ") and text.split()[1] in self.inputs:
            text = self.inputs[text.split()[1]].value
        try:
            written = Written.parse(text, self.model.spellings)
        except RemediedError:  # a formula, a kind of distribution, words
            return ""
        return span((float(written.low), float(written.high)), show(written.unit), digits=6)

    def _differing(self) -> Iterator[Differing]:
        """Inputs of which several reviewers say different things."""
        said: dict[str, dict[str, tuple[Act, str]]] = {}
        for review in self.reviews:
            for name, entry in review.standing.items():
                said.setdefault(name, {})[review.reviewer] = (entry.act, entry.value or "")
        for name, by_whom in said.items():
            if len({*by_whom.values()}) > 1:
                told = {who: self._does(name, *what) for who, what in by_whom.items()}
                yield Differing(name=name, called=called(self.model, name), said=told)

    def _does(self, name: str, act: Act, value: str) -> str:
        """What a reviewer does with an input, behind the reviewer's name."""
        if act is Act.REPLACE:
            verb = "takes it that" if self._is_option(name, value) else "puts"
            return f"{verb} {self._value(name, value)}{'' if verb != 'puts' else ' instead'}"
        return "signed it" if act is Act.SIGN else "disputes it"
