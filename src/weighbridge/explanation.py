"""How a quantity or a check comes about, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import telling
from .account import NO_TURN
from .model import ModelError
from .node import Relation

if TYPE_CHECKING:
    from .case import Case


def explained(case: Case, name: str) -> str:
    """The chain of a quantity down to quotations, rows and reasons; of a check, its finding and both its sides."""
    if name not in case.model.checks:
        body, head, sources = str(case[name].explain()).partition("\nSources\n")
        return "\n".join([body, *_budget(case, name)]) + head + sources
    check = case.model.checks[name]
    finding = case.weigher.finding(name, case.choices)
    choices = [f"  {choice}: {option}" for choice, option in finding.choices.items()]
    sides = [str(case[side].explain()) for side in (check.stated, check.computed)]
    more = [telling.severity(finding), telling.dependence(finding), telling.conventions(finding)]
    more += [telling.budget(finding.budget)] if finding.budget else []
    head = [check.question, finding.sentence, *filter(None, more)]
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
    return ["", telling.budget(accounts)] if accounts.entries else []
