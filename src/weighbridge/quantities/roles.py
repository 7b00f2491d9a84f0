"""What the words around an amount make of it: by how much something rose or fell, from how much and to how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .language import Language
from .mention import Kind, Role
from .tokens import NUMERAL, Token

BACK = 7  # tokens before an amount among which what rose or fell is looked for
MOVED = (Kind.SHARE, Kind.POINTS, Kind.RATIO, Kind.MONEY)  # what rises and falls without "by": fell 30 percent
BEHIND = 2  # tokens behind a share in which it may stand: a 30% rise
ENDS = ".;:()"
MOVES = (("rise", True), ("fall", False), ("move", None))  # the roles of words, with what they say


class Turn(NamedTuple):
    """The role of an amount, and whether something rose."""

    role: Role
    rises: bool | None = None


def turn_of(known: Language, some: Sequence[Token], first: int, end: int, kind: Kind) -> Turn | None:
    """The role of an amount of some tokens by what rose or fell beside it; None where nothing did."""
    link, at = _link(known, some, first)
    moved = _moved_before(known, some, at)
    if moved is not None:
        rises, is_right_before = moved
        if link == "by":
            is_sure = is_right_before or kind in (Kind.SHARE, Kind.POINTS, Kind.RATIO)
            return Turn(Role.CHANGE, rises) if is_sure else None
        if link == "reached":
            return Turn(Role.AFTER, rises)
        if link == "from":
            return Turn(Role.BEFORE, rises)
        if rises is not None and is_right_before and (kind in MOVED or _is_set_off(known, some, at, kind)):
            return Turn(Role.CHANGE, rises)
    if kind in (Kind.SHARE, Kind.POINTS) and (behind := _moved_behind(known, some, end)) is not None:
        return Turn(Role.CHANGE, behind)
    return None


def _is_set_off(known: Language, some: Sequence[Token], at: int, kind: Kind) -> bool:
    """Whether a pause stands right before the word of rise or fall that a measure follows: "… tonnes, up 2 tonnes"."""
    if kind != Kind.MEASURE:
        return False
    found = (known.words(role).before(some, at) for role, _ in MOVES)
    return any(one is not None and one[1] > 0 and some[one[1] - 1].text in (",", "(", "،") for one in found)


def _link(known: Language, some: Sequence[Token], first: int) -> tuple[str, int]:
    """The word between a verb and its amount, and where it begins."""
    for role in ("by", "reached", "from"):
        found = known.words(role).before(some, first)
        if found is not None:
            return role, found[1]
    return "", first


def _moved_before(known: Language, some: Sequence[Token], end: int) -> tuple[bool | None, bool] | None:
    """Whether something rose, fell or only moved shortly before a token, and whether that word stands right there."""
    for place in range(end, max(end - BACK, 0), -1):
        for role, rises in MOVES:
            if known.words(role).before(some, place) is not None:
                between = some[place:end]
                is_right = not between or (len(between) == 1 and known.has_stop_ending(between[0].form))
                return rises, is_right
        if some[place - 1].text in ENDS:
            return None
    return None


def _moved_behind(known: Language, some: Sequence[Token], end: int) -> bool | None:
    """Whether something rose, or fell, right behind a share: a 30% rise, 20 percent up."""
    for place in range(end, min(end + BEHIND, len(some))):
        if some[place].sort == NUMERAL or some[place].text in ENDS:
            return None
        for role, rises in (("rise", True), ("fall", False)):
            if known.words(role).at(some, place) is not None:
                return rises
    return None
