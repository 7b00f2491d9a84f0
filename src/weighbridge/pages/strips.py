"""Strip charts: both sides of a check on one scale, as places in percent of the width, for a template to draw.

The figures come as numbers, and the template that draws them has no other: what is plotted is what is said. Places are
in percent, so that a strip is as wide as there is room and its letters stay as large as those around it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..base import rendered
from ..text import apart

TEMPLATES = Path(__file__).parent / "templates"

LEFT, RIGHT = 2.0, 98.0  # percent of the width between which figures lie
WIDE = 25.0  # how many times the greatest is the least above which a scale goes by factors
FROM_ZERO = 0.4  # a scale begins at zero where the least figure is below this part of the greatest
MARGIN = 0.12  # of what is shown, left free on each side where a scale does not begin at zero
MOST_TICKS = 5
NARROWEST = {"band": 0.3, "room": 2.5}  # percent of the width; a narrower side is a line, or covered by the marker
LONG_LABEL = 5  # letters of a label that reaches beyond the edge where its middle is near it


@dataclass(frozen=True)
class Tick:
    """A labelled place of a scale; the label stands on the side on which there is room."""

    place: float
    label: str

    @property
    def anchor(self) -> str:
        """Which end of the label stands at the place: a long one would reach beyond the edge."""
        if len(self.label) < LONG_LABEL:
            return "middle"
        return "start" if self.place < 10 else "end" if self.place > 90 else "middle"


@dataclass(frozen=True)
class Extent:
    """One side on the scale: its figure, and from where to where it may lie.

    Attributes:
        at: its figure; none where it is a range.
        open_below, open_above: whether it has no end there.
    """

    at: float | None
    low: float
    high: float
    open_below: bool = False
    open_above: bool = False

    @property
    def width(self) -> float:
        """The percent of the whole between its ends."""
        return self.high - self.low

    @property
    def has_band(self) -> bool:
        """Whether it is drawn as a band: a narrow one would be no more than a line."""
        return self.width > NARROWEST["band"]

    @property
    def has_room(self) -> bool:
        """Whether its ends are drawn as a line: the marker covers a short one."""
        return self.width > NARROWEST["room"] or self.at is None


@dataclass(frozen=True)
class Strip:
    """Both sides of a check on one scale.

    Attributes:
        by_factors: whether equal steps of the scale are equal factors.
    """

    ticks: list[Tick]
    stated: Extent | None
    computed: Extent | None
    by_factors: bool


Ends = tuple[float | None, float | None, float | None]  # the figure, the least and the greatest it may be


def strip(stated: Ends, computed: Ends) -> Strip | None:
    """Both sides on one scale; none where there is no number to show.

    Args:
        stated, computed: the figure of each side, and its least and greatest; none for what is not known or has no end.
    """
    return strips([(stated, computed)])[0]


def strips(several: Sequence[tuple[Ends, Ends]]) -> list[Strip | None]:
    """Strips of several pairs of sides, all on one scale, so that one can take another's place and be compared with it.

    A pair without any number has none.
    """
    pairs = [(_finite(stated), _finite(computed)) for stated, computed in several]
    known = [value for pair in pairs for side in pair for value in side if value is not None]
    if not known:
        return [None] * len(pairs)
    scale = _Scale.of(known)
    places = scale.ticks()
    ticks = [Tick(scale.place(value), label) for value, label in zip(places, apart(places), strict=True)]
    drawn = (Strip(ticks, scale.extent(stated), scale.extent(computed), scale.by_factors) for stated, computed in pairs)
    return [one if one.stated or one.computed else None for one in drawn]


def strip_svg(drawn: Strip) -> str:
    """A strip as a drawing that stands by itself, as wide as 620 CSS pixels, in the colours of a page in print."""
    return rendered(TEMPLATES / "strip_alone.svg", strip=drawn)


def strip_image(drawn: Strip, words: str) -> str:
    """A strip as SVG, for a page of which it is a part; how its parts look is left to the styles of that page.

    Args:
        words: both sides, for whoever hears the page.
    """
    return rendered(TEMPLATES / "strip_alone.html", strip=drawn, words=words)


def moving_strip(ticks: Sequence[Tick]) -> str:
    """The same with a scale alone: a script shows its shapes, which have names in ``data-part``, and places them."""
    return rendered(TEMPLATES / "strip_moving.html", ticks=ticks)


def _finite(side: Ends) -> Ends:
    at, low, high = (value if value is not None and math.isfinite(value) else None for value in side)
    return at, low, high


@dataclass(frozen=True)
class _Scale:
    """A scale from one number to another, by equal steps or by equal factors."""

    low: float
    high: float
    by_factors: bool

    @classmethod
    def of(cls, known: Sequence[float]) -> _Scale:
        """A scale that shows all these numbers."""
        least, most = min(known), max(known)
        if least > 0 and most / least > WIDE:
            room = (most / least) ** MARGIN
            return cls(least / room, most * room, by_factors=True)
        if least >= 0 and least <= FROM_ZERO * most:
            return cls(0.0, most * (1 + MARGIN) or 1.0, by_factors=False)
        room = MARGIN * (most - least) or abs(most) * MARGIN or 1.0
        return cls(least - room, most + room, by_factors=False)

    def place(self, value: float) -> float:
        """Where a number lies, in percent of the width."""
        if self.by_factors:
            part = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            part = (value - self.low) / (self.high - self.low)
        return round(LEFT + (RIGHT - LEFT) * min(max(part, 0.0), 1.0), 2)

    def extent(self, side: Ends) -> Extent | None:
        """One side on this scale; none where nothing of it is known."""
        at, low, high = side
        if at is None and low is None and high is None:
            return None
        alone = at is not None and low is None and high is None
        low, high = (at, at) if alone else (low, high)
        return Extent(
            None if at is None else self.place(at),
            0.0 if low is None else self.place(low),
            100.0 if high is None else self.place(high),
            open_below=low is None,
            open_above=high is None,
        )

    def ticks(self) -> list[float]:
        """Round numbers on it, at most ``MOST_TICKS``."""
        return self._factors() if self.by_factors else self._steps()

    def _steps(self) -> list[float]:
        least = (self.high - self.low) / MOST_TICKS
        power = 10.0 ** math.floor(math.log10(least))
        step = next(times * power for times in (1, 2, 5, 10) if times * power >= least)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [round(count * step, 12) for count in range(first, last + 1)]

    def _factors(self) -> list[float]:
        first, last = math.ceil(math.log10(self.low)), math.floor(math.log10(self.high))
        decades = list(range(first, last + 1))
        every = max(1, math.ceil(len(decades) / MOST_TICKS))
        found = [10.0**power for power in decades[::every]]
        if len(found) >= 3:
            return found
        between = [times * 10.0**power for power in range(first - 1, last + 1) for times in (1, 2, 5)]
        inside = [value for value in between if self.low <= value <= self.high]
        return inside[:: math.ceil(len(inside) / MOST_TICKS)]
