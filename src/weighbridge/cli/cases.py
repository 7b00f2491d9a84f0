"""The command ``list``: which cases there are, and what one of them holds."""

from __future__ import annotations

import click

from ..base import CaseError, CaseFolder, case_folders, command_line, visible
from ..casefile import read_title
from .output import say
from .problems import reports_problems

UNREAD = "Only titles were read; `weighbridge verify --all` opens and weighs every case."


@click.command("list")
@click.argument("case", required=False)
@reports_problems
def list_cases(case: str | None) -> None:
    """The cases in data/cases; or what one CASE holds, with the names that can be set and explained.

    A file that is no YAML, or lacks title, article, claims or checks, is named with why. What those say, and what
    they rest on, is not read for the list: `weighbridge verify --all` opens and weighs every case.

    \b
    Examples:
      weighbridge list
      weighbridge list raqqa-2017
    """
    if case is not None:
        from ..case import open_case

        say(open_case(case).outline())
        return
    say("\n".join(_line(one) for one in case_folders()))
    say(UNREAD, err=True)


def _line(folder: CaseFolder) -> str:
    """A case with its title, or with why it is none, in a line."""
    name = visible(folder.name, lines=False)
    problems = [folder.problem] if folder.problem else []
    try:
        title = "" if problems else visible(read_title(folder.path), lines=False)
    except CaseError as error:
        problems = error.problems
    if not problems:
        return f"{name}: {title}"
    again = command_line(["weighbridge", "verify"], [name])
    more = f" (and {len(problems) - 1} more: `{again}`)" if len(problems) > 1 else ""
    return f"{name}: cannot be read: {problems[0]}{more}"
