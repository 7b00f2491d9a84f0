"""Where a check rests on judgement: the smallest joint move of its judged numbers that would change its outcome.

Every number that no source supports is moved at once with all others of its kind, each within its fair range, as the
case is written and under each other option of its choices.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from pydantic import Field

from ..base import Strict
from ..checks import Outcome
from ..graph import Check, Choices, Comparison, Draws, Shares
from ..text import factor, listed, number, show, significant, span, with_unit
from ..uncertainty import Interval
from .flips import Swung
from .joint_moves import Box, JointMove, smallest_joint_move
from .levers import TWICE, Lever, Levers, levers_of
from .trial import Trial

DIGITS = 6  # of the values of a move
WORDS = {
    Outcome.HOLDS: "it would fit",
    Outcome.THROUGH_ROUNDING: "it would fit only through rounding",
    Outcome.STRAINED: "it would be unlikely",
    Outcome.FAILS: "it would not fit",
}


class Ranges(StrEnum):
    """Within which ranges judged numbers were moved."""

    FAIR = "fair"  # as the case declares them, and half to twice the value where it declares none
    WIDE = "wide"  # the same, but without a source no narrower than half to twice the value


class Moved(Strict):
    """One judged number of a joint move, in its own unit: from where to where, and how far it could have gone."""

    input: str = Field(description="its name, as `--set` knows it")
    about: str
    unit: str
    value: float
    to: float
    tried: tuple[float, float] = Field(description="between which values it was moved")
    fair_declared: bool = Field(description="whether the case declares that range; else nothing or only a part of it")

    @property
    def is_half_to_twice(self) -> bool:
        """Whether the range is the one that is tried where the case gives none."""
        usual = sorted((self.value / TWICE, self.value * TWICE))
        return all(significant(end, DIGITS) == tried for end, tried in zip(usual, self.tried, strict=True))


class JointLeaning(Strict):
    """The smallest joint move of judged numbers that changes the outcome of a check, under one option or as written."""

    choice: str | None = Field(None, description="the choice in which the case is taken otherwise; none as written")
    option: str | None = Field(None, description="the option that is taken of it")
    outcome: Outcome = Field(description="what the check says under that option, with all numbers as they are")
    becomes: Outcome | None = Field(None, description="what it says after the move; none where no move was found")
    share: float | None = Field(None, description="how far the numbers go: the share of the way to the end of a range")
    within: Ranges | None = Field(None, description="within which ranges that move was found")
    moves: list[Moved] = Field(default_factory=list, description="the numbers that have to move, all at once")

    @property
    def turns(self) -> bool:
        """Whether the outcome changes within the ranges."""
        return self.becomes is not None

    @property
    def inputs(self) -> list[str]:
        """The names of the numbers that have to move."""
        return [one.input for one in self.moves]

    def differs_from(self, other: JointLeaning) -> bool:
        """Whether another outcome, or other numbers, come of it; how far they go is not asked."""
        return (self.becomes, self.inputs) != (other.becomes, other.inputs)


def leaning_jointly(draws: Draws, name: str, cases: Sequence[tuple[Choices, Outcome]]) -> list[JointLeaning]:
    """How a check rests on all its judged numbers together: as written where it does so; options that differ from that.

    Args:
        cases: the case as written, then each single change from it, with what the check says there. Where it cannot
            tell there is nothing that turns.
    """
    found = [one for choices, outcome in cases if (one := _leaning(draws, name, choices, outcome))]
    written = next((one for one in found if one.choice is None), None)
    if written is None:
        return [one for one in found if one.turns]
    return [one for one in found if one is written and one.turns or one is not written and one.differs_from(written)]


def _leaning(draws: Draws, name: str, choices: Choices, outcome: Outcome) -> JointLeaning | None:
    """The smallest move within what is fair, else within the wider ranges; None where there is nothing to move."""
    check, model = draws.model.check(name), draws.model
    if check.relation == Comparison.COUNTED_IN or outcome == Outcome.CANNOT_TELL:
        return None
    judged = _judged(draws, check, choices)
    if not judged:
        return None
    changed = next((choice for choice, option in choices.items() if option != model.reference[choice]), None)
    under = {"choice": changed, "option": choices[changed] if changed else None, "outcome": outcome}
    ranges = {Ranges.FAIR: [one.fair for one in judged], Ranges.WIDE: [one.wide for one in judged]}
    for within, several in ranges.items():
        move = _move(draws, check, choices, judged, tuple(several))
        if move is not None:
            tried = dict(zip((one.name for one in judged), several, strict=True))
            moves = [_moved(lever, value, tried[lever.name]) for lever, value in move.numbers]
            return JointLeaning(
                **under, becomes=move.outcome, share=significant(move.share), within=within, moves=moves
            )
    return JointLeaning(**under)


def _judged(draws: Draws, check: Check, choices: Choices) -> list[Lever]:
    """The judged numbers below a check; of mean shares that are all judged the largest takes up what the others leave.

    Of shares that sum to one no more can be set than all but one.
    """
    found = [one for one in levers_of(draws.model, check.sides, choices).values() if one.fair is not None]
    means: dict[str, list[Lever]] = {}
    for one in found:
        for leaf, (parameter, _) in one.seats:
            if parameter == "mean" and isinstance(draws.model.node(leaf, choices), Shares):
                means.setdefault(leaf, []).append(one)
    left = set()
    for leaf, several in means.items():
        node = draws.model.node(leaf, choices)
        if isinstance(node, Shares) and len(several) == len(node.composition.parts):
            left.add(max(several, key=lambda one: one.value).name)
    return [one for one in found if one.name not in left]


def _move(
    draws: Draws, check: Check, choices: Choices, judged: Sequence[Lever], ranges: tuple[Interval, ...]
) -> JointMove | None:
    """The smallest joint move, kept in the cache of the graph under all that it depends on."""
    sides = [known(side, choices) for side in check.sides for known in (draws.identity, draws.model.identity)]
    levers, draws = Levers(tuple(judged)), draws.unrefined()
    key = ("joint move", levers, ranges, check.kind, check.relation, check.by, *sides, draws.settings)
    search = lambda: smallest_joint_move(Box(Trial(draws, check, choices, levers), judged, ranges))  # noqa: E731
    return draws.model.cache.kept(key, search)


def _moved(lever: Lever, value: float, tried: Interval) -> Moved:
    """One number of a move, in the unit that it is shown in."""
    scale = factor(lever.unit)
    start, to, low, high = (significant(each / scale, DIGITS) for each in (lever.value, value, *tried))
    return Moved(
        input=lever.name,
        about=lever.about,
        unit=show(lever.unit),
        value=start,
        to=min(max(_not_short(to, start, value / scale), low), high),
        tried=(low, high),
        fair_declared=lever.declared and tried == lever.fair,
    )


def _not_short(shown: float, start: float, value: float) -> float:
    """A value to so many digits, the next one onwards where rounding took it back across the turn."""
    way = math.copysign(1.0, value - start)
    step = 10.0 ** (math.floor(math.log10(abs(shown))) - DIGITS + 1) if shown else 0.0
    return significant(shown + way * step, DIGITS) if way * (shown - value) < 0 else shown


def joint_sentence(found: Sequence[JointLeaning], alone: Sequence[Swung]) -> str:
    """On which estimates a check rests together, and on which under another option; nothing where it rests on none.

    Args:
        alone: the numbers on which it leans by themselves. One of these is not told again.
    """
    written = next((one for one in found if one.choice is None), None)
    told = {one.input for one in alone}
    said = []
    if written is not None and (len(written.moves) > 1 or not told.issuperset(written.inputs)):
        said.append(_as_written(written))
    told |= set(written.inputs) if written is not None else set()
    return " ".join([*said, *_under_options(found, told)])


def _as_written(one: JointLeaning) -> str:
    """The move in words; of one within the wider ranges also that within those of the case nothing changes."""
    assert one.becomes is not None
    estimates = listed([each.about for each in one.moves])
    if len(one.moves) == 1:
        rests = f"Rests on our estimate of {estimates}, which nobody measured"
    else:
        rests = f"Rests on our estimates of {estimates} together, which nobody measured"
    at = listed([_at(each) for each in one.moves])
    if one.within == Ranges.WIDE:
        return f"{rests}. Within the case's own ranges nothing changes, but these have no source: at {at} {WORDS[one.becomes]}."
    return f"{rests}: at {at} {WORDS[one.becomes]}."


def _at(one: Moved) -> str:
    range_ = span(one.tried, one.unit)
    name = "fair" if one.fair_declared else "half to twice" if one.is_half_to_twice else "tried"
    return f"{with_unit(number(one.to), one.unit)} ({name}: {range_})"


def _under_options(found: Iterable[JointLeaning], told: set[str]) -> Iterator[str]:
    """Under which options a check rests on numbers that it does not rest on as written."""
    several: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in found:
        more = tuple(each.about for each in one.moves if each.input not in told)
        if one.choice is not None and one.option is not None and more:
            several.setdefault((one.choice, more), []).append(one.option)
    for (choice, more), options in several.items():
        estimates = "estimate" if len(more) == 1 else "estimates"
        yield f"If {choice} is {listed(options, 'or')}, it rests on our {estimates} of {listed(more)}."
