"""How a quantity or a check comes about, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph import ModelError, Relation
from ..what_if import NO_TURN
from . import sentences

if TYPE_CHECKING:
    from ..case import Case


def explained(case: Case, name: str) -> str:
    """The chain of a quantity down to quotations, rows and reasons; of a check, its finding and both its sides."""
    if name not in case.model.checks:
        body, head, sources = str(case[name].explain()).partition("\nSources\n")
        return "\n".join([body, *_budget(case, name)]) + head + sources
    check = case.model.checks[name]
    finding = case.weigher.finding(name, case.choices)
    choices = [f"  {choice}: {option}" for choice, option in finding.choices.items()]
    sides = [str(case[side].explain()) for side in (check.stated, check.computed)]
    more = [
        sentences.severity_sentence(finding),
        sentences.dependence_sentence(finding),
        sentences.conventions_sentence(finding),
    ]
    more += [sentences.budget_sentence(finding.budget)] if finding.budget else []
    head = [check.question, sentences.finding_sentence(check, finding), *filter(None, more)]
    turns = [f"  {line}" for line in case.headlines(name)]
    return "\n".join(
        [*head, "", "Where it turns", *(turns or [f"  {NO_TURN}"]), "", "Under the choices", *choices, "", *sides]
    )


def _budget(case: Case, name: str) -> list[str]:
    """Which inputs the uncertainty of a formula comes from, in a sentence, where it has any."""
    if case[name].parts or not isinstance(case.model.node(name, case.choices), Relation):
        return []
    try:
        accounts = case[name].accounts
    except ModelError as error:
        return ["", f"No budget: {error}."]
    return ["", sentences.budget_sentence(accounts)] if accounts.entries else []
