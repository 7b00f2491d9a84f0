"""What nbval compares in the notebooks: every cell or a listed one, and a figure that is altered anywhere is named."""

import copy
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbval.plugin import IPyNbFile
from notebook_comparison import message, not_compared, notebooks

from weighbridge import charts
from weighbridge.audit.saved_output import moved

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "saved-outputs.md").read_text(encoding="utf-8")
RULES = (ROOT / "tests" / "nbval-sanitize.cfg").read_text(encoding="utf-8")
NOTEBOOKS = {path.name: path for path in notebooks(ROOT)}

FIGURE = r"(?<![\w.,#&;:-])(\d[\d,]*(?:\.\d+)?)(?![\w;:-])"
# Where a figure can stand in a saved output: its kind, and what stands before the figure.
PLACES = {
    "a table": ("text/html", rf"<td[^>]*>[^<]*?{FIGURE}"),
    "prose": ("text/markdown", FIGURE),
    "an alternative text": ("text/html", rf'alt="[^"]*?{FIGURE}'),
    "a folded part": ("text/html", rf"</summary>(?:(?!</details>).)*?>[^<]*?{FIGURE}"),
    "what is plotted": ("text/csv", r"(?<=,)(\d+(?:\.\d+)?)(?=[,\n])"),
    "plain text": ("text/plain", FIGURE),
    "the twin of a panel": ("text/html", rf">[^<]*?{FIGURE}"),
}
PANEL = "panel("  # in the code of a cell that shows one
# What not every notebook has, and how many have it.
OF_SOME = {"a folded part": 5, "the twin of a panel": 3}


def rows_below(heading):
    """The rows of the table below a heading of the page."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def cells_of(path):
    """The cells of a notebook, with texts as texts and not as lists of lines."""
    return nbformat.read(path, as_version=4).cells


@pytest.fixture(scope="module")
def collected(request):
    """The cells of a notebook as nbval collects them, with its rules, and without a kernel."""

    def collected(path):
        file = IPyNbFile.from_parent(request.session, path=path)
        file.setup_sanitize_files()
        return list(file.collect())

    return collected


# Which cells.


def test_every_cell_is_compared_or_listed_with_its_reason():
    apart = {name: not_compared(cells_of(path)) for name, path in NOTEBOOKS.items()}
    found = {(name, str(number), why) for name, several in apart.items() for number, why in several.items()}
    assert found == {tuple(row) for row in rows_below("Which cells")}


EXCEPTIONS = {
    "by a tag": ({"metadata": {"tags": ["nbval-ignore-output"]}}, "its output is ignored"),
    "by another tag": ({"metadata": {"tags": ["nbval-skip"]}}, "is not run"),
    "by a comment": ({"source": "# NBVAL_IGNORE_OUTPUT\n1"}, "its output is ignored"),
    "by not running it": ({"execution_count": None}, "was not run when it was saved"),
    "not at all": ({}, None),
}


@pytest.mark.parametrize(("change", "why"), EXCEPTIONS.values(), ids=EXCEPTIONS)
def test_a_cell_that_is_taken_out_of_the_comparison_is_seen(change, why):
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "execution_count": 1, "outputs": [], **change}
    assert not_compared([{"cell_type": "markdown"}, cell]) == ({2: why} if why else {})


def test_the_page_says_which_parts_nbval_passes_over(collected):
    (first, *_) = collected(next(iter(NOTEBOOKS.values())))
    parts = {"yes": set(), "no": set()}
    for cell, compared, _ in rows_below("What of an output"):
        parts[compared] |= set(re.findall("`(.*?)`", cell))
    assert parts["no"] == set(first.parent.skip_compare)
    shown = {kind for path in NOTEBOOKS.values() for cell in cells_of(path) for kind in kinds_of(cell)}
    assert shown - parts["no"] <= parts["yes"]


def kinds_of(cell):
    for output in cell.get("outputs", []):
        yield from output.get("data", {"stream": None} if output["output_type"] == "stream" else {})


def test_the_page_lists_every_rule_that_lets_something_pass():
    assert [row[0] for row in rows_below("What passes within a text")] == re.findall(r"^\[(.*)\]$", RULES, re.MULTILINE)


# A figure that is altered.


def planted(cells, kind, pattern):
    """The first output of this kind with a figure at such a place: its cell, the outputs with another figure, both."""
    for number, cell in enumerate(cells, 1):
        for at, output in enumerate(cell.get("outputs", [])):
            text = "".join(output.get("data", {}).get(kind, ""))
            if found := re.search(pattern, text, re.DOTALL):
                start, end = found.span(1)
                figure = found[1]
                other = figure[:-1] + str((int(figure[-1]) + 1) % 10)
                changed = copy.deepcopy(cell["outputs"])
                changed[at]["data"][kind] = text[:start] + other + text[end:]
                return number, changed, other, figure
    return None


def _is_named(name, place, items, found):
    """Whether nbval finds an altered figure, and the message says where it is, what was saved and what is there."""
    number, changed, other, figure = found
    item = items[number]
    assert not item.compare_outputs(item.cell.outputs, changed), place
    said = message(f"{name}, cell {number}", item.cell.source, changed, item.cell.outputs)
    assert said.startswith(f"{name}, cell {number}: what it shows has moved\n    "), place
    both = rf"saved “[^”]*{re.escape(other)}[^”]*”, today “[^”]*{re.escape(figure)}[^”]*”"
    assert re.search(both, said), (place, said)
    assert len(said.splitlines()) <= 12, said
    assert "<td" not in said


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_an_altered_figure_fails_and_is_named_wherever_it_stands(name, collected):
    items = dict(zip(code_cells(name), collected(NOTEBOOKS[name]), strict=True))
    cells, seen = cells_of(NOTEBOOKS[name]), set()
    for place, (kind, pattern) in PLACES.items():
        shown = [cell if place != "the twin of a panel" or PANEL in cell.source else {} for cell in cells]
        if found := planted(shown, kind, pattern):
            seen.add(place)
            _is_named(name, place, items, found)
    assert seen >= PLACES.keys() - OF_SOME.keys()


@pytest.mark.parametrize(("place", "count"), OF_SOME.items())
def test_several_notebooks_have_what_not_all_have(place, count):
    kind, pattern = PLACES[place]
    only = PANEL if place == "the twin of a panel" else ""
    several = [[cell for cell in cells_of(path) if only in cell.source] for path in NOTEBOOKS.values()]
    assert sum(planted(cells, kind, pattern) is not None for cells in several) >= count


def code_cells(name):
    return [number for number, cell in enumerate(cells_of(NOTEBOOKS[name]), 1) if cell["cell_type"] == "code"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_may_differ_passes(name, collected):
    altered = 0
    for item in collected(NOTEBOOKS[name]):
        other = copy.deepcopy(item.cell.outputs)
        for output in other:
            output["execution_count"] = 99
            for kind, text in output.data.items():
                if kind == "text/html":
                    output.data[kind] = re.sub(r"base64,[A-Za-z0-9+/]{8}", "base64,AAAAAAAA", text)
                    altered += output.data[kind] != text
        assert item.compare_outputs(other, item.cell.outputs)
        assert moved(item.cell.outputs, other) == []
    assert altered, "a notebook without a chart"


def test_a_moved_series_of_a_chart_is_named_by_its_row_and_column(raqqa):
    chart = charts.history_plot(raqqa, "prices")
    changed = chart.data.copy()
    changed.loc[chart.data["low"] == 5940.91, "low"] = 5941.91
    bundles = (one._repr_mimebundle_() for one in (chart, replace(chart, data=changed)))
    saved, today = ([{"output_type": "execute_result", "data": bundle}] for bundle in bundles)
    (said,) = moved(saved, today)
    assert re.fullmatch(r"in what is plotted, in row \d+ \(.*\), `low`: saved “5940.91”, today “5941.91”", said)


def test_a_line_that_is_drawn_elsewhere_is_told_from_a_figure_that_moved(raqqa):
    chart = charts.dot_plot(raqqa, "loads")
    texts = (chart.words(), f"{chart.words()[:-3]}00.")
    saved, today = ([{"output_type": "execute_result", "data": {"text/plain": text}}] for text in texts)
    assert moved(saved, today) == ["the drawing of the chart differs; what it plots and says does not"]


# The same in a run of nbval.

ONE_CELL = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Loads"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "execution_count": 1,
            "source": 'print("the load is 49 tonnes a truck")',
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "the load is 50 tonnes a truck\n"}],
        },
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def test_a_run_says_in_a_few_lines_what_moved(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "loads.ipynb").write_text(json.dumps(ONE_CELL), encoding="utf-8")
    (tmp_path / "conftest.py").write_text((ROOT / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    options = ["-q", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider", "-p", "no:xdist", "--color=no"]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tools")])
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--rootdir={tmp_path}", "notebooks"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert (
        "notebooks/loads.ipynb, cell 2: what it shows has moved\n"
        '    print("the load is 49 tonnes a truck")\n'
        "  saved “50”, today “49”, after “the load is”\n"
    ) in run.stdout
    assert "<<<<<" not in run.stdout
