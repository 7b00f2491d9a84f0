"""How strongly the evidence speaks on one check, what would settle it, and where the true value lies, with words."""

from __future__ import annotations

from functools import cached_property

from ..answers import Voice
from ..base import Faced, Several
from ..graph import Kind
from ..strength import (
    Likelihoods,
    Settling,
    TrueValues,
    information_words,
    likelihood_words,
    likelihoods_of,
    settling,
    settling_with_numbers,
    true_value_words,
    true_values,
)
from ..verdict import CheckResult


class CheckStrength(Faced):
    """The part of a reported check that goes beyond pass and fail: a base of ``ReportedCheck``."""

    name: str
    check: CheckResult
    _voice: Voice

    @cached_property
    def likelihoods(self) -> list[Likelihoods]:
        """How strongly the evidence speaks: for the case as written, then for each single change that counts."""
        return Several(likelihoods_of(self._voice.weigher, self.check))

    @cached_property
    def settling(self) -> Settling:
        """What would settle it: how much of the disagreement of all ways to read it each choice removes."""
        return settling(self.check, self._voice.losses)

    @cached_property
    def settling_with_numbers(self) -> Settling:
        """The same with every number that we judged, each crossed with every way to read it."""
        return settling_with_numbers(self._voice.weigher, self.check, self._voice.losses)

    @cached_property
    def true_values(self) -> TrueValues:
        """The true value that evidence and claim leave together, over a grid of trust in the source."""
        return true_values(self._voice.weigher, self.name)

    @property
    def strength_sentence(self) -> str:
        """How likely the stated number is beside one that is off, by our estimates; why that cannot be said, else."""
        return likelihood_words.likelihood_sentence(self.likelihoods[0], self._voice.names)

    @property
    def strength_working(self) -> str:
        """The same in the words of the field; of a check that asks how usual a number is why it can't be said, else."""
        if self.likelihoods[0].silent and self.check.kind == Kind.TYPICAL:
            return self.strength_sentence
        return " ".join(likelihood_words.likelihood_working(self.likelihoods[0]))

    @property
    def settling_sentence(self) -> str:
        """What would settle it."""
        return information_words.settling_text(self.settling, self._voice.names)

    @property
    def settling_working(self) -> str:
        """The figures behind it: bits, what the draws leave open, what knowing is worth."""
        return " ".join(information_words.working_sentences(self.settling, self._voice.names))

    @property
    def true_value_sentence(self) -> str:
        """Where the true value lies by evidence and claim together, whatever one's trust in the article."""
        return true_value_words.true_value_sentence(self.true_values, self._voice.names)

    @property
    def true_value_working(self) -> str:
        """What stands behind it: what was assumed, and what the evidence says by itself."""
        return " ".join(true_value_words.true_value_working(self.true_values, self._voice.names))
