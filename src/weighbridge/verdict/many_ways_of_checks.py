"""What has to be known of a check to weigh it under very many combinations of choices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ..checks import Outcome, Weighing, outcomes_on_grid
from ..graph import Check, Choices, Draws, Grid, Kind, ModelError
from .many_combinations import Asked, numbered
from .results import Combination

if TYPE_CHECKING:
    from .combinations import Weigher

GLANCE = 128  # points by which it is judged which of two options makes a side larger


def asked_of(weigher: Weigher, name: str) -> Asked:
    """A check with all that it needs."""
    model, draws = weigher.model, weigher.draws
    check = model.checks[name]
    truths = [one.computed for one in model.checks.values() if one.kind is Kind.TYPICAL and one.stated == check.stated]
    resting_on = dict.fromkeys([*check.sides, *(truths if check.kind is Kind.POSSIBLE else [])])
    as_written = Weighing(model, draws, check, model.reference)
    return Asked(
        model=model,
        sides=check.sides,
        grid=Grid.of(model, *check.sides, drawn=check.is_drawn, by=check.by),
        resting_on=tuple(resting_on),
        identity=numbered(draws, check.is_drawn),
        weigh=partial(_weigh, weigher, name),
        seed=draws.settings.seed,
        effect=partial(_effect, draws, check),
        by_bounds=None if check.is_drawn else partial(outcomes_on_grid, as_written),
    )


def _weigh(weigher: Weigher, name: str, every: Sequence[Choices]) -> list[Combination]:
    """What a check says under some combinations; where something is no number, or has no bounds, it cannot tell."""
    check = weigher.model.checks[name]
    asked = {"drawn": check.is_drawn, "by": check.by}
    reached = weigher.model.reached_by(*check.sides, **asked)
    written = weigher.model.reference
    thorough = [sum(choices[one] != written[one] for one in reached) <= 1 for choices in every]
    said = weigher.weighed_together(check, every, thorough)
    found = []
    for choices, is_thorough, one in zip(every, thorough, said, strict=True):
        try:
            found.append(weigher.combination(name, choices, reached, is_thorough, one))
        except ModelError:
            found.append(Combination({choice: choices[choice] for choice in reached}, Outcome.CANNOT_TELL))
    return found


def _effect(draws: Draws, check: Check, choices: Choices) -> float:
    """How large the computed side is beside the stated one, as far as a few draws or the bounds say."""
    written = {**draws.model.reference, **choices}
    part = draws.unrefined().finer(min(GLANCE, draws.settings.points))
    if check.is_drawn:
        stated, computed = (part.of(side, written) for side in check.sides)
        return float(np.median(computed)) - float(np.median(stated))
    return float(np.mean(Weighing(draws.model, part, check, written).ratio))
