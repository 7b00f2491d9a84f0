"""The true value that evidence and claim leave together, in calibrated words with their ranges, and in rows.

The words are those of Intelligence Community Directive 203, Analytic Standards (2015), 6.e.2.a, as in
``probability_words.csv``. Each stands with its range in brackets, for only so do readers take it as it is meant (B. C.
Wintle, H. Fraser, B. C. Wills, A. E. Nicholson, F. Fidler, "Verbal probabilities: Very likely to be somewhat more
confusing than numbers", PLoS ONE 14, 2019, e0213522). How far a source is trusted never shares a sentence with how
probable something is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..base import Place, Problem, TableError, filled, shown, table_rows
from ..base import number as a_number
from ..checks import Figure
from ..text import Names, brief, capital, fitting, listed, number, significant, span, spelled, with_unit
from . import likelihood_words
from .mistakes import Mistake, mistakes_table
from .posterior import ENDS
from .results import Silence, TrueValue, TrueValues

TABLE = Path(__file__).with_name("probability_words.csv")
COVERED = "almost certainly (95% to 99%)"  # what lies between 2.5 and 97.5 %
WAYS = ((" in the article", "Starting from"), ("", "From"))  # how trust is said, and how where there is little room
MOST = 60  # words of an answer
DIGITS = 2  # of an end of an interval
TRUST = "Trust is the share of such numbers in such an article that a reader expects to be right."
NORMAL = 1.96  # standard deviations to either side hold 95 % of a normal distribution
SILENT = {
    **likelihood_words.SILENT,
    Silence.FEW_DRAWS: "Too few draws were made to say how our estimates are spread.",
    Silence.EXCLUDED: "Our estimates and the article exclude each other: nothing that we assume fits both.",
}


@dataclass(frozen=True)
class ProbabilityWord:
    """What a probability between two ends is called, and the verb that goes with it."""

    words: str
    verb: str
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.words} ({_percent(self.least)} to {_percent(self.most)})"


@cache
def probability_words() -> list[ProbabilityWord]:
    """The table, from the least probable on."""
    ends = dict.fromkeys(("least", "most"), a_number(above=0, most=0.9999))
    columns = ("words", "verb", "least", "most")
    rows = table_rows(TABLE, columns, {"words": filled("the words"), "verb": filled("`is` or `has`"), **ends})
    for row in rows:
        if float(row["least"]) >= float(row["most"]):
            raise row.refusal("most", "write a larger probability than under `least`")
    for before, row in pairwise(rows):
        if before["most"] != row["least"]:
            raise row.refusal("least", f"write `{before['most'][:20]}`, where the row before ends")
    if not rows:
        raise TableError([Problem(Place(shown(TABLE), 1), "the table holds no word", "write a row for each")])
    return [ProbabilityWord(row["words"], row["verb"], float(row["least"]), float(row["most"])) for row in rows]


def in_words(chance: float) -> str:
    """A probability in calibrated words with their range; one beyond the table as a figure.

    A probability on the border of two words has the upper one.

    >>> in_words(0.3), in_words(0.05), in_words(0.95)
    ('unlikely (20% to 45%)', 'very unlikely (5% to 20%)', 'almost certain (95% to 99%)')
    >>> in_words(0.004), in_words(0.999)
    ('less than 1%', 'more than 99%')
    """
    word = _word(chance)
    return str(word) if word else "less than 1%" if chance < 0.5 else "more than 99%"


def _word(chance: float) -> ProbabilityWord | None:
    *rest, last = probability_words()
    within = [one for one in rest if one.least <= chance < one.most]
    return within[0] if within else last if last.least <= chance <= last.most else None


def true_value_sentence(found: TrueValues, names: Names) -> str:
    """What the true value was, over every trust and kind of mistake; how probable the number is then; what is assumed.

    At most 60 words, unless a case has long names; why nothing can be said, where it cannot.
    """
    called = names.of(found.quantity)
    if found.silent:
        return _silent(found.silent, called)
    interval = _interval(called, _within(found.values), found.unit, _by(found))
    whole, short = (f"{interval} {_at_any_trust(found.values, of)} {_right(found.values, start)}" for of, start in WAYS)
    return fitting(whole, most=MOST) or short


def true_value_working(found: TrueValues, names: Names) -> list[str]:
    """What stands behind it, a sentence or two each: the evidence by itself, the middle, the claim, each mistake."""
    if found.silent or not found.without_the_claim:
        return []
    low, _, high = (one.value for one in found.without_the_claim)
    middles = [one.median.value for one in found.values]
    return [
        _interval(names.of(found.quantity), (low, high), found.unit, "Without the article"),
        f"With it, the middle of what is left is {span((min(middles), max(middles)), found.unit, DIGITS)}.",
        TRUST,
        *_most_trust(found),
        *_witnesses(found),
        *_reaches(found),
        *_mistakes(found),
    ]


def true_value_rows(found: TrueValues) -> list[dict[str, Any]]:
    """The results as rows, one for each trust and kind of mistake, the least trust first."""
    ordered = sorted(found.values, key=lambda one: one.trust)
    least = "" if found.least is None else f"{_side(found.least)} {_figure(found.least, found.unit)} (%)"
    low, high = (f"{100 * level:g}% lie below" for level in (ENDS[0], ENDS[-1]))
    return [
        {
            "trust (%)": _in_percent(one.trust),
            "if not right": one.mistake,
            low: _shown(one.low),
            "middle": _shown(one.median),
            high: _shown(one.high),
            "unit": with_unit("", found.unit).strip(),
            "still right (%)": _probability(one.still_right),
        }
        | ({least: _probability(one.reaches)} if least else {})
        for one in ordered
    ]


def _silent(silence: Silence, called: str) -> str:
    """Why nothing can be said of the true value."""
    why = SILENT.get(silence, "There is nothing to compare it with.")
    return f"{why} So we can't say what {called} was."


def _by(found: TrueValues) -> str:
    """By what a true value is told."""
    return likelihood_words.BY_ESTIMATES if found.rows is None else likelihood_words.BY_VALUES


def _interval(called: str, ends: tuple[float, float], unit: str, condition: str = "") -> str:
    """Between which values it almost certainly was."""
    was = f"was {COVERED} {span(ends, unit, DIGITS)}"
    if not condition:
        return brief([f"{capital(called)} {was}."], [f"This is of {called}.", f"It {was}."])
    return brief([f"{condition}, {called} {was}."], [f"This is of {called}.", f"{condition}, it {was}."])


def _within(values: Sequence[TrueValue]) -> tuple[float, float]:
    """The ends of all their intervals together."""
    return min(one.low.value for one in values), max(one.high.value for one in values)


def _at_any_trust(values: Sequence[TrueValue], of: str) -> str:
    low, high = (_percent(end(one.trust for one in values)) for end in (min, max))
    if low == high:
        return f"That holds at a trust of {low}{of}."
    return f"That holds at any trust{of} from {low} to {high}."


def _most_trust(found: TrueValues) -> list[str]:
    """The interval at the most trust that was tried, where several were."""
    most = max(one.trust for one in found.values)
    at_most = [one for one in found.values if one.trust == most]
    if len(at_most) == len(found.values):
        return []
    alone, was = f"At a trust of {_percent(most)} alone", f"was {COVERED} {span(_within(at_most), found.unit, DIGITS)}."
    return [
        brief([f"{alone}, it {was}"], [f"We also looked at the most trust, {_percent(most)}, alone.", f"It then {was}"])
    ]


def _witnesses(found: TrueValues) -> list[str]:
    """What a table leaves open, where several of its values have one origin."""
    if found.rows is None or found.origins is None or found.origins >= found.rows:
        return []
    origins = "one origin" if found.origins == 1 else f"{spelled(found.origins)} origins"
    said = f"The {spelled(found.rows)} values behind this have {origins}"
    if found.by_origins is None:
        return [f"{said}; how far values of others would differ is not known."]
    return [f"{said}.", f"Counted by origin, it was {COVERED} {span(found.by_origins, found.unit, DIGITS)}."]


def _right(values: Sequence[TrueValue], start: str) -> str:
    """How probable it is, given the evidence, that the number is right; at the trust that is nearest to even."""
    nearest = min((one.trust for one in values), key=lambda trust: abs(trust - 0.5))
    chances = [one.still_right.value for one in values if one.trust == nearest]
    low, high, start = in_words(min(chances)), in_words(max(chances)), f"{start} {_percent(nearest)}"
    if low != high:
        return f"{start}, whether the number is right ranges from {low} to {high}."
    word = _word(min(chances))
    if word is None:
        return f"{start}, there is then a chance of {low} that the number is right."
    return f"{start}, {'it' if word.verb == 'is' else 'there'} is then {low} that the number is right."


def _how_probable(what: str, chances: Sequence[float]) -> str:
    """That something is so probable, or goes from one word to another."""
    low, high = in_words(min(chances)), in_words(max(chances))
    if low != high:
        return f"{what} ranges from {low} to {high}"
    word = _word(min(chances))
    return f"{what} {word.verb if word else 'has a chance of'} {low}"


def _reaches(found: TrueValues) -> list[str]:
    """How probable it is that it was as much as the claim's words allow at least."""
    if found.least is None:
        return []
    what = f"that it was {_side(found.least)} {_figure(found.least, found.unit)}"
    chances = [one.reaches.value for one in found.values]
    whole, apart = (f"{capital(_how_probable(one, chances))}." for one in (what, "that"))
    return [brief([whole], [f"We ask {what}.", apart])]


def _mistakes(found: TrueValues) -> list[str]:
    """What is assumed of a number that is not right; for which kind nothing can be given."""
    kinds = list(dict.fromkeys(one.mistake for one in found.values))
    known = [(kind, mistakes_table()[kind]) for kind in kinds if kind in mistakes_table()]
    said = [f"A number that is not right is taken to be {listed(kinds, 'or')}; nobody has measured that."]
    said += [f"{capital(kind)} means {_assumed(one)}." for kind, one in known]
    if found.excluded:
        without = listed(found.excluded, "or")
        said.append(f"For a number that is {without} we give no range: nothing that we assume fits it.")
    return said


def _assumed(mistake: Mistake) -> str:
    """What a kind of mistake comes to, with its figures."""
    spread = mistake.give_or_take or 1.0
    figures = {"times": mistake.times_too_high or 1.0, "give_or_take": spread, "within": spread**NORMAL}
    return mistake.assumed.format(**{name: number(value) for name, value in figures.items()})


def _side(least: float) -> str:
    return "at least" if least > 0 else "at most"


def _figure(value: float, unit: str) -> str:
    return with_unit(number(value), unit)


def _percent(share: float) -> str:
    return f"{significant(100 * share, 3):g}%"


def _in_percent(share: float) -> float:
    return significant(100 * share, 2)


def _probability(figure: Figure) -> float:
    """A probability in percent, to two digits at most, and to no more than its numerical uncertainty supports."""
    return significant(figure.estimate.scaled(100).rounded(), 2)


def _shown(figure: Figure) -> float:
    """A figure to three digits at most, and to no more than its numerical uncertainty supports."""
    return figure.estimate.rounded()
