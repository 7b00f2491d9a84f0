"""Numbers as files write them, read as one hand wrote them: the decimal sign that leaves no cell another reading."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...base import Place, Problem
from ..figures import NO_FIGURE, SIGNS, decimal_signs, readings
from .grid import Cell, many, shown_cell
from .refusal import refuse_all

SCALES = {"K": 3, "M": 6, "B": 9}
MONEY: Mapping[str, tuple[str, ...]] = {
    "US$": ("USD",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    "€": ("EUR",),
    "£": ("GBP", "SYP", "EGP", "LBP", "SDG"),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₺": ("TRY",),
}
UNIT_LETTERS = frozenset("dghlmsty")  # a bare letter behind a figure that may be a unit as well as a footnote
_CODE = "[A-Z]{3}"
_SIGN = "|".join(re.escape(sign) for sign in MONEY)
_SPACES = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"(?P<open>\()?[{_SPACES}]*(?P<minus>[-−+])?[{_SPACES}]*(?P<before>{_SIGN}|{_CODE})?[{_SPACES}]*(?P<later>[-−])?"
    rf"(?P<digits>[0-9](?:[0-9.,'’{_SPACES}]*[0-9])?|[.,][0-9]+)(?P<power>[eE][-+]?[0-9]{{1,3}})?"
    rf"[{_SPACES}]*(?P<scale>[KMB](?![A-Z]))?[{_SPACES}]*(?P<percent>%)?[{_SPACES}]*(?P<behind>{_SIGN}|{_CODE})?"
    rf"(?P<close>\))?(?P<mark>[{_SPACES}]*(?:\*{{1,3}}|[†‡§]|[⁰¹²³⁴-⁹]+|\([a-z0-9]{{1,2}}\)|\[[a-z0-9]{{1,2}}\]|[a-z]))?"
)
_ARABIC = {
    **{0x660 + digit: str(digit) for digit in range(10)},
    **{0x6F0 + digit: str(digit) for digit in range(10)},
    ord("٫"): ".",
    ord("٬"): "'",
}


@dataclass(frozen=True)
class Written:
    """A number as a cell writes it, taken apart.

    ``digits`` keep their separators; ``money``, ``is_percent`` and ``mark`` (of a footnote) are what stands beside.
    """

    text: str
    digits: str
    is_negative: bool = False
    scale: int = 0
    money: str = ""
    is_percent: bool = False
    mark: str = ""

    def value(self, decimal: str) -> str | None:
        """The plain number, by the decimal sign; none where it is not written so.

        >>> written("(1.250,50)").value(","), written("2.5K").value(".")
        ('-1250.50', '2500')
        """
        plain = readings(self.digits).get(decimal)
        if plain is None:
            return None
        number = Decimal(plain).scaleb(self.scale)
        digits = f"{-number if self.is_negative else number:f}"
        return digits.rstrip("0").rstrip(".") if self.scale and "." in digits else digits


@dataclass(frozen=True)
class Spot:
    """A cell of a column of figures and where it stands: its line, its column as a message names it."""

    line: int
    column: str
    cell: Cell


@dataclass(frozen=True)
class Figures:
    """The cells of figures as plain numbers, in their order (none where a cell holds none), and how they were read."""

    numbers: tuple[str | None, ...]
    marks: tuple[str, ...]
    how: tuple[str, ...]


def written(text: str) -> Written | None:
    """A cell taken apart; none where it is no number.

    >>> one = written("$5,940.91*")
    >>> one.digits, one.money, one.mark, written("n.v.")
    ('5,940.91', '$', '*', None)
    """
    found = _NUMBER.fullmatch(text.translate(_ARABIC).strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    negative = bool(found["open"]) or "-" in (found["minus"], found["later"]) or "−" in (found["minus"], found["later"])
    digits = found["digits"] + (found["power"] or "")
    money, mark = found["before"] or found["behind"] or "", (found["mark"] or "").strip()
    scale = SCALES[found["scale"]] if found["scale"] else 0
    return Written(text.strip(), digits, negative, scale, money, bool(found["percent"]), mark)


def looks_like_a_number(cell: Cell) -> bool:
    """Whether a cell holds a number that can be read in at least one way."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, str):
        found = written(cell)
        return found is not None and bool(readings(found.digits))
    return isinstance(cell, int | float)


def is_none(cell: Cell) -> bool:
    """Whether a cell says that there is no figure.

    >>> is_none("n/a"), is_none(".."), is_none("n.v.")
    (True, True, False)
    """
    return isinstance(cell, str) and cell.strip().casefold() in NO_FIGURE


def read_figures(
    file: str,
    spots: Sequence[Spot],
    unit: str,
    decimal: str | None = None,
    others: Sequence[Cell] = (),
    scale: int = 0,
) -> Figures:
    """The figures of the cells that are taken, all by one decimal sign.

    Args:
        unit: their unit, which signs of money and percent have to fit.
        decimal: the decimal sign, where the user says it.
        others: further cells of the same columns, which tell the sign where those taken do not.
        scale: the power of ten in which the figures are given.

    Raises:
        IntakeError: a cell is no number, or its sign does not fit the unit; or the decimal sign cannot be told.
    """
    texts = [written(spot.cell) if isinstance(spot.cell, str) else None for spot in spots]
    refuse_all(_faults(file, spots, texts, unit))
    found = [one for one in texts if one]
    sign = decimal or _decimal(file, spots, texts, others)
    refuse_all(_unlike(file, spots, texts, sign))
    plain = [_plain(spot.cell, one, sign) for spot, one in zip(spots, texts, strict=True)]
    numbers = tuple(_scaled(number, scale) if number and scale else number for number in plain)
    marks = tuple(one.mark if one else "" for one in texts)
    how = [*_how(found, sign, decimal is not None), *_typed(spots, texts, unit)]
    first = next((at for at, number in enumerate(plain) if number), None)
    if scale and first is not None:
        how.append(f"{plain[first]} is written as {numbers[first]}: --unit says in what the file counts")
    return Figures(numbers, marks, tuple(how))


def _plain(cell: Cell, text: Written | None, sign: str) -> str | None:
    if text is not None:
        return text.value(sign)
    return None if isinstance(cell, str) else shown_cell(cell)


def _scaled(number: str, scale: int) -> str:
    return f"{Decimal(number).scaleb(scale):f}"


def _faults(file: str, spots: Sequence[Spot], texts: Sequence[Written | None], unit: str) -> Iterator[Problem]:
    """The cells that are no figures, and those whose sign contradicts the unit."""
    codes = set(re.findall(_CODE, unit))
    for spot, text in zip(spots, texts, strict=True):
        place, shown = Place(file, spot.line), shown_cell(spot.cell)[:40]
        if text is None and not is_none(spot.cell) and (fault := _no_number(spot)):
            yield Problem(place, f"{spot.column} holds `{shown}`, {fault[0]}", fault[1])
        elif text is not None and not readings(text.digits):
            found = f"{spot.column} holds `{shown}`, which is no way to write one number"
            yield Problem(place, found, f"mend it in the file, or leave it out: --without-row {spot.line}")
        elif text is not None and text.money and codes.isdisjoint(MONEY.get(text.money, (text.money,))):
            found = f"{spot.column} holds `{shown}`, and --unit is `{unit}`"
            yield Problem(place, found, f"`{text.money}` is not of that unit: choose another --unit or --column")
        elif text is not None and text.is_percent and unit != "percent":
            found = f"{spot.column} holds `{shown}`, and --unit is `{unit}`"
            yield Problem(place, found, "write --unit percent, or choose another --column")
        elif text is not None and text.mark in UNIT_LETTERS:
            found = f"{spot.column} holds `{shown}`, where `{text.mark}` may be a unit, and --unit is `{unit}`"
            remedy = (
                f"take the letter away in the file if it is that unit or a footnote; else --without-row {spot.line}"
            )
            yield Problem(place, found, remedy)


def _no_number(spot: Spot) -> tuple[str, str] | None:
    """What a cell is that holds no number, with the remedy."""
    cell, leave = spot.cell, f"leave the line out, --without-row {spot.line}, or mend the cell"
    if isinstance(cell, bool):
        return "which is true or false, expected a number", leave
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        return (
            "a date, expected a number",
            "spreadsheets take 1.2 for a date: mend the cell, or choose another --column",
        )
    if isinstance(cell, str):
        return "expected a number", f"{leave}; where there is no figure, it stays empty"
    return None


def _decimal(file: str, spots: Sequence[Spot], texts: Sequence[Written | None], others: Sequence[Cell]) -> str:
    """The decimal sign that the cells leave; raises where they leave two, or none."""
    found = [one for one in texts if one]
    open_to_two = [one for one in found if len(set(readings(one.digits).values())) > 1]
    signs = decimal_signs(one.digits for one in found)
    if not signs and open_to_two:
        further = (written(cell) for cell in others if isinstance(cell, str))
        signs = decimal_signs(one.digits for one in further if one)
    if len(signs) > 1:
        refuse_all([_two_hands(file, spots, texts)])
    if not signs and open_to_two:
        refuse_all([_either_way(file, spots, texts, open_to_two)])
    return next(iter(signs), ".")


def _either_way(
    file: str, spots: Sequence[Spot], texts: Sequence[Written | None], doubtful: Sequence[Written]
) -> Problem:
    spot = next(spot for spot, text in zip(spots, texts, strict=True) if text is doubtful[0])
    point, comma = (doubtful[0].value(sign) for sign in SIGNS)
    more = f", as {len(doubtful) - 1} more" if len(doubtful) > 1 else ""
    found = f"{spot.column} holds `{doubtful[0].text}`, which may be {point} or {comma}{more}; no other cell tells"
    return Problem(Place(file, spot.line), found, f"add --decimal . for {point}, or --decimal , for {comma}")


def _two_hands(file: str, spots: Sequence[Spot], texts: Sequence[Written | None]) -> Problem:
    """Two cells that can be read in one way only, each by another sign."""
    first = {}
    for spot, text in zip(spots, texts, strict=True):
        ways = readings(text.digits) if text else {}
        if len(ways) == 1:
            first.setdefault(next(iter(ways)), (spot, text.text if text else ""))
    (one, point), (other, comma) = (first[sign] for sign in SIGNS)
    found = f"{one.column} holds `{point}` with a decimal point, line {other.line} `{comma}` with a decimal comma"
    return Problem(Place(file, one.line), found, "leave lines out with --without-row, or mend them: one file, one sign")


def _unlike(file: str, spots: Sequence[Spot], texts: Sequence[Written | None], sign: str) -> Iterator[Problem]:
    """The cells that cannot be read with the decimal sign."""
    for spot, text in zip(spots, texts, strict=True):
        if text is not None and text.value(sign) is None:
            found = f"{spot.column} holds `{text.text}`, which has no reading with `{sign}` as the decimal sign"
            yield Problem(
                Place(file, spot.line), found, "mend it, or choose the other sign: --decimal . or --decimal ,"
            )


def _how(found: Sequence[Written], sign: str, said: bool) -> Iterator[str]:
    """How texts were read, with one of them as an example."""
    sure = [one for one in found if len(readings(one.digits)) == 1]
    doubtful = [one for one in found if len(set(readings(one.digits).values())) > 1]
    name = "point" if sign == "." else "comma"
    for one in [one for one in (*doubtful, *sure) if said or one.text != one.value(sign)][:1]:
        ground = "as --decimal says" if said else _ground(len(sure))
        yield f"`{one.text}` read as {one.value(sign)}: the decimal sign is a {name}, {ground}"
    if brackets := next((one for one in found if one.is_negative and one.text.startswith("(")), None):
        yield f"`{brackets.text}` read as {brackets.value(sign)}: brackets stand for a minus"
    if scaled := next((one for one in found if one.scale), None):
        yield f"`{scaled.text}` read as {scaled.value(sign)}: K thousand, M million, B billion"
    if money := next((one for one in found if one.money), None):
        yield f"`{money.text}`: the sign is that of the unit"
    if marked := [one for one in found if one.mark]:
        count = many(len(marked), "mark of a footnote is", "marks of footnotes are")
        yield f"`{marked[0].text}`: {count} kept in the column `note`"


def _ground(sure: int) -> str:
    return many(sure, "cell", "cells") + " can be read in no other way" if sure else "as other cells of the column show"


def _typed(spots: Sequence[Spot], texts: Sequence[Written | None], unit: str) -> Iterator[str]:
    """What is worth knowing of the cells of a workbook: numbers as it holds them, and texts among them."""
    given = [float(spot.cell) for spot in spots if isinstance(spot.cell, int | float)]
    numbers = len(given)
    among = [spot for spot, text in zip(spots, texts, strict=True) if text]
    if numbers:
        yield f"{many(numbers, 'cell is a number', 'cells are numbers')} as the workbook holds them, to 15 digits"
    if numbers and unit == "percent" and max(map(abs, given)) <= 1:
        yield "CHECK: a workbook keeps a cell that shows 7.5% as 0.075: if these do, write --unit one"
    if numbers and among:
        cells = ", ".join(f"{spot.column} in row {spot.line} `{shown_cell(spot.cell)}`" for spot in among[:3])
        yield f"CHECK: {many(len(among), 'text')} among numbers, as happens with the mark of a footnote: {cells}"
