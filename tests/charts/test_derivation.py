"""The graph of a result: its boxes, its lines, its shapes, its words; nothing overlaps in any case, at any width."""

import itertools
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from paper import drawn, faults

from small_cases import CASES
from weighbridge import CaseError, charts, open_case
from weighbridge.charts import style
from weighbridge.charts.derivation import KEYED, LOOKS, places
from weighbridge.graph import Share
from weighbridge.trace.graph import MOST_BOXES, BoxKind, boxes

ASKED = ("load", "mix_price", "convoy_mean_load", "capacity", "metal_of_the_city", "shares", "trucks", "iron_start")


def sides_of(case):
    """The quantities that the checks of a case compare."""
    return list(dict.fromkeys(side for check in case.model.checks.values() for side in check.sides))


@pytest.fixture(scope="module")
def graphs(raqqa):
    return {name: charts.chain(raqqa, name) for name in ASKED}


@pytest.mark.parametrize("name", CASES)
def test_no_box_and_no_text_lies_on_another_in_any_case(opened, name):
    case = opened(name)
    for side in sides_of(case):
        chart = charts.chain(case, side)
        whole = boxes(case.material, side)
        for width in chart.widths:
            assert faults(chart, width) == [], side
            placed = places(whole, width)
            for one, other in itertools.combinations(placed, 2):
                assert one.down + one.height < other.down, (side, one.box.called, other.box.called)
            for one in placed:
                assert style.MARGIN <= one.left < one.right <= width - style.MARGIN
            assert chart.figure(width).get_size_inches()[1] * style.INCH < 240


@pytest.mark.parametrize("name", ASKED)
def test_no_line_meets_a_box_that_it_does_not_belong_to(raqqa, name):
    """A line runs down between the box it comes from and the one it goes into, to the right of all between them."""
    for width in (style.COLUMN, style.PAGE):
        placed = places(boxes(raqqa.material, name), width)
        for at, one in enumerate(placed):
            if one.into is None:
                assert at == len(placed) - 1
                continue
            into = placed[one.into]
            assert one.into > at
            assert one.right < one.rail < into.right
            assert into.left < one.rail
            assert all(between.right < one.rail for between in placed[at + 1 : one.into])


@pytest.mark.parametrize("name", ASKED)
def test_every_text_lies_within_its_box(graphs, name):
    chart = graphs[name]
    for width in chart.widths:
        figure = drawn(chart, width)
        (axes,) = figure.axes
        outlines = [one for one in axes.patches if one.get_gid() and not one.get_gid().startswith("key ")]
        boxes_ = [one.get_window_extent() for one in outlines]
        texts = [one for one in axes.texts if one.get_text() not in {kind.value for kind in KEYED}]
        for text in texts:
            inside = text.get_window_extent()
            assert any(
                box.x0 <= inside.x0 and inside.x1 <= box.x1 and box.y0 - 1 <= inside.y0 and inside.y1 <= box.y1 + 1
                for box in boxes_
            ), text.get_text()


def test_the_words_of_the_load_lead_from_the_quotations_to_the_result(graphs):
    data = graphs["load"].data
    assert list(data["called"]) == [
        *("“approximately 2500 tons of metal”", "the mass of metal", "“near 50 trucks”", "the number of trucks"),
        "the load of a truck",
    ]
    assert list(data["figure"])[-1] == "2,500 tonnes ÷ 50 trucks = 50 tonnes a truck"
    assert list(data["explain"])[1:] == ["mass", "trucks", "trucks", "load"]
    assert list(data["goes into"]) == ["mass", "load", "trucks", "load", ""]
    assert list(data["kind"])[::2] == [BoxKind.QUOTATION, BoxKind.QUOTATION, BoxKind.RESULT]


def test_every_box_is_found_by_its_name_and_has_the_figure_that_explain_has(raqqa, graphs):
    for chart in graphs.values():
        for row in chart.data.to_dict("records"):
            text = raqqa.explain(row["explain"])
            if row["row"]:
                assert row["row"] in text
            for key in filter(None, row["source"].split(";")):
                assert key in text
            for one in filter(None, row["same as"].split(";")):
                assert raqqa.explain(one)


def test_the_left_edge_is_that_of_the_grounds_and_the_right_edge_that_of_the_result(raqqa):
    for name in ASKED:
        placed = places(boxes(raqqa.material, name), style.COLUMN)
        assert placed[-1].right == style.COLUMN - style.MARGIN
        assert all(one.left == style.MARGIN for one in placed if not one.box.below)
        assert all(one.left > style.MARGIN for one in placed if one.box.below)


def test_kinds_differ_in_shape_and_not_in_colour_alone(raqqa, graphs):
    """The outline of a box, or the line of it, tells its kind in a grey copy."""
    seen = {}
    for name, chart in graphs.items():
        (axes,) = chart.figure(style.COLUMN).axes
        for one in axes.patches:
            if str(one.get_gid()).startswith("key "):
                corners = np.round(one.get_xy() - one.get_xy().min(axis=0), 3).tolist()
                looks = (str(corners), str(one.get_linestyle()), one.get_linewidth())
                seen.setdefault(one.get_gid(), set()).add(looks)
        assert len(axes.patches) > 1, name
    assert len(seen) >= 4
    assert all(len(looks) == 1 for looks in seen.values())
    assert len({looks for found in seen.values() for looks in found}) == len(seen)
    assert set(LOOKS) == set(BoxKind)


def test_what_is_too_much_is_counted(make_case):
    """An estimate on forty rows has six of them, and says how many more; a wide case keeps to what can be drawn."""
    names = [f"part_{one}" for one in range(30)]
    text = "\n".join(
        [
            "title: Many",
            'article: {title: A, url: "https://example.org/a", language: en}',
            "claims:",
            *(f"  {one}: {{quote: {{exact: words of {one}}}, value: {at + 1} tonne}}" for at, one in enumerate(names)),
            "formulas:",
            *(f"  {one}: {{expression: {' + '.join(names[at::3])}, unit: tonne}}" for at, one in enumerate("abc")),
            "  whole: {expression: a + b + c, unit: tonne}",
            "checks:",
            "  same: {question: q, kind: agrees, stated: whole, equals: whole}",
        ]
    )
    case = make_case(text)
    whole = boxes(case.material, "whole")
    made = list(whole.walk())
    assert len(made) <= MOST_BOXES
    assert any(re.fullmatch(r"rests on \d+ more", box.called) for box in made)
    assert faults(charts.chain(case, "whole"), style.COLUMN) == []


def test_rows_beyond_six_are_counted(raqqa):
    under = raqqa.under(convoys="every known mean alike")
    called = [box.called for box in boxes(under.material, "convoy_mean_load").walk()]
    assert len(called) == 8
    assert re.fullmatch(r"and \d+ more", called[6])


def test_what_stands_in_two_formulas_is_a_box_once(raqqa):
    made = list(boxes(raqqa.material, "mix_price").walk())
    again = [box for box in made if box.kind is BoxKind.AGAIN]
    assert [box.name for box in again] == ["ratios_together"]
    whole = [box.name for box in made if box.kind in (BoxKind.QUANTITY, BoxKind.RESULT)]
    assert len(whole) == len(set(whole))
    assert {"market_price", "port_price"} <= set(made[-1].same_as)
    assert not any(isinstance(raqqa.model.nodes.get(name, {}).get(None), Share) for name in whole)


def test_words_for_those_who_hear_it(graphs):
    for name, chart in graphs.items():
        assert chart.alt.startswith(f"{chart.title}."), name
        assert len(chart.alt.split()) <= 75
        assert not chart.title.endswith((".", "?"))
        root = ElementTree.fromstring(chart.svg())
        assert root.get("role") == "img"
        for called in chart.data["called"]:
            assert called.lower()[1:] in chart.description.lower()


def test_the_same_bytes_on_each_run(graphs):
    again = open_case("raqqa-2017")
    for name in ("load", "mix_price"):
        assert charts.chain(again, name).svg() == graphs[name].svg()
        assert charts.chain(again, name).png() == graphs[name].png()
        assert charts.chain(again, name).csv == graphs[name].csv


def test_a_name_that_is_no_quantity_is_refused_with_the_nearest(raqqa):
    with pytest.raises(CaseError, match="there is no quantity `laod`; did you mean `load`"):
        charts.chain(raqqa, "laod")


def test_a_sum_of_forty_numbers_shows_six_and_counts_the_rest(make_case):
    names = [f"part_{one}" for one in range(40)]
    claims = [f"  {one}: {{quote: {{exact: words of {one}}}, value: {at + 1} tonne}}" for at, one in enumerate(names)]
    head = 'title: Many\narticle: {title: A, url: "https://example.org/a", language: en}\nclaims:\n'
    formulas = f"formulas:\n  whole: {{expression: {' + '.join(names)}, unit: tonne}}\n"
    checks = "checks:\n  same: {question: q, kind: agrees, stated: whole, equals: whole}\n"
    case = make_case(head + "\n".join(claims) + "\n" + formulas + checks)
    called = [box.called for box in boxes(case.material, "whole").walk()]
    assert called[-2] == "and 34 more"
    assert len(called) <= MOST_BOXES
