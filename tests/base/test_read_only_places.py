"""Folders that can't be written to: a chart is drawn all the same, or a line says where it can't be saved.

A folder below a file can't be written to by anybody, and permissions don't matter: who runs as root has all of them.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from weighbridge import charts
from weighbridge.base import StoreError

ROOT = Path(__file__).parents[2]
DRAWN = """
import weighbridge
from weighbridge import charts
print(len(charts.tail(weighbridge.open_case("raqqa-2017"), "usual_load").png()) > 10_000)
"""


@pytest.fixture
def nowhere(tmp_path):
    """A folder that can't be made."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    return tmp_path / "file" / "below"


def test_a_chart_is_drawn_without_a_word_where_matplotlib_can_keep_nothing(nowhere):
    homes = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR"), str(nowhere))
    environment = {**os.environ, **homes, "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run([sys.executable, "-c", DRAWN], env=environment, capture_output=True, text=True, cwd=ROOT)
    assert (ran.returncode, ran.stderr, ran.stdout.strip()) == (0, "", "True")


def test_a_chart_that_is_to_be_saved_where_nothing_can_be_written_says_so_in_a_line(raqqa, nowhere, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_BUILD", str(nowhere))
    with pytest.raises(StoreError) as raised:
        charts.tail(raqqa, "usual_load").save_if_asked()
    (line,) = raised.value._render_traceback_()
    assert str(nowhere) in line
    assert "cannot be" in line
    assert "nothing was written" in line
