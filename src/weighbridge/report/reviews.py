"""What reviewers hold of a case, weighed: the answer as written, without what is disputed, with what is put instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Protocol

from ..answers import Answer
from ..base import RemediedError
from ..graph import Draws, Model, Settings
from ..record import (
    Act,
    Changeable,
    RecordedInput,
    Review,
    ReviewEntry,
    Undisputed,
    inputs_of,
    is_of,
    reviews_of,
    state_under,
    value_in,
    without,
)
from ..text import Written, show, span
from ..verdict import Weigher
from . import review_forms as forms
from .review_forms import Differing, Instead, LeftOut, ReportedReview, ReportedReviews, ReviewedInput, Without
from .review_words import called
from .verification import Verification

Weigh = Callable[[Model], Answer]
Set = Callable[[Mapping[str, str]], Answer]
REASON_WHY = "disputed by {}"


class ReviewedCase(Changeable, Protocol):
    """A case that is weighed, and that can be had with something set."""

    settings: Settings

    @property
    def name(self) -> str:
        """The name of its folder."""

    @property
    def weigher(self) -> Weigher:
        """Makes figures and findings from its graph."""

    def verify(self) -> Verification:
        """Weigh it."""


def weighed_reviews(case: ReviewedCase, as_written: Answer) -> ReportedReviews:
    """What reviewers hold of a case, with the answers without what they dispute and with what they put instead.

    Raises:
        CaseError: with everything that is wrong in their files.
    """
    inputs, sources = inputs_of(case), case.holdings.sources

    def answer_of(model: Model) -> Answer:
        """The answer that another graph gives."""
        weigher = Weigher(model, Draws(model, case.settings), sources)
        return Verification(case.text, weigher, case.holdings, case.name, [], version("weighbridge")).answer

    def answer_with(values: Mapping[str, str]) -> Answer:
        """The answer of the case with some values set."""
        return case.with_(values).verify().answer

    reviews = reviews_of(case, inputs)
    return Reviewed(reviews, inputs, case.model, answer_of, answer_with).reported(as_written)


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
            act=forms.Act(entry.act.value),
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
