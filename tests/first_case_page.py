"""What moved in the findings of the first case, and by what: the tables of docs/raqqa-2017.md.

``BEFORE`` holds what was found before its evidence was read a second time. Run as a program it prints the tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from weighbridge import open_case
from weighbridge.checks import Error
from weighbridge.report.verification import Verification
from weighbridge.strength import LikelihoodRatio

PAGE = Path(__file__).parents[1] / "docs" / "raqqa-2017.md"
CASE = "raqqa-2017"
WORDS = {"holds": "fits", "strained": "unlikely", "fails": "does not fit", "cannot tell": "can't say"}


@dataclass(frozen=True)
class Found:
    """A finding under one option: the outcome, the tail where one is asked for, both ends and the mean computed."""

    outcome: str
    tail: float | None
    ends: tuple[float, float]
    mean: float
    counts: bool = True

    @property
    def told(self) -> str:
        """The outcome in a reader's words, with the tail."""
        tail = "" if self.tail is None else f" ({_percent(self.tail)})"
        return f"{WORDS[self.outcome]}{tail}{'' if self.counts else ', not counted'}"

    @property
    def computed(self) -> str:
        """The mean, and the ends of what is computed."""
        low, high = (_short(end) for end in self.ends)
        return f"{_short(self.mean)}; {low} to {high}"


AS_WRITTEN = ("", "")
Key = tuple[str, str, str]
LOAD, TRUCK, PRICE, MIX = "usual_load", "can_carry", "usual_price", "some_mix"
BEFORE: dict[Key, Found] = {
    (TRUCK, *AS_WRITTEN): Found("holds", None, (13, 75), 36.94),
    (TRUCK, "hedge width", "generous"): Found("cannot tell", None, (13, 75), 36.94),
    (LOAD, *AS_WRITTEN): Found("holds", 0.0790, (15, 60), 35.13),
    (LOAD, "convoys", "as heavy as a quarry's"): Found("holds", 0.1304, (15, 65), 36.80),
    (LOAD, "convoys", "counted ones only"): Found("cannot tell", 0.3333, (19.7, 42), 31.43),
    (LOAD, "convoys", "likeliest as with scrap"): Found("holds", 0.0565, (15, 60), 31.03),
    (LOAD, "convoys", "every known mean alike"): Found("cannot tell", 0.4431, (11.8, 65), 38.39),
    (LOAD, "hedge width", "generous"): Found("holds", 0.1285, (15, 60), 35.13),
    (LOAD, "shape", "flat"): Found("holds", 0.2169, (15, 60), 37.50),
    (LOAD, "shape", "peaked"): Found("strained", 0.0283, (15, 60), 32.77),
    (PRICE, *AS_WRITTEN): Found("holds", 0.925, (228, 5881.50), 387.17),
    (PRICE, "market", "yard"): Found("holds", 0.200, (72, 4871.55), 204.69),
    (PRICE, "market", "on the spot"): Found("holds", 0.288, (52.44, 5881.50), 223.25),
    (PRICE, "mix", "like it, loads alike"): Found("holds", 0.230, (228, 5881.50), 387.17, counts=False),
    (PRICE, "mix", "like a large transformer"): Found("fails", 0.0, (228, 5881.50), 1392.45),
    (PRICE, "mix", "any mix alike"): Found("fails", 0.0003, (228, 5881.50), 2269.24, counts=False),
    (PRICE, "departure", "26 January 2017"): Found("holds", 0.989, (228, 5697.01), 386.60),
    (PRICE, "departure", "9 February 2017"): Found("holds", 0.937, (228, 5881.50), 387.18),
    (PRICE, "departure", "2 July 2015"): Found("holds", 0.940, (236, 5402.18), 380.29),
    (MIX, *AS_WRITTEN): Found("holds", None, (228, 5881.50), 387.17),
    (MIX, "market", "yard"): Found("cannot tell", None, (72, 4871.55), 204.69),
    (MIX, "market", "on the spot"): Found("cannot tell", None, (52.44, 5881.50), 223.25),
}
WAYS_BEFORE = {
    TRUCK: {"holds": 1, "cannot tell": 1},
    LOAD: {"holds": 15, "strained": 2, "fails": 1, "cannot tell": 12},
    PRICE: {"holds": 74, "strained": 22, "fails": 48},
    MIX: {"holds": 18, "cannot tell": 30},
}
TURNS_BEFORE = {TRUCK: (84.3,), LOAD: (52.3, 59.5), PRICE: (224, 235, 593, 1008), MIX: (221, 6061)}
# How many times likelier than a load or a price that is so many times less; what a price would be off from by half.
RATIOS_BEFORE: dict[Key, dict[float, float]] = {
    (LOAD, *AS_WRITTEN): {1.5: 0.55, 2: 0.98, 3: 8.4},
    (LOAD, "convoys", "as heavy as a quarry's"): {1.5: 0.70, 2: 1.28, 3: 11},
    (LOAD, "convoys", "counted ones only"): {1.5: 0.248, 2: 0.276, 3: 1.29},
    (LOAD, "convoys", "likeliest as with scrap"): {1.5: 0.54, 2: 0.54, 3: 1.2},
    (LOAD, "convoys", "every known mean alike"): {1.5: 0.746, 2: 0.860, 3: 1.66},
    (LOAD, "hedge width", "generous"): {1.5: 0.60, 2: 0.80, 3: 3.0},
    (LOAD, "shape", "flat"): {1.5: 1.51, 2: 2.02, 3: 3.0},
    (LOAD, "shape", "peaked"): {1.5: 0.291, 2: 0.43, 3: 3.7},
}
FACTORS = (1.5, 2.0, 3.0)
# What stands in another place now: the option before, and the one that asks the same.
SUCCEEDED = {("market", "on the spot"): ("money", "proceeds")}
NEAREST, BOUND, DAY, SIDING = "nearest loads", "nearest truck", "prices of the day", "siding"
CAUSES: dict[Key, str] = {
    (TRUCK, "heaviest_truck", "any anywhere"): "what it was before",
    (LOAD, "convoys", "counted ones only"): "weighed loads count; rows of a second reading",
    (LOAD, "convoys", "every known mean alike"): "rows of a second reading",
    (LOAD, "convoys", "likeliest as with scrap"): "drawn anew",
    (LOAD, "convoys", "convoys in Syria alone"): "new: nearest in kind and place",
    (PRICE, "market", "yard"): SIDING,
    (MIX, "market", "yard"): SIDING,
    (PRICE, "market", "yard with cable"): "new: looted cable in its insulation",
    (MIX, "market", "yard with cable"): "new: looted cable in its insulation",
    (PRICE, "money", "proceeds"): "a reading of the words; other ends of the discount",
    (MIX, "money", "proceeds"): "a reading of the words; other ends of the discount",
    (PRICE, "mix", "like it, loads alike"): "gone: within the fair range of how alike loads are",
    (PRICE, "mix", "any mix alike"): "gone: asked by the check for some mix",
    (PRICE, "mix", "like a large transformer"): "oil is no metal; ruled out by the article's words",
    (PRICE, "mix", "like Iraqi scrap in Jordan"): "new: scrap out of Iraq that somebody counted",
    (PRICE, "departure", "26 January 2017"): "price of 23 January",
    (PRICE, "departure", "9 February 2017"): "no later strike is documented",
    (PRICE, "departure", "2 July 2015"): "copper at 98.9 percent; drawn anew",
    (TRUCK, "heaviest_truck", "as the group reckons"): "new: shown, and why it is no bound",
    (TRUCK, "heaviest_truck", "one with scrap"): "new: shown, and why it is no bound",
    (TRUCK, "heaviest_truck", "the law of 2005"): "new: shown, and why it is no bound",
}
OF_A_CHECK = {TRUCK: BOUND, LOAD: NEAREST, PRICE: DAY, MIX: "copper at 98.9 percent, not 99"}
MENDED = ("short", "long", "of_each_truck")  # readings that were ruled out before, and are now


def found_now(result: Verification) -> dict[Key, Found]:
    """Each finding of the checks that rest on what was mended, by its check and the option that is not as written."""
    every: dict[Key, Found] = {}
    for check in result.checks:
        for one in check.findings if check.name in OF_A_CHECK else ():
            option = one.choices[one.changed] if one.changed else ""
            if option not in MENDED:
                tail = one.tail_probability and one.tail_probability.value
                given = (str(one.outcome), tail, one.computed.bounds, one.computed.mean.value, one.ruled_out is None)
                every[check.name, one.changed or "", option] = Found(*given)
    return every


def moved(result: Verification) -> Iterator[str]:
    """The table of findings, as they were and as they are."""
    now = found_now(result)
    yield "| question | if | before | now | computed before | computed now | by |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    succeeded = {(check, *SUCCEEDED[one[1:]]): one for one in BEFORE for check in [one[0]] if one[1:] in SUCCEEDED}
    keys = [*dict.fromkeys([*now, *(key for key in BEFORE if key[1:] not in SUCCEEDED)])]
    for check in OF_A_CHECK:
        for key in (key for key in keys if key[0] == check):
            before, after = BEFORE.get(succeeded.get(key, key)), now.get(key)
            if before is None and key[1] in ("hedge width", "shape", "departure") and after is not None:
                continue  # as it was in all that matters, and not recorded
            sides = [one.computed if one else "–" for one in (before, after)]
            outcomes = [one.told if one else "–" for one in (before, after)]
            yield f"| {check} | {_if(key)} | {' | '.join(outcomes + sides)} | {CAUSES.get(key, OF_A_CHECK[check])} |"


def ratios(result: Verification) -> Iterator[str]:
    """The table of likelihood ratios of the load, before and now: against 1.5, 2 and 3 times too high."""
    yield "| if | before | now |"
    yield "| --- | --- | --- |"
    for one in result[LOAD].likelihoods:
        ((choice, option),) = one.choices.items() or ((AS_WRITTEN),)
        before = RATIOS_BEFORE.get((LOAD, choice, option), {})
        now = {ratio.factor: ratio for ratio in one.ratios if ratio.error == Error.TOO_HIGH}
        told = [_ratio(now[factor]) for factor in FACTORS] if now else ["–"]
        was = [f"{before[factor]:.2g}" for factor in FACTORS] if before else ["–"]
        yield f"| {_if((LOAD, choice, option))} | {', '.join(was)} | {', '.join(told)} |"


def _ratio(one: LikelihoodRatio) -> str:
    """A ratio to two digits; where no draws lie near the smaller load, the least that it can be."""
    return f"{one.ratio.value:.2g}" if one.ratio else f"over {one.least:.2g}"


def ways(result: Verification) -> Iterator[str]:
    """The table of all ways to read the article: how each check comes out in them, before and now."""
    yield "| question | ways before | ways now | the answer turned at | it turns at |"
    yield "| --- | --- | --- | --- | --- |"
    for check, before in WAYS_BEFORE.items():
        now = Counter(str(one.outcome) for one in result[check].combinations)
        at = [flip.at.value for flip in result[check].reference.flips]
        turns = [", ".join(_short(one) for one in several) for several in (TURNS_BEFORE[check], at)]
        yield f"| {check} | {_counted(before)} | {_counted(now)} | {' | '.join(turns)} |"


def steps() -> Iterator[str]:
    """The table of what each mended number does by itself: all others as they are, and this one as it was."""
    yield "| as it was | check | tail now | tail with it |"
    yield "| --- | --- | --- | --- |"
    case = open_case(CASE)
    taken_back = [
        ("the likeliest load 30.4 tonnes, of aid from Jordan", LOAD, {"convoy_mean_load.mode": "30.4 tonne/truck"}),
        ("iron up to the price of 24 February", PRICE, {"iron_on_the_day": "282 USD/tonne"}),
    ]
    for what, check, change in taken_back:
        tails = [one[check].reference.tail_probability.value for one in (case.verify(), case.with_(change).verify())]
        yield f"| {what} | {check} | {_percent(tails[0])} | {_percent(tails[1])} |"


def _if(key: Key) -> str:
    return f"{key[1]}: {key[2]}" if key[1] else "as written"


def _counted(found: dict[str, int]) -> str:
    return ", ".join(f"{found[outcome]} {word}" for outcome, word in WORDS.items() if found.get(outcome))


def _percent(value: float) -> str:
    return "under 0.1%" if value < 0.001 else f"{100 * value:.2g}%"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def page(result: Verification) -> dict[str, list[str]]:
    """Each table by its name."""
    tables = {"moved": moved(result), "ratios": ratios(result), "ways": ways(result), "steps": steps()}
    return {name: list(lines) for name, lines in tables.items()}


def tables_of(text: str) -> dict[str, list[str]]:
    """The tables of a page, by the names in the comments before them."""
    parts = re.split(r"<!-- table: (\w+) -->\n+", text)[1:]
    named = zip(parts[::2], parts[1::2], strict=True)
    return {name: [line for line in body.partition("\n\n")[0].splitlines() if line] for name, body in named}


if __name__ == "__main__":
    for name, lines in page(open_case(CASE).verify()).items():
        print(f"<!-- table: {name} -->", *lines, "", sep="\n")
