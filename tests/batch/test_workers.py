"""Jobs given to processes: one that fails, hangs, takes all memory or is ended from outside ends no other."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from weighbridge.base import Work, followed_by, steps
from weighbridge.batch import workers
from weighbridge.batch.workers import Job, TooLongError, done_by, within

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX")


def doubled(number):
    return 2 * number


def killed(_):
    os.kill(os.getpid(), signal.SIGKILL)


def failing(_):
    raise ZeroDivisionError("by zero")


def hanging(seconds):
    try:
        with within(seconds):
            while True:
                pass
    except TooLongError:
        return "too long"


def deaf(seconds):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})  # as a library that never comes back to Python
    with within(seconds):
        time.sleep(60)


def greedy(size):
    return len(bytearray(size))


def followed(_):
    return list(steps([1, 2], Work.CASES, 2))


def results(jobs, count=2):
    found = {}
    for done in done_by(jobs, count):
        assert done.job.key not in found
        found[done.job.key] = done.result if done.error is None else type(done.error)
    return found


def test_a_job_that_kills_its_process_ends_no_other():
    jobs = [Job(key, killed if key in (3, 4, 11) else doubled, (key,)) for key in range(16)]
    assert results(jobs) == {key: BrokenExecutor if key in (3, 4, 11) else 2 * key for key in range(16)}


def test_a_job_that_fails_ends_no_other():
    jobs = [Job(key, failing if key == 1 else doubled, (key,)) for key in range(4)]
    assert results(jobs) == {0: 0, 1: ZeroDivisionError, 2: 4, 3: 6}


def test_a_job_that_hangs_is_given_up():
    jobs = [Job(0, hanging, (0.2,)), Job(1, deaf, (0.2,)), Job(2, doubled, (1,))]
    assert results(jobs) == {0: "too long", 1: BrokenExecutor, 2: 2}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to a limit on its memory")
def test_a_job_that_takes_too_much_memory_is_refused_it(monkeypatch):
    monkeypatch.setattr(workers, "MOST_MEMORY", 300 << 20)
    jobs = [Job(0, greedy, (1 << 40,)), Job(1, greedy, (1 << 29,)), Job(2, greedy, (1 << 20,))]
    assert results(jobs) == {0: MemoryError, 1: MemoryError, 2: 1 << 20}


def test_limits_are_for_processes_of_ours_alone():
    before, ended = signal.getsignal(signal.SIGALRM) if hasattr(signal, "SIGALRM") else None, False
    with within(0.01):
        time.sleep(0.05)
        ended = True
    assert ended
    assert (signal.getsignal(signal.SIGALRM) if hasattr(signal, "SIGALRM") else None) == before


def test_a_process_does_not_report_how_far_it_is_on_a_terminal_that_is_not_its_own():
    def follower(items, work, total):
        raise AssertionError("asked in a process that nobody follows")

    with followed_by(follower):
        assert results([Job(0, followed, (0,))], 1) == {0: [1, 2]}


def test_few_jobs_are_taken_ahead():
    taken = []

    def jobs():
        for key in range(50):
            taken.append(key)
            yield Job(key, doubled, (key,))

    for count, _ in enumerate(done_by(jobs(), 2)):
        assert len(taken) <= count + 1 + 2 * workers.AHEAD


# The parent is ended as no handler can notice; the pipe is closed once every process that has it has ended.
ORPHANS = """
import os, time
from weighbridge.batch.workers import Job, done_by
def wait(_):
    os.write(1, b"at work\\n")  # in one piece: where Python writes unbuffered, print writes the line's end apart
    time.sleep(600)
if __name__ == "__main__":
    list(done_by([Job(0, wait, (0,)), Job(1, wait, (0,))], 2))
"""


def test_processes_end_with_their_parent_however_that_ended(tmp_path):
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    with subprocess.Popen([sys.executable, script], env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"at work\n"
        process.kill()
        process.wait()
        rest = b"more"
        while rest:
            assert select.select([process.stdout], [], [], 30)[0], "a process is still there"
            rest = os.read(process.stdout.fileno(), 100)


def test_a_process_whose_parent_ended_before_it_began_ends(monkeypatch):
    ended = []
    monkeypatch.setattr(workers.os, "_exit", ended.append)
    monkeypatch.setattr(workers.os, "getppid", lambda: 1)
    workers._end_with(os.getpid())
    assert ended == [1]


def test_a_process_ends_with_the_parent_that_it_is_told_of(monkeypatch):
    """Whose child it is when it begins may be nobody's any more."""
    watched = []
    noted = lambda target, args, daemon: watched.append((target, args)) or SimpleNamespace(start=lambda: None)  # noqa: E731
    monkeypatch.setattr(workers.threading, "Thread", noted)
    for name in ("unfollowed", "_limit_memory", "_is_worker"):
        monkeypatch.setattr(workers, name, lambda: None)
    monkeypatch.setattr(workers.signal, "signal", lambda *_: None)
    workers._begin(7)
    workers._begin()
    assert watched == [(workers._end_with, (7,)), (workers._end_with, (os.getppid(),))]


def test_a_run_that_is_left_ends_its_processes():
    begin = time.monotonic()
    with contextlib.closing(done_by([Job(0, doubled, (0,)), Job(1, time.sleep, (600,))], 2)) as found:
        assert next(iter(found)).result == 0
    assert time.monotonic() - begin < 60
