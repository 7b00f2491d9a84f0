"""Hostile text in every field of a case, its evidence and its sources reaches no file of a deposit alive.

A deposit is compared with that of a twin in which the same texts are harmless: its documents have the same keys, its
pages no other elements, its addresses are of the web. Tables and the case itself are what was read, byte for byte; the
cells that a spreadsheet would compute are named.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from ruamel.yaml import YAML

import weighbridge
from hostile_outputs import unseen
from hostile_text import HARMLESS, HOSTILE, MARK, in_turn, written
from weighbridge.base import visible
from weighbridge.deposit import deposit_files, write_deposit
from weighbridge.deposit.author import author_of
from weighbridge.deposit.manifest import differing

CASES = ("raqqa-2017", "port-sudan-copper", "pangolin-2019")
LINKED = ("ro-crate-metadata.json", "provenance.json")
PAGES = ("README.md", "LICENCES.md")
ADDRESSES = ("@id", "url", "archivedAt", "wb:address", "website", "path")
OF_A_CASE = re.compile(r"data/cases/[^/]+/case\.yaml|data/.*\.csv")  # what was read, byte for byte


@pytest.fixture(scope="module")
def deposits(tmp_path_factory):
    """Gives the files of the deposit of a case in which every text is hostile, or harmless."""
    made = {}

    def files(name, is_hostile=True):
        if (name, is_hostile) not in made:
            with pytest.MonkeyPatch.context() as patch:
                folder = tmp_path_factory.mktemp("hostile")
                patch.setenv("WEIGHBRIDGE_DATA", str(folder / "data"))
                piece = in_turn(0) if is_hostile else (lambda: HARMLESS)
                case = weighbridge.open_case(str(written(folder / "data", name, piece)))
                author = author_of(f"{piece()} Jane Doe", None, False)
                made[name, is_hostile] = deposit_files(case, "MIT", author)
        return made[name, is_hostile]

    return files


@pytest.mark.parametrize("name", CASES)
def test_the_hostile_texts_are_there_at_all(deposits, name):
    for path in (*LINKED, *PAGES[:1], "CITATION.cff", "sources.csl.json"):
        assert MARK in deposits(name)[path].decode(), path


@pytest.mark.parametrize("name", CASES)
def test_nothing_unseen_stands_in_any_file_that_was_made(deposits, name):
    for path, content in deposits(name).items():
        if path.endswith(".xlsx") or OF_A_CASE.fullmatch(path):
            continue
        assert unseen(content.decode("utf-8")) == [], path


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("path", LINKED)
def test_linked_data_can_stand_in_a_page(deposits, name, path):
    assert not re.search("[<>&]", deposits(name)[path].decode("utf-8"))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("path", [*LINKED, "sources.csl.json", "data/datapackage.json"])
def test_a_document_has_the_keys_of_its_twin(deposits, name, path):
    if path not in deposits(name):
        pytest.skip(f"{name} has no tables of its own or of the project")
    hostile, twin = (keys(json.loads(deposits(name, which)[path])) for which in (True, False))
    assert hostile - twin == set()


def keys(tree):
    """Every key of a tree that is no name of ours for a thing of the case, such as `case:quantity/load`."""
    if isinstance(tree, dict):
        return {key for key in tree if not key.startswith(("case:", "_:"))}.union(*map(keys, tree.values()))
    return set().union(*map(keys, tree)) if isinstance(tree, list) else set()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("path", LINKED)
def test_every_address_is_of_the_web_or_within_the_deposit(deposits, name, path):
    for key, value in addresses(json.loads(deposits(name)[path])):
        assert re.fullmatch(r"https?://[^\s<>\"'`\\]+|#[\w.%-]+|[A-Za-z0-9./_-]+", value), f"{key}: {value!r}"


def addresses(tree):
    """Every value that stands where an address is expected."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key in ADDRESSES and isinstance(value, str):
                yield key, value
            yield from addresses(value)
    elif isinstance(tree, list):
        for one in tree:
            yield from addresses(one)


@pytest.mark.parametrize("name", CASES)
def test_the_citation_has_the_keys_of_its_twin_and_one_document(deposits, name):
    texts = [deposits(name, which)["CITATION.cff"].decode() for which in (True, False)]
    hostile, twin = (YAML(typ="safe").load(text) for text in texts)
    lost = {"url"}  # an address that is none of the web is left out
    assert shape(hostile) | lost == shape(twin) | lost
    assert hostile["authors"][0]["name"].endswith("Jane Doe")
    assert len(texts[0].splitlines()) <= len(texts[1].splitlines())
    assert all(isinstance(value, str) for value in leaves(hostile))


def shape(tree):
    if isinstance(tree, dict):
        return set(tree).union(*map(shape, tree.values()))
    return set().union(*map(shape, tree)) if isinstance(tree, list) else set()


def leaves(tree):
    if isinstance(tree, dict | list):
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves(one)
    else:
        yield tree


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its links."""

    def __init__(self, text):
        super().__init__()
        self.found, self.links = set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found |= {(tag, name) for name in ("", *dict(attrs))}
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data):
        self.found.add(("comment", ""))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_makes_no_other_elements_and_no_other_links(deposits, name, path):
    hostile, twin = (Elements(markdown2html_mistune(deposits(name, which)[path].decode())) for which in (True, False))
    assert hostile.found - twin.found <= {("h2", ""), ("h2", "id")}  # that of the cells to beware of
    assert all(re.match(r"https?://|#", link) for link in hostile.links)
    assert MARK not in " ".join(link for link in hostile.links if not link.startswith("#"))  # one leads to a head


@pytest.mark.parametrize("name", CASES)
def test_no_cell_of_a_result_begins_as_a_formula(deposits, name):
    for path, content in deposits(name).items():
        if path.startswith("results/") and path.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8"))) for cell in row]
            alive = [cell for cell in cells if re.match(r"[=+@\t\r]|-(?![\d.])", cell)]
            assert alive == [], path


@pytest.mark.parametrize("name", CASES)
def test_no_drawing_holds_what_acts(deposits, name):
    for path, content in deposits(name).items():
        if path.endswith(".svg"):
            for one in ET.fromstring(content.decode("utf-8")).iter():
                assert not one.tag.endswith("}script"), path
                assert not [key for key in one.attrib if key.lower().startswith("on")], path


@pytest.mark.parametrize("name", CASES)
def test_cells_of_tables_that_would_be_computed_are_named(deposits, name):
    tables = {path for path in deposits(name) if path.startswith("data/") and path.endswith(".csv")}
    text = deposits(name)["README.md"].decode()
    for path in tables:
        rows = list(csv.reader(io.StringIO(deposits(name)[path].decode("utf-8"))))
        alive = [cell for row in rows[1:] for cell in row if re.match(r"[=+@]", cell)]
        assert bool(alive) <= (f"- {path}:" in text), path


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_case_in_a_folder_of_any_name_makes_files_of_safe_names(tmp_path, text):
    """What a folder is called is what its case is called."""
    name = f"{text.replace('/', '-')[:60]}x".encode("utf-8", "surrogateescape").replace(b"\0", b"").decode()
    folder = tmp_path / "cases" / name
    folder.mkdir(parents=True)
    body = {
        "title": "T",
        "article": {"title": "A", "url": "https://a.example", "language": "en"},
        "claims": {"mass": {"quote": {"exact": "50 tonnes"}, "value": "50 tonne"}},
        "assumptions": {"most": {"of": "most", "fixed": {"value": {"value": "60 tonne", "reason": "r"}}}},
        "checks": {"fits": {"question": "Q", "kind": "possible", "stated": "mass", "at_most": "most"}},
    }
    (folder / "case.yaml").write_text(json.dumps(body), encoding="utf-8")
    files = deposit_files(weighbridge.open_case(str(folder)), "MIT")
    for path in files:
        assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}", step) for step in path.split("/")), path
    place = write_deposit(tmp_path / "deposit", files, "2026-11-26")
    assert differing(place) == []
    assert not re.search("[<>&]", files["ro-crate-metadata.json"].decode())
    for path, content in files.items():
        if not path.endswith(".xlsx"):
            assert visible(content.decode("utf-8")) == content.decode("utf-8"), path
    (case,) = [path for path in files if path.endswith("case.yaml")]
    assert (
        f"    WEIGHBRIDGE_DATA=data weighbridge verify {case.removesuffix('/case.yaml')}" in files["README.md"].decode()
    )
