"""A report as Markdown: everything that the PDF says, with its drawings told in words."""

import re

import pytest
from markdown_it import MarkdownIt

from small_cases import CASES
from weighbridge.handout import markdown

READER = MarkdownIt("commonmark").enable("table")
OURS = sorted(name for name, path in CASES.items() if "/data/cases/" in path)


def shown(tokens):
    """The text that a reader sees of Markdown, block by block, with the kind of each."""
    kinds = []
    for token in tokens:
        if token.type.endswith("_open"):
            kinds.append(token.tag)
        elif token.type.endswith("_close"):
            kinds.pop()
        elif token.type == "inline":
            yield kinds[-1], "".join(child.content for child in token.children)


def words(text):
    """A text with one space between its words, and without the isolates that keep the order of Arabic."""
    return " ".join(re.sub("[\u2068\u2069\u00a0]", "", text).split())


def test_headings_are_those_of_the_pdf(as_markdown, as_pdf, verified, name):
    found = [(kind, words(text)) for kind, text in shown(READER.parse(as_markdown(name))) if kind in ("h1", "h2", "h3")]
    _, read = as_pdf(name)
    spoken = [(f"h{int(one.tag[1]) + 1}", words(one.text)) for one in read.structure.all("H1", "H2")]
    assert found == [("h1", verified(name).title), *spoken]


def test_the_answer_is_shown_as_it_is(as_markdown, verified, name):
    answer = verified(name).answer
    told = [words(text) for _, text in shown(READER.parse(as_markdown(name)))]
    assert told[1] == f"{answer.badge.marked} {answer.headline}"
    assert told[2] == " ".join(answer.sentences)


def test_it_says_every_paragraph_and_cell_of_the_pdf(as_markdown, as_pdf, name):
    told = "".join("".join(words(text).split()) for _, text in shown(READER.parse(as_markdown(name)))).replace(":", "")
    _, read = as_pdf(name)
    heard = {words(one.text) for one in read.structure.all("P", "TD", "TH", "LBody", "Caption")}
    left_out = {one for one in heard if "".join(one.split()).replace(":", "") not in told}
    strips = {one for one in left_out if one.startswith("◆ the article; ■ what we compute.")}
    assert left_out - strips == {"Weighbridge: is that number possible?"}
    assert strips  # a strip is drawn, and its figures stand below it


def test_tables_are_tables_and_links_lead_to_the_web(as_markdown, report, name):
    tokens = READER.parse(as_markdown(name))
    tables = [block for block in report(name).blocks if type(block).__name__ == "Table"]
    assert sum(token.type == "table_open" for token in tokens) == len(tables)
    children = [child for token in tokens for child in token.children or []]
    links = [child.attrs["href"] for child in children if child.type == "link_open"]
    assert links
    assert [link for link in links if not link.startswith(("https://", "http://"))] == []
    assert not [child for child in children if child.type in ("html_inline", "image")]


@pytest.mark.parametrize("name", OURS)
def test_every_case_has_one(bare_report, verified, name):
    told = [words(text) for _, text in shown(READER.parse(markdown(bare_report(name))))]
    answer = verified(name).answer
    assert f"{answer.badge.marked} {words(answer.headline)}" in told
