"""What goes wrong on purpose is reported, a line each: no user of a command sees a traceback for bad input."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any, TextIO

from ..base import MOST_SHOWN, CaseError, Faults, WeighbridgeError
from .output import flush, say

BAD_INPUT = 2
NOT_WEIGHED, NOT_WRITTEN, NOT_SHOWN = "nothing was weighed", "nothing was written", "nothing was shown"


def reports_problems(command: Callable[..., Any] | None = None, *, undone: str = NOT_WEIGHED) -> Callable[..., Any]:
    """A command that prints what is wrong, a line each, and exits with 2; without a command, what makes it one.

    Args:
        undone: what was not done because of several problems.
    """
    if command is None:
        return partial(reports_problems, undone=undone)

    @wraps(command)
    def guarded(*arguments: Any, **options: Any) -> Any:
        """The command, with what it raises on purpose reported and not thrown."""
        try:
            found = command(*arguments, **options)
            flush()  # a disk that is full says so here, and not when nobody listens any more
        except WeighbridgeError as error:
            _report(error, undone)
            sys.exit(BAD_INPUT)
        except OSError as error:
            if error.errno == errno.EPIPE or error.filename is not None:
                raise  # who reads has heard enough; or a fault of ours
            if sys.platform == "win32" and error.errno == errno.EINVAL:  # what Windows says of a pipe that is closed
                give_up(sys.stdout)
                raise BrokenPipeError(errno.EPIPE, error.strerror) from None
            give_up(sys.stdout)
            say(f"standard output: cannot be written: {error.strerror}; mend that and run it again", err=True)
            sys.exit(BAD_INPUT)
        return found

    return guarded


def _report(error: WeighbridgeError, undone: str) -> None:
    """Say what is wrong, a line each and no more than a screen holds, and how much of it there is."""
    problems: Sequence[object] = ()
    if isinstance(error, CaseError):
        problems = error.problems
    elif isinstance(error, Faults):
        problems = error.errors
    if len(problems) < 2:
        say(str(error), err=True)
        return
    say("\n".join(map(str, problems[:MOST_SHOWN])), err=True)
    count = f"{len(problems)} problems"
    if len(problems) > MOST_SHOWN:
        count = f"{len(problems):,} problems, of which the first {MOST_SHOWN} are shown"
    say(f"{count}; {undone}", err=True)


def give_up(stream: TextIO | None) -> None:
    """Let what a stream still holds go nowhere, for Python would try again at its end, and fail aloud."""
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
