"""The record of an audit: Markdown for people, JSON for programs; and its lines on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..base import visible_json, write_all
from ..report import markdown_table, plain
from .results import Answered, Audit, Item, Standing

_HEADS = {
    Standing.FAILED: "What failed",
    Standing.UNCHECKED: "What could not be checked",
    Standing.PASSED: "What passed",
}
_NOTHING = "Nothing."
# Items of one question that a terminal shows; the record has all.
_MOST = {Standing.FAILED: 20, Standing.UNCHECKED: 3}


def write_audit(audit: Audit, folder: Path) -> list[Path]:
    """Write CASE-audit.md and CASE-audit.json into a folder; gives their paths.

    Raises:
        StoreError: a file cannot be written.
    """
    name = f"{audit.case}-audit"
    return write_all(folder, {f"{name}.md": markdown(audit), f"{name}.json": as_json(audit)})


def as_json(audit: Audit) -> str:
    """The audit as JSON, with nothing unseen in it."""
    return visible_json(audit.model_dump_json(indent=2)) + "\n"


def markdown(audit: Audit) -> str:
    """The audit as Markdown: the counts by question, then what failed, what could not be checked and what passed."""
    parts = [
        f"# Audit of {plain(audit.case)}",
        f"{plain(audit.title)}" if audit.title else "",
        f"**{plain(_outcome(audit))}**",
        f"{plain(audit.run.line)} {plain(audit.run.libraries_line)}.",
        _table(audit.questions),
    ]
    for title, rows in audit.tables.items():
        parts += [f"## Counted: {plain(title)}", _rows(rows)]
    for standing, head in _HEADS.items():
        items = [item for item in audit.items if item.standing is standing]
        parts.append(f"## {head}")
        parts.append(_listed(items) or _NOTHING)
    return "\n\n".join(filter(None, parts)) + "\n"


def lines(audit: Audit) -> Iterator[str]:
    """The audit on a terminal: a line a question, then what failed and what could not be checked."""
    yield f"Audit of {audit.case}" + (f": {audit.title}" if audit.title else "")
    yield ""
    width = max((len(one.title) for one in audit.questions), default=0)
    for one in audit.questions:
        yield f"  {one.title:<{width}}  {_counted(one)}"
    for standing in _MOST:
        items = {item: "" for item in audit.items if item.standing is standing}
        if items:
            yield from ("", _HEADS[standing], *_few(items, standing))
    yield ""
    yield _outcome(audit)


def summary(audits: Sequence[Audit]) -> Iterator[str]:
    """Several audits on a terminal: a line a case, then what failed, each once with the cases that it concerns."""
    yield from (audit.sentence for audit in audits)
    for standing in _MOST:
        of: dict[Item, list[str]] = {}
        for audit in audits:
            for item in audit.items:
                if item.standing is standing:
                    of.setdefault(item, []).append(audit.case)
        if of:
            yield from ("", _HEADS[standing])
            yield from _few({item: _cases(names, len(audits)) for item, names in of.items()}, standing)


def _few(items: Mapping[Item, str], standing: Standing) -> Iterator[str]:
    """The first items of each question, what stands before each with it, and how many more there are."""
    shown: Counter[str] = Counter()
    for item, before in items.items():
        shown[item.question] += 1
        if shown[item.question] <= _MOST[standing]:
            yield f"  {before}{item.sentence}"
    more = sum(max(0, count - _MOST[standing]) for count in shown.values())
    if more:
        yield f"  and {more:,} more; `--out DIR` writes all of them"


def _cases(names: Sequence[str], all_of_them: int) -> str:
    """The cases that an item concerns, before it; nothing where it concerns all."""
    return "" if len(names) == all_of_them else f"{', '.join(names)}: "


def _outcome(audit: Audit) -> str:
    counts = audit.counts
    if counts[Standing.FAILED]:
        begin = f"{counts[Standing.FAILED]:,} of {len(audit.items):,} items failed"
    else:
        begin = f"Nothing failed: {counts[Standing.PASSED]:,} items passed"
    open_ = counts[Standing.UNCHECKED]
    return f"{begin}; {open_:,} could not be checked." if open_ else f"{begin}."


def _counted(one: Answered) -> str:
    counts = ((one.passed, "passed"), (one.failed, "failed"), (one.unchecked, "could not be checked"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count)


def _table(questions: Sequence[Answered]) -> str:
    rows = [(plain(one.title), f"{one.passed:,}", f"{one.failed:,}", f"{one.unchecked:,}") for one in questions]
    return markdown_table(("What was asked", "Passed", "Failed", "Could not be checked"), rows)


def _rows(rows: Sequence[Mapping[str, str | int]]) -> str:
    """Rows as a table, their heads from the first; counts stand to the right."""
    heads = list(rows[0]) if rows else []
    counts = [head for head in heads if isinstance(rows[0][head], int)]
    return markdown_table(heads, [[plain(str(row[head])) for head in heads] for row in rows], right=counts)


def _listed(items: Sequence[Item]) -> str:
    return "\n".join(f"- {plain(_line(item))}" for item in items)


def _line(item: Item) -> str:
    """An item in a line: of one that passed what was looked at, of any other all that is known."""
    if item.standing is not Standing.PASSED:
        return item.sentence
    return f"{item.what}: {item.found}" if item.found else item.what
