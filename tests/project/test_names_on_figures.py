"""Every figure of README, of a page and of what a notebook shows has a name near it, which is explained with it."""

import re

import pytest
from bs4 import BeautifulSoup

from small_cases import CASES
from weighbridge.documents.first_page import first_page
from weighbridge.pages.result_page import result_page

NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|\.\d|,\d)")
NOT_COMPUTED = ("*Not known:*", "> ", "*To trace")  # the words of the case, of the article, and the names themselves


def numbers(text: str) -> list[str]:
    """The numbers of a text, as they are written."""
    return NUMBER.findall(text)


def lacking(text: str, explained: str) -> list[str]:
    """The numbers of a text that do not stand in what its names are explained with."""
    held = set(numbers(explained))
    return [one for one in numbers(text) if one not in held]


def test_a_number_that_nothing_explains_is_found():
    assert numbers("It is 2,500 tonnes, $1.5 million; 7.7% (36).") == ["2,500", "1.5", "7.7", "36"]
    assert lacking("50 of 51", "of 50 trucks") == ["51"]


def test_every_number_of_the_rendered_block_of_readme_is_explained_by_a_name_of_it(raqqa):
    block = first_page(raqqa).text
    (trace,) = [line for line in block.splitlines() if line.startswith("*To trace a figure:*")]
    command, *names = re.findall(r"`([^`]+)`", trace)
    assert command == "weighbridge explain raqqa-2017"
    assert len(names) > 10
    explained = "\n".join(raqqa.explain(name) for name in names)
    computed = "\n".join(line for line in block.splitlines() if not line.startswith(NOT_COMPUTED))
    computed = re.sub(r"\]\([^)]*\)", "]", computed)
    assert len(numbers(computed)) > 20
    assert lacking(computed, explained) == []


@pytest.mark.parametrize("name", CASES)
def test_every_comparison_of_a_page_names_both_its_sides_and_they_explain_its_figures(opened, verified, name):
    case, page = opened(name), BeautifulSoup(result_page(verified(name)), "html.parser")
    checks = page.select(".check")
    assert len(checks) == len(case.model.checks)
    for check in checks:
        stated, computed, comparison = [code.get_text() for code in check.select(".trace code")]
        sides = check.select(".side [data-name]")
        if sides:
            assert [side["data-name"] for side in sides] == [stated, computed]
        explained = case.explain(comparison)
        for text in [side.get_text() for side in sides]:
            assert lacking(text, explained) == [], (comparison, text)
        size = check.select_one(".facts dd").get_text()
        assert lacking(size, explained) == [], (comparison, size)
        assert case.explain(stated)
        assert case.explain(computed)
    for line in page.select(".arithmetic li"):
        assert line.get_text() in case.explain(line["data-name"])
    shown = [code.get_text() for code in page.select("main code")]
    assert {one["data-name"] for one in page.select("[data-name]")} <= set(shown), "a name that nobody sees"


@pytest.mark.parametrize("name", CASES)
def test_every_figure_of_the_tables_of_a_notebook_has_a_name_below_it(opened, verified, name):
    case, result = opened(name), verified(name)
    for shown in (result.figures._repr_html_(), result._repr_html_()):
        rows = BeautifulSoup(shown, "html.parser").select("table tbody tr")
        assert len(rows) == len(case.model.checks)
        for row in rows:
            question, stated, computed, size, _ = row.select("td")
            check = question.code.get_text()
            explained = case.explain(check)
            for cell in (stated, computed):
                assert f"`{cell.code.get_text()}`" in explained
                cell.code.extract()
                assert lacking(cell.get_text(), explained) == [], (check, cell.get_text())
            assert lacking(size.get_text(), explained) == []


def test_a_check_a_finding_a_claim_and_a_quantity_show_their_names_in_a_notebook(raqqa, raqqa_result):
    check = raqqa_result["usual_load"]
    for shown, name in (
        (check._repr_html_(), "usual_load"),
        (check.reference._repr_html_(), "usual_load"),
        (raqqa_result.claims[0]._repr_html_(), "trucks"),
        (raqqa._repr_html_(), "mass"),
    ):
        codes = [code.get_text() for code in BeautifulSoup(shown, "html.parser").select("code")]
        assert name in codes
    assert "load: 50 tonnes a truck" in raqqa["load"]._repr_html_()


def test_what_a_change_shows_in_a_notebook_has_names(raqqa):
    from weighbridge import before_and_after

    changed = raqqa.with_(trucks="40 truck")
    assert ">load</code>" in changed._repr_html_()
    shown = before_and_after(raqqa, changed, "usual_load").data
    assert ">load</code>" in shown
    assert ">convoy_mean_load</code>" in shown
