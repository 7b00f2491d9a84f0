"""How strongly the evidence speaks: how many times likelier what the article states is than half of it, or a third.

A rule for each other value, on a scale of ratios: a mark for the case as written, and a bar from the least to the most
that other fair choices make of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..base import RemediedError
from ..case import Case
from ..checks import Error
from ..report import ReportedCheck
from ..strength import LikelihoodRatio, Likelihoods, likelihood_words, positive_from, size_of
from ..text import capital, number, words
from . import credit, style, ways
from .canvas import box, in_mm, write
from .chart import EXPLAIN, Chart, named
from .style import ACCENT, BLACK, BLUE, GREY, LINE, MARGIN, PALEST, SMALL, WHITE, Sheet

END = 300.0  # ratios beyond are drawn at the end of the scale
TICKS = (100.0, 10.0, 1.0, 10.0, 100.0)
BAR, AIR, HEAD, BELOW = 2.6, 2.2, 2 * LINE + 1.0, 2 * LINE + 2.0  # mm: a bar, between two rules, above and below them
BESIDE = 2.0  # mm between a label and its rule
EXPLAINED = "Dot: as we read the article. Bar: other fair choices, one at a time."
SHADE = "#9CC7E4"  # a light blue, darker than the grey behind it: over other fair choices

LESS = {1.5: "two thirds of it", 2.0: "half of it", 3.0: "a third of it", 10.0: "a tenth of it"}
MORE = {1.5: "half as much again", 2.0: "twice as much", 3.0: "three times as much", 10.0: "ten times as much"}


@dataclass(frozen=True)
class Rule:
    """One other value: its label, the ratio as written with its ends, and the least and the most over all fair choices.

    ``at`` is none where the ratio as written can be anything; infinite where no draws lie near the other value.
    """

    label: str
    text: str
    factor: float
    at: float | None
    own: tuple[float, float]
    over: tuple[float, float]


def likelihood_ratios(case: Case, check: str) -> Chart:
    """How many times likelier the stated value is than one that is 1.5, 2, 3 or 10 times as small or as large.

    Args:
        check: a check with a distribution of what is stated.

    Raises:
        RemediedError: it has none as the case is written.

    >>> from weighbridge import open_case
    >>> likelihood_ratios(open_case("raqqa-2017"), "usual_load").name
    'raqqa-2017-usual-load-strength'
    """
    result = case.verify()[check]
    first, *others = result.likelihoods
    if first.silent is not None:
        raise RemediedError(f"`{check}` has no likelihood ratios as written: {first.silent.value}")
    rules = [_rule(result, place, first, others) for place, one in enumerate(first.ratios) if one.error in first.seen]
    said = likelihood_words.closest_rival(first, case.model.names) or result.strength_sentence
    data = pd.DataFrame([{**_row(rule), EXPLAIN: check} for rule in rules])
    return Chart(
        named(case.name, check, "strength"),
        said.rstrip("."),
        said,
        " ".join(_sentence(rule) for rule in rules),
        data,
        lambda sheet, rows: _draw(sheet, rules),
        lambda width: HEAD + len(rules) * _high(width) + BELOW,
        credit.below_check(case, check),
        subtitle=f"How likely {ways.stated(result)} is beside other values. {EXPLAINED}",
    )


def _rule(result: ReportedCheck, place: int, first: Likelihoods, others: Sequence[Likelihoods]) -> Rule:
    one = first.ratios[place]
    every = [size_of(each) for each in (one, *(other.ratios[place] for other in others if other.ratios))]
    known = [size for size in every if size is not None]
    own = one.least, math.inf if one.most is None else one.most
    over = (min(known), max(known)) if known else own
    return Rule(_label(result, one), _text(one), one.factor, size_of(one), own, over)


def _label(result: ReportedCheck, one: LikelihoodRatio) -> str:
    """Another value and how far it is from the stated one: ``25 tonnes a truck (half of it)``."""
    stated, is_less = result.figures.stated, one.error == Error.TOO_HIGH
    part = (LESS if is_less else MORE)[one.factor]
    if stated.value is None:
        return capital(part)
    value = stated.value / one.factor if is_less else stated.value * one.factor
    return f"{words.with_unit(number(value, 2), stated.unit)} ({part})"


def _text(one: LikelihoodRatio) -> str:
    """A ratio in words: ``8 times as likely``, ``about half as likely``."""
    size = size_of(one)
    if size is None:
        return "can't say"
    if math.isinf(size):
        return "we assume next to none there"
    return likelihood_words.times(one) if size else "next to none near the article's"


def _end(size: float) -> str:
    """An end of a range in words."""
    if math.isinf(size):
        return "far likelier"
    return f"{number(size, 2)} times as likely" if size else "far less likely"


def _sentence(rule: Rule) -> str:
    least, most = (_end(end) for end in rule.over)
    over = f"{least} under every other fair choice" if least == most else f"from {least} to {most} under other ones"
    return f"Beside {rule.label}: {rule.text} as we read the article, {over}."


def _row(rule: Rule) -> dict[str, Any]:
    """The plotted figures of a rule; an end that is not there is empty."""
    finite = [None if math.isinf(end) else end for end in (*rule.own, *rule.over)]
    return {
        "beside": rule.label,
        "off by": rule.factor,
        "as written": None if rule.at is None or math.isinf(rule.at) else rule.at,
        "least as written": finite[0],
        "most as written": finite[1],
        "least over options": finite[2],
        "most over options": finite[3],
        "unit": "times as likely",
    }


# The drawing.


def _left(rules: Sequence[Rule], width: float) -> float:
    """Where the scale begins, in mm: behind the labels where there is room, else below them."""
    if width <= style.COLUMN:
        return MARGIN
    return MARGIN + max(style.measure(rule.label) for rule in rules) + BESIDE


def _high(width: float) -> float:
    """How much room a rule takes, in mm."""
    label = LINE if width <= style.COLUMN else 0.0
    return label + LINE + BAR + AIR


def _draw(sheet: Sheet, rules: Sequence[Rule]) -> None:
    axes, left = in_mm(sheet), _left(rules, sheet.width)
    scale = _Scale(left, sheet.width - MARGIN - left)
    down = HEAD
    depth = HEAD + len(rules) * _high(sheet.width)
    _ground(axes, scale, depth)
    for place, rule in enumerate(rules):
        _one(axes, scale, rule, down, place, beside=left > MARGIN)
        down += _high(sheet.width)


@dataclass(frozen=True)
class _Scale:
    """A scale of ratios, in mm: its middle is one to one."""

    left: float
    wide: float

    def at(self, ratio: float) -> float:
        """The place of a ratio; beyond the ends, at the end."""
        part = math.log(min(max(ratio, 1 / END), END)) / math.log(END)
        return self.left + self.wide * (part + 1) / 2


def _ground(axes: Axes, scale: _Scale, depth: float) -> None:
    """The middle, where evidence says nothing, a grey stretch where it hardly does, and what stands at the ends."""
    hardly = positive_from()
    box(axes, scale.at(1 / hardly), HEAD, scale.at(hardly) - scale.at(1 / hardly), depth - HEAD, facecolor=PALEST)
    middle = scale.left + scale.wide / 2
    write(axes, scale.left, 0, ["← the other value", "is likelier"], color=GREY)
    write(axes, scale.left + scale.wide, 0, ["the article's →", "is likelier"], color=GREY, ha="right")
    write(axes, middle, LINE, ["hardly a difference"], color=GREY, ha="center", size=SMALL)
    for sign, tick in zip((-1, -1, 0, 1, 1), TICKS, strict=True):
        at = scale.at(tick**sign if sign else 1.0)
        axes.plot([at, at], [depth, depth + 0.8], color=GREY, linewidth=0.6)
        text = f"{number(tick)} times" if sign else "as likely"
        write(axes, at, depth + 1.2, [text], color=GREY, ha="center")


def _one(axes: Axes, scale: _Scale, rule: Rule, down: float, place: int, beside: bool) -> None:
    """A rule: the bar over all fair choices, the mark as written with its own ends, and its figure above it."""
    top = down + LINE
    if beside:
        write(axes, MARGIN, top + (BAR - LINE) / 2, [rule.label])
    else:
        write(axes, MARGIN, down, [rule.label], weight="bold")
        top += LINE
    left, right = (scale.at(end) for end in rule.over)
    box(axes, left, top, max(right - left, 0.6), BAR, facecolor=SHADE, gid=named("over", str(place)))
    axes.plot([scale.at(1.0)] * 2, [top - 0.5, top + BAR + 0.5], color=GREY, linewidth=0.6)
    middle, at = top + BAR / 2, scale.at(1.0 if rule.at is None else rule.at)
    if rule.at is not None:
        axes.plot([scale.at(end) for end in rule.own], [middle] * 2, color=BLUE, linewidth=1.1)
        marker = "o" if 1 / END < rule.at < END else ">" if rule.at >= 1 else "<"
        looks = {"color": BLUE, "markeredgecolor": WHITE, "markersize": 5.0, "clip_on": False}
        axes.plot([at], [middle], marker=marker, gid=named("written", str(place)), **looks)
    text = rule.text
    half = style.measure(text, style.TEXT, "bold") / 2
    centre = min(max(at, scale.left + half), scale.left + scale.wide - half)
    favours = rule.at is None or rule.at >= likelihood_words.ALIKE
    write(axes, centre, top - LINE, [text], ha="center", weight="bold", color=BLACK if favours else ACCENT)
