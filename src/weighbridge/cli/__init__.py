"""The command line: each command reads its arguments, asks a case or the evidence, and prints the answer.

all_cases        ``verify --all``: every case of a folder, a line or a row each
audit            ``audit``: whether everything that is saved is what the raw tables give today
cases            ``list``: which cases there are, and what one of them holds
charts           the charts of a page, for commands that write one
codebook         ``codebook``: the page on the evidence
commands         ``weighbridge`` itself: the table of its commands, each loaded when it is asked for
deposits         ``deposit`` and ``claim-review``: a case packed for an archive, its review for a page
difference       ``diff``: what changed between two results, cases or git revisions
drafts           ``new`` and ``check``: a case begun, and looked through while it is being written
evidence         ``evidence add``: a table of a file taken over into the evidence
grounds          ``explain`` and ``sources``: what anything that is named, or a whole case, rests on
help             ``help``: what a word of an output means, with an example
interruption     a command that is stopped says so in one line
library          ``library``: everyday evidence found by words
library_update   ``library update``: newer commodity prices compared with the table, and written
many             ``weigh --many``: a file of passages or of cases, a row of results for each
notebooks        ``notebooks``: a folder to work in, with the notebooks and what they read
options          options that several commands share
output           what a command says to people, with nothing in it that acts unseen
passages         ``weigh``: a first look at a passage
price_effect     which findings of which cases move with new prices
prices           ``prices update``: newer prices compared with the table, and written
problems         bad input reported, a line each, with exit 2
progress         on a terminal, how far a run has come that takes more than two seconds
questions        ``flips``, ``slips``, ``solve`` and ``reconcile``: what if
record           ``log`` and ``review``: what a case rests on as it was recorded, and what reviewers say of it
report           ``report``: a case as a document to hand over, PDF, DOCX or Markdown
tables           ``tables``: claims, evidence, sources and findings as files to publish
texts            a text that a command was given: its words, a file, or the standard input
usage            what was typed in a way that no command takes, said with what to type
verification     ``verify``, and the schema of its JSON
workbook         ``workbook``: a case as a spreadsheet that recalculates itself
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "audit": ["audit_case"],
        "cases": ["list_cases"],
        "codebook": ["print_codebook"],
        "commands": ["main"],
        "deposits": ["claim_review_command", "deposit"],
        "difference": ["diff"],
        "drafts": ["check", "new"],
        "evidence": ["evidence_commands"],
        "grounds": ["explain", "sources"],
        "help": ["help_command"],
        "library": ["library_commands"],
        "library_update": ["library_update"],
        "notebooks": ["lay_out_notebooks"],
        "passages": ["weigh"],
        "prices": ["price_commands"],
        "questions": ["flips", "reconcile", "slips", "solve"],
        "record": ["log", "review"],
        "report": ["write_report"],
        "tables": ["write_tables"],
        "verification": ["schema", "verify"],
        "workbook": ["write_workbook"],
    },
)
