"""The command ``tables``: claims, evidence, sources and findings of a case as files to publish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ..base import CaseError, Place, Problem, shown, suggestion, write_all
from ..publication import FORMS, NAMES, table_files
from .options import Changes, takes_changes
from .output import say
from .problems import NOT_WRITTEN, reports_problems
from .progress import shows_progress


@click.command("tables")
@click.argument("case")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder for the files; it is made where there is none.",
)
@click.option(
    "--as", "forms", default=",".join(FORMS), help=f"Some of {', '.join(FORMS)}, with commas; all by default."
)
@click.option("--only", default=",".join(NAMES), help=f"Some of {', '.join(NAMES)}, with commas; all by default.")
@takes_changes
@reports_problems(undone=NOT_WRITTEN)
def write_tables(case: str, out: Path, forms: str, only: str, changes: Changes) -> None:
    """The claims, evidence, sources and findings of a CASE as tables to publish, a file for each.

    CSV has every column with all digits; the others are for print.

    \b
    Example:
      weighbridge tables raqqa-2017 --out tables --as csv,latex
    """
    asked = {"--as": (_listed(forms), FORMS), "--only": (_listed(only), NAMES)}
    _refuse_unknown(asked)
    opened = changes.opened(case)
    with shows_progress():
        files = table_files(opened.tables, opened.name, asked["--as"][0], asked["--only"][0])
        write_all(out, files)
    say("\n".join(shown(out / name) for name in files))


def _listed(typed: str) -> list[str]:
    """What stands between commas, each once."""
    return list(dict.fromkeys(word.strip() for word in typed.split(",")))


def _refuse_unknown(asked: dict[str, tuple[list[str], Sequence[str]]]) -> None:
    """Raise ``CaseError`` for words that an option does not know, all at once."""
    problems = [
        Problem(Place(f"{option} {word}".strip()), _unknown(word), f"{suggestion(word, known)}; {NOT_WRITTEN}")
        for option, (words, known) in asked.items()
        for word in words
        if word not in known
    ]
    if problems:
        raise CaseError(problems)


def _unknown(word: str) -> str:
    return f"`{word}` is none of them" if word else "nothing stands there, or between two commas"
