"""A panel that does not move: its controls as a table, for a notebook that runs nothing and for whoever prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from ..answers import BADGES, Badge, pill
from ..base import rendered, visible
from ..text import MOST_WORDS, listed, sentence, word_count
from .controls import Control, Controls
from .view import View, view

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Row:
    """A control as a row: what it is, as it stands, and what other places of it would give.

    Attributes:
        own: its place in the case, with the range in which it may lie.
        others: each other answer, with where it is given, as a sentence.
    """

    title: str
    own: str
    others: list[str]


@dataclass(frozen=True)
class Twin:
    """The controls of a check as a table."""

    controls: Controls

    @cached_property
    def view(self) -> View:
        """What the case says as it is."""
        return view(self.controls, self.controls.start)

    @cached_property
    def rows(self) -> list[Row]:
        """A row for each control."""
        return [self._choice(one) if one.is_choice else _number(one) for one in self.controls.controls]

    def html(self, note: str = "") -> str:
        """The table; styles stand in the line, for a notebook that is not trusted keeps no other.

        Args:
            note: what is said below it.
        """
        shown = {"view": self.view, "rows": self.rows, "note": note, "pill": pill}
        return rendered(TEMPLATES / "twin.html", **shown)

    @property
    def text(self) -> str:
        """The same as plain text: the question, the answer, a line for each control."""
        lines = [self.view.question, f"{self.view.as_read.marked}, as we read the article"]
        lines += [f"{one.title}: {one.own}. {' '.join(one.others)}" for one in self.rows]
        return visible("\n".join(lines))

    def _choice(self, one: Control) -> Row:
        """A choice, with what each of its options gives, all else as it is."""
        base, check = self.controls.base, self.controls.check
        said = [
            (BADGES[base.weigher.finding(check, {**base.choices, one.name: position.typed}).outcome], position.shown)
            for at, position in enumerate(one.positions)
            if at != one.start
        ]
        said.sort(key=lambda pair: list(Badge).index(pair[0]))  # stable: alike ones stay in their order
        groups = [(badge, [shown for _, shown in some]) for badge, some in groupby(said, key=lambda pair: pair[0])]
        others = [sentence(text) for group in groups for text in _if(*group)]
        return Row(one.title, one.positions[one.start].shown, others)


def _number(one: Control) -> Row:
    """A number, with where the answer turns, the nearest turn on each side first."""
    below = [turn for turn in reversed(one.turns) if turn.is_below]
    above = [turn for turn in one.turns if not turn.is_below]
    own = one.positions[one.start].shown
    return Row(
        one.title,
        f"{own} ({one.ends})" if one.ends else own,
        [
            sentence(f"{_then(turn.beyond)} {'below' if turn.is_below else 'above'} {turn.at}")
            for turn in (*below, *above)
        ],
    )


def _if(badge: Badge, clauses: list[str]) -> Iterator[str]:
    """Under which options an answer is given: in one sentence where that is short, else in one for each."""
    together = f"{_then(badge)} if {listed(clauses, 'or')}"
    yield from [together] if word_count(together) <= MOST_WORDS else [f"{_then(badge)} if {one}" for one in clauses]


def _then(badge: Badge) -> str:
    """A verdict as it stands before its condition."""
    return f"{badge}," if badge is Badge.ROUNDING else str(badge)
