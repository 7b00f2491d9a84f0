"""The sides of a comparison in words: as written, by their mean or their bounds, with their room."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..checks import Figure, Finding, Side
from ..graph import Comparison, Kind
from ..text import (
    DIGITS,
    apart,
    at_least,
    at_most,
    few_digits,
    in_full,
    number,
    padded,
    same_place,
    signed,
    significant,
    span,
    to_the_cent,
    with_unit,
)
from ..verdict import AsRead, CheckResult
from .arithmetic import like_others, room_digits, written
from .results import Amount
from .sizes import SHARES


class Limit(NamedTuple):
    """The end of a range of possible values that a number is held against, in words."""

    before: str
    called: str
    end: int  # of the range


LIMITS = {
    Comparison.AT_MOST: Limit("at most", "the most", 1),
    Comparison.AT_LEAST: Limit("at least", "the least", 0),
}


def between_wholes(finding: Finding) -> str:
    """The two numbers nearest to the stated one that whole things give: ``33.33% or 37.04%``."""
    low, high = apart(list(finding.nearest or ()), 4)
    unit = finding.stated.unit
    return f"{with_unit(low, unit) if unit in SHARES else low} or {with_unit(high, unit)}"


def interval(side: Side, beside: Sequence[float] = (), with_its_unit: bool = True) -> str:
    """A drawn side by its mean and the range that holds 95 % of it; one that is not drawn by its bounds.

    Args:
        beside: figures as they are written that stand beside it, and like which none of its own reads.
        with_its_unit: else a number stands before it that has its unit.
    """
    drawn = drawn_texts(side, beside)
    if drawn is None:
        return span(side.bounds, side.unit) if side.bounds else written(side)
    mean, low, high = drawn
    middle = (with_unit if with_its_unit else signed)(mean, side.unit)
    return middle if low == high else f"{middle} ({signed(f'{low} to {high}', side.unit)})"


def drawn_texts(side: Side, beside: Sequence[float] = ()) -> tuple[str, str, str] | None:
    """The mean of a side that is drawn, and the ends of the range that holds 95 % of it; None where it is not drawn.

    Each has the digits that its numerical uncertainty supports, and more only to differ from another.
    """
    if side.coverage_interval is None or side.mean is None:
        return None
    figures = [side.mean, *side.coverage_interval]
    values = [*(figure.value for figure in figures), *beside]
    mean, *ends = (figure.estimate.digits for figure in figures)
    even = same_place(values[1:3], ends)
    is_supported = all(digits <= own for digits, own in zip(even, ends, strict=True))
    digits = [mean, *(even if is_supported else ends), *map(in_full, beside)]
    middle, low, high = apart(values, digits, ranges=[(1, 2)] if is_supported else [])[:3]
    return middle, low, high


def with_room(
    ends: tuple[float, float], side: Side, beside: Sequence[float] = (), own: Callable[[float], int] = in_full
) -> tuple[str, str, int]:
    """A side as it is written, and its room behind it; what differs reads differently, and in its order.

    Last comes how many digits that takes.

    Args:
        ends: those of the room, in the unit of the side.
        side: as it is written.
        beside: figures that it is compared with.
        own: tells the digits that it has by itself.
    """
    value, other = side.as_written or ends
    if value != other or side.worded is not None:
        texts = apart([*ends, value, other], [*[DIGITS] * 2, *map(own, (value, other))], ranges=[(0, 1)])
        first, last = to_the_cent(texts[:2], ends, side.unit)
        return written(side, own, beside), signed(f"{first} to {last}", side.unit), DIGITS
    own = like_others(value, beside, own)
    digits, places = room_digits(value, ends, beside, own)
    text = number(value, max(own(value), digits))
    texts = [text if end == value else number(end, place) for end, place in zip(ends, places, strict=True)]
    first, last = to_the_cent(padded(*texts), ends, side.unit)
    return with_unit(text, side.unit), signed(f"{first} to {last}", side.unit), digits


def ends_of(side: Side) -> tuple[float, ...]:
    """The figures of the article's own side as they are written."""
    return side.as_written or ()


def bounded(check: AsRead | CheckResult, stated: Side, side: Side) -> str:
    """Where a side may lie, by the end that a check asks for; a single value as it is."""
    assert side.bounds is not None
    if side.bounds[0] == side.bounds[1]:
        return written(side, few_digits)
    return _limit(check.relation, stated, side) or span(side.bounds, side.unit)


def _limit(relation: Comparison, stated: Side, side: Side) -> str:
    """The end of a side that a check asks for, rounded outwards; empty where none is asked for, or it has a room."""
    beside = ends_of(stated)
    if side.bounds is None or side.as_written not in (None, side.bounds):
        return ""
    low, high = side.bounds
    limit = LIMITS.get(relation)
    if limit is not None and low == high:
        return f"{limit.before} {written(side, few_digits, beside)}"
    if relation == Comparison.AT_MOST:
        return f"at most {with_unit(at_most(high, beside[-1] if beside else math.nan), side.unit)}"
    if relation == Comparison.AT_LEAST:
        return f"at least {with_unit(at_least(low, beside[0] if beside else math.nan), side.unit)}"
    return ""


def stated_amount(side: Side, beside: Sequence[float] = (), own: Callable[[float], int] = in_full) -> Amount:
    """A side that the article states: as written, and between which ends its words let it lie; told from others."""
    ends = side.as_written or side.bounds
    room = side.bounds or ends
    value = ends[0] if ends and ends[0] == ends[1] else None
    text = written(side, own, beside)
    if side.worded is None and room and ends and room != ends:
        text, between, _ = with_room(room, side, beside, own)
        text += f" ({between})"
    low, high = room or (None, None)
    return Amount(value=value, low=low, high=high, unit=side.unit, text=text, name=side.name)


def side_amount(side: Side, beside: Sequence[float] = ()) -> Amount:
    """A quantity by itself: by its mean and its 95 % range where it is drawn, else as written."""
    if side.coverage_interval is not None and side.mean is not None:
        low, high = (end.value for end in side.coverage_interval)
        text = interval(side, beside)
        return Amount(value=side.mean.value, low=low, high=high, unit=side.unit, text=text, name=side.name)
    return stated_amount(side)


def computed_amount(check: AsRead | CheckResult, stated: Side, computed: Side) -> Amount:
    """The side that a check computes, in the unit of the stated one, as the check sees it.

    By its mean and its 95 % range where that is asked for, else by its bounds; of things that are counted their number.
    """
    if check.relation == Comparison.COUNTED_IN and check.reference.nearest is not None:
        given = f"{between_wholes(check.reference)}, of {written(computed, few_digits)}"
        return stated_amount(computed).model_copy(update={"text": given})
    side = in_stated_unit(check, stated, computed)
    if check.kind == Kind.TYPICAL and side.coverage_interval is not None and side.mean is not None:
        return side_amount(side, ends_of(stated))
    amount = stated_amount(side, ends_of(stated) if check.kind == Kind.AGREES else (), few_digits)
    if check.kind != Kind.AGREES or side.as_written is None:
        amount = amount.model_copy(update={"text": bounds_text(check.relation, stated, side)})
    if side.bounds is None or side.as_written is not None:
        return amount
    low, high = side.bounds
    return amount.model_copy(update={"value": low if low == high else None, "low": low, "high": high})


def bounds_text(relation: Comparison, stated: Side, side: Side) -> str:
    """A side by the end of its range that is asked for, ``at most 75 tonnes a truck``, or by both; in its own unit."""
    limit = LIMITS.get(relation)
    if side.bounds is None or side.as_written is not None:
        text = stated_amount(side, own=few_digits).text
        return text if limit is None else _limit(relation, stated, side) or f"{limit.before} {text}"
    return _limit(relation, stated, side) or span(side.bounds, side.unit)


def in_stated_unit(check: AsRead | CheckResult, stated: Side, computed: Side) -> Side:
    """The computed side of a check in the unit of the stated one; of things that are counted in their own."""
    return computed if check.scale in (None, 1.0) else in_unit(computed, stated.unit, check.scale)


def in_unit(side: Side, unit: str, scale: float) -> Side:
    """A side in another unit, of which one of its own is so many."""
    ends = lambda pair: None if pair is None else tuple(significant(end * scale) for end in pair)  # noqa: E731
    drawn = None
    if side.coverage_interval is not None:
        drawn = tuple(Figure.of(end.estimate, 1 / scale) for end in side.coverage_interval)
    return side.model_copy(
        update={
            "unit": unit,
            "as_written": ends(side.as_written),
            "bounds": ends(side.bounds),
            "mean": None if side.mean is None else Figure.of(side.mean.estimate, 1 / scale),
            "coverage_interval": drawn,
        }
    )
