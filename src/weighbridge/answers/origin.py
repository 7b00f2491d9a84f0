"""Where the numbers of an answer come from: the article, sources, and our own estimates."""

from __future__ import annotations

from collections.abc import Iterable

from ..graph import Model, NodeKind, is_judged
from ..text import joined

OWN = "All numbers are the article's own."
FOUND = (NodeKind.EVIDENCE, NodeKind.ASSUMPTION)


def origin_sentence(model: Model, checks: Iterable[str]) -> str:
    """Where the numbers come from that some checks compare, as the case is written: how many sources and estimates."""
    choices = model.reference
    sides = {side for name in checks for side in model.checks[name].sides}
    leaves = {leaf for side in sides for leaf in model.leaves(side, choices)}
    found = {leaf: node for leaf in leaves if (node := model.node(leaf, choices)).kind in FOUND}
    sources = {key for node in found.values() for figure in node.figures for key in figure.sources}
    estimates = [leaf for leaf, node in found.items() if node.kind is not NodeKind.EVIDENCE]
    judged = [leaf for leaf in estimates if is_judged(model, leaf, choices)]
    beside = []
    if sources:
        beside.append(f"figures from {_many(len(sources), 'source')}")
    if judged:
        beside.append(f"{_many(len(judged), 'estimate')} of our own")
    return f"The numbers are the article's; we compare them with {joined(beside)}." if beside else OWN


def _many(count: int, one: str) -> str:
    """So many of something.

    >>> _many(1, "source"), _many(14, "source")
    ('1 source', '14 sources')
    """
    return f"{count} {one}{'' if count == 1 else 's'}"
