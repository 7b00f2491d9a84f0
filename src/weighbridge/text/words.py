"""Numbers, lists and outcomes as a reader sees them: the words of which every sentence is made."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from .unit_words import phrase

DIGITS = 3  # of a figure for reading
COMPUTED_DIGITS = 6  # of one that others can be checked against
EXACT_DIGITS = 12  # of a figure that is kept; what lies beyond them is rounding, and two that agree so far are one
HALF = 6e-3  # the share of itself by which an end of a range moves to the place of the other: as by three digits
FEW_DIGITS = 4  # of a number with decimals that is shown as it is written; a whole number always is
MOST_DECIMALS = 3  # of millions; with more of them, all digits are easier to read
WORDS = {6: "million", 9: "billion", 12: "trillion"}
LEAST = 1e-3  # a probability below which, and above one less which, no figure is shown
ROUND_TOTALS = (5, 10, 100, 1000, 10_000)  # out of which probabilities are counted that are not one in so many
SMALLEST, MILLION, HUGE = -9, 6, 18  # powers of ten: from which on digits, words and again powers of ten are read
_SUPERSCRIPTS = str.maketrans("-+0123456789", "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹")
_ONE = re.compile(r"\D*1")
_PLAIN = re.compile(r"(?P<whole>[−-]?[\d,]+)(?:\.(?P<decimals>\d+))?(?P<size> [a-z]+)?")
_DIMES = re.compile(r"[−-]?[\d,]+\.\d")
_NUMERAL = re.compile(
    r"(?P<minus>[−-]?)(?<![\w.,])(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?P<size> (?:million|billion|trillion)\b| × 10[⁻⁰¹²³⁴-⁹]+)?"
)

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
    """A number to so many significant digits, in its own unit.

    >>> significant(45.60649, 3)
    45.6
    """
    return float(f"{value:.{digits}g}")


def number(value: float, digits: int = DIGITS) -> str:
    """A figure for reading, with so many significant digits; from a million on in words, where few digits stand.

    >>> number(15000.0), number(45.606), number(0.0712), number(-5)
    ('15,000', '45.6', '0.0712', '−5')
    >>> number(2_134_000), number(800_000_000), number(50_000_838, 8), number(1.2e30), number(6.6e-34)
    ('2.13 million', '800 million', '50,000,838', '1.2 × 10³⁰', '6.6 × 10⁻³⁴')
    """
    if not math.isfinite(value):
        return "unknown" if math.isnan(value) else "infinity" if value > 0 else "−infinity"
    if not value:
        return "0"
    mantissa, _, exponent = f"{abs(value):.{digits - 1}e}".partition("e")
    power = int(exponent)
    sign = "−" if value < 0 else ""
    if SMALLEST <= power < MILLION:  # most are
        text = f"{float(f'{mantissa}e{exponent}'):,.{max(0, digits - 1 - power)}f}"
        return sign + (text.rstrip("0").rstrip(".") if "." in text else text)
    return sign + (_large(mantissa, power) if MILLION <= power < HUGE else _with_power_of_ten(mantissa, power))


def _large(mantissa: str, power: int) -> str:
    """A number from a million on: in words, or in all its digits where more than three decimals would stand."""
    digits = mantissa.replace(".", "").rstrip("0")
    scale = min(power - power % 3, max(WORDS))
    whole, decimals = digits[: power - scale + 1].ljust(power - scale + 1, "0"), digits[power - scale + 1 :]
    if len(decimals) <= MOST_DECIMALS:
        return f"{int(whole):,}{'.' * bool(decimals)}{decimals} {WORDS[scale]}"
    behind = digits[power + 1 :]
    return f"{int(digits[: power + 1].ljust(power + 1, '0')):,}{'.' * bool(behind)}{behind}"


def _with_power_of_ten(mantissa: str, power: int) -> str:
    """A number that is larger or smaller than any that is read in words, as science writes it."""
    short = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{short} × 10{str(power).translate(_SUPERSCRIPTS)}"


def with_unit(text: str, unit: str) -> str:
    """A figure, or two ends of a span, with the unit in words; a bare number stays bare.

    Args:
        text: what was made by ``number`` or ``spans``, with or without words around it.
        unit: as ``show`` writes it; what is to be typed again keeps that form.

    >>> with_unit("50", "tonne/truck"), with_unit("1", "tonne"), with_unit("6", "percentage_point"), with_unit("6", "")
    ('50 tonnes a truck', '1 tonne', '6 percentage points', '6')
    >>> with_unit("235 to 593", "USD/tonne"), with_unit("−5.5", "EUR"), with_unit("30", "percent")
    ('$235 to $593 a tonne', '−€5.50', '30%')
    """
    if not unit:
        return text
    words = phrase(unit)
    if (words.before or words.behind) and _NUMERAL.search(text):
        return f"{signed(text, unit)} {words.many}".rstrip()
    if words.before or words.behind:
        words = phrase(unit, signs=False)
    return f"{text} {words.one if _ONE.fullmatch(text) else words.many}".strip()


def signed(text: str, unit: str) -> str:
    """A figure, or two ends of a span, with no more of the unit than its sign, beside one that has the whole unit.

    >>> signed("240 to 830", "USD/tonne"), signed("45.6 to 55.1", "tonne/truck"), signed("0.8 to 1", "USD")
    ('$240 to $830', '45.6 to 55.1', '$0.80 to $1.00')
    """
    words = phrase(unit)
    if not (words.before or words.behind):
        return text
    low, to, high = text.partition(" to ")
    if words.before and to:  # of money both ends have two decimals, or none
        text = to.join(padded(low, high))
    return _NUMERAL.sub(partial(_with_sign, words.before, words.behind), text)


def _with_sign(before: str, behind: str, numeral: re.Match[str]) -> str:
    """A number with its sign; money has two decimals or none."""
    sign, digits, size = numeral["minus"], numeral["digits"], numeral["size"] or ""
    cents = "0" if before and not size and digits[-2:-1] == "." else ""
    return f"{'−' * bool(sign)}{before}{digits}{cents}{size}{behind}"


def in_full(value: float, digits: int = DIGITS) -> int:
    """The digits of a number that is shown as it is written: all that it has where it is whole or has few decimals.

    >>> number(50_000_838.0, in_full(50_000_838.0)), number(45.606, in_full(45.606)), number(12.45, in_full(12.45))
    ('50,000,838', '45.6', '12.45')
    """
    exact = significant(value)
    if significant(exact, FEW_DIGITS) == exact:
        return max(digits, FEW_DIGITS)
    return EXACT_DIGITS if exact.is_integer() and abs(exact) < 10.0**EXACT_DIGITS else digits


def few_digits(value: float) -> int:
    """The digits of a number that is computed: as it is where it has few, else only so many as one reads.

    >>> [number(value, few_digits(value)) for value in (11_529_100.0, 43_532.0, 12.45, 1 / 3, 2_670.0)]
    ['11.5 million', '43,500', '12.45', '0.333', '2,670']
    """
    exact = significant(value)
    return FEW_DIGITS if significant(exact, FEW_DIGITS) == exact else DIGITS


def own_digits(value: float) -> int:
    """The digits of a number of the article: all that it has where these are few, or it is whole.

    >>> number(1000.5, own_digits(1000.5)), number(1 / 3, own_digits(1 / 3)), number(50_000_838.0, 8)
    ('1,000.5', '0.333', '50,000,838')
    """
    exact = significant(value)
    return COMPUTED_DIGITS if significant(exact, COMPUTED_DIGITS) == exact else in_full(value)


def apart(
    values: Sequence[float],
    digits: int | Sequence[int] = DIGITS,
    texts: Sequence[str] | None = None,
    ranges: Sequence[tuple[int, int]] = (),
) -> list[str]:
    """The texts of figures that are shown together: two that differ never read alike.

    Each has its digits, and more only where another would read the same. Two figures are one where they agree to
    ``EXACT_DIGITS``, for the rest is rounding.

    Args:
        values: the figures, in any unit.
        digits: of all, or of each.
        texts: how each is written by itself, where not by so many digits.
        ranges: which two of them are the ends of a range, which are written to the same place.

    >>> apart([1620.4, 1619.6, 50.0]), apart([50_000_838.0, 50_000_000.0]), apart([1.0, 1.0])
    (['1,620.4', '1,619.6', '50'], ['50.001 million', '50 million'], ['1', '1'])
    >>> apart([50_000_838.0, 50_000_000.0], [in_full(50_000_838.0), 3])
    ['50,000,838', '50 million']
    >>> apart([12.9, 12.81, 12.89], ranges=[(1, 2)]), apart([83.72, 324.1], ranges=[(0, 1)])
    (['12.9', '12.81', '12.89'], ['84', '324'])
    """
    shown = [digits] * len(values) if isinstance(digits, int) else list(digits)
    ranges = [pair for pair in ranges if max(shown[at] for at in pair) <= DIGITS]  # the others are shown as they stand
    for low, high in ranges:
        shown[low], shown[high] = same_place([values[low], values[high]], [shown[low], shown[high]])
    found = list(texts) if texts is not None else [number(value, own) for value, own in zip(values, shown, strict=True)]
    exact = [significant(value) for value in values]
    for _ in range(EXACT_DIGITS):
        said = list(zip(exact, found, strict=True))
        alike = {at for at, text in enumerate(found) if len({value for value, other in said if other == text}) > 1}
        if not alike:
            break
        for at in alike:
            shown[at] = min(shown[at] + 1, EXACT_DIGITS)
        for low, high in [pair for pair in ranges if alike & {*pair}]:
            shown[low], shown[high] = same_place([values[low], values[high]], [shown[low], shown[high]], finer=True)
            alike |= {low, high}
        for at in alike:
            found[at] = number(values[at], shown[at])
    for low, high in ranges:
        found[low], found[high] = padded(found[low], found[high])
    return found


def same_place(ends: Sequence[float], digits: Sequence[int], finer: bool = False, within: float = HALF) -> list[int]:
    """In how many digits both ends of a range are written to one place behind the point.

    That is the coarser of their places where it moves no end by more than a small share of itself, else the finer. Ends
    of such different sizes that the larger would get two digits more have their own; so have whole ones.

    Args:
        ends: both, in any unit.
        digits: the significant digits of each by itself.
        finer: whether neither may lose a digit.
        within: that share.

    >>> [same_place(ends, [3, 3]) for ends in ([83.72, 324.1], [0.3871, 6.1469], [228.2, 5877.0], [0.5123, 904.1])]
    [[2, 3], [3, 4], [3, 3], [3, 3]]
    """
    if not all(end and math.isfinite(end) for end in ends):
        return list(digits)
    orders = [Decimal(f"{end:.{own - 1}e}").adjusted() for end, own in zip(ends, digits, strict=True)]
    places = [order + 1 - own for order, own in zip(orders, digits, strict=True)]
    if min(places) >= 0:
        return list(digits)
    coarser = [order + 1 - max(places) for order in orders]
    if not finer and all(_is_close(end, own, within) for end, own in zip(ends, coarser, strict=True)):
        return coarser
    found = [order + 1 - min(places) for order in orders]
    return list(digits) if max(found) > max(digits) + 1 else found


def _is_close(end: float, digits: int, within: float) -> bool:
    """Whether an end in so many digits is near enough to itself."""
    return digits > 0 and abs(significant(end, digits) - end) <= within * abs(end)


def padded(low: str, high: str) -> tuple[str, str]:
    """The texts of both ends of a range with as many decimals; as they are where their sizes are too different.

    >>> padded("12.85", "13"), padded("1.5 million", "1.59 million"), padded("0", "8.8"), padded("0.6", "6,000")
    (('12.85', '13.00'), ('1.50 million', '1.59 million'), ('0', '8.8'), ('0.6', '6,000'))
    """
    one, other = (_PLAIN.fullmatch(text) for text in (low, high))
    if one is None or other is None or one["size"] != other["size"] or "0" in (low, high) or low == high:
        return low, high
    places = max(len(end["decimals"] or "") for end in (one, other))
    wholes = [len(re.sub(r"\D", "", end["whole"]).lstrip("0")) for end in (one, other)]
    digits = [len(re.sub(r"\D", "", f"{end['whole']}{end['decimals'] or ''}").lstrip("0")) for end in (one, other)]
    most = max(DIGITS, *digits) + (abs(wholes[0] - wholes[1]) == 1)  # 9.97 to 10.00
    if max(wholes) + places > most:
        return low, high
    point = "." if places else ""
    first, last = (
        f"{end['whole']}{point}{(end['decimals'] or '').ljust(places, '0')}{end['size'] or ''}" for end in (one, other)
    )
    return first, last


def told_apart(value: float, beside: float) -> float:
    """A value for a column of numbers, in its unit: to four significant digits, or to as many as tell it from another.

    >>> told_apart(57.31864, 60.0), told_apart(1_499_998.0, 1_500_000.0), told_apart(2.0, 2.0)
    (57.32, 1499998.0, 2.0)
    """
    digits = range(FEW_DIGITS, EXACT_DIGITS)
    return significant(
        value, next((n for n in digits if significant(value, n) != significant(beside, n)), EXACT_DIGITS)
    )


def spans(pairs: Sequence[tuple[float, float]], digits: int | Sequence[int] = DIGITS) -> list[str]:
    """Several spans that are shown together, each as ``span`` has it; ends that differ never read alike.

    >>> spans([(1620.0, 1620.0), (1619.6, 1620.4)])
    ['1,620', '1,619.6 to 1,620.4']
    """
    own = [digits] * len(pairs) if isinstance(digits, int) else digits
    ranges = [(2 * at, 2 * at + 1) for at in range(len(pairs))]
    texts = apart([end for pair in pairs for end in pair], [one for one in own for _ in range(2)], ranges=ranges)
    return [low if low == high else f"{low} to {high}" for low, high in zip(texts[::2], texts[1::2], strict=True)]


def span(ends: tuple[float, float], unit: str = "", digits: int = DIGITS) -> str:
    """One figure where both ends are the same, else from one to the other.

    >>> span((200.0, 600.0), "USD/barrel"), span((50.0, 50.0), "tonne/truck"), span((8.7642, 21.9105), "EUR")
    ('$200 to $600 a barrel', '50 tonnes a truck', '€8.76 to €21.91')
    """
    text = spans([ends], digits)[0]
    low, to, high = text.partition(" to ")
    return with_unit(to.join(to_the_cent((low, high), ends, unit)) if to else text, unit)


def to_the_cent(texts: Sequence[str], values: Sequence[float], unit: str) -> list[str]:
    """Amounts of money as they are, but for one decimal both of its own: ``signed`` would write a zero behind it.

    Args:
        texts: each by itself, without its unit.
        values: what they are, in the same order.
        unit: as ``show`` writes it.

    >>> to_the_cent(["8.8", "21.9"], [8.7642, 21.9105], "EUR"), to_the_cent(["8.8"], [8.7642], "tonne")
    (['8.76', '21.91'], ['8.8'])
    """
    if not phrase(unit).before:
        return list(texts)
    return [
        f"{value:,.2f}".replace("-", "−") if _DIMES.fullmatch(text) else text
        for text, value in zip(texts, values, strict=True)
    ]


def percent(figure: Any) -> str:
    """A probability in percent, with the digits that its numerical uncertainty supports.

    One that is not told from nothing, or from certainty, is said to be less or more than what can be told.

    >>> from weighbridge.checks.results import Figure
    >>> percent(Figure(value=0.079, numerical_uncertainty=0.0004)), percent(Figure(value=1e-5, numerical_uncertainty=0))
    ('7.9%', 'less than 0.1%')
    >>> [percent(Figure(value=value, numerical_uncertainty=u)) for value, u in ((0.642, 0.0042), (0.998, 0.02))]
    ['64%', 'more than 90%']
    """
    if figure.value < LEAST:
        return f"less than {100 * LEAST:g}%"
    if figure.value > 1 - LEAST:
        return f"more than {100 - 100 * LEAST:g}%"
    told = 10.0 ** math.ceil(math.log10(100 * figure.numerical_uncertainty)) if figure.numerical_uncertainty else 0.0
    if told >= 100:  # it can be anything: its first digit, which is not all
        return f"{number(min(100 * figure.value, 90.0), 1)}%"
    rounded = figure.estimate.scaled(100).rounded()
    if figure.value < figure.numerical_uncertainty or rounded <= 0:
        return f"less than {number(told)}%"
    if 1 - figure.value < figure.numerical_uncertainty or rounded >= 100:
        return f"more than {number(100 - told, EXACT_DIGITS)}%"
    return f"{figure.estimate.scaled(100)}%"


def one_in(figure: Any) -> str:
    """A probability as so many in so many, within a twentieth of it or of what it leaves, or within its uncertainty.

    >>> from weighbridge.checks.results import Figure
    >>> [one_in(Figure(value=value, numerical_uncertainty=0.0004)) for value in (0.0769, 0.9, 0.22, 0.4, 1e-5)]
    ['about 1 in 13', 'about 9 in 10', 'about 22 in 100', 'about 2 in 5', 'fewer than 1 in 1,000']
    """
    chance, doubt = figure.value, figure.numerical_uncertainty
    if chance < LEAST:
        return f"fewer than 1 in {number(1 / LEAST)}"
    if chance > 1 - LEAST:
        return f"more than {number(1 / LEAST - 1)} in {number(1 / LEAST)}"
    rarer = min(chance, 1 - chance)
    within = max(rarer / 20, doubt)
    rounds = (_rounded_odds(rarer, doubt), *ROUND_TOTALS)
    many, total = next(
        (many, total) for total in rounds if abs((many := max(1, round(rarer * total))) / total - rarer) <= within
    )
    return f"about {total - many if chance > rarer else many} in {number(total)}"


def _rounded_odds(chance: float, doubt: float) -> int:
    """How many cases have one, to two digits at most, and to one where more would be less than the uncertainty."""
    odds = 1 / chance
    place = math.floor(math.log10(odds))
    is_vague = 2 * doubt / chance**2 >= 10.0**place
    return int(significant(odds, 1 if is_vague and place else 2)) if place else round(odds)


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


def spelled(count: int) -> str:
    """A small count as a word, a larger one in digits.

    >>> spelled(2), spelled(12)
    ('two', '12')
    """
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)
