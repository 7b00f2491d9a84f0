"""Changes after which a case is often still one: parts of other cases, other names, kinds and units."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from . import case_parts, values
from .spots import Change, Spot, copy, entries, mapping, quantities, scalars


def other_unit(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A number or a formula in another unit."""
    found = [*quantities(all_spots), *((holder, key) for holder, key in scalars(all_spots) if key == "unit")]
    if found:
        holder, key = random.choice(found)
        number = holder[key].partition(" ")[0]
        holder[key] = values.unit(random) if key == "unit" else f"{number} {values.unit(random)}"


def graft(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """What stands under the same key in another case."""
    found = [
        (holder, key)
        for holder, key in all_spots
        if isinstance(holder, dict) and len(case_parts.parts().get(key, [])) > 1
    ]
    if found:
        holder, key = random.choice(found)
        holder[key] = copy(random.choice(case_parts.parts()[key]))


def more_of_section(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """Entries of a section of another case, under their kind of name."""
    section = random.choice(
        (
            "claims",
            "evidence",
            "assumptions",
            "alternatives",
            "events",
            "checks",
            "words",
            "units",
            "losses",
            "comparisons",
            "correlations",
        )
    )
    if (found := case_parts.parts().get(f"in {section}")) and isinstance(data.setdefault(section, {}), dict):
        for number in range(random.randint(1, 3)):
            data[section][f"new{number}"] = copy(random.choice(found))


def other_names(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A reference to another name of the case."""
    keys = (
        "stated",
        "equals",
        "at_most",
        "at_least",
        "counted_in",
        "times",
        "rank",
        "evidence",
        "expression",
        "by",
        "around",
    )
    found = [(holder, key) for holder, key in scalars(all_spots) if key in keys]
    names = [name for section in ("claims", "evidence", "assumptions", "formulas") for name in mapping(data, section)]
    if found and names:
        holder, key = random.choice(found)
        if key == "expression":
            words = re.findall(r"[a-z_]\w*", holder[key]) or ["x"]
            holder[key] = holder[key].replace(
                random.choice(words), random.choice((*names, "0", f"({random.choice(names)} - {random.choice(names)})"))
            )
        else:
            holder[key] = random.choice(names)


def other_kind(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A check of another kind or relation."""
    if checks := entries(data, "checks"):
        check = random.choice(checks)
        check["kind"] = random.choice(("agrees", "possible", "typical", "reachable"))
        relations = [key for key in ("at_most", "at_least", "equals", "counted_in") if key in check]
        if relations and random.random() < 0.6:
            check[random.choice(("at_most", "at_least", "equals", "counted_in"))] = check.pop(relations[0])


def other_set(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A reading, an option or a candidate that sets something else."""
    found = [holder[key] for holder, key in all_spots if isinstance(holder[key], dict) and "reason" in holder[key]]
    names = [name for section in ("claims", "evidence", "assumptions", "formulas") for name in mapping(data, section)]
    if found and names:
        target = random.choice(
            (
                random.choice(names),
                f"{random.choice(names)}.{random.choice(('low', 'high', 'mode', 'month', 'value', 'mean'))}",
            )
        )
        random.choice(found)["set"] = {
            target: random.choice((values.number(random), random.choice(names), values.anything(random)))
        }


FREE: tuple[Change, ...] = (other_unit, graft, graft, more_of_section, other_names, other_kind, other_set)
