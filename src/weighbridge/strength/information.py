"""What would settle a check: how much of the disagreement among all ways to read it knowing one thing would remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..casefile import Loss
from ..verdict import CheckResult, distinct
from .losses import losses_by_outcome
from .outcome_tables import Losses, OutcomeTable, Thing
from .results import Settler, Settling, Silence


def settling(check: CheckResult, losses: Mapping[str, Loss] | None = None) -> Settling:
    """How far the ways to read a case disagree on a check, and what knowing each choice would remove, most first.

    Every combination of options counts alike: an option has the weight of one over the number of options of its choice.
    So a choice that changes nothing removes 0 bits and shifts no other figure, for the shares of outcomes are the same
    without it. Options that are alike among themselves are options all the same: a case that gives three days on which
    prices were low and one on which they were high is taken at its word. ``ways`` counts otherwise: combinations that
    compare the same two sides are one way there.

    Args:
        losses: what each action costs under each outcome, as the case says it; nothing where it does not.
    """
    table, given = OutcomeTable.of(check.combinations), losses_by_outcome(losses or {})
    settlers = settlers_of(check, table, given)
    return settling_of(check, table, settlers, given)


def settlers_of(check: CheckResult, table: OutcomeTable, losses: Losses | None) -> list[Settler]:
    """What knowing each choice would remove.

    Of more ways than are listed, the table is of those that are. Then a choice changes something where that is known of
    all ways; of a sample, nothing that was looked at shows that a choice changes nothing.
    """
    found = [settler(table, name, losses) for name in table.things]
    if check.tally is None:
        return found
    outcomes = check.tally.outcomes
    turning = [one.name for one in found] if outcomes is None else outcomes.depends_on()
    return [one.model_copy(update={"changes": one.name in turning and check.range.is_wide}) for one in found]


def settling_of(
    check: CheckResult, table: OutcomeTable, settlers: Sequence[Settler], losses: Losses | None
) -> Settling:
    """What would settle a check, with some settlers in the order of what they remove."""
    least, most = table.bits_between if table.left_open else (None, None)
    silent = silence(table, settlers)
    if silent is Silence.ALWAYS_THE_SAME and check.tally is not None and not check.tally.is_exact:
        silent = Silence.SAME_WHERE_LOOKED
    return Settling(
        check=check.name,
        bits=table.bits,
        ways=len(distinct(check.combinations)),
        combinations=len(table.rows),
        left_open=table.left_open,
        least=least,
        most=most,
        settlers=[] if silent else in_order(settlers),
        action=table.cheapest(losses) if losses else None,
        worth=table.worth_of_all(losses) if losses else None,
        silent=silent,
    )


def silence(table: OutcomeTable, settlers: Sequence[Settler]) -> Silence | None:
    """Why nothing is to be settled; none where something is."""
    if not settlers:
        return Silence.ONE_WAY
    return None if table.left_open or any(one.changes for one in settlers) else Silence.ALWAYS_THE_SAME


def in_order(settlers: Sequence[Settler]) -> list[Settler]:
    """What removes most first; of as much what changes something first, then as they stand."""
    return sorted(settlers, key=lambda one: (-one.bits, not one.changes))


def settler(table: OutcomeTable, thing: Thing, losses: Losses | None, called: str = "", **of_a_number: Any) -> Settler:
    """What knowing one thing of a table would remove: a choice, or with a name and what else there is, a number."""
    bits = table.removed(thing)
    least, most = table.removed_between(thing) if table.left_open else (None, None)
    return Settler(
        name=called or str(thing),
        is_choice=not of_a_number,
        bits=bits,
        share=bits / table.bits if table.bits else 0.0,
        changes=table.changes(thing),
        least=least,
        most=most,
        worth=table.worth(thing, losses) if losses else None,
        **of_a_number,
    )
