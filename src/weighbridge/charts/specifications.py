"""The specification curve of a check: for which stated values it would hold, under every combination of fair choices.

In the manner of U. Simonsohn, J. P. Simmons, L. D. Nelson, Nature Human Behaviour 4 (2020).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..case import Case
from ..checks import OUTCOMES, STANDS, Weighing
from ..report import sentences, tables
from ..text import words
from ..verdict import CheckResult
from . import credit
from .chart import Chart, named
from .curve import ENDS, FROM, NEVER, OUTCOME, STATED, TO, UNIT, WRITTEN, Groups, draw, height
from .style import COLUMN


def specifications(case: Case, check: str) -> Chart:
    """For which multiples of the stated value a check would hold: a column for every combination of fair choices."""
    asked, result = case.model.check(check), case.weigher.check(check)
    counting = {name: case.model.choices[name].counting for name in result.reference.choices}
    groups: Groups = {name: options for name, options in counting.items() if len(options) > 1}
    data = pd.DataFrame(_records(case, result, list(groups))).astype(dict.fromkeys(ENDS, float))
    groups = {OUTCOME: list(_counts(data)), **groups} if groups else {}
    side, source = result.reference.stated, _source(case, result)
    said = words.span(side.as_written, side.unit, 6) if side.as_written else sentences.side(side)
    if side.as_written and side.as_written[0] == side.as_written[1] and data[STATED].isna().all():
        said += ", or as read otherwise"
    return Chart(
        named(case.name, check, "specifications"),
        asked.question,
        data,
        lambda canvas, rows: draw(canvas, rows, groups, said, asked.question),
        (COLUMN, height(data, groups, said, asked.question, source)),
        _alt(data, groups, sentences.finding_sentence(asked, result.reference)),
        source,
    )


def _records(case: Case, result: CheckResult, shown: list[str]) -> list[dict[str, Any]]:
    """A row for each combination, in the order of the ledger; the stated value where it is one number in all."""
    asked = case.model.checks[result.name]
    sides = {case.weigher.side(asked.stated, {**case.choices, **c.choices}).as_written for c in result.combinations}
    low, high = (sides.pop() if len(sides) == 1 else None) or (0.0, 1.0)
    stated = {STATED: low if low == high else None, UNIT: result.reference.stated.unit}
    found = []
    for row in tables.specification_rows(result.combinations):
        taken = {**case.choices, **{name: row[name] for name in result.reference.choices}}
        ends = {end: row[end] if row[end] is not None and math.isfinite(row[end]) else None for end in ENDS}
        never = ends[FROM] is ends[TO] is None and not _stands(case, result, taken)
        options = {WRITTEN: taken == case.choices, OUTCOME: row[OUTCOME], **{name: row[name] for name in shown}}
        found.append({"rank": row["rank"], **ends, NEVER: never, **stated, **options})
    return found


def _stands(case: Case, result: CheckResult, taken: Mapping[str, str]) -> bool:
    """Whether a check holds at the stated value, whether or not that could have been otherwise."""
    weighing = Weighing(case.model, case.draws, case.model.checks[result.name], taken, thorough=False)
    return weighing.answer.outcome(1.0) in STANDS


def _source(case: Case, result: CheckResult) -> str:
    """Everything that any combination rests on."""
    model, asked = case.model, case.model.checks[result.name]
    keys = {case.text.article.source} & set(case.shelf.sources)
    for choices in ({**case.choices, **one.choices} for one in result.combinations):
        leaves = {leaf for side in (asked.stated, asked.computed) for leaf in model.leaves(side, choices)}
        figures = (figure for leaf in leaves for figure in getattr(model.node(leaf, choices), "figures", ()))
        keys |= {key for figure in figures for key in figure.sources}
    own = f"own calculation, check {result.name} of the case {case.name}"
    return f"Sources: {credit.line(case, keys) or 'the article'}; {own}. Form: Simonsohn, Simmons, Nelson (2020)."


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many of each outcome there are, in the order of outcomes."""
    return {outcome: int((rows[OUTCOME] == outcome).sum()) for outcome in OUTCOMES if outcome in set(rows[OUTCOME])}


def _alt(data: pd.DataFrame, groups: Groups, sentence: str) -> str:
    """The chart in words."""
    count, mine = len(data), data[data[WRITTEN]].iloc[0]
    taken = "; ".join(f"{choice}: {mine[choice]}" for choice in list(groups)[1:])
    spans = []
    for name, found in zip(("lower ends", "middles", "upper ends"), (data[end].dropna() for end in ENDS), strict=True):
        missing = f" (none in {count - len(found)})" if len(found) < count else ""
        spans += [f"{name} {words.span((found.min(), found.max()))}{missing}"] if len(found) else []
    tally = ", ".join(f"{outcome} in {many}" for outcome, many in _counts(data).items())
    curve = f"Specification curve of {count} combination{'s' if count > 1 else ''} of fair choices"
    return (
        f"{curve}, in the order of how much the stated value could be: {tally}. "
        f"The case as written, number {mine['rank']}{f' ({taken})' if taken else ''}: {sentence} "
        f"Over all, in multiples of what is stated: {', '.join(spans) or 'no ends'}. {_by_option(data, groups)}"
    ).strip()


def _by_option(data: pd.DataFrame, groups: Groups) -> str:
    """Which outcomes go with which options of each choice, options that see the same outcomes taken together."""
    told, even = [], []
    for choice, options in list(groups.items())[1:]:
        seen = {option: tuple(_counts(data[data[choice] == option])) for option in options}
        alike = {outcomes: [option for option in options if seen[option] == outcomes] for outcomes in seen.values()}
        told += [_goes(data, choice, those) for those in alike.values() if len(alike) > 1]
        even += [choice] if len(alike) == 1 else []
    if even:
        same = "each outcome occurs" if data[OUTCOME].nunique() > 1 else "the outcome is the same"
        told.append(f"{same} with every option of {words.listed(even)}")
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in told)


def _goes(data: pd.DataFrame, choice: str, options: Sequence[str]) -> str:
    """What comes of some options: ``strained (24) or fails (24) in all 48 with mix: “any mix alike”``."""
    rows = data[data[choice].isin(options)]
    counts, all_of = _counts(rows), f"all {len(rows)}" if len(rows) > 1 else "the one"
    ways = " or ".join(f"{outcome} ({number})" if len(counts) > 1 else outcome for outcome, number in counts.items())
    return f"{ways} in {all_of} with {choice}: {' or '.join(f'“{option}”' for option in options)}"
