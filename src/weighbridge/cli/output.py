"""What a command says to people: whatever stands in a case, a table or a source is shown and does nothing."""

from __future__ import annotations

import click

from ..base import visible


def say(text: object, err: bool = False, nl: bool = True) -> None:
    """Print a text, with every character that is not seen as an escape that is; to the errors where asked.

    Args:
        nl: whether a line ends behind it.
    """
    click.echo(visible(str(text)), err=err, nl=nl)
