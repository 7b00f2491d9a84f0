"""A log in the words of a reader: what it begins with, each entry in a line, and what is not recorded yet."""

from __future__ import annotations

from collections.abc import Sequence

from ..base import Problem
from .log import Entry, Log, value_in

ALL_RECORDED = "Every input stands as the log has it."


def log_lines(log: Log, open_problems: Sequence[Problem]) -> list[str]:
    """What a log holds, a line for each entry, and behind it what is wrong or not recorded."""
    lines = [f"Begun on {log.began.date} with {len(log.began.states):,} inputs: {log.began.note}."]
    lines += [entry_line(one) for one in log.entries]
    if not open_problems:
        return [*lines, ALL_RECORDED]
    return [*lines, "", "Not in order:", *(f"  {problem}" for problem in open_problems)]


def entry_line(entry: Entry) -> str:
    """An entry in a line: when, who, what it was and is, and why.

    >>> entry_line(Entry(input="trucks", old="50 truck", new="60 truck", why="a slip of ours", when="2026-11-27"))
    '2026-11-27: `trucks`, 50 truck before, 60 truck now. Why: a slip of ours'
    """
    was = f"{value_in(entry.old)} before" if entry.old is not None else "not there before"
    now = f"{value_in(entry.new)} now" if entry.new is not None else "gone now"
    if entry.old is not None and entry.new is not None and value_in(entry.old) == value_in(entry.new):
        was, now = f"still {value_in(entry.new)}", "with another reason or other sources"
    by = f", {entry.who}" if entry.who else ""
    stands = f" Why its reason still stands: {entry.reason_stands}" if entry.reason_stands else ""
    return f"{entry.when}{by}: `{entry.input}`, {was}, {now}. Why: {entry.why}{stands}"
