"""How a quantity or a check comes about, down to quotations, rows and reasons."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re

EXPLAINED = [
    ("load", ["load = mass / trucks", "tonne] / [50 truck]", "= 50 tonne/truck", "“near 50 trucks”", "Sources", "rbss-4090-ar: "]),
    ("copper_scrap", ["copper_scrap = copper_ratio * copper_price", "5940.91 USD/tonne: metal-prices.csv:", "of 2017-02", "world-bank-pink-sheet-2026-06: World Bank, “"]),
    ("mix_price", ["shares", "[assumption, of the mix of metal in such a load]", "our judgement"]),
    ("trucks", ["[claim", "stated 50 truck: “near 50 trucks”"]),
    ("copper_price", ["[evidence", "5940.91 USD/tonne"]),
    ("shares", ["concentration 20 one: our judgement"]),
]  # fmt: skip


def test_explain_shows_every_step_down_to_the_grounds_in_order(raqqa):
    for quantity, parts in EXPLAINED:
        text, at = raqqa.explain(quantity), 0
        for part in parts:
            assert part in text[at:], (quantity, part)
            at = text.index(part, at)
        assert text.startswith(quantity)


def test_explain_leads_every_leaf_to_a_ground(raqqa):
    text = raqqa.explain("mix_price")
    body, _, sources = text.partition("\nSources\n")
    cited = set(re.findall(r"^  (\S+): ", sources, re.MULTILINE))
    assert len(cited) >= 5
    for key in cited:
        assert key in body
    assert all(re.search(r" \[[VDS]: ", line) for line in sources.splitlines())


def test_a_check_is_explained_by_its_sentence_its_choices_its_turns_and_both_sides(raqqa, raqqa_result):
    text, found = raqqa.explain("usual_load"), raqqa_result["usual_load"]
    lines = text.splitlines()
    assert lines[:2] == [found.question, found.reference.sentence]
    turns = [f"  {line}" for line in raqqa.headlines("usual_load")]
    assert turns
    assert [line for line in lines if line in turns] == turns
    for side in (found.reference.stated, found.reference.computed):
        assert f"\n{side.name}" in text


def test_what_is_explained_changes_with_the_case(raqqa):
    assert "= 25 tonne/truck" in raqqa.with_(trucks="100 truck").explain("load")
    assert "= 50 tonne/truck" in raqqa.explain("load")
