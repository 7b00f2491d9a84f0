"""The ends of ranges as a reader sees them: rounded outwards, or towards a value from which they are told apart."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from .words import (
    COMPUTED_DIGITS,
    DIGITS,
    EXACT_DIGITS,
    HALF,
    number,
    padded,
    same_place,
    significant,
    span,
    with_unit,
)

CLOSELY, ROUGHLY = 1e-3, 0.1  # the share of itself by which an end of a range is rounded outwards at most
FOUND = 1e-7  # of a value, by which a search may have missed it


def at_most(value: float, beside: float = math.nan, digits: int = DIGITS, within: float = CLOSELY) -> str:
    """The upper end of a range, rounded up: what is "at most" so much is never more.

    Args:
        beside: a number that is compared with it, which is still above or below the end as it is written.
        digits: as many, and more where the end would move by more than ``within`` of itself.

    >>> at_most(700_500.0), at_most(75.0), at_most(1000.4, 1001.0), at_most(-5.5559)
    ('701,000', '75', '1,000.4', '−5.555')
    >>> at_most(1.8205, digits=2, within=ROUGHLY), at_most(8.78, digits=2, within=ROUGHLY)
    ('1.9', '8.8')
    """
    return _outward(value, ROUND_CEILING, beside, digits, within)


def at_least(value: float, beside: float = math.nan, digits: int = DIGITS, within: float = CLOSELY) -> str:
    """The lower end of a range, rounded down: what is "at least" so much is never less.

    Args:
        value: the end, in any unit.
        beside: the other end, from which it has to be told apart.
        digits: how many significant digits.
        within: by which share of itself it is rounded down at most.

    >>> at_least(91.218), at_least(99.96), at_least(0.0)
    ('91.2', '99.9', '0')
    """
    return _outward(value, ROUND_FLOOR, beside, digits, within)


def towards(value: float, beside: float, digits: int = DIGITS, within: float = ROUGHLY) -> tuple[float, str]:
    """A value and its text, rounded towards another and never past it: what lies between is still between.

    So where an answer changes below a value, it has not changed yet at the value as it is written.

    Args:
        value: in any unit; what a search leaves of a short number is taken for that number.
        beside: towards what it is rounded.
        digits: as many, and more where it would move by more than ``within`` of itself.
        within: a share of itself.

    >>> towards(57.318, 60.0), towards(57.318, 50.0), towards(59.96, 60.0), towards(57.0000001, 60.0)
    ((57.4, '57.4'), (57.3, '57.3'), (59.96, '59.96'), (57.0, '57'))
    """
    short = significant(value, COMPUTED_DIGITS)
    if math.isclose(value, short, rel_tol=FOUND) and short != beside:
        value = short
    end, most = _rounded(value, ROUND_CEILING if value < beside else ROUND_FLOOR, beside, digits, within)
    return end, number(end, most)


def _outward(value: float, rounding: str, beside: float, least: int, within: float) -> str:
    """A number with as few digits as keep it near to itself, and on its side of another."""
    return number(*_rounded(value, rounding, beside, least, within))


def _rounded(value: float, rounding: str, beside: float, least: int, within: float) -> tuple[float, int]:
    """The same as a number, with how many digits it takes."""
    exact = Decimal(f"{value:.{EXACT_DIGITS}g}") if math.isfinite(value) else Decimal(0)
    for digits in range(least, EXACT_DIGITS) if exact else ():
        end = float(exact.quantize(Decimal(1).scaleb(exact.adjusted() + 1 - digits), rounding))
        is_near = abs(end - value) <= within * abs(value)
        if is_near and (end > beside) == (value > beside) and (end < beside) == (value < beside):
            return end, digits + 1  # which rounding may have lengthened
    return value, EXACT_DIGITS if exact else least


def share_span(ends: tuple[float, float]) -> str:
    """Between which ends a share of a whole lies, in percent, rounded outwards; both ends to one place.

    >>> share_span((0.0, 0.0182048)), share_span((0.912182, 0.99837)), share_span((0.25, 0.25)), share_span((0.0, 0.0))
    ('up to 1.83%', '91.2% to 99.9%', '25%', '0%')
    """
    low, high = (significant(100 * end, 6) for end in ends)
    if 0 < low == high:
        return span((low, high), "percent")
    if low <= 0:
        return f"up to {at_most(high, within=HALF)}%" if high > 0 else "0%"
    first, last = same_place((low, high), [DIGITS] * 2)
    least, most = at_least(low, digits=first, within=HALF), at_most(high, digits=last, within=HALF)
    return with_unit(" to ".join(padded(least, most)), "percent")
