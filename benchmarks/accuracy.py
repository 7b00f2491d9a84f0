"""How many times less time than plain draws a figure takes at equal accuracy. Called by ``make bench``.

The error of plain draws falls with the root of their number, so at the accuracy of ours they would take their time
times the square of the ratio of errors. Errors are root mean squares over seeds, relative to the truth; times medians.
"""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import three_metals
from scipy.special import ndtri

import weighbridge
from weighbridge.graph import Cache
from weighbridge.graph.sampling import Draws, Settings
from weighbridge.uncertainty.estimates import mean, quantile, standard_uncertainty
from weighbridge.uncertainty.lattice import folded, shifted_lattice

SEEDS = 24
PLAIN, SQUIGGLES = 1_000_000, 200_000
LEVEL = 0.975
Figure = Callable[[np.ndarray], float]
FIGURES: dict[str, tuple[Figure, Figure, int, str]] = {  # of plain draws, of ours, points to a randomisation, limit
    "mean": (np.mean, lambda y: mean(y).value, 2**9, "≥ 100"),
    "standard deviation": (np.std, lambda y: standard_uncertainty(y).value, 2**11, "≥ 100"),
    "97.5 % quantile": (lambda y: upper(y), lambda y: quantile(y, LEVEL).value, 2**13, "≥ 5"),
}


def upper(y: np.ndarray) -> float:
    """The quantile of plain draws, without sorting them all."""
    rank = math.ceil(LEVEL * y.size) - 1
    return float(np.partition(y, rank)[rank])


def measured(draw: Callable[[int], np.ndarray], figure: Figure, truth: float) -> tuple[float, float]:
    """The median time in seconds and the relative error of a figure over seeds."""
    times, errors = [], []
    for seed in range(SEEDS):
        start = time.perf_counter()
        value = figure(draw(seed))
        times.append(time.perf_counter() - start)
        errors.append(value / truth - 1)
    return median(times), math.sqrt(np.mean(np.square(errors)))


def rivals() -> dict[str, Callable[[int], np.ndarray]]:
    """The references; squigglepy only where it is installed."""
    found = {"numpy": lambda seed: three_metals.plain(PLAIN, seed)}
    try:
        import squigglepy  # noqa: F401
    except ImportError:
        print("squigglepy is not installed here, and is left out")
        return found
    return found | {"squigglepy": lambda seed: three_metals.squiggled(SQUIGGLES, seed + 1)}


def by_hand(points: int, seed: int) -> np.ndarray:
    """What somebody would write by hand on the same points."""
    cube = folded(shifted_lattice(6, points, 16, seed))
    total = np.zeros(cube.shape[1:])
    for index, (metal, (low, mode, high)) in enumerate(three_metals.MASSES.items()):
        u, width = cube[index], high - low
        rising = low + np.sqrt(u * width * (mode - low))
        falling = high - np.sqrt((1 - u) * width * (high - mode))
        centre, spread = three_metals.PRICES[metal]
        total += (
            np.where(u * width <= mode - low, rising, falling)
            * centre
            * np.exp(math.log(spread) * ndtri(cube[3 + index]))
        )
    return total


def main() -> None:
    """Measure, and print a line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(three_metals.case_text(), encoding="utf-8")
        case = weighbridge.open_case(str(path))

    def afresh(settings: Settings) -> Draws:
        """Draws of which nothing is kept."""
        return Draws(replace(case.model, cache=Cache()), settings)

    def ours(points: int) -> Callable[[int], np.ndarray]:
        settings = Settings(points=points)
        return lambda seed: afresh(replace(settings, seed=seed)).of("worth", case.choices)

    references = rivals()
    for (name, (plain, own, points, limit)), truth in zip(FIGURES.items(), three_metals.truth(), strict=True):
        spent, error = measured(ours(points), own, truth)
        for rival, draw in references.items():
            time_there, error_there = measured(draw, plain, truth)
            ratio = time_there * (error_there / error) ** 2 / spent
            told = f"{name}: {rival} at equal accuracy / this"
            here, there = f"{1000 * spent:.2f} ms at {error:.1e}", f"{1000 * time_there:.1f} ms at {error_there:.1e}"
            print(f"{told:58} {here:>22} {there:>22}   ratio {ratio:.1f}   limit {limit}")
    overhead(ours(2**13))
    adaptive()


def overhead(draw: Callable[[int], np.ndarray]) -> None:
    """The graph against the same draws written by hand."""
    ratios = []
    for seed in range(SEEDS):
        start = time.perf_counter()
        draw(seed)
        middle = time.perf_counter()
        by_hand(2**13, seed)
        ratios.append((middle - start) / (time.perf_counter() - middle))
    print(f"{'draws by the graph / by hand on the same points':58} ratio {median(ratios):.2f}   limit 1.3")


def adaptive() -> None:
    """A warm verification of the reference case, by the digits that its figures are to have."""
    for digits, limit in ((2, "none set"), (3, "0.3 s")):
        times = []
        weighbridge.open_case("raqqa-2017", Settings(digits=digits)).verify().checks  # noqa: B018
        for _ in range(7):
            case = weighbridge.open_case("raqqa-2017", Settings(digits=digits))
            case.model  # noqa: B018
            start = time.perf_counter()
            case.verify().checks  # noqa: B018 (each is weighed when it is asked for)
            times.append(time.perf_counter() - start)
        told = f"warm adaptive `verify` to {digits} digits of each uncertainty"
        print(f"{told:58} {median(times):8.2f} s   limit {limit}")


if __name__ == "__main__":
    main()
