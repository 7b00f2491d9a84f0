"""Passages at first look: one in a fresh process and in a warm one, and many over two processes.

python benchmarks/passages.py [NUMBER]    # of passages, 10 000 by default
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

CONVOY = "near 50 trucks loaded with approximately 2500 tons of metal which is 750 thousand USD on average"
PATTERNS = (
    "about {n} trucks carrying {t:,} tonnes of wheat reached the town",
    "{n} bags with a total of {t:,} kg were seized, worth ${m} million",
    "exports fell from {t:,} to {n} thousand barrels a day, or {p} percent",
    "the camp shelters {t:,} people, who get {n} litres of water a day each",
    "{t:,} tonnes at {n} dollars a tonne, which is ${m} million",
    "the minister spoke for {n} minutes about the year 2016 and chapter {p}",
)
PROGRAM = """
import resource, sys, time
from pathlib import Path
from weighbridge.batch import weigh_many
if __name__ == "__main__":
    source, out, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    began = time.perf_counter()
    weigh_many(source, out, workers=workers)
    took = time.perf_counter() - began
    scale = 1 if sys.platform == "darwin" else 1024
    both = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    itself, worker = (resource.getrusage(who).ru_maxrss * scale / 1e6 for who in both)
    status = Path("/proc/self/status")  # where there is one: a process inherits the other figure from who began it
    if status.is_file():
        itself = int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    print(took, itself, worker)
"""


def made(count: int) -> list[str]:
    """So many passages, the same on every run."""
    chance = random.Random(16)
    return [
        chance.choice(PATTERNS).format(
            n=chance.randint(2, 90), t=chance.randint(100, 99_000), m=chance.randint(1, 40), p=chance.randint(2, 60)
        )
        for _ in range(count)
    ]


def many(texts: list[str], workers: int) -> tuple[float, float, float]:
    """Seconds for a file of passages, and the most megabytes of the run itself and of a worker."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "passages.csv"
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["text"], *([text] for text in texts)])
        program = Path(folder) / "program.py"
        program.write_text(PROGRAM, encoding="utf-8")
        words = [sys.executable, str(program), str(source), str(Path(folder) / "out.csv"), str(workers)]
        said = subprocess.run(words, check=True, capture_output=True, encoding="utf-8").stdout.split()
    took, itself, worker = map(float, said)
    return took, itself, worker


def warm() -> float:
    """Milliseconds of a first look in a process that has looked at others."""
    from weighbridge.first_look import of_text

    times = []
    for number in range(60):
        text = f"{CONVOY} in {number + 3} convoys"  # none is the same as one before
        began = time.perf_counter()
        str(of_text(text))
        times.append(time.perf_counter() - began)
    return 1000 * median(times[10:])


def main(count: int) -> None:
    """Measure, and print a line each."""
    print(f"{'a first look, warm':66} {warm():8.1f} ms   limit 20 ms")
    texts = made(count)
    one, *_ = many(texts, 1)
    two, itself, worker = many(texts, 2)
    print(f"{f'{count:,} passages over one process':66} {one:8.1f} s")
    print(f"{'the same over two, and how much of both is used':66} {two:8.1f} s   {one / two / 2:.0%}   limit 90%")
    _, few_itself, few_worker = many(texts[: count // 10], 2)
    print(f"{'memory of the run, of all and of a tenth of them':66} {itself:8.1f} MB {few_itself:8.1f} MB   flat")
    print(f"{'memory of a worker, the same':66} {worker:8.1f} MB {few_worker:8.1f} MB   flat")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
