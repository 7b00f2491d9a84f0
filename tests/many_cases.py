"""Any number of small cases, made from those of the project by a seeded hand: each has its own title and number."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

CASES = Path(__file__).parents[1] / "data" / "cases"
SMALL = ("azernews-trucks", "captagon-saudi", "gold-ounces", "ihs-2016", "khartoum-copper", "pangolin-2019")
FACTORS = (0.5, 0.9, 1.0, 1.1, 2.0)
_VALUE = re.compile(r"(?<=\n    value: )(\d+(?:\.\d+)?)(?= )(?! to )")


def case_text(seed: int) -> str:
    """The text of a case: a small one of the project, its title numbered, the value of one claim another.

    >>> case_text(3) == case_text(3), case_text(3) == case_text(4)
    (True, False)
    """
    return _made(seed)[1]


def make_cases(folder: Path, count: int, seed: int = 0) -> Path:
    """The folder, with as many cases in it, each in a folder of its own with its evidence, ``case-0000`` and on."""
    for number in range(count):
        place = folder / f"case-{number:04}"
        place.mkdir(parents=True)
        base, text = _made(seed + number)
        (place / "case.yaml").write_text(text, encoding="utf-8")
        if (CASES / base / "evidence").is_dir():
            shutil.copytree(CASES / base / "evidence", place / "evidence")
    return folder


def _made(seed: int) -> tuple[str, str]:
    """The name of a case of the project, and the text that is made from it."""
    hand = random.Random(seed)
    base = hand.choice(SMALL)
    text = (CASES / base / "case.yaml").read_text(encoding="utf-8")
    one = hand.choice(list(_VALUE.finditer(text)))
    text = text[: one.start()] + f"{float(one[1]) * hand.choice(FACTORS):.6g}" + text[one.end() :]
    return base, re.sub(r"^title: (.*)$", rf"title: \1, number {seed}", text, count=1, flags=re.MULTILINE)
