"""The kinds of input that are tried, each with its share of the seeds of a run over all of them.

The shares are such that a seed takes some 30 ms of a processor: graphs of formulas take ten times as long as most.
"""

from __future__ import annotations

from .attempt import Kind
from .mutations.cases import make_case
from .mutations.evidence_tables import packages, tables
from .mutations.formulas import make_formulas
from .mutations.handed_over import helps, notebooks, reports, tables_to_publish
from .mutations.kit_tables import hedges, kit_tables, languages
from .mutations.library_tables import library_tables
from .mutations.new_tables import new_tables
from .mutations.passages import articles, batches, passages
from .mutations.price_files import price_csvs, price_tables, price_workbooks
from .mutations.records import records
from .mutations.results import claim_reviews, deposits, saved_results
from .mutations.sets import make_set
from .mutations.source_lists import source_lists

KINDS = (
    Kind("cases", make_case, 12),
    Kind("formulas", make_formulas, 3),
    Kind("sets", make_set, 8),
    Kind("tables", tables, 8),
    Kind("packages", packages, 4),
    Kind("sources", source_lists, 8),
    Kind("hedges", hedges, 2),
    Kind("kit-tables", kit_tables, 2),
    Kind("languages", languages, 2),
    Kind("library", library_tables, 9),
    Kind("price-files", price_csvs, 9),
    Kind("price-workbooks", price_workbooks, 10),
    Kind("price-tables", price_tables, 5),
    Kind("new-tables", new_tables, 9),
    Kind("records", records, 4),
    Kind("passages", passages, 10),
    Kind("articles", articles, 6),
    Kind("many-passages", batches, 4),
    Kind("saved-results", saved_results, 5),
    Kind("deposits", deposits, 1),
    Kind("claim-reviews", claim_reviews, 1),
    Kind("notebooks", notebooks, 4),
    Kind("help", helps, 3),
    Kind("tables-to-publish", tables_to_publish, 3),
    Kind("reports", reports, 1),
)
