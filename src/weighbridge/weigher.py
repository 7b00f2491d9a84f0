"""Runs checks under every fair choice, and makes findings of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from . import wording
from .bounds import outer_bounds
from .check import THIRD, THRESHOLDS, THRICE, Weighing
from .estimate import coverage_interval, mean, standard_uncertainty
from .finding import CheckResult, Combination, Figure, Finding, Flip, Mixes, Severity, Side, significant
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
        drawn = {}
        if "assumption" in kinds:
            values = self.draws.of(name, choices)
            low, high = coverage_interval(values)
            drawn = {
                "mean": Figure.of(mean(values), scale),
                "standard_uncertainty": Figure.of(standard_uncertainty(values), scale),
                "coverage_interval": (Figure.of(low, scale), Figure.of(high, scale)),
            }
        return Side(
            name=name,
            unit=show(unit),
            as_written=written,
            bounds=self._bounds(name, choices, scale),
            of=getattr(self.model.node(name, choices), "of", None),
            **drawn,
        )

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
        combinations = [self._combination(name, choices) for choices in self.model.combinations(*sides)]
        findings = [self.finding(name, choices) for choices in self.model.single_changes(*sides)]
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

    def _combination(self, name: str, choices: Choices) -> Combination:
        check = self.model.checks[name]
        weighing = Weighing(self.model, self.draws, check, choices)
        tail = weighing.answer.tail(1.0)
        reached = self.model.reached_by(check.stated, check.computed)
        return Combination(
            choices={choice: choices[choice] for choice in reached},
            outcome=weighing.outcome,
            tail_probability=Figure.of(tail) if tail else None,
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
        severity = Severity(
            at_a_third=answer.outcome(THIRD),
            at_three_times=answer.outcome(THRICE),
            could_have_caught=weighing.could_have_caught,
        )
        return Finding(
            check=name,
            choices={choice: choices[choice] for choice in self.model.reached_by(check.stated, check.computed)},
            changed=changed[0] if changed else None,
            ruled_out=next((self.model.choices[c].ruled_out.get(choices[c]) for c in changed), None),
            stated=stated,
            computed=computed,
            outcome=outcome,
            tail_probability=figure,
            region=mixes,
            flips=flips,
            severity=severity,
            notes=self._notes(check, figure, mixes, stated, computed),
            sentence=wording.finding_sentence(check, stated, computed, outcome, flips, figure, mixes),
            rests_on=leaves,
            weak_sources=self._weak(leaves, choices),
        )

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

    def _notes(self, check: Check, tail: Figure | None, mixes: Mixes | None, stated: Side, computed: Side) -> list[str]:
        notes = []
        if tail and any(
            abs(tail.value - threshold) <= tail.numerical_uncertainty for threshold in THRESHOLDS[check.relation]
        ):
            notes.append("the tail probability lies within its numerical uncertainty of a threshold")
        if mixes and not mixes.exact:
            notes.append("the region encloses the true one; the inputs do not all push one way")
        if check.kind == "possible" and stated.as_written and computed.bounds:
            (low, high), (least, most) = stated.as_written, computed.bounds
            beyond = (high > most and check.relation != "at_least") or (low < least and check.relation != "at_most")
            if low < high and beyond:
                notes.append(f"only a part of the stated range lies within {wording.reach(computed)}")
        return notes
