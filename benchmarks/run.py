"""Speed as ratios, each measured against a reference in the same run. Called by ``make bench``.

A ratio holds when the machine's speed drifts: the two commands take turns, and the median of the pairs is told.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import accuracy
import numpy as np
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

import weighbridge
import what_if
from weighbridge.evidence.prices.world_bank import read_pink_sheet
from weighbridge.graph.sampling import Draws

CASE = "raqqa-2017"
PAIRS = 9


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes, wall clock."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def command(*words: str) -> Callable[[], object]:
    """A command in a fresh process."""
    return lambda: subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)


def in_turns(one: Callable[[], object], other: Callable[[], object]) -> list[tuple[float, float]]:
    """Times of both, taken in turns after one warm-up each."""
    one(), other()
    return [(seconds(one), seconds(other)) for _ in range(PAIRS)]


def tell(what: str, pairs: list[tuple[float, float]], limit: str) -> None:
    """One line: both medians, the median ratio with its range, and the limit."""
    ratios = sorted(a / b for a, b in pairs)
    a, b = median(p[0] for p in pairs), median(p[1] for p in pairs)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    print(f"{what:58} {1000 * a:8.1f} ms {1000 * b:8.1f} ms   ratio {median(ratios):.2f} ({spread})   limit {limit}")


def workbook(path: Path) -> Path:
    """A workbook of the size of the World Bank's: 800 months of 71 commodities, and four other sheets."""
    random = np.random.default_rng(1)
    book = Workbook()
    book.active.title = "AFOSHEET"
    for name in ("Monthly Prices", "Monthly Indices", "Description", "Index Weights"):
        sheet = book.create_sheet(name)
        heads = ["Aluminum", "Copper", "Iron ore, cfr spot", *(f"commodity {number}" for number in range(68))]
        sheet.append([None, *heads])
        sheet.append([None, "($/mt)", "($/mt)", *["($/dmtu)"] * 69])
        for month in range(800 if name.startswith("Monthly P") else 200):
            prices = random.uniform(1, 9000, 71).round(4)
            sheet.append([f"{1960 + month // 12}M{month % 12 + 1:02}", *map(float, prices)])
    book.save(path)
    return path


def calamine(path: Path) -> object:
    """The reader alone: open, and all cells of the sheet."""
    return CalamineWorkbook.from_path(path).get_sheet_by_name("Monthly Prices").to_python()


def main() -> None:
    """Measure, and print a line each."""
    print(f"{'':58} {'this':>11} {'reference':>11}")
    cold = command("-m", "weighbridge", "verify", CASE, "--json")
    tell("cold `verify --json` / `import scipy.stats`", in_turns(cold, command("-c", "import scipy.stats")), "1.5")

    case = weighbridge.open_case(CASE)
    shape = (case.settings.randomisations, case.settings.points)
    names = list(case.model.nodes)

    def draw() -> None:
        draws = Draws(case.model, case.settings)
        for name in names:
            draws.of(name, case.choices)

    def plain() -> None:
        random = np.random.default_rng(1)
        for _ in names:
            random.random(shape)

    tell(f"{np.prod(shape)} draws of all {len(names)} quantities / plain uniforms", in_turns(draw, plain), "50 ms")
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "prices.xlsx")
        told = f"prices of a workbook of {path.stat().st_size // 1000} kB / python-calamine alone"
        tell(told, in_turns(lambda: read_pink_sheet(path), lambda: calamine(path)), "2")

    tell("warm `verify` / the draws alone", in_turns(lambda: weighbridge.open_case(CASE).verify(), draw), "none set")
    accuracy.main()
    what_if.main()


if __name__ == "__main__":
    main()
