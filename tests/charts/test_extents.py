"""The article's number beside what is possible or what its other numbers give: titles and bars are those of the result."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest

from weighbridge.charts import both_sides, possible_range


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


@pytest.mark.parametrize(
    ("name", "check", "title", "label"),
    [
        ("captagon-saudi", "the_upper_value", "$115 million does not fit the article's other numbers: 9.9 to 10.0 times too high", "So many pills at the upper price: $11.5 million"),
        ("coltan", "the_tax", "$800,000 a month fits, allowing for rounding", "The tax on so much coltan: $805,000 to $875,000 a month"),
    ],
)  # fmt: skip
def test_a_chart_of_both_sides_agrees_with_the_result(opened, name, check, title, label):
    case = opened(name)
    chart, figures = both_sides(case, check), case.verify()[check].figures
    assert chart.title == title
    assert chart.alt.startswith(f"{title}. The article says ")
    assert chart.data["side"].tolist() == [f"The article: {figures.stated.text}", label]
    assert chart.data["from"].tolist() == [figures.stated.low, figures.computed.low]
    assert chart.data["to"].tolist() == [figures.stated.high, figures.computed.high]


@pytest.mark.parametrize(("name", "check"), [("raqqa-2017", "can_carry"), ("opium-2022", "the_fall")])
def test_other_questions_and_falls_have_no_chart_of_both_sides(opened, name, check):
    with pytest.raises(ValueError, match=f"`{check}` does not ask whether two numbers above zero agree"):
        both_sides(opened(name), check)
