"""A search that meets its budget says what it looked at; what can't be weighed is said, and the others go on."""

import pytest

from small_cases import CASES, case_text, hedged_claims, sections, unfiled
from weighbridge.base import Looked, Thing
from weighbridge.checks import Outcome
from weighbridge.what_if import flips, flips_of, judgement, reconcile, solve

FITS = "kind: agrees, stated: a, equals: f"
ABOUT = "a=5 one~about; b=2 one~about; d=4 one~about"
SUMS = unfiled(case_text(hedged_claims(ABOUT), sections({"f": "b + d"}), fits=FITS))


def uniform(low, high):
    return f"uniform: {{low: {{value: {low} one, reason: r}}, high: {{value: {high} one, reason: r}}}}"


def one_of_two(formula, low, high):
    """A case of two checks, of which one asks for what may be no number."""
    more = sections({"f": formula, "twice": "a * 2"}, {"u": uniform(low, high)})
    checks = {"lost": "kind: typical, stated: a, equals: f", "kept": "kind: agrees, stated: d, equals: twice"}
    return unfiled(case_text(hedged_claims("a=5 one~about; d=10 one~about"), more, **checks))


def cut(monkeypatch, room, **amounts):
    for name, amount in amounts.items():
        monkeypatch.setattr(room, name, amount)


def asked(case):
    return flips_of(case.draws, "fits", case.choices, {})


def test_numbers_that_were_not_moved_are_named_whatever_was_asked_before(monkeypatch):
    every = [one.input for one in asked(unfiled(case_text(hedged_claims(ABOUT), sections({"f": "b + d"}), fits=FITS)))]
    cut(monkeypatch, flips, MOST_WORK=5_000, LEAST_WORK=5_000)
    for _ in range(2):
        found = asked(SUMS)
        assert [one.input for one in found] == every[: len(found)]
        assert found.looked == Looked(at=Thing.NUMBERS, looked=len(found), of=len(every), left_out=every[len(found) :])
        assert len(found) < len(every)
    assert found.looked.sentence in SUMS.headlines("fits")[-1]


@pytest.mark.parametrize("name", CASES)
def test_no_case_of_the_project_spends_a_budget(verified, opened, name):
    """What a search leaves out stands under keys of its own, and only then."""
    text = verified(name).model_dump_json()
    assert '"looked":{"at"' not in text
    assert '"cut":{"at"' not in text
    case = opened(name)
    assert [one for one in case.model.checks if flips_of(case.draws, one, case.choices, {}).looked] == []


def test_a_solution_says_how_many_routes_were_gone(monkeypatch):
    cut(monkeypatch, solve, MOST_WORK=40)
    found = SUMS.solve("f", "b", "9 one")
    assert (found.as_written, found.bounds, found.cut.at) == ([], [], Thing.ROUTES)
    assert "no value" not in found.sentence
    assert found.cut.sentence in found.sentence


def test_a_correction_that_was_not_found_is_none(monkeypatch):
    cut(monkeypatch, reconcile, MOST_WORK=10)
    text = case_text(hedged_claims("a=9 one; b=2 one; d=4 one"), sections({"f": "b + d"}), fits=FITS)
    found = unfiled(text).reconcile()
    assert {one.corrected for one in found.numbers} == {None}
    assert found.sentence == reconcile.ENDED


def test_estimates_that_were_not_moved_together_are_said(monkeypatch):
    more = sections({"f": "u * v"}, {"u": uniform(1, 2), "v": uniform(1, 2)})
    case = unfiled(case_text({"a": "2 one"}, more, fits="kind: typical, stated: a, equals: f"))
    cut(monkeypatch, judgement, MOST_WORK=1, LEAST_WORK=1)
    found = case.weigher.check("fits").joint_move
    assert found.looked == Looked(at=Thing.RANGES, looked=0, of=2)
    assert not found.turns


@pytest.mark.parametrize(
    ("formula", "low", "high"),
    [
        ("exp(u * 500)", 1, 2),  # larger than any number
        ("10 ** (u * 100)", 1, 2),  # of which no spread can be computed
        ("sqrt(u)", -1, 2),
        ("log(u)", -1, 2),
        ("a / (u - u)", 1, 2),
    ],
)
def test_a_check_that_cannot_be_weighed_says_so_and_silences_no_other(formula, low, high):
    case = one_of_two(formula, low, high)
    result = case.verify()
    assert result["lost"].reference.outcome == Outcome.CANNOT_TELL
    assert "`f`" in result["lost"].reference.not_weighed
    assert result["kept"].reference.outcome == Outcome.HOLDS
    assert result["kept"].reference.not_weighed is None
    assert any("is no number, or has no ends" in one for one in result.limits)
    assert "not_weighed" in result.model_dump_json()
    assert {row["check"] for row in case.all_flips()} == {"kept"}
    assert case.reconcile().not_weighed == ["lost"]
    assert [one.check for one in (case.slips("lost"), case.slips("kept"))] == ["lost", "kept"]


def test_what_is_usual_adds_nothing_to_a_result():
    text = SUMS.verify().model_dump_json()
    assert not [key for key in ("not_weighed", '"looked":{"at"', '"cut"') if key in text]
