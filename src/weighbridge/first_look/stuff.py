"""The stuff that a passage names near its numbers, where the numbers do not say of what they are."""

from __future__ import annotations

from collections.abc import Sequence

from ..quantities import Mentions, is_stuff, kinds_of, language, tokens

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
    return next(iter(found - above)) if len(found - above) == 1 else None
