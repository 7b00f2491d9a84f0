"""Changes that are typed as `--set`: names, parameters, conditions, options, formulas and numbers of any sort."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from ..attempt import Attempt
from . import case_parts, formulas, values
from .commands import CASE, commands
from .yaml_text import yaml_text

PARAMETERS = (
    "low",
    "mode",
    "high",
    "value",
    "mean",
    "median",
    "month",
    "year",
    "where",
    "unit",
    "hedge",
    "readings",
    "",
    "x",
    "column",
)
SIGNS = ("=", "==", " = ", "", ":", "=\n", "=\x00")


def make_set(random: Random, folder: Path) -> Attempt:
    """A sound case, small or random, and changes that are typed beside a command."""
    if random.random() < 0.3:
        data = formulas.case_of(random)
        (folder / CASE).write_text(yaml_text(data), encoding="utf-8")
    else:
        name = random.choice(list(case_parts.case_texts()))
        data = case_parts.case_data(name)
        (folder / CASE).write_text(case_parts.case_texts()[name][0], encoding="utf-8")
        case_parts.write_evidence(name, folder)
    sets = tuple(word for _ in range(random.choice((1, 1, 1, 2, 3))) for word in ("--set", change(random, data)))
    return commands(random, data, 2, sets)


def change(random: Random, data: dict[str, Any]) -> str:
    """One change as it is typed."""
    sections = ("claims", "claims", "evidence", "assumptions", "formulas", "alternatives", "events", "checks")
    section = random.choice([section for section in sections if data.get(section)])
    name, entry = random.choice(list(data[section].items()))
    sign = random.choice(SIGNS) if random.random() < 0.05 else "="
    text = f"{_target(random, name, entry)}{sign}{_value(random, data, section, entry)}"
    if random.random() < 0.08:
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(values.TEXTS) + text[at:]
    return text.replace("\x00", "").encode("utf-8", "replace").decode()  # what no command line can hold


def _target(random: Random, name: str, entry: Any) -> str:
    if random.random() < 0.1:
        return random.choice((*values.BAD_NAMES, name.upper(), f"{name}s"))
    if not isinstance(entry, dict) or random.random() < 0.75:
        return name
    inner = [key for held in entry.values() if isinstance(held, dict) for key in held] or ["x"]
    return f"{name}.{random.choice((*inner, random.choice(PARAMETERS)))}"


def _value(random: Random, data: dict[str, Any], section: str, entry: Any) -> str:
    chosen = random.random()
    if section in ("alternatives", "events") and chosen < 0.7:
        return random.choice(list(entry.get("options") or entry.get("candidates") or ["x"]))
    if section == "claims" and "readings" in entry and chosen < 0.5:
        return random.choice(list(entry["readings"]))
    names = [name for key in ("claims", "evidence", "assumptions", "formulas") for name in data.get(key, {})]
    one, other = random.choice(names), random.choice(names)
    if section == "formulas" and chosen < 0.7:
        return random.choice(
            (
                f"{one} * {other}",
                f"{one} / ({other} - {other})",
                f"{one} ** {other}",
                f"exp({one})",
                one,
                f"min({one}, {other})",
            )
        )
    if chosen < 0.5:
        unit = str(entry.get("value", "")).partition(" ")[2] if isinstance(entry, dict) else ""
        return f"{random.choice(values.PLAIN_NUMBERS)} {unit or values.unit(random)}"
    return random.choice(
        (values.number(random), values.number(random), one, random.choice(values.DATES), values.anything(random))
    )
