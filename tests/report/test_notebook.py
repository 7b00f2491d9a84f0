"""What a notebook shows beside results: prose, tables, what is folded, sources, and what a change does to an answer."""

import pytest
from bs4 import BeautifulSoup

from weighbridge.report.notebook import LISTED, before_and_after, folded, say, sources_of, table

NASTY = '<script>alert("1")</script> & $x$'


def parsed(shown):
    return BeautifulSoup(shown.data, "html.parser")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("$235 to $593", "<span>&#36;</span>235 to <span>&#36;</span>593"),
        ("below <b>5</b>", "below &lt;b>5&lt;/b>"),
        (7.5, "7.5"),
    ],
)
def test_prose_begins_no_formula_and_no_element(sentence, shown):
    assert say(sentence).data == shown


def test_each_sentence_of_prose_is_a_paragraph():
    assert say("One.", "Two.").data == "One.\n\nTwo."


def test_a_table_has_its_caption_and_says_what_its_heads_are_of():
    found = parsed(table([{"what": NASTY, "number": 1.5}], caption=NASTY))
    assert found.caption.get_text() == NASTY
    assert [head["scope"] for head in found.select("th")] == ["col", "col"]
    assert found.select_one("td").get_text() == NASTY
    assert found.div["class"] == ["mathjax_ignore", "tex2jax_ignore"]


def test_heads_of_rows_are_of_rows():
    found = parsed(table([{"what": "scrap"}], index=True))
    assert [head["scope"] for head in found.select("tbody th")] == ["row"]
    assert found.caption is None


def test_what_is_folded_shows_each_thing_as_it_shows_itself():
    class Drawn:
        def _repr_mimebundle_(self):
            return {"text/html": "<img alt='drawn'>", "text/plain": "drawn"}

    found = parsed(folded(NASTY, NASTY, table([{"what": 1}]), Drawn()))
    assert found.details.summary.get_text() == NASTY
    assert found.details.p.get_text() == NASTY
    assert found.details.select("table")
    assert found.details.img["alt"] == "drawn"
    assert not found.select("script")


def test_sources_are_links_with_their_weakness_and_no_more_than_one_reads(raqqa):
    found = parsed(sources_of(raqqa, "convoy_mean_load"))
    items = [item.get_text() for item in found.select("li")]
    assert len(items) == LISTED + 1
    assert "Weak: one activist's word" in items[0]
    assert items[-1].endswith("more, listed on the page of results")
    assert all(link["href"].startswith("http") and "%" not in link["href"] for link in found.select("a"))
    assert "http" not in found.get_text()


def test_sources_of_what_has_none_are_none(raqqa):
    assert not parsed(sources_of(raqqa, "load")).select("li")


def test_before_and_after_show_verdict_figures_and_the_first_sentence(raqqa):
    after = raqqa.with_(trucks="80 truck")
    shown = parsed(before_and_after(raqqa, after, "usual_load"))
    names = [name.extract().get_text() for name in shown.select("code")]
    assert names == ["load", "convoy_mean_load"] * 2
    text = " ".join(shown.get_text(" ").split())
    for case in (raqqa, after):
        check = case.verify()["usual_load"]
        assert check.answer.headline in text
        assert f"{check.figures.stated.text} against {check.figures.computed.text}" in text
        assert check.figures.size.text in text
    assert text.index("Before:") < text.index("After:")
    assert "Nothing changes" not in text


def test_a_change_that_changes_nothing_says_so(raqqa):
    assert "Nothing changes" in parsed(before_and_after(raqqa, raqqa.with_(trucks="50 truck"), "usual_load")).get_text()


def test_without_a_check_the_answer_on_the_article_is_shown(raqqa):
    text = parsed(before_and_after(raqqa, raqqa.with_(trucks="80 truck"))).get_text(" ")
    assert raqqa.verify().answer.headline in text
