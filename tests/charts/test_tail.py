"""The tail of a typical check: its bars add up, and what is shaded is the probability that the finding states."""

import re

import pytest
from matplotlib.patches import StepPatch

from weighbridge import charts

RELATIONS = {"usual-load": ("as high as stated or higher", 1), "usual-price": ("no likelier than what is stated", 1)}


def stated_probability(result, name):
    return result[name.replace("-", "_")].reference.tail_probability


def test_bars_add_up_and_the_shaded_part_is_the_tail(printed, raqqa_result):
    for name, (_, relation) in RELATIONS.items():
        bars = printed[name].kind("assumed")
        probability = stated_probability(raqqa_result, name)
        assert bars["share"].sum() == pytest.approx(100, abs=1e-3)
        slack = 100 * probability.numerical_uncertainty + 0.5  # the finding's figure is rounded to its last digit
        assert relation * bars["beyond"].sum() == pytest.approx(100 * probability.value, abs=slack)
        (axes,) = printed[name].figure.axes
        steps = [patch.get_data() for patch in axes.patches if isinstance(patch, StepPatch)]
        for step, column in zip(steps, ("share", "share", "beyond"), strict=True):
            assert list(step.values) == list(bars[column])
            assert list(step.edges) == [*bars["low"], bars["high"].iloc[-1]]


def test_the_legend_tells_the_side_and_the_share_of_the_tail(printed, raqqa_result):
    for name, (side, relation) in RELATIONS.items():
        (legend,) = printed[name].figure.legends
        (label,) = [text.get_text() for text in legend.get_texts() if text.get_text().startswith(side)]
        share = float(re.fullmatch(rf"{side}: ([\d.]+) %", label)[1])
        probability = stated_probability(raqqa_result, name)
        u = probability.numerical_uncertainty
        assert relation * share == pytest.approx(100 * probability.value, abs=0.05 + 200 * u)


def test_money_is_on_a_log_axis_and_loads_are_not(printed):
    scales = {name: printed[name].figure.axes[0].get_xscale() for name in RELATIONS}
    assert scales == {"usual-load": "linear", "usual-price": "log"}


def test_a_check_without_a_probability_has_no_tail(raqqa):
    with pytest.raises(ValueError, match="`can_carry` is of the kind `possible`"):
        charts.tail(raqqa, "can_carry")
