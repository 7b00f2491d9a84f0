"""One table to publish: as a DataFrame for computing, as CSV with all digits, and as Markdown, HTML and LaTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from ..base import Faced, csv_text, rendered, visible
from ..report import markdown_table, plain
from .alignment import padded
from .columns import Column, Holds
from .latex import latex_table
from .print_form import Group, Printed, printed

if TYPE_CHECKING:
    import pandas as pd

Rows = list[dict[str, Any]]

TEMPLATES = Path(__file__).with_name("templates")
DTYPES = {
    Holds.TEXT: "string",
    Holds.NUMBER: "float64",
    Holds.COUNT: "Int64",
    Holds.DAY: "datetime64[s]",
    Holds.TRUTH: "bool",
}


@dataclass(frozen=True, repr=False)
class Table(Faced):
    """One table to publish.

    Attributes:
        name: what it is of: ``claims``.
        case: the name of the case.
        caption: what it shows, and what its columns mean where their heads do not say so.
        columns: in their order.
        rows: the cells by the names of their columns: text, numbers, days, or none.
        digits: for each row the digits in print of the columns that have not the usual ones.
        grouped_by: the column of which rows with one text stand together in print.
    """

    FACE: ClassVar = ("caption", "csv", "frame", "html", "latex", "markdown", "name", "read")

    name: str
    case: str
    caption: str
    columns: tuple[Column, ...]
    rows: Rows
    digits: Sequence[Mapping[str, int]] = field(default=())
    grouped_by: str = ""

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a new DataFrame: numbers as floats, counts as whole numbers, days as dates, gaps as gaps.

        >>> from weighbridge import open_case
        >>> claims = open_case("raqqa-2017").tables.claims.frame
        >>> claims.loc[claims["claim"] == "mass", ["value", "unit"]].values.tolist()
        [[2500.0, 'tonne']]
        """
        import pandas as pd

        cells = {one.name: [_cell(row.get(one.name)) for row in self.rows] for one in self.columns}
        return pd.DataFrame({one.name: pd.Series(cells[one.name], dtype=DTYPES[one.holds]) for one in self.columns})

    def read(self, file: str | PathLike[str] | TextIO) -> pd.DataFrame:
        """A CSV file of this table as a DataFrame of the same columns and kinds as ``frame``."""
        import pandas as pd

        text = pd.read_csv(file, dtype="string", keep_default_na=False, na_values=[""])
        truths = {one.name: text[one.name] == "True" for one in self.columns if one.holds == Holds.TRUTH}
        return text.assign(**truths).astype({one.name: DTYPES[one.holds] for one in self.columns})

    def csv(self) -> str:
        """The rows as the text of a CSV file: all digits, and no cell that a spreadsheet would compute."""
        return csv_text(self.rows, [one.name for one in self.columns])

    def markdown(self) -> str:
        """The table as Markdown, its caption above it; no text in it is markup."""
        heads = [plain(head.text) for head in self._printed.heads]
        right = [text for text, head in zip(heads, self._printed.heads, strict=True) if head.is_number]
        return f"**{plain(self.caption)}**\n\n{markdown_table(heads, self._markdown_rows(), right)}\n"

    def html(self) -> str:
        """The table as an element of a page: a caption, heads that say what they are heads of, no script."""
        return rendered(TEMPLATES / "table.html", **self._of_a_page())

    def page(self) -> str:
        """The same as a page that stands by itself, for a file."""
        return rendered(TEMPLATES / "page.html", title=self.caption, **self._of_a_page())

    def _of_a_page(self) -> dict[str, Any]:
        """What the templates show, with numbers that stand one decimal point below the other."""
        columns = [
            padded([row[at] for group in self._printed.groups for row in group.rows]) if head.is_number else None
            for at, head in enumerate(self._printed.heads)
        ]
        groups, done = [], 0
        for group in self._printed.groups:
            rows = [
                [texts[done + place] if texts else cell for texts, cell in zip(columns, row, strict=True)]
                for place, row in enumerate(group.rows)
            ]
            groups.append(Group(group.title, rows))
            done += len(group.rows)
        return {"caption": self.caption, "heads": self._printed.heads, "groups": groups}

    def latex(self) -> str:
        """The table for LaTeX with booktabs; what it needs stands in comments at its head."""
        label = re.sub(r"[^A-Za-z0-9]+", "-", f"{self.case}-{self.name}").strip("-")
        return latex_table(self._printed, self.caption, label)

    @cached_property
    def _printed(self) -> Printed:
        return printed(self.columns, self.rows, self.digits or [{}] * len(self.rows), self.grouped_by)

    def _markdown_rows(self) -> list[list[str]]:
        rows = []
        for group in self._printed.groups:
            if group.title:
                rows.append([f"**{plain(group.title)}**", *[""] * (len(self._printed.heads) - 1)])
            rows += [[plain(cell, begins=False) for cell in row] for row in group.rows]
        return rows

    def __repr__(self) -> str:
        return visible(f"{self.caption} ({len(self.rows)} rows of {len(self.columns)} columns)")

    def _repr_html_(self) -> str:
        return self.html()


def _cell(value: Any) -> Any:
    """A cell of a frame: a text in which nothing is unseen, a gap where there is none."""
    return (visible(value) or None) if isinstance(value, str) else value
