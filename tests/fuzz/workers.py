"""Attempts judged in processes that are forked warm: one that dies or hangs is a fault of its attempt."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .attempt import Attempt
from .limits import limit_memory
from .oracle import Fault, Run, judged

IN_A_ROW = 150  # attempts of one process, which is then replaced: what it remembers takes memory
SILENCE = 150.0  # seconds without a sign after which a process hangs where no signal reaches it
TWICE = 10  # of so many seeds, one is judged twice


@dataclass
class Judged:
    """What became of an attempt: the exit codes, the seconds of each command, the size of its files, the faults."""

    kind: str
    seed: int
    codes: list[int | None] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    size: int = 0
    faults: list[Fault] = field(default_factory=list)


Task = tuple[str, int]
Prepare = Callable[[str, int, Path], Attempt]


def judged_in_processes(tasks: Sequence[Task], prepare: Prepare, jobs: int = 1) -> Iterator[Judged]:
    """Each task judged, in whatever order they end; ``prepare`` writes its files into a folder and says what is typed.

    Call it in a process of one thread, with everything loaded that the commands need.
    """
    gc.collect()
    gc.freeze()
    waiting = [list(tasks[at : at + IN_A_ROW]) for at in range(0, len(tasks), IN_A_ROW)][::-1]
    with selectors.DefaultSelector() as selector:
        running: list[_Worker] = []
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_Worker(waiting.pop(), prepare))
                selector.register(running[-1].pipe, selectors.EVENT_READ, running[-1])
            for key, _ in selector.select(timeout=5):
                yield from key.data.read()
            for worker in [one for one in running if one.is_over()]:
                selector.unregister(worker.pipe)
                running.remove(worker)
                yield from worker.end()
                if worker.tasks:
                    waiting.append(worker.tasks)


class _Worker:
    """A process that judges its tasks one by one, and says so on a pipe."""

    def __init__(self, tasks: list[Task], prepare: Prepare) -> None:
        self.tasks, self.rest, self.closed, self.heard = tasks, b"", False, time.monotonic()
        self.folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
        self.pipe, theirs = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                os.close(self.pipe)
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                _work(tasks, prepare, self.folder, theirs)
                status = 0
            finally:
                os._exit(status)
        os.close(theirs)

    def read(self) -> Iterator[Judged]:
        """What the process said since it was last asked."""
        data = os.read(self.pipe, 1 << 20)
        self.closed, self.heard = not data, time.monotonic()
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            self.tasks = self.tasks[1:]
            yield _from_line(json.loads(line))

    def is_over(self) -> bool:
        """Whether it ended, or was silent for too long, and is ended here."""
        if not self.closed and time.monotonic() - self.heard > SILENCE:
            os.kill(self.pid, signal.SIGKILL)
            self.closed = True
        return self.closed

    def end(self) -> Iterator[Judged]:
        """The fault of the task that it did not end; those behind it are left in ``tasks``."""
        os.close(self.pipe)
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.tasks:
            kind, seed = self.tasks.pop(0)
            name = f"the process ends by {signal.Signals(-status).name}" if status < 0 else f"it exits with {status}"
            yield Judged(kind, seed, faults=[Fault(name)])


def _work(tasks: Sequence[Task], prepare: Prepare, folder: Path, pipe: int) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "1767225600"  # the day of a run is no difference between two
    limit_memory()
    for kind, seed in tasks:
        found = _judge(kind, seed, prepare, folder)
        os.write(pipe, json.dumps(asdict(found)).encode() + b"\n")


def _judge(kind: str, seed: int, prepare: Prepare, folder: Path) -> Judged:
    made = folder / "once" / "small"
    made.mkdir(parents=True)
    try:
        attempt = prepare(kind, seed, made)
        size = sum(path.lstat().st_size for path in made.rglob("*"))
        runs = judged(attempt, made, twice=seed % TWICE == 0)
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(made.parent)
    return _summed(kind, seed, size, runs)


def _summed(kind: str, seed: int, size: int, runs: list[Run]) -> Judged:
    seconds: dict[str, float] = {}
    for run in runs:
        seconds[run.call[0]] = seconds.get(run.call[0], 0.0) + run.seconds
    faults = [fault for run in runs for fault in run.faults]
    size += sum(len(word) for run in runs for word in run.call)
    return Judged(kind, seed, [run.code for run in runs], seconds, size, faults)


def _from_line(line: dict[str, Any]) -> Judged:
    faults = [Fault(one["signature"], one["detail"], tuple(one["call"])) for one in line.pop("faults")]
    return Judged(**line, faults=faults)
