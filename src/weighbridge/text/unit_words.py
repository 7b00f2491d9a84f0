"""Units in words: what ``unit_words.csv`` calls each of them, and how products and quotients of them are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ..base import filled, table_rows
from .unit_spellings import LENGTHS, plurals, without_suffix

WORDS = Path(__file__).with_name("unit_words.csv")
BEHIND = ("%", "‰")  # signs that stand behind a number; those of money stand before it
BEFORE = {2: "square", 3: "cubic"}  # powers of a length
SQUARED = {2: "squared", 3: "cubed"}  # powers of anything else
LAST_LATIN = "\u024f"
IRREGULAR = {
    "aircraft": "aircraft", "calf": "calves", "child": "children", "fish": "fish", "foot": "feet", "gas": "gases",
    "goose": "geese", "half": "halves", "head": "head", "leaf": "leaves", "lens": "lenses", "life": "lives",
    "loaf": "loaves", "man": "men", "mouse": "mice", "ox": "oxen", "person": "people", "series": "series",
    "sheep": "sheep", "shelf": "shelves", "species": "species", "tooth": "teeth", "woman": "women",
}  # fmt: skip
_SHAPE = re.compile(r"(?:1|[^\W\d]\w*(?:\*\*-?[\d.]+)?)(?:[*/][^\W\d]\w*(?:\*\*-?[\d.]+)?)*")
_FACTOR = re.compile(r"([*/]?)([^\W\d]\w*)(?:\*\*(-?[\d.]+))?")
_VOWEL = re.compile(r"[aeio]|u(?!ni|s[aeu\W]|ga|ti|r[aeiou]|kr)|hours?\b|heir|honest", re.IGNORECASE)
_CONSONANT = re.compile(r"eu|ewe|one\b|once\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]\b|MMBtu")  # read letter by letter: "an MMBtu", "a US dollar"


@dataclass(frozen=True)
class UnitWords:
    """One unit in words: of one, of many; and the sign that stands in their place, where it has but one meaning."""

    one: str
    many: str
    sign: str = ""


@dataclass(frozen=True)
class Phrase:
    """What stands around a number: a sign before it or right behind it, and words for one and for any other number."""

    before: str = ""
    behind: str = ""
    one: str = ""
    many: str = ""


@cache
def unit_words() -> dict[str, UnitWords]:
    """The words of every unit of ``units.txt``, by its name."""
    rows = table_rows(WORDS, ("unit", "one", "many", "sign"), {"unit": filled("a unit")}, once=("unit",))
    return {row["unit"]: UnitWords(row["one"], row["many"], row["sign"]) for row in rows}


@lru_cache(maxsize=10_000)
def phrase(unit: str, signs: bool = True) -> Phrase:
    """The words for a unit as ``show`` writes it; what is not so written stands as it is, without ``/`` and ``_``.

    Args:
        signs: whether a sign may stand in place of words; it has no place where there is no number.

    >>> phrase("tonne/truck"), phrase("USD/tonne")
    (Phrase(before='', behind='', one='tonne a truck', many='tonnes a truck'), \
Phrase(before='$', behind='', one='a tonne', many='a tonne'))
    >>> phrase("kg*m**2").many, phrase("tonne/m**3").many, phrase("litre/day/person").many
    ('kilogram square metres', 'tonnes per cubic metre', 'litres a day per person')
    """
    if unit == "%":
        return phrase("percent", signs)
    if not _SHAPE.fullmatch(unit):
        plain = re.sub(r"\s+", " ", unit.replace("_", " ").replace("/", " per ").replace("*", " ")).strip()
        return Phrase(one=plain, many=plain)
    factors = [(name, float(power or 1) * (-1 if sign == "/" else 1)) for sign, name, power in _FACTOR.findall(unit)]
    above = [(name, power) for name, power in factors if power > 0 and name != "one"]
    below = [(name, -power) for name, power in factors if power < 0 and name != "one"]
    per = _per(below, plain=len(above) < 2)
    with_sign = _with_sign(above, per) if signs else None
    if with_sign:
        return with_sign
    one, many = (" ".join(filter(None, [_product(above, many), per])) for many in (False, True))
    return Phrase(one=one, many=many)


def _with_sign(above: Sequence[tuple[str, float]], per: str) -> Phrase | None:
    """The words for money, or a share, of which a sign says what it is; None where no sign does."""
    share = next((one for one in above if one[1] == 1 and words_of(one[0]).sign in BEHIND), None)
    if share:
        rest = _product([one for one in above if one is not share], many=False)
        words = " ".join(filter(None, [f"of {with_article(rest)}" if rest else "", per]))
        return Phrase(behind=words_of(share[0]).sign, one=words, many=words)
    if len(above) == 1 and above[0][1] == 1 and words_of(above[0][0]).sign:
        return Phrase(before=words_of(above[0][0]).sign, one=per, many=per)
    return None


def _product(factors: Sequence[tuple[str, float]], many: bool) -> str:
    """The words of a product, of which the last is in the plural: ``tonne kilometres``."""
    return " ".join(
        _powered(name, power, many and place == len(factors)) for place, (name, power) in enumerate(factors, 1)
    )


def _powered(name: str, power: float, many: bool) -> str:
    """One unit to a power: ``square metres``, ``second squared``."""
    word = words_of(name).many if many else words_of(name).one
    if power == 1:
        return word
    if name in LENGTHS and power in BEFORE:
        return f"{BEFORE[int(power)]} {word}"
    return f"{word} {SQUARED.get(int(power)) or 'to the power'}{'' if power in SQUARED else f' {power:g}'}"


def _per(below: Sequence[tuple[str, float]], plain: bool) -> str:
    """What stands below the line: ``a truck``, ``a day per person``; ``per`` where an article would not read well."""
    per = [f"per {_powered(name, power, many=False)}" for name, power in below]
    if plain and len(below) in (1, 2) and below[0][1] == 1 and words_of(below[0][0]).sign not in BEHIND:
        per[0] = with_article(words_of(below[0][0]).one)
    return " ".join(per)


def with_article(words: str) -> str:
    """Words with the article that they are spoken with.

    >>> [with_article(words) for words in ("truck", "hour", "euro", "US gallon", "MMBtu", "Ukrainian hryvnia")]
    ['a truck', 'an hour', 'a euro', 'a US gallon', 'an MMBtu', 'a Ukrainian hryvnia']
    """
    if _LETTERS.match(words):
        return f"{'an' if words[0] in 'AEFHILMNORSX' else 'a'} {words}"
    return f"{'an' if _VOWEL.match(words) and not _CONSONANT.match(words) else 'a'} {words}"


@cache
def words_of(name: str) -> UnitWords:
    """The words of one unit; of one that a case declares, its own name and the plural by rule.

    A name in other letters than Latin ones stands in quotation marks.

    >>> words_of("foot"), words_of("school_bus").many, words_of("families").one, words_of("TEU").many
    (UnitWords(one='foot', many='feet', sign=''), 'school buses', 'family', 'TEU')
    """
    known = unit_words().get(name)
    if known is not None:
        return known
    if any(letter > LAST_LATIN for letter in name):  # a noun of no list, as a passage in other letters has it
        word = f"“{name.replace('_', ' ')}”"
        return UnitWords(word, word)
    *first, last = filter(None, without_suffix(name).split("_"))
    one, many = _both_numbers(last)
    return UnitWords(*(" ".join([*first, word]) for word in (one, many)))


def _both_numbers(word: str) -> tuple[str, str]:
    """A word for one and for many; a symbol such as ``TEU`` is the same for both, and a plural has its singular."""
    if word.casefold() in IRREGULAR:
        return word, word[:1] + IRREGULAR[word.casefold()][1:]
    if word.endswith("men") and len(word) > len("women"):
        return f"{word[:-3]}man", word
    if word.endswith("man") and word.islower() and not word.endswith("human"):
        return word, f"{word[:-3]}men"
    if word[1:] != word[1:].lower():
        return word, word
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y", word
    if re.search(r"(sh|ch|x|ss|z)es$", word):
        return word[:-2], word
    if word.endswith("s") and not re.search(r"(s|u|i)s$", word) and len(word) > len("gas"):
        return word[:-1], word
    return word, next((word[0] + form[1:] for form in plurals(word.casefold())), word)
