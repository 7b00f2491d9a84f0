"""Where answers change as one number is moved, in words and in rows; and that an answer rests on our estimate of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..checks import Outcome
from ..text import (
    DIGITS,
    EXACT_DIGITS,
    FEW_DIGITS,
    apart,
    brief,
    capital,
    in_full,
    number,
    own_digits,
    significant,
    span,
    stretches,
    towards,
    with_unit,
)
from .flips import CLOSE, Swings, Swung, Turned
from .levers import Support
from .outcome_words import IT_IS, IT_WOULD, WITHOUT_COMMA

NOT_MOVED = "No number was moved here, for what whole things give changes from one digit to the next."
NO_TURN = "We found no number that changes this answer, moving each from a hundredth to a hundred times its value."
SIDES_ALONE = (
    "This comparison can't say as it stands: it would miss large errors. What follows is by its two sides alone."
)
NOT_WEIGHED = "This comparison can't be weighed as it stands, so no number was moved."
BEYOND = "There the search ended, for this comparison takes much work; more numbers may change the answer."
NEAR = 1e-9  # of a whole number, as a share of it
IN_PROPORTION = "What its wording allows moves in proportion."
PLACES = {  # what stands behind a number, and the number
    Support.QUOTATION: "At the article's {}",
    Support.JUDGEMENT: "At our estimate of {}",
    Support.SOURCE: "At {}, which has a source,",
    Support.WEAK: "At {}, from a weak source,",
}


def headline(swung: Swung) -> str:
    """Where the answer of a check changes as one number is moved, and what it is on both sides of that.

    >>> from weighbridge.checks import Figure
    >>> turn = Turned(at=Figure(value=57.34, numerical_uncertainty=0.1), below="fails", above="holds")
    >>> print(headline(Swung(input="high", about="it", unit="tonne", value=60, support="judgement",
    ...     outcome="holds", looked=(30, 6000), turns=[turn])))
    For it, the answer changes below 57.4 tonnes. At our estimate of 60 tonnes it fits; just below it would not fit.
    """
    below, above = _nearest(swung.turns, swung) if swung.turns else (None, None)
    value = apart_from(swung, [turn for turn in (below, above) if turn])[0]
    here = PLACES[swung.support].format(with_unit(value, swung.unit))
    here = f"{here} {IT_IS[swung.outcome]}" if swung.outcome else ""
    if not swung.turns:
        none = f"We found no value of {swung.about} that changes the answer."
        return brief([none, f"We looked from {span(swung.looked, swung.unit)}.", here and f"{here}."])
    beyond = _beyond(below, above)
    moved = IN_PROPORTION if swung.support == Support.QUOTATION else ""
    together, singly = [f"{here}; {', '.join(beyond)}."], [f"{here}.", *(f"{capital(one)}." for one in beyond)]
    ways = [[*where, *after, moved] for where in _where(swung, below, above) for after in (together, singly) if here]
    return brief(*(ways or [[where[0], moved] for where in _where(swung, below, above)]))


def not_looked_at(found: Sequence[Swung]) -> list[str]:
    """That not every number was moved, and how many were; nothing where all were."""
    if not isinstance(found, Swings):
        return []
    if found.not_weighed:
        return [NOT_WEIGHED]
    return [f"{found.looked.sentence} {BEYOND}"] if found.looked else []


def _nearest(turns: Sequence[Turned], swung: Swung) -> tuple[Turned | None, Turned | None]:
    """The nearest turn below a value, and the nearest above it; one that it stands on by the outcome that it has.

    Of a number with more digits than that, ``340,300,800``, the turns lie nearer than that, and are told apart exactly.
    """
    found = _within(turns, swung, 1e-6 * abs(swung.value))
    return found if any(found) else _within(turns, swung, 0.0)


def _within(turns: Sequence[Turned], swung: Swung, slack: float) -> tuple[Turned | None, Turned | None]:
    under = [turn for turn in turns if turn.at.value < swung.value - slack or _on(turn, swung, slack, turn.above)]
    over = [turn for turn in turns if turn.at.value > swung.value + slack or _on(turn, swung, slack, turn.below)]
    return (under[-1] if under else None), (over[0] if over else None)


def _on(turn: Turned, swung: Swung, slack: float, outcome: Outcome) -> bool:
    return abs(turn.at.value - swung.value) <= slack and outcome == swung.outcome


def _where(swung: Swung, below: Turned | None, above: Turned | None) -> list[list[str]]:
    """On which sides the answer changes, in one sentence or in two."""
    turns = [turn for turn in (below, above) if turn]
    places = iter(apart_from(swung, turns)[1:])
    if swung.is_count:  # of whole things those below 47.8 are those below 48
        places = iter([number(_whole(turn.at.value, turn is below), in_full(turn.at.value)) for turn in turns])
    under = [f"below {with_unit(next(places), swung.unit)}"] if below else []
    over = [f"above {with_unit(next(places), swung.unit)}"] if above else []
    first, *more = [*under, *over]
    begin, also = f"For {swung.about}, the answer changes", [f"It also changes {one}." for one in more]
    apart_ = [f"This is of {swung.about}.", f"The answer changes {first}.", *also]
    return [[f"{begin} {' or '.join([first, *more])}."], [f"{begin} {first}.", *also], apart_]


def _whole(value: float, up: bool) -> float:
    """The next whole number upwards or downwards; itself where it is one but for what a computer makes of it."""
    near = round(value)
    return (
        float(near) if math.isclose(value, near, rel_tol=NEAR) else float(math.ceil(value) if up else math.floor(value))
    )


def apart_from(swung: Swung, turns: Sequence[Turned], beside: Sequence[float] = ()) -> list[str]:
    """What a number is taken as, where it turns, and what is shown beside; with as many digits as tell them apart.

    Each turn has the digits that it supports, or more to differ. It is rounded towards what the number is taken as: at
    the value that is read the answer is still as it was, and a unit of its last digit farther off it is another.
    """
    values = [swung.value, *(turn.at.value for turn in turns), *beside]
    digits = own_digits(swung.value) if swung.support == Support.QUOTATION else in_full(swung.value)
    exact = [significant(value) for value in values]
    texts: list[str] = []
    for more in range(EXACT_DIGITS):
        own = [towards(_firm(turn, swung.value), swung.value, turn.at.estimate.digits + more)[1] for turn in turns]
        texts = [number(swung.value, digits + more), *own, *(number(value, DIGITS + more) for value in beside)]
        if len({*zip(exact, texts, strict=True)}) == len({*texts}):
            break
    return texts


def _firm(turn: Turned, value: float) -> float:
    """Where an answer changes, moved towards a value by what the search for it leaves open; never past that."""
    at, open_ = turn.at.value, min(turn.at.numerical_uncertainty, CLOSE * abs(turn.at.value))
    return min(at + open_, (at + value) / 2) if at < value else max(at - open_, (at + value) / 2)


def _beyond(below: Turned | None, above: Turned | None) -> list[str]:
    if below and above and below.below == above.above:
        return [f"just outside {IT_WOULD[below.below]}"]
    under = [f"just below {IT_WOULD[below.below]}"] if below else []
    return [*under, *([f"just above {IT_WOULD[above.above]}"] if above else [])]


# Leaning on judgement.


def leaning_sentence(leans: Sequence[Swung], outcome: Outcome) -> str:
    """That an answer changes where a number that nobody measured might as well lie; nothing where none does so."""
    if not leans or outcome == Outcome.CANNOT_TELL:
        return ""
    return " ".join(sentence for also, one in enumerate(leans) for sentence in _lean(one, bool(also)))


def _lean(swung: Swung, also: bool) -> list[str]:
    below = [turn for turn in reversed(swung.fair_turns) if turn.at.value <= swung.value]
    above = [turn for turn in swung.fair_turns if turn.at.value > swung.value]
    value, *places = apart_from(swung, [*below, *above], swung.fair or ())
    low, high = places[len(swung.fair_turns) :] or ("", "")
    taken, fair = with_unit(value, swung.unit), with_unit(f"{low} to {high}", swung.unit)
    range_ = f"the case allows {fair}" if swung.fair_declared else f"we tried half to twice that, {fair}"
    sides = [*(("below", turn.below) for turn in below), *(("above", turn.above) for turn in above)]
    beyond = [
        f"{side} {with_unit(at, swung.unit)} {IT_WOULD[outcome]}."
        for (side, outcome), at in zip(sides, places, strict=False)
    ]
    return [
        f"It {'also ' if also else ''}rests on our estimate of {swung.about}, which nobody measured.",
        f"We take {taken}; {range_}.",
        *map(capital, beyond),
    ]


# Rows.


def swing_rows(found: Sequence[Swung]) -> list[dict[str, Any]]:
    """What each number does to a check, a row each: those that change its answer first, the nearest change first."""
    return [_row(one) for one in sorted(found, key=distance)]


def _row(one: Swung) -> dict[str, Any]:
    below, above = _nearest(one.turns, one) if one.turns else (None, None)
    low, high = one.fair or (None, None)
    return {
        "number": one.about,
        "value": one.value,
        "changes below": _place(below, one.value),
        "changes above": _place(above, one.value),
        "unit": with_unit("", one.unit).strip(),
        "comes from": one.support.value,
        "allowed from": low,
        "allowed to": high,
        "allowed by": "" if one.fair is None else "the case" if one.fair_declared else "half to twice",
        "changes there": "yes" if one.fair_turns else "",
        "answers": where_it_turns(one),
        "set by": one.input,
    }


def _place(turn: Turned | None, value: float) -> float | None:
    """Where an answer changes, with as many digits as tell it from the value: it has not changed there yet."""
    return None if turn is None else towards(_firm(turn, value), value, FEW_DIGITS)[0]


def where_it_turns(one: Swung) -> str:
    """The answers from the least value to the greatest: ``unlikely up to 57.3, fits above 57.3 tonnes``."""
    if not one.turns:
        low, high = apart(one.looked)
        return f"the same from {low} to {with_unit(high, one.unit)}"
    ends = apart_from(one, one.turns)[1:]
    answers = [WITHOUT_COMMA[turn.below] for turn in one.turns] + [WITHOUT_COMMA[one.turns[-1].above]]
    return stretches(answers, ends, with_unit(ends[-1], one.unit))


def distance(one: Swung) -> float:
    """How near the nearest turn is, as a share of the value."""
    size = abs(one.value) or 1.0
    return min((abs(turn.at.value - one.value) / size for turn in one.turns), default=float("inf"))
