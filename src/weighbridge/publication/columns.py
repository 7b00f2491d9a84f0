"""The columns of each table: the names that stay, what they hold, and how they are printed.

A column of numbers names the column that holds its unit. A name that stands here is not changed: who reads the CSV
files by program relies on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What the cells of a column are, by the word that a Table Schema has for it."""

    TEXT = "string"
    NUMBER = "number"
    COUNT = "integer"
    DAY = "date"
    TRUTH = "boolean"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: as it stands in a frame and at the head of a CSV file.
        meaning: what it holds, for the codebook.
        holds: what its cells are.
        head: its head in print; empty where it is not printed.
        unit: of numbers, the column with their unit; empty where they have none.
        is_as_written: whether its numbers are somebody's own, printed with all the digits that they have.
        is_either: whether some are and others are computed, which have no more digits than a reader needs.
        is_wide: whether its texts need room for several lines.
        range_to: of the lower end of a range, the column with the upper end: in print both are one column.
    """

    name: str
    meaning: str
    holds: Holds = Holds.TEXT
    head: str = ""
    unit: str = ""
    is_as_written: bool = False
    is_wide: bool = False
    range_to: str = ""
    is_either: bool = False


def _three(name: str, what: str, heads: tuple[str, str], unit: str = "unit") -> tuple[Column, ...]:
    """A number and the ends between which it may lie, as columns of their own; in print the ends are one."""
    low, high = f"{name}_low", f"{name}_high"
    return (
        Column(name, f"{what}; empty where it is a range", Holds.NUMBER, heads[0], unit, is_either=True),
        Column(low, f"the least that this may be: {ENDS}", Holds.NUMBER, heads[1], unit, range_to=high),
        Column(high, f"the most that it may be: {ENDS}", Holds.NUMBER, unit=unit),
    )


ENDS = "by its wording, or between which 95% of what is assumed lies"
UNIT = "the unit of the numbers of the row, as `weighbridge` takes it: `tonne/truck`"

CLAIMS = (
    Column("claim", "the name of the number in the case"),
    Column("called", "what the number is called for people", head="Number", is_wide=True),
    Column("quote", "the words of the article", head="Words of the article", is_wide=True),
    Column("value", "the number; empty where it is a range", Holds.NUMBER, "Number as written", "unit", True),
    Column("low", "the least that its words allow", Holds.NUMBER, "With its wording", "unit", range_to="high"),
    Column("high", "the most that its words allow", Holds.NUMBER, unit="unit"),
    Column("unit", UNIT),
    Column("hedge", "the cue that loosens it, as `near`; `none` where there is none"),
    Column("reading", "how it is taken, where its words can be read in several ways"),
    Column("checks", "how many checks rest on it", Holds.COUNT),
    Column("outcome", "what these checks say of it together; empty where there are none"),
    Column("verdict", "the same in the word that readers see", head="Verdict"),
)

EVIDENCE = (
    Column("quantity", "the name of the quantity in the case"),
    Column("called", "what the quantity is called for people", head="Quantity", is_wide=True),
    Column("parameter", "which of its parameters the figure is; empty where it has one number"),
    Column("choice", "the choice under which it is used; empty where it is used as the case is written"),
    Column("option", "the option of that choice", head="Only if"),
    Column("value", "the figure; empty where it is a range", Holds.NUMBER, "Figure", "unit", True),
    Column("low", "the lower end of a range, else the figure", Holds.NUMBER, "Range", "unit", range_to="high"),
    Column("high", "the upper end of a range, else the figure", Holds.NUMBER, unit="unit"),
    Column("unit", UNIT),
    Column("date", "when it held, as precisely as is known: `2017`, `2017-02`, `2003/2004`", head="Date"),
    Column("first_day", "the first day of that date", Holds.DAY),
    Column("last_day", "the last day of that date", Holds.DAY),
    Column("dated_by", "`figure` where the date is that of the figure, else `published` or `read`"),
    Column("table", "the table of the evidence that it is a row of"),
    Column("line", "the line of that table's file", Holds.COUNT),
    Column("mark", "how it was read: V in a stored copy, D by arithmetic, S at second hand", head="Read"),
    Column("source", "the keys of its sources, with `; ` between them"),
    Column("source_names", "the same as names with years", head="Source", is_wide=True),
)

SOURCES = (
    Column("source", "the key of the source, as it stands in `sources.json`"),
    Column("citation", "author, title, where it appeared, year, address", head="Source", is_wide=True),
    Column("url", "its address, where one is known"),
    Column("published", "when it was published, as precisely as is recorded", head="Published"),
    Column("published_first_day", "the first day of that date", Holds.DAY),
    Column("published_last_day", "the last day of that date", Holds.DAY),
    Column("accessed", "the day on which it was read; empty where that is known only about", Holds.DAY, "Read on"),
    Column("mark", "how it was read: V in a stored copy, D by arithmetic, S at second hand"),
    Column("weak", "why it is weak evidence; empty where nothing speaks against it", head="Weak because", is_wide=True),
    Column("origin", "the source that it repeats, or itself"),
    Column("outlets", "how many sources of the case go back to that origin: they are one witness", Holds.COUNT),
    Column("uses", "how many things in the case name it", Holds.COUNT, "Uses"),
    Column("used_for", "their names, with `; ` between them"),
    Column("licence", "its terms, as far as they were found"),
    Column("use", "`shipped` where its figures may be republished, else `cited`"),
    Column("archive", "where a copy is kept"),
    Column("sha256", "the SHA-256 of what was read, where a copy was at hand"),
)

FINDINGS = (
    Column("check", "the name of the check in the case"),
    Column("question", "what it asks; of our own question, that it is not counted"),
    Column("kind", "`agrees`, `possible`, `typical` or `reachable`"),
    Column("choice", "the one choice in which it differs from the case as written; empty for that itself"),
    Column("option", "the option of that choice"),
    Column("reading", "the same in words, and whether it is not counted", head="Way to read it", is_wide=True),
    Column("is_ruled_out", "whether this reading does not count", Holds.TRUTH),
    Column("is_premise", "whether the check is the analyst's own question, and counts towards no verdict", Holds.TRUTH),
    Column("outcome", "what it found, as the JSON has it"),
    *_three("stated", "the number that the article states or implies", ("Stated", "With its wording")),
    *_three("computed", "what it is compared with", ("Compared with", "Its range")),
    Column("unit", UNIT),
    *_three("ratio", "stated over computed; there is none where a side may be zero", ("Times as much", ""), ""),
    *_three("difference", "stated less computed, where there is no ratio", ("Difference", ""), "difference_unit"),
    Column("difference_unit", "the unit of the difference, which of shares is a percentage point"),
    Column("tail_probability", "how probable so far a number is under what is assumed, from 0 to 1", Holds.NUMBER),
    Column("tail_uncertainty", "the half-width of its 95% interval, numerical alone", Holds.NUMBER),
    Column("verdict", "the outcome in the word that readers see", head="Verdict"),
)

# Of a case that a reader changed for a run it stands before all others: a row alone is not taken for our answer.
CHANGED = Column("changed", "that you changed the case for this run, and what you changed")

COLUMNS = {"claims": CLAIMS, "evidence": EVIDENCE, "sources": SOURCES, "findings": FINDINGS}
GROUPS = {"findings": "question"}  # the column whose rows stand together below its text in print
