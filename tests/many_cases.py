"""Any number of small cases, made from those of the project by a seeded hand: each has its own title and number."""

from __future__ import annotations

import random
import re
from pathlib import Path

CASES = Path(__file__).parents[1] / "data" / "cases"
SMALL = (
    "azernews-trucks",
    "captagon-saudi",
    "gold-ounces",
    "ihs-2016",
    "khartoum-copper",
    "pangolin-2019",
    "suez-2021",
)
_VALUE = re.compile(r"(?<=\n    value: )(\d+(?:\.\d+)?)(?= )")


def case_text(seed: int) -> str:
    """The text of a case: a small one of the project, its title numbered, the value of one claim another.

    >>> case_text(3) == case_text(3), case_text(3) == case_text(4)
    (True, False)
    """
    hand = random.Random(seed)
    text = (CASES / hand.choice(SMALL) / "case.yaml").read_text(encoding="utf-8")
    values = list(_VALUE.finditer(text))
    one = hand.choice(values)
    number = float(one[1]) * hand.choice((0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 10.0))
    text = text[: one.start()] + f"{number:.6g}" + text[one.end() :]
    return re.sub(r"^title: (.*)$", rf"title: \1, number {seed}", text, count=1, flags=re.MULTILINE)


def make_cases(folder: Path, count: int, seed: int = 0) -> Path:
    """The folder, with as many cases in it, each in a folder of its own, ``case-0000`` and on."""
    for number in range(count):
        place = folder / f"case-{number:04}"
        place.mkdir(parents=True)
        (place / "case.yaml").write_text(case_text(seed + number), encoding="utf-8")
    return folder
