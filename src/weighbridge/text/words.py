"""Numbers, lists and outcomes as a reader sees them: the words of which every sentence is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

COMPUTED_DIGITS = 6
DIGITS = 3  # of a figure for reading

# Not strftime, which would speak the language of the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def significant(value: float, digits: int = COMPUTED_DIGITS) -> float:
    """A number to so many significant digits.

    >>> significant(45.60649, 3)
    45.6
    """
    return float(f"{value:.{digits}g}")


def number(value: float, digits: int = DIGITS) -> str:
    """A figure for reading, with so many significant digits.

    >>> number(15000.0), number(45.606), number(0.0712)
    ('15,000', '45.6', '0.0712')
    """
    rounded = significant(value, digits)
    if rounded == 0:
        return "0"
    whole = abs(rounded) >= 10 ** (digits - 1)
    text = f"{rounded:,.0f}" if whole else np.format_float_positional(rounded, digits, fractional=False, trim="-")
    return text.replace("-", "−")


def with_unit(text: str, unit: str) -> str:
    """A figure and its unit; a bare number stays bare."""
    return f"{text} {unit}".strip()


def span(ends: tuple[float, float], unit: str = "", digits: int = DIGITS) -> str:
    """One figure where both ends are the same, else from one to the other.

    >>> span((200.0, 600.0), "USD/barrel"), span((50.0, 50.0), "tonne/truck")
    ('200 to 600 USD/barrel', '50 tonne/truck')
    """
    low, high = number(ends[0], digits), number(ends[1], digits)
    while low == high and ends[0] != ends[1] and digits < COMPUTED_DIGITS:  # two ends are not shown as one figure
        digits += 1
        low, high = number(ends[0], digits), number(ends[1], digits)
    return with_unit(low if low == high else f"{low} to {high}", unit)


def percent(figure: Any) -> str:
    """A probability in percent, with the digits it supports.

    >>> from weighbridge.checks.results import Figure
    >>> percent(Figure(value=0.069, numerical_uncertainty=0.0004))
    '6.90 %'
    """
    if figure.value < 1e-3:
        return "less than 0.1 %"
    if figure.value > 0.999:
        return "more than 99.9 %"
    return f"{figure.estimate.scaled(100)} %"


def stretches(outcomes: Sequence[str], ends: Sequence[str], last: str) -> str:
    """Outcomes from the least value to the greatest, each with where it begins and ends; ``last`` has the unit too.

    >>> stretches(["holds", "strained", "fails"], ["51.8", "55"], "55 tonne")
    'holds up to 51.8, strained from 51.8 to 55, fails above 55 tonne'
    """
    between = [f"{said} from {low} to {high}" for said, low, high in zip(outcomes[1:], ends, ends[1:], strict=False)]
    return ", ".join([f"{outcomes[0]} up to {ends[0]}", *between, f"{outcomes[-1]} above {last}"])


def listed(names: Sequence[str], joint: str = "and") -> str:
    """Names in a row, the last behind an ``and``, or whatever else joins them.

    >>> listed(["mix", "market", "month"]), listed(["mix", "market"], "or")
    ('mix, market and month', 'mix or market')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"
