"""Figures of a result in their JSON form.

A drawn figure carries its numerical uncertainty and is stored as far as that has two digits; a computed one has six.
"""

from __future__ import annotations

import math

from .estimate import Estimate
from .strict import Strict

COMPUTED_DIGITS = 6


class Figure(Strict):
    """A drawn figure with the half-width of its 95 % interval (Student's t over the randomisations)."""

    value: float
    numerical_uncertainty: float

    @classmethod
    def of(cls, estimate: Estimate, scale: float = 1.0) -> Figure:
        """The estimate in the unit that is ``scale`` root units.

        The uncertainty keeps two digits and the value goes as far (JCGM 100:2008, 7.2.6), so that the interval which
        both make still covers at its rate; for reading, ``str(figure.estimate)`` shows fewer.
        """
        shown = estimate.scaled(1 / scale)
        u = significant(shown.numerical_uncertainty, 2)
        if not u or not math.isfinite(shown.value):
            return cls(value=significant(shown.value), numerical_uncertainty=u)
        return cls(value=round(shown.value, 1 - math.floor(math.log10(u))) + 0.0, numerical_uncertainty=u)

    @property
    def estimate(self) -> Estimate:
        """The figure as an estimate again."""
        return Estimate(self.value, self.numerical_uncertainty)


def significant(value: float, digits: int = COMPUTED_DIGITS) -> float:
    """A number to so many significant digits.

    >>> significant(45.60649, 3)
    45.6
    """
    return float(f"{value:.{digits}g}")
