"""Which charts a case has: those for everyone, and those for who reviews the method."""

from __future__ import annotations

from ..case import Case
from ..graph import Kind
from .chart import Chart
from .specifications import specification_curve
from .tails import tail


def all_of(case: Case) -> list[Chart]:
    """The charts of a case that are for everyone, in the order in which a page shows them."""
    return [*_tails(case)]


def for_review(case: Case) -> list[Chart]:
    """The charts of a case for who wants every combination: a specification curve for each check."""
    return [specification_curve(case, check) for check in case.model.checks]


def _tails(case: Case) -> list[Chart]:
    """What was assumed, for each check that asks for a probability."""
    return [tail(case, name) for name, check in case.model.checks.items() if check.kind == Kind.TYPICAL]
