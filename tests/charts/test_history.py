"""Figures by date: each at its time and value, on a scale from zero, and a title that the month bears out."""

import re

import pytest
from matplotlib.dates import date2num
from paper import faults

from tabled import open_with_tables
from weighbridge import charts
from weighbridge.charts import history
from weighbridge.charts.dates import period

CASE = """\
title: A small case
article: {title: An article, url: "https://example.org/article", language: en}
claims:
  paid: {quote: {exact: x}, value: VALUE, hedge: about}
evidence:
  found: {value: 40 USD/tonne, source: aranews-isis-oil-2014, date: 2014}
checks:
  asked: {question: Is it so?, kind: possible, stated: paid, at_most: found}
comparisons:
  prices:
    stated: paid
    around: 2014-06
    of: price of tin
    finds: {range: what tin fetched}
    table: tin
    value: [low, high]
    label: "{what}"
    groups:
      mills: {where: {level: mill}}
      a yard: {where: {level: yard}, mark: bracket}
      gold: {where: {level: gold}, mark: note}
"""
HEAD = "key,what,level,start,end,low,high,unit,source,mark\n"
TIN = [
    ("a", "Ghent", "mill", "2014-06-02", "2014-06-02", 100, 100),
    ("b", "Ghent", "mill", "2014-06", "2014-06", 110, 120),
    ("c", "Ghent", "mill", "2014-01", "2014-03", 90, 90),
    ("d", "Ghent", "mill", "2015-01", "2015-01", 140, 140),
    ("e", "Ghent", "mill", "2017", "2017", 900, 900),
    ("f", "Hull", "yard", "2014-05", "2014-05", 30, 50),
    ("g", "London", "gold", "2014-06", "2014-06", 40_000, 40_000),
]


@pytest.fixture(scope="module")
def tin(tmp_path_factory):
    """A chart of the price of tin for a stated value, over a table of it."""

    def make(value="130 USD/tonne", rows=TIN, around="2014-06", price="tonne"):
        lines = "".join(f"{','.join(map(str, row))},USD/{price},aranews-isis-oil-2014,V\n" for row in rows)
        text = CASE.replace("VALUE", value).replace("2014-06", around)
        case = open_with_tables(tmp_path_factory.mktemp("tin") / "case", text, {"tin.csv": HEAD + lines})
        return charts.history_plot(case, "prices")

    return make


@pytest.fixture(scope="module")
def prices(printed):
    return printed["prices"]


def ports(raqqa, month=None):
    """The prices at ports of a table, by another way than that of the chart: those that lie within a month."""
    table = raqqa.table("scrap-prices").query("material == 'iron_scrap' and level == 'port'")
    table = table[table["place"].isin(["Iskenderun, Turkey", "Turkey"])]
    return table[table["start"].str.startswith(month) & table["end"].str.startswith(month)] if month else table


def test_the_title_says_what_the_ports_of_the_month_say(prices, raqqa):
    then = ports(raqqa, "2017-02")
    low, high = then["low"].min(), then["high"].max()
    stated = raqqa["price"].side.as_written[0]
    assert (low, high) == (228, 282)
    assert 1 < stated / high <= history.LITTLE
    assert prices.chart.title == "$300 a tonne is a little above what iron scrap fetched at ports"
    assert f"In February 2017: ports in Turkey ${low:g} to ${high:g} a tonne" in prices.chart.alt
    yard = raqqa.table("scrap-prices").query("key == 'us-yard-light-iron-2017'")
    assert f"a US scrap yard ${yard['low'].item():g} to ${yard['high'].item():g} a tonne" in prices.chart.alt


@pytest.mark.parametrize(
    ("money", "title"),
    [
        ("700 thousand USD", "$280 a tonne is in the range of what iron scrap fetched at ports"),
        ("500 thousand USD", "$200 a tonne is 12% below what iron scrap fetched at ports in February 2017"),
        ("550 thousand USD", "$220 a tonne is a little below what iron scrap fetched at ports in February 2017"),
        ("900 thousand USD", "$360 a tonne is 28% above what iron scrap fetched at ports"),
        ("2.5 million USD", "$1,000 a tonne is 3.5 to 4.4 times what iron scrap fetched at ports"),
        ("715 thousand USD", "$286 a tonne is a little above what iron scrap fetched at ports in February 2017"),
        ("100 thousand USD", "$40 a tonne is 14% to 18% of what iron scrap fetched at ports"),
    ],
)
def test_the_title_turns_with_the_stated_value(raqqa, money, title):
    assert charts.history_plot(raqqa.with_(money=money), "prices").title == title


def test_the_month_is_the_one_that_the_case_takes(raqqa):
    earlier = charts.history_plot(raqqa.under(departure="26 January 2017"), "prices")
    assert "In January 2017: ports in Turkey $220 to $288 a tonne" in earlier.alt
    none = charts.history_plot(raqqa.under(departure="2 July 2015"), "prices")
    assert "No figure of July 2015 was found; in the months around it: ports in Turkey $203 to $288" in none.alt


def test_a_case_of_a_time_without_any_figure_has_no_such_chart(tin, raqqa):
    with pytest.raises(ValueError, match="no figure in the year and a half around June 2009"):
        tin(around="2009-06")
    assert charts.has_history(raqqa, "prices")


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("130 USD/tonne", "$130 a tonne is a little above what tin fetched in June 2014"),
        ("115 USD/tonne", "$115 a tonne is in the range of what tin fetched"),
        ("150 USD/tonne", "$150 a tonne is 25% above what tin fetched in June 2014"),
        ("95 USD/tonne", "$95 a tonne is a little below what tin fetched in June 2014"),
        ("300 USD/tonne", "$300 a tonne is 2.5 to 3.0 times what tin fetched"),
    ],
)
def test_any_case_with_a_table_of_dates_has_a_title_that_is_true(tin, value, title):
    assert tin(value).title == title


def test_figures_are_in_the_unit_of_the_stated_value(tin):
    small = [(*row[:5], row[5] / 1000, row[6] / 1000) for row in TIN]
    assert tin(rows=small, price="kg").data["low"].tolist() == pytest.approx(tin().data["low"].tolist())


def test_figures_stand_at_their_times_and_values(prices, tin):
    for data, figure in ((prices.data, prices.figure), (tin().data, tin().figure(175))):
        (axes,) = figure.axes
        drawn = {(line.get_label(), x, y) for line in axes.lines for x, y in line.get_xydata()}
        rows = data[data["mark"].isin(["solid", "bracket"])]
        points = {(row.kind, date2num(row.at), end) for row in rows.itertuples() for end in (row.low, row.high)}
        assert {point for point in drawn if point[0] in set(rows["kind"])} == points
        assert axes.get_ylim()[0] == 0


def test_a_year_and_a_half_around_the_month_is_shown(prices, tin):
    low, high = prices.figure.axes[0].get_xlim()
    middle = date2num(period("2017-02").at)
    assert (low + high) / 2 == middle
    assert 540 < high - low < 556
    assert "e" not in set(tin().data["label"])
    assert tin().data["high"].max() == 40_000
    assert 900 not in set(tin().data["high"])


def test_what_does_not_fit_on_the_scale_stands_in_a_note(prices, raqqa):
    table = raqqa.table("metal-prices").query("month == '2017-02'").set_index("metal")["price"]
    note = "Not on this scale, in February 2017: primary copper $5,940 a tonne and primary aluminium $1,860 a tonne."
    assert [round(table[metal], -1) for metal in ("copper", "aluminium")] == [5940, 1860]
    for figure in prices.figures.values():
        assert note in " ".join(text.get_text() for text in figure.texts)
        assert figure.axes[0].get_ylim()[1] < 1860


@pytest.mark.parametrize("value", ["130 USD/tonne", "1 USD/tonne", "9000 USD/tonne", "20 to 140 USD/tonne"])
def test_nothing_is_cut_off_whatever_the_value(tin, value):
    chart = tin(value)
    assert [fault for width in chart.widths for fault in faults(chart, width)] == []


def test_the_words_name_every_figure_that_is_drawn(prices):
    rows = prices.data[prices.data["mark"].isin(["solid", "bracket"])]
    for row in rows.itertuples():
        ends = " to ".join(f"${end:,.0f}" for end in dict.fromkeys((row.low, row.high)))
        assert re.search(rf"{row.time}, {row.label}: {re.escape(ends)} a tonne\.", prices.chart.description)
