"""The command ``weighbridge``. Exit 0 for a run that worked, whatever the verdict; 2 for bad input.

A command is loaded when it is asked for, so that ``list`` and ``--version`` wait for nothing that weighing needs.
"""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from .. import cli
from ..base import suggestion
from .interruption import given_up_when_stopped, until_stopped
from .usage import MisusedError, shown_as_typed

# Objects made between two searches for circular garbage. A command is over soon, and keeps nearly all that it makes: to
# search as often as Python does by default takes some percent of its time and finds next to nothing.
BETWEEN_SEARCHES = 50_000

COMMANDS = {
    "audit": "audit_case",
    "check": "check",
    "claim-review": "claim_review_command",
    "codebook": "print_codebook",
    "deposit": "deposit",
    "diff": "diff",
    "evidence": "evidence_commands",
    "explain": "explain",
    "flips": "flips",
    "help": "help_command",
    "library": "library_commands",
    "list": "list_cases",
    "log": "log",
    "new": "new",
    "notebooks": "lay_out_notebooks",
    "prices": "price_commands",
    "reconcile": "reconcile",
    "report": "write_report",
    "review": "review",
    "schema": "schema",
    "slips": "slips",
    "solve": "solve",
    "sources": "sources",
    "tables": "write_tables",
    "verify": "verify",
    "weigh": "weigh",
    "workbook": "write_workbook",
}


class Commands(click.Group):
    """A group whose commands are the names that this package lists."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name; none where there is none of that name."""
        return getattr(cli, COMMANDS[cmd_name]) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed, with what stands behind it; where there is none, those that are near."""
        typed = args[0]
        if typed in COMMANDS or typed.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        remedy = suggestion(typed, COMMANDS, "`weighbridge help` lists them")
        raise MisusedError(f"No such command '{typed}'; {remedy}", ctx)

    def make_context(self, *typed: Any, **settings: Any) -> click.Context:
        """The context of the group, for what was typed before the name of a command."""
        with given_up_when_stopped(), shown_as_typed():
            return super().make_context(*typed, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was typed."""
        with given_up_when_stopped(), shown_as_typed():
            return super().invoke(ctx)

    def main(self, args: Sequence[str] | None = None, *more: Any, **settings: Any) -> Any:
        """Run what was typed, or these arguments; one that is stopped says so in a line.

        A word is read as the shell hands it over: on Windows click would look in it for variables and other files.

        Where not even a fault can be said, for both streams fail, it exits with 2 in silence.
        """
        try:
            run = partial(super().main, windows_expand_args=False)
            return until_stopped(lambda: run(args, *more, **settings), to_its_end=args is None)
        except OSError as error:
            if error.filename is not None:  # a fault of ours
                raise
            from .problems import BAD_INPUT, give_up

            for stream in (sys.stdout, sys.stderr):
                give_up(stream)
            sys.exit(BAD_INPUT)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="weighbridge")
def main() -> None:
    """Weigh published numbers: what they imply, whether the world allows it, and how sure one can be.

    \b
    Examples:
      weighbridge verify raqqa-2017
      weighbridge weigh "69 trucks laden with 40,000 liters each"
      weighbridge help depends
    """
    gc.set_threshold(BETWEEN_SEARCHES, *gc.get_threshold()[1:])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe on Windows is not UTF-8, and quotations are in any script
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
