"""The notebooks in a real JupyterLab, as somebody sees them who has just cloned the project: opened, then run."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
WIDE, HIGH = 1280, 900  # CSS pixels of the window
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
    return document.querySelector(".jp-Notebook .jp-WindowedPanel-outer").scrollHeight;
"""
AXE = """
    const [script] = values, outputs = ".jp-Notebook .jp-OutputArea-output";
    if (!window.axe) (0, eval)(script);
    const found = await axe.run({include: [[outputs]]}, {resultTypes: ["violations", "incomplete", "passes"]});
    const seen = document.querySelectorAll(`${outputs} *`), says = one => one.nodeType === 3 && /[\\p{L}\\p{N}]/u.test(one.data);
    const texts = Array.from(seen).filter(one => Array.from(one.childNodes).some(says) && one.checkVisibility());
    const contrast = rules => rules.filter(rule => rule.id === "color-contrast").flatMap(rule => rule.nodes);
    const measured = new Set(contrast([...found.passes, ...found.violations]).map(node => document.querySelector(node.target[0])));
    return {
        amiss: found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`
            + ` ${(node.failureSummary || "").slice(0, 300)}`)),
        texts: texts.length,
        unmeasured: texts.filter(one => !measured.has(one)).map(one => one.outerHTML.slice(0, 200)),
    };
"""
CARDS = """
    const corners = one => {
        const drawn = document.createElement("canvas"), [wide, high] = [one.naturalWidth, one.naturalHeight];
        [drawn.width, drawn.height] = [wide, high];
        const pen = drawn.getContext("2d");
        pen.drawImage(one, 0, 0);
        return [[0, 0], [wide - 1, 0], [0, high - 1], [wide - 1, high - 1]].map(([x, y]) => Array.from(pen.getImageData(x, y, 1, 1).data));
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
    browser.view(WIDE, browser.run(UNFOLDED) + MARGIN)
    browser.run(UNFOLDED)
    found = browser.run(AXE, axe)
    browser.view(WIDE, HIGH)
    assert found["amiss"] == []
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
    assert_all_is_legible(browser, axe)
    browser.run(THEME, LIGHT)
    assert_all_is_legible(browser, axe)
    browser.run(CLOSED)


def test_every_notebook_has_a_picture():
    assert [notebook for notebook in NOTEBOOKS if not charts(notebook)] == []
