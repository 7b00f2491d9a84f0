"""Options that several commands share."""

from __future__ import annotations

import click

from ..base import CaseError, Place, Problem
from ..case import Case
from ..casefile import two_values

SET = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="NAME.PARAMETER=VALUE",
    help="Change something for this run; the file stays as it is.",
)
UNDER = click.option(
    "--under",
    "unders",
    multiple=True,
    metavar="CHOICE=OPTION",
    help="Read the article in another way for this run; all other fair ways are still tried.",
)


def read_under(case: Case, unders: tuple[str, ...]) -> Case:
    """A case under the options that ``--under`` names; raises ``CaseError`` with all that are none."""
    options: list[tuple[str, str]] = []
    problems = []
    for text in unders:
        name, sign, option = (part.strip() for part in text.partition("="))
        try:
            if not sign or not name or not option:
                remedy = "write `--under CHOICE=OPTION`; `weighbridge explain CASE CHOICE` has its options"
                raise CaseError([Problem(Place(f"--under {text}"), "not an option of a choice", remedy)])
            case.under(**{name: option})
        except CaseError as error:
            problems += error.problems
        options.append((name, option))
    if problems := [*problems, *two_values("--under", options)]:
        raise CaseError(problems)
    return case.under(**dict(options)) if options else case
