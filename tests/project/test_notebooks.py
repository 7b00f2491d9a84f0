"""What a reader of the saved notebooks meets: an answer first, plain words, few tables, and nothing typed by hand."""

import json
import re
import statistics
import subprocess
import sys
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from ruamel.yaml import YAML

import weighbridge
from plain_words import RECORDS, unfolded

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WORDS, SENTENCE, TABLES, ROWS, LINES, USUAL_LINES = 900, 25, 3, 8, 10, 5
# The case that a notebook begins with, where it is not the first case.
FIRST = {"07-your-own-article": "libya-fuel", "08-gallery": "captagon-saudi"}
PLACEHOLDER = "No description has been provided"


def shown_html(output):
    """What an output shows, as HTML; a chart's text for where there are no pictures is not shown where there are."""
    data = output.get("data", {})
    if "text/html" in data:
        return "".join(data["text/html"])
    if "text/markdown" in data:
        return f"<p>{prose(''.join(data['text/markdown']))}</p>"
    return f"<p>{''.join(data.get('text/plain', output.get('text', '')))}</p>"


def words_of(html):
    """The words of some HTML, a line for each block of text, so that no sentence runs from one into another.

    The names by which figures are traced stand beside them in small code style, and are not read with them.
    """
    soup = BeautifulSoup(html, "html.parser")
    for name in soup.select("code"):
        name.decompose()
    for block in soup.select("p, li, td, th, caption, summary, div, h1, h2, h3"):
        block.append("\n")
    return re.sub(r" +([,.;:])", r"\1", unescape(soup.get_text()))


def prose(markdown):
    """The text of Markdown without its links' addresses and its marks."""
    text = re.sub(r"\]\([^)]*\)", "]", markdown)
    return re.sub(r"^[#>]+ ?|[*\[\]]", "", text, flags=re.MULTILINE)


def tree_of(name):
    """The case file of a name, as a tree."""
    return YAML(typ="safe").load((ROOT / "data/cases" / name / "case.yaml").read_text(encoding="utf-8"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    """A saved notebook: its cells, its Markdown, what it shows, and all its words."""
    cells = json.loads(request.param.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        cell["source"] = "".join(cell["source"])
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    markdown = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
    shown = [shown_html(output) for cell in code for output in cell["outputs"]]
    if request.param.stem in RECORDS:
        shown = [unfolded(html) for html in shown]
    texts = [prose(text) for text in markdown] + [words_of(html) for html in shown]
    name = FIRST.get(request.param.stem, "raqqa-2017")
    saved = SimpleNamespace(path=request.param, cells=cells, code=code, markdown=markdown, shown=shown, texts=texts)
    saved.name, saved.case = name, tree_of(name)
    return saved


def test_their_headings_have_their_numbers():
    numbers = [int(path.name[:2]) for path in NOTEBOOKS]
    assert numbers == sorted(set(numbers))
    for number, path in zip(numbers, NOTEBOOKS, strict=True):
        first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
        assert first["cell_type"] == "markdown"
        assert "".join(first["source"]).startswith(f"# {number}. ")


def test_it_begins_with_words_of_the_article_and_who_wrote_them(notebook):
    quotation = re.search(r"^> “(.+)”$", notebook.markdown[0], re.MULTILINE)[1]
    case, article = notebook.case, notebook.case["article"]
    quoted = [*case["claims"].values(), *case.get("events", {}).values()]
    exact = [one["quote"]["exact"] for one in quoted if one["quote"]["exact"] in quotation]
    assert exact, f"no claim of the case stands in “{quotation}”"
    rest = quotation
    for words in exact:
        rest = rest.replace(words, "")
    around = " ".join(one["quote"].get(key, "") for one in quoted for key in ("prefix", "suffix"))
    assert all(word in around.split() for word in rest.split()), f"“{rest}” is not around the claims"
    assert article["url"] in notebook.markdown[0]
    assert article.get("author", article["publisher"]) in notebook.markdown[0]


def test_the_first_thing_shown_is_an_answer_of_the_result_and_then_a_picture(notebook):
    result = weighbridge.open_case(notebook.name).verify()
    answers = [one.answer for one in (result, *result.checks, *result.events)]
    first = " ".join(words_of(notebook.shown[0]).split())
    assert any(answer.headline in first for answer in answers)
    assert notebook.code[0]["source"].splitlines()[-1].endswith(".answer")
    assert any("<img" in html for html in notebook.shown[:3]), "no picture among the first three outputs"


def test_every_picture_says_what_it_shows(notebook):
    pictures = BeautifulSoup("".join(notebook.shown), "html.parser").select("img")
    assert pictures
    for picture in pictures:
        assert len(picture.get("alt", "")) > 20
        assert PLACEHOLDER not in picture["alt"]


def test_it_has_questions_then_what_to_try_at_the_end(notebook):
    text = "\n".join(notebook.markdown)
    parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert parts[0] == "How we know"
    assert parts[-1] == "Your turn"
    known = text.split("## How we know")[1].split("\n## ")[0]
    questions = re.findall(r"^### (.+)$", known, re.MULTILINE)
    assert len(questions) >= 2
    assert [one for one in questions if not one.endswith("?")] == []


def test_who_changes_something_is_told_to_run_everything_first(notebook):
    """A cell that is run before the first one ends in a NameError, which nothing of ours can put into words."""
    text = "\n".join(notebook.markdown).split("## Your turn")[1].strip()
    assert text.startswith("First run everything once: *Run*, then *Run All Cells*. Then ")


def test_your_turn_shows_three_changes_before_and_after_or_a_panel_to_move_and_one(notebook):
    at = next(at for at, cell in enumerate(notebook.cells) if "## Your turn" in cell["source"])
    tries = [cell for cell in notebook.cells[at:] if cell["cell_type"] == "code"]
    panels = [cell for cell in tries if cell["source"].startswith("panel(")]
    changes = [cell for cell in tries if cell not in panels]
    assert len(changes) >= (1 if panels else 3)
    texts = []
    for cell in changes:
        assert re.search(r"\.(with_|under)\(", cell["source"])
        (output,) = cell["outputs"]
        texts.append(words_of(shown_html(output)))
        assert "Before:" in texts[-1]
        assert "After:" in texts[-1]
    assert any("Nothing changes" not in text for text in texts), "no change changes anything"


def test_a_saved_panel_is_a_table_of_what_would_give_another_answer_and_holds_no_widget(notebook):
    panels = [cell for cell in notebook.code if cell["source"].startswith("panel(")]
    assert bool(panels) == (notebook.path.name[:2] in ("02", "04", "05"))
    for cell in panels:
        (output,) = cell["outputs"]
        assert sorted(output["data"]) == ["text/html", "text/plain"]
        rows = BeautifulSoup(shown_html(output), "html.parser").select("tbody tr")
        assert len(rows) >= 3
        assert [
            row.get_text()
            for row in rows
            if not re.search("fit|unlikely|say", row.select("td")[-1].get_text(), re.IGNORECASE)
        ] == []


def test_it_has_few_words(notebook):
    count = sum(len(text.split()) for text in notebook.texts)
    assert count <= WORDS, f"{notebook.path.name} has {count} words"


def sentences(text):
    """The sentences of a text, a part by itself; what ends in a colon ends."""
    return [one for line in text.splitlines() for one in re.split(r"(?<=[.!?:])[”)]?\s+", line) if one.strip()]


def test_no_sentence_is_long(notebook):
    parts = [re.sub(r"(\w)\n(\w)", r"\1 \2", text) for text in notebook.texts]
    long = [one for text in parts for one in sentences(text) if len(one.split()) > SENTENCE]
    assert long == []


def test_it_has_few_tables_and_each_has_a_caption_few_rows_and_heads(notebook):
    tables = BeautifulSoup("".join(notebook.shown), "html.parser").select("table")
    assert len(tables) <= TABLES
    for table in tables:
        assert len(table.select("tbody tr")) <= ROWS
        assert table.find("caption") or table.find_parent("details")
        assert [head for head in table.select("th") if head.get_text(strip=True) and not head.get("scope")] == []


def test_cells_are_short(notebook):
    lengths = [len(cell["source"].splitlines()) for cell in notebook.code]
    assert max(lengths) <= LINES
    assert statistics.median(lengths) <= USUAL_LINES


def test_no_figure_is_typed_in_prose(notebook):
    """Those of the quotation, and the notebook's own number, are all."""
    for text in notebook.markdown:
        own = re.sub(r"^# \d+\. |^>.*$|\]\([^)]*\)", "", text, flags=re.MULTILINE)
        assert re.findall(r"\d+", own) == []


def test_no_identifier_no_key_and_no_address_stands_in_what_one_reads(notebook):
    model = weighbridge.open_case(notebook.name).model
    sources = json.loads((ROOT / "data/evidence/sources.json").read_text(encoding="utf-8"))
    named = {*model.nodes, *model.checks, *(one["id"] for one in sources)}
    told_apart = {name for name in named if re.search(r"[_\d-]", name)}
    for text in notebook.texts:
        assert re.findall(r"\b\w+_\w+\b", text) == []
        assert [name for name in told_apart if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)] == []
        assert re.findall(r"\b\w+\.(?:low|high|mode|mean|value|concentration)\b", text) == []
        assert re.findall(r"%[0-9A-Fa-f]{2}|https?://|\((?:True|False)|\bTrue\b|\bFalse\b|\bNone\b|\bnan\b", text) == []
        assert re.findall(r"[a-z]/[a-z]|\d %", text) == []


def test_what_stands_in_code_style_beside_a_figure_is_a_name_that_can_be_explained(notebook):
    case = weighbridge.open_case(notebook.name)
    known = {*case.model.nodes, *case.model.checks}
    beside = [code for html in notebook.shown for code in BeautifulSoup(html, "html.parser").select("code")]
    names = {code.get_text() for code in beside if not code.find_parent("details")}
    if notebook.path.stem != "08-gallery":  # which shows many cases
        assert names - known == set()
    assert names or "figures" not in "".join(cell["source"] for cell in notebook.code)


def test_links_lead_somewhere(notebook):
    sources = (ROOT / "data/evidence/sources.json").read_text(encoding="utf-8")
    known = {source["URL"] for source in json.loads(sources) if "URL" in source}
    known.add(notebook.case["article"]["url"])
    for target in re.findall(r"\]\(([^)]+)\)", "\n".join(notebook.markdown)):
        assert target in known or (notebook.path.parent / target.split("#")[0]).exists(), target


def test_nothing_went_wrong_when_it_was_run(notebook):
    outputs = [output for cell in notebook.code for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"] == []
    assert all(cell["execution_count"] for cell in notebook.code)


@pytest.fixture(scope="module")
def pages():
    """Each saved notebook as a page, by the tool that `make verify` runs, without running it again."""
    script = (
        "import sys; from pathlib import Path; from pages import Entry, index, page; "
        "import json; files = [Path(name) for name in sys.argv[1:]]; entries = [Entry.of(file) for file in files]; "
        "print(json.dumps({'index': index(entries), **{file.stem: page(file, entries) for file in files}}))"
    )
    command = [sys.executable, "-c", script, *map(str, NOTEBOOKS)]
    made = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT / "tools")
    return {name: BeautifulSoup(html, "html.parser") for name, html in json.loads(made.stdout).items()}


@pytest.mark.parametrize("at", range(len(NOTEBOOKS)), ids=[path.stem for path in NOTEBOOKS])
def test_a_page_has_what_a_reader_needs(pages, at):
    page = pages[NOTEBOOKS[at].stem]
    assert page.html["lang"] == "en"
    assert page.title.string == f"{page.h1.get_text()} – Weighbridge"
    assert [a["href"][1:] for a in page.select("nav.contents a")] == [h["id"] for h in page.select("main h2, main h3")]
    links = {a["rel"][0]: a["href"] for a in page.select("header a[rel]")}
    assert links.get("prev") == (f"{NOTEBOOKS[at - 1].stem}.html" if at else None)
    assert links.get("next") == (f"{NOTEBOOKS[at + 1].stem}.html" if at + 1 < len(NOTEBOOKS) else None)
    assert page.select_one("header a")["href"] == "index.html"


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_a_page_shows_results_and_folds_code(pages, name):
    main = pages[name].main
    assert main.select("details.code pre")
    assert [code for code in main.select("pre") if not code.find_parent("details")] == []
    assert not re.search(r"\b(In|Out) ?\[", main.get_text())
    for picture in main.select("img"):
        assert picture["alt"]
        assert PLACEHOLDER not in picture["alt"]
        assert picture.find_parent("figure").figcaption.get_text(strip=True)
    for table in main.select("table"):
        assert table.find_parent(attrs={"role": "region"})["aria-label"]
        assert [head for head in table.select("th") if head.get("scope") not in ("col", "row")] == []
    for text in main.find_all(string=re.compile("[\u0621-\u064a]")):
        assert text.find_parent(lang="ar")["dir"] == "rtl"


def test_the_index_leads_to_every_page(pages):
    assert [a["href"] for a in pages["index"].select("h2 a")] == [f"{path.stem}.html" for path in NOTEBOOKS]
    assert [a.get_text() for a in pages["index"].select("h2 a")] == [
        pages[path.stem].h1.get_text() for path in NOTEBOOKS
    ]
