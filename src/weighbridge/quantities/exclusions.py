"""Numbers that are no quantities: numbers of pages and rooms, names, times of day, telephones, addresses, results."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .ages import is_age_in_commas
from .language import Language
from .nouns import counts_something, noun_at
from .numerals import HYPHENS, Numeral
from .tokens import NUMERAL, SIGN, WORD, Token
from .units_in_text import money_before, unit_at

MOST_OF_A_RESULT = 200
MOST_OF_A_NOTE = 1000  # numbers in brackets below this point to notes
LONGEST_NOTE = 12  # tokens to either side within brackets
DAY = 24
DASHES = (*HYPHENS, "–", "—", "\u2212", ":")
_PATTERNS = (  # what must stand in the text for the pattern to be tried, and the pattern
    ("://", re.compile(r"\b[a-z]{2,6}://\S+", re.IGNORECASE)),
    ("www.", re.compile(r"\bwww\.\S+", re.IGNORECASE)),
    ("@", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    (".", re.compile(r"(?<![\w.,])[vV]?\d{1,4}(?:\.(?!\d{3}(?!\d))\d{1,4})(?:\.\d{1,4})+(?![\w,])")),
    (":", re.compile(r"(?<![\w:.,])\d{1,2}:\d{1,2}(?![\w:]|[.,]\d)")),
    ("h", re.compile(r"(?<!\w)[0-2]?\d ?h ?[0-5]\d(?!\w)")),
    (" ", re.compile(r"(?<![\d.,])\d{2}(?: \d{2}){3,4}(?![\d.,])")),
    (":", re.compile(r"(?<![\w:.,])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\w:])")),
    ("+", re.compile(r"(?<![\w.,+])\+\d{1,3}[ -.(]{1,2}\d[\d ()./-]{5,18}\d(?!\w)")),
    ("(", re.compile(r"\(0?\d{2,4}\) ?\d{3,4}[- ]?\d{2,4}(?![\w,])")),
    ("-", re.compile(r"(?<![\w.,-])\d{3}-\d{4}(?![\w-])|(?<![\w.,-])\d{1,5}(?:-\d{2,8}){2,3}(?![\w-])")),
    ("°", re.compile(r"\d{1,3}(?:\.\d+)?°\s?(?:\d{1,2}(?:\.\d+)?['′]\s?)?(?:\d{1,2}(?:\.\d+)?[\"″]\s?)?[NSEWO](?!\w)")),
    ("\u20e3", re.compile("(?:[\\d#*]\u20e3)+")),  # a key that is shown, no number
    (".", re.compile(r"(?<![\w.,])[-\u2212]?\d{1,3}\.\d{3,},\s?[-\u2212]?\d{1,3}\.\d{3,}(?![\w,])")),
)


def masked(text: str, some: Sequence[Token]) -> set[int]:
    """The tokens of addresses of the web, versions, times, telephones and coordinates."""
    if not some:
        return set()
    start, end = some[0].start, some[-1].end
    stretch = text[start:end]
    spans = [match.span() for sign, pattern in _PATTERNS if sign in stretch for match in pattern.finditer(stretch)]
    if not spans:
        return set()
    return {
        at
        for at, one in enumerate(some)
        if any(one.start - start < last and one.end - start > first for first, last in spans)
    }


def is_no_quantity(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """Whether a numeral names, numbers or dates something by the words around it."""
    if one.in_words:
        return _is_numbered(known, some, one) or _is_first_part(known, some, one.end)
    money = money_before(known, some, one.first) is not None
    if money:
        return False
    if one.share is not None:
        return _is_day(known, some, one)
    checks = (_is_age, _is_part_of_a_name, _is_clock, _is_ordinal, _is_numbered, _is_list_number, _is_note, _is_address)
    return any(check(known, some, one) for check in checks) or _is_after_a_name(known, some, one)


def _is_day(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """Whether a stroke stands in the name of a day, the 9/11 attacks: an article before, and neither unit nor "of"."""
    if known.words("the").before(some, one.first) is None or unit_at(known, some, one.end) is not None:
        return False
    return known.words("of").at(some, one.end) is None


def _is_age(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """Jane Roe, 34, fled."""
    return is_age_in_commas(some, one.first, one.end)


def _joined(one: Token, other: Token) -> bool:
    return one.end == other.start


def _is_part_of_a_name(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """A380, COVID-19, 5G, 747s: letters right beside digits that are neither unit nor size."""
    first, end = one.first, one.end
    if first and _joined(some[first - 1], some[first]):
        before = some[first - 1]
        if before.sort == WORD:
            return before.form not in known.parts.prefixes
        if before.text in ("#", "№", "§", ")", "]"):
            return True
        if before.text in ("+", "_") and first > 1 and _joined(some[first - 2], before):
            return some[first - 2].sort != SIGN
        is_hyphened = before.text in ("\u2212", *HYPHENS) and first > 1 and _joined(some[first - 2], before)
        if is_hyphened and some[first - 2].sort == WORD:
            return known.words("year before").before(some, first) is None
    if end < len(some) and _joined(some[end - 1], some[end]) and some[end].sort == WORD:
        return unit_at(known, some, end) is None and known.words("ordinal ending").at(some, end) is None
    return _is_first_part(known, some, end)


def _is_first_part(known: Language, some: Sequence[Token], end: int) -> bool:
    """Whether a number is the first part of a word with a hyphen that is neither a unit nor a known thing: 4-door."""
    if end + 1 >= len(some) or some[end].text not in HYPHENS or not _joined(some[end - 1], some[end]):
        return False
    behind = some[end + 1]
    if behind.sort != WORD or not _joined(some[end], behind):
        return False
    if unit_at(known, some, end) is not None or known.things.at(some, end + 1) is not None:
        return False
    if any(known.cues_after.at(some, place) is not None for place in (end, end + 1)):
        return False  # 60,000-plus
    roles = ("to", "times", "old", "aged", "per")
    is_word = any(known.words(role).at(some, place) is not None for role in roles for place in (end, end + 1))
    return not is_word and known.numbers.at(some, end + 1) is None and known.suffixes.at(some, end + 1) is None


def _is_clock(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """2 pm, 2.17pm, six o'clock."""
    clock = known.words("clock").at(some, one.end)
    if clock is None or (one.is_grouped and not re.fullmatch(r"\d{1,2}\.[0-5]\d", some[one.first].text)):
        return False
    return 0 <= one.number <= DAY


def _is_ordinal(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """21st, 3rd, 1960s; but 5s may be seconds."""
    ending = known.words("ordinal ending").at(some, one.end)
    if ending is None or not _joined(some[one.end - 1], some[one.end]):
        return False
    return len(some[one.end].form) > 1 or unit_at(known, some, one.end) is None


def _is_numbered(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """Page 5, Article 12, No. 7, pages 12 to 15."""
    first = one.first
    while first and some[first - 1].text in (":", "(", "#"):
        first -= 1
    if known.words("numbered").before(some, first) is not None:
        return _has_no_unit(known, some, one)
    if known.words("numbered perhaps").before(some, first) is None:
        return False
    return _has_no_unit(known, some, one) and not counts_something(known, some, one.end)


def _has_no_unit(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    return one.power == 0 and unit_at(known, some, one.end) is None


def _is_list_number(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """The number of a line of a list: 1. or 2) before what it lists."""
    if one.first or one.end >= len(some) or some[one.end].text not in (".", ")"):
        return False
    return one.end + 1 < len(some) and not _joined(some[one.end], some[one.end + 1]) and one.number < MOST_OF_A_NOTE


def _is_note(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """(12), [12] and [3, 4] point elsewhere."""
    is_small = not one.is_grouped and 0 <= one.number < MOST_OF_A_NOTE
    beside = (some[one.first - 1].text, some[one.end].text) if one.first and one.end < len(some) else ("", "")
    if is_small and beside == ("(", ")"):
        return True
    first, end = one.first - 1, one.end
    while first >= 0 and one.first - first < LONGEST_NOTE and _is_within_note(some[first]):
        first -= 1
    while end < len(some) and end - one.end < LONGEST_NOTE and _is_within_note(some[end]):
        end += 1
    return first >= 0 and end < len(some) and (some[first].text, some[end].text) == ("[", "]")


def _is_within_note(token: Token) -> bool:
    return token.sort == NUMERAL or token.text in (",", ";", *DASHES)


def _is_address(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """221 Baker Street; CA 90210."""
    if one.is_grouped or one.power:
        return False
    at = one.end
    if not known.has_plurals and known.words("street").at(some, at) is not None:
        return True
    for place in range(at, min(at + 4, len(some))):
        if some[place].sort != WORD or not some[place].text[0].isupper():
            break
        if place > at and known.words("street").at(some, place) is not None:
            return True
    before = some[one.first - 1] if one.first else None
    is_state = before is not None and len(before.text) == 2 and before.text.isupper() and before.sort == WORD
    return is_state and len(some[one.first].text) == 5 and noun_at(known, some, at) is None


def _is_after_a_name(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """Boeing 747, Windows 10: a word with a capital within the sentence, and nothing behind that is counted."""
    if one.first < 1 or one.power or one.is_grouped:
        return False
    before = some[one.first - 1]
    if before.sort != WORD or not before.text[0].isupper() or not _has_no_unit(known, some, one):
        return False
    if any(words.before(some, one.first) is not None for words in (known.cues_before, known.units)):
        return False
    is_first = one.first == 1 or (some[one.first - 2].sort == SIGN and some[one.first - 2].text not in ("-", ","))
    if is_first and known.words("stop").before(some, one.first) is not None:
        return False
    return noun_at(known, some, one.end) is None


def is_pronoun(known: Language, some: Sequence[Token], one: Numeral) -> bool:
    """One, in words, with nothing behind that it would count: "the one", "one of them"."""
    if one.words != 1 or one.value != 1 or one.cue or one.share:
        return False
    if unit_at(known, some, one.end) is not None:
        return False
    return known.things.at(some, one.end) is None


def is_result(first: Numeral, second: Numeral, joint: str, is_told: bool) -> bool:
    """Whether two bare numbers are the result of a game or a vote: 3-1, 52 to 48 beside words of winning.

    Args:
        is_told: whether words of winning or voting stand beside them.
    """
    numbers = (first.value, second.value)
    if any(number != number.to_integral_value() or number > MOST_OF_A_RESULT for number in numbers):
        return False
    return is_told or joint in HYPHENS or joint in ("–", "—", ":")


def chain(some: Sequence[Token], at: int) -> int:
    """The end of a row of three numbers or more, joined by dashes without a space; the same token where none is."""
    end, count = at, 0
    while end < len(some) and some[end].sort == NUMERAL:
        count += 1
        if end + 1 >= len(some) or some[end + 1].text not in DASHES or not _joined(some[end], some[end + 1]):
            end += 1
            break
        if end + 2 >= len(some) or some[end + 2].sort != NUMERAL or not _joined(some[end + 1], some[end + 2]):
            end += 1
            break
        end += 2
    return end if count >= 3 else at
