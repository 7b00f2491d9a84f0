"""Numbers, lists and outcomes as a reader sees them: the words of which every sentence is made."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

DIGITS = 3  # of a figure for reading
COMPUTED_DIGITS = 6  # of one that others can be checked against
EXACT_DIGITS = 12  # of a figure that is kept; what lies beyond them is rounding, and two that agree so far are one
FEW_DIGITS = 4  # of a number with decimals that is shown as it is written; a whole number always is

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


def significant(value: float, digits: int = EXACT_DIGITS) -> float:
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
    text = f"{rounded:,.{max(0, digits - 1 - math.floor(math.log10(abs(rounded))))}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def with_unit(text: str, unit: str) -> str:
    """A figure and its unit; a bare number stays bare.

    >>> with_unit("6", "percentage_point"), with_unit("6", "")
    ('6 percentage points', '6')
    """
    return f"{text} {unit.replace('percentage_point', 'percentage points')}".strip()


def in_full(value: float, digits: int = DIGITS) -> int:
    """The digits of a number that is shown as it is written: all that it has where it is whole or has few decimals.

    >>> number(50_000_838.0, in_full(50_000_838.0)), number(45.606, in_full(45.606)), number(12.45, in_full(12.45))
    ('50,000,838', '45.6', '12.45')
    """
    exact = significant(value)
    if significant(exact, FEW_DIGITS) == exact:
        return max(digits, FEW_DIGITS)
    return EXACT_DIGITS if exact.is_integer() and abs(exact) < 10.0**EXACT_DIGITS else digits


def apart(
    values: Sequence[float], digits: int | Sequence[int] = DIGITS, texts: Sequence[str] | None = None
) -> list[str]:
    """The texts of figures that are shown together: two that differ never read alike.

    Each has its digits, and more only where another would read the same. Two figures are one where they agree to
    ``EXACT_DIGITS``, for the rest is rounding.

    Args:
        digits: of all, or of each.
        texts: how each is written by itself, where not by so many digits.

    >>> apart([1620.4, 1619.6, 50.0]), apart([50_000_838.0, 50_000_000.0]), apart([1.0, 1.0])
    (['1,620.4', '1,619.6', '50'], ['50,001,000', '50,000,000'], ['1', '1'])
    >>> apart([50_000_838.0, 50_000_000.0], [in_full(50_000_838.0), 3])
    ['50,000,838', '50,000,000']
    """
    shown = [digits] * len(values) if isinstance(digits, int) else list(digits)
    found = list(texts) if texts is not None else [number(value, own) for value, own in zip(values, shown, strict=True)]
    exact = [significant(value) for value in values]
    for _ in range(EXACT_DIGITS):
        alike = [
            at for at, text in enumerate(found) if len({e for e, t in zip(exact, found, strict=True) if t == text}) > 1
        ]
        for at in alike:
            shown[at] = min(shown[at] + 1, EXACT_DIGITS)
            found[at] = number(values[at], shown[at])
    return found


def spans(pairs: Sequence[tuple[float, float]], digits: int | Sequence[int] = DIGITS) -> list[str]:
    """Several spans that are shown together, each as ``span`` has it; ends that differ never read alike.

    >>> spans([(1620.0, 1620.0), (1619.6, 1620.4)])
    ['1,620', '1,619.6 to 1,620.4']
    """
    own = [digits] * len(pairs) if isinstance(digits, int) else digits
    texts = apart([end for pair in pairs for end in pair], [one for one in own for _ in range(2)])
    return [low if low == high else f"{low} to {high}" for low, high in zip(texts[::2], texts[1::2], strict=True)]


def span(ends: tuple[float, float], unit: str = "", digits: int = DIGITS) -> str:
    """One figure where both ends are the same, else from one to the other.

    >>> span((200.0, 600.0), "USD/barrel"), span((50.0, 50.0), "tonne/truck")
    ('200 to 600 USD/barrel', '50 tonne/truck')
    """
    return with_unit(spans([ends], digits)[0], unit)


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
    >>> stretches(["fails", "holds", "fails"], ["16", "16"], "16 person")
    'fails below 16, holds at 16, fails above 16 person'
    """
    between = [
        f"{said} at {low}" if low == high else f"{said} from {low} to {high}"
        for said, low, high in zip(outcomes[1:], ends, ends[1:], strict=False)
    ]
    first = "below" if ends[1:] and ends[0] == ends[1] else "up to"
    return ", ".join([f"{outcomes[0]} {first} {ends[0]}", *between, f"{outcomes[-1]} above {last}"])


def listed(names: Sequence[str], joint: str = "and") -> str:
    """Names in a row, the last behind an ``and``, or whatever else joins them.

    >>> listed(["mix", "market", "month"]), listed(["mix", "market"], "or")
    ('mix, market and month', 'mix or market')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"
