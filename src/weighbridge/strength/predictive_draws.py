"""Draws of a case in which the next value of a table is drawn from its predictive law, and not one of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..checks import Weighing
from ..graph import Draws, Input
from ..uncertainty import LogStudent


def drawn_by_laws(weighing: Weighing, laws: Mapping[str, LogStudent]) -> Draws:
    """The draws of a weighing with some of its tables drawn from predictive laws; those themselves without any.

    Args:
        laws: by the name of the input that is a table.
    """
    model, choices = weighing.model, weighing.choices
    nodes = {}
    for name, law in laws.items():
        node = model.node(name, choices)
        assert isinstance(node, Input)
        nodes[name] = model.variant(name, choices), replace(node, laws=type(node.laws).alike(law))
    return weighing.draws.over(model.redefined(nodes)) if nodes else weighing.draws
