"""A command that is stopped, by Ctrl-C or by a signal to end, says so in one line and leaves nothing half done."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn, TypeVar

from .output import say

T = TypeVar("T")

STOPPED = 1  # the exit code of a run that was stopped
SAID = "stopped before it was done; no file is half written"
SIGNALS = (signal.SIGINT, signal.SIGTERM)
if hasattr(signal, "SIGBREAK"):  # Ctrl-Break, and how one program of Windows asks another to end
    SIGNALS = (*SIGNALS, signal.SIGBREAK)
IMPATIENT = 3  # signals after which it ends at once: the first may have come where nothing can be raised


class Stopped(BaseException):
    """The command was stopped and has given up what it held; past whatever catches the wish to stop by itself."""


@contextlib.contextmanager
def given_up_when_stopped() -> Iterator[None]:
    """A part of a command that lets the wish to stop through as ``Stopped``, which no library takes for its own."""
    try:
        yield
    except KeyboardInterrupt:
        raise Stopped from None


@contextlib.contextmanager
def one_line_when_stopped(to_its_end: bool) -> Iterator[None]:
    """Within, a signal to stop ends the command with one line and exit code 1, at whatever moment it comes.

    The first raises ``KeyboardInterrupt`` where the command is, so that what it holds is given up in order; a second
    one leaves that alone.

    Args:
        to_its_end: whether the process ends with the block: then nothing is heard any more.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    counted = 0

    def stop(_number: int, _frame: FrameType | None) -> None:
        """Stop where the command is; at once where it does not listen."""
        nonlocal counted
        counted += 1
        if counted == 1:
            raise KeyboardInterrupt
        if counted > IMPATIENT:
            os._exit(STOPPED)

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        with given_up_when_stopped():
            yield
    except Stopped:
        _tell()
    finally:
        if to_its_end:
            _ignore()
        else:
            for number, handler in before.items():
                signal.signal(number, handler or signal.SIG_DFL)


def until_stopped(command: Callable[[], T], to_its_end: bool) -> T:
    """What a command gives, ended by ``one_line_when_stopped`` also where the signal comes between two blocks of code.

    A command that had come to its end before it was stopped ends as it had.
    """
    try:
        with one_line_when_stopped(to_its_end):
            return command()
    except KeyboardInterrupt as late:
        if isinstance(late.__context__, SystemExit):
            raise late.__context__ from None
        if not to_its_end:
            raise
        _tell()


def _tell() -> NoReturn:
    """Say that the command was stopped, and end."""
    _ignore()
    with contextlib.suppress(OSError, ValueError):
        say(SAID, err=True)
    sys.exit(STOPPED)


def _ignore() -> None:
    """From now on no signal to stop is heard: what is left to do is to end."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
