"""What a command says to people: whatever stands in a case, a table or a source is shown and does nothing."""

from __future__ import annotations

import sys

import click

from ..base import visible
from ..terminal import ordered


def say(text: object, err: bool = False, nl: bool = True) -> None:
    """Print a text, with every character that is not seen as an escape that is; to the errors where asked.

    Args:
        nl: whether a line ends behind it.
    """
    shown = visible(str(text))
    click.echo(shown if shown.isascii() else ordered(shown, sys.stderr if err else sys.stdout), err=err, nl=nl)


def flush() -> None:
    """Print what waits to be printed: a disk that is full says so now; where the output was closed, nobody hears."""
    if sys.stdout is not None:
        sys.stdout.flush()
