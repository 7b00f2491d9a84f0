"""What was typed in a way that no command takes: said without anything in it that acts, and with what to type."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import click

from ..base import visible

IN_MARKS = "What has a space in it stands in quotation marks."
BEFORE_HYPHEN = "A name that begins with a hyphen is written with `./` before it."


class MisusedError(click.UsageError):
    """A command was given what it does not take; the message says what it takes."""


@contextlib.contextmanager
def shown_as_typed() -> Iterator[None]:
    """Let click say what it can't read in what was typed, without printing anything of it that acts."""
    try:
        yield
    except click.ClickException as error:
        error.message = " ".join([visible(error.message, lines=False), *_remedies(error)])
        raise


def _remedies(error: click.ClickException) -> Iterator[str]:
    """What click can't know: its one fault without a kind of its own is a word too many."""
    if type(error) is click.UsageError:
        yield IN_MARKS
    if isinstance(error, click.NoSuchOption) and not error.option_name.startswith("--"):
        yield BEFORE_HYPHEN
