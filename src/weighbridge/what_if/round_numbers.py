"""Round ratios of round numbers: how often numbers observed separately have them, and numbers made from one another.

A round ratio is what one sees where a later number was made from an earlier one. It is also what one often sees where
each number was observed and then written round: 7.5 over 2.5 is 3. How often depends on which numbers a writer takes
for round and how often each is written. No source settles that, so several *alphabets* of mantissas are stated
(``alphabets.csv``), and two ways in which numbers spread over them: every mantissa alike, or by the logarithm, which is
Benford's law for numbers rounded to the alphabet (F. Benford, "The law of anomalous numbers", Proceedings of the
American Philosophical Society 78, 1938). Numbers are drawn independently; all is counted through, nothing is sampled.

That is half of what evidence on their origin takes; the other half is how probable the numbers are if they were made
from one another (I. J. Good, "Probability and the Weighing of Evidence", 1950). Then the first is written as before,
and each later one is an earlier one times a round ratio of at most so many digits, whose mantissa has the same spread.
With w the share of a mantissa in the alphabet and w₁ that of a ratio among all of so many digits, the likelihood ratio
is the product of w₁ over all ratios, divided by the product of w over all numbers but the first. It rests on the
alphabet above all, and stays open until somebody measures how people round.

The result is a table for a reader; it never feeds a verdict. Which ratios to ask for should not be chosen by looking
for those that are round.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations, pairwise
from math import comb, inf, log10, prod
from pathlib import Path

import numpy as np

from ..base import Cells, RemediedError, filled, suggestion, table_rows
from ..text import capital, listed, number, significant, with_unit

TABLE = Path(__file__).with_name("alphabets.csv")
MANTISSA = re.compile(r"[1-9](?:\.[0-9])?")
CELLS = {
    "alphabet": filled("a name"),
    "mantissas": Cells(
        lambda cell: _are_mantissas(cell), lambda cell: "write numbers from 1 to 9.9, ascending: 1 2.5 5"
    ),
}
MOST_NUMBERS = 4
LEAST_IN_DIGITS, MOST_IN_DIGITS = Fraction(1, 10**9), 10**15  # a ratio beyond them is written with a power of ten
PATH = ("greedy", 10**7)  # how tables are contracted: two at a time, with no more entries than this on the way
SEPARATELY = "By itself that is not proof that the numbers were observed separately, nor proof against it."
FROM_ANOTHER = "By itself that is not proof that one was made from another, nor proof against it."
NOT_MEASURED = "That depends on how people round, which nobody has measured."
TIMES, ONCE = " times", "1 times"
PARTS = {1: ONCE, 2: "half", 3: "a third", 4: "a quarter"}
NEARLY = 0.1  # of a part: what is said to be a third
Pair = tuple[str, str]  # the names of the numbers above and below


class Spread(StrEnum):
    """How often each mantissa is written."""

    ALIKE = "each alike"
    BENFORD = "small first digits more often"  # by the logarithm


class NoTree(StrEnum):
    """Why some ratios are no way to make numbers from one another; the words stand after *because*."""

    TWICE = "one number would be made from two others"
    CIRCLE = "they go round in a circle"
    APART = "they leave the numbers in several groups"


@dataclass(frozen=True)
class Chance:
    """How probable round ratios are under one alphabet and one spread: each by itself, all at once, as many as seen.

    ``likelihood_ratio`` is how many times as probable the numbers as stated are if they were made from one another as
    if each was written separately: infinite where only the first is in the alphabet, so that no writer of it could
    have written them separately; none where the first is not, or where the ratios are no way to make them.
    """

    alphabet: str
    spread: Spread
    holds_the_numbers: bool  # whether the numbers as stated could have been written in the alphabet
    each: Mapping[str, float]
    all_round: float
    as_many: float
    likelihood_ratio: float | None = None


@dataclass(frozen=True)
class RoundRatios:
    """Ratios of an article's numbers, of at most so many significant digits, and how often chance makes as many."""

    numbers: Mapping[str, Decimal]
    ratios: Sequence[Pair]
    digits: int = 1
    called: Mapping[str, str] = field(default_factory=dict)  # what the numbers are called for people

    @property
    def chances(self) -> list[Chance]:
        """How probable they are under every alphabet and spread."""
        return chances(self.numbers, self.ratios, self.digits)

    @property
    def rows(self) -> list[dict[str, str | float]]:
        """The chances, a row for each alphabet and spread, in percent."""
        named = {" / ".join(pair): " over ".join(self.called.get(name, name) for name in pair) for pair in self.ratios}
        return chance_rows(self.chances, named)

    @property
    def sentence(self) -> str:
        """What is seen, and how often numbers observed separately would show it."""
        return chance_sentence(self.numbers, self.ratios, self.digits)


@cache
def alphabets() -> dict[str, tuple[Fraction, ...]]:
    """The table by name: mantissas in [1, 10), ascending; who would write so stands in the table."""
    rows = table_rows(TABLE, ("alphabet", "mantissas"), CELLS, once=("alphabet",))
    return {row["alphabet"]: tuple(map(Fraction, row["mantissas"].split())) for row in rows}


def _are_mantissas(cell: str) -> bool:
    """Whether a cell lists numbers from 1 to less than 10, ascending, with one digit behind the point at most."""
    mantissas = cell.split()
    if not mantissas or not all(map(MANTISSA.fullmatch, mantissas)):
        return False
    return all(Fraction(one) < Fraction(other) for one, other in pairwise(mantissas))


def weights(mantissas: tuple[Fraction, ...], spread: Spread) -> np.ndarray:
    """How often each mantissa is written: alike, or as much as lies between the midpoints to its neighbours, mod 1.

    >>> one_two_five = (Fraction(1), Fraction(2), Fraction(5))  # between 0.75, 1.5, 3.5 and 7.5
    >>> weights(one_two_five, Spread.BENFORD).round(3).tolist()
    [0.301, 0.368, 0.331]
    """
    if spread == Spread.ALIKE:
        return np.full(len(mantissas), 1 / len(mantissas))
    around = (mantissas[-1] / 10, *mantissas, mantissas[0] * 10)
    return np.diff(np.log10([float(low + high) / 2 for low, high in pairwise(around)]))


def mantissa(number: Fraction) -> Fraction:
    """A positive number without its power of ten: 5/2 of 2500."""
    shifted = number / Fraction(10) ** (len(str(number.numerator)) - len(str(number.denominator)))
    return shifted if shifted >= 1 else shifted * 10


def is_round(ratio: Fraction, digits: int = 1) -> bool:
    """Whether a positive ratio has at most so many significant digits; one that never ends has too many.

    Raises:
        RemediedError: the ratio isn't positive, or there is no digit.

    >>> is_round(Fraction(2500, 50)), is_round(Fraction(750_000, 50)), is_round(Fraction(750_000, 50), digits=2)
    (True, False, True)
    """
    if ratio <= 0 or digits < 1:
        raise RemediedError(f"{ratio} cannot be round to {digits} digits", "take a positive ratio and a digit or more")
    return (mantissa(ratio) * 10 ** (digits - 1)).denominator == 1


def observed(numbers: Mapping[str, Decimal], ratios: Sequence[Pair], digits: int = 1) -> dict[str, bool]:
    """Which of the ratios of the numbers as stated are round: ``{"mass / trucks": True}``. Raises as ``chances``."""
    return {" / ".join(pair): is_round(ratio, digits) for pair, ratio in _quotients(numbers, ratios).items()}


def chances(numbers: Mapping[str, Decimal], ratios: Sequence[Pair], digits: int = 1) -> list[Chance]:
    """How probable ratios of at most so many significant digits are, under every alphabet and spread.

    Raises:
        RemediedError: no ratio, or one that can't be asked for; more than four numbers, or one that isn't positive.

    >>> found = chances({"trucks": Decimal(50), "mass": Decimal(2500)}, [("mass", "trucks")])
    >>> found[4].alphabet, round(found[4].all_round, 3)  # eight of nine: all but 5 over 2
    ('1, 2, 5', 0.889)
    """
    quotients, found = _quotients(numbers, ratios), []
    first = first_number(ratios)
    pairs, seen = list(quotients), sum(is_round(ratio, digits) for ratio in quotients.values())
    written = {mantissa(Fraction(numbers[name])) for pair in pairs for name in pair}
    for alphabet, mantissas in alphabets().items():
        holds = written <= set(mantissas)
        for spread in Spread:
            asked = alphabet, spread, digits
            each = {" / ".join(pair): _joint([pair], *asked) for pair in pairs}
            every, many = _joint(pairs, *asked), _at_least(seen, pairs, *asked)
            times = None if isinstance(first, NoTree) else _made(numbers, quotients, first, *asked)
            found.append(Chance(alphabet, spread, holds, each, every, many, times))
    return found


def first_number(ratios: Sequence[Pair]) -> str | NoTree:
    """The number from which all others are made, each as one below it times a ratio; or why there is none.

    >>> first_number([("mass", "trucks"), ("money", "mass")])
    'trucks'
    >>> print(first_number([("mass", "trucks"), ("mass", "money")]))
    one number would be made from two others
    """
    pairs = list(dict.fromkeys(ratios))
    made = [above for above, _ in pairs]
    if len(set(made)) < len(made):
        return NoTree.TWICE
    firsts = [name for name in dict.fromkeys(below for _, below in pairs) if name not in made]
    reached = set(firsts[:1])
    for _ in pairs:
        reached |= {above for above, below in pairs if below in reached}
    if not firsts or (len(firsts) == 1 and len(reached) <= len(pairs)):
        return NoTree.CIRCLE
    return firsts[0] if len(firsts) == 1 else NoTree.APART


def digit_share(mantissa: Fraction, digits: int, spread: Spread) -> float:
    """How often a mantissa is written among all of at most so many digits; zero for one of more digits.

    >>> [round(digit_share(Fraction(number), 1, Spread.BENFORD), 3) for number in (1, 5, 9)]
    [0.198, 0.087, 0.048]
    """
    if not is_round(mantissa, digits):
        return 0.0
    if spread == Spread.ALIKE:
        return 1 / (9 * 10 ** (digits - 1))
    step = Fraction(1, 10 ** (digits - 1))
    below = mantissa - step if mantissa > 1 else 1 - step / 10
    return log10((2 * mantissa + step) / (mantissa + below))


def _made(
    numbers: Mapping[str, Decimal],
    quotients: Mapping[Pair, Fraction],
    first: str,
    alphabet: str,
    spread: Spread,
    digits: int,
) -> float | None:
    """How many times as probable the numbers are if they were made from the first one; see ``Chance``."""
    mantissas = alphabets()[alphabet]
    shares = dict(zip(mantissas, weights(mantissas, spread).tolist(), strict=True))
    if mantissa(Fraction(numbers[first])) not in shares:
        return None
    made = prod(digit_share(mantissa(ratio), digits, spread) for ratio in quotients.values())
    separately = prod(shares.get(mantissa(Fraction(numbers[above])), 0.0) for above, _ in quotients)
    return made / separately if separately else inf if made else None


def chance_rows(found: Sequence[Chance], named: Mapping[str, str] | None = None) -> list[dict[str, str | float]]:
    """The chances as rows, in percent with two digits; as many as seen, where not all were.

    Args:
        named: what each ratio is called at the head of its column, by its name in ``Chance.each``.
    """
    partly = any(abs(chance.as_many - chance.all_round) > 1e-12 for chance in found)
    heads = named or {}
    return [
        {"round numbers used": chance.alphabet, "how often each": chance.spread.value}
        | {f"{heads.get(name, name)} (%)": _in_percent(share) for name, share in chance.each.items()}
        | {"all round (%)": _in_percent(chance.all_round)}
        | ({"as many round (%)": _in_percent(chance.as_many)} if partly else {})
        | {"has these numbers": "yes" if chance.holds_the_numbers else "no"}
        | {"if made from one another (times as likely)": _times_as_likely(chance.likelihood_ratio)}
        for chance in found
    ]


def chance_sentence(numbers: Mapping[str, Decimal], ratios: Sequence[Pair], digits: int = 1) -> str:
    """What is seen, how often numbers observed separately would show it, and that neither settles their origin.

    How many times as likely they would be if made from one another stands beside it. The ranges are over those
    alphabets alone in which all the numbers could have been written. Raises as ``chances``.
    """
    quotients = _quotients(numbers, ratios)
    which = [pair for pair, ratio in quotients.items() if is_round(ratio, digits)]
    seen = _seen(quotients, which, digits)
    if not which:
        return " ".join([*seen, SEPARATELY])
    found = [one for one in chances(numbers, ratios, digits) if one.holds_the_numbers]
    shares = [one.as_many for one in found]
    times = [one.likelihood_ratio for one in found if one.likelihood_ratio is not None]
    made = _if_made(times, first_number(ratios)) if found else []
    return " ".join([*seen, *_how_often(shares, len(which), len(quotients)), *made, FROM_ANOTHER])


def _seen(quotients: Mapping[Pair, Fraction], which: Sequence[Pair], digits: int) -> list[str]:
    """How many of the ratios are round, and what they come to."""
    many, kind = len(quotients), "round" if digits == 1 else f"round to {digits} digits"
    shown = {pair: _figure(ratio) for pair, ratio in quotients.items()}
    rest = [text for pair, text in shown.items() if pair not in which]
    if which and rest:
        are, is_not = ("is" if len(some) == 1 else "are" for some in (which, rest))
        round_ones = listed([shown[pair] for pair in which])
        return [f"Of {many} ratios, {len(which)} {are} {kind}: {round_ones}.", f"{capital(listed(rest))} {is_not} not."]
    every = {1: "The ratio is", 2: "Both ratios are"}.get(many, f"All {many} ratios are")
    none = {1: "The ratio is not", 2: "Neither ratio is"}.get(many, f"None of the {many} ratios is")
    return [f"{every if which else none} {kind} ({listed(list(shown.values()))})."]


def _how_often(shares: Sequence[float], seen: int, many: int) -> list[str]:
    if not shares:
        return [
            "No kind of round numbers that we tried can write all of these, so we give no share of cases.",
            "Nor is there a figure for numbers made from one another.",
        ]
    low, high = (_percent(end) for end in (min(shares), max(shares)))
    cases = f"in {with_unit(low if low == high else f'{low} to {high}', 'percent')} of cases"
    what = "show this" if seen == many else f"have {seen} or more of the {many} round"
    return [
        f"Numbers observed separately would {what} {cases}, if written in round figures.",
    ]


def _if_made(times: Sequence[float], first: str | NoTree) -> list[str]:
    """How many times as likely the numbers are if they were made from one another; on what that depends."""
    if isinstance(first, NoTree):
        return [NOT_MEASURED, f"For numbers made from one another there is no figure here, because {first}."]
    if not max(times):
        return [NOT_MEASURED, "Made from one another by round ratios alone, they would not be these."]
    low, high = _times(min(times)), _times(max(times))
    if low == high:
        how = "about" if low == ONCE else f"about {low}"
    elif high == ONCE:
        how = f"between {low} as likely and just"
    else:
        how = f"between {low.removesuffix(TIMES) if high.endswith(TIMES) else low} and {high}"
    return [f"Made from one another, these numbers would be {how} as likely as if observed separately.", NOT_MEASURED]


def _times(ratio: float) -> str:
    """How many times, as it stands before *as likely*.

    >>> [_times(ratio) for ratio in (127.3, 4.0, 1.05, 0.5, 0.31, 0.13, 0.012)]
    ['130 times', '4 times', '1 times', 'half', 'a third', '0.13 times', '0.012 times']
    """
    nearest = round(1 / ratio)
    if nearest in PARTS and abs(1 / ratio / nearest - 1) <= NEARLY:
        return PARTS[nearest]
    return f"{number(ratio, 2)}{TIMES}"


def _times_as_likely(ratio: float | None) -> float | str:
    """A likelihood ratio to two digits, for a column; no end where it is infinite."""
    return "" if ratio is None else "no end" if ratio == inf else significant(ratio, 2)


def _figure(ratio: Fraction) -> str:
    exact = is_round(ratio, 6)
    if not LEAST_IN_DIGITS <= ratio <= MOST_IN_DIGITS:
        return ("" if exact else "about ") + number(float(ratio), 6 if exact else 3)
    return ("" if exact else "about ") + f"{Decimal(f'{float(ratio):.{6 if exact else 3}g}'):,f}"


def _percent(share: float) -> str:
    return "more than 99" if 0.995 <= share < 1 - 1e-9 else f"{Decimal(f'{100 * share:.1e}'):f}"


def _in_percent(share: float) -> float:
    """A share in percent with two digits; one that is not certain stays below a hundred."""
    rounded = significant(100 * share, 2)
    return rounded if rounded < 100 or share >= 1 - 1e-9 else min(significant(100 * share, 6), 99.9999)


def _joint(pairs: Sequence[Pair], alphabet: str, spread: Spread, digits: int) -> float:
    """The probability that all the ratios are round: a sum over every mantissa of every number."""
    letters = dict(zip(dict.fromkeys(name for pair in pairs for name in pair), "abcd", strict=False))
    terms = sorted(letters[above] + letters[below] for above, below in pairs)
    return _sum((*terms, *letters.values()), alphabet, spread, digits)


@lru_cache(maxsize=2**14)
def _sum(terms: tuple[str, ...], alphabet: str, spread: Spread, digits: int) -> float:
    """The sum over every letter of the round ratios of two letters, weighted by how often each is written."""
    mantissas = alphabets()[alphabet]
    table, shares = _round_ratios(mantissas, digits), weights(mantissas, spread)
    return float(np.einsum(",".join(terms) + "->", *[shares if len(t) == 1 else table for t in terms], optimize=PATH))


def _at_least(count: int, pairs: Sequence[Pair], alphabet: str, spread: Spread, digits: int) -> float:
    """The probability that so many of the ratios are round, or more (inclusion and exclusion)."""
    if count == 0:
        return 1.0
    sums = {
        size: sum(_joint(some, alphabet, spread, digits) for some in combinations(pairs, size))
        for size in range(count, len(pairs) + 1)
    }
    return sum((-1) ** (size - count) * comb(size - 1, count - 1) * total for size, total in sums.items())


@cache
def _round_ratios(mantissas: tuple[Fraction, ...], digits: int) -> np.ndarray:
    """One where the ratio of a mantissa above (row) to one below (column) is round, else zero."""
    return np.array([[float(is_round(above / below, digits)) for below in mantissas] for above in mantissas])


def _quotients(numbers: Mapping[str, Decimal], ratios: Sequence[Pair]) -> dict[Pair, Fraction]:
    """The ratios as stated, each once, where nothing is wrong with what is asked."""
    if not ratios:
        raise RemediedError("no ratio is asked for", "name pairs of numbers, the one above first")
    names = list(dict.fromkeys(name for pair in ratios for name in pair))
    if len(names) > MOST_NUMBERS:
        raise RemediedError(f"the ratios are of {len(names)} numbers", f"ask for those of {MOST_NUMBERS} at a time")
    for name in names:
        if name not in numbers:
            raise RemediedError(f"a ratio names an unknown number `{name}`", suggestion(name, numbers))
        if not (Decimal(numbers[name]).is_finite() and numbers[name] > 0):
            raise RemediedError(f"`{name}` is {numbers[name]}, not a positive number", "leave its ratios out")
    if any(above == below for above, below in ratios):
        raise RemediedError("the ratio of a number to itself is always one", "name two different numbers")
    return {(above, below): Fraction(numbers[above]) / Fraction(numbers[below]) for above, below in ratios}
