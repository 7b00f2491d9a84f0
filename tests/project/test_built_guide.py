"""The guide that `make docs` builds: whole, every link leads somewhere, and no page asks the network for anything.

It is built once, without a warning, where .venv/docs is; what looks through its pages is tested anywhere.
"""

import html
import os
import re
import subprocess
from pathlib import Path

import pytest
from guide import START, faults, page_of

import weighbridge
from weighbridge.cli import main
from weighbridge.glossary import glossary, note

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv" / "docs" / "bin" / "python"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """The folder of the guide, built as `make docs` does; and what that printed."""
    if not PYTHON.is_file():
        absent = "sphinx is not here. `make .venv/docs/.ready` installs it."
        if os.environ.get("WEIGHBRIDGE_EVERY_TEST"):
            pytest.fail(absent, pytrace=False)
        pytest.skip(absent)
    into = tmp_path_factory.mktemp("guide") / "docs"
    command = [PYTHON, ROOT / "tools" / "guide.py", "--into", into]
    run = subprocess.run(command, capture_output=True, text=True, cwd=into.parent, timeout=600, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    return into


@pytest.fixture
def text_of(guide):
    """The text of a page of the guide, by its path without its ending."""
    return lambda name: (guide / f"{name}.html").read_text(encoding="utf-8")


def test_it_is_built_without_a_warning_and_begins_at_one_file(guide):
    assert START in (guide / "index.html").read_text(encoding="utf-8")
    assert (guide / START).is_file()


def test_every_page_and_every_notebook_is_in_it_and_reached_from_its_start(guide):
    pages = [path.relative_to(ROOT).with_suffix(".html").as_posix() for path in (ROOT / "docs").glob("*.md")]
    pages += [path.relative_to(ROOT).with_suffix(".html").as_posix() for path in NOTEBOOKS]
    assert [page for page in pages if not (guide / page).is_file()] == []
    start = guide / START
    links = page_of(start.read_text(encoding="utf-8")).links
    reached = {(start.parent / link.partition("#")[0]).resolve() for link in links}
    assert [page for page in pages if (guide / page).resolve() not in reached] == []


def test_no_link_leads_nowhere_and_no_page_loads_from_elsewhere(guide):
    assert faults(guide) == []


def test_what_is_built_holds_nothing_that_a_script_would_fetch(guide):
    """Neither MathJax nor require.js, which sphinx and myst-nb take from elsewhere where they are asked for them."""
    named = re.compile(r"cdn\.jsdelivr|cdnjs|unpkg\.com|googleapis|mathjax@|require(?:\.min)?\.js|html-manager")
    files = [path for path in guide.rglob("*") if path.suffix in (".html", ".css", ".js")]
    assert len(files) > 50
    assert [path.name for path in files if named.search(path.read_text(encoding="utf-8", errors="replace"))] == []


def test_notebooks_stand_there_as_they_are_saved(text_of):
    for path in NOTEBOOKS:
        page = text_of(f"notebooks/{path.stem}")
        assert 'class="cell_output' in page or 'class="output' in page, path.name
        assert "weighbridge-mathematics" not in page, path.name  # nothing sets it here; the text below says the same


def test_every_word_has_its_place_with_an_example(text_of):
    page = text_of("docs/guide/glossary")
    places = page_of(page).places
    assert [word for word in glossary() if note(word).anchor not in places] == []
    assert page.count("To see it:") == len(glossary())


def test_every_command_shows_its_help(text_of):
    page = html.unescape(text_of("docs/guide/commands"))
    assert [name for name in main.list_commands(None) if f"Usage: weighbridge {name} " not in page] == []
    assert "Usage: weighbridge evidence add " in page


def test_every_public_name_is_described(text_of):
    places = page_of(text_of("docs/guide/api")).places
    names = [f"weighbridge.{name}" for name in weighbridge.__all__ if name != "charts"]
    names += [f"weighbridge.charts.{name}" for name in weighbridge.charts.__all__]
    names += ["weighbridge.Case.with_", "weighbridge.Case.verify", "weighbridge.Case.solve"]
    assert [name for name in names if name not in places] == []


# What is looked for in pages: the page, and what is said of it.
PAGES = [
    ('<a href="no.html">x</a>', "a.html: `no.html` leads to no file"),
    ('<a href="b.html#no">x</a>', "a.html: `b.html#no` leads to no place on that page"),
    ('<a href="#no">x</a>', "a.html: `#no` leads to no place on that page"),
    ('<a href="https://exa mple.org/x">x</a>', "a.html: `https://exa mple.org/x` is no address of the web"),
    ('<a href="https://[::1/x">x</a>', "a.html: `https://[::1/x` is no address"),
    ('<a href="javascript:alert(1)">x</a>', "a.html: `javascript:alert(1)` is no address of the web"),
    ('<script src="https://cdn.example.org/x.js"></script>', "a.html: loads https://cdn.example.org/x.js"),
    ('<script src="//cdn.example.org/x.js"></script>', "a.html: loads //cdn.example.org/x.js"),
    ('<link rel="stylesheet" href="http://example.org/x.css">', "a.html: loads http://example.org/x.css"),
    ('<link rel="preload" href="http://example.org/x.woff">', "a.html: loads http://example.org/x.woff"),
    ('<img srcset="b.png 1x, https://example.org/x.png 2x">', "a.html: loads https://example.org/x.png 2x"),
    ('<img src="no.png">', "a.html: loads no.png, which is not there"),
    ('<p style="background: url(https://example.org/x.png)">', "a.html: loads https://example.org/x.png"),
    ("<style>@import 'https://example.org/x.css'</style>", "a.html: loads https://example.org/x.css"),
    ("<script>fetch('https://example.org/x.json')</script>", "a.html: loads https://example.org/x.json"),
    ("<script>import('//example.org/x.js')</script>", "a.html: loads //example.org/x.js"),
]


@pytest.mark.parametrize(("markup", "said"), PAGES)
def test_what_is_wrong_with_a_page_is_found(tmp_path, markup, said):
    (tmp_path / "a.html").write_text(f"<html><body>{markup}</body></html>", encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="yes">x</p>', encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"")
    found = faults(tmp_path)
    assert [one for one in found if one.startswith(said)] == found != []


def test_what_is_right_is_left_alone(tmp_path):
    right = """<a href="b.html#yes">x</a> <a href="#here" id="here">x</a> <a href="https://example.org/?p=1#x">x</a>
        <a href="mailto:a@example.org">x</a> <img src="b.png"> <img src="data:image/png;base64,AA, //x">
        <a href="%62.html">x</a>
        <pre>fetch('https://example.org')</pre> <script>const namespace = "http://www.w3.org/2000/svg"</script>"""
    (tmp_path / "a.html").write_text(right, encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="yes">x</p>', encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"")
    assert faults(tmp_path) == []


def test_a_style_sheet_that_loads_from_elsewhere_is_found(tmp_path):
    (tmp_path / "x.css").write_text('@import url("https://example.org/font.css");', encoding="utf-8")
    assert faults(tmp_path) == ["x.css: loads https://example.org/font.css"]
