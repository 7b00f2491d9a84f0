"""Which findings of which cases move when a table of evidence is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..base import CaseError, WeighbridgeError, Work, case_names, command_line, steps
from ..case import Case, open_case
from ..checks import Finding
from ..evidence import Row, Source
from ..report import ReportedCheck, both_sides, chance
from ..text import Names, significant
from ..what_if import PLAIN


@dataclass(frozen=True)
class Movement:
    """A line about what moves, and whether an outcome turns with it."""

    line: str
    turns: bool = False


@dataclass
class Effect:
    """What a new table does to the cases: the findings that move, and a line for each case that cannot be weighed."""

    movements: list[Movement] = field(default_factory=list)
    unweighed: list[str] = field(default_factory=list)


def effect(table: str, new: tuple[Row, ...], source: Source) -> Effect:
    """Every finding that moves, before and after, and every case that cannot be weighed; what stays is left out.

    Args:
        new: the rows that would take the place of the table.
        source: where the new ones among them are from.
    """
    found, names = Effect(), case_names()
    for name in steps(names, Work.CASES, len(names)):
        try:
            before = open_case(name)
            if not _uses(before, table):
                continue
            old = before.verify().checks
        except WeighbridgeError as error:
            count = len(error.problems) if isinstance(error, CaseError) else 1
            again = command_line(["weighbridge", "verify"], [name])
            found.unweighed.append(f"{name}: cannot be read, {count} problems; see `{again}`")
            continue
        try:
            after = _with(before, table, new, source).verify().checks
        except WeighbridgeError as error:
            first = error.problems[0] if isinstance(error, CaseError) else error
            found.unweighed.append(f"{name}: could not be read any more: {first}")
            continue
        for one, other in zip(old, after, strict=True):
            found.movements += _moved(name, one, other, before.model.names)
    return found


def _with(case: Case, table: str, rows: tuple[Row, ...], source: Source) -> Case:
    return Case(case.path, case.document, case.settings, own_tables={table: rows}, newcomers={source.key: source})


def _uses(case: Case, table: str) -> bool:
    figures = (
        figure for variants in case.model.nodes.values() for node in variants.values() for figure in node.figures
    )
    return any(figure.row is not None and figure.row.table == table for figure in figures)


def _moved(case: str, before: ReportedCheck, after: ReportedCheck, names: Names) -> Iterator[Movement]:
    """The findings of one check that come out differently, then the outcome over all choices."""
    for one, other in zip(before.findings, after.findings, strict=True):
        turns = one.outcome != other.outcome
        if turns or _figures(one) != _figures(other):
            ending = "; the answer changes" if turns else ""
            read = f"if {names.option(one.changed, one.choices[one.changed])}" if one.changed else "as we read it"
            change = f"{_summary(one)} → {_summary(other)}{ending}"
            yield Movement(f"{case}, {before.question} ({read}): {change}", turns)
    if _over_all(before) != _over_all(after):
        change = f"{before.answer.badge} → {after.answer.badge}"
        yield Movement(f"{case}, {before.question} (every way to read it): {change}", turns=True)


def _over_all(check: ReportedCheck) -> tuple[object, ...]:
    """What a check comes to over all fair choices."""
    return check.overall, check.may_be_silent, check.turned_by, check.depends_on


def _figures(finding: Finding) -> list[float]:
    """The figures of the computed side and the tail probability, as far as they are shown to a reader."""
    side, tail = finding.computed, finding.tail_probability
    drawn = [tail, side.mean, *(side.coverage_interval or ())] if tail and side.as_written is None else [tail]
    ends = [] if tail and side.mean else [*(side.as_written or ()), *(side.bounds or ())]
    return [*(significant(end, 3) for end in ends), *(one.estimate.rounded() for one in drawn if one)]


def _summary(finding: Finding) -> str:
    """A finding as a reader sees it: the computed side, its tail probability, the outcome."""
    share = f", {chance(finding)}" if finding.tail_probability else ""
    return f"{both_sides(finding)[1]}{share}, {PLAIN[finding.outcome]}"
