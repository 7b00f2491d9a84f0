"""The specification curve: what is drawn is the result, whatever ends it has, and the words say what is drawn."""

import itertools
import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from weighbridge import charts
from weighbridge.answers import BADGES
from weighbridge.charts import style, ways
from weighbridge.charts.specifications import ENDS, FROM, LOOKS, MIDDLE, NEVER, OUTCOME, STATED, TO, WRITTEN
from weighbridge.checks.results import OUTCOMES, Outcome
from weighbridge.graph.model import ModelError
from weighbridge.report import tables
from weighbridge.verdict import distinct


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


def shown(one):
    """The choices with more than one option that counts."""
    names, choices = one.result.reference.choices, one.case.model.choices
    return {name: choices[name].counting for name in names if len(choices[name].counting) > 1}


# What is plotted is the result


def test_the_data_are_those_of_the_ledger(curves):
    for one in curves.values():
        rows = tables.specification_rows(one.result.combinations)
        assert list(one.data["rank"]) == [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
        for column in (*ENDS, OUTCOME, *shown(one)):
            called = column if column in rows[0] else f"{column} (choice)"  # one that is named like another column
            expected = [row[called] for row in rows]
            assert [value if known_or_text(value) else None for value in one.data[column]] == expected


def known_or_text(value):
    return isinstance(value, str) or known(value)


def test_lines_and_middles_are_the_reach_of_each_combination(curves):
    for one in curves.values():
        axes = one.figure.axes[0]
        low, high = axes.get_ylim()
        expected, middles = [], []
        for row in tables.specification_rows(one.result.combinations):
            start, stop = (row[end] if known(row[end]) else edge for end, edge in ((FROM, low), (TO, high)))
            spans = [(start, stop)] if start <= stop else [(low, stop), (start, high)]
            expected += [(row["rank"], *span, row[OUTCOME]) for span in spans]
            middles += [(row["rank"], row[MIDDLE])] if known(row[MIDDLE]) else []
        never = set(one.data.loc[one.data[NEVER], "rank"])
        assert drawn(axes) == sorted(line for line in expected if line[0] not in never)
        found = [mark for outcome in OUTCOMES for mark in marks(axes, f"{outcome}, middle")]
        assert sorted(mark for mark in found if np.isfinite(mark[1])) == middles


def test_the_order_is_that_of_how_much_the_stated_value_could_be(curves):
    for name in ("usual_price", "usual_load", "some_mix"):
        assert curves[name].data[TO].is_monotonic_increasing


def test_all_figures_are_within_the_axis_and_so_is_what_is_stated(curves):
    for one in curves.values():
        low, high = one.figure.axes[0].get_ylim()
        figures = pd.concat([one.data[end].dropna() for end in ENDS] + [pd.Series([1.0])])
        assert low < figures.min() <= figures.max() < high
        assert low > 0 or figures.min() <= 0 or one.figure.axes[0].get_yscale() == "linear"


def test_an_open_end_runs_to_the_edge_with_an_arrow(curves):
    for name, end, place in (("usual_load", FROM, 0), ("can_carry", FROM, 0), ("at least", TO, 1)):
        axes = curves[name].figure.axes[0]
        edge = axes.get_ylim()[place]
        arrows = [mark for outcome in OUTCOMES for mark in marks(axes, f"{outcome}, runs on") if mark[1] == edge]
        rows = curves[name].data
        assert sorted(arrows) == [(rank, edge) for rank in rows.loc[rows[end].isna() & ~rows[NEVER], "rank"]]
        assert arrows
        heads = {
            str(line.get_marker()) for line in axes.lines if "runs on" in str(line.get_gid()) and len(line.get_xdata())
        }
        assert heads == {"v^"[place]} if name != "at least" else {"v", "^"}
    closed = curves["usual_price"].figure.axes[0]
    assert [mark for outcome in OUTCOMES for mark in marks(closed, f"{outcome}, runs on")] == []


def test_what_has_no_ends_holds_everywhere_or_nowhere(curves):
    never, always = curves["never"], curves["at least"]
    assert never.data[NEVER].all()
    assert drawn(never.figure.axes[0]) == []
    rows = always.data[always.data["how"].str.startswith("below zero")]
    assert rows[[FROM, TO]].isna().all(axis=None)
    assert not rows[NEVER].any()
    whole = always.figure.axes[0].get_ylim()
    assert [line[1:3] for line in drawn(always.figure.axes[0]) if line[0] in set(rows["rank"])] == [whole, whole]


def test_a_gap_between_what_whole_things_give_stays_open(curves):
    data, axes = curves["a gap"].data, curves["a gap"].figure.axes[0]
    rows = list(data[data[FROM] > data[TO]].itertuples())
    assert len(rows) == 2  # the width of hedges makes no difference
    low, high = axes.get_ylim()
    for row in rows:
        lines = [line[1:3] for line in drawn(axes) if line[0] == row.rank]
        assert lines == [(low, data[TO][row.Index]), (data[FROM][row.Index], high)]
        assert lines[0][1] < 1 < lines[1][0]


def test_what_is_stated_is_a_line_at_one(curves):
    for one in curves.values():
        assert [list(line.get_ydata()) for line in one.figure.axes[0].lines if line.get_linewidth() == 1.2] == [
            [1.0, 1.0]
        ]


def test_wide_spreads_are_on_a_log_axis(curves):
    scales = {name: chart.figure.axes[0].get_yscale() for name, chart in curves.items()}
    assert {name for name, scale in scales.items() if scale == "log"} == {
        *("usual_price", "usual_load", "some_mix", "cannot tell", "a range", "far away", "at least")
    }


# The scale in the stated unit


def labels(chart):
    return {tick: text.get_text() for tick, text in zip(chart.figure.axes[0].get_yticks(), ticks(chart), strict=True)}


def ticks(chart):
    return chart.figure.axes[0].get_yticklabels()


@pytest.mark.parametrize(
    ("name", "stated", "unit"),
    [
        ("usual_price", "1 (300)", "(US dollars a tonne), log scale"),
        ("usual_load", "1 (50)", "(tonnes a truck), log scale"),
        ("the_oil", "1 (30)", "(percent)"),
        ("millions", "1 (1.5 million)", "(trucks a year)"),
    ],
)
def test_multiples_are_told_in_the_stated_unit_too(curves, name, stated, unit):
    assert labels(curves[name])[1.0] == stated
    assert curves[name].figure.axes[0].get_ylabel() == f"times what is stated\n{unit}"


def in_figures(text):
    """A number as it is written on an axis."""
    figure, _, size = text.replace(",", "").partition(" ")
    return float(figure) * {"": 1, "million": 1e6}[size]


def test_the_values_at_the_ticks_are_multiples_of_the_stated_value(curves):
    for name in ("usual_price", "usual_load", "can_carry", "the_oil", "millions"):
        for tick, label in labels(curves[name]).items():
            times, value = map(in_figures, re.fullmatch(r"(.+) \((.+)\)", label).groups())
            assert times == pytest.approx(tick, rel=1e-3)
            assert value == pytest.approx(tick * curves[name].data[STATED][0], rel=1e-3)


@pytest.mark.parametrize(
    ("name", "said"), [("a range", "$200 to $600 a barrel"), ("two readings", "2,500 tonnes, or as read otherwise")]
)
def test_where_no_single_number_is_stated_there_are_multiples_only(curves, name, said):
    assert curves[name].data[STATED].isna().all()
    assert {"(" in label for label in labels(curves[name]).values()} == {False}
    (legend,) = curves[name].figure.legends
    assert legend.get_texts()[0].get_text() == f"as stated: {said}"


# What was chosen


def test_every_option_that_counts_has_a_row_and_every_combination_its_marks(curves):
    for one in curves.values():
        groups = shown(one)
        if not groups:
            assert len(one.figure.axes) == 1
            return
        axes = one.figure.axes[1]
        rows = {f"{choice}: {option}" for choice, options in groups.items() for option in options}
        outcomes = {f"outcome: {outcome}" for outcome in one.data[OUTCOME]}
        assert {line.get_gid() for line in axes.lines if ": " in str(line.get_gid())} == rows | outcomes
        heights = set()
        for choice, option in (row.split(": ", 1) for row in rows | outcomes):
            places = marks(axes, f"{choice}: {option}")
            assert [x for x, _ in places] == list(one.data.loc[one.data[choice] == option, "rank"])
            heights |= {y for _, y in places}
        assert len(heights) == len(rows | outcomes)


def test_rows_stand_in_the_order_of_the_case(curves):
    axes = curves["usual_price"].figure.axes[1]
    said = [
        " ".join(text.get_text().split("\n")) for text in sorted(axes.texts, key=lambda text: text.get_position()[1])
    ]
    model = curves["usual_price"].case.model
    names = ("money", "market", "mix", "departure", "hedge width", "shape")
    wanted = [line for name in names for line in (name, *model.choices[name].counting)]
    assert said == ["verdict", "fits (90)", "unlikely (18)", "does not fit (108)", *wanted]


def test_an_option_that_is_ruled_out_has_no_row(curves):
    said = {text.get_text() for text in curves["usual_price"].figure.axes[1].texts}
    out = {"like a large transformer", "9 February 2017", "of_each_truck"}
    options = {option for choice in curves["usual_price"].case.model.choices.values() for option in choice.options}
    assert out <= options
    assert said.isdisjoint(out)


def test_what_is_ruled_out_or_settled_has_no_row(curves):
    said = {text.get_text() for text in curves["usual_price"].figure.axes[1].texts}
    assert said.isdisjoint({"mass", "short", "of_each_truck", "convoys"})
    assert set(curves["usual_price"].data.columns).isdisjoint({"mass", "convoys"})


def test_the_case_as_written_is_marked(curves):
    for one in curves.values():
        case = one.case
        (mine,) = one.data[one.data[WRITTEN]].to_dict("records")
        figure = one.figure
        if len(figure.axes) == 1:
            return
        groups = [column for column in one.data.columns if column in case.choices]
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


def test_under_another_option_another_column_is_marked(curves):
    case, check = curves["usual_price"].case, "usual_price"
    data = charts.specification_curve(case.under(market="yard"), check).data
    assert data.loc[data[WRITTEN], "market"].tolist() == ["yard"]
    assert len(data) == 2 * 3 * 2 * 3 * 2 * 3  # readings, markets, mixes and days that count, widths, shapes


# Without colours


def test_outcomes_differ_in_mark_and_line_and_not_in_colour_alone():
    assert set(LOOKS) == set(OUTCOMES)
    for part in range(3):
        assert len({str(looks[part]) for looks in LOOKS.values()}) == len(LOOKS)
    # Those that most often stand beside each other differ in a grey copy too.
    grey = {outcome: np.dot(to_rgb(colour), (0.299, 0.587, 0.114)) for outcome, (colour, *_) in LOOKS.items()}
    for one, other in itertools.pairwise(sorted(("holds", "strained", "fails"), key=grey.get)):
        assert grey[other] - grey[one] > 0.1


def test_cannot_tell_is_hollow(curves):
    axes = curves["some_mix"].figure.axes[1]
    faces = {line.get_markerfacecolor() for line in axes.lines if line.get_gid() == f"outcome: {Outcome.CANNOT_TELL}"}
    assert faces == {"white"}


def test_one_combination_needs_no_rows_and_has_its_outcome_in_the_legend(curves):
    chart = curves["nothing to choose"]
    assert len(chart.data) == len(chart.figure.axes) == 1
    (legend,) = chart.figure.legends
    assert [text.get_text() for text in legend.get_texts()][-1] == str(BADGES[chart.data[OUTCOME][0]])


# Words


def test_the_words_count_the_outcomes(curves):
    for one in curves.values():
        counts = Counter(each.outcome for each in one.result.combinations)
        told = ", ".join(f"{outcome} in {counts[outcome]}" for outcome in OUTCOMES if outcome in counts)
        many = len(one.result.combinations)
        several = "combinations" if many > 1 else "combination"
        unlike = len(distinct(one.result.combinations))
        differ = f", {unlike} of which differ in what is compared" if unlike < many else ""
        assert one.chart.description.startswith(
            f"Specification curve of {many} {several} of fair choices{differ}, in the "
        )
        assert f": {told}. The case as we read it, number " in one.chart.description
        assert one.result.reference.sentence in one.chart.description


GOES = re.compile(r"([A-Z][^.:]*?) in (?:all (\d+)|the one) with ([^:]+): (“.*?”)\.(?= |$)")


def test_the_words_tell_what_goes_with_each_option(curves):
    """Every sentence about options is held against the combinations, and every option is spoken of."""
    for one in curves.values():
        groups, told = shown(one), set()
        for said, count, choice, names in GOES.findall(one.chart.description):
            options = re.findall("“(.*?)”", names)
            rows = [each for each in one.result.combinations if each.choices[choice] in options]
            assert len(rows) == int(count or 1)
            counts = Counter(each.outcome for each in rows)
            parts = [re.fullmatch(r"(.*?)(?: \((\d+)\))?", part).groups() for part in said.lower().split(" or ")]
            assert {outcome: int(many or len(rows)) for outcome, many in parts} == counts
            told |= {(choice, option) for option in options}
        rest = {choice for choice in groups if choice not in {choice for choice, _ in told}}
        assert told == {(choice, option) for choice in groups if choice not in rest for option in groups[choice]}
        for choice in rest:
            kinds = {
                frozenset(o.outcome for o in one.result.combinations if o.choices[choice] == option)
                for option in groups[choice]
            }
            assert len(kinds) == 1
            assert re.search(rf"with every option of [^.]*\b{choice}\b", one.chart.description)


def test_the_words_of_a_chart(curves):
    said = curves["usual_price"].chart.description
    assert "216 combinations" in said
    assert "holds in 90, strained in 18, fails in 108" in said
    assert "Holds (90) or strained (18) in all 108 with mix: “like the metal in use”." in said
    assert "Fails in all 108 with mix: “like Iraqi scrap in Jordan”." in said
    assert said.endswith("Each outcome occurs with every option of departure, hedge width and shape.")
    assert Outcome.THROUGH_ROUNDING.capitalize() in curves["millions"].chart.description


def test_the_title_says_in_how_many_ways_the_number_fits(curves):
    for one in curves.values():
        assert one.chart.title == ways.headline(one.result, one.case.model.names)
        written = BADGES[one.result.combinations[0].outcome]
        assert one.chart.alt == f"{one.chart.title}. As we read it: {written}."


def test_the_words_follow_the_case(curves):
    case = curves["usual_load"].case
    changed = charts.specification_curve(case.with_(trucks="40 truck"), "usual_load")
    assert "62.5 tonnes a truck" in changed.description
    assert f"fails in {(changed.data[OUTCOME] == 'fails').sum()}" in changed.description
    assert changed.data[STATED].unique().tolist() == [62.5]


def test_ends_of_all_combinations_are_in_the_words(curves):
    assert "middles 0.300 to 0.797, upper ends 0.77 to 1.54." in curves["usual_load"].chart.description
    assert "lower ends 0.0254 to 0.5651 (none in 2)." in curves["at least"].chart.description
    assert "multiples of what is stated: no ends." in curves["never"].chart.description


def test_the_sources_are_those_of_every_option(curves):
    assert "Asharq al-Awsat" in curves["usual_price"].chart.source  # only the mix of scrap in Jordan
    assert "Ely Enterprises" in curves["usual_price"].chart.source  # only the yard
    assert "; own calculation." in curves["usual_price"].chart.source
    assert all("Simonsohn" in chart.chart.source for chart in curves.values())


# Print


def test_labels_do_not_reach_into_the_panels(curves):
    for one in curves.values():
        for axes in one.figure.axes[1:]:
            assert all(text.get_window_extent().x1 < axes.bbox.x0 for text in axes.texts if text.get_ha() == "right")


def test_marks_of_216_columns_stay_apart_from_those_of_the_next_row_and_fill_their_column(curves):
    figure, columns = curves["usual_price"].figure, len(curves["usual_price"].data)
    sizes = {line.get_markersize() for line in figure.axes[1].lines if ": " in str(line.get_gid())}
    assert max(sizes) * style.INCH / 72 < style.LINE / 2
    wide = figure.axes[1].get_position().width * figure.get_size_inches()[0] * style.INCH
    assert columns == 216
    assert min(sizes) * style.INCH / 72 > wide / columns


def test_a_check_that_is_not_there(curves):
    with pytest.raises(ModelError, match="there is no check `usual_pric`; did you mean"):
        charts.specification_curve(curves["usual_price"].case, "usual_pric")
