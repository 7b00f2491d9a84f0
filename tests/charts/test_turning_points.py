"""Where a verdict turns: rules are those of the flips, and a second route sets each number and weighs the case anew."""

import re

import pytest
from matplotlib.colors import to_rgba
from paper import drawn, faults, texts

from weighbridge.answers import BADGES, Badge
from weighbridge.charts import turning_points
from weighbridge.charts.chart import named
from weighbridge.charts.style import LOOKS, PALEST
from weighbridge.charts.turns import MOST
from weighbridge.what_if import flips_of

WIDTHS = (85.0, 175.0)
CHECKS = ("usual_load", "usual_price")
SET = {  # what a person types for it
    "The heaviest average load in a convoy": "convoy_mean_load.high",
    "The share of the market price that is paid": "level",
    "How alike such mixes are": "shares.concentration",
}


@pytest.fixture(scope="module")
def rules(raqqa):
    return {check: turning_points(raqqa, check) for check in CHECKS}


def test_rules_are_every_judged_number_those_that_turn_it_first(rules, raqqa):
    """Against the flips of all numbers, moved as far as anybody would set them."""
    for check, chart in rules.items():
        moved = flips_of(raqqa.draws, check, raqqa.choices, raqqa.holdings.sources)
        judged = [one for one in moved if one.fair is not None]
        assert chart.data["rule"].nunique() == len(judged) <= MOST
        turns = chart.data.groupby("rule", sort=False)["differs"].any().tolist()
        assert turns == sorted(turns, reverse=True)
        assert sum(turns) == sum(bool(one.fair_turns) for one in judged)


def test_stretches_cover_the_fair_range_without_a_gap(rules, raqqa_result):
    for check, chart in rules.items():
        fair = {(one.value, *one.fair): one for one in raqqa_result[check].leans_on}
        for _, rows in chart.data.groupby("rule"):
            assert rows["to"].tolist()[:-1] == rows["from"].tolist()[1:]
            key = (rows["ours"].iloc[0], rows["from"].iloc[0], rows["to"].iloc[-1])
            if rows["differs"].any():
                assert rows["to"].tolist()[:-1] == [turn.at.value for turn in fair[key].fair_turns]


@pytest.mark.parametrize("check", CHECKS)
def test_set_to_the_middle_of_each_stretch_the_case_comes_out_as_drawn(rules, raqqa, check):
    rows = rules[check].data
    mine = str(BADGES[raqqa.verify()[check].combinations[0].outcome])
    for row in rows.to_dict("records"):
        assert row["differs"] == (row["verdict"] != mine)
        label = row["number"][0].upper() + row["number"][1:]
        if label in SET:
            unit = f" {row['unit']}" if row["unit"] else " one"
            changed = raqqa.with_({SET[label]: f"{(row['from'] + row['to']) / 2:.6g}{unit}"})
            assert str(BADGES[changed.verify()[check].reference.outcome]) == row["verdict"], row


def test_only_what_differs_is_coloured_and_ours_is_marked(rules):
    for chart in rules.values():
        for width in WIDTHS:
            axes = chart.figure(width).axes[0]
            bars = {patch.get_gid(): patch for patch in axes.patches if patch.get_gid()}
            for number, rows in chart.data.groupby("rule"):
                for at, row in enumerate(rows.itertuples()):
                    fill = LOOKS[Badge(row.verdict)][0] if row.differs else PALEST
                    assert bars[named("rule", str(number), str(at), row.verdict)].get_facecolor() == to_rgba(fill)
                (mark,) = [line for line in axes.lines if line.get_gid() == f"ours-{number}"]
                left = bars[named("rule", str(number), "0", rows["verdict"].iloc[0])].get_x()
                last = bars[named("rule", str(number), str(len(rows) - 1), rows["verdict"].iloc[-1])]
                ours, low, high = rows["ours"].iloc[0], rows["from"].iloc[0], rows["to"].iloc[-1]
                right = last.get_x() + last.get_width()
                place = left + (right - left) * (ours - low) / (high - low)
                assert mark.get_xdata()[0] == pytest.approx(place)


def test_titles_count_what_turns_and_name_what_turns_first(rules, raqqa_result):
    assert re.fullmatch(
        r"50 tonnes a truck fits while the heaviest average load in a convoy is above 56.5 tonnes a truck",
        rules["usual_load"].title,
    )
    leans = raqqa_result["usual_price"].leans_on
    judged = rules["usual_price"].data["rule"].nunique()
    assert (len(leans), judged) == (0, 3)
    title = "None of our three estimates could by itself change the verdict on $300 a tonne"
    assert rules["usual_price"].title == title
    for chart in rules.values():
        assert chart.alt.startswith(chart.title)
        assert len(chart.title.split()) <= 25


def test_every_verdict_that_differs_stands_in_words(rules):
    for chart in rules.values():
        for width in WIDTHS:
            said = " ".join(text.get_text() for text in texts(drawn(chart, width))).lower()
            for row in chart.data[chart.data["differs"]].itertuples():
                assert row.verdict in said


# Other cases: a range that nobody declared, ours at an end, more numbers than are drawn, long names.

HEAD = """\
title: Estimates
article: {title: A, url: "https://example.org", language: en}
claims: {heap: {quote: {exact: x}, value: 34 tonne}}
"""


def uniform(name, low, high, fair=""):
    ends = {"low": low, "high": high}
    parts = [
        f"{end}: {{value: {value} tonne, reason: r{fair if end == 'high' else ''}}}" for end, value in ends.items()
    ]
    return f"  {name}: {{of: {name.replace('_', ' ')}, uniform: {{{', '.join(parts)}}}}}\n"


def estimates(count, fair=""):
    """A case of several estimates whose sum is held against the stated number."""
    names = [f"estimate_number_{at}_of_which_the_name_is_long" for at in range(count)]
    laws = "".join(uniform(name, 20 / count, 60 / count, fair) for name in names)
    formula = f"formulas: {{total: {{expression: {' + '.join(names)}, unit: tonne, of: it}}}}\n"
    check = "checks: {asked: {question: Is it so?, kind: typical, stated: heap, at_most: total}}\n"
    return f"{HEAD}assumptions:\n{laws}{formula}{check}"


@pytest.mark.parametrize("count", [1, 2, 9])
@pytest.mark.parametrize("fair", ["", ", fair: {low: {value: 1 tonne, reason: r}, high: {value: 60 tonne, reason: r}}"])
def test_any_case_has_its_rules(make_case, count, fair):
    if fair and count == 9:
        fair = fair.replace("1 tonne", "2.5 tonne")
    chart = turning_points(make_case(estimates(count, fair)), "asked")
    rows = chart.data
    assert rows["rule"].nunique() == min(2 * count, MOST)
    undeclared = rows["number"].str.endswith("(half to twice ours)").any()
    assert undeclared, "the lower ends have no declared range"
    assert ("not drawn" in chart.description) == (2 * count > MOST)
    for width in WIDTHS:
        assert faults(chart, width) == []


def test_a_check_without_a_judged_number_has_no_rule(ihs):
    with pytest.raises(ValueError, match="`the_revenue` rests on no judged number"):
        turning_points(ihs, "the_revenue")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_and_no_text_lies_on_another(rules, width):
    assert {check: found for check, chart in rules.items() if (found := faults(chart, width))} == {}


def test_same_bytes_twice(raqqa, rules):
    assert turning_points(raqqa, "usual_load").svg(85.0) == rules["usual_load"].svg(85.0)
