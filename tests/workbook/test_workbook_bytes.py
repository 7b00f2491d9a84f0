"""A workbook is the same to the byte in every process of a day, in whichever order Python keeps the names of a set."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib
from weighbridge import open_case
from weighbridge.workbook import workbook_of
print(hashlib.sha256(workbook_of(open_case("raqqa-2017"))).hexdigest())
"""


def test_the_same_bytes_in_another_process():
    """A quantity whose bounds rest on three inputs names them in the same order."""
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1700000000"}
        environment["PYTHONPATH"] = str(ROOT / "src")
        command = [sys.executable, "-c", SCRIPT]
        found.add(subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1
