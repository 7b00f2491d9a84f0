"""What a sum takes that does not meet, by how many parts it has: seconds, and how they grow. Called by ``make bench``.

A case of one check: a total that is three times the sum of its parts. What it takes grows with about a power of the
number of parts; that power is fitted to the longer half of the times, for the shortest are all overhead.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import weighbridge

PARTS = (10, 20, 40, 80, 160)
ONE_FORMULA = 10  # terms, for a formula may only be so long
CASE = """\
title: A sum that does not meet
article: {{title: A total of parts, url: "https://example.org/article", language: en}}
claims:
{claims}
formulas:
{sums}
  computed: {{expression: "sum({names})", unit: tonne}}
checks:
  meets: {{question: Do the parts make the total?, kind: agrees, stated: total, equals: computed}}
"""


def case_text(parts: int) -> str:
    """A case whose total is three times the sum of so many parts."""
    values = [10 * (100 + 37 * part % 89) for part in range(parts)]
    stated = {**{f"part_{part}": value for part, value in enumerate(values)}, "total": 3 * sum(values)}
    claims = [f"  {name}: {{quote: {{exact: x}}, value: {value} tonne}}" for name, value in stated.items()]
    groups = [range(start, min(start + ONE_FORMULA, parts)) for start in range(0, parts, ONE_FORMULA)]
    terms = [", ".join(f"part_{part}" for part in group) for group in groups]
    sums = [f'  sum_{at}: {{expression: "sum({some})", unit: tonne}}' for at, some in enumerate(terms)]
    names = ", ".join(f"sum_{at}" for at in range(len(terms)))
    return CASE.format(claims="\n".join(claims), sums="\n".join(sums), names=names)


def seconds(folder: Path, parts: int, action: Callable[[weighbridge.Case], object]) -> float:
    """How long an action takes on such a case, read anew, with nothing kept."""
    path = folder / f"of-{parts}" / "case.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(case_text(parts), encoding="utf-8")
    case = weighbridge.open_case(str(path))
    start = time.perf_counter()
    action(case)
    return time.perf_counter() - start


def main() -> None:
    """Measure, and print a line for each action."""
    actions: dict[str, Callable[[weighbridge.Case], object]] = {
        "`verify`, with all that its JSON holds": lambda case: case.verify().model_dump_json(),
        "`reconcile`": lambda case: case.reconcile(),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, action in actions.items():
            seconds(Path(folder), PARTS[0], action)  # what is imported when it is first needed is not measured
            times = [seconds(Path(folder), parts, action) for parts in PARTS]
            power = np.polyfit(np.log(PARTS[-3:]), np.log(times[-3:]), 1)[0]
            told = ", ".join(f"{spent:.2f} s" for spent in times)
            what = f"{name} of a sum of {', '.join(map(str, PARTS))} parts"
            print(f"{what:66} {told}   limit 3 s for 40; grows with the power {power:.2f}   limit 2")


if __name__ == "__main__":
    main()
