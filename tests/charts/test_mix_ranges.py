"""Ranges of the parts of a mix: bars are those of the findings, and a title claims no more than these."""

import math
import re

import pytest
from paper import drawn, faults

from weighbridge.charts import mix_ranges
from weighbridge.charts.mixes import MOST, MOVES

WIDTHS = (85.0, 175.0)


@pytest.fixture(scope="module")
def chart(raqqa):
    return mix_ranges(raqqa, "some_mix")


def extent(finding):
    return {part: (100 * low, 100 * high) for part, (low, high) in finding.region.extent.items()}


def test_bars_are_the_extents_of_the_findings(chart, raqqa_result):
    findings = {f.choices[f.changed] if f.changed else None: f for f in raqqa_result["some_mix"].findings}
    for option, block in zip((None, "proceeds", "yard", "yard with cable"), chart.data.groupby("block"), strict=True):
        rows = block[1].set_index("part")
        assert rows["as written"].all() == (option is None)
        for part, ends in extent(findings[option]).items():
            assert tuple(rows.loc[part, ["low", "high"]]) == pytest.approx(ends, abs=1e-3)


def test_bars_stand_where_the_data_say(chart):
    for width in WIDTHS:
        axes = chart.figure(width).axes[0]
        bars = {patch.get_gid(): patch for patch in axes.patches if patch.get_gid()}
        rows = chart.data.to_dict("records")
        assert len(bars) == len(rows)
        left, right = (
            bars["bar-1-aluminium"].get_x(),
            bars["bar-1-aluminium"].get_x() + bars["bar-1-aluminium"].get_width(),
        )
        for row in rows:  # what is paid on the spot allows any share of aluminium: that bar is the whole scale
            bar, scale = bars[f"bar-{row['block']}-{row['part']}"], (right - left) / 100
            assert bar.get_x() + bar.get_width() == pytest.approx(left + scale * row["high"], abs=0.5)
            assert bar.get_width() == pytest.approx(max(scale * (row["high"] - row["low"]), 0.5), abs=1e-6)


def test_the_title_is_the_greatest_lower_end_rounded_down(chart, raqqa_result):
    least, part = re.search(r"at least (\d+)% (\w+)", chart.title).groups()
    ends = extent(raqqa_result["some_mix"].reference)
    assert int(least) == math.floor(ends[part][0])
    assert ends[part][0] == max(low for low, _ in ends.values())
    assert chart.title.endswith("if the value of the load is meant and the metal is sold at a port")
    assert chart.alt.startswith(chart.title)


def test_choices_that_move_little_are_named_with_how_much(chart, raqqa_result):
    written = extent(raqqa_result["some_mix"].reference)
    for choice, name in (("hedge width", "how far the article's words stretch"), ("departure", "the day")):
        moves = [
            abs(a - b)
            for finding in raqqa_result["some_mix"].findings
            if finding.changed == choice and not finding.ruled_out
            for part in written
            for a, b in zip(written[part], extent(finding)[part], strict=True)
        ]
        assert max(moves) < MOVES
        points = math.ceil(max(moves))
        assert re.search(rf"(?i){name}(?: moves an end by at most| by) {points} percentage point", chart.description)
    assert "The mix of metals" not in chart.description


# Other cases: of two parts and of seven, with long names; without a lower end; without a mix.

HEAD = """\
title: Parts
article: {title: A, url: "https://example.org", language: en}
claims: {price: {quote: {exact: x}, value: PRICE USD/tonne}}
assumptions:
  dear: {of: it, reason: r, uniform: {low: 900 USD/tonne, high: 1100 USD/tonne}}
  cheap: {of: it, reason: r, uniform: {low: 90 USD/tonne, high: 110 USD/tonne}}
  blend: {of: a blend, reason: r, composition: {parts: {PARTS}}}
formulas: {worth: {expression: FORMULA, unit: USD/tonne, of: a blend}}
checks: {asked: {question: Which?, kind: reachable, stated: price, equals: worth, by: blend}}
"""
TWO = ("gold", "sand")
SEVEN = ("an_ore_with_a_name_of_exactly_40_letters", "b", "c", "d", "e", "f", "Donaudampfschifffahrtskapitaenspatent")


def blend(parts, price):
    """A case of a mix of which the first part is dear and the others are cheap."""
    formula = " + ".join(f"blend.{part} * {'cheap' if at else 'dear'}" for at, part in enumerate(parts))
    listed = ", ".join(f"{part}: {{}}" for part in parts)
    return HEAD.replace("PARTS", listed).replace("FORMULA", formula).replace("PRICE", str(price))


@pytest.mark.parametrize(
    ("parts", "price", "title"),
    [
        (TWO, "800", r"\$800 a tonne takes at least 6\d% gold"),
        (TWO, "200", r"\$200 a tonne takes at least 8\d% sand"),
        (SEVEN, "800", r"\$800 a tonne takes at least 6\d% an ore with a name of exactly 40 letters"),
        (SEVEN, "200", r"\$200 a tonne takes at least \d% an ore with a name of exactly 40 letters"),
        (SEVEN, "100", r"\$100 a tonne leaves room for at most \d% an ore with a name of exactly 40 letters"),
        (TWO, "5000", r"No mix gives \$5,000 a tonne"),
    ],
)
def test_any_number_of_parts(make_case, parts, price, title):
    chart = mix_ranges(make_case(blend(parts, price)), "asked")
    assert re.fullmatch(title, chart.title)
    assert len(chart.data) == (1 if title.startswith("No mix") else len(parts)) <= MOST
    for width in WIDTHS:
        assert faults(chart, width) == []


def test_a_check_that_asks_for_no_mix_has_no_ranges(raqqa):
    with pytest.raises(ValueError, match="`can_carry` is of the kind `possible`"):
        mix_ranges(raqqa, "can_carry")


def test_an_option_without_any_mix_says_so(raqqa):
    chart = mix_ranges(raqqa.with_(money="of_each_truck"), "some_mix")
    assert chart.title.startswith("No mix gives")
    assert "no mix at all" in chart.description
    assert faults(chart, 85.0) == faults(chart, 175.0) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_and_no_text_lies_on_another(chart, width):
    assert faults(chart, width) == []
    assert drawn(chart, width).get_size_inches()[0] * 25.4 == pytest.approx(width)


def test_same_bytes_twice(raqqa, chart):
    assert mix_ranges(raqqa, "some_mix").svg(85.0) == chart.svg(85.0)
