"""What an outcome rests on: under the same, it is kept, whichever options a case takes as ours."""

from __future__ import annotations

from collections.abc import Hashable

from ..graph import Check, Choices, Draws, Input, Kind, Model


def said_by(draws: Draws, check: Check, choices: Choices, thorough: bool) -> Hashable | None:
    """What the outcome of a check rests on that asks for a probability: its two sides, and how finely it is drawn.

    None for other kinds, which may rest on more. The case as written is drawn to one digit more.

    Args:
        draws: those of the case.
        check, choices: the check, and the option taken of every choice.
        thorough: whether it is drawn as finely as may be.
    """
    if check.kind != Kind.TYPICAL:
        return None
    model, (stated, computed) = draws.model, check.sides
    sides = tuple(known(side, choices) for side in check.sides for known in (draws.identity, model.identity))
    as_written = thorough and is_as_written(model, computed, choices)
    node = model.node(stated, choices)
    is_direction = isinstance(node, Input) and node.is_direction
    return "said", check.relation, check.by, sides, is_direction, thorough, as_written, draws.settings


def is_as_written(model: Model, name: str, choices: Choices) -> bool:
    """Whether a quantity is defined as in the case as written, and so drawn to one digit more than otherwise."""
    return model.relevant(name, choices) == model.relevant(name, model.reference)
