"""How cells look: the styles that a sheet names, and number formats with as many digits as a reader needs."""

from __future__ import annotations

import math
from typing import Any

INK, QUIET, LINE = "#000000", "#595959", "#C8C8C8"
YELLOW = "#FFF2CC"  # of what a reviewer may change
RED = "#A50026"  # of a warning
PALE = "#E8E8E8"  # of heads
BLUE = "#0B5394"  # of links and of what the library alone computed
FACE, SIZE = "Arial", 10
INPUT_DIGITS, DERIVED_DIGITS = 12, 4  # significant digits at most: an input is shown as it is, all else to be read
FITTING = 0.9  # characters of a text by one of a column's width, which is measured in digits of the standard font
LINE_HEIGHT = 13.0  # points
LARGEST, SMALLEST = 15, -6  # powers of ten between which a number is written out

_TEXT: dict[str, Any] = {"text_wrap": True, "valign": "top"}
_NUMBER: dict[str, Any] = {"align": "right", "valign": "top", "indent": 1}  # a gap before the text beside it
_HEAD: dict[str, Any] = {
    "bold": True,
    "bg_color": PALE,
    "text_wrap": True,
    "valign": "vcenter",
    "bottom": 1,
    "bottom_color": QUIET,
}
STYLES: dict[str, dict[str, Any]] = {
    "unit head": {**_HEAD, "align": "left", "indent": 1},
    "title": {"bold": True, "font_size": 16},
    "about": {"font_color": QUIET},
    "section": {"bold": True, "font_size": 12},
    "head": _HEAD,
    "number head": {**_HEAD, "align": "right", "indent": 1},
    "text": _TEXT,
    "line": {"valign": "top"},
    "verdict": {"bold": True, "font_size": 14},
    "strong": {**_TEXT, "bold": True},
    "answer": {**_TEXT, "font_size": 12},
    "unit": {**_TEXT, "font_color": QUIET, "align": "left", "indent": 1},
    "centred": {**_TEXT, "align": "center"},
    "name": {**_TEXT, "font_color": QUIET, "font_name": "Courier New", "font_size": 9},
    "quotation": {**_TEXT, "italic": True, "bold": True},
    "quote": {**_TEXT, "italic": True, "font_color": QUIET},
    "link": {"valign": "top", "font_color": BLUE, "underline": 1},
    "address": {**_TEXT, "font_color": BLUE, "underline": 1},
    "input": {**_NUMBER, "bg_color": YELLOW, "border": 1, "border_color": LINE},
    "derived": _NUMBER,
    "figure": {**_NUMBER, "font_color": QUIET},
    "point": {**_NUMBER, "font_color": QUIET, "italic": True},
    "warning": {"bold": True, "font_color": RED},
    "library": {**_NUMBER, "font_color": BLUE},
    "library text": {**_TEXT, "font_color": BLUE},
}


def style_of(name: str) -> dict[str, Any]:
    """The properties of a style; one that is not known is that of a text."""
    return {"font_name": FACE, "font_size": SIZE, "font_color": INK, **STYLES.get(name, _TEXT)}


def number_format(value: float, style: str = "derived") -> str:
    """The format of a number: an input with its own digits, anything else with four significant ones.

    >>> [number_format(value) for value in (50.0, 0.0123, 750000.0, 1e-9)]
    ['0.00', '0.00000', '#,##0', '0.000E+00']
    >>> number_format(907.18474, "input"), number_format(2500.0, "input"), number_format(0.5, "input")
    ('0.00000', '#,##0', '0.0')
    """
    if not value or not math.isfinite(value):
        return "0"
    size = math.floor(math.log10(abs(value)))
    if not SMALLEST <= size < LARGEST:
        return "0.000E+00"
    decimals = _own_decimals(value) if style == "input" else max(DERIVED_DIGITS - 1 - size, 0)
    return ("#,##0" if abs(value) >= 1000 else "0") + ("." + "0" * decimals if decimals else "")


def shown_length(value: float, numbers: str) -> int:
    """How many signs a number takes in a number format.

    >>> shown_length(1234.5, "#,##0.00"), shown_length(-1e-9, "0.000E+00")
    (8, 10)
    """
    mantissa = numbers.partition("E")[0]
    decimals = len(mantissa.partition(".")[2])
    return len(f"{value:.{decimals}E}" if "E" in numbers else f"{value:,.{decimals}f}")


def _own_decimals(value: float) -> int:
    """How many decimals a number has as it is written, of at most twelve significant digits."""
    text = f"{value:.{INPUT_DIGITS}g}"
    mantissa, _, power = text.partition("e")
    return max(len(mantissa.partition(".")[2]) - int(power or 0), 0)


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column: rather one too many than one too few."""
    per_line = max(width * FITTING, 1.0)
    return sum(max(math.ceil(len(line) / per_line), 1) for line in text.split("\n"))
