"""What is judged of all numbers together, in sentences: where it turns, on what it leans, what would mend it.

Like ``wording`` it speaks of numbers only, and goes no further than they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .finding import CANNOT_TELL
from .judgement import Corrected, Mend, Solved, Swung, Turned
from .wording import listed, number, percent, span, with_unit


@dataclass(frozen=True)
class Room:
    """Whether numbers meet within their hedges, how many times as wide those would have to be, and which may be off."""

    meet: bool
    stretch: float | None
    suspects: tuple[str, ...]


TOUCHING = 1e-6
NO_EVIDENCE = "That one of so many does is no evidence that it was made"


def headline(swung: Swung) -> str:
    """Under which values of one input a check comes out as it does, and where it turns.

    >>> from .figure import Figure
    >>> headline(Swung(input="high", about="the most", unit="tonne", value=60, support="source", outcome="holds",
    ...     turns=[Turned(at=Figure(value=57.3, numerical_uncertainty=0.1), below="strained", above="holds")],
    ...     looked=(30, 6000)))
    'holds while high (the most, taken as 60 tonne) is above 57.3 tonne; strained below'
    """
    taken = f"{swung.input} ({_about(swung)}taken as {with_unit(number(swung.value), swung.unit)})"
    if not swung.turns:
        low, high = (number(end) for end in swung.looked)
        return f"{swung.outcome} whatever {taken} is, from {low} to {with_unit(high, swung.unit)}"
    below, above = _nearest(swung.turns, swung.value)
    return f"{swung.outcome} while {taken} is {_where(swung, below, above)}; {_beyond(below, above)}"


def _about(swung: Swung) -> str:
    return "" if swung.about in (swung.input, f"the article's {swung.input}") else f"{swung.about}, "


def _nearest(turns: Sequence[Turned], value: float) -> tuple[Turned | None, Turned | None]:
    """The nearest turn at or below a value, and the nearest above it."""
    below = [turn for turn in turns if turn.at.value <= value]
    above = [turn for turn in turns if turn.at.value > value]
    return (below[-1] if below else None), (above[0] if above else None)


def _where(swung: Swung, below: Turned | None, above: Turned | None) -> str:
    low, high = (str(turn.at.estimate) if turn else "" for turn in (below, above))
    if below and above:
        return f"between {low} and {with_unit(high, swung.unit)}"
    return f"above {with_unit(low, swung.unit)}" if below else f"below {with_unit(high, swung.unit)}"


def _beyond(below: Turned | None, above: Turned | None) -> str:
    told = [f"{below.below} below"] if below else []
    return " and ".join([*told, *([f"{above.above} above"] if above else [])])


def leaning(leans: Sequence[Swung], outcome: str) -> str:
    """That an outcome turns where a number that no source supports might fairly lie; nothing where none does so."""
    if not leans or outcome == CANNOT_TELL:
        return ""
    return f"As written it leans on judgement: {'; '.join(map(_lean, leans))}."


def _lean(swung: Swung) -> str:
    below, above = _nearest(swung.fair_turns, swung.value)
    told = [f"{below.below} where {{}} is below {below.at.estimate}"] if below else []
    told += [f"{above.above} where {{}} is above {above.at.estimate}"] if above else []
    name = f"{swung.input}, {swung.about},"
    fair = span(swung.fair or (0.0, 0.0), swung.unit)
    taken = with_unit(number(swung.value), swung.unit)
    why = (
        "might fairly lie at"
        if swung.fair_declared
        else "has no source and no fair range, so half to twice it was tried,"
    )
    return f"{' and '.join(told).format(name, 'it')}; it is taken as {taken} and {why} {fair}"


def slips(check: str, tried: int, mends: Sequence[Mend], from_outside: Sequence[str]) -> str:
    """Which slips would mend a failing check, how many were tried, and whether anything tells them apart."""
    if not mends:
        return f"{check} fails, and none of {tried} slips that were tried mends it."
    told = f"Of {tried} slips tried, {len(mends)} {'mends' if len(mends) == 1 else 'mend'} {check}: {_named(mends)}."
    return f"{told} {NO_EVIDENCE}. {_apart(mends, from_outside)}"


def _named(mends: Sequence[Mend]) -> str:
    return listed([f"{mend.number} {mend.change}" for mend in mends])


def _apart(mends: Sequence[Mend], from_outside: Sequence[str]) -> str:
    clear = [mend for mend in mends if not mend.failing]
    failing = list(dict.fromkeys(check for mend in mends for check in mend.failing))
    outside = [check for check in failing if check in from_outside]
    if not clear:
        return f"After {'it' if len(mends) == 1 else 'each of them'} something still fails ({listed(failing)})."
    if len(clear) == len(mends):
        return "After it no check fails." if len(mends) == 1 else "After each no check fails: nothing here chooses."
    by = "Evidence from outside leaves" if outside else "The article’s other numbers leave"
    kept = "one" if len(clear) == 1 else f"{len(clear)} of them"
    rest = f"after the other{'s' if len(mends) - len(clear) > 1 else ''} {listed(outside or failing)} still"
    return f"{by} {kept}: only after {_named(clear)} does no check fail; {rest} {_verb(outside or failing)}."


def _verb(checks: Sequence[str]) -> str:
    return "fails" if len(checks) == 1 else "fail, all or some"


def joint(numbers: Sequence[Corrected], binding: Sequence[str], room: Room) -> str:
    """What the smallest joint correction is, and whether one number alone may be off."""
    moved = [one for one in numbers if one.shift]
    if any(one.corrected is None for one in numbers):
        return f"No joint correction of the article’s numbers was found that lets every check hold. {_whose(room)}"
    if not moved:
        return "Nothing has to be corrected: with the numbers as they stand, no check is broken."
    shown = [one for one in moved if number(one.stated) != number(one.corrected or 0.0)]
    changes = listed([f"{one.number} {_change(one)}" for one in shown or moved])
    rest = "" if len(shown) in (0, len(moved)) else ", and others by less than is shown"
    return f"The smallest joint correction that lets {listed(list(binding))} hold: {changes}{rest}. {_whose(room)}"


def _change(one: Corrected) -> str:
    inside = one.width[0] <= (one.corrected or 0.0) <= one.width[1]
    room = "within its hedge" if inside else "beyond its hedge"
    corrected = with_unit(number(one.corrected or 0.0), one.unit)
    middle = "the middle of its range, " if one.is_range else ""
    return f"from {middle}{number(one.stated)} to {corrected} ({room})"


def _whose(room: Room) -> str:
    if room.meet:
        return "Within what rounding and hedges permit the numbers meet as they stand, so none has to be off."
    wide = "However wide the hedges, the numbers do not meet"
    if room.stretch is not None and room.stretch <= 1 + TOUCHING:
        wide = "Within their hedges the numbers come no nearer than to touch"
    elif room.stretch is not None:
        wide = f"The hedges would have to be {number(room.stretch)} times as wide for the numbers to meet"
    if not room.suspects:
        return f"{wide}. Leaving out any single number does not let the others meet: no one number alone explains it."
    if len(room.suspects) == 1:
        only = f"If just one number is off, and all else stands, it is {room.suspects[0]}"
        return f"{wide}. {only}: only without it do the others meet within their hedges."
    which = f"{', '.join(room.suspects[:-1])} or {room.suspects[-1]}"
    return f"{wide}. Which number is off cannot be localised: leaving out {which}, the others meet."


def solution(found: Solved) -> str:
    """What one number would have to be for a formula to be what is wanted, all else as written, bounded or drawn."""
    for_it = f"For {found.formula} to be {found.wanted}, {found.unknown} would have to be"
    looked = span(found.looked, found.unit)
    outermost = " or ".join(span(one, found.unit) for one in found.bounds)
    if not found.bounds and not found.as_written:
        return f"{for_it} outside what was looked through, {looked}, or no value will do."
    if found.mean is not None and found.coverage_interval is not None:
        ends = " to ".join(str(end.estimate) for end in found.coverage_interval)
        mean = with_unit(str(found.mean.estimate), found.unit)
        return f"{for_it} {mean} on average ({ends}, 95 %); at the outermost {outermost}."
    if found.unsolved is not None:
        none = f"in {percent(found.unsolved)} of draws no value will do, of those looked through, {looked}"
        return f"{for_it} {outermost} at the outermost; {none}."
    exact = " or ".join(span(one, found.unit) for one in found.as_written) or "no one value"
    hedged = " or ".join(span(one) for one in found.bounds)
    return f"{for_it} {exact}" + (f" ({hedged} with hedges)." if found.bounds != found.as_written else ".")
