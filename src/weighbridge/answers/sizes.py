"""How far a stated number is from the computed one: a ratio, or a difference where a side may be zero or a share."""

from __future__ import annotations

from typing import Final, NamedTuple

from ..checks import Finding, Side
from ..graph import Comparison, Kind
from ..text import EXACT_DIGITS, number, padded, same_place, significant, with_unit
from ..verdict import CheckResult
from .results import Size

Ends = tuple[float, float]
SHARES: Final = ("percent", "%", "percentage_point")
POINTS: Final = "percentage_point"
NOTHING: Final = 1e-9  # what two numbers that are one may differ by, for rounding
EVEN: Final = {"ratio": 1.0, "difference": 0.0}  # the size of no difference
DIGITS: Final = 2  # of a size
MOST_DIGITS: Final = 3  # of both ends of a range of sizes that are written to one place
TWICE: Final = 1.95  # what is told as two times where a digit is enough
AS_TIMES: Final = 0.02  # the share of itself by which an end of a range of ratios moves where both are whole by that
CLOSE: Final = 0.05  # a ratio that is no farther from one is told as a share, with a digit more


def size_of(check: CheckResult, finding: Finding) -> Size | None:
    """How far the stated side of a finding is from what it is compared with; None where a side has no ends.

    Compared is with the other number of the article, with the mean of what is drawn, with the end of what is possible,
    or, where whole things are counted, with the nearest number that they give; all in the unit of the stated side. Two
    shares are compared by points, and two sides that do not both lie above zero by their difference, which of a share
    is one of points as well: "210% more" would be read as a ratio.
    """
    return size_between(check, finding.stated, finding.computed, finding.nearest)


def size_between(check: CheckResult, one: Side, other: Side, nearest: Ends | None = None) -> Size | None:
    """The same of two sides of a check.

    Args:
        nearest: of a check of whole things the nearest numbers that they give, in the unit of the stated side.
    """
    stated, own = _room(one), _middle(one)
    against = _counted(own, nearest) if check.scale is None else _against(check, other)
    if stated is None or against is None or one.worded is not None:
        return None
    middle, room = against
    is_share, lying = one.unit in SHARES, _lies(stated, room)
    if min(*stated, *room) > 0 and not (is_share and check.kind == Kind.AGREES):
        value = None if own is None or middle is None or middle <= 0 else significant(own / middle)
        low, high = significant(stated[0] / room[1]), significant(stated[1] / room[0])
        is_rough = check.kind == Kind.TYPICAL and other.mean is not None
        text = ratio_words(value, (low, high), lying, is_rough).alone
        return Size(kind="ratio", value=value, low=low, high=high, unit="", is_rough=is_rough, text=text)
    value = None if own is None or middle is None else significant(own - middle)
    low, high = significant(stated[0] - room[1]), significant(stated[1] - room[0])
    unit = POINTS if is_share else one.unit
    text = difference_words(value, (low, high), unit, lying).alone
    if is_share and value and max(*stated, *room) < 0:
        text = _fall(value, unit)
    return Size(kind="difference", value=value, low=low, high=high, unit=unit, text=text)


def _counted(stated: float | None, nearest: Ends | None) -> tuple[float | None, Ends] | None:
    """The nearest number that whole things give, which has no room."""
    if stated is None or nearest is None:
        return None
    value = min(nearest, key=lambda one: abs(one - stated))
    return value, (value, value)


def _lies(stated: Ends, room: Ends) -> Wording | None:
    """Where a number lies that has neither all of its room above nor all of it below the other; none where it has.

    >>> [_lies(*both).alone for both in (((6, 8), (5, 12)), ((10, 20), (5, 12)), ((80, 120), (100, 100)))]
    ['within the range', 'partly within the range', 'on both sides of it']
    """
    if room[0] <= stated[0] and stated[1] <= room[1]:
        return WITHIN
    if room[0] == room[1]:
        return ASTRIDE if stated[0] < room[0] < stated[1] else None
    return PARTLY if stated[0] <= room[1] and room[0] <= stated[1] else None


def _room(side: Side) -> Ends | None:
    return side.bounds or side.as_written


def _middle(side: Side) -> float | None:
    """A side by one number: as written, or its mean."""
    if side.as_written is not None:
        return side.as_written[0] if side.as_written[0] == side.as_written[1] else None
    return side.mean.value if side.mean else None


def _against(check: CheckResult, side: Side) -> tuple[float | None, Ends] | None:
    """What the stated number is compared with, in its unit: one number, where there is one, and where it may lie."""
    scale = check.scale or 1.0
    middle = _middle(side)
    middle = None if middle is None else middle * scale
    if check.kind == Kind.TYPICAL and side.coverage_interval is not None:
        low, high = (end.value * scale for end in side.coverage_interval)
        return middle, (low, high)
    if side.bounds is None:
        return None
    low, high = (end * scale for end in side.bounds)
    if check.kind in (Kind.POSSIBLE, Kind.REACHABLE) and side.as_written != side.bounds:
        ends = {Comparison.AT_MOST: (high, (high, high)), Comparison.AT_LEAST: (low, (low, low))}
        return ends.get(check.relation, (None, (low, high)))
    return middle, (low, high)


class Wording(NamedTuple):
    """A size in words: as they stand alone, and before what is compared with."""

    alone: str
    before: str


SAME: Final = Wording("the same", "the same as")
WITHIN: Final = Wording("within the range", "within the range of")
PARTLY: Final = Wording("partly within the range", "partly within the range of")
ASTRIDE: Final = Wording("on both sides of it", "on both sides of")
LYING: Final = {one.alone: one for one in (WITHIN, PARTLY, ASTRIDE)}


def ratio_words(value: float | None, ends: Ends, lying: Wording | None = None, is_rough: bool = False) -> Wording:
    """A ratio in words; where it has no one value, ``lying`` says how its room lies to the other's.

    One to the mean of what we assume is rough: it is told in a digit, so that it can be redone from what is shown.

    >>> [ratio_words(value, (value, value)).alone for value in (4.03, 1.43, 1.003, 1.0, 0.78, 0.28)]
    ['4 times as much', '43% more', '0.3% more', 'the same', '22% less', '28% of it']
    >>> [ratio_words(value, (value, value), is_rough=True).alone for value in (4.03, 1.97, 1.43, 0.78, 0.28)]
    ['about 4 times as much', 'about 2 times as much', 'about 40% more', 'about 20% less', 'about 30% of it']
    >>> ratio_words(None, (2.31, 3.04))
    Wording(alone='2.3 to 3.0 times as much', before='2.3 to 3.0 times')
    """
    if value is None:
        return lying or _ratio_of_ends(*ends)
    share = abs(value - EVEN["ratio"])
    if share < NOTHING:
        return SAME
    about = "about " if is_rough else ""
    digits = 1 if is_rough or share < CLOSE else DIGITS
    if value >= (TWICE if is_rough else 2):
        times = f"{about}{number(value, DIGITS)} times"
        return Wording(f"{times} as much", times)
    if value < 0.5:
        return _part(about + number(100 * value, 1 if is_rough else DIGITS))
    return _more(f"{about}{number(100 * share, digits)}%", value > 1)


def _ratio_of_ends(low: float, high: float) -> Wording:
    if low < 1 < high:
        return WITHIN
    if high < 0.5:
        return _part(_ends(100 * low, 100 * high))
    times = f"{_ends(low, high, even=EVEN['ratio'])} times"
    return Wording(f"{times} {'as much' if low >= 2 else 'it'}", times)


def difference_words(value: float | None, ends: Ends, unit: str, lying: Wording | None = None) -> Wording:
    """A difference in words; where it has no one value, ``lying`` says how its room lies.

    >>> difference_words(-6.36, (-12.4, -3.8), "percentage_point").alone
    '6.4 percentage points less'
    >>> difference_words(None, (-1, 1), "tonne").alone
    'within the range'
    """
    if value is None:
        low, high = ends
        if lying or low < 0 < high:
            return lying or WITHIN
        return _more(_ends(*sorted((abs(low), abs(high))), unit), high > 0)
    if abs(value) < NOTHING:
        return SAME
    return _more(with_unit(number(abs(value), DIGITS), unit), value > 0)


def _fall(value: float, unit: str) -> str:
    """By how much one fall is larger than another, of two that are given below zero."""
    return f"a fall {with_unit(number(abs(value), DIGITS), unit)} {'smaller' if value > 0 else 'larger'}"


def _part(percent: str) -> Wording:
    return Wording(f"{percent}% of it", f"{percent}% of")


def _more(amount: str, is_more: bool) -> Wording:
    more = f"{amount} {'more' if is_more else 'less'}"
    return Wording(more, f"{more} than")


def lies(size: Size) -> bool:
    """Whether it says no more than how the room of one number lies to that of the other."""
    return size.text in LYING


def is_same(size: Size) -> bool:
    """Whether both numbers are one, as they are written."""
    return size.value is not None and abs(size.value - EVEN[size.kind]) < NOTHING


def than(size: Size, other: str, falls: bool = False) -> str:
    """The same as a comparison with something: *43% more than …*, *4 times …*, *the same as …*.

    Args:
        falls: both are falls, given below zero: *a fall 3 points larger than …*.

    >>> than(Size(kind="ratio", value=4.03, low=4.0, high=4.1, unit="", text=""), "the price of copper")
    '4 times the price of copper'
    """
    if falls and size.value:
        return f"{_fall(size.value, size.unit)} than {other}"
    ends = (size.low or 0.0, size.high or 0.0)
    is_ratio = size.kind == "ratio"
    lying = LYING.get(size.text)
    if is_ratio:
        words = ratio_words(size.value, ends, lying, size.is_rough)
    else:
        words = difference_words(size.value, ends, size.unit, lying)
    return f"{words.before} {other}"


def off(size: Size, falls: bool = False) -> str:
    """By how much a number is off that does not fit: *2.3 to 3.0 times too high*, *22% too low*; empty where unclear.

    By both ends of the room, where these lie on the same side; else by the numbers as they stand.

    Args:
        falls: both are falls, given below zero, of which the lower is the larger: *a fall too large by 3 points*.

    >>> off(Size(kind="ratio", value=2.6, low=2.31, high=3.04, unit="", text=""))
    '2.3 to 3.0 times too high'
    >>> off(Size(kind="ratio", value=None, low=0.0901, high=0.125, unit="", text=""))
    '8 to 11 times too low'
    >>> off(Size(kind="difference", value=-6.4, low=-12.4, high=-3.8, unit="percentage_point", text=""))
    '3.8 to 12.4 percentage points too low'
    >>> off(Size(kind="difference", value=-7.7, low=-8.2, high=-7.2, unit="percentage_point", text=""), falls=True)
    'a fall too large by 7.2 to 8.2 percentage points'
    """
    even = EVEN[size.kind]
    low, high = size.low, size.high
    if low is None or high is None or low < even < high or even in (low, high):
        low = high = size.value
    if low is None or high is None or low == even:
        return ""
    way = "too high" if low > even else "too low"
    if size.kind == "difference":
        by = _ends(*sorted((abs(low), abs(high))), size.unit)
        return f"a fall too {'small' if low > even else 'large'} by {by}" if falls else f"{by} {way}"
    if max(high, 1 / low) >= 2:
        near, far = sorted((max(low, 1 / low), max(high, 1 / high)))
        return f"{_ends(near, far, even=1.0)} times {way}"
    near, far = sorted((100 * abs(low - 1), 100 * abs(high - 1)))
    return f"{_ends(near, far)}% {way}"


def _ends(near: float, far: float, unit: str = "", even: float | None = None) -> str:
    """Both ends, the nearer first; neither reads like what is no difference at all, where it is one."""
    counts = _few_digits(near, far, even) if even is not None else None
    if counts is None:
        counts = same_place((near, far), [DIGITS] * 2)
        if even is not None:
            counts = [max(own, _digits_from(end, even)) for end, own in zip((near, far), counts, strict=True)]
    if is_plain := max(counts) <= MOST_DIGITS:
        counts = same_place((near, far), counts, finer=True)
    texts = [number(end, own) for end, own in zip((near, far), counts, strict=True)]
    first, last = padded(*texts) if is_plain else texts
    text = first if first == last else f"{first} to {last}"
    return with_unit(text, unit) if unit else text


def _few_digits(near: float, far: float, even: float) -> list[int] | None:
    """The digits of ratios at the coarser place of both, where that moves neither by much and tells all three apart.

    >>> _few_digits(8.0, 11.1, 1.0), _few_digits(9.91, 10.04, 1.0)
    ([1, 2], None)
    """
    found = same_place((near, far), [DIGITS] * 2, within=AS_TIMES)
    told = {significant(even), *(significant(end, own) for end, own in zip((near, far), found, strict=True))}
    return found if len(told) > 2 else None


def _digits_from(end: float, even: float) -> int:
    """In how many digits an end is otherwise than what is no difference."""
    if significant(end) == significant(even):
        return DIGITS
    return next(n for n in range(DIGITS, EXACT_DIGITS + 1) if significant(end, n) != significant(even, n))
