"""How many draws: the adaptive procedure of JCGM 101:2008, 7.9, with randomisations in the place of batches.

The standard adds batches of plain draws until twice the standard deviation of each figure's mean is no more than the
numerical tolerance of the wanted digits. Here the 16 randomisations are the batches, Student's t takes the place of the
factor two, and the point set of each is refined instead of adding more of them.
"""

from __future__ import annotations

import math

from .estimate import Figures
from .node import Choices
from .sampling import Draws

# The error of a quantile falls with about this power of the number of points; those of mean and spread fall faster.
RATE = 0.75
MOST_FACTOR = 16


def settled(draws: Draws, name: str, choices: Choices) -> tuple[Draws, Figures, bool]:
    """Draws that are fine enough for the wanted digits of a quantity, its figures, and whether they are.

    They are not where ``most_points`` come first. The case as written has the digits that are wanted; under any other
    choice one fewer will do, for there only the outcome is compared.
    """
    key = (name, draws.model.relevant(name, choices))
    if key not in draws.remembered:
        draws.remembered[key] = _settled(draws, name, choices)
    return draws.remembered[key]


def _settled(draws: Draws, name: str, choices: Choices) -> tuple[Draws, Figures, bool]:
    settings, key = draws.settings, draws.model.relevant(name, choices)
    as_written = key == draws.model.relevant(name, draws.model.reference)
    figures = Figures.of(draws.of(name, choices))
    while settings.digits is not None:
        tolerance = figures.tolerance(settings.digits if as_written else max(1, settings.digits - 1))
        if figures.numerical_uncertainty <= tolerance:
            break
        points = draws.settings.points
        if points >= settings.most_points:
            return draws, figures, False
        wanted = (figures.numerical_uncertainty / tolerance) ** (1 / RATE)
        factor = 2 ** math.ceil(math.log2(min(max(wanted, 2.0), MOST_FACTOR)))
        draws = draws.finer(min(points * factor, settings.most_points))
        figures = Figures.of(draws.of(name, choices))
    return draws, figures, True
