"""Figures as tables write them: decimal points and commas, groups of three digits, and what may be read either way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

SIGNS = (".", ",")
SPACES = " \u00a0\u2009\u202f'\u2019"  # between groups of digits: spaces of every width, and the Swiss apostrophe
# How a cell says that there is no figure, in small letters.
NO_FIGURE = {"", "-", "–", "—", "..", "...", "…", ".", ":", "n/a", "n.a.", "na", "#n/a", "null", "none", "nan"}
_POWER = r"(?:[eE][-+]?[0-9]{1,3})?"
_WORD = r"(?:\s+(?:hundred|thousand|million|billion))?"
_NUMBER = re.compile(rf"(?P<minus>[-+\u2212]?)(?P<digits>[0-9{SPACES}.,]*[0-9])(?P<rest>{_POWER}{_WORD})")
_GROUPS = {
    ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+"),
    ",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"),  # 1,250,000 and India's 12,50,000
    " ": re.compile(r"[0-9]{1,3}(?: [0-9]{3})+"),
}


class NumberFormat(NamedTuple):
    """How a column writes its figures, as a Table Schema declares it (``decimalChar``, ``groupChar``)."""

    decimal: str = "."
    group: str = ""

    def plain(self, text: str) -> str | None:
        """The figure with a decimal point and without groups; None where it is not written so.

        >>> NumberFormat(",", ".").plain("1.250,5"), NumberFormat(",").plain("1.250")
        ('1250.5', None)
        """
        group = f"[{SPACES}]" if self.group and self.group in SPACES else re.escape(self.group)
        digits = rf"[0-9]+|[0-9]{{1,3}}(?:{group}[0-9]{{2,3}})*{group}[0-9]{{3}}" if group else "[0-9]+"
        shape = rf"([-+\u2212]?)((?:{digits})?)(?:{re.escape(self.decimal)}([0-9]+))?({_POWER}{_WORD})"
        match = re.fullmatch(shape, text.strip())
        if match is None or not (match[2] or match[3]):
            return None
        return _joined(match[1], re.sub("[^0-9]", "", match[2]), match[3] or "", match[4])


def readings(text: str) -> dict[str, str]:
    """The figure as a plain number, by the decimal sign that it may be written with; empty where it is no figure.

    >>> readings("1.250")
    {'.': '1.250', ',': '1250'}
    >>> readings("1.250,5"), readings("0.125"), readings("1 250,125"), readings("n/a")
    ({',': '1250.5'}, {'.': '0.125'}, {',': '1250.125'}, {})
    >>> readings("1250")
    {'.': '1250', ',': '1250'}
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return {}
    digits, rest = re.sub(f"[{SPACES}]", " ", match["digits"]), match["rest"]
    found = {}
    for sign, other in (SIGNS, SIGNS[::-1]):
        whole, _, part = digits.partition(sign)
        number = _ungrouped(whole, other)
        if number is not None and (part.isdigit() or sign not in digits):
            found[sign] = _joined(match["minus"], number, part, rest)
    if rest[:1] in ("e", "E"):  # nobody groups the digits of 1.250e3
        found = {sign: plain for sign, plain in found.items() if sign in digits} or found
    return found


def decimal_signs(cells: Iterable[str]) -> set[str]:
    """The decimal signs of those figures of a column that can only be read one way.

    >>> decimal_signs(["1.250", "980", "n/a"]), decimal_signs(["1.250", "2,5"])
    (set(), {','})
    """
    found = (readings(cell) for cell in cells)
    return {sign for ways in found if len(ways) == 1 for sign in ways}


def _ungrouped(whole: str, sign: str) -> str | None:
    """The digits before the decimal sign without what stands between groups of them; None where they are no number."""
    if whole.isdigit() or not whole:
        return whole
    groups = [shape for between, shape in _GROUPS.items() if between in (sign, " ") and shape.fullmatch(whole)]
    return re.sub(r"\D", "", whole) if groups and not whole.startswith("0") else None


def _joined(minus: str, whole: str, part: str, rest: str) -> str:
    sign = "-" if minus == "\u2212" else minus
    return f"{sign}{whole or '0'}" + (f".{part}" if part else "") + rest
