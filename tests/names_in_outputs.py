"""Every name that an output of a case prints where a reader may ask for its ground, with the output that prints it."""

import re
from collections.abc import Iterator
from typing import Any

from weighbridge.case import Case
from weighbridge.report import tables

# Of the JSON of a result, the keys under which names stand, as text or in a list.
NAMES = (
    *("check", "checks", "name", "about", "changed", "claims", "claim", "inputs", "input", "by", "result", "rests_on"),
    *("depends_on", "turned_by", "sources", "source", "facts", "row", "evidence", "needs", "key", "rests_on_it"),
    *("turned_most", "choice", "left_out", "suspects", "together"),
)
# Keys of mappings whose own keys are names: of choices with their options, of quantities, of events passed over.
MAPPINGS = ("choices", "when", "quantities", "provenance", "passed_over", "unsupported", "weak_sources", "questions")
PARTS = ("extent", "corners", "parts")  # whose keys are parts of the mix of a check
PROSE = (".figures.rests_on", ".leans_on.about", ".moves.about")  # what a key of names has words under
THE_ARTICLE = ("the article", "the article's numbers")


def names_of(case: Case, flips: bool = True) -> Iterator[tuple[str, str]]:
    """Each name with where it stands: the outline of a case, its JSON, its tables, and what turns an answer."""
    yield from ((name, "list") for name in in_outline(case))
    form = case.verify().form.model_dump(mode="json", by_alias=True)
    yield from ((name, f"json {path}") for name, path in in_json(form))
    for table in (tables.finding_rows, tables.combination_rows, tables.likelihood_rows):
        yield from ((name, table.__name__) for name in in_rows(table(case.verify().checks), case))
    if flips:
        yield from ((row["input"], "flips") for row in case.all_flips())
    yield from ((name, "sources") for name in re.findall(r"`([^`]+)`", listing(case)))


def listing(case: Case) -> str:
    """What the command ``sources`` prints."""
    from weighbridge.report import bibliography

    return bibliography.listing(case.rests_on) + "\n".join(f"`{name}`" for name in case.corrections)


def in_outline(case: Case) -> Iterator[str]:
    """The names that ``weighbridge list CASE`` prints: before a colon, and readings, options and parts of mixes."""
    section = ""
    for line in case.outline().splitlines():
        section = line.split(" (")[0] if line and not line.startswith(" ") else section
        if not line.startswith("  "):
            continue
        name, _, rest = line.strip().partition(": ")
        name = re.sub(r" \(\w+\)$", "", name) if section == "Checks" else name
        yield name
        if section == "Alternatives":
            yield from (f"{name}={option}" for option in rest.split(" | "))
        elif section == "Claims" and "; readings: " in rest:
            yield from (f"{name}={option}" for option in rest.rpartition("; readings: ")[2].split(", "))
        elif section == "Assumptions" and (part := re.match(rf"({re.escape(name)}\.\w+): ", rest)):
            yield part[1]


def in_json(value: Any, path: str = "", of: str = "") -> Iterator[tuple[str, str]]:
    """The names in a result in its JSON form, each with the path at which it stands."""
    if isinstance(value, list):
        for one in value:
            yield from in_json(one, path, of)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _under(key, inner, f"{path}.{key}", of)


def _under(key: str, inner: Any, path: str, of: str) -> Iterator[tuple[str, str]]:
    """The names under one key: itself where it is one, texts that are names, and what stands below."""
    if key in MAPPINGS and isinstance(inner, dict):
        for name, below in inner.items():
            yield name, path
            if key in ("choices", "when"):
                options = below if isinstance(below, dict) else [below]
                yield from ((f"{name}={option}", path) for option in options)
            elif key == "unsupported":
                yield from ((f"{name}.{parameter}", path) for parameter in below)
            elif key == "questions":
                continue
            else:
                yield from in_json(below, path, name if key == "provenance" else of)
    elif key == "label" and path.startswith(".provenance"):
        yield f"{of}.{inner}", path
    elif path.endswith(PROSE):
        return
    elif key in NAMES and isinstance(inner, str | list) and _texts(inner):
        yield from ((one, path) for one in _texts(inner) if one not in THE_ARTICLE)
    else:
        yield from in_json(inner, path, of)


def _texts(inner: str | list) -> list[str]:
    """A text, or those of a list, or of a list of lists; nothing where other things stand in it."""
    flat = (
        [inner]
        if isinstance(inner, str)
        else [one for each in inner for one in (each if isinstance(each, list) else [each])]
    )
    return [one for one in flat if isinstance(one, str)] if all(isinstance(one, str) for one in flat) else []


def in_rows(rows: list[dict[str, Any]], case: Case) -> Iterator[str]:
    """The names in the rows of a table: checks, readings, and the choices that are heads of columns."""
    for row in rows:
        yield row["check"]
        if row.get("reading", "as written") != "as written":
            yield row["reading"]
        for head, cell in row.items():
            choice = head.removesuffix(" (choice)")
            if choice in case.model.choices and isinstance(cell, str):
                yield choice
                yield f"{choice}={cell}"
