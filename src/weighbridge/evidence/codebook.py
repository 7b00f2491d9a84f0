"""The codebook of the evidence: the page rendered from what ``datapackage.json`` says."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from .data_package import Column, Other, Package, Table
from .dialect import COMMA, DELIMITERS

WIDTH = 130

RENDERED = "<!-- Rendered from datapackage.json by `weighbridge codebook --write`: change that file, not this page. -->"


def render(package: Package) -> str:
    """The codebook as a page in Markdown.

    >>> empty = {"title": "Codebook", "description": "Of nothing.", "sections": [], "sharedFields": [], "resources": []}
    >>> render(Package.model_validate(empty)).splitlines()[2:5]
    ['# Codebook', '', 'Of nothing.']
    """
    blocks = [RENDERED, f"# {package.title}", *_prose(package.description)]
    for section in package.sections:
        blocks += [f"## {section.title}", *_prose(section.text)]
    shared = [(_ticked(entry.names), entry.description, entry.values) for entry in package.sharedFields]
    names = {name for entry in package.sharedFields for name in entry.names}
    blocks += ["## What all tables share", _grid(("column", "meaning", "allowed values"), shared), "## The tables"]
    blocks += [block for one in package.resources if isinstance(one, Table) for block in _table(one, names)]
    blocks += [block for one in package.resources if isinstance(one, Other) for block in _other(one)]
    return "\n\n".join(blocks) + "\n"


def _table(table: Table, shared: Collection[str]) -> Iterator[str]:
    yield f"### `{Path(table.path).name}`: {table.title}"
    terms = "; ".join(licence.title for licence in table.licenses)
    yield from _prose(f"{table.description} Licence: {terms}.".strip())
    if (delimiter := table.dialect.delimiter) != COMMA:
        yield f"Its columns are separated by {DELIMITERS.get(delimiter, f'`{delimiter}`')}."
    yield _grid(("column", "meaning", "allowed values"), list(_columns(table.columns.fields, shared)))
    if len(table.traps) == 1:
        yield from _prose(f"Traps: {table.traps[0]}")
    elif table.traps:
        yield "Traps:\n\n" + "\n".join(_wrapped(f"- {trap}", "  ") for trap in table.traps)
    yield from _prose(f"Looked for and not found: {table.missing}" if table.missing else "")


def _other(file: Other) -> Iterator[str]:
    yield f"## `{Path(file.path).name}`: {file.title}"
    yield from _prose(file.description)
    if file.members:
        yield _grid(("field", "meaning"), [(_ticked(member.names), member.description) for member in file.members])
    yield from _prose(file.notes)


def _columns(columns: Sequence[Column], shared: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The columns, neighbours that mean the same in one line; what all tables share is not repeated."""
    lines: list[tuple[list[str], str, str]] = []
    for column in columns:
        meaning, values = column.description, _values(column)
        if not meaning and column.name in shared and column.name != "unit":
            meaning, values = "as above", _signs(column)
        if lines and meaning and lines[-1][1:] == (meaning, values):
            lines[-1][0].append(column.name)
        else:
            lines.append(([column.name], meaning, values))
    return ((_ticked(names), meaning, values) for names, meaning, values in lines)


def _values(column: Column) -> str:
    """What may stand in a column: as described, else the words of its constraint."""
    described = column.values or _ticked(column.constraints.enum)
    described = described or {"number": "number", "integer": "whole number"}.get(column.type, "")
    unit = (
        f"in `{column.unit}`" if column.unit else f"in the unit of `{column.unitColumn}`" if column.unitColumn else ""
    )
    return ", ".join(filter(None, [described, unit, _signs(column)]))


def _signs(column: Column) -> str:
    """How a column writes numbers, where that is said."""
    signs = [(column.decimalChar, "decimals"), (column.groupChar, "thousands")]
    return ", ".join(f"`{sign}` for {what}" for sign, what in signs if sign)


def _ticked(words: Sequence[Any]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("|" + "".join(f" {cell} |" if cell else " |" for cell in line) for line in lines)


def _prose(text: str) -> list[str]:
    """Paragraphs, each wrapped; a table or a list in it stays as it is."""
    blocks = filter(str.strip, text.split("\n\n"))
    return [block if block.startswith(("|", "- ")) else _wrapped(block, "") for block in blocks]


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
