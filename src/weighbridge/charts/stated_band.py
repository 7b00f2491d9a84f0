"""What the article states, as a line with its hedge around it: for the usual reader and for a lenient one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from ..case import Case
from ..graph import WIDTH
from ..text import WIDTHS, words
from .style import ACCENT, BLACK, GREY, HALO, PALE, PALEST, SMALL, TEXT, TINT, measure

STATED, USUAL = "stated", "its wording allows"
BANDS = {f"hedge, {width}": colour for width, colour in zip(WIDTHS, (PALE, PALEST), strict=True)}
Ends = tuple[float, float]


@dataclass(frozen=True)
class Stated:
    """A stated quantity in its unit: as written, and what its hedges permit."""

    written: Ends
    bands: dict[str, Ends]
    unit: str

    @classmethod
    def of(cls, case: Case, name: str) -> Stated:
        """The quantity of that name; where assumptions enter, its bounds stand for what is written."""
        side = case[name].side
        widths = WIDTHS if WIDTH in case.choices else ()
        sides = [case.weigher.side(name, {**case.choices, WIDTH: width}) for width in widths]
        written = side.as_written or side.bounds
        if written is None:
            raise ValueError(f"`{name}` has no ends, so that no line can be drawn for it")
        bands = {kind: one.bounds or written for kind, one in zip(BANDS, sides, strict=False)}
        return cls(written, bands, side.unit)

    @property
    def usual(self) -> Ends:
        """What its wording allows, to a usual reader; as written, where nothing loosens it."""
        return next(iter(self.bands.values()), self.written)

    @property
    def amount(self) -> str:
        """What is written, with its unit."""
        return words.span(self.written, self.unit, words.in_full(self.written[0]))

    def rows(self) -> list[dict[str, Any]]:
        """Rows for the data of a chart: ``kind``, ``low``, ``high``, ``unit``."""
        kinds = {STATED: self.written, **self.bands}
        return [{"kind": kind, "low": low, "high": high, "unit": self.unit} for kind, (low, high) in kinds.items()]

    def words(self) -> str:
        """What is stated, in a sentence's part: ``50 tonne/truck (45.6 to 55.1 as hedged, ...)``."""
        usual, lenient = (words.span(ends) for ends in self.bands.values()) if self.bands else ("", "")
        hedged = f" ({usual} for a usual reader of its hedges, {lenient} for a lenient one)" if usual else ""
        return f"{words.span(self.written, self.unit)}{hedged}"


def draw(axes: Axes, data: pd.DataFrame, along: str = "x") -> None:
    """The line and its bands, the bands behind everything else.

    Args:
        data: with the rows of ``Stated.rows``.
        along: the axis that carries the quantity.
    """
    band, line = (axes.axvspan, axes.axvline) if along == "x" else (axes.axhspan, axes.axhline)
    for depth, (kind, colour) in enumerate(BANDS.items()):
        for row in data[data["kind"] == kind].itertuples():
            band(row.low, row.high, facecolor=colour, edgecolor="none", zorder=0.5 - 0.1 * depth)
    for row in data[data["kind"] == STATED].itertuples():
        for end in dict.fromkeys((row.low, row.high)):
            line(end, color=BLACK, linewidth=1.2, zorder=2.2)


def usual_rows(claim: Stated) -> list[dict[str, Any]]:
    """Rows for the data of a chart: the stated value, and what its wording allows to a usual reader."""
    ends = {STATED: claim.written, USUAL: claim.usual}
    return [{"kind": kind, "low": low, "high": high, "unit": claim.unit} for kind, (low, high) in ends.items()]


def mark(axes: Axes, claim: Stated, depth: float) -> None:
    """The stated value as a line with its words at the top, and behind it the band that its wording allows.

    Args:
        axes: the quantity goes across; down goes the distance from the top in mm, to ``depth``.
    """
    left, right = axes.get_xlim()
    across = axes.get_window_extent().width / axes.figure.dpi * 25.4 / (right - left)  # mm a unit
    low, high = claim.usual
    if low < high:
        axes.axvspan(low, high, facecolor=TINT, edgecolor="none", zorder=0.2, label=USUAL)
    for end in dict.fromkeys(claim.written):
        axes.axvline(end, color=ACCENT, linewidth=1.3, zorder=2.2, label=STATED)
    said = [(f"The article: {claim.amount}", {"size": TEXT, "weight": "bold"})]
    if low < high:
        said.append((f"its wording allows {words.span(claim.usual)}", {"size": SMALL}))
    longest = max(measure(text, options["size"], options.get("weight", "normal")) for text, options in said)
    begins_left = across * (claim.written[0] - left) > longest + 1.5
    at, side = (claim.written[0], "right") if begins_left else (claim.written[-1], "left")
    halo = {}
    if not begins_left and across * (right - at) < longest + 1.5:  # room at neither side
        at, side, begins_left, halo = right, "right", True, {"bbox": {**HALO, "facecolor": TINT}}
    for place, (text, options) in enumerate(said):
        shift, looks = (-4 if begins_left else 4, 0), {"color": ACCENT, **options, **halo}
        axes.annotate(text, (at, 0.2 + 3.2 * place), shift, textcoords="offset points", ha=side, va="top", **looks)


def handles(data: pd.DataFrame) -> list[Any]:
    """What a legend needs to explain the line and the bands."""
    rows = data.set_index("kind")
    ends = lambda kind: words.span((rows.loc[kind, "low"], rows.loc[kind, "high"]))  # noqa: E731
    found = [Line2D([], [], color=BLACK, linewidth=1.2, label=f"implied by the article: {ends(STATED)}")]
    for reader, (kind, colour) in zip(
        ("with hedges, usual width", "with hedges, generous width"), BANDS.items(), strict=True
    ):
        if kind in rows.index:
            found.append(Patch(facecolor=colour, edgecolor=GREY, linewidth=0.3, label=f"{reader}: {ends(kind)}"))
    return found
