"""What is still missing in a case that can be weighed: what is to be decided, what nothing uses, what nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..base import shown, web_address
from ..case import Case
from ..casefile import Document
from ..evidence import read_sources

# Keys under which a case file names its quantities, elsewhere than in ``set``.
NAMING = frozenset(
    (
        "expression",
        "evidence",
        "stated",
        "at_most",
        "at_least",
        "equals",
        "counted_in",
        "by",
        "rank",
        "between",
        "times",
    )
)
NOT_IN_USE = re.compile(r"(?i)# +(?!decide:)")  # a line of a proposal, which waits for nothing yet
DECIDE = re.compile(r"#\s*decide:\s*(.*)", re.IGNORECASE)


class GapKind(StrEnum):
    """What is missing."""

    DECISION = "decision"  # a line that waits for a person
    PLACEHOLDER = "placeholder"  # no check that the article raises
    UNCHECKED = "unchecked claim"
    FORMULA = "unused formula"
    EVIDENCE = "unused evidence"
    ASSUMPTION = "unused assumption"
    SOURCE = "source not cited"
    ADDRESS = "no address"
    DATE = "no date"
    DIGEST = "no digest"
    WORDS = "no words"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Gap:
    """Something that is missing in a case.

    Attributes:
        line: of the file; None where it is said nowhere.
        name: of what in the case it is about; of a decision its words.
    """

    kind: GapKind
    line: int | None = None
    name: str = ""


HEAD = "title"
# What a draft marks by itself, and in which section: as long as a line there waits, it is not said twice.
MARKED_IN = {
    GapKind.PLACEHOLDER: "checks",
    GapKind.ADDRESS: "article",
    GapKind.DATE: "article",
    GapKind.NOT_KNOWN: HEAD,
}
UNUSED = {"formulas": GapKind.FORMULA, "evidence": GapKind.EVIDENCE, "assumptions": GapKind.ASSUMPTION}


def gaps(case: Case, text: str) -> tuple[Gap, ...]:
    """What is missing in a case that can be weighed, in the order in which it is best mended.

    Args:
        text: of its file, in which decisions are marked ``# decide:``.
    """
    decisions = tuple(_decisions(text))
    others = (*_of_checks(case), *_of_sources(case), *_of_article(case), *_of_words(case))
    waiting = {_section(text, one.line or 0) for one in decisions}
    return (*decisions, *(one for one in others if MARKED_IN.get(one.kind) not in waiting))


def _section(text: str, line: int) -> str:
    """The section in which a line stands, by the last key before it at the margin; the head where there is none."""
    above = [found[1] for one in text.splitlines()[:line] if (found := re.match(r"([a-z_]+):", one))]
    return above[-1] if above else HEAD


def _decisions(text: str) -> Iterator[Gap]:
    for number, line in enumerate(text.splitlines(), 1):
        if (found := DECIDE.search(line)) and not NOT_IN_USE.match(line):
            yield Gap(GapKind.DECISION, number, found[1].strip())


def _of_checks(case: Case) -> Iterator[Gap]:
    """What no question touches."""
    model, document = case.model, case.document
    checks = model.checks.values()
    if all(check.premise for check in checks):
        yield Gap(GapKind.PLACEHOLDER, document.place(("checks",)).line)
    ends = [side for check in checks for side in (*check.sides, check.by) if side]
    ends += [one.stated for one in case.text.comparisons.values()]
    ends += [one.rank for one in model.correlations.values()]
    used = model.below(*(name for name in ends if name in model.nodes))
    for name in case.text.claims:
        if name not in used:
            yield Gap(GapKind.UNCHECKED, _line(document, "claims", name), name)
    named = {word for told in _naming(document.data) for word in re.findall(r"[^\W\d]\w*", told)}
    for section, kind in UNUSED.items():
        for name in _written(document, section):
            if name not in named:
                yield Gap(kind, _line(document, section, name), name)


def _naming(tree: object, is_named: bool = False) -> Iterator[str]:
    """Every text of a case file in which quantities go by their names."""
    if isinstance(tree, dict):
        for key, inside in tree.items():
            if is_named:
                yield str(key)
            yield from _naming(inside, is_named or key == "set" or (key in NAMING and not isinstance(inside, dict)))
    elif isinstance(tree, list):
        for inside in tree:
            yield from _naming(inside, is_named)
    elif is_named:
        yield str(tree)


def _of_sources(case: Case) -> Iterator[Gap]:
    """Sources beside the case that nothing in it rests on."""
    beside = case.path.parent / "evidence" / "sources.json"
    if not beside.is_file():
        return
    used = {outlet.key for origin in case.rests_on for outlet in origin.outlets}
    cited = {used_by for used_by in (case.text.article.source,) if used_by} | used
    yield from (Gap(GapKind.SOURCE, None, key) for key in read_sources(beside, shown(beside)) if key not in cited)


def _of_article(case: Case) -> Iterator[Gap]:
    article, document = case.text.article, case.document
    line = document.place(("article",)).line
    if web_address(article.url) is None:
        yield Gap(GapKind.ADDRESS, document.place(("article", "url")).line)
    if not article.published:
        yield Gap(GapKind.DATE, line)
    if not article.sha256:
        yield Gap(GapKind.DIGEST, line)


def _of_words(case: Case) -> Iterator[Gap]:
    document = case.document
    named = set(_written(document, "words"))
    sides = dict.fromkeys(side for check in case.model.checks.values() for side in check.sides)
    for section, own in (("formulas", "of"), ("evidence", "what")):
        for name in _written(document, section):
            if name in sides and name not in named and not document.data[section][name].get(own):
                yield Gap(GapKind.WORDS, _line(document, section, name), name)
    if not case.text.not_known:
        yield Gap(GapKind.NOT_KNOWN)


def _written(document: Document, section: str) -> list[str]:
    """The names in a section, in the order of the file."""
    inside = document.data.get(section)
    return list(inside) if isinstance(inside, dict) else []


def _line(document: Document, section: str, name: str) -> int | None:
    return document.place((section, name)).line
