"""Counts by kind and outcome, the slowest, and each fault once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .oracle import Fault
from .workers import Judged

SLOWEST = 10


@dataclass
class Report:
    """What a run over many seeds gave."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str, int, str]] = field(default_factory=list)
    faults: dict[str, tuple[int, Judged, Fault]] = field(default_factory=dict)
    times_seen: Counter[str] = field(default_factory=Counter)

    def add(self, one: Judged) -> None:
        """Count an attempt."""
        self.outcomes[one.kind, _outcome(one)] += 1
        self.seconds[one.kind] += sum(one.seconds.values())
        for command, seconds in one.seconds.items():
            self.slowest = sorted([*self.slowest, (seconds, one.kind, one.seed, command)], reverse=True)[:SLOWEST]
        for signature in {fault.signature for fault in one.faults}:
            self.times_seen[signature] += 1
            kept = self.faults.get(signature)
            if kept is None or (one.size or 1 << 40, one.seed) < (kept[0], kept[1].seed):
                fault = next(fault for fault in one.faults if fault.signature == signature)
                self.faults[signature] = one.size or 1 << 40, one, fault

    @property
    def total(self) -> int:
        """How many attempts were judged."""
        return sum(self.outcomes.values())


def _outcome(one: Judged) -> str:
    if one.faults:
        return "fault"
    return "refused" if 2 in one.codes else "answered"


def command_of(one: Judged) -> str:
    """What is typed to see an attempt again."""
    return f"make fuzz N=1 KIND={one.kind} SEED={one.seed}"


def as_text(report: Report) -> Iterator[str]:
    """The lines of a report, as Markdown."""
    yield from (
        "| kind | seeds | answered | refused | with a fault | ms a seed |",
        "| --- | --- | --- | --- | --- | --- |",
    )
    for kind in sorted({kind for kind, _ in report.outcomes}):
        counts = [report.outcomes[kind, outcome] for outcome in ("answered", "refused", "fault")]
        mean = 1000 * report.seconds[kind] / sum(counts)
        yield f"| {kind} | {sum(counts):,} | {' | '.join(f'{count:,}' for count in counts)} | {mean:.0f} |"
    yield ""
    yield "Slowest (seconds of the processor):"
    yield from (f"- {seconds:.2f} s `{command}`, {kind} {seed}" for seconds, kind, seed, command in report.slowest)
    yield ""
    yield f"{report.total:,} seeds, {len(report.faults)} different faults."
    for signature, (size, one, fault) in sorted(report.faults.items(), key=lambda entry: -report.times_seen[entry[0]]):
        yield from ("", f"## {signature}", "")
        yield f"Seen {report.times_seen[signature]} times; smallest input {size:,} bytes: `{command_of(one)}`"
        yield from ("", f"Typed: `{' '.join(fault.call)}`")
        yield from _indented(fault.detail)


def _indented(text: str) -> Iterable[str]:
    return ("", *(f"    {line}" for line in text[:2000].splitlines())) if text else ()
