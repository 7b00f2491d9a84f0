"""What a number of the article would be after a slip is undone, as a clause in the names that people know it by."""

from __future__ import annotations

from collections.abc import Mapping

from ..graph import Choices, Input, Model
from ..text import brief, factor, own_digits, parse_unit, show, spans, with_unit
from ..uncertainty import DistributionError, Interval
from .levers import Lever
from .possible_slips import Slip
from .slip_table import SlipRule


def clause(model: Model, slip: Slip, numbers: Mapping[str, Lever], choices: Choices) -> str:
    """What a number would be: ``the mass would be 2,050 instead of 2,500 tonnes``; with a small letter, without a stop.

    Args:
        numbers: the article's, as ``claims_of`` finds them.
    """
    one, rule = numbers[slip.number], slip.kind.rule
    other = numbers[slip.other].about if slip.other else ""
    written = _written(model, one, choices)
    match rule:
        case SlipRule.EXCHANGE:
            return brief(
                [f"{one.about} and {other} would change places"], [f"{one.about} would change places with another"]
            )
        case SlipRule.OVER_ALL:
            return _beside(one, "would be for each, not for all", f"times {other}")
        case SlipRule.OVER_EACH:
            return _beside(one, "would be for all, not for each", f"divided by {other}")
        case SlipRule.POINTS:
            return _beside(one, "would be in percent, not in percentage points", f"of {other}")
        case SlipRule.PERCENT_OF:
            return _beside(one, "would be in percentage points, not in percent", f"of {other}")
        case SlipRule.UNIT | SlipRule.RATE:
            return _in_another_unit(slip, one, written)
    return _another_value(slip, one, written)


def _beside(one: Lever, would: str, other: str) -> str:
    """A clause with the number that it is counted by, where there is room for it."""
    return brief([f"{one.about} {would} ({other})"], [f"{one.about} {would}"])


def _written(model: Model, one: Lever, choices: Choices) -> Interval:
    """A number as it is written, in root units; both ends of a range."""
    node = model.node(one.seats[0][0], choices)
    return node.written if isinstance(node, Input) and node.written is not None else (one.value, one.value)


def _another_value(slip: Slip, one: Lever, written: Interval) -> str:
    """The same number with another value."""
    scale = factor(one.unit)
    try:
        low, high = sorted(slip.undone(end, one.value) / scale for end in written)
    except DistributionError:  # a range of percentages of which one end has no other base
        return f"{one.about} would be of another base"
    after, before = (low, high), (written[0] / scale, written[1] / scale)
    digits = [max(map(own_digits, ends)) for ends in (after, before)]
    return f"{one.about} would be {with_unit(' instead of '.join(spans([after, before], digits)), show(one.unit))}"


def _in_another_unit(slip: Slip, one: Lever, written: Interval) -> str:
    """The same number in the unit that was meant, or by the time that was meant."""
    given, meant, scale = parse_unit(slip.kind.applies_to), parse_unit(slip.kind.factor), factor(one.unit)
    unit = one.unit * meant / given if slip.kind.rule == SlipRule.UNIT else one.unit * given / meant
    ends = (written[0] / scale, written[1] / scale)
    (text,) = spans([ends], max(map(own_digits, ends)))
    time = f"{'an' if slip.kind.applies_to == 'hour' else 'a'} {slip.kind.applies_to}"
    instead = time if slip.kind.rule == SlipRule.RATE else with_unit("", show(one.unit)).strip()
    return f"{one.about} would be {with_unit(text, show(unit))}, not {instead}"
