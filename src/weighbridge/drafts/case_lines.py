"""What each line of a case does, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..case import Case
from ..casefile import Document
from ..report import sides
from ..text import Names

LONGEST_QUOTE = 8  # words


@dataclass(frozen=True)
class CaseLine:
    """An entry of a case: its section and name, the line on which it begins, and what it does."""

    section: str
    name: str
    line: int | None
    does: str


def case_lines(case: Case) -> tuple[CaseLine, ...]:
    """What each entry of a case that can be read does, in the order of its file."""
    document = case.document
    found = []
    for section, told in DOES.items():
        for name, entry in _entries(document, section):
            found.append(CaseLine(section, name, document.place((section, name)).line, told(case, name, entry)))
    return tuple(sorted(found, key=lambda one: one.line or 0))


def _entries(document: Document, section: str) -> Iterator[tuple[str, dict[str, object]]]:
    inside = document.data.get(section)
    for name, entry in inside.items() if isinstance(inside, dict) else ():
        yield name, entry if isinstance(entry, dict) else {}


def _unit(case: Case, name: str, entry: dict[str, object]) -> str:
    return f"counts {entry['counted']}" if "counted" in entry else f"stands for {entry.get('is')}"


def _claim(case: Case, name: str, entry: dict[str, object]) -> str:
    claim = case.text.claims[name]
    words = claim.quote.exact.split()
    quote = " ".join(words[:LONGEST_QUOTE]) + (" …" if len(words) > LONGEST_QUOTE else "")
    read = f", read in {len(claim.readings)} ways" if claim.readings else ""
    return f"the text says “{quote}”: {_value(case, name)}{read}"


def _evidence(case: Case, name: str, entry: dict[str, object]) -> str:
    by = "the library" if entry.get("library") else f"the table {entry['table']}" if entry.get("table") else "a source"
    return f"{_value(case, name)}, as {by} has it"


def _assumption(case: Case, name: str, entry: dict[str, object]) -> str:
    of = case.model.names.of(name) if not case[name].parts else str(entry.get("of", name))
    return f"{of}, as we assume it: {_value(case, name)}"


def _formula(case: Case, name: str, entry: dict[str, object]) -> str:
    return f"is {entry.get('expression')}: {_value(case, name)}"


def _value(case: Case, name: str) -> str:
    quantity = case[name]
    if quantity.parts:
        return f"{len(quantity.parts)} parts"
    return sides.side(quantity.side, names=Names())


def _check(case: Case, name: str, entry: dict[str, object]) -> str:
    check = case.model.checks[name]
    own = " (our own question, which is not counted)" if check.premise else ""
    return f"asks: {check.question}{own}"


def _question(case: Case, name: str, entry: dict[str, object]) -> str:
    options = entry.get("options") or entry.get("candidates") or {}
    return f"tries {len(options) if isinstance(options, dict) else 0} answers to: {entry.get('question')}"


def _words(case: Case, name: str, entry: dict[str, object]) -> str:
    return f"is called “{entry['called']}”" if entry.get("called") else "is given names for people"


def _comparison(case: Case, name: str, entry: dict[str, object]) -> str:
    return f"draws a chart of {entry.get('stated')} beside the table {entry.get('table')}"


def _correlation(case: Case, name: str, entry: dict[str, object]) -> str:
    return "lets inputs move together"


def _loss(case: Case, name: str, entry: dict[str, object]) -> str:
    return "says what may be done, and what a mistake then costs"


DOES = {
    "units": _unit,
    "words": _words,
    "claims": _claim,
    "evidence": _evidence,
    "assumptions": _assumption,
    "formulas": _formula,
    "correlations": _correlation,
    "checks": _check,
    "alternatives": _question,
    "events": _question,
    "comparisons": _comparison,
    "losses": _loss,
}
