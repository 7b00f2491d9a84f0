"""Cases of many claims and as many checks, of several shapes, made from a seed: what the largest case costs.

Each shape is a way in which numbers of a long report hang together. Most of them fit, as those of a report do; some are
off, so that whatever is asked of a check that fails is asked as well.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HEAD = """\
title: A long report
article: {title: A long report, url: "https://example.org/report", language: en}
"""
SOURCE = "ferson-2015"  # of the shared list, so that a case needs no list of its own
LONGEST = 90  # formulas below one another; a case may have a hundred
ONE_FORMULA = 40  # terms, for a formula may only be so long
OFF, TENFOLD = 0.1, 10  # so many of the checks are off, by so much


@dataclass
class Sections:
    """The entries of a case by its sections; written out as text."""

    random: random.Random
    entries: dict[str, list[str]] = field(default_factory=dict)

    def add(self, section: str, name: str, content: str) -> str:
        """Add an entry, and return its name."""
        self.entries.setdefault(section, []).append(f"  {name}: {{{content}}}")
        return name

    def claim(self, name: str, value: float, unit: str, hedge: str = "none") -> str:
        """A claim of three written digits."""
        content = f'quote: {{exact: "{name}"}}, value: {rounded(value)} {unit}, hedge: {hedge}'
        return self.add("claims", name, content)

    def stated(self, name: str, value: float, unit: str, hedge: str = "none") -> str:
        """A claim that something computed is held against: now and then ten times too large."""
        return self.claim(name, value * (TENFOLD if self.random.random() < OFF else 1), unit, hedge)

    def formula(self, name: str, expression: str, unit: str) -> str:
        """A formula."""
        return self.add("formulas", name, f'expression: "{expression}", unit: {unit}, reason: by its definition')

    def check(self, kind: str, stated: str, relation: str, more: str = "") -> str:
        """A check, numbered."""
        name = f"check_{len(self.entries.get('checks', ())) + 1}"
        return self.add("checks", name, f"question: Does it fit?, kind: {kind}, stated: {stated}, {relation}{more}")

    def agree(self, stated: str, computed: str) -> str:
        """A check of a claim against a formula."""
        return self.check("agrees", stated, f"equals: {computed}")

    def total(self, name: str, parts: list[str], unit: str) -> str:
        """The sum of parts of any number, by sums of some."""
        if len(parts) <= ONE_FORMULA:
            return self.formula(name, f"sum({', '.join(parts)})", unit)
        groups = [parts[start : start + ONE_FORMULA] for start in range(0, len(parts), ONE_FORMULA)]
        sums = [self.formula(f"{name}_{at}", f"sum({', '.join(some)})", unit) for at, some in enumerate(groups)]
        return self.formula(name, f"sum({', '.join(sums)})", unit)

    @property
    def text(self) -> str:
        """The case file."""
        return HEAD + "\n".join("\n".join([f"{section}:", *lines]) for section, lines in self.entries.items()) + "\n"


def rounded(value: float) -> str:
    """A number of three digits, as a case writes it.

    >>> rounded(123456), rounded(0.0123456)
    ('123000', '0.0123')
    """
    return f"{float(f'{value:.3g}'):.10f}".rstrip("0").rstrip(".")


def independent_ratios(size: int, seed: int = 1) -> str:
    """A case of unrelated triples: a number of trucks, a load, a total, each held against what the others give."""
    made = Sections(random.Random(seed))
    for at in range(size // 3):
        trucks, load = made.random.randint(11, 989), made.random.uniform(2, 60)
        made.claim(f"trucks_{at}", trucks, "truck")
        made.claim(f"load_{at}", load, "tonne/truck", made.random.choice(["none", "about"]))
        made.stated(f"mass_{at}", trucks * load, "tonne", made.random.choice(["none", "about"]))
        made.agree(f"mass_{at}", made.formula(f"carried_{at}", f"trucks_{at} * load_{at}", "tonne"))
        made.agree(f"load_{at}", made.formula(f"mean_{at}", f"mass_{at} / trucks_{at}", "tonne/truck"))
        made.agree(f"trucks_{at}", made.formula(f"needed_{at}", f"mass_{at} / load_{at}", "truck"))
    return made.text


def one_sum(size: int, seed: int = 1) -> str:
    """A case of parts of one total, half of them with their share of it: all checks rest on the same long sum."""
    made = Sections(random.Random(seed))
    parts = {f"part_{at}": made.random.uniform(20, 90) for at in range(size // 2)}
    for name, value in parts.items():
        made.claim(name, value, "tonne")
    made.claim("total", sum(parts.values()), "tonne", "about")
    made.agree("total", made.total("together", list(parts), "tonne"))
    for at, (name, value) in enumerate(parts.items()):
        made.agree(name, made.formula(f"rest_{at}", f"total - together + {name}", "tonne"))
        if at:
            made.stated(f"share_{at}", 100 * value / sum(parts.values()), "percent")
            made.agree(f"share_{at}", made.formula(f"of_total_{at}", f"{name} / together", "percent"))
    return made.text


def chain(size: int, shared: int, seed: int = 1) -> str:
    """A case of formulas of which each goes on from the one before, and all share a few claims."""
    made = Sections(random.Random(seed))
    values = {f"shared_{at}": made.random.uniform(2, 9) for at in range(shared)}
    for name, value in values.items():
        made.claim(name, value, "one", "about")
    for at in range(size - shared):
        if at % LONGEST == 0:
            before, value = "shared_0", values["shared_0"]
        above, below, added = (f"shared_{(at * step + 1) % shared}" for step in (1, 2, 3))
        before = made.formula(f"link_{at}", f"({before} * {above} / {below} + {added}) / 2", "one")
        value = (value * values[above] / values[below] + values[added]) / 2
        made.agree(made.stated(f"claim_{at}", value, "one", "about"), before)
    return made.text


def all_kinds(size: int, seed: int = 1) -> str:
    """A case of loads and prices, weighed by checks of all four kinds, with assumptions, evidence and readings."""
    made = Sections(random.Random(seed))
    _what_is_known(made)
    for at in range(size // 4):
        _one_convoy(made, at)
    return made.text


def _what_is_known(made: Sections) -> None:
    """What all convoys are held against."""
    made.add("evidence", "limit", f"what: a legal limit, value: 60 tonne/truck, source: {SOURCE}, date: 2017-02")
    for metal in ("aluminium", "copper"):
        where = f"{{metal: {metal}, month: 2017-02}}"
        made.add("evidence", metal, f"table: metal-prices, where: {where}, column: price")
    law = "triangular: {low: {value: 5 tonne/truck}, mode: {value: 20 tonne/truck}, high: {value: 50 tonne/truck}}"
    made.add("assumptions", "usual_load", f"of: the load of a truck, reason: as seen, {law}")
    level = "uniform: {low: {value: 0.4 one}, high: {value: 0.9 one}}"
    made.add("assumptions", "level", f"of: what is paid of a price, reason: as told, {level}")
    parts = "aluminium: {low: 0.5 one, high: 0.9 one}, copper: {low: 0.1 one, high: 0.5 one}"
    made.add("assumptions", "mix", f"of: the mix, reason: as seen, composition: {{parts: {{{parts}}}}}")
    made.formula("price_of_mix", "level * (mix.aluminium * aluminium + mix.copper * copper)", "USD/tonne")


def _one_convoy(made: Sections, at: int) -> None:
    """Four claims and four checks, one of each kind."""
    trucks, load, price = made.random.randint(11, 399), made.random.uniform(6, 45), made.random.uniform(900, 2500)
    made.claim(f"trucks_{at}", trucks, "truck")
    made.claim(f"load_{at}", load, "tonne/truck", "about")
    mass, money = rounded(trucks * load), trucks * load * price
    if at % 10:
        made.stated(f"mass_{at}", trucks * load, "tonne", "about")
    else:
        ways = (f"{one}: {{value: {mass} {one}, reason: so it may be meant{more}}}" for one, more in TONS.items())
        made.add(
            "claims", f"mass_{at}", f'quote: {{exact: "{mass} tons"}}, hedge: about, readings: {{{", ".join(ways)}}}'
        )
    made.stated(f"money_{at}", money, "USD", "about")
    made.formula(f"carried_{at}", f"trucks_{at} * load_{at}", "tonne")
    made.formula(f"each_{at}", f"mass_{at} / trucks_{at}", "tonne/truck")
    made.formula(f"price_{at}", f"money_{at} / mass_{at}", "USD/tonne")
    made.agree(f"mass_{at}", f"carried_{at}")
    made.check("possible", f"each_{at}", "at_most: limit")
    made.check("typical", f"each_{at}", "at_most: usual_load" if at % 2 else "equals: usual_load")
    made.check("reachable", f"price_{at}", "equals: price_of_mix", ", by: mix")


TONS = {"tonne": ", preferred: true", "short_ton": "", "long_ton": ""}


def meeting_sums(size: int, seed: int = 1) -> str:
    """A case of parts and of what they come to so far, each held against the others: all sums meet."""
    made = Sections(random.Random(seed))
    so_far, before = 0.0, ""
    for at in range(size // 2):
        part = made.random.uniform(20, 90)
        so_far += part
        made.claim(f"part_{at}", part, "tonne")
        made.claim(f"so_far_{at}", so_far, "tonne", "about" if at % 3 else "none")
        before = before if at % LONGEST else f"so_far_{at - 1}"
        before = made.formula(f"sum_{at}", f"{before} + part_{at}" if at else f"part_{at} * 1", "tonne")
        made.agree(f"so_far_{at}", before)
        less = f"so_far_{at} - so_far_{at - 1}" if at else f"so_far_{at} * 1"
        made.agree(f"part_{at}", made.formula(f"step_{at}", less, "tonne"))
    return made.text


SHAPES: dict[str, Callable[[int], str]] = {
    "independent ratios": independent_ratios,
    "one sum that all share": one_sum,
    "a chain that shares 5 claims": lambda size: chain(size, 5),
    "a chain that shares 20 claims": lambda size: chain(size, 20),
    "all four kinds": all_kinds,
    "sums that meet": meeting_sums,
}


LARGEST, SECONDS, MEGABYTES = 200, 60, 1000
COMMANDS: dict[str, tuple[str, ...]] = {
    "verify --out": ("verify", "{case}", "--out", "{folder}/result"),
    "verify --json": ("verify", "{case}", "--json"),
    "flips": ("flips", "{case}"),
    "slips": ("slips", "{case}"),
    "reconcile": ("reconcile", "{case}"),
    "workbook": ("workbook", "{case}", "-o", "{folder}/audit.xlsx", "--replace"),
}


def spent(*words: str) -> tuple[float, float, int]:
    """The processor time in seconds, the most memory in MB and the exit code of Python in a fresh process."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, *words], env=environment, **quiet)
    _, status, usage = os.wait4(process.pid, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / 1e6, process.returncode


def main(size: int = LARGEST) -> None:
    """Measure each command on each shape of so many claims, and print a line for each."""
    reference = min(spent("-c", "import scipy.stats")[0] for _ in range(3))
    with tempfile.TemporaryDirectory() as folder:
        for shape, make in SHAPES.items():
            case = Path(folder) / shape.replace(" ", "-") / "case.yaml"
            case.parent.mkdir()
            case.write_text(make(size), encoding="utf-8")
            for name, words in COMMANDS.items():
                typed = [word.format(case=case, folder=case.parent) for word in words]
                seconds, memory, code = spent("-m", "weighbridge", *typed)
                what = f"`{name}` of {size} claims, {shape} / `import scipy.stats`"
                told = f"{seconds:6.1f} s  {memory:6.0f} MB   ratio {seconds / reference:.0f}"
                print(f"{what:86} {told}   limit {SECONDS} s, {MEGABYTES} MB{'' if code in (0, 1) else '   REFUSED'}")


if __name__ == "__main__":
    main()
