"""Weighs all numbers of a case together: moves each input, tries every slip, corrects the numbers jointly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..checks import STANDS, Figure, Outcome, Weighing
from ..evidence import Source
from ..graph import WIDTH, Check, Choices, Draws, Model, ModelError
from ..text import WIDTHS, factor, show, significant
from ..uncertainty import DistributionError, Interval
from .demands import Demands, Stated
from .flips import Swing, Swung, Trial, Turned, swing
from .levers import JUDGED, Lever, levers_of
from .reconcile import Corrected, Joint, Lenient, Reconciliation, Room, joint_sentence, smallest_correction, untouched
from .slips import Mend, Slip, Slips, possible_slips, slipped, slips_sentence
from .solve import Solved, solution_sentence, solve_for


@dataclass(frozen=True)
class Judge:
    """Judges a model by its draws, on which every trial is made."""

    model: Model
    draws: Draws
    sources: Mapping[str, Source] = field(default_factory=dict)
    _swung_before: dict[tuple[object, ...], Swung] = field(default_factory=dict, repr=False)

    @cached_property
    def plain(self) -> Draws:
        """The same draws, not refined: every trial is made on as many."""
        return self.draws.under(replace(self.draws.settings, digits=None))

    def swings(self, name: str, choices: Choices, judged_only: bool = False) -> list[Swung]:
        """Where the outcome of a check turns as each input is moved; only within their fair ranges those of judgement.

        Nothing for a check of whole things, whose outcome changes from one digit to the next.
        """
        check = self.model.check(name)
        if check.relation == "counted_in":
            return []
        found = levers_of(self.model, (check.stated, check.computed), choices)
        chosen = [lever for lever in found.values() if lever.fair is not None or not judged_only]
        return [self._remembered(name, lever, choices, lever.fair if judged_only else None) for lever in chosen]

    def leaning(self, name: str, choices: Choices) -> list[Swung]:
        """The inputs of judgement within whose fair range the outcome of a check turns."""
        return [one for one in self.swings(name, choices, judged_only=True) if one.fair_turns]

    def _remembered(self, name: str, lever: Lever, choices: Choices, within: Interval | None) -> Swung:
        check = self.model.checks[name]
        key = (
            name,
            lever.name,
            within,
            *(self.model.relevant(side, choices) for side in (check.stated, check.computed)),
        )
        if key not in self._swung_before:
            self._swung_before[key] = self._swung(check, lever, choices, within)
        return self._swung_before[key]

    def _swung(self, check: Check, lever: Lever, choices: Choices, within: Interval | None) -> Swung:
        found: Swing = swing(Trial(self.model, self.plain, check, choices, lever), within)
        scale = factor(lever.unit)
        ends = lambda pair: (significant(pair[0] / scale), significant(pair[1] / scale))  # noqa: E731
        return Swung(
            input=lever.name,
            about=lever.about,
            unit=show(lever.unit),
            value=significant(lever.value / scale),
            support=JUDGED if lever.fair else lever.support(self._weak),
            fair=ends(lever.fair) if lever.fair else None,
            fair_declared=lever.declared,
            outcome=found.outcome,
            turns=[Turned(at=Figure.of(at, scale), below=below, above=above) for at, below, above in found.turns],
            looked=ends(found.looked),
        )

    @cached_property
    def _weak(self) -> dict[str, str]:
        return {key: source.weak for key, source in self.sources.items() if source.weak}

    def slips(self, name: str, choices: Choices) -> Slips | None:
        """The slips that mend a check, where it fails; None where it does not."""
        check = self.model.check(name)
        if self._outcome(self.model, self.plain, check, choices) != Outcome.FAILS:
            return None
        tried = possible_slips(self.model, check, choices)
        mends = [self._mend(slip, choices) for slip in tried if self._after(slip, check, choices) in STANDS]
        outside = [other for other in self.model.checks if self._from_outside(other, choices)]
        sentence = slips_sentence(name, len(tried), mends, outside, check.relation in ("at_most", "at_least"))
        return Slips(check=name, tried=len(tried), mends=mends, from_outside=outside, sentence=sentence)

    def _from_outside(self, name: str, choices: Choices) -> bool:
        check = self.model.checks[name]
        leaves = {leaf for side in (check.stated, check.computed) for leaf in self.model.leaves(side, choices)}
        return any(self.model.node(leaf, choices).kind != "claim" for leaf in leaves)

    def cannot_tell(self, name: str, choices: Choices) -> bool:
        """Whether a check had no severity under some choices."""
        return (
            self._outcome(self.model, self.plain, self.model.check(name), choices, severe=True) == Outcome.CANNOT_TELL
        )

    def _mend(self, slip: Slip, choices: Choices) -> Mend:
        outcomes = {other: self._after(slip, check, choices, severe=True) for other, check in self.model.checks.items()}
        told = {other: outcome for other, outcome in outcomes.items() if outcome}
        return Mend(
            slip=", or ".join(slip.names), number=slip.number, change=slip.change, says=slip.kind.says, outcomes=told
        )

    def _after(self, slip: Slip, check: Check, choices: Choices, severe: bool = False) -> str | None:
        """What a check says once a slip is undone; None where it then cannot be weighed."""
        if slip.by < 0 and check.stated == slip.number:  # a stated side below zero: the other side has to be so too
            return Weighing(self.model, self.plain, check, choices, thorough=False).answer.outcome(slip.by)
        try:
            model = slipped(self.model, slip, choices)
        except (ModelError, DistributionError):
            return None
        same = model.nodes.keys() == self.model.nodes.keys()
        draws = self.plain.over(model) if same else Draws(model, self.plain.settings)
        return self._outcome(model, draws, check, choices, severe)

    @staticmethod
    def _outcome(model: Model, draws: Draws, check: Check, choices: Choices, severe: bool = False) -> str | None:
        """The outcome by the two sides alone, or, where that matters, *cannot tell* for want of severity."""
        try:
            weighing = Weighing(model, draws, check, choices, thorough=False)
            return weighing.outcome if severe else weighing.answer.outcome(1.0)
        except ModelError:
            return None

    def joint(self, choices: Choices) -> Joint:
        """The smallest joint correction of the article's numbers, and whether one number alone may be off.

        Raises:
            ModelError: a check cannot be weighed at the numbers as they stand.
        """
        demands = Demands(self.plain, choices)
        said = [self._outcome(self.model, self.plain, check, choices) for check in demands.checks.values()]
        whole = bool(demands.numbers) and all(outcome == Outcome.HOLDS for outcome in said)
        try:
            found = untouched(demands) if whole else smallest_correction(demands)
            wide = None if whole else smallest_correction(Demands(self.plain, {**choices, WIDTH: WIDTHS[1]}))
        except ValueError as error:
            raise ModelError(f"nothing can be reconciled: {error}") from None
        numbers = self._corrected(found)
        stretch = found.stretch if math.isfinite(found.stretch) else None
        rooms = [Room(one.meet, one.stretch, one.suspects, demands.unmoved) for one in (found, wide) if one]
        return Joint(
            numbers=numbers,
            objective=None if found.shifts is None else significant(found.objective),
            meet=found.meet,
            binding=list(found.binding),
            stretch=None if stretch is None else significant(stretch),
            suspects=list(found.suspects),
            left_out=list(demands.left_out),
            unmoved=list(demands.unmoved),
            lenient=_as_lenient(wide) if wide else None,
            sentence=joint_sentence(numbers, rooms, demands.left_out),
        )

    def solve(self, formula: str, unknown: str, wanted: str, choices: Choices) -> Solved:
        """What ``unknown`` would have to be for ``formula`` to be ``wanted``; raises as ``solution.solve`` does."""
        found = solve_for(self.draws, formula, unknown, wanted, choices)
        rounded = lambda ends: [(significant(low), significant(high)) for low, high in ends]  # noqa: E731
        figures = found.figures
        told = Solved(
            formula=formula,
            unknown=unknown,
            wanted=wanted,
            unit=found.unit,
            as_written=rounded(found.as_written),
            bounds=rounded(found.bounds),
            mean=Figure.of(figures.mean) if figures else None,
            coverage_interval=(Figure.of(figures.interval[0]), Figure.of(figures.interval[1])) if figures else None,
            unsolved=Figure.of(found.unsolved) if found.unsolved and found.unsolved.value else None,
            several=Figure.of(found.several) if found.several and found.several.value else None,
            looked=rounded([found.looked])[0],
        )
        return told.model_copy(update={"sentence": solution_sentence(told)})

    def _corrected(self, found: Reconciliation) -> list[Corrected]:
        shifts = found.shifts or (None,) * len(found.numbers)
        return [self._one(number, shift) for number, shift in zip(found.numbers, shifts, strict=True)]

    def _one(self, number: Stated, shift: float | None) -> Corrected:
        unit = self.model.units[number.leaf]

        def moved(by: float) -> float:
            """The number with its logarithm moved, in its own unit."""
            return significant(number.value * math.exp(by) / factor(unit))

        return Corrected(
            number=number.name,
            unit=show(unit),
            stated=moved(0.0),
            room=number.room,
            corrected=None if shift is None else moved(shift),
            width=(moved(number.below), moved(number.above)),
            spread=significant(number.spread, 3),
            shift=None if shift is None else round(shift / number.spread, 6) + 0.0,
        )


def _as_lenient(found: Reconciliation) -> Lenient:
    stretch = significant(found.stretch) if math.isfinite(found.stretch) else None
    return Lenient(meet=found.meet, stretch=stretch, suspects=list(found.suspects))
