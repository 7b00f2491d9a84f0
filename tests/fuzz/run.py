"""The command behind ``make fuzz``: many seeds judged, with a report; or each fault ever found tried again."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # before numpy: a process of one thread can be forked

from .attempt import Attempt  # noqa: E402
from .found import FOUND, load, save  # noqa: E402
from .kinds import KINDS  # noqa: E402
from .oracle import contents, run_call  # noqa: E402
from .report import Report, as_text  # noqa: E402
from .shrink import Input, shrunk  # noqa: E402
from .workers import Task, judged_in_processes  # noqa: E402

ROOT = Path(__file__).parents[2]
BY_NAME = {kind.name: kind for kind in KINDS}
WARM = ROOT / "data" / "cases" / "azernews-trucks" / "case.yaml"
SAYS_SO_EVERY = 20.0  # seconds


def warm() -> None:
    """Load everything that the commands need, so that no attempt pays for it."""
    case = str(WARM)
    calls: list[tuple[str, ...]] = [
        *((command, case) for command in ("list", "check", "flips", "slips", "reconcile", "sources", "log")),
        *(("verify", case, *more) for more in ((), ("--json",), ("--full",), ("--markdown",))),
        *(("explain", case, name) for name in ("the_year", "from_months", "monthly")),
        ("solve", case, "from_months", "monthly", "annually"),
        ("diff", case, case),
        ("weigh", "near 50 trucks loaded with approximately 2500 tons of metal"),
        ("audit", case, "--without-notebooks"),
    ]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        calls += [("verify", case, "--out", folder), ("workbook", case, "-o", f"{folder}/book.xlsx")]
        for call in calls:
            run_call(call)


def prepared(kind: str, seed: int, folder: Path) -> Attempt:
    """The attempt of a kind and a seed, its files written into the folder."""
    return BY_NAME[kind].attempt(seed, folder)


def tasks_of(first: int, many: int, kind: str | None) -> list[Task]:
    """So many seeds from the first on, each with its kind: the one that is named, else by the shares of all."""
    weights = [one.weight for one in KINDS]
    names = [one.name for one in KINDS]
    return [(kind or Random(f"kind {seed}").choices(names, weights)[0], seed) for seed in range(first, first + many)]


def run(tasks: Sequence[Task], jobs: int, out: Path | None = None) -> Report:
    """The report of all tasks; how far it is goes to the errors meanwhile, and the report so far into its file."""
    report, said = Report(), time.monotonic()
    for one in judged_in_processes(tasks, prepared, jobs):
        report.add(one)
        if time.monotonic() - said > SAYS_SO_EVERY:
            said = time.monotonic()
            _write(report, out)
            print(f"{report.total:,} of {len(tasks):,}, {len(report.faults)} different faults", file=sys.stderr)
    _write(report, out)
    return report


def _write(report: Report, out: Path | None) -> None:
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("\n".join(as_text(report)) + "\n", encoding="utf-8")


def try_found(jobs: int) -> Report:
    """The report of all inputs that are kept because they once met a fault."""
    files = sorted(FOUND.glob("*.yaml"))

    def again(name: str, seed: int, folder: Path) -> Attempt:
        return load(files[seed]).written_into(folder)

    report = Report()
    for one in judged_in_processes([(path.stem, at) for at, path in enumerate(files)], again, jobs):
        report.add(one)
    return report


def shrink_all(report: Report, into: Path) -> None:
    """Write a small input for each fault of a report into a folder."""
    into.mkdir(parents=True, exist_ok=True)
    for signature, (_, one, _) in report.faults.items():
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            made = Path(folder) / "small"
            made.mkdir()
            attempt = prepared(one.kind, one.seed, made)
            start = Input(contents(made), attempt.calls, attempt.written)
        path = save(shrunk(start, signature), signature, into, one.kind)
        print(f"{path}: {signature}")


def main() -> int:
    """Run what the arguments ask for; 1 where a fault was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=1000, help="how many seeds")
    parser.add_argument("--kind", choices=sorted(BY_NAME), help="of this kind alone")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes")
    parser.add_argument("--out", type=Path, help="the file of the report")
    parser.add_argument("--found", action="store_true", help="try each fault ever found again")
    parser.add_argument("--shrink", type=Path, metavar="FOLDER", help="write a small input for each fault there")
    arguments = parser.parse_args()
    warm()
    if arguments.found:
        report = try_found(arguments.jobs)
    else:
        report = run(tasks_of(arguments.seed, arguments.n, arguments.kind), arguments.jobs, arguments.out)
    print("\n".join(as_text(report)))
    if arguments.shrink:
        shrink_all(report, arguments.shrink)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
