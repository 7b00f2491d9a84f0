"""Numerals as people type them: digits with separators, powers of ten, words of size.

A point is the decimal sign; commas, spaces and apostrophes part thousands. What could be read in two ways is refused
with both.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from ..base import RemediedError

MOST_DIGITS, LARGEST_POWER = 25, 290  # a number of 25 digits below 10**-290 has still a last place that floats hold
WORDS_OF_SIZE = {"hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
SHORT_WORDS = {"mn": 6, "mln": 6, "bn": 9, "bln": 9, "milliard": 9, "tn": 12, "trn": 12}
LETTERS = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9}  # only right behind a digit: 5 m is a length

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2008\u2009\u200a\u202f\t\n\r"), " ")
_SIGNS = {ord("\u2010"): "-", ord("\u2011"): "-", ord("\u2212"): "-", ord("’"): "'", ord("٫"): ".", ord("٬"): ","}
_SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_TIMES_TEN = re.compile(r"(?<=\d)\s*[×x*·]\s*10\s*(?:(?:\^|\*\*)\s*([-+]?\d{1,3})|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3}))(?!\d)")

_NUMERAL = re.compile(
    r"(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}|[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:'\d{3})+)"
    r"(?:\.\d+)?(?:[eE][-+]?\d{1,3})?"
)


class QuantityError(RemediedError):
    """Text that is not a number with a unit."""


class MissingUnit(QuantityError):
    """A number that is read, and has no unit."""


def plain(text: str) -> str:
    """Text with plain digits, spaces and minus signs, and powers of ten behind an ``e``.

    >>> plain("٢٥٠٠ kg"), plain("\u22125 percent"), plain("6.6 × 10⁻³⁴ joule")
    ('2500 kg', '-5 percent', '6.6e-34 joule')
    """
    digits = "".join(str(unicodedata.decimal(c)) if c > "\x7f" and _is_arabic(c) else c for c in text)
    spaced = digits.translate(_SPACES).translate(_SIGNS)
    return _TIMES_TEN.sub(lambda found: f"e{(found[1] or found[2]).translate(_SUPERSCRIPTS)}", spaced).strip()


def _is_arabic(character: str) -> bool:
    """Whether it is a digit of the scripts in which sources in Arabic and Persian write their numbers."""
    return "\u0660" <= character <= "\u0669" or "\u06f0" <= character <= "\u06f9"


def decimal_of(raw: str, text: str) -> Decimal:
    """The number that digits with separators stand for; raises ``QuantityError`` where it could be another.

    >>> decimal_of("1,234,567.5", ""), decimal_of("50 000", ""), decimal_of("1.250", "")
    (Decimal('1234567.5'), Decimal('50000'), Decimal('1.250'))
    """
    if not _NUMERAL.fullmatch(raw):
        raise QuantityError(f"`{raw[:40]}` in `{text[:40]}` is not a plain number", _unseparated(raw))
    number = Decimal(re.sub("[,' ]", "", raw))
    if len(number.as_tuple().digits) > MOST_DIGITS or (number and abs(number.adjusted()) > LARGEST_POWER):
        raise too_large(text)
    return number


def too_large(text: str) -> QuantityError:
    """The error for a number that no one measures, or that floating point does not hold."""
    found = f"`{text[:40]}` is longer, larger or smaller than a measured number"
    return QuantityError(found, f"expected at most {MOST_DIGITS} digits and 10**{LARGEST_POWER}")


def _unseparated(raw: str) -> str:
    """How to write a number whose separators could mean several things, each reading by itself."""
    whole = re.sub(r"\D", "", raw).lstrip("0") or "0"
    if re.fullmatch(r"\d+,\d+", raw):
        return f"write `{raw.replace(',', '.')}` if the comma is the decimal sign, `{whole}` if it parts thousands"
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", raw):
        first, second, *_ = raw.split(".")
        return f"write `{whole}` if the points part thousands, `{first}.{second}` if the first is the decimal sign"
    if re.fullmatch(r"\d{1,3}([. ']\d{3})+,\d+", raw):
        head, _, tail = raw.rpartition(",")
        return f"write `{re.sub('[^0-9]', '', head)}.{tail}`, with a point as the decimal sign"
    if re.fullmatch(r"[.,]\d+|\d+[.,]", raw):
        return f"write `{'0.' + raw[1:] if raw[0] in '.,' else raw[:-1]}`"
    if re.fullmatch(r"\d+(_\d+)+", raw):
        return f"write `{whole}`"
    return "write the digits with one decimal point at most, as in `1234567.5` or `1,234,567.5`"


def size_of(word: str) -> int:
    """The power of ten of a word of size, whatever its case and number.

    >>> size_of("Millions"), size_of("bn")
    (6, 9)
    """
    sizes = {**WORDS_OF_SIZE, **SHORT_WORDS}
    return sizes[word.lower()] if word.lower() in sizes else sizes[word.lower().removesuffix("s")]
