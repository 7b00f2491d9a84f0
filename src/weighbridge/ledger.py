"""Tables of what is judged of all numbers together, as rows of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .finding import CANNOT_TELL, STANDS, CheckResult, Combination, Verdict
from .judgement import Joint, Slips, Swung
from .wording import number, span, stretches, with_unit


def swings(found: Sequence[Swung]) -> list[dict[str, Any]]:
    """What each input does to a check, a row each: those that turn it first, the nearest turn before the others."""
    return [
        {
            "input": one.input,
            "taken as": with_unit(number(one.value), one.unit),
            "where it turns": turning(one),
            "rests on": one.support,
            "might fairly lie": _fair(one),
            "turns there": "yes" if one.fair_turns else "",
        }
        for one in sorted(found, key=distance)
    ]


def turning(one: Swung) -> str:
    """The outcomes from the least value to the greatest: ``strained up to 57.3, holds above 57.3 tonne``."""
    if not one.turns:
        low, high = (number(end) for end in one.looked)
        return f"none found from {low} to {with_unit(high, one.unit)}"
    ends = [str(turn.at.estimate) for turn in one.turns]
    outcomes = [*(turn.below for turn in one.turns), one.turns[-1].above]
    return stretches(outcomes, ends, with_unit(ends[-1], one.unit))


def _fair(one: Swung) -> str:
    if one.fair is None:
        return ""
    return span(one.fair, one.unit) + ("" if one.fair_declared else " (half to twice)")


def distance(one: Swung) -> float:
    """How near the nearest turn is, as a share of the value."""
    size = abs(one.value) or 1.0
    return min((abs(turn.at.value - one.value) / size for turn in one.turns), default=float("inf"))


def specifications(check: CheckResult) -> list[dict[str, Any]]:
    """Every combination of fair choices, a row each, in the order of how much the stated value could be.

    A specification curve as data (U. Simonsohn, J. P. Simmons, L. D. Nelson, Nature Human Behaviour 4, 2020): for which
    multiples of the stated value the check would hold, the middle of the computed side, the outcome at the value.
    """
    ordered = sorted(enumerate(check.combinations), key=lambda item: (_upper(item[1]), item[0]))
    return [
        {
            "rank": rank,
            **reach(one),
            "tail probability": one.tail_probability.value if one.tail_probability else None,
            "outcome": one.outcome,
            **one.choices,
        }
        for rank, (_, one) in enumerate(ordered, start=1)
    ]


def reach(one: Combination) -> dict[str, float | None]:
    """For which multiples of the stated value a check would hold, and the middle of the computed side as one."""
    found = one.reach
    ends = {"holds from": found.holds_from, "middle": found.middle, "holds to": found.holds_to}
    return {f"{name} (times what is stated)": end.value if end else None for name, end in ends.items()}


def _upper(one: Combination) -> float:
    """Up to what multiple it would hold: without end where nothing ends it, at none where it never does."""
    found = one.reach
    if found.holds_to is not None:
        return found.holds_to.value
    return float("inf") if found.holds_from is not None or one.outcome in (*STANDS, CANNOT_TELL) else 0.0


def slips(found: Slips) -> list[dict[str, Any]]:
    """The slips that mend a check, a row each, with what every check would then say."""
    return [
        {"number": mend.number, "would be": mend.change, "slip": mend.slip, "which says": mend.says, **mend.outcomes}
        for mend in found.mends
    ]


def joint(found: Joint) -> list[dict[str, Any]]:
    """The smallest joint correction, a row for each number."""
    return [
        {
            "number": one.number,
            "stated": ("a range, by its middle " if one.room == "range" else "")
            + with_unit(number(one.stated), one.unit),
            "corrected": "none found" if one.corrected is None else with_unit(number(one.corrected), one.unit),
            "its words permit": span(one.width, one.unit),
            "by its": one.room,
            "spread": f"{number(100 * one.spread, 2)} %",
            "moved by, in spreads": "" if one.shift is None else number(one.shift, 2),
        }
        for one in found.numbers
    ]


def rule(verdict: Verdict) -> list[dict[str, Any]]:
    """The rule for a verdict, a row for each step, as far as the one that decides."""
    return [
        {"step": step, "asks": one.asks, "found": one.found, "decides": verdict.outcome if one.decides else ""}
        for step, one in enumerate(verdict.rule, start=1)
    ]
