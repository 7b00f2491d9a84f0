"""Our own estimates in rows: what each number is, how it was taken, between which ends it might fairly lie, and why."""

from __future__ import annotations

from typing import Any

from ..graph import Model
from ..text import apart, factor, show, with_unit
from ..what_if import Lever, levers_of


def estimate_rows(model: Model) -> list[dict[str, Any]]:
    """A row for each number of a case that nobody measured and that we judged, those that an option brings in too.

    Its range is the one that the case declares; where it declares none, half to twice the number, and the row says so.
    """
    sides = tuple(dict.fromkeys(side for check in model.checks.values() for side in check.sides))
    ways = model.single_changes(*sides, drawn=True)
    found = (one for choices in ways for one in levers_of(model, sides, choices).values() if one.fair is not None)
    return list({(one.name, one.value): _row(one, model) for one in found}.values())


def _row(one: Lever, model: Model) -> dict[str, Any]:
    size, unit = factor(one.unit), show(one.unit)
    low, high = one.fair or (one.value, one.value)
    value, *ends = apart([one.value / size, low / size, high / size])
    why = [end.reason for end in (one.figure.fair.figures if one.figure.fair else ()) if end.reason]
    return {
        "estimate": model.names.lever(one.name),
        "taken as": with_unit(value, unit),
        "might be": with_unit(f"{ends[0]} to {ends[1]}", unit),
        "why": one.figure.reason or "",
        "why that range": "; ".join(dict.fromkeys(why)) if one.declared else "the case gives none: half to twice",
    }
