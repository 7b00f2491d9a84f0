"""The dialect of a table: how its file separates columns and writes numbers, as a ``datapackage.json`` declares it.

The words are those of the standard: ``dialect.delimiter`` (Frictionless Table Dialect), and of a field ``decimalChar``
and ``groupChar`` (Table Schema). Beyond it a field has ``unit`` or ``unitColumn``, where the unit of its figures is not
that of their row. A case declares its own tables in a ``datapackage.json`` beside ``case.yaml``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..base import LEADS_OUT, RemediedError, lies_within, named, read_json, regular, shown
from .figures import NumberFormat

PACKAGE_FILE = "datapackage.json"
COMMA = ","
_ONE_SIGN = re.compile(r'[^\w"\r\n]')
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


class DialectError(RemediedError):
    """A declaration of a dialect that cannot be used."""


@dataclass(frozen=True)
class Dialect:
    """How a table is written, and where that is declared or would be.

    Attributes:
        resource: what the table is called in its package.
        package: the file that describes it, or that would.
        described: whether the package has the table among its resources.
        exists: whether there is such a package.
        path: the table's own file, as the package names it.
        fields: the columns that the package describes.
        units: for a column with a unit of its own, the unit, or nothing and the column that gives the unit of each row.
    """

    resource: str
    package: Path
    path: str
    exists: bool = False
    described: bool = False
    delimiter: str = COMMA
    formats: Mapping[str, NumberFormat] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def to_declare_delimiter(self, delimiter: str) -> str:
        """What to write where, so that the columns are read as separated by a sign.

        >>> one = Dialect("prices", Path("datapackage.json"), "evidence/prices.csv", exists=True, described=True)
        >>> one.to_declare_delimiter(";")
        'write in the resource `prices` of datapackage.json: `"dialect": {"delimiter": ";"}`'
        """
        said = {"dialect": {"delimiter": delimiter}}
        return self._within(said) if self.described else self._anew(said)

    def to_declare_signs(self, column: str, decimal: str, group: str) -> str:
        """What to write where, so that a column is read with a sign for decimals and one between groups of digits."""
        signs = {"decimalChar": decimal, "groupChar": group}
        one = {"name": column, "type": "number", **signs}
        if column in self.fields:
            return f"write in the field `{column}` of `{self.resource}` in {shown(self.package)}: `{_inner(signs)}`"
        if self.fields:
            return f"add to the `fields` of `{self.resource}` in {shown(self.package)}: `{_json(one)}`"
        said = {"schema": {"fields": [one]}}
        return self._within(said) if self.described else self._anew(said)

    def _within(self, said: Mapping[str, Any]) -> str:
        return f"write in the resource `{self.resource}` of {shown(self.package)}: `{_inner(said)}`"

    def _anew(self, said: Mapping[str, Any]) -> str:
        """A resource for the table, in a package that there is or in a new one."""
        resource = {"name": self.resource, "path": self.path, **said}
        if self.exists:
            return f"add to `resources` in {shown(self.package)}: `{_json(resource)}`"
        return f"write into a new file {shown(self.package)}: `{_json({'resources': [resource]})}`"


def find_dialect(table: Path, packages: dict[Path, list[Mapping[str, Any]]] | None = None) -> Dialect:
    """The dialect of a table from the package that describes it, in its own folder or in the one above; else commas.

    Args:
        packages: the resources of packages that were read, which those read now are added to.

    Raises:
        DialectError: the package is no JSON, or declares something that is no separator or no sign.
    """
    known = {} if packages is None else packages
    beside = table.parent.parent / PACKAGE_FILE
    found = Dialect(table.stem, beside, f"{table.parent.name}/{table.name}", beside.is_file())
    for package in (table.parent / PACKAGE_FILE, beside):
        if not package.is_file():
            continue
        if not lies_within(package, package.parent):
            raise DialectError(f"{named(package)}: {LEADS_OUT}", "put the file itself there")
        path = table.relative_to(package.parent).as_posix()
        found = Dialect(table.stem, package, path, exists=True)
        if package not in known:
            known[package] = _resources(package)
        for resource in known[package]:
            if path in _paths(resource):
                return _declared(resource, package, path)
    return found


def _declared(resource: Mapping[str, Any], package: Path, path: str) -> Dialect:
    name, schema = str(resource.get("name", Path(path).stem)), resource.get("schema")
    listed = schema.get("fields") if isinstance(schema, Mapping) else None
    fields = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    try:
        delimiter = _delimiter(resource.get("dialect") or {})
        formats = dict(_formats(fields))
    except DialectError as error:
        found = f"{shown(package)}: the resource `{name}` {error.message}"
        raise DialectError(found, error.remedy) from None
    names = tuple(str(one.get("name")) for one in fields)
    return Dialect(name, package, path, True, True, delimiter, formats, names, dict(_units(fields)))


def _delimiter(dialect: Any) -> str:
    if not isinstance(dialect, Mapping):
        found = f"has as `dialect` `{str(dialect)[:40]}`, expected a mapping"
        raise DialectError(found, 'write it out, as in `"dialect": {"delimiter": ";"}`')
    return _sign(dialect, "delimiter", COMMA)


def _formats(fields: list[Mapping[str, Any]]) -> Iterator[tuple[str, NumberFormat]]:
    """The signs of every column of which a field declares any; a decimal sign that is not declared is a point."""
    for one in fields:
        if "decimalChar" in one or "groupChar" in one:
            column = str(one.get("name"))
            signs = [_sign(one, key, default) for key, default in (("decimalChar", "."), ("groupChar", ""))]
            if signs[0] == signs[1]:
                found = f"has `{signs[0]}` in `{column}` for decimals and for groups of digits"
                raise DialectError(found, "declare `decimalChar` and `groupChar`, two different signs")
            yield column, NumberFormat(*signs)


def _units(fields: list[Mapping[str, Any]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The columns of which a field declares the unit, or the column in which that of each row stands."""
    for one in fields:
        if "unit" in one or "unitColumn" in one:
            yield str(one.get("name")), (str(one.get("unit", "")), str(one.get("unitColumn", "")))


def _sign(declared: Mapping[str, Any], key: str, default: str) -> str:
    sign = declared.get(key, default)
    if sign != default and not (isinstance(sign, str) and _ONE_SIGN.fullmatch(sign)):
        expected = '"\\t" for a tab, or another sign' if key == "delimiter" else '"." or another sign'
        raise DialectError(f"has as `{key}` `{str(sign)[:40]}`, expected one sign", f"write {expected}")
    return str(sign)


def _resources(package: Path) -> list[Mapping[str, Any]]:
    try:
        content = read_json(regular(package).read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        found = f"{shown(package)}:{error.lineno} is no JSON: {error.msg}"
        raise DialectError(found, "mend it there: look for a comma or a quotation mark") from None
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or str(error)[:80]
        if isinstance(error, (UnicodeDecodeError, RecursionError)):
            why = "it is not text in UTF-8" if isinstance(error, ValueError) else "it is nested too deep"
        raise DialectError(f"{shown(package)} cannot be read: {why}", "save it as JSON, UTF-8") from None
    resources = content.get("resources") if isinstance(content, Mapping) else None
    if not isinstance(resources, list):
        remedy = 'write `{"resources": [{"name": ..., "path": ...}]}`'
        raise DialectError(f"{shown(package)} has no list `resources`", remedy)
    return [resource for resource in resources if isinstance(resource, Mapping)]


def _paths(resource: Mapping[str, Any]) -> list[str]:
    """The paths of a resource: one, or several where its table is in parts."""
    path = resource.get("path")
    given = path if isinstance(path, list) else [path]
    return [one.removeprefix("./") for one in given if isinstance(one, str)]


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)


def _inner(content: Mapping[str, Any]) -> str:
    """The members of an object, without its braces: what is added to one that stands there."""
    return _json(content)[1:-1]
