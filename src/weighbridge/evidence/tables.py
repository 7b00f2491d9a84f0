"""What is known: a figure from a row of a table, or one cited in the case; never without source, unit and date."""

from __future__ import annotations

from pydantic import Field, model_validator

from ..base import Strict, under
from ..text import read_period
from .rows import EvidenceError


class Evidence(Strict):
    """Where a figure is: ``table`` with ``where`` and ``column``, or ``value`` with ``source`` and ``date``."""

    table: str | None = None
    where: dict[str, str] = Field(default_factory=dict)
    column: str | None = None
    value: str | None = None
    source: str | None = None
    date: str | None = None
    what: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Evidence:
        if (self.table is None) == (self.value is None):
            remedy = "keep one of them" if self.table else "add `value: 50 tonne`, `source: KEY` and `date: 2017`"
            found = "evidence has either `table`, `where` and `column`, or `value`, `source` and `date`"
            raise EvidenceError(found, remedy)
        needed = ("where", "column") if self.table else ("source", "date")
        for key in needed:
            if not getattr(self, key):
                kind = "a table" if self.table else "a source"
                raise EvidenceError(f"evidence from {kind} needs `{key}`", f"add `{key}: {_EXAMPLES[key]}`")
        if self.date:
            with under("date"):
                read_period(self.date)
        return self


_EXAMPLES = {
    "where": "{COLUMN: VALUE}`, which picks one row, as in `where: {month: 2017-02}",
    "column": "...`, the column that holds the figure, as in `column: price",
    "source": "KEY`, the `id` of a source in sources.json, as in `source: my-source",
    "date": "...`, when the figure holds, as in `date: 2017`, `date: 2017-02` or `date: 2017-02-28",
}
