"""A log in the words of a reader: what it begins with, each entry in a line, and what is not recorded yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..base import Problem
from .log import Entry, Log, value_in

ALL_RECORDED = "Every input stands as the log has it."
DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


def log_lines(log: Log, open_problems: Sequence[Problem]) -> list[str]:
    """What a log holds, a line for each entry, and behind it what is wrong or not recorded.

    Entries of one day with one reason stand together below it; a SHA-256 is cut to its beginning.
    """
    lines = [f"Begun on {log.began.date} with {len(log.began.states):,} inputs: {log.began.note}."]
    for _, together in groupby(log.entries, lambda one: (one.when, one.who, one.why, one.reason_stands)):
        lines += _told_together(list(together))
    if not open_problems:
        return [*lines, ALL_RECORDED]
    return [*lines, "", "Not in order:", *(f"  {problem}" for problem in open_problems)]


def _told_together(entries: Sequence[Entry]) -> Iterator[str]:
    """Entries of one day, one hand and one reason: one in a line, several below what they share."""
    first = entries[0]
    if len(entries) == 1:
        yield _cut(entry_line(first))
        return
    yield f"{_when(first)}: {len(entries):,} inputs. {_why(first)}"
    yield from (f"  {_cut(_change(one))}" for one in entries)


def _cut(text: str) -> str:
    """The same with each SHA-256 cut to its beginning."""
    return DIGEST.sub(r"\1…", text)


def entry_line(entry: Entry) -> str:
    """An entry in a line: when, who, what it was and is, and why.

    >>> entry_line(Entry(input="trucks", old="50 truck", new="60 truck", why="a slip of ours", when="2026-11-27"))
    '2026-11-27: `trucks`, 50 truck before, 60 truck now. Why: a slip of ours'
    """
    return f"{_when(entry)}: {_change(entry)}. {_why(entry)}"


def _change(entry: Entry) -> str:
    """An input, what it was and what it is."""
    was = f"{value_in(entry.old)} before" if entry.old is not None else "not there before"
    now = f"{value_in(entry.new)} now" if entry.new is not None else "gone now"
    if entry.old is not None and entry.new is not None and value_in(entry.old) == value_in(entry.new):
        was, now = f"still {value_in(entry.new)}", "with another reason or other sources"
    return f"`{entry.input}`, {was}, {now}"


def _when(entry: Entry) -> str:
    return f"{entry.when}, {entry.who}" if entry.who else str(entry.when)


def _why(entry: Entry) -> str:
    stands = f"; why its reason still stands: {entry.reason_stands}" if entry.reason_stands else ""
    return f"Why: {entry.why}{stands}"
