"""A quantity explained: its chain, where its uncertainty comes from, what rests on it, how else it is defined."""

from __future__ import annotations

from ..graph import ModelError, Relation
from ..report import sides, workings
from .chain import chain
from .explanation import Part, Told
from .grounds import because, ground_lines, keys_of
from .material import Material
from .users import rests_on


def quantity_told(material: Material, name: str) -> Told:
    """The chain of a quantity down to quotations, rows and reasons, its budget, what else it may be, its users."""
    model = material.model
    found = chain(model, name, material.choices, material.side)
    budget = _budget(material, name)
    parts = [_other_texts(material, name), _parts_of(material, name), _otherwise(material, name), rests_on(model, name)]
    return Told([*found.lines, *budget], parts, found.lines, found.steps, found.keys)


def _budget(material: Material, name: str) -> list[str]:
    """Which inputs the uncertainty of a formula comes from, in a sentence, where it has any."""
    if not isinstance(material.model.node(name, material.choices), Relation):
        return []
    try:
        accounts = material.weigher.budget(name, material.choices)
    except ModelError as error:
        return ["", f"No budget: {error}."]
    return ["", workings.budget_sentence(accounts, material.model.names)] if accounts.entries else []


def _other_texts(material: Material, name: str) -> Part:
    """The same number in other texts and languages."""
    claim = material.text.claims.get(name)
    told = claim.elsewhere if claim else []
    lines = [f"“{one.exact}” ({one.language}): {one.meaning}; `{one.source}`" for one in told]
    return Part("The same number elsewhere", lines, [one.source for one in told])


def _parts_of(material: Material, name: str) -> Part:
    """The parts of a composition, each with its figure."""
    if material.is_scalar(name):
        return Part("Its parts", [])
    lines = [f"`{part}`: {sides.side(material.side(part))}" for part in material.parts(name)]
    return Part("Its parts", lines)


def _otherwise(material: Material, name: str) -> Part:
    """How else a quantity is defined: under each option that sets it, with what is not as it is taken."""
    model, names = material.model, material.model.names
    taken = model.node(name, material.choices)
    lines, keys = [], []
    for key, node in sorted(((k, n) for k, n in model.nodes[name].items() if k), key=lambda one: str(one[0])):
        choice, option = key
        if node is taken or choice == name:  # of a claim its readings stand by themselves
            continue
        lines.append(f"if {names.option(choice, option)} (`{choice}={option}`)")
        if isinstance(node, Relation):
            lines.append(f"  `{node.text}`" + (f" {because(node.reason)}" if node.reason else ""))
        figures = [one for one in node.figures if one not in taken.figures]
        lines += [f"  {line}" for line in ground_lines(figures)]
        keys += keys_of(figures)
    return Part("What else it may be", lines, keys)
