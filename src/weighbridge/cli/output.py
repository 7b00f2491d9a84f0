"""What every command prints: text in which nothing acts unseen, whatever a case or a source says."""

from __future__ import annotations

import click

from ..base import visible


def echo(text: object, nl: bool = True, err: bool = False) -> None:
    """Prints a text; control characters and what turns the direction of writing are shown as escapes.

    Args:
        nl: whether the line ends.
        err: to standard error.
    """
    click.echo(visible(str(text)), nl=nl, err=err)
