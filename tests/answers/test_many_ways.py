"""What is said of very many ways: how many there are and were looked at, and nothing that a sample cannot show."""

import json

import pytest
from jsonschema import validate

from many_choices import sum_of_parts
from small_cases import unfiled
from weighbridge.answers import tallied, tally_sentences
from weighbridge.answers.many_ways import NOTHING_TURNS, SAME_WHERE_LOOKED, limits, nothing_turns, tried
from weighbridge.checks import Outcome
from weighbridge.graph.sampling import Settings
from weighbridge.pages.result_page import result_page
from weighbridge.report.verdicts import depends_sentences
from weighbridge.report.verification_form import VerificationForm
from weighbridge.verdict import Tally
from weighbridge.workbook.verdicts import NOTHING_CHANGES, NOTHING_WHERE_LOOKED, verdict_sheet

MOST_WORDS = 25
USUAL = "kind: typical, stated: total, at_most: parts"


def sampled(counts, ways=2**40):
    return Tally(sets=ways, ways=ways, counts=counts, drawn=1000, looked=1040, find=lambda _: Outcome.HOLDS)


def exact(counts):
    many = sum(counts.values())
    return Tally(sets=many, ways=many, counts=counts, drawn=0, looked=many, find=lambda _: Outcome.HOLDS)


# counts, whether all are known, how they are told
TOLD = [
    ({Outcome.HOLDS: 981, Outcome.FAILS: 19}, False, "fits in 981 of 1,000 ways drawn at random, does not fit in 19"),
    ({Outcome.FAILS: 1000}, False, "does not fit in all 1,000 ways drawn at random"),
    ({Outcome.HOLDS: 6000}, True, "fits in all 6,000 ways to read it"),
    ({Outcome.HOLDS: 6000, Outcome.FAILS: 1}, True, "fits in 6,000 of 6,001 ways to read it, does not fit in 1"),
]


@pytest.mark.parametrize(("counts", "is_exact", "told"), TOLD)
def test_a_tally_is_told_as_what_it_is(counts, is_exact, told):
    assert tallied(exact(counts) if is_exact else sampled(counts)) == told


@pytest.mark.parametrize("made", [exact, sampled])
@pytest.mark.parametrize("counts", [dict.fromkeys(Outcome, 200), {Outcome.HOLDS: 1000}])
def test_sentences_are_short(made, counts):
    assert all(len(one.split()) <= MOST_WORDS for one in tally_sentences(made(counts)))


def test_a_sample_says_what_may_be_unseen_and_exact_counts_do_not():
    said = " ".join(tally_sentences(sampled({Outcome.HOLDS: 1000})))
    assert "more than a trillion ways to read it, too many to look at each." in said
    assert "An answer that none of these had could still be that of up to 0.4% of all ways." in said
    assert "could still" not in " ".join(tally_sentences(exact({Outcome.HOLDS: 5000})))


@pytest.fixture(scope="module")
def verification():
    """Thirteen parts, none of which can make the number fit: the same answer wherever one looks."""
    text = sum_of_parts(13, USUAL, high=1.5, stated="900 tonne")
    return unfiled(text, Settings(points=128, digits=None)).verify()


def test_one_answer_in_all_that_was_looked_at_is_not_called_the_only_one(verification):
    (check,) = (one.check for one in verification.checks)
    assert not check.range.is_wide
    assert not check.tally.is_exact
    assert nothing_turns([check]) == SAME_WHERE_LOOKED
    texts = [verification.answer.headline, *verification.answer.sentences, verification.verdict.sentence]
    assert NOTHING_TURNS not in texts
    assert "In no fair way" not in verification.verdict.sentence
    assert limits([check])[0] in verification.limits
    assert "that we looked at" in verification.verdict.sentence


def test_json_says_how_many_and_an_ordinary_check_has_no_such_key(verification):
    found = json.loads(verification.model_dump_json())
    tally = found["checks"][0]["tally"]
    assert (tally["exact"], tally["drawn"]) == (False, 1000)
    assert tally["ways"] >= 2**13
    assert tally["shares"]["holds"][0] == 0
    assert 0 < tally["shares"]["holds"][1] < 0.005
    validate(found, VerificationForm.model_json_schema(mode="serialization"))
    ordinary = unfiled(sum_of_parts(2, USUAL, high=1.5, stated="9 tonne"), Settings(points=128, digits=None)).verify()
    assert "tally" not in json.loads(ordinary.model_dump_json())["checks"][0]


def test_no_page_and_no_workbook_says_that_every_way_was_tried_or_that_nothing_changes_it(verification):
    checks = [one.check for one in verification.checks]
    assert tried(checks).endswith("not all of them were tried.")
    page = result_page(verification)
    assert tried(checks) in page
    assert "Every fair way" not in page
    cells = [str(cell) for cell in verdict_sheet(verification).cells.values()]
    assert NOTHING_WHERE_LOOKED in cells
    assert NOTHING_CHANGES not in cells
    assert not any("every way to read the article at once" in one for one in cells)


def test_of_very_many_choices_some_are_named_and_the_others_counted():
    said = depends_sentences([f"choice {at}" for at in range(199)], [])
    assert said.endswith("and 187 more.")
    assert "choice 11" in said
    assert "choice 12" not in said
