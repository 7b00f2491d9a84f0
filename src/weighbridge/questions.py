"""What a case answers about itself when it is asked: flips, mixes, slips, round ratios, reconcile, solve.

>>> from weighbridge import open_case
>>> sorted(open_case("ihs-2016").numbers)[:2]
['after', 'before']
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .base import Faced
from .casefile import CaseText
from .report import tables
from .text import Written, span
from .trace import turns_in_words
from .verdict import Weigher
from .what_if import (
    Joint,
    RoundRatios,
    Slips,
    Solved,
    Swung,
    flips_of,
    joint_correction,
    slips_of,
    solve_for,
    turn_words,
)

if TYPE_CHECKING:
    import pandas as pd


class Questions(Faced):
    """The questions that a case answers about itself: a base of ``Case``, which has text, weigher and choices.

    >>> from weighbridge import open_case
    >>> open_case("ihs-2016").numbers["fall"]
    Decimal('30')
    """

    text: CaseText
    weigher: Weigher
    choices: dict[str, str]

    @property
    def numbers(self) -> dict[str, Decimal]:
        """The article's numbers as written, in their units; a range is none."""
        read = {name: self.choices.get(name, one.preferred) for name, one in self.text.claims.items()}
        taken = {name: one.value or one.readings[str(read[name])].value for name, one in self.text.claims.items()}
        written = {name: Written.parse(value, self.weigher.model.spellings) for name, value in taken.items()}
        return {name: one.low for name, one in written.items() if not one.is_range}

    def round_ratios(self, *ratios: tuple[str, str], digits: int = 1) -> RoundRatios:
        """How often numbers observed separately would have ratios as round as those of the article's numbers.

        Args:
            ratios: the names of two numbers each, the one above and the one below.
            digits: how many significant digits a round ratio has at most.

        Raises:
            RemediedError: no ratio, or one that can't be asked for; more than four numbers, or one that isn't positive.

        >>> from weighbridge import open_case

        >>> found = open_case("raqqa-2017").round_ratios(("money", "mass"))
        >>> print(found.sentence[:25])
        The ratio is round (300).
        """
        called = {name: self.weigher.model.names.of(name) for name in self.numbers}
        return RoundRatios(self.numbers, ratios, digits, called)

    def flips(self, check: str | None = None, turning: bool = False) -> pd.DataFrame:
        """Where the outcome of a check turns as each number is moved, all else as it is: a row each, nearest first.

        Args:
            check: its name; every check where none is named.
            turning: only numbers that turn the outcome somewhere.

        Raises:
            ModelError: there is no such check.

        >>> from weighbridge import open_case
        >>> list(open_case("ihs-2016").flips("the_revenue", turning=True)["number"])
        ['the later revenue', 'the earlier revenue', 'the fall of the revenue']
        """
        rows = lambda name: turn_words.swing_rows(self._swings(name, turning))  # noqa: E731
        asked = {} if check else self.weigher.model.checks
        every = ({"comparison": one.question, **row} for name, one in asked.items() for row in rows(name))
        return tables.frame(rows(check) if check else every)

    def all_flips(self, turning: bool = False) -> list[dict[str, Any]]:
        """The same for every check, as rows for a file: with the name of the check, and all figures to all digits.

        >>> from weighbridge import open_case
        >>> open_case("ihs-2016").all_flips(turning=True)[0]["input"]
        'after'
        """
        found = {check: self._swings(check, turning) for check in self.weigher.model.checks}
        return [{"check": check, **row} for check, several in found.items() for row in tables.flip_rows(several)]

    def headlines(self, check: str, *only: str, set_by: bool = False) -> list[str]:
        """A text for each number that changes the answer of a check, the nearest first; of some numbers, or of all.

        Args:
            set_by: with the name by which ``--set`` knows each number behind it.

        >>> from weighbridge import open_case
        >>> print(*open_case("raqqa-2017").headlines("usual_load", "trucks"))
        For the number of trucks, the answer changes below 48 trucks. At the article's 50 trucks it fits; just below it would be unlikely. What its wording allows moves in proportion.
        """  # noqa: E501 (what is printed)
        return turns_in_words(self.weigher, check, self.choices, only, set_by)

    def _swings(self, check: str, turning: bool) -> list[Swung]:
        found = flips_of(self.weigher.draws, check, self.choices, self.weigher.sources)
        return [one for one in found if one.turns or not turning]

    def mixes(self, check: str) -> dict[str, str]:
        """The extent of each part of the mixes that reach the stated value, as text; empty where no mix does.

        >>> from weighbridge import open_case
        >>> open_case("raqqa-2017").mixes("some_mix")["iron"]
        '91.2% to 99.2%'
        """
        self.weigher.model.check(check)
        region = self.weigher.finding(check, self.choices).region
        extent = region.extent if region else {}
        return {part: span((100 * low, 100 * high), "%") for part, (low, high) in extent.items()}

    def slips(self, check: str) -> Slips:
        """The slips that would mend a check that fails, or that rounding alone saves; for another none are tried.

        >>> from weighbridge import open_case
        >>> open_case("ihs-2016").with_(fall="40 percent").slips("the_revenue").tried
        42
        """
        return slips_of(self.weigher.draws, check, self.choices)

    def reconcile(self) -> Joint:
        """The smallest joint correction of the article's numbers, and whether one number alone may be off.

        >>> from weighbridge import open_case
        >>> open_case("ihs-2016").reconcile()
        Nothing has to change: the numbers fit as we read them.
        """
        return joint_correction(self.weigher.draws, self.choices)

    def solve(self, formula: str, unknown: str, wanted: str) -> Solved:
        """What ``unknown`` would have to be for ``formula`` to be ``wanted``, a quantity or a number with its unit.

        >>> from weighbridge import open_case
        >>> open_case("raqqa-2017").solve("load", "trucks", "25 tonne/truck").as_written
        [(100.0, 100.0)]
        """
        return Solved.of(solve_for(self.weigher.draws, formula, unknown, str(wanted), self.choices))
