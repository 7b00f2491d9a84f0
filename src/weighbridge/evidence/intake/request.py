"""What a user asks of a file: which of its columns become figures, when they hold, in which unit, from which source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...base import RemediedError
from ...text import DateError, parse_unit, read_period, show
from ..rows import DATED
from .refusal import IntakeError, refused

RESERVED = ("unit", "source", "mark", "note", *DATED)
VALUE = "value"
_TABLE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_WITHOUT = re.compile(r"([0-9]{1,6})(?:[-–]([0-9]{1,6}))?")
_SIZES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9}
_SIZED = re.compile(rf"({'|'.join(_SIZES)})s?(?: of)? +(.+)", re.IGNORECASE)
_EXAMPLES = {
    "column": "--column HEADING, the column that holds the figures",
    "unit": "--unit UNIT, as in --unit USD/tonne",
    "date": "--date HEADING, the column of dates; --dates-across where the header holds them; or --dated 2017-02",
    "source": "--source KEY, of a source that is known or described with --source-title",
}


@dataclass(frozen=True)
class Taken:
    """A column that is taken: its heading in the file, and its name in the table."""

    heading: str
    name: str


@dataclass(frozen=True)
class Request:
    """What is asked of a file, as far as it is said; ``lacking`` names what is still needed.

    Attributes:
        table: the table's name. columns, keep: headings of figures and of what they are figures of, ``HEADING`` or
            ``HEADING=NAME``; with ``dates_across`` the one of ``columns`` is the name of the figures.
        where: heading and value of those rows that are taken.
        date, dates_across, dated: where the dates stand: in a column, in the header, or one date for all.
        monthly: whether a day stands for its month.
        without: first and last line of what is left out.
        new_source: the source as an item of CSL-JSON, where it is described.
    """

    table: str
    columns: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    date: str | None = None
    dates_across: bool = False
    dated: str | None = None
    monthly: bool = False
    unit: str | None = None
    decimal: str | None = None
    date_format: str | None = None
    without: tuple[tuple[int, int], ...] = ()
    source: str | None = None
    new_source: Mapping[str, Any] | None = field(default=None, repr=False)
    mark: str = "V"
    note: str = ""

    @property
    def lacking(self) -> dict[str, str]:
        """What is needed and not said, each with how it is said."""
        said = {
            "column": bool(self.columns) or self.dates_across,
            "unit": bool(self.unit),
            "date": bool(self.date or self.dates_across or self.dated),
            "source": bool(self.source),
        }
        return {name: _EXAMPLES[name] for name, is_said in said.items() if not is_said}

    @property
    def canonical_unit(self) -> str:
        """The unit as tables write it; raises ``IntakeError`` where it is unknown or has several meanings."""
        sized = _SIZED.fullmatch((self.unit or "").strip())
        try:
            return show(parse_unit(sized[2] if sized else self.unit or "")) or "one"
        except RemediedError as error:
            raise refused("--unit", error.message, error.remedy) from None

    @property
    def scale(self) -> int:
        """The power of ten that stands before the unit: 3 for ``thousand tonne``."""
        sized = _SIZED.fullmatch((self.unit or "").strip())
        return _SIZES[sized[1].lower()] if sized else 0

    def check(self) -> None:
        """Raise ``IntakeError`` where what is said contradicts itself, or cannot be."""
        if not _TABLE.fullmatch(self.table):
            name = slug(self.table).replace("_", "-") or "my-table"
            fault = f"`{self.table[:60]}` is not the name of a table"
            raise refused("--table", fault, f"use small letters, digits and hyphens: --table {name}")
        _ = self.canonical_unit
        places = [self.date is not None, self.dates_across, self.dated is not None]
        if sum(places) > 1:
            raise refused("--date", "the dates are said to stand in two places", "keep one of them")
        if self.dates_across and len(self.columns) > 1:
            fault = "with --dates-across the figures stand below the dates and have one name"
            raise refused("--column", fault, "keep one --column, or none")
        if self.dated is not None:
            try:
                read_period(self.dated)
            except DateError as error:
                raise refused("--dated", error.message, error.remedy) from None

    def is_left_out(self, line: int) -> bool:
        """Whether the user leaves a line out."""
        return any(first <= line <= last for first, last in self.without)


def taken(said: str, option: str) -> Taken:
    """A column as an option names it: ``Price``, or ``Price=settlement`` to call it otherwise.

    >>> taken("Settlement Price (US$/t)", "--column").name, taken("Commodity Code=key", "--keep").name
    ('settlement_price_us_t', 'key')
    """
    heading, equals, name = said.rpartition("=")
    heading, name = (heading, name.strip()) if equals and heading else (said, slug(said))
    if name in RESERVED:
        remedy = f"give it another, {option} '{heading}=NAME'"
        raise refused(option, f"`{name}` is a name that every table has for something else", remedy)
    if not re.fullmatch(r"[^\W\d]\w*", name):
        remedy = f"give it one of letters, digits and _, {option} '{heading}=price'"
        raise refused(option, f"`{heading[:40]}` makes no name for a column", remedy)
    return Taken(heading, name)


def slug(text: str) -> str:
    """A heading as a name: its letters and digits, in small letters, joined by ``_``.

    >>> slug("Zn - Special High Grade"), slug("Change %"), slug("Größe")
    ('zn_special_high_grade', 'change', 'größe')
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower())
    return "_".join(word.strip("_") for word in words).strip("_")


def lines_without(said: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """First and last line of each that is left out, from ``45`` or ``45-50``; raises ``IntakeError`` otherwise."""
    found = []
    for text in said:
        match = _WITHOUT.fullmatch(text.strip())
        if match is None:
            raise refused("--without-row", f"`{text[:20]}` is no line", "write its number, 45, or 45-50 for several")
        found.append((int(match[1]), int(match[2] or match[1])))
    return tuple(found)


def conditions(said: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Heading and value of each ``COLUMN=VALUE``; raises ``IntakeError`` where there is no such sign."""
    pairs = [text.partition("=") for text in said]
    wrong = [text for text, (heading, equals, _) in zip(said, pairs, strict=True) if not (equals and heading)]
    if wrong:
        raise _no_condition(wrong[0])
    return tuple((heading, value) for heading, _, value in pairs)


def _no_condition(text: str) -> IntakeError:
    return refused("--where", f"`{text[:40]}` is no condition", "write COLUMN=VALUE, as in --where Commodity=Copper")
