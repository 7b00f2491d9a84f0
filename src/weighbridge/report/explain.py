"""How a quantity or a check comes about, as text: its finding, its working, and the chain below both."""

from __future__ import annotations

from collections.abc import Collection

from ..graph import Choices, Comparison, ModelError, Relation
from ..verdict import Weigher
from ..what_if import NO_TURN, cannot_tell, flips_of, turn_words
from . import sentences, workings
from .provenance import Explanation, chain


def explain_quantity(weigher: Weigher, name: str, choices: Choices) -> str:
    """The chain of a quantity down to quotations, rows and reasons, with the budget of a formula, and its sources."""
    found = quantity_chain(weigher, name, choices)
    return "\n".join([*found.chain, *_budget(weigher, name, choices), *found.cited])


def explain_check(weigher: Weigher, name: str, choices: Choices) -> str:
    """The finding of a check, what would turn it, the choices it rests on, and the chains of both its sides."""
    check = weigher.model.checks[name]
    finding = weigher.finding(name, choices)
    said = [
        sentences.finding_sentence(check, finding),
        workings.severity_sentence(finding),
        workings.power_sentence(finding),
        workings.dependence_sentence(finding),
        workings.conventions_sentence(finding),
        workings.budget_sentence(finding.budget) if finding.budget else "",
        sentences.judgement_sentence(weigher.check(name)),
    ]
    turns = turns_in_words(weigher, name, choices) or [NO_TURN]
    taken = [f"{choice}: {option}" for choice, option in finding.choices.items()]
    blocks = {"Where it turns": turns, "Under the choices": taken}
    lines = [check.question, *filter(None, said)]
    for title, block in blocks.items():
        lines += ["", title, *(f"  {line}" for line in block)]
    sides = [str(quantity_chain(weigher, side, choices)) for side in check.sides]
    return "\n".join([*lines, "", *sides])


def quantity_chain(weigher: Weigher, name: str, choices: Choices) -> Explanation:
    """The chain of a quantity under these choices."""
    return chain(weigher.model, name, choices, lambda part: weigher.side(part, choices), weigher.sources)


def turns_in_words(weigher: Weigher, check: str, choices: Choices, only: Collection[str] = ()) -> list[str]:
    """Where the outcome of a check turns, a sentence for each number that turns it, the nearest first.

    Args:
        only: the numbers that are named; all where none is named.
    """
    if weigher.model.check(check).relation == Comparison.COUNTED_IN:
        return [turn_words.NOT_MOVED]
    found = flips_of(weigher.draws, check, choices, weigher.sources)
    lines = [
        turn_words.headline(one)
        for one in sorted(found, key=turn_words.distance)
        if one.turns and (not only or one.input in only)
    ]
    silent = bool(lines) and cannot_tell(weigher.draws, check, choices)
    return [turn_words.SIDES_ALONE, *lines] if silent else lines


def _budget(weigher: Weigher, name: str, choices: Choices) -> list[str]:
    """Which inputs the uncertainty of a formula comes from, in a sentence, where it has any."""
    if not isinstance(weigher.model.node(name, choices), Relation):
        return []
    try:
        accounts = weigher.budget(name, choices)
    except ModelError as error:
        return ["", f"No budget: {error}."]
    return ["", workings.budget_sentence(accounts)] if accounts.entries else []
