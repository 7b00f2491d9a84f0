"""What a check compared, in a sentence or two of each kind: the number first, then what stands against it."""

from __future__ import annotations

from dataclasses import dataclass

from ..checks import Finding, Outcome, Side, Whose
from ..graph import Comparison, Kind, Model, NodeKind, Relation, is_judged
from ..text import (
    DIGITS,
    few_digits,
    fitting,
    one_in,
    sentence,
    share_span,
    signed,
    span,
)
from ..verdict import CheckResult, Weigher
from .amounts import LIMITS, between_wholes, bounded, drawn_texts, ends_of, in_stated_unit, interval, with_room
from .arithmetic import quotient, written
from .results import Size
from .sizes import SHARES, is_same, lies, off, size_of, than

PARTS_NAMED = 3  # of a mix, in a sentence
EXPECTED = "what we would expect"


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
        return f"{written(_without_room(self.finding.stated))}{self._per(self.finding.stated.name)}"

    def _per(self, name: str) -> str:
        """What one of a quantity belongs to, where the case says so and its unit does not."""
        per = self.model.names.per(name)
        if not per:
            return ""
        return f" {'an' if per[0].lower() in 'aeiou' else 'a'} {per}"

    @property
    def against(self) -> Side:
        """The computed side, in the unit of the stated one."""
        return in_stated_unit(self.check, self.finding.stated, self.finding.computed)

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
        return off(size, self.falls)

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
        size, own = self.size, ends_of(self.finding.stated)
        between, bare = interval(self.against, own), interval(self.against, own, with_its_unit=False)
        compared = than(size, self.other) if size else f"to be held against {self.other}"
        return [
            fitting(
                f"{self.implied}, {compared}: {between}",
                f"{self.stated} is {compared}: {between}",
                f"{self.stated} is {compared}: {bare}",
                f"{self.stated} is {compared}",
                f"{self.stated} stands against {between}",
            ),
            self.chance(),
        ]

    def chance(self, it: str = "it") -> str:
        """How probable so far a number is, of what, and that this is assumed; nothing where none was asked for.

        Args:
            it: how the number is called.
        """
        finding = self.finding
        tail = finding.tail_probability
        if tail is None or (finding.sample is not None and finding.sample.too_small):
            return ""
        of = self.model.names.several(finding.computed.name) or "such cases"
        does = {
            Comparison.AT_MOST: f"would reach {it}",
            Comparison.AT_LEAST: "would lie as low" if it == "it" else f"would lie as low as {it}",
            Comparison.EQUALS: f"would be as unusual {'' if it == 'it' else f'as {it} '}or more so",
        }[self.check.relation]
        return fitting(f"{one_in(tail)} {of} {does}, as we assume them", f"{one_in(tail)} {does}, as we assume it")

    def _possible(self) -> list[str]:
        side, size = self.against, self.size
        if side.bounds is None:
            return [self.implied]
        limit = bounded(self.check, self.finding.stated, side)
        is_told = size is not None and (
            size.value is not None or lies(size) or self.check.relation != Comparison.EQUALS
        )
        compared = f", {than(size, self.limit)}" if size and is_told else ""
        allows = "our estimates allow" if self.is_judged else "the evidence allows"
        allowed = fitting(f"{self.computed} is {limit}" if self.computed else "", f"{allows} {limit}")
        return [fitting(f"{self.implied}{compared}", f"{self.stated} is{compared[1:]}", self.implied), allowed]

    @property
    def middle(self) -> str:
        """The mean of what is drawn, behind a number that has its unit; nothing where none is drawn."""
        drawn = drawn_texts(self.against, ends_of(self.finding.stated))
        return "" if drawn is None else signed(drawn[0], self.against.unit)

    @property
    def limit(self) -> str:
        """What the end of a range is called, in a comparison: possible only where no estimate of ours is in it."""
        bounds = self.finding.computed.bounds
        if bounds is not None and bounds[0] == bounds[1] and self.computed:
            return self.computed
        limit = LIMITS.get(self.check.relation)
        return f"{f'{limit.called} that' if limit else 'what'} {'we assume' if self.is_judged else 'is possible'}"

    @property
    def is_judged(self) -> bool:
        """Whether anything in the computed side has no source."""
        return is_judged(self.model, self.finding.computed.name, self.finding.choices)

    @property
    def possible(self) -> str:
        """The end of a range of possible values that a stated number is held against; nothing where there are two."""
        side, limit = self.finding.computed, LIMITS.get(self.check.relation)
        if limit is None or side.bounds is None:
            return ""
        return span((side.bounds[limit.end],) * 2, side.unit)

    def _reachable(self) -> list[str]:
        region, side = self.finding.region, self.against
        between = span(side.bounds, side.unit) if side.bounds else ""
        if region is None or not region.extent:
            return [self.implied, f"no mix gives that; mixes give {between}" if between else "no mix gives that"]
        parts = sorted(region.extent.items(), key=lambda item: -item[1][1])[:PARTS_NAMED]
        shares = ", ".join(f"{part.replace('_', ' ')} {share_span(ends)}" for part, ends in parts)
        return [self.implied, fitting(f"some mixes give that: {shares}", "some mixes give that")]

    def _agrees(self) -> list[str]:
        if self.check.relation == Comparison.COUNTED_IN:
            return self._counted()
        side, size = self.against, self.size
        ends = side.as_written or side.bounds
        if ends is None:
            return [self.implied]
        if size is not None and is_same(size):
            same = f"and {self.others} the same" if self._claims else f"the same as {self.others}"
            return [fitting(f"{self.implied}, {same}", f"{self.stated} is what the others give")]
        own = self.finding.stated.as_written or self.finding.stated.bounds or ()
        computed, room = written(_without_room(side), few_digits, own), ""
        if side.bounds and side.bounds != ends:
            _, between, digits = with_room(side.bounds, side, own, few_digits)
            # A room so narrow that it shows in the fifth digit is nothing for a sentence.
            room = f" ({between}, allowing for the wording)" if digits == DIGITS else ""
        given = f"{self.others} {computed}" if self._claims else f"{self.others}: {computed}"
        if size is None or size.value is None:
            return [fitting(f"{self.implied}; {given}{room}", f"{self.implied}; {given}", given)]
        compared = than(size, self.others, self.falls)
        return [
            fitting(
                f"{self.implied}, {compared}: {computed}{room}",
                f"{self.implied}, {compared}: {computed}",
                f"{self.stated} stands against {computed} by {self.beside}",
            )
        ]

    @property
    def others(self) -> str:
        """What the stated number is held against, before a figure: ``its other numbers give``.

        A figure of ours is never said to be the article's: ``its other number and the evidence give``, and
        where nothing of the article is in it, what the case calls it.
        """
        if not self._claims:
            return self.computed or "the evidence gives"
        return f"its {self._numbers} {'give' if self._is_plural else 'gives'}"

    @property
    def beside(self) -> str:
        """The same as a noun: ``the article's other numbers``, ``the article's other number and the evidence``."""
        return f"the article's {self._numbers}" if self._claims else self.computed or "the evidence"

    @property
    def _numbers(self) -> str:
        numbers = f"other number{'s' if len(self._claims) > 1 else ''}"
        return f"{numbers} and the evidence" if self.finding.whose == Whose.BOTH else numbers

    @property
    def _is_plural(self) -> bool:
        return len(self._claims) > 1 or self.finding.whose == Whose.BOTH

    @property
    def _claims(self) -> set[str]:
        """The numbers of the article of which the computed side is made."""
        choices = self.finding.choices
        leaves = self.model.leaves(self.finding.computed.name, choices)
        return {leaf.split(".")[0] for leaf in leaves if self.model.node(leaf, choices).kind == NodeKind.CLAIM}

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


def _without_room(side: Side) -> Side:
    """A side as it is written alone: a room so narrow that it shows in the fifth digit is nothing for a sentence."""
    return side if side.as_written is None else side.model_copy(update={"bounds": None})
