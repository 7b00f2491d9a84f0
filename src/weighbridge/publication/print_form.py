"""Rows as they are printed: numbers to the digits that a reader needs, their units in the heads.

Where all numbers of a column have one unit, it stands in the head, or where rows stand together below a line of their
own, in that line. Where they have not, it has a column behind them. A column that is empty in all rows is left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..text import DIGITS, EXACT_DIGITS, apart, own_digits, phrase
from .columns import Column, Holds

Cells = Mapping[str, Any]


@dataclass(frozen=True)
class Head:
    """The head of a printed column.

    Attributes:
        is_number: whether its cells are numbers, which stand one decimal point below the other.
        is_wide: whether its texts need room for several lines.
    """

    text: str
    is_number: bool = False
    is_wide: bool = False


@dataclass(frozen=True)
class Group:
    """Rows that stand together, below a line that says what they have in common; it is empty where there is none."""

    title: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Printed:
    """A table as it is printed: its heads, and its rows as texts, in groups."""

    heads: list[Head]
    groups: list[Group]


def printed(
    columns: Sequence[Column], rows: Sequence[Cells], digits: Sequence[Mapping[str, int]], grouped_by: str = ""
) -> Printed:
    """A table as it is printed.

    Args:
        digits: for each row the significant digits of those columns that have not the usual ones.
        grouped_by: the column of which rows with one text stand together.
    """
    texts = [_texts(columns, row, own) for row, own in zip(rows, digits, strict=True)]
    shown = [column for column in columns if column.head and any(text[column.name] for text in texts)]
    shown = shown or [column for column in columns if column.head]
    together = [list(each) for _, each in groupby(range(len(rows)), lambda at: rows[at].get(grouped_by))]
    units = _units_apart(shown, rows, together)
    places = _places(shown, units)
    groups = [
        Group(
            _title(rows[each[0]], shown, grouped_by, units),
            [[_cell(place, texts[at], rows[at]) for place in places] for at in each],
        )
        for each in together
    ]
    return Printed([_head(place, shown, rows, grouped_by, units) for place in places], groups)


def unit_words(unit: str) -> str:
    """A unit as it stands in a head, without signs: ``tonnes a truck``, ``US dollars a tonne``."""
    return phrase(unit, signs=False).many


def _texts(columns: Sequence[Column], row: Cells, digits: Mapping[str, int]) -> dict[str, str]:
    """Every cell of a row as text, by its column; numbers of one unit are told apart from each other."""
    texts = {column.name: _text(row.get(column.name)) for column in columns}
    numbers = [one for one in columns if one.holds == Holds.NUMBER and row.get(one.name) is not None]
    for _, several in groupby(numbers, lambda one: one.unit):
        held = list(several)
        values = [row[one.name] for one in held]
        lengths = [digits.get(one.name) or _digits(one, value) for one, value in zip(held, values, strict=True)]
        texts |= {one.name: text for one, text in zip(held, apart(values, lengths), strict=True)}
    return {**texts, **{one.name: _range(one, row, texts) for one in columns if one.range_to}}


def _digits(column: Column, value: float) -> int:
    """The significant digits of a number in print, where its row has no others."""
    if not math.isfinite(value):
        return DIGITS
    return EXACT_DIGITS if column.is_as_written else own_digits(value) if column.is_either else DIGITS


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _range(column: Column, row: Cells, texts: Mapping[str, str]) -> str:
    """Both ends of a range; nothing where there is none, or where the number is all of it."""
    low, high = texts[column.name], texts[column.range_to]
    if not low or row[column.name] == row[column.range_to]:
        return ""
    return f"{low} to {high}"


def _units_apart(shown: Sequence[Column], rows: Sequence[Cells], together: Sequence[Sequence[int]]) -> set[str]:
    """The columns of units that need a column in print, since units differ among rows that stand together."""
    return {
        column.unit
        for column in shown
        for each in together
        if column.unit and len({rows[at][column.unit] for at in each if rows[at].get(column.unit)}) > 1
    }


def _places(shown: Sequence[Column], units: set[str]) -> list[Column | str]:
    """The printed columns in their order; a column of units stands, by its name, behind the last that it is of."""
    places: list[Column | str] = []
    for at, column in enumerate(shown):
        places.append(column)
        if column.unit in units and all(other.unit != column.unit for other in shown[at + 1 :]):
            places.append(column.unit)
    return places


def _head(
    place: Column | str, shown: Sequence[Column], rows: Sequence[Cells], grouped_by: str, units: set[str]
) -> Head:
    if isinstance(place, str):
        return Head("Unit")
    is_number = place.holds in (Holds.NUMBER, Holds.COUNT) and not place.range_to
    unit = next((row[place.unit] for row in rows if place.unit and row.get(place.unit)), "")
    in_head = unit and place.unit not in units and not _in_title(place, shown, grouped_by)
    text = f"{place.head} ({unit_words(unit)})" if in_head and not place.range_to else place.head
    return Head(text, is_number, place.is_wide)


def _in_title(column: Column, shown: Sequence[Column], grouped_by: str) -> bool:
    """Whether the unit of a column stands in the line above rows: that of the first column with a unit does."""
    first = next((other.unit for other in shown if other.unit), "")
    return bool(grouped_by) and column.unit == first


def _title(row: Cells, shown: Sequence[Column], grouped_by: str, units: set[str]) -> str:
    """The line above rows that stand together, with the unit of their numbers."""
    if not grouped_by:
        return ""
    named = next((other.unit for other in shown if other.unit), "")
    unit = unit_words(row[named]) if named and named not in units and row.get(named) else ""
    return f"{row[grouped_by]} (in {unit})" if unit else str(row[grouped_by])


def _cell(place: Column | str, texts: Mapping[str, str], row: Cells) -> str:
    return unit_words(row[place]) if isinstance(place, str) else texts[place.name]
