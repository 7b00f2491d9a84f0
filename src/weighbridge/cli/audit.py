"""The command ``audit``: whether everything that is saved is what the raw tables give today."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..audit import Audit, as_json, audits, lines, summary, write_audit
from ..base import CaseError, CaseFolder, Place, Problem, case_folders
from .output import flush, say
from .problems import reports_problems
from .progress import beside_progress, shows_progress

FAILED = 1


@click.command("audit")
@click.argument("cases", metavar="CASE...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every case in data/cases, a line each.")
@click.option(
    "--article",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The text of the article: title and body, as you copy them from its page into a file.",
)
@click.option("--without-notebooks", is_flag=True, help="Neither execute notebooks nor draw charts again.")
@click.option("--json", "as_text", flag_value="json", help="The record as JSON; of several cases as a list.")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write CASE-audit.md and .json there.",
)
@reports_problems
def audit_case(
    cases: tuple[str, ...],
    every: bool,
    article: Path | None,
    without_notebooks: bool,
    as_text: str | None,
    out: Path | None,
) -> None:
    """Recompute a CASE from its raw tables, and hold everything that is saved against them.

    Prints what passed, what failed and what could not be checked. Exit 1 when something failed.

    \b
    Examples:
      weighbridge audit raqqa-2017
      weighbridge audit --all --out build/audit
    """
    asked = _cases(cases, every, article)
    found: list[Audit] = []
    with shows_progress():
        for one in audits(asked, article, runs_notebooks=not without_notebooks):
            found.append(one)
            if out is not None:
                write_audit(one, out)
            if len(asked) > 1 and as_text != "json":
                with beside_progress():
                    say(one.sentence)
                    flush()
    _print(found, as_text == "json")
    if not all(one.ok for one in found):
        flush()
        sys.exit(FAILED)


def _cases(cases: tuple[str, ...], every: bool, article: Path | None) -> list[str | CaseFolder]:
    """The cases that are asked for; raises ``CaseError`` where none is named, or too many for one article."""
    if every == bool(cases):
        found = "both cases and `--all` are given" if every else "no case is named"
        raise CaseError([Problem(Place("audit"), found, "name a case that `weighbridge list` has, or write `--all`")])
    asked: list[str | CaseFolder] = [*case_folders()] if every else [*dict.fromkeys(cases)]
    if article is not None and len(asked) != 1:
        found = f"{len(asked)} cases are audited, and one article is given"
        raise CaseError([Problem(Place("--article"), found, "name the one case that quotes it")])
    return asked


def _print(found: list[Audit], is_json: bool) -> None:
    if is_json:
        texts = [as_json(one).rstrip("\n") for one in found]
        click.echo(texts[0] if len(texts) == 1 else "[" + ",\n".join(texts) + "]")
    elif text := "\n".join(lines(found[0]) if len(found) == 1 else summary(found)):
        say(text)
