"""Cases with something wrong, odd or extreme in their structure, their words or their numbers."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..attempt import Attempt
from . import case_parts
from .commands import CASE, commands
from .free import FREE
from .gentle import GENTLE
from .rough import ROUGH, broken_text
from .spots import spots
from .yaml_text import yaml_text


def make_case(random: Random, folder: Path) -> Attempt:
    """A case with a few changes, half of which leave it one."""
    name = random.choice(list(case_parts.case_texts()))
    data = case_parts.case_data(name)
    changes = random.choice((GENTLE, GENTLE, GENTLE, GENTLE + FREE, GENTLE + FREE + ROUGH))
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5))):
        random.choice(changes)(random, data, list(spots(data)))
    text = yaml_text(data)
    if random.random() < 0.08:
        text = broken_text(random, text)
    case_parts.write_evidence(name, folder)
    (folder / CASE).write_bytes(text.encode("utf-8", "surrogatepass"))
    return commands(random, data if isinstance(data, dict) else {})
