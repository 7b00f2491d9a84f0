"""The figures of a case as they stand in its file and in the raw tables, read a second way: as plain text."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from .plain_hedges import ends_with_hedge
from .plain_units import OneRoute, PlainUnits

Ends = tuple[Fraction, Fraction]
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_MONTH = re.compile(r"\d{4}-\d{2}")
TOPICS, LIBRARY = "topics", "library"


class RawValues:
    """The figures of a case's file, as ends in root units.

    Args:
        data: the case file as it was read: texts by their keys.
        folders: of the tables that it draws on, its own first.
    """

    def __init__(self, data: Mapping[str, Any], folders: Sequence[Path]) -> None:
        self.data, self.folders = data, folders
        self.tables: dict[str, list[dict[str, str]]] = {}

    @cached_property
    def units(self) -> PlainUnits:
        """The units, with those that the case declares."""
        return PlainUnits(self.data.get("units") or {})

    def claim(self, name: str, reading: str | None) -> Ends:
        """The number of a claim, or of one of its readings."""
        entry = self._entry("claims", name)
        readings = entry.get("readings")
        if readings:
            entry = readings.get(reading) or {}
        return self._amount(entry)

    def hedged(self, name: str, reading: str | None) -> Ends:
        """Between which ends the number of a claim may lie, by the word before it.

        Raises:
            OneRoute: the claim is one that this route cannot read.
        """
        whole = self._entry("claims", name)
        entry = (whole.get("readings") or {}).get(reading) or whole
        text, cue = entry.get("value"), entry.get("hedge", whole.get("hedge"))
        beside = {"rounded_to", "is_a", "hedge_width", "width", "room"} & {*whole, *entry}
        if not (isinstance(text, str) and isinstance(cue, str)) or beside or "times" in entry:
            raise OneRoute("a number without a word before it, or with more than that")
        return ends_with_hedge(text, cue, self.units)

    def evidence(self, name: str) -> Ends:
        """The figure of a piece of evidence: of a row of a table, of the library, or cited in the case."""
        entry = self._entry("evidence", name)
        if isinstance(entry.get("table"), str):
            row = self._row(entry["table"], {key: self._asked(value) for key, value in entry.get("where", {}).items()})
            return self._cell(row, entry.get("column") or "", row.get("unit"))
        if isinstance(entry.get("library"), str):
            return self._of_library(entry)
        return self._amount(entry)

    def parameters(self, name: str) -> tuple[str, dict[str, Ends]]:
        """The kind of an assumption and its parameters; those taken from evidence have the figure of that.

        Raises:
            OneRoute: the assumption is one that this route cannot read.
        """
        entry = self._entry("assumptions", name)
        kinds = [key for key in entry if isinstance(entry[key], dict) and key not in ("shape", "composition")]
        if len(kinds) != 1 or kinds[0] == "empirical":
            raise OneRoute("an assumption that is a list, a sample or a mix")
        return kinds[0], {key: self._parameter(value) for key, value in entry[kinds[0]].items()}

    def _parameter(self, given: Any) -> Ends:
        if isinstance(given, dict) and given.get("evidence"):
            return self.evidence(given["evidence"])
        return self._amount(given if isinstance(given, dict) else {"value": given})

    def _entry(self, section: str, name: str) -> Mapping[str, Any]:
        entry = (self.data.get(section) or {}).get(name)
        if isinstance(entry, str):
            return {"value": entry}
        if not isinstance(entry, dict):
            raise OneRoute("not written by itself in the case")
        return entry

    def _amount(self, entry: Mapping[str, Any]) -> Ends:
        value = entry.get("value")
        if not isinstance(value, str):
            raise OneRoute("a number that is not written as one text")
        return self.units.amount(value)

    def _asked(self, value: str) -> str:
        """What a column is asked for; the month of an event is that of its preferred day."""
        event, dot, part = str(value).partition(".")
        candidates = (self.data.get("events") or {}).get(event, {}).get("candidates", {}) if dot else {}
        for one in candidates.values():
            if str(one.get("preferred")).lower() == "true" and part in ("month", "date", "year"):
                return str(one["date"])[: {"year": 4, "month": 7, "date": 10}[part]]
        return str(value)

    def _rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a raw table, read as commas and lines and nothing more."""
        if table not in self.tables:
            path = next((one for folder in self.folders if (one := folder / f"{table}.csv").is_file()), None)
            if path is None:
                raise OneRoute(f"the table {table[:40]}")
            with path.open(encoding="utf-8-sig", newline="") as lines:
                self.tables[table] = list(csv.DictReader(lines))
        return self.tables[table]

    def _row(self, table: str, where: Mapping[str, str]) -> dict[str, str]:
        found = [row for row in self._rows(table) if all(row.get(key) == value for key, value in where.items())]
        if len(found) != 1:
            raise OneRoute(f"a row of {table[:40]}")
        return found[0]

    def _cell(self, row: Mapping[str, str], column: str, unit: str | None) -> Ends:
        text = row.get(column) or ""
        if not unit or not _PLAIN.fullmatch(text):
            raise OneRoute(f"a cell of the column {column[:40]}")
        value = Fraction(text) * self.units.factor(unit)
        return value, value

    def _of_library(self, entry: Mapping[str, Any]) -> Ends:
        topic = self._row(TOPICS, {"topic": entry["library"]})
        table, date = topic["table"], str(entry.get("date") or "")
        if topic["column"]:
            if not _MONTH.fullmatch(date):
                raise OneRoute("a mean over a year of a series")
            return self._cell(self._row(table, {"month": date}), topic["column"], topic["unit"])
        row = self._row(table, {"key": entry["row"]} if entry.get("row") else {"topic": entry["library"], "date": date})
        column = entry.get("column") or "low"
        if column == "low" and not entry.get("column") and row.get("low") != row.get("high"):
            raise OneRoute("a range of the library")
        return self._cell(row, column, row.get("unit") or topic["unit"])
