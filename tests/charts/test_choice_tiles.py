"""Tiles: what stands in each is recounted from the combinations, and everything has room at both widths."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from paper import drawn, faults, texts

from weighbridge.answers import BADGES, Badge
from weighbridge.charts import choice_tiles, ways
from weighbridge.charts.chart import named
from weighbridge.charts.style import LOOKS
from weighbridge.charts.tiles import MOST, WRITTEN
from weighbridge.verdict import Collapse, distinct, settled

CASES = ("raqqa-2017", "ihs-2016", "azernews-trucks", "oil-2015")
WIDTHS = (85.0, 175.0)


@pytest.fixture(scope="module")
def tiles(opened):
    """The tiles of every check of every case."""
    names = [(name, check) for name in CASES for check in opened(name).model.checks]
    return {(name, check): choice_tiles(opened(name), check) for name, check in names}


def recounted(case, result, row, column):
    """The verdicts of all ways that differ whose options have these labels."""
    names, found = case.model.names, []
    for one in settled(result.combinations):
        labels = {ways.option(names, choice, option) for choice, option in one.choices.items()}
        parts = [{one for one in labels if one in label} for label in (row, column) if label]
        if all(parts):
            found.append(one)
    return Counter(str(BADGES[one.outcome]) for one in distinct(found))


def test_each_tile_holds_the_verdicts_of_its_combinations(tiles, opened, verified):
    for (name, check), chart in tiles.items():
        result = verified(name)[check]
        assert chart.data["ways"].sum() >= len(distinct(result.combinations))  # one way may stand under several options
        assert chart.data["tile"].nunique() <= MOST
        for (row, column), rows in chart.data.groupby(["row", "column"]):
            shown = dict(zip(rows["verdict"], rows["ways"], strict=True))
            assert shown == recounted(opened(name), result, row, column)
            assert set(rows["of"]) == {sum(shown.values())}


def test_the_case_as_written_is_outlined_and_in_its_tile(tiles, opened, verified):
    for (name, check), chart in tiles.items():
        result, names = verified(name)[check], opened(name).model.names
        (mine,) = {tuple(row) for row in chart.data[chart.data[WRITTEN]][["row", "column"]].itertuples(index=False)}
        labels = {ways.option(names, choice, option) for choice, option in result.combinations[0].choices.items()}
        assert {label for label in mine if label} <= labels
        badge = str(BADGES[result.combinations[0].outcome])
        assert badge in set(chart.data[chart.data[WRITTEN]]["verdict"])
        assert chart.alt.endswith(f"As we read it: {badge}.")
        figure = chart.figure(85.0)
        (outline,) = [patch for patch in figure.axes[0].patches if patch.get_gid() == named(WRITTEN)]
        (first,) = [patch for patch in figure.axes[0].patches if patch.get_gid() == "tile-0"]
        assert outline.get_bbox().bounds == first.get_bbox().bounds


def test_a_tile_is_filled_by_its_verdict_and_one_that_is_split_in_proportion(tiles):
    chart = tiles["raqqa-2017", "usual_price"]
    patches = {patch.get_gid(): patch for patch in chart.figure(175.0).axes[0].patches}
    for tile, rows in chart.data.groupby("tile"):
        patch = patches[f"tile-{tile}"]
        fill = LOOKS[Badge(rows["verdict"].iloc[0])][0] if len(rows) == 1 else "#ffffff"
        assert to_hex(patch) == fill.lower()
        if len(rows) > 1:
            strips = {text: patches[named(f"tile-{tile}", text)].get_width() for text in rows["verdict"]}
            whole = patch.get_width()
            assert strips == pytest.approx(dict(zip(rows["verdict"], whole * rows["ways"] / rows["of"], strict=True)))


def to_hex(patch):
    return "#" + "".join(f"{round(255 * part):02x}" for part in patch.get_facecolor()[:3])


def test_words_and_shapes_stand_in_the_tiles(tiles):
    for chart in tiles.values():
        for width in WIDTHS:
            said = " ".join(text.get_text() for text in texts(drawn(chart, width)))
            for badge in map(Badge, set(chart.data["verdict"])):
                assert badge.mark in said
                assert set(str(badge).split()) <= set(re.split(r"[ :]", said))


def test_only_what_matters_is_drawn_and_the_rest_is_said(tiles, opened, verified):
    price, names = tiles["raqqa-2017", "usual_price"], opened("raqqa-2017").model.names
    collapse = Collapse(settled(verified("raqqa-2017")["usual_price"].combinations))
    assert len(price.data["tile"].unique()) < len(collapse.combinations)
    idle = price.description.split(" nothing.")[0].rsplit(". ", 1)[-1].lower()
    assert collapse.idle
    assert [one for one in collapse.idle if names.choice(one).lower() not in idle] == []
    drawn = {one.choice for one in collapse.best(2)}
    for one in collapse.mattering:
        if one.choice not in drawn:
            assert re.search(
                rf"{re.escape(names.choice(one.choice))}.* in {one.changes} of {one.settings} ways", price.description
            )
    assert "not counted" in price.description


def test_the_title_is_that_of_the_ways(tiles, opened, verified):
    for (name, check), chart in tiles.items():
        assert chart.title == ways.headline(verified(name)[check], opened(name).model.names)
        assert chart.alt.startswith(chart.title)


def test_same_bytes_twice(opened):
    charts = [choice_tiles(opened("raqqa-2017"), "usual_load") for _ in range(2)]
    assert charts[0].svg(85.0) == charts[1].svg(85.0)
    assert charts[0].png(175.0) == charts[1].png(175.0)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_and_no_text_lies_on_another(tiles, width):
    assert {key: found for key, chart in tiles.items() if (found := faults(chart, width))} == {}


# Names as long as forty letters, with and without a place to break, and more options than a row has room for.

HEAD = """\
title: Names
article: {title: A, url: "https://example.org", language: en}
claims:
  heap: {quote: {exact: x}, value: 34 tonne}
assumptions:
  one_load: {of: it, reason: r, uniform: {low: 20 tonne, high: 60 tonne}}
  other_load: {of: it, reason: r, uniform: {low: 0 tonne, high: 0.001 tonne}}
formulas: {both: {expression: one_load + other_load, unit: tonne, of: both}}
checks: {asked: {question: Is it so?, kind: typical, stated: heap, at_most: both}}
alternatives:
"""
LONG = ("a name of exactly forty letters, it seems", "Donaudampfschifffahrtsgesellschaftskapitän", "with spaces " * 3)


def alternative(name, sets, count):
    """A choice of so many options, each with a long name of its own and setting its assumption."""
    lines = [f"  {name}:", "    question: Which?", "    options:"]
    for at in range(count):
        option = f"{LONG[at % 3].strip()[:38]} {at}"
        then = f", set: {{{sets}.high: {20 + 9 * at} tonne}}" if at else ""
        lines.append(f'      "{option}": {{reason: r, sources: [ferson-2015]{then}}}')
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("counts", [(2, 2), (3, 4), (5, 5), (6, 5), (9, 2), (8, 1)])
def test_long_names_and_many_options_have_room(make_case, counts, width):
    asked = zip(("one choice", "another"), ("one_load", "other_load"), counts, strict=True)
    text = "".join(alternative(*one) for one in asked if one[2] > 1)
    chart = choice_tiles(make_case(HEAD + text), "asked")
    assert faults(chart, width) == []
    assert drawn(chart, width).get_size_inches()[1] * 25.4 < 260, "it does not fit on a page"


HOSTILE = ("<script>alert(1)</script>", "=1+1", "$x^2$ and $y$", "\\u202eturned", "two\\nlines\\x07", "&amp; \\u200b")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_label_and_nothing_else(make_case, name):
    text = alternative("one choice", "one_load", 2).replace(f'"{LONG[1][:38]} 1"', '"other"')
    words = f'words: {{one choice: {{called: "{name}", options: {{other: "{name}"}}}}}}\n'
    chart = choice_tiles(make_case(HEAD.replace("alternatives:", words + "alternatives:") + text), "asked")
    assert chart.data["row"].nunique() == 2
    root = ElementTree.fromstring(chart.svg(85.0))
    assert {element.tag.rpartition("}")[2] for element in root.iter()}.isdisjoint({"script", "a", "foreignObject"})
    assert faults(chart, 85.0) == []
