"""What differs between two runs: the result that terminal, notebook, Markdown and JSON show."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..base import rendered, visible, visible_json
from . import words
from .results import ChangedInput, Compared

if TYPE_CHECKING:
    import pandas as pd

TEMPLATE: Final = Path(__file__).parent / "templates" / "difference.html"
MOST_ROWS: Final = 12  # of the figures that a notebook shows unfolded


class Difference(Compared):
    """What differs between two runs; empty where nothing does.

    Attributes:
        inputs: the inputs that are not the same.
        moved: the figures that are not the same.
        turned: the outcomes that are not the same, and what turned each.
    """

    @property
    def headline(self) -> str:
        """What it comes to, in a sentence."""
        return words.headline(self)

    @property
    def sentences(self) -> list[str]:
        """What turned the answer, in a few sentences."""
        return words.sentences(self)

    @property
    def changes(self) -> dict[str, ChangedInput]:
        """Each changed input, by its name, by the row that it is read from, and by the names that it is a part of."""
        return words.by_name(self)

    def table(self) -> pd.DataFrame:
        """What turned and what moved as a table: a row for each outcome, then for each figure that is told apart."""
        rows = [
            {
                "what": words.outcome_called(one),
                "before": str(one.before),
                "after": str(one.after),
                "change": "turned",
                "by": words.cause_words(one.causes, self.changes),
            }
            for one in self.turned
        ]
        for one in (one for one in self.moved if one.told_apart):
            before, after = words.moved_texts(one)
            what = words.figure_called(one)
            rows.append({"what": what, "before": before, "after": after, "change": words.by_how_much(one), "by": ""})
        return _frame(rows)

    def input_table(self) -> pd.DataFrame:
        """The inputs that changed as a table, a row each."""
        return _frame(
            {
                "input": one.called,
                "before": one.text_before,
                "after": one.text_after,
                "change": str(one.happened),
                "why": one.why,
                "place": one.place,
            }
            for one in self.inputs
        )

    def model_dump_json(self, **how: Any) -> str:
        """All of it as JSON."""
        return visible_json(super().model_dump_json(**how))

    def markdown(self) -> str:
        """All of it as Markdown, for a pull request or an issue."""
        from ..report import plain

        parts = [
            f"## {plain(self.headline)}",
            plain(f"{self.before.label} {words.ARROW} {self.after.label}, {self.after.case}"),
            plain(" ".join(self.sentences)),
            _rows("What turned", ("Question", "Before and after", "Turned by"), self.turned_rows()),
            _rows("What changed", ("Input", "Before and after", "Why", "Where"), self.input_rows()),
            _rows("What moved", ("Figure", "Before and after", "By"), self.figure_rows()),
            _rows("In one of the two only", ("What", "Where"), self.only_rows()),
            "\n".join(f"- {plain(note)}" for note in self.remarks()),
        ]
        return "\n\n".join(filter(None, parts))

    def turned_rows(self) -> list[tuple[str, ...]]:
        """What turned, a row of texts each."""
        return [
            (words.outcome_called(one), words.turned_words(one), words.cause_words(one.causes, self.changes))
            for one in self.turned
        ]

    def input_rows(self) -> list[tuple[str, ...]]:
        """What changed, a row of texts each."""
        return [(one.called, words.values(one), one.why, one.place) for one in words.in_order(self)]

    def figure_rows(self) -> list[tuple[str, ...]]:
        """What moved by more than drawing leaves open, a row of texts each; of a quantity not its ends as well."""
        told = words.in_short(self.moved)
        rows = [(words.figure_called(one), words.moved_words(one), words.by_how_much(one)) for one in told]
        return rows + [(one.called, f"{one.before} {words.ARROW} {one.after}", "") for one in self.ways]

    def only_rows(self) -> list[tuple[str, ...]]:
        """What only one of the two has, a row of texts each."""
        return [
            (f"{one.kind}: {one.called}", f"only in {(self.after if one.in_after else self.before).label}")
            for one in self.only_one
        ]

    def remarks(self) -> list[str]:
        """What is said below everything else, a sentence each."""
        cut = ["Not every change was tried: there were too many."] if self.trials.was_cut else []
        alone = self.trials.unreadable
        many = f"{len(alone)} changes" if len(alone) > 1 else "One change"
        named = [f"{many} could not be made alone, only together with others."] if alone else []
        return [*filter(None, [words.unlike(self.moved)]), *self.notes, *cut, *named]

    def __repr__(self) -> str:
        return visible("\n".join([self.headline, *self.sentences]))

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """What turned and what changed, and the figures to unfold."""
        from ..answers import Badge, pill

        return rendered(TEMPLATE, found=self, pill=lambda word: pill(Badge(word).sign), words=words, most=MOST_ROWS)


def _frame(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    from ..report import tables

    return tables.frame(rows)


def _rows(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table of Markdown under a title; nothing where there are no rows."""
    from ..report import markdown_table, plain

    return f"**{title}**\n\n{markdown_table(heads, [map(plain, row) for row in rows])}" if rows else ""
