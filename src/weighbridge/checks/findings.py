"""What a finding holds beside its outcome: severity, flips, mixes, dependence, roundings, budget, notes."""

from __future__ import annotations

from collections.abc import Mapping

from ..graph import Choices, Comparison, Draws, Kind, ModelError, budget_of, region
from ..text import factor, show, significant
from ..uncertainty import Estimate
from .kinds import Typical, nearest_stretch
from .power import THREEFOLD, powers
from .results import (
    STANDS,
    Accounts,
    Convention,
    Entry,
    Figure,
    Flip,
    Mixes,
    Note,
    Outcome,
    Power,
    Reach,
    Sample,
    Severity,
    Side,
)
from .run import TENFOLD, THIRD, THRICE, Weighing
from .shortening import meetings
from .whole_numbers import Counted


def sides(weighing: Weighing, stated: Side, computed: Side) -> tuple[Side, Side]:
    """The two sides of a check as it weighs them: where whole things are counted, bare numbers allow less."""
    answer = weighing.answer
    if not isinstance(answer, Counted):
        return stated, computed
    units = weighing.model.units
    allowed, whole = (
        tuple(significant(end / factor(units[side.name])) for end in ends)
        for side, ends in ((stated, answer.allowed), (computed, answer.whole))
    )
    return stated.model_copy(update={"bounds": allowed}), computed.model_copy(update={"bounds": whole})


def nearest(weighing: Weighing) -> tuple[float, float] | None:
    """The nearest numbers that whole things give, on either side of the stated one and in its unit.

    None for a check of anything else, and where every number written so could be.
    """
    answer = weighing.answer
    if not isinstance(answer, Counted) or not answer.could_fail:
        return None
    scale = factor(weighing.model.units[weighing.check.stated])
    below, above = (significant(one / scale) for one in answer.neighbours())
    return below, above


MIX_DIGITS = 6  # of the shares at a corner of a region


def severity(weighing: Weighing) -> Severity:
    """What the check would have said at other values, and between which it says the same."""
    ends = [None if end is None else Figure.of(end) for end in weighing.same()]
    multiples = {"at_a_third": THIRD, "at_three_times": THRICE, "at_ten_times": TENFOLD}
    said = {name: weighing.answer.outcome(multiple) for name, multiple in multiples.items()}
    scale = weighing.scale
    step = None if scale.is_ratio else scale.step / factor(weighing.model.units[weighing.check.stated])
    caught = weighing.could_have_caught
    return Severity(**said, could_have_caught=caught, same_from=ends[0], same_to=ends[1], step=step)


def sample(weighing: Weighing) -> Sample | None:
    """What the tail probability owes to the smallest of the samples that a check rests on; none where it has none."""
    answer, samples = weighing.answer, weighing.samples
    if not isinstance(answer, Typical) or not samples:
        return None
    smallest = min(samples.values(), key=lambda law: (law.origins, len(law.values)))
    low, high = answer.of_all(answer.drawn(1.0))
    return Sample(
        inputs=list(samples),
        rows=len(smallest.values),
        origins=smallest.origins,
        least_tail=significant(answer.of_all(Estimate(0.0))[1].value),
        tail=(Figure.of(low), Figure.of(high)),
        too_small=answer.outcome(1.0) == Outcome.CANNOT_TELL,
    )


def power(weighing: Weighing) -> list[Power] | None:
    """With what probability the check would have caught a number that is off by each factor; none without a truth.

    Where the case has several distributions of what is stated, that under which the power is least.
    """
    found = [powers(truth, weighing.turns, weighing.check.relation) for truth in weighing.truths]
    least = lambda one: max((p.caught.value for p in one if p.factor == THREEFOLD), default=0.0)  # noqa: E731
    return min(found, key=least, default=None) or None


def any_dependence(weighing: Weighing) -> tuple[Figure, Figure] | None:
    """The least and the greatest tail, whatever the dependence; none where the sides share an input."""
    bounds = weighing.any_dependence()
    return None if bounds is None else (Figure.of(bounds[0]), Figure.of(bounds[1]))


def margin(weighing: Weighing) -> Accounts | None:
    """The budget of a typical check: of computed less stated, in the unit of the stated side; none for other kinds.

    None too where the case has more random inputs than a budget can be made of: the finding says so in its notes.
    """
    check = weighing.check
    if check.kind != Kind.TYPICAL:
        return None
    terms = {check.computed: 1.0, check.stated: -1.0}
    try:
        return accounts(weighing.draws, terms, weighing.choices, f"{check.computed} - {check.stated}")
    except ModelError:
        return None


def accounts(draws: Draws, terms: Mapping[str, float], choices: Choices, result: str) -> Accounts:
    """The budget of a sum of quantities, each with its sign, in the unit of the last.

    Args:
        draws: the draws of the case.
        terms: the sign of each quantity, 1 or -1, by its name.
        choices: the option taken of every choice.
        result: the quantity in whose unit the budget is.

    Raises:
        ModelError: the case has more random inputs than a budget can be made of.
    """
    unit = draws.model.units[list(terms)[-1]]
    found, scale = budget_of(draws, dict(terms), choices, result), factor(unit)
    entries = [
        Entry(
            inputs=list(one.inputs),
            first_order=Figure.of(one.first_order),
            total_index=Figure.of(one.total_index),
            alone=Figure.of(one.alone, scale),
            total=Figure.of(one.total, scale),
            unsupported={name: list(labels) for name, labels in one.unsupported.items()},
        )
        for one in found.contributions
    ]
    spread = Figure.of(found.standard_uncertainty, scale)
    return Accounts(result=result, unit=show(unit), standard_uncertainty=spread, entries=entries)


def conventions(weighing: Weighing) -> list[Convention]:
    """Whether the numbers of an ``agrees`` check meet under each way to shorten them; nothing for other checks."""
    model, check = weighing.model, weighing.check
    if check.kind != Kind.AGREES or check.relation != Comparison.EQUALS:
        return []
    scale = factor(model.units[check.stated])
    found = meetings(model, *check.sides, weighing.choices)
    shown = lambda ends: (significant(ends[0] / scale), significant(ends[1] / scale))  # noqa: E731
    told = []
    for name, one in found.items():
        if isinstance(one, ModelError):
            told.append(Convention(name=name, reason=str(one)))
        else:
            told.append(Convention(name=name, stated=shown(one[0]), computed=shown(one[1]), meets=one[2]))
    return told


def flips(weighing: Weighing, stated: Side) -> list[Flip]:
    """The multiples of the stated value at which the outcome turns, and the values there.

    A value stands for the article's number as written; a range has multiples only, unless it can be zero.
    """
    if weighing.states_a_direction:
        return []
    ends, scale = stated.as_written, weighing.scale
    value = ends[0] if ends and (ends[0] == ends[1] or not scale.is_ratio) else None
    unit = factor(weighing.model.units[weighing.check.stated])
    return [
        Flip(
            multiple=Figure.of(at),
            at=None if value is None else Figure.of(scale.value(value, at, unit)),
            below=below,
            above=above,
        )
        for at, below, above in weighing.turns
        if at.value > 0 or not scale.is_ratio
    ]


def reach(weighing: Weighing) -> Reach:
    """For which multiples of the stated value it would hold, by the same turns; what rounding permits counts.

    Of several stretches the one around what is stated, or the nearest.
    """
    turns = [turn for turn in weighing.ends_of(STANDS) if turn[0].value > 0 or not weighing.scale.is_ratio]
    rising = [at for at, below, above in turns if above in STANDS and below not in STANDS]
    falling = [at for at, below, above in turns if below in STANDS and above not in STANDS]
    start, end = rising[0] if rising else None, falling[0] if falling else None
    if len(rising) > 1 or len(falling) > 1:
        start, end = nearest_stretch(turns, STANDS)
    ends = (start, weighing.answer.middle() if isinstance(weighing.answer, Typical) else None, end)
    start, centre, end = (None if one is None else Figure.of(one) for one in ends)
    return Reach(holds_from=start, middle=centre, holds_to=end)


def mixes(weighing: Weighing) -> Mixes:
    """The region of a composition that gives the stated value: its corners, and its extent in each part; kept.

    Raises:
        ModelError: the two sides have no ratio at some pure mix.
    """
    key = ("mixes", weighing.model.number, weighing.check, tuple(sorted(weighing.choices.items())))
    return weighing.model.cache.kept(key, lambda: _mixes(weighing))


def _mixes(weighing: Weighing) -> Mixes:
    check = weighing.check
    found = region(weighing.model, check.stated, check.computed, check.by or "", weighing.choices)
    rows = found.corners.tolist()
    corners = [
        {part: significant(share, MIX_DIGITS) for part, share in zip(found.parts, row, strict=True)} for row in rows
    ]
    extent = {
        part: (significant(low, MIX_DIGITS), significant(high, MIX_DIGITS))
        for part, (low, high) in found.extent().items()
    }
    return Mixes(extent=extent, corners=corners, exact=found.exact)


def notes(weighing: Weighing, region: Mixes | None, stated: Side, computed: Side) -> list[Note]:
    """What a reader of the figures has to know besides."""
    check = weighing.check
    typical = isinstance(weighing.answer, Typical)
    applies = {
        Note.NEAR_THRESHOLD: weighing.on_the_line,
        Note.TOO_FEW_DRAWS: typical and weighing.coarse,
        Note.NO_BUDGET: check.kind == Kind.TYPICAL and not weighing.draws.has_second,
        Note.REGION_ENCLOSES: region is not None and not region.exact,
        Note.OPPOSITE: _lies_the_other_way(weighing) if typical else _are_opposite(stated, computed),
        Note.LOOSE_BOUNDS: not typical and not weighing.has_tight_bounds,
        Note.PART_OF_RANGE: check.kind == Kind.POSSIBLE and _reaches_beyond(check.relation, stated, computed),
    }
    return [note for note, true in applies.items() if true]


def _lies_the_other_way(weighing: Weighing) -> bool:
    """Whether all that is drawn of the computed side lies on the other side of zero than what is stated."""
    answer = weighing.answer
    if not isinstance(answer, Typical) or not weighing.scale.is_ratio or weighing.outcome != Outcome.FAILS:
        return False
    return bool(answer.ratio.max() < 0)


def _are_opposite(stated: Side, computed: Side) -> bool:
    """Whether one side lies above zero and the other below it, wherever within its room."""
    ends = [side.bounds or side.as_written for side in (stated, computed)]
    if not all(ends):
        return False
    (low, high), (least, most) = ends
    return (low > 0 > most) or (high < 0 < least)


def _reaches_beyond(relation: Comparison, stated: Side, computed: Side) -> bool:
    """Whether only a part of a stated range lies within the bounds of the computed side."""
    if not stated.as_written or not computed.bounds:
        return False
    (low, high), (least, most) = stated.as_written, computed.bounds
    return low < high and (
        (high > most and relation != Comparison.AT_LEAST) or (low < least and relation != Comparison.AT_MOST)
    )
