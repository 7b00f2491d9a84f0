"""A tile for each option of the choices that matter: what a check says there, in a word and a shape.

Of all combinations of choices only those are drawn apart that two choices tell apart best; which others change
nothing, and in how many ways the rest do, stands below. A tile that is not uniform shows how it is split.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import pandas as pd
from matplotlib.axes import Axes

from ..answers import BADGES, Badge, shown_of
from ..base import visible
from ..case import Case
from ..report import ReportedCheck
from ..text import Names, capital, listed, spelled
from ..verdict import Collapse, Combination, Influence, counts, distinct, settled
from . import credit, style, ways
from .canvas import box, in_mm, paragraphs, write
from .chart import EXPLAIN, Chart, named
from .style import BLACK, GREY, LINE, MARGIN, PALE, Sheet

APART = 5  # options of a choice that are each drawn; of more, those that are alike are drawn as one
MOST, ACROSS, LISTED = 30, 4, 2  # tiles; of them beside each other; options that are named of those drawn as one
EASY, WIDEST = 20.0, 40.0  # mm, of a tile: so that words stand on one line, and at most
LABELS, ROOM = (20.0, 0.4), 2.0  # mm at least and the share of the width at most for labels; mm beside them
GAP, INSIDE, STRIP = 1.0, 1.6, 1.6  # mm between tiles, at the edges of one, and of the strip of a split one
AIR, UNDER, SIDE = 1.6, 0.8, 1.0  # mm above the notes, below a heading, and at the sides of a text in a tile
OUTLINE = 1.6  # pt, around the case as written
WRITTEN = "as written"  # in the data
READ = "as we read it"  # on the tile
Lines = Sequence[str]


@dataclass(frozen=True)
class Grid:
    """Which combinations stand in which tile.

    Attributes:
        heads: what the choice of the rows is about, and that of the columns.
        rows, columns: the options of each as labels; one without a text where there is no such choice.
        tiles: the combinations of each tile that differ in what is compared, row by row.
    """

    heads: tuple[str, str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    tiles: tuple[tuple[Combination, ...], ...]

    @classmethod
    def of(cls, collapse: Collapse, drawn: Sequence[Influence], names: Names) -> Grid:
        """The grid of at most two choices: the longer list of options goes down, the shorter one across."""
        axes = sorted(drawn, key=lambda one: -len(one.groups))
        cells = collapse.cells(axes)
        heads = [names.choice(one.choice) for one in axes] + ["", ""]
        labels = [_labels(one, names) for one in axes] + [("",), ("",)]
        places = product(*(one.groups for one in axes))
        tiles = (tuple(distinct(cells.get(place, []))) for place in places)
        return cls((heads[0], heads[1]), labels[0], labels[1], tuple(tiles))

    def data(self) -> pd.DataFrame:
        """A row for each verdict in each tile; the first tile is that of the case as written."""
        rows = [
            {
                "tile": at,
                "row": self.rows[at // len(self.columns)],
                "column": self.columns[at % len(self.columns)],
                "verdict": str(BADGES[outcome]),
                "ways": many,
                "of": len(combinations),
                WRITTEN: at == 0,
            }
            for at, combinations in enumerate(self.tiles)
            for outcome, many in counts(combinations).items()
        ]
        return pd.DataFrame(rows)


def choice_tiles(case: Case, check: str) -> Chart:
    """What a check says under each option of the two choices that matter most, in a word and a shape.

    Args:
        check: any check; of one that no choice changes there is a single tile.

    >>> from weighbridge import open_case
    >>> choice_tiles(open_case("raqqa-2017"), "can_carry").name
    'raqqa-2017-can-carry-choices'
    """
    result, names = case.verify()[check], case.model.names
    collapse = Collapse(settled(result.combinations))
    drawn = _drawn(collapse)
    grid = Grid.of(collapse, drawn, names)
    split, free = sum(len(counts(one)) > 1 for one in grid.tiles), ways.of_the_mix(case.model, check)
    tally, shown = result.check.tally, sum(map(len, grid.tiles))
    notes = ways.notes(collapse, [one.choice for one in drawn], split, names, free)
    if tally is not None:  # that a choice changes nothing among some ways is not known of all
        notes = [shown_of(tally, shown)]
    title = ways.headline(result, names)
    data = grid.data().assign(**{EXPLAIN: check})
    return Chart(
        named(case.name, check, "choices"),
        title,
        f"{title}. As we read it: {BADGES[collapse.combinations[0].outcome]}.",
        _description(data, grid, notes, result, names),
        data,
        lambda sheet, rows: _draw(sheet, rows, grid, notes),
        lambda width: _Layout.of(width, grid, data).end + AIR + len(paragraphs(notes, width)) * LINE,
        credit.below_check(case, check),
        subtitle=_subtitle(result, grid),
    )


def _drawn(collapse: Collapse) -> tuple[Influence, ...]:
    """The choices that are drawn: two where they have room, the options of each apart where they are few."""
    best = collapse.best(2)
    for drawn in (tuple(map(_apart, best)), best):
        many = sorted(len(one.groups) for one in drawn)
        if math.prod(many) <= MOST and (len(many) < 2 or many[0] <= ACROSS):
            return drawn
    return collapse.best(1)


def _apart(influence: Influence) -> Influence:
    options = [option for group in influence.groups for option in group]
    return replace(influence, groups=tuple((one,) for one in options)) if len(options) <= APART else influence


def _labels(influence: Influence, names: Names) -> tuple[str, ...]:
    """The options as labels, those that are drawn as one together."""
    said = ([ways.option(names, influence.choice, option) for option in group] for group in influence.groups)
    return tuple(listed(_few(group), "or") for group in said)


def _few(labels: list[str]) -> list[str]:
    """The first of many labels, and how many others there are."""
    more = len(labels) - LISTED
    return labels if more <= 1 else [*labels[:LISTED], f"{spelled(more)} others"]


def _subtitle(result: ReportedCheck, grid: Grid) -> str:
    sizes = sorted({len(one) for one in grid.tiles})
    if sizes == [1]:
        return result.question
    many = f"{sizes[0]} ways" if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]} ways"
    return f"{result.question} Each tile stands for {many} to read it."


def _description(data: pd.DataFrame, grid: Grid, notes: Lines, result: ReportedCheck, names: Names) -> str:
    """The chart in words: every tile, what the choices do, what is not counted."""
    said = []
    for _, rows in data.groupby("tile", sort=False):
        first = rows.iloc[0]
        where = ", ".join(text for text in (first["row"], first["column"]) if text) or "every way"
        of = rows["of"].iloc[0]
        what = listed([f"{row.verdict} in {row.ways} of {of}" for row in rows.itertuples()])
        said.append(
            f"{where}: {what if len(rows) > 1 else first['verdict']}{' (as we read it)' if first[WRITTEN] else ''}"
        )
    places = result.check.where(lambda way: bool(way.ruled_out and way.changed))
    out = [result.findings[place] for place in places]
    left = [
        f"{ways.option(names, one.changed, one.choices[one.changed])} ({BADGES[one.outcome]})"
        for one in out
        if one.changed
    ]
    parts = [f"Tiles by {' and '.join(filter(None, grid.heads)) or 'no choice'}. {'; '.join(said)}."]
    uncounted = [f"Looked at and not counted: {listed(left)}."] if left else []
    every = distinct(result.combinations)
    unsure = sum(one.on_the_line for one in every)
    open_ways = [f"In {unsure} of {len(every)} ways two verdicts lie too near to tell."] if unsure else []
    return " ".join([*parts, *notes, *uncounted, *open_ways])


# Where everything stands.


@dataclass(frozen=True)
class _Layout:
    """Places in mm: labels at the left, the options of the other choice above, tiles between them.

    Attributes:
        label: how wide the labels are, with the room beside them.
        wide, high: the size of a tile.
        heads: what the choices are about, as lines.
        above: the options of each column, as lines.
        beside: the options of each row, as lines.
    """

    label: float
    wide: float
    high: float
    heads: tuple[Lines, Lines]
    above: tuple[Lines, ...]
    beside: tuple[Lines, ...]

    @classmethod
    def of(cls, width: float, grid: Grid, data: pd.DataFrame) -> _Layout:
        """Where everything stands on a sheet of a width."""
        room, many = style.inner(width), len(grid.columns)
        gaps = GAP * (many - 1)
        longest = max(map(style.measure, grid.rows)) + 0.1
        most = max(min(LABELS[1] * room, room - gaps - many * EASY), LABELS[0])
        label = min(longest + ROOM, most) if any(grid.rows) else 0.0
        wide = min((room - label - gaps) / many, WIDEST)
        first = label - ROOM if any(grid.columns) else label + wide  # with nothing beside it, it has all the room
        heads = [style.wrapped(_question(head), at) for head, at in zip(grid.heads, (first, room - label), strict=True)]
        above = tuple(style.wrapped(text, wide - SIDE) for text in grid.columns)
        beside = tuple(style.wrapped(text, label - ROOM) if label else [] for text in grid.rows)
        high = max(_high(rows, wide) for _, rows in data.groupby("tile"))
        high = max(high, *(len(lines) * LINE + 2 * SIDE for lines in beside))
        return cls(label, wide, high, (heads[0], heads[1]), above, beside)

    @property
    def over(self) -> float:
        """How deep the options above the columns are."""
        return max(map(len, self.above)) * LINE

    @property
    def top(self) -> float:
        """Where the first row of tiles begins."""
        deep = max(len(self.heads[0]) * LINE, len(self.heads[1]) * LINE + UNDER + self.over)
        return deep + UNDER if any(self.heads) else 0.0

    @property
    def end(self) -> float:
        """Where the last row ends."""
        return self.top + len(self.beside) * (self.high + GAP) - GAP

    def place(self, tile: int) -> tuple[float, float]:
        """The upper left corner of a tile."""
        row, column = divmod(tile, len(self.above))
        return MARGIN + self.label + column * (self.wide + GAP), self.top + row * (self.high + GAP)

    def texts(self) -> list[tuple[float, float, Lines, str]]:
        """Headings and labels: from the left, how far down they begin, their lines, their colour."""
        foot, left = self.top - UNDER, MARGIN + self.label
        found = [
            (MARGIN, foot - len(self.heads[0]) * LINE, self.heads[0], GREY),
            (left, foot - self.over - UNDER - len(self.heads[1]) * LINE, self.heads[1], GREY),
        ]
        for column, lines in enumerate(self.above):
            found.append((self.place(column)[0], foot - len(lines) * LINE, lines, BLACK))
        for row, lines in enumerate(self.beside):
            middle = self.place(row * len(self.above))[1] + self.high / 2
            found.append((MARGIN, middle - len(lines) * LINE / 2, lines, BLACK))
        return found


def _question(head: str) -> str:
    """What a choice is about, as a heading."""
    return f"{capital(visible(head, lines=False))}:" if head else ""


def _inside(rows: pd.DataFrame, wide: float) -> list[str]:
    """What stands in a tile, as lines."""
    room, written = wide - 2 * SIDE, bool(rows[WRITTEN].iloc[0])
    badges = [Badge(text) for text in rows["verdict"]]
    said = []
    for badge, many, of in zip(badges, rows["ways"], rows["of"], strict=True):
        count = f"{many} of {of}" if len(rows) > 1 else ""
        whole = f"{badge.marked}: {count}" if count else badge.marked
        fits = style.measure(whole) <= room
        said += [whole] if fits else [*style.wrapped(badge.marked, room), *style.wrapped(count, room)]
    return said + (style.wrapped(f"({READ})", room) if written else [])


def _high(rows: pd.DataFrame, wide: float) -> float:
    """How high a tile must be for what stands in it."""
    return len(_inside(rows, wide)) * LINE + 2 * INSIDE + (STRIP if len(rows) > 1 else 0.0)


def _draw(sheet: Sheet, data: pd.DataFrame, grid: Grid, notes: Lines) -> None:
    axes, layout = in_mm(sheet), _Layout.of(sheet.width, grid, data)
    for left, down, lines, colour in layout.texts():
        write(axes, left, down, lines, color=colour)
    for _, rows in data.groupby("tile", sort=False):
        _tile(axes, rows, layout)
    write(axes, MARGIN, layout.end + AIR, paragraphs(notes, sheet.width), color=GREY)


def _tile(axes: Axes, rows: pd.DataFrame, layout: _Layout) -> None:
    """One tile: filled by its verdict; where it is split, white with a strip below that is filled in proportion."""
    (left, down), wide, high = layout.place(int(rows["tile"].iloc[0])), layout.wide, layout.high
    badges = [Badge(text) for text in rows["verdict"]]
    split, ink = len(badges) > 1, BLACK if len(badges) > 1 else style.LOOKS[badges[0]][1]
    fill = "white" if split else style.LOOKS[badges[0]][0]
    tile = named("tile", str(rows["tile"].iloc[0]))
    box(axes, left, down, wide, high, facecolor=fill, edgecolor=PALE, linewidth=0.5, gid=tile)
    at = left
    for badge, many in zip(badges, rows["ways"] / rows["of"], strict=True) if split else ():
        box(axes, at, down + high - STRIP, wide * many, STRIP, facecolor=style.LOOKS[badge][0], gid=named(tile, badge))
        at += wide * many
    if rows[WRITTEN].iloc[0]:
        box(
            axes,
            left,
            down,
            wide,
            high,
            facecolor="none",
            edgecolor=BLACK,
            linewidth=OUTLINE,
            zorder=3,
            gid=named(WRITTEN),
        )
    lines = _inside(rows, wide)
    free = high - (STRIP if split else 0.0) - len(lines) * LINE
    write(axes, left + wide / 2, down + free / 2, lines, ha="center", color=ink)
