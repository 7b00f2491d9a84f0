"""What each column of the CSV files holds: for programs as a Data Package, for people as tables of a document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..base import visible_json
from ..report import markdown_table, plain
from .columns import COLUMNS, Column, Holds

KINDS = {
    Holds.TEXT: "text",
    Holds.NUMBER: "number",
    Holds.COUNT: "whole number",
    Holds.DAY: "day",
    Holds.TRUTH: "`True` or `False`",
}


def columns_page() -> str:
    """The columns of every table as Markdown, a table for each."""
    parts = []
    for name, columns in COLUMNS.items():
        rows = [[f"`{one.name}`", KINDS[one.holds], f"{one.meaning[:1].upper()}{one.meaning[1:]}."] for one in columns]
        parts.append(f"### {plain(name.capitalize())}\n\n{markdown_table(('column', 'holds', 'meaning'), rows)}")
    return "\n\n".join(parts)


def package(start: str, columns: Mapping[str, Sequence[Column]], about: str = "") -> str:
    """The columns of the CSV files as a Data Package: names, kinds, meanings, and that what is empty is missing.

    Args:
        start: how the names of the files begin.
        columns: of each table by its name.
        about: what is to be known of all tables, where there is something.
    """
    described = {
        "name": f"{start}-tables",
        **({"description": about} if about else {}),
        "resources": [
            {
                "name": f"{start}-{name}",
                "path": f"{start}-{name}.csv",
                "format": "csv",
                "encoding": "utf-8",
                "schema": {"missingValues": [""], "fields": [_field(column) for column in held]},
            }
            for name, held in columns.items()
        ],
    }
    return visible_json(json.dumps(described, indent=2, ensure_ascii=False)) + "\n"


def _field(column: Column) -> dict[str, Any]:
    truth = {"trueValues": ["True"], "falseValues": ["False"]} if column.holds == Holds.TRUTH else {}
    return {"name": column.name, "type": column.holds.value, **truth, "description": column.meaning}
