"""The notebooks in a real JupyterLab, as somebody sees them who has just cloned the project: opened, then run."""

import json
import re
from html import escape
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

import weighbridge
from weighbridge.controls.controls import controls_of
from weighbridge.controls.view import view

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))

WHAT_IF = "02-fifty-trucks.ipynb"
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
WIDE, HIGH = 1280, 900  # CSS pixels of the window
AGAIN = 3  # looks at most that are taken after one that measured nothing
MARGIN = 300  # what JupyterLab takes above and below a notebook
WHITE = (255, 255, 255, 255)  # of a chart's ground, on which its letters are black whatever lies around it

OPENED = """
    const [path] = values;
    while (!window.jupyterapp) await new Promise(later => setTimeout(later, 50));
    await jupyterapp.restored;
    const widget = await jupyterapp.commands.execute("docmanager:open", {path});
    await widget.context.ready;
    await widget.revealed;
    await widget.sessionContext.ready;
    while (widget.content.widgets.some(cell => cell.placeholder)) await new Promise(later => setTimeout(later, 50));
    return Array.from(widget.content.model.cells).some(cell => cell.trusted && cell.outputs && cell.outputs.length);
"""
PICTURES = """
    const found = Array.from(document.querySelectorAll(".jp-Notebook img"));
    await Promise.all(found.map(one => one.decode().catch(() => null)));
    return found.map(one => ({width: one.naturalWidth, alt: one.alt}));
"""
RUN_ALL = """
    await jupyterapp.commands.execute("notebook:run-all-cells");
    const cells = Array.from(jupyterapp.shell.currentWidget.content.model.cells);
    const outputs = cells.flatMap(cell => cell.outputs ? cell.outputs.toJSON() : []);
    const amiss = outputs.filter(one => one.output_type === "error" || one.name === "stderr");
    const code = cells.filter(cell => cell.type === "code" && cell.sharedModel.getSource().trim());
    const idle = code.filter(cell => !cell.executionCount);
    return {amiss: amiss.map(one => [].concat(one.evalue || one.text).join("")), idle: idle.length};
"""
THEME = """
    await jupyterapp.commands.execute("apputils:change-theme", {theme: values[0]});
    while (document.body.dataset.jpThemeName !== values[0]) await new Promise(later => setTimeout(later, 20));
"""
# What is folded is unfolded, and everything is in view: axe-core measures nothing that is scrolled away. JupyterLab's
# body has no height, for which axe-core takes all that is in it for hidden; and its notices lie above the notebook.
UNFOLDED = """
    document.body.style.height = "100vh";
    document.querySelectorAll(".jp-OutputArea details").forEach(one => one.open = true);
    document.querySelectorAll(".Toastify").forEach(one => one.remove());
    await new Promise(later => requestAnimationFrame(() => requestAnimationFrame(later)));
    const scrolled = document.querySelector(".jp-Notebook .jp-WindowedPanel-outer");
    scrolled.scrollTop = 0;
    const outputs = Array.from(document.querySelectorAll(".jp-Notebook .jp-OutputArea-output"));
    const beyond = Math.max(0, ...outputs.map(one => one.scrollWidth - one.clientWidth));
    return [document.querySelector(".jp-Notebook .jp-WindowedPanel-inner").scrollHeight, beyond];
"""
AXE = """
    const [script] = values, outputs = ".jp-Notebook .jp-OutputArea-output";
    if (!window.axe) (0, eval)(script);
    // axe-core passes over letters within a drawing: their colour is measured by what it measures others with.
    const contrastOf = one => {
        const {Color, flattenColors, getContrast} = axe.commons.color, letters = new Color(), ground = new Color();
        let around = one.closest("div");
        do ground.parseString(getComputedStyle(around).backgroundColor);
        while (ground.alpha !== 1 && (around = around.parentElement));
        const style = getComputedStyle(one);
        letters.parseString(style.fill);
        letters.alpha *= parseFloat(style.opacity) * parseFloat(style.fillOpacity);
        return getContrast(ground, flattenColors(letters, ground));
    };
    const found = await axe.run({include: [[outputs]]}, {resultTypes: ["violations", "incomplete", "passes"]});
    // The handles of ipywidgets' sliders can't be named; the list above each has its name, and moves the same.
    const ours = (rule, node) => rule.id !== "aria-input-field-name" || !node.html.includes("noUi-handle");
    const seen = document.querySelectorAll(`${outputs} *`);
    const says = one => one.nodeType === 3 && /[\\p{L}\\p{N}]/u.test(one.data);
    const texts = Array.from(seen).filter(one => Array.from(one.childNodes).some(says) && one.checkVisibility());
    axe.setup(document);
    const drawn = texts.filter(one => one instanceof SVGElement).map(one => [one, contrastOf(one)]);
    axe.teardown();
    const contrast = rules => rules.filter(rule => rule.id === "color-contrast").flatMap(rule => rule.nodes);
    const judged = contrast([...found.passes, ...found.violations]);
    const measured = new Set(judged.map(node => document.querySelector(node.target[0])));
    const told = (rule, node) => `${rule.id}: ${node.html.slice(0, 200)} ${(node.failureSummary || "").slice(0, 300)}`;
    const is_seen = one => measured.has(one) || drawn.some(([own, contrast]) => own === one && contrast);
    return {
        amiss: found.violations.flatMap(rule =>
            rule.nodes.filter(node => ours(rule, node)).map(node => told(rule, node))),
        pale: drawn.filter(([, contrast]) => contrast < 4.5).map(([one, contrast]) => `${contrast}: ${one.outerHTML}`),
        texts: texts.length,
        unmeasured: texts.filter(one => !is_seen(one)).map(one => one.outerHTML.slice(0, 200)),
    };
"""
CARDS = """
    const corners = one => {
        const drawn = document.createElement("canvas"), [wide, high] = [one.naturalWidth, one.naturalHeight];
        [drawn.width, drawn.height] = [wide, high];
        const pen = drawn.getContext("2d");
        pen.drawImage(one, 0, 0);
        const points = [[0, 0], [wide - 1, 0], [0, high - 1], [wide - 1, high - 1]];
        return points.map(([x, y]) => Array.from(pen.getImageData(x, y, 1, 1).data));
    };
    return Array.from(document.querySelectorAll(".jp-Notebook img")).map(corners);
"""
CLOSED = """
    const widget = jupyterapp.shell.currentWidget;
    await widget.sessionContext.shutdown();
    await jupyterapp.commands.execute("docmanager:save");
    widget.dispose();
"""


def charts(notebook: str) -> int:
    """How many pictures the saved outputs hold, whether JupyterLab would show them or not."""
    cells = json.loads((ROOT / "notebooks" / notebook).read_text(encoding="utf-8"))["cells"]
    found = 0
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        data = output.get("data", {})
        page = "".join(data.get("text/html", ""))
        in_page = page.count("<img") + page.count("<svg")
        found += in_page or any(kind.startswith("image/") for kind in data)
    return found


def assert_pictures_are_seen(pictures: list[dict], least: int) -> None:
    """Fails unless there are so many pictures, each is drawn and each has words for those who hear it."""
    assert len(pictures) >= least, f"of {least} charts, {len(pictures)} are shown"
    assert [one["alt"][:60] for one in pictures if not one["width"]] == [], "not drawn"
    silent = [one["alt"] for one in pictures if not one["alt"].strip() or one["alt"].startswith("No description")]
    assert silent == [], "announced without a description"


def assert_all_is_legible(browser, axe: str) -> None:
    """Fails unless axe-core has nothing to say of the outputs, and measured the contrast of every text in them."""
    wide, high = WIDE, 0
    needed, beyond = browser.run(UNFOLDED)
    while needed + MARGIN > high or beyond > 0:  # what comes into view may need more room
        browser.view(wide := wide + beyond, high := needed + MARGIN)
        needed, beyond = browser.run(UNFOLDED)
    found = browser.run(AXE, axe)
    for _ in range(AGAIN):  # once the window has grown, axe-core may take all for covered until it looks again
        found = browser.run(AXE, axe) if found["unmeasured"] else found
    browser.view(WIDE, HIGH)
    assert found["amiss"] + found["pale"] == []
    assert found["texts"] > 0
    assert found["unmeasured"] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_chart_is_seen_before_anything_is_run_and_everything_runs(browser, lab, axe, notebook):
    browser.view(WIDE, HIGH)
    browser.open(f"{lab.address}/lab?reset")
    has_trusted_outputs = browser.run(OPENED, notebook)
    assert not has_trusted_outputs  # as in a fresh clone, where JupyterLab leaves out what could be dangerous
    least = charts(notebook)
    assert_pictures_are_seen(browser.run(PICTURES), least)
    browser.run(THEME, DARK)
    assert_all_is_legible(browser, axe)
    assert {tuple(point) for corners in browser.run(CARDS) for point in corners} == {WHITE}
    ran = browser.run(RUN_ALL)
    assert ran == {"amiss": [], "idle": 0}
    assert_pictures_are_seen(browser.run(PICTURES), least)
    if "panel(" not in (ROOT / "notebooks" / notebook).read_text(encoding="utf-8"):  # what moves is seen in the dark
        browser.run(THEME, LIGHT)
    assert_all_is_legible(browser, axe)
    browser.run(CLOSED)


def test_every_notebook_has_a_picture():
    assert [notebook for notebook in NOTEBOOKS if not charts(notebook)] == []


BEGUN = """
import weighbridge
case = weighbridge.open_case("raqqa-2017")
result = case.verify()
"""
TYPING = """
    const [at] = values, notebook = jupyterapp.shell.currentWidget.content;
    [notebook.activeCellIndex, notebook.mode] = [at, "edit"];
    notebook.activeCell.model.sharedModel.setSource("");
    notebook.activeCell.editor.focus();
    while (!notebook.activeCell.editor.hasFocus()) await new Promise(later => setTimeout(later, 20));
"""
ASKED = """
    const [code] = values, kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    return (await kernel.requestComplete({code, cursor_pos: code.length})).content.matches;
"""
OFFERED = """
    const [at] = values, cell = jupyterapp.shell.currentWidget.content.widgets[at], typed = values[1];
    const shown = () => Array.from(document.querySelectorAll(".jp-Completer:not(.lm-mod-hidden) .jp-Completer-item"));
    const source = () => cell.model.sharedModel.getSource();
    for (let left = 200; left && !shown().length && source() === typed; left--)
        await new Promise(later => setTimeout(later, 50));
    return {offered: shown().map(one => one.querySelector(".jp-Completer-match").textContent), source: source()};
"""
OUTPUTS = """
    const cells = Array.from(document.querySelectorAll(".jp-Notebook .jp-CodeCell"));
    const lines = one => one.innerText.split("\\n").map(line => line.trim()).filter(line => line);
    return cells.map(cell => Array.from(cell.querySelectorAll(".jp-OutputArea-output")).flatMap(lines));
"""


def opened(browser, lab, name: str, cells: list[str], theme: str = LIGHT) -> None:
    """Opens a new notebook of some cells, in a theme."""
    lab.write(name, cells)
    browser.view(WIDE, HIGH)
    browser.open(f"{lab.address}/lab?reset")
    browser.run(OPENED, name)
    browser.run(THEME, theme)


# What is typed, some of what is offered, and what stands there once the one that begins so is taken.
COMPLETED = {
    'case["lo': ({"load", "looted_iron"}, ""),
    'result["usual_': ({"usual_load", "usual_price"}, ""),
    'result["can': ({"can_carry"}, 'result["can_carry'),
    "case.under(m": ({"market=", "mass=", "money=", "mix="}, ""),
    "case.with_(truc": ({"trucks="}, "case.with_(trucks="),
    "case.with_(conv": ({"convoy_mean_load="}, "case.with_(convoy_mean_load="),
}


def test_names_are_offered_as_they_are_typed(browser, lab):
    opened(browser, lab, "typed.ipynb", [BEGUN, ""])
    assert browser.run(RUN_ALL)["amiss"] == []
    browser.run(ASKED, "case.under(m")  # the first answer of a new installation takes longer than JupyterLab waits
    for typed, (some, taken) in COMPLETED.items():
        browser.run(TYPING, 1)
        browser.press(typed, Keys.TAB)
        assert some <= set(browser.run(OFFERED, 1, typed)["offered"]), typed
        if taken:
            browser.press(Keys.ENTER)
            assert browser.run(OFFERED, 1, typed)["source"].rstrip('"]') == taken
        browser.press(Keys.ESCAPE)
    browser.run(TYPING, 1)
    browser.press('case["', Keys.TAB)
    offered = browser.run(OFFERED, 1, 'case["')["offered"]
    assert sorted(offered) == sorted(weighbridge.open_case("raqqa-2017").model.nodes)
    browser.run(CLOSED)


FAULTY = "title: 5\nclaims:\n  trucks: {value: 50 trukc}\nchekcs: {}\n"
WRONG = {  # what is typed, and the lines that are shown
    'case["laod"]': ["CaseError: raqqa-2017: there is no quantity `laod`; did you mean `load`?"],
    'case.with_(trucks="40 trukc")': [
        "CaseError: trucks = 40 trukc: `trucks.value`: unknown unit `trukc`; did you mean `truck`?"
    ],
    'case.with_(truks="40 truck", mas="3 t")': [
        "CaseError: mas = 3 t: the case has no quantity and no alternative `mas`; did you mean `mass`?",
        "CaseError: truks = 40 truck: the case has no quantity and no alternative `truks`; did you mean `trucks`?",
    ],
    'result["usual_lod"]': ["ModelError: there is no check `usual_lod`; did you mean `usual_load` or `usual_price`?"],
    'weighbridge.open_case("faulty/case.yaml")': [
        "CaseError: faulty/case.yaml: `article` is missing; a case has title, article, claims and checks",
        "CaseError: faulty/case.yaml: `checks` is missing; a case has title, article, claims and checks",
        "CaseError: faulty/case.yaml:3: `quote` is missing in `trucks`; "
        'add `quote: {exact: "the words of the article"}`',
        "CaseError: faulty/case.yaml:4: unknown key `chekcs`; did you mean `checks`?",
    ],
    'weighbridge.weigh("50 trucks", language="xx")': [
        "LanguageError: no language `xx`; expected one of `ar`, `da`, `de`, `en`, `es`, `fr`, `ru`, `uk`"
    ],
}


def test_an_error_is_a_line_for_each_thing_that_is_wrong(browser, lab, axe):
    (lab.folder / "faulty").mkdir()
    (lab.folder / "faulty" / "case.yaml").write_text(FAULTY, encoding="utf-8")
    opened(browser, lab, "wrong.ipynb", [BEGUN, *WRONG], DARK)
    for at, source in enumerate([BEGUN, *WRONG]):
        browser.run(RUN_CELL, at, source)
    shown = dict(zip(WRONG, browser.run(OUTPUTS)[1:], strict=True))
    assert shown == WRONG
    assert_all_is_legible(browser, axe)
    browser.run(CLOSED)
    saved = (lab.folder / "wrong.ipynb").read_text(encoding="utf-8")
    assert "Traceback" not in saved
    (lab.folder / "saved.ipynb").write_text(saved.replace("import weighbridge", "import  weighbridge"), "utf-8")
    assert not browser.run(OPENED, "saved.ipynb")  # not trusted: it is another than the one that was run
    assert dict(zip(WRONG, browser.run(OUTPUTS)[1:], strict=True)) == WRONG
    assert_all_is_legible(browser, axe)
    browser.run(CLOSED)


PANEL = """
    const text = one => one ? one.textContent.replace(/\\s+/g, " ").trim() : "";
    const find = name => document.querySelector(`.jp-Notebook ${name}`);
    const lists = Array.from(document.querySelectorAll(".jp-Notebook .widget-dropdown"));
    return {
        said: text(find(".wb-what-if [role=status]")),
        strip: find(".wb-what-if svg.strip").outerHTML,
        titles: lists.map(one => text(one.querySelector("label"))),
        setting: lists.map(one => one.querySelector("select").selectedIndex),
        copied: find(".widget-text input").value,
    };
"""
SETTLED = """
    const [before, name] = values, kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const now = async () => { PANEL };
    let last = await now();
    for (let left = 200, same = 0; left && same < 3; left--) {
        await new Promise(later => setTimeout(later, 150));
        const next = await now(), is_same = JSON.stringify(next) === JSON.stringify(last);
        const is_whole = !next.said.includes("the other ways to read it are tried");  // which is shown before the rest
        same = next[name] !== before && kernel.status === "idle" && is_same && is_whole ? same + 1 : 0;
        last = next;
    }
    return last;
""".replace("PANEL", PANEL)
PRESSED = """
    const [name] = values;
    Array.from(document.querySelectorAll(".jp-Notebook button")).find(one => one.textContent === name).click();
"""
RUN_CELL = """
    const [at, source] = values, notebook = jupyterapp.shell.currentWidget.content;
    [notebook.activeCellIndex, notebook.mode] = [at, "command"];
    notebook.activeCell.model.sharedModel.setSource(source);
    await jupyterapp.commands.execute("notebook:run-cell");
"""


def shown_as_computed(browser, controls, before: str, name: str) -> dict:
    """What a panel shows once one thing in it is another; fails unless it says and draws what the library computes."""
    for _ in range(20):  # what takes longer, the ways to read the article, comes after the rest
        shown = browser.run(SETTLED, before, name)
        found = view(controls, tuple(shown["setting"]))
        if found.headline in shown["said"]:
            break
    for words in (found.question, found.as_read.sign.word, *filter(None, [found.headline, *found.sentences])):
        assert words in shown["said"]
    assert escape(found.strip_words) in shown["strip"]
    drawn = drawn_values(shown["strip"])
    assert drawn == pytest.approx((found.stated.value, found.computed.low, found.computed.high), abs=0.1)
    return shown


def drawn_values(strip: str) -> tuple[float, float, float]:
    """The article's number, and both ends of what was computed, read off the scale of a strip."""
    marks = [(float(at), float(said)) for at, said in re.findall(r'class="tick" x="([\d.]+)%"[^>]*>([\d.]+)<', strip)]
    (left, least), (right, most) = marks[0], marks[-1]
    begin, wide = map(float, re.search(r'class="band" x="([\d.]+)%" width="([\d.]+)%"', strip).groups())
    places = float(re.search(r'<svg x="([\d.]+)%"', strip)[1]), begin, begin + wide
    first, second, third = (least + (at - left) * (most - least) / (right - left) for at in places)
    return first, second, third


def test_what_is_moved_by_hand_changes_answer_and_chart_as_the_library_says(browser, lab):
    cells = json.loads((ROOT / "notebooks" / WHAT_IF).read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    (shows,) = [source for source in code if source.startswith("panel(")]
    opened(browser, lab, "moved.ipynb", [code[0], shows, ""])
    assert browser.run(RUN_ALL)["amiss"] == []
    controls = controls_of(weighbridge.open_case("raqqa-2017"), re.search(r'"(\w+)"', shows)[1])
    first = shown_as_computed(browser, controls, "", "said")
    assert first["titles"] == [one.title for one in controls.controls]
    assert first["setting"] == list(controls.start)

    browser.drag(".jp-Notebook .noUi-handle", 120)
    moved = shown_as_computed(browser, controls, first["said"], "said")
    assert moved["setting"][0] > controls.start[0]
    assert moved["setting"][1:] == list(controls.start[1:])
    assert moved["strip"] != first["strip"]

    browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    back = shown_as_computed(browser, controls, moved["strip"], "strip")
    assert back["setting"][0] == moved["setting"][0] - 2

    browser.run(PRESSED, "Copy as code")
    copied = browser.run(SETTLED, "", "copied")["copied"]
    browser.run(RUN_CELL, 2, copied)
    assert view(controls, tuple(back["setting"])).headline in " ".join(browser.run(OUTPUTS)[2])
    browser.run(PRESSED, "Reset")
    reset = shown_as_computed(browser, controls, back["said"], "said")
    shows = ("said", "strip", "setting")
    assert [reset[name] for name in shows] == [first[name] for name in shows]
    browser.run(CLOSED)
