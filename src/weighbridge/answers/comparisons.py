"""What a check compared, in a sentence or two of each kind: the number first, then what stands against it."""

from __future__ import annotations

from dataclasses import dataclass

from ..checks import Finding, Outcome, Side
from ..graph import Comparison, Kind, Model, Relation
from ..text import apart, number, one_in, span, with_unit
from ..verdict import CheckResult, Weigher
from .arithmetic import quotient, written
from .brevity import fitting, sentence
from .results import Amount, Size
from .sizes import off, size_of, than

DRAWN_DIGITS = 2  # of what is drawn, in a sentence
PARTS_NAMED = 3  # of a mix, in a sentence


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
        return written(self.finding.stated)

    @property
    def computed(self) -> str:
        """What the computed side is called; a helper of the graph is called by what it helps."""
        return self.model.names.of(self.finding.computed.name.removesuffix(".as_stated"))

    @property
    def implied(self) -> str:
        """The stated number, with the numbers of the article that it is made of where it is one by another."""
        name, choices = self.finding.stated.name, self.finding.choices
        node = self.model.node(name, choices)
        if isinstance(node, Relation) and (pair := quotient(node.expression)):
            above, below = (written(self.weigher.side(one, choices)) for one in pair)
            if above and below:
                return f"{above} for {below} is {self.stated}"
            return f"by the article's numbers it is {self.stated}"
        return f"the article says {self.stated}"

    def headline(self) -> str:
        """The size of it beside the verdict, of a number that does not fit or hardly does; else nothing."""
        size = self.size
        return off(size) if size is not None else ""

    def sentences(self) -> list[str]:
        """The number, then what it is compared with."""
        kinds = {
            Kind.TYPICAL: self._typical,
            Kind.POSSIBLE: self._possible,
            Kind.REACHABLE: self._reachable,
            Kind.AGREES: self._agrees,
        }
        return [sentence(one) for one in kinds[self.check.kind]() if one]

    def _typical(self) -> list[str]:
        side = self.finding.computed
        between = interval(side)
        size = self.size
        compared = than(size, self.computed) if size else ""
        ways = [
            f"{self.implied}: {compared}, which we put at {between}",
            f"{self.stated} is {compared}, which we put at {between}",
            f"{self.stated} stands against {between}",
        ]
        return [fitting(*ways), self.chance()]

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
            Comparison.EQUALS: "would be as far from the usual",
        }[self.check.relation]
        return fitting(f"{one_in(tail)} {of} {does}, as we assume them", f"{one_in(tail)} {does}, as we assume it")

    def _possible(self) -> list[str]:
        side = self.finding.computed
        limit = self._limit()
        size = self.size
        if side.bounds is None or not limit:
            return [self.implied]
        compared = than(size, "that") if size and size.value is not None else ""
        return [
            self.implied,
            fitting(f"{self.computed} is {limit}", f"the evidence allows {limit}"),
            compared and f"it is {compared}",
        ]

    def _limit(self) -> str:
        side = self.finding.computed
        if side.bounds is None:
            return ""
        low, high = side.bounds
        ends = {
            Comparison.AT_MOST: f"at most {span((high, high), side.unit)}",
            Comparison.AT_LEAST: f"at least {span((low, low), side.unit)}",
        }
        return ends.get(self.check.relation, span(side.bounds, side.unit))

    def _reachable(self) -> list[str]:
        region, side = self.finding.region, self.finding.computed
        between = span(side.bounds, side.unit, DRAWN_DIGITS) if side.bounds else ""
        if region is None or not region.extent:
            return [self.implied, f"no mix gives that; mixes give {between}" if between else "no mix gives that"]
        parts = sorted(region.extent.items(), key=lambda item: -item[1][1])[:PARTS_NAMED]
        shares = ", ".join(f"{part.replace('_', ' ')} {_share(ends)}" for part, ends in parts)
        return [self.implied, fitting(f"some mixes give that: {shares}", "some mixes give that")]

    def _agrees(self) -> list[str]:
        finding, size = self.finding, self.size
        if self.check.relation == Comparison.COUNTED_IN:
            return self._counted()
        computed = written(finding.computed) if finding.computed.as_written else ""
        if not computed:
            computed = span(finding.computed.bounds, finding.computed.unit) if finding.computed.bounds else ""
        if not computed:
            return [self.implied]
        other = f"by its other numbers it is {computed}"
        compared = ""
        if size is not None and size.value is not None:
            compared = ", the same" if size.text == "the same" else f"; what it says is {size.text}"
        room = finding.computed.bounds
        wording = ""
        if room and finding.computed.as_written != room:
            wording = f" ({span(room, finding.computed.unit)}, allowing for the wording)"
        return [
            fitting(
                f"{self.implied}; {other}{wording}{compared}"
                if compared != ", the same"
                else f"{self.implied}; {other}{compared}",
                f"{self.implied}; {other}{compared}",
                f"{self.stated} stands against {computed}",
            )
        ]

    def _counted(self) -> list[str]:
        finding = self.finding
        whole = span(finding.computed.bounds, finding.computed.unit) if finding.computed.bounds else "the whole"
        if finding.nearest is None:
            return [self.implied, f"any number written so can come from a whole number out of {whole}"]
        low, high = apart(list(finding.nearest), 4)
        if finding.outcome == Outcome.HOLDS:
            return [self.implied, f"a whole number out of {whole} gives that"]
        return [
            self.implied,
            f"a whole number out of {whole} gives {low} or {with_unit(high, finding.stated.unit)}, nothing between",
        ]


def _share(ends: tuple[float, float]) -> str:
    low, high = ends
    if low <= 0:
        return f"up to {number(100 * high, DRAWN_DIGITS)}%"
    return span((100 * low, 100 * high), "percent", 3)


def interval(side: Side) -> str:
    """A drawn side by its mean and the range that holds 95 % of it; one that is not drawn by its bounds."""
    if side.coverage_interval is not None and side.mean is not None:
        low, high = (number(end.value, DRAWN_DIGITS) for end in side.coverage_interval)
        middle = with_unit(number(side.mean.value, DRAWN_DIGITS), side.unit)
        return f"{middle} ({low} to {high})" if low != high else middle
    return span(side.bounds, side.unit, DRAWN_DIGITS) if side.bounds else written(side)


def stated_amount(side: Side) -> Amount:
    """A side that the article states: as written, and between which ends its words let it lie."""
    ends = side.as_written or side.bounds
    room = side.bounds or ends
    value = ends[0] if ends and ends[0] == ends[1] else None
    text = written(side)
    if side.worded is None and room and ends and room != ends:
        text += f" ({span(room)})"
    return Amount(value=value, low=room[0] if room else None, high=room[1] if room else None, unit=side.unit, text=text)


def computed_amount(side: Side) -> Amount:
    """A side that the check computes: by its mean and its 95 % range where it is drawn, else by its bounds."""
    if side.coverage_interval is not None and side.mean is not None:
        low, high = (end.value for end in side.coverage_interval)
        return Amount(value=side.mean.value, low=low, high=high, unit=side.unit, text=interval(side))
    return stated_amount(side)
