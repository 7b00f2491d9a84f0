"""What the article states, as a line, and behind it the band that its wording allows to a usual reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from ..base import RemediedError
from ..case import Case
from ..graph import WIDTH
from ..text import WIDTHS, words
from .chart import EXPLAIN
from .style import ACCENT, HALO, INCH, SMALL, TEXT, TINT, measure

STATED, USUAL = "stated", "its wording allows"
Ends = tuple[float, float]


@dataclass(frozen=True)
class Stated:
    """A stated quantity in its unit.

    Attributes:
        written: as it is written.
        usual: what its wording allows to a usual reader; as written, where nothing loosens it.
        unit: of both.
        name: of the quantity in the case.
    """

    written: Ends
    usual: Ends
    unit: str
    name: str

    @classmethod
    def of(cls, case: Case, name: str) -> Stated:
        """The quantity of that name; where assumptions enter, its bounds stand for what is written.

        Raises:
            RemediedError: it can be of any size, so that no line can be drawn for it.
        """
        side = case[name].side
        written = side.as_written or side.bounds
        if written is None:
            raise RemediedError(f"`{name}` has no ends, so that no line can be drawn for it")
        usual = case.weigher.side(name, {**case.choices, WIDTH: WIDTHS[0]}) if WIDTH in case.choices else side
        return cls(written, usual.bounds or written, side.unit, name)

    @property
    def amount(self) -> str:
        """What is written, with its unit."""
        return self.amount_beside(())

    def amount_beside(self, figures: Iterable[float]) -> str:
        """The same, so that it reads like none of the figures that stand beside it, unless it is the same."""
        others = list(figures)
        digits = [*map(words.in_full, self.written), *[words.DIGITS] * len(others)]
        low, high = words.apart([*self.written, *others], digits)[:2]
        return words.with_unit(low if low == high else f"{low} to {high}", self.unit)


def usual_rows(claim: Stated) -> list[dict[str, Any]]:
    """Rows for the data of a chart: the stated value, and what its wording allows to a usual reader."""
    ends = {STATED: claim.written, USUAL: claim.usual}
    same = {"unit": claim.unit, EXPLAIN: claim.name}
    return [{"kind": kind, "low": low, "high": high, **same} for kind, (low, high) in ends.items()]


def mark(axes: Axes, claim: Stated, amount: str = "") -> None:
    """The stated value as a line with its words at the top, and behind it the band that its wording allows.

    Args:
        axes: the quantity goes across; down goes the distance from the top in mm.
        amount: the stated value in words, where these must differ from those of figures beside it.
    """
    left, right = axes.get_xlim()
    across = axes.get_window_extent().width / axes.figure.dpi * INCH / (right - left)  # mm a unit
    low, high = claim.usual
    if low < high:
        axes.axvspan(low, high, facecolor=TINT, edgecolor="none", zorder=0.2, label=USUAL)
    for end in dict.fromkeys(claim.written):
        axes.axvline(end, color=ACCENT, linewidth=1.3, zorder=2.2, label=STATED)
    said = [(f"The article: {amount or claim.amount}", {"size": TEXT, "weight": "bold"})]
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
