"""The answer as Markdown: every part of it, and whatever a case says as text."""

import re

import pytest
from click.testing import CliRunner

from small_cases import CASES, unfiled
from weighbridge.cli import main
from weighbridge.report import CHANGED
from weighbridge.report.markdown import plain


@pytest.mark.parametrize("name", sorted(CASES))
def test_it_holds_answer_figures_and_limits(verified, name):
    result = verified(name)
    text = result.markdown()
    told = [result.answer.headline, *result.answer.sentences, *result.limits, *result.changes_it]
    assert [one for one in told if plain(one) not in text] == []
    rows = re.findall(r"^\| .* \|$", text, re.MULTILINE)
    assert len(rows) == 2 + len(result.figures)
    for row, figures in zip(rows[2:], result.figures, strict=True):
        assert len(re.findall(r"(?<!\\)\|", row)) == 6
        assert row.endswith(f" {figures.badge.mark} {figures.badge} |")


def test_the_command_prints_it(raqqa_result):
    told = CliRunner().invoke(main, ["verify", "raqqa-2017", "--markdown"])
    assert (told.exit_code, told.stdout) == (0, raqqa_result.markdown() + "\n")


def test_what_was_changed_stands_in_it(raqqa):
    text = raqqa.with_(trucks="40 truck").verify().markdown()
    assert text.index(f"**{CHANGED}**\n\n- trucks = 40 truck") < text.index("> “")
    assert '`weighbridge verify raqqa-2017 --set "trucks=40 truck"' in text


# A text that a case may hold, and what it would be if it were taken as Markdown or HTML.
HOSTILE = {
    "<script>alert(1)</script>": "<script",
    "[a](javascript:alert)": "[a](",
    "![a](https://a.example/pixel.png)": "![a](",
    "# a heading": "\n# ",
    "- a list": "\n- a",
    "1. a list": "\n1. ",
    "> a quotation": "\n> a",
    "| a | cell |": "| a | cell |",
    "@somebody": "@somebody",
    "https://a.example": "https://a.example",
    "www.a.example": "www.a.example",
    "a\n\n# heading": "\n# ",
    "\u202eturned": "\u202e",
    "`code`": " `code`",
    "$x$": " $x$",
    "*a*": " *a*",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_case_says_is_text(text):
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    case = unfiled(
        f"title: {quoted}\n"
        f'article: {{title: {quoted}, url: "https://example.org/article", language: en}}\n'
        f"claims: {{ore: {{quote: {{exact: {quoted}}}, value: 5 tonne}}}}\n"
        f"checks: {{same: {{question: {quoted}, kind: agrees, stated: ore, equals: ore}}}}\n"
    )
    shown = case.verify().markdown()
    assert HOSTILE[text] not in shown.replace("## ", "", 1)
    assert f"## {plain(text)}\n" in shown


def test_an_address_that_is_not_of_the_web_is_no_link():
    text = "title: T\narticle: {title: A, url: 'javascript:alert(1)', language: en}\n"
    text += "claims: {ore: {quote: {exact: x}, value: 5 tonne}}\n"
    text += "checks: {same: {question: q, kind: agrees, stated: ore, equals: ore}}\n"
    assert "](" not in unfiled(text).verify().markdown()
