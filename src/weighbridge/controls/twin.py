"""A panel that does not move: its controls as a table, for a notebook that runs nothing and for whoever prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from ..answers import BADGES, Badge, pill
from ..base import WeighbridgeError, rendered, visible
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
        several = enumerate(self.controls.controls)
        return [self._choice(one) if one.is_choice else self._number(place, one) for place, one in several]

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
            (BADGES[base.weigher.outcome(check, {**base.choices, one.name: position.typed})], position.shown)
            for at, position in enumerate(one.positions)
            if at != one.start
        ]
        said.sort(key=lambda pair: list(Badge).index(pair[0]))  # stable: alike ones stay in their order
        groups = [(badge, [shown for _, shown in some]) for badge, some in groupby(said, key=lambda pair: pair[0])]
        others = [sentence(text) for group in groups for text in _if(*group)]
        return Row(one.title, one.positions[one.start].shown, others)

    def _number(self, place: int, one: Control) -> Row:
        """A number, with what its other places give, all else as it is: what its slider shows there.

        A turn that is found as the value moves with its range is not said: a place has the range of its own digits.
        """
        badges = [self._as_read(place, at) for at in range(len(one.positions))]
        runs = [list(run) for _, run in groupby(range(len(badges)), badges.__getitem__)]
        turned = [run for run in runs if badges[run[0]] not in (None, badges[one.start])]
        below = [run for run in reversed(turned) if run[-1] < one.start]  # the nearest first
        above = [run for run in turned if run[0] > one.start]
        own = one.positions[one.start].shown
        return Row(
            one.title,
            f"{own} ({one.ends})" if one.ends else own,
            [sentence(f"{badges[run[0]]} at {_from_to(one, run)}") for run in (*below, *above)]
            or [sentence(f"the same at {_from_to(one, range(len(badges)))}")],
        )

    def _as_read(self, place: int, at: int) -> Badge | None:
        """What the article as read gives with one control elsewhere; none where its values do not go together."""
        start = self.controls.start
        try:
            case = self.controls.case((*start[:place], at, *start[place + 1 :]))
            return BADGES[case.weigher.outcome_as_read(self.controls.check)]
        except WeighbridgeError:
            return None


def _from_to(one: Control, places: Sequence[int]) -> str:
    low, high = one.positions[places[0]].bare, one.positions[places[-1]].bare
    return low if low == high else f"{low} to {high}"


def _if(badge: Badge, clauses: list[str]) -> Iterator[str]:
    """Under which options an answer is given: in one sentence where that is short, else in one for each."""
    together = f"{_then(badge)} if {listed(clauses, 'or')}"
    yield from [together] if word_count(together) <= MOST_WORDS else [f"{_then(badge)} if {one}" for one in clauses]


def _then(badge: Badge) -> str:
    """A verdict as it stands before its condition."""
    return f"{badge}," if badge is Badge.ROUNDING else str(badge)
