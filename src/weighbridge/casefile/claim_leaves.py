"""The inputs of the graph that the article states: what each claim may be under every width, and on what grounds."""

from __future__ import annotations

from ..base import pint, under
from ..graph import Figure, FigureDate, Input, Laws, NodeKind, Role
from ..text import (
    SHORTENED,
    STANDARD,
    WIDTHS,
    Claim,
    QuantityError,
    Reading,
    Spellings,
    Written,
    describe,
    factor,
    hedge,
    number,
    same_kind,
    show,
)
from ..uncertainty import between
from .leaves import unit_figures

LONG = 1e15  # from here on a number is not written in all its digits
EVEN_WIDTH = "editorial: a width says nothing of the shape within it; only the checks that ask how usual draw from it"
EXACT = "editorial: counts of things that are not round, calendar years, denominations and shares of counts are exact"


def claim_input(
    name: str, claim: Claim, value: str, reading: Reading | None, option: str = "", spellings: Spellings = STANDARD
) -> tuple[Input, pint.Unit]:
    """The leaf of a claim, under one reading where it has several: what its hedge permits, under each width."""
    with under(*(("readings", option) if reading else ()), "value"):
        written = Written.parse(value, spellings)
    scale = factor(written.unit)
    with under("rounded_to"):
        said = (claim.is_a, _rounded_to(claim, written, spellings))
    with under("hedge"):
        cue = hedge(claim.hedge)
        ends = {width: written.interval(cue.cue, width, *said) for width in WIDTHS}
        ways = {way: written.shortened(cue.cue, way, *said) for way in SHORTENED}
        letter = None if written.is_range else cue.letter(written.low)
    laws = Laws({width: between(low * scale, high * scale) for width, (low, high) in {**ends, **ways}.items()})
    why = reading.reason if reading else None
    during = FigureDate(claim.during) if claim.during else None
    sources, quote = tuple(reading.sources if reading else ()), f"“{claim.quote.exact}”"
    stated = Figure(Role.STATED, value, sources, why, quote, date=during, written=written)
    widths = ", ".join(f"{_plain(low)} to {_plain(high)} {width}" for width, (low, high) in ends.items())
    is_exact = ends[WIDTHS[0]] == (float(written.low),) * 2
    is_bare = cue.cue == "none" and not written.is_range
    reason = claim.hedge_reason or (EXACT if is_exact and is_bare else cue.note) or None
    allowed = (
        Figure(Role.HEDGE, widths, (), claim.hedge_reason or "a range is its own hedge", cue=cue.cue)
        if written.is_range
        else Figure(Role.HEDGE, widths, cue.sources, reason, mark=cue.mark, cue=cue.cue)
    )
    shape = Figure(Role.SHAPE, "uniform over that width", reason=EVEN_WIDTH)
    # A word that counts has no number of its own: as written, it is what a usual reader takes it for.
    low, high = ends[WIDTHS[0]]
    roots = (low * scale, high * scale) if cue.counts and not written.is_range else written.roots()
    figures = (stated, allowed, shape, *unit_figures(written.unit, spellings))
    grain = 0.0 if is_exact else 0.5 * 10.0**written.finest * scale
    step, is_direction = 10.0**written.place * scale, written.is_direction
    is_rounded = claim.rounded_to is not None
    within = None if letter is None else (letter[0] * scale, letter[1] * scale)
    leaf = Input(name, NodeKind.CLAIM, laws, figures, roots, grain, step, is_direction, is_rounded, within)
    return leaf, written.unit


def _rounded_to(claim: Claim, written: Written, spellings: Spellings) -> float | None:
    """To what a claim was rounded, in the unit in which it is written, where the case says so."""
    if claim.rounded_to is None:
        return None
    given = Written.parse(claim.rounded_to, spellings)
    if not same_kind(given.unit, written.unit) or given.low <= 0 or given.is_range:
        message = f"`{claim.rounded_to}` is no step of a number in {describe(written.unit)}"
        raise QuantityError(
            message, f"write one step above zero in that unit, such as `10 {show(written.unit) or 'one'}`"
        )
    return float(given.low) * factor(given.unit) / factor(written.unit)


def _plain(value: float) -> str:
    if abs(value) >= LONG:
        return number(value)
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
