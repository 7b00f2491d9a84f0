"""Results for readers: as sentences and tables, each led back to where it comes from.

verification   weighs a whole case and puts its results together; reported and kept as one
verification_form  all of that in its JSON form
check_strength  how strongly the evidence speaks on a check, what would settle it, where the true value lies
answered_claims  the numbers of the article, each with its answer
forms          the results in their JSON form, each with its sentence and its outcome in words
flip_words     for which stated numbers a check would fit, in words
sides          both sides of a check in words: as written, or by a mean
sentences      findings and checks as sentences of at most 25 words
workings       severity, power, dependence, roundings and budgets as sentences
verdicts       checks over all ways to read the article, and verdicts, as sentences: at best, at worst, and how far off
tables         the same as rows, for a terminal, a notebook or a CSV file
columns        the numbers of a comparison in columns of their own
estimate_rows  our own estimates in rows, each with its fair range and the reasons of both
summary        the quotation, the answer, the figures, what would change it, its limits; how to weigh it again
markdown       the answer and the figures as Markdown; texts and tables that are safe in any
displays       what a notebook shows of a result, from ``templates/``
notebook       prose with figures that no one typed, tables for reading, what is folded, before and after a change
provenance     where each quantity comes from, in its JSON form: quotations, rows and reasons
bibliography   what a case rests on: its sources, those of one origin together, the weakest first
reviews        what reviewers hold of a case, weighed: without what is disputed, with what is put instead
review_forms   the same in its JSON form, with its sentences
set_values     what a reader changed for a run, in words
change_note    the words at the head of a result that its reader changed
review_words   what the inputs that reviewers name are called for people
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["bibliography", "displays", "flip_words", "sentences", "sides", "tables", "workings"],
    submod_attrs={
        "bibliography": ["Origin", "Outlet", "origins"],
        "change_note": ["CHANGED"],
        "columns": ["compared"],
        "forms": ["ReportedCheck", "ReportedFinding"],
        "markdown": ["code_span", "markdown_table", "plain"],
        "notebook": ["before_and_after", "estimates_of", "folded", "say", "sources_of", "table"],
        "review_forms": ["ReportedReviews"],
        "reviews": ["weighed_reviews"],
        "sentences": ["chance"],
        "set_values": ["changed_lines", "set_values"],
        "sides": ["both_sides"],
        "summary": ["Summary"],
        "verification": ["Verification"],
    },
)
