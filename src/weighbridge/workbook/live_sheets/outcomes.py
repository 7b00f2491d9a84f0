"""The outcome of a check at a multiple of the stated value, as a formula in the words of a reader.

The rules are those of ``checks.kinds``; each is a chain of IFs over the cells of what the check compares.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...checks import TIED, TOUCHING, Outcome
from ...graph import Comparison
from ...uncertainty import ALIKE
from ...what_if import PLAIN
from .formulas import plain

HOLDS, ROUNDING, STRAINED, FAILS, SILENT = (
    f'"{PLAIN[one]}"'
    for one in (
        Outcome.HOLDS,
        Outcome.THROUGH_ROUNDING,
        Outcome.STRAINED,
        Outcome.FAILS,
        Outcome.CANNOT_TELL,
    )
)
NEAR = plain(TOUCHING)


def bounded(relation: Comparison, low: str, high: str, multiple: float) -> str:
    """Whether the bounds leave any way.

    >>> bounded(Comparison.AT_MOST, "C1", "D1", 1.0)
    'IF(1<=D1,"fits","does not fit")'
    """
    at = plain(multiple)
    tests = [f"{at}<={high}"] if relation != Comparison.AT_LEAST else []
    tests += [f"{at}>={low}"] if relation != Comparison.AT_MOST else []
    test = tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
    return f"IF({test},{HOLDS},{FAILS})"


@dataclass(frozen=True)
class AgreeingCells:
    """The cells between which the numbers meet: as written, by rounding, and by the letter of a word where there is."""

    written: tuple[str, str]
    rounded: tuple[str, str]
    letter: tuple[str, str] | None = None

    def at(self, multiple: float) -> str:
        """As written, else through rounding, else by the letter, else not at all."""
        at = plain(multiple)
        low, high = self.written
        as_written = f"IF(ISNUMBER({low}),AND({low}<={at},{at}<={high}),FALSE)"
        otherwise = FAILS if self.letter is None else f"IF({_within(self.letter, at)},{STRAINED},{FAILS})"
        return f"IF({as_written},{HOLDS},IF({_within(self.rounded, at)},{ROUNDING},{otherwise}))"


def _within(ends: tuple[str, str], at: str) -> str:
    """Whether a multiple lies between two ends; one end in common is not enough."""
    return f"AND({ends[0]}*(1+{NEAR})<={at},{at}<={ends[1]}*(1-{NEAR}))"


@dataclass(frozen=True)
class TypicalCells:
    """The cells by which a share of draws is judged.

    Attributes:
        strained: the probability below which it is unlikely; ``fails`` that below which it does not fit.
        unseen: what of the probability no draw shows, for a sample is silent on what lies beyond it.
        draws: how many there are.
    """

    relation: Comparison
    strained: str
    fails: str
    unseen: str
    draws: int

    @property
    def width(self) -> str:
        """How much the unseen may add to a tail."""
        return f"{'2*' if self.relation == Comparison.EQUALS else ''}{self.unseen}"

    def at(self, share: str, is_step: str) -> str:
        """The outcome at a share of the draws, and whether its tail ends with a step."""
        known = f"(1-{self.unseen})"
        worst, worse, open_ = (
            f"({self.fails}-{self.width})/{known}",
            f"({self.strained}-{self.width})/{known}",
            f"{self.strained}/{known}",
        )
        chain = f"IF({self._below(share, open_, is_step)},{SILENT},{HOLDS})"
        chain = f"IF(AND({worse}>0,{self._below(share, worse, is_step)}),{STRAINED},{chain})"
        return f"IF(AND({worst}>0,{self._below(share, worst, is_step)}),{FAILS},{chain})"

    def _below(self, share: str, level: str, is_step: str) -> str:
        """Whether a share is below a level; not where it is the level as nearly as draws can be counted."""
        slack = plain(TIED / self.draws)
        return f"AND({share}<({level})*(1-{NEAR}),OR({share}<{level}-{slack},NOT({is_step})))"


def reached(relation: Comparison, draws: str, multiple: float, many: int) -> str:
    """The share of the draws that reach a multiple, on the side that a check asks about."""
    slack = plain(TOUCHING * abs(multiple))
    test = (
        f"{draws}>={plain(multiple)}-{slack}"
        if relation == Comparison.AT_MOST
        else f"{draws}<={plain(multiple)}+{slack}"
    )
    return f"SUMPRODUCT(--({test}))/{many}"


def two_sided(draws: str, multiple: float, many: int) -> str:
    """Twice the share of the draws that reach a multiple on the side where fewer do."""
    sides = [reached(one, draws, multiple, many) for one in (Comparison.AT_MOST, Comparison.AT_LEAST)]
    return f"MIN(1,2*MIN({sides[0]},{sides[1]}))"


def one_sided_step(relation: Comparison, draws: str, share: str, many: int) -> str:
    """Whether a one-sided tail ends with a value that many draws have."""
    count, function = f"ROUND({share}*{many},0)", "LARGE" if relation == Comparison.AT_MOST else "SMALL"
    last, earlier = f"{function}({draws},MAX({count},1))", f"{function}({draws},MAX({count}-{2 * TIED},1))"
    return f"IF({count}<={2 * TIED},FALSE,ABS({last}-{earlier})<={NEAR}*ABS({earlier}))"


def answered(outcome: str, nearby: tuple[str, str] | None, power: str, otherwise: str) -> str:
    """The outcome, or that nothing can be said, where the comparison could not have caught an error of three times.

    Args:
        outcome: the cell of the outcome by what is compared.
        nearby: the cells of the outcomes at a third and at three times; none where these don't matter.
        power: the cell that says whether such an error would be caught often enough.
        otherwise: the cell that says whether one that does not fit would have fitted at another number.
    """
    stands = f"OR({outcome}={HOLDS},{outcome}={ROUNDING})"
    says = power if nearby is None else f"AND(NOT(AND({nearby[0]}={outcome},{nearby[1]}={outcome})),{power})"
    return f"IF(IF({stands},{says},{otherwise}),{outcome},{SILENT})"


def by_direction(draws: str, many: int) -> str:
    """The share of the draws that go a way that is no likelier than the stated one: of what is one of three numbers.

    As likely within three percent counts in full, less half of what lies within as much below.
    """
    counts = [f"SUMPRODUCT(--({draws}={way}))" for way in (-1, 0, 1)]
    own = counts[2]

    def no_likelier(by: float) -> str:
        """The share of the ways that so few draws go."""
        return "+".join(f"IF({one}<={own}*EXP({plain(by)}),{one},0)" for one in counts)

    shares = [no_likelier(-by * ALIKE) for by in (-1, 1, 3)]
    return f"IF({own}=0,0,({shares[0]}-0.5*(({shares[1]})-({shares[2]})))/{many})"
