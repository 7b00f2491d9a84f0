"""The description of the evidence, ``datapackage.json`` (Data Package, version 2), held against the files beside it.

What is said of a table is said there and nowhere else. Beyond the properties of the standard the package has
``sections`` of prose and ``sharedFields``, a field ``values`` (what may stand in it, in words) and ``unit`` or
``unitColumn`` (the unit of its figures, where it is not that of the row), a table ``traps`` and ``missing`` (what was
looked for and not found), a file that is not a table ``members`` and ``notes``. The models hold what the codebook
needs; the rest of the standard is left to its own validators.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError

from ..base import CaseError, Place, Problem, read_json, regular
from .dialect import COMMA, PACKAGE_FILE

PAGE = "README.md"  # which is rendered from the package

_ABSENT: Any = object()
_WORDS = {
    **{"string_type": "text", "list_type": "a list", "model_type": "a mapping of names"},
    **dict.fromkeys(("string_too_short", "string_too_long"), "one sign"),
}


def _required() -> Any:
    """A field that has to be there: what is absent is validated too, so that the message says what was expected."""
    return Field(default=_ABSENT, validate_default=True)


class _Part(BaseModel):
    """A part of the description; what it has beyond these fields is left to others."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Constraints(_Part):
    """What a column may hold: of the standard's constraints the one that the codebook shows."""

    enum: list[Any] = []


class Column(_Part):
    """A column of a table: its name, its type, its meaning, what may stand in it, and how it writes numbers.

    ``unit`` is that of all its figures, ``unitColumn`` the column that gives the unit of each; without either a figure
    is in the unit of its row.
    """

    name: str = _required()
    type: str = _required()
    description: str = ""
    values: str = ""
    decimalChar: str = ""
    groupChar: str = ""
    unit: str = ""
    unitColumn: str = ""
    constraints: Constraints = Constraints()


class Schema(_Part):
    """The columns of a table, in their order, and those by which a row is known."""

    fields: list[Column] = _required()
    primaryKey: list[str] = []


class Separators(_Part):
    """How a table separates its columns (Table Dialect): by commas where nothing is said."""

    delimiter: str = Field(default=COMMA, min_length=1, max_length=1)


class Licence(_Part):
    """Terms of a table."""

    title: str = _required()


class Resource(_Part):
    """A file of the evidence."""

    name: str = _required()
    path: str = _required()
    title: str = _required()
    description: str = ""


class Table(Resource):
    """A file that is a table: its terms and columns, what to beware of, and what was looked for and not found."""

    licenses: list[Licence] = _required()
    columns: Schema = Field(default=_ABSENT, validate_default=True, alias="schema")
    dialect: Separators = Separators()
    traps: list[str] = []
    missing: str = ""

    @property
    def column_names(self) -> list[str]:
        """The names of its columns, in their order."""
        return [column.name for column in self.columns.fields]

    @property
    def figures(self) -> list[str]:
        """The columns of figures in the unit of their row: what a table is for, and not what it was worked out from."""
        numbers = [column for column in self.columns.fields if column.type in ("number", "integer")]
        return [column.name for column in numbers if not (column.unit or column.unitColumn)]


class Member(_Part):
    """Names that stand in a file that is not a table, and what they mean."""

    names: list[str] = _required()
    description: str = _required()


class Other(Resource):
    """A file that is not a table."""

    members: list[Member] = []
    notes: str = ""


class Section(_Part):
    """A section of prose."""

    title: str = _required()
    text: str = _required()


class SharedField(_Part):
    """Columns that all tables share."""

    names: list[str] = _required()
    description: str = _required()
    values: str = _required()


def _form(resource: Any) -> str:
    is_table = isinstance(resource, dict) and str(resource.get("path", "")).endswith(".csv")
    return "table" if is_table else "other"


class Package(_Part):
    """All that is said of the evidence."""

    title: str = _required()
    description: str = _required()
    sections: list[Section] = _required()
    sharedFields: list[SharedField] = _required()
    resources: list[
        Annotated[Annotated[Table, Tag("table")] | Annotated[Other, Tag("other")], Discriminator(_form)]
    ] = _required()


def read_package(folder: Path, shown: str, tables: str = "evidence") -> Package:
    """The description of a data folder, in step with its tables.

    Args:
        folder: where the package is.
        shown: the folder as messages show it.
        tables: the folder of the tables within it; ``.`` where they stand beside the package.

    Raises:
        CaseError: it is no JSON, lacks what the page needs, or is out of step with the tables; all of it at once.
    """
    name = f"{shown}/{PACKAGE_FILE}"
    try:
        content = read_json(regular(folder / PACKAGE_FILE).read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise CaseError([Problem(Place(name, error.lineno), f"is no JSON: {error.msg}", "mend it there")]) from None
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or error
        raise CaseError([Problem(Place(name), f"cannot be read: {why}", "restore it from the project")]) from None
    package = parse_package(content, Place(name))
    if problems := check(package, folder, Place(name), tables):
        raise CaseError(problems)
    return package


def parse_package(content: Any, place: Place) -> Package:
    """The description from the content of its file.

    Raises:
        CaseError: it lacks something, or something in it has another form; all of it at once.

    >>> parse_package({"title": "Codebook", "resources": []}, Place("datapackage.json"))
    Traceback (most recent call last):
    ...
    weighbridge.base.errors.CaseError: datapackage.json: `description` is missing; expected text
    datapackage.json: `sections` is missing; expected a list
    datapackage.json: `sharedFields` is missing; expected a list
    """
    try:
        return Package.model_validate(content)
    except ValidationError as error:
        problems = []
        for details in error.errors(include_url=False):
            where, found = _where(content, details["loc"]), details["input"]
            fault = "is missing" if found is _ABSENT else f"is `{str(found)[:40]}`"
            expected = f"expected {_WORDS.get(details['type'], 'text')}"
            problems.append(Problem(place, f"{f'`{where}`' if where else 'the whole'} {fault}", expected))
        raise CaseError(problems) from None


def _where(content: Any, steps: Sequence[int | str]) -> str:
    """The place of a part, its items called by their names, where they have one, else by numbers from 1."""
    where, at = "", content
    for step in steps:
        if isinstance(at, list) and isinstance(step, int):
            at = at[step]
            where += f"[{at.get('name', step + 1) if isinstance(at, dict) else step + 1}]"
        elif isinstance(at, dict) and step not in ("table", "other"):  # the tag of a form is not a step of the content
            key = "schema" if step == "columns" else str(step)  # what is absent goes by the name of its field
            at = at.get(key)
            where += f".{key}"
    return where.lstrip(".")


def check(package: Package, folder: Path, place: Place, tables: str = "evidence") -> list[Problem]:
    """Whatever in a package is out of step with the files of the folder of its tables."""
    return [Problem(place, fault, remedy) for fault, remedy in _out_of_step(package.resources, folder, tables)]


def _out_of_step(resources: Sequence[Resource], folder: Path, tables: str) -> Iterator[tuple[str, str]]:
    for key, given in (("name", [one.name for one in resources]), ("path", [one.path for one in resources])):
        for value, count in Counter(given).items():
            if count > 1:
                yield f"{count} resources have the {key} `{value}`", "keep one"
    described = {resource.path for resource in resources}
    for path in sorted((folder / tables).glob("*.*")):
        name = path.relative_to(folder).as_posix()
        if not path.name.startswith(".") and name not in (*described, PACKAGE_FILE, PAGE):
            yield f"no resource describes {name}", "add one to `resources`"
    for resource in resources:
        path, name = folder / resource.path, f"the resource `{resource.name}`"
        if not path.is_file():
            yield f"{name} describes {resource.path}, which is not there", "remove the resource, or restore the file"
        elif isinstance(resource, Table):
            yield from _columns_out_of_step(name, resource, path)


def _columns_out_of_step(name: str, table: Table, path: Path) -> Iterator[tuple[str, str]]:
    """A table's own columns against those that its schema has."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            columns = next(csv.reader(lines, delimiter=table.dialect.delimiter), [])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        yield f"{table.path} cannot be read: {error}", "save it as CSV, UTF-8"
        return
    fields = [field.name for field in table.columns.fields]
    lacking = ", ".join(column for column in columns if column not in fields)
    beyond = ", ".join(field for field in fields if field not in columns)
    parts = ([f"lacks {lacking}"] if lacking else []) + ([f"has {beyond}, which the table has not"] if beyond else [])
    if columns != fields:
        fault = " and ".join(parts) or f"has its columns in another order: {', '.join(fields)}"
        yield f"{name} {fault}", f"the table's are {', '.join(columns)}"
