"""A fixed set of hostile inputs of every kind; ``make fuzz`` tries as many others as one likes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="forks and limits are of POSIX")

from .kinds import KINDS

TESTS = Path(__file__).parents[1]
SEEDS = 600  # about half a minute


def fuzz(*arguments: str) -> str:
    """The report of a run in a process of its own, which asserts that no fault was seen."""
    paths = [TESTS, TESTS.parent / "src", TESTS.parent / "tools"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths))}
    command = [sys.executable, "-m", "fuzz.run", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_no_input_of_a_fixed_set_makes_a_fault():
    report = fuzz("-n", str(SEEDS))
    assert f"{SEEDS} seeds, 0 different faults." in report
    assert all(f"| {kind.name} |" in report for kind in KINDS)
