"""Results for readers: as sentences, tables, pages and files, each led back to where it comes from.

verification   weighs a whole case and puts its results together; reported and kept as one
forms          the results in their JSON form, each with its sentence and its outcome in words
flip_words     where a check would hold, in words
sentences      findings and checks as sentences
workings       severity, power, dependence, roundings and budgets as sentences
verdicts       checks over all fair choices, and verdicts, as sentences: at best, at worst, and how far off
tables         the same as rows, for a terminal, a notebook or a CSV file
columns        the numbers of a comparison in columns of their own
summary        the quotation, the answer, the figures, what would change it, its limits
layout         text in columns of a terminal
screen         the answer and the figures on one screen
details        the working, as a terminal shows it
markdown       the answer and the figures as Markdown
terminal       what commands print
page           what a notebook shows, from ``templates/``
notebook       prose with figures that no one typed, and tables that read like a page
files          a folder of results: JSON, a page, tables
provenance     the chain from a quantity back to quotations, rows and reasons, with the working of formulas
explain        how a quantity or a check comes about, as text
bibliography   what a case rests on: its sources, those of one origin together, the weakest first
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["bibliography", "details", "page", "screen", "sentences", "tables", "terminal", "workings"],
    submod_attrs={
        "bibliography": ["Origin", "origins"],
        "explain": ["explain_check", "explain_quantity", "quantity_chain", "turns_in_words"],
        "files": ["write_results"],
        "forms": ["ReportedCheck", "ReportedFinding"],
        "notebook": ["say", "table"],
        "provenance": ["Explanation"],
        "sentences": ["both_sides", "chance"],
        "tables": ["reading"],
        "verification": ["Verification"],
    },
)
