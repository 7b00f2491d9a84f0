"""How strongly the evidence speaks in the words of a reader, in those of the field, and in rows.

A reader is not given a ratio of densities but what it means: loads near 50 tonnes are 9 times as likely, by our
estimates, as loads near 17. *Near* is within the same proportion of each. The term of the field stands in the working.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..checks import FACTORS, Error
from ..text import (
    EXACT_DIGITS,
    ROUGHLY,
    Names,
    apart,
    at_least,
    at_most,
    brief,
    capital,
    joined,
    number,
    own_digits,
    signed,
    significant,
    span,
    spans,
    spelled,
    with_unit,
)
from .evidence_words import Strength, speaks
from .likelihood_ranges import asked_of, size_of
from .results import Basis, LikelihoodRange, LikelihoodRanges, LikelihoodRatio, Likelihoods, Silence

ONE_WAY, BOTH_WAYS = (2.0, 3.0), (2.0,)  # the factors that a sentence names, where a check looks one way or both
DIGITS = 2  # of a number that it would be off from
ALIKE = 0.9  # a ratio from which on, and up to its reciprocal, two numbers are about as likely
LEAST = 1 / 1000  # a ratio below which no figure is given
SHARP = 0.25  # the width of a ratio, as a share of it, up to which a second digit is shown
PARTS = {3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}
# Of a ratio below one, the numerators and denominators by which it is said; a half has no part of its own.
FRACTIONS = [(9, 10), (4, 5), (3, 4), (2, 3), (3, 5), (1, 2), (2, 5), *((1, part) for part in PARTS)]
SMALLEST = 0.95 / max(PARTS)  # a ratio down to which it is said as a fraction that has a name
WHOLE = 100.0  # percent
SILENT = {
    Silence.NO_DISTRIBUTION: "This comparison has no estimate of how likely each value is.",
    Silence.NO_MULTIPLES: "A number that may be zero is not so many times too high or too low.",
    Silence.DIRECTION: "The article says only which way it went, and not how far.",
    Silence.FEW_DRAWS: "By our estimates next to nothing is near the number, or near what it may be off from.",
    Silence.SINGLE_VALUES: "Our estimate has a few exact values only, and the article's number is exact.",
    Silence.FEW_ROWS: "So few different values do not show how much such values differ.",
    Silence.NOT_A_NUMBER: "Under this option one side cannot be computed.",
}
BY_ESTIMATES, BY_VALUES = "By our estimates", "Going by the values on record"
WEIGHS = {
    Strength.BARE: "hardly favours",
    Strength.POSITIVE: "favours",
    Strength.STRONG: "strongly favours",
    Strength.VERY_STRONG: "very strongly favours",
}
SOURCE = "A ratio of 1 to 3 is hardly worth a mention, from 3 positive, from 20 strong (Kass and Raftery 1995)."


class Near(NamedTuple):
    """What is compared, in words: several of it, the number as stated, what it would be off from, and by what."""

    noun: str
    stated: str
    bare: str
    off: dict[tuple[float, Error], str]
    by: str = BY_ESTIMATES


def likelihood_sentence(found: Likelihoods, names: Names) -> str:
    """How likely the stated number is beside what it would be off from, and which of them that favours.

    At most 60 words, unless a case has long names; why nothing can be said, where it cannot.
    """
    if found.silent or found.stated is None:
        return f"{_silent(found.silent)} So we can't say how strongly it speaks."
    near, ratios = _near(found, names), _asked(found)
    return " ".join(filter(None, [_compared(near, ratios), _weighed(near, ratios), _witnesses(found)]))


def unnoticed(found: Likelihoods, names: Names) -> str:
    """That the number would look about as likely, or likelier, if it were off: of the largest such error.

    Nothing where the evidence favours the number over every other that the check looks to, or says nothing.
    """
    if found.silent or found.stated is None:
        return ""
    missed = [one for one in found.ratios if one.error in found.seen and one.ratio is not None and _is_missed(one)]
    largest = max(missed, key=lambda one: one.factor, default=None)
    return _compared(_near(found, names), [largest]) if largest else ""


def closest_rival(found: Likelihoods, names: Names) -> str:
    """The same; where nothing goes unnoticed, how the number stands beside the error that looks best.

    Nothing where no figure can be given.
    """
    if found.silent or found.stated is None:
        return ""
    known = [one for one in found.ratios if one.error in found.seen and one.ratio is not None]
    rival = min(known, key=lambda one: size_of(one) or 0.0, default=None)
    return unnoticed(found, names) or (_compared(_near(found, names), [rival]) if rival else "")


def _is_missed(ratio: LikelihoodRatio) -> bool:
    """Whether a ratio does not favour the number as stated by more than is worth a mention."""
    said = speaks(ratio)
    return said is not None and (said.for_stated is not True or said.strength == Strength.BARE)


def ranges_sentence(found: LikelihoodRanges, names: Names) -> str:
    """Between which ends the same lies over every way to read the article, and on which choice that depends most."""
    if found.silent or found.stated is None:
        return f"{_silent(found.silent)} So we can't say how strongly it speaks."
    near = _near(found, names)
    asked = [one for one in found.ranges if _key(one) in _pairs(found.seen)]
    asked = [one for one in asked if not _is_more_than_all(found, one, one.least)] or asked
    asked = asked or [one for one in found.ranges if one.error in found.seen][-1:]
    said = [_between(near, one, names, bool(place)) for place, one in enumerate(asked)]
    return " ".join(said) or SILENT[Silence.FEW_DRAWS]


def likelihood_working(found: Likelihoods) -> list[str]:
    """What stands behind it in the words of the field, a sentence each: what it is made of, each ratio, the bounds."""
    if found.silent:
        return []
    said = [_ratio_words(one) for one in found.ratios if one.error in found.seen]
    return [*_made_of(found), *said, SOURCE]


def likelihood_rows(found: Sequence[Likelihoods], names: Names) -> list[dict[str, Any]]:
    """The ratios as rows, one for each option and each direction of error that the check looks to."""
    rows = []
    for one in found:
        option = _option(one, names)
        for error in one.seen or (None,):
            ratios = [None if error is None else asked_of(one, factor, error) for factor in FACTORS]
            cells = {f"{number(factor)} times": _cell(ratio) for factor, ratio in zip(FACTORS, ratios, strict=True)}
            why = {"why not": _silent(one.silent)} if one.silent else {}
            rows.append({"way to read it": option, "may be": error.value if error else "", **cells, **why})
    return rows


# What is compared.


def _pairs(seen: Sequence[Error]) -> list[tuple[float, Error]]:
    """The errors that a sentence names: those of the factors that tell most, in the directions that a check sees."""
    factors = ONE_WAY if len(seen) == 1 else BOTH_WAYS
    return [(factor, error) for error in seen for factor in factors]


def _asked(found: Likelihoods) -> list[LikelihoodRatio]:
    """The ratios that a sentence names; of none of which anything is known, that against the largest error."""
    known = [one for one in found.ratios if one.error in found.seen and size_of(one) is not None]
    asked = [one for one in known if _key(one) in _pairs(found.seen)] or known[-1:]
    return [one for one in asked if not _is_more_than_all(found, one, one)] or asked


def _is_more_than_all(
    found: Likelihoods | LikelihoodRanges, one: LikelihoodRatio | LikelihoodRange, least: LikelihoodRatio
) -> bool:
    """Whether a share would be off from more than 100 percent, which nothing that is drawn comes near."""
    if found.unit != "percent" or found.stated is None or one.error != Error.TOO_LOW:
        return False
    high = found.stated[1]
    return high <= WHOLE < high * one.factor and math.isinf(size_of(least) or 0.0)


def _near(found: Likelihoods | LikelihoodRanges, names: Names) -> Near:
    """The numbers in words, as few digits of each as tell them apart."""
    assert found.stated is not None
    low, high = found.stated
    middle = (low + high) / 2
    pairs = [(factor, error) for error in found.seen for factor in FACTORS]
    values = [middle / factor if error == Error.TOO_HIGH else middle * factor for factor, error in pairs]
    stated, *others = apart([middle, *values], [own_digits(middle), *[DIGITS] * len(values)])
    stated = stated if low == high else spans([(low, high)], own_digits(low))[0]
    off = {pair: signed(text, found.unit) for pair, text in zip(pairs, others, strict=True)}
    noun = names.several(found.quantity) or "values"
    by = BY_VALUES if isinstance(found, Likelihoods) and found.basis == Basis.VALUES else BY_ESTIMATES
    return Near(noun, with_unit(stated, found.unit), signed(stated, found.unit), off, by)


def _key(ratio: LikelihoodRatio | LikelihoodRange) -> tuple[float, Error]:
    return ratio.factor, ratio.error


# A comparison.


def _compared(near: Near, ratios: Sequence[LikelihoodRatio]) -> str:
    """How likely the stated number is beside each other one, in one sentence or in several."""
    if not ratios:
        return SILENT[Silence.FEW_DRAWS]
    if all(one.ratio is None and one.most is not None for one in ratios):
        none = f"{near.by} there are next to no {near.noun} near {near.stated}"
        some = joined([near.off[_key(one)] for one in ratios])
        return brief([f"{none}, but some near {some}."], [f"{none}.", f"There are some near {some}."])
    clauses, missing = [], []
    for one in ratios:
        if one.ratio is None:
            missing.append(near.off[_key(one)])
        else:
            clauses.append(f"{_only(one)}{times(one)} as {near.noun} near {near.off[_key(one)]}")
    begin = f"{near.by}, {near.noun} near {near.stated} are"
    none = f"we assume next to none near {joined(missing, 'or')}" if missing else ""
    if not clauses:
        return f"{near.by} there are {near.noun} near {near.stated}. {capital(none)}."
    more = [*(f"They are {clause}." for clause in clauses[1:]), *([f"{capital(none)}."] if none else [])]
    return brief(
        [f"{begin} {', and '.join([*clauses, *([none] if none else [])])}."],
        [f"{begin} {clauses[0]}.", *more],
        [f"This is of {near.noun} near {near.stated}.", f"{near.by}, they are {clauses[0]}.", *more],
    )


def _only(ratio: LikelihoodRatio) -> str:
    """A word that stands before a ratio above one that is hardly worth a mention, so that nobody takes it for much."""
    said = speaks(ratio)
    is_above = (size_of(ratio) or 0.0) > 1 / ALIKE
    return "only " if is_above and said is not None and said.strength == Strength.BARE else ""


def times(ratio: LikelihoodRatio) -> str:
    """How many times as likely, as it stands before *as values near 17*.

    >>> from weighbridge.checks import Figure
    >>> def of(value, least, most):
    ...     figure = Figure(value=value, numerical_uncertainty=0.01)
    ...     return LikelihoodRatio(factor=2, error="too high", ratio=figure, least=least, most=most)
    >>> times(of(0.98, 0.9, 1.05)), times(of(8.4, 7.2, 10.0)), times(of(1.31, 1.25, 1.37))
    ('about as likely', '8 times as likely', '1.3 times as likely')
    >>> times(of(0.26, 0.24, 0.3)), times(of(0.53, 0.5, 0.6)), times(of(0.031, 0.03, 0.032))
    ('about a quarter as likely', 'about half as likely', 'about a 30th as likely')
    """
    value = size_of(ratio) or 0.0
    if ALIKE <= value <= 1 / ALIKE:
        return "about as likely"
    if value < 1:
        return f"about {_share(value)} as likely" if value >= LEAST else f"{_share(value)} as likely"
    text = number(value, _digits(ratio))
    return "twice as likely" if significant(value, _digits(ratio)) == 2 else f"{text} times as likely"


def _digits(ratio: LikelihoodRatio) -> int:
    """How many digits of a ratio its ends support."""
    value = size_of(ratio)
    is_sharp = value and ratio.most is not None and ratio.most - ratio.least <= SHARP * value
    return 2 if is_sharp else 1


def _share(value: float) -> str:
    """A ratio below one as a fraction.

    >>> _share(0.26), _share(0.7), _share(0.02), _share(0.0004)
    ('a quarter', 'two thirds', 'a 50th', 'less than a 1,000th')
    """
    if value < LEAST:
        return f"less than a {number(1 / LEAST)}th"
    if value < SMALLEST:
        return f"a {number(significant(1 / value, 1))}th"
    over, under = min(FRACTIONS, key=lambda one: abs(one[0] / one[1] / value - 1))
    if under not in PARTS:
        return "half"
    return f"{spelled(over)} {PARTS[under]}s" if over > 1 else f"a{'n' * (under == 8)} {PARTS[under]}"


def _weighed(near: Near, ratios: Sequence[LikelihoodRatio]) -> str:
    """Which number that favours, and how strongly, where a ratio has a figure.

    Where next to nothing is assumed near a number, where our estimates end decides, and no evidence is weighed.
    """
    if not ratios:
        return ""
    weighed: dict[tuple[bool | None, str], list[str]] = {}  # what is said alike of several is said once
    for one in ratios:
        off, found = near.off[_key(one)], speaks(one)
        if one.ratio is None:
            continue
        if found is None or found.for_stated is None:
            weighed.setdefault((None, "can't tell"), []).append(off)
        else:
            weighed.setdefault((found.for_stated, WEIGHS[found.strength]), []).append(off)
    clauses = [_clause(near, for_stated, verb, offs) for (for_stated, verb), offs in weighed.items()]
    if not clauses:
        return "That rests on where our estimates end."
    return brief([f"That {joined(clauses)}."], [f"That {clause}." for clause in clauses])


def _clause(near: Near, for_stated: bool | None, verb: str, offs: Sequence[str]) -> str:
    """Which number is favoured over which, or cannot be told from which."""
    if for_stated is None:
        return f"{verb} {near.bare} from {joined(offs, 'or')}"
    several = f"both {' and '.join(offs)}" if len(offs) == 2 else joined(offs)
    return f"{verb} {near.bare} over {several}" if for_stated else f"{verb} {several} over {near.bare}"


def _witnesses(found: Likelihoods) -> str:
    """That the values of a table are of few origins, where that leaves the answer open."""
    if found.basis != Basis.VALUES or found.origins is None or found.rows is None or found.origins >= found.rows:
        return ""
    if found.origins == 1:
        return f"{'Both' if found.rows == 2 else f'All {number(found.rows)}'} values behind this come from one source."
    return f"The {number(found.rows)} values behind this come from only {number(found.origins)} sources."


# Over all options.


def _between(near: Near, one: LikelihoodRange, names: Names, is_second: bool) -> str:
    """Between which ends one comparison lies, in words."""
    what, size = f"{near.noun} near {near.stated}", f"{_ends(one.least, one.most)} those near {near.off[_key(one)]}"
    said = f"They {size}" if is_second else f"{capital(what)} {size}"
    apart_ = [f"This is of {what}.", f"They {size}."]
    ends = [size_of(end) for end in (one.least, one.most)]
    reads_alike = all(end and math.isfinite(end) for end in ends) and _one(one.least) == _one(one.most)
    if one.moved_by is None or reads_alike:
        so = "That is so however the article is read."
        return brief([f"{said}, however the article is read."], [f"{said}.", so], [*apart_, so])
    choice = names.choice(one.moved_by)
    why = f"That depends most on {choice}."
    return brief([f"{said}, depending most on {choice}."], [f"{said}.", why], [*apart_, why])


def _ends(least: LikelihoodRatio, most: LikelihoodRatio) -> str:
    """Two ratios as a range, as it stands between *values near 50* and *those near 17*."""
    low, high = size_of(least) or 0.0, size_of(most)
    is_open = high is None or math.isinf(high)
    if is_open and not low:
        return "may be far likelier or far less likely than"
    if math.isinf(low):
        return f"are more than {_at_least(least.least)} times as likely as"
    if is_open and low < ALIKE:
        return f"range from {_one(least)} to far likelier than"
    if is_open:
        return f"are at least {_one(least)} as"
    if not low:
        return f"are at most {_one(most)} as" if size_of(most) else f"are {_share(most.most or 0.0)} as likely as"
    first, last = _one(least), _one(most)
    if first == last:
        return f"are {first} as"
    if first.endswith(" times as likely"):  # then the other does too
        return f"are {first.removesuffix(' times as likely')} to {last} as"
    is_compact = "about as likely" not in (first, last)
    return (
        f"are between {first.removesuffix(' as likely')} and {last} as"
        if is_compact
        else f"are from {first} to {last} as"
    )


def _one(ratio: LikelihoodRatio) -> str:
    """One end of a range: how many times as likely."""
    value = size_of(ratio) or 0.0
    if ALIKE <= value <= 1 / ALIKE:
        return "about as likely"
    return f"{_share(value) if value < 1 else f'{number(value, _digits(ratio))} times'} as likely"


# The working, and rows.


def _made_of(found: Likelihoods) -> list[str]:
    """What the ratios are made of."""
    if found.basis == Basis.VALUES:
        rows, origins = number(found.rows or 0), number(found.origins or 0)
        ends = f"Their ends span that with each of {origins} origins as one witness."
        if found.origins == 1:
            ends = "All are of one origin, and one witness bounds nothing."
        law = f"Likelihood ratios by Student's t on the logarithms of {rows} values, each a witness of its own."
        return [law, ends]
    draws = number(found.draws or 0, EXACT_DIGITS)
    return [f"Likelihood ratios h(0)/h(±ln f) of computed over stated, by {draws} draws (Good 1950)."]


def _ratio_words(one: LikelihoodRatio) -> str:
    """A ratio in the words of the field, with its ends."""
    return f"As stated against {number(one.factor)} times {one.error.value}: {_cell(one)}."


def _cell(ratio: LikelihoodRatio | None) -> str:
    """A ratio with its ends, or one of them.

    >>> _cell(LikelihoodRatio(factor=10, error="too high", least=3318.0))
    'more than 3,300'
    """
    if ratio is None:
        return ""
    if ratio.ratio is not None:
        value = number(ratio.ratio.value, 2)
        if ratio.most is None:
            return f"{value} (at least {number(ratio.least, 2)})" if ratio.least else f"{value} (without bounds)"
        return f"{value} ({span((ratio.least, ratio.most), digits=2)})"
    if ratio.most is None:
        return f"more than {_at_least(ratio.least)}" if ratio.least else "can't say"
    return f"less than {at_most(ratio.most, digits=2, within=ROUGHLY)}"


def _at_least(value: float) -> str:
    return at_least(value, digits=2, within=ROUGHLY)


def _option(one: Likelihoods, names: Names) -> str:
    """The option under which it is so, as a clause."""
    said = [names.option(*taken) for taken in one.choices.items()]
    return joined(said) if said else "as the case is written"


def _silent(silence: Silence | None) -> str:
    """Why nothing can be given."""
    return SILENT[silence] if silence in SILENT else SILENT[Silence.NO_DISTRIBUTION]
