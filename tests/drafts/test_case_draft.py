"""A case drafted from a passage verifies as it stands, and finds what the passage implies."""

# ruff: noqa: E501

import csv
import json
from functools import cache
from pathlib import Path

import pytest

from hostile_text import HOSTILE
from small_cases import unfiled
from weighbridge.checks.results import Outcome
from weighbridge.drafts.case_draft import NothingToDraft, draft, drafted_article
from weighbridge.drafts.case_text import scalar, uncommented
from weighbridge.first_look import of_text
from weighbridge.relations import Agreement
from weighbridge.text import WIDTHS, fold, fold_to_match, read_document

with (Path(__file__).parent / "passages.csv").open(encoding="utf-8", newline="") as lines:
    PASSAGES = {row["key"]: row for row in csv.DictReader(lines)}


@cache
def drafted(passage, language=None):
    """The first look at a passage, and the text of the case that is drafted from it."""
    document = read_document(passage.encode())
    look = of_text(fold(document.text).text, language)
    return look, draft(look, "a-case", drafted_article(document, look.mentions.language))


def of(key):
    """The same of a passage of the table."""
    row = PASSAGES[key]
    return drafted(row["passage"], row["language"] if row["language"] in ("en", "ar") else None)


@pytest.mark.parametrize("key", PASSAGES)
def test_a_case_drafted_from_a_passage_verifies_as_it_stands_and_with_every_proposal_used(key):
    _, text = of(key)
    assert unfiled(text).verify().summary.answer
    assert unfiled(uncommented(text)).verify().summary.answer


@pytest.mark.parametrize("key", PASSAGES)
def test_every_quotation_stands_once_in_the_passage(key):
    _, text = of(key)
    folded = fold_to_match(PASSAGES[key]["passage"])
    quotes = [claim.quote for claim in unfiled(text).text.claims.values()]
    assert [len(quote.places(folded)) for quote in quotes] == [1] * len(quotes)
    assert len(quotes) > 0


@pytest.mark.parametrize("key", PASSAGES)
def test_what_a_case_finds_is_what_the_passage_implies(key):
    look, text = of(key)
    case = unfiled(text)
    formulas = list(case.document.data.get("formulas", {}))
    assert len(formulas) == len(look.relations)
    for name, relation in zip(formulas, look.relations, strict=True):
        low, high = case[name].side.as_written
        if "month.length" in case.model.nodes:  # the case allows any length of a month, the first look its mean
            assert low <= relation.written[0] <= relation.written[1] <= high
        else:
            assert (low, high) == pytest.approx(relation.written)
    stated = [name for name, one in zip(formulas, look.relations, strict=True) if one.stated is not None]
    asked = {check.computed: name for name, check in case.model.checks.items() if not check.premise}
    assert sorted(asked) == sorted(stated)
    for name, relation in zip(formulas, look.relations, strict=True):
        if relation.stated is not None:
            first, *others = agreements(case, asked[name])
            if relation.agreement == Agreement.OPEN:
                assert len({one == Agreement.NO for one in (first, *others)}) == 2
            else:
                assert first == relation.agreement


def agreements(case, check):
    """What a check finds, in the terms of a relation, under each way to read its numbers, the preferred one first."""
    number = list(case.model.checks).index(check)
    found = {}
    for one in case.verify().form.checks[number].combinations:
        readings = frozenset(pair for pair in one.choices.items() if pair[0] != "hedge width")
        found.setdefault(readings, {})[one.choices.get("hedge width", WIDTHS[0])] = one.outcome
    for widths in found.values():  # what no width changes is given once
        widths.setdefault(WIDTHS[1], widths.get(WIDTHS[0]))
    taken = {(name, one.preferred) for name, one in case.text.claims.items() if one.preferred}
    return [_agreement(found[readings]) for readings in sorted(found, key=lambda one: not one <= taken)]


def _agreement(outcomes):
    typical, generous = (outcomes.get(width) for width in WIDTHS)
    if typical == Outcome.HOLDS:
        return Agreement.EXACT
    if typical == Outcome.THROUGH_ROUNDING:
        return Agreement.ROUNDED
    return Agreement.NO if generous in (None, Outcome.FAILS) else Agreement.LOOSE


# A passage, and what its case has: pieces of the text of its file.
DRAFTED = [
    (
        PASSAGES["raqqa"]["passage"],
        [
            "exact: near 50 trucks", "value: 50 truck", "hedge: near", "metric tons:", "value: 2500 short_ton",
            "unit: tonne/truck", "unit: USD/tonne", "library: truck-load", "# decide: which of these readings of",
        ],
    ),
    (PASSAGES["libya-fuel"]["passage"], ["expression: trucks * volume_per_truck", "unit: litre", "kind: agrees"]),
    (PASSAGES["meals"]["passage"], ["bundle: {counted: a bundle", "unit: meal/bundle", "called: the number of meals"]),
    (PASSAGES["coltan"]["passage"], ["* money_per_kg / 1 month", "unit: USD/month", "both for one month"]),
    ("in the region of 50 trucks with 500 tonnes", ["hedge: about", "hedge_reason: “in the region of” says what “about” says", "# decide: is “in the region of”"]),
    ("50 trucks came. Later 50 trucks left with 100 tonnes of wheat.", ['suffix: " came. Later', 'prefix: "50 trucks came. Later "']),
]  # fmt: skip


@pytest.mark.parametrize(("passage", "pieces"), DRAFTED)
def test_a_draft_says_what_the_passage_says(passage, pieces):
    _, text = drafted(passage)
    assert [piece for piece in pieces if piece not in text.replace('"“', "“")] == []


def test_numbers_of_which_nothing_follows_stand_as_proposals_with_their_units():
    _, text = drafted(
        "50 trucks carried 500 tonnes of wheat. Several such deals were made on both bridges, and 3 ferries sank."
    )
    case, whole = unfiled(text), unfiled(uncommented(text))
    assert list(case.text.claims) == ["trucks", "wheat"]
    assert set(whole.text.claims) > set(case.text.claims)
    assert {"deal", "ferry"} <= set(whole.document.data["units"])
    assert "units" not in case.document.data


@pytest.mark.parametrize(
    ("passage", "unit"),
    [
        ("66 containers with 1,320 tonnes of rice", "shipping_container: {is: 1 container"),
        ("Each tanker truck holds 40,000 litres of fuel.", "tanker_truck: {is: 1 truck"),
        ("The canal let 51 ships a day through.", "library: "),
    ],
)
def test_figures_of_the_library_are_proposed_for_things_that_are_kinds_of_each_other(passage, unit):
    _, text = drafted(passage)
    assert unit in text
    checks = unfiled(uncommented(text)).model.checks
    assert len(checks) > 1


def test_the_first_line_of_an_article_is_proposed_as_its_title():
    body = "50 trucks carried 500 tonnes of wheat.\n\nThat was all."
    _, text = drafted(f"Wheat: what is left # of it\n\n{body}")
    assert unfiled(text).text.article.title == "Wheat: what is left # of it"
    assert "# decide: is this the title?" in text
    _, text = drafted(body)
    assert unfiled(text).text.article.title == "A passage"


def test_quotations_that_stand_together_are_one_passage():
    look, text = of("raqqa")
    assert unfiled(text).verify().summary.quotation == look.mentions.text


def test_words_that_stand_twice_word_for_word_are_marked():
    sentence = "50 trucks carried 500 tonnes of wheat. "
    _, text = drafted(sentence * 40)
    assert "these words stand more than once" in text


def sentences():
    """Every twentieth sentence that the grammar of quantities is tried on, in every language."""
    found = []
    for path in sorted((Path(__file__).parents[1] / "quantities" / "sentences").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += [row["sentence"] for row in csv.DictReader(file)]
    return found[::20]


@pytest.mark.parametrize("sentence", sentences())
def test_every_sentence_with_a_number_that_counts_something_gives_a_case(sentence):
    look = of_text(fold(sentence).text)
    if look.mentions.quantities:
        _, text = drafted(sentence)
        assert unfiled(text).verify().summary.answer
    else:
        with pytest.raises(NothingToDraft):
            drafted(sentence)


def test_a_text_without_numbers_is_refused_with_what_to_do():
    with pytest.raises(
        NothingToDraft, match=r"no number was found in this text; write the case by hand, see docs/cases"
    ):
        drafted("Nothing of the kind was said.")


@pytest.mark.parametrize("key", HOSTILE)
def test_hostile_words_of_a_passage_stay_words(key):
    """They stand in the quotation, its context and comments, and say nothing to YAML, nor to a terminal."""
    piece = HOSTILE[key]
    passage = f"{piece} near 50 trucks {piece} loaded with 2500 tonnes of metal {piece}: # {piece}"
    look = of_text(fold(passage).text)
    text = draft(look, "a-case", drafted_article(read_document(passage.encode()), "en"))
    case = unfiled(text)
    for claim in case.text.claims.values():
        assert len(claim.quote.places(fold_to_match(passage))) == 1
    assert set(case.document.data) <= {"title", "article", "units", "claims", "formulas", "words", "checks"}
    assert [sign for sign in text if not (sign.isprintable() or sign == "\n")] == []
    assert unfiled(uncommented(text)).verify().summary.answer


SCALARS = [
    *HOSTILE.values(), "near 50 trucks", "a: b", "a #b", "- a", "? a", "!a", "&a", "*a", "%a", "@a", "`a`", "'a'", '"a"',
    "true", "Null", "no", "~", "", " a", "a ", "1.5", "12:30", "2017-02-03", "0x1F", "a\nb", "a\\b", "[a]", "{a: b}", "a, b",
    "\u06f5\u06f0 شاحنة", "\U0001f69a 50", "\u202e", "\U000e0041", "---", "...", "<<", "=", "|", ">", "a:", ":a", "é", "e\u0301",
]  # fmt: skip


@pytest.mark.parametrize("text", SCALARS)
@pytest.mark.parametrize("is_inside", [False, True])
def test_a_text_as_a_value_of_yaml_is_read_as_it_is(text, is_inside):
    from weighbridge.casefile import parse_document

    written = f"key: {{one: {scalar(text, True)}, two: 2}}" if is_inside else f"key: {scalar(text)}\nother: 2"
    data = parse_document(written, "case.yaml").data
    assert (data["key"]["one"] if is_inside else data["key"]) == text
    assert len(written.splitlines()) == (1 if is_inside else 2)


def test_a_page_gives_what_it_says_of_itself():
    page = """<html lang="en-GB"><head><title>Trucks: 50 # left</title><link rel="canonical" href="https://example.org/a">
    <meta name="author" content='A. "B" C'><meta property="article:published_time" content="2017-02-03"></head>
    <body><p>Near&nbsp;50 trucks loaded with 2500 tonnes of metal.</p></body></html>"""
    _, text = drafted(page)
    article = unfiled(text).text.article
    assert (article.title, article.url, article.language) == ("Trucks: 50 # left", "https://example.org/a", "en-GB")
    assert (article.author, article.published) == ('A. "B" C', "2017-02-03")
    assert article.sha256 == read_document(page.encode()).sha256
    assert "give the address" not in text


def test_an_address_that_leads_nowhere_is_not_taken_over():
    _, text = drafted(
        '<html><head><link rel="canonical" href="javascript:alert(1)"></head><body>50 trucks with 9 tonnes</body></html>'
    )
    assert "javascript" not in json.dumps(unfiled(text).document.data)
    assert "give the address" in text


@pytest.mark.parametrize(
    ("passage", "said", "not_said"),
    [
        ("50 trucks carried 2,500 tonnes of copper.", "is no bound", "limits of law or of room"),
        ("40 tanker trucks carried 12,000 barrels of oil.", "limits of law or of room", "is no bound"),
    ],
)
def test_a_proposed_check_says_what_the_greatest_figure_of_the_library_is(passage, said, not_said):
    text = " ".join(drafted(passage)[1].replace("##", "").split())
    checks = text[text.index("What is asked of these numbers") :]
    assert checks.count("Is the figure at most the greatest") == checks.count(said) > 0
    assert not_said not in checks
