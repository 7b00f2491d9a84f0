"""What it costs to run every notebook and compare it, beside what their kernels cost that run nothing.

python benchmarks/kernels.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LIMIT = 2
PAIRS = 3
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
RULES = f"--nbval-sanitize-with={ROOT / 'tests' / 'nbval-sanitize.cfg'}"
IMPORTS = "import weighbridge\nfrom weighbridge import charts\ncharts.dot_plot, weighbridge.open_case"


def empty(path: Path, source: str) -> None:
    """Writes a notebook of one cell that shows nothing."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "source": source, "outputs": []}
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")


def run(notebooks: list[Path], *more: str) -> Callable[[], float]:
    """Seconds that nbval takes over notebooks, one after the other, in a fresh process; raises where one fails.

    Those of the project run as its tests run them; others, which lie elsewhere, in kernels that nbval starts itself.
    """
    options = ["-q", "--nbval", "--nbval-current-env", RULES, "-p", "no:cacheprovider", "-p", "no:xdist", *more]
    command = [sys.executable, "-m", "pytest", *options, *map(str, notebooks)]

    def seconds() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT)
        return time.perf_counter() - start

    return seconds


def main() -> None:
    """Measure, and print a line each."""
    with tempfile.TemporaryDirectory() as folder:
        bare, imports = ([Path(folder) / f"{kind}-{path.name}" for path in NOTEBOOKS] for kind in ("bare", "imports"))
        for paths, source in ((bare, "pass"), (imports, IMPORTS)):
            for path in paths:
                empty(path, source)
        runs = run(NOTEBOOKS), run(bare), run(imports), run(NOTEBOOKS, "-p", "no:warm_kernels")
        times = [[seconds() for seconds in runs] for _ in range(PAIRS)]
    whole, started, imported, cold = (median(column) for column in zip(*times, strict=True))
    ratios = sorted(one / other for one, other, *_ in times)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    what = f"nbval over {len(NOTEBOOKS)} notebooks / as many kernels that run nothing"
    print(f"{what:66} {whole:8.1f} s  {started:8.1f} s    ratio {median(ratios):.2f} ({spread})   limit {LIMIT}")
    what = "the same / as many kernels that import what draws"
    print(f"{what:66} {whole:8.1f} s  {imported:8.1f} s    ratio {whole / imported:.2f}   none set")
    what = "the same / the notebooks in kernels that load everything anew"
    print(f"{what:66} {whole:8.1f} s  {cold:8.1f} s    ratio {whole / cold:.2f}   none set")


if __name__ == "__main__":
    main()
