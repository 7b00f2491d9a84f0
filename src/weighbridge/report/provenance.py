"""The chain from a quantity back to quotations, rows and reasons, with the working of formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import Field

from ..answers import arithmetic
from ..base import Strict, visible
from ..checks import Side
from ..evidence import TRUST, Source
from ..graph import (
    Choices,
    DateOf,
    Figure,
    FigureDate,
    Input,
    Model,
    Name,
    Node,
    NodeKind,
    Relation,
    Share,
    Shares,
)
from ..text import show
from .sides import short, side

END = {"low": "as low as", "high": "as high as"}  # of the range in which a judged figure might as well lie
KINDS = {
    NodeKind.CLAIM: "a number of the article",
    NodeKind.EVIDENCE: "a figure from a source",
    NodeKind.ASSUMPTION: "our assumption",
    NodeKind.DEFINITION: "by definition",
}


class Ground(Strict):
    """Where one number comes from: at least one of a quotation, sources and a reason."""

    label: str
    text: str
    quote: str | None = None
    row: str | None = None
    sources: list[str] = Field(default_factory=list)
    date: str | None = None
    mark: str | None = None
    reason: str | None = None
    evidence: str | None = Field(None, description="the evidence of the case that a parameter is taken from")
    fair: list[Ground] = Field(default_factory=list, description="between which values it might as well have been put")


class Link(Strict):
    """One quantity of the chain: what it is, and what it is made of or rests on."""

    kind: str
    unit: str
    when: dict[str, str] = Field(default_factory=dict)
    expression: str | None = None
    needs: list[str] = Field(default_factory=list)
    grounds: list[Ground] = Field(default_factory=list)
    of: str | None = None


def links(model: Model, name: str) -> list[Link]:
    """The links of a quantity: the case as written first, then each option that defines it otherwise."""
    variants = model.nodes[name]
    keys = sorted((key for key in variants if key), key=str)
    unit = show(model.units[name])
    return [_link(variants[key], unit, dict([key]) if key else {}) for key in [None, *keys] if key in variants]


def _link(node: Node, unit: str, when: dict[str, str]) -> Link:
    return Link.model_construct(
        kind=node.kind,
        unit=unit,
        when=when,
        expression=node.text if isinstance(node, Relation) else None,
        needs=list(node.needs),
        grounds=[_ground(figure) for figure in getattr(node, "figures", ())],
        of=getattr(node, "of", None),
    )


def _ground(figure: Figure) -> Ground:
    fair = [_ground(end) for end in figure.fair.figures] if figure.fair else []
    return Ground.model_construct(
        label=figure.label,
        text=figure.text,
        quote=figure.quote,
        row=None if figure.row is None else str(figure.row),
        sources=list(figure.sources),
        date=None if figure.date is None else str(figure.date),
        mark=figure.mark,
        reason=figure.reason,
        evidence=figure.evidence,
        fair=fair,
    )


@dataclass(frozen=True, repr=False)
class Explanation:
    """The chain of one quantity as lines of text, and the sources that it leads to."""

    chain: list[str]
    sources: list[str]
    cited: list[str]

    def __str__(self) -> str:
        return visible("\n".join([*self.chain, *self.cited]))

    __repr__ = __str__


def chain(
    model: Model, name: str, choices: Choices, side_of: Callable[[str], Side], sources: Mapping[str, Source]
) -> Explanation:
    """How a quantity comes about, from the top down: each formula with its working, each leaf with its ground."""
    lines: list[str] = []
    keys: list[str] = []
    seen: set[str] = set()

    def visit(current: str, indent: str) -> None:
        """The lines of one quantity, then of what it needs; what was shown once is only named."""
        node = model.node(current, choices)
        again = current in seen
        seen.add(current)
        for line in _lines(model, current, choices, side_of, again):
            lines.append(indent + line)
        for figure in getattr(node, "figures", ()):
            keys.extend(key for key in figure.sources if key not in keys)
        if not again:
            for need in node.needs:
                visit(need, indent + "    ")

    visit(name, "")
    return Explanation(lines, keys, ["", "Sources", *(_cited(key, sources.get(key)) for key in keys)] if keys else [])


def _cited(key: str, source: Source | None) -> str:
    return f"  `{key}`: {source.citation()} [{_read(source)}]" if source else f"  `{key}`"


def _lines(model: Model, name: str, choices: Choices, side_of: Callable[[str], Side], again: bool) -> Iterator[str]:
    """One quantity: what it is called and its value, how it is computed or where it comes from."""
    node = model.node(name, choices)
    called = _called(model, name, node)
    if again:
        yield f"`{name}`: shown above"
        return
    if isinstance(node, Shares):
        yield f"`{name}`: {called}, {KINDS[NodeKind.ASSUMPTION]}"
        yield from (f"  {line}" for line in _grounds(node))
        return
    value = side(side_of(name))
    if isinstance(node, Share):
        yield f"`{name}`: {called}, {value}"
    elif isinstance(node, Relation):
        yield f"`{name}`: {called}, {value}"
        yield f"  `{node.text}`"
        if not isinstance(node.expression, Name):
            yield f"  {arithmetic(model, name, choices, side_of, short)}"
        yield from (f"  because {reason}" for reason in [node.reason] if reason)
    else:
        option = choices.get(name) if node.kind == NodeKind.CLAIM else None
        yield f"`{name}`: {called}, {value}, {KINDS[node.kind]}" + (f", read as “{option}”" if option else "")
        yield from (f"  {line}" for line in _grounds(node))


def _called(model: Model, name: str, node: Node) -> str:
    """What a quantity is called for people; where no name is short, or the kit made it itself, by what it is of."""
    whole, of = name.partition(".")[0], getattr(node, "of", None)
    if (whole == name or isinstance(node, Share)) and (model.names.has(name) or not of):
        return model.names.of(name)
    return of or model.names.of(whole)


def _grounds(node: Input | Shares) -> Iterator[str]:
    """Where each number of a leaf comes from; keys of sources in code style, cited below."""
    for figure in _with_fair_ends(node.figures):
        parts = [
            figure.quote,
            f"row `{figure.row}`" if figure.row else None,
            f"read from {figure.row.read_from}" if figure.row and figure.row.read_from else None,
            _when(figure.date),
            ", ".join(f"`{key}`" for key in figure.sources),
            figure.reason,
        ]
        yield f"{_label(figure)} `{figure.text}`: " + "; ".join(part for part in parts if part)


def _label(figure: Figure) -> str:
    """What a figure is; an end of a range stands below the figure that might lie within it."""
    end = figure.slot.end if figure.slot else None
    return figure.label if end is None else f"  could be {END[end]}"


def _with_fair_ends(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Each figure, and behind a judged one the ends of its fair range."""
    for figure in figures:
        yield figure
        yield from figure.fair.figures if figure.fair else ()


def _read(source: Source) -> str:
    """How a source was read, and why it is weak where it is."""
    return f"{source.trust}: {TRUST[source.trust]}" + (f"; weak: {source.weak}" if source.weak else "")


def _when(date: FigureDate | None) -> str | None:
    """A figure's own date is one *of*; one that it has from its source says so itself."""
    if date is None or not date.text:
        return None
    return f"of {date}" if date.of is DateOf.FIGURE else str(date)
