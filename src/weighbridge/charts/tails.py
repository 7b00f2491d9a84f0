"""What a case assumes of a quantity, and how much of that lies beyond what the article states.

It is drawn as an outline and hatched, with nothing that could be taken for a measurement.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..base import RemediedError
from ..case import Case
from ..checks import Typical, Weighing
from ..graph import Check, Comparison, Draws
from ..report import ReportedFinding, sides
from ..text import capital, factor, one_in, percent, show, significant, words
from . import credit, stated_band
from .chart import EXPLAIN, Chart, named
from .stated_band import Stated
from .style import ACCENT, GREY, MARGIN, Sheet

BARS, BAR = 40, "assumed"
ASSUMED = {"facecolor": "none", "edgecolor": GREY, "linewidth": 0.9, "linestyle": (0, (3, 1.5))}
TAIL = {"facecolor": "none", "edgecolor": ACCENT, "hatch": "//////", "linewidth": 0.0}
SHOWN, WIDE = 0.99, 1.5  # of what is assumed, without the farthest to both sides; where all is as much wider
NEXT_TO = 1e-6  # of a single value, how far the outline reaches beside one so large that 0.5 is nothing to it
ABOVE, HILL, AXIS = 8.0, 34.0, 8.5  # mm for the words of the article, for the hill, and for what stands below it
BESIDE = 4.0  # mm at both sides, so that the numbers of the axis stay on the sheet
SIDES = {
    Comparison.AT_MOST: "as much as the article says or more",
    Comparison.AT_LEAST: "as little as the article says or less",
    Comparison.EQUALS: "no likelier than what the article says",
}


def tail(case: Case, check: str) -> Chart:
    """The assumed spread of the computed side of a check, the stated side, and the tail beyond it.

    Args:
        check: a check of the kind ``typical``.

    Raises:
        RemediedError: the check asks for no probability.

    >>> from weighbridge import open_case
    >>> tail(open_case("raqqa-2017"), "usual_load").title
    'What we assumed: the average load in such a convoy'
    """
    asked, finding = case.model.check(check), case.verify()[check].reference
    if finding.tail_probability is None:
        raise RemediedError(f"`{check}` is of the kind `{asked.kind}`; only `typical` asks for a probability")
    claim, side = Stated.of(case, asked.stated), SIDES[asked.relation]
    data = pd.DataFrame([*_bars(case, asked), *stated_band.usual_rows(claim)])
    title = f"What we assumed: {case.model.names.of(asked.computed)}"
    draws = _draws(case, asked).of(asked.computed, case.choices).size
    named_sources = credit.line(case, credit.below(case, asked.stated, asked.computed))
    own = f"own simulation, {draws:,} draws"
    return Chart(
        named(case.name, check),
        title,
        f"{_share(finding, side)} {title}.",
        _description(data, finding, claim),
        data,
        lambda sheet, rows: _draw(sheet, rows, claim),
        lambda width: ABOVE + HILL + AXIS,
        f"Sources: {named_sources}; {own}." if named_sources else f"{capital(own)}.",
        f"Outline: an assumption, not a measurement. Hatched: {side}, {_chance(finding)}.",
    )


def _share(finding: ReportedFinding, side: str) -> str:
    """How much of what was assumed lies in the tail, as a sentence."""
    if finding.sample is not None and finding.sample.too_small:
        return f"So few figures cannot tell how much of what we assumed is {side}."
    return f"{capital(_chance(finding))} of what we assumed is {side}."


def _chance(finding: ReportedFinding) -> str:
    """How probable the tail is: ``about 1 in 13 (7.9%)``."""
    tail = finding.tail_probability
    assert tail is not None
    if finding.sample is not None and finding.sample.too_small:
        return "a share that so few figures cannot tell"
    return f"{one_in(tail)} ({percent(tail)})"


def _bars(case: Case, asked: Check) -> list[dict[str, object]]:
    """How probable each bar is, and how much of that lies beyond the stated side, in percent of all.

    The stated side is spread too, as its hedge permits: each draw of the one is compared with its own draw of the
    other, so that the bars' shares beyond add up to the tail probability, but for the little that lies farther out
    than is shown.
    """
    unit = case.model.units[asked.stated]
    draws = _draws(case, asked).of(asked.computed, case.choices).ravel() / factor(unit)
    edges = _edges(*_ends(draws))
    beyond = _beyond(case, asked).ravel()
    hundredth = 100 / draws.size
    shares, tails = (np.histogram(some, edges)[0] * hundredth for some in (draws, draws[beyond]))
    return [
        {
            "kind": BAR,
            "low": low,
            "high": high,
            "unit": show(unit),
            "share": significant(share, 6),
            "beyond": significant(part, 6),
            EXPLAIN: asked.computed,
        }
        for low, high, share, part in zip(
            edges[:-1].tolist(), edges[1:].tolist(), shares.tolist(), tails.tolist(), strict=True
        )
    ]


def _edges(low: float, high: float) -> np.ndarray:
    """The ends of the bars between two ends, in few digits where these tell them apart."""
    exact = np.linspace(low, high, BARS + 1)
    short = np.array([significant(edge, 6) for edge in exact])
    return short if (np.diff(short) > 0).all() else exact


def _ends(draws: np.ndarray) -> tuple[float, float]:
    """From where to where it is drawn: all of it, unless its farthest parts would leave little room for the others."""
    whole = (float(draws.min()), float(draws.max()))
    least, most = np.quantile(draws, [(1 - SHOWN) / 2, (1 + SHOWN) / 2]).tolist()
    if not least < most:
        room = max(0.5, NEXT_TO * max(abs(whole[0]), abs(whole[1])))
        return whole[0] - room, whole[1] + room
    return whole if whole[1] - whole[0] <= WIDE * (most - least) else (least, most)


def _draws(case: Case, asked: Check) -> Draws:
    """The draws that the finding was made of."""
    return Weighing(case.model, case.draws, asked, case.choices).enough


def _beyond(case: Case, asked: Check) -> np.ndarray:
    """Which draws lie in the tail: beyond the stated side, or where for *equals* nothing is likelier than it."""
    answer = Weighing(case.model, case.draws, asked, case.choices).answer
    assert isinstance(answer, Typical)
    return answer.in_tail(1.0)


def _draw(sheet: Sheet, data: pd.DataFrame, claim: Stated) -> None:
    """The hill as an outline, its tail hatched, and the stated value as a line with its words above."""
    axes = sheet.axes(MARGIN + BESIDE, 0, sheet.width - 2 * (MARGIN + BESIDE), ABOVE + HILL)
    bars = data[data["kind"] == BAR]
    edges = [*bars["low"], bars["high"].iloc[-1]]
    axes.set_ylim(ABOVE + HILL, 0)  # in mm from above
    _scale(axes, data)
    ground, scale = ABOVE + HILL, HILL / bars["share"].max()
    axes.fill(*_outline(edges, ground, ground - scale * bars["beyond"]), gid="tail", **TAIL)
    axes.fill(*_outline(edges, ground, ground - scale * bars["share"]), gid=BAR, **ASSUMED)
    stated_band.mark(axes, claim)
    axes.set_xlabel(words.with_unit("", claim.unit), color=GREY)


def _outline(edges: Sequence[float], ground: float, tops: pd.Series) -> tuple[list[float], list[float]]:
    """A line over the middles of bars, down to the ground at both ends: steps would look like counts of something."""
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    first, *_, last = tops
    across = [edges[0], edges[0], *middles, edges[-1], edges[-1]]
    return across, [ground, first, *tops, last, ground]


def _scale(axes: Axes, data: pd.DataFrame) -> None:
    """The axis across, with room for everything that is drawn; how likely a value is needs no numbers."""
    low, high = data["low"].min(), data["high"].max()
    air = 0.04 * (high - low or 1.0)
    axes.set_xlim(low - air, high + air)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    axes.tick_params(axis="y", left=False, labelleft=False)
    axes.tick_params(axis="x", color=GREY, length=2)
    axes.spines["left"].set_visible(False)


def _description(data: pd.DataFrame, finding: ReportedFinding, claim: Stated) -> str:
    """The chart in words."""
    bars = data[data["kind"] == BAR]
    peak = bars.loc[bars["share"].idxmax()]
    likeliest = words.with_unit(words.number((peak["low"] + peak["high"]) / 2), claim.unit)
    return (
        f"An outline of what the case assumes, likeliest near {likeliest}: {sides.side(finding.computed)}. "
        f"A line for the article: {claim.amount}; its wording allows {words.span(claim.usual, claim.unit)}. "
        f"{finding.sentence}"
    )
