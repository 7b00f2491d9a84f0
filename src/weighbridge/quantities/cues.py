"""The loosening words before an amount: right before it, or with a few words between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..text import hedge
from .amounts import Amount
from .language import Language
from .tokens import WORD, Token

MOST_NAMED = 6  # words of what an amount is of, between a verb that loosens and its number


def with_cue(known: Language, some: Sequence[Token], core: Amount) -> Amount:
    """An amount with the loosening words before it; the outermost of several is its cue."""
    first, cue = core.first, None
    for _ in range(3):
        found = known.cues_before.before(some, first)
        if found is None:
            found = None if cue is not None else _cue_apart(known, some, core)
        if found is None or found[0] == "none":
            break
        cue, first = found
    if cue is None:
        return core
    span = (first, core.first)
    if core.cue != "none" and hedge(cue).direction == "both":
        return core  # "about 500 or more" is at least 500
    return replace(core, cue=cue, cue_span=span, first=first)


def _cue_apart(known: Language, some: Sequence[Token], core: Amount) -> tuple[str, int] | None:
    """Loosening words with something between them and the number.

    A total, "about a total of 300"; an article, más de la mitad; in Arabic the noun of a verb, تجاوز عدد القتلى 300.
    """
    first = core.first
    over = known.words("total").before(some, first)
    if over is not None:
        return known.cues_before.before(some, over[1])
    if core.numeral.share is not None and first > 1 and known.words("the").at(some, first - 1) is not None:
        return known.cues_before.before(some, first - 1)
    for place in range(first - 1, max(first - MOST_NAMED, 0), -1):
        if some[place].sort != WORD:
            return None
        if known.words("amount noun").at(some, place) is None:
            continue
        for apart in ((), some[first - 1 : first]):  # the verb alone, or with the preposition that stands at the number
            joined = [*some[max(place - MOST_NAMED, 0) : place], *apart]
            found = known.cues_before.before(joined, len(joined))
            if found is not None and found[1] < len(joined) - len(apart):
                return found
    return None
