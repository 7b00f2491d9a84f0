"""One place makes text safe for each kind of output: what goes past it is found in the source."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "weighbridge"
MODULES = sorted(SOURCE.rglob("*.py"))
TEMPLATES = sorted(SOURCE.rglob("*.html"))

# What prints, where, and why nothing of a stranger acts there.
PRINTING = {
    "cli/output.py": "the place itself",
    "terminal/console.py": "cells are made visible where they are laid out",
    "terminal/lines.py": "lines are laid out by `wrapped` and `cut`, which make them visible",
}
WRITING = ("print", "sys.stdout.write", "sys.stderr.write", "console.print")
# Documents that `click.echo` prints as they are: JSON that escapes what is not seen, Markdown that escapes markup.
DOCUMENTS = {"to_json", "model_dump_json", "markdown", "visible_json", "linked_data", "as_script", "as_json"}
DOCUMENTS_BY_NAME = {
    "cli/verification.py": "the schema, which is our own file",
    "cli/difference.py": "a text that `markdown`, `model_dump_json` or `lines_of` made",
    "cli/all_cases.py": "JSON that escapes what is not seen, or a CSV of cells for spreadsheets",
    "cli/audit.py": "texts that `as_json` made",
}
MARKED_SAFE = {  # what templates put into a page unescaped: our own style, and what was rendered by a template before
    "style", "pill(badge)", "pill(badge.sign)", "pill(one.badge.sign)", "pill(answer.badge.sign)",
    "answer._repr_html_()", "pill(view.badge.sign)", "pill(view.as_read.sign)",
    "image", "panel.image",  # a strip, drawn by `strip.html`
    "data",  # JSON in which `as_data` leaves nothing that ends its element
    "panel.section", "panel.style", "panel.script",  # by templates and files of ours
}  # fmt: skip
# Values of attributes that have no letters of a case: numbers, and names of ours.
OF_OURS = {
    "cell", "quiet", "kind.name|lower", "answer.badge.name|lower", "row.answer.badge.name|lower",
    "tick.place", "tick.anchor", "side.at", "side.low", "side.high", "side.width|round(2)", "table.columns|length",
    "badge.sign.colour", "many", "band[0]", "band[1]", "own", "panel.id", "panel.digest", "one.id", "one.start",
    "one.fair[0]", "(one.fair[1] - one.fair[0])|round(2)", "one.positions|length - 1", "loop.index0",
    "'own' if loop.index0 == one.start else 'step'",
    "one.narrow.width", "one.narrow.height", "one.wide.width", "one.wide.height",
}  # fmt: skip
# Elements made by f-strings: a chart's picture, whose words go through `html.escape`, and marks of our own.
ELEMENTS = re.compile(
    r"<(?:a|b|br|code|details|div|em|i|img|li|p|picture|pre|script|source|span|strong|table|td|title|desc|ul)\b"
)
MAKING_ELEMENTS = {
    "charts/chart.py": "its words go through `html.escape`, in a picture",
    "answers/box.py": "its words go through `escaped`",
    "base/several.py": "its words go through `escaped`",
    "controls/widget.py": "its words go through `escaped`",
    "report/notebook.py": "its words go through `escaped`",
}


def name(path):
    return path.relative_to(SOURCE).as_posix()


@cache
def nodes(path):
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def calls(path):
    return [node for node in nodes(path) if isinstance(node, ast.Call)]


def test_nothing_is_printed_but_in_one_place():
    """A command prints with `say`, or a document that is JSON or Markdown already."""
    found = []
    for path in MODULES:
        for call in calls(path):
            called = ast.unparse(call.func)
            if called in ("click.echo", "click.secho") and name(path) not in PRINTING:
                made_by = {
                    ast.unparse(one.func).rsplit(".", 1)[-1] for one in ast.walk(call) if isinstance(one, ast.Call)
                }
                if not made_by & DOCUMENTS and not name(path).startswith(tuple(DOCUMENTS_BY_NAME)):
                    found.append(f"{name(path)}:{call.lineno}: {called}")
            elif called in WRITING and name(path) not in PRINTING:
                found.append(f"{name(path)}:{call.lineno}: {called}")
    assert found == []


def test_no_module_declares_text_to_be_markup():
    found = [
        f"{name(path)}:{call.lineno}"
        for path in MODULES
        for call in calls(path)
        if ast.unparse(call.func).rsplit(".", 1)[-1] in ("Markup", "markup_safe", "mark_safe")
        and name(path) != "base/markup.py"
    ]
    assert found == []


def test_elements_are_made_by_templates():
    found = set()
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.JoinedStr) and ELEMENTS.search(
                "".join(one.value if isinstance(one, ast.Constant) else "" for one in node.values)
            ):
                found.add(name(path))
    assert found <= MAKING_ELEMENTS.keys(), found - MAKING_ELEMENTS.keys()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_escape_everything(path):
    text = path.read_text(encoding="utf-8")
    assert "{% autoescape" not in text
    assert set(re.findall(r"\{\{\s*((?:(?!\}\}).)*?)\s*\|\s*safe\s*\}\}", text)) <= MARKED_SAFE


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_element_gets_into_an_attribute(path):
    """A value from right to left is shown within an element, which would be words within an attribute."""
    text = path.read_text(encoding="utf-8")
    values = [
        one for value in re.findall(r'\s[a-z-]+="([^"]*)"', text) for one in re.findall(r"\{\{\s*(.*?)\s*\}\}", value)
    ]
    assert [one for one in values if not one.endswith("|plain") and one not in OF_OURS] == []
    titles = re.findall(r"<(?:title|text)[^>]*>(.*?)</(?:title|text)>", text)
    named = [one for title in titles for one in re.findall(r"\{\{\s*(.*?)\s*\}\}", title)]
    assert [one for one in named if not one.endswith("|plain") and one != "answer.badge.value"] == []


def test_cells_are_made_in_one_place():
    """Whether a spreadsheet would compute a cell is asked by `csv_cell` alone."""
    found = []
    for path in MODULES:
        for node in nodes(path):
            signs = {one.value for one in getattr(node, "elts", ()) if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Tuple | ast.Set | ast.List) and {"=", "@"} <= signs:
                found.append(f"{name(path)}:{node.lineno}")
    assert found == []
