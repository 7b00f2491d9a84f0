"""What is known of a language, from the tables in ``languages/``: its numbers, units, cues, words and things.

Nothing in this package names a word of a language: code knows roles, tables know words. ``languages/README.md`` tells
what each table holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from ..base import Cells, RemediedError, TableError, TableRow, filled, one_of, suggestion, table_rows
from .mention import Doubt
from .tokens import Phrases, Token, first_form, form_of, tokens
from .word_parts import WordParts

T = TypeVar("T")

FOLDER = Path(__file__).with_name("languages")
RATES = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
NEEDED = {  # the columns that code reads, by table
    "language": ("key", "value"),
    "numbers": ("words", "value", "role"),
    "cues": ("words", "cue", "place"),
    "units": ("forms", "unit", "doubt", "others"),
    "words": ("role", "forms"),
    "things": ("thing", "forms"),
    "currencies": ("unit", "places"),
    "plurals": ("plural", "singular"),
    "links": ("role", "forms"),
}
TABLES = {  # the columns that hold words of the language, by table
    "numbers": ("words",),
    "cues": ("words",),
    "units": ("forms", "duals"),
    "words": ("forms",),
    "things": ("forms", "duals"),
    "currencies": ("places",),
}
COMPOUND = ("unit", "teen", "ten", "hundred", "hundreds", "scale", "one", "and")  # roles within a number in one word
OPENING = ("counting", "scales of")  # roles of words that mean something else within a number
LAST_PART = 4  # letters of the shortest noun that is looked for at the end of a longer one
LONGEST_FORM = 1000  # letters: all forms are told by their capitals
EXACT_BELOW = 4  # letters: shorter units are symbols, and capitals tell them apart


FACTS = {  # what the keys of ``language.csv`` may say
    "name": filled("the name of the language"),
    "script": one_of("Latin", "Arabic", "Cyrillic"),
    "decimal": one_of(".", ","),
    "direction": one_of("ltr", "rtl"),
    "head": one_of("plural", "first", "capital"),
    **dict.fromkeys(("compound", "units first", "and after tens", "bracketed numbers"), one_of("yes", "no")),
}
MONTHS = tuple(f"month {number}" for number in range(1, 13))
ROLES = (  # what a word of number does in a number
    *("unit", "teen", "ten", "hundred", "hundreds", "scale", "scales", "scales of", "fraction", "collective"),
    *("counting", "multiple", "suffix", "and", "one", "article", "minus", "point"),
)
LARGEST = 10**30  # that a word of number may be worth
_VALUE = re.compile(r"(?:[0-9]{1,31}(?:/[1-9][0-9]{0,8})?)?")
_UNIT = re.compile(r"(?:(?P<factor>[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]{1,2})?)\s+)?(?P<unit>[^/]*)(?:/(?P<per>.+))?")
_WORDS_OF_IT = filled("its words, with `;` between two")
CELLS = {  # what may stand in the columns of each table
    "numbers": {
        "words": _WORDS_OF_IT,
        "value": Cells(
            lambda cell: bool(_VALUE.fullmatch(cell)) and Fraction(cell or 0) <= LARGEST,
            lambda cell: "write digits or a fraction: 1000, 1/3",
        ),
        "role": one_of(*ROLES),
    },
    "cues": {"words": _WORDS_OF_IT, "place": one_of("before", "after"), "cue": filled("a cue of hedges.csv, or none")},
    "units": {
        "forms": _WORDS_OF_IT,
        "unit": Cells(lambda cell: _is_unit(cell), lambda cell: "write it as `tonne`, `0.01 USD`, `barrel/day`"),
        "doubt": one_of("", *Doubt),
    },
    "words": {
        "role": Cells(
            lambda cell: bool(cell.strip()) and (not cell.startswith("month ") or cell in MONTHS),
            lambda cell: "write a role; months are `month 1` to `month 12`",
        )
    },
    "things": {"thing": filled("a thing of things.csv"), "forms": _WORDS_OF_IT},
    "currencies": {"unit": filled("a currency"), "places": _WORDS_OF_IT},
    "plurals": {"plural": filled("an ending such as -ies"), "singular": filled("an ending such as -y")},
    "links": {"role": filled("a role")},
    "language": {"key": filled("a key")},
}


class LanguageError(RemediedError):
    """A language that has no folder, or a table of one that does not say what it must."""


@dataclass(frozen=True)
class NumberWord:
    """A word of number: what it is worth, what it does in a number, and the cue that it is at once ("dozens")."""

    value: Fraction
    role: str
    cue: str = ""


@dataclass(frozen=True)
class UnitForm:
    """What a spelling of a unit stands for.

    Attributes:
        unit: of ``units.txt``, or a thing in the singular where that file has none: ``electronvolt``.
        per: the unit or thing below the line: ``day`` for barrels a day; empty where there is none.
        factor: how many of ``unit`` one is: 0.01 for cents.
        doubt: why it is not certain, a value of ``Doubt``; empty where it is.
        others: the other units that may be meant.
        kind: ``money`` for a currency that ``units.txt`` has not.
    """

    unit: str
    per: str = ""
    factor: Decimal = Decimal(1)
    doubt: str = ""
    others: tuple[str, ...] = ()
    kind: str = ""


class Language:
    """The tables of one language, each read when it is first asked for.

    >>> language("en").words("former").at(tokens("the former"), 1)
    (True, 2)
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder of the tables; its name is the code of the language."""
        self.folder, self.code = folder, folder.name
        path = folder / "language.csv"
        rows = table_rows(path, NEEDED["language"], CELLS["language"], once=("key",), named=("name", "script"))
        self.facts = {row["key"]: row["value"] for row in rows}
        if wrong := [row.problem("value", FACTS[row["key"]].remedy(row["value"])) for row in rows if _is_wrong(row)]:
            raise TableError(wrong)

    @cache  # noqa: B019 - languages live as long as the process
    def rows(self, name: str) -> tuple[TableRow, ...]:
        """The rows of a table; none where the language has no such table.

        Raises:
            TableError: the table cannot be read, or lacks a column.
        """
        path = self.folder / f"{name}.csv"
        return tuple(table_rows(path, NEEDED[name], CELLS[name])) if path.is_file() else ()

    def words_under(self, key: str) -> tuple[str, ...]:
        """What ``language.csv`` lists under a key, parted by semicolons."""
        return tuple(one for one in self.facts.get(key, "").split(";") if one)

    @cached_property
    def parts(self) -> WordParts:
        """The words that one word of a text may hold: prefixes with the next word, a number in one word."""
        prefixes = [form_of(prefix) for prefix in self.words_under("prefixes")]
        words = [(row["role"], form) for row in self.rows("numbers") for form in _forms(row["words"])]
        numbers = {form_of(form) for role, form in words if role in COMPOUND and form.isalpha()}
        joints = {form_of(form) for role, form in words if role == "and"}
        numbers = numbers if self.says("compound") else set()
        return WordParts(prefixes, self.vocabulary if prefixes else (), numbers, joints, *self._duals())

    def _duals(self) -> tuple[Phrases[tuple[str, ...]] | None, str]:
        """Nouns and units of two at once with the words for one, and the word two; None where there is no dual."""
        rows = [row for table in ("units", "things") for row in self.rows(table) if row.get("duals")]
        ones = [(row["duals"], tuple(one.form for one in tokens(_forms(row["forms"])[0]))) for row in rows]
        given = ((dual, one) for duals, one in ones for dual in _forms(duals))
        twos = (form for row in self.rows("numbers") if row["value"] == "2" for form in _forms(row["words"]))
        return (Phrases(given), form_of(next(twos))) if rows else (None, "")

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The first word of everything that the tables name."""
        rows = ((table, row) for table in TABLES for row in self.rows(table))
        cells = (row[column] for table, row in rows for column in TABLES[table] if row.get(column))
        return frozenset(first_form(form) for cell in cells for form in _forms(cell)) - {""}

    def _phrases(self, given: Iterable[tuple[str, T]], exact_below: int = 0) -> Phrases[T]:
        return Phrases(given, exact_below, self._cut if self.words_under("prefixes") else None)

    def _cut(self, some: list[Token]) -> list[Token]:
        return self.parts.of(some, with_numbers=False)

    @cached_property
    def decimal(self) -> str:
        """The decimal sign."""
        return self.facts.get("decimal", ".")

    @cached_property
    def numbers(self) -> Phrases[NumberWord]:
        """Words of number."""
        return self._numbers(lambda role: role not in ("suffix", *OPENING))

    @cached_property
    def openings(self) -> Phrases[NumberWord]:
        """Words that mean something else where a number begins with them: thousands, thousands of trucks."""
        return self._numbers(lambda role: role in OPENING)

    def _numbers(self, takes: Callable[[str], bool]) -> Phrases[NumberWord]:
        rows = [row for row in self.rows("numbers") if takes(row["role"])]
        return self._phrases((form, _number_word(row)) for row in rows for form in _forms(row["words"]))

    @cached_property
    def has_articles(self) -> bool:
        """Whether it has articles, which stand before a third or a quarter."""
        return any(row["role"] in ("article", "one") for row in self.rows("numbers"))

    @cached_property
    def suffixes(self) -> Phrases[NumberWord]:
        """Letters for words of size, which stand behind digits alone: k, bn."""
        rows = (row for row in self.rows("numbers") if row["role"] == "suffix")
        return self._phrases(((form, _number_word(row)) for row in rows for form in _forms(row["words"])), EXACT_BELOW)

    @cached_property
    def cues_before(self) -> Phrases[str]:
        """Loosening words before a number, each with its key."""
        return self._cues("before")

    @cached_property
    def cues_after(self) -> Phrases[str]:
        """Loosening words behind a number, each with its key."""
        return self._cues("after")

    def _cues(self, place: str) -> Phrases[str]:
        rows = (row for row in self.rows("cues") if row["place"] == place)
        return self._phrases((form, row["cue"]) for row in rows for form in _forms(row["words"]))

    @cached_property
    def units(self) -> Phrases[UnitForm]:
        """Spellings of units."""
        given = [(form, _unit_form(row)) for row in self.rows("units") for form in _forms(row["forms"])]
        return self._phrases(given, EXACT_BELOW)

    @cached_property
    def things(self) -> Phrases[str]:
        """Nouns of things, one and many, each with the thing's key."""
        given = []
        for row in self.rows("things"):
            forms = _forms(row["forms"])
            many = (one for form in forms for one in self.plurals_of(form))
            given += [(form, row["thing"]) for form in (*forms, *many)]
        nouns_have_capitals = self.facts.get("head") == "capital"
        return self._phrases(given, LONGEST_FORM if nouns_have_capitals else 0)

    @cached_property
    def _last_parts(self) -> dict[str, str]:
        """Nouns of one word that may end a longer one, where nouns are written together."""
        rows = self.rows("things") if self.says("compound") else ()
        forms = ((form_of(form), row["thing"]) for row in rows for form in _forms(row["forms"]))
        return {form: thing for form, thing in reversed(list(forms)) if form.isalpha() and len(form) >= LAST_PART}

    def thing_at_the_end_of(self, form: str) -> str | None:
        """The thing that the last part of a long word names: Schmuggelzigaretten are cigarettes.

        >>> language("de").thing_at_the_end_of("schmuggelzigaretten")
        'cigarette'
        """
        parts = self._last_parts
        return next((parts[form[at:]] for at in range(1, len(form) - LAST_PART + 1) if form[at:] in parts), None)

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for row in self.rows("words"):
            found[row["role"]] = (*found.get(row["role"], ()), *_forms(row["forms"]))
        return found

    @cache  # noqa: B019 - languages live as long as the process
    def words(self, role: str) -> Phrases[bool]:
        """The words of a role of ``words.csv``; none where the language names none."""
        return self._phrases((form, True) for form in self._words.get(role, ()))

    @cached_property
    def rates(self) -> Phrases[str]:
        """Adverbs of rate, with the unit of time that each means: annually → year."""
        return self._phrases((form, unit) for role, unit in RATES.items() for form in self._words.get(role, ()))

    @cached_property
    def places(self) -> Phrases[str]:
        """Names of places and peoples, each with the currency that it points to."""
        return self._phrases((form, row["unit"]) for row in self.rows("currencies") for form in _forms(row["places"]))

    def says(self, key: str) -> bool:
        """Whether ``language.csv`` says yes to a key."""
        return self.facts.get(key) == "yes"

    def may_be_number(self, token: Token) -> bool:
        """Whether a word of number, or a phrase of such words, begins with a word."""
        return any(
            token.form in known.first_words or (known.has_stems and known.at([token], 0) is not None)
            for known in (self.numbers, self.openings)
        )

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words behind which a point does not end the sentence, in small letters."""
        return frozenset(form.casefold() for form in self._words.get("abbreviation", ()))

    @cached_property
    def months(self) -> Phrases[int]:
        """The names of months, with their numbers."""
        roles = ((role.removeprefix("month "), forms) for role, forms in self._words.items() if role[:6] == "month ")
        return self._phrases((form, int(number)) for number, forms in roles for form in forms)

    @cached_property
    def _endings(self) -> tuple[tuple[str, str], ...]:
        """Endings of plurals with those of their singulars, the longest first; whole words without a dash."""
        rows = [(row["plural"], row["singular"]) for row in self.rows("plurals")]
        return tuple(sorted(rows, key=lambda row: (row[0].startswith("-"), -len(row[0]))))

    @cached_property
    def _same_in_both(self) -> frozenset[str]:
        return frozenset(plural for plural, one in self._endings if plural == one and not plural.startswith("-"))

    def is_both(self, noun: str) -> bool:
        """Whether a noun is the same for one and for many: aircraft."""
        return noun in self._same_in_both

    def has_stop_ending(self, form: str) -> bool:
        """Whether a word ends as those do that end a noun phrase: carrying, killed."""
        endings = (one.lstrip("-") for one in self._words.get("stop ending", ()))
        is_ended = any(form.endswith(one) and len(form) > len(one) + 1 for one in endings)
        return is_ended and form not in self._words.get("noun anyway", ())

    @property
    def has_plurals(self) -> bool:
        """Whether it has rules that tell a plural from a singular."""
        return bool(self._endings)

    def singular(self, noun: str) -> str:
        """A noun in the singular by the rules of ``plurals.csv``, the same where none fits.

        >>> [language("en").singular(noun) for noun in ("lorries", "women", "glass", "boxes")]
        ['lorry', 'woman', 'glass', 'box']
        """
        for plural, one in self._endings:
            if plural == noun:
                return one
            if plural.startswith("-") and noun.endswith(plural[1:]) and len(noun) > len(plural):
                return noun[: len(noun) - len(plural) + 1] + one[1:]
        return noun

    def plurals_of(self, noun: str) -> tuple[str, ...]:
        """The plurals of a noun by the rules of ``plurals.csv``, as many as lead back to it."""
        first, last = noun[: noun.rfind(" ") + 1], noun[noun.rfind(" ") + 1 :]
        found = {}
        for plural, one in self._endings:
            if not plural.startswith("-") and one == last:
                return (first + plural,)
            if plural.startswith("-") and last.endswith(one[1:]):
                form = last[: len(last) - len(one) + 1] + plural[1:]
                if form != last and self.singular(form) == last:
                    found[first + form] = True
        return tuple(found)


@cache
def language(code: str) -> Language:
    """A language by its code, such as ``en``.

    Raises:
        LanguageError: there is no folder of that code.
    """
    if code not in languages():
        listed = ", ".join(f"`{one}`" for one in languages())
        remedy = suggestion(code, languages(), otherwise=f"expected one of {listed}")
        raise LanguageError(f"no language `{code[:20]}`", remedy)
    return Language(FOLDER / code)


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that have a folder with ``language.csv``, in order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/language.csv")))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for one in cell.split(";") if (form := one.strip()))


def _number_word(row: TableRow) -> NumberWord:
    return NumberWord(Fraction(row["value"] or 0), row["role"], row.get("cue", ""))


def _is_wrong(row: TableRow) -> bool:
    """Whether a key of ``language.csv`` says what it can't."""
    return row["key"] in FACTS and not FACTS[row["key"]].fits(row["value"])


def _is_unit(cell: str) -> bool:
    try:
        factor, unit, _ = unit_parts(cell)
    except LanguageError:
        return False
    return bool(unit) and not unit[0].isdigit() and factor > 0


def _unit_form(row: TableRow) -> UnitForm:
    factor, unit, per = unit_parts(row["unit"])
    return UnitForm(unit, per, factor, row["doubt"], _forms(row["others"]), row.get("kind", ""))


def unit_parts(text: str) -> tuple[Decimal, str, str]:
    """The factor, the unit and what stands below the line, of a unit as tables write it.

    >>> unit_parts("0.01 USD"), unit_parts("barrel/day")
    ((Decimal('0.01'), 'USD', ''), (Decimal('1'), 'barrel', 'day'))
    """
    match = _UNIT.fullmatch(text)
    if match is None:
        raise LanguageError(f"`{text[:40]}` is not a unit of a table", "write it as `tonne`, `0.01 USD`, `barrel/day`")
    return Decimal(match["factor"] or 1), match["unit"].strip(), (match["per"] or "").strip()
