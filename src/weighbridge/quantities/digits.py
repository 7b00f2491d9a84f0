"""Digits with their separators: the number that is meant, and the other that a point or a comma may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MOST_DIGITS = 25  # as in the numbers of a case: more are no quantity that anybody measured
_PLAIN = re.compile(r"\d+")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?")
_SHAPE = re.compile(r"(?P<whole>\d*)(?P<rest>(?:[.,'٬٫ ]\d+)*)(?:[eE](?P<power>[-+\u2212]?\d+))?")
_GROUP = re.compile(r"([.,'٬٫ ])(\d+)")
_ARABIC = str.maketrans({"٫": ".", "٬": ",", "\u2212": "-"})


@dataclass(frozen=True)
class Signs:
    """Which sign stands before decimals and which part thousands, as far as a text shows it.

    Attributes:
        decimal: the decimal sign of the language.
        shown_decimal, shown_groups: signs that other numbers of the text use for the one or the other.
        shown_sizes: letters that other numbers of the text use as a size, m in $5m, though they may be units.
    """

    decimal: str = "."
    shown_decimal: frozenset[str] = frozenset()
    shown_groups: frozenset[str] = frozenset()
    shown_sizes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Digits:
    """What digits stand for; ``other`` is the other reading of their separator; ``reason`` why they are not read."""

    number: Decimal
    other: Decimal | None = None
    reason: str = ""


def signs_shown(numerals: Iterable[str], decimal: str) -> Signs:
    """Which signs the numbers of a text use for what, by those that leave no doubt.

    >>> sorted(signs_shown(["2.670.000", "40.000"], ".").shown_groups)
    ['.']
    """
    decimals, groups = set(), set()
    for raw in numerals:
        parts = _GROUP.findall(raw.translate(_ARABIC))
        used = [sign for sign, _ in parts]
        if len(used) > 1:
            groups.add(used[0])
            if used[-1] != used[0]:
                decimals.add(used[-1])
        elif parts and used[0] in ".," and (len(parts[0][1]) != 3 or raw.startswith("0")):
            decimals.add(used[0])
    return Signs(decimal, frozenset(decimals), frozenset(groups))


def digits(raw: str, signs: Signs) -> Digits:
    """The number that digits stand for.

    >>> digits("2,500", Signs()).number, digits("2.670.000", Signs()).number, digits("1.5", Signs()).number
    (Decimal('2500'), Decimal('2670000'), Decimal('1.5'))
    >>> digits("40.000", signs_shown(["2.670.000"], "."))
    Digits(number=Decimal('40000'), other=Decimal('40.000'), reason='')
    """
    text = raw.translate(_ARABIC)
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return Digits(Decimal(0), reason="its separators follow no rule that is known")
    if sum(c.isdigit() for c in text) > MOST_DIGITS + 4:
        return Digits(Decimal(0), reason=f"it has more than {MOST_DIGITS} digits")
    power = int((shape["power"] or "0").replace("+", ""))
    found = _separated(text, shape["whole"], _GROUP.findall(shape["rest"]), signs)
    if found.reason or not power:
        return found
    other = None if found.other is None else found.other.scaleb(power)
    return Digits(found.number.scaleb(power), other) if abs(power) < 290 else Digits(found.number, reason="its power")


def _separated(text: str, whole: str, parts: list[tuple[str, str]], signs: Signs) -> Digits:
    """The number with all its separators taken for what they are."""
    if not parts:
        return Digits(Decimal(whole))
    used, groups = [sign for sign, _ in parts], [group for _, group in parts]
    joined = whole + "".join(groups)
    if _INDIAN.fullmatch(text):
        return Digits(Decimal(text.replace(",", "")))
    thousands = all(len(group) == 3 for group in groups) and 1 <= len(whole) <= 3 and whole[:1] != "0"
    if len(set(used)) == 1 and (len(used) > 1 or used[0] in "' "):
        return Digits(Decimal(joined)) if thousands else _broken()
    if len(used) > 1:
        head = Decimal(whole + "".join(groups[:-1]))
        is_parted = all(len(group) == 3 for group in groups[:-1]) and len(whole) <= 3 and len(set(used[:-1])) == 1
        return Digits(_decimal(f"{head}.{groups[-1]}")) if is_parted and used[-1] in ".," else _broken()
    as_decimal = _decimal(f"{whole or '0'}.{groups[0]}")
    if not thousands:
        return Digits(as_decimal)
    return _one_group(Decimal(joined), as_decimal, used[0], groups[0], signs)


def _one_group(as_thousands: Decimal, as_decimal: Decimal, sign: str, group: str, signs: Signs) -> Digits:
    """Three digits behind one sign: thousands or thousandths, by what the rest of the text shows, then by the language.

    Three zeros are more often thousands: nobody measures so finely and finds nothing.
    """
    is_grouped = sign in signs.shown_groups and sign not in signs.shown_decimal
    if group == "000" and not is_grouped and (sign == signs.decimal or sign in signs.shown_decimal):
        return Digits(as_thousands, as_decimal)
    if sign in signs.shown_groups and sign not in signs.shown_decimal:
        # what the text shows outweighs the language's own sign, and the other reading is still named
        return Digits(as_thousands, None if sign != signs.decimal else as_decimal)
    if sign in signs.shown_decimal and sign not in signs.shown_groups:
        return Digits(as_decimal, None if sign == signs.decimal else as_thousands)
    if sign != signs.decimal:
        return Digits(as_thousands)
    return Digits(as_decimal, as_thousands)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # digits of two scripts
        return Decimal(0)


def _broken() -> Digits:
    return Digits(Decimal(0), reason="its separators part neither thousands nor decimals")
