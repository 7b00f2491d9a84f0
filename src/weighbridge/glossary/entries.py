"""The words that outputs use: what each means, its other forms, where it is seen, and where to read on.

One table, ``glossary.csv``, has them all: ``weighbridge help``, the pages, README and the guide take them from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..base import Problem, RemediedError, TableError, TableRow, filled, suggestion, table_rows, visible
from ..text import hedge

TABLE = Path(__file__).with_name("glossary.csv")
COLUMNS = ("word", "also", "means", "exactly", "code", "case", "set", "shows", "read_on", "lists")
CELLS = {
    "word": filled("the word as outputs print it"),
    "means": filled("what it means, in plain words"),
    "case": filled("the name of a case that shows it"),
    "shows": filled("what of the case shows it, such as `figures CHECK`"),
    "read_on": filled("the page that says more, such as docs/reading.md#the-word"),
}
AROUND = "“”\"'‘’`*.:;, "  # signs around a word that are none of it
MARK = re.compile(r"^\W+ ")  # the mark of a badge before its word
LOOSENING = "wording"  # the word whose entry tells of all cues
NEEDED = (LOOSENING,)  # words that code asks for


class GlossaryError(RemediedError):
    """A word that the glossary does not have, with the nearest that it has."""


@dataclass(frozen=True)
class Example:
    """Where a word is seen: in a case, with some numbers set, and in what of its results."""

    case: str
    sets: tuple[str, ...]
    shows: str


@dataclass(frozen=True)
class Entry:
    """A word, what it means, and where it is seen.

    Attributes:
        forms: how else outputs print it, the marks of badges among them.
        means: its meaning in plain words, without a capital and a full stop.
        exactly: the term of the field, or a rule, behind it; nothing where the meaning is all.
        code: what the code and the files of cases call it; nothing where they have no word for it.
        read_on: the page that says more, from the folder of the project.
        lists: the short lists in documents that show it.
    """

    word: str
    forms: tuple[str, ...]
    means: str
    exactly: str
    code: str
    example: Example
    read_on: str
    lists: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Its meaning as a sentence."""
        return f"{self.means[:1].upper()}{self.means[1:].removesuffix('.')}" + ("" if self.means[-1] in "?!" else ".")


@cache
def glossary() -> Mapping[str, Entry]:
    """Every entry by its word, in the order of the table.

    Raises:
        TableError: the table has rows that cannot be read, or forms that two words share; with all of them.

    >>> glossary()["unlikely"].forms[0]
    '▲'
    """
    rows = table_rows(TABLE, COLUMNS, CELLS, ("word",), NEEDED)
    if problems := list(_doubled(rows)):
        raise TableError(problems)
    return {row["word"]: _entry(row) for row in rows}


def entry(word: str) -> Entry:
    """The entry of a word as somebody met it: whatever its case, its quotation marks, singular or plural.

    Raises:
        GlossaryError: there is no such word; with the nearest.

    >>> entry("Ways to read it:").word, entry("nearly").word
    ('ways to read it', 'wording')
    >>> entry("levarage")
    Traceback (most recent call last):
    ...
    weighbridge.glossary.entries.GlossaryError: the glossary has no `levarage`; did you mean `average` or `lever`?
    """
    forms = _by_form()
    for asked in _tried(word):
        if asked in forms:
            return glossary()[forms[asked]]
    if cue_of(word):
        return glossary()[LOOSENING]
    shown = visible(word[:60], lines=False)
    remedy = suggestion(_plain(word)[:60], forms, "`weighbridge help` lists the words and the commands")
    raise GlossaryError(f"the glossary has no `{shown}`", remedy)


def cue_of(word: str) -> str:
    """The loosening word, such as "about", that somebody met; nothing where it is none.

    >>> cue_of("Nearly"), cue_of("tonnes")
    ('nearly', '')
    """
    try:
        found = hedge(word.strip(AROUND)).cue
    except RemediedError:
        return ""
    return "" if found == "none" else found


@cache
def _by_form() -> dict[str, str]:
    """The word of every form, by its plain spelling; what is a word itself comes before what is a form of another."""
    every = glossary().values()
    forms = {_plain(form): one.word for one in every for form in (*one.forms, one.code) if form}
    return {**forms, **{_plain(one.word): one.word for one in every}}


def _tried(word: str) -> Iterator[str]:
    """A word as it is looked up: as typed, without its article, in the singular."""
    plain = _plain(word)
    for one in (plain, plain.removeprefix("the "), f"the {plain}"):
        yield one
        yield one.removesuffix("s")


def _plain(word: str) -> str:
    """A word as it is compared: without what stands around it, in small letters, with single spaces.

    >>> _plain("“Fits, allowing  for rounding”"), _plain("can’t_say"), _plain("?")
    ('fits, allowing for rounding', "can't say", '?')
    """
    spaced = " ".join(word.replace("’", "'").replace("_", " ").split())
    return MARK.sub("", spaced.strip(AROUND)).casefold() or spaced


def _doubled(rows: list[TableRow]) -> Iterator[Problem]:
    """Forms that two rows have: a word has one meaning."""
    seen: dict[str, TableRow] = {}
    for row in rows:
        for form in (row["word"], *_several(row["also"])):
            first = seen.setdefault(_plain(form), row)
            if first is not row:
                remedy = f"leave it to line {first.line}, or take it out there"
                yield row.problem("also" if form != row["word"] else "word", f"`{form}` stands there already; {remedy}")


def _entry(row: TableRow) -> Entry:
    example = Example(row["case"], tuple(_several(row["set"])), row["shows"])
    told = (row["means"], row["exactly"], row["code"])
    return Entry(
        row["word"], tuple(_several(row["also"])), *told, example, row["read_on"], tuple(_several(row["lists"]))
    )


def _several(cell: str) -> list[str]:
    return [one for one in cell.split(";") if one]
