"""On what an answer hangs: which ways to read the article turn it, and which of our estimates, as clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..checks import Outcome
from ..graph import Model
from ..text import Names, apart, fitting, joined, number, sentence, signed, with_unit
from ..verdict import CheckResult, Combination, Reached
from ..what_if import IN_WAYS, PREDICATES, Swung


@dataclass(frozen=True)
class Turn:
    """One option that by itself turns the outcome of the case as written."""

    choice: str
    option: str
    outcome: Outcome

    @property
    def taken(self) -> tuple[str, str]:
        """The choice, and what is taken of it."""
        return self.choice, self.option


def turns(check: CheckResult) -> list[Turn]:
    """The options that turn the outcome by themselves, all else as written; those that turn it worst first."""
    written, found = check.combinations[0], []
    for one in check.combinations[1:]:
        changed = [choice for choice, option in one.choices.items() if option != written.choices[choice]]
        if len(changed) == 1 and not {*one.may_be} & {*written.may_be}:
            found.append(Turn(changed[0], one.choices[changed[0]], one.outcome))
    order = list(PREDICATES)
    return sorted(found, key=lambda turn: -order.index(turn.outcome) % len(order))


def if_so(outcome: Outcome, said: str) -> str:
    """What happens under a condition, as it stands after the name of a number.

    >>> if_so(Outcome.FAILS, "only counted convoys count")
    'does not fit if only counted convoys count'
    """
    comma = "," if outcome == Outcome.THROUGH_ROUNDING else ""
    return f"{PREDICATES[outcome]}{comma} if {said}"


def clause(names: Names, choices: Mapping[str, str]) -> str:
    """The options that are taken of some choices, as they stand after *if*."""
    return joined([names.option(choice, option) for choice, option in choices.items()]) if choices else ""


def end_clause(names: Names, end: Reached | None) -> str:
    """What leads to the best or the worst outcome, as it stands after *if*."""
    return clause(names, end.choices) if end is not None else ""


def ways(combinations: Sequence[Combination]) -> str:
    """In how many ways to read the article a check comes out how: ``fits in 15 of 30 ways to read it, …``."""
    outcomes = [one.outcome for one in combinations]
    if len(outcomes) < 2:
        return ""
    if len(set(outcomes)) == 1:
        return f"{IN_WAYS[outcomes[0]]} in {'both' if len(outcomes) == 2 else f'all {len(outcomes)}'} ways to read it"
    first, *others = [(IN_WAYS[one], outcomes.count(one)) for one in PREDICATES if one in outcomes]
    rest = ", ".join(f"{said} in {many}" for said, many in others)
    return f"{first[0]} in {first[1]} of {len(outcomes)} ways to read it, {rest}"


def estimate_sentence(names: Names, one: Swung, subject: str = "it") -> str:
    """That an answer rests on an estimate of ours, and where it changes; nothing where it does not change there."""
    turns_there = one.fair_turns
    if not turns_there:
        return ""
    below = [turn for turn in turns_there if turn.at.value <= one.value]
    nearest = below[-1] if below else turns_there[0]
    side = "below" if below else "above"
    taken, at = apart([one.value, nearest.at.value], texts=[number(one.value), str(nearest.at.estimate)])
    called, value, place = names.lever(one.input), with_unit(taken, one.unit), signed(at, one.unit)
    return sentence(
        fitting(
            f"{subject} rests on our estimate of {called}, {value}; {side} {place} the answer changes",
            f"it rests on our estimate of {called}, {value}; {side} {place} the answer changes",
            f"it rests on our estimate, {value}; {side} {place} the answer changes",
        )
    )


def change_sentences(model: Model, check: CheckResult, subject: str) -> Iterator[str]:
    """What would change the answer of a check, a sentence each: options first, then our estimates."""
    names = model.names
    for turn in turns(check):
        said = if_so(turn.outcome, names.option(turn.choice, turn.option))
        yield sentence(fitting(f"{subject} {said}", f"it {said}"))
    if not turns(check) and check.range.is_wide and check.range.worst and check.range.worst.choices:
        worst = check.range.worst
        yield sentence(fitting(f"{subject} {if_so(worst.outcome, end_clause(names, worst))}"))
    for one in check.leans_on:
        yield estimate_sentence(names, one, subject)
