"""What shows only with the whole case in view: unknown names, circles, units that don't fit, sides of checks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from ..base import Problem, RemediedError, suggestion
from ..graph import (
    MOST_LISTED,
    BoundsOnGrid,
    Check,
    Comparison,
    Constant,
    Grid,
    Input,
    Key,
    Kind,
    Model,
    ModelError,
    Name,
    Node,
    NodeKind,
    NotPlain,
    Relation,
    Share,
    Shares,
    Taken,
    TooMany,
    Units,
    fold,
    is_linear,
    looked_at,
    outer_bounds,
)
from ..text import describe, is_counted, is_difference_of_shares, kind_of, parse_unit, same_kind, show
from ..uncertainty import Interval
from .correlations import correlation_faults
from .located_yaml import Document, Keys

DEEPEST = 100
Fault = tuple[Keys, str, str]


def check_references(document: Document, model: Model, broken: set[str]) -> list[Problem]:
    """Every problem of names, circles, units and checks; what depends on a ``broken`` entry is passed over.

    What a graph shares with one that was sound (``Model.kin``) is sound.
    """
    unknown = list(_unknown_names(model, broken))
    faults = [*unknown, *(_circles(model) if model.kin is None else ())]
    if not faults and not broken:
        faults += [*_units(model), *correlation_faults(model)]
    faults += [*_checks(model, broken, sound=not faults and not broken)]
    return [Problem(document.place(path), message, remedy, path) for path, message, remedy in faults]


def names_are_sound(model: Model) -> bool:
    """Whether everything that is named is there, and no formula needs itself: then it can be said who rests on what."""
    needs = (need for variants in model.nodes.values() for node in variants.values() for need in node.needs)
    return all(need in model.nodes for need in needs) and not any(_circles(model))


def _is_shared(model: Model, *names: str | None) -> bool:
    """Whether quantities are defined as in a graph that was found sound, down to their inputs."""
    return model.kin is not None and not any(name in model.kin.touched for name in names)


def _relations(model: Model) -> Iterator[tuple[str, Keys, Relation]]:
    """Every formula with the path it stands at: in its section, or in the option or the reading that sets it."""
    for name, variants in model.nodes.items():
        for key, node in variants.items():
            if isinstance(node, Relation):
                yield name, option_path(key, model.nodes) if key else _path(name), node


def option_path(key: tuple[str, str], nodes: Mapping[str, Mapping[Key, Node]]) -> Keys:
    """Where what is set under a choice stands: in an option of an alternative, or in a reading of a claim.

    Args:
        key: the choice and the option.
        nodes: those of the case; a claim that can be read in several ways has a node under each.
    """
    choice, option = key
    if key in nodes.get(choice, {}):
        return ("claims", choice, "readings", option, "set")
    return ("alternatives", choice, "options", option, "set")


def _path(name: str) -> Keys:
    return ("formulas", name, "expression")


def _unknown_names(model: Model, broken: set[str]) -> Iterator[Fault]:
    for name, path, relation in _relations(model):
        for need in relation.needs:
            whole = need.split(".")[0]
            if isinstance(model.nodes.get(need, {}).get(None), Shares):
                yield path, f"`{name}`: `{need}` is a composition", f"name a part: {_parts(model, need)}"
            if need in model.nodes or whole in broken:
                continue
            yield (
                path,
                f"`{name}`: unknown name `{need}` in `{relation.text[:60]}`",
                suggestion(need, model.nodes.keys() | broken),
            )


def _circles(model: Model) -> Iterator[Fault]:
    """A formula must not need itself, by whatever way (depth-first search without recursion)."""
    needs = {n: sorted({d for v in vs.values() for d in v.needs if d in model.nodes}) for n, vs in model.nodes.items()}
    depth: dict[str, int] = {}
    for start in needs:
        trail, waiting = [], [(start, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                trail.pop()
                depth[name] = 1 + max((depth[need] for need in needs[name]), default=0)
            elif name in trail:
                circle = " → ".join([*trail[trail.index(name) :], name])
                yield _path(name), f"the formulas go in a circle: {circle}", "define one of them by something else"
                return
            elif name not in depth:
                trail.append(name)
                waiting += [(name, True), *((need, False) for need in needs[name])]
    deepest = max(depth, key=lambda name: depth[name], default="")
    if deepest and depth[deepest] > DEEPEST:
        yield (
            _path(deepest),
            f"`{deepest}` stands on a chain of {depth[deepest]} formulas, at most {DEEPEST}",
            "join some",
        )


def _units(model: Model) -> Iterator[Fault]:
    for name, path, relation in _relations(model):
        if _is_shared(model, name):
            continue
        try:
            found = fold(relation.expression, Units(model.units))
        except RemediedError as error:
            yield path, f"`{name}`: {error.message}", error.remedy
            continue
        found = parse_unit("one") if isinstance(found, Constant) else found
        unit = model.units[name]
        if not same_kind(found, unit):
            message = (
                f"`{name}`: `{relation.text[:60]}` gives {show(found) or 'a bare number'}, which is not `{show(unit)}`"
            )
            yield (
                ("formulas", name, "unit"),
                message,
                f"{kind_of(found)} against {kind_of(unit)}: mend the formula or its unit",
            )


def _checks(model: Model, broken: set[str], sound: bool) -> Iterator[Fault]:
    for name, check in model.checks.items():
        path = ("checks", name)
        missing = False
        if _is_shared(model, *check.sides, check.by) and model.kin and model.kin.model.checks.get(name) == check:
            continue
        for key, side in (("stated", check.stated), (check.relation, check.computed), ("by", check.by)):
            if side is not None and side not in model.nodes:
                missing = True
                if side[:1].isdigit():
                    found = f"`{name}`: `{side}` is a number, and `{key}` names a quantity"
                    remedy = "put it under `evidence` or `assumptions`, with its source or reason, and write its name"
                    yield (*path, key), found, remedy
                elif side.split(".")[0] not in broken:
                    yield (*path, key), f"`{name}`: unknown name `{side}` under `{key}`", suggestion(side, model.nodes)
            elif side is not None and key != "by" and isinstance(model.nodes[side].get(None), Shares):
                missing = True
                yield (*path, key), f"`{name}`: `{side}` is a composition", f"name a part: {_parts(model, side)}"
        if not missing and sound:
            faults = list(_check(model, check))
            for below, message, remedy in faults:
                yield (*path, *below), f"`{name}`: {message}", remedy
            if not faults:
                yield from _unbounded(model, name, check)


def _check(model: Model, check: Check) -> Iterator[Fault]:
    sides = check.sides
    if check.relation == Comparison.COUNTED_IN:
        yield from _counted(model, check)
    else:
        yield from _compared(model, check)
    nodes = [node for side in sides for node in _below(model, side)]
    if check.kind == Kind.TYPICAL and not any(node.of for node in model.nodes[check.computed].values()):
        yield (
            (check.relation,),
            f"`{check.computed}` does not say what it is a distribution of",
            "add `of: ...` (one truck, the mean of a convoy, …)",
        )
    for node in nodes:
        if check.kind != Kind.TYPICAL and isinstance(node, Input) and not _has_ends(node):
            yield (
                (check.relation,),
                f"`{node.name}` has no ends, and `{check.kind}` asks for bounds",
                "give it `low` and `high`",
            )
        if check.kind == Kind.AGREES and node.kind == NodeKind.ASSUMPTION:
            yield (
                (check.relation,),
                f"`{node.name}` is an assumption, and `agrees` compares what the article states",
                "use `possible` or `typical`",
            )
    if check.by is not None:
        yield from _free(model, check, check.by)


def _compared(model: Model, check: Check) -> Iterator[Fault]:
    """Both sides must be of one kind, and a difference between shares is not a share."""
    stated, computed = (model.units[side] for side in check.sides)
    one, other = (f"`{side}` in {show(model.units[side]) or 'a bare number'}" for side in check.sides)
    if not same_kind(stated, computed):
        yield (check.relation,), f"cannot compare {one} and {other}", "both sides must measure the same kind of thing"
    elif is_difference_of_shares(stated) != is_difference_of_shares(computed):
        remedy = "by how many points two shares differ is not a share: give both `percentage_point`, or neither"
        yield (check.relation,), f"cannot compare {one} and {other}", remedy


def _counted(model: Model, check: Check) -> Iterator[Fault]:
    """The stated side of a share or a mean, and the number of things: whole things are counted, nothing else."""
    stated, things = model.units[check.stated], model.units[check.computed]
    if not all(node.kind == NodeKind.CLAIM and isinstance(node, Input) for node in model.nodes[check.stated].values()):
        yield ("stated",), f"`{check.stated}` is not a number of the article", "name a claim, whose last digit is known"
    if not (is_counted(things) and is_counted(stated * things)):
        found = f"`{check.stated}` ({describe(stated)}) of `{check.computed}` ({describe(things)})"
        yield ("counted_in",), f"{found} is not a number of whole things", "only what is counted comes in whole numbers"


def _not_whole(model: Model, name: str) -> Iterator[tuple[str, str]]:
    """What keeps a number of things from being one: less than one; or broken, where nothing loosens it."""
    for choices in looked_at(model, name):
        low, high = outer_bounds(model, Name(name), choices, taken=Taken.AS_WRITTEN)
        leaves = [model.node(leaf, choices) for leaf in model.leaves(name, choices)]
        if high < 1:
            yield f"`{name}` is less than one, and nothing can be counted in it", "name how many things there are"
        elif low == high != round(high) and all(isinstance(node, Input) and node.is_bare for node in leaves):
            found = f"`{name}` is {high:.10g}, which is not a whole number of things"
            yield found, "name a number of things, or one that is hedged (`hedge: about`)"


def _parts(model: Model, name: str) -> str:
    return ", ".join(f"`{other}`" for other in model.nodes if other.startswith(f"{name}."))


def _unbounded(model: Model, name: str, check: Check) -> Iterator[Fault]:
    """A stated side that can be zero, or sides for which no bounds can be found: no check can be made of them."""
    sides = [("stated", check.stated), *([] if check.kind == Kind.TYPICAL else [(check.relation, check.computed)])]
    for key, side in sides:
        path = ("checks", name, key)
        if _is_shared(model, side):
            continue
        if not all(_has_ends(node) for node in _below(model, side) if isinstance(node, Input)):
            continue
        try:
            ends = _ends(model, side)
        except ModelError as error:
            remedy = (
                "nothing can be divided by what can be zero: compare a difference instead of a ratio or a growth, as "
                "`after - before`; what stands in a root or a logarithm is above zero as well"
            )
            yield _path(error.name) if error.name else path, str(error), remedy
            continue
        if not all(math.isfinite(end) for both in ends for end in both):
            at = _path(side) if isinstance(model.nodes[side].get(None), Relation) else path
            sure = any(low == math.inf or high == -math.inf for low, high in ends)
            found = f"`{side}` {'is' if sure else 'may be'} larger than any number that can be computed"
            yield at, found, "check its formula, or use larger units"
            continue  # one message, however many checks ask for it
        if key == Comparison.COUNTED_IN:
            faults = dict.fromkeys(_not_whole(model, side))
            yield from ((path, f"`{name}`: {found}", remedy) for found, remedy in faults)
        if key == "stated" and check.relation == Comparison.COUNTED_IN and min(high for _, high in ends) < 0:
            yield path, f"`{name}`: `{side}` is below zero", "a share or a mean of whole things is zero or more"


def _ends(model: Model, name: str) -> list[Interval]:
    """The bounds of a quantity under every combination of choices; raises ``ModelError`` where there are none.

    Where there are very many and their bounds do not follow from those of the parts, under some of them.
    """
    if model.how_many(name) > MOST_LISTED:
        try:
            low, high = BoundsOnGrid(model, Grid.of(model, name)).of(name)
        except (NotPlain, TooMany):
            pass
        else:
            return [
                (float(low.values.min()), float(high.values.min())),
                (float(low.values.max()), float(high.values.max())),
            ]
    return [outer_bounds(model, Name(name), choices) for choices in looked_at(model, name)]


def _free(model: Model, check: Check, by: str) -> Iterator[Fault]:
    if not all(isinstance(node, Shares) for node in model.nodes[by].values()):
        yield ("by",), f"`{by}` is not a composition", "name an assumption with `composition`"
    elif not all(is_linear(model, check.computed, by, choices) for choices in looked_at(model, check.computed)):
        yield (
            (check.relation,),
            f"`{check.computed}` is not linear in the shares of `{by}`",
            "`reachable` needs a sum of shares times prices",
        )
    elif any(isinstance(node, Shares | Share) for node in _below(model, check.stated)):
        yield ("stated",), f"`{check.stated}` rests on a composition itself", "state a quantity without shares"


def _below(model: Model, name: str) -> list[Node]:
    """Every node that a quantity can rest on, under any choice."""
    return [node for each in sorted(model.below(name)) for node in model.nodes[each].values()]


def _has_ends(node: Input) -> bool:
    return all(math.isfinite(end) for law in node.laws.values() for end in law.support())
