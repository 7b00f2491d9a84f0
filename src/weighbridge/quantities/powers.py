"""Powers of ten as they stand behind a number: × 10^5, × 10⁵, ×10−5; and 10⁶ by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .tokens import Token

MINUS = ("-", "\u2212", "–")
RAISED_MINUS = "\u207b"
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
TIMES = ("×", "x", "*", "·", "⋅")
MOST_POWER = 99  # more is nothing that anybody measured; editorial
LEAST_RAISED = 3  # "10²" by itself may be ten with a note; editorial
LOST = "it may be a power of ten whose raised digits came down to the line"
TOO_HIGH = f"its power of ten is beyond {MOST_POWER}"


class Power(NamedTuple):
    """A power of ten, the token behind it, and why it is not read; that is empty where it is."""

    power: int
    end: int
    reason: str = ""


def raised_ten(some: Sequence[Token], at: int) -> Power | None:
    """The power of "10−5", "10^6" or "10⁶"; None where none stands there: a hyphen or a dash would make it a range."""
    if some[at].text != "10" or at + 1 >= len(some):
        return None
    sign = some[at + 1].text
    found = _exponent(some, at + 1) if sign in ("^", "\u2212") or _is_raised(sign) else None
    if found is None or (_is_raised(sign) and not found.reason and 0 <= found.power < LEAST_RAISED):
        return None
    return found


def times_ten(some: Sequence[Token], at: int) -> Power | None:
    """The power of "× 10^5", "×10−5" or "× 10⁵"; None where none stands there."""
    if at + 2 >= len(some) or some[at].form not in TIMES or some[at + 1].text != "10":
        return None
    sign = some[at + 2].text
    return _exponent(some, at + 2) if sign in ("^", *MINUS) or _is_raised(sign) else None


def lost_power(some: Sequence[Token], at: int) -> Power | None:
    """That "2.23 × 1019" is meant for a power of ten whose raised digits came down; None where it is not."""
    if at + 2 >= len(some) or some[at + 1].text != "×" or not some[at + 2].text.isdigit():
        return None
    raised, small = some[at + 2].text, some[at].text
    is_lost = raised.startswith("10") and len(raised) in (3, 4) and raised != "100" and small[1:2] in ("", ".")
    return Power(0, at + 3, LOST) if is_lost else None


def _is_raised(text: str) -> bool:
    """Whether a token begins with a raised digit or a raised minus."""
    return text[0] == RAISED_MINUS or text[0].translate(RAISED) != text[0]


def _exponent(some: Sequence[Token], at: int) -> Power | None:
    """The exponent right behind a ten, joined to it without a space; None where no digits follow."""
    place, sign = at, 1
    while place < len(some) and some[place].text in ("^", RAISED_MINUS, *MINUS) and _is_joined(some, place):
        sign = -1 if some[place].text != "^" else sign
        place += 1
    if place >= len(some) or not _is_joined(some, place):
        return None
    raised = some[place].text.translate(RAISED)
    if not raised.isdecimal():
        return None
    return Power(0, place + 1, TOO_HIGH) if len(raised) > 2 else Power(sign * int(raised), place + 1)


def _is_joined(some: Sequence[Token], at: int) -> bool:
    return some[at].start == some[at - 1].end
