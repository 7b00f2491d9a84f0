"""What differs between two runs in the words of a reader: a headline, what turned what, changes and figures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ..checks import Figure
from ..text import apart, brief, capital, joined, listed, number, percent, spelled, with_unit
from ..uncertainty import Estimate
from .results import ARROW, Causes, Change, ChangedInput, Compared, Measure, Moved, Subject, Turned

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
MOST_NAMED = 3  # changes that a sentence names
LONGEST = 60  # characters of a value that stands in a sentence
# Kinds of inputs from which no outcome follows.
BESIDE = (
    "quotation",
    "article",
    "what is not known",
    "comparison",
    "row of a table",
    "rule",
    "loss",
    "correction",
    "source",
)
FIGURES = {
    Measure.VALUE: "{}",
    Measure.LOW: "{}, at least",
    Measure.HIGH: "{}, at most",
    Measure.SIZE: "how far off: “{}”",
    Measure.CHANCE: "how often it would be as far out: “{}”",
}
OUTCOMES = {
    Subject.ARTICLE: "the article",
    Subject.CLAIM: "“{}”",
    Subject.CHECK: "{}",
    Subject.AS_WRITTEN: "as the case is written: {}",
}
CHANGES = {
    Change.ADDED: "new",
    Change.REMOVED: "gone",
    Change.RENAMED: "renamed",
    Change.REWRITTEN: "the same amount, written otherwise",
    Change.GROUNDS: "the same value, other grounds",
}


def headline(found: Compared) -> str:
    """What it comes to, in a sentence."""
    if found.is_same:
        return "Nothing differs."
    article = next((one for one in found.turned if one.subject is Subject.ARTICLE), None)
    if article is not None:
        return f"The answer turned from “{article.before}” to “{article.after}”."
    if found.turned:
        stays = f" The answer on the article is still “{found.after.badge}”." if found.after.badge else ""
        return f"{capital(_count(len(found.turned), 'outcome'))} turned.{stays}"
    told = sum(one.told_apart for one in found.moved)
    if told:
        return f"No answer turned; {_count(told, 'figure')} moved."
    if found.ways:
        several = _count(len(found.ways), "comparison")
        return f"No answer turned; {several} came out otherwise in some ways to read the article."
    if found.inputs:
        return f"{capital(_count(len(found.inputs), 'input'))} changed, and no figure moved."
    return "No input changed and no answer turned."


def sentences(found: Compared) -> list[str]:
    """Why, in a few sentences: what turned the answer, or that nothing could be tried."""
    if found.is_same:
        return ["The inputs, the figures and the outcomes are the same."]
    said = []
    main = next(iter(found.turned), None)
    if main is not None and main.causes is not None:
        said += cause_sentences(main.causes, by_name(found))
        said += ["There were too many changes to try each of them."] if found.trials.was_cut else []
    elif main is not None:
        said.append(capital(f"{found.trials.why_none}."))
    if not any(one.may_matter for one in found.inputs) and (found.moved or found.turned):
        said.append("No input has another value; what moved comes from the program, its libraries or the draws.")
    return said


def cause_sentences(causes: Causes, changes: Mapping[str, ChangedInput]) -> list[str]:
    """Which changes turned an outcome.

    Args:
        changes: the inputs by the names of their changes.

    >>> cause_sentences(Causes(alone=["high"], taken_back=["high"]), {})
    ['“high” turned it. Made alone, this change turns the outcome; undone, the outcome turns back.']
    """
    if causes.alone and causes.alone == causes.taken_back:
        said = _several(
            "{} turned it. Made alone, this change turns the outcome; undone, the outcome turns back.", causes, changes
        )
        return [said] if len(causes.alone) == 1 else [_several("{} turned it, each by itself.", causes, changes)]
    if causes.alone:
        said = "Alone, {} turns it." if len(causes.alone) == 1 else "Each of these turns it alone: {}."
        back = "Undoing one of them does not turn it back; the others would still do it."
        return [_several(said, causes, changes), *([] if causes.taken_back else [back])]
    if causes.together:
        least = "" if causes.is_smallest else "There may be a smaller set; not all were tried."
        together = _listing("It takes these together: {}.", causes.together, changes)
        return ["No change turns it by itself.", together, *([least] if least else [])]
    said = ["No change turns it by itself, and no set that was tried does."]
    return [*said, _listing("It turns back where this alone is undone: {}.", causes.taken_back, changes)][
        : 1 + bool(causes.taken_back)
    ]


def _several(text: str, causes: Causes, changes: Mapping[str, ChangedInput]) -> str:
    return _listing(text, causes.alone, changes)


def _listing(text: str, names: Sequence[str], changes: Mapping[str, ChangedInput]) -> str:
    """A sentence with changes in it: with their values where it stays short, without them, or by their number."""
    with_values = [change_words(changes[name]) if name in changes else f"“{name}”" for name in names]
    called = [changes[name].called if name in changes else f"“{name}”" for name in names]
    ways = [joined(_named(with_values)), joined(_named(called)), _count(len(names), "change")]
    return brief(*([capital(text.format(way))] for way in ways if way))


def _named(words: Sequence[str]) -> list[str]:
    if len(words) <= MOST_NAMED + 1:
        return list(words)
    return [*words[:MOST_NAMED], f"{len(words) - MOST_NAMED} others"]


def change_words(one: ChangedInput) -> str:
    """An input with what it was and what it is, as it stands in a sentence."""
    return f"{one.called} ({values(one)})"


def values(one: ChangedInput) -> str:
    """What an input was and what it is: ``60 → 62 tonnes a truck``; or what else happened to it."""
    before, after = (_short(text) for text in (one.text_before, one.text_after))
    if one.happened in (Change.CHANGED, Change.RENAMED, Change.REWRITTEN):
        pair = one.text or f"{before} {ARROW} {after}"
        return pair if one.happened is Change.CHANGED else f"{pair}, {CHANGES[one.happened]}"
    if one.happened is Change.GROUNDS:
        return f"{after}, {CHANGES[one.happened]}"
    return f"{CHANGES[one.happened]}: {after or before}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def turned_words(one: Turned) -> str:
    """An outcome before and after: ``fits → does not fit``."""
    return f"{one.before} {ARROW} {one.after}"


def cause_words(causes: Causes | None, changes: Mapping[str, ChangedInput]) -> str:
    """What turned an outcome, in a cell."""
    if causes is None:
        return ""
    words = {
        name: change_words(changes[name]) if name in changes else name for name in (*causes.alone, *causes.together)
    }
    if causes.alone:
        return listed(_named([words[name] for name in causes.alone]), "or")
    if causes.together:
        return listed(_named([words[name] for name in causes.together])) + ", together"
    return "no change that was tried"


def moved_words(one: Moved) -> str:
    """A figure before and after, with its unit: ``36 → 36.7 tonnes a truck``."""
    if one.measure is Measure.CHANCE:
        return f" {ARROW} ".join(moved_texts(one))
    return with_unit(f" {ARROW} ".join(_numbers(one)), one.unit)


def moved_texts(one: Moved) -> tuple[str, str]:
    """A figure before, and the same after, each to the digits that drawing leaves it."""
    doubt = one.numerical_uncertainty
    if one.measure is Measure.CHANCE:
        before, after = (percent(Figure(value=p, numerical_uncertainty=doubt)) for p in (one.before, one.after))
        return before, after
    before, after = _numbers(one)
    return with_unit(before, one.unit), with_unit(after, one.unit)


def _numbers(one: Moved) -> list[str]:
    drawn = [str(Estimate(value, one.numerical_uncertainty)) for value in (one.before, one.after)]
    return drawn if one.numerical_uncertainty else apart([one.before, one.after])


def by_how_much(one: Moved) -> str:
    """By how much a figure moved, in percent, or in its unit where it was zero; or that nobody can tell."""
    if not one.told_apart:
        return "no clear difference"
    sign = "+" if one.difference > 0 else "−"
    if one.percent is None or one.measure is Measure.CHANCE:
        scale, unit = (100.0, "percentage_point") if one.measure is Measure.CHANCE else (1.0, one.unit)
        size, doubt = abs(one.difference) * scale, one.numerical_uncertainty * scale
        beside = _between(moved_texts(one)) if one.measure is Measure.CHANCE else None
        return f"{sign}{with_unit(_size(size, doubt, beside), unit)}"
    return f"{sign}{_size(abs(one.percent), 100 * one.numerical_uncertainty / abs(one.before))}%"


def _size(size: float, doubt: float, beside: float | None = None) -> str:
    """A difference to two digits; to one where drawing leaves it no more, or where two contradict what stands beside.

    Args:
        doubt: its numerical uncertainty.
        beside: the same difference, as a reader works it out from the two rounded figures; none where nobody can.

    >>> _size(5.07, 0.05), _size(5.07, 0.05, 5.0), _size(0.152, 0.14)
    ('5.1', '5', '0.2')
    """
    step = 10.0 ** (math.floor(math.log10(size)) - 1)  # of its second digit
    contradicts = beside is not None and beside > 0 and round(beside / step) != round(size / step)
    return number(size, 1 if doubt > step or contradicts else 2)


def _between(texts: tuple[str, str]) -> float | None:
    """The difference of two percentages as they are shown; none where one is a bound.

    >>> _between(("8.7%", "3.7%")), _between(("less than 0.1%", "3.7%"))
    (5.0, None)
    """
    before, after = (_PERCENT.fullmatch(text) for text in texts)
    return float(abs(Decimal(after[1]) - Decimal(before[1]))) if before and after else None


def figure_called(one: Moved) -> str:
    """What a figure is: its quantity, and which end of it."""
    return FIGURES[one.measure].format(one.called)


def in_short(moved: Iterable[Moved]) -> list[Moved]:
    """The figures that are told apart; of a quantity that moved as a whole not its ends as well."""
    told = [one for one in moved if one.told_apart]
    whole = {one.of for one in told if one.measure is Measure.VALUE}
    return [one for one in told if one.measure not in (Measure.LOW, Measure.HIGH) or one.of not in whole]


def outcome_called(one: Turned) -> str:
    """What an outcome is of."""
    return OUTCOMES[one.subject].format(one.called)


def counted(found: Compared) -> str:
    """How many inputs changed, figures moved and outcomes turned, in a sentence."""
    told = sum(one.told_apart for one in found.moved)
    parts = [
        f"{_count(len(found.inputs), 'input')} changed",
        f"{_count(told, 'figure')} moved",
        f"{_count(len(found.turned), 'outcome')} turned",
    ]
    return capital(joined(parts)) + "."


def in_order(found: Compared) -> list[ChangedInput]:
    """The changed inputs: those that turned an outcome first, then those that may move a figure, then the others."""
    causes = [one.causes for one in found.turned if one.causes is not None]
    turning = {name for one in causes for name in (*one.alone, *one.together, *one.taken_back)}
    return sorted(
        found.inputs,
        key=lambda one: (
            not turning & {one.name, one.row, *wholes(one.name)},
            not one.may_matter,
            one.happened is Change.GROUNDS,
            one.kind in BESIDE,
        ),
    )


def by_name(found: Compared) -> dict[str, ChangedInput]:
    """Each changed input, by its name, by the row that it is read from, and by the names that it is a part of."""
    named = {one.name: one for one in found.inputs}
    for one in found.inputs:
        for name in [*filter(None, [one.row]), *wholes(one.name)]:
            named.setdefault(name, one)
    return named


def wholes(name: str) -> list[str]:
    """The names of what an input is a part of, the nearest first.

    >>> wholes("market.yard: price.low")
    ['market.yard: price', 'market.yard', 'market']
    """
    found: list[str] = []
    while any(sign in name for sign in (".", ": ", " ")):
        name = name[: max(name.rfind(sign) for sign in (".", ": ", " "))].rstrip(":")
        found.append(name)
    return found


def _count(count: int, one: str) -> str:
    return f"{spelled(count)} {one}{'s' * (count != 1)}"


def unlike(found: Iterable[Moved]) -> str:
    """That some figures differ by less than drawing leaves open; nothing where none does."""
    count = sum(not one.told_apart for one in found)
    if not count:
        return ""
    verb = "differs" if count == 1 else "differ"
    return f"{capital(_count(count, 'more figure'))} {verb} by less than the draws can show."
