"""The codebook of the evidence: ``datapackage.json`` (Data Package, version 2), and the page rendered from it.

What is said of a table is said there and nowhere else. Beyond the properties of the standard the package has
``sections`` of prose and ``sharedFields``, a field ``values`` (what may stand in it, in words), a table ``traps`` and
``missing`` (what was looked for and not found), a file that is no table ``members`` and ``notes``.
"""

from __future__ import annotations

import csv
import json
import textwrap
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..base import CaseError, Place, Problem

FILE, PAGE, WIDTH = "datapackage.json", "README.md", 130


RENDERED = "<!-- Rendered from datapackage.json by `weighbridge codebook --write`: change that file, not this page. -->"


# What the page needs; a key that ends in a question mark may be left out.
_FIELD = {"name": str, "type": str, "description?": str, "values?": str, "constraints?": {"enum?": [object]}}


_NAMED = {"name": str, "path": str, "title": str, "description?": str}


_TABLE = _NAMED | {"licenses": [{"title": str}], "schema": {"fields": [_FIELD]}, "traps?": [str], "missing?": str}


_OTHER = _NAMED | {"members?": [{"names": [str], "description": str}], "notes?": str}


_HEAD = {
    "title": str,
    "description": str,
    "sections": [{"title": str, "text": str}],
    "sharedFields": [{"names": [str], "description": str, "values": str}],
    "resources": [{}],
}


_WORDS = {str: "text", list: "a list", dict: "a mapping of names"}


def read_package(folder: Path, shown: str) -> dict[str, Any]:
    """The descriptor of a data folder, in step with its tables.

    Raises:
        CaseError: it is no JSON, lacks what the page needs, or is out of step with the tables; all of it at once.
    """
    name = f"{shown}/{FILE}"
    try:
        package = json.loads((folder / FILE).read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise CaseError([Problem(Place(name, error.lineno), f"is no JSON: {error.msg}", "mend it there")]) from None
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or error
        raise CaseError([Problem(Place(name), f"cannot be read: {why}", "restore it from the project")]) from None
    if problems := check(package, folder, Place(name)):
        raise CaseError(problems)
    return package


def check(package: Any, folder: Path, place: Place) -> list[Problem]:
    """What keeps the page from being rendered, then whatever is out of step with the files of the folder ``evidence``.

    >>> for problem in check({"title": "Codebook", "resources": []}, Path("data"), Place("datapackage.json")):
    ...     print(problem)
    datapackage.json: `description` is missing; expected text
    datapackage.json: `sections` is missing; expected a list
    datapackage.json: `sharedFields` is missing; expected a list
    """
    faults = list(_misshapen(package, _HEAD, ""))
    for index, resource in enumerate(package["resources"] if not faults else []):
        is_table = str(resource.get("path", "")).endswith(".csv")
        faults += _misshapen(resource, _TABLE if is_table else _OTHER, f"resources{_label(resource, index)}")
    faults = faults or list(_out_of_step(package["resources"], folder))
    return [Problem(place, fault, remedy) for fault, remedy in faults]


def _misshapen(value: Any, shape: Any, where: str) -> Iterator[tuple[str, str]]:
    kind = shape if isinstance(shape, type) else type(shape)
    if not isinstance(value, kind):
        yield f"{f'`{where}`' if where else 'the whole'} is `{str(value)[:40]}`", f"expected {_WORDS[kind]}"
    elif isinstance(shape, list):
        for index, item in enumerate(value):
            yield from _misshapen(item, shape[0], f"{where}{_label(item, index)}")
    elif isinstance(shape, dict):
        for key, part in shape.items():
            name = key.rstrip("?")
            inner = f"{where}.{name}".lstrip(".")
            if name in value:
                yield from _misshapen(value[name], part, inner)
            elif name == key:
                yield f"`{inner}` is missing", f"expected {_WORDS[part if isinstance(part, type) else type(part)]}"


def _label(item: Any, index: int) -> str:
    """How an item of a list is called: by its name where it has one, else by its number, the first being 1."""
    return f"[{item.get('name', index + 1) if isinstance(item, dict) else index + 1}]"


def _out_of_step(resources: Sequence[Mapping[str, Any]], folder: Path) -> Iterator[tuple[str, str]]:
    for key in ("name", "path"):
        for value, count in Counter(resource[key] for resource in resources).items():
            if count > 1:
                yield f"{count} resources have the {key} `{value}`", "keep one"
    described = {resource["path"] for resource in resources}
    for path in sorted((folder / "evidence").glob("*.*")):
        if not path.name.startswith(".") and f"evidence/{path.name}" not in described:
            yield f"no resource describes evidence/{path.name}", "add one to `resources`"
    for resource in resources:
        path, name = folder / resource["path"], f"the resource `{resource['name']}`"
        if not path.is_file():
            yield f"{name} describes {resource['path']}, which is not there", "remove the resource, or restore the file"
        elif path.suffix == ".csv":
            yield from _columns_out_of_step(name, resource, path)


def _columns_out_of_step(name: str, resource: Mapping[str, Any], path: Path) -> Iterator[tuple[str, str]]:
    """A table's own columns against those that its schema has."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            columns = next(csv.reader(lines), [])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        yield f"{resource['path']} cannot be read: {error}", "save it as CSV, UTF-8"
        return
    fields = [field["name"] for field in resource["schema"]["fields"]]
    lacking = ", ".join(column for column in columns if column not in fields)
    beyond = ", ".join(field for field in fields if field not in columns)
    parts = ([f"lacks {lacking}"] if lacking else []) + ([f"has {beyond}, which the table has not"] if beyond else [])
    if columns != fields:
        fault = " and ".join(parts) or f"has its columns in another order: {', '.join(fields)}"
        yield f"{name} {fault}", f"the table's are {', '.join(columns)}"


def render(package: Mapping[str, Any]) -> str:
    """The codebook as a page in Markdown.

    >>> empty = {"title": "Codebook", "description": "Of nothing.", "sections": [], "sharedFields": [], "resources": []}
    >>> render(empty).splitlines()[2:5]
    ['# Codebook', '', 'Of nothing.']
    """
    blocks = [RENDERED, f"# {package['title']}", *_prose(package["description"])]
    for section in package["sections"]:
        blocks += [f"## {section['title']}", *_prose(section["text"])]
    shared = [(_ticked(entry["names"]), entry["description"], entry["values"]) for entry in package["sharedFields"]]
    names = {name for entry in package["sharedFields"] for name in entry["names"]}
    blocks += ["## What all tables share", _grid(("column", "meaning", "allowed values"), shared), "## The tables"]
    blocks += [block for table in package["resources"] if "schema" in table for block in _table(table, names)]
    for resource in [resource for resource in package["resources"] if "schema" not in resource]:
        blocks += [f"## `{Path(resource['path']).name}`: {resource['title']}", *_prose(resource.get("description", ""))]
        members = [(_ticked(member["names"]), member["description"]) for member in resource.get("members", [])]
        blocks += [_grid(("field", "meaning"), members)] if members else []
        blocks += _prose(resource.get("notes", ""))
    return "\n\n".join(blocks) + "\n"


def _table(resource: Mapping[str, Any], shared: Collection[str]) -> Iterator[str]:
    yield f"### `{Path(resource['path']).name}`: {resource['title']}"
    terms = "; ".join(licence["title"] for licence in resource["licenses"])
    yield from _prose(f"{resource.get('description', '')} Licence: {terms}.".strip())
    yield _grid(("column", "meaning", "allowed values"), list(_columns(resource["schema"]["fields"], shared)))
    traps = resource.get("traps", [])
    if len(traps) == 1:
        yield from _prose(f"Traps: {traps[0]}")
    elif traps:
        yield "Traps:\n\n" + "\n".join(_wrapped(f"- {trap}", "  ") for trap in traps)
    yield from _prose(f"Looked for and not found: {resource['missing']}" if resource.get("missing") else "")


def _columns(fields: Sequence[Mapping[str, Any]], shared: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The columns, neighbours that mean the same in one line; what all tables share is not told again."""
    lines: list[tuple[list[str], str, str]] = []
    for field in fields:
        name, meaning, values = field["name"], field.get("description", ""), _values(field)
        if not meaning and name in shared and name != "unit":
            meaning, values = "as above", ""
        if lines and meaning and lines[-1][1:] == (meaning, values):
            lines[-1][0].append(name)
        else:
            lines.append(([name], meaning, values))
    return ((_ticked(names), meaning, values) for names, meaning, values in lines)


def _values(field: Mapping[str, Any]) -> str:
    """What may stand in a column: as described, else the words of its constraint."""
    told = field.get("values") or _ticked(field.get("constraints", {}).get("enum", []))
    return told or {"number": "number", "integer": "whole number"}.get(field.get("type", ""), "")


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
