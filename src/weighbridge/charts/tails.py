"""What is assumed of a quantity, and how much of it lies beyond what the article states."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from ..case import Case
from ..checks import Typical, Weighing
from ..graph import Check, Comparison, Draws
from ..report import ReportedFinding, sentences
from ..text import factor, is_money, show, significant, words
from . import credit, stated_band, style
from .chart import Chart, named
from .stated_band import Stated
from .style import BLUE, SKY, Sheet

BARS, BAR = 48, "assumed"
ASSUMED = {"facecolor": SKY, "edgecolor": "none", "alpha": 0.35}  # the bands behind shine through
TAIL = {"facecolor": SKY, "edgecolor": BLUE, "hatch": "//////", "linewidth": 0.6}
PLOT, AXIS = 44.0, 13.5  # mm for the axes, and for what stands below them
HIGH, LOW = "as high as stated or higher", "as low as stated or lower"
RARE = "no likelier than what is stated"


def tail(case: Case, check: str) -> Chart:
    """The assumed spread of the computed side of a check, the stated side, and the tail beyond it.

    Args:
        check: a check of the kind ``typical``.

    Raises:
        ValueError: the check asks for no probability.
    """
    asked, finding = case.model.check(check), case.verify()[check].reference
    if finding.tail_probability is None:
        raise ValueError(f"`{check}` is of the kind `{asked.kind}`; only `typical` asks for a probability")
    claim = Stated.of(case, asked.stated)
    data = pd.DataFrame([*_bars(case, asked), *claim.rows()])
    draws = _draws(case, asked).of(asked.computed, case.choices).size
    own = f"own simulation, {draws:,} draws from what the case {case.name} assumes"
    source = f"Sources: {credit.line(case, credit.below(case, asked.stated, asked.computed))}; {own}."
    depth = PLOT + AXIS + style.KEY * (len(stated_band.handles(data)) + len(_handles(finding, _side(asked))))
    return Chart(
        named(case.name, check),
        asked.question,
        finding.sentence,
        _description(data, finding, claim),
        data,
        lambda sheet, rows: _draw(sheet, rows, finding, _side(asked)),
        lambda width: depth,
        source,
    )


def _bars(case: Case, asked: Check) -> list[dict[str, object]]:
    """How probable each bar is, and how much of that lies beyond the stated side, in percent.

    The stated side is spread too, as its hedge permits: each draw of the one is compared with its own draw of the
    other, so that the bars' shares beyond add up to the tail probability.
    """
    unit = case.model.units[asked.stated]
    draws = _draws(case, asked).of(asked.computed, case.choices).ravel() / factor(unit)
    spread = np.geomspace if _is_money(case, asked) else np.linspace
    edges = np.array([significant(edge, 6) for edge in spread(draws.min(), draws.max(), BARS + 1)])
    held = np.clip(draws, edges[0], edges[-1])  # the outermost edges were rounded, perhaps inwards
    beyond = _beyond(case, asked).ravel()
    percent = 100 / draws.size
    shares, tails = (np.histogram(some, edges)[0] * percent for some in (held, held[beyond]))
    return [
        {
            "kind": BAR,
            "low": low,
            "high": high,
            "unit": show(unit),
            "share": significant(share, 6),
            "beyond": significant(part, 6),
        }
        for low, high, share, part in zip(
            edges[:-1].tolist(), edges[1:].tolist(), shares.tolist(), tails.tolist(), strict=True
        )
    ]


def _draws(case: Case, asked: Check) -> Draws:
    """The draws that the finding was made of."""
    return Weighing(case.model, case.draws, asked, case.choices).enough


def _side(asked: Check) -> str:
    """What lies in the tail, in words."""
    return {Comparison.AT_MOST: HIGH, Comparison.AT_LEAST: LOW, Comparison.EQUALS: RARE}[asked.relation]


def _beyond(case: Case, asked: Check) -> np.ndarray:
    """Which draws lie in the tail: beyond the stated side, or where for *equals* nothing is likelier than it."""
    answer = Weighing(case.model, case.draws, asked, case.choices).answer
    assert isinstance(answer, Typical)
    return answer.in_tail(1.0)


def _is_money(case: Case, asked: Check) -> bool:
    """Prices differ by factors, loads by tonnes: the former are read on a logarithmic axis."""
    return is_money(case.model.units[asked.stated])


def _draw(sheet: Sheet, data: pd.DataFrame, finding: ReportedFinding, side: str) -> None:
    axes = sheet.axes(12, 0, sheet.width - 12 - 3, PLOT)
    bars = data[data["kind"] == BAR]
    edges = [*bars["low"], bars["high"].iloc[-1]]
    stated_band.draw(axes, data)
    axes.stairs(bars["share"], edges, fill=True, **ASSUMED)
    axes.stairs(bars["share"], edges, color=BLUE, linewidth=0.6)
    axes.stairs(bars["beyond"], edges, fill=True, **TAIL)
    log = bool(np.isclose(edges[1] / edges[0], edges[-1] / edges[-2], rtol=1e-3))
    _scales(axes, data, log)
    what = (finding.computed.of or finding.computed.name).removeprefix("the ")
    axes.set_xlabel(f"{what}\n({style.per(bars['unit'].iloc[0])}{', log scale' if log else ''})")
    axes.set_ylabel("probability of each bar (%)")
    sheet.legend([*_handles(finding, side), *stated_band.handles(data)], PLOT + AXIS, 1)


def _scales(axes: Axes, data: pd.DataFrame, log: bool) -> None:
    low, high = data["low"].min(), data["high"].max()
    axes.set_ylim(0, data["share"].max() * 1.08)
    if not log:
        axes.set_xlim(0, high * 1.04)
        return
    axes.set_xscale("log")
    axes.set_xlim(low / 1.05, high * 1.05)
    axes.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 3.0, 5.0)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())


def _handles(finding: ReportedFinding, side: str) -> list[Patch]:
    """What is shaded is the tail."""
    share = sentences.chance(finding)
    return [Patch(**ASSUMED, label="what the case assumes"), Patch(**TAIL, label=f"{side}: {share}")]


def _description(data: pd.DataFrame, finding: ReportedFinding, claim: Stated) -> str:
    """The chart in words."""
    bars = data[data["kind"] == BAR]
    peak = bars.loc[bars["share"].idxmax()]
    return (
        f"Histogram of {finding.computed.of or finding.computed.name}, as the case assumes it: "
        f"{sentences.side(finding.computed)}; most probable near {words.number((peak['low'] + peak['high']) / 2)}. "
        f"The article implies {claim.words()}. {finding.sentence}"
    )
