"""What a case assumes: an outline of which the hatched part is the probability that the finding states."""

import numpy as np
import pytest
from paper import faults

from weighbridge import charts
from weighbridge.charts import stated_band
from weighbridge.charts.tails import ABOVE, BAR, HILL, SHOWN, SIDES
from weighbridge.text import one_in, percent

WIDTHS = (85.0, 175.0)
CHECKS = {("raqqa-2017", "usual_load"): "at_most", ("raqqa-2017", "usual_price"): "equals", ("oil-2015", "usual_price"): "at_most"}  # fmt: skip  # noqa: E501


@pytest.fixture(scope="module")
def tails(opened):
    return {(case, check): charts.tail(opened(case), check) for case, check in CHECKS}


def test_what_is_hatched_is_the_tail(tails, verified):
    for (case, check), chart in tails.items():
        bars = chart.data[chart.data["kind"] == BAR]
        tail = verified(case)[check].reference.tail_probability
        assert 100 * SHOWN - 0.1 <= bars["share"].sum() <= 100.001
        slack = 100 * (tail.numerical_uncertainty + 1 - SHOWN)
        assert bars["beyond"].sum() == pytest.approx(100 * tail.value, abs=slack)
        assert (bars["beyond"] <= bars["share"] + 1e-9).all()


def test_the_outline_stands_where_the_data_say(tails):
    for chart in tails.values():
        bars = chart.data[chart.data["kind"] == BAR]
        middles = ((bars["low"] + bars["high"]) / 2).tolist()
        for width in WIDTHS:
            axes = chart.figure(width).axes[0]
            patches = {patch.get_gid(): patch for patch in axes.patches}
            for name, column in ((BAR, "share"), ("tail", "beyond")):
                corners = patches[name].get_xy()[2:-3]
                assert corners[:, 0].tolist() == pytest.approx(middles)
                heights = HILL * bars[column] / bars["share"].max()
                assert (ABOVE + HILL - corners[:, 1]).tolist() == pytest.approx(heights.tolist())


def test_it_never_looks_like_data(tails):
    """Neither dots nor anything filled; a line for the article alone."""
    for chart in tails.values():
        axes = chart.figure(85.0).axes[0]
        hill = [patch for patch in axes.patches if patch.get_gid() in (BAR, "tail")]
        assert [patch.get_facecolor()[3] for patch in hill] == [0.0, 0.0]
        assert not axes.collections
        assert {line.get_marker() for line in axes.lines} == {"None"}
        assert {line.get_label() for line in axes.lines} == {stated_band.STATED}
        assert chart.title.startswith("What we assumed: ")
        assert "an assumption, not a measurement" in chart.subtitle


def test_words_say_the_side_and_the_share_of_the_tail(tails, verified, opened):
    for (case, check), chart in tails.items():
        tail = verified(case)[check].reference.tail_probability
        side = SIDES[opened(case).model.checks[check].relation]
        chance = f"{one_in(tail)} ({percent(tail)})"
        assert chart.subtitle.endswith(f"Hatched: {side}, {chance}.")
        assert chart.alt.lower().startswith(f"{chance} of what we assumed is {side}")


def test_the_stated_value_is_marked(tails, opened):
    for (case, check), chart in tails.items():
        side = opened(case)[opened(case).model.checks[check].stated].side
        axes = chart.figure(175.0).axes[0]
        lines = [line.get_xdata()[0] for line in axes.lines if line.get_label() == stated_band.STATED]
        assert lines == list(dict.fromkeys(side.as_written))
        low, high = axes.get_xlim()
        assert low < min(lines) <= max(lines) < high


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_and_no_text_lies_on_another(tails, width):
    assert {key: found for key, chart in tails.items() if (found := faults(chart, width))} == {}


def test_a_point_has_an_outline_too(make_case):
    case = make_case("""\
title: A point
article: {title: A, url: "https://example.org", language: en}
claims: {heap: {quote: {exact: x}, value: 34 tonne, hedge: about}}
evidence: {found: {value: 40 tonne, source: ferson-2015, date: 2014}}
assumptions: {most: {of: it, fixed: {value: {evidence: found}}}}
checks: {asked: {question: Is it so?, kind: typical, stated: heap, at_most: most}}
""")
    chart = charts.tail(case, "asked")
    assert np.isfinite(chart.data[["low", "high"]].to_numpy()).all()
    assert faults(chart, 85.0) == []


def test_a_check_without_a_probability_has_no_tail(raqqa):
    with pytest.raises(ValueError, match="`can_carry` is of the kind `possible`"):
        charts.tail(raqqa, "can_carry")


def test_same_bytes_twice(raqqa, tails):
    assert charts.tail(raqqa, "usual_load").svg(85.0) == tails["raqqa-2017", "usual_load"].svg(85.0)
