"""The commands ``new`` and ``check``: a case begun, and looked through while it is being written."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from ..base import CASE_FILE, command_line, shown
from .output import say
from .problems import BAD_INPUT, NOT_WRITTEN, reports_problems
from .texts import STANDARD_INPUT, document_of, is_file


@click.command("new")
@click.argument("name")
@click.option(
    "--from", "source", metavar="TEXT|FILE|-", help="What it is drafted from: a passage, a text file or a saved page."
)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=".", help="Where its folder is made.")
@click.option("--language", metavar="CODE", help="The language of the text, as in en or ar; found in it by default.")
@reports_problems(undone=NOT_WRITTEN)
def new(name: str, source: str | None, into: Path, language: str | None) -> None:
    """Begin a case NAME: a commented file NAME/case.yaml that can be weighed as it stands.

    Drafted from a text, or the smallest case there is. Nothing is overwritten.

    \b
    Example:
      weighbridge new my-case --from article.txt
    """
    from ..drafts import begun

    document = None if source is None else document_of(source)
    is_in_file = source is not None and (source == STANDARD_INPUT or is_file(source))
    path = begun(name, into, document, language, is_in_file) / CASE_FILE
    say(f"{shown(path)}: a case that can be weighed as it stands{_left(path.read_text(encoding='utf-8'))}.")
    say(f"Open it in an editor, then: {command_line(['weighbridge', 'check'], [shown(path.parent)])}")


def _left(text: str) -> str:
    """How much waits for a person, as a part of a sentence."""
    count = len(re.findall(r"(?m)^\s*# decide: ", text))
    return f", with {count} things to decide" if count > 1 else ""


@click.command("check")
@click.argument("case")
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON.")
@reports_problems
def check(case: str, as_json: bool) -> None:
    """Look through a CASE that is being written: what is wrong or missing, what each line does, what to do next.

    \b
    Example:
      weighbridge check my-case
    """
    from ..drafts import check_case

    found = check_case(case)
    if as_json:
        click.echo(found.to_json())
    else:
        say(found)
    if not found.verifies:
        sys.exit(BAD_INPUT)
