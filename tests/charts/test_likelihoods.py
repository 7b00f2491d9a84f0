"""How strongly the evidence speaks, drawn: the ratios are those of the result, and the marks stand where they say."""

import math

import pytest
from paper import faults

from weighbridge.charts import likelihood_ratios
from weighbridge.charts.likelihoods import END, LESS, MORE
from weighbridge.strength import size_of

CHECKS = ("usual_load", "usual_price")
WIDTHS = (85.0, 175.0)


@pytest.fixture(scope="module")
def drawn_charts(raqqa):
    return {check: likelihood_ratios(raqqa, check) for check in CHECKS}


def test_a_rule_for_each_error_that_the_check_looks_to(drawn_charts):
    load, price = (drawn_charts[check].data for check in CHECKS)
    assert load["off by"].tolist() == [1.5, 2, 3, 10]
    assert price["off by"].tolist() == 2 * [1.5, 2, 3, 10]
    assert load["beside"][1] == "25 tonnes a truck (half of it)"
    assert [name.partition("(")[2][:-1] for name in price["beside"]] == [*LESS.values(), *MORE.values()]


@pytest.mark.parametrize("check", CHECKS)
def test_ratios_are_those_of_the_result_as_written_and_over_all_single_changes(drawn_charts, raqqa_result, check):
    first, *others = raqqa_result[check].likelihoods
    seen = [place for place, one in enumerate(first.ratios) if one.error in first.seen]
    for place, row in zip(seen, drawn_charts[check].data.to_dict("records"), strict=True):
        known = [size_of(one.ratios[place]) for one in (first, *others) if one.ratios]
        known = [size for size in known if size is not None]
        written = size_of(first.ratios[place])
        plotted = [row[head] for head in ("as written", "least over options", "most over options")]
        for figure, size in zip(plotted, (written, min(known), max(known)), strict=True):
            assert math.isnan(figure) if math.isinf(size) else figure == size


def test_the_title_tells_the_error_that_would_go_unnoticed(drawn_charts, raqqa_result):
    assert raqqa_result.answer.text.endswith(f"{drawn_charts['usual_load'].title}.")
    assert "near 25" in drawn_charts["usual_load"].title


def test_marks_stand_on_a_scale_of_ratios_whose_middle_is_one_to_one(drawn_charts):
    chart = drawn_charts["usual_load"]
    (axes,) = chart.figure(175.0).axes
    marks = {line.get_gid(): line.get_xdata()[0] for line in axes.lines if str(line.get_gid()).startswith("written")}
    two, three = (chart.data["as written"][place] for place in (1, 2))
    apart = (marks["written-2"] - marks["written-1"]) / (math.log(three) - math.log(two))
    one = marks["written-1"] - apart * math.log(two)
    assert marks["written-3"] == pytest.approx(one + apart * math.log(END))


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_too_small_or_on_each_other(drawn_charts, check, width):
    assert faults(drawn_charts[check], width) == []


def test_a_check_without_a_distribution_has_no_such_chart(raqqa):
    with pytest.raises(ValueError, match="`can_carry` has no likelihood ratios as written"):
        likelihood_ratios(raqqa, "can_carry")
