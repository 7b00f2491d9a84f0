"""A graph without what a reviewer disputes: options that no longer count, and checks that rest on it left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..graph import Choices, Figure, Input, Key, Model, NodeKind, Shares
from ..text import above_the_line, without_suffix
from .statements import InputKind, RecordedInput
from .targets import inputs_under

WHOLE = ""  # of a quantity all that belongs to it, in place of the name of a parameter
NO_EFFECT = {
    InputKind.FAIR,
    InputKind.NOT_KNOWN,
    InputKind.ARTICLE,
    InputKind.COMPARISON,
    InputKind.LOSS,
    InputKind.SOURCE,
}
BOUNDS = ("low", "high")  # the parameters of a composition that say which mixes there may be
Variant = tuple[str, Key]


@dataclass
class _Disputed:
    """What is disputed, by what it is in the graph.

    Attributes:
        numbers: each quantity with the parameters of it that are disputed; ``WHOLE`` for all of it.
        rows: rows of tables, each by its table and its line.
        options: options of choices.
        choices: whole choices, with all their options.
        checks: checks themselves.
        rules: of hedges and of units, by their names as inputs.
    """

    numbers: dict[str, set[str]] = field(default_factory=dict)
    rows: set[tuple[str, int]] = field(default_factory=set)
    options: set[tuple[str, str]] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    checks: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Undisputed:
    """A graph without what is disputed.

    Attributes:
        model: the graph; none where no check is left.
        left_out: the checks that rest on what is disputed, by name.
        not_counted: the options that no longer count, by choice.
        idle: what is disputed, and no check rests on it.
    """

    model: Model | None
    left_out: tuple[str, ...]
    not_counted: Mapping[str, tuple[str, ...]]
    idle: tuple[str, ...] = ()


def without(model: Model, inputs: Mapping[str, RecordedInput], names: Collection[str], why: str) -> Undisputed:
    """A graph without what stands under some names.

    Args:
        inputs: those of the case.
        names: of what is disputed.
        why: why options no longer count, as it is shown beside them.
    """
    found = _without(model, _sorted_out(model, inputs, names), why)
    each = {name: _without(model, _sorted_out(model, inputs, [name]), why) for name in names}
    idle = tuple(name for name, one in each.items() if not one.left_out and not one.not_counted)
    return replace(found, idle=idle)


def _without(model: Model, disputed: _Disputed, why: str) -> Undisputed:
    tainted = _tainted(model, disputed)
    refused = dict.fromkeys([*sorted(disputed.options), *_options_on(model, tainted)])
    narrowed, stuck = _without_options(model, refused, why)
    rests = {name: _rests(narrowed, name, disputed, tainted, stuck | disputed.choices) for name in model.checks}
    left_out = tuple(name for name in model.checks if name in disputed.checks or rests[name])
    kept = {name: check for name, check in narrowed.checks.items() if name not in left_out}
    counted: dict[str, tuple[str, ...]] = {}
    for choice, option in refused:
        counted[choice] = (*counted.get(choice, ()), option)
    return Undisputed(replace(narrowed, checks=kept, kin=None) if kept else None, left_out, counted)


def _sorted_out(model: Model, inputs: Mapping[str, RecordedInput], names: Collection[str]) -> _Disputed:
    """Names by what they are in a graph."""
    found = _Disputed()
    for name in names:
        group = inputs_under(name, inputs)
        kinds, first = {inputs[one].kind for one in group}, name.partition(".")[0]
        if InputKind.CHECK in kinds:
            found.checks |= {one for one in (name, first, *name.split(".")[1:2]) if one in model.checks}
        elif name in model.choices and name not in model.nodes:
            found.choices.add(name)
        elif option := _option(model, name):
            found.options.add(option)
        elif InputKind.CORRELATION in kinds:
            tied = model.correlations[name.split(".")[1]].between
            found.numbers |= {one: {WHOLE} for one in tied}
        elif kinds == {InputKind.ROW}:
            found.rows |= {_row(inputs[one]) for one in group}
        elif kinds & {InputKind.RULE, InputKind.UNIT}:
            found.rules.add(f"unit {name.split('.')[1]}" if InputKind.UNIT in kinds else name)
        elif first in model.nodes and not kinds <= NO_EFFECT:
            found.numbers.setdefault(first, set()).add(_parameter(model, name))
    return found


def _row(one: RecordedInput) -> tuple[str, int]:
    """The table and the line of a row."""
    line = one.place.rpartition(":")[2]
    return one.name.partition(":")[0], int(line) if line.isdigit() else 0


def _option(model: Model, name: str) -> tuple[str, str] | None:
    """The option of a choice that a name is of, or that sets what the name is of."""
    choice, _, rest = name.partition(".")
    if choice not in model.choices:
        return None
    longest_first = sorted(model.choices[choice].options, key=len, reverse=True)
    ends = (":", ".", " counts")
    found = (one for one in longest_first if rest == one or any(rest.startswith(f"{one}{end}") for end in ends))
    return next(((choice, one) for one in found), None)


def _parameter(model: Model, name: str) -> str:
    """The parameter of a quantity that a name is of; ``WHOLE`` where it is of no single one."""
    quantity, _, rest = name.partition(".")
    return rest if rest in {_label(figure) for figure in _as_written(model, quantity)} else WHOLE


def _as_written(model: Model, quantity: str) -> tuple[Figure, ...]:
    """The figures of a quantity under no option; none where it has no such variant."""
    node = model.nodes[quantity].get(None)
    return node.figures if node is not None else ()


def _label(figure: Figure) -> str:
    """A parameter by the name under which it is an input, behind that of its quantity."""
    slot = figure.slot
    if slot is None:
        return WHOLE
    return f"{slot.part}.{slot.parameter}" if slot.part else slot.label


def _tainted(model: Model, disputed: _Disputed) -> set[Variant]:
    """Every variant of a quantity that is disputed, takes a number from what is, or moves with others by it."""
    found = {
        (name, key)
        for name, variants in model.nodes.items()
        for key in variants
        if _is_disputed(model, name, key, disputed, frozenset())
    }
    ranks = {name for name, _ in found}
    tied = {one for tie in model.correlations.values() if tie.rank in ranks for one in tie.between}
    return found | {(name, key) for name in tied for key in model.nodes[name]}


def _is_disputed(
    model: Model, name: str, key: Key, disputed: _Disputed, seen: frozenset[str], only: Collection[str] = ()
) -> bool:
    """Whether a variant of a quantity is disputed itself, or one of its figures is; of some parameters, or of all."""
    node, parameters = model.nodes[name][key], disputed.numbers.get(name, set())
    if WHOLE in parameters and (key is None or node.kind is NodeKind.CLAIM):
        return True
    if not isinstance(node, Input | Shares):
        return False
    written = _as_written(model, name)
    for figure in node.figures:
        if only and figure.slot is not None and figure.slot.parameter not in only:
            continue
        if (WHOLE in parameters or _label(figure) in parameters) and (key is None or figure in written):
            return True
        if _is_read_by(figure, disputed):
            return True
        other = figure.evidence
        if other and other not in seen and other in model.nodes:
            its_key = key if key in model.nodes[other] else None
            if _is_disputed(model, other, its_key, disputed, seen | {name}):
                return True
    return False


def _is_read_by(figure: Figure, disputed: _Disputed) -> bool:
    """Whether a figure stands in a row that is disputed, or is read by a rule that is: of its hedge, or of its unit."""
    if figure.row is not None and (figure.row.table, figure.row.line) in disputed.rows:
        return True
    if not disputed.rules:
        return False
    unit = figure.written.unit if figure.written else None
    units = above_the_line(unit) | above_the_line(unit**-1) if unit is not None else set()
    return not disputed.rules.isdisjoint({f"hedge {figure.cue}", *(f"unit {without_suffix(one)}" for one in units)})


def _options_on(model: Model, tainted: Collection[Variant]) -> Iterator[tuple[str, str]]:
    """The options under which something is disputed that is not disputed in the case as written."""
    yield from (key for name, key in sorted(tainted, key=str) if key is not None and (name, None) not in tainted)
    for choice in model.choices.values():
        for option in choice.options:
            if option != choice.reference and any(
                _reaches(model, side, {**model.reference, choice.name: option}, tainted)
                and not _reaches(model, side, model.reference, tainted)
                for check in model.checks.values()
                for side in check.sides
            ):
                yield choice.name, option


def _without_options(model: Model, refused: Collection[tuple[str, str]], why: str) -> tuple[Model, set[str]]:
    """A graph in which some options do not count, and the choices of which no other option counts.

    Where the option as written does not count, the first that does is taken in its place.
    """
    choices, taken, stuck = dict(model.choices), {}, set()
    for name, option in refused:
        choices[name] = replace(choices[name], ruled_out={**choices[name].ruled_out, option: why})
    for name in {name for name, _ in refused}:
        if choices[name].reference in choices[name].ruled_out:
            if choices[name].counting:
                taken[name] = choices[name].counting[0]
            else:
                stuck.add(name)
    changed = replace(model, choices=choices, shape=model.wiring, kin=None)
    return (changed.taking(taken) if taken else changed), stuck


def _rests(model: Model, name: str, disputed: _Disputed, tainted: Collection[Variant], stuck: Collection[str]) -> bool:
    """Whether a check rests on what is disputed, in the case as it is then written.

    Of a composition of which any mix is asked for only the bounds count, and not which mix is likely.
    """
    check = model.checks[name]
    if {*stuck} & {*model.reached_by(*check.sides, drawn=check.is_drawn, by=check.by)}:
        return True
    if check.by is not None:
        mixes = model.nodes[check.by]
        bounded = {
            (check.by, key) for key in mixes if _is_disputed(model, check.by, key, disputed, frozenset(), BOUNDS)
        }
        tainted = {one for one in tainted if one[0] != check.by} | bounded
    return any(_reaches(model, side, model.reference, tainted) for side in check.sides)


def _reaches(model: Model, name: str, choices: Choices, tainted: Collection[Variant]) -> bool:
    """Whether a quantity rests on a variant that is disputed."""
    seen, waiting = set(), [name]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        if (current, model.variant(current, choices)) in tainted:
            return True
        waiting += model.node(current, choices).needs
    return False
