"""What a check compared, in a sentence or two of each kind: the number first, then what stands against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..checks import Figure, Finding, Outcome, Side
from ..graph import Comparison, Kind, Model, NodeKind, Relation
from ..text import apart, fitting, in_full, number, one_in, sentence, signed, significant, span, spans, with_unit
from ..verdict import CheckResult, Weigher
from .arithmetic import quotient, written
from .results import Amount, Size
from .sizes import SHARES, as_a_fall, is_same, of_a_fall, off, size_of, than

DRAWN_DIGITS, COMPUTED_DIGITS = 2, 3  # of what is drawn, and of what the article's numbers give, in a sentence
PARTS_NAMED = 3  # of a mix, in a sentence
EXPECTED = "what we would expect"


class Limit(NamedTuple):
    """The end of a range of possible values that a number is held against, in words."""

    before: str
    called: str
    end: int  # of the range


LIMITS = {
    Comparison.AT_MOST: Limit("at most", "the most", 1),
    Comparison.AT_LEAST: Limit("at least", "the least", 0),
}
NEAREST = "the nearest that whole numbers give"


@dataclass(frozen=True)
class Compared:
    """A check as written, with what its sides are called."""

    weigher: Weigher
    check: CheckResult

    @property
    def model(self) -> Model:
        """The graph of the case."""
        return self.weigher.model

    @property
    def finding(self) -> Finding:
        """The finding for the case as written."""
        return self.check.reference

    @property
    def size(self) -> Size | None:
        """How far off the stated number is."""
        return size_of(self.check, self.finding)

    @property
    def stated(self) -> str:
        """The stated number, as the article writes it."""
        return f"{written(self.finding.stated)}{self._per(self.finding.stated.name)}"

    def _per(self, name: str) -> str:
        """What one of a quantity belongs to, where the case says so and its unit does not."""
        per = self.model.names.per(name)
        if not per:
            return ""
        return f" {'an' if per[0].lower() in 'aeiou' else 'a'} {per}"

    @property
    def computed(self) -> str:
        """What the computed side is called; empty where neither the case nor its author has a short word for it."""
        name = self.finding.computed.name.removesuffix(".as_stated")
        return self.model.names.of(name) if self.model.names.has(name) else ""

    @property
    def falls(self) -> bool:
        """Whether both sides are falls in percent: the lower of these is the larger fall."""
        sides = (self.finding.stated, self.finding.computed)
        ends = [end for side in sides for end in side.bounds or side.as_written or (0.0,)]
        return max(ends) < 0 and all(side.unit in SHARES for side in sides)

    @property
    def working(self) -> str:
        """The numbers of the article of which the stated one is made, where it is one by another; else nothing."""
        name, choices = self.finding.stated.name, self.finding.choices
        node = self.model.node(name, choices)
        pair = quotient(node.expression) if isinstance(node, Relation) else None
        above, below = (written(self.weigher.side(one, choices)) for one in pair) if pair else ("", "")
        return f"{above} for {below} is {self.stated}" if above and below else ""

    @property
    def implied(self) -> str:
        """The stated number as the beginning of a sentence, with what it is made of or that the article says it."""
        if self.working:
            return self.working
        is_claim = self.model.node(self.finding.stated.name, self.finding.choices).kind == NodeKind.CLAIM
        return f"the article {'says' if is_claim else 'implies'} {self.stated}"

    def headline(self) -> str:
        """The size of it beside the verdict, of a number that does not fit or hardly does; else nothing."""
        size = self.size
        if size is None:
            return ""
        if self.check.relation == Comparison.COUNTED_IN:
            return than(size, NEAREST)
        return of_a_fall(off(size)) if self.falls else off(size)

    def sentences(self) -> list[str]:
        """The number, then what it is compared with."""
        return [sentence(one) for one in self.clauses()]

    def clauses(self) -> list[str]:
        """The same without capitals and full stops, for another sentence."""
        kinds = {
            Kind.TYPICAL: self._typical,
            Kind.POSSIBLE: self._possible,
            Kind.REACHABLE: self._reachable,
            Kind.AGREES: self._agrees,
        }
        return [one for one in kinds[self.check.kind]() if one]

    @property
    def other(self) -> str:
        """What a number that is drawn is called in a comparison: what we judged is our estimate."""
        if not self.computed:
            return EXPECTED
        return f"our estimate of {self.computed}" if self.finding.computed.mean else self.computed

    def _typical(self) -> list[str]:
        size, between = self.size, interval(self.finding.computed)
        compared = than(size, self.other) if size else f"to be held against {self.other}"
        return [
            fitting(
                f"{self.implied}, {compared}: {between}",
                f"{self.stated} is {compared}: {between}",
                f"{self.stated} is {compared}",
                f"{self.stated} stands against {between}",
            ),
            self.chance(),
        ]

    def chance(self) -> str:
        """How probable so far a number is, of what, and that this is assumed; nothing where none was asked for."""
        finding = self.finding
        tail = finding.tail_probability
        if tail is None or (finding.sample is not None and finding.sample.too_small):
            return ""
        of = self.model.names.several(finding.computed.name) or "such cases"
        does = {
            Comparison.AT_MOST: "would reach it",
            Comparison.AT_LEAST: "would lie as low",
            Comparison.EQUALS: "would be as unusual or more so",
        }[self.check.relation]
        return fitting(f"{one_in(tail)} {of} {does}, as we assume them", f"{one_in(tail)} {does}, as we assume it")

    def _possible(self) -> list[str]:
        side, size = self.finding.computed, self.size
        if side.bounds is None:
            return [self.implied]
        limit = _limit(self.check.relation, side.bounds, side.unit)
        compared = f", {than(size, self.limit)}" if size and size.value is not None else ""
        allowed = fitting(f"{self.computed} is {limit}" if self.computed else "", f"the evidence allows {limit}")
        return [fitting(f"{self.implied}{compared}", f"{self.stated} is{compared[1:]}", self.implied), allowed]

    @property
    def limit(self) -> str:
        """What the end of a range of possible values is called, in a comparison."""
        limit = LIMITS.get(self.check.relation)
        return f"{limit.called if limit else 'the range'} that is possible"

    @property
    def possible(self) -> str:
        """The end of a range of possible values that a stated number is held against; nothing where there are two."""
        side, limit = self.finding.computed, LIMITS.get(self.check.relation)
        if limit is None or side.bounds is None:
            return ""
        return span((side.bounds[limit.end],) * 2, side.unit)

    def _reachable(self) -> list[str]:
        region, side = self.finding.region, self.finding.computed
        between = span(side.bounds, side.unit, DRAWN_DIGITS) if side.bounds else ""
        if region is None or not region.extent:
            return [self.implied, f"no mix gives that; mixes give {between}" if between else "no mix gives that"]
        parts = sorted(region.extent.items(), key=lambda item: -item[1][1])[:PARTS_NAMED]
        shares = ", ".join(f"{part.replace('_', ' ')} {_share(ends)}" for part, ends in parts)
        return [self.implied, fitting(f"some mixes give that: {shares}", "some mixes give that")]

    def _agrees(self) -> list[str]:
        if self.check.relation == Comparison.COUNTED_IN:
            return self._counted()
        side, size = self.finding.computed, self.size
        ends = side.as_written or side.bounds
        if ends is None:
            return [self.implied]
        if size is not None and is_same(size):
            return [
                fitting(
                    f"{self.implied}, and its other numbers give the same", f"{self.stated} is what the others give"
                )
            ]
        computed = with_unit(self._beside(ends), side.unit)
        room = (
            f" ({_room(side.bounds, side.unit, 3)}, allowing for the wording)"
            if side.bounds and side.bounds != ends
            else ""
        )
        given = f"its other numbers give {computed}"
        if size is None or size.value is None:
            return [fitting(f"{self.implied}; {given}{room}", f"{self.implied}; {given}", given)]
        compared = than(size, "its other numbers give")
        compared = f"a fall {as_a_fall(compared)}" if self.falls else compared
        return [
            fitting(
                f"{self.implied}, {compared}: {computed}{room}",
                f"{self.implied}, {compared}: {computed}",
                f"{self.stated} stands against {computed} by its other numbers",
            )
        ]

    def _beside(self, ends: tuple[float, float]) -> str:
        """What the article's other numbers give, in as many digits as tell it from the stated number."""
        own = self.finding.stated.as_written or self.finding.stated.bounds
        if own is None or self.finding.stated.unit != self.finding.computed.unit:
            return spans([ends], COMPUTED_DIGITS)[0]
        return spans([own, ends], [max(map(in_full, own)), COMPUTED_DIGITS])[1]

    def _counted(self) -> list[str]:
        finding = self.finding
        whole = span(finding.computed.bounds, finding.computed.unit) if finding.computed.bounds else "the whole"
        if finding.nearest is None:
            return [self.implied, f"any number written so can come from a whole number out of {whole}"]
        if finding.outcome == Outcome.HOLDS:
            return [self.implied, f"a whole number out of {whole} gives that"]
        return [
            self.implied,
            f"a whole number out of {whole} gives {between_wholes(finding)}, nothing between",
        ]


def between_wholes(finding: Finding) -> str:
    """The two numbers nearest to the stated one that whole things give: ``33.33% or 37.04%``."""
    low, high = apart(list(finding.nearest or ()), 4)
    unit = finding.stated.unit
    return f"{with_unit(low, unit) if unit in SHARES else low} or {with_unit(high, unit)}"


def _share(ends: tuple[float, float]) -> str:
    low, high = ends
    if low <= 0:
        return f"up to {number(100 * high, DRAWN_DIGITS)}%"
    return span((100 * low, 100 * high), "percent", 3)


def interval(side: Side) -> str:
    """A drawn side by its mean and the range that holds 95 % of it; one that is not drawn by its bounds."""
    if side.coverage_interval is not None and side.mean is not None:
        ends = (side.coverage_interval[0].value, side.coverage_interval[1].value)
        middle = with_unit(number(side.mean.value, DRAWN_DIGITS), side.unit)
        return f"{middle} ({_room(ends, side.unit)})" if ends[0] != ends[1] else middle
    return span(side.bounds, side.unit, DRAWN_DIGITS) if side.bounds else written(side)


def _room(ends: tuple[float, float], unit: str, digits: int = DRAWN_DIGITS) -> str:
    """Both ends, behind a number that has the unit: of money and shares with their signs."""
    return signed(spans([ends], digits)[0], unit)


def stated_amount(side: Side) -> Amount:
    """A side that the article states: as written, and between which ends its words let it lie."""
    ends = side.as_written or side.bounds
    room = side.bounds or ends
    value = ends[0] if ends and ends[0] == ends[1] else None
    text = written(side)
    if side.worded is None and room and ends and room != ends:
        text += f" ({_room(room, side.unit, 3)})"
    return Amount(value=value, low=room[0] if room else None, high=room[1] if room else None, unit=side.unit, text=text)


def side_amount(side: Side) -> Amount:
    """A quantity by itself: by its mean and its 95 % range where it is drawn, else as written."""
    if side.coverage_interval is not None and side.mean is not None:
        low, high = (end.value for end in side.coverage_interval)
        return Amount(value=side.mean.value, low=low, high=high, unit=side.unit, text=interval(side))
    return stated_amount(side)


def computed_amount(check: CheckResult, stated: Side, computed: Side) -> Amount:
    """The side that a check computes, in the unit of the stated one, as the check sees it.

    By its mean and its 95 % range where that is asked for, else by its bounds; of things that are counted their number.
    """
    if check.relation == Comparison.COUNTED_IN and check.reference.nearest is not None:
        given = f"{between_wholes(check.reference)}, of {written(computed)}"
        return stated_amount(computed).model_copy(update={"text": given})
    side = computed if check.scale in (None, 1.0) else _in_unit(computed, stated.unit, check.scale)
    if check.kind == Kind.TYPICAL and side.coverage_interval is not None and side.mean is not None:
        return side_amount(side)
    amount = stated_amount(side)
    limit = LIMITS.get(check.relation)
    if side.bounds is None or side.as_written is not None:
        return amount.model_copy(update={"text": f"{limit.before} {amount.text}"}) if limit else amount
    low, high = side.bounds
    text = _limit(check.relation, side.bounds, side.unit)
    return Amount(value=low if low == high else None, low=low, high=high, unit=side.unit, text=text)


def _limit(relation: Comparison, ends: tuple[float, float], unit: str) -> str:
    """A range of possible values in words, by the end that a number is held against: ``at most $300 a tonne``."""
    limit = LIMITS.get(relation)
    if limit is None:
        return span(ends, unit)
    return f"{limit.before} {span((ends[limit.end], ends[limit.end]), unit)}"


def _in_unit(side: Side, unit: str, scale: float) -> Side:
    """A side in another unit, of which one of its own is so many."""
    ends = lambda pair: None if pair is None else tuple(significant(end * scale) for end in pair)  # noqa: E731
    drawn = None
    if side.coverage_interval is not None:
        drawn = tuple(Figure.of(end.estimate, 1 / scale) for end in side.coverage_interval)
    return side.model_copy(
        update={
            "unit": unit,
            "as_written": ends(side.as_written),
            "bounds": ends(side.bounds),
            "mean": None if side.mean is None else Figure.of(side.mean.estimate, 1 / scale),
            "coverage_interval": drawn,
        }
    )
