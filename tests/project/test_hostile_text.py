"""Hostile text in every field of a case, its tables, sources, log and reviewers' files reaches no output alive.

Each output is compared with that of a twin, in which the same texts are harmless: it may hold no other elements and no
other attributes, no address but of the web, nothing unseen, no cell that a spreadsheet would compute.
"""

import csv
import io
import json
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

import hostile_text as texts
import weighbridge
from hostile_outputs import (
    ACTING,
    HARMLESS_LINK,
    LINKS,
    SMALL,
    TWIN,
    Elements,
    Outputs,
    acting_latex,
    acting_parts,
    acting_tex,
    formulas_in,
    made,
    small_panel,
    unseen,
)
from hostile_text import HALF, HOSTILE, MARK, TEXTS, write_case
from pdf_structure import TaggedPdf
from small_cases import HEAD
from sound_workbook import faults
from weighbridge.cli import main
from weighbridge.deposit import deposit_files
from weighbridge.pages import write_results
from weighbridge.record.log import Log
from weighbridge.record.reviews import ReviewFile
from word_parts import word_parts

JOINER = "\u2060"  # Typst puts one before each page in a list of contents
SHIFTS = {
    "raqqa-2017": (0,),
    "azernews-trucks": (0,),
    "ihs-2016": (3,),
    "oil-2015": (9,),
    "pangolin-2019": (0,),  # units of its own, a mix
    "port-sudan-copper": (0,),  # written from right to left, tables of others
}
SPOILT = [(name, shift) for name, shifts in sorted(SHIFTS.items()) for shift in shifts]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Gives what is shown of a case in which every text is hostile, or, for ``TWIN``, harmless."""

    made: dict[tuple[str, int], Outputs | Exception] = {}

    def outputs(name: str, shift: int) -> Outputs:
        if (name, shift) not in made:
            try:
                made[name, shift] = make(name, shift)
            except Exception as error:  # once for all tests that ask for it
                made[name, shift] = error
        if isinstance(found := made[name, shift], Exception):
            raise found
        return found

    def make(name: str, shift: int) -> Outputs:
        with pytest.MonkeyPatch.context() as patch:
            folder = tmp_path_factory.mktemp("hostile")
            patch.setenv("WEIGHBRIDGE_DATA", str(folder / "data"))
            patch.setenv("COLUMNS", "100")
            return Outputs(folder, name, shift)

    return outputs


def amiss(found: dict[str, list[str]]) -> str:
    """What is wrong, a line for each output that has anything."""
    return "\n".join(f"{name}: {'; '.join(map(str, several[:4]))}" for name, several in found.items() if several)


SORTED = {
    "a case": (texts.keys_of_a_case, texts.TEXTS, texts.READ),
    "sources": (texts.keys_of_sources, texts.TEXTS_OF_SOURCES, texts.READ_OF_SOURCES),
    "tables": (texts.columns_of_tables, texts.TEXTS_OF_TABLES, texts.READ_OF_TABLES),
    "a reviewer": (lambda: texts.fields(ReviewFile), texts.TEXTS_OF_REVIEWS, texts.READ_OF_REVIEWS),
    "a log": (lambda: texts.fields(Log), texts.TEXTS_OF_LOGS, texts.READ_OF_LOGS),
}


@pytest.mark.parametrize(("keys", "spoilt", "read"), SORTED.values(), ids=SORTED)
def test_every_text_is_either_read_or_spoilt(keys, spoilt, read):
    """A new key or column has to be sorted: is it free text, or read as a name, an amount, a day?"""
    assert keys() - spoilt - read == set()
    assert set() == spoilt & read


@pytest.mark.parametrize(("name", "shift"), SPOILT)
class TestOfEveryText:
    """Everything that is shown of the cases, with every text hostile."""

    def test_the_hostile_texts_are_shown_at_all(self, outputs, name, shift):
        all_of_it = outputs(name, shift)
        for kind in (all_of_it.html, all_of_it.text, all_of_it.json, all_of_it.markdown):
            assert sum(text.count(MARK) for text in kind.values()) > 5
        assert MARK in all_of_it.yaml["deposit/CITATION.cff"]
        told = ("log", "review", "sources", "list", "check", "verify --full")
        for label in (*(f"weighbridge {command}" for command in told), "audit", "diff", "refused: diff"):
            assert MARK in all_of_it.text[label], label

    def test_pages_and_displays_hold_no_other_elements(self, outputs, name, shift):
        hostile, twin = outputs(name, shift).html, outputs(name, TWIN).html
        allowed = set().union(*(Elements(text).found for text in twin.values()))
        found = {label: Elements(text) for label, text in hostile.items()}
        assert not amiss({label: sorted(one.found - allowed) for label, one in found.items()})
        assert not amiss({label: one.alive for label, one in found.items()})

    def test_as_many_elements_as_in_the_twin(self, outputs, name, shift):
        hostile, twin = outputs(name, shift).html, outputs(name, TWIN).html
        page = f"{name}.html"
        for tag in sorted(ACTING | {"img", "svg", "html", "body", "head", "table"}):
            assert len(re.findall(rf"(?i)<{tag}\b", hostile[page])) == len(re.findall(rf"(?i)<{tag}\b", twin[page])), (
                tag
            )

    @pytest.mark.parametrize("kind", ["html", "text", "json", "csv", "svg", "markdown", "latex", "tex", "yaml"])
    def test_nothing_that_cannot_be_seen(self, outputs, name, shift, kind):
        found = {label: unseen(text) for label, text in getattr(outputs(name, shift), kind).items()}
        assert not amiss(found)

    def test_no_cell_begins_as_a_formula(self, outputs, name, shift):
        found = {}
        for label, text in outputs(name, shift).csv.items():
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            found[label] = [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and not is_number(cell)]
        assert not amiss(found)

    def test_the_data_of_the_panels_are_texts_and_the_script_is_the_one_of_the_twin(self, outputs, name, shift):
        hostile, twin = (outputs(name, one).html[f"{name}.html"] for one in (shift, TWIN))
        data = [re.search(r'id="try-data">(.*?)</script>', one)[1] for one in (hostile, twin)]
        strings = json.loads(data[0])["strings"]
        assert MARK in "".join(strings) + hostile[hostile.index('class="trials"') : hostile.index('id="claims"')]
        assert not amiss({str(at): unseen(text) for at, text in enumerate(strings)})
        assert keys_of(json.loads(data[0])) == keys_of(json.loads(data[1]))
        script, policy = (re.compile(one, re.DOTALL) for one in (r"<script>(.*?)</script>", r"script-src '([^']*)'"))
        assert script.findall(hostile) == script.findall(twin)
        assert policy.findall(hostile) == policy.findall(twin)

    def test_json_says_what_the_case_says(self, outputs, name, shift):
        one = outputs(name, shift)
        text = one.json[f"{name}.json"]
        for label, other in one.json.items():
            assert json.loads(other) is not None, label
        assert json.loads(text)["title"] == one.case.text.title
        said = one.case.text.article.model_dump(exclude_none=True, exclude={"paragraphs"})  # hashes, for a text at hand
        assert json.loads(text)["article"] == said

    def test_charts_hold_no_other_elements(self, outputs, name, shift):
        hostile, twin = outputs(name, shift).svg, outputs(name, TWIN).svg
        allowed = {part for text in twin.values() for part in parts_of(text)}
        assert not amiss({label: sorted(parts_of(text) - allowed) for label, text in hostile.items()})
        assert not amiss({label: addresses_in(text) for label, text in hostile.items()})

    def test_markdown_makes_no_other_elements(self, outputs, name, shift):
        allowed = {part for text in outputs(name, TWIN).markdown.values() for part in Elements(made(text)).found}
        found = {label: Elements(made(text)) for label, text in outputs(name, shift).markdown.items()}
        assert not amiss({label: sorted(one.found - allowed) for label, one in found.items()})
        assert not amiss({label: one.alive for label, one in found.items()})

    def test_tables_for_latex_are_tables_and_nothing_else(self, outputs, name, shift):
        hostile, twin = outputs(name, shift).tex, outputs(name, TWIN).tex
        assert len(hostile) == len(twin) == 4
        assert sum(text.count(MARK) for text in hostile.values()) > 5
        assert not amiss({label: acting_tex(text) for label, text in hostile.items()})
        for label, text in hostile.items():
            assert len(re.findall(r"\\\\$", text, re.M)) == len(re.findall(r"\\\\$", twin[label], re.M)), label

    def test_mathematics_are_formulas_and_nothing_else(self, outputs, name, shift):
        found = {label: acting_latex(text) for label, text in outputs(name, shift).latex.items()}
        assert found
        assert not amiss(found)

    def test_workbooks_hold_no_other_formulas_and_nothing_that_acts(self, outputs, name, shift):
        hostile, twin = outputs(name, shift).workbooks, outputs(name, TWIN).workbooks
        assert len(hostile) == 2
        for label, content in hostile.items():
            assert faults(content) == [], label
            assert acting_parts(content) == [], label
            assert formulas_in(content) == formulas_in(twin[label]), label

    def test_a_report_as_pdf_is_made_of_nothing_else(self, outputs, name, shift):
        hostile, twin = (TaggedPdf(outputs(name, one).pdf) for one in (shift, TWIN))
        assert hostile.structure.text.count(MARK) > 50
        kinds = [type(block).__name__ for block in outputs(name, shift).report.blocks]
        counts = {tag: len(list(hostile.structure.all(tag))) for tag in ("Title", "Table", "Figure", "BlockQuote")}
        blocks = {"Title": 1, "Table": kinds.count("Table"), "Figure": kinds.count("Drawing"), "BlockQuote": 1}
        assert counts == blocks
        assert len(list(hostile.structure.all("H1", "H2"))) == kinds.count("Heading")
        assert hostile.keys() - twin.keys() <= {"/MCR", "/MCID"}  # of a paragraph that goes on on the next page
        assert [link for link in hostile.links if not link.startswith(("https://", "http://"))] == []
        assert hostile.structure.text.count(JOINER) == twin.structure.text.count(JOINER)
        read = hostile.structure.text.replace(JOINER, "")
        spoken = [read, *(one.alt or "" for one in hostile.structure.all()), *hostile.told]
        assert [found for text in spoken for found in unseen(text)] == []

    def test_a_report_as_docx_is_made_of_nothing_else(self, outputs, name, shift):
        hostile, twin = (word_parts(outputs(name, one).docx) for one in (shift, TWIN))
        assert hostile.text.count(MARK) > 50
        assert hostile.names == twin.names
        assert hostile.elements <= twin.elements
        assert hostile.fields == twin.fields == {"PAGE", "NUMPAGES"}
        assert [link for link in hostile.links if not link.startswith(("https://", "http://"))] == []
        assert hostile.acting == []
        assert unseen(hostile.text) == []

    def test_documents_for_machines_have_the_keys_of_the_twin(self, outputs, name, shift):
        hostile, twin = outputs(name, shift), outputs(name, TWIN)
        for label in hostile.json.keys() & {
            "deposit/ro-crate-metadata.json",
            "deposit/provenance.json",
            "claim review",
        }:
            assert not re.search("[<>&]", hostile.json[label]), label
            assert keys_of(json.loads(hostile.json[label])) - keys_of(json.loads(twin.json[label])) == set(), label
        for label, text in hostile.yaml.items():
            one, other = (YAML(typ="safe").load(whole) for whole in (text, twin.yaml[label]))
            assert keys_of(one) - keys_of(other) == set(), label

    def test_a_review_in_a_page_ends_with_its_script(self, outputs, name, shift):
        script = outputs(name, shift).script
        assert re.findall(r"<(?:/?\w+|!--)", script) == ["<script", "</script"]

    def test_files_of_a_deposit_have_names_that_every_system_takes(self, outputs, name, shift):
        for path in outputs(name, shift).paths:
            assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}", step) for step in path.split("/")), path


def keys_of(tree: Any) -> set[str]:
    """Every key of a tree that is no name of ours for a thing of the case, such as `case:quantity/load`."""
    if isinstance(tree, dict):
        return {key for key in tree if not key.startswith(("case:", "_:"))}.union(*map(keys_of, tree.values()))
    return set().union(*map(keys_of, tree)) if isinstance(tree, list) else set()


def is_number(text: str) -> bool:
    """Whether a cell is a number and nothing else."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def parts_of(svg: str) -> set[tuple[str, str]]:
    """The elements of a drawing, each with each of its attributes."""
    elements = list(ET.fromstring(svg).iter())
    return {(one.tag, name) for one in elements for name in ("", *one.attrib)}


def addresses_in(svg: str) -> list[str]:
    """The addresses of a drawing that do not lead to a part of itself or to an embedded picture."""
    links = [(name, value) for one in ET.fromstring(svg).iter() for name, value in one.attrib.items() if name in LINKS]
    return [value[:60] for _, value in links if not HARMLESS_LINK.match(value)]


# One text at a time, wherever it stands.


def texts_of(tree: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where the texts of the small case stand."""
    for key, inside in tree.items():
        if isinstance(inside, dict):
            yield from texts_of(inside, (*at, key))
        elif isinstance(inside, str) and (key in TEXTS or at[-1:] == ("options",)):
            yield (*at, key)


def with_text(tree: Any, at: tuple[str, ...], text: str) -> Any:
    """The tree with one text in place of another."""
    key, *rest = at
    return {**tree, key: with_text(tree[key], tuple(rest), text) if rest else text}


@given(
    at=st.sampled_from(list(texts_of(SMALL))),
    pieces=st.lists(st.sampled_from(list(HOSTILE.values())), min_size=1, max_size=3),
)
@settings(max_examples=30, phases=[Phase.generate])  # to make a failure smaller takes minutes
def test_any_hostile_text_in_any_field(tmp_path_factory, at, pieces):
    folder = tmp_path_factory.mktemp("one") / "small"
    folder.mkdir()
    write_case(folder / "case.yaml", with_text(SMALL, at, " ".join(pieces)[:60]))
    case = weighbridge.open_case(str(folder))
    write_results(case.verify(), folder, case.all_flips(), (), small_panel(case, settings=5))
    page = (folder / "small.html").read_text(encoding="utf-8")
    shown = {
        "page": page,
        "case": case._repr_html_(),
        "result": case.verify()._repr_html_(),
        "load": case["load"]._repr_html_(),
    }
    printed = CliRunner().invoke(main, ["verify", str(folder)]).output
    assert not amiss({label: Elements(text).alive for label, text in shown.items()})
    assert not amiss({label: unseen(text) for label, text in {**shown, "terminal": printed}.items()})
    assert re.findall("<script[^>]*>", page) in ([], ['<script type="application/json" id="try-data">', "<script>"])
    for path in folder.glob("*.csv"):
        cells = [cell for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))) for cell in row]
        assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and not is_number(cell)] == []


def test_texts_that_are_longer_than_anything_take_no_time_and_fit_everywhere(tmp_path):
    tree = SMALL
    for at in texts_of(SMALL):
        is_short = at[-1] in texts.LONGEST or at[0] == "words"
        tree = tree if is_short else with_text(tree, at, texts.LONG)
    folder = tmp_path / "small"
    folder.mkdir()
    write_case(folder / "case.yaml", tree)
    began = time.monotonic()
    files = deposit_files(weighbridge.open_case(str(folder)), "MIT")  # page, tables, charts, workbook and record
    assert time.monotonic() - began < 60
    (book,) = (content for path, content in files.items() if path.endswith(".xlsx"))
    assert faults(book) == acting_parts(book) == []
    assert not Elements(files["results/small.html"].decode()).alive


@pytest.mark.parametrize("at", list(texts_of(SMALL)), ids=".".join)
def test_half_of_a_character_is_refused_in_any_field(tmp_path, at):
    write_case(tmp_path / "case.yaml", with_text(SMALL, at, HALF))
    ran = CliRunner().invoke(main, ["verify", str(tmp_path)], color=False)
    assert (ran.exit_code, unseen(ran.output)) == (2, [])
    assert re.search(r"case\.yaml:\d+: half of a character stands here; write the character itself", ran.output)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "field",
    ["value: {}", "hedge: {}, value: 5 tonne", "during: {}, value: 5 tonne", "{}: 5", "value: 5 tonne, readings: {}"],
)
def test_what_is_refused_is_reported_without_harm(tmp_path, field, hostile):
    """An error shows what was found, and that may be hostile as well."""
    found = json.dumps(hostile)
    text = f"{HEAD}claims:\n  mass: {{quote: {{exact: x}}, {field.replace('{}', found, 1)}}}\nchecks: {{}}\n"
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(main, ["verify", str(tmp_path)], color=False)
    assert ran.exit_code != 0
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert unseen(ran.output) == []
