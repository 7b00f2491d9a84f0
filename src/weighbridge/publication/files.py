"""Tables as files, a file for each table and form; beside CSV files the codebook of their columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from ..base import file_name, visible_json
from .columns import COLUMNS, Column, Holds
from .table import Table
from .tables import NAMES, Tables

FORMS = ("markdown", "html", "latex", "csv")
_MADE: dict[str, tuple[str, Callable[[Table], str]]] = {
    "markdown": ("md", Table.markdown),
    "html": ("html", Table.page),
    "latex": ("tex", Table.latex),
    "csv": ("csv", Table.csv),
}


def table_files(tables: Tables, case: str, forms: Sequence[str] = FORMS, only: Sequence[str] = NAMES) -> dict[str, str]:
    """The texts of the files by their names: ``raqqa-2017-claims.csv``.

    With CSV files comes ``raqqa-2017-tables.json``, a Data Package in which a Table Schema says what each column holds.
    """
    start = file_name(case)
    texts = {}
    for name in only:
        for form in forms:
            ending, made = _MADE[form]
            texts[f"{start}-{name}.{ending}"] = made(tables[name])
    if "csv" in forms:
        texts[f"{start}-tables.json"] = codebook(start, only)
    return texts


def codebook(start: str, only: Sequence[str] = NAMES) -> str:
    """The columns of the CSV files as a Data Package: names, kinds, meanings, and that what is empty is missing."""
    package = {
        "name": f"{start}-tables",
        "resources": [
            {
                "name": f"{start}-{name}",
                "path": f"{start}-{name}.csv",
                "format": "csv",
                "encoding": "utf-8",
                "schema": {"missingValues": [""], "fields": [_field(column) for column in COLUMNS[name]]},
            }
            for name in only
        ],
    }
    return visible_json(json.dumps(package, indent=2, ensure_ascii=False)) + "\n"


def _field(column: Column) -> dict[str, Any]:
    truth = {"trueValues": ["True"], "falseValues": ["False"]} if column.holds == Holds.TRUTH else {}
    return {"name": column.name, "type": column.holds.value, **truth, "description": column.meaning}
