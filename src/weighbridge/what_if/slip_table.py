"""The table of slips, ``slips.csv``: read strictly, for people edit it.

Its order is the order in which slips are listed, from what happens to any printed number (digits, zeros, words for
large numbers) to what needs a special subject (kinds of ton, circles). No count of real misprints stands behind that
order: it is an editorial choice, and it decides nothing.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from ..base import CaseError, Place, Problem, regular, shown, suggestion
from ..text import kind_of, parse_unit, same_kind, unit_names

TABLE = Path(__file__).with_name("slips.csv")
COLUMNS = ("slip", "rule", "factor", "applies_to", "says")
Fault = tuple[str, str]  # what was found, and the remedy
Row = tuple[int, dict[str, str]]  # its line, and its cells by column


class SlipRule(StrEnum):
    """How a number is changed when a slip of a kind is undone."""

    DIGITS = "digits"  # two digits changed about
    FACTOR = "factor"  # multiplied
    SIGN = "sign"  # with the other sign
    UNIT = "unit"  # taken in another unit
    RATE = "rate"  # taken per another unit of time
    POINTS = "points"  # a percentage, divided by another percentage: points turned into percent
    PERCENT_OF = "percent_of"  # a percentage, multiplied by another percentage: percent turned into points
    BASE = "base"  # a percentage p, turned into p / (1 + p), or with the factor -1 into p / (1 - p)
    OVER_ALL = "over_all"  # given for each, where it was meant for all
    OVER_EACH = "over_each"  # given for all, where it was meant for each
    EXCHANGE = "exchange"  # in the place of another number


# What a kind of slip can apply to, by its rule; a unit where none is listed.
APPLIES_TO = {
    SlipRule.DIGITS: ("any",),
    SlipRule.FACTOR: ("any", "share", "length"),
    SlipRule.SIGN: ("share",),
    SlipRule.POINTS: ("percent",),
    SlipRule.PERCENT_OF: ("percent",),
    SlipRule.BASE: ("percent",),
    SlipRule.OVER_ALL: ("total",),
    SlipRule.OVER_EACH: ("each",),
    SlipRule.EXCHANGE: ("any",),
}


@dataclass(frozen=True)
class SlipKind:
    """A row of the table.

    ``factor`` is a number for the rules ``factor`` and ``base``, the unit that was meant for ``unit`` and ``rate``, and
    empty for the others. ``says`` tells in plain words what was meant.
    """

    slip: str
    rule: SlipRule
    factor: str
    applies_to: str
    says: str


@cache
def kinds() -> tuple[SlipKind, ...]:
    """The rows of the table, in its order.

    Raises:
        CaseError: the table is damaged.

    >>> [kind.slip for kind in kinds()][:2]
    ['swapped digits', 'a zero dropped']
    """
    return read_kinds(TABLE)


def swapped_digits(number: Decimal) -> Iterator[Decimal]:
    """What a number becomes when two of its neighbouring digits change places; none begins with a zero.

    >>> [str(one) for one in swapped_digits(Decimal(2670000))]
    ['6270000', '2760000', '2607000']
    """
    _, digits, exponent = number.normalize().as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits)) + "0" * max(exponent, 0)
    for at in range(len(text) - 1 if number else 0):
        other = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if other != text and other[0] != "0":
            yield Decimal(other).scaleb(min(exponent, 0)).copy_sign(number)


def read_kinds(path: Path) -> tuple[SlipKind, ...]:
    """The rows of a table of slips, in its order.

    Raises:
        CaseError: it cannot be read, lacks a column, or has a row that makes no sense; with all its problems.
    """
    name = shown(path)
    rows, problems = _rows(_text(path, name), name)
    for line, row in rows:
        problems += [Problem(Place(name, line), *fault) for fault in _faults(row)]
    problems += _repeated(rows, name)
    if not rows and not problems:
        problems.append(Problem(Place(name), "the table holds no slip", "write a row for each kind of slip"))
    if problems:
        raise CaseError(problems)
    return tuple(SlipKind(**{**row, "rule": SlipRule(row["rule"])}) for _, row in rows)


def _text(path: Path, name: str) -> str:
    """The text of the table; raises ``CaseError`` where it cannot be read as text."""
    try:
        return regular(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        problem = Problem(Place(name), f"cannot be read: {error.strerror}", "put the table back")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problem = Problem(Place(name, line), "is not UTF-8 text", "save the table as UTF-8")
    raise CaseError([problem])


def _rows(text: str, name: str) -> tuple[list[Row], list[Problem]]:
    """The rows by column, each with its line, and what is wrong with the table as a table."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        header = next(reader, [])
        problems += [Problem(Place(name, 1), *fault) for fault in _faults_of_header(header)]
        for cells in reader if not problems else ():
            if len(cells) == len(header):
                rows.append((reader.line_num, dict(zip(header, map(str.strip, cells), strict=True))))
            elif cells:
                found = f"{len(cells)} cells, expected {len(header)}: {', '.join(f'`{column}`' for column in header)}"
                remedy = "give each its cell, and put text that holds a comma in double quotes"
                problems.append(Problem(Place(name, reader.line_num), found, remedy))
    except csv.Error as error:
        remedy = "put text that holds a comma or a quotation mark in double quotes, and close them on the same line"
        problems.append(Problem(Place(name, reader.line_num), f"is not a row of a CSV table: {error}", remedy))
    return rows, problems


def _faults_of_header(header: list[str]) -> Iterator[Fault]:
    expected = f"the first line is `{','.join(COLUMNS)}`"
    yield from ((f"no column `{column}`", expected) for column in COLUMNS if column not in header)
    yield from (
        (f"unknown column `{column[:40]}`", suggestion(column, COLUMNS, otherwise=expected))
        for column in header
        if column not in COLUMNS
    )
    yield from ((f"two columns `{column}`", expected) for column in COLUMNS if header.count(column) > 1)


def _faults(row: dict[str, str]) -> Iterator[Fault]:
    """What is wrong with a row."""
    for column in ("slip", "says"):
        if not row[column]:
            yield f"nothing stands under `{column}`", "name the slip, and say in plain words what was meant"
    try:
        rule = SlipRule(row["rule"])
    except ValueError:
        yield f"unknown rule `{row['rule'][:40]}`", suggestion(row["rule"], list(SlipRule))
        return
    factor, applies_to = row["factor"], row["applies_to"]
    if rule in (SlipRule.UNIT, SlipRule.RATE):
        yield from _faults_of_units(factor, applies_to, rule)
        return
    if applies_to not in APPLIES_TO[rule]:
        expected = " or ".join(f"`{one}`" for one in APPLIES_TO[rule])
        yield f"`{applies_to[:40]}` stands under `applies_to`", f"for the rule `{rule}`, expected {expected}"
    if rule == SlipRule.FACTOR and not _is_factor(factor):
        yield (
            f"`{factor[:40]}` stands under `factor`",
            "expected a number above zero other than 1, such as 1000 or 0.001",
        )
    elif rule == SlipRule.BASE and factor not in ("1", "-1"):
        yield f"`{factor[:40]}` stands under `factor`", "write `1` for p / (1 + p), or `-1` for p / (1 - p)"
    elif rule not in (SlipRule.FACTOR, SlipRule.BASE) and factor:
        yield f"`{factor[:40]}` stands under `factor`", f"leave it empty, for the rule `{rule}` takes none"


def _is_factor(text: str) -> bool:
    try:
        factor = float(text)
    except ValueError:
        return False
    return math.isfinite(factor) and factor > 0 and factor != 1


def _faults_of_units(meant: str, given: str, rule: SlipRule) -> Iterator[Fault]:
    """What is wrong with the unit that was meant and the one that was given."""
    faults = False
    for column, unit in (("factor", meant), ("applies_to", given)):
        if unit not in unit_names():
            faults = True
            yield (
                f"unknown unit `{unit[:40]}` under `{column}`",
                suggestion(unit, unit_names(), "write the name of a unit"),
            )
    if faults:
        return
    one, other = parse_unit(meant), parse_unit(given)
    if one == other or not same_kind(one, other):
        found = f"`{meant}` cannot be given as `{given}`"
        yield found, f"name two units that measure the same ({kind_of(one)} against {kind_of(other)})"
    elif rule == SlipRule.RATE and not same_kind(one, parse_unit("day")):
        yield f"`{meant}` is not a unit of time", "use the rule `unit`, or units such as `hour` and `day`"


def _repeated(rows: Iterable[Row], name: str) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for line, row in rows:
        seen[row["slip"]] += 1
        if row["slip"] and seen[row["slip"]] > 1:
            yield Problem(
                Place(name, line), f"a second slip `{row['slip'][:40]}`", "give each kind of slip its own name"
            )
