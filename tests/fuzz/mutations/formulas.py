"""Random graphs of formulas: any distribution, the whole formula language, checks of all kinds, over a few claims.

Most of what is made is accepted, for units are reckoned with. What is divided by may be zero, powers and exponentials
may grow beyond all numbers, formulas share their claims in chains, and choices are laid over all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from ..attempt import WITHOUT, Attempt, typed
from .commands import CASE, commands
from .yaml_text import yaml_text

Powers = tuple[int, int, int]  # of tonnes, trucks and dollars
NONE: Powers = (0, 0, 0)
UNITS = ("tonne", "truck", "USD")
COMMON: tuple[Powers, ...] = (NONE, NONE, (1, 0, 0), (0, 1, 0), (1, -1, 0), (0, 0, 1), (-1, 0, 1))
SIZES = (
    "1",
    "2",
    "3",
    "5",
    "7.0",
    "12",
    "20",
    "50",
    "50.0",
    "99",
    "100",
    "250",
    "1000",
    "2500",
    "120000",
    "0.5",
    "0.01",
)
EXTREME = ("0", "1e-9", "1e9", "1e30", "1e100", "1e-100", "1e250", "-5", "-0.5", "0.0")
CUES = ("none", "none", "about", "over", "at least", "at most", "nearly", "almost", "exactly", "up to", "on average")
KINDS = ("agrees", "agrees", "possible", "typical", "reachable")


def unit_of(powers: Powers) -> str:
    """The unit of some powers, as it is typed."""
    above = [f"{unit}**{power}" if power > 1 else unit for unit, power in zip(UNITS, powers, strict=True) if power > 0]
    below = [
        f"/{unit}" + (f"**{-power}" if power < -1 else "")
        for unit, power in zip(UNITS, powers, strict=True)
        if power < 0
    ]
    return ("*".join(above) or "1" if below else "*".join(above) or "one") + "".join(below)


@dataclass
class Graph:
    """What was made so far: each quantity with its powers, and whether it rests on an assumption."""

    random: Random
    extreme: float  # how often a number is one that no article would have
    powers: dict[str, Powers] = field(default_factory=dict)
    uncertain: set[str] = field(default_factory=set)
    used: list[str] = field(default_factory=list)

    def size(self) -> str:
        """The digits of a number."""
        return self.random.choice(EXTREME if self.random.random() < self.extreme else SIZES)

    def number(self, powers: Powers) -> str:
        """A number with its unit."""
        return f"{self.size()} {unit_of(powers)}"

    def literal(self, powers: Powers) -> str:
        """A number with its unit as it stands in a formula, which has no number before its unit's own."""
        if all(power <= 0 for power in powers) and powers != NONE:
            return f"({self.size()} / (1 {unit_of(_times(powers, -1))}))"
        return f"({self.size()} {unit_of(powers)})"

    def rising(self, many: int, powers: Powers) -> list[str]:
        """Numbers that rise, with their unit."""
        sizes = sorted((self.size() for _ in range(many)), key=float)
        return [f"{size} {unit_of(powers)}" for size in sizes]

    # Formulas.

    def name(self, powers: Powers) -> str:
        """A quantity of these powers; where there is none, a number."""
        fitting = [name for name, own in self.powers.items() if own == powers]
        if fitting and self.random.random() < 0.9:
            self.used.append(self.random.choice(fitting))
            return self.used[-1]
        return self.literal(powers)

    def any_name(self) -> tuple[str, Powers]:
        """Some quantity with its powers."""
        self.used.append(self.random.choice(list(self.powers)))
        return self.used[-1], self.powers[self.used[-1]]

    def expression(self, depth: int) -> tuple[str, Powers]:
        """A formula with its powers."""
        if depth == 0:
            return self.any_name()
        one, powers = self.expression(depth - 1)
        chosen = self.random.random()
        if chosen < 0.5:
            other, others = self.expression(self.random.randrange(depth))
            if chosen < 0.25:
                return f"({one}) * ({other})", _sum(powers, others, 1)
            return f"({one}) / ({other})", _sum(powers, others, -1)
        if chosen < 0.75:
            sign = self.random.choice(("+", "-", "-"))
            return f"({one}) {sign} ({self.fitting(powers)})", powers
        if chosen < 0.83:
            return f"{self.random.choice(('min', 'max', 'sum'))}({one}, {self.fitting(powers)})", powers
        return self._function(one, powers)

    def fitting(self, powers: Powers) -> str:
        """A formula of these powers."""
        name = self.name(powers)
        return name if self.random.random() < 0.7 else f"{name} * {self.name(NONE)}"

    def _function(self, one: str, powers: Powers) -> tuple[str, Powers]:
        chosen = self.random.choice(("abs", "negative", "power", "exp", "log", "sqrt", "sin", "tower"))
        if chosen in ("abs", "negative"):
            return (f"abs({one})" if chosen == "abs" else f"-({one})"), powers
        if chosen == "power":
            power = self.random.choice((2, 3, 0, -1, -2))
            return f"({one}) ** {power}" if power >= 0 else f"({one}) ** (-{-power})", _times(powers, power)
        bare = one if powers == NONE else f"({one}) / {self.literal(powers)}"
        if chosen == "tower":
            return f"({self.name(NONE)}) ** ({bare})", NONE
        return f"{chosen}({bare})", NONE


def _sum(one: Powers, other: Powers, sign: int) -> Powers:
    return tuple(a + sign * b for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def _times(one: Powers, factor: int) -> Powers:
    return tuple(a * factor for a in one)  # type: ignore[return-value]


# Sections.


def make_formulas(random: Random, folder: Path) -> Attempt:
    """A case of a random graph."""
    data = case_of(random)
    (folder / CASE).write_text(yaml_text(data), encoding="utf-8")
    if len(data["checks"]) > 1 and random.random() < 0.3:
        return _with_and_without(data, folder)
    return commands(random, data)


def _with_and_without(data: dict[str, Any], folder: Path) -> Attempt:
    """The case beside the same without its last check, of which the others may not depend."""
    fewer = {**data, "checks": dict(list(data["checks"].items())[:-1])}
    (folder / WITHOUT).write_text(yaml_text(fewer), encoding="utf-8")
    return typed(("list", CASE), ("verify", WITHOUT, "--json"), ("verify", CASE, "--json"))


def case_of(random: Random) -> dict[str, Any]:
    """A case of a random graph as plain data."""
    graph = Graph(random, random.choice((0, 0, 0.05, 0.2)))
    data: dict[str, Any] = {
        "title": "A random graph",
        "article": {"title": "A", "url": "https://example.org/a", "language": "en"},
        "claims": {f"c{at}": _claim(graph, f"c{at}") for at in range(random.randint(1, random.choice((3, 3, 6))))},
    }
    if evidence := {f"e{at}": _evidence(graph, f"e{at}") for at in range(random.choice((0, 0, 1, 2)))}:
        data["evidence"] = evidence
    assumptions: dict[str, Any] = {}
    for at in range(random.choice((0, 0, 1, 2, 3))):
        assumptions |= _assumption(graph, f"a{at}")
    data["assumptions"] = assumptions
    data["formulas"] = _formulas(graph)
    data["checks"] = {f"k{at}": _check(graph, data) for at in range(random.choice((1, 1, 2, 3)))}
    if random.random() < 0.3:
        data["alternatives"] = {f"o{at}": _alternative(graph, data) for at in range(random.choice((1, 1, 1, 2)))}
    _correlate(graph, data)
    return {section: held for section, held in data.items() if held}


def _claim(graph: Graph, name: str) -> dict[str, Any]:
    random, powers = graph.random, graph.random.choice(COMMON)
    graph.powers[name] = powers
    claim: dict[str, Any] = {"quote": {"exact": f"words of {name}"}, "value": graph.number(powers)}
    if random.random() < 0.1:
        claim["value"] = f"{' to '.join(size.split()[0] for size in graph.rising(2, powers))} {unit_of(powers)}"
    if (cue := random.choice(CUES)) != "none":
        claim["hedge"] = cue
    if random.random() < 0.15:
        readings = {
            key: {"value": graph.number(powers), "reason": "r"}
            for key in ("one", "two", "three")[: random.randint(2, 3)]
        }
        readings["one"]["preferred"] = True
        claim = {key: held for key, held in claim.items() if key != "value"} | {"readings": readings}
    return claim


def _evidence(graph: Graph, name: str) -> dict[str, Any]:
    powers = graph.random.choice(COMMON)
    graph.powers[name] = powers
    return {"what": f"figure {name}", "value": graph.number(powers), "source": "ferson-2015", "date": "2017-02"}


def _end(graph: Graph, value: str) -> dict[str, Any]:
    end: dict[str, Any] = {"value": value, "reason": "r"}
    if graph.random.random() < 0.15:
        size, _, unit = value.partition(" ")
        low, high = sorted((float(size) * 0.8, float(size) * 1.3))
        end["fair"] = {
            "low": {"value": f"{low:g} {unit}", "reason": "r"},
            "high": {"value": f"{high:g} {unit}", "reason": "r"},
        }
    return end


def _assumption(graph: Graph, name: str) -> dict[str, Any]:
    """An assumption of any distribution; of a composition, the names of its parts become quantities."""
    random, powers = graph.random, graph.random.choice(COMMON)
    kind = random.choice(
        (
            "fixed",
            "uniform",
            "triangular",
            "pert",
            "normal",
            "lognormal",
            "student_t",
            "discrete",
            "empirical",
            "composition",
        )
    )
    if kind == "composition":
        parts = ("iron", "copper", "lead")[: random.randint(2, 3)]
        graph.powers |= {f"{name}.{part}": NONE for part in parts}
        graph.uncertain |= {f"{name}.{part}" for part in parts}
        return {name: {"of": "mixes", "composition": _composition(graph, parts)}}
    graph.uncertain.add(name)
    if kind == "empirical":
        graph.powers[name] = (1, -1, 0)
        return {
            name: {
                "of": "convoys",
                "empirical": {"table": "payloads", "column": "payload", "where": {"statistic": "mean"}},
            }
        }
    graph.powers[name] = powers
    return {name: {"of": f"such {name}", kind: _distribution(graph, kind, powers)}}


def _composition(graph: Graph, parts: tuple[str, ...]) -> dict[str, Any]:
    if graph.random.random() < 0.5:
        mean = {part: {"mean": {"value": f"{1 / len(parts):.6g} one", "reason": "r"}} for part in parts[:-1]}
        rest = 1 - sum(float(held["mean"]["value"].split()[0]) for held in mean.values())
        mean[parts[-1]] = {"mean": {"value": f"{rest:.6g} one", "reason": "r"}}
        return {
            "concentration": {"value": f"{graph.random.choice((1, 5, 20, 1000))} one", "reason": "r"},
            "parts": mean,
        }
    ends = {
        "low": {"value": "0 one", "reason": "r"},
        "high": {"value": f"{graph.random.choice(('1', '0.9', '0.5'))} one", "reason": "r"},
    }
    return {"parts": {part: dict(ends) for part in parts}}


def _distribution(graph: Graph, kind: str, powers: Powers) -> Any:
    random = graph.random
    if kind == "discrete":
        return [
            {"value": value, "weight": f"{random.choice((1, 2, 5))} one", "reason": "r"}
            for value in graph.rising(random.randint(2, 4), powers)
        ]
    ends = {
        "fixed": ("value",),
        "uniform": ("low", "high"),
        "triangular": ("low", "mode", "high"),
        "pert": ("low", "mode", "high"),
        "normal": ("standard_uncertainty", "mean"),
        "lognormal": ("median",),
        "student_t": ("scale", "centre"),
    }[kind]
    found = {key: _end(graph, value) for key, value in zip(ends, graph.rising(len(ends), powers), strict=True)}
    if kind == "lognormal":
        found["geometric_standard_deviation"] = _end(graph, f"{random.choice(('1.1', '1.5', '3', '10', '1e5'))} one")
    if kind == "student_t":
        found["degrees_of_freedom"] = _end(graph, f"{random.choice((1, 3, 3, 10))} one")
    if kind in ("normal", "lognormal", "student_t") and random.random() < 0.7:
        low, high = graph.rising(2, powers)
        found |= {"low": _end(graph, low), "high": _end(graph, high)}
    return found


def _formulas(graph: Graph) -> dict[str, Any]:
    """Formulas, of which later ones use earlier ones: a chain, or a bush."""
    random, found = graph.random, {}
    for at in range(random.choice((1, 2, 3, 5, 9))):
        graph.used = []
        chained = f"f{at - 1}" if at and random.random() < 0.6 else None
        text, powers = graph.expression(random.choice((1, 1, 2, 3)))
        if chained:
            graph.used.append(chained)
            text, powers = f"({chained}) * ({text})", _sum(graph.powers[chained], powers, 1)
        name = f"f{at}"
        graph.powers[name] = powers
        if graph.uncertain & set(graph.used):
            graph.uncertain.add(name)
        found[name] = {"expression": text, "unit": unit_of(powers), "reason": "r", "of": f"such {name}"}
    return found


def _check(graph: Graph, data: dict[str, Any]) -> dict[str, Any]:
    """A check of any kind between a formula and what has its unit; mostly of a kind that it may be of."""
    random = graph.random
    stated = random.choice([name for name in graph.powers if name[0] in "cf"])
    computed = random.choice(
        [name for name, own in graph.powers.items() if own == graph.powers[stated] and name != stated] or [stated]
    )
    if random.random() < 0.5 and "f0" in graph.powers:  # a formula that was made for it
        stated = random.choice(list(data["claims"]))
        computed = f"g{len(data['formulas'])}"
        other = random.choice([name for name in graph.powers if name[0] in "fca"])
        missing = _sum(graph.powers[stated], graph.powers[other], -1)
        graph.powers[computed] = graph.powers[stated]
        data["formulas"][computed] = {
            "expression": f"({other}) * {graph.literal(missing)}",
            "unit": unit_of(graph.powers[stated]),
            "reason": "r",
            "of": "it",
        }
        if other in graph.uncertain:
            graph.uncertain.add(computed)
    mixes = sorted({name.partition(".")[0] for name in graph.powers if "." in name})
    kind = random.choice(KINDS if mixes else KINDS[:-1])
    if random.random() < 0.85 and kind == "agrees" and computed in graph.uncertain:
        kind = random.choice(("possible", "typical"))
    check = {"question": "Well?", "kind": kind, "stated": stated}
    relation = "equals" if kind in ("agrees", "reachable") else random.choice(("at_most", "at_least", "equals"))
    check[relation] = computed
    if kind == "reachable":
        check["by"] = random.choice(mixes)
        if random.random() < 0.8:
            check["equals"] = _of_a_mix(graph, data, check["by"], graph.powers[stated])
    return check


def _of_a_mix(graph: Graph, data: dict[str, Any], mix: str, powers: Powers) -> str:
    """A formula that is made for a check of kind `reachable`: a sum of shares times prices."""
    name = f"m{len(data['formulas'])}"
    parts = [part for part in graph.powers if part.startswith(f"{mix}.")]
    text = " + ".join(f"{part} * {graph.name(powers)}" for part in parts)
    graph.powers[name] = powers
    graph.uncertain.add(name)
    data["formulas"][name] = {"expression": text, "unit": unit_of(powers), "reason": "r", "of": "mixes"}
    return name


def _alternative(graph: Graph, data: dict[str, Any]) -> dict[str, Any]:
    random = graph.random
    names = [name for name in data["claims"] if "value" in data["claims"][name]] + list(data.get("evidence", ()))
    target = random.choice(names or ["f0"])
    other = {"reason": "r", "set": {target: graph.number(graph.powers[target])}}
    if random.random() < 0.5:
        other["sources"] = ["ferson-2015"]
    if target == "f0":
        other["set"] = {
            "f0": random.choice(
                [name for name, own in graph.powers.items() if own == graph.powers["f0"] and name != "f0"] or ["1"]
            )
        }
    return {"question": "Which?", "options": {"as written": {"reason": "r"}, "otherwise": other}}


def _correlate(graph: Graph, data: dict[str, Any]) -> None:
    plain = [name for name, held in data["assumptions"].items() if not {"composition", "fixed"} & held.keys()]
    if len(plain) > 1 and graph.random.random() < 0.4:
        rank = graph.random.choice(("0.5", "-0.4", "0.9", "1", "0", "2"))
        data["assumptions"]["together"] = {
            "of": "their rank correlation",
            "fixed": {"value": {"value": f"{rank} one", "reason": "r"}},
        }
        data["correlations"] = {"both": {"between": plain[:3], "rank": "together"}}
