"""Whether a comparison that passes would have caught a number that is three times off, from the draws of the truth.

The truth is drawn from the case's own distribution of what is stated, and the article states three times as much or a
third. By bounds, and by a one-sided tail, the number is caught beyond one place, so that its probability is a share of
draws. By highest density there is no one place, and the library says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...checks import DOUBT, ENOUGH, THREEFOLD, TOUCHING
from ...graph import Comparison
from .draw_cells import FIRST
from .formulas import Spreadsheet, Term, plain

GLANCED = 2  # every so many draws are looked at first, as ``checks.power`` does with as many as a sheet has
FACTORS = {
    Comparison.AT_MOST: (THREEFOLD,),
    Comparison.AT_LEAST: (1 / THREEFOLD,),
    Comparison.EQUALS: (THREEFOLD, 1 / THREEFOLD),
}
MORE, LESS = plain(1 + TOUCHING), plain(1 - TOUCHING)


@dataclass(frozen=True)
class Limits:
    """Beyond which multiples of the stated value a check comes out unlikely or worse.

    Attributes:
        low: the cell of the lower end of what fits, and ``high`` of the upper; by bounds.
        level: the share of the draws below which it is; by draws, of which there are ``size``.
    """

    relation: Comparison
    low: str = ""
    high: str = ""
    level: str = ""
    draws: str = ""
    size: int = 0


def power_formula(block: Any, limits: Limits | None) -> str | None:
    """Whether a threefold error is caught more often than not, as a formula; none where there is none.

    Args:
        block: the block of the check.
    """
    draws, names = block.checks.draws, block.weighing.true_quantities
    if limits is None or any(name not in draws.columns for name in names):
        return None
    found = [_enough(limits, _multiples(block, name), draws.size) for name in names]
    return found[0] if len(found) == 1 else f"AND({','.join(found)})"


def _multiples(block: Any, name: str) -> str:
    """The draws of the truth as multiples of what is stated, its mean."""
    draws, basis, stated = block.checks.draws, block.basis, block.check.stated
    algebra = Spreadsheet(basis.inputs.factor, draws.term)
    mean = f"AVERAGE({draws.span(stated)})" if stated in draws.columns else block.working.text(stated, "value")
    terms = [Term(draws.span(name), basis.units(name)), Term(mean, basis.units(stated))]
    return algebra.in_units(algebra.apply("/", terms), {}).text


def _enough(limits: Limits, truth: str, size: int) -> str:
    """The same of one distribution of the truth."""
    if not limits.draws:
        shares = ",".join(_beyond_bounds(limits, f"{plain(by)}*{truth}", size) for by in FACTORS[limits.relation])
        return f"MAX({shares})>={plain(ENOUGH)}"
    (by,) = FACTORS[limits.relation]
    stated = f"{plain(by)}*{truth}"
    glanced = _short(limits, stated, size)
    turn = f"MAX(1,ROUNDUP({limits.level}*{size}*{LESS},0))"
    upper = limits.relation == Comparison.AT_MOST
    at = f"{'LARGE' if upper else 'SMALL'}({limits.draws},{turn})"
    all_of_them = f"SUMPRODUCT(--({stated}{'>=' if upper else '<'}{at}*{MORE if upper else LESS}))/{size}"
    clear = (
        f"IF(ABS({glanced}-{plain(ENOUGH)})>{plain(DOUBT)},{glanced}>{plain(ENOUGH)},{all_of_them}>={plain(ENOUGH)})"
    )
    return f"IF({limits.level}<=0,FALSE,{clear})"


def _beyond_bounds(limits: Limits, stated: str, size: int) -> str:
    """The share of the draws that, stated so, would not fit."""
    tests = []
    if limits.relation != Comparison.AT_MOST:
        tests.append(f"({stated}<{limits.low}*{LESS})")
    if limits.relation != Comparison.AT_LEAST:
        tests.append(f"({stated}>={limits.high}*{MORE})")
    return f"SUMPRODUCT({'+'.join(tests) if len(tests) > 1 else f'--{tests[0]}'})/{size}"


def _short(limits: Limits, stated: str, size: int) -> str:
    """The share of every other draw that, stated so, would be unlikely or worse."""
    count = f"MAX(1,ROUNDUP({limits.level}*{size},0))"
    if limits.relation == Comparison.AT_MOST:
        test = f"{stated}*{LESS}>LARGE({limits.draws},{count})"
    else:
        test = f"{stated}*{MORE}<SMALL({limits.draws},{count})"
    every = f"(MOD(ROW({limits.draws})-{FIRST + 1},{GLANCED})=0)"
    return f"SUMPRODUCT({every}*({test}))/{size // GLANCED}"
