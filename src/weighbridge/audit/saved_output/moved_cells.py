"""Which cells differ between two tables of plotted figures: by their row, their column, and both values."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

_NAMED = 5  # cells that are named
_LONG = 60  # characters of a cell
Cells = Mapping[str, str]


def moved_cells(saved: str, today: str) -> list[str]:
    """The cells that differ, the first few, and how many more; nothing where the tables are alike.

    A row is called by its texts. Rows that only one of the tables has are named as such.

    >>> moved_cells("series,low\\nyard,72\\nport,248\\n", "series,low\\nyard,73\\nport,248\\n")
    ['in row 1 (yard), `low`: saved “72”, today “73”']
    >>> moved_cells("series,low\\nyard,72\\n", "series,low\\nyard,72\\nport,248\\n")
    ['row 2 (port) was not there: low “248”']
    """
    found = list(_moved(_rows(saved), _rows(today)))
    more = [f"and {len(found) - _NAMED} more"] if len(found) > _NAMED else []
    return [*found[:_NAMED], *more]


def _rows(text: str) -> list[Cells]:
    return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(text.splitlines())]


def _moved(saved: Sequence[Cells], today: Sequence[Cells]) -> Iterator[str]:
    """What differs, in the order of the rows; rows are matched by their texts, since numbers are what moves."""
    heads = [tuple(rows[0]) if rows else () for rows in (saved, today)]
    if heads[0] != heads[1]:
        yield f"the columns were {', '.join(heads[0]) or 'none'}, and are {', '.join(heads[1]) or 'none'}"
        return
    names = [[_texts(row) for row in rows] for rows in (saved, today)]
    for kind, a, b, c, d in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        alike = b - a == d - c  # as many rows: each stands for the one in its place, whose texts may have changed
        if kind == "equal" or alike:
            for at in range(b - a):
                yield from _of_row(c + at + 1, saved[a + at], today[c + at])
            continue
        for row, at in ((saved, range(a, b)), (today, range(c, d))):
            yield from (_whole(one + 1, row[one], "is gone" if row is saved else "was not there") for one in at)


def _of_row(number: int, saved: Cells, today: Cells) -> Iterator[str]:
    for column, value in saved.items():
        if value != today[column]:
            yield f"in row {number}{_called(today)}, `{column}`: saved {_quoted(value)}, today {_quoted(today[column])}"


def _whole(number: int, row: Cells, what: str) -> str:
    numbers = ", ".join(f"{column} {_quoted(value)}" for column, value in row.items() if _is_number(value))
    return f"row {number}{_called(row)} {what}{': ' * bool(numbers)}{numbers}"


def _texts(row: Cells) -> tuple[str, ...]:
    return tuple(value for value in row.values() if value and not _is_number(value))


def _called(row: Cells) -> str:
    first = next(iter(_texts(row)), "")
    return f" ({_cut(first)})" if first else ""


def _quoted(text: str) -> str:
    return f"“{_cut(text)}”" if text else "nothing"


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
