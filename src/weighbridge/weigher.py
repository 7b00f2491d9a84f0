"""Runs checks under every fair choice, and makes findings of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import wording
from .adaptive import settled
from .answer import Typical
from .bounds import outer_bounds
from .budget import budget
from .check import TENFOLD, THIRD, THRICE, Weighing, near_threshold
from .convention import meetings
from .estimate import Estimate, shortest_interval
from .finding import (
    Accounts,
    CheckResult,
    Combination,
    Convention,
    Entry,
    Figure,
    Finding,
    Flip,
    Mixes,
    Severity,
    Side,
    significant,
)
from .formula import Name
from .model import Choices, Model, ModelError
from .region import region
from .sampling import Draws
from .schema import Check
from .source import Source
from .units import factor, show
from .verdict import check_outcome


@dataclass(frozen=True)
class Weigher:
    """Turns a model into results; one set of draws serves them all."""

    model: Model
    draws: Draws
    sources: Mapping[str, Source] = field(default_factory=dict)
    _sides: dict[tuple[str, tuple[tuple[str, str], ...]], Side] = field(default_factory=dict, repr=False)

    def side(self, name: str, choices: Choices) -> Side:
        """A quantity in its own unit: as written, by its bounds, and by its draws where assumptions enter."""
        key = (name, self.model.relevant(name, choices))
        if key not in self._sides:
            self._sides[key] = self._side(name, choices)
        return self._sides[key]

    def _side(self, name: str, choices: Choices) -> Side:
        unit = self.model.units[name]
        scale = factor(unit)
        kinds = {self.model.node(leaf, choices).kind for leaf in self.model.leaves(name, choices)}
        written = self._bounds(name, choices, scale, written=True) if "assumption" not in kinds else None
        drawn = self._drawn(name, choices, scale) if "assumption" in kinds else {}
        return Side(
            name=name,
            unit=show(unit),
            as_written=written,
            bounds=self._bounds(name, choices, scale),
            of=getattr(self.model.node(name, choices), "of", None),
            **drawn,
        )

    def _drawn(self, name: str, choices: Choices, scale: float) -> dict[str, Any]:
        draws, figures, _ = settled(self.draws, name, choices)
        values = draws.of(name, choices)
        ends = {"coverage_interval": figures.interval, "shortest_interval": shortest_interval(values)}
        return {
            "mean": Figure.of(figures.mean, scale),
            "standard_uncertainty": Figure.of(figures.standard_uncertainty, scale),
            **{key: (Figure.of(low, scale), Figure.of(high, scale)) for key, (low, high) in ends.items()},
            "draws": values.size,
        }

    def _bounds(self, name: str, choices: Choices, scale: float, written: bool = False) -> tuple[float, float] | None:
        try:
            low, high = outer_bounds(self.model, Name(name), choices, written=written)
        except ModelError:
            return None
        return significant(low / scale), significant(high / scale)

    def check(self, name: str) -> CheckResult:
        """A check with all its findings and its outcome."""
        check = self.model.checks[name]
        sides = (check.stated, check.computed)
        findings = [self.finding(name, choices) for choices in self.model.single_changes(*sides)]
        known = {tuple(finding.choices.items()): finding for finding in findings}
        combinations = [self._combination(name, choices, known) for choices in self.model.combinations(*sides)]
        outcome, alone, joint = check_outcome(combinations)
        claims = sorted(
            {
                leaf.split(".")[0]
                for choices in [self.model.reference]
                for side in sides
                for leaf in self._claims(side, choices)
            }
        )
        words = wording.outcome_words(outcome, alone, joint)
        return CheckResult(
            name=name,
            question=check.question,
            kind=check.kind,
            relation=check.relation,
            claims=claims,
            findings=findings,
            combinations=combinations,
            outcome=words,
            turned_by=alone,
            depends_on=[*alone, *joint],
            sentence=" ".join(
                filter(
                    None,
                    [
                        findings[0].sentence,
                        wording.over_all(words, [c.outcome for c in combinations]),
                        wording.leaning(findings[0].weak_sources),
                    ],
                )
            ),
        )

    def _claims(self, side: str, choices: Choices) -> Iterable[str]:
        leaves = self.model.leaves(side, choices)
        return (leaf for leaf in leaves if self.model.node(leaf, choices).kind == "claim")

    def _combination(
        self, name: str, choices: Choices, known: Mapping[tuple[tuple[str, str], ...], Finding]
    ) -> Combination:
        """The outcome under one combination, by its finding where there is one."""
        check = self.model.checks[name]
        reached = {choice: choices[choice] for choice in self.model.reached_by(check.stated, check.computed)}
        finding = known.get(tuple(reached.items()))
        if finding is not None:
            return Combination(choices=reached, outcome=finding.outcome, tail_probability=finding.tail_probability)
        weighing = Weighing(self.model, self.draws, check, choices, thorough=False)
        tail = weighing.answer.tail(1.0)
        return Combination(
            choices=reached, outcome=weighing.outcome, tail_probability=Figure.of(tail) if tail else None
        )

    def finding(self, name: str, choices: Choices) -> Finding:
        """The full finding of a check under one combination of choices."""
        check = self.model.checks[name]
        weighing = Weighing(self.model, self.draws, check, choices)
        answer, outcome = weighing.answer, weighing.outcome
        stated, computed = self.side(check.stated, choices), self.side(check.computed, choices)
        flips = self._flips(weighing, stated)
        tail = answer.tail(1.0)
        figure = Figure.of(tail) if tail else None
        mixes = self._mixes(weighing) if check.by else None
        changed = [choice for choice, option in choices.items() if option != self.model.reference[choice]]
        leaves = sorted({*self.model.leaves(check.stated, choices), *self.model.leaves(check.computed, choices)})
        return Finding(
            check=name,
            choices={choice: choices[choice] for choice in self.model.reached_by(check.stated, check.computed)},
            changed=changed[0] if changed else None,
            ruled_out=next((self.model.choices[c].ruled_out.get(choices[c]) for c in changed), None),
            stated=stated,
            computed=computed,
            outcome=outcome,
            tail_probability=figure,
            tail_under_any_dependence=self._any_dependence(weighing),
            budget=None if changed else self.accounts(check, choices),
            conventions=self._conventions(check, choices),
            region=mixes,
            flips=flips,
            severity=self._severity(weighing),
            notes=self._notes(weighing, tail, mixes, stated, computed),
            sentence=wording.finding_sentence(check, stated, computed, outcome, flips, figure, mixes),
            rests_on=leaves,
            weak_sources=self._weak(leaves, choices),
        )

    def _severity(self, weighing: Weighing) -> Severity:
        """What the check would have said at other values, and between which it says the same."""
        ends = [None if end is None else Figure.of(end) for end in weighing.same()]
        multiples = {"at_a_third": THIRD, "at_three_times": THRICE, "at_ten_times": TENFOLD}
        said = {name: weighing.answer.outcome(multiple) for name, multiple in multiples.items()}
        return Severity(**said, could_have_caught=weighing.could_have_caught, same_from=ends[0], same_to=ends[1])

    def _any_dependence(self, weighing: Weighing) -> tuple[Figure, Figure] | None:
        bounds = weighing.any_dependence()
        return None if bounds is None else (Figure.of(bounds[0]), Figure.of(bounds[1]))

    def accounts(self, check: Check, choices: Choices) -> Accounts | None:
        """The budget of a typical check: of computed less stated, in the unit of the stated side."""
        if check.kind != "typical":
            return None
        return self.budget({check.computed: 1.0, check.stated: -1.0}, choices, f"{check.computed} - {check.stated}")

    def budget(self, terms: Mapping[str, float], choices: Choices, result: str) -> Accounts:
        """The budget of a sum of quantities, each with its sign, in the unit of the last."""
        unit = self.model.units[list(terms)[-1]]
        found, scale = budget(self.draws, dict(terms), choices, result), factor(unit)
        entries = [
            Entry(
                inputs=list(one.inputs),
                first_order=Figure.of(one.first_order),
                total_index=Figure.of(one.total_index),
                alone=Figure.of(one.alone, scale),
                total=Figure.of(one.total, scale),
                unsupported=list(one.unsupported),
            )
            for one in found.contributions
        ]
        spread = Figure.of(found.standard_uncertainty, scale)
        return Accounts(result=result, unit=show(unit), standard_uncertainty=spread, entries=entries)

    def _conventions(self, check: Check, choices: Choices) -> list[Convention]:
        if check.kind != "agrees" or check.relation != "equals":
            return []
        scale = factor(self.model.units[check.stated])
        found = meetings(self.model, check.stated, check.computed, choices)
        shown = lambda ends: (significant(ends[0] / scale), significant(ends[1] / scale))  # noqa: E731
        return [
            Convention(name=name, stated=shown(one), computed=shown(other), meets=meets)
            for name, (one, other, meets) in found.items()
        ]

    def _weak(self, leaves: list[str], choices: Choices) -> dict[str, str]:
        """The weak sources of figures that have no other: one good source is enough for a figure."""
        figures = [figure for leaf in leaves for figure in getattr(self.model.node(leaf, choices), "figures", ())]
        found: dict[str, str] = {}
        for figure in figures:
            weak = {key: self.sources[key].weak for key in figure.sources if key in self.sources}
            if weak and all(weak.values()):
                found.update({key: str(reason) for key, reason in weak.items()})
        return dict(sorted(found.items()))

    def _flips(self, weighing: Weighing, stated: Side) -> list[Flip]:
        """The multiples of the stated value at which the outcome turns, and the values there.

        A value stands for the article's number as written; a range has multiples only.
        """
        ends = stated.as_written
        value = ends[0] if ends and ends[0] == ends[1] else None
        return [
            Flip(
                multiple=Figure.of(at),
                at=None if value is None else Figure.of(at.scaled(value)),
                below=below,
                above=above,
            )
            for at, below, above in weighing.answer.turns()
            if at.value > 0
        ]

    def _mixes(self, weighing: Weighing) -> Mixes:
        check = weighing.check
        found = region(self.model, check.stated, check.computed, check.by or "", weighing.choices)
        corners = [
            {part: significant(float(s)) for part, s in zip(found.parts, row, strict=True)} for row in found.corners
        ]
        extent = {part: (significant(low), significant(high)) for part, (low, high) in found.extent().items()}
        return Mixes(extent=extent, corners=corners, exact=found.exact)

    def _notes(
        self, weighing: Weighing, tail: Estimate | None, mixes: Mixes | None, stated: Side, computed: Side
    ) -> list[str]:
        check, notes = weighing.check, []
        if tail and near_threshold(tail, check.relation):
            notes.append("the tail probability lies within its numerical uncertainty of a threshold")
        if isinstance(weighing.answer, Typical) and weighing.coarse:
            notes.append(f"{weighing.answer.ratio.size} draws do not support as many digits as were asked for")
        if mixes and not mixes.exact:
            notes.append("the region encloses the true one; the inputs do not all push one way")
        if check.kind == "possible" and stated.as_written and computed.bounds:
            (low, high), (least, most) = stated.as_written, computed.bounds
            beyond = (high > most and check.relation != "at_least") or (low < least and check.relation != "at_most")
            if low < high and beyond:
                notes.append(f"only a part of the stated range lies within {wording.reach(computed)}")
        return notes
