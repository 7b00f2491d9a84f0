"""The sheets of what goes in, and the cell of every parameter: what all that is derived refers to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..base import RemediedError, pint
from ..case import Case
from .assumptions import AssumptionCells
from .cells import Reference, Sheet
from .claims import ClaimCells
from .evidence import EvidenceCells
from .factors import Factors


@dataclass(frozen=True)
class Inputs:
    """The claims, the evidence, the assumptions and the units of a case, each number with its cell.

    >>> from weighbridge.case import open_case
    >>> inputs = Inputs.of(open_case("raqqa-2017"))
    >>> [sheet.name for sheet in inputs.sheets]
    ['Claims', 'Hedges', 'Evidence', 'Assumptions', 'Units']
    >>> inputs.keys("convoy_mean_load")
    ('low', 'mode', 'high')
    >>> inputs.parameter("convoy_mean_load", "high").sheet
    'Assumptions'
    """

    claims: ClaimCells
    evidence: EvidenceCells
    assumptions: AssumptionCells
    factors: Factors

    @classmethod
    def of(cls, case: Case) -> Inputs:
        """Those of a case under the choices that are taken."""
        factors = Factors(case.model)
        evidence = EvidenceCells(case, factors)
        return cls(ClaimCells(case, factors), evidence, AssumptionCells(case, factors, evidence), factors)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets in their order; *Units* grows with every factor that is asked for."""
        single = (self.claims.sheet, self.claims.widths.sheet, self.evidence.sheet, self.assumptions.sheet)
        return (*single, self.factors.sheet)

    @cached_property
    def cells(self) -> dict[tuple[str, str], Reference]:
        """Every parameter with its cell, by the name of the quantity and the name of the parameter."""
        single = {(name, "value"): cell for name, cell in self.evidence.cells.items()}
        return {**self.claims.cells, **single, **self.assumptions.cells}

    def parameter(self, name: str, key: str) -> Reference:
        """The cell of a parameter, in the unit in which the quantity is shown.

        Args:
            name: a leaf of the graph.
            key: ``value``; ``low``, ``mode``, ``high``; ``mean``, ``standard_uncertainty`` and whatever else the
                distribution has; ``value 1`` and ``weight 1`` of one that has several; ``mean iron``, ``low iron`` and
                ``concentration`` of a mix. A number of the article has ``value``, ``low`` and ``high``, and
                ``value high``, which is another cell than ``value`` where the article gives a range.

        Raises:
            RemediedError: there is no such parameter.
        """
        if (name, key) not in self.cells:
            known = ", ".join(self.keys(name)) or "none"
            raise RemediedError(f"`{name}` has no parameter `{key}`", f"it has {known}")
        return self.cells[name, key]

    def half_a_digit(self, name: str) -> str | None:
        """How much half a unit of the last digit of a number is, as a formula: nothing of a number that is exact.

        None for a range, and for a word that counts.
        """
        room = self.claims.rooms.get(name)
        if room is None:
            return None
        return f"IF(AND({room.nearer.typical}=0,{room.farther.typical}=0),0,0.5*10^{room.finest})"

    def keys(self, name: str) -> tuple[str, ...]:
        """The names of the parameters that a quantity has."""
        return tuple(key for leaf, key in self.cells if leaf == name)

    def factor(self, unit: pint.Unit) -> Reference:
        """The cell that says how many root units one ``unit`` is."""
        return self.factors.of(unit)
