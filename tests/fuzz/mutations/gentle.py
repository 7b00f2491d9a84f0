"""Changes after which a case is mostly still one: other numbers, hedges, formulas, ranges and options of its kind."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from . import values
from .spots import Change, Spot, entries, mapping, quantities, scalars

NUMBER = re.compile(r"\d[\d,.]*(?:e[+-]?\d+)?")
OF_ONE_KIND = (
    ("tonne", "kg", "long_ton", "short_ton", "troy_ounce", "gram", "pound"),
    ("USD", "USD", "cent"),
    ("day", "month", "year", "week", "hour"),
    ("percent", "one"),
    ("barrel", "litre", "m**3"),
)
FAIR = ("1", "2", "7", "10", "12", "50", "99.5", "100", "2500", "1e6", "0.5", "0.001", "120000", "0", "100.0", "33.3")
WITH_WORDS = ("{} to {}", "{} ± {}", "between {} and {}", "{}({})", "{} thousand")


def other_number(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A number multiplied, or replaced by another of the same unit."""
    for holder, key in random.sample(found := quantities(all_spots), min(len(found), random.randint(1, 2))):
        factor = random.choice((0, 0.01, 0.1, 0.5, 0.99, 1.01, 2, 3, 10, 1000, 1e6, 1e12, 1e100, 1e-100, -1))

        def moved(match: re.Match[str], factor: float = factor) -> str:
            try:
                return f"{float(match[0].replace(',', '')) * factor:g}"
            except ValueError:
                return match[0]

        holder[key] = NUMBER.sub(moved, holder[key], count=1)


def fair_number(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A number that another article might have, bare or as a range."""
    if found := quantities(all_spots):
        holder, key = random.choice(found)
        unit = holder[key].partition(" ")[2]
        one, other = random.choice(FAIR), random.choice(FAIR)
        form = random.choice(WITH_WORDS) if random.random() < 0.3 else "{}"
        holder[key] = f"{form.format(one, other)} {unit}"


def odd_number(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A number that no article would have."""
    if found := quantities(all_spots):
        holder, key = random.choice(found)
        unit = holder[key].partition(" ")[2]
        holder[key] = f"{random.choice(values.NUMBERS)} {unit}"


def unit_of_its_kind(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A unit by another that measures the same."""
    found = [*quantities(all_spots), *((holder, key) for holder, key in scalars(all_spots) if key == "unit")]
    if found:
        holder, key = random.choice(found)
        for units in OF_ONE_KIND:
            for unit in units:
                holder[key] = re.sub(rf"\b{re.escape(unit)}\b", random.choice(units), holder[key], count=1)


def odd_formula(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A formula that comes to the same or not, with a difference, a power or a quotient in it that may be nothing."""
    if formulas := [entry for entry in entries(data, "formulas") if isinstance(entry.get("expression"), str)]:
        formula = random.choice(formulas)
        name = random.choice(re.findall(r"[a-z_]\w*", formula["expression"]) or ["1"])
        new = random.choice(ODD).format(name)
        formula["expression"] = re.sub(rf"\b{name}\b", f"({new})", formula["expression"], count=1)
        formula.setdefault("reason", "r")


ODD = (
    *("{0} + {0} - {0}", "{0} ** 2 / {0}", "max({0}, {0} * 2)", "min({0}, {0} / 2)", "abs(-{0})", "{0} * ({0} / {0})"),
    *("{0} - {0}", "{0} / ({0} - {0}) * {0}", "sqrt({0} ** 2)", "exp(log({0} / {0})) * {0}", "{0} ** 3 / ({0} * {0})"),
    *("{0} * exp({0} / {0} * 500)", "{0} * exp(-900)", "{0} * 2 ** ({0} / {0})", "sum({0}, {0}, -{0})", "{0} * 1e200"),
    *(
        "{0} * sin({0} / {0})",
        "{0} * 0",
        "{0} / 0",
        "{0} * 1e-200",
        "(0 - {0})",
        "{0} * cos(1e9)",
        "{0} * log({0} / {0})",
    ),
)


def other_option(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """One more fair choice: an alternative for a claim or a piece of evidence, which counts or does not."""
    names = [
        name for section in ("claims", "evidence") for name, held in mapping(data, section).items() if "value" in held
    ]
    if names:
        name = random.choice(names)
        held = data["claims"].get(name) or data["evidence"].get(name)
        unit = str(held["value"]).partition(" ")[2]
        option = {"reason": "r", "set": {name: f"{random.choice(FAIR)} {unit}"}}
        if random.random() < 0.5:
            option["sources"] = ["ferson-2015"]
        options = {"as written": {"reason": "r"}, **{f"other {at}": option for at in range(random.choice((1, 1, 3)))}}
        data.setdefault("alternatives", {})[f"more_{name}"] = {"question": "Which?", "options": options}


def other_cue(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A claim with another hedge."""
    if claims := entries(data, "claims"):
        random.choice(claims)["hedge"] = random.choice(values.CUES)


def other_relation(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A check that asks the other way round, or as a premise."""
    if checks := entries(data, "checks"):
        check = random.choice(checks)
        if random.random() < 0.2:
            check["premise"] = "ours"
        for one, other in (("at_most", "at_least"), ("at_least", "equals")):
            if one in check:
                check[other] = check.pop(one)
                return


def judged_range(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A parameter that might fairly lie elsewhere."""
    found = [holder[key] for holder, key in all_spots if isinstance(holder[key], dict) and "value" in holder[key]]
    if found:
        parameter = random.choice(found)
        unit = str(parameter["value"]).partition(" ")[2]
        low, high = sorted(random.sample(FAIR, 2), key=float)
        ends = {"low": low, "high": high}
        parameter["fair"] = {end: {"value": f"{size} {unit}", "reason": "r"} for end, size in ends.items()}


GENTLE: tuple[Change, ...] = (
    *(other_number, other_number, fair_number, fair_number, odd_number, unit_of_its_kind, odd_formula, odd_formula),
    *(other_option, other_cue, other_cue, other_relation, judged_range),
)
