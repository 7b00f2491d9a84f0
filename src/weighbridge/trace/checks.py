"""A check explained: its question, its answer, the arithmetic, what would change it, and the chains of its sides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ..casefile import Loss
from ..checks import Weighing
from ..graph import Choices, Comparison, Kind
from ..report import sentences, workings
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
from .chain import chain, working_lines
from .explanation import Part, Told
from .material import Material


def check_told(material: Material, name: str) -> Told:
    """The question of a check, its answer, the arithmetic, what would change it, and the chains of both its sides."""
    weigher, choices = material.weigher, material.choices
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
    chains = [chain(weigher.model, side, choices, material.side) for side in check.sides]
    blocks = {
        "What was compared": _compared(material, name),
        "The arithmetic": _arithmetic(material, check.sides),
        "What it can catch, and what it rests on": [one for one in workings_ if one],
        **_strength(weigher, name, choices, material.text.losses),
        "Where the answer changes": turns_in_words(weigher, name, choices, set_by=True) or [NO_TURN],
        "How it is read": _read(weigher, finding.choices),
    }
    parts = [Part(title, block) for title, block in blocks.items()]
    lines = [line for one in chains for line in one.lines]
    parts.append(Part("Where the numbers come from", lines, [key for one in chains for key in one.keys]))
    steps = [step for one in chains for step in one.steps]
    return Told([check.question, "", sentences.finding_sentence(check, finding, names)], parts, lines, steps)


def _compared(material: Material, name: str) -> list[str]:
    """The row of figures of a check, by the names of its two sides: what is stated, computed, how far off, how often.

    The same words stand in every table of figures.
    """
    check, row = material.model.checks[name], material.figures(name)
    lines = [f"stated `{check.stated}`: {row.stated.text}", f"computed `{check.computed}`: {row.computed.text}"]
    lines += [f"how far off: {row.size.text}"] if row.size else []
    lines += [f"how probable: {row.chance}"] if row.chance else []
    lines += [f"ways to read it: {row.ways}"] if row.ways else []
    lines += [f"by the mix of: `{check.by}`"] if check.by else []
    return [*lines, f"our own question: {check.premise}" if check.premise else f"verdict: {row.badge}"]


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
    return [*([turn_words.SIDES_ALONE] if silent else []), *lines, *turn_words.not_looked_at(found)]


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


def _arithmetic(material: Material, names: Iterable[str]) -> list[str]:
    """The formulas of both sides with their numbers: ``2,500 tonnes ÷ 50 trucks = 50 tonnes a truck``."""
    model, choices = material.model, material.choices
    lines = (line for name in names for line in working_lines(model, name, choices, material.side))
    return list(dict.fromkeys(lines))


def _read(weigher: Weigher, choices: Choices) -> list[str]:
    """How everything is read of which there is a choice, in words, with what ``--set`` takes."""
    names = weigher.model.names
    return [f"{names.option(choice, option)} (`{choice}={option}`)" for choice, option in choices.items()]
