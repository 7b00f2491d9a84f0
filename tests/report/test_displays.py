"""What a notebook shows: whatever a case says is text, and every element that is opened is closed."""

from html.parser import HTMLParser

import pytest
from markupsafe import escape

from weighbridge import table

NASTY = "<script>alert('1')</script> & <b>"
VOID = {"br", "meta"}


class Elements(HTMLParser):
    """The texts of a document by the element that holds them; raises where elements are not nested."""

    def __init__(self, text):
        super().__init__()
        self.open, self.texts, self._goes_on = [], {}, False
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self._goes_on = tag == "bdi"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self._goes_on = tag == "bdi"

    def handle_data(self, text):
        """Words that are kept apart from others by ``bdi`` are of the text around them."""
        around = [tag for tag in self.open if tag != "bdi"]
        texts = self.texts.setdefault(around[-1] if around else "", [])
        if self._goes_on and texts:
            texts[-1] += text
        else:
            texts.append(text)
        self._goes_on = False


@pytest.fixture(scope="module")
def nasty(make_case, minimal_case):
    """A case whose title, quotation and question hold markup."""
    text = minimal_case.replace("title: A small case", f'title: "{NASTY}"')
    text = text.replace("{exact: five tonnes}", f'{{exact: "{NASTY}"}}')
    return make_case(text.replace("Does it equal itself?", f'"{NASTY}"'))


def test_what_a_case_says_is_text_in_a_notebook_too(nasty):
    for shown in (nasty, nasty["stated"], nasty.verify()):
        content = shown._repr_html_()
        assert "<script" not in content
        assert "<b>" not in content
        assert str(escape(NASTY)) in content


def test_a_notebook_shows_the_answer_and_a_row_for_each_check(raqqa_result):
    html = raqqa_result._repr_html_()
    found = Elements(html).texts
    assert found["strong"] == [raqqa_result.answer.headline]
    figures = list(raqqa_result.figures)
    assert found["th"] == ["Question", "Stated", "Computed", "How far off", "Verdict"]
    assert found["td"][::4] == [one.question for one in figures]
    assert found["td"][1::4] == [one.stated.text for one in figures]
    assert found["td"][3::4] == [one.size.text for one in figures]
    folded = found["li"]
    assert [one for one in (*raqqa_result.limits, *raqqa_result.changes_it) if one not in folded] == []
    assert html.index("<table") > html.index("mathjax_ignore")  # a dollar sign is no formula


def test_a_notebook_shows_a_quantity_with_its_chain_folded(raqqa):
    found = Elements(raqqa["load"]._repr_html_()).texts
    assert found["strong"] == [repr(raqqa["load"])]
    assert found["pre"] == [str(raqqa["load"].explain())]
    parts = Elements(raqqa["shares"]._repr_html_()).texts["strong"]
    assert parts == [repr(raqqa[part]) for part in raqqa["shares"].parts]


def test_a_notebook_shows_a_case_by_its_claims(raqqa):
    found = Elements(raqqa._repr_html_()).texts
    assert found["strong"] == [raqqa.text.title]
    assert found["td"][::2] == [f"“{claim.quote.exact}”" for claim in raqqa.text.claims.values()]
    assert [text.strip() for text in found["td"][1::2]] == ["50 trucks", "2,500 tonnes", "$750,000"]
    assert found["code"] == list(raqqa.text.claims)


def test_a_table_of_a_notebook_stands_to_the_left_and_leaves_gaps_blank():
    html = table([{"what": "x" * 200, "number": None}, {"what": NASTY, "number": 1.5}]).data
    found = Elements(html).texts
    assert [text for text in found["td"] if text.strip()] == ["x" * 200, NASTY, "1.5"]
    assert html.count('style="text-align:left; vertical-align:top"') == 6
    assert "nan" not in html.lower()
