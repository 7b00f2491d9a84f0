"""The sheet *Units*: every factor that is used, and what it is by definition.

The factor of a unit of several is a formula of theirs, so that a factor which is changed is changed everywhere.
"""

from __future__ import annotations

from ..base import pint
from ..graph import Model
from ..text import factor, grounds_of, meaning_of, parse_unit, parts_of, phrase, root_units, show
from .cells import Content, Live, Reference
from .grid import Column, Grid, titled

COLUMNS = {
    "unit": Column("Unit", 26, "unit"),
    "words": Column("In words", 30),
    "factor": Column("How many base units one is", 18, "derived"),
    "base": Column("Base units", 22, "unit"),
    "meaning": Column("By definition", 44),
    "reason": Column("Why, where the case declares it", 60),
}
ABOUT = (
    "Figures are multiplied by the factor of the unit they come from and divided by that of the unit they go into. "
    "Factors are exact by definition. Years and months are mean Gregorian ones."
)


class Factors:
    """The factors of units, each with its cell; one that is asked for first gets a row."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.sheet = titled("Units", "Units", ABOUT)
        self.sheet.frozen = (4, 1)
        self.grid = Grid(self.sheet, COLUMNS)
        self.known: dict[pint.Unit, Reference] = {}
        self.of(parse_unit("one"))

    def of(self, unit: pint.Unit) -> Reference:
        """The cell that says how many base units one ``unit`` is."""
        if unit not in self.known:
            parts = parts_of(unit)
            is_single = len(parts) <= 1 and all(power == 1 for _, power in parts)
            self.known[unit] = self._single(unit) if is_single else self._product(unit, parts)
        return self.known[unit]

    def between(self, one: pint.Unit, other: pint.Unit) -> str:
        """What a figure in one unit is multiplied by to be one in another, as the end of a formula: nothing, or ``*…``.

        Two units that are the same have no factor.
        """
        return "" if one == other else f"*{self.of(one)}/{self.of(other)}"

    def _single(self, unit: pint.Unit) -> Reference:
        meaning = meaning_of(unit, self.model.spellings)
        return self._row(unit, factor(unit), "input", meaning or "itself: others are so many of it")

    def _product(self, unit: pint.Unit, parts: tuple[tuple[pint.Unit, float], ...]) -> Reference:
        cells = [(self.of(part), power) for part, power in parts]
        formula = "*".join(str(cell) if power == 1 else f"{cell}^{power:g}" for cell, power in cells)
        return self._row(unit, Live(formula, factor(unit)), "derived", "the product of the units that it names")

    def _row(self, unit: pint.Unit, content: Content, style: str, meaning: str) -> Reference:
        self.grid.next()
        written = show(unit) or "one"
        self.grid.put_all(
            unit=written,
            words=phrase(written, signs=False).many or "a bare number",
            base=show(root_units(unit)) or "one",
            meaning=meaning,
            reason="; ".join(ground.reason for ground in grounds_of(unit, self.model.spellings)),
        )
        return self.grid.put("factor", content, style)
