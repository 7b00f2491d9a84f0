"""The questions of an audit in their order: each looks at a scope and gives items; none ends the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .custody import custody, custody_table
from .documents import documents
from .figures import figures
from .inputs import inputs
from .manifest import manifest
from .notebooks import notebooks
from .pins import pins
from .prose import prose
from .published_examples import published_examples
from .quotations import quotations
from .recomputation import recomputation
from .results import Item, Rows
from .reviews import reviews
from .scope import Scope
from .sources import sources
from .stale import stale
from .tables import tables


@dataclass(frozen=True)
class Question:
    """A question of an audit.

    Attributes:
        title: what it asks, in a few words that a reader sees beside the counts.
        ask: looks at a scope and gives the items; one that can't be asked of a scope gives an item that says why.
        of_project: whether its items are the same for every case of a project, so that many cases ask it once.
        table: what the items come to, as rows; none where the counts say it.
        heads: of the table in which the record lists what could not be checked: what was looked at, what was found.
    """

    title: str
    ask: Callable[[Scope], Iterable[Item]]
    of_project: bool = False
    table: Callable[[Scope], Rows] | None = None
    heads: tuple[str, str] | None = None


# By the name of the module that asks it, in the order in which they are shown.
QUESTIONS: dict[str, Question] = {
    "manifest": Question("files are those of the manifest", manifest, of_project=True),
    "tables": Question("tables stand on their sources", tables, of_project=True),
    "sources": Question("sources that the case names can be cited", sources),
    "quotations": Question("quotations stand in the article", quotations),
    "recomputation": Question("figures, ranges and outcomes come out by a second route", recomputation),
    "inputs": Question("inputs that changed are in the case's log, each with its reason", inputs),
    "reviews": Question("reviewers' files stand as they were written", reviews),
    "published_examples": Question("published examples come out as printed", published_examples, of_project=True),
    "pins": Question("versions are those that are pinned", pins, of_project=True),
    "prose": Question("prose holds no typed number that was computed", prose),
    "documents": Question("documents say what is rendered today", documents),
    "figures": Question("figures plot what results say", figures),
    "notebooks": Question("saved notebooks show what they show today", notebooks),
    "stale": Question("nothing in build/ is stale", stale),
    "custody": Question(
        "sources were collected and kept as the Berkeley Protocol asks",
        custody,
        table=custody_table,
        heads=("source", "what is missing"),
    ),
}
