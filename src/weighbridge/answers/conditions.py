"""On what an answer hangs: which ways to read the article turn it, and which of our estimates, as clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..checks import FROM_BEST_TO_WORST, STANDS, Outcome
from ..graph import Model
from ..text import Names, fitting, joined, number, sentence, signed, some_of, with_unit
from ..verdict import CheckResult, Combination, Reached, distinct, settled
from ..what_if import IN_WAYS, PREDICATES, Swung, turn_words
from .many_ways import tallied

WORST_FIRST = (*reversed(FROM_BEST_TO_WORST), Outcome.CANNOT_TELL)
EDGE = 0.03  # a share of an estimate: so near it the answer changes at it


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
    """The options that turn the outcome by themselves, all else as written: the worst first, silence last."""
    (written, *others), found = settled(check.combinations), []
    for one in others:
        changed = [choice for choice, option in one.choices.items() if option != written.choices[choice]]
        if len(changed) == 1 and not {*one.may_be} & {*written.may_be}:
            found.append(Turn(changed[0], one.choices[changed[0]], one.outcome))
    return sorted(found, key=lambda turn: WORST_FIRST.index(turn.outcome))


def if_so(outcome: Outcome, said: str) -> str:
    """What happens under a condition, as it stands after the name of a number.

    >>> if_so(Outcome.FAILS, "only counted convoys count")
    'does not fit if only counted convoys count'
    """
    comma = "," if outcome == Outcome.THROUGH_ROUNDING else ""
    return f"{PREDICATES[outcome]}{comma} if {said}"


def clause(names: Names, choices: Mapping[str, str]) -> str:
    """The options that are taken of some choices, as they stand after *if*."""
    return joined(some_of([names.option(choice, option) for choice, option in choices.items()])) if choices else ""


def end_clause(names: Names, end: Reached | None) -> str:
    """What leads to the best or the worst outcome, as it stands after *if*."""
    return clause(names, end.choices) if end is not None else ""


def _known_ways(combinations: Sequence[Combination]) -> str:
    """In how many ways to read the article a check comes out how: ``fits in 15 of 30 ways to read it, …``.

    Only ways that differ in what is compared are counted.
    """
    counts = _counts(combinations)
    total = sum(counts.values())
    if total < 2:
        return ""
    (first, many), *others = counts.items()
    if not others:
        return f"{IN_WAYS[first]} in {'both' if total == 2 else f'all {total}'} ways to read it"
    rest = ", ".join(f"{IN_WAYS[one]} in {count}" for one, count in others)
    return f"{IN_WAYS[first]} in {many} of {total} ways to read it, {rest}"


def ways_in_words(check: CheckResult) -> str:
    """In how many ways a check comes out how, whether all are known or some were drawn; nothing of one way alone."""
    return tallied(check.tally) if check.tally else _known_ways(check.combinations)


def ways_by_outcome(check: CheckResult) -> dict[Outcome, int]:
    """How many ways to read the article come out how, the best first; of those drawn, where not all are known."""
    if check.tally is None:
        return _counts(check.combinations)
    return {one: many for one in PREDICATES if (many := check.tally.counts.get(one))}


def _counts(combinations: Sequence[Combination]) -> dict[Outcome, int]:
    """How many of the ways that differ in what is compared come out how."""
    outcomes = [one.outcome for one in distinct(settled(combinations))]
    return {one: outcomes.count(one) for one in PREDICATES if one in outcomes}


def estimate_sentence(names: Names, one: Swung, written: Outcome, subject: str = "it") -> str:
    """That an answer rests on an estimate of ours, and where it changes; nothing where it does not change there.

    Args:
        written: what the check says as the case is written.
    """
    turns_there = one.fair_turns
    if not turns_there:
        return ""
    below = [turn for turn in turns_there if turn.at.value <= one.value]
    nearest = below[-1] if below else turns_there[0]
    side = "below" if below else "above"
    if written != (nearest.above if below else nearest.below):
        return _on_the_edge(names, one, subject)
    taken, at = turn_words.apart_from(one, [nearest])
    called, value, place = names.lever(one.input), with_unit(taken, one.unit), signed(at, one.unit)
    return sentence(
        fitting(
            f"{subject} rests on our estimate of {called}, {value}; {side} {place} the answer changes",
            f"it rests on our estimate of {called}, {value}; {side} {place} the answer changes",
            f"it rests on our estimate, {value}; {side} {place} the answer changes",
        )
    )


def _on_the_edge(names: Names, one: Swung, subject: str) -> str:
    """That an answer rests on an estimate which lies where it changes, so near that it is not known on which side."""
    if not any(abs(turn.at.value - one.value) <= EDGE * abs(one.value) for turn in one.fair_turns):
        return ""
    called, value = names.lever(one.input), with_unit(number(one.value), one.unit)
    said = f"rests on our estimate of {called}, {value}; close to that the answer changes"
    return sentence(fitting(f"{subject} {said}", f"it {said}", "close to one of our estimates the answer changes"))


def _would_be(subject: str, outcome: Outcome, clause_: str, is_one_of: bool = False) -> str:
    """What something is under other options; where these are too long for a sentence, without saying which.

    Args:
        is_one_of: whether other comparisons are of the same number: then it is this one alone that can't judge it.
    """
    said = if_so(outcome, clause_)
    alone = f"one comparison can't judge {subject} if {clause_}" if is_one_of and outcome == Outcome.CANNOT_TELL else ""
    return sentence(
        fitting(
            alone,
            f"{subject} {said}",
            f"it {said}",
            f"{subject} {PREDICATES[outcome]} in another fair way to read it",
            "another fair way to read it changes this answer",
        )
    )


def _jointly(check: CheckResult) -> Reached | None:
    """The fewest options that change a check together, where none does by itself: over the line first.

    None where nothing changes it; where only some ways to read it say nothing, those.
    """
    found = check.range
    ends = [end for end in (found.best, found.worst) if end is not None and end.outcome != found.as_written]
    over = [end for end in ends if (end.outcome in STANDS) != (found.as_written in STANDS)]
    if over or ends:
        return (over or ends)[0]
    if not check.may_be_silent:
        return None
    (written, *others) = check.combinations
    silent = [
        {choice: option for choice, option in one.choices.items() if option != written.choices[choice]}
        for one in others
        if one.outcome == Outcome.CANNOT_TELL != written.outcome
    ]
    return Reached(Outcome.CANNOT_TELL, min(silent, key=len)) if silent else None


def is_mended(check: CheckResult, turn: Turn, checks: Sequence[CheckResult]) -> bool:
    """Whether a number comes out so under an option by all checks: none of the same number stays as bad as written."""
    same = [one for one in checks if one is not check and one.reference.stated.name == check.reference.stated.name]
    bad = [one for one in same if one.range.as_written not in (*STANDS, Outcome.CANNOT_TELL)]
    mended = [any(other.taken == turn.taken and other.outcome in STANDS for other in turns(one)) for one in bad]
    return turn.outcome not in STANDS or all(mended)


def change_sentences(model: Model, check: CheckResult, checks: Sequence[CheckResult], subject: str) -> Iterator[str]:
    """What would change the answer of a check, a sentence each: options first, then our estimates.

    Args:
        checks: all that count: a number does not fit where another of them is still against it.
    """
    names = model.names
    alone = turns(check)
    is_one_of = any(one is not check and one.reference.stated.name == check.reference.stated.name for one in checks)
    for turn in alone:
        if is_mended(check, turn, checks) and not _is_judged_elsewhere(check, turn, checks):
            yield _would_be(subject, turn.outcome, names.option(turn.choice, turn.option), is_one_of)
    joint = None if alone else _jointly(check)
    if joint is not None:
        yield _would_be(subject, joint.outcome, end_clause(names, joint), is_one_of)
    for one in check.leans_on:
        yield estimate_sentence(names, one, check.reference.outcome, subject)


def _is_judged_elsewhere(check: CheckResult, turn: Turn, checks: Sequence[CheckResult]) -> bool:
    """Whether a check is silent under an option under which another one that it reaches judges the same number."""
    if turn.outcome != Outcome.CANNOT_TELL:
        return False
    stated = check.reference.stated.name
    same = [one for one in checks if one is not check and one.reference.stated.name == stated]
    said = [outcome for one in same if (outcome := _under(one, turn)) is not None]
    return any(outcome != Outcome.CANNOT_TELL for outcome in said)


def _under(check: CheckResult, turn: Turn) -> Outcome | None:
    """What a check says under one option, all else as written; None where the choice does not reach it."""
    (written, *others) = settled(check.combinations)
    wanted = {**written.choices, turn.choice: turn.option}
    return next((one.outcome for one in others if one.choices == wanted), None)


def joint_sentence(names: Names, check: CheckResult, subject: str) -> str:
    """What a check says once several of our estimates are changed together, where none changes it by itself."""
    found = check.leans_jointly
    if found is None or found.becomes is None:
        return ""
    many = len(found.moves)
    which = f"{many} of our estimates change together"
    if many == 1:
        which = f"our estimate of {names.lever(found.moves[0].input)} changes enough"
    return _would_be(subject, found.becomes, which)
