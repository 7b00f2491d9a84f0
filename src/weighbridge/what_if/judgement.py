"""Where a check rests on judgement: the smallest joint move of its judged numbers that would change its outcome.

Every number that no source supports is moved at once with all others of its kind, each within its fair range, as the
case is written and under each other option of its choices.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from pydantic import Field

from ..base import Looked, Spent, Strict, Thing, Work, kept_for_its_price, paid_by, steps, unsaid
from ..checks import Outcome
from ..graph import Check, Choices, Comparison, Draws, Kind, Shares
from ..text import apart, brief, capital, factor, in_turn, listed, show, significant, span, with_unit
from ..uncertainty import Interval
from .flips import share_of
from .joint_moves import Box, JointMove, smallest_joint_move
from .levers import TWICE, Lever, Levers, levers_of
from .outcome_words import IT_WOULD
from .trial import Trial

MOST_WORK, LEAST_WORK = 120_000, 20_000  # of all checks of a case together, under one option; of one of very many
BEYOND = "There the search ended, for this comparison takes much work; a smaller change of them may turn the answer."
DIGITS, SHOWN = 6, 3  # of the values of a move, and for reading: more where else it would seem not to have moved
ENDS = ("low", "high", "value", "values")  # the parameters that bounds rest on: not a mode, nor a mean share
UNSOURCED = "The case's own range, which has no source, is"


class Ranges(StrEnum):
    """Within which ranges judged numbers were moved."""

    FAIR = "fair"  # as the case declares them, and half to twice the value where it declares none
    WIDE = "wide"  # the same, but without a source no narrower than half to twice the value


class Moved(Strict):
    """One judged number of a joint move, in its own unit: from where to where, and how far it could have gone."""

    input: str = Field(description="its name, as `--set` knows it")
    about: str = Field(description="what it is called for people")
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
    condition: str | None = Field(None, description="that option in words, as they stand after *if*")
    outcome: Outcome = Field(description="what the check says under that option, with all numbers as they are")
    becomes: Outcome | None = Field(None, description="what it says after the move; none where no move was found")
    share: float | None = Field(None, description="how far the numbers go: the share of the way to the end of a range")
    within: Ranges | None = Field(None, description="within which ranges that move was found")
    moves: list[Moved] = Field(default_factory=list, description="the numbers that have to move, all at once")
    looked: Looked | None = Field(
        None,
        exclude_if=unsaid,
        description="how many ranges were gone through before the budget of the search was spent; stands only then",
    )

    def __repr__(self) -> str:
        return joint_sentence(self) or "nothing turns"

    @property
    def turns(self) -> bool:
        """Whether the outcome changes within the ranges."""
        return self.becomes is not None

    @property
    def inputs(self) -> list[str]:
        """The names of the numbers that have to move."""
        return [one.input for one in self.moves]


def joint_leaning(draws: Draws, name: str, choices: Choices, outcome: Outcome) -> JointLeaning | None:
    """How a check rests on its judged numbers together under some choices; None where it has none, or cannot tell.

    They are moved within what is fair; where nothing turns there, within ranges that without a source are no narrower
    than if the case had declared nothing.

    Args:
        outcome: what the check says there.
    """
    check, model = draws.model.check(name), draws.model
    if check.relation == Comparison.COUNTED_IN or outcome == Outcome.CANNOT_TELL:
        return None
    judged = judged_levers(draws, check, choices)
    if not judged:
        return None
    changed = next((choice for choice, option in choices.items() if option != model.reference[choice]), None)
    option = choices[changed] if changed else None
    clause = model.names.option(changed, choices[changed]) if changed else None
    under = {"choice": changed, "option": option, "condition": clause, "outcome": outcome}
    ranges = {Ranges.FAIR: [one.fair for one in judged], Ranges.WIDE: [one.wide for one in judged]}
    budget = share_of(MOST_WORK, draws, LEAST_WORK)
    for count, (within, several) in enumerate(ranges.items()):
        try:
            with paid_by(budget):
                move = _move(draws, check, choices, judged, tuple(several))
        except Spent as spent:
            if spent.budget is not budget:
                raise
            return JointLeaning(**under, looked=Looked(at=Thing.RANGES, looked=count, of=len(ranges)))
        if move is not None and move.outcome != outcome:  # else it lies so near a threshold that fewer draws miss it
            tried = dict(zip((one.name for one in judged), several, strict=True))
            moves = [_moved(lever, value, tried[lever.name]) for lever, value in move.numbers]
            return JointLeaning(
                **under, becomes=move.outcome, share=significant(move.share), within=within, moves=moves
            )
    return JointLeaning(**under)


def leaning_under_options(
    draws: Draws, name: str, written: JointLeaning | None, cases: Sequence[tuple[Choices, Outcome]]
) -> list[JointLeaning]:
    """The single changes from the case as written under which a check rests on judgement otherwise than it does there.

    Args:
        cases: each single change, with what the check says under it.
    """
    found = (joint_leaning(draws, name, choices, outcome) for choices, outcome in steps(cases, Work.FLIPS, len(cases)))
    ends = (written.becomes, written.within, written.inputs) if written else (None, None, [])
    return [one for one in found if one and (one.becomes, one.within, one.inputs) != ends]


def judged_levers(draws: Draws, check: Check, choices: Choices) -> list[Lever]:
    """The judged numbers on which the outcome of a check can rest, in the order of their names."""
    found = [one for one in levers_of(draws.model, check.sides, choices).values() if one.fair is not None]
    if check.kind is not Kind.TYPICAL:
        ranks = {correlation.rank for correlation in draws.model.correlations.values()}
        found = [one for one in found if any(leaf not in ranks and slot[0] in ENDS for leaf, slot in one.seats)]
    taken_up = _taken_up(draws, found, choices)
    return [one for one in found if one.name not in taken_up]


def _taken_up(draws: Draws, found: Sequence[Lever], choices: Choices) -> set[str]:
    """Of mean shares that are all judged the largest: it takes up what the others leave, since all sum to one."""
    means: dict[str, list[Lever]] = {}
    for one in found:
        for leaf, (parameter, _) in one.seats:
            if parameter == "mean":
                means.setdefault(leaf, []).append(one)
    nodes = {leaf: draws.model.node(leaf, choices) for leaf in means}
    whole = [
        leaf
        for leaf, node in nodes.items()
        if isinstance(node, Shares) and len(means[leaf]) == len(node.composition.parts)
    ]
    return {max(means[leaf], key=lambda one: one.value).name for leaf in whole}


def _move(
    draws: Draws, check: Check, choices: Choices, judged: Sequence[Lever], ranges: tuple[Interval, ...]
) -> JointMove | None:
    """The smallest joint move, kept in the cache of the graph under all that it depends on."""
    sides = [known(side, choices) for side in check.sides for known in (draws.identity, draws.model.identity)]
    levers, draws = Levers(tuple(judged)), draws.unrefined()
    key = ("joint move", levers, ranges, check.kind, check.relation, check.by, *sides, draws.settings)
    search = lambda: smallest_joint_move(Box(Trial(draws, check, choices, levers), judged, ranges))  # noqa: E731
    return kept_for_its_price(lambda priced: draws.model.cache.kept(key, priced), search)


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


def joint_sentence(found: JointLeaning | None) -> str:
    """On which estimates a check rests together, and where its answer would be another; nothing where nothing turns."""
    if found is not None and found.looked is not None:
        return f"{found.looked.sentence} {BEYOND}"
    if found is None or found.becomes is None:
        return ""
    moves, would = found.moves, IT_WOULD[found.becomes]
    if len(moves) == 1:
        said = [f"It rests on our estimate of {moves[0].about}, which nobody measured."]
        said.append(f"At {_to(moves[0])} {would}; {_tried(moves[0])}.")
    else:
        said = [f"It rests on {len(moves)} of our estimates together, which nobody measured."]
        said.append(f"With all of them changed at once, {would}.")
        said += [sentence for one in moves for sentence in _changed(one)]
    if found.within == Ranges.WIDE:
        own = "The case's own ranges, not all of which have a source, are" if len(moves) > 1 else UNSOURCED
        said.append(f"{own} too narrow to show this.")
    return " ".join(said)


def _changed(one: Moved) -> list[str]:
    """To where one of several numbers goes."""
    where = _to(one)
    apart_ = [f"{capital(one.about)} would be {where}.", f"{capital(_tried(one))}."]
    return [brief([f"{capital(one.about)} would be {where}; {_tried(one)}."], apart_)]


def _to(one: Moved) -> str:
    """Where a number has to be instead of where it is, with as many digits as show that it moved."""
    digits = next((d for d in range(SHOWN, DIGITS) if significant(one.to, d) != significant(one.value, d)), DIGITS)
    to, value = apart([one.to, one.value], [digits, SHOWN])
    return with_unit(f"{to} instead of {value}", one.unit)


def _tried(one: Moved) -> str:
    """Between which ends a number was moved."""
    range_ = span(one.tried, one.unit)
    if one.fair_declared:
        return f"the case allows {range_}"
    return f"we tried half to twice that, {range_}" if one.is_half_to_twice else f"we tried {range_}"


def options_sentence(found: Iterable[JointLeaning], told: Collection[str] = ()) -> str:
    """Under which options a check rests on other estimates than as written; nothing where it does so under none.

    Args:
        told: the names of the numbers on which it rests as written.
    """
    several: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in found:
        more = tuple(each.about for each in one.moves if each.input not in told)
        if one.choice is not None and one.condition is not None and more:
            several.setdefault((one.choice, more), []).append(one.condition)
    return " ".join(_under(conditions, more) for (_, more), conditions in several.items())


def _under(conditions: Sequence[str], more: Sequence[str]) -> str:
    """On which further estimates a check rests if one of some conditions is met."""
    estimates = f"estimate{'s' * (len(more) > 1)} of {listed(more)}"
    other = "other estimates" if len(more) > 1 else "another estimate"
    return brief(
        [f"If {listed(conditions, 'or')}, it rests on our {estimates}."],
        [f"If {listed(conditions, 'or')}, it rests on {other} of ours.", f"We estimate {listed(more)}."],
        [
            *(f"If {one}, it rests on {other} of ours." for one in conditions),
            *in_turn("We then estimate", more, "We also estimate"),
        ],
    )
