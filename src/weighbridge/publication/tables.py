"""The four tables of a case, by their names, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from ..base import CaseError, Faced, Place, Problem, suggestion
from ..evidence import Holdings
from ..report import Verification, changed_lines
from .claims import claim_rows
from .columns import CHANGED, COLUMNS, GROUPS
from .evidence import evidence_rows
from .findings import finding_rows, print_digits
from .sources import source_rows
from .table import Rows, Table

NAMES = tuple(COLUMNS)
SHOWS = {
    "claims": "The numbers of the article, and what the checks say of them. The range is what the wording allows.",
    "evidence": "The figures that the article is compared with. "
    "How they were read: V, in a stored copy; D, by arithmetic on such figures; S, at second hand.",
    "sources": "What the answer rests on, the weakest first. Uses: how many things in the case name a source.",
    "findings": "What each check found as we read the article, and with one change at a time. "
    "The range of what is drawn holds 95% of it.",
}


class Tables(Faced):
    """The tables of a case: ``tables.claims``, or ``tables["claims"]``.

    >>> from weighbridge import open_case
    >>> tables = open_case("raqqa-2017").tables
    >>> list(tables)
    ['claims', 'evidence', 'sources', 'findings']
    """

    FACE: ClassVar = NAMES

    def __init__(self, result: Verification, holdings: Holdings) -> None:
        self._result, self._holdings = result, holdings

    @cached_property
    def claims(self) -> Table:
        """The numbers that the article states."""
        return self._table("claims", claim_rows(self._result))

    @cached_property
    def evidence(self) -> Table:
        """The figures of sources that the case uses."""
        return self._table("evidence", evidence_rows(self._result.model, self._holdings.sources))

    @cached_property
    def sources(self) -> Table:
        """The sources that the case rests on."""
        return self._table("sources", source_rows(self._result.sources, self._holdings.sources))

    @cached_property
    def findings(self) -> Table:
        """What each check found under each way to read the article."""
        checks = self._result.checks
        table = self._table("findings", finding_rows(checks, self._result.model.names))
        return Table(**{**vars(table), "digits": print_digits(checks)})

    @cached_property
    def changed(self) -> str:
        """That the case was changed for this run, and what was changed; empty where nothing was."""
        head, *lines = changed_lines(self._result) or [""]
        return f"{head} {'; '.join(lines)}".strip()

    def _table(self, name: str, rows: Rows) -> Table:
        title, columns = self._result.title.strip(), COLUMNS[name]
        caption = f"{title}{'' if title.endswith(('.', '!', '?')) else '.'} {SHOWS[name]}"
        if self.changed:
            caption = f"{self.changed}. {caption}"
            columns, rows = (CHANGED, *columns), [{CHANGED.name: self.changed, **row} for row in rows]
        return Table(name, self._result.case, caption, columns, rows, grouped_by=GROUPS.get(name, ""))

    def __getitem__(self, name: str) -> Table:
        if name not in NAMES:
            raise CaseError(
                [Problem(Place(self._result.case), f"there is no table `{name}` to publish", suggestion(name, NAMES))]
            )
        return getattr(self, name)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)

    def _ipython_key_completions_(self) -> list[str]:
        return list(NAMES)

    def __repr__(self) -> str:
        return "\n".join(repr(self[name]) for name in NAMES)

    def _repr_html_(self) -> str:
        return "\n".join(self[name].html() for name in NAMES)
