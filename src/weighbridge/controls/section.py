"""The section of a page in which its reader can try other numbers: controls, a table of single changes, the data.

The page computes nothing. Every answer was worked out beforehand and stands there as data, which a script shows as
text. Without the script the table is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from ..answers import Badge
from ..base import isolated, one_shell, rendered, visible, visible_json
from ..case import Case
from ..pages import NARROWEST, Ends, Extent, PanelSection, Strip, moving_strip, strips
from ..report import CHANGED
from ..text import sentence
from .controls import Control, Setting
from .grid import Grid, grids_of
from .view import UNCHANGED, View

TEMPLATES = Path(__file__).parent / "templates"
APART = "These values do not go together. Move one of them back."
FROM_END = 100.0  # percent
NOTHING: Ends = (None, None, None)


class Texts:
    """Texts that many settings share, each once; a text is known by its place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The place of a text, with nothing unseen in it and words from right to left kept apart."""
        return self.plain(isolated(visible(text)))

    def plain(self, text: str) -> int:
        """The place of a text that is typed, in which there is nothing but what is typed."""
        return self._places.setdefault(visible(text), len(self._places))

    @property
    def listed(self) -> list[str]:
        """Every text in the order of its place."""
        return list(self._places)


def page_panel(case: Case, workers: int | None = None) -> PanelSection | None:
    """What the page of a case takes in so that its reader can try other numbers; none where none is worth moving.

    Args:
        workers: processes that work it out; one for each processor by default.
    """
    grids = grids_of(case, workers)
    return panel_of(grids) if grids else None


def panel_of(grids: Sequence[Grid]) -> PanelSection:
    """The section with a panel for each grid, the first one open."""
    texts, panels = Texts(), [_PanelOfGrid(grid, number) for number, grid in enumerate(grids)]
    data = {
        "apart": APART,
        "badges": [{"name": badge.name.lower(), "mark": badge.mark, "word": badge.value} for badge in Badge],
        "narrowest": NARROWEST,
        "panels": [one.data(texts) for one in panels],
        "states": [UNCHANGED, CHANGED],
        "strings": texts.listed,
    }
    section = rendered(TEMPLATES / "section.html", panels=[one.shown() for one in panels], data=as_data(data))
    return PanelSection(section, _text("panel.css"), _text("panel.js"))


def as_data(content: Any) -> str:
    r"""JSON that can stand in an element ``script`` of a page: nothing in it ends the element or begins a comment.

    >>> print(as_data({"name": "</script><!-- & \u202e"}))
    {"name":"\u003c/script\u003e\u003c!-- \u0026 \u202e"}
    """
    text = visible_json(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


class _PanelOfGrid:
    """A panel: what its template shows, and what its script looks up."""

    def __init__(self, grid: Grid, number: int) -> None:
        self.grid, self.id = grid, f"try-{number}"
        self.typed = [grid.controls.typed(setting) for setting in grid.settings]
        self.strips = strips([one.sides if one else (NOTHING, NOTHING) for one in grid.views])

    def shown(self) -> dict[str, Any]:
        """What the template shows."""
        grid, check = self.grid, self.grid.controls.check
        drawn = next((one for one in self.strips if one is not None), None)
        return {
            "id": self.id,
            "question": grid.controls.base.model.checks[check].question,
            "controls": [_control(one, self._id(place)) for place, one in enumerate(grid.controls.controls)],
            "image": moving_strip(drawn.ticks) if drawn else "",
            "by_factors": drawn is not None and drawn.by_factors,
            "unit": next((one.unit for one in grid.views if one is not None), ""),
            "shell": next(filter(None, map(one_shell, self.typed)), ""),
            "changes": [(one.title, _rows(grid, place)) for place, one in enumerate(grid.controls.controls)],
        }

    def _id(self, place: int) -> str:
        return f"{self.id}-{place}"

    def data(self, texts: Texts) -> dict[str, Any]:
        """What the script looks up: a view for each setting, each different one once."""
        grid = self.grid
        own = grid.controls.typed(grid.controls.start)
        # What was set of the case before, and is moved, is not typed as it was: then each command stands whole.
        command = own if all(words.startswith(own) for words in self.typed) else ""
        views: dict[str, int] = {}
        found = [json.dumps(_view(*one, texts)) for one in zip(grid.views, self.strips, strict=True)]
        return {
            "id": self.id,
            "controls": [self._places(one, place, texts) for place, one in enumerate(grid.controls.controls)],
            "command": texts.plain(command),
            "settings": [
                [views.setdefault(view, len(views)), texts.plain(words.removeprefix(command))]
                for view, words in zip(found, self.typed, strict=True)
            ],
            "views": [json.loads(view) for view in views],
        }

    def _places(self, one: Control, place: int, texts: Texts) -> dict[str, Any]:
        return {
            "id": self._id(place),
            "start": one.start,
            "shown": [texts.place(position.shown) for position in one.positions],
        }


def _control(one: Control, key: str) -> dict[str, Any]:
    """A control for its template, with the places of its positions in percent."""
    last = max(len(one.positions) - 1, 1)
    places = [round(FROM_END * at / last, 2) for at in range(len(one.positions))]
    return {
        "id": key,
        "title": one.title,
        "positions": one.positions,
        "start": one.start,
        "is_choice": one.is_choice,
        "whose": one.whose,
        "room": one.room,
        "places": places,
        "fair": (places[one.fair[0]], places[one.fair[1]]) if one.fair else None,
    }


def _rows(grid: Grid, place: int) -> list[tuple[str, Badge, Badge]]:
    """What each position of one control gives, all else as it is: the badge as it is read, and over all ways.

    Neighbouring positions of a number that give the same are one row; a position without a view has none.
    """
    one = grid.controls.controls[place]
    views = [grid.at(_moved(grid.controls.start, place, at)) for at in range(len(one.positions))]
    badges = [(view.as_read, view.badge) if view else None for view in views]
    alike = (lambda at: at) if one.is_choice else badges.__getitem__
    runs = [list(run) for _, run in groupby(range(len(badges)), key=alike)]
    return [(_from_to(one, run[0], run[-1]), *found) for run in runs if (found := badges[run[0]])]


def _moved(setting: Setting, place: int, position: int) -> Setting:
    return (*setting[:place], position, *setting[place + 1 :])


def _from_to(one: Control, first: int, last: int) -> str:
    low, high = one.positions[first], one.positions[last]
    return low.shown if first == last else f"{low.bare} to {high.shown}"  # the unit once


def _view(view: View | None, drawn: Strip | None, texts: Texts) -> dict[str, Any] | None:
    """What is shown of a setting; texts by their places. None where its values do not go together."""
    if view is None:
        return None
    badges = list(Badge)
    return {
        "asRead": badges.index(view.as_read),
        "overall": badges.index(view.badge),
        "headline": texts.place(view.headline),
        "sentences": [texts.place(one) for one in view.answer.sentences],
        "stated": texts.place(view.stated.text),
        "computed": texts.place(view.computed.text),
        "ways": texts.place(sentence(view.ways_text)),
        "places": [_extent(drawn.stated), _extent(drawn.computed)] if drawn else [None, None],
    }


def _extent(side: Extent | None) -> list[float | None] | None:
    """One side of a strip: its figure, its ends, and whether it has none below (1) or above (2)."""
    return None if side is None else [side.at, side.low, side.high, side.open_below + 2 * side.open_above]
