"""What rests on something: the quantities that are made of it, and the checks that it enters."""

from __future__ import annotations

from collections.abc import Iterable

from ..graph import Model
from .explanation import Part

MOST_USERS = 12  # of one thing that are named; the others are counted


def users_of(model: Model, name: str) -> list[str]:
    """The quantities that name a quantity directly, under any option: in a formula, as a whole, or as evidence."""
    found = []
    for user, variants in model.nodes.items():
        taken = {figure.evidence for node in variants.values() for figure in node.figures}
        if name in taken or any(name in node.needs for node in variants.values()):
            found.append(user)
    return found


def checks_on(model: Model, *names: str) -> list[str]:
    """The checks of which a side rests on any of these quantities, under any option; parameters count as their leaf."""
    wanted = set(names)
    resting = {name: _below(model, *check.sides) for name, check in model.checks.items()}
    return [name for name, below in resting.items() if below & wanted]


def _below(model: Model, *names: str) -> set[str]:
    """Every quantity that these rest on, and the evidence that parameters are taken from."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        current = waiting.pop()
        if current not in seen and current in model.nodes:
            seen.add(current)
            for node in model.nodes[current].values():
                waiting += node.needs
                ends = [end for figure in node.figures if figure.fair for end in figure.fair.figures]
                waiting += [figure.evidence for figure in (*node.figures, *ends) if figure.evidence]
    return seen


def rests_on(model: Model, name: str) -> Part:
    """What rests on a quantity: the quantities that are made of it, then the checks that it enters."""
    return Part("What rests on it", resting_lines(model, users_of(model, name), checks_on(model, name)))


def resting_lines(model: Model, quantities: Iterable[str], checks: Iterable[str]) -> list[str]:
    """A line for each quantity by what it is called, and for each check by its question."""
    named = [f"`{name}`: {model.names.of(name)}" for name in quantities]
    left = len(named) - MOST_USERS
    shown = [*named[:MOST_USERS], *([f"and {left} more"] if left > 0 else [])]
    return [*shown, *(f"`{name}`: {model.checks[name].question}" for name in checks)]
