"""Dots from tables: every figure at its value, the highest first, and a title that the figures bear out."""

import itertools
import re
from xml.etree import ElementTree

import pytest
from paper import faults, texts

from tabled import open_with_tables
from weighbridge import CaseError, charts
from weighbridge.charts import dots, stated_band
from weighbridge.charts.stated_band import Stated
from weighbridge.text import words

CASE = """\
title: A small case
article: {title: An article, url: "https://example.org/article", language: en}
claims:
  heap: {quote: {exact: x}, value: VALUE, hedge: about}
evidence:
  found: {value: 40 tonne, source: aranews-isis-oil-2014, date: 2014}
checks:
  asked: {question: Is it so?, kind: possible, stated: heap, at_most: found}
comparisons:
  heaps:
    stated: heap
    of: weight of a heap
    finds: {one: weighed heap, many: weighed heaps, verb: weighed}
    table: heaps
    value: weight
    detail: [place, date, trucks]
    groups:
      weighed: {where: {how: weighed}}
      guessed: {where: {how: [guessed, told]}, mark: hollow}
"""
HEAD = "key,what,how,weight,unit,place,date,trucks,source,mark\n"
HEAPS = (
    "a,sand,weighed,30,tonne,here,2014,1200,aranews-isis-oil-2014,V\n"
    "b,stone,weighed,40000,kg,there,2014-02,1,aranews-isis-oil-2014,V\n"
    "c,lime,guessed,50,tonne,,,,aranews-isis-oil-2014,V\n"
    "d,clay,told,20,tonne,,,,aranews-isis-oil-2014,V\n"
    "e,water,weighed,7,m**3,,,,aranews-isis-oil-2014,V\n"
)


@pytest.fixture(scope="module")
def heaps(tmp_path_factory):
    """A chart of heaps for a stated value, over a table of them."""

    def make(value="35 tonne", rows=HEAPS, changed=("title:", "title:")):
        text = CASE.replace("VALUE", value).replace(*changed)
        case = open_with_tables(tmp_path_factory.mktemp("heaps") / "case", text, {"heaps.csv": HEAD + rows})
        return charts.dot_plot(case, "heaps")

    return make


@pytest.fixture(scope="module")
def loads(printed):
    return printed["loads"]


def of_the_article(raqqa, group):
    """The figures of the table that this group of the chart is to show, by another way than that of the chart."""
    table = raqqa.table("payloads")
    for column, wanted in raqqa.text.comparisons["loads"].groups[group].where.items():
        table = table[table[column].isin(wanted)]
    return table["payload"]


def counted_title(raqqa, figures, stated):
    """The title that these figures bear out, in the words of the case: how many of them reach the stated value."""
    finds, reach = raqqa.text.comparisons["loads"].finds, int((figures >= stated).sum())
    if not reach:
        return f"No {finds.one} {finds.verb} {stated:.3g} tonnes a truck"
    some = f"{reach} of" if reach < len(figures) else "All"
    amount = f"{stated:.3g} tonnes a truck"
    said = f"{amount} or more" if figures.min() <= stated else f"more than {amount}"
    return f"{some} {len(figures)} {finds.many} {finds.verb} {said}"


def test_the_title_says_what_the_counted_figures_say(loads, raqqa):
    stated, counted = raqqa["load"].side.as_written[0], of_the_article(raqqa, "convoys")
    assert stated == 50
    assert loads.chart.title == counted_title(raqqa, counted, stated)
    for figures in (counted, of_the_article(raqqa, "flows, surveys, quarries")):
        assert words.span((figures.min(), figures.max()), "tonne/truck") in loads.chart.alt


@pytest.mark.parametrize("trucks", ["25 truck", "40 truck", "60 truck", "100 truck", "200 truck"])
def test_the_title_turns_with_the_stated_value(raqqa, trucks):
    changed = raqqa.with_(trucks=trucks)
    stated, counted = changed["load"].side.as_written[0], of_the_article(raqqa, "convoys")
    assert charts.dot_plot(changed, "loads").title == counted_title(raqqa, counted, stated)


@pytest.mark.parametrize(
    ("value", "rows", "title"),
    [
        ("35 tonne", HEAPS, "1 of 2 weighed heaps weighed 35 tonnes or more"),
        ("40 tonne", HEAPS, "1 of 2 weighed heaps weighed 40 tonnes or more"),
        ("30 tonne", HEAPS, "All 2 weighed heaps weighed 30 tonnes or more"),
        ("10 tonne", HEAPS, "All 2 weighed heaps weighed more than 10 tonnes"),
        ("90 tonne", HEAPS, "No weighed heap weighed 90 tonnes"),
        ("41 tonne", HEAPS, "No weighed heap weighed 41 tonnes, but 1 of 2 comes as near as its wording allows"),
        (
            "40.0001 tonne",
            HEAPS,
            "No weighed heap weighed 40.0001 tonnes, but 1 of 2 comes as near as its wording allows",
        ),
        (
            "20 tonne",
            HEAPS.replace("b,stone,weighed", "b,stone,told"),
            "The one weighed heap weighed more than 20 tonnes",
        ),
        (
            "30 tonne",
            HEAPS.replace("b,stone,weighed", "b,stone,told"),
            "The one weighed heap weighed 30 tonnes or more",
        ),
        ("20 to 35 tonne", HEAPS, "All 2 weighed heaps weighed 20 tonnes or more"),
    ],
)
def test_any_case_with_a_table_has_a_title_that_is_true(heaps, value, rows, title):
    assert heaps(value, rows).title == title


def test_the_title_of_made_up_figures_counts_those_that_reach_the_value(raqqa):
    comparison = raqqa.text.comparisons["loads"]
    for low, step in itertools.product((0.5, 49.9, 50.0, 63.0), (0.1, 1.0, 17.0)):
        figures = [low + step * place for place in range(4)]
        claim = Stated((50.0, 50.0), (45.0, 55.0), "tonne/truck", "load")
        title = dots.finding(figures, claim, comparison)
        number = re.match(r"(\d) of 4", title)
        said = int(number[1]) if number else 4 if title.startswith("All 4") else 0
        assert said == sum(figure >= 50 for figure in figures)
        assert ("more than" in title) == all(figure > 50 for figure in figures)


def test_figures_stand_at_their_values_in_the_unit_of_the_stated_value(heaps, loads):
    chart = heaps()
    for one, figure in ((chart.data, chart.figure(85)), (loads.data, loads.figure)):
        drawn = [(line.get_label(), x) for line in figure.axes[0].lines for x in line.get_xdata()]
        rows = one[one["mark"].notna()]
        assert sorted(pair for pair in drawn if pair[0] in set(rows["kind"])) == sorted(
            zip(rows["kind"], rows["low"], strict=True)
        )
    weights = chart.data[chart.data["kind"] == "weighed"]
    assert dict(zip(weights["label"], weights["low"], strict=True)) == {"Stone": 40, "Sand": 30}


def test_the_highest_first_in_each_group_and_a_dozen_rows_at_most(loads, heaps):
    for data in (loads.data, heaps(rows=HEAPS + "".join(HEAPS.replace("a,", f"a{n},") for n in range(12))).data):
        rows = data[data["mark"].notna()]
        lines = rows.drop_duplicates(["kind", "label", "detail"])
        assert len(lines) <= dots.MOST_ROWS
        for _, group in rows.groupby("kind", sort=False):
            tops = group.groupby(["label", "detail"], sort=False)["high"].max()
            assert tops.is_monotonic_decreasing


def test_what_is_not_drawn_is_counted_beside_the_heading(loads, raqqa):
    said = {text.get_text() for figure in loads.figures.values() for text in figure.texts}
    rows = loads.data[loads.data["mark"].notna()]
    for group in ("convoys", "flows, surveys, quarries"):
        drawn, whole = (rows["kind"] == group).sum(), len(of_the_article(raqqa, group))
        assert (f"{drawn} highest of {whole}" in said) == (drawn < whole)
    assert "Legal limits" in said


def test_only_the_figures_that_the_title_is_about_are_solid(loads):
    rows = loads.data.dropna(subset="mark")
    assert set(rows[rows["kind"] == "convoys"]["mark"]) == {"solid"}
    assert set(rows[rows["kind"] == "flows, surveys, quarries"]["mark"]) == {"hollow"}
    for figure in loads.figures.values():
        faces = {
            line.get_label(): line.get_markerfacecolor() for line in figure.axes[0].lines if line.get_marker() == "o"
        }
        assert faces["flows, surveys, quarries"] == "white"
        assert faces["convoys"] == dots.BLUE


def test_figures_that_differ_never_read_alike(heaps):
    chart = heaps("40.001 tonne")
    figure = chart.figure(85)
    said = [text.get_text() for text in figure.axes[0].texts]
    assert "40" in said
    assert any("40.001 tonnes" in text for text in said)
    assert "40.001 tonnes" in chart.title


def test_two_lines_of_one_name_are_told_apart_on_a_narrow_sheet_too(heaps):
    rows = HEAPS + "f,sand,weighed,31,tonne,there,2015,2,aranews-isis-oil-2014,V\n"
    said = {text.get_text() for text in texts(heaps(rows=rows).figure(85))}
    assert {"Sand, here, 2014, 1,200 trucks", "Sand, there, 2015, 2 trucks"} <= said


LONG = "a heap of sand and of stone, of lime and clay and everything else that was ever heaped up beside the road here"


@pytest.mark.parametrize("value", ["35 tonne", "1 tonne", "4000 tonne", "2 to 900 tonne"])
def test_nothing_is_cut_off_whatever_the_value_and_the_names(heaps, value):
    chart = heaps(value, HEAPS.replace("sand", LONG.replace(",", "")))
    assert [fault for width in chart.widths for fault in faults(chart, width)] == []


HOSTILE = """<script>alert(1)</script> & $x$ $y$ ]]> 'quoted' =1+2 \\frac \u202eright"""


def test_hostile_names_are_letters_in_the_drawing_and_text_in_the_data(heaps):
    rows = HEAPS.replace("sand", f'"{HOSTILE}"').replace("here", "=HYPERLINK(1)")
    chart = heaps(rows=rows, changed=("of: weight of a heap", f"of: {HOSTILE!a}"))
    for width in chart.widths:
        root = ElementTree.fromstring(chart.svg(width))
        assert not [one for one in root.iter() if one.tag.endswith(("script", "foreignObject"))]
        assert not [one for one in root.iter() for name in one.attrib if name.startswith("on")]
    assert "<script>" not in chart.html()
    assert "\u202e" not in chart.csv + chart.svg() + chart.words()
    assert not re.search(r"(^|,)\"?[=+@]", chart.csv, re.MULTILINE)


def test_a_case_refuses_a_comparison_that_cannot_be_drawn(heaps):
    with pytest.raises(CaseError, match="no row of `heaps` has how: sold"):
        heaps(changed=("how: weighed", "how: sold"))


def test_the_band_is_what_the_usual_wording_allows(heaps):
    chart = heaps("35 tonne")
    (band,) = chart.data[chart.data["kind"] == stated_band.USUAL].itertuples()
    assert band.low < 35 < band.high
    said = {text.get_text() for text in chart.figure(175).axes[0].texts}
    assert f"its wording allows {words.span((band.low, band.high))}" in said


def test_the_drawing_is_on_a_scale_from_zero(loads):
    for figure in loads.figures.values():
        low, high = figure.axes[0].get_xlim()
        assert low == 0
        assert high > loads.data["high"].max()
