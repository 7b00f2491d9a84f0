"""A signal to stop at any moment: one line, exit code 1, whole files, no process left; a plain KeyboardInterrupt."""

import gc
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass

import pytest

import weighbridge.charts
import weighbridge.pages
import weighbridge.report.verification  # loaded before a process is forked, which then begins at once
import weighbridge.terminal  # noqa: F401
from small_cases import CASES
from weighbridge.base.json_text import read_json
from weighbridge.case import open_case
from weighbridge.cli import interruption, main
from weighbridge.cli.interruption import SAID

if not hasattr(os, "fork"):
    pytest.skip("this system makes no process of another", allow_module_level=True)

LONGEST = 60.0  # seconds: a run that hangs would take for ever
OURS = 99


@pytest.fixture(autouse=True)
def no_interrupt_is_dropped():
    """Hypothesis has a function called by the collector of garbage, and Python drops what is raised in such a one."""
    callbacks = gc.callbacks[:]
    gc.callbacks.clear()
    yield
    gc.callbacks[:] = callbacks


@dataclass
class Ended:
    """How a run ended: its exit code, what it said to people, and whether a process of its was left."""

    code: int
    said: str
    left: bool


def stopped(typed, after, number):
    """A command that is sent a signal after so many seconds."""
    with tempfile.TemporaryFile() as said:
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            os.dup2(said.fileno(), 2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.stdout, sys.stderr = (open(one, "w", closefd=False) for one in (1, 2))  # noqa: SIM115 (not those of the tests)
            for one in (signal.SIGINT, signal.SIGTERM):
                signal.signal(one, signal.SIG_DFL)
            sys.argv = ["weighbridge", *typed]
            _to_its_end()
        time.sleep(after)
        os.kill(pid, number)
        code = os.waitstatus_to_exitcode(_waited(pid))
        said.seek(0)
        return Ended(code, said.read().decode(), _is_there(pid))


def _to_its_end():
    code = OURS
    try:
        main(prog_name="weighbridge")
    except SystemExit as error:
        code = error.code or 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _waited(pid):
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.005)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError("it did not end")


def _is_there(group):
    """Whether a process of a group goes on; those that end meanwhile are waited for."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("typed", [["verify", "raqqa-2017"], ["flips", "raqqa-2017"], ["list"]], ids=" ".join)
def test_a_signal_at_any_moment_leaves_one_line(typed, number):
    moments = random.Random(f"{typed}{number}")
    for _ in range(4):
        ended = stopped(typed, moments.uniform(0.03, 0.5), number)
        if ended.code == 0:
            continue  # it was done before
        if ended.code == -number:
            continue  # it had not begun
        assert (ended.code, ended.said, ended.left) == (1, f"{SAID}\n", False)


def test_files_are_whole_whenever_a_run_that_writes_them_is_stopped(tmp_path):
    moments = random.Random(18)
    for _ in range(6):
        ended = stopped(["verify", "ihs-2016", "--out", str(tmp_path)], moments.uniform(0.1, 1.5), signal.SIGINT)
        assert ended.code in (0, 1, -signal.SIGINT), ended.said
        for path in tmp_path.iterdir():
            text = path.read_text(encoding="utf-8")
            assert path.suffix != ".json" or read_json(text)
            assert path.suffix != ".html" or text.rstrip().endswith("</html>")
            assert ".new" not in path.name


class _Late:
    """A block at whose end a signal comes, before anything of the block can hear it."""

    def __init__(self, to_its_end):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *ended):
        raise KeyboardInterrupt


@pytest.mark.parametrize(("command", "code", "said"), [(lambda: sys.exit(0), 0, ""), (lambda: 5, 1, "stopped before")])
def test_a_signal_between_two_blocks_is_heard_too(monkeypatch, capsys, command, code, said):
    before = {number: signal.getsignal(number) for number in interruption.SIGNALS}
    monkeypatch.setattr(interruption, "one_line_when_stopped", _Late)
    try:
        with pytest.raises(SystemExit) as ended:
            interruption.until_stopped(command, to_its_end=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert ended.value.code == code
    assert capsys.readouterr().err.startswith(said)
    assert bool(said) == (code == 1)


def test_a_run_over_many_cases_leaves_no_process(tmp_path):
    ended = stopped(["verify", "--all", "--workers", "2", "--out", str(tmp_path)], 1.0, signal.SIGTERM)
    assert (ended.code, len(ended.said.splitlines()), ended.left) == (1, 1, False)
    assert ended.said.startswith("stopped")  # while it is loaded, or between two cases


def test_in_a_notebook_a_call_that_is_stopped_raises_and_can_be_asked_again():
    case = open_case(CASES["ihs-2016"])

    def stop(number, frame):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    try:
        for moment in (0.001, 0.02, 0.1):
            signal.setitimer(signal.ITIMER_REAL, moment)
            try:
                case.all_flips()
            except KeyboardInterrupt:
                pass
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0.0)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert case.all_flips() == open_case(CASES["ihs-2016"]).all_flips()
