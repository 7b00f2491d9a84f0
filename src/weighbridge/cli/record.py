"""The commands ``log`` and ``review``: what a case rests on as it was recorded, and what reviewers say of it."""

from __future__ import annotations

import click

from ..base import CaseError, command_line
from ..case import open_case
from ..record import (
    ALL_RECORDED,
    Act,
    Word,
    add_to_review,
    begin_log,
    entry_line,
    has_log,
    log_lines,
    log_with_problems,
    no_log,
    record_changes,
)
from .output import say
from .problems import NOT_WRITTEN, reports_problems
from .progress import shows_progress
from .usage import MisusedError

NO_REVIEW = """No reviewer has written on this case. To be the first, with a name that `{lists}` shows:
  {disputes}
`--sign` instead of `--dispute` signs it, and `--replace NAME=VALUE` puts a value in its place."""


@click.command("log")
@click.argument("case")
@click.option("--why", help="Record what changed, with this reason; where there is no log, begin it.")
@click.option(
    "--input", "inputs", multiple=True, metavar="NAME", help="Record this input alone; may stand several times."
)
@click.option("--who", help="Who made the change.")
@click.option("--reason-stands", help="Why the reason of a number still stands that changed without it.")
@reports_problems(undone=NOT_WRITTEN)
def log(case: str, why: str | None, inputs: tuple[str, ...], who: str | None, reason_stands: str | None) -> None:
    """The log of a CASE: its inputs as they were recorded, every change with its reason, and what isn't recorded.

    \b
    Examples:
      weighbridge log raqqa-2017
      weighbridge log my-case --why "a newer count of trucks"
    """
    opened = open_case(case)
    if why is None:
        if inputs or who or reason_stands:
            raise MisusedError("`--input`, `--who` and `--reason-stands` say more of a change: add `--why`.")
        begun, problems = log_with_problems(opened)
        if begun is None and has_log(opened.path):
            raise CaseError(problems)
        say("\n".join(log_lines(begun, problems)) if begun else no_log(opened.path))
    elif not has_log(opened.path):
        path = begin_log(opened, why, lambda: open_case(case))
        say(f"{path.name} was begun with the inputs of {opened.name} as they stand.")
    else:
        entries = record_changes(opened, why, inputs, who, reason_stands, lambda: open_case(case))
        say("\n".join(map(entry_line, entries)) or ALL_RECORDED)


@click.command("review")
@click.argument("case")
@click.option("--as", "reviewer", metavar="NAME", help="Who says so. Without it, what reviewers say is shown.")
@click.option("--sign", "signed", multiple=True, metavar="NAME", help="Sign an input as it stands.")
@click.option("--dispute", "disputed", multiple=True, metavar="NAME", help="Dispute an input.")
@click.option(
    "--replace", "replaced", multiple=True, metavar="NAME=VALUE", help="Put a value in the place of an input."
)
@click.option("--withdraw", "withdrawn", multiple=True, metavar="NAME", help="Take back what was said of an input.")
@click.option("--why", help="The reason.")
@reports_problems(undone=NOT_WRITTEN)
def review(
    case: str,
    reviewer: str | None,
    signed: tuple[str, ...],
    disputed: tuple[str, ...],
    replaced: tuple[str, ...],
    withdrawn: tuple[str, ...],
    why: str | None,
) -> None:
    """What reviewers say of a CASE, and the answer without it; with `--as` and `--why`, an entry of one of them.

    Nothing is overwritten: the case stays as it is, and a mind that changed is a new entry.

    \b
    Example:
      weighbridge review raqqa-2017 --as "A. Reviewer" --sign trucks --why "read in the article"
    """
    given = {Act.SIGN: signed, Act.DISPUTE: disputed, Act.REPLACE: replaced, Act.WITHDRAW: withdrawn}
    words = [Word.of(act, text) for act, several in given.items() for text in several]
    opened = open_case(case)
    if not words:
        if reviewer is not None or why is not None:
            raise MisusedError("Nothing is said: add `--sign`, `--dispute`, `--replace` or `--withdraw`.")
        with shows_progress():
            found = opened.verify().reviews
        say("\n".join(found.sentences) if found else _no_review(case))
        return
    if reviewer is None or why is None:
        raise MisusedError("An entry has a name and a reason: add `--as` and `--why`.")
    path = add_to_review(opened, reviewer, words, why, lambda: open_case(case))
    say(f"{path.parent.name}/{path.name}: {len(words)} {'entry' if len(words) == 1 else 'entries'} added.")
    say(f"`{command_line(['weighbridge', 'review'], [case])}` shows the answer without it and with it.")


def _no_review(case: str) -> str:
    """That nobody has written on a case, and how to be the first."""
    said = ["--as", "YOUR NAME", "--dispute", "NAME", "--why", "YOUR REASON"]
    lists = command_line(["weighbridge", "list"], [case])
    return NO_REVIEW.format(lists=lists, disputes=command_line(["weighbridge", "review"], [case], said))
