"""The panel of a page in a real browser: what it shows is what the library says, with the keyboard alone and without
its script, and whatever a case says.
"""

import random
import shlex
import urllib.request
from functools import cache

import pytest
from selenium.webdriver.common.keys import Keys

import weighbridge
from hostile_outputs import small_panel
from hostile_text import MARK, in_turn, written
from weighbridge.answers import BADGES
from weighbridge.controls.grid import grid_of
from weighbridge.controls.section import APART, panel_of
from weighbridge.controls.view import UNCHANGED
from weighbridge.pages import strips, write_results
from weighbridge.report import CHANGED

WIDE = (1280, 900)
# 200 in all: a check of two numbers and a choice, one that weighs six ways, one that weighs 36 and has many options.
TRIED = {("azernews-trucks", "the_year"): 130, ("gaza-trucks", "usual"): 50, ("raqqa-2017", "usual_load"): 20}
MOST = {"raqqa-2017": 54, "gaza-trucks": 90}  # settings of a grid, for these take a while; of the other as on a page
SHOWN = """
    const root = document.getElementById("try-0"), part = name => root.querySelector(`[data-part="${name}"]`);
    const text = name => part(name).textContent;
    const drawn = name => part(name) && part(name).style.display !== "none";
    const place = (name, attribute) => drawn(name) ? part(name).getAttribute(attribute) : null;
    const shown = () => ({
        asRead: part("as-read").hidden ? "" : text("as-read"), overall: part("overall").hidden ? "" : text("overall"),
        state: text("state"), headline: text("headline"), sentences: text("sentences"),
        stated: text("stated"), computed: text("computed"), ways: text("ways"), command: text("command"),
        now: Array.from(root.querySelectorAll("[data-now]"), one => one.textContent),
        heard: Array.from(root.querySelectorAll("input"), one => one.getAttribute("aria-valuetext")),
        marker: place("marker", "x"), band: [place("band", "x"), place("band", "width")], middle: place("middle", "x1"),
        focus: document.activeElement.id || document.activeElement.dataset.part,
    });
    const inputs = Array.from(root.querySelectorAll("input, select"));
    const set = values => inputs.forEach((one, at) => {
        one.value = values[at];
        one.dispatchEvent(new Event("input", {bubbles: true}));
    });
"""


@pytest.fixture(scope="module")
def panel_page(opened, verified, tmp_path_factory):
    """Gives the address of a page with the panel of one check, and its grid; made when it is first asked for."""
    folder, made = tmp_path_factory.mktemp("panels"), {}

    def panel_page(name, check):
        if name not in made:
            grid = grid_of(opened(name), check, MOST.get(name, 300), workers=1)
            write_results(verified(name), folder, panel=panel_of([grid]))
            made[name] = (folder / f"{name}.html").as_uri(), grid
        return made[name]

    return panel_page


@pytest.fixture
def azernews_panel(browser, panel_page):
    """The panel of a check with two numbers and a choice, opened; and its grid."""
    address, grid = panel_page("azernews-trucks", "the_year")
    browser.view(*WIDE)
    browser.open(address)
    yield grid
    assert browser.log() == []  # no violation of the page's policy either


def by_command(case, command):
    """What the library says of the case that a command of the page sets, from the words of the command alone."""
    program, verb, name, *words = shlex.split(command)
    assert (program, verb, name) == ("weighbridge", "verify", case.name)
    pairs = list(zip(words[::2], (word.partition("=")[::2] for word in words[1::2]), strict=True))
    numbers = dict(pair for option, pair in pairs if option == "--set")
    options = dict(pair for option, pair in pairs if option == "--under")
    changed = case.with_(numbers) if numbers else case
    return changed.under(**options) if options else changed


@pytest.mark.parametrize(("name", "check"), TRIED)
def test_at_random_settings_the_page_says_what_the_library_says(browser, panel_page, name, check):
    address, grid = panel_page(name, check)
    drawn = random.Random(19).choices(grid.settings, k=TRIED[name, check])
    browser.view(*WIDE)
    browser.open(address)
    found = browser.run(SHOWN + "return values[0].map(setting => { set(setting); return shown(); });", drawn)
    assert len({one["command"] for one in found}) > 10
    weighed = cache(lambda command: by_command(grid.controls.base, command).verify()[check])
    for setting, shown in zip(drawn, found, strict=True):
        said = weighed(shown["command"])
        figures = said.figures
        assert (shown["headline"], shown["sentences"]) == (said.answer.headline, " ".join(said.answer.sentences))
        assert shown["overall"] == said.answer.badge.marked
        assert shown["asRead"] == BADGES[said.reference.outcome].marked
        assert (shown["stated"], shown["computed"]) == (figures.stated.text, figures.computed.text)
        assert shown["ways"].rstrip(".").lower() == figures.ways.lower()
        assert shown["now"] == [
            one.positions[at].shown for one, at in zip(grid.controls.controls, setting, strict=True)
        ]
        assert shown["state"] == (UNCHANGED if setting == grid.controls.start else CHANGED)
    assert browser.log() == []


def test_the_strip_is_drawn_where_the_numbers_lie_on_one_scale(browser, azernews_panel):
    grid = azernews_panel
    sides = [[(side.value, side.low, side.high) for side in (one.stated, one.computed)] for one in grid.views]
    drawn = strips([(stated, computed) for stated, computed in sides])
    at = range(0, len(grid.views), 7)
    found = browser.run(
        SHOWN + "return values[0].map(s => { set(s); return shown(); });", [grid.settings[n] for n in at]
    )
    for shown, one in zip(found, (drawn[n] for n in at), strict=True):
        assert shown["marker"] == f"{one.stated.at:g}%"
        assert shown["middle"] == f"{one.computed.at:g}%"
        assert [float(part.rstrip("%")) for part in shown["band"]] == pytest.approx(
            [one.computed.low, one.computed.width]
        )


def test_everything_can_be_done_with_the_keyboard_alone(browser, azernews_panel):
    first, second, choice = azernews_panel.controls.controls
    start = browser.run(SHOWN + "inputs[0].focus(); return shown();")
    own = [one.positions[one.start].shown for one in (first, second, choice)]
    assert (start["now"], start["state"]) == (own, UNCHANGED)
    assert start["heard"] == own[:2]

    def pressed(*keys):
        browser.press(*keys)
        return browser.run(SHOWN + "return shown();")

    assert pressed(Keys.ARROW_RIGHT)["now"][0] == first.positions[first.start + 1].shown
    assert pressed(Keys.ARROW_LEFT, Keys.ARROW_LEFT)["heard"][0] == first.positions[first.start - 1].shown
    assert pressed(Keys.HOME)["now"][0] == first.positions[0].shown
    at_the_end = pressed(Keys.END)
    assert (at_the_end["now"][0], at_the_end["headline"] != start["headline"]) == (first.positions[-1].shown, True)
    assert pressed(Keys.TAB)["focus"] == "try-0-1"
    assert pressed(Keys.ARROW_DOWN)["now"][1] == second.positions[second.start - 1].shown
    assert pressed(Keys.TAB)["focus"] == "try-0-2"
    moved = pressed(Keys.ARROW_DOWN)
    assert moved["now"][2] == choice.positions[choice.start + 1].shown
    assert moved["command"].count("--set") == 2
    assert moved["command"].count("--under") == 1
    assert pressed(Keys.TAB)["focus"] == "reset"
    assert {**pressed(Keys.ENTER), "focus": ""} == {**start, "focus": ""}
    assert pressed(Keys.TAB)["focus"] == "copy"
    pressed(Keys.ENTER)
    said = """await new Promise(done => setTimeout(done, 200));
        return [document.querySelector('#try-0 [data-part="copied"]').textContent, getSelection().toString()];"""
    copied, selected = browser.run(said)
    assert copied == "Copied." or (copied, selected) == ("Selected: copy it by hand.", start["command"])


def test_an_option_of_which_only_the_change_is_said_moves_the_answer(browser, azernews_panel):
    shown = browser.run(
        SHOWN
        + """
        inputs[2].selectedIndex = values[0];
        inputs[2].dispatchEvent(new Event("change", {bubbles: true}));
        return shown();
    """,
        azernews_panel.controls.controls[2].start + 1,
    )
    assert (shown["state"], shown["command"].count("--under")) == (CHANGED, 1)


def test_a_screen_reader_hears_the_answer_and_each_value_in_words(browser, azernews_panel):
    heard = browser.run(
        SHOWN
        + """
        const named = inputs.map(one => one.labels[0].textContent);
        const region = part("headline").closest('[role="status"]');
        return {named, live: [region.getAttribute("aria-live"), region.getAttribute("aria-atomic")],
            says: [region.contains(part("overall")), region.contains(part("as-read"))],
            drawing: part("marker").ownerSVGElement.getAttribute("aria-hidden")};
    """
    )
    assert heard["named"] == [one.title for one in azernews_panel.controls.controls]
    assert (heard["live"], heard["says"], heard["drawing"]) == (["polite", "true"], [True, True], "true")


def test_values_that_do_not_go_together_leave_no_answer_behind(browser, panel_page, verified, tmp_path):
    _, grid = panel_page("azernews-trucks", "the_year")
    holed = type(grid)(grid.controls, (None, *grid.views[1:]))
    write_results(verified("azernews-trucks"), tmp_path, panel=panel_of([holed]))
    browser.open((tmp_path / "azernews-trucks.html").as_uri())
    shown = browser.run(SHOWN + "set(values[0]); return shown();", grid.settings[0])
    assert shown["headline"] == APART
    assert [shown[part] for part in ("asRead", "overall", "sentences", "stated", "computed", "ways")] == [""] * 6
    assert (shown["marker"], shown["middle"]) == (None, None)
    again = browser.run(SHOWN + "set(values[0]); return shown();", grid.settings[1])
    assert again["headline"] == grid.views[1].headline


STATIC = """
    const seen = one => one.checkVisibility();
    return [seen(document.querySelector(".live")), seen(document.querySelector(".trials table")),
        document.querySelectorAll(".trials tbody tr").length];
"""


def test_a_script_that_was_altered_does_not_run_and_the_page_reads_whole(browser, panel_page, tmp_path):
    """As in a browser that runs no scripts: the controls stay away, and the table is open."""
    address, grid = panel_page("azernews-trucks", "the_year")
    text = browser_text(address)
    (tmp_path / "altered.html").write_text(text.replace("<script>", "<script>alert(1);", 1), encoding="utf-8")
    browser.open((tmp_path / "altered.html").as_uri())
    live, table, rows = browser.run(STATIC)
    assert (live, table) == (False, True)
    assert rows > len(grid.controls.controls) * 2
    (refused,) = browser.log()
    assert "Content Security Policy" in refused
    browser.open(address)
    assert browser.run(STATIC)[:2] == [True, False]


def browser_text(address):
    """The text of a page that stands in a file."""
    with urllib.request.urlopen(address) as page:
        return page.read().decode("utf-8")


@pytest.mark.parametrize("size", [(360, 740), WIDE], ids=["telephone", "screen"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_printed_the_controls_are_gone_and_their_values_stand_there(browser, azernews_panel, size, scheme):
    browser.view(*size, scheme)
    found = browser.printed(
        SHOWN
        + """
        const seen = one => getComputedStyle(one).display !== "none";
        return [Array.from(root.querySelectorAll("input, select, button"), seen),
            Array.from(root.querySelectorAll("[data-now]"), seen)];
    """
    )
    assert found == [[False] * 5, [True] * 3]


@pytest.mark.parametrize("shift", [0, 11])
def test_hostile_text_moves_nothing_but_its_own_words(browser, tmp_path, monkeypatch, shift):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
    case = weighbridge.open_case(str(written(tmp_path / "data", "azernews-trucks", in_turn(shift))))
    write_results(case.verify(), tmp_path, panel=small_panel(case))
    browser.open((tmp_path / "azernews-trucks.html").as_uri())
    found = browser.run(
        SHOWN
        + """
        const count = () => Array.from(document.querySelectorAll("*"), one => one.localName + one.attributes.length);
        const before = count().sort().join();
        for (const input of inputs) {
            const last = input.max || input.options.length - 1;
            for (let at = 0; at <= last; at++) set(inputs.map(one => one === input ? at : 0));
        }
        return [typeof window.zq7, before === count().sort().join(), root.textContent];
    """
    )
    assert found[:2] == ["undefined", True]
    assert MARK in found[2]
    assert browser.log() == []
