"""What a case rests on: its sources, those of one origin together; corrections; tables; the words around its numbers.

>>> from weighbridge import open_case
>>> len(open_case("ihs-2016").rests_on) > 3
True
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .base import Faced, Several
from .casefile import CaseText, Standing, about, corrections
from .evidence import Holdings, Source, root_source
from .graph import Model
from .report import Origin, origins, tables

if TYPE_CHECKING:
    import pandas as pd


class Grounds(Faced):
    """What a case rests on: a base of ``Case``, which has text, graph and holdings.

    >>> from weighbridge import open_case
    >>> case = open_case("raqqa-2017")
    >>> case.rests_on[1].outlets[0].key in case.holdings.sources, len(case.sources) >= len(case.rests_on)
    (True, True)
    >>> list(case.hedges["taken as"]), list(case.versions["language"].unique())
    (['near', 'approximately', 'about'], ['en', 'ar'])
    >>> list(case.corrections)[0], list(case.doubts["status"])[0]
    ('iron-ore-unit', 'mended')
    """

    text: CaseText
    model: Model
    holdings: Holdings

    @property
    def versions(self) -> pd.DataFrame:
        """Each claim as the article has it, and as other texts and languages have it."""
        return tables.frame(tables.version_rows(self.text))

    @property
    def hedges(self) -> pd.DataFrame:
        """What the hedge of each claim allows, under both widths, and who says so."""
        return tables.frame(tables.hedge_rows(self.text, self.model))

    @cached_property
    def rests_on(self) -> list[Origin]:
        """The origins of everything that it names, weakest first; several outlets with one origin are one."""
        return Several(origins(self.text, self.model, self.holdings))

    @cached_property
    def corrections(self) -> dict[str, Standing]:
        """What was mended, rejected or kept with a doubt among its sources, and whether that still stands."""
        return about(
            corrections(self.holdings, self.model.spellings),
            [outlet.key for origin in self.rests_on for outlet in origin.outlets],
        )

    @property
    def doubts(self) -> pd.DataFrame:
        """The corrections as a table: what was found, what is used, why, and whether the doubt still stands."""
        return tables.frame(one.row() for one in self.corrections.values())

    @property
    def sources(self) -> pd.DataFrame:
        """What it rests on as a table: a row for each source, weakest first, with what rests on it."""
        return tables.frame(tables.source_rows(self.rests_on))

    def copies_of(self, source: str) -> list[Source]:
        """The sources that have their figures from one, itself among them, in the order of the list of sources.

        >>> from weighbridge import open_case
        >>> [source.key for source in open_case("raqqa-2017").copies_of("rbss")][:2]
        ['rbss-2112-en', 'rbss-4090-ar']
        """
        known = self.holdings.sources
        return Several(known[key] for key in known if root_source(key, known) == source)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the evidence as a DataFrame, numbers as numbers.

        Raises:
            EvidenceError: there is no such table.

        >>> from weighbridge import open_case
        >>> open_case("raqqa-2017").table("metal-prices").dtypes["price"]
        dtype('float64')
        """
        return tables.evidence_frame(self.holdings.table(name))
