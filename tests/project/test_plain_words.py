"""What people read first is in plain words: of every case, of 500 made-up ones, on pages, in README and notebooks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from made_up import article
from plain_words import (
    BANNED,
    LONGEST_ANSWER,
    RECORDS,
    faults,
    long_figures,
    sentences,
    significant_digits,
    unfolded,
    words,
)
from small_cases import CASES, ROOT
from usual_numbers import usual
from weighbridge.case import Case
from weighbridge.pages import write_results
from weighbridge.report.verification import Verification

FOR_READERS = (
    "README.md",
    "docs/reading.md",
    "docs/analysing.md",
    "docs/reviewing.md",
    "docs/prices.md",
    "docs/report.md",
    "docs/ways-in.md",
)
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MADE_UP = 500  # half of them with one number that is off
AT_ONCE = 50
# Other people's words and what one types are not ours to shorten.
NOT_OURS = "blockquote, q, cite, code, pre, script, style, svg, nav, [lang]:not(html), a[href^=http]"
BLOCKS = "p, li, dt, dd, td, th, caption, figcaption, summary, h1, h2, h3, h4, div, section"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is 50 tonne/truck.", ["unit: tonne/truck"]),
        ("About 7.9 % fit.", ["percent: 9 %"]),
        ("It rests on convoy_mean_load.", ["name: convoy_mean_load"]),
        ("See rbss-2112-en.", ["source: rbss-2112-en"]),
        ("It was 1,620 to 1,620 tonnes.", ["alike: 1,620 to 1,620"]),
        ("Between $5 and $5 a tonne.", ["alike: $5 and $5"]),
        ("The hedge flips.", ["word: hedge in “The hedge flips.”", "word: flips in “The hedge flips.”"]),
        ("Officials told it.", ["word: told in “Officials told it.”"]),
        (f"{'word ' * 25}more.", [f"26 words: {'word ' * 25}more."]),
        (f"{'word ' * 24}more.", []),
        ("It fits from $235 to $593 a tonne, and/or 7.9% of it (https://a.example/b/c_d).", []),
        ("Prices fell from 5 to 15, and from 3 to 30.", []),
    ],
)
def test_the_rules_find_what_they_are_for(text, found):
    assert faults(text, keys=["rbss-2112-en"]) == found


def test_long_figures_are_found_but_not_those_of_the_article():
    assert long_figures("It is 31.8182, 56,789 and 2,500,000.", ["56789 barrel"]) == ["digits: 31.8182"]
    assert significant_digits("2017") == 4


class Texts:
    """What is said of one case, by where it stands."""

    def __init__(self, case: Case, result: Verification) -> None:
        model = case.model
        self.names = [*model.nodes, *model.checks, *model.choices]
        self.keys = list(case.holdings.sources)
        claims = case.text.claims.values()
        self.given = [one.quote.exact for one in claims] + [one.value or "" for one in claims]
        self.given += [reading.value for one in claims for reading in one.readings.values()]
        self.answers = {"answer": result.answer.text}
        self.answers |= {f"answer of {check.name}": check.answer.text for check in result.checks}
        self.answers |= {f"answer of claim {claim.name}": claim.answer.text for claim in result.claims}
        self.others = dict(self._others(result))

    @staticmethod
    def _others(result: Verification) -> Iterator[tuple[str, str]]:
        for name in ("arithmetic", "changes_it", "limits"):
            yield from ((f"{name} {number}", one) for number, one in enumerate(getattr(result, name)))
        for one in result.figures:
            for name in ("chance", "ways", "rests_on"):
                yield f"figures of {one.check}: {name}", getattr(one, name)
            for name in ("stated", "computed", "size"):
                yield f"figures of {one.check}: {name}", getattr(getattr(one, name), "text", "")
        yield from ((f"sentence of {check.name}", check.sentence) for check in result.checks)

    def faults(self) -> list[str]:
        """Where they break a rule."""
        found, banned = [], [word for word in BANNED if word not in self.names]  # what an author calls a thing
        for place, text in {**self.answers, **self.others}.items():
            found += [f"{place}: {one}" for one in faults(text, self.names, self.keys, banned)]
        for place, text in self.answers.items():
            found += [f"{place}: {one}" for one in long_figures(text, self.given)]
            if words(text) > LONGEST_ANSWER:
                found.append(f"{place}: {words(text)} words: {text}")
        return found


@pytest.mark.parametrize("name", sorted(CASES))
def test_answers_figures_and_sentences_of_the_cases(opened, verified, name):
    found = Texts(opened(name), verified(name)).faults()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("first", range(0, MADE_UP, AT_ONCE))
def test_answers_figures_and_sentences_of_made_up_cases(first):
    found = []
    for seed in range(first, first + AT_ONCE):
        one = (article if seed % 4 < 2 else usual)(seed)
        case = (one if seed % 2 else one.falsified(seed)).case
        found += [f"{seed}: {fault}" for fault in Texts(case, case.verify()).faults()]
    assert not found, "\n".join(found)


def ours(html: str) -> str:
    """The text of a page that is ours, a block of it a paragraph."""
    soup = BeautifulSoup(html, "html.parser")
    for other in soup.select(NOT_OURS):
        other.replace_with(" … " if other.name in ("a", "q", "cite", "code") else "\n\n")
    for block in soup.select(BLOCKS):
        block.insert_before("\n\n")
        block.append("\n\n")
    text = (soup.body or soup).get_text()
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())


def names_and_keys(case: Case) -> tuple[list[str], list[str]]:
    """The names of a case that are no words, and the keys of its sources."""
    return [*case.model.nodes, *case.model.checks, *case.model.choices], list(case.holdings.sources)


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_page_of_a_case(opened, verified, name, tmp_path):
    write_results(verified(name), tmp_path)
    text = ours((tmp_path / f"{name}.html").read_text(encoding="utf-8"))
    assert len(sentences(text)) > 20
    found = faults(text, *names_and_keys(opened(name)))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("page", FOR_READERS)
def test_documents_for_readers(raqqa, page):
    text = ours(markdown2html_mistune((ROOT / page).read_text(encoding="utf-8")))
    assert len(sentences(text)) > 10
    found = faults(text, *names_and_keys(raqqa))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_exported_notebooks(raqqa, path: Path):
    page = page_of(path)
    text = ours(unfolded(page) if path.stem in RECORDS else page)
    assert len(sentences(text)) > 20
    found = faults(text, *names_and_keys(raqqa))
    assert not found, "\n".join(found)


def page_of(path: Path) -> str:
    """A saved notebook as a page."""
    from pages import Entry, page

    return page(path, [Entry.of(one) for one in NOTEBOOKS])
