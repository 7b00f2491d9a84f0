"""Results on a terminal: a table where it is wide enough, else blocks, then the sentences and the verdict.

rich is imported where something is printed, so that a program that wants JSON does not pay for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..graph import Model, NodeKind
from ..text import Claim
from . import sentences
from .forms import ReportedCheck, ReportedVerdict
from .tables import CHECK_HEADS, check_cells

NARROW = 100
GAP = 3  # what a column of a table takes beside its words
SECTIONS = {
    "Evidence": NodeKind.EVIDENCE,
    "Assumptions": NodeKind.ASSUMPTION,
    "Definitions": NodeKind.DEFINITION,
    "Formulas": NodeKind.FORMULA,
}
HEADS = ("claims", "check", "stated", "computed", "flips", "outcome")  # those of a check, where there is no room


def outline(claims: Mapping[str, Claim], model: Model, values: Mapping[str, str]) -> str:
    """What a case holds, section by section, with the names that ``--set`` and ``explain`` take."""
    lines = ["Claims"]
    for name, claim in claims.items():
        readings = f"; readings: {', '.join(claim.readings)}" if claim.readings else ""
        lines.append(f"  {name}: {values[name]}, “{claim.quote.exact}”, hedge {claim.hedge}{readings}")
    for title, kind in SECTIONS.items():
        names = [
            name for name in sorted(values) if model.node(name, model.reference).kind == kind and name not in claims
        ]
        if names or kind is not NodeKind.DEFINITION:  # few cases need any
            lines += ["", title, *(f"  {name}: {_indented(values[name])}" for name in names)]
    lines += ["", "Alternatives (the first option is the case as written)"]
    for choice in model.choices.values():
        options = [choice.reference, *(option for option in choice.options if option != choice.reference)]
        lines.append(f"  {choice.name}: {' | '.join(options)}")
    lines += ["", "Checks", *(f"  {name} ({check.kind}): {check.question}" for name, check in model.checks.items())]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")


def print_checks(
    checks: Sequence[ReportedCheck],
    quotes: dict[str, str],
    verdict: ReportedVerdict,
    mends: Sequence[str],
    changes: Sequence[str],
    width: int | None,
) -> None:
    """Print the findings of the case as written, a sentence for each check, what would mend it, and the verdict."""
    from rich.console import Console

    console = Console(width=width, highlight=False, soft_wrap=False)
    if console.width < NARROW:
        _print_blocks(console, checks, quotes)
    else:
        _print_table(console, checks, quotes)
    console.print()
    for check in checks:
        console.print(f"{check.name}: {check.sentence}", markup=False)
    for sentence in mends:
        console.print(sentence, markup=False)
    for change in changes:
        console.print(f"Changed for this run: {change}", markup=False)
    console.print()
    console.print("How the verdict came about", style="bold")
    for step in verdict.steps:
        console.print(f"  {step}", markup=False)
    console.print(f"Verdict on {verdict.sentence}", style="bold", markup=False)
    console.print(sentences.LEGEND, markup=False)


def _print_table(console: Any, checks: Sequence[ReportedCheck], quotes: dict[str, str]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True)
    for name in CHECK_HEADS:
        table.add_column(name, overflow="fold")
    for check in checks:
        table.add_row(*(_plain(cell) for cell in check_cells(check, quotes)))
    console.print(table)


def print_rows(rows: Sequence[dict[str, Any]]) -> None:
    """Print rows of text as a table without lines; as blocks where a number would be broken to fit in its column."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    least = {name: max(map(_longest_word, [name, *(str(row[name]) for row in rows)])) for name in rows[0]}
    if sum(least.values()) + GAP * len(least) > console.width:
        _print_rows_as_blocks(console, rows)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="fold", min_width=least[name])
    for one in rows:
        table.add_row(*(_plain(str(cell)) for cell in one.values()))
    console.print(table)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _print_rows_as_blocks(console: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Each row in lines of its own, a line a cell that is not empty."""
    indent = max(map(len, rows[0]))
    for row in rows:
        console.print()
        for head, cell in row.items():
            if str(cell):
                console.print(f"{head:>{indent}}  {cell}", markup=False)
    console.print()


def _print_blocks(console: Any, checks: Sequence[ReportedCheck], quotes: dict[str, str]) -> None:
    for check in checks:
        console.print()
        for head, cell in zip(HEADS, check_cells(check, quotes), strict=True):
            console.print(f"{head:>9}  {cell}", markup=False)


def _plain(cell: str) -> Any:
    from rich.text import Text

    return Text(cell)
