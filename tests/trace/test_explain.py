"""How a quantity or a check comes about, down to quotations, rows and reasons."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re

import pytest

EXPLAINED = [
    ("load", ["`load`: the load of a truck, 50 tonnes a truck", "`mass / trucks`", "2,500 tonnes ÷ 50 trucks = 50 tonnes a truck", "`2500 tonne`: “approximately 2500 tons of metal”", "“near 50 trucks”", "Sources", "`rbss-4090-ar`: "]),
    ("copper_scrap", ["`copper_scrap`: ", "`copper_ratio * copper_price`", "`5940.91 USD/tonne`: row `metal-prices.csv:", "of 2017-02", "`world-bank-pink-sheet-2026-06`: World Bank, “"]),
    ("mix_price", ["`shares`: the mix of metals, our assumption", "our judgement"]),
    ("trucks", ["the number of trucks, 50 trucks", "a number of the article", "stated `50 truck`: “near 50 trucks”"]),
    ("copper_price", ["a figure from a source", "`5940.91 USD/tonne`"]),
    ("shares", ["concentration `20 one`: our judgement", "could be as low as `5 one`: ", "could be as high as `200 one`: "]),
]  # fmt: skip


def test_explain_shows_every_step_down_to_the_grounds_in_order(raqqa):
    for quantity, parts in EXPLAINED:
        text, at = raqqa.explain(quantity), 0
        for part in parts:
            assert part in text[at:], (quantity, part)
            at = text.index(part, at)
        assert text.startswith(f"`{quantity}`: ")


def test_explain_leads_every_leaf_to_a_ground(raqqa):
    text = raqqa.explain("mix_price")
    body, _, sources = text.partition("\nSources\n")
    cited = set(re.findall(r"^  `(\S+)`: ", sources, re.MULTILINE))
    assert len(cited) >= 5
    for key in cited:
        assert f"`{key}`" in body
    assert all(re.search(r" \[[VDS]: ", line) for line in sources.splitlines())


def test_a_check_is_explained_from_the_question_down(raqqa, raqqa_result):
    """The question, the answer, the arithmetic, what it can catch, where it changes, how it is read, the chain."""
    text, found = raqqa.explain("usual_load"), raqqa_result["usual_load"]
    lines = text.splitlines()
    assert lines[:3] == [found.question, "", found.reference.sentence]
    heads = [line for line in lines if line in HEADS]
    assert heads == list(HEADS)
    assert lines[lines.index("The arithmetic") + 1] == "  2,500 tonnes ÷ 50 trucks = 50 tonnes a truck"
    at = lines.index("Where the answer changes") + 1
    turns = [f"  {line}" for line in raqqa.headlines("usual_load", set_by=True)]
    assert turns
    assert lines[at : at + len(turns)] == turns
    for side in (found.reference.stated, found.reference.computed):
        assert f"\n  `{side.name}`: " in text


HEADS = (
    *("The arithmetic", "What it can catch, and what it rests on", "Where the answer changes", "How it is read"),
    *("Where the numbers come from", "Sources"),
)


def test_names_of_the_case_and_keys_stand_in_code_style(raqqa):
    """A reviewer types them; elsewhere there are none."""
    text, _, sources = raqqa.explain("usual_load").partition("\nSources\n")
    chain = text.partition("\nWhere the numbers come from\n")[2]
    for name in [*raqqa.model.nodes, *raqqa.holdings.sources]:
        if re.search(r"[_-]", name):
            assert not re.search(rf"(?<![`\w./-]){re.escape(name)}(?![`\w/-])", re.sub(r"`[^`]*`", "", chain)), name
    assert all(line.startswith("  `") for line in sources.splitlines())


def test_a_source_of_both_sides_is_cited_once(raqqa):
    sources = raqqa.explain("usual_load").partition("\nSources\n")[2].splitlines()
    assert len(sources) == len(set(sources)) > 5


def test_how_it_is_read_is_said_with_what_is_typed(raqqa):
    under = raqqa.under(convoys="counted ones only")
    assert "  only counted averages count (`convoys=counted ones only`)" in under.explain("usual_load").splitlines()


def test_what_is_explained_changes_with_the_case(raqqa):
    assert "2,500 tonnes ÷ 100 trucks = 25 tonnes a truck" in raqqa.with_(trucks="100 truck").explain("load")
    assert "2,500 tonnes ÷ 50 trucks = 50 tonnes a truck" in raqqa.explain("load")


SILENT = """
title: Silent
article: {title: A, url: "https://example.org/a", language: en}
claims:
  load: {quote: {exact: "50 tonnes"}, value: 50 tonne}
  left: {quote: {exact: "nothing was left"}, value: 0 tonne}
assumptions:
  far: {of: a load, reason: r, uniform: {low: {value: 1 tonne, reason: r}, high: {value: 2 tonne, reason: r}}}
checks:
  usual: {question: q, kind: typical, stated: load, at_most: far}
  nothing: {question: q, kind: typical, stated: left, at_most: far}
  bounds: {question: q, kind: possible, stated: load, at_most: far}
"""


@pytest.mark.parametrize(
    ("check", "speaks", "lies"),
    [
        ("usual", "By our estimates next to nothing is near the number", "exclude each other"),
        ("nothing", "A number that may be zero is not so many times too high or too low.", "that may be zero"),
        ("bounds", None, None),
    ],
)
def test_why_a_check_of_what_is_usual_has_no_likelihoods_is_said(make_case, check, speaks, lies):
    """Said and not left out; of a check by bounds nobody expects one."""
    case = make_case(SILENT)
    sections = dict(part.split("\n", 1) for part in case.explain(check).split("\n\n") if "\n" in part)
    for title, reason in (("How strongly the evidence speaks", speaks), ("Where the true value may lie", lies)):
        assert (title in sections) == (reason is not None)
        assert reason is None or (reason in sections[title] and "So we can't say" in sections[title])
    working = case.verify()[check].strength_working
    assert working.startswith(speaks) if speaks else working == ""
