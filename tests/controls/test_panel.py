"""The panel in a notebook: what moves with it, what it says of a setting that can't be, and the table beside it."""

import asyncio
import dataclasses
import re
import sys

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_output
from notebooks import WithoutWidgets

from weighbridge import CaseError, open_case, panel
from weighbridge.answers import BADGES
from weighbridge.base import RemediedError
from weighbridge.controls.twin import Twin
from weighbridge.controls.view import UNCHANGED
from weighbridge.controls.widget import AT_ONCE, PAUSE, WIDGET, LivePanel, Panel
from weighbridge.report import CHANGED


@pytest.fixture(scope="module")
def shown():
    """The panel on the load of a truck."""
    return panel(open_case("raqqa-2017"), "usual_load")


@pytest.fixture
def live(shown):
    """Its widgets, at the start."""
    return LivePanel(shown.controls)


def words(widget):
    """What an HTML widget says."""
    soup = BeautifulSoup(widget.value, "html.parser")
    for style in soup.select("style"):
        style.decompose()
    return " ".join(soup.get_text(" ").split())


def slider(live, name):
    """The slider of a number, and the list of its values."""
    place = [one.name for one in live.controls.controls].index(name)
    return live.rows[place].box.children[1], live.rows[place].box.children[0]


def test_a_slider_moves_answer_chart_and_list(live, shown):
    trucks, listed = slider(live, "trucks")
    chart = BeautifulSoup(live.answer.value, "html.parser").select_one("svg.strip")
    trucks.index = [label for label, _ in trucks.options].index("40 trucks")
    said = shown.controls.base.with_(trucks="40 truck").verify()["usual_load"]
    assert said.answer.headline in words(live.answer)
    assert said.figures.ways.lower() in words(live.answer).lower()
    assert listed.label == "40 trucks"
    now = BeautifulSoup(live.answer.value, "html.parser").select_one("svg.strip")
    sides = said.figures.stated.text, said.figures.computed.text
    assert now["aria-label"] == "These numbers give: {}. Compared with: {}.".format(*sides)
    assert float(now.select_one("line.drop")["x1"][:-1]) > float(chart.select_one("line.drop")["x1"][:-1])


def test_what_was_moved_is_never_shown_as_our_answer_on_the_article(live):
    trucks, _ = slider(live, "trucks")
    assert UNCHANGED in words(live.answer)
    trucks.index = 0
    assert CHANGED in words(live.answer)
    assert UNCHANGED not in words(live.answer)
    live.reset.click()
    assert UNCHANGED in words(live.answer)


def test_a_list_moves_its_slider(live):
    trucks, listed = slider(live, "trucks")
    listed.index = 0
    assert trucks.index == 0
    assert live.setting[[one.name for one in live.controls.controls].index("trucks")] == 0


def test_reset_puts_everything_back_and_says_what_the_case_says(live, shown):
    begin = live.answer.value
    for row in live.rows:
        row.box.children[0].index = len(row.box.children[0].options) - 1
    assert live.answer.value != begin
    live.reset.click()
    assert (live.setting, live.answer.value) == (shown.controls.start, begin)
    assert [row.place for row in live.rows] == list(shown.controls.start)


def test_what_is_copied_is_the_setting_and_goes_when_it_is_moved_on(live):
    trucks, _ = slider(live, "trucks")
    trucks.index = 0
    live.as_code.click()
    assert live.copied.value == live.controls.code(live.setting)
    live.as_set.click()
    assert live.copied.value == live.controls.typed(live.setting)
    assert "Ctrl+C" in live.message.value
    trucks.index = 1
    assert (live.copied.value, live.message.value) == ("", "")


def test_values_that_do_not_go_together_are_told_in_one_line_without_the_answer_of_another_setting():
    controls = panel(open_case("raqqa-2017"), "usual_load").controls
    low = next(one for one in controls.controls if one.name == "convoy_mean_load.high")
    broken = type(low.positions[0])("10 tonnes a truck", "10 tonne/truck")
    changed = type(low)(low.name, low.title, (broken, *low.positions), low.start + 1)
    live = LivePanel(type(controls)(controls.base, controls.check, (changed,)))
    before = live.answer.value
    live.rows[0].box.children[0].index = 0
    assert live.answer.value == ""
    assert "convoy_mean_load" in words(live.message)
    assert "\n" not in live.message.value
    live.reset.click()
    assert (live.answer.value, live.message.value) == (before, "")


def test_a_place_outside_is_refused_and_every_control_stays_where_it_is(live, shown):
    before = live.answer.value
    with pytest.raises(CaseError, match=r"trucks: it has no place 99; its places are 0 \("):
        live.move_to((0, 99, *shown.controls.start[2:]))
    assert tuple(row.place for row in live.rows) == live.setting == shown.controls.start
    assert live.answer.value == before


@pytest.mark.parametrize("asked", [{"numbers": -1}, {"choices": -2}, {"numbers": "three"}, {"choices": 1.5}])
def test_a_panel_of_so_many_numbers_or_choices_that_there_cannot_be_is_refused_in_a_line(shown, asked):
    ((what, many),) = asked.items()
    with pytest.raises(RemediedError) as error:
        panel(shown.controls.base, "usual_load", **asked)
    assert (error.value.message, error.value.remedy) == (
        f"a panel can't have {many!r} {what}",
        f"write `{what}=2`, or leave it out",
    )


def test_each_number_has_its_range_in_a_band_and_in_words(live):
    texts = {row.box.children[0].description: words(row.box.children[-1]) for row in live.rows[:3]}
    assert texts["The number of trucks"] == "In the article: 50 trucks; its wording allows 46 to 54 trucks."
    said = texts["The heaviest average load in a convoy"]
    assert said == "Our estimate: 60 tonnes a truck; the case allows 42 to 70 tonnes a truck."
    for row, control in zip(live.rows[:3], live.controls.controls, strict=False):
        style = BeautifulSoup(row.box.children[-1].value, "html.parser").select("div div")[0]["style"]
        left, width = (float(re.search(rf"{name}: ([\d.]+)%", style)[1]) for name in ("left", "width"))
        last = len(control.positions) - 1
        assert (left, left + width) == pytest.approx(
            (100 * control.fair[0] / last, 100 * control.fair[1] / last), abs=0.02
        )


def as_read(case, check):
    """The word for what the article gives as it is read."""
    return str(BADGES[case.verify()[check].reference.outcome]).capitalize()


@pytest.mark.parametrize(("name", "check"), [("venezuela-gold", "the_price"), ("gaza-trucks", "as_before")])
def test_the_table_says_what_each_place_of_a_slider_gives(name, check):
    """Each sentence by its places, against the library; a place that no sentence names gives what the case does."""
    shown = panel(open_case(name), check)
    case, own = shown.controls.base, as_read(shown.controls.base, check)
    lines = {line.partition(": ")[0]: line for line in repr(shown).splitlines()}
    for control in shown.controls.controls:
        bare = [one.bare for one in control.positions]
        said = [own] * len(bare)
        for badge, ends in re.findall(r"(?<=\. )(\D+?) at (.+?)\.(?= |$)", lines[control.title]):
            first, _, last = ends.partition(" to ")
            places = range(bare.index(first), bare.index(last or first) + 1)
            said[places.start : places.stop] = [badge] * len(places)
        found = [as_read(case.with_({control.name: one.typed}), check) for one in control.positions]
        assert said == found, control.name
        assert set(found) != {own}


def test_no_slider_misses_what_lies_between_two_turns():
    shown = repr(panel(open_case("captagon-saudi"), "the_upper_value"))
    assert "The upper price of a pill: $25 a pill. Fits, allowing for rounding at $248. Fits at $250." in shown


def test_what_is_counted_turns_at_whole_numbers_alone():
    shown = repr(panel(open_case("gaza-meals"), "the_pallets"))
    assert "The number of bundles: 66 bundles. Does not fit at 64 to 65. Does not fit at 67 to 68." in shown


def test_a_number_that_turns_nothing_where_it_can_be_set_is_said_to(shown):
    """As one does that was set in steps so wide that none turns it."""
    first = shown.controls.controls[0]
    near = dataclasses.replace(first, positions=first.positions[first.start : first.start + 2], start=0, fair=None)
    twin = Twin(dataclasses.replace(shown.controls, controls=(near,)))
    assert twin.rows[0].others == ["The same at 2,500 to 2,550."]


def test_a_comma_ends_an_inset(azernews):
    assert "Fits, allowing for rounding, if the article's words are read generously." in repr(
        panel(azernews, "the_year")
    )


def test_the_table_is_the_same_each_time_and_holds_no_widget(shown):
    again = panel(open_case("raqqa-2017"), "usual_load")
    assert (again._repr_html_(), repr(again)) == (shown._repr_html_(), repr(shown))
    assert "script" not in shown._repr_html_()
    assert "widget" not in shown._repr_html_()


def test_where_all_ways_take_long_what_is_known_as_read_is_shown_first(shown):
    async def moved():
        live = LivePanel(shown.controls)
        live._seconds = AT_ONCE + 1  # as after a move that took long
        slider(live, "trucks")[0].index = 2
        at_once = words(live.answer)
        while live.setting not in live.known:
            await asyncio.sleep(PAUSE)
        return at_once, words(live.answer), live.known[live.setting]

    at_once, later, view = asyncio.run(moved())
    assert f"As we read the article: {view.as_read.marked}" in at_once.replace("\xa0", " ")
    assert view.stated.text in at_once
    assert view.headline not in at_once
    assert view.headline in later


def test_what_is_saved_of_a_panel_is_its_table_alone(shown):
    table = {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
    moving = {WIDGET: {"model_id": "d0", "version_major": 2, "version_minor": 0}}
    outputs = [new_output("display_data", data=data) for data in (moving, table)]
    cell, _ = WithoutWidgets().preprocess_cell(new_code_cell('panel(case, "usual_load")', outputs=outputs), {}, 0)
    assert [output.data for output in cell.outputs] == [table]
    kept, _ = WithoutWidgets().preprocess_cell(new_code_cell("say()", outputs=[new_output("stream", text="a")]), {}, 0)
    assert len(kept.outputs) == 1


@pytest.mark.parametrize("is_there", [True, False])
def test_a_cell_shows_what_moves_and_the_table_or_what_to_install_and_the_table(shown, monkeypatch, is_there):
    displayed = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: displayed.append(data))
    monkeypatch.setattr("weighbridge.controls.widget._runs_in_notebook", lambda: True)
    if not is_there:
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
    Panel(shown.controls)._ipython_display_()
    *moving, table = displayed
    assert [list(one) for one in moving] == ([[WIDGET]] if is_there else [])
    assert ("ipywidgets" in table["text/html"]) == (not is_there)
    assert ("pip install &#34;weighbridge[notebooks]&#34;" in table["text/html"]) == (not is_there)
    assert table["text/plain"] == repr(shown)
