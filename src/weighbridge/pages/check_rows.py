"""A check as a page shows it: its answer, both sides on a strip, and the working that is folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..answers import BADGES, Amount, Answer, Badge, Figures, tally_sentences
from ..checks import Finding
from ..report import ReportedCheck, flip_words, sides
from ..text import Names, capital, listed, with_unit
from ..verdict import Collapse, Combination, Influence, Tally, distinct
from .strips import Strip, strip

MOST_COLUMNS = 4  # of that table, for a choice of so many options
OUR_OWN = "This is our own question, and it counts towards no verdict. Our reason: {reason}."
MOST_WAYS = 40  # rows of a table of ways to read an article; the rest stands in the CSV file


@dataclass(frozen=True)
class Ways:
    """All combinations of the choices that change the outcome; the other choices make no difference.

    Attributes:
        heads: what each choice of the rows is about.
        across: what the choice of the columns is about; nothing where no choice changes the outcome.
        columns: its options, as clauses.
        rows: an option of each choice of the rows as a clause, and the answer in each column.
        left: how many rows more there are.
        count: how many of all combinations differ in what is compared.
        note: how these come out, in sentences, where there is no table: they are too many, or all alike.
    """

    heads: list[str]
    across: str
    columns: list[str]
    rows: list[tuple[list[str], list[Badge]]]
    left: int
    count: int
    note: str = ""


@dataclass(frozen=True)
class CheckRow:
    """A check for a template: everything that a page says of it.

    Attributes:
        anchor: an identifier, for links within the page.
        unit: that of the scale of the strip, in words.
        premise: that it is our own question and why, where it counts towards no verdict.
        facts: how far apart, how probable, in how many ways, on what it rests: each under what it is called.
        working: sentences, each under a heading of its own.
        turns: other values that might have been stated, and what would have been found.
    """

    anchor: str
    question: str
    answer: Answer
    figures: Figures
    strip: Strip | None
    unit: str
    premise: str | None
    facts: list[tuple[str, str]]
    working: list[tuple[str, str]]
    turns: list[tuple[str, Badge]]
    ways: Ways


def check_row(check: ReportedCheck, names: Names) -> CheckRow:
    """Everything that a page says of a check."""
    figures = check.figures
    return CheckRow(
        anchor=f"check-{check.name}",
        question=check.question,
        answer=check.answer,
        figures=figures,
        strip=strip(_ends(figures.stated), _ends(figures.computed)),
        unit=with_unit("", figures.stated.unit or figures.computed.unit),
        premise=check.premise and OUR_OWN.format(reason=check.premise),
        facts=_facts(figures),
        working=_working(check),
        turns=turns(check.reference),
        ways=_many(check.check.tally) if check.check.tally else ways(check.combinations, names),
    )


def _ends(amount: Amount) -> tuple[float | None, float | None, float | None]:
    return amount.value, amount.low, amount.high


def _facts(figures: Figures) -> list[tuple[str, str]]:
    """What is known of a comparison beside its sides, each under what it is called."""
    found = [
        ("How far apart", figures.size.text if figures.size else ""),
        ("How probable", figures.chance),
        ("Ways to read it", figures.ways),
        ("It rests on", figures.rests_on),
    ]
    return [(name, capital(text)) for name, text in found if text]


def _working(check: ReportedCheck) -> list[tuple[str, str]]:
    """The sentences of its working that there are, each under its heading."""
    found = [
        ("The comparison in full", check.sentence),
        ("What this comparison can catch", check.severity_sentence),
        ("How often it would catch an error", check.power_sentence),
        ("How strongly the evidence speaks", check.strength_working),
        ("What would settle it", check.settling_working),
        ("If the two sides move together", check.dependence_sentence),
        ("Where the uncertainty comes from", check.budget_sentence),
    ]
    return [(head, sentence) for head, sentence in found if sentence]


def turns(finding: Finding) -> list[tuple[str, Badge]]:
    """For which stated values a finding would have come out how, from the least to the greatest; none if for all alike.

    Values are in the unit of the stated side; multiples of what is stated where that is no single value.
    """
    flips = finding.flips
    if not flips:
        return []
    in_unit = all(flip.at is not None for flip in flips)
    unit = finding.stated.unit if in_unit else ""
    texts = flip_words.places(flips, sides.beside_flips(finding))
    ends = [with_unit(text, unit) if unit else f"{text} times as much" for text in texts]
    spans = [f"{low} to {high}" for low, high in pairwise(texts)]
    between = [with_unit(text, unit) if unit else f"{text} times as much" for text in spans]
    outcomes = [flips[0].below, *(flip.above for flip in flips)]
    labels = [f"less than {ends[0]}", *between, f"more than {ends[-1]}"]
    return [(label, BADGES[outcome]) for label, outcome in zip(labels, outcomes, strict=True)]


def ways(combinations: Sequence[Combination], names: Names) -> Ways:
    """The combinations in words, by those choices alone that change the outcome; options that are alike are one."""
    collapsed, count = Collapse(combinations), len(distinct(combinations))
    matter = collapsed.mattering
    if not matter:
        return Ways([], "", [], [], 0, count, _all_alike(count))
    narrow = [one for one in matter if len(one.groups) <= MOST_COLUMNS] or matter
    across = max(narrow, key=lambda one: len(one.groups))
    down = [one for one in matter if one is not across]
    found: dict[tuple[tuple[str, ...], ...], dict[tuple[str, ...], Badge]] = {}
    for (*place, column), cell in collapsed.cells([*down, across]).items():
        found.setdefault(tuple(place), {})[column] = BADGES[cell[0].outcome]
    rows = [
        (
            [_options(one, group, names) for one, group in zip(down, place, strict=True)],
            [badges[column] for column in across.groups],
        )
        for place, badges in found.items()
    ]
    columns = [_options(across, group, names) for group in across.groups]
    heads = [names.choice(one.choice) for one in down]
    left = max(0, len(rows) - MOST_WAYS)
    return Ways(heads, names.choice(across.choice), columns, rows[:MOST_WAYS], left, count)


def _all_alike(count: int) -> str:
    """That several ways to read it make no difference; nothing of a single one."""
    return f"{'Both' if count == 2 else f'All {count}'} ways to read it give the same answer." if count > 1 else ""


def _many(tally: Tally) -> Ways:
    """Ways that are too many for a table."""
    return Ways([], "", [], [], 0, tally.ways, " ".join(tally_sentences(tally)))


def _options(influence: Influence, group: Sequence[str], names: Names) -> str:
    """Options that are alike, as one clause."""
    return listed([names.option(influence.choice, option) for option in group], "or")
