"""The notebooks in a real JupyterLab, as somebody sees them who has just cloned the project: opened, then run."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))

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


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_chart_is_seen_before_anything_is_run_and_everything_runs(browser, lab, notebook):
    browser.view(1280, 900)
    browser.open(f"{lab.address}/lab?reset")
    has_trusted_outputs = browser.run(OPENED, notebook)
    assert not has_trusted_outputs  # as in a fresh clone, where JupyterLab leaves out what could be dangerous
    least = charts(notebook)
    assert_pictures_are_seen(browser.run(PICTURES), least)
    ran = browser.run(RUN_ALL)
    assert ran == {"amiss": [], "idle": 0}
    assert_pictures_are_seen(browser.run(PICTURES), least)
    browser.run(CLOSED)


def test_every_notebook_has_a_picture():
    assert [notebook for notebook in NOTEBOOKS if not charts(notebook)] == []
