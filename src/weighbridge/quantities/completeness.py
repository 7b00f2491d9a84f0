"""What is missing or wrong in the tables of a language, each with its file, its line and what to write instead.

A language is read as far as its tables go: a role that nobody filled reads nothing and says nothing. So that this does
not stay unseen, a folder is looked through here, and a test holds every folder of the kit to it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ..base import RemediedError, suggestion
from ..text import hedge, unit_names
from .language import FOLDER, RATES, LanguageError, unit_parts
from .mention import Doubt

COLUMNS = {
    "language": ("key", "value"),
    "numbers": ("words", "value", "role", "cue", "note"),
    "cues": ("words", "cue", "place", "note"),
    "units": ("forms", "unit", "doubt", "others", "note"),
    "words": ("role", "forms", "note"),
    "things": ("thing", "forms"),
}
FACTS = ("name", "script", "decimal", "groups", "direction", "frequent", "head")
NUMBER_ROLES = ("unit", "teen", "ten", "scale", "fraction", "collective", "counting", "and")  # each language has these
OTHER_NUMBER_ROLES = (
    *("hundred", "hundreds", "scales", "scales of", "multiple", "suffix", "article", "one", "minus", "point"),
)
COUNTED = ("unit", "one", "teen", "ten", "hundred", "hundreds", "scale")  # roles whose words are whole numbers
MONTHS = tuple(f"month {number}" for number in range(1, 13))
WORD_ROLES = (
    *("between", "and", "from", "to", "or", "dash", "per", "each", *RATES, "the", "of", "total", "by", "reached"),
    *("rise", "fall", "times", "numbered", "aged", "old", "clock", "year before"),
    *("era", "stop", "abbreviation", *MONTHS),
)
WHOLE = (*range(21), *range(30, 91, 10), 1000, 10**6, 10**9)  # numbers that have words of their own everywhere
LEAST_CUES, LEAST_THINGS = 25, 120
UNITS = ("tonne", "kg", "g", "km", "m", "hectare", "litre", "barrel", "day", "month", "year", "hour", "percent", "USD")


@dataclass(frozen=True)
class Gap:
    """What is missing or wrong in a table.

    Attributes:
        file: the table, below ``languages/``: ``xx/cues.csv``.
        line: its line, 1 where the table as a whole lacks something.
        found: what is there.
        remedy: what to write instead.
    """

    file: str
    line: int
    found: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.found}; {self.remedy}"


@dataclass(frozen=True)
class _Table:
    """A table with the line of each of its rows, and its name for messages."""

    file: str
    rows: tuple[tuple[int, dict[str, str]], ...]

    def gap(self, line: int, found: str, remedy: str) -> Gap:
        return Gap(self.file, line, found, remedy)

    def forms(self, column: str) -> Iterator[tuple[int, dict[str, str], str]]:
        """Each form of a column with its line and its row."""
        for line, row in self.rows:
            for form in filter(None, (one.strip() for one in row[column].split(";"))):
                yield line, row, form


def gaps(folder: Path) -> tuple[Gap, ...]:
    """All that is missing or wrong in a language's folder; empty where it is complete.

    >>> gaps(FOLDER / "ar")
    ()
    """
    found: list[Gap] = []
    for name, columns in COLUMNS.items():
        table = _table(folder, name, columns)
        found += [table] if isinstance(table, Gap) else CHECKS[name](table)
    return tuple(found)


def _table(folder: Path, name: str, columns: tuple[str, ...]) -> _Table | Gap:
    """A table with its lines, or what stands in the way of reading it."""
    path, file = folder / f"{name}.csv", f"{folder.name}/{name}.csv"
    if not path.is_file():
        return Gap(file, 1, "the table is missing", f"write it with the columns {_listed(columns)}")
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            return Gap(file, 1, f"no column {_listed(missing)}", f"the first line reads {','.join(columns)}")
        rows = []
        for row in reader:
            if None in row or None in row.values():
                named = len(reader.fieldnames or ())
                remedy = "put a cell that holds a comma in double quotes, and leave no cell out"
                return Gap(file, reader.line_num, f"not the {named} cells that the first line names", remedy)
            rows.append((reader.line_num, row))
    return _Table(file, tuple(rows))


def _language(table: _Table) -> list[Gap]:
    facts = {row["key"]: (line, row["value"]) for line, row in table.rows}
    found = [table.gap(1, f"no row `{key}`", f"add `{key},…`") for key in FACTS if not facts.get(key, (1, ""))[1]]
    line, head = facts.get("head", (1, "first"))
    if head not in ("plural", "first", "capital"):
        found.append(table.gap(line, f"`head` is `{head}`", "write plural, first or capital"))
    line, decimal = facts.get("decimal", (1, "."))
    if decimal not in (".", ","):
        found.append(table.gap(line, f"`decimal` is `{decimal}`", "write `.` or `,`: the Arabic ٫ is always read"))
    return found


def _numbers(table: _Table) -> list[Gap]:
    found, known, roles = [], (*NUMBER_ROLES, *OTHER_NUMBER_ROLES), {row["role"] for _, row in table.rows}
    for line, row in table.rows:
        if row["role"] not in known:
            found.append(table.gap(line, f"no role `{row['role']}`", suggestion(row["role"], known)))
        found += _cue(table, line, row["cue"])
        if _fraction(row["value"]) is None:
            found.append(table.gap(line, f"`{row['value']}` is no number", "write digits or a fraction: 1000, 1/3"))
    found += [table.gap(1, f"no word of role `{role}`", "add one") for role in NUMBER_ROLES if role not in roles]
    counted = [row for _, row in table.rows if row["role"] in COUNTED]
    values = {_fraction(row["value"]) for row in counted}
    found += [table.gap(1, f"no word for {number}", "add one") for number in WHOLE if number not in values]
    if 100 not in values or not roles & {"hundred", "hundreds"}:
        found.append(table.gap(1, "no word for 100", "add one of role `hundred` or `hundreds`"))
    return found


def _cues(table: _Table) -> list[Gap]:
    found: list[Gap] = []
    for line, row in table.rows:
        found += _cue(table, line, row["cue"] or "an empty cell")
        if row["place"] not in ("before", "after"):
            found.append(table.gap(line, f"the place is `{row['place']}`", "write before or after"))
    count = sum(1 for _ in table.forms("words"))
    if count < LEAST_CUES:
        found.append(table.gap(1, f"{count} loosening words", f"at least {LEAST_CUES} are needed to read a newspaper"))
    return found + _twice(table, "words", ("cue",), ("place",))


def _units(table: _Table) -> list[Gap]:
    found, units = [], set()
    for line, row in table.rows:
        for unit in (row["unit"], *filter(None, row["others"].split(";"))):
            found += _unit(table, line, unit)
        units.add(row["unit"])
        if row["doubt"] and row["doubt"] not in {doubt.value for doubt in Doubt}:
            remedy = suggestion(row["doubt"], [doubt.value for doubt in Doubt])
            found.append(table.gap(line, f"no doubt `{row['doubt']}`", remedy))
    return found + [table.gap(1, f"no spelling of {unit}", "add one") for unit in UNITS if unit not in units]


def _unit(table: _Table, line: int, text: str) -> list[Gap]:
    """What is wrong with a unit: it must be one of ``units.txt``, or a thing that the English table has too."""
    try:
        _, unit, per = unit_parts(text)
    except LanguageError as error:
        return [table.gap(line, error.message, error.remedy)]
    known = {*unit_names(), *_units_elsewhere()}
    wrong = [one for one in (unit, per) if one and one.partition("**")[0].strip() not in known]
    return [table.gap(line, f"no unit `{one}`", suggestion(one, known)) for one in wrong]


def _units_elsewhere() -> set[str]:
    with (FOLDER / "en" / "units.csv").open(encoding="utf-8", newline="") as lines:
        return {part for row in csv.DictReader(lines) for part in unit_parts(row["unit"])[1:] if part}


def _words(table: _Table) -> list[Gap]:
    roles = {row["role"] for _, row in table.rows if row["forms"].strip()}
    return [table.gap(1, f"no word of role `{role}`", "add one") for role in WORD_ROLES if role not in roles]


def _things(table: _Table) -> list[Gap]:
    with FOLDER.with_name("things.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["thing"] for row in csv.DictReader(lines)}
    found = []
    for line, row in table.rows:
        if row["thing"] not in known:
            remedy = suggestion(row["thing"], known, otherwise="add it to things.csv, with what it is a kind of")
            found.append(table.gap(line, f"no thing `{row['thing']}`", remedy))
    if len(table.rows) < LEAST_THINGS:
        found.append(table.gap(1, f"{len(table.rows)} things", f"at least {LEAST_THINGS} are needed"))
    return found + _twice(table, "forms", ("thing",))


def _twice(table: _Table, column: str, meaning: tuple[str, ...], apart: tuple[str, ...] = ()) -> list[Gap]:
    """Forms that stand for two things: the first is always read, so that the second is written in vain."""
    found, seen = [], {}
    for line, row, form in table.forms(column):
        key, means = (form.casefold(), *(row[one] for one in apart)), tuple(row[one] for one in meaning)
        first, before = seen.setdefault(key, (line, means))
        if before != means:
            said = f"`{form}` stands for {', '.join(before)} already, in line {first}"
            found.append(table.gap(line, said, "keep the one that is meant more often"))
    return found


def _cue(table: _Table, line: int, cue: str) -> list[Gap]:
    try:
        hedge(cue or "none")
    except RemediedError as error:
        return [table.gap(line, error.message, error.remedy)]
    return []


def _fraction(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


CHECKS = {
    "language": _language,
    "numbers": _numbers,
    "cues": _cues,
    "units": _units,
    "words": _words,
    "things": _things,
}
