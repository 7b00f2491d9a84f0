"""A tile for each option of the choices that matter: what a check says there, in a word and a shape.

Of all combinations of choices only those are drawn apart that two choices tell apart best; which others change
nothing, and in how many ways the rest do, stands below. A tile that is not uniform shows how it is split.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import pandas as pd
from matplotlib.axes import Axes

from ..answers import Badge
from ..case import Case
from ..report import ReportedCheck
from ..text import Names, listed
from ..verdict import Collapse, Combination, Influence, counts
from . import credit, style, ways
from .badges import LOOKS, badge_of, marked
from .canvas import box, in_mm, write
from .chart import Chart, named
from .style import BLACK, GREY, LINE, MARGIN, PALE, Sheet

APART = 5  # options of a choice that are each drawn; of more, those that are alike are drawn as one
MOST = 30  # tiles
LEAST, EASY, WIDEST = 14.0, 20.0, 40.0  # mm, of a tile: at least, so that words stand on one line, and at most
LABELS, ROOM = (20.0, 0.4), 2.0  # mm at least and the share of the width at most for labels; mm beside them
GAP, INSIDE, STRIP = 1.0, 1.6, 1.6  # mm between tiles, at the edges of one, and of the strip of a split one
AIR, UNDER, SIDE = 1.5, 0.8, 1.0  # mm above and below a heading, and at the sides of a text in a tile
OUTLINE = 1.6  # pt, around the case as written
WRITTEN = "as written"
Lines = Sequence[str]


@dataclass(frozen=True)
class Grid:
    """Which combinations stand in which tile.

    Attributes:
        heads: what the choice of the rows is about, and that of the columns.
        rows, columns: the options of each as labels; one without a text where there is no such choice.
        tiles: the combinations of each tile, row by row.
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
        return cls((heads[0], heads[1]), labels[0], labels[1], tuple(tuple(cells[place]) for place in places))

    def data(self) -> pd.DataFrame:
        """A row for each verdict in each tile; the first tile is that of the case as written."""
        rows = [
            {
                "tile": at,
                "row": self.rows[at // len(self.columns)],
                "column": self.columns[at % len(self.columns)],
                "verdict": str(badge_of(outcome)),
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
    """
    result, names = case.verify()[check], case.model.names
    collapse = Collapse(result.combinations)
    drawn = _drawn(collapse)
    grid = Grid.of(collapse, drawn, names)
    notes = ways.notes(collapse, [one.choice for one in drawn], sum(len(counts(one)) > 1 for one in grid.tiles), names)
    title = ways.headline(result, names)
    data = grid.data()
    return Chart(
        named(case.name, check, "choices"),
        title,
        f"{title}. As the case is written: {badge_of(result.combinations[0].outcome)}.",
        _description(data, grid, notes, result, names),
        data,
        lambda sheet, rows: _draw(sheet, rows, grid, notes),
        lambda width: _Layout.of(width, grid, data).end + _noted(notes, width),
        credit.below_check(case, check),
        subtitle=_subtitle(result, grid),
    )


def _drawn(collapse: Collapse) -> tuple[Influence, ...]:
    """The choices that are drawn, the options of each apart where they are few."""
    for most in (2, 1):
        best = collapse.best(most)
        apart = tuple(map(_apart, best))
        for drawn in (apart, best):
            size = 1
            for one in drawn:
                size *= len(one.groups)
            if size <= MOST:
                return drawn
    return best


def _apart(influence: Influence) -> Influence:
    options = [option for group in influence.groups for option in group]
    return replace(influence, groups=tuple((one,) for one in options)) if len(options) <= APART else influence


def _labels(influence: Influence, names: Names) -> tuple[str, ...]:
    """The options as labels, those that are drawn as one together."""
    said = ([ways.option(names, influence.choice, option) for option in group] for group in influence.groups)
    return tuple(listed(group, "or") for group in said)


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
            f"{where}: {what if len(rows) > 1 else first['verdict']}{' (as written)' if first[WRITTEN] else ''}"
        )
    out = [finding for finding in result.findings if finding.ruled_out and finding.changed]
    left = [
        f"{ways.option(names, one.changed, one.choices[one.changed])} ({badge_of(one.outcome)})"
        for one in out
        if one.changed
    ]
    parts = [f"Tiles by {' and '.join(filter(None, grid.heads)) or 'no choice'}. {'; '.join(said)}."]
    uncounted = [f"Looked at and not counted: {listed(left)}."] if left else []
    unsure = sum(one.on_the_line for one in result.combinations)
    open_ways = [f"In {unsure} of {len(result.combinations)} ways two verdicts lie too near to tell."] if unsure else []
    return " ".join([*parts, *notes, *uncounted, *open_ways])


# Where everything stands.


@dataclass(frozen=True)
class _Layout:
    """Places in mm. Where the columns have no room beside each other, each row is a heading with its columns below.

    Attributes:
        left: where the tiles begin.
        wide: how wide a tile is.
        nested: whether columns stand below each other.
        top: where the first row begins.
        places: of each tile where it stands, and how high it is.
        texts: headings and labels: from the left, how far down, lines, looks.
        end: where the last row ends.
    """

    left: float
    wide: float
    places: tuple[tuple[float, float, float], ...]
    texts: tuple[tuple[float, float, Lines, dict[str, object]], ...]
    end: float

    @classmethod
    def of(cls, width: float, grid: Grid, data: pd.DataFrame) -> _Layout:
        """Where everything stands on a sheet of a width."""
        room = style.inner(width)
        longest = max((style.measure(text) for text in grid.rows), default=0.0)
        gaps, many = GAP * (len(grid.columns) - 1), len(grid.columns)
        most = max(min(LABELS[1] * room, room - gaps - many * EASY), LABELS[0])
        label = min(longest + ROOM, most) if any(grid.rows) else 0.0
        wide = (room - label - gaps) / many
        if wide >= LEAST:
            return _beside(min(wide, WIDEST), label, grid, data)
        return _nested(room, grid, data)


HEADING: dict[str, object] = {"color": GREY}


def _beside(wide: float, label: float, grid: Grid, data: pd.DataFrame) -> _Layout:
    """Rows of tiles, the options of the other choice across."""
    texts, places, left = [], [], MARGIN + label
    span = wide * len(grid.columns) + GAP * (len(grid.columns) - 1)
    first = label - ROOM if any(grid.columns) else label + wide  # with nothing beside it, a heading has all the room
    heads = [style.wrapped(_question(grid.heads[0]), first), style.wrapped(_question(grid.heads[1]), span)]
    above = [style.wrapped(text, wide - 1.0) for text in grid.columns]
    over = max(map(len, above)) * LINE if any(grid.columns) else 0.0
    down = max(len(heads[1]) * LINE + over, len(heads[0]) * LINE) + 2 * UNDER if any(grid.heads) else 0.0
    texts.append((MARGIN, down - UNDER - len(heads[0]) * LINE, heads[0], HEADING))
    texts.append((left, down - 2 * UNDER - over - len(heads[1]) * LINE, heads[1], HEADING))
    for column, lines in enumerate(above):
        at = left + column * (wide + GAP)
        texts.append((at, down - UNDER - len(lines) * LINE, lines, {}))
    beside = [style.wrapped(text, label - ROOM) if label else [] for text in grid.rows]
    needed = [_high(rows, wide) for _, rows in data.groupby("tile")]
    high = max(*needed, *(len(lines) * LINE + 1.0 for lines in beside))
    for lines in beside:
        texts.append((MARGIN, down + (high - len(lines) * LINE) / 2, lines, {}))
        places += [(left + column * (wide + GAP), down, high) for column in range(len(grid.columns))]
        down += high + GAP
    return _Layout(left, wide, tuple(places), tuple(texts), down)


def _nested(room: float, grid: Grid, data: pd.DataFrame) -> _Layout:
    """One tile below the other: a heading for each row, and the options of the other choice as labels below it."""
    wide = min(WIDEST, room / 2)
    label = room - wide
    texts, places, down = [], [], 0.0
    head = style.wrapped(f"{_question(grid.heads[0])} {_question(grid.heads[1])}", room)
    texts.append((MARGIN, down, head, HEADING))
    down += len(head) * LINE
    for row, text in enumerate(grid.rows):
        lines = style.wrapped(text, room, style.TEXT, "bold")
        texts.append((MARGIN, down + AIR, lines, {"weight": "bold"}))
        down += AIR + len(lines) * LINE + 0.5
        for column, option in enumerate(grid.columns):
            below = style.wrapped(option, label - ROOM)
            at = row * len(grid.columns) + column
            high = max(len(below) * LINE + 1.0, _high(data[data["tile"] == at], wide))
            texts.append((MARGIN, down + (high - len(below) * LINE) / 2, below, {}))
            places.append((MARGIN + label, down, high))
            down += high + GAP
    return _Layout(MARGIN + label, wide, tuple(places), tuple(texts), down)


def _question(head: str) -> str:
    """What a choice is about, as a heading."""
    return f"{head[0].upper()}{head[1:]}:" if head else ""


def _inside(rows: pd.DataFrame, wide: float) -> list[str]:
    """What stands in a tile, as lines."""
    room, written = wide - 2 * SIDE, bool(rows[WRITTEN].iloc[0])
    badges = [Badge(text) for text in rows["verdict"]]
    said = []
    for badge, many, of in zip(badges, rows["ways"], rows["of"], strict=True):
        count = f"{many} of {of}" if len(rows) > 1 else ""
        whole = f"{marked(badge)}: {count}" if count else marked(badge)
        fits = style.measure(whole) <= room
        said += [whole] if fits else [*style.wrapped(marked(badge), room), *style.wrapped(count, room)]
    return said + (style.wrapped(f"({WRITTEN})", room) if written else [])


def _high(rows: pd.DataFrame, wide: float) -> float:
    """How high a tile must be for what stands in it."""
    return len(_inside(rows, wide)) * LINE + 2 * INSIDE + (STRIP if len(rows) > 1 else 0.0)


def _noted(notes: Lines, width: float) -> float:
    return sum(len(style.wrapped(note, style.inner(width))) for note in notes) * LINE + (1.0 if notes else 0.0)


def _draw(sheet: Sheet, data: pd.DataFrame, grid: Grid, notes: Lines) -> None:
    axes, layout = in_mm(sheet), _Layout.of(sheet.width, grid, data)
    for left, down, lines, looks in layout.texts:
        write(axes, left, down, lines, **looks)
    for at, rows in data.groupby("tile", sort=False):
        _tile(axes, rows, layout.places[int(at)], layout.wide)
    down = layout.end + 1.0
    for note in notes:
        down = write(axes, MARGIN, down, style.wrapped(note, style.inner(sheet.width)), color=GREY)


def _tile(axes: Axes, rows: pd.DataFrame, place: tuple[float, float, float], wide: float) -> None:
    """One tile: filled by its verdict; where it is split, white with a strip below that is filled in proportion."""
    left, down, high = place
    badges = [Badge(text) for text in rows["verdict"]]
    split, ink = len(badges) > 1, BLACK if len(badges) > 1 else LOOKS[badges[0]][1]
    fill = "white" if split else LOOKS[badges[0]][0]
    box(axes, left, down, wide, high, facecolor=fill, edgecolor=PALE, linewidth=0.5, gid=f"tile {rows['tile'].iloc[0]}")
    at = left
    for badge, many in zip(badges, rows["ways"] / rows["of"], strict=True) if split else ():
        box(axes, at, down + high - STRIP, wide * many, STRIP, facecolor=LOOKS[badge][0], gid=str(badge))
        at += wide * many
    if rows[WRITTEN].iloc[0]:
        box(axes, left, down, wide, high, facecolor="none", edgecolor=BLACK, linewidth=OUTLINE, zorder=3, gid=WRITTEN)
    lines = _inside(rows, wide)
    free = high - (STRIP if split else 0.0) - len(lines) * LINE
    write(axes, left + wide / 2, down + free / 2, lines, ha="center", color=ink)
