"""Whether published examples come out as printed: those of JCGM 101:2008, each a formula of a case of their own.

The printed figures have a mark. ``S``: quoted in another project's test. ``C``: recalled, and confirmed only by an
independent computation of four million draws. None was read in the standard itself.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from io import StringIO

from ..base import Strict
from ..case import Case, open_case
from ..graph import Settings
from ..uncertainty import Estimate, Figures, shortest_interval
from .results import Item, Standing
from .scope import Scope

POINTS = 2**14  # a randomisation: as many as the tolerances of the standard need
MARKS = {
    "S": "as another project's test quotes the standard",
    "C": "recalled, and confirmed only by an independent computation",
}


class Printed(Strict):
    """A figure as a standard prints it, with half a unit of the last digit that it gives of an uncertainty."""

    clause: str
    quantity: str
    figure: str
    printed: float
    tolerance: float
    mark: str


def published_examples(scope: Scope) -> Iterator[Item]:
    """One item for each printed figure: it passed where ours is the same, to the standard's tolerance."""
    case = _case()
    for row in printed():
        found = figures(case, row.quantity)[row.figure]
        yield Item(
            question="published_examples",
            what=f"JCGM 101:2008, {row.clause}: {case.model.names.of(row.quantity)}, {row.figure}",
            standing=Standing.PASSED if agrees(found, row) else Standing.FAILED,
            place=f"audit/published/printed.csv, {row.clause}",
            found=_shown(found, row.tolerance),
            expected=f"{row.printed:,g} ({MARKS[row.mark]})",
            remedy="" if agrees(found, row) else "the method or one of its libraries has changed; publish nothing",
        )


def agrees(found: Estimate, row: Printed) -> bool:
    """Whether a figure is the printed one, to the tolerance and to what drawing leaves open.

    The ends of a shortest interval lie where lengths hardly change, so they are known less well than its length: for
    them drawing may leave open more than the tolerance.
    """
    is_fine = "shortest" in row.figure or found.numerical_uncertainty <= row.tolerance
    return is_fine and abs(found.value - row.printed) <= row.tolerance + found.numerical_uncertainty


def printed() -> tuple[Printed, ...]:
    """The printed figures, in the order of their clauses."""
    text = (files(__package__) / "published" / "printed.csv").read_text(encoding="utf-8")
    return tuple(Printed.model_validate(row, strict=False) for row in csv.DictReader(StringIO(text)))


@cache
def _case() -> Case:
    with as_file(files(__package__) / "published" / "case.yaml") as path:
        return open_case(str(path), Settings(points=POINTS, digits=None))


def figures(case: Case, quantity: str) -> dict[str, Estimate]:
    """What is printed of a quantity, by the names that printed.csv uses."""
    draws = case[quantity].draws
    found, shortest = Figures.of(draws), shortest_interval(draws)
    return {
        "mean": found.mean,
        "standard uncertainty": found.standard_uncertainty,
        "low end of 95%": found.interval[0],
        "high end of 95%": found.interval[1],
        "low end of shortest 95%": shortest[0],
        "high end of shortest 95%": shortest[1],
    }


def _shown(found: Estimate, tolerance: float) -> str:
    """A figure to one digit more than it is printed to, or to what drawing leaves open of it, which then is said."""
    is_open = found.numerical_uncertainty > tolerance / 10
    decimals = max(0, -math.floor(math.log10(found.numerical_uncertainty if is_open else tolerance / 10)))
    value = round(found.value, decimals) + 0.0  # no minus before a zero
    return f"{value:,.{decimals}f}" + (f" ± {found.numerical_uncertainty:.1g}" if is_open else "")
