"""Correlations that a case declares: the inputs that they join, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from ..base import suggestion
from ..graph import Correlation, Input, Model, Node, looked_at
from ..uncertainty import Point, root
from .located_yaml import Keys

Nodes = Mapping[str, Mapping[tuple[str, str] | None, Node]]


def correlated(nodes: Nodes, correlations: Mapping[str, Correlation]) -> Nodes:
    """The nodes, correlated inputs resting on the quantity that says how strongly: a change of it reaches them."""
    needs: dict[str, set[str]] = {}
    for correlation in correlations.values():
        for name in correlation.between:
            needs.setdefault(name, set()).add(correlation.rank)
    tied = {}
    for name, variants in nodes.items():
        more = tuple(sorted(need for need in needs.get(name, ()) if need in nodes and need != name))
        joined = {k: replace(n, needs=more) if isinstance(n, Input) else n for k, n in variants.items()} if more else {}
        tied[name] = joined or variants
    return tied


def correlation_faults(model: Model) -> Iterator[tuple[Keys, str, str]]:
    """Everything that is wrong with the correlations of a case: path, what was found, remedy."""
    pairs: dict[tuple[str, ...], str] = {}
    sound = True
    for name, correlation in model.correlations.items():
        path = ("correlations", name)
        for message, remedy, key in [*_names(model, correlation), *_rank(model, correlation)]:
            sound = False
            yield (*path, key), f"`{name}`: {message}", remedy
        for pair in combinations(sorted(set(correlation.between)), 2):
            if pair in pairs:
                found = f"`{name}`: `{pair[0]}` and `{pair[1]}` are already correlated by `{pairs[pair]}`"
                yield (*path, "between"), found, "declare each pair once"
            pairs.setdefault(pair, name)
    if sound:
        yield from _impossible(model)


def _names(model: Model, correlation: Correlation) -> Iterator[tuple[str, str, str]]:
    if len(set(correlation.between)) < len(correlation.between):
        yield "an input is named twice", "name each once", "between"
    for name in dict.fromkeys(correlation.between):
        if name not in model.nodes:
            yield f"unknown name `{name}` under `between`", suggestion(name, model.nodes), "between"
            continue
        node = model.nodes[name][None]
        if not isinstance(node, Input):
            remedy = "correlate the inputs that it is made of"
            yield f"`{name}` is not an input with a distribution of its own", remedy, "between"


def _rank(model: Model, correlation: Correlation) -> Iterator[tuple[str, str, str]]:
    name = correlation.rank
    if name not in model.nodes:
        yield f"unknown name `{name}` under `rank`", suggestion(name, model.nodes), "rank"
        return
    remedy = "make it an assumption: `fixed: {value: {value: 0.5 one, reason: ...}}`"
    for node in model.nodes[name].values():
        if not (isinstance(node, Input) and isinstance(node.law({}), Point) and model.units[name].dimensionless):
            yield f"`{name}` is not a fixed bare number", remedy, "rank"
        elif abs(node.law({}).support()[0]) > 1:
            yield f"the rank correlation `{name}` is {node.law({}).support()[0]:g}", "expected -1 to 1", "rank"


def _impossible(model: Model) -> Iterator[tuple[Keys, str, str]]:
    """Correlations that no inputs can have together, under whatever choices reach them."""
    for name, correlation in model.correlations.items():
        for choices in looked_at(model, *correlation.between, correlation.rank):
            group = [
                other for other in model.together(correlation.between[0], choices) if model.is_drawn(other, choices)
            ]
            if len(group) > 1 and root(model.ranks(tuple(group), choices)) is None:
                joined = ", ".join(f"`{other}`" for other in group)
                message = f"`{name}`: no inputs can have the rank correlations that are declared of {joined}"
                yield ("correlations", name, "rank"), message, "bring them closer to zero"
                break
