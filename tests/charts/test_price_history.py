"""The history of prices: lines and points are those of the tables, and the month is the one of the case."""

from dataclasses import replace
from datetime import datetime

import pytest
from makers import METALS, SCRAP, metal_prices
from matplotlib.dates import date2num

from weighbridge import charts
from weighbridge.charts.panels import LINE, MOMENT, POINT
from weighbridge.evidence.tables import Row


@pytest.fixture(scope="module")
def prices(printed):
    return printed["metal-prices"]


def test_lines_hold_the_table(prices, raqqa):
    table = raqqa.table("metal-prices")
    for axes in prices.figure.axes:
        lines = {line.get_gid(): line for line in axes.lines}
        for metal, rows in prices.kind(LINE).groupby("label"):
            assert list(lines[metal].get_xdata()) == list(date2num(rows["at"]))
            assert list(lines[metal].get_ydata()) == list(rows["low"])
            assert list(rows["low"]) == list(table[table["metal"] == metal]["price"])


def test_points_are_those_in_the_currency_of_the_case(prices, raqqa):
    table, rows = raqqa.table("scrap-prices"), prices.kind(POINT)
    expected = [(date2num(row.at), *dict.fromkeys((row.low, row.high))) for row in rows.itertuples()]
    for axes in prices.figure.axes:
        points = [(line.get_xdata()[0], *line.get_ydata()) for line in axes.lines if line.get_gid() == POINT]
        assert points == expected
    assert list(rows["low"]) == list(table[table["unit"] == "USD/tonne"]["low"])


def test_times_are_those_of_the_calendar(prices):
    rows = prices.data.dropna(subset="at").astype({"begin": str, "at": str, "end": str})
    said = {
        start: (first[:10], middle[:10], last[:10])
        for start, first, middle, last in zip(rows["start"], rows["begin"], rows["at"], rows["end"], strict=True)
    }
    assert said["2017-02"] == ("2017-02-01", "2017-02-15", "2017-03-01")
    assert said["2016-12"] == ("2016-12-01", "2016-12-16", "2017-01-01")
    assert said["2025"] == ("2025-01-01", "2025-07-02", "2026-01-01")


def ticks(axes):
    low, high = axes.get_xlim()
    labels = zip(axes.get_xticks(), axes.get_xticklabels(), strict=True)
    return {text.get_text(): at for at, text in labels if low <= at <= high}


def test_years_and_quarters_are_numbered_where_they_begin(prices):
    whole, near = map(ticks, prices.figure.axes)
    assert whole == {f"{year}": date2num(datetime(year, 1, 1)) for year in (2012, 2016, 2020, 2024)}
    assert list(near) == ["Jul\n2016", "Oct\n2016", "Jan\n2017", "Apr\n2017", "Jul\n2017", "Oct\n2017"]
    assert near["Jan\n2017"] == date2num(datetime(2017, 1, 1))


def test_the_month_is_the_one_of_the_case(prices, raqqa):
    assert prices.kind(MOMENT)["label"].item() == "February 2017"
    data = metal_prices(raqqa.under(departure="26 January 2017")).data
    assert data[data["kind"] == MOMENT]["label"].item() == "January 2017"


def test_prices_are_on_a_log_axis(prices):
    assert {axes.get_yscale() for axes in prices.figure.axes} == {"log"}


def test_tables_of_any_things_will_do(raqqa):
    cells = {"unit": "USD/tonne", "source": "world-bank-pink-sheet-2026-06", "mark": "V", "place": "here"}
    months = {"2017-01": "1.5", "2017-02": "2.5"}
    tin = [Row("metal-prices", 2, cells | {"metal": "tin", "month": month, "price": months[month]}) for month in months]
    cans = cells | {"key": "cans", "material": "cans", "level": "gate"}
    cans |= {"start": "2017", "end": "2017", "low": "1", "high": "3"}
    tables = {"metal-prices": tuple(tin), "scrap-prices": (Row("scrap-prices", 2, cans),)}
    case = replace(raqqa, tables={name: (*raqqa.holdings.table(name), *rows) for name, rows in tables.items()})
    lines = replace(METALS, names={"tin": "tin"})
    points = replace(SCRAP, levels={"gate": "cans, at the gate"}, of="prices of cans", beside={})
    chart = charts.price_history(case, "price", lines, points, ("tin", "tin", "cans"), "What tin costs")
    assert "monthly prices of tin, January 2017 to February 2017" in chart.alt
    assert "February 2017, the month of the case: tin 2.5. 1 single prices of cans: cans 1 to 3." in chart.alt
    drawn = {line.get_gid() for axes in chart.figure().axes for line in axes.lines if line.get_gid()}
    assert drawn == {"tin", POINT}


def test_a_table_without_a_price_in_the_unit_is_refused(raqqa):
    with pytest.raises(ValueError, match="`metal-prices` has no price in tonne/truck, so that there is nothing"):
        charts.price_history(raqqa, "load", METALS, SCRAP, ("iron", "iron_ore"), "What a load costs")


def test_a_case_that_takes_none_of_the_lines_is_refused(oil):
    with pytest.raises(ValueError, match="no figure from the table `metal-prices`, which sets the month"):
        charts.price_history(oil, "price", METALS, SCRAP, ("iron", "iron_ore"), "What oil costs")
