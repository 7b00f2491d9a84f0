"""The two sides of a check in words: as written, with what the wording allows; or a mean, with its range."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..answers import drawn_texts, in_unit, with_room, written
from ..checks import Finding, Side
from ..text import (
    Names,
    UnitError,
    brief,
    factor,
    in_full,
    parse_unit,
    same_kind,
    share_span,
    shortened,
    signed,
    significant,
    span,
    spans,
    with_unit,
)

WORDED = 12  # words of a quotation that stands for a number
NOBODY = Names()


def side(one: Side, beside: Side | None = None, names: Names = NOBODY) -> str:
    """A side of a check in one line: as written, with what its wording allows; or a mean with its coverage interval.

    Where another side is shown beside it, with as many digits as tell them apart.
    """
    said, room, why = _parts(one, beside, names)
    return f"{said} ({_bracket(room, why)})" if room else said


def side_sentences(
    begin: str,
    one: Side,
    beside: Side | None = None,
    names: Names = NOBODY,
    own: Callable[[float], int] = in_full,
) -> str:
    """A side as a sentence, or as two where one would be long: ``The stated number is 50 tonnes a truck.``

    ``own`` tells the digits that a number has by itself.
    """
    said, room, why = _parts(one, beside, names, own)
    if not room:
        return brief([f"{begin} {said}."])
    apart_ = f"In 95% of draws it is {room}." if why == DRAWN else f"Allowing for the wording, it is {room}."
    return brief([f"{begin} {said} ({_bracket(room, why)})."], [f"{begin} {said}.", apart_])


WORDING, DRAWN = "allowing for the wording", "95%"


def _bracket(room: str, why: str) -> str:
    return f"{room}, {why}" if why == WORDING else f"{why} from {room}"


def _parts(one: Side, beside: Side | None, names: Names, own: Callable[[float], int] = in_full) -> tuple[str, str, str]:
    """A side by what is shown of it first, by the range that belongs to it, if any, and by why there is one."""
    if one.worded is not None:
        return f"“{shortened(one.worded, WORDED)}”", "", ""
    others = [end for pair in ends(beside) for end in pair]
    if one.as_written is not None or (one.bounds is not None and one.bounds[0] == one.bounds[1]):
        if one.bounds in (None, one.as_written) or one.as_written is None or one.bounds is None:
            return written(one, own, others), "", ""
        said, room, _ = with_room(one.bounds, one, others, own)
        return said, room, WORDING
    drawn = drawn_texts(one, others)
    if drawn is not None:
        mean, low, high = drawn
        return f"{with_unit(mean, one.unit)} on average", signed(f"{low} to {high}", one.unit), DRAWN
    return (span(one.bounds, one.unit) if one.bounds else names.of(one.name)), "", ""


def own_digits(one: Side, digits: int) -> int:
    """The digits of a number as it stands: all that are written of a short one."""
    low, high = one.as_written or (0.0, 0.0)
    return max(in_full(low, digits), in_full(high, digits))


def ends(one: Side | None) -> list[tuple[float, float]]:
    """The ranges by which a side is shown; none where there is no side, or its words are shown."""
    if one is None or one.worded is not None:
        return []
    return [one.as_written or one.bounds] if one.as_written or one.bounds else []  # type: ignore[list-item]


def short(one: Side) -> str:
    """A side by one figure, for the working of a formula: as written, or its mean."""
    if one.as_written is not None:
        return span(one.as_written, one.unit, digits=6)
    if one.mean is not None:
        return with_unit(str(one.mean.estimate), one.unit)
    return side(one)


def reach(one: Side, beside: Side | None = None) -> str:
    """A side by its outer bounds, for checks that ask what is possible; beside another told apart from it."""
    if one.bounds is None:
        return side(one, beside)
    return with_unit(spans([one.bounds, *ends(beside)])[0], one.unit)


def as_stated(finding: Finding) -> Side:
    """The computed side in the unit of the stated one, as the answer has it; of counted things in their own."""
    stated, computed = finding.stated, finding.computed
    if stated.unit == computed.unit or finding.nearest is not None or stated.worded is not None:
        return computed
    try:
        own, other = (parse_unit(one.unit) for one in (stated, computed))
    except UnitError:  # units that the case declares are known by the case alone
        return computed
    if not same_kind(own, other):
        return computed
    return in_unit(computed, stated.unit, significant(factor(other) / factor(own)))


def beside_flips(finding: Finding) -> list[float]:
    """What is shown beside the values at which an outcome changes: both sides, in the unit of the stated one."""
    computed = as_stated(finding)
    same = computed.unit == finding.stated.unit and finding.nearest is None
    return [*(finding.stated.as_written or ()), *((computed.bounds or ()) if same else ())]


def both_sides(finding: Finding) -> tuple[str, str]:
    """The two sides of a check as its kind sees them: by their bounds where no probability was asked for."""
    stated, computed = finding.stated, as_stated(finding)
    if finding.tail_probability is not None:
        return side(stated), side(computed, stated)
    return side(stated, computed), reach(computed, stated)


def called(one: Side, names: Names, most: int = 8) -> str:
    """What a side is called: by the case, by what it is of where that is short, else by its name as words."""
    name = one.name.removesuffix(".as_stated")
    if one.of and not names.has(name) and len(one.of.split()) <= most:
        return one.of
    return names.of(name)


def extent(parts: Sequence[tuple[str, tuple[float, float]]]) -> list[str]:
    """The shares of each part of a mix, a phrase each: ``iron 91.0% to 99.9%``."""
    return [f"{name.replace('_', ' ')} {share_span(shares)}" for name, shares in parts]
