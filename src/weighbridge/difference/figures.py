"""Which figures moved between two runs, and by how much: in units, in percent, against what drawing leaves open."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..checks import Side
from .results import Measure, Moved, OtherWays
from .snapshot import CheckShot, Snapshot

if TYPE_CHECKING:
    from ..text import Spellings

ROUNDING = 1e-9  # the part of itself by which a figure may differ that was not moved, but rounded otherwise


class Drawn(NamedTuple):
    """A figure with its numerical uncertainty, zero where nothing was drawn."""

    value: float
    uncertainty: float = 0.0


def moved(before: Snapshot, after: Snapshot) -> list[Moved]:
    """Every figure that both runs have and that differs: those of comparisons first, then of all quantities."""
    found = []
    for name, check in after.checks.items():
        if name in before.checks:
            found += _of_check(before.checks[name], check)
    for name, side in after.quantities.items():
        if name in before.quantities:
            called = after.names.of(name)
            found += _of_quantity(name, called, before.quantities[name], side, before.spellings, after.spellings)
    return found


def other_ways(before: Snapshot, after: Snapshot) -> list[OtherWays]:
    """The comparisons that come out otherwise over the ways to read the article."""
    pairs = ((before.checks[name], check) for name, check in after.checks.items() if name in before.checks)
    return [
        OtherWays(check=now.name, called=now.question, before=then.ways, after=now.ways)
        for then, now in pairs
        if then.ways and now.ways and then.ways != now.ways
    ]


def incomparable(before: Snapshot, after: Snapshot) -> list[str]:
    """The quantities that both runs have, in units that don't convert into each other."""
    pairs = ((name, before.quantities.get(name), side) for name, side in after.quantities.items())
    return [
        name
        for name, one, other in pairs
        if one is not None and _scale(one.unit, other.unit, before.spellings, after.spellings) is None
    ]


def figures_of(side: Side) -> dict[Measure, Drawn]:
    """The figure of a side and its ends: as written or its mean, and its bounds or the interval that holds 95 %."""
    found = {}
    if side.as_written is not None and math.isclose(*side.as_written, rel_tol=ROUNDING):
        found[Measure.VALUE] = Drawn(side.as_written[0])
    elif side.mean is not None:
        found[Measure.VALUE] = Drawn(side.mean.value, side.mean.numerical_uncertainty)
    if side.coverage_interval is not None:
        ends = [Drawn(end.value, end.numerical_uncertainty) for end in side.coverage_interval]
    else:
        ends = [Drawn(end) for end in side.bounds or side.as_written or ()]
    return found | dict(zip((Measure.LOW, Measure.HIGH), ends, strict=False))


def _of_quantity(
    name: str, called: str, before: Side, after: Side, old: Spellings | None, new: Spellings | None
) -> Iterator[Moved]:
    scale = _scale(before.unit, after.unit, old, new)
    if scale is None:
        return
    earlier = {key: Drawn(one.value * scale, one.uncertainty * scale) for key, one in figures_of(before).items()}
    for measure, figure in figures_of(after).items():
        if measure in earlier:
            yield from _if_moved(name, called, measure, earlier[measure], figure, after.unit)


def _of_check(before: CheckShot, after: CheckShot) -> Iterator[Moved]:
    if before.size and after.size and before.size[1] == after.size[1]:
        pair = Drawn(before.size[0]), Drawn(after.size[0])
        yield from _if_moved(after.name, after.question, Measure.SIZE, *pair, after.size[1])
    if before.tail and after.tail:
        yield from _if_moved(after.name, after.question, Measure.CHANCE, Drawn(*before.tail), Drawn(*after.tail), "")


def _if_moved(name: str, called: str, measure: Measure, before: Drawn, after: Drawn, unit: str) -> Iterator[Moved]:
    """The figure, where it differs by more than rounding."""
    difference = after.value - before.value
    if math.isclose(before.value, after.value, rel_tol=ROUNDING, abs_tol=1e-300) or not math.isfinite(difference):
        return
    uncertainty = math.hypot(before.uncertainty, after.uncertainty)
    percent = 100 * (difference / abs(before.value)) if before.value else math.inf
    yield Moved(
        of=name,
        called=called,
        measure=measure,
        before=before.value,
        after=after.value,
        unit=unit,
        difference=difference,
        percent=percent if math.isfinite(percent) else None,
        numerical_uncertainty=uncertainty,
        told_apart=abs(difference) > uncertainty,
    )


def _scale(before: str, after: str, old: Spellings | None, new: Spellings | None) -> float | None:
    """How many of the later unit one of the earlier is; none where one doesn't convert into the other."""
    if before == after:
        return 1.0
    from ..text import STANDARD, UnitError, factor, parse_unit, same_kind  # most pairs of runs need no unit

    try:
        one, other = parse_unit(before or "one", old or STANDARD), parse_unit(after or "one", new or STANDARD)
    except UnitError:  # one that a case declares, in a result that was read from its JSON
        return None
    return factor(one) / factor(other) if same_kind(one, other) else None
