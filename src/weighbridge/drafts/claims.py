"""Quantities of a passage as claims of a case: the quotation, the cue, and the fair ways to read the number."""

from __future__ import annotations

from ..base import RemediedError
from ..first_look import taken_for
from ..quantities import Doubt, Meaning, Mention, Role, identifier
from ..relations import Family, family_of
from ..text import hedge
from .located_quotes import Quoter
from .names import claim_name
from .parts import Decide, Decision, DraftedClaim, DraftedReading
from .units import Units

TONS = {"tonne": "metric", "short_ton": "short", "long_ton": "long"}
AS_TAKEN = "the usual sense of these words"
# Why another reading is fair, by what makes the words doubtful.
REASONS = {
    Doubt.TON: "the words do not say which ton is meant",
    Doubt.CURRENCY: "the words do not say whose money is meant",
    Doubt.POUND: "the word is that of a mass and of money",
    Doubt.SEPARATOR: "the sign may part thousands or decimals",
    Doubt.SHARED_SIZE: "the word of size may be meant for both numbers",
    Doubt.EACH_OR_TOTAL: "the words may mean each, or all together",
    Doubt.BILLION: "the word means a thousand million to some, and a million million to others",
    Doubt.YEAR: "it may be a year by its name",
    Doubt.UNIT_CARRIED: "the unit stands with a neighbour alone",
    Doubt.THING_CARRIED: "what is counted stands with a neighbour alone",
}


class Claims:
    """Makes claims one by one, each under a name of its own."""

    def __init__(self, quoter: Quoter, units: Units, mentions: tuple[Mention, ...]) -> None:
        """Take what quotations and units are made with, and all quantities of the passage."""
        self._quoter, self._units, self._mentions = quoter, units, mentions
        self.by_place: dict[int, DraftedClaim] = {}

    @property
    def names(self) -> set[str]:
        """The names that are taken, those of units among them."""
        return {claim.name for claim in self.by_place.values()} | set(self._units.declared)

    def add(self, place: int, after: int | None = None) -> DraftedClaim | None:
        """The claim of a quantity; None where a case cannot write its number.

        Args:
            after: the place of the next quantity that becomes a claim.
        """
        mention = self._mentions[place]
        value = self._units.value(mention.meaning)
        if not value:
            return None
        end = self._mentions[after].end if after is not None else None
        quote = self._quoter.quote(mention.start, mention.end, end)
        decisions = [] if self._quoter.is_unique(quote) else [Decision(Decide.NOT_UNIQUE, quote.exact)]
        readings, others = self._readings(mention, value)
        decisions += [Decision(Decide.OTHER_READING, one.value) for one in others]
        if len(readings) > 1:
            decisions.append(Decision(Decide.READING, mention.text))
        elif mention.meaning.doubt:
            decisions.append(Decision(Decide.UNCERTAIN, mention.text, REASONS[mention.meaning.doubt]))
        cue, reason = _cue(mention)
        if reason:
            decisions.append(Decision(Decide.CUE, mention.cue_text, cue))
        claim = DraftedClaim(
            claim_name(mention, self.names), place, quote.exact, quote.prefix, quote.suffix,
            "" if len(readings) > 1 else value, tuple(readings) if len(readings) > 1 else (), cue, reason,
            tuple(decisions),
        )  # fmt: skip
        self.by_place[place] = claim
        return claim

    def _readings(self, mention: Mention, value: str) -> tuple[list[DraftedReading], list[Meaning]]:
        """The readings of one kind, the one that is taken first; and the others, which measure something else."""
        taken = self._units.written(value)
        found = [DraftedReading(_reading_name(mention.meaning, set()), value, "", AS_TAKEN)]
        others = []
        for meaning in mention.others:
            other = self._units.value(meaning)
            written = self._units.written(other) if other else None
            names = {one.name for one in found}
            reason = REASONS.get(meaning.doubt or mention.meaning.doubt or Doubt.TON, AS_TAKEN)
            if written is None or taken is None:
                others.append(meaning)
            elif written.unit.dimensionality == taken.unit.dimensionality:
                found.append(DraftedReading(_reading_name(meaning, names), other, "", reason))
            elif times := self._counted_before(meaning, mention):
                found.append(DraftedReading(_reading_name(meaning, names), other, times, reason))
            else:
                others.append(meaning)
        return found, others

    def _counted_before(self, meaning: Meaning, mention: Mention) -> str:
        """The claim that counts what a reading is so much for each of; empty where there is none."""
        if not meaning.per or mention.meaning.per:
            return ""
        each = identifier(meaning.per)
        return next(
            (
                claim.name
                for place, claim in self.by_place.items()
                if self._mentions[place].meaning.unit == "one"
                and identifier(self._mentions[place].meaning.thing or "") == each
                and self._mentions[place].role == Role.AMOUNT
            ),
            "",
        )


def _reading_name(meaning: Meaning, taken: set[str]) -> str:
    """A name for a reading, as it stands in “… is meant”."""
    if meaning.unit in TONS and family_of(meaning.unit) == Family.MASS:
        name = f"{TONS[meaning.unit]} tons"
    elif meaning.per and meaning.doubt != Doubt.SEPARATOR:
        name = f"so much for each {meaning.per}"
    else:
        name = taken_for(meaning)
    return name if name not in taken else taken_for(meaning)


def _cue(mention: Mention) -> tuple[str, str]:
    """The cue of a claim, and why it is that one where the words are others."""
    words = " ".join(mention.cue_text.split())
    if mention.cue == "none" or not words or _known(words) == _known(mention.cue):
        return mention.cue, ""
    return mention.cue, f"“{words}” says what “{mention.cue}” says"


def _known(cue: str) -> str:
    """A cue as the table spells it; as it stands where the table has none such."""
    try:
        return hedge(cue).cue
    except RemediedError:
        return cue.casefold()
