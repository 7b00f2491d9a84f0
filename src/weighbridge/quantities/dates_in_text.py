"""Dates as a text writes them: days, months and years, and numbers that are years by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .language import Language
from .nouns import counts_something, noun_at
from .numerals import HYPHENS
from .tokens import NUMERAL, Token
from .units_in_text import money_before, unit_at

FIRST_YEAR, LAST_YEAR = 1000, 2100
RECENT = 1900  # from here on a bare number of four digits with no noun is a year
DASHES = (*HYPHENS, "–", "—", "/", "\u2212")
_ISO = re.compile(
    r"(?<![\w./-])(\d{4})(?:[-/](0?[1-9]|1[0-2])|([-/.])(0?[1-9]|1[0-2])\3(0?[1-9]|[12]\d|3[01]))(?![\w/-]|\.\d)"
)
_NUMERIC = re.compile(r"(?<![\w./-])(0?[1-9]|[12]\d|3[01])([-/.])(0?[1-9]|[12]\d|3[01])\2(\d{4}|\d{2})(?![\w/-]|\.\d)")


class Date(NamedTuple):
    """A date: its tokens, and what it says as ISO 8601 writes it."""

    first: int
    end: int
    iso: str


def dates_in(known: Language, text: str, some: Sequence[Token]) -> list[Date]:
    """The dates among some tokens, in their order."""
    found = _in_digits(text, some)
    taken = {at for one in found for at in range(one.first, one.end)}
    at = 0
    while at < len(some):
        date = None if at in taken else _date_at(known, some, at)
        if date is not None and date.end > at:
            found.append(date)
            at = date.end
        else:
            at += 1
    return sorted(found)


def _in_digits(text: str, some: Sequence[Token]) -> list[Date]:
    """Dates in digits alone: 2017-02-03, 3.2.2017; of which the day may be the month, the year is told."""
    if not some:
        return []
    start, end, found = some[0].start, some[-1].end, []
    for match in _ISO.finditer(text, start, end):
        parts = [part for part in (match[2] or match[4], match[5]) if part]
        iso = "-".join([match[1], *(f"{int(part):02d}" for part in parts)])
        found.append((match.span(), iso))
    for match in _NUMERIC.finditer(text, start, end):
        one, other, year = int(match[1]), int(match[3]), match[4]
        if min(one, other) > 12:
            continue
        year = year if len(year) == 4 else f"{'19' if int(year) > 50 else '20'}{year}"
        found.append((match.span(), f"{year}-{max(one, other) and _order(one, other)}"))
    return [Date(*_tokens(some, *span), iso) for span, iso in found]


def _order(one: int, other: int) -> str:
    """Month and day where only one can be the month; else the day first, as most of the world writes."""
    day, month = (other, one) if other > 12 else (one, other)
    return f"{month:02d}-{day:02d}"


def _tokens(some: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens that stand within a span."""
    inside = [at for at, one in enumerate(some) if one.end > start and one.start < end]
    return inside[0], inside[-1] + 1


def _date_at(known: Language, some: Sequence[Token], at: int) -> Date | None:
    """The date that begins at a token; None where none does."""
    if (month := known.months.at(some, at)) is not None:
        return _month_first(known, some, at, *month)
    if some[at].sort != NUMERAL or not some[at].text.isdigit():
        return None
    if (day := _day(known, some, at)) is not None:
        found = _day_first(known, some, at, *day)
        if found is not None:
            return found
    return _year(known, some, at)


def _day(known: Language, some: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The day of a month in digits, with the ending of an ordinal, and the token behind it."""
    if at >= len(some) or some[at].sort != NUMERAL or not some[at].text.isdigit() or len(some[at].text) > 2:
        return None
    day = int(some[at].text)
    if not 1 <= day <= 31:
        return None
    ending = known.words("ordinal ending").at(some, at + 1)
    is_joined = ending is not None and some[at + 1].start == some[at].end
    end = ending[1] if ending is not None and is_joined else at + 1
    if end < len(some) and some[end].text == "." and known.months.at(some, end + 1) is not None:
        end += 1
    return day, end


def _full_year(some: Sequence[Token], at: int) -> int | None:
    """The year that stands at a token in four digits."""
    if at < len(some) and some[at].sort == NUMERAL and some[at].text.isdigit() and len(some[at].text) == 4:
        year = int(some[at].text)
        return year if FIRST_YEAR <= year < LAST_YEAR else None
    return None


def _behind_comma(known: Language, some: Sequence[Token], at: int) -> int:
    """Behind a comma or a word such as "of" between a month and its year."""
    if at < len(some) and some[at].text in (",", "،"):
        return at + 1
    over = known.words("of").at(some, at)
    return over[1] if over and _full_year(some, over[1]) else at


def _day_first(known: Language, some: Sequence[Token], at: int, day: int, end: int) -> Date | None:
    """2 April 2017; the 2nd of April; 2–5 April."""
    place = end
    if place < len(some) and (some[place].text in DASHES or known.words("to").at(some, place)):
        last = _day(known, some, place + 1)
        place = last[1] if last else place
    over = known.words("of").at(some, place)
    month = known.months.at(some, over[1] if over else place)
    if month is None:
        return None
    place = _behind_comma(known, some, month[1])
    year = _full_year(some, place)
    if year is not None:
        return Date(at, place + 1, f"{year}-{month[0]:02d}-{day:02d}")
    return Date(at, month[1], f"--{month[0]:02d}-{day:02d}")


def _month_first(known: Language, some: Sequence[Token], at: int, month: int, end: int) -> Date | None:
    """April 2017; April 2, 2017; April 2; a month alone is left to its reader, for it may be another word."""
    place = _behind_comma(known, some, end)
    year = _full_year(some, place)
    if year is not None:
        return Date(at, place + 1, f"{year}-{month:02d}")
    day = _day(known, some, end)
    if day is None or not some[at].text[0].isupper() or unit_at(known, some, day[1]) is not None:
        return None
    place = day[1]
    if place < len(some) and (some[place].text in DASHES or known.words("to").at(some, place)):
        last = _day(known, some, place + 1)
        place = last[1] if last else place
    behind = _behind_comma(known, some, place)
    year = _full_year(some, behind)
    if year is not None:
        return Date(at, behind + 1, f"{year}-{month:02d}-{day[0]:02d}")
    is_within = known.words("year before").before(some, at) is not None
    if is_within and noun_at(known, some, place) is not None:
        return None  # "in May 20 trucks left"
    return Date(at, place, f"--{month:02d}-{day[0]:02d}")


def _year(known: Language, some: Sequence[Token], at: int) -> Date | None:
    """A year by its name, a decade or a span of years; None where a number of four digits counts something."""
    year = _full_year(some, at)
    if year is not None and _is_of_a_range(known, some, at):
        return None
    is_joined = at > 0 and some[at - 1].end == some[at].start and some[at - 1].text not in ("(", "[", *DASHES)
    if year is None or (is_joined and some[at - 1].form not in known.parts.prefixes):
        return None
    end = at + 1
    ending = known.words("ordinal ending").at(some, end)
    if ending is not None and some[end].start == some[at].end:
        return Date(at, ending[1], f"{year // 10}" if year % 10 == 0 else str(year))
    second = _second_year(some, at, year)
    if second is not None and second[0] == year + 1 and year >= RECENT:
        return Date(at, second[1], f"{year}/{second[0]}")
    if second is not None:
        return Date(at, second[1], f"{year}/{second[0]}") if _is_span(known, some, at, second[1], year) else None
    if known.words("era").at(some, end) is not None:
        return Date(at, end + 1, str(year))
    return Date(at, end, str(year)) if _is_year(known, some, at, end, year) else None


def _is_of_a_range(known: Language, some: Sequence[Token], at: int) -> bool:
    """Whether a number of four digits is the low end of a range of something: between 2000 and 5000 tons."""
    joint = known.words("and").at(some, at + 1)
    if joint is None or joint[1] >= len(some) or known.words("between").before(some, at) is None:
        return False
    return some[joint[1]].sort == NUMERAL and _full_year(some, joint[1]) is None


def _second_year(some: Sequence[Token], at: int, year: int) -> tuple[int, int] | None:
    """The second year of 2013-14 or 2013–2015, and the token behind it."""
    if at + 2 >= len(some) or some[at + 1].text not in DASHES or not some[at + 2].text.isdigit():
        return None
    text = some[at + 2].text
    if len(text) == 2 and some[at + 2].start == some[at].end + 1 and int(text) > year % 100:
        return int(f"{year // 100}{text}"), at + 3
    second = _full_year(some, at + 2)
    return (second, at + 3) if second is not None and year < second else None


def _is_span(known: Language, some: Sequence[Token], at: int, end: int, year: int) -> bool:
    """Whether two years joined by a dash are years, and not a range of something."""
    return year >= RECENT - 200 and _counts_nothing(known, some, at, end)


def _is_year(known: Language, some: Sequence[Token], at: int, end: int, year: int) -> bool:
    """Whether a number of four digits is a year by the words around it."""
    if year >= RECENT and known.words("year behind").at(some, end) is not None:
        return True
    if not _has_no_unit(known, some, at, end):
        return False
    if known.words("year before").before(some, at) is not None or known.months.before(some, at) is not None:
        return True
    cue = known.cues_before.before(some, at)
    if cue is not None and known.words("year before").before(some, cue[1]) is not None:
        return True
    is_near = known.words("year perhaps").before(some, at) is not None
    noun = noun_at(known, some, end) if not is_near or counts_something(known, some, end) else None
    if noun is not None and (noun.first <= end + 1 or year < RECENT or cue is not None):
        return False
    if year >= RECENT:
        return cue is None or is_near
    return is_near and year >= RECENT - 200


def _counts_nothing(known: Language, some: Sequence[Token], at: int, end: int) -> bool:
    return _has_no_unit(known, some, at, end) and not counts_something(known, some, end)


def _has_no_unit(known: Language, some: Sequence[Token], at: int, end: int) -> bool:
    """Whether neither a unit nor a word of size stands behind, and no money before."""
    if money_before(known, some, at) is not None or unit_at(known, some, end) is not None:
        return False
    word = known.numbers.at(some, end)
    return word is None or word[0].role not in ("scale", "scales", "collective", "hundred")
