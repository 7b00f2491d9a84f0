"""What an analyst can ask of all numbers together: where it turns, what would mend it, what would have to be true."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from . import account, ledger, report
from .claim import Written
from .judgement import Joint, Slips, Solved
from .reader import CaseText
from .weigher import Weigher
from .wording import span

if TYPE_CHECKING:
    import pandas as pd


class Questions:
    """The questions that a case answers about itself: a base of ``Case``, which has text, weigher and choices."""

    text: CaseText
    weigher: Weigher
    choices: dict[str, str]

    @property
    def numbers(self) -> dict[str, Decimal]:
        """The article's numbers as written, in their units; a range is none."""
        taken = {
            name: claim.value or claim.readings[self.choices[name]].value for name, claim in self.text.claims.items()
        }
        written = {name: Written.parse(value) for name, value in taken.items()}
        return {name: one.low for name, one in written.items() if not one.is_range}

    def flips(self, check: str | None = None) -> pd.DataFrame:
        """Where the outcome of a check turns as each number is moved, all else as it is: a row each, nearest first.

        Raises:
            ModelError: there is no such check.
        """
        if check is None:
            return report.frame(self.all_flips())
        return report.frame(ledger.swings(self.weigher.judge.swings(check, self.choices)))

    def all_flips(self) -> list[dict[str, Any]]:
        """The same for every check, as rows."""
        judge = self.weigher.judge
        found = {check: judge.swings(check, self.choices) for check in self.weigher.model.checks}
        return [{"check": check, **row} for check, several in found.items() for row in ledger.swings(several)]

    def headlines(self, check: str) -> list[str]:
        """What ``flips`` tells, as a sentence for each number that turns the outcome."""
        judge = self.weigher.judge
        if self.weigher.model.check(check).relation == "counted_in":
            return [account.NOT_MOVED]
        found = sorted(judge.swings(check, self.choices), key=ledger.distance)
        lines = [account.headline(one) for one in found if one.turns]
        return [account.SIDES_ALONE, *lines] if lines and judge.cannot_tell(check, self.choices) else lines

    def mixes(self, check: str) -> dict[str, str]:
        """The extent of each part of the mixes that reach the stated value, as text; empty where no mix does.

        >>> from weighbridge import open_case
        >>> open_case("raqqa-2017").mixes("some_mix")["iron"]
        '91 to 99.9 %'
        """
        self.weigher.model.check(check)
        region = self.weigher.finding(check, self.choices).region
        extent = region.extent if region else {}
        return {part: span((100 * low, 100 * high), "%") for part, (low, high) in extent.items()}

    def slips(self, check: str) -> Slips:
        """The slips that would mend a check; none are tried where it does not fail."""
        found = self.weigher.judge.slips(check, self.choices)
        sentence = f"{check} does not fail as the case is taken, so no slip is looked for."
        return found or Slips(check=check, tried=0, mends=[], from_outside=[], sentence=sentence)

    def reconcile(self) -> Joint:
        """The smallest joint correction of the article's numbers, and whether one number alone may be off."""
        return self.weigher.judge.joint(self.choices)

    def solve(self, formula: str, unknown: str, wanted: str) -> Solved:
        """What ``unknown`` would have to be for ``formula`` to be ``wanted``, a quantity or a number with its unit.

        >>> from weighbridge import open_case
        >>> print(open_case("raqqa-2017").solve("load", "trucks", "aid_mean"))
        For load to be aid_mean, trucks would have to be 82.2 truck (80.6 to 83.9 with hedges).
        """
        return self.weigher.judge.solve(formula, unknown, str(wanted), self.choices)
