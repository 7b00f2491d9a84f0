"""How a check comes out over more combinations of choices than are listed: all of them, or a sample of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..base import Looked, Thing
from ..checks import Outcome
from ..uncertainty import Interval, share_interval
from .outcome_grid import OutcomeGrid


@dataclass(frozen=True, eq=False)
class Tally:
    """How a check comes out over more combinations of choices than are listed.

    Attributes:
        sets: how many sets of options there are.
        ways: how many of them differ in what is compared, as far as their definitions show it.
        counts: how many of the ways come out how; of those drawn at random, where not all are known.
        drawn: how many ways were drawn at random, each as likely as any other; 0 where every way is known.
        looked: how many ways were looked at.
        outcomes: the outcome of every way, where all are known.
        find: the outcome under some options, all others as written.
    """

    sets: int
    ways: int
    counts: Mapping[Outcome, int]
    drawn: int
    looked: int
    find: Callable[[Mapping[str, str]], Outcome] = field(repr=False)
    outcomes: OutcomeGrid | None = field(default=None, repr=False)

    @property
    def is_exact(self) -> bool:
        """Whether the outcome of every way is known."""
        return not self.drawn

    @property
    def budget(self) -> Looked:
        """How many of the ways were looked at."""
        return Looked(at=Thing.COMBINATIONS, looked=self.looked, of=self.ways)

    def between(self, outcome: Outcome) -> Interval:
        """Between which shares of all ways those that come out so lie: at 95 %, where they were drawn; else the share.

        An outcome that was never drawn may still be that of as large a share as the upper end.
        """
        many = self.counts.get(outcome, 0)
        if self.is_exact:
            return many / self.ways, many / self.ways
        return share_interval(many, self.drawn)

    @property
    def unseen(self) -> float:
        """The largest share of ways that an outcome may have which was never drawn: at 95 %; 0 where all are known."""
        return 0.0 if self.is_exact else share_interval(0, self.drawn)[1]
