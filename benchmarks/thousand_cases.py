"""A thousand cases in a folder: listed, and weighed on two processes against one by one. Called by ``make bench``.

``python benchmarks/thousand_cases.py 100`` measures with another number of cases.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # where the maker of cases is

from many_cases import make_cases

COUNT = 1_000
ALONE = 5  # cases that are weighed one by one, a process each
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measured(*words: str, data: Path) -> tuple[float, float]:
    """Seconds of a command in a fresh process, and the most megabytes that it or one of its workers took."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "weighbridge", *words]
    environment = {**ENVIRONMENT, "WEIGHBRIDGE_DATA": str(data)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(words)}: ended with {status}")
    scale = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - began, usage.ru_maxrss * scale / 1e6


def main(count: int = COUNT) -> None:
    """Measure, and print a line each."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        cases = make_cases(data / "cases", count)
        for shared in ("evidence", "library"):
            shutil.copytree(Path(__file__).parents[1] / "data" / shared, data / shared)
        shutil.copy(Path(__file__).parents[1] / "data" / "datapackage.json", data)
        measured("list", data=data)  # compiles what has not been
        listed, _ = measured("list", data=data)
        print(f"{f'cold `list` of {count:,} cases':66} {listed:8.2f} s    limit 1 s")
        few = sorted(cases.iterdir())[:ALONE]
        alone = sum(measured("verify", str(one), data=data)[0] for one in few) / len(few)
        print(f"{'cold `verify` of one of them':66} {1000 * alone:8.1f} ms")
        whole, most = measured("verify", "--all", "--workers", "2", data=data)
        each = whole / count
        print(f"{f'`verify --all` of {count:,} cases on two processes, a case':66} {1000 * each:8.1f} ms")
        print(f"{'the same, and how many times as fast as one by one':66} {whole:8.1f} s    {alone / each:.0f} times")
        tenth = make_cases(data / "tenth", count // 10)
        _, few_most = measured("verify", "--all", str(tenth), "--workers", "2", data=data)
        print(f"{'memory of a process, of all and of a tenth of them':66} {most:8.1f} MB {few_most:8.1f} MB   flat")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
