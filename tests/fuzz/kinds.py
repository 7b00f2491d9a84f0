"""The kinds of input that are tried, each with its share of the seeds of a run over all of them."""

from __future__ import annotations

from .attempt import Kind
from .mutations.cases import make_case
from .mutations.evidence_tables import packages, tables
from .mutations.formulas import make_formulas
from .mutations.kit_tables import hedges, kit_tables, languages
from .mutations.library_tables import library_tables
from .mutations.new_tables import new_tables
from .mutations.passages import articles, batches, passages
from .mutations.price_files import price_csvs, price_tables, price_workbooks
from .mutations.records import records
from .mutations.sets import make_set
from .mutations.source_lists import source_lists

KINDS = (
    Kind("cases", make_case, 25),
    Kind("formulas", make_formulas, 20),
    Kind("sets", make_set, 10),
    Kind("tables", tables, 6),
    Kind("packages", packages, 3),
    Kind("sources", source_lists, 6),
    Kind("hedges", hedges, 3),
    Kind("kit-tables", kit_tables, 4),
    Kind("languages", languages, 3),
    Kind("library", library_tables, 5),
    Kind("price-files", price_csvs, 5),
    Kind("price-workbooks", price_workbooks, 6),
    Kind("price-tables", price_tables, 3),
    Kind("new-tables", new_tables, 7),
    Kind("records", records, 4),
    Kind("passages", passages, 8),
    Kind("articles", articles, 5),
    Kind("many-passages", batches, 3),
)
