"""What is judged of all numbers together, in sentences: where it turns, on what it leans, what would mend it.

Like ``wording`` it speaks of numbers only, and goes no further than they do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .finding import CANNOT_TELL
from .judgement import Corrected, Mend, Solved, Swung, Turned
from .wording import listed, number, percent, span, with_unit


@dataclass(frozen=True)
class Room:
    """Whether numbers meet within their hedges, how many times as wide those would have to be, and which may be off."""

    meet: bool
    stretch: float
    suspects: tuple[str, ...]
    unmoved: tuple[str, ...] = ()


TOUCHING = 1e-6
NO_EVIDENCE = "Of so many, some mend by chance: that is no evidence that any of them happened."
ONE_SIDED = "It asks of one side only, and lets pass whatever lies far on the other."
NOT_MOVED = "no number was moved: what whole things give changes from one digit to the next"
NO_TURN = "no number turns it, moved from a hundredth to a hundred times its value"
SIDES_ALONE = "it cannot tell as it stands, for want of severity; by its two sides alone:"


def headline(swung: Swung) -> str:
    """Under which values of one input a check comes out as it does, and where it turns.

    >>> from .figure import Figure
    >>> headline(Swung(input="high", about="the most", unit="tonne", value=60, support="source", outcome="holds",
    ...     turns=[Turned(at=Figure(value=57.3, numerical_uncertainty=0.1), below="strained", above="holds")],
    ...     looked=(30, 6000)))
    'holds while high (the most, taken as 60 tonne) is above 57.3 tonne; strained just below'
    """
    taken = f"{swung.input} ({_about(swung)}taken as {with_unit(number(swung.value), swung.unit)}{_hedged(swung)})"
    if not swung.turns:
        return f"{swung.outcome}; no turn was found for {taken} from {span(swung.looked, swung.unit)}"
    below, above = _nearest(swung.turns, swung)
    return f"{swung.outcome} while {taken} is {_where(swung, below, above)}; {_beyond(below, above)}"


def _about(swung: Swung) -> str:
    return "" if swung.about in (swung.input, f"the article's {swung.input}") else f"{swung.about}, "


def _hedged(swung: Swung) -> str:
    """A number of the article takes its hedge with it; read anew, another number would have a hedge of its own."""
    return ", its hedge in proportion" if swung.support == "quotation" else ""


def _nearest(turns: Sequence[Turned], swung: Swung) -> tuple[Turned | None, Turned | None]:
    """The nearest turn below a value, and the nearest above it; one that it stands on by the outcome that it has."""
    slack = 1e-6 * abs(swung.value)
    under = [turn for turn in turns if turn.at.value < swung.value - slack or _on(turn, swung, slack, turn.above)]
    over = [turn for turn in turns if turn.at.value > swung.value + slack or _on(turn, swung, slack, turn.below)]
    return (under[-1] if under else None), (over[0] if over else None)


def _on(turn: Turned, swung: Swung, slack: float, outcome: str) -> bool:
    return abs(turn.at.value - swung.value) <= slack and outcome == swung.outcome


def _where(swung: Swung, below: Turned | None, above: Turned | None) -> str:
    low, high = (str(turn.at.estimate) if turn else "" for turn in (below, above))
    if below and above:
        return f"between {low} and {with_unit(high, swung.unit)}"
    return f"above {with_unit(low, swung.unit)}" if below else f"below {with_unit(high, swung.unit)}"


def _beyond(below: Turned | None, above: Turned | None) -> str:
    if below and above and below.below == above.above:
        return f"{below.below} just outside"
    told = [f"{below.below} just below"] if below else []
    return " and ".join([*told, *([f"{above.above} just above"] if above else [])])


def leaning(leans: Sequence[Swung], outcome: str) -> str:
    """That an outcome turns where a number that no source supports might fairly lie; nothing where none does so."""
    if not leans or outcome == CANNOT_TELL:
        return ""
    return f"As written it leans on judgement: {'; '.join(map(_lean, leans))}."


def _lean(swung: Swung) -> str:
    below = [turn for turn in reversed(swung.fair_turns) if turn.at.value <= swung.value]
    above = [turn for turn in swung.fair_turns if turn.at.value > swung.value]
    told = [f"{turn.below} below {turn.at.estimate}" for turn in below]
    told += [f"{turn.above} above {turn.at.estimate}" for turn in above]
    taken = f"{swung.input}, {swung.about}, is taken as {with_unit(number(swung.value), swung.unit)}"
    fair = span(swung.fair or (0.0, 0.0), swung.unit)
    if swung.fair_declared:
        return f"{taken} and might fairly lie at {fair}; there it comes out {listed(told)}"
    return f"{taken} without a source or a fair range; within half to twice, {fair}, there it comes out {listed(told)}"


def slips(check: str, tried: int, mends: Sequence[Mend], from_outside: Sequence[str], one_sided: bool = False) -> str:
    """Which slips would mend a failing check, how many were tried, and whether anything tells them apart.

    One after which the check can no longer tell has mended nothing: the check has lost its severity.
    """
    many = "1 slip" if tried == 1 else f"{tried} slips"
    if not mends:
        return f"{check} fails, and none of {many} that were tried mends it; that is no evidence either way."
    real = [mend for mend in mends if mend.outcomes.get(check) != CANNOT_TELL]
    silent = [mend for mend in mends if mend not in real]
    told = f"Of {many} tried, {_count(real)} {check}" + (f": {_named(real)}" if real else "")
    told += f"; after {_named(silent)} it no longer fails, and could not tell" if silent else ""
    sided = f" {ONE_SIDED}" if one_sided and silent else ""
    return f"{told}.{sided} {NO_EVIDENCE} {_apart(mends, from_outside)}"


def _count(mends: Sequence[Mend]) -> str:
    return {0: "none mends", 1: "1 mends"}.get(len(mends), f"{len(mends)} mend")


def _named(mends: Sequence[Mend]) -> str:
    return listed([f"{mend.number} {mend.change}" for mend in mends])


def _apart(mends: Sequence[Mend], from_outside: Sequence[str]) -> str:
    clear = [mend for mend in mends if not mend.failing]
    failing = list(dict.fromkeys(check for mend in mends for check in mend.failing))
    if not clear:
        return f"After {'it' if len(mends) == 1 else 'each of them'} something fails ({listed(failing)})."
    if len(clear) == len(mends):
        return "After it no check fails." if len(mends) == 1 else "After each no check fails: nothing here chooses."
    kept = "one" if len(clear) == 1 else f"{len(clear)} of them"
    rest = "the other" if len(mends) - len(clear) == 1 else "each of the others"
    after = f"after {_named(clear)} no check fails, after {rest} something does ({listed(failing)})"
    return f"{_by(mends, from_outside)} {kept}: {after}."


def _by(mends: Sequence[Mend], from_outside: Sequence[str]) -> str:
    """What tells slips apart: evidence from outside only where each of those that are left fails by it."""
    chosen = all(set(mend.failing) & set(from_outside) for mend in mends if mend.failing)
    return "Evidence from outside does not exclude" if chosen else "The other checks do not exclude"


def joint(numbers: Sequence[Corrected], rooms: Sequence[Room], left_out: Sequence[str] = ()) -> str:
    """What the smallest joint correction is, and whether one number alone may be off.

    Args:
        rooms: by the typical room of the numbers' words, then by the generous one.
    """
    beside = f" Left out is what asks of whole things ({listed(left_out)})." if left_out else ""
    moved = [one for one in numbers if one.shift]
    whose = _whose(rooms[0]) + (_lenient(rooms[0], rooms[1]) if len(rooms) > 1 else "")
    if any(one.corrected is None for one in numbers):
        none = "No joint correction of the article’s numbers was found that lets every check hold."
        return f"{none} {whose}{beside}"
    if not moved:
        asked = "no check that was asked" if left_out else "no check"
        return f"Nothing has to be corrected: as the case is taken {asked} is broken.{beside}"
    least = f"each move measured against the width of the room that its words leave: {_changes(moved)}."
    if rooms[0].meet:
        return f"{whose} With every number but one figure, the least change, {least}{beside}"
    return f"The smallest joint correction that lets every check hold, {least} {whose}{beside}"


def _lenient(usual: Room, wide: Room) -> str:
    """What changes where a lenient reader's room is taken; nothing where nothing does."""
    if (usual.meet, usual.suspects) == (wide.meet, wide.suspects):
        return ""
    if wide.meet:
        return " By the room that a lenient reader allows, some values of all numbers let every check hold."
    if not wide.suspects:
        return " By the room that a lenient reader allows, leaving out any single number is not enough either."
    which = listed(wide.suspects).replace(" and ", " or ")
    return f" By the room that a lenient reader allows, the others fit without {which}."


def _changes(moved: Sequence[Corrected]) -> str:
    shown = [one for one in moved if number(one.stated) != number(one.corrected or 0.0)]
    if not shown:
        return "every number by less than is shown"
    rest = "" if len(shown) == len(moved) else ", and others by less than is shown"
    return listed([f"{one.number} {_change(one)}" for one in shown]) + rest


def _change(one: Corrected) -> str:
    inside = one.width[0] <= (one.corrected or 0.0) <= one.width[1]
    room = f"within its {one.room}" if inside else f"beyond its {one.room}"
    corrected = with_unit(number(one.corrected or 0.0), one.unit)
    middle = ", the middle of its range," if one.room == "range" else ""
    return f"from {number(one.stated)}{middle} to {corrected} ({room})"


def _whose(room: Room) -> str:
    if room.meet:
        return "Some values within the room of the article’s words let every check hold, so no number has to be off."
    wide = "No room for the numbers was found, however wide, in which every check holds"
    if room.stretch <= 1 + TOUCHING:
        wide = "Within their room the numbers come no nearer than to touch"
    elif math.isfinite(room.stretch):
        wide = f"Were the room of all numbers widened alike, {number(room.stretch)} times as much would do"
    if room.unmoved:
        return f"{wide}. Which is off cannot be told: {listed(room.unmoved)} is not above zero, and was not moved."
    if not room.suspects:
        return f"{wide}. Leaving out any single number is not enough: more than one is off, or a check does not apply."
    if len(room.suspects) == 1:
        only = f"If just one number is off, its sign is right and all else stands, it is {room.suspects[0]}"
        return f"{wide}. {only}: only without it do the others fit within their room."
    which = f"{', '.join(room.suspects[:-1])} or {room.suspects[-1]}"
    return f"{wide}. If one of them is off, which cannot be localised: leaving out {which}, the others fit."


def solution(found: Solved) -> str:
    """What one number would have to be for a formula to be what is wanted, all else as written, bounded or drawn."""
    for_it = f"For {found.formula} to be {found.wanted}, {found.unknown} would have to be"
    looked = span(found.looked, found.unit)
    outermost = " or ".join(span(one, found.unit) for one in found.bounds)
    if not found.bounds and not found.as_written:
        steps = "looked through in steps of a factor of one and a half"
        return f"{for_it} something that was not found from {looked}, {steps}."
    if found.mean is not None and found.coverage_interval is not None:
        ends = with_unit(" to ".join(str(end.estimate) for end in found.coverage_interval), found.unit)
        return f"{for_it} {ends} in 95 % of draws ({found.mean.estimate} in the mean); at the outermost {outermost}."
    if found.unsolved is not None or found.several is not None:
        return f"{for_it} {outermost} at the outermost; {_drawn(found)}, of those from {looked}."
    hedged = " or ".join(span(one) for one in found.bounds)
    if not found.as_written:
        return f"{for_it} {outermost}, within hedges; with the other numbers as written no value was found."
    exact = " or ".join(span(one, found.unit) for one in found.as_written)
    return f"{for_it} {exact}" + (f" ({hedged} with hedges)." if found.bounds != found.as_written else ".")


def _drawn(found: Solved) -> str:
    """Why no spread of the value is told: in some draws there is none, in others more than one."""
    told = [f"in {percent(found.unsolved)} of draws no value will do"] if found.unsolved else []
    return " and ".join([*told, *([f"in {percent(found.several)} more than one will"] if found.several else [])])
