"""The stuff that a passage names near its numbers, where the numbers do not say of what they are."""

from __future__ import annotations

from collections.abc import Sequence

from ..quantities import Mentions, is_stuff, kinds_of, language, tokens

FAR_AROUND = 1_000  # the same for another of its kind, beside which nothing is taken; editorial
AROUND = 120  # characters on either side of the numbers in which it is looked for; editorial


def stuff_near(mentions: Mentions, places: Sequence[int]) -> str | None:
    """The only stuff that is named around some numbers, by its key; None where none is, or several are.

    Of a kind and what is of that kind the latter is meant: "the metal, mostly copper" is copper.
    """
    some = [mentions.quantities[place] for place in places]
    start = max(0, min(one.start for one in some) - AROUND)
    words = tokens(mentions.text, start, max(one.end for one in some) + AROUND)
    known = language(mentions.language).things
    found = {thing[0] for at in range(len(words)) if (thing := known.at(words, at)) is not None and is_stuff(thing[0])}
    above = {kind for thing in found for kind in kinds_of(thing)[1:]}
    if len(found - above) != 1:
        return None
    (only,) = found - above
    return None if _has_rival(mentions, start, only) else only


def _has_rival(mentions: Mentions, around: int, only: str) -> bool:
    """Whether another stuff of the same kind is named farther off: marijuana beside cocaine."""
    kinds = set(kinds_of(only)[1:])
    words = tokens(mentions.text, max(0, around - FAR_AROUND), min(len(mentions.text), around + FAR_AROUND))
    known = language(mentions.language).things
    others = {thing[0] for at in range(len(words)) if (thing := known.at(words, at)) is not None} - {only} - kinds
    return any(only not in kinds_of(one) and kinds & set(kinds_of(one)) for one in others)
