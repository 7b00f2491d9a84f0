"""What commands print: rows as a table or in blocks, and the outline of a case.

rich is imported where something is printed, so that a program that wants JSON does not pay for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..base import visible
from ..graph import Model, NodeKind
from ..text import Claim, number
from .directions import ordered

FINE = 10  # digits of a number in a row, which is rounded where it is made
GAP = 3  # what a column of a table takes beside its words
SECTIONS = {
    "Evidence": NodeKind.EVIDENCE,
    "Assumptions": NodeKind.ASSUMPTION,
    "Definitions": NodeKind.DEFINITION,
    "Formulas": NodeKind.FORMULA,
}


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
    return visible("\n".join(lines))


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")


def print_rows(rows: Sequence[dict[str, Any]]) -> None:
    """Print rows as a table without lines; as blocks where a number would be broken to fit in its column."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    shown = [{head: _cell(cell) for head, cell in row.items()} for row in rows]
    least = {head: max(map(_longest_word, [head, *(row[head] for row in shown)])) for head in rows[0]}
    if sum(least.values()) + GAP * len(least) > console.width:
        _print_rows_as_blocks(console, shown)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in rows[0]:
        table.add_column(head, overflow="fold", min_width=least[head])
    for row in shown:
        table.add_row(*map(_plain, row.values()))
    with console.capture() as laid_out:
        console.print(table)
    console.file.write(ordered(laid_out.get(), console.file))


def _cell(cell: Any) -> str:
    """A cell as it is shown: a number as people write it, a text without what is not seen."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return number(cell, FINE)
    return "" if cell is None else visible(str(cell), lines=False)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _print_rows_as_blocks(console: Any, rows: Sequence[dict[str, str]]) -> None:
    """Each row in lines of its own, a line a cell that is not empty."""
    indent = max(map(len, rows[0]))
    for row in rows:
        console.print()
        for head, cell in row.items():
            if cell:
                console.print(ordered(f"{head:>{indent}}  {cell}", console.file))
    console.print()


def _plain(cell: str) -> Any:
    from rich.text import Text

    return Text(cell)
