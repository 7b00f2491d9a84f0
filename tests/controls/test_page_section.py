"""The section of a page in which numbers can be moved: its data, its one script, and what it says without that."""

import json
import re
import shlex
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import groupby

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from hostile_text import HOSTILE, MARK
from plain_words import faults
from small_cases import CASES
from weighbridge.cli import main
from weighbridge.controls.grid import grid_of, settings_of
from weighbridge.controls.section import APART, Texts, _rows, as_data, page_panel, panel_of
from weighbridge.pages import has_panel, strip_image, strips
from weighbridge.pages.result_page import result_page
from weighbridge.text import capital

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def grid(azernews):
    """What is shown of each setting of a case that is quickly weighed: two numbers and a choice."""
    return grid_of(azernews, "the_year", most=60, workers=1)


@pytest.fixture(scope="module")
def page(grid, azernews_result):
    """The page of that case with a panel."""
    return result_page(azernews_result, panel=panel_of([grid]))


def data_of(page):
    """The data of the panels of a page."""
    return json.loads(BeautifulSoup(page, "html.parser").find(id="try-data").string)


def looked_up(page, grid):
    """What the script finds for each setting: the headline, the words behind it, and the command."""
    data = data_of(page)
    (panel,), words = data["panels"], data["strings"]
    for (view, command), setting in zip(panel["settings"], grid.settings, strict=True):
        yield setting, panel["views"][view], words, words[panel["command"]] + words[command]


def test_every_setting_leads_to_the_view_that_the_library_gives(page, grid):
    badges = [one["word"] for one in data_of(page)["badges"]]
    found = list(looked_up(page, grid))
    assert len(found) == len(grid.views) == len(settings_of(grid.controls)) > 40
    for setting, shown, words, command in found:
        view = grid.at(setting)
        assert (badges[shown["asRead"]], badges[shown["overall"]]) == (view.as_read, view.badge)
        assert words[shown["headline"]] == view.headline
        assert [words[one] for one in shown["sentences"]] == view.answer.sentences
        assert (words[shown["stated"]], words[shown["computed"]]) == (view.stated.text, view.computed.text)
        assert command == grid.controls.typed(setting)


def test_a_text_that_many_settings_share_is_stored_once(page):
    words = data_of(page)["strings"]
    assert len(words) == len(set(words))


def test_the_only_script_that_may_run_is_the_one_of_the_panel(page):
    (script,) = SCRIPT.findall(page)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert [part for part in policy.split("; ") if part.startswith("script-src")] == [f"script-src 'sha256-{digest}'"]
    assert policy.startswith("default-src 'none';")
    others = re.findall(r"<script\b[^>]*>", page)
    assert others == ['<script type="application/json" id="try-data">', "<script>"]


def test_the_script_makes_no_markup_and_fetches_nothing(page):
    (script,) = SCRIPT.findall(page)
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacent|document\.write\b|\beval\b|Function\(|fetch|XMLHttp|import\b|https?:"
    )
    assert re.findall(forbidden, re.sub(r"//.*", "", script)) == []


def test_the_strip_that_moves_has_every_shape_of_one_that_stands(page):
    """One template draws both; each shape that is named is one that the script places."""
    standing = BeautifulSoup(strip_image(strips([((5.0, None, 6.0), (7.0, None, 9.0))])[0], ""), "html.parser")
    moving = BeautifulSoup(page, "html.parser").select_one(".try svg.strip")
    assert {one["class"][0] for one in moving.select("[class]")} == {
        one["class"][0] for one in standing.select("svg.strip [class]")
    }
    assert {one["data-part"] for one in moving.select("[data-part]")} <= set(re.findall(r'part\("([\w-]+)"\)', page))


def test_an_option_from_right_to_left_holds_its_words_alone(grid):
    """There may be no element in an option: a browser would drop it."""
    controls = [
        replace(one, positions=tuple(replace(each, shown="شاحنة") for each in one.positions)) if one.is_choice else one
        for one in grid.controls.controls
    ]
    section = panel_of([replace(grid, controls=replace(grid.controls, controls=tuple(controls)))]).section
    options = re.findall("<option[^>]*>(.*?)</option>", section)
    assert {one.removesuffix(" (as it stands)") for one in options} == {"شاحنة"}


def test_a_page_without_a_panel_allows_no_script(azernews_result):
    page = result_page(azernews_result)
    assert not has_panel(page)
    assert "<script" not in page
    assert "script-src" not in page


def test_without_the_script_the_controls_are_hidden_and_the_table_is_open(page):
    section = BeautifulSoup(page, "html.parser").find(class_="trials")
    assert section.find(class_="live").has_attr("hidden")
    assert section.find(attrs={"data-part": "table"}).has_attr("open")


def test_the_table_says_what_each_single_change_gives(page, grid):
    rows = BeautifulSoup(page, "html.parser").select(".trials tbody")
    for place, (one, body) in enumerate(zip(grid.controls.controls, rows, strict=True)):
        title, *lines = [
            [cell.get_text(" ", strip=True) for cell in line.find_all(["th", "td"])] for line in body.find_all("tr")
        ]
        assert title == [one.title]
        moved = [
            (*grid.controls.start[:place], at, *grid.controls.start[place + 1 :]) for at in range(len(one.positions))
        ]
        badges = [(grid.at(setting).as_read.marked, grid.at(setting).badge.marked) for setting in moved]
        assert len(lines) == (len(badges) if one.is_choice else len([*groupby(badges)]))
        assert lines[0][0].startswith(capital(one.positions[0].bare or one.positions[0].shown))
        assert lines[-1][0].endswith(capital(one.positions[-1].shown))
        assert (tuple(lines[0][1:]), tuple(lines[-1][1:])) == (badges[0], badges[-1])


def test_the_same_bytes_with_one_process_and_with_several(grid, azernews, monkeypatch):
    monkeypatch.setattr("weighbridge.controls.grid.WORK_FOR_WORKERS", 0)
    assert panel_of([grid]) == panel_of([grid_of(azernews, "the_year", most=60, workers=2)])


def test_values_that_do_not_go_together_have_no_answer(azernews_result, grid):
    changed = type(grid)(grid.controls, (None, *grid.views[1:]))
    data = data_of(result_page(azernews_result, panel=panel_of([changed])))
    (panel,) = data["panels"]
    assert panel["views"][panel["settings"][0][0]] is None
    assert data["apart"] == APART


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_no_text_ends_the_data_or_moves_what_stands_around_it(hostile):
    texts = Texts()
    texts.place(hostile)
    text = as_data(texts.listed)
    assert not re.search("[<>&\u2028\u2029\u202a-\u202e]", text)
    (shown,) = json.loads(text)
    assert MARK in shown or MARK not in hostile


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_case_has_controls_and_says_it_plainly(name, opened, monkeypatch):
    """With few settings, so that it takes no time; each panel has a control, and every text of it keeps the rules."""
    monkeypatch.setattr("weighbridge.controls.grid.MOST_SETTINGS", 5)
    monkeypatch.setattr("weighbridge.controls.grid.MOST_GRIDS", 1)
    panel = page_panel(opened(name), workers=1)
    assert panel is not None, "a case of ours in which nothing turns: say so here by its name"
    section = BeautifulSoup(panel.section, "html.parser")
    for live in section.find_all(class_="live"):
        assert live.find(["input", "select"])
    data = json.loads(section.find(id="try-data").string)
    for one in data["panels"]:
        assert len(one["controls"]) >= 1
        assert len(one["settings"]) > 1
    shown = [text for text in data["strings"] if "weighbridge verify" not in text and not text.startswith(" --")]
    shown += [data["apart"], *(one.get_text() for one in section.find_all(["p", "li", "th", "td", "label", "option"]))]
    model, sources = opened(name).model, list(opened(name).holdings.sources)
    names = [*model.nodes, *model.checks, *model.choices]
    found = [fault for text in shown for fault in faults(text, names, sources)]
    assert not found, "\n".join(found)


def test_a_case_in_which_nothing_is_worth_moving_has_no_section(make_case, minimal_case):
    assert page_panel(make_case(minimal_case)) is None


def test_the_option_leaves_it_out(tmp_path, minimal_case, monkeypatch):
    monkeypatch.setattr("weighbridge.cli.verification._pictures", lambda case: [])  # they take longest
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.yaml").write_text(
        minimal_case.replace("claims:\n", "claims:\n  other: {quote: {exact: six tonnes}, value: 6 tonne}\n").replace(
            "equals: stated", "equals: other"
        ),
        encoding="utf-8",
    )
    with_it, without = tmp_path / "with", tmp_path / "without"
    for folder, *option in ((with_it,), (without, "--without-panel")):
        told = CliRunner().invoke(main, ["verify", str(case), "--out", str(folder), *option])
        assert told.exit_code == 0, told.output
    assert has_panel((with_it / "case.html").read_text(encoding="utf-8"))
    assert not has_panel((without / "case.html").read_text(encoding="utf-8"))


def test_all_cases_do_not_take_the_option():
    told = CliRunner().invoke(main, ["verify", "--all", "--without-panel"])
    assert told.exit_code == 2
    assert "--without-panel: does nothing with --all; leave it out" in told.output


def test_the_command_of_a_setting_is_one_that_can_be_typed(page, grid):
    *_, (setting, _, _, command) = looked_up(page, grid)
    program, *words = shlex.split(command)
    assert program == "weighbridge"
    told = CliRunner().invoke(main, [*words, "--json"])
    assert told.exit_code == 0, told.output
    (said,) = (one for one in json.loads(told.output)["checks"] if one["name"] == "the_year")
    assert said["answer"]["headline"] == grid.at(setting).headline


def test_the_command_of_a_number_that_was_set_before_has_it_once(azernews, grid):
    moved = grid.controls.controls[0]
    changed = azernews.with_({moved.name: moved.positions[0].typed})
    again = grid_of(changed, "the_year", most=20, workers=1)
    section = panel_of([again]).section
    data = json.loads(BeautifulSoup(section, "html.parser").find(id="try-data").string)
    (panel,), words = data["panels"], data["strings"]
    typed = [words[panel["command"]] + words[command] for _, command in panel["settings"]]
    assert typed == [again.controls.typed(setting) for setting in again.settings]
    assert all(shlex.split(one).count(f"{moved.name}={moved.positions[0].typed}") <= 1 for one in typed)
    assert any(one.count(f"{moved.name}=") == 1 for one in typed)
    assert not any(one.count(f"{moved.name}=") > 1 for one in typed)


@pytest.mark.parametrize(("name", "check"), [("azernews-trucks", "the_year"), ("gold-ounces", "the_value")])
def test_a_row_of_the_table_has_its_unit_once(opened, name, check):
    grid = grid_of(opened(name), check, most=60, workers=1)
    numbers = [(place, one) for place, one in enumerate(grid.controls.controls) if not one.is_choice]
    rows = [(one, text) for place, one in numbers for text, *_ in _rows(grid, place) if " to " in text]
    assert rows
    for one, text in rows:
        low, high = text.split(" to ")
        assert low in [position.bare for position in one.positions]
        assert high in [position.shown for position in one.positions]
