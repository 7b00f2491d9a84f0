"""How a quantity or a check comes about, as text: the question, the answer, the arithmetic, and the chain below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ..answers import arithmetic
from ..casefile import Loss
from ..checks import Weighing
from ..graph import Choices, Comparison, Kind, ModelError, Relation
from ..strength import (
    information_words,
    likelihood_ranges_of,
    likelihood_words,
    likelihoods,
    settling_with_numbers,
    true_value_words,
    true_values,
)
from ..verdict import CheckResult, Weigher
from ..what_if import NO_TURN, cannot_tell, flips_of, turn_words
from . import sentences, workings
from .provenance import Explanation, chain
from .sides import short


def explain_quantity(weigher: Weigher, name: str, choices: Choices) -> str:
    """The chain of a quantity down to quotations, rows and reasons, with the budget of a formula, and its sources."""
    found = quantity_chain(weigher, name, choices)
    return "\n".join([*found.chain, *_budget(weigher, name, choices), *found.cited])


def explain_check(weigher: Weigher, name: str, choices: Choices, losses: Mapping[str, Loss] | None = None) -> str:
    """The question of a check, its answer, the arithmetic, what would change it, and the chains of both its sides."""
    check = weigher.model.checks[name]
    finding, names = weigher.finding(name, choices), weigher.model.names
    workings_ = [
        workings.severity_sentence(finding),
        workings.power_sentence(finding),
        workings.dependence_sentence(finding),
        workings.conventions_sentence(finding),
        workings.budget_sentence(finding.budget, names) if finding.budget else "",
        sentences.judgement_sentence(weigher.check(name)),
    ]
    sides = [quantity_chain(weigher, side, choices) for side in check.sides]
    blocks = {
        "The arithmetic": _arithmetic(weigher, check.sides, choices),
        "What it can catch, and what it rests on": [one for one in workings_ if one],
        **_strength(weigher, name, choices, losses or {}),
        "Where the answer changes": turns_in_words(weigher, name, choices, set_by=True) or [NO_TURN],
        "How it is read": _read(weigher, finding.choices),
    }
    lines = [check.question, "", sentences.finding_sentence(check, finding, names)]
    for title, block in blocks.items():
        lines += ["", title, *(f"  {line}" for line in block)] if block else []
    lines += ["", "Where the numbers come from", *(f"  {line}" for side in sides for line in side.chain)]
    cited = dict.fromkeys(line for side in sides for line in side.cited)
    return "\n".join([*lines, *cited])


def quantity_chain(weigher: Weigher, name: str, choices: Choices) -> Explanation:
    """The chain of a quantity under these choices."""
    return chain(weigher.model, name, choices, lambda part: weigher.side(part, choices), weigher.sources)


def turns_in_words(
    weigher: Weigher, check: str, choices: Choices, only: Collection[str] = (), set_by: bool = False
) -> list[str]:
    """Where the answer of a check changes, a text for each number that changes it, the nearest first.

    Args:
        only: the numbers that are named; all where none is named.
        set_by: with the name by which ``--set`` knows each number behind it, in code style.
    """
    if weigher.model.check(check).relation == Comparison.COUNTED_IN:
        return [turn_words.NOT_MOVED]
    found = flips_of(weigher.draws, check, choices, weigher.sources)
    lines = [
        turn_words.headline(one) + (f" (`{one.input}`)" if set_by else "")
        for one in sorted(found, key=turn_words.distance)
        if one.turns and (not only or one.input in only)
    ]
    silent = bool(lines) and cannot_tell(weigher.draws, check, choices)
    return [turn_words.SIDES_ALONE, *lines] if silent else lines


def _strength(weigher: Weigher, name: str, choices: Choices, losses: Mapping[str, Loss]) -> dict[str, list[str]]:
    """How strongly the evidence speaks, what would settle it, and where the true value lies, each under its title."""
    names, check = weigher.model.names, weigher.check(name)
    found = likelihoods(Weighing(weigher.model, weigher.draws, weigher.model.checks[name], choices))
    values, settled = true_values(weigher, name, choices), settling_with_numbers(weigher, check, losses)
    speaks = [likelihood_words.likelihood_sentence(found, names), *likelihood_words.likelihood_working(found)]
    lies = [true_value_words.true_value_sentence(values, names), *true_value_words.true_value_working(values, names)]
    settles = information_words.settling_sentences(settled, names)
    if found.silent:  # why it is so is said where a reader may expect more
        speaks = speaks if check.kind == Kind.TYPICAL else []
    else:
        speaks.append(_over_all(weigher, check))
    return {
        "How strongly the evidence speaks": speaks,
        "What would settle it": [*settles, *information_words.working_sentences(settled, names)],
        "Where the true value may lie": lies if not values.silent or check.kind == Kind.TYPICAL else [],
    }


def _over_all(weigher: Weigher, check: CheckResult) -> str:
    """How strongly it speaks over every way to read the article."""
    return likelihood_words.ranges_sentence(likelihood_ranges_of(weigher, check), weigher.model.names)


def _arithmetic(weigher: Weigher, sides: Iterable[str], choices: Choices) -> list[str]:
    """The formulas of both sides with their numbers: ``2,500 tonnes ÷ 50 trucks = 50 tonnes a truck``."""
    side_of = lambda part: weigher.side(part, choices)  # noqa: E731
    found = (arithmetic(weigher.model, side, choices, side_of, short) for side in sides)
    return list(dict.fromkeys(line for line in found if line))


def _read(weigher: Weigher, choices: Choices) -> list[str]:
    """How everything is read of which there is a choice, in words, with what ``--set`` takes."""
    names = weigher.model.names
    return [f"{names.option(choice, option)} (`{choice}={option}`)" for choice, option in choices.items()]


def _budget(weigher: Weigher, name: str, choices: Choices) -> list[str]:
    """Which inputs the uncertainty of a formula comes from, in a sentence, where it has any."""
    if not isinstance(weigher.model.node(name, choices), Relation):
        return []
    try:
        accounts = weigher.budget(name, choices)
    except ModelError as error:
        return ["", f"No budget: {error}."]
    return ["", workings.budget_sentence(accounts, weigher.model.names)] if accounts.entries else []
