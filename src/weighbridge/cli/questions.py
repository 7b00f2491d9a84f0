"""The commands that ask what if: ``flips``, ``slips``, ``solve`` and ``reconcile``."""

from __future__ import annotations

import click

from ..base import CaseError, Place, Problem
from ..graph import ModelError
from ..terminal import print_rows
from ..text import number
from ..what_if import NO_SLIP_SOUGHT, NO_TURN
from .options import Changes, takes_changes
from .output import say
from .problems import reports_problems
from .progress import shows_progress

TO_RECONCILE = "add a check that compares two of the article's numbers, or mend what `verify` can't weigh"


@click.command("flips")
@click.argument("case")
@click.argument("check", required=False)
@takes_changes
@reports_problems
def flips(case: str, check: str | None, changes: Changes) -> None:
    """Where the outcome of a CHECK turns as each number is moved, all else as it is; without one, of every check.

    \b
    Example:
      weighbridge flips raqqa-2017 usual_load
    """
    opened = changes.opened(case)
    lines = []
    with shows_progress():
        for name in [check] if check else opened.model.checks:
            lines.append(f"{opened.model.check(name).question} (`{name}`)")
            lines += [f"  {line}" for line in opened.headlines(name, set_by=True) or [NO_TURN]]
    say("\n".join([*changes.head, *lines]))


@click.command("solve")
@click.argument("case")
@click.argument("formula")
@click.argument("unknown")
@click.argument("wanted", nargs=-1, required=True)
@takes_changes
@reports_problems
def solve(case: str, formula: str, unknown: str, wanted: tuple[str, ...], changes: Changes) -> None:
    """What UNKNOWN would have to be for FORMULA to be WANTED, a quantity of the CASE or a number with its unit.

    \b
    Example:
      weighbridge solve raqqa-2017 load trucks "30 tonne/truck"
    """
    with shows_progress():
        solved = changes.opened(case).solve(formula, unknown, " ".join(wanted))
    say("\n".join([*changes.head, str(solved)]))


@click.command("slips")
@click.argument("case")
@click.argument("check", required=False)
@takes_changes
@reports_problems
def slips(case: str, check: str | None, changes: Changes) -> None:
    """Which slips (a zero dropped, per unit for total, ...) would mend a CHECK that fails or rounding saves, or any.

    \b
    Example:
      weighbridge slips raqqa-2017 --set "convoy_mean_load.high=46 tonne/truck"
    """
    opened = changes.opened(case)
    with shows_progress():
        found = [opened.slips(name) for name in ([check] if check else opened.model.counting)]
    told = [one for one in found if check or one.tried]
    lines = [f"{opened.model.check(one.check).question} (`{one.check}`)\n  {one.sentence}" for one in told]
    say("\n".join([*changes.head, *(lines or [NO_SLIP_SOUGHT])]))


@click.command("reconcile")
@click.argument("case")
@takes_changes
@reports_problems
def reconcile(case: str, changes: Changes) -> None:
    """The smallest joint correction of a CASE's numbers that lets every check hold, and whether one alone is off.

    \b
    Example:
      weighbridge reconcile raqqa-2017 --set "convoy_mean_load.high=46 tonne/truck"
    """
    opened = changes.opened(case)
    try:
        with shows_progress():
            found = opened.reconcile()
    except ModelError as error:
        raise CaseError([Problem(Place(case), str(error), TO_RECONCILE)]) from None
    say("\n".join([*changes.head, found.sentence]))
    if found.objective:
        print_rows(found.rows)
        say(f"What was made least: the sum of the squares of these moves, {number(found.objective)}.")
