"""Results for readers: as sentences, tables, pages and files, each led back to where it comes from.

verification   weighs a whole case and puts its results together; reported and kept as one
forms          the results in their JSON form, each with its sentence and its outcome in words
flip_words     for which stated numbers a check would fit, in words
sides          both sides of a check in words: as written, or by a mean
sentences      findings and checks as sentences of at most 25 words
workings       severity, power, dependence, roundings and budgets as sentences
verdicts       checks over all ways to read the article, and verdicts, as sentences: at best, at worst, and how far off
tables         the same as rows, for a terminal, a notebook or a CSV file
columns        the numbers of a comparison in columns of their own
summary        the quotation, the answer, the figures, what would change it, its limits
layout         text in columns of a terminal
screen         the answer and the figures on one screen
details        the working, as a terminal shows it
markdown       the answer and the figures as Markdown
terminal       what commands print
page           what a notebook shows, from ``templates/``
markup         templates filled in, with nothing of a case alive in them; addresses as links
languages      what languages are called, and in which direction they are written
passages       the article's quotations with their numbers marked, and the same numbers in other texts
strips         both sides of a check on one scale, as places for a template to draw
check_rows     a check as a page shows it: answer, strip, folded working
set_values     what was set for a run, in words
source_list    the sources as a page lists them
pictures       charts as a page takes them and shows them
citations      how to cite the kit, and how to run a case again
result_page    the page of a result that stands by itself
notebook       prose with figures that no one typed, tables for reading, what is folded, before and after a change
files          a folder of results: JSON, a page, tables
provenance     the chain from a quantity back to quotations, rows and reasons, with the working of formulas
explain        how a quantity or a check comes about, as text
bibliography   what a case rests on: its sources, those of one origin together, the weakest first
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["bibliography", "details", "page", "screen", "sides", "tables", "terminal", "workings"],
    submod_attrs={
        "bibliography": ["Origin", "origins"],
        "explain": ["explain_check", "explain_quantity", "quantity_chain", "turns_in_words"],
        "files": ["write_results"],
        "forms": ["ReportedCheck", "ReportedFinding"],
        "notebook": ["before_and_after", "folded", "say", "sources_of", "table"],
        "pictures": ["Picture"],
        "provenance": ["Explanation"],
        "sentences": ["chance"],
        "sides": ["both_sides"],
        "tables": ["reading"],
        "verification": ["Verification"],
    },
)
