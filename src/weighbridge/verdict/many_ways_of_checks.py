"""What has to be known of a check to weigh it under very many combinations of choices."""

from __future__ import annotations

from functools import partial

import numpy as np

from ..checks import Weighing, outcomes_on_grid
from ..graph import Check, Choices, Draws, Grid, Kind
from .many_combinations import Asked, Weigh, numbered

GLANCE = 128  # points by which it is judged which of two options makes a side larger


def asked_of(draws: Draws, name: str, weigh: Weigh) -> Asked:
    """A check with all that it needs.

    Args:
        weigh: what it says under some combinations.
    """
    model = draws.model
    check = model.checks[name]
    truths = [one.computed for one in model.checks.values() if one.kind is Kind.TYPICAL and one.stated == check.stated]
    truths = truths if check.kind is Kind.POSSIBLE else []
    resting_on = tuple(dict.fromkeys([*check.sides, *truths]))
    as_written = Weighing(model, draws, check, model.reference)
    return Asked(
        model=model,
        sides=check.sides,
        grid=Grid.of(model, *check.sides, drawn=check.is_drawn, by=check.by, beside=truths),
        resting_on=resting_on,
        identity=numbered(draws, drawn=check.is_drawn or bool(truths), bounded=not check.is_drawn),
        weigh=weigh,
        seed=draws.settings.seed,
        effect=partial(_effect, draws, check),
        by_bounds=None if check.is_drawn else partial(outcomes_on_grid, as_written),
    )


def _effect(draws: Draws, check: Check, choices: Choices) -> float:
    """How large the computed side is beside the stated one, as far as a few draws or the bounds say."""
    written = {**draws.model.reference, **choices}
    part = draws.unrefined().finer(min(GLANCE, draws.settings.points))
    if check.is_drawn:
        stated, computed = (part.of(side, written) for side in check.sides)
        return float(np.median(computed)) - float(np.median(stated))
    return float(np.mean(Weighing(draws.model, part, check, written).ratio))
