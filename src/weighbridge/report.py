"""Results for reading: a table for a terminal, tables and HTML for a notebook.

Each library for showing is imported where it is used, so that a program that wants JSON pays for none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from . import dated, ledger, telling, wording
from .claim import Claim
from .dated import EventResult
from .finding import Accounts, CheckResult, Finding, Side, Verdict
from .model import Model

if TYPE_CHECKING:
    import pandas as pd

NARROW = 100
COLUMNS = ("claims", "check", "stated", "computed", "flips", "outcome")


def quantity_line(side: Side) -> str:
    """A quantity in one line: ``load: 50 tonne/truck (45.6 to 55.1 with hedges)``."""
    return f"{side.name}: {wording.side(side)}"


def quantity_html(lines: Sequence[str], chain: str) -> str:
    """A quantity for a notebook: its figures, and its chain to unfold."""
    folded = f"<details><summary>where it comes from</summary><pre>{escape(chain)}</pre></details>"
    return f"<div><strong>{'<br>'.join(map(escape, lines))}</strong>{folded}</div>"


def reading(finding: Finding) -> str:
    """Under what a finding was made: as written, or the one choice in which it differs."""
    return "as written" if finding.changed is None else f"{finding.changed}: {finding.choices[finding.changed]}"


def row(check: CheckResult, finding: Finding) -> dict[str, Any]:
    """One finding as a row of text."""
    stated, computed = wording.both_sides(finding)
    tail = finding.tail_probability
    return {
        "check": check.name,
        "kind": check.kind,
        "reading": reading(finding),
        "stated": stated,
        "computed": computed,
        "tail probability": wording.percent(tail) if tail else "",
        "flips": wording.turning(finding.flips, finding.stated.unit),
        "outcome": finding.outcome + (" (ruled out)" if finding.ruled_out else ""),
    }


def findings_frame(checks: Sequence[CheckResult]) -> pd.DataFrame:
    """Every finding, a row each: the case as written, then each single change from it."""
    import pandas as pd

    return pd.DataFrame([row(check, finding) for check in checks for finding in check.findings])


def mixes_frame(check: CheckResult) -> pd.DataFrame:
    """The extent of each part of the mixes that give the stated value, in percent."""
    import pandas as pd

    rows = []
    for finding in check.findings:
        ends = finding.region.extent if finding.region else {}
        shares = {part: wording.span((100 * low, 100 * high), "%") for part, (low, high) in ends.items()}
        rows.append({"reading": reading(finding), **shares, "outcome": finding.outcome})
    return pd.DataFrame(rows)


def frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows of text as a DataFrame."""
    import pandas as pd

    return pd.DataFrame(rows)


def severity_frame(checks: Sequence[CheckResult]) -> pd.DataFrame:
    """What each check would have said at other stated values, for the case as written."""
    import pandas as pd

    return pd.DataFrame([telling.severity_row(check.name, check.reference) for check in checks])


def budget_frame(accounts: Accounts) -> pd.DataFrame:
    """A budget, a row for each input, the one that matters most first."""
    import pandas as pd

    return pd.DataFrame(telling.rows(accounts))


def candidates_frame(event: EventResult) -> pd.DataFrame:
    """The findings under each candidate day, side by side."""
    import pandas as pd

    return pd.DataFrame(dated.rows(event))


def combination_rows(checks: Sequence[CheckResult]) -> list[dict[str, Any]]:
    """Every combination of fair choices that was run, a row each, with its outcome."""
    return [
        {
            "check": check.name,
            **combination.choices,
            "outcome": combination.outcome,
            "tail probability": combination.tail_probability.value if combination.tail_probability else None,
            **ledger.reach(combination),
        }
        for check in checks
        for combination in check.combinations
    ]


def combinations_frame(checks: Sequence[CheckResult]) -> pd.DataFrame:
    """The same as a DataFrame."""
    import pandas as pd

    return pd.DataFrame(combination_rows(checks))


def checks_html(checks: Sequence[CheckResult], quotes: dict[str, str], verdict: Verdict) -> str:
    """The checks as a table for a notebook, each with its sentence, and the verdict above."""
    names = ("claims and quotations", "check", "stated", "computed", "where it flips", "outcome")
    heads = "".join(f"<th style='text-align:left'>{name}</th>" for name in names)
    body = "".join(_html_row(check, quotes) for check in checks)
    head = f"<p><strong>{escape(verdict.sentence)}</strong> {escape(wording.LEGEND)}</p>"
    return f"{head}<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _html_row(check: CheckResult, quotes: dict[str, str]) -> str:
    left = "style='text-align:left; vertical-align:top'"
    first = "".join(f"<td {left}>{escape(cell)}</td>" for cell in _cells(check, quotes))
    return f"<tr>{first}</tr><tr><td></td><td colspan='5' {left}><em>{escape(check.sentence)}</em></td></tr>"


def claims_html(title: str, claims: Sequence[tuple[str, str, str]]) -> str:
    """A case for a notebook: its title and what it quotes (name, quotation, values)."""
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>“{escape(quote)}”</td><td>{escape(value)}</td></tr>"
        for name, quote, value in claims
    )
    heads = "<tr><th>claim</th><th>quotation</th><th>value</th></tr>"
    return f"<p><strong>{escape(title)}</strong></p><table>{heads}{rows}</table>"


def outline(claims: Mapping[str, Claim], model: Model, values: Mapping[str, str]) -> str:
    """What a case holds, section by section, with the names that ``--set`` and ``explain`` take."""
    lines = ["Claims"]
    for name, claim in claims.items():
        readings = f"; readings: {', '.join(claim.readings)}" if claim.readings else ""
        lines.append(f"  {name}: {values[name]}, “{claim.quote.exact}”, hedge {claim.hedge}{readings}")
    for title, kind in (("Evidence", "evidence"), ("Assumptions", "assumption"), ("Formulas", "formula")):
        names = [
            name for name in sorted(values) if model.node(name, model.reference).kind == kind and name not in claims
        ]
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
    checks: Sequence[CheckResult],
    quotes: dict[str, str],
    verdict: Verdict,
    judged: Sequence[str],
    changes: Sequence[str],
    width: int | None,
) -> None:
    """Print the findings of the case as written, a sentence for each check, what is judged of all, and the verdict."""
    from rich.console import Console

    console = Console(width=width, highlight=False, soft_wrap=False)
    if console.width < NARROW:
        _print_blocks(console, checks, quotes)
    else:
        _print_table(console, checks, quotes)
    console.print()
    for check in checks:
        console.print(f"{check.name}: {check.sentence}", markup=False)
    for sentence in judged:
        console.print(sentence, markup=False)
    for change in changes:
        console.print(f"Changed for this run: {change}", markup=False)
    console.print()
    console.print("How the verdict came about", style="bold")
    for step in verdict.steps:
        console.print(f"  {step}", markup=False)
    console.print(f"Verdict on {verdict.sentence}", style="bold", markup=False)
    console.print(wording.LEGEND, markup=False)


def _print_table(console: Any, checks: Sequence[CheckResult], quotes: dict[str, str]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True)
    for name in ("claims and quotations", "check", "stated", "computed", "where it flips", "outcome"):
        table.add_column(name, overflow="fold")
    for check in checks:
        table.add_row(*(_plain(cell) for cell in _cells(check, quotes)))
    console.print(table)


def print_rows(rows: Sequence[dict[str, Any]]) -> None:
    """Print rows of text as a table without lines."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for one in rows:
        table.add_row(*(_plain(str(cell)) for cell in one.values()))
    Console(highlight=False).print(table)


def _print_blocks(console: Any, checks: Sequence[CheckResult], quotes: dict[str, str]) -> None:
    for check in checks:
        console.print()
        for head, cell in zip(COLUMNS, _cells(check, quotes), strict=True):
            console.print(f"{head:>9}  {cell}", markup=False)


def _plain(cell: str) -> Any:
    from rich.text import Text

    return Text(cell)


def _cells(check: CheckResult, quotes: dict[str, str]) -> Iterator[str]:
    finding = check.reference
    stated, computed = wording.both_sides(finding)
    yield "; ".join(f"{name}: “{quotes[name]}”" for name in check.claims if name in quotes)
    yield f"{check.question} ({check.kind})"
    yield stated
    tail = finding.tail_probability
    yield computed + (f"; tail probability {wording.percent(tail)}" if tail else "")
    yield wording.turning(finding.flips, finding.stated.unit)
    yield check.outcome
