"""On a terminal, how far a run has come that takes more than two seconds; on a pipe, nothing."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from ..base import Work, followed_by

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")

_shown: ContextVar[_Board | None] = ContextVar("shown", default=None)

PATIENCE = 2.0  # seconds that a reader waits without wondering

WORDS = {
    Work.CASES: "weighing the cases",
    Work.COMBINATIONS: "weighing every combination of choices",
    Work.FLIPS: "moving each number to where the outcome turns",
    Work.CORRECTIONS: "leaving out each number in turn",
    Work.PASSAGES: "weighing each row of the file",
    Work.CHANGES: "trying which change turned each outcome",
    Work.SETTINGS: "trying other numbers for the page",
}


@contextlib.contextmanager
def shows_progress() -> Iterator[None]:
    """Within, work that lasts is shown on the terminal, and is gone from it at the end; print nothing meanwhile."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") in ("dumb", "unknown"):
        yield
        return
    board = _Board()
    token = _shown.set(board)
    timer = threading.Timer(PATIENCE, board.show)
    timer.daemon = True
    timer.start()
    try:
        with followed_by(board.follow):
            yield
    finally:
        timer.cancel()
        _shown.reset(token)
        board.close()


@dataclass
class _Line:
    """A loop that runs: what it does, how far it is, and its line on the terminal once that is shown."""

    words: str
    total: int | None = None
    began: float = field(default_factory=time.monotonic)
    done: int = 0
    task: TaskID | None = None

    @property
    def count(self) -> str:
        """How far it is, in words: nothing where there is nothing to count."""
        if self.total is not None:
            return f"{self.done} of {self.total}"
        return str(self.done) if self.done else ""


@contextlib.contextmanager
def beside_progress() -> Iterator[None]:
    """A block that prints lines meanwhile: what is shown of the progress makes room for them, and comes back below."""
    board = _shown.get()
    if board is None:
        yield
        return
    with board.lock:  # nothing else is shown meanwhile
        was_there = board.bars is not None
        board.take_away()
        yield
    if was_there:
        board.show()


class _Board:
    """The loops that run, the outermost first, and their lines on the terminal once the patience has run out."""

    def __init__(self) -> None:
        self.lines = [_Line("weighing")]  # what runs before the first loop and between two
        self.bars: Progress | None = None
        self.closed = False
        self.lock = threading.Lock()

    def follow(self, items: Iterable[T], work: Work, total: int | None) -> Iterator[T]:
        """The items, each counted once it is done."""
        line = _Line(WORDS[work], total)
        with self.lock:
            self.lines.append(line)
            self._add(line)
        try:
            for item in items:
                yield item
                line.done += 1
                if self.bars is not None and line.task is not None:
                    self.bars.update(line.task, completed=line.done, count=line.count)
        finally:
            with self.lock:
                self.lines.remove(line)
                if self.bars is not None and line.task is not None:
                    self.bars.remove_task(line.task)

    def show(self) -> None:
        """Put the lines on the terminal; rich is loaded now, by those who have waited."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        words, count = TextColumn("{task.description}"), TextColumn("{task.fields[count]}")
        with self.lock:
            if self.closed or self.bars is not None:
                return
            console = Console(stderr=True)
            # What is printed meanwhile would be sent to the other stream.
            bars = Progress(
                *(SpinnerColumn(), words, BarColumn(), count, TimeElapsedColumn()),
                console=console,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
                refresh_per_second=4,
                get_time=time.monotonic,
            )
            bars.start()
            self.bars = bars
            for line in self.lines:
                self._add(line)

    def _add(self, line: _Line) -> None:
        if self.bars is not None:
            fields = {"total": line.total, "completed": line.done, "count": line.count}
            line.task = self.bars.add_task(line.words, start=False, **fields)
            self.bars.tasks[-1].start_time = line.began  # and not when it was shown

    def close(self) -> None:
        """Take everything from the terminal, for good."""
        with self.lock:
            self.closed = True
            self.take_away()

    def take_away(self) -> None:
        """Take everything from the terminal; who calls this holds the lock."""
        if self.bars is not None:
            self.bars.stop()
            self.bars = None
        for line in self.lines:
            line.task = None
