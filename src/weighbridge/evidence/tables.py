"""What is known: a figure from a row of a table, or one cited in the case; never without source, unit and date."""

from __future__ import annotations

from pydantic import Field, model_validator

from ..base import Strict, under
from ..text import read_period
from .rows import EvidenceError

FORMS = "`table`, `where` and `column`, `library` and `date` or `row`, or `value`, `source` and `date`"


class Evidence(Strict):
    """Where a figure is, in one of three forms.

    ``table`` with ``where`` and ``column``; ``library``, a topic, with the ``date`` of a series or the ``row`` of a
    table of entries, and ``column``, ``low`` or ``high``, where the row gives a range; or ``value`` with ``source`` and
    ``date``.
    """

    table: str | None = None
    where: dict[str, str] = Field(default_factory=dict)
    column: str | None = None
    library: str | None = None
    row: str | None = None
    value: str | None = None
    source: str | None = None
    date: str | None = None
    what: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Evidence:
        given = [key for key in ("table", "library", "value") if getattr(self, key) is not None]
        if len(given) != 1:
            remedy = "keep one of them" if given else "add `value: 50 tonne`, `source: KEY` and `date: 2017`"
            raise EvidenceError(f"evidence has either {FORMS}", remedy)
        for key in _NEEDED[given[0]]:
            if not getattr(self, key):
                raise EvidenceError(f"evidence from {_KINDS[given[0]]} needs `{key}`", f"add `{key}: {_EXAMPLES[key]}`")
        for key in _FOREIGN[given[0]]:
            if getattr(self, key):
                found = f"evidence from {_KINDS[given[0]]} has no `{key}`"
                raise EvidenceError(found, _INSTEAD[given[0]], (key,))
        if self.date:
            with under("date"):
                read_period(self.date)
        return self


_KINDS = {"table": "a table", "library": "the library", "value": "a source"}
_NEEDED = {"table": ("where", "column"), "library": (), "value": ("source", "date")}
_FOREIGN = {"table": ("row",), "library": ("where", "source"), "value": ("row",)}
_INSTEAD = {
    "table": "write `where: {key: KEY}`",
    "library": "write `date: 2017-02` for a month of a series, or `row: KEY` for a row",
    "value": "leave it out; a row is one of a table or of the library",
}
_EXAMPLES = {
    "where": "{COLUMN: VALUE}`, which picks one row, as in `where: {month: 2017-02}",
    "column": "...`, the column that holds the figure, as in `column: price",
    "source": "KEY`, the `id` of a source in sources.json, as in `source: my-source",
    "date": "...`, when the figure holds, as in `date: 2017`, `date: 2017-02` or `date: 2017-02-28",
}
