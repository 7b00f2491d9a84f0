"""Runs checks under every fair choice, and makes findings of the answers."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ..base import OnDemand, Work, steps
from ..checks import (
    Accounts,
    Figure,
    Finding,
    Outcome,
    Reach,
    Severity,
    Side,
    Weighed,
    Weighing,
    Whose,
    accounts,
    days_needed,
    findings,
    first_looks,
    weighed_together,
)
from ..evidence import Source
from ..graph import (
    MOST_LISTED,
    Check,
    Choices,
    Comparison,
    Draws,
    Input,
    Kind,
    Model,
    ModelError,
    Name,
    NodeKind,
    Taken,
    outer_bounds,
    settled,
)
from ..text import factor, show, significant
from ..uncertainty import shortest_interval
from ..what_if import JointLeaning, Swung, joint_leaning, leaning, leaning_under_options
from .agreement import agreements
from .known_by import is_as_written, said_by
from .many_combinations import Asked, Told, listed, told
from .many_ways_of_checks import asked_of
from .results import Agreement, AsRead, CheckResult, Combination, Way


@dataclass(frozen=True, repr=False)
class Weigher:
    """Turns a model into results; one set of draws serves them all."""

    model: Model
    draws: Draws
    sources: Mapping[str, Source] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"{self.model!r}, {self.draws!r}"

    def side(self, name: str, choices: Choices) -> Side:
        """A quantity in its own unit: as written, by its bounds, and by its draws where assumptions enter."""
        key = ("side", name, self.draws.known_under(name, choices), is_as_written(self.model, name, choices))
        key = (*key, self.draws.settings)
        return self.model.cache.kept(key, lambda: self._side(name, choices))

    def _side(self, name: str, choices: Choices) -> Side:
        unit = self.model.units[name]
        scale = factor(unit)
        ranks = {correlation.rank for correlation in self.model.correlations.values()}
        leaves = [leaf for leaf in self.model.leaves(name, choices) if leaf == name or leaf not in ranks]
        kinds = {self.model.node(leaf, choices).kind for leaf in leaves}
        written = (
            self._bounds(name, choices, scale, taken=Taken.AS_WRITTEN) if NodeKind.ASSUMPTION not in kinds else None
        )
        try:
            drawn = self._drawn(name, choices, scale) if NodeKind.ASSUMPTION in kinds else {}
        except ModelError:  # the finding says why its check could not be weighed
            drawn = {}
        node = self.model.node(name, choices)
        return Side(
            name=name,
            unit=show(unit),
            worded=node.figures[0].text if isinstance(node, Input) and node.is_direction else None,
            as_written=written,
            bounds=self._bounds(name, choices, scale),
            of=node.of,
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

    def _bounds(
        self, name: str, choices: Choices, scale: float, taken: Taken = Taken.WITH_HEDGES
    ) -> tuple[float, float] | None:
        try:
            low, high = outer_bounds(self.model, Name(name), choices, taken=taken)
        except ModelError:
            return None
        ends = significant(low / scale), significant(high / scale)
        return ends if all(map(math.isfinite, ends)) else None  # larger than any number: there are none to show

    def check(self, name: str) -> CheckResult:
        """A check with all its findings and its outcome; kept. Raises ``ModelError`` where there is none."""
        key = ("check", self.model.number, name, self.draws.settings)
        return self.model.cache.kept(key, lambda: self._check(name))

    def as_read(self, name: str) -> AsRead:
        """A check as the article is read, all other ways to read it left out."""
        check = self.model.check(name)
        finding = self.finding(name, self.model.reference)
        return AsRead(check.question, check.kind, check.relation, self._unit_scale(check), finding)

    def outcome_as_read(self, name: str) -> Outcome:
        """What a check says as the article is read, and nothing else of it: the outcome of that finding.

        Raises:
            ModelError: there is no such check.
        """
        return self.outcome(name, self.model.reference)

    def outcome(self, name: str, choices: Choices) -> Outcome:
        """The outcome of the finding of a check under one combination of choices, of which nothing else is made; kept.

        Raises:
            ModelError: there is no such check.
        """
        check, taken = self.model.check(name), tuple(sorted(choices.items()))
        finding = self.model.cache.found(("finding", self.model.number, name, taken, self.draws.settings))
        if finding is not None:
            return finding.outcome
        key = ("outcome of a finding", self.model.number, name, taken, self.draws.settings)
        weighed = lambda: _said_alone(Weighing(self.model, self.draws, check, choices)).outcome  # noqa: E731
        return self.model.cache.kept(key, weighed)

    def _check(self, name: str) -> CheckResult:
        check = self.model.check(name)
        sides = check.sides
        changes = list(self.model.single_changes(*sides, drawn=check.is_drawn, by=check.by))
        said = self._told(name)
        combinations = said.combinations
        claims = {leaf.split(".")[0] for side in sides for leaf in self._claims(side, self.model.reference)}
        return CheckResult(
            name=name,
            question=check.question,
            kind=check.kind,
            relation=check.relation,
            claims=sorted(claims),
            findings=OnDemand(lambda place: self.finding(name, changes[place]), len(changes)),
            combinations=combinations,
            range=said.range,
            may_be_silent=said.may_be_silent,
            turned_by=said.turned_by,
            depends_on=[*said.turned_by, *said.turned_jointly],
            premise=check.premise,
            tally=said.tally,
            scale=self._unit_scale(check),
            find_leaning=lambda: self._leaning(name, combinations[0].outcome),
            find_joint_move=lambda: self._joint_move(name, combinations[0].outcome),
            find_leaning_under_options=lambda: self._leaning_under_options(name, changes[1:], combinations),
            ways=OnDemand(lambda place: self._way(check, changes[place]), len(changes)),
        )

    def _told(self, name: str) -> Told:
        """What a check says over all combinations: each by itself, or where these are very many, as far as is known."""
        check = self.model.checks[name]
        if self.model.how_many(*check.sides, drawn=check.is_drawn, by=check.by) > MOST_LISTED:
            return told(self.asked(name))
        return listed(self.combinations(name))

    def asked(self, name: str) -> Asked:
        """A check, to be weighed under more combinations of choices than can be listed."""
        return asked_of(self.draws, name, partial(self._weigh, name))

    def _weigh(self, name: str, every: Sequence[Choices]) -> list[Combination]:
        """What a check says under some combinations; where something is no number, or has no bounds, it cannot tell."""
        check, written, found = self.model.checks[name], self.model.reference, []
        reached = self.model.reached_by(*check.sides, drawn=check.is_drawn, by=check.by)
        thorough = [sum(choices[one] != written[one] for one in reached) <= 1 for choices in every]
        said = self._weighed(check, every, thorough)
        for choices, is_thorough, one in zip(every, thorough, said, strict=True):
            try:
                found.append(self._combination(name, choices, reached, is_thorough, one))
            except ModelError:
                found.append(Combination({choice: choices[choice] for choice in reached}, Outcome.CANNOT_TELL))
        return found

    def combinations(self, name: str, every: Sequence[Choices] | None = None) -> list[Combination]:
        """What a check says under every combination of the options that count, the case as written first.

        Args:
            every: the combinations that are asked for; all where none are given, which must not be more than can be
                listed.
        """
        check = self.model.check(name)
        sides, asked = check.sides, {"drawn": check.is_drawn, "by": check.by}
        alone = 0 if every else 1  # of all, the case as written is weighed by itself
        every = every or list(self.model.combinations(*sides, **asked))
        reached = self.model.reached_by(*sides, **asked)
        changes = self.model.single_changes(*sides, **asked)
        singly = {tuple(choices[one] for one in reached) for choices in changes}
        thorough = [tuple(choices[one] for one in reached) in singly for choices in every]
        weighed = [*[None] * alone, *self._weighed(check, every[alone:], thorough[alone:])]
        ways = zip(every, thorough, weighed, strict=True)
        return [
            self._combination(name, choices, reached, is_thorough, said)
            for choices, is_thorough, said in steps(ways, Work.COMBINATIONS, len(every))
        ]

    def agreements(self, checks: Iterable[CheckResult]) -> list[Agreement]:
        """The article's own numbers by all their relations at once, where several share a number."""
        return list(agreements(self.draws, {check.name: check for check in checks}))

    def _leaning(self, name: str, outcome: Outcome) -> list[Swung]:
        """What a check leans on as written; nothing where it cannot tell. Kept."""
        if outcome == Outcome.CANNOT_TELL:
            return []
        key = ("leaning", self.model.number, name, self.draws.settings)
        find = lambda: leaning(self.draws, name, self.model.reference, self.sources)  # noqa: E731
        return self.model.cache.kept(key, find)

    def _joint_move(self, name: str, outcome: Outcome) -> JointLeaning | None:
        """What a check rests on as written when all its judged numbers may move; None where nothing turns. Kept."""
        key = ("joint move as written", self.model.number, name, self.draws.settings)
        find = lambda: joint_leaning(self.draws, name, self.model.reference, outcome)  # noqa: E731
        found = self.model.cache.kept(key, find)
        return found if found and (found.turns or found.looked) else None

    def _leaning_under_options(
        self, name: str, changes: Sequence[Choices], combinations: Sequence[Combination]
    ) -> list[JointLeaning]:
        """The same under each option that counts, where it is not as it is written. Kept."""
        written, outcomes = combinations[0], {tuple(one.choices.items()): one.outcome for one in combinations}
        taken = [(choices, tuple((choice, choices[choice]) for choice in written.choices)) for choices in changes]
        cases = [(choices, outcomes[key]) for choices, key in taken if key in outcomes]  # ruled out, it is in none
        as_written = self._joint_move(name, written.outcome)
        key = ("leaning under options", self.model.number, name, self.draws.settings)
        return self.model.cache.kept(key, lambda: leaning_under_options(self.draws, name, as_written, cases))

    def _claims(self, side: str, choices: Choices) -> Iterable[str]:
        leaves = self.model.leaves(side, choices)
        return (leaf for leaf in leaves if self.model.node(leaf, choices).kind == NodeKind.CLAIM)

    def _weighed(self, check: Check, every: Sequence[Choices], thorough: Sequence[bool]) -> list[Weighed | None]:
        """What many combinations say that can be weighed together: by a part of the draws, or by all of them."""
        keys = [said_by(self.draws, check, choices, fine) for choices, fine in zip(every, thorough, strict=True)]
        found = [None if key is None else self.model.cache.found(key) for key in keys]
        unknown = [at for at, one in enumerate(found) if one is None]
        looked = first_looks(self.draws, check, [every[at] for at in unknown])
        left = [at for at, outcome in zip(unknown, looked, strict=True) if outcome is None]
        rest = weighed_together(self.draws, check, [every[at] for at in left], [thorough[at] for at in left])
        said = {at: Weighed(outcome) for at, outcome in zip(unknown, looked, strict=True) if outcome is not None}
        for at, one in [*said.items(), *zip(left, rest, strict=True)]:
            found[at] = one
            if one is not None and (key := keys[at]) is not None:
                self.model.cache.kept(key, lambda one=one: one)
        return found

    def _combination(
        self, name: str, choices: Choices, reached: Sequence[str], thorough: bool, said: Weighed | None
    ) -> Combination:
        """The outcome under one combination of the choices that reach a check; as thoroughly as in a finding of it.

        Where many were weighed together, it is what that said.
        """
        check = self.model.checks[name]
        weighed = lambda: Weighing(self.model, self.draws, check, choices, thorough)  # noqa: E731
        found = lambda: self._tail_and_reach(weighed())  # noqa: E731
        if said is None:
            key = said_by(self.draws, check, choices, thorough)
            alone = lambda: _said_alone(weighed())  # noqa: E731
            said = alone() if key is None else self.model.cache.kept(key, alone)
        return Combination(
            choices={choice: choices[choice] for choice in reached},
            outcome=said.outcome,
            find_tail=lambda: found()[0],
            left_open=said.left_open,
            find_reach=lambda: found()[1],
            find_sides=lambda: self._sides(weighed()),
            compared=self._compared(check, choices, said.outcome),
        )

    def _compared(self, check: Check, choices: Choices, outcome: Outcome) -> Hashable:
        """What a check compares under some choices: the definitions of its two sides; by bounds alone, these.

        A mix that a check leaves free has the same bounds whatever is assumed of it. By bounds the outcome counts too,
        for it may rest on more than they do: on what the check could have caught.
        """
        if check.is_drawn:
            return tuple(self.draws.identity(side, choices) for side in check.sides)
        if check.kind == Kind.AGREES:
            return tuple(self.model.identity(side, choices) for side in check.sides)
        try:
            low, high = Weighing(self.model, self.draws, check, choices, thorough=False).ratio
        except ModelError:
            return None
        return outcome, significant(low), significant(high)

    def _sides(self, weighing: Weighing) -> tuple[Side, Side]:
        """Both sides of a check under one combination, as it weighs them."""
        stated, computed = (self.side(side, weighing.choices) for side in weighing.check.sides)
        if weighing.check.relation != Comparison.COUNTED_IN or _why_not(weighing):
            return stated, computed  # the answer, which may have to be drawn, has no part in them
        return findings.sides(weighing, stated, computed)

    def _unit_scale(self, check: Check) -> float | None:
        """How many of the stated side's unit one of the computed side's is; none where that counts things."""
        if check.relation == Comparison.COUNTED_IN:
            return None
        stated, computed = (self.model.units[side] for side in check.sides)
        return significant(factor(computed) / factor(stated))

    def _tail_and_reach(self, weighing: Weighing) -> tuple[Figure | None, Reach]:
        """The figures of a combination, from one weighing; kept, for a finding has the same."""
        key = ("tail and reach", self._known_by(weighing), self.draws.settings)
        found = lambda: (None, Reach()) if _why_not(weighing) else (_tail(weighing), findings.reach(weighing))  # noqa: E731
        return self.model.cache.kept(key, found)

    def _known_by(self, weighing: Weighing) -> Hashable:
        """What the figures of a combination depend on: where it is drawn and not thorough, on its two sides alone."""
        check, choices, thorough = weighing.check, weighing.choices, weighing.thorough
        if thorough or not check.is_drawn:
            return self.model.number, check, tuple(sorted(choices.items()))
        return check.relation, *(self.draws.identity(side, choices) for side in check.sides)

    def finding(self, name: str, choices: Choices) -> Finding:
        """The full finding of a check under one combination of choices; kept."""
        taken = tuple(sorted(choices.items()))
        key = ("finding", self.model.number, name, taken, self.draws.settings)
        return self.model.cache.kept(key, lambda: self._finding(name, choices))

    def _finding(self, name: str, choices: Choices) -> Finding:
        check = self.model.checks[name]
        weighing = Weighing(self.model, self.draws, check, choices)
        stated, computed = self._sides(weighing)
        if why := _why_not(weighing):
            return self._not_weighed(name, choices, (stated, computed), why)
        outcome = weighing.outcome
        flips = findings.flips(weighing, stated)
        figure, reach = self._tail_and_reach(weighing)
        mixes = findings.mixes(weighing) if check.by else None
        changed = any(option != self.model.reference[choice] for choice, option in choices.items())
        return Finding(
            **self._of(name, choices),
            stated=stated,
            computed=computed,
            outcome=outcome,
            draws=weighing.enough.size if figure else None,
            tail_probability=figure,
            sample=findings.sample(weighing),
            tail_under_any_dependence=findings.any_dependence(weighing),
            budget=None if changed else findings.margin(weighing),
            conventions=findings.conventions(weighing),
            whose=self._whose(check.computed, choices),
            days_needed=days_needed(weighing),
            region=mixes,
            nearest=findings.nearest(weighing),
            flips=flips,
            reach=reach,
            severity=findings.severity(weighing),
            power=findings.power(weighing),
            on_the_line=weighing.on_the_line,
            may_be=weighing.may_be,
            notes=findings.notes(weighing, mixes, stated, computed),
        )

    def _of(self, name: str, choices: Choices) -> dict[str, Any]:
        """Of what a finding is: its check, the choices that were taken, and what it rests on."""
        check = self.model.checks[name]
        leaves = sorted({leaf for side in check.sides for leaf in self.model.leaves(side, choices)})
        more = {"check": name, "rests_on": leaves, "weak_sources": self._weak(leaves, choices)}
        return {**vars(self._way(check, choices)), **more}

    def _way(self, check: Check, choices: Choices) -> Way:
        """Of which way to read the article a finding is."""
        model = self.model
        changed = next((choice for choice, option in choices.items() if option != model.reference[choice]), None)
        reached = model.reached_by(*check.sides, drawn=check.is_drawn, by=check.by)
        ruled_out = None if changed is None else model.choices[changed].ruled_out.get(choices[changed])
        return Way({choice: choices[choice] for choice in reached}, changed, ruled_out)

    def _not_weighed(self, name: str, choices: Choices, sides: tuple[Side, Side], why: str) -> Finding:
        """The finding of a check that could not be weighed: it can't tell, and says why."""
        silent = Outcome.CANNOT_TELL
        severity = Severity(at_a_third=silent, at_three_times=silent, at_ten_times=silent, could_have_caught=False)
        of = {**self._of(name, choices), "stated": sides[0], "computed": sides[1], "outcome": silent}
        return Finding(**of, reach=Reach(), severity=severity, not_weighed=why)

    def _whose(self, name: str, choices: Choices) -> Whose:
        """Whose numbers a quantity is made of."""
        kinds = {self.model.node(leaf, choices).kind for leaf in self.model.leaves(name, choices)}
        if NodeKind.CLAIM not in kinds:
            return Whose.OURS
        return Whose.ARTICLE if kinds <= {NodeKind.CLAIM, NodeKind.DEFINITION} else Whose.BOTH

    def budget(self, name: str, choices: Choices) -> Accounts:
        """The budget of a quantity, in its own unit."""
        return accounts(self.draws, {name: 1.0}, choices, name)

    def _weak(self, leaves: list[str], choices: Choices) -> dict[str, str]:
        """The weak sources of figures that have no other: one good source is enough for a figure."""
        figures = [figure for leaf in leaves for figure in self.model.node(leaf, choices).figures]
        found: dict[str, str] = {}
        for figure in figures:
            weak = {key: self.sources[key].weak for key in figure.sources if key in self.sources}
            if weak and all(weak.values()):
                found.update({key: str(reason) for key, reason in weak.items()})
        return dict(sorted(found.items()))


def _said_alone(weighing: Weighing) -> Weighed:
    """What a check says that is weighed by itself; that it can't tell where it can't be weighed."""
    if _why_not(weighing):
        return Weighed(Outcome.CANNOT_TELL)
    return Weighed(weighing.outcome, weighing.may_be if weighing.on_the_line else ())


def _why_not(weighing: Weighing) -> str:
    """Why a check can't be weighed; nothing where it can."""
    try:
        _ = weighing.answer, weighing.scale if weighing.check.relation != Comparison.COUNTED_IN else None
        if weighing.check.by:
            findings.mixes(weighing)
    except ModelError as error:
        return str(error)
    return ""


def _tail(weighing: Weighing) -> Figure | None:
    """The tail probability as a figure; none where a check asks for none."""
    tail = weighing.tail
    return Figure.of(tail) if tail else None
