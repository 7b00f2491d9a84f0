"""Which charts a case has: those for everyone, those for who reviews the method, and any that can be drawn of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ..case import Case
from ..graph import Kind
from .chart import Chart
from .derivation import chain
from .dots import dot_plot
from .extents import both_sides, possible_range
from .history import has_history, history_plot
from .likelihoods import likelihood_ratios
from .mixes import mix_ranges
from .specifications import specification_curve
from .tails import tail
from .ternary import CORNERS, ternary_plot
from .tiles import choice_tiles
from .turns import turning_points


def all_of(case: Case) -> list[Chart]:
    """The charts of a case that are for everyone, in the order in which a page shows them.

    >>> from weighbridge import open_case
    >>> all_of(open_case("raqqa-2017"))[0].name
    'raqqa-2017-loads'
    """
    return [
        *_comparisons(case),
        *_mixes(case),
        *_choices(case),
        *_turns(case),
        *_likelihoods(case),
        *_tails(case),
    ]


def for_review(case: Case) -> list[Chart]:
    """The charts of a case for who wants every combination: specification curves, and triangles of mixes.

    >>> from weighbridge import open_case
    >>> for_review(open_case("ihs-2016"))[0].name
    'ihs-2016-the-revenue-specifications'
    """
    curves = [specification_curve(case, check) for check in case.model.checks]
    return [*curves, *(ternary_plot(case, check) for check in _with_a_mix(case) if _parts(case, check) == CORNERS)]


def every(case: Case) -> list[Chart]:
    """All charts that can be drawn of a case as it is, each once, those too that are drawn only where named.

    >>> from weighbridge import open_case
    >>> every(open_case("ihs-2016"))[3].name
    'ihs-2016-the-revenue-sides'
    """
    drawn = [*all_of(case), *for_review(case)]
    for draw in (both_sides, choice_tiles, mix_ranges, possible_range, tail, turning_points):
        for check in case.model.checks:
            with suppress(ValueError):  # a check of which this chart cannot be drawn
                drawn.append(draw(case, check))
    sides = dict.fromkeys(side for check in case.model.checks.values() for side in check.sides)
    drawn += [chain(case, side) for side in sides]
    return list({chart.name: chart for chart in reversed(drawn)}.values())[::-1]


def _comparisons(case: Case) -> list[Chart]:
    """The stated quantities beside tables; none where the case, as it is taken, has no figure of that time."""
    dated = {name: comparison.around is not None for name, comparison in case.text.comparisons.items()}
    kept = [name for name, is_dated in dated.items() if not is_dated or has_history(case, name)]
    return [history_plot(case, name) if dated[name] else dot_plot(case, name) for name in kept]


def _mixes(case: Case) -> Iterator[Chart]:
    """How much of each part a mix may hold, for each check that asks which mixes there are."""
    return (mix_ranges(case, check) for check in _with_a_mix(case))


def _with_a_mix(case: Case) -> list[str]:
    """The checks that ask for a mix, and find one as the case is written."""
    result = case.verify()
    asked = [name for name, check in case.model.checks.items() if check.kind == Kind.REACHABLE]
    return [name for name in asked if (region := result[name].reference.region) and region.extent]


def _parts(case: Case, check: str) -> int:
    region = case.verify()[check].reference.region
    return len(region.extent) if region else 0


def _choices(case: Case) -> Iterator[Chart]:
    """What a check says under each option, for each that comes out better or worse with them."""
    return (choice_tiles(case, one.name) for one in case.verify().checks if one.check.range.is_wide)


def _turns(case: Case) -> Iterator[Chart]:
    """Where a verdict turns on what we judged, for each check that leans on it."""
    return (turning_points(case, one.name) for one in case.verify().checks if one.leans_on)


def _likelihoods(case: Case) -> Iterator[Chart]:
    """How strongly the evidence speaks, for each check that has likelihood ratios as the case is written."""
    asked = (name for name, check in case.model.checks.items() if check.kind == Kind.TYPICAL)
    return (likelihood_ratios(case, name) for name in asked if case.verify()[name].likelihoods[0].silent is None)


def _tails(case: Case) -> Iterator[Chart]:
    """What was assumed, for each check that asks for a probability."""
    return (tail(case, name) for name, check in case.model.checks.items() if check.kind == Kind.TYPICAL)
