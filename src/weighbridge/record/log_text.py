"""A log as the text of its file: written once from the inputs of a case, and from then on only added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .log import Beginning, Entry, state_of
from .statements import RecordedInput
from .yaml_text import yaml_text

HEAD = """\
# The log of what this case rests on: each input as it stood when the log was begun, and every change since, in order.
# Behind a value stand digests of its reason and of its sources, so that a change of either shows.
# Each entry has a hash over itself and the entry before it. Entries are added at the end and never changed:
# `weighbridge log CASE` shows what is not yet recorded, `weighbridge log CASE --why "..."` records it.
"""
ORDER = ("input", "old", "new", "why", "reason_stands", "when", "who", "sha256")
ENTRIES = "entries:"


def beginning(inputs: Mapping[str, RecordedInput], date: str, note: str) -> Beginning:
    """The beginning of a log: the inputs by kind, as they stand."""
    groups: dict[str, dict[str, str]] = {}
    for name, one in inputs.items():
        groups.setdefault(one.kind.value, {})[name] = state_of(one)
    begun = Beginning(date=date, note=note, inputs=groups, sha256="")
    return begun.model_copy(update={"sha256": begun.expected})


def beginning_text(begun: Beginning) -> str:
    """The text of a log without entries."""
    lines = [f"began:\n  date: {begun.date}\n  note: {yaml_text(begun.note)}\n  sha256: {begun.sha256}\n  inputs:"]
    for kind, states in begun.inputs.items():
        lines.append(f"    {yaml_text(kind)}:")
        lines += [f"      {yaml_text(name)}: {yaml_text(state)}" for name, state in states.items()]
    return HEAD + "\n".join(lines) + "\n"


def with_entries(text: str, entries: Iterable[Entry], has_entries: bool) -> str:
    """The text of a log with more entries at its end; what stands there stays to the letter."""
    ends = text if text.endswith("\n") or not text else f"{text}\n"
    return "".join(
        [ends, "" if has_entries else f"{ENTRIES}\n", *(f"{line}\n" for one in entries for line in _lines(one))]
    )


def _lines(entry: Entry) -> Iterator[str]:
    """The lines of an entry."""
    given = entry.model_dump(exclude_none=True)
    for index, key in enumerate(key for key in ORDER if key in given):
        yield f"{'  - ' if index == 0 else '    '}{key}: {yaml_text(given[key])}"
