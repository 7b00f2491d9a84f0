"""report.

bibliography     What a case rests on: its sources, those with one origin listed as one, the weakest first.
explain          How a quantity or a check comes about, as text.
forms            The results as they are reported: in their JSON form, each with its sentence and its outcome
files            Results as files: JSON for programs, a page and tables for people. Each file is whole or not th
notebook         For notebooks: sentences that render their numbers, so that none is typed, and tables that read
page             Results for reading: a table for a terminal, tables and HTML for a notebook.
provenance       Provenance: the chain from a result back to quotations, rows and assumptions, and the working o
sentences        The one place where outcomes and figures become sentences. None goes further than its outcome.
tables           Results for reading: a table for a terminal, tables and HTML for a notebook.
terminal         Results for reading: a table for a terminal, tables and HTML for a notebook.
verification     Runs every check of a case under every fair choice and puts the answers together.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["bibliography", "page", "sentences", "tables", "terminal"],
    submod_attrs={
        "notebook": ["say", "table"],
        "bibliography": ["Origin", "origins"],
        "explain": ["explain_check", "explain_quantity", "quantity_chain", "turns_in_words"],
        "files": ["write_results"],
        "provenance": ["Explanation"],
        "sentences": [
            "both_sides",
            "budget_sentence",
            "dependence_sentence",
            "severity_sentence",
        ],
        "forms": ["ReportedCheck", "ReportedFinding"],
        "tables": ["reading"],
        "verification": ["Verification", "verify"],
    },
)
