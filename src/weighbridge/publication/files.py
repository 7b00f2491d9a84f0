"""Tables as files, a file for each table and form; beside CSV files the codebook of their columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..base import file_name
from .codebook import package
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

    Args:
        tables: of the case.
        case: its name, after which the files are called.
        forms: some of ``FORMS``.
        only: some of ``NAMES``.
    """
    start = file_name(case)
    texts = {}
    for name in only:
        for form in forms:
            ending, made = _MADE[form]
            texts[f"{start}-{name}.{ending}"] = made(tables[name])
    if "csv" in forms:
        texts[f"{start}-tables.json"] = package(start, {name: tables[name].columns for name in only}, tables.changed)
    return texts
