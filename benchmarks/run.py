"""Speed as ratios, each measured against a reference in the same run. Called by ``make bench``.

A ratio holds when the machine's speed drifts: two actions take turns, and the median of the pairs is given. *Cold* is a
fresh process, with the bytecode that Python keeps; *warm* is a case just opened in a process that has weighed another.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import accuracy
import kernels
import large_cases
import moves
import numpy as np
import passages
import sums
import thousand_cases
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

import weighbridge
from weighbridge import charts
from weighbridge.evidence.prices.world_bank import read_pink_sheet
from weighbridge.graph import Cache, Draws
from weighbridge.pages.result_page import result_page
from weighbridge.what_if import flips_of
from weighbridge.workbook import workbook_of

CASE, SMALL = "raqqa-2017", "ihs-2016"
WITHOUT = "--without-notebooks"
PAIRS = 9
PASSAGES = 2_000  # `python benchmarks/passages.py` measures 10 000
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes, wall clock."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def command(*words: str, **environment: str) -> Callable[[], object]:
    """A command in a fresh process."""
    told = {"check": True, "stdout": subprocess.DEVNULL, "env": {**ENVIRONMENT, **environment}}
    return lambda: subprocess.run([sys.executable, *words], **told)


def in_turns(one: Callable[[], object], other: Callable[[], object], pairs: int = PAIRS) -> list[tuple[float, float]]:
    """Times of both, taken in turns after one warm-up each."""
    one(), other()
    return [(seconds(one), seconds(other)) for _ in range(pairs)]


def report(what: str, pairs: list[tuple[float, float]], limit: str) -> None:
    """One line: both medians, the median ratio with its range, and the limit."""
    ratios = sorted(a / b for a, b in pairs)
    a, b = median(p[0] for p in pairs), median(p[1] for p in pairs)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    print(f"{what:66} {1000 * a:8.1f} ms {1000 * b:8.1f} ms   ratio {median(ratios):.2f} ({spread})   limit {limit}")


def cold() -> None:
    """Commands in fresh processes against the import of a library for statistics."""
    scipy = command("-c", "import scipy.stats")
    with tempfile.TemporaryDirectory() as empty:
        bare = command("-m", "weighbridge", "verify", CASE, "--json", PYTHONPYCACHEPREFIX=empty)
        print(f"{'the first run of all, every module compiled':66} {1000 * seconds(bare):8.1f} ms")
    asked = {
        f"cold `verify {CASE} --json` / `import scipy.stats`": (("-m", "weighbridge", "verify", CASE, "--json"), "1.5"),
        f"cold `verify {SMALL}` / the same": (("-m", "weighbridge", "verify", SMALL), "0.9"),
        "cold `weigh` of a passage / the same": (("-m", "weighbridge", "weigh", passages.CONVOY), "0.5 s"),
        "cold `list` / the same": (("-m", "weighbridge", "list"), "0.5"),
        "cold `import weighbridge` / the same": (("-c", "import weighbridge"), "0.4"),
        "cold `import weighbridge` with all that `open_case` needs / the same": (
            ("-c", "import weighbridge; weighbridge.open_case"),
            "none set",
        ),
    }
    for what, (words, limit) in asked.items():
        report(what, in_turns(command(*words), scipy), limit)
    verify, audit = (command("-m", "weighbridge", *words) for words in (("verify", CASE), ("audit", CASE, WITHOUT)))
    report(f"cold `audit {CASE} {WITHOUT}` / cold `verify {CASE}`", in_turns(audit, verify), "2")


def memory() -> None:
    """The most memory that a cold verification takes."""
    process = subprocess.Popen(
        [sys.executable, "-m", "weighbridge", "verify", CASE, "--json"], stdout=subprocess.DEVNULL, env=ENVIRONMENT
    )
    _, _, usage = os.wait4(process.pid, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    print(f"{f'peak memory of `verify {CASE} --json`':66} {usage.ru_maxrss * scale / 1e6:8.1f} MB   limit 150 MB")


def opened() -> weighbridge.Case:
    """The case, read, with nothing drawn or bounded."""
    case = weighbridge.open_case(CASE)
    _ = case.model
    return case


def draw(case: weighbridge.Case) -> None:
    """Every quantity of a case once, at 2^14 draws: the reference."""
    draws = Draws(replace(case.model, cache=Cache()), case.settings)
    for name in case.model.nodes:
        draws.of(name, case.choices)


def flips(case: weighbridge.Case) -> None:
    """Every check against every number that it rests on."""
    for check in case.model.checks:
        flips_of(case.weigher.draws, check, case.choices, case.weigher.sources)


def warm() -> None:
    """A case in a process that has weighed another, against drawing all its quantities once."""
    weighbridge.open_case(SMALL).verify().model_dump_json()
    opened().verify().model_dump_json(), flips(opened()), opened().reconcile()
    asked: dict[str, tuple[Callable[[weighbridge.Case], object], str]] = {
        "warm `verify`, every check, the first": (lambda case: case.verify().checks, "10"),
        "the same with all that its page and its JSON hold": (lambda case: case.verify().model_dump_json(), "none set"),
        "every flip of every check": (flips, "30"),
        "all combinations, and the joint correction": (lambda case: (case.verify().checks, case.reconcile()), "30"),
    }
    for what, (action, limit) in asked.items():
        pairs = []
        for _ in range(PAIRS):
            case, other = opened(), opened()
            pairs.append((seconds(partial(action, case)), seconds(partial(draw, other))))
        report(f"{what} / drawing all once at 2^14", pairs, limit)
    case = opened()
    weighed = lambda: case.verify().checks  # noqa: E731
    weighed()
    again = median(seconds(weighed) for _ in range(PAIRS))
    print(f"{'warm `verify`, every check, the second':66} {1000 * again:8.3f} ms   limit 5 ms")
    report("opening the case / drawing all once", in_turns(opened, lambda: draw(case)), "none set")


def plain_uniforms() -> None:
    """What draws cost beside uniform random numbers, as many."""
    case = opened()
    shape, names = (case.settings.randomisations, case.settings.points), list(case.model.nodes)

    def plain() -> None:
        random = np.random.default_rng(1)
        for _ in names:
            random.random(shape)

    report(
        f"{np.prod(shape)} draws of all {len(names)} quantities / plain uniforms",
        in_turns(lambda: draw(case), plain),
        "50 ms",
    )


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


def reading() -> None:
    """A workbook read, against the reader alone: open, and all cells of the sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "prices.xlsx")
        alone = lambda: CalamineWorkbook.from_path(path).get_sheet_by_name("Monthly Prices").to_python()  # noqa: E731
        size = path.stat().st_size // 1000
        what = f"prices of a workbook of {size} kB / python-calamine alone"
        report(what, in_turns(lambda: read_pink_sheet(path), alone), "2")


def reviewers_workbook() -> None:
    """The workbook of a case, from opening it to the file's bytes; and the command in a fresh process."""
    scipy = command("-c", "import scipy.stats")
    made = lambda: workbook_of(opened())  # noqa: E731
    report(
        "the reviewer's workbook, the case opened and weighed / `import scipy.stats`", in_turns(made, scipy, 5), "2 s"
    )
    print(f"{'the same workbook':66} {len(made()) / 1e6:8.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "audit.xlsx")
        written = command("-m", "weighbridge", "workbook", CASE, "-o", file, "--replace")
        report(f"cold `workbook {CASE}` / the same", in_turns(written, scipy, 5), "2 s")


def pages() -> None:
    """The page of a weighed case with its charts, and every chart of every case with its files and the sheet."""
    case = opened()
    result = case.verify()
    page = lambda: result_page(result, [chart.picture() for chart in charts.all_of(case)])  # noqa: E731
    scipy = command("-c", "import scipy.stats")
    report("page of a weighed case, charts drawn / `import scipy.stats`", in_turns(page, scipy, 3), "2 s")
    print(f"{'the same page':66} {len(page().encode()) / 1e6:8.2f} MB   limit 1 MB")
    with tempfile.TemporaryDirectory() as folder:
        drawn = command(str(Path(__file__).parents[1] / "tools" / "charts.py"), "--into", folder)
        report("every chart of every case, all files / the same", in_turns(drawn, scipy, 3), "10 s")


def main() -> None:
    """Measure, and print a line each."""
    print(f"{'':66} {'this':>11} {'reference':>11}")
    cold()
    memory()
    warm()
    plain_uniforms()
    reading()
    pages()
    reviewers_workbook()
    moves.main()
    accuracy.main()
    sums.main()
    large_cases.main()
    passages.main(PASSAGES)
    thousand_cases.main()
    kernels.main()


if __name__ == "__main__":
    main()
