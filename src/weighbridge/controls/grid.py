"""A panel's settings worked out beforehand: what is shown at each of some hundred, for a page that computes nothing.

The settings are every combination of a few positions of each control. Whoever reads the page moves from one to the
next; nothing between them is guessed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from ..base import Work, steps
from ..batch import Job, done_by
from ..case import Case
from .controls import Control, Controls, controls_of
from .view import View, view

MOST_SETTINGS = 240  # of a panel: some seconds of work, some hundred kilobytes of a page
FEWEST_POSITIONS = 5  # of a number that is worth a slider
AT_ONCE = 12  # settings that a worker is given together, neighbours of each other
FEWEST_FOR_WORKERS = 40  # settings for which it pays to start processes

Setting = tuple[int, ...]  # a position of each control, by its place


@dataclass(frozen=True)
class Grid:
    """What is shown at every setting of some controls.

    Attributes:
        controls: with the positions that the settings combine.
        views: one for each setting, in the order of ``settings``.
    """

    controls: Controls
    views: tuple[View, ...]

    @property
    def settings(self) -> list[Setting]:
        """Every setting; the position of the last control changes first."""
        return settings_of(self.controls)

    @property
    def start(self) -> Setting:
        """The case's own setting."""
        return tuple(one.start for one in self.controls.controls)

    def at(self, setting: Setting) -> View:
        """What is shown at a setting."""
        place = 0
        for one, position in zip(self.controls.controls, setting, strict=True):
            place = place * len(one.positions) + position
        return self.views[place]


def grid_of(case: Case, check: str, most: int = MOST_SETTINGS, workers: int | None = None) -> Grid | None:
    """What a check says at every setting of the controls that turn it first; none where nothing is worth moving.

    Args:
        most: settings, of which fewer positions or fewer controls are taken where there would be more.
        workers: processes; one for each processor by default. What is found is the same with any number of them.
    """
    controls = fewer(controls_of(case, check), most)
    if not controls.controls:
        return None
    return Grid(controls, tuple(_views(controls, workers or os.cpu_count() or 1)))


def settings_of(controls: Controls) -> list[Setting]:
    """Every setting of some controls; the position of the last one changes first."""
    return list(product(*(range(len(one.positions)) for one in controls.controls)))


def fewer(controls: Controls, most: int) -> Controls:
    """The controls with so few positions that there are no more settings than ``most``.

    A choice keeps all its options. Numbers get as many positions as there is room for, the first one the most; where
    not even ``FEWEST_POSITIONS`` of each fit, the last number is left out, and then the last choice.
    """
    numbers = [one for one in controls.controls if not one.is_choice]
    choices = [one for one in controls.controls if one.is_choice]
    while prod(_least(one) for one in (*numbers, *choices)) > most:
        (numbers if len(numbers) > 1 or not choices else choices).pop()
    counts = [_least(one) for one in numbers]
    options = prod(len(one.positions) for one in choices)
    while grown := _grown(numbers, counts, most // options):
        counts = grown
    kept = [thinned(one, count) for one, count in zip(numbers, counts, strict=True)]
    return replace(controls, controls=(*kept, *choices))


def _least(one: Control) -> int:
    """How many positions a control has at least."""
    return len(one.positions) if one.is_choice else min(FEWEST_POSITIONS, len(one.positions))


def _grown(numbers: Sequence[Control], counts: Sequence[int], most: int) -> list[int] | None:
    """The counts of positions with one more for the control that has the fewest; none where no more fits."""
    for at in sorted(range(len(counts)), key=lambda at: (counts[at], at)):
        more = [count + (place == at) for place, count in enumerate(counts)]
        if more[at] <= len(numbers[at].positions) and prod(more) <= most:
            return more
    return None


def thinned(control: Control, count: int) -> Control:
    """A number with so many of its positions: its own, its ends, those of the fair range, and the others evenly.

    >>> from .controls import Position
    >>> number = Control("n", "a number", tuple(Position(str(at), str(at)) for at in range(11)), 4, (2, 8), False)
    >>> few = thinned(number, 6)
    >>> [one.shown for one in few.positions], few.start, few.fair
    (['0', '2', '4', '6', '8', '10'], 2, (1, 4))
    """
    last = len(control.positions) - 1
    kept = list(dict.fromkeys([control.start, 0, last, *(control.fair or ())]))[:count]
    while len(kept) < min(count, last + 1):
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
    low, high = max(zip(edges, edges[1:], strict=False), key=lambda gap: (gap[1] - gap[0], -gap[0]))
    return (low + high) // 2


def _views(controls: Controls, workers: int) -> Iterator[View]:
    """What is shown at every setting, in order, worked out by several processes where that pays."""
    every = settings_of(controls)
    if workers == 1 or len(every) < FEWEST_FOR_WORKERS:
        yield from (view(controls, setting) for setting in steps(every, Work.SETTINGS, len(every)))
        return
    pieces = [tuple(every[at : at + AT_ONCE]) for at in range(0, len(every), AT_ONCE)]
    # Not the case itself, which holds all that was computed of it: a process makes it anew.
    jobs = [Job(place, _piece, (_recipe(controls), piece)) for place, piece in enumerate(pieces)]
    found: dict[int, tuple[View, ...]] = {}
    for done in steps(done_by(jobs, workers), Work.SETTINGS, len(jobs)):
        if done.error is not None:
            raise done.error
        found[done.job.key] = done.result or ()
    for place in range(len(pieces)):
        yield from found[place]
