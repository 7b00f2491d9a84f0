"""The record of an audit: Markdown for people, JSON for programs; and its lines on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..base import visible_json, write_all
from ..report import plain
from .results import Answered, Audit, Item, Standing

_HEADS = {
    Standing.FAILED: "What failed",
    Standing.UNCHECKED: "What could not be checked",
    Standing.PASSED: "What passed",
}
_NOTHING = "Nothing."


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
        _table(audit.questions),
    ]
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
    for standing in (Standing.FAILED, Standing.UNCHECKED):
        items = [item for item in audit.items if item.standing is standing]
        if items:
            yield from ("", _HEADS[standing], *(f"  {item.sentence}" for item in items))
    yield ""
    yield _outcome(audit)


def summary(audits: Sequence[Audit]) -> Iterator[str]:
    """Several audits on a terminal: a line a case, then what failed, each once with the cases that it concerns."""
    yield from (audit.sentence for audit in audits)
    for standing in (Standing.FAILED, Standing.UNCHECKED):
        of: dict[Item, list[str]] = {}
        for audit in audits:
            for item in audit.items:
                if item.standing is standing:
                    of.setdefault(item, []).append(audit.case)
        if of:
            yield from ("", _HEADS[standing])
            yield from (f"  {_cases(names, len(audits))}{item.sentence}" for item, names in of.items())


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
    rows = ["| What was asked | Passed | Failed | Could not be checked |", "| --- | --- | --- | --- |"]
    rows += [f"| {plain(one.title)} | {one.passed:,} | {one.failed:,} | {one.unchecked:,} |" for one in questions]
    return "\n".join(rows)


def _listed(items: Sequence[Item]) -> str:
    return "\n".join(f"- {plain(_line(item))}" for item in items)


def _line(item: Item) -> str:
    """An item in a line: of one that passed what was looked at, of any other all that is known."""
    if item.standing is not Standing.PASSED:
        return item.sentence
    return f"{item.what}: {item.found}" if item.found else item.what
