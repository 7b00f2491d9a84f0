"""The sheets that compute: distributions, working, mixes, draws, comparisons, and what these rest on."""

from __future__ import annotations

from dataclasses import dataclass

from ...case import Case
from ..cells import Sheet
from .basis import Basis
from .changes import Changes
from .check_cells import CheckCells, Checks
from .draw_cells import DrawCells
from .formulas import InputCells
from .law_cells import LawCells
from .mix_cells import MixCells
from .quantity_cells import Working

FEWEST_ROWS = 4  # of a sheet that holds more than its title


@dataclass(frozen=True)
class LiveSheets:
    """The live half of a workbook, made from the cells of its inputs.

    Attributes:
        sheets: in the order in which a reviewer reads them; without those on which nothing stands.
        checks: where the parts of each check stand, by its name.
        working: the cells of the value and of both bounds of each quantity.
        draws: the columns of what is drawn.
        changes: the sheet of what was changed, to which the yellow cells are added last.

    >>> from weighbridge.case import open_case
    >>> from weighbridge.workbook.inputs import Inputs
    >>> case = open_case("raqqa-2017")
    >>> live = LiveSheets.of(case, Inputs.of(case))
    >>> [sheet.name for sheet in live.sheets]
    ['Working', 'Checks', 'Changes', 'Distributions', 'Mixes', 'Draws', 'Density']
    >>> print(live.checks["usual_load"].outcome.sheet)
    Checks
    """

    sheets: tuple[Sheet, ...]
    checks: dict[str, CheckCells]
    working: Working
    draws: DrawCells
    changes: Changes

    @classmethod
    def of(cls, case: Case, inputs: InputCells) -> LiveSheets:
        """The live sheets of a case under the choices that are taken.

        The factors of units that these need are added to the sheet *Units*, so it has to be written after this.
        """
        basis = Basis(case, inputs)
        laws = LawCells(basis)
        mixes = MixCells(basis, laws)
        working = Working(basis, laws, mixes)
        draws = DrawCells(basis, laws, working)
        checks = Checks(basis, working, draws)
        changes = Changes(basis)
        sheets = (
            working.sheet,
            checks.sheet,
            changes.sheet,
            checks.trials.sheet,
            laws.sheet,
            mixes.sheet,
            draws.sheet,
            checks.density.sheet,
        )
        kept = tuple(sheet for sheet in sheets if len({row for row, _ in sheet.cells}) >= FEWEST_ROWS)
        return cls(kept, checks.cells, working, draws, changes)
