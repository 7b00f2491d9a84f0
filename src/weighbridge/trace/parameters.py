"""One number of an assumption, or of a claim, explained: its sources, its fair range, where the answer turns.

A parameter goes by the name that ``--set`` takes: ``convoy_mean_load.high``, ``shares.copper.mean``. An end of its
fair range has that name with ``.fair.low`` or ``.fair.high`` behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..graph import Figure, Input, Key, NodeKind, Relation, Role, Shares, Slot
from ..text import number, own_digits, show, with_unit
from .checks import turns_in_words
from .explanation import Part, Told
from .grounds import ground_lines, keys_of
from .material import Material
from .users import checks_on, resting_lines

FAIR = ".fair."


class Seat(NamedTuple):
    """Where a number stands: its leaf, and the choice and the option under which it stands so."""

    leaf: str
    key: Key
    figure: Figure


def parameter_names(material: Material) -> dict[str, list[Seat]]:
    """Every parameter by each name that it has, with the places where it stands under each option."""
    found: dict[str, list[Seat]] = {}
    for leaf, variants in material.model.nodes.items():
        for key, node in variants.items():
            for figure in node.figures:
                for name in names_of(leaf, figure):
                    found.setdefault(name, []).append(Seat(leaf, key, figure))
                for end in figure.fair.figures if figure.fair else ():
                    for name in names_of(leaf, end):
                        found.setdefault(name, []).append(Seat(leaf, key, end))
    return found


def names_of(leaf: str, figure: Figure) -> list[str]:
    """The names of one figure of a leaf: that which ``--set`` takes first, then that of its label.

    >>> from weighbridge.graph import Role
    >>> names_of("load", Figure(Role.PARAMETER, "60 tonne", slot=Slot("high")))
    ['load.high']
    >>> names_of("shares", Figure(Role.PARAMETER, "45 kg", slot=Slot("mean", part="copper", end="low")))
    ['shares.copper.mean.fair.low', 'shares.fair low of mean copper']
    """
    slot, label = figure.slot, f"{leaf}.{figure.label}"
    if slot is None:
        return [label, f"{leaf}.{figure.role}"] if figure.cue else [label]
    settable = slot_name(leaf, slot)
    return list(dict.fromkeys([settable, label]))


def slot_name(leaf: str, slot: Slot) -> str:
    """The name of a parameter of a leaf, as ``--set`` takes it where it can reach it."""
    own = slot.parameter if slot.index is None else Slot(slot.parameter, slot.index).label
    name = ".".join(filter(None, (leaf, slot.part, own)))
    return f"{name}{FAIR}{slot.end}" if slot.end else name


def parameter_told(material: Material, name: str, seats: list[Seat]) -> Told:
    """A parameter: its value, where it is from, its fair range, where answers turn, what rests on it."""
    taken = [seat for seat in seats if _is_taken(material, seat)]
    shown = taken or seats[:1]
    leaf, _, figure = shown[0]
    model = material.model
    lines = [f"`{name}`: {_called(material, leaf, figure)}, {_amount(figure)}", *_about(material, leaf)]
    if figure.slot and figure.slot.end:
        settable = slot_name(leaf, Slot(figure.slot.parameter, figure.slot.index, figure.slot.part))
        lines.append(f"an end of the range in which `{settable}` might as well lie")
    if not taken:
        lines.append("it stands so only under an option, as below")
    grounds = list(dict.fromkeys(seat.figure for seat in shown))
    parts = [
        Part("Where it comes from", list(ground_lines(grounds)), keys_of(grounds)),
        _evidence(material, figure),
        _under_options(material, [seat for seat in seats if seat not in shown and seat.figure not in grounds]),
        Part("Where the answer turns", list(_turns(material, leaf, figure))),
        Part("What rests on it", resting_lines(model, [leaf], checks_on(model, leaf))),
    ]
    return Told(lines, parts)


def _is_taken(material: Material, seat: Seat) -> bool:
    return material.model.variant(seat.leaf, material.choices) == seat.key


def _called(material: Material, leaf: str, figure: Figure) -> str:
    """What a parameter is called for people."""
    slot, names = figure.slot, material.model.names
    if slot is None:
        return f"{figure.label} of {names.of(leaf)}"
    whole = slot_name(leaf, Slot(slot.parameter, slot.index, slot.part))
    own = names.given.get(whole)
    called = own.called if own and own.called else names.lever(whole)
    if slot.part and not (own and own.called):
        called = f"the {slot.parameter} amount or share of {slot.part.replace('_', ' ')} in {names.of(leaf)}"
    return called if slot.end is None else f"how {slot.end} {called} might as well be"


def _amount(figure: Figure) -> str:
    """The number of a figure with its unit in words; as the case writes it where it is no single number."""
    written = figure.written
    if written is None and figure.slot is None:
        return f"“{figure.text}”"
    written = written or figure.quantity()
    low, high = float(written.low), float(written.high)
    text = number(low, own_digits(low)) if low == high else f"{number(low)} to {number(high)}"
    return with_unit(text, show(written.unit))


def _about(material: Material, leaf: str) -> Iterator[str]:
    """Of what it is a parameter, and of which kind of distribution."""
    node, model = material.model.node(leaf, material.choices), material.model
    what = model.names.of(leaf)
    of = node.of
    more = f", {of}" if of and of != what else ""
    if isinstance(node, Shares):
        yield f"a parameter of `{leaf}`: {what}{more}, a mix"
    elif isinstance(node, Relation):
        yield f"a number in the formula of `{leaf}`: {what}, `{node.text}`"
    elif isinstance(node, Input):
        law = node.as_written(material.choices)
        kind = "" if node.kind == NodeKind.CLAIM else f", {type(law).__name__.lower()}"
        yield f"a parameter of `{leaf}`: {what}{more}{kind}"


def _evidence(material: Material, figure: Figure) -> Part:
    """The evidence that a parameter is taken from, which ``--set`` knows by its own name."""
    name = figure.evidence
    if name is None:
        return Part("Taken from", [])
    return Part("Taken from", [f"`{name}`: {material.model.names.of(name)}; to set it, set `{name}`"])


def _under_options(material: Material, seats: list[Seat]) -> Part:
    """What it is under options that set it otherwise."""
    lines, names = [], material.model.names
    for seat in seats:
        if seat.key:
            lines.append(f"if {names.option(*seat.key)} (`{seat.key[0]}={seat.key[1]}`)")
            lines += [f"  {line}" for line in ground_lines([seat.figure])]
        else:
            lines += ["as the case is written", *(f"  {line}" for line in ground_lines([seat.figure]))]
    return Part("What else it may be", lines, keys_of(seat.figure for seat in seats))


def _turns(material: Material, leaf: str, figure: Figure) -> Iterator[str]:
    """Where the answer of each check that rests on it turns as it is moved; that none does where none does."""
    if figure.slot is None and figure.role not in (Role.STATED, Role.VALUE):
        return
    slot = figure.slot or Slot("value")
    settable = slot_name(leaf, Slot(slot.parameter, slot.index, slot.part))
    levers = {settable, leaf if not figure.slot or slot.parameter == "value" else settable, figure.evidence or settable}
    levers |= {leaf.split(".")[0]} if figure.slot is None else set()
    for check in checks_on(material.model, leaf):
        said = turns_in_words(material.weigher, check, material.choices, only=levers, set_by=True)
        yield f"`{check}`: {material.model.checks[check].question}"
        yield from (f"  {line}" for line in said or ["no value of it that we tried changes this answer"])
