"""What would settle a check, our own numbers too: each of them crossed with every way to read the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..base import RemediedError, WeighbridgeError, Work, steps
from ..casefile import Loss
from ..graph import SHAPE, WIDTH, Choices, Comparison, Figure, Key, Model, Node
from ..text import factor, show, significant
from ..verdict import CheckResult, Combination, Weigher
from ..what_if import Lever, Line, judged_levers, moved_nodes
from .information import settler, settlers_of, settling_of
from .losses import losses_by_outcome
from .outcome_tables import Losses, OutcomeTable
from .results import Settler, Settling

GRID = 5  # values that a judged number is given, both ends of its fair range among them: an editorial choice
DIGITS = 6  # of the values between
NUMBER = None  # what the number itself is called in its table: no choice has that name
Moved = Mapping[tuple[str, Key], Node]  # leaves with another number in them, by name and variant


def settling_with_numbers(
    weigher: Weigher, check: CheckResult, losses: Mapping[str, Loss] | None = None, grid: int = GRID
) -> Settling:
    """What ``settling`` gives, with every number that we judged: what knowing it would remove of the disagreement.

    Each number by itself is given ``grid`` values over its fair range, and the check is weighed under every combination
    of choices at each of them, all other numbers as written. In that table, in which the values count alike as options
    do, the share of a number is that of the disagreement that there is then: more than among the ways to read the case
    alone. The values lie evenly on the scale on which the number is moved elsewhere: in equal factors where it is above
    zero, else in equal steps. So they stand for a number that lies anywhere in its range alike.

    A number that only some options bring in is moved where it stands; under the others it changes nothing. Nothing is
    moved in a check of whole things, whose outcome changes from one digit to the next.

    Args:
        losses: what each action costs under each outcome, as the case says it.
        grid: how many values a number is given; two or more.

    Raises:
        RemediedError: a grid of fewer.
    """
    if grid < 2:
        raise RemediedError(f"a grid of {grid}, expected two values or more", f"leave it out for {GRID} values")
    losses = losses or {}
    key = ("settling", weigher.model.number, check.name, weigher.draws.settings, grid, tuple(losses.items()))
    return weigher.model.cache.kept(key, lambda: _with_numbers(weigher, check, losses_by_outcome(losses), grid))


def _with_numbers(weigher: Weigher, check: CheckResult, losses: Losses | None, grid: int) -> Settling:
    table = OutcomeTable.of(check.combinations)
    settlers = settlers_of(check, table, losses)
    numbers = list(_judged(weigher, check))
    if check.tally is not None:  # each value of each number would have to be weighed in thousands of ways
        settled = settling_of(check, table, settlers, losses)
        return settled.model_copy(update={"not_moved": [one.name for one in numbers]})
    tables = [_table(weigher, check, one, one.values(grid)) for one in steps(numbers, Work.FLIPS, len(numbers))]
    pairs = list(zip(numbers, tables, strict=True))
    found = [_settler(one, made, losses) for one, made in pairs if made is not None]
    settled = settling_of(check, table, [*settlers, *found], losses)
    return settled.model_copy(update={"not_moved": [one.name for one, made in pairs if made is None]})


@dataclass(frozen=True)
class JudgedNumber:
    """A judged number of a case, and where it stands: as a lever, under each combination of choices that has it.

    ``under`` are the options that bring it in; none where it stands in the case as written.
    """

    levers: Sequence[tuple[Choices, Lever]]
    under: tuple[tuple[str, str], ...] = ()

    @property
    def lever(self) -> Lever:
        """The number as a lever, where it stands first."""
        return self.levers[0][1]

    @property
    def name(self) -> str:
        """The name by which ``--set`` knows it."""
        return self.lever.name

    def values(self, grid: int) -> list[float]:
        """So many values over its fair range, as far as it makes a distribution wherever it stands, in its unit.

        None where that leaves no range.
        """
        scale, (low, high) = factor(self.lever.unit), self.lever.fair or (self.lever.value,) * 2
        low = max([low, *(lever.ends[0] for _, lever in self.levers)])
        high = min([high, *(lever.ends[1] for _, lever in self.levers)])
        if low >= high:
            return []
        line = Line(self.lever.value)
        between = [line.between(low, high, at / (grid - 1)) for at in range(grid)]
        least = low if low or not line.is_logarithmic else between[0]
        inner = (significant(value / scale, DIGITS) for value in between[1:-1])
        return [significant(least / scale), *inner, significant(high / scale)]

    def moved(self, model: Model, value: float) -> Moved:
        """The leaves in which it stands with another value, in root units, in every variant that has it."""
        found: dict[tuple[str, Key], Node] = {}
        for choices, lever in self.levers:
            nodes = moved_nodes(model, lever, value, choices)
            found |= {(name, key): node for name, (key, node) in nodes.items()}
        return found


def _judged(weigher: Weigher, check: CheckResult) -> Iterator[JudgedNumber]:
    """The judged numbers on which a check rests under any combination of choices, those as written first.

    A number that an option sets anew is another one, though it has the same name. Neither the width of words nor the
    shape of distributions has a part in which numbers there are.
    """
    model, asked = weigher.model, weigher.model.check(check.name)
    if asked.relation == Comparison.COUNTED_IN:
        return
    known: dict[tuple[str, ...], list[Lever]] = {}
    found: dict[tuple[str, float, Figure], list[tuple[Choices, Lever]]] = {}
    for one in check.combinations if check.tally is None else check.combinations[:1]:
        choices = {**model.reference, **one.choices}
        key = tuple(option for name, option in one.choices.items() if name not in (WIDTH, SHAPE))
        if key not in known:
            known[key] = judged_levers(weigher.draws, asked, choices)
        for lever in known[key]:
            found.setdefault((lever.name, lever.value, lever.figure), []).append((choices, lever))
    for levers in found.values():
        yield JudgedNumber(levers, _brought_in([one for one, _ in levers], check.combinations[0].choices))


def _brought_in(having: Sequence[Choices], written: Choices) -> tuple[tuple[str, str], ...]:
    """The options that a number takes to be there at all; none where it stands in the case as written."""
    always = ((name, having[0][name]) for name in written if len({choices[name] for choices in having}) == 1)
    return tuple((name, option) for name, option in always if option != written[name])


def _table(weigher: Weigher, check: CheckResult, number: JudgedNumber, values: Sequence[float]) -> OutcomeTable | None:
    """The outcome under every combination of choices at each value; None where fewer than two values can be had.

    Where the number does not stand, a combination comes out as it does anyway.
    """
    places = {tuple(choices[name] for name in check.combinations[0].choices): choices for choices, _ in number.levers}
    found: dict[float, dict[tuple[str, ...], Combination]] = {}
    for value in values:
        with suppress(WeighbridgeError):  # at that value something is no distribution, or no number
            moved = _weigher_at(weigher, number, value).combinations(check.name, list(places.values()))
            found[value] = dict(zip(places, moved, strict=True))
    rows = [several.get(tuple(one.choices.values()), one) for several in found.values() for one in check.combinations]
    extra = [{NUMBER: value} for value in found for _ in check.combinations]
    return OutcomeTable.of(rows, extra) if len(found) > 1 else None


def _weigher_at(weigher: Weigher, number: JudgedNumber, value: float) -> Weigher:
    """A weigher of the graph in which a number has another value, in its unit, wherever it stands."""
    model, draws = weigher.model, weigher.draws.unrefined()
    waiting = list(number.moved(model, value * factor(number.lever.unit)).items())
    while waiting:  # one variant of each name at a time
        now = {name: (key, node) for (name, key), node in reversed(waiting)}
        waiting = [((name, key), node) for (name, key), node in waiting if now[name][0] != key]
        model = model.redefined(now)
        draws = draws.over(model)
    return Weigher(model, draws, weigher.sources)


def _settler(number: JudgedNumber, table: OutcomeTable, losses: Losses | None) -> Settler:
    lever = number.lever
    values = [float(value) for value in table.options(NUMBER)]
    said = {"about": lever.about, "values": values, "unit": show(lever.unit), "under": dict(number.under) or None}
    return settler(table, NUMBER, losses, number.name, **said)
