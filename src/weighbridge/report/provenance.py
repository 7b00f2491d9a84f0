"""Where each quantity comes from, in its JSON form: what it is made of, down to quotations, rows and reasons."""

from __future__ import annotations

from pydantic import Field

from ..base import Strict
from ..graph import Figure, Model, Node, Relation
from ..text import show


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
        grounds=[_ground(figure) for figure in node.figures],
        of=node.of,
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
