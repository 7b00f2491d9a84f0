"""An audit on a terminal: a line a question, then what failed, then what could not be checked, folded by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .results import Answered, Audit, Item, Rows, Standing

# Items of one question that a terminal shows; the record has all.
MOST_FAILED, MOST_UNCHECKED = 20, 3
FAILED, UNCHECKED = "What failed", "What could not be checked"
ALL = "`-o DIR` lists them"


def lines(audit: Audit) -> Iterator[str]:
    """The audit on a terminal: a line a question, then what failed and what could not be checked."""
    yield f"Audit of {audit.case}" + (f": {audit.title}" if audit.title else "")
    yield ""
    width = max((len(one.title) for one in audit.questions), default=0)
    for one in audit.questions:
        yield f"  {one.title:<{width}}  {_counted(one)}"
    if audit.failed:
        yield from ("", FAILED, *_failures(dict.fromkeys(audit.failed, "")))
    if audit.unchecked:
        yield from ("", UNCHECKED, *_folded(audit))
    yield ""
    yield outcome(audit)


def summary(audits: Sequence[Audit]) -> Iterator[str]:
    """Several audits on a terminal, behind the line of each case: what failed once, and counts of what is open."""
    of: dict[Item, list[str]] = {}
    for audit in audits:
        for item in audit.failed:
            of.setdefault(item, []).append(audit.case)
    if of:
        yield from ("", FAILED, *_failures({item: _cases(names, len(audits)) for item, names in of.items()}))
    counts = list(_open(audits))
    if counts:
        yield from ("", UNCHECKED, *counts, f"  {ALL}")


def outcome(audit: Audit) -> str:
    """What an audit came to, in a sentence."""
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


def _failures(items: Mapping[Item, str]) -> Iterator[str]:
    """The first failures of each question, what stands before each with it, and how many more there are."""
    shown: Counter[str] = Counter()
    for item, before in items.items():
        shown[item.question] += 1
        if shown[item.question] <= MOST_FAILED:
            yield f"  {before}{item.sentence}"
    if more := sum(max(0, count - MOST_FAILED) for count in shown.values()):
        yield f"  and {more:,} more: {ALL}"


def _folded(audit: Audit) -> Iterator[str]:
    """What could not be checked, by question: its table where it has one, else the first items of it."""
    titles = {one.question: one.title for one in audit.questions}
    of: dict[str, list[Item]] = {}
    for item in audit.unchecked:
        of.setdefault(item.question, []).append(item)
    for question, items in of.items():
        title = titles.get(question, question)
        yield f"  {title}"
        if rows := audit.tables.get(title):
            yield from (f"    {line}" for line in _table(rows))
            yield f"    {len(items):,} lack some of it: {ALL}"
        else:
            yield from (f"    {line}" for line in _alike(items))


def _alike(items: Sequence[Item]) -> Iterator[str]:
    """The first items; those of which the same is said are said once, by the first of them and how many there are."""
    of: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        of.setdefault((item.found, item.remedy), []).append(item)
    groups = list(of.values())
    for first, *others in groups[:MOST_UNCHECKED]:
        many = f"{first.place or first.what} and {len(others):,} more: {first.found}; {first.remedy}"
        yield many if others else first.sentence
    if more := sum(map(len, groups[MOST_UNCHECKED:])):
        yield f"and {more:,} more: {ALL}"


def _table(rows: Rows) -> Iterator[str]:
    """Rows in columns, their heads from the first; numbers stand to the right."""
    heads = list(rows[0])
    widths = {head: max(len(str(one)) for one in (head, *(row[head] for row in rows))) for head in heads}
    for row in (dict(zip(heads, heads, strict=True)), *rows):
        cells = (
            f"{row[head]!s:>{widths[head]}}" if isinstance(rows[0][head], int) else f"{row[head]!s:<{widths[head]}}"
            for head in heads
        )
        yield "  ".join(cells).rstrip()


def _open(audits: Sequence[Audit]) -> Iterator[str]:
    """How much each question could not check, and in how many cases; what is the same for several counts once."""
    titles = {one.question: one.title for audit in audits for one in audit.questions}
    of: dict[str, set[Item]] = {}
    cases: dict[str, set[str]] = {}
    for audit in audits:
        for item in audit.unchecked:
            of.setdefault(item.question, set()).add(item)
            cases.setdefault(item.question, set()).add(audit.case)
    for question, title in titles.items():
        if question in of:
            count = len(cases[question])
            yield f"  {title}: {len(of[question]):,}, in {count:,} case{'' if count == 1 else 's'}"


def _cases(names: Sequence[str], all_of_them: int) -> str:
    """The cases that an item concerns, before it; nothing where it concerns all."""
    return "" if len(names) == all_of_them else f"{', '.join(names)}: "
