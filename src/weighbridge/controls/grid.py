"""A panel's settings worked out beforehand: what is shown at each of some hundred, for a page that computes nothing.

The settings are every combination of a few positions of each control. Whoever reads the page moves from one to the
next; nothing between them is guessed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import count, pairwise, product
from math import prod
from typing import Any

from ..answers import Badge
from ..base import CaseError, Work, steps
from ..batch import Job, done_by
from ..case import Case
from ..graph import ModelError
from ..verdict import CheckResult
from ..what_if import judged_levers
from .controls import Control, Controls, Setting, controls_of
from .view import View, view

MOST_SETTINGS = 300  # of a check: they take about a hundred kilobytes of a page
MOST_GRIDS = 3  # of a page
# Work is counted, never timed, so that a page has the same grids on every machine. A setting costs as much as the ways
# to read the article that are weighed for it, and a little more; a thousand take half a second of one processor.
SMALL_COST = 8  # of a setting by itself, in such ways
SWUNG_COST = 40  # of each number of judgement that is swung for a setting, in such ways
FEW_SWUNG = 10  # numbers of judgement that come with what a setting costs by itself
MOST_WORK = 30_000  # of all grids of a page
WORK_FOR_WORKERS = 5_000  # of a grid for which it pays to start processes
FEWEST_POSITIONS = 5  # of a number that is worth a slider
NUMBERS, CHOICES = 2, 2  # at most; of more, each would have too few positions


@dataclass(frozen=True)
class Grid:
    """What is shown at every setting of some controls.

    Attributes:
        controls: with the positions that the settings combine.
        views: one for each setting, in the order of ``settings``; none where its values do not go together.
    """

    controls: Controls
    views: tuple[View | None, ...]

    @property
    def settings(self) -> list[Setting]:
        """Every setting; the position of the last control changes first."""
        return settings_of(self.controls)

    def at(self, setting: Setting) -> View | None:
        """What is shown at a setting; none where its values do not go together.

        Raises:
            CaseError: a control has no such place.
        """
        place = 0
        for one, position in zip(self.controls.controls, self.controls.checked(setting), strict=True):
            place = place * len(one.positions) + position
        return self.views[place]


def grids_of(case: Case, workers: int | None = None) -> list[Grid]:
    """The grids of a page: of the check that decides the verdict, and of each other one that depends on how it is read.

    Where nothing of the first is worth moving, the next check takes its place. A check that counts towards no verdict
    has none, and the last ones have none where the others have used up what a page may cost.

    Args:
        workers: processes; one for each processor by default. What is found is the same with any number of them.
    """
    result, found, left = case.verify(), list[Grid](), MOST_WORK
    counting = [one for one in result.checks if one.premise is None]
    first = sorted(counting, key=lambda one: one.answer.badge is not result.answer.badge)
    depending = [one for one in first if one.answer.badge is Badge.DEPENDS]
    for one in dict.fromkeys([*first[:1], *depending, *first[1:]]):
        if found and (one not in depending or len(found) == MOST_GRIDS):
            break
        cost = cost_of(one.check, _swung(case, one.name))
        if grid := grid_of(case, one.name, min(MOST_SETTINGS, left // cost), workers):
            found.append(grid)
            left -= len(grid.views) * cost
    return found


def cost_of(check: CheckResult, swung: int = 0) -> int:
    """What a setting of a check costs, in ways to read the article that are weighed; ``swung`` judged numbers."""
    ways = check.tally.looked if check.tally else len(check.combinations)
    return SMALL_COST + ways + SWUNG_COST * max(0, swung - FEW_SWUNG)


def _swung(case: Case, check: str) -> int:
    """How many numbers of judgement are swung to say on which of them a check rests."""
    return len(judged_levers(case.draws, case.model.check(check), case.choices))


def grid_of(case: Case, check: str, most: int = MOST_SETTINGS, workers: int | None = None) -> Grid | None:
    """What a check says at every setting of the controls that turn it first; none where nothing is worth moving.

    Args:
        most: settings, of which fewer positions or fewer controls are taken where there would be more.
        workers: processes; one for each processor by default. What is found is the same with any number of them.
    """
    if most < FEWEST_POSITIONS:
        return None
    controls = fewer(controls_of(case, check, NUMBERS, CHOICES), most)
    if not controls.controls:
        return None
    found = Grid(controls, tuple(_views(controls, workers or os.cpu_count() or 1)))
    return found if found.at(controls.start) is not None else None


def settings_of(controls: Controls) -> list[Setting]:
    """Every setting of some controls; the position of the last one changes first."""
    return list(product(*(range(len(one.positions)) for one in controls.controls)))


def fewer(controls: Controls, most: int) -> Controls:
    """The controls with so few positions that there are no more settings than ``most``.

    A choice keeps all its options. Numbers get as many positions as there is room for; where not even
    ``FEWEST_POSITIONS`` of each fit, the last choice is left out, and where there is none, the last number.
    """
    numbers = [one for one in controls.controls if not one.is_choice]
    choices = [one for one in controls.controls if one.is_choice]
    while prod(map(_least, (*numbers, *choices))) > most:
        (choices or numbers).pop()
    counts = [_least(one) for one in numbers]
    options = prod(len(one.positions) for one in choices)
    while grown := _grown(numbers, counts, most // options):
        counts = grown
    kept = [thinned(one, many) for one, many in zip(numbers, counts, strict=True)]
    return replace(controls, controls=(*kept, *choices))


def _least(one: Control) -> int:
    """How many positions a control has at least."""
    return len(one.positions) if one.is_choice else min(FEWEST_POSITIONS, len(one.positions))


def _grown(numbers: Sequence[Control], counts: Sequence[int], most: int) -> list[int] | None:
    """The counts of positions with one more for the control that has the fewest; none where no more fits."""
    for at in sorted(range(len(counts)), key=lambda at: (counts[at], at)):
        more = [many + (place == at) for place, many in enumerate(counts)]
        if more[at] <= len(numbers[at].positions) and prod(more) <= most:
            return more
    return None


def thinned(control: Control, most: int) -> Control:
    """A number with so many of its positions: its own, its ends, those of the fair range, and the others evenly.

    >>> from .controls import Position
    >>> number = Control("n", "a number", tuple(Position(str(at), str(at)) for at in range(11)), 4, (2, 8), False)
    >>> few = thinned(number, 6)
    >>> [one.shown for one in few.positions], few.start, few.fair
    (['0', '2', '4', '6', '8', '10'], 2, (1, 4))
    """
    last = len(control.positions) - 1
    kept = list(dict.fromkeys([control.start, 0, last, *(control.fair or ())]))[:most]
    while len(kept) < min(most, last + 1):
        kept.append(_widest(sorted(kept), last))
    kept.sort()
    inside = [at for at, place in enumerate(kept) if control.fair and control.fair[0] <= place <= control.fair[1]]
    return replace(
        control,
        positions=tuple(control.positions[place] for place in kept),
        start=kept.index(control.start),
        fair=(inside[0], inside[-1]) if inside else None,
    )


def _widest(kept: Sequence[int], last: int) -> int:
    """The position in the middle of the widest gap between those that are kept."""
    edges = [-1, *kept, last + 1]
    low, high = max(pairwise(edges), key=lambda gap: (gap[1] - gap[0], -gap[0]))
    return (low + high) // 2


def _views(controls: Controls, workers: int) -> Iterator[View | None]:
    """What is shown at every setting, in order, worked out by several processes where that pays."""
    numbers = settings_of(replace(controls, controls=tuple(one for one in controls.controls if not one.is_choice)))
    work = len(settings_of(controls)) * cost_of(controls.base.weigher.check(controls.check))
    if workers == 1 or work < WORK_FOR_WORKERS:
        for places in steps(numbers, Work.SETTINGS, len(numbers)):
            yield from _under_choices(controls, places)
        return
    recipe = _Recipe.of(controls)
    jobs = [Job(places, _piece, (recipe, places)) for places in numbers]
    found: dict[Setting, Sequence[View | None]] = {}
    for done in steps(done_by(jobs, workers), Work.SETTINGS, len(jobs)):
        if done.error is not None:
            raise done.error
        found[done.job.key] = done.result or ()
    for places in numbers:
        yield from found[places]


def _under_choices(controls: Controls, numbers: Setting) -> Iterator[View | None]:
    """What is shown under each option of the choices, where numbers have some positions.

    The case is changed once for all of them. There is none where its values do not go together.
    """
    choices = tuple(one for one in controls.controls if one.is_choice)
    options = settings_of(replace(controls, controls=choices))
    try:
        changed = controls.case((*numbers, *(one.start for one in choices)))
    except CaseError:
        yield from (None for _ in options)
        return
    inner = Controls(changed, controls.check, choices)
    for setting in options:
        try:
            yield view(inner, setting)
        except (CaseError, ModelError):
            yield None


@dataclass(frozen=True)
class _Recipe:
    """What another process makes the same controls of: all of a case but what was computed of it.

    Attributes:
        number: by which one recipe is told from another in a process.
    """

    number: int
    case: dict[str, Any] = field(compare=False)
    check: str = field(compare=False)
    controls: tuple[Control, ...] = field(compare=False)

    @classmethod
    def of(cls, controls: Controls) -> _Recipe:
        """The recipe of these controls."""
        case = controls.base
        kept = {one.name: getattr(case, one.name) for one in fields(case) if one.name not in ("cache", "written")}
        return cls(next(_numbers), kept, controls.check, controls.controls)


_numbers = count()


@lru_cache(maxsize=1)
def _controls(recipe: _Recipe) -> Controls:
    """The controls of a recipe, with all that this process has computed of them."""
    return Controls(Case(**recipe.case), recipe.check, recipe.controls)


def _piece(recipe: _Recipe, numbers: Setting) -> tuple[View | None, ...]:
    """What is shown under each option, where numbers have some positions, in a process that may be another."""
    return tuple(_under_choices(_controls(recipe), numbers))
