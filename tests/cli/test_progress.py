"""What a run that lasts shows on a terminal, and that a pipe never sees it."""

import io
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from weighbridge.base import Work, steps
from weighbridge.cli import progress
from weighbridge.cli.progress import shows_progress

ROOT = Path(__file__).parents[2]

# Loops of small cases take a while; patience is short, so that the test need not wait.
SLOW = """
import sys, time
from weighbridge.base import progress as seam
from weighbridge.cli import progress
progress.PATIENCE, delay = float(sys.argv.pop(1)), float(sys.argv.pop(1))
true = progress._Board.follow
def slowly(board, items, work, total):
    for item in true(board, items, work, total):
        time.sleep(delay if work is not seam.Work.CASES and total < 10 else 0.0)
        yield item
progress._Board.follow = slowly
from weighbridge.cli import main
main()
"""


def run(arguments, stderr, patience, delay=0.2, **environment):
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", "COLUMNS": "100", **environment}
    command = [sys.executable, "-c", SLOW, str(patience), str(delay), *arguments]
    return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=stderr)


def on_a_terminal(arguments, patience=0.0, **more):
    """What a command writes to standard output, which is a pipe, and to standard error, which is a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with run(arguments, theirs, patience, **more) as process:
        os.close(theirs)
        seen = []

        def read():
            while True:
                try:
                    part = os.read(ours, 65536)
                except OSError:  # the other end is closed
                    return
                if not part:
                    return
                seen.append(part)

        reader = threading.Thread(target=read)
        reader.start()
        out, _ = process.communicate()
        reader.join()
    os.close(ours)
    assert process.returncode == 0
    return out.decode(), b"".join(seen).decode()


def on_a_pipe(arguments, **environment):
    with run(arguments, subprocess.PIPE, 0.0, **environment) as process:
        out, error = process.communicate()
    assert process.returncode == 0
    return out.decode(), error.decode()


COMMANDS = {
    "verify": (["verify", "azernews-trucks", "--json"], "weighing every combination of choices"),
    "flips": (["flips", "azernews-trucks"], "moving each number to where the outcome turns"),
    "reconcile": (
        ["reconcile", "azernews-trucks", "--set", "monthly=1 truck/month"],
        "leaving out each number in turn",
    ),
}


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is of POSIX")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_terminal_shows_how_far_a_run_has_come(name):
    arguments, words = COMMANDS[name]
    out, shown = on_a_terminal(arguments)
    assert words in shown
    assert " of " in shown
    assert shown.rstrip().endswith("\x1b[2K"), "taken away at the end"
    assert (out, "") == on_a_pipe(arguments), "the answer is the same, and a pipe sees nothing else"


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is of POSIX")
def test_a_terminal_shows_which_cases_new_prices_are_tried_on(tmp_path):
    (tmp_path / "PCOPPUSDM.csv").write_text("observation_date,PCOPPUSDM\n2017-02-01,6000\n", encoding="utf-8")
    arguments = ["prices", "update", str(tmp_path / "PCOPPUSDM.csv")]
    out, shown = on_a_terminal(arguments)
    assert "weighing the cases" in shown
    assert (out, "") == on_a_pipe(arguments)


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is of POSIX")
def test_a_run_that_is_soon_over_shows_nothing():
    assert on_a_terminal(["verify", "azernews-trucks", "--json"], patience=60.0)[1] == ""


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is of POSIX")
def test_a_terminal_that_cannot_move_its_cursor_shows_nothing():
    assert on_a_terminal(["verify", "azernews-trucks", "--json"], TERM="dumb")[1] == ""


def test_a_pipe_sees_nothing_whatever_colours_are_forced():
    assert on_a_pipe(["verify", "azernews-trucks", "--json"], FORCE_COLOR="1", TTY_COMPATIBLE="1")[1] == ""


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is of POSIX")
def test_two_seconds_are_waited_and_counted():
    """Each number that is moved is held up for a while."""
    assert progress.PATIENCE == 2.0
    _, shown = on_a_terminal(["flips", "azernews-trucks"], patience=2.0, delay=1.5)
    counted = re.findall(r"weighing[^\n]*?(\d:\d\d:\d\d)", shown)
    assert counted[0] >= "0:00:02", "since the beginning, and not since it is shown"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_run_that_fails_leaves_the_terminal_as_it_was(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt), shows_progress():  # noqa: PT012
        for item in steps(range(3), Work.CASES, 3):
            if item == 1:
                raise KeyboardInterrupt
    assert threading.active_count() <= before + 1  # the timer, which may not have noticed yet
    assert list(steps([1], Work.CASES, 1)) == [1]
