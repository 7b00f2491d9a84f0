"""The record of an audit: Markdown for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..base import file_name, visible_json, write_all
from ..report import markdown_table, plain
from .questions import QUESTIONS
from .results import Answered, Audit, Item, Standing
from .terminal import FAILED, UNCHECKED, outcome

_HEADS = {
    Standing.FAILED: FAILED,
    Standing.UNCHECKED: UNCHECKED,
    Standing.PASSED: "What passed",
}
_NOTHING = "Nothing."


def write_audit(audit: Audit, folder: Path) -> list[Path]:
    """Write CASE-audit.md and CASE-audit.json into a folder; gives their paths.

    Raises:
        StoreError: a file cannot be written.
    """
    name = f"{file_name(audit.case)}-audit"
    return write_all(folder, {f"{name}.md": markdown(audit), f"{name}.json": as_json(audit)})


def as_json(audit: Audit) -> str:
    """The audit as JSON, with nothing unseen in it."""
    return visible_json(audit.model_dump_json(indent=2)) + "\n"


def markdown(audit: Audit) -> str:
    """The audit as Markdown: the counts by question, then what failed, what could not be checked and what passed."""
    parts = [
        f"# Audit of {plain(audit.case)}",
        f"{plain(audit.title)}" if audit.title else "",
        f"**{plain(outcome(audit))}**",
        f"{plain(audit.run.line)} {plain(audit.run.libraries_line)}.",
        _table(audit.questions),
    ]
    for title, rows in audit.tables.items():
        parts += [f"## Counted: {plain(title)}", _rows(rows)]
    for standing, head in _HEADS.items():
        items = [item for item in audit.items if item.standing is standing]
        parts.append(f"## {head}")
        parts += [*_grouped(items, standing)] or [_NOTHING]
    return "\n\n".join(filter(None, parts)) + "\n"


def _table(questions: Sequence[Answered]) -> str:
    rows = [(plain(one.title), f"{one.passed:,}", f"{one.failed:,}", f"{one.unchecked:,}") for one in questions]
    return markdown_table(("What was asked", "Passed", "Failed", "Could not be checked"), rows)


def _rows(rows: Sequence[Mapping[str, str | int]]) -> str:
    """Rows as a table, their heads from the first; counts stand to the right."""
    heads = list(rows[0]) if rows else []
    counts = [head for head in heads if isinstance(rows[0][head], int)]
    return markdown_table(heads, [[plain(str(row[head])) for head in heads] for row in rows], right=counts)


def _grouped(items: Sequence[Item], standing: Standing) -> Iterator[str]:
    """Items as a list, and behind it those of each question that has heads for a table as a table."""
    tabled: dict[str, list[Item]] = {}
    listed = []
    for item in items:
        asked = QUESTIONS.get(item.question)
        if asked is not None and asked.heads and standing is Standing.UNCHECKED:
            tabled.setdefault(item.question, []).append(item)
        else:
            listed.append(f"- {plain(_line(item))}")
    if listed:
        yield "\n".join(listed)
    for question, several in tabled.items():
        first, second = QUESTIONS[question].heads or ("", "")
        yield f"### {plain(QUESTIONS[question].title)}"
        yield "\n\n".join(
            f"{plain(remedy[:1].upper() + remedy[1:])}."
            for remedy in dict.fromkeys(one.remedy for one in several)
            if remedy
        )
        yield _rows([{first: one.what.removeprefix(f"the {first} "), second: one.found} for one in several])


def _line(item: Item) -> str:
    """An item in a line: of one that passed what was looked at, of any other all that is known."""
    if item.standing is not Standing.PASSED:
        return item.sentence
    return f"{item.what}: {item.found}" if item.found else item.what
