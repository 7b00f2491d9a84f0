"""The codebook of the evidence: ``datapackage.json`` (Data Package, version 2), and the page rendered from it.

What is said of a table is said there and nowhere else. Beyond the properties of the standard a resource has ``use``
(what may be done with it), ``traps``, ``missing`` (what was looked for and not found) and, if no table, ``members``.
"""

from __future__ import annotations

import csv
import json
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .errors import CaseError, Place, Problem

FILE, PAGE, WIDTH = "datapackage.json", "README.md", 130
RENDERED = "<!-- Rendered from datapackage.json by `weighbridge codebook --write`: change that file, not this page. -->"
DATED = ("date", "month", "start", "end")


def read_package(folder: Path, shown: str) -> dict[str, Any]:
    """The descriptor of a data folder, in step with its tables.

    Raises:
        CaseError: it is no JSON, lacks what the page needs, or is out of step with the tables; all of it at once.
    """
    place = Place(f"{shown}/{FILE}")
    try:
        package = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError([Problem(place, f"cannot be read: {error}", "restore it from the project")]) from None
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise CaseError([Problem(place, "is no data package: it has no `resources`", "expected a Data Package, v2")])
    problems = [Problem(place, fault, remedy) for fault, remedy in _faults(package, folder)]
    if problems:
        raise CaseError(problems)
    return package


def _faults(package: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, str]]:
    for key in ("title", "description", "sections", "sharedFields"):
        if key not in package:
            yield f"`{key}` is missing", "the page is rendered from it"
    described = {resource.get("path") for resource in package["resources"]}
    for path in sorted((folder / "evidence").glob("*.*")):
        name = f"evidence/{path.name}"
        if not path.name.startswith(".") and name not in described:
            yield f"no resource describes {name}", "add one to `resources`"
    for resource in package["resources"]:
        path, name = folder / str(resource.get("path")), f"the resource `{resource.get('name')}`"
        for key in [key for key in ("name", "path", "title") if not resource.get(key)]:
            yield f"{name} has no `{key}`", "the page is rendered from it"
        if not path.is_file():
            yield (
                f"{name} describes {resource.get('path')}, which is not there",
                "remove the resource, or restore the file",
            )
        elif path.suffix == ".csv":
            yield from _out_of_step(name, resource, path)


def _out_of_step(name: str, resource: Mapping[str, Any], path: Path) -> Iterator[tuple[str, str]]:
    """A table's own columns against those that its schema has."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        columns = next(csv.reader(lines), [])
    fields = [field.get("name") for field in resource.get("schema", {}).get("fields", [])]
    if columns != fields:
        lacking = [column for column in columns if column not in fields]
        beyond = [str(field) for field in fields if field not in columns]
        parts = [f"lacks {', '.join(lacking)}"] if lacking else []
        parts += [f"has {', '.join(beyond)}, which the table has not"] if beyond else []
        yield (
            f"{name} {' and '.join(parts) or 'has its columns in another order'}",
            f"the table's are {', '.join(columns)}",
        )


def render(package: Mapping[str, Any]) -> str:
    """The codebook as a page in Markdown.

    >>> empty = {"title": "Codebook", "description": "Of nothing.", "sections": [], "sharedFields": [], "resources": []}
    >>> render(empty).splitlines()[2:5]
    ['# Codebook', '', 'Of nothing.']
    """
    tables = [resource for resource in package["resources"] if "schema" in resource]
    others = [resource for resource in package["resources"] if "schema" not in resource]
    blocks = [RENDERED, f"# {package['title']}", *_prose(package["description"])]
    for section in package["sections"]:
        blocks += [f"## {section['title']}", *_prose(section["text"])]
    shared = [(f["name"], f["description"], f["values"]) for f in package["sharedFields"]]
    names = {name.strip() for names, *_ in shared for name in names.split(",")}
    blocks += ["## What all tables share", _grid(("column", "meaning", "allowed values"), shared), "## The tables"]
    for resource in tables:
        blocks += list(_table(resource, names))
    for resource in others:
        blocks += [f"## `{Path(resource['path']).name}`: {resource['title']}", *_prose(resource.get("description", ""))]
        members = [(member["name"], member["description"]) for member in resource.get("members", [])]
        blocks += [_grid(("field", "meaning"), members)] if members else []
        blocks += _prose(resource.get("notes", ""))
    return "\n\n".join(blocks) + "\n"


def _table(resource: Mapping[str, Any], shared: Collection[str]) -> Iterator[str]:
    yield f"### `{Path(resource['path']).name}`: {resource['title']}"
    yield from _prose(f"{resource.get('description', '')} Licence: {resource['use']}.".strip())
    yield _grid(("column", "meaning", "allowed values"), list(_columns(resource["schema"]["fields"], shared)))
    traps = resource.get("traps", [])
    if len(traps) == 1:
        yield from _prose(f"Traps: {traps[0]}")
    elif traps:
        yield "Traps:"
        yield "\n".join(_wrapped(f"- {trap}", "  ") for trap in traps)
    if resource.get("missing"):
        yield from _prose(f"Looked for and not found: {resource['missing']}")


def _columns(fields: Sequence[Mapping[str, Any]], shared: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The columns, neighbours that mean the same in one line; what all tables share is not told again."""
    lines: list[tuple[list[str], str, str]] = []
    for field in fields:
        name, meaning, values = f"`{field['name']}`", field.get("description", ""), _values(field)
        if not meaning and name in shared and field["name"] != "unit":
            meaning, values = "as above", ""
        if lines and meaning and lines[-1][1:] == (meaning, values):
            lines[-1][0].append(name)
        else:
            lines.append(([name], meaning, values))
    return ((", ".join(names), meaning, values) for names, meaning, values in lines)


def _values(field: Mapping[str, Any]) -> str:
    """What may stand in a column: as described, else the words of its constraint."""
    told = field.get("values") or ", ".join(f"`{value}`" for value in field.get("constraints", {}).get("enum", []))
    return told or {"number": "number", "integer": "whole number"}.get(field.get("type", ""), "")


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("|" + "".join(f" {cell} |" if cell else " |" for cell in line) for line in lines)


def _prose(text: str) -> list[str]:
    """Paragraphs, each wrapped; a table or a list in it stays as it is."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    return [block if block.startswith(("|", "- ")) else _wrapped(block, "") for block in blocks]


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
