"""The command ``diff``: what changed between two results, two cases or two git revisions."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..base import write_all
from ..difference import Difference, asked, differences, lines_of
from ..terminal import Line, columns_of_terminal, print_lines
from .options import Changes, takes_changes
from .problems import reports_problems
from .progress import shows_progress

DIFFERENT = 1
NOTHING = "No case changed."


@click.command("diff")
@click.argument("operands", metavar="A [B] [CASE]", nargs=-1, required=True)
@takes_changes
@click.option("--full", is_flag=True, help="Every row, and each to its end.")
@click.option("--markdown", is_flag=True, help="All of it as Markdown, for a pull request or an issue.")
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON; a list of several where no CASE is named.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it there: .md, .json or text."
)
@click.option(
    "--trials",
    type=click.IntRange(min=0),
    help="How many sets of changes to try for what turned an outcome.  [default: by the size of the case]",
)
@click.option("--exit-code", is_flag=True, help="Exit 1 where something differs.")
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the text; the terminal's own by default.")
@reports_problems
def diff(
    operands: tuple[str, ...],
    changes: Changes,
    full: bool,
    markdown: bool,
    as_json: bool,
    output: Path | None,
    trials: int | None,
    exit_code: bool,
    width: int | None,
) -> None:
    """What changed between A and B: inputs, figures, outcomes, and which input turned which outcome.

    A and B are results that `verify --json` or `--out` wrote, cases, or git revisions (`HEAD~3`, `v1..v2`) with the
    CASE behind them. Without B, it is the work tree.

    \b
    Examples:
      weighbridge diff raqqa-2017 --set "trucks=40 truck"
      weighbridge diff HEAD~3 raqqa-2017 --markdown
    """
    with shows_progress():
        found = differences(asked(operands, changes.sets, changes.unders), trials)
    ending = output.suffix if output else ""
    if as_json or (ending == ".json" and not markdown):
        text = _json(found)
    elif markdown or ending == ".md":
        text = "\n\n".join(one.markdown() for one in found) or NOTHING
    elif output is None:
        print_lines(_lines(found, width or columns_of_terminal(), full))
        text = None
    else:
        text = "\n".join(line.text for line in _lines(found, width or columns_of_terminal(), True))
    if output is not None and text is not None:
        write_all(output.parent, {output.name: f"{text}\n"})
    elif text is not None:
        click.echo(text)
    if exit_code and any(not one.is_same for one in found):
        sys.exit(DIFFERENT)


def _json(found: Sequence[Difference]) -> str:
    """One difference as an object, several as a list."""
    several = [json.loads(one.model_dump_json()) for one in found]
    return json.dumps(several[0] if len(several) == 1 else several, indent=2, ensure_ascii=True)


def _lines(found: Sequence[Difference], width: int, full: bool) -> list[Line]:
    """One difference on a screen; of several the answer of each, or all of each."""
    if not found:
        return [Line(NOTHING)]
    if len(found) == 1:
        return lines_of(found[0], width, full)
    return [line for one in found for line in [*lines_of(one, width, full, height=0 if not full else 10_000), Line("")]]
