"""The spellings of units: those that are read, those that are refused with the spelling that works, and near misses.

``units.txt`` holds what is read, ``refused_units.csv`` what has several meanings, or none here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, takewhile
from pathlib import Path

from ..base import Place, Problem, RemediedError, TableError, filled, regular, shown, table_rows

DEFINITIONS = Path(__file__).with_name("units.txt")
REFUSED = Path(__file__).with_name("refused_units.csv")
LONGEST = 80
SHORTEST_WORD = 4  # letters from which capitals make no difference; below stand symbols: MW is not mW
MOST_WORDS = 4  # in the spelling of one unit: "central african cfa franc"
CURRENCY_SIGNS = "$¢£¥֏؋৳฿﷼\u20a0-\u20c0"  # the block of Unicode for them, and those that stand elsewhere
BY_KIND = {  # the commonest, for a writer whose word is unknown
    "of mass": ("kg", "tonne", "lb"),
    "length": ("m", "km", "mile"),
    "area": ("m**2", "hectare"),
    "volume": ("m**3", "litre", "barrel"),
    "time": ("day", "year"),
    "energy": ("joule", "kWh"),
    "power": ("MW",),
    "money": ("USD", "EUR"),
    "things": ("truck", "person", "one"),
    "shares": ("percent", "percentage_point"),
}
_BEFORE = {"square": 2, "sq": 2, "sq.": 2, "cubic": 3, "cu": 3, "cu.": 3}
_BEHIND = {"squared": 2, "cubed": 3}
_EACH = ("a", "an", "each", "every")
JOINING = ("per", "of", *_EACH, *_BEFORE, *_BEHIND)  # words that join units, and are none
_POWERS = str.maketrans({"⁻": "-", "¹": "1", "²": "2", "³": "3"})
_TOKEN = re.compile(
    rf"\s*(?:(?P<word>[^\W\d]*[{CURRENCY_SIGNS}][^\W\d]*|[^\W\d][\w.]*|[%‰٪°×℃℉])|(?P<power>\*\*\s*-?[1-9][0-9]?(?![0-9]))"
    r"|(?P<sign>[*/])|(?P<one>1)(?=\s*(?:/|per\b)))"
)
_FACTOR = r"\w+(\*\*-?[1-9][0-9]?)?"
_SHAPE = re.compile(rf"(1 / )?{_FACTOR}( [*/] {_FACTOR})*")
LARGEST_FACTOR = 1e30  # in a definition
_NUMBER = r"[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]{1,2})?"
_PART = rf"(?:{_NUMBER}|[^\W\d]\w*(?: ?\*\* ?-?[1-9])?)"
_MEANING = re.compile(rf"\[\w*\]|{_PART}(?: ?[*/] ?{_PART})*")
_NAMES = re.compile(r"(?<![\w.])[^\W\d]\w*")
_FACTORS = re.compile(rf"(?<![\w.])(?<!\*\* )(?<!\*\*){_NUMBER}(?!\w)")
LENGTHS = ("m", "km", "cm", "mm", "foot", "inch", "yard", "mile")


class UnitError(RemediedError):
    """A unit that is unknown, ambiguous, or doesn't fit."""


class BrokenUnit(UnitError):
    """A unit whose declaration is already reported as wrong: no second message."""


@dataclass(frozen=True)
class Ground:
    """What a declared unit was said to be, and why; and the same of the declared units that it is said in."""

    text: str
    reason: str
    sources: tuple[str, ...] = ()
    rests_on: tuple[Ground, ...] = ()
    is_counted: bool = False


@dataclass(frozen=True, eq=False)
class Spellings:
    """How units are spelled in a case: as in ``units.txt``, and those that it declares.

    Attributes:
        declared: the registered name of each declared unit by its spellings.
        own: the names under which units are declared; no quantity may have one.
        grounds: by registered name, what a unit is and why.
        broken: spellings of declarations that could not be read.
    """

    declared: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    grounds: Mapping[str, Ground] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def is_name(self, word: str) -> bool:
        """Whether a word is the very name of a unit, and not just another spelling: no quantity can have it."""
        return word in unit_names() or word in self.own

    def name_of(self, phrase: str) -> str | None:
        """The registered name of the unit that a phrase spells, ``_`` between its words; None for any other phrase.

        >>> Spellings().name_of("metric_tons"), Spellings().name_of("Tonnes"), Spellings().name_of("mw")
        ('tonne', 'tonne', None)
        """
        for known in (self.declared, standard_spellings()):
            for spelling in (phrase, phrase.casefold()) if len(phrase) >= SHORTEST_WORD else (phrase,):
                if spelling in known:
                    return known[spelling]
        return None


@cache
def definitions() -> dict[str, str]:
    """What each unit of ``units.txt`` is, in the notation of pint."""
    return {name: meaning for name, meaning, _ in unit_lines()}


@cache
def unit_lines() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Name, definition and other spellings of each unit.

    Raises:
        TableError: the file cannot be read, or has lines that define no unit, one a second time, or one by itself.
    """
    found: dict[str, tuple[int, str, tuple[str, ...]]] = {}
    problems = []
    for number, line in enumerate(_definition_lines(), 1):
        text, _, others = line.split("#")[0].partition("|")
        name, _, meaning = (part.strip() for part in text.partition("="))
        if not text.strip():
            continue
        if name in found:
            problems.append(_no_unit(number, f"`{name}` stands in line {found[name][0]} already", "keep one of them"))
        elif not name.isidentifier() or not _MEANING.fullmatch(meaning) or not _has_size(meaning):
            problems.append(_no_unit(number, f"`{line[:40]}` defines no unit", "write `name = definition | spellings`"))
        else:
            found[name] = number, meaning, tuple(o.strip() for o in others.split(",") if o.strip())
    known = {name: _NAMES.findall(meaning) for name, (_, meaning, _) in found.items() if not meaning.startswith("[")}
    known = {name: known.get(name, []) for name in found}
    for name in [] if problems else found:
        if fault := _not_defined(name, known):
            problems.append(_no_unit(found[name][0], fault, "define it by units that other lines define"))
    if problems:
        raise TableError(problems)
    return tuple((name, meaning, others) for name, (_, meaning, others) in found.items())


def _definition_lines() -> list[str]:
    place = Place(shown(DEFINITIONS))
    try:
        return regular(DEFINITIONS).read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise TableError([Problem(place, "this is not UTF-8", "save it as text, UTF-8")]) from None
    except OSError as error:
        raise TableError([Problem(place, f"cannot be read: {error.strerror}", "put it back")]) from None


def _no_unit(line: int, fault: str, remedy: str) -> Problem:
    return Problem(Place(shown(DEFINITIONS), line), fault, remedy)


def _has_size(meaning: str) -> bool:
    """Whether the numbers in a definition are above zero, and not without end."""
    return all(0 < float(one) < LARGEST_FACTOR for one in _FACTORS.findall(meaning))


def _not_defined(name: str, known: Mapping[str, list[str]]) -> str:
    """What a unit is defined by that no line defines, or that is defined by the unit itself; empty where all is."""
    seen, waiting = {name}, list(known[name])
    while waiting:
        other = waiting.pop()
        if other == name:
            return f"`{name}` is defined by itself"
        if other not in known:
            return f"`{name}` is defined by `{other[:40]}`, which is not defined"
        if other not in seen:
            seen.add(other)
            waiting += known[other]
    return ""


@cache
def unit_names() -> frozenset[str]:
    """Every unit's name.

    >>> "tonne" in unit_names(), "ton" in unit_names()
    (True, False)
    """
    return frozenset(name for name, _, _ in unit_lines())


@cache
def standard_spellings() -> dict[str, str]:
    """Every spelling of ``units.txt``, with plurals and ``_`` between words, and the name of the unit it stands for."""
    known: dict[str, str] = {}
    for name, _, others in unit_lines():
        for spelling in (name, *(other.replace(" ", "_") for other in others)):
            for form in (spelling, *plurals(spelling)):
                known.setdefault(form, name)
    return known


def plurals(spelling: str) -> tuple[str, ...]:
    """The regular plural of a spelling in small letters; none of a symbol.

    >>> plurals("metric_ton"), plurals("inch"), plurals("lorry"), plurals("kWh"), plurals("ft")
    (('metric_tons',), ('inches',), ('lorries',), (), ())
    """
    if not re.fullmatch("[a-z_]{3,}", spelling) or not re.search("[aeiou]", spelling):
        return ()
    if re.search(r"[^aeiou]y$", spelling):
        return (f"{spelling[:-1]}ies",)
    return (f"{spelling}{'es' if re.search('(s|x|z|ch|sh)$', spelling) else 's'}",)


@cache
def refused_spellings() -> dict[str, tuple[str, str]]:
    """What several units are called, or none here: how many meanings it has, and the spelling that works."""
    rows = table_rows(REFUSED, ("spellings", "meanings", "remedy"), {"remedy": filled("the spelling that works")})
    return {
        spelling.replace(" ", "_"): (row["meanings"], row["remedy"])
        for row in rows
        for spelling in row["spellings"].split("|")
    }


def refused_as(phrase: str) -> UnitError | None:
    """Why a phrase is no unit, with the spelling that works; None where nothing is known of it.

    >>> print(refused_as("gallons"))
    a bare `gallons` has two meanings; write `us_gallon` (3.785 litre) or `imperial_gallon` (4.546 litre)
    """
    known = refused_spellings()
    spelling = phrase if phrase in known or len(phrase) < SHORTEST_WORD else phrase.casefold()
    if spelling not in known:
        return None
    meanings, remedy = known[spelling]
    shown = phrase.replace("_", " ")
    return UnitError(f"a bare `{shown}` has {meanings}" if meanings else f"unknown unit `{shown}`", remedy)


def expression(text: str, spellings: Spellings) -> str:
    """A unit as it is typed, in names joined by ``*``, ``/`` and ``**``.

    Raises:
        UnitError: a word is no unit, or has several meanings; or the words are not joined to one unit.

    >>> expression("USD per square metre", Spellings()), expression("m²", Spellings())
    ('USD / m**2', 'm**2')
    """
    plain = _plain(text[: LONGEST + 1])
    tokens = _tokens(plain) if len(text) <= LONGEST else None
    whole = "" if tokens is None else _joined(tokens, spellings)
    if not _SHAPE.fullmatch(whole):
        named = (refused_as(word) for word in re.findall(rf"[^\W\d]\w*|[{CURRENCY_SIGNS}%]", plain))
        raise next(filter(None, named), None) or UnitError(
            f"`{text.strip()[:40]}` is not a unit", "write unit names joined by `*`, `/` and `**`, such as `USD/tonne`"
        )
    return whole


def _tokens(plain: str) -> list[tuple[str, str]] | None:
    """Words and signs in their order, each with its kind; None where something else stands between them."""
    found, end = [], 0
    while plain[end:].strip():
        match = _TOKEN.match(plain, end)
        if match is None:
            return None
        kind = match.lastgroup or ""
        token = match[kind].replace(" ", "")
        found.append(("sign", "/") if token == "per" else (kind, token))
        end = match.end()
    return found


def _joined(tokens: list[tuple[str, str]], spellings: Spellings) -> str:
    """The names of units with the signs between them; words side by side spell one unit."""
    parts: list[str] = []
    for is_word, some in groupby(tokens, key=lambda token: token[0] == "word"):
        if is_word:
            parts.append(_one_unit([word for _, word in some], spellings))
            continue
        for kind, token in some:
            if kind == "power" and parts:
                parts[-1] += token
            else:
                parts.append(token)
    return " ".join(parts)


def _plain(text: str) -> str:
    """Text in which powers, points and hyphens are written in one way."""
    text = unicodedata.normalize("NFC", text).replace("^", "**").replace("·", "*").replace("⋅", "*")
    text = re.sub("[⁻¹²³]+", lambda match: f"**{match[0].translate(_POWERS)}", text)
    text = re.sub(r"\bU\.\s?([SK])\.", r"U\1", text)
    text = re.sub(r"\bper\s+(cent|mille)\b", r"per\1", text)
    text = re.sub(r"\bparts?\s+per\s+million\b", "ppm", text)
    return re.sub(r"(?<=[^\W\d])[-‐‑](?=[^\W\d])", " ", text)


def _one_unit(words: list[str], spellings: Spellings) -> str:
    """The unit that some words side by side spell, with its power: ``square kilometres``, ``metric tons``."""
    power, said = _BEFORE.get(words[0].lower(), 1), " ".join(words)
    name, taken = _longest(words[1:] if power > 1 and len(words) > 1 else words, spellings)
    rest = words[taken + (power > 1) :]
    if rest and rest[0].lower() in _BEHIND and power == 1:
        power, rest = _BEHIND[rest[0].lower()], rest[1:]
    if power > 1 and name not in LENGTHS:
        raise UnitError(f"`{said}` is not an area or a volume", f"write the unit alone, `{without_suffix(name)}`")
    if rest and rest[0].lower() in _EACH:
        raise UnitError(f"`{said}` is not a unit", f"write `per` in place of `{rest[0]}`")
    if rest and rest[0].lower() == "of":
        raise UnitError(f"`{said}` is not a unit", f"write the unit alone, `{without_suffix(name)}`")
    if rest:
        one, other = without_suffix(name), without_suffix(_longest(rest, spellings)[0])
        remedy = f"write `*` or `/` between them: `{one}*{other}` or `{one}/{other}`"
        raise UnitError(f"`{said}` is two units side by side", remedy)
    return name if power == 1 else f"{name}**{power}"


def _longest(words: list[str], spellings: Spellings) -> tuple[str, int]:
    """The unit that the first words spell, as many as possible, and how many those are."""
    for taken in range(min(len(words), MOST_WORDS), 0, -1):
        phrase = "_".join(word.strip(".") for word in words[:taken])
        if name := spellings.name_of(phrase):
            return name, taken
        if phrase in spellings.broken:
            raise BrokenUnit(f"the unit `{phrase}` is broken")
        if error := refused_as(phrase):
            raise error
    powered = re.fullmatch(r"([^\W\d]+)([23])", words[0])
    length = spellings.name_of(powered[1]) if powered else None
    if powered and length in LENGTHS:
        return f"{length}**{powered[2]}", 1
    unknown = [words[0], *takewhile(lambda word: not _is_known(word, spellings), words[1:])]
    raise UnitError(f"unknown unit `{' '.join(unknown)}`", remedy_for("_".join(unknown), spellings))


def _is_known(word: str, spellings: Spellings) -> bool:
    """Whether a word spells a unit, joins two, or is refused as one: it is no part of an unknown name before it."""
    return word.lower() in JOINING or spellings.name_of(word) is not None or refused_as(word) is not None


def remedy_for(word: str, spellings: Spellings) -> str:
    """What to write in place of an unknown unit: one that is nearly alike, or what there is, and how to declare it.

    >>> remedy_for("tonn", Spellings()), remedy_for("KG", Spellings()), remedy_for("kUSD", Spellings())
    ('did you mean `tonne`?', 'did you mean `kg`?', 'write `thousand USD`')
    """
    names = {**standard_spellings(), **spellings.declared}
    multiple = re.fullmatch(r"(k|m|mn|M|bn)([A-Z]{3})", word)
    if multiple and multiple[2] in unit_names():
        scale = {"k": "thousand", "bn": "billion"}.get(multiple[1], "million")
        return f"write `{scale} {multiple[2]}`"
    near = list(dict.fromkeys(without_suffix(names[known]) for known in _misspelt(word, names)))
    if near:
        return "did you mean " + " or ".join(f"`{name}`" for name in near[:3]) + "?"
    kinds = "; ".join(f"{kind} {', '.join(f'`{name}`' for name in some)}" for kind, some in BY_KIND.items())
    key = word if word.isidentifier() else "houses"
    own = f"of the case {', '.join(f'`{name}`' for name in sorted(spellings.own))}; " if spellings.own else ""
    return (
        f"declare it in the case, `units: {{{key}: {{counted: ..., reason: ...}}}}` or `{{is: 50 kg, reason: ...}}`, "
        f"or write another: {own}{kinds}"
    )


def _misspelt(word: str, known: Iterable[str]) -> list[str]:
    """The spellings of which a word is a slip of the keyboard, the shortest first.

    The same letters in other capitals, or one letter left out, doubled or changed about. Another letter in place of
    one, or another first letter, is more often another word: `pears` are no `years`, `mines` no `miles`.
    """
    bare = word.replace("_", "").casefold()
    alike = [name for name in known if name.replace("_", "").casefold() == bare]
    if not alike and len(bare) >= SHORTEST_WORD:
        alike = [name for name in known if name[0].casefold() == bare[0] and _is_slip(bare, name.replace("_", ""))]
    return sorted(alike, key=lambda name: (len(name), name))


def _is_slip(word: str, other: str) -> bool:
    """Whether two neighbours are changed about, one letter is left out of either, or one differs in a long word.

    In a short word the letter left out is its last, or one that is doubled: `bats` are no `bahts`.
    """
    if len(other) < SHORTEST_WORD:
        return False
    if len(word) == len(other):
        differs = [at for at in range(len(word)) if word[at] != other[at]]
        if len(differs) == 2 and differs[1] == differs[0] + 1:
            return word[differs[0]] == other[differs[1]] and word[differs[1]] == other[differs[0]]
        return len(differs) == 1 and len(word) >= 2 * SHORTEST_WORD
    longer, shorter = sorted((word, other), key=len, reverse=True)
    extra = [at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter]
    return bool(extra) and (len(longer) > 5 or len(extra) > 1 or extra[0] == len(longer) - 1)


def without_suffix(name: str) -> str:
    """The name of a unit as the case declares it: registered, it has what it means behind it."""
    return re.sub(r"__[0-9a-f]{8}\b", "", name)
