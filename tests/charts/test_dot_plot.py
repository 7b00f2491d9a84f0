"""The dot plot: every figure of the tables stands at its value, the largest first, hollow where it was announced."""

from dataclasses import replace

import numpy as np
import pytest
from makers import LIMITS, LOADS, documented_loads

from weighbridge import charts
from weighbridge.charts import stated_band
from weighbridge.evidence.tables import Row


@pytest.fixture(scope="module")
def loads(printed):
    return printed["documented-loads"]


def test_figures_stand_at_their_values(loads):
    (axes,) = loads.figure.axes
    points = {(x, y) for line in axes.lines for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True) if y > 1}
    rows = loads.data[loads.data["row"] > 1]
    assert points == {(getattr(row, end), row.row) for row in rows.itertuples() for end in ("low", "high")}


def test_every_figure_of_both_tables_is_there(loads, raqqa):
    rows = loads.data.dropna(subset="row")
    payloads = raqqa.table("payloads")["payload"]
    limits = raqqa.table("truck-limits").query("quantity == 'payload'")["value"]
    assert sorted(set(rows["low"]) | set(rows["high"])) == sorted({*payloads, *limits})


def test_the_largest_first_and_limits_apart(loads):
    rows = loads.data.dropna(subset="row")
    first, limits = rows[rows["kind"] != LIMITS.kinds], rows[rows["kind"] == LIMITS.kinds]
    assert first.sort_values("row")["high"].is_monotonic_decreasing
    assert limits["row"].min() > first["row"].max() + 1


def test_announced_figures_are_hollow(loads):
    wheat = loads.data[loads.data["label"].fillna("").str.startswith("wheat from Iraq")]
    assert set(wheat["basis"]) == {"announced"}
    (axes,) = loads.figure.axes
    face = {(line.get_xdata()[0], line.get_ydata()[0]): line.get_markerfacecolor() for line in axes.lines}
    for row in loads.kind("mean").itertuples():
        assert (face[row.low, row.row] == "white") == (row.basis == "announced")


def test_two_rows_of_a_range_are_one_line_with_both_ends(loads):
    (row,) = loads.data[loads.data["label"] == "wheat from Iraq, first convoy of 55 trucks"].itertuples()
    assert (row.low, row.high, row.detail) == (50, 60, "Iraq to Syria, Al-Bukamal, April 2025, 55 trucks")
    (rating,) = loads.data[loads.data["label"] == "foreign equivalents of the KamAZ-6520"].itertuples()
    assert rating.detail == "place, date and trucks not recorded"


def test_the_words_follow_the_case(raqqa):
    changed = documented_loads(raqqa.with_(trucks="40 truck"))
    assert "62.5 tonne/truck" in changed.alt
    stated = changed.data[changed.data["kind"] == stated_band.STATED]
    assert np.array_equal(stated[["low", "high"]], [[62.5, 62.5]])


def test_a_table_of_any_case_will_do(oil):
    cells = {"unit": "barrel/day", "source": "rbss-1891-en", "mark": "V", "year": "2015"}
    rows = [Row("wells", line, {**cells, "key": f"well-{line}", "yield": str(1000 * line)}) for line in (2, 3)]
    other = Row("wells", 4, {**cells, "key": "well-4", "yield": "9", "unit": "barrel/year"})
    case = replace(oil, tables={"wells": (*rows, other)})
    wells = charts.Dots("wells", "yield of a well", value="yield", label="{key}", detail=("year",))
    chart = charts.dot_plot(case, "barrels", wells, title="What a well yields")
    assert chart.name == "oil-2015-dot-plot"
    drawn = chart.data.dropna(subset="row")
    assert drawn[["label", "low"]].values.tolist() == [["well-3", 3000.0], ["well-2", 2000.0]]
    assert "2 documented figures, in barrel per day" in chart.alt
    assert "2 of the kind “yield of a well”: well-3 3,000; well-2 2,000" in chart.alt
    assert chart.figure().axes[0].get_xlabel() == "barrels (barrel per day)"


def test_a_table_without_a_row_to_draw_is_refused(raqqa):
    none = replace(LOADS, where={"statistic": "median"})
    with pytest.raises(ValueError, match="`payloads` has no row with statistic `median` and unit `tonne/truck`"):
        charts.dot_plot(raqqa, "load", none, title="None")
