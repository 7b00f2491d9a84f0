"""The charts beside the comparisons: both sides of each in the unit of what is stated."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..base import pint
from ..case import Case
from ..graph import Check, Comparison
from ..text import factor, phrase, show
from .cells import Content, Live, Reference, Sheet
from .factors import Factors
from .live_sheets import CHART, CheckCells, LiveSheets, draw_cells, ends
from .side_charts import ChartData, Span

Numbers = tuple[Live | None, Live | None, Live | None]  # a value, the lowest, the highest


def charts_of(case: Case, live: LiveSheets, factors: Factors) -> Sheet:
    """Put a chart beside each comparison; gives the sheet that holds what they draw.

    A check that counts whole things has none: its sides are a share, and a number of things.
    """
    data = ChartData()
    sheets = {sheet.name: sheet for sheet in live.sheets}
    for name, cells in live.checks.items():
        check = case.model.checks[name]
        if check.relation is Comparison.COUNTED_IN or cells.outcome is None:
            continue
        spans = _Sides(case, live, factors, check, cells, sheets).spans()
        if len(spans) > 1:
            unit = show(case.model.units[check.stated]) or "one"
            chart = data.chart(check.question, phrase(unit, signs=False).many or "a bare number", spans)
            sheets[cells.outcome.sheet].charts.append((cells.rows[0] + 1, CHART, chart))
    return data.sheet


@dataclass(frozen=True)
class _Sides:
    """Both sides of a check as spans, each figure as a formula of its cell."""

    case: Case
    live: LiveSheets
    factors: Factors
    check: Check
    cells: CheckCells
    sheets: dict[str, Sheet]

    def spans(self) -> list[Span]:
        """What is stated, what is computed; of what is drawn, how far most draws go and how far any could."""
        stated, computed = self.check.sides
        called = self.case.model.names
        found = [self._span(f"Stated: {called.of(stated)}", self._ends(stated))]
        ends = self._ends(computed)
        if self.check.is_drawn and computed in self.live.draws.columns:
            found.append(self._span(f"Computed: {called.of(computed)}, 95% of the draws", self._draws(computed)))
            if None not in ends:
                found.append(self._span("The same, at its ends", (None, *ends[1:])))
        else:
            found.append(self._span(f"Computed: {called.of(computed)}", ends))
        return [span for span in found if span is not None]

    def _span(self, label: str, numbers: Numbers) -> Span | None:
        """A side from end to end; where it has no end, as far as its value. None where there is no number at all."""
        value, low, high = numbers
        low, high = low or value, high or value
        if low is None or high is None:
            return None
        open_ = "" if None not in numbers[1:] else ", without an end"
        return Span(label + open_, low, high, value)

    def _ends(self, side: str) -> Numbers:
        """The value of a side, and both of its ends."""
        places = self.cells.sides[side]
        value, low, high = (self._live(places.get(end), side) for end in (ends.VALUE, ends.LOW, ends.HIGH))
        return value, low, high

    def _draws(self, side: str) -> Numbers:
        """The mean of a side's draws, and between which values 95 % of them lie."""
        draws, column = self.live.draws, self.live.draws.columns[side]
        places = (Reference(draws.sheet.name, row, column) for row in (draw_cells.MEAN, draw_cells.FROM, draw_cells.TO))
        value, low, high = (self._live(place, side) for place in places)
        return value, low, high

    def _live(self, place: Reference | None, side: str) -> Live | None:
        """A cell as a formula, in the unit of what is stated; none where it holds no number."""
        content: Content = None if place is None else self.sheets[place.sheet].cells.get((place.row, place.column))
        units = self.case.model.units
        if isinstance(content, Live):
            known, own = content, units[side]
        elif isinstance(content, float | int) and not isinstance(content, bool):
            known, own = Live("", float(content)), units[side]
        else:
            return None
        if isinstance(known.value, str | bool):
            return None
        return replace(known, formula=f"{place}{self._factor(own)}", value=self._converted(known.value, own))

    def _factor(self, own: pint.Unit) -> str:
        return self.factors.between(own, self.case.model.units[self.check.stated])

    def _converted(self, value: float, own: pint.Unit) -> float:
        stated = self.case.model.units[self.check.stated]
        return value if own == stated else value * factor(own) / factor(stated)
