"""Whether a case, weighed anew from its raw tables, comes out the same by a second route.

Each input is read again as text, each formula is computed again in exact fractions, each outcome is found again by
plain rules, and tails by plain draws. Where there is no second route, that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction

from ..base import shown
from ..checks import Outcome
from ..graph import Comparison, Input, Kind, ModelError, Name, NodeKind, Relation, Taken, outer_bounds
from ..text import factor, number, show
from ..verdict import Combination
from .results import Item, failed, passed, unchecked
from .scope import Scope
from .second_route import Ends, Found, OneRoute, RawValues, SecondRoute, two_sided

QUESTION = "recomputation"
CLOSE = 1e-9  # relative; floating point against exact fractions
_REMEDY = "publish nothing of this; report it as a fault of Weighbridge, with the case"


def recomputation(scope: Scope) -> Iterator[Item]:
    """An item for each figure, range and outcome that a second route gives, and for each reason why one has none."""
    case = scope.case
    route = SecondRoute(case, RawValues(case.document.data, case.holdings.folders))
    alone: dict[str, list[str]] = {}
    for name in case.model.nodes:
        yield from _tried(name, alone, lambda name=name: _of_node(scope, route, name))
    for name in case.model.checks:
        yield from _tried(name, alone, lambda name=name: _of_check(scope, route, name))
    for reason, names in alone.items():
        why, remedy = (
            f"there is no second way to compute them: {reason}",
            "`weighbridge workbook` computes them in a spreadsheet",
        )
        yield unchecked(QUESTION, ", ".join(f"`{name}`" for name in names), why, remedy, shown(case.path))


def _tried(name: str, alone: dict[str, list[str]], ask: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """What a second route gives; where there is none for all of it, the name is noted under the reason."""
    try:
        yield from ask()
    except (OneRoute, ModelError) as error:
        alone.setdefault(str(error), []).append(name)


def _of_node(scope: Scope, route: SecondRoute, name: str) -> Iterator[Item]:
    node = scope.case.model.node(name, route.choices)
    if isinstance(node, Input):
        for parameter, ends in route.figure(name).items():
            yield _figure(scope, route, node, parameter, ends)
        if node.kind == NodeKind.CLAIM:
            with suppress(OneRoute):  # words to one side, and numbers written bare: nothing is said of them
                what = f"`{name}` with the word before it"
                yield _same(scope, what, name, shown(scope.case.path), node.support(route.choices), route.hedged(name))
    elif isinstance(node, Relation):
        for taken, ends_of in ((Taken.WITH_HEDGES, route.room), (Taken.AS_WRITTEN, route.written)):
            yield _range(scope, route, name, taken, route.range(name, ends_of))
    else:
        raise OneRoute("a mix")


def _figure(scope: Scope, route: SecondRoute, node: Input, parameter: str, raw: Ends) -> Item:
    """A figure as it stands in the file or the table against what was read of it."""
    law = node.as_written(route.choices)
    if parameter == "written":
        read = node.written or node.support(route.choices)
    elif hasattr(law, parameter):
        read = (getattr(law, parameter), getattr(law, parameter))
    else:
        raise OneRoute(f"a distribution without `{parameter}`")
    place = shown(scope.case.path)
    what = f"`{node.name}`" + ("" if parameter == "written" else f", its `{parameter}`")
    return _same(scope, what, node.name, place, read, raw)


def _range(scope: Scope, route: SecondRoute, name: str, taken: Taken, found: Found) -> Item:
    """The range of a quantity by interval arithmetic against the bounds that the kit gives."""
    model = scope.case.model
    bounds = outer_bounds(model, Name(name), route.choices, taken=taken)
    what = f"the range of `{name}`, its inputs {taken.value}"
    place = str(scope.case.document.place(("formulas", name)))
    if found.is_exact:
        return _same(scope, what, name, place, bounds, found.ends)
    slack = Fraction(CLOSE) * max(abs(end) for end in found.ends)
    if found.ends[0] - slack <= Fraction(bounds[0]) and Fraction(bounds[1]) <= found.ends[1] + slack:
        return passed(QUESTION, f"{what} lies within what plain intervals give", place)
    within = f"within {_shown(scope, name, found.ends)}"
    return failed(QUESTION, what, place, _shown(scope, name, bounds), within, _REMEDY)


def _same(scope: Scope, what: str, name: str, place: str, found: tuple[float, float], expected: Ends) -> Item:
    close = all(
        abs(Fraction(one) - other) <= Fraction(CLOSE) * max(abs(Fraction(one)), abs(other))
        for one, other in zip(found, expected, strict=True)
    )
    if close:
        return passed(QUESTION, what, place, _shown(scope, name, found))
    return failed(QUESTION, what, place, _shown(scope, name, found), _shown(scope, name, expected), _REMEDY)


def _shown(scope: Scope, name: str, ends: tuple[float, float] | Ends) -> str:
    """Ends in the unit in which a quantity is shown."""
    unit = scope.case.model.units.get(name)
    scale = factor(unit) if unit is not None else 1.0
    low, high = (number(float(end) / scale, 10) for end in ends)
    said = low if low == high else f"{low} to {high}"
    return f"{said} {show(unit)}".rstrip() if unit is not None else said


def _by_own_tail(told: Combination, what: str, place: str) -> Iterator[Item]:
    """Whether an outcome is what its tail gives by the rule for two sides; the tail itself has one route only."""
    tail = told.find_tail()
    found = None if tail is None or told.outcome is Outcome.CANNOT_TELL else two_sided(tail.value)
    if found is None or tail is None:
        return
    if found in told.may_be:
        yield passed(QUESTION, f"{what}, by its own tail", place, found.value)
    else:
        yield failed(QUESTION, f"{what}, by its own tail", place, told.outcome.value, found.value, _REMEDY)


def _of_check(scope: Scope, route: SecondRoute, name: str) -> Iterator[Item]:
    """The outcome of a check as the case is written, by the kit and by plain rules."""
    check = scope.case.model.checks[name]
    place = str(scope.case.document.place(("checks", name)))
    told = scope.case.weigher.check(name).combinations[0]
    what = f"the outcome of `{name}`"
    if check.kind is Kind.TYPICAL and check.relation is Comparison.EQUALS:
        yield from _by_own_tail(told, what, place)
        raise OneRoute("a two-sided tail")
    found = route.outcome(check)
    if found is Outcome.HOLDS and told.outcome is Outcome.CANNOT_TELL:
        raise OneRoute("whether it would have caught a number that is off")
    if found in told.may_be:
        yield passed(QUESTION, what, place, found.value)
    else:
        yield failed(QUESTION, what, place, told.outcome.value, found.value, _REMEDY)
    tail = told.find_tail()
    if tail is not None:
        share, slack = route.tail(check)
        near = abs(tail.value - share) <= slack + tail.numerical_uncertainty
        said, expected = f"{100 * tail.value:.2f}%", f"{100 * share:.2f}% ± {100 * slack:.2f}%"
        what = f"the tail probability of `{name}`"
        yield passed(QUESTION, what, place, said) if near else failed(QUESTION, what, place, said, expected, _REMEDY)
