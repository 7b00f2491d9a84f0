"""What goes wrong on purpose is reported, a line each: no user of a command sees a traceback for bad input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from ..base import CaseError, WeighbridgeError

BAD_INPUT = 2


def reports_problems(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that prints what is wrong, a line each, and exits with 2."""

    @wraps(command)
    def guarded(*arguments: Any, **options: Any) -> Any:
        """The command, with what it raises on purpose reported and not thrown."""
        try:
            return command(*arguments, **options)
        except WeighbridgeError as error:
            click.echo(str(error), err=True)
            if isinstance(error, CaseError) and len(error.problems) > 1:
                click.echo(f"{len(error.problems)} problems; nothing was weighed", err=True)
            sys.exit(BAD_INPUT)

    return guarded
