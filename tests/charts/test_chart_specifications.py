"""The specification curve: what is drawn is the result, whatever ends it has, and the words say what is drawn."""

import itertools
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from test_charts import rendered, texts

from weighbridge import charts as room
from weighbridge import open_case
from weighbridge.charts import style
from weighbridge.charts.curve import ENDS, FROM, LOOKS, MIDDLE, NEVER, OUTCOME, STATED, TO, WRITTEN
from weighbridge.checks.results import OUTCOMES, Outcome
from weighbridge.graph.model import ModelError
from weighbridge.report import tables

ROOT = Path(__file__).parents[2]
OIL = str(ROOT / "tests" / "cases" / "oil-2015")

HEAD = 'title: A small case\narticle: {title: An article, url: "https://example.org/article", language: en}\n'
ABOUT = "claims:\n  heap: {quote: {exact: x}, value: 34 tonne, hedge: about}\n"
COUNTED = "claims:\n  part: {quote: {exact: x}, value: 34 percent}\n  things: {quote: {exact: x}, value: 27 person}\n"
SPREAD = "assumptions:\n  spread: {{of: it, reason: a test, uniform: {{low: {} tonne, high: {} tonne}}}}\n"
LOWER = """\
alternatives:
  how:
    question: How low?
    options:
      as it is: {reason: a test}
      lower: {reason: a test, set: {spread.low: 1 tonne}}
      below zero, and with a name that is longer than any line: {reason: a test, set: {spread.low: -1 tonne}}
"""
CHECK = "checks:\n  asked: {{question: Is it so?, kind: {}, stated: {}, {}}}\n"
SMALL = {
    "nothing to choose": ABOUT
    + "evidence:\n  found: {value: 40 tonne, source: aranews-isis-oil-2014, date: 2014}\n"
    + SPREAD.format(20, 60)
    + CHECK.format("typical", "found", "equals: spread"),
    "never": ABOUT + SPREAD.format(-20, -6) + CHECK.format("possible", "heap", "at_most: spread"),
    "at least": ABOUT + SPREAD.format(20, 60) + LOWER + CHECK.format("possible", "heap", "at_least: spread"),
    "a gap": COUNTED + CHECK.format("agrees", "part", "counted_in: things"),
    # A reading is a choice of the name of its claim, and names of claims are anybody's.
    "two readings": """\
claims:
  stated:
    quote: {exact: x}
    readings:
      metric: {value: 2500 tonne, preferred: true, reason: a test}
      short: {value: 2500 short_ton, reason: a test}
"""
    + SPREAD.format(2000, 3000)
    + CHECK.format("typical", "stated", "equals: spread"),
}
CASES = {
    "usual_price": ("raqqa-2017", "usual_price"),
    "usual_load": ("raqqa-2017", "usual_load"),
    "some_mix": ("raqqa-2017", "some_mix"),
    "can_carry": ("raqqa-2017", "can_carry"),
    "cannot tell": ("raqqa-2017", "enough_metal"),
    "the_oil": ("ihs-2016", "the_oil"),
    "millions": ("azernews-trucks", "the_year"),
    "a range": (OIL, "usual_price"),
    "far away": (OIL, "as_published"),
}


@pytest.fixture(scope="module")
def cases(make_case):
    opened = {name: open_case(name) for name in {case for case, _ in CASES.values()}}
    known = {name: (opened[case], check) for name, (case, check) in CASES.items()}
    return known | {name: (make_case(HEAD + text), "asked") for name, text in SMALL.items()}


@pytest.fixture(scope="module")
def charts(cases):
    return {name: room.specifications(case, check) for name, (case, check) in cases.items()}


@pytest.fixture(scope="module")
def results(cases):
    return {name: case.weigher.check(check) for name, (case, check) in cases.items()}


@pytest.fixture(params=[*CASES, *SMALL])
def name(request):
    return request.param


@pytest.fixture
def chart(charts, name):
    return charts[name]


@pytest.fixture
def result(results, name):
    return results[name]


def curve(chart):
    return chart.figure().axes[0]


def known(value):
    """A figure that can be drawn."""
    return value is not None and np.isfinite(value)


def drawn(axes):
    """Every line over the values for which it would hold: its column, its ends, and the outcome that it stands for."""
    collections = [one for one in axes.collections if isinstance(one, LineCollection)]
    found = [(one.get_gid(), *ends.T) for one in collections for ends in one.get_segments()]
    assert all(x[0] == x[1] for _, x, _ in found)
    return sorted((round(x[0]), *y, outcome) for outcome, x, y in found)


def marks(axes, gid):
    """The places of all marks of that name."""
    lines = [line for line in axes.lines if line.get_gid() == gid]
    return sorted(place for line in lines for place in zip(line.get_xdata(), line.get_ydata(), strict=True))


def shown(case, result):
    """The choices with more than one option that counts."""
    names = result.reference.choices
    return {name: case.model.choices[name].counting for name in names if len(case.model.choices[name].counting) > 1}


# What is plotted is the result


def test_the_data_are_those_of_the_ledger(chart, result, cases, name):
    rows = tables.specification_rows(result.combinations)
    assert list(chart.data["rank"]) == [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    for column in (*ENDS, OUTCOME, *shown(cases[name][0], result)):
        expected = [row[column] for row in rows]
        assert [value if known_or_text(value) else None for value in chart.data[column]] == expected


def known_or_text(value):
    return isinstance(value, str) or known(value)


def test_lines_and_middles_are_the_reach_of_each_combination(chart, result):
    axes = curve(chart)
    low, high = axes.get_ylim()
    expected, middles = [], []
    for row in tables.specification_rows(result.combinations):
        start, stop = (row[end] if known(row[end]) else edge for end, edge in ((FROM, low), (TO, high)))
        spans = [(start, stop)] if start <= stop else [(low, stop), (start, high)]
        expected += [(row["rank"], *span, row[OUTCOME]) for span in spans]
        middles += [(row["rank"], row[MIDDLE])] if known(row[MIDDLE]) else []
    never = set(chart.data.loc[chart.data[NEVER], "rank"])
    assert drawn(axes) == sorted(line for line in expected if line[0] not in never)
    found = [mark for outcome in OUTCOMES for mark in marks(axes, f"{outcome}, middle")]
    assert sorted(mark for mark in found if np.isfinite(mark[1])) == middles


def test_the_order_is_that_of_how_much_the_stated_value_could_be(charts):
    for name in ("usual_price", "usual_load", "some_mix"):
        assert charts[name].data[TO].is_monotonic_increasing


def test_all_figures_are_within_the_axis_and_so_is_what_is_stated(chart):
    low, high = curve(chart).get_ylim()
    figures = pd.concat([chart.data[end].dropna() for end in ENDS] + [pd.Series([1.0])])
    assert low < figures.min() <= figures.max() < high
    assert low > 0 or figures.min() <= 0 or curve(chart).get_yscale() == "linear"


def test_an_open_end_runs_to_the_edge_with_an_arrow(charts):
    for name, end, place in (("usual_load", FROM, 0), ("can_carry", FROM, 0), ("at least", TO, 1)):
        axes = curve(charts[name])
        edge = axes.get_ylim()[place]
        arrows = [mark for outcome in OUTCOMES for mark in marks(axes, f"{outcome}, runs on") if mark[1] == edge]
        rows = charts[name].data
        assert sorted(arrows) == [(rank, edge) for rank in rows.loc[rows[end].isna() & ~rows[NEVER], "rank"]]
        assert arrows
        heads = {
            str(line.get_marker()) for line in axes.lines if "runs on" in str(line.get_gid()) and len(line.get_xdata())
        }
        assert heads == {"v^"[place]} if name != "at least" else {"v", "^"}
    closed = curve(charts["usual_price"])
    assert [mark for outcome in OUTCOMES for mark in marks(closed, f"{outcome}, runs on")] == []


def test_what_has_no_ends_holds_everywhere_or_nowhere(charts):
    never, always = charts["never"], charts["at least"]
    assert never.data[NEVER].all()
    assert drawn(curve(never)) == []
    rows = always.data[always.data["how"].str.startswith("below zero")]
    assert rows[[FROM, TO]].isna().all(axis=None)
    assert not rows[NEVER].any()
    whole = curve(always).get_ylim()
    assert [line[1:3] for line in drawn(curve(always)) if line[0] in set(rows["rank"])] == [whole, whole]


def test_a_gap_between_what_whole_things_give_stays_open(charts):
    data, axes = charts["a gap"].data, curve(charts["a gap"])
    (row,) = data[data[FROM] > data[TO]].itertuples()
    low, high = axes.get_ylim()
    lines = [line[1:3] for line in drawn(axes) if line[0] == row.rank]
    assert lines == [(low, data[TO][row.Index]), (data[FROM][row.Index], high)]
    assert lines[0][1] < 1 < lines[1][0]


def test_what_is_stated_is_a_line_at_one(chart):
    assert [list(line.get_ydata()) for line in curve(chart).lines if line.get_linewidth() == 1.2] == [[1.0, 1.0]]


def test_wide_spreads_are_on_a_log_axis(charts):
    scales = {name: curve(chart).get_yscale() for name, chart in charts.items()}
    assert {name for name, scale in scales.items() if scale == "log"} == {
        *("usual_price", "some_mix", "cannot tell", "a range", "far away", "at least")
    }


# The scale in the stated unit


def labels(chart):
    return {tick: text.get_text() for tick, text in zip(curve(chart).get_yticks(), ticks(chart), strict=True)}


def ticks(chart):
    return curve(chart).get_yticklabels()


@pytest.mark.parametrize(
    ("name", "stated", "unit"),
    [
        ("usual_price", "1 (300)", "(USD per tonne), log scale"),
        ("usual_load", "1 (50)", "(tonne per truck)"),
        ("the_oil", "1 (30)", "(percent)"),
        ("millions", "1 (1,500,000)", "(truck per year)"),
    ],
)
def test_multiples_are_told_in_the_stated_unit_too(charts, name, stated, unit):
    assert labels(charts[name])[1.0] == stated
    assert curve(charts[name]).get_ylabel() == f"times what is stated\n{unit}"


def test_the_values_at_the_ticks_are_multiples_of_the_stated_value(charts):
    for name in ("usual_price", "usual_load", "can_carry", "the_oil", "millions"):
        for tick, label in labels(charts[name]).items():
            times, value = (float(part.replace(",", "")) for part in re.fullmatch(r"(.+) \((.+)\)", label).groups())
            assert times == pytest.approx(tick, rel=1e-3)
            assert value == pytest.approx(tick * charts[name].data[STATED][0], rel=1e-3)


@pytest.mark.parametrize(
    ("name", "said"), [("a range", "200 to 600 USD/barrel"), ("two readings", "2500 tonne, or as read otherwise")]
)
def test_where_no_single_number_is_stated_there_are_multiples_only(charts, name, said):
    assert charts[name].data[STATED].isna().all()
    assert {"(" in label for label in labels(charts[name]).values()} == {False}
    (legend,) = charts[name].figure().legends
    assert legend.get_texts()[0].get_text() == f"as stated: {said}"


# What was chosen


def test_every_option_that_counts_has_a_row_and_every_combination_its_marks(chart, result, cases, name):
    groups = shown(cases[name][0], result)
    if not groups:
        assert len(chart.figure().axes) == 1
        return
    axes = chart.figure().axes[1]
    rows = {f"{choice}: {option}" for choice, options in groups.items() for option in options}
    outcomes = {f"outcome: {outcome}" for outcome in chart.data[OUTCOME]}
    assert {line.get_gid() for line in axes.lines if ": " in str(line.get_gid())} == rows | outcomes
    heights = set()
    for choice, option in (row.split(": ", 1) for row in rows | outcomes):
        places = marks(axes, f"{choice}: {option}")
        assert [x for x, _ in places] == list(chart.data.loc[chart.data[choice] == option, "rank"])
        heights |= {y for _, y in places}
    assert len(heights) == len(rows | outcomes)


def test_rows_stand_in_the_order_of_the_case(charts, cases):
    axes = charts["usual_price"].figure().axes[1]
    said = [
        " ".join(text.get_text().split("\n")) for text in sorted(axes.texts, key=lambda text: text.get_position()[1])
    ]
    model = cases["usual_price"][0].model
    wanted = [
        line for name in ("market", "mix", "departure", "hedge width") for line in (name, *model.choices[name].options)
    ]
    assert said == ["outcome", "holds (48)", "strained (24)", "fails (24)", *wanted]


def test_what_is_ruled_out_or_settled_has_no_row(charts):
    said = {text.get_text() for text in charts["usual_price"].figure().axes[1].texts}
    assert said.isdisjoint({"mass", "money", "short", "of_each_truck", "convoys"})
    assert set(charts["usual_price"].data.columns).isdisjoint({"mass", "money", "convoys"})


def test_the_case_as_written_is_marked(chart, cases, name):
    case, _ = cases[name]
    (mine,) = chart.data[chart.data[WRITTEN]].to_dict("records")
    figure = chart.figure()
    if len(figure.axes) == 1:
        return
    groups = [column for column in chart.data.columns if column in case.choices]
    assert {choice: mine[choice] for choice in groups} == {choice: case.choices[choice] for choice in groups}
    bold = {text.get_text() for text in figure.axes[1].texts if text.get_weight() == "bold"}
    assert {text.replace("\n", " ") for text in bold} >= {mine[choice] for choice in groups}
    assert len(bold) == len(groups) + 1
    assert [
        list(line.get_xdata()) for line in figure.axes[0].lines if line.get_marker() == "v" and not line.get_gid()
    ] == [[mine["rank"]]]
    for axes in figure.axes:
        (band,) = axes.patches
        assert band.get_x() + band.get_width() / 2 == pytest.approx(mine["rank"])


def test_under_another_option_another_column_is_marked(cases):
    case, check = cases["usual_price"]
    data = room.specifications(case.under(market="yard"), check).data
    assert data.loc[data[WRITTEN], "market"].tolist() == ["yard"]
    assert len(data) == 96


# Without colours


def test_outcomes_differ_in_mark_and_line_and_not_in_colour_alone():
    assert set(LOOKS) == set(OUTCOMES)
    for part in range(3):
        assert len({str(looks[part]) for looks in LOOKS.values()}) == len(LOOKS)
    # Those that most often stand beside each other differ in a grey copy too.
    grey = {outcome: np.dot(to_rgb(colour), (0.299, 0.587, 0.114)) for outcome, (colour, *_) in LOOKS.items()}
    for one, other in itertools.pairwise(sorted(("holds", "strained", "fails"), key=grey.get)):
        assert grey[other] - grey[one] > 0.1


def test_cannot_tell_is_hollow(charts):
    axes = charts["some_mix"].figure().axes[1]
    faces = {line.get_markerfacecolor() for line in axes.lines if line.get_gid() == f"outcome: {Outcome.CANNOT_TELL}"}
    assert faces == {"white"}


def test_one_combination_needs_no_rows_and_has_its_outcome_in_the_legend(charts):
    chart = charts["nothing to choose"]
    assert len(chart.data) == len(chart.figure().axes) == 1
    (legend,) = chart.figure().legends
    assert [text.get_text() for text in legend.get_texts()][-1] == chart.data[OUTCOME][0]


# Words


def test_the_words_count_the_outcomes(chart, result):
    counts = Counter(one.outcome for one in result.combinations)
    told = ", ".join(f"{outcome} in {counts[outcome]}" for outcome in OUTCOMES if outcome in counts)
    several = "combinations" if len(result.combinations) > 1 else "combination"
    assert chart.alt.startswith(f"Specification curve of {len(result.combinations)} {several} of fair choices, in the ")
    assert f": {told}. The case as written, number " in chart.alt
    assert result.reference.sentence in chart.alt


GOES = re.compile(r"([A-Z][^.:]*?) in (?:all (\d+)|the one) with ([^:]+): (“.*?”)\.(?= |$)")


def test_the_words_tell_what_goes_with_each_option(chart, cases, name, result):
    """Every sentence about options is held against the combinations, and every option is spoken of."""
    groups, told = shown(cases[name][0], result), set()
    for ways, count, choice, names in GOES.findall(chart.alt):
        options = re.findall("“(.*?)”", names)
        rows = [one for one in result.combinations if one.choices[choice] in options]
        assert len(rows) == int(count or 1)
        counts = Counter(one.outcome for one in rows)
        parts = [re.fullmatch(r"(.*?)(?: \((\d+)\))?", part).groups() for part in ways.lower().split(" or ")]
        assert {outcome: int(many or len(rows)) for outcome, many in parts} == counts
        told |= {(choice, option) for option in options}
    rest = {choice for choice in groups if choice not in {choice for choice, _ in told}}
    assert told == {(choice, option) for choice in groups if choice not in rest for option in groups[choice]}
    for choice in rest:
        kinds = {
            frozenset(o.outcome for o in result.combinations if o.choices[choice] == one) for one in groups[choice]
        }
        assert len(kinds) == 1
        assert re.search(rf"with every option of [^.]*\b{choice}\b", chart.alt)


def test_the_words_of_a_chart(charts):
    alt = charts["usual_price"].alt
    assert "96 combinations" in alt
    assert "holds in 48, strained in 24, fails in 24" in alt
    assert "Holds in all 48 with mix: “like the metal in use” or “like it, loads alike”." in alt
    assert "Strained (24) or fails (24) in all 48 with mix: “like a large transformer” or “any mix alike”." in alt
    assert alt.endswith("Each outcome occurs with every option of departure and hedge width.")
    assert Outcome.THROUGH_ROUNDING.capitalize() in charts["the_oil"].alt


def test_the_words_follow_the_case(cases):
    case, _ = cases["usual_load"]
    changed = room.specifications(case.with_(trucks="40 truck"), "usual_load")
    assert "The stated 62.5 tonne/truck" in changed.alt
    assert f"fails in {(changed.data[OUTCOME] == 'fails').sum()}" in changed.alt
    assert changed.data[STATED].unique().tolist() == [62.5]


def test_ends_of_all_combinations_are_in_the_words(charts):
    assert "middles 0.578 to 0.711, upper ends 0.865 to 1.45." in charts["usual_load"].alt
    assert "lower ends 0.0254 to 0.565 (none in 2)." in charts["at least"].alt
    assert "multiples of what is stated: no ends." in charts["never"].alt


def test_the_sources_are_those_of_every_option(charts):
    assert "Copper Development Association" in charts["usual_price"].source  # only the mix of a transformer rests on it
    assert "Ely Enterprises" in charts["usual_price"].source  # only the yard
    assert "; own calculation, check usual_price of the case raqqa-2017." in charts["usual_price"].source
    assert all("Simonsohn" in chart.source for chart in charts.values())


# Print


def test_same_bytes_twice(chart):
    assert chart.svg() == chart.svg()
    assert chart.pdf() == chart.pdf()


ALONE = """
import hashlib
from weighbridge import charts, open_case
case = open_case("raqqa-2017")
for check in ("usual_price", "usual_load"):
    chart = charts.specifications(case, check)
    print(hashlib.sha256(chart.svg().encode() + chart.pdf() + chart.alt.encode()).hexdigest())
"""


def test_same_bytes_in_another_process():
    def run(seed):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", ALONE]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    first = run("1")
    assert len(first.split()) == 2
    assert run("2") == first


def test_nothing_is_cut_off_and_no_text_lies_on_another(chart):
    figure = rendered(chart)
    boxes = [(text, text.get_window_extent().padded(-1)) for text in texts(figure)]
    page = figure.bbox
    assert [text for text, box in boxes if not (page.x0 <= box.x0 and box.x1 <= page.x1)] == []
    assert [text for text, box in boxes if not (page.y0 <= box.y0 and box.y1 <= page.y1)] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(boxes, 2) if a.overlaps(b)] == []


def test_labels_do_not_reach_into_the_panels(chart):
    figure = rendered(chart)
    for axes in figure.axes[1:]:
        assert all(text.get_window_extent().x1 < axes.bbox.x0 for text in axes.texts if text.get_ha() == "right")


def test_the_type_is_large_enough_and_the_width_is_that_of_a_column(chart):
    assert min(text.get_fontsize() for text in texts(rendered(chart))) >= style.TEXT
    assert chart.size[0] == style.COLUMN
    assert chart.size[1] < 240, "it would not fit on a page"


def test_marks_of_96_columns_stay_apart_from_those_of_the_next_row(charts):
    figure = charts["usual_price"].figure()
    sizes = {line.get_markersize() for line in figure.axes[1].lines if ": " in str(line.get_gid())}
    assert max(sizes) * style.INCH / 72 < style.LINE / 2
    assert min(sizes) > 1.5


def test_save_writes_what_is_plotted(charts, tmp_path):
    chart = charts["usual_load"]
    assert chart.name == "raqqa-2017-usual-load-specifications"
    paths = {path.suffix: path for path in chart.save(tmp_path)}
    back = pd.read_csv(paths[".csv"])
    assert list(back.columns) == list(chart.data.columns)
    numbers = chart.data.select_dtypes("number").columns
    pd.testing.assert_frame_equal(back[numbers], chart.data[numbers], check_dtype=False, rtol=1e-12)
    assert list(back["convoys"]) == list(chart.data["convoys"])
    assert paths[".svg"].read_text(encoding="utf-8") == chart.svg()


def test_a_check_that_is_not_there(cases):
    with pytest.raises(ModelError, match="there is no check `usual_pric`; did you mean"):
        room.specifications(cases["usual_price"][0], "usual_pric")
