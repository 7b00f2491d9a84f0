"""What it takes to try other numbers: all combinations, all flips, the joint correction, on the
reference case, at 2^12 draws. Called by ``make bench``.

Its reference is drawing every quantity of the case once, in the same run: the figures are ratios to that, and seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import weighbridge
from weighbridge.graph.sampling import Draws, Settings
from weighbridge.what_if.flips import flips_of

CASE, RUNS = "raqqa-2017", 5
DRAWS = Settings(points=2**8, randomisations=2**4, digits=None)


def opened() -> weighbridge.Case:
    """The case, read and ready, with nothing drawn."""
    case = weighbridge.open_case(CASE, DRAWS)
    _ = case.model
    return case


def drawn(case: weighbridge.Case) -> None:
    """Every quantity once: the reference."""
    draws = Draws(case.model, case.settings)
    for name in case.model.nodes:
        draws.of(name, case.choices)


def combinations(case: weighbridge.Case) -> None:
    """Every check under every combination of fair choices, with findings, budgets and what it leans on."""
    case.verify()


def flips(case: weighbridge.Case) -> None:
    """Every check against every number that it rests on."""
    for check in case.model.checks:
        flips_of(case.weigher.draws, check, case.choices, case.weigher.sources)


def everything(case: weighbridge.Case) -> None:
    """Both, and the smallest joint correction."""
    combinations(case)
    flips(case)
    case.reconcile()


def seconds(action: Callable[[weighbridge.Case], None]) -> float:
    """The median time of an action on a case of its own."""
    times = []
    for _ in range(RUNS):
        case = opened()
        start = time.perf_counter()
        action(case)
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Measure, and print a line each."""
    everything(opened())  # what is imported when it is first needed is not measured
    reference = seconds(drawn)
    for what, action, limit in (
        ("all combinations at 2^12 draws", combinations, "3 s"),
        ("all flips of all checks at 2^12 draws", flips, "none set"),
        ("both, and the joint correction", everything, "none set"),
    ):
        spent = seconds(action)
        print(f"{what:58} {spent:8.2f} s   {spent / reference:.0f} times drawing all once   limit {limit}")


if __name__ == "__main__":
    main()
