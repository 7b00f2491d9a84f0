"""A check tried under other values of one lever, all else as it is, on the same draws."""

from __future__ import annotations

from dataclasses import dataclass, field

from .answer import Typical
from .check import Weighing
from .errors import WeighbridgeError
from .estimate import Estimate
from .finding import HOLDS
from .lever import Lever
from .model import Model
from .node import Choices
from .pull import pulled
from .sampling import Draws
from .schema import Check


@dataclass
class Trial:
    """A check under other values of a lever."""

    model: Model
    draws: Draws
    check: Check
    choices: Choices
    lever: Lever
    _answers: dict[float, Weighing | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Drawn and bounded once: a trial does anew only what rests on the lever.
        _ = Weighing(self.model, self.draws, self.check, self.choices, thorough=False).answer
        self.touched = self.model.resting_on([name for name, _ in self.lever.places])

    def at(self, value: float) -> Weighing | None:
        """The check at a value; None where that makes no distribution, or a number that can't be weighed."""
        if value not in self._answers:
            self._answers[value] = self._at(value)
        return self._answers[value]

    def _at(self, value: float) -> Weighing | None:
        try:
            model = pulled(self.model, self.lever, value, self.choices)
            found = Weighing(model, self.draws.over(model, self.touched), self.check, self.choices, thorough=False)
            found.answer.outcome(1.0)
        except WeighbridgeError:
            return None
        return found

    def told(self, value: float) -> tuple[str, int] | None:
        """The outcome at a value, and on which side of the stated one the computed side then lies, where it fails.

        A narrow band in which it stands would be stepped over, were its two sides not told apart.
        """
        found = self.at(value)
        if found is None:
            return None
        outcome = found.answer.outcome(1.0)
        return outcome, 0 if outcome == HOLDS or self.check.relation != "equals" else _side(found)

    def outcome(self, value: float) -> str | None:
        """The outcome at a value, whether or not the check could have caught an error there."""
        found = self.at(value)
        return found.answer.outcome(1.0) if found else None

    def tail(self, value: float) -> Estimate | None:
        """The tail probability at a value, where one is asked for."""
        found = self.at(value)
        return found.answer.tail(1.0) if found else None


def _side(weighing: Weighing) -> int:
    """Whether the computed side lies above the stated one (1) or below it (−1)."""
    answer = weighing.answer
    if isinstance(answer, Typical):
        return 1 if float((answer.ratio >= 1.0).mean()) > 0.5 else -1
    return 1 if weighing.ratio[0] + weighing.ratio[1] > 2.0 else -1
