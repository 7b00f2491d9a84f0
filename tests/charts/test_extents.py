"""The article's number beside what is possible: the title agrees with the result, and both bars with its figures."""

import pytest

from weighbridge.charts import possible_range


@pytest.mark.parametrize(
    ("check", "title", "ends"),
    [
        ("enough_metal", "2,500 tonnes is 0.36% of the most that is possible: can't say", (2443, 2557)),
        ("can_carry", "50 tonnes a truck is 71% of the most that is possible: fits", (44.46, 56.75)),
    ],
)
def test_a_chart_of_what_is_possible_agrees_with_the_result(raqqa, check, title, ends):
    chart = possible_range(raqqa, check)
    figures = raqqa.verify()[check].figures
    assert chart.title == title
    assert chart.title.endswith(figures.badge)
    assert chart.alt.startswith(chart.title)
    assert chart.data["from"].tolist() == [figures.stated.low, figures.computed.low]
    assert chart.data["to"].tolist() == [figures.stated.high, figures.computed.high]
    assert chart.data.loc[0, ["from", "to"]].tolist() == pytest.approx(ends, rel=1e-3)


def test_a_number_beyond_what_is_possible_is_given_by_how_many_times(raqqa):
    chart = possible_range(raqqa.with_(mass="2500000 tonne"), "enough_metal")
    assert chart.title == "2.5 million tonnes is 3.6 times the most that is possible: does not fit"


def test_bars_begin_at_zero_and_share_a_scale(raqqa):
    figure = possible_range(raqqa, "can_carry").figure()
    (axes,) = figure.axes
    stated, computed = (patch for patch in axes.patches if patch.get_gid())
    left = 2.0
    scale = (computed.get_x() + computed.get_width() - left) / 70
    assert (stated.get_x() - left) / scale == pytest.approx(44.46, rel=1e-3)
    assert (stated.get_x() + stated.get_width() - left) / scale == pytest.approx(56.75, rel=1e-3)


def test_a_check_that_asks_something_else_has_no_such_chart(raqqa):
    with pytest.raises(ValueError, match="`usual_load` does not ask whether something above zero is possible"):
        possible_range(raqqa, "usual_load")
