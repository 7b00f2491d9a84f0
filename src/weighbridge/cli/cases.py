"""The command ``list``: which cases there are, and what one of them holds."""

from __future__ import annotations

import click

from ..base import CaseError, Place, Problem, case_names, data_folder, find_case, shown
from ..casefile import read_title
from .output import say
from .problems import reports_problems


@click.command("list")
@click.argument("case", required=False)
@reports_problems
def list_cases(case: str | None) -> None:
    """The cases in data/cases; or what one CASE holds, with the names that can be set and explained."""
    if case is not None:
        from ..case import open_case

        say(open_case(case).outline())
        return
    names = case_names()
    if not names:
        remedy = "run this in the project, or name its data folder in WEIGHBRIDGE_DATA"
        raise CaseError([Problem(Place(shown(data_folder() / "cases")), "there is no case", remedy)])
    for name in names:
        path = find_case(name)
        title = read_title(path, shown(path))
        say(f"{name}: {title}" if title else _unreadable(name))


def _unreadable(name: str) -> str:
    """The line of a case whose file shows at first sight that it cannot be read: only this one is read whole."""
    from ..case import open_case

    try:
        return f"{name}: {open_case(name).text.title}"
    except CaseError as error:
        return f"{name}: cannot be read, {len(error.problems)} problems; see `weighbridge verify {name}`"
