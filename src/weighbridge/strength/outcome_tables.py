"""Outcome tables: the outcome of a check under every combination of some things, and what knowing one would remove.

The disagreement of a table is the entropy of its outcome, every row alike. What knowing one thing removes of it on
average is their mutual information (C. E. Shannon, "A mathematical theory of communication", Bell System Technical
Journal 27, 1948): the entropy of the outcome, less the mean of what is left of it under each option.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement

import numpy as np

from ..checks import OUTCOMES, Outcome
from ..uncertainty import Interval
from ..verdict import Combination, OneApart, settled

MOST_FILLED = 100_000  # ways to settle what is left open that are gone through; of more, nothing but the ends is said
DIGITS = 12  # decimals of bits and losses that are kept: what lies beyond is rounding
Thing = str | None  # of which a table has several options: a choice by its name, or what stands beside the choices
Option = str | float
Losses = Mapping[str, Mapping[Outcome, float]]  # of each action, its loss under each outcome


@dataclass(frozen=True)
class Row:
    """One row of a table: the option of each thing, the outcome that counts, and the outcomes that it may be."""

    taken: Mapping[Thing, Option]
    outcome: Outcome
    may_be: tuple[Outcome, ...]


@dataclass(frozen=True)
class OutcomeTable:
    """The outcome under every combination of the options of some things, one row each, all rows alike.

    As every combination is there, each option of a thing has as many rows as any other of it: options are alike. An
    outcome that the draws leave open counts as the verdict takes it.
    """

    rows: Sequence[Row]

    @classmethod
    def of(cls, combinations: Sequence[Combination], extra: Sequence[Mapping[Thing, Option]] = ()) -> OutcomeTable:
        """The table of some combinations of choices.

        Args:
            extra: what each combination takes besides its choices; nothing where there is nothing else.
        """
        more = extra or [{}] * len(combinations)
        found = zip(combinations, settled(combinations), more, strict=True)
        return cls([Row({**one.choices, **other}, counted.outcome, one.may_be) for one, counted, other in found])

    @property
    def things(self) -> list[Thing]:
        """The things of which there are several options, in the order in which they stand."""
        first = self.rows[0].taken if self.rows else {}
        return [thing for thing in first if len(self.options(thing)) > 1]

    def options(self, thing: Thing) -> list[Option]:
        """The options of one thing, in the order in which they first stand."""
        return list(dict.fromkeys(row.taken[thing] for row in self.rows))

    @cached_property
    def bits(self) -> float:
        """The entropy of the outcome, in bits: none where every row comes out alike.

        >>> choices = [{"market": option} for option in ("port", "yard")]
        >>> pair = [Combination(*one) for one in zip(choices, (Outcome.HOLDS, Outcome.FAILS))]
        >>> OutcomeTable.of(pair).bits, OutcomeTable.of(pair).removed("market")
        (1.0, 1.0)
        """
        return _entropy(_counts(self.rows))

    def removed(self, thing: Thing) -> float:
        """How much of the entropy knowing one thing removes on average, in bits: their mutual information."""
        left = sum(_entropy(_counts(rows)) for rows in self._parts(thing)) / len(self.options(thing))
        return max(0.0, round(self.bits - left, DIGITS))

    def changes(self, thing: Thing) -> bool:
        """Whether the outcome depends on one thing under any setting of all the others."""
        said: dict[int, set[Outcome]] = {}
        for rest, row in zip(self._apart.without(thing), self.rows, strict=True):
            said.setdefault(rest, set()).add(row.outcome)
        return any(len(outcomes) > 1 for outcomes in said.values())

    @cached_property
    def _apart(self) -> OneApart[Thing]:
        return OneApart([row.taken for row in self.rows])

    @property
    def left_open(self) -> int:
        """In how many rows the draws leave open which outcome it is."""
        return sum(len(row.may_be) > 1 for row in self.rows)

    @cached_property
    def bits_between(self) -> Interval:
        """Between which values the entropy lies, however what is left open comes out."""
        return _between(self.rows)

    def removed_between(self, thing: Thing) -> Interval:
        """Between which values what knowing one thing removes lies at the widest, however what is left open comes out.

        The ends are taken of what there is and of what is left under each option apart, so the true ones may be nearer.
        """
        parts = [_between(rows) for rows in self._parts(thing)]
        least, most = (sum(ends) / len(parts) for ends in zip(*parts, strict=True))
        low, high = self.bits_between
        return max(0.0, round(low - most, DIGITS)), round(min(high - least, high, math.log2(len(parts))), DIGITS)

    # Where losses are given.

    def cheapest(self, losses: Losses) -> str:
        """The action whose loss is least on average, all rows alike; of several as cheap the first."""
        return min(losses, key=lambda action: _mean_loss(self.rows, losses[action]))

    def worth(self, thing: Thing, losses: Losses) -> float:
        """The expected value of partial perfect information: by how much knowing one thing lowers the least mean loss.

        The least mean loss of any action, less the mean over the options of the least mean loss given each (H. Raiffa
        and R. Schlaifer, "Applied statistical decision theory", 1961). In the unit of the losses.

        >>> choices = [{"market": option} for option in ("port", "yard")]
        >>> pair = [Combination(*one) for one in zip(choices, (Outcome.HOLDS, Outcome.FAILS))]
        >>> losses = {"print": {Outcome.HOLDS: 0, Outcome.FAILS: 10}, "leave": {Outcome.HOLDS: 4, Outcome.FAILS: 0}}
        >>> OutcomeTable.of(pair).worth("market", losses)  # 2 by leaving it out, 0 by doing what is right each time
        2.0
        """
        parts = self._parts(thing)
        return _gain(_least_loss(self.rows, losses), sum(_least_loss(rows, losses) for rows in parts) / len(parts))

    def worth_of_all(self, losses: Losses) -> float:
        """The expected value of perfect information on everything: by how much knowing each row lowers that loss."""
        each = [min(action[row.outcome] for action in losses.values()) for row in self.rows]
        return _gain(_least_loss(self.rows, losses), sum(each) / len(each))

    def _parts(self, thing: Thing) -> list[list[Row]]:
        """The rows under each option of one thing."""
        found: dict[Option, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.taken[thing], []).append(row)
        return list(found.values())


def _counts(rows: Iterable[Row]) -> Counter[Outcome]:
    return Counter(row.outcome for row in rows)


def _entropy(counts: Mapping[Outcome, int]) -> float:
    """The entropy of so many of each, in bits."""
    total = sum(counts.values())
    shares = [many / total for _, many in sorted(counts.items(), key=lambda item: OUTCOMES.index(item[0])) if many]
    return round(math.fsum(-share * math.log2(share) for share in shares), DIGITS) + 0.0


def _between(rows: Sequence[Row]) -> Interval:
    """The least and the greatest entropy of some rows, however those come out that are left open."""
    fixed = Counter(row.outcome for row in rows if len(row.may_be) == 1)
    several = Counter(row.may_be for row in rows if len(row.may_be) > 1)
    if math.prod(math.comb(many + len(open_) - 1, many) for open_, many in several.items()) > MOST_FILLED:
        return 0.0, math.log2(min(len(rows), len({*fixed}.union(*several))))
    counts = np.array([[fixed[outcome] for outcome in OUTCOMES]])
    for open_, many in several.items():
        counts = (counts[:, None] + _filled(open_, many)).reshape(-1, len(OUTCOMES))
    shares = counts / len(rows)
    found = -(shares * np.log2(np.where(shares, shares, 1.0))).sum(axis=1)
    return round(float(found.min()), DIGITS) + 0.0, round(float(found.max()), DIGITS) + 0.0


def _filled(open_: Sequence[Outcome], many: int) -> np.ndarray:
    """How many of each outcome so many rows may come to that are left open between some, shape (ways, outcomes)."""
    ways = (Counter(taken) for taken in combinations_with_replacement(open_, many))
    return np.array([[way[outcome] for outcome in OUTCOMES] for way in ways])


def _mean_loss(rows: Sequence[Row], loss: Mapping[Outcome, float]) -> float:
    return math.fsum(loss[row.outcome] for row in rows) / len(rows)


def _least_loss(rows: Sequence[Row], losses: Losses) -> float:
    return min(_mean_loss(rows, loss) for loss in losses.values())


def _gain(before: float, after: float) -> float:
    """What is gained, without what rounding adds or takes."""
    return max(0.0, round(before - after, DIGITS))
