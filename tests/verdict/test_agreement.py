"""The article's own numbers, asked for all at once: one set of values within their room, or none."""

# ruff: noqa: E501 (a row of a table stands on one line)

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_cases import case_text, hedged_claims, sections, unfiled


def result_of(claims, **relations):
    """What is found of claims, and of their relations (``name="stated == formula in unit"``)."""
    formulas = {f"f_{name}": text.split(" == ")[1] for name, text in relations.items()}
    checks = {
        name: f"kind: agrees, stated: {text.split(' == ')[0]}, equals: f_{name}" for name, text in relations.items()
    }
    return unfiled(case_text(hedged_claims(claims), sections(formulas), **checks)).verify()


def verdict_of(claims, **relations):
    """The verdict on claims, and on what their relations say one by one."""
    result = result_of(claims, **relations)
    return result.verdict, {check.name: check.as_written for check in result.checks}


TOGETHER = [
    # Each relation has room for the other two numbers; no three values have room for both.
    ("a=100 tonne; b=108 tonne~exactly; c=92 tonne~exactly", {"one": "a == b in tonne", "two": "a == c in tonne"}, "fails"),
    ("a=100 tonne; b=104 tonne~exactly; c=103 tonne~exactly", {"one": "a == b in tonne", "two": "a == c in tonne"}, "fails"),
    ("a=100 tonne; b=104 tonne~exactly; c=104 tonne~exactly", {"one": "a == b in tonne", "two": "a == c in tonne"}, "holds only through rounding"),
    ("a=10 tonne; b=10 tonne; s=21.0 tonne; d=1.5 tonne", {"sum": "s == a + b in tonne", "gap": "d == a - b in tonne"}, "holds only through rounding"),
    ("a=10 tonne; b=10 tonne; s=22.5 tonne; d=1.5 tonne", {"sum": "s == a + b in tonne", "gap": "d == a - b in tonne"}, "fails"),
    ("rise=50 percent; before=100 tonne; after=144 tonne; more=40.0 tonne", {"share": "rise == after / before - 1 in percent", "gap": "more == after - before in tonne"}, "fails"),
    ("rise=0 percent; before=404 tonne; after=405 tonne; more=1 tonne", {"share": "rise == after / before - 1 in percent", "gap": "more == after - before in tonne"}, "holds"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "relations", "outcome"), TOGETHER)
def test_relations_are_asked_for_at_once(claims, relations, outcome):
    verdict, alone = verdict_of(claims, **relations)
    assert verdict.as_written == outcome
    assert "fails" not in alone.values()
    assert bool(verdict.together) == (outcome == "fails")


def test_what_fails_only_together_is_said_with_its_numbers():
    verdict, _ = verdict_of(TOGETHER[0][0], **TOGETHER[0][1])
    assert verdict.together == [["one", "two"]]
    assert "No values of the a, the b and the c that wording allows fit all at once." in verdict.sentence
    assert verdict.rule[-1].found == "“Well?”, “Well?”"


def test_a_number_is_not_blamed_for_a_relation_of_others_that_fails_by_itself():
    """Loads at two prices: one of the sums is off, and the numbers that are in the other alone are in order."""
    claims = "loads=461 truck; low=10 USD/truck; high=25 USD/truck; least=4610 USD; most=115250 USD"
    result = result_of(claims, lower="least == loads * low in USD", upper="most == loads * high in USD")
    found = {claim.name: claim.verdict.overall for claim in result.claims}
    assert found == {"loads": "fails", "low": "holds", "high": "fails", "least": "holds", "most": "fails"}
    assert result.verdict.overall == "fails"


def test_each_number_of_relations_that_fail_only_together_is_blamed():
    for claims, relations, outcome in TOGETHER:
        result = result_of(claims, **relations)
        assert {claim.verdict.as_written for claim in result.claims} == {outcome}


def test_relations_that_share_no_number_are_asked_for_by_themselves():
    claims = "a=100 tonne; b=104 tonne~exactly; c=100 tonne; d=96 tonne~exactly"
    verdict, _ = verdict_of(claims, one="a == b in tonne", two="c == d in tonne")
    assert (verdict.as_written, verdict.together) == ("holds only through rounding", [])


@pytest.mark.parametrize("more", ["week", "both"])
def test_an_equivalent_relation_more_changes_no_verdict(more):
    """Forty million a month, 480 a year; what follows from two relations is asked for already."""
    claims = "monthly=40 tonne; yearly=482 tonne; half=240 tonne"
    two = {"by_year": "yearly == monthly * 12 in tonne", "by_half": "half == yearly / 2 in tonne"}
    third = {
        "week": {"third": "half == monthly * 6 in tonne"},
        "both": {"third": "half == monthly * 6 in tonne", "fourth": "monthly == half / 6 in tonne"},
    }[more]
    one, other = verdict_of(claims, **two)[0], verdict_of(claims, **two, **third)[0]
    assert (one.overall, one.as_written) == (other.overall, other.as_written)


WAYS = {
    "product": ["total == count * each in tonne", "each == total / count in tonne/truck", "count == total / each in truck"],
    "sum": ["total == first + other in tonne", "first == total - other in tonne", "other == total - first in tonne"],
    "growth": ["rise == after / before - 1 in percent", "after == before * (1 + rise) in tonne", "before == after / (1 + rise) in tonne"],
}  # fmt: skip


@settings(max_examples=15)
@given(st.integers(2, 99), st.integers(2, 99), st.floats(0.7, 1.4), st.sampled_from(["none", "about"]))
@pytest.mark.parametrize("kind", WAYS)
def test_rewriting_a_relation_changes_no_verdict(kind, a, b, off, cue):
    """A law: the same relation, solved for another of its numbers, has the same outcome as written."""
    claims = {
        "product": f"count={a} truck; each={b} tonne/truck; total={a * b * off:.0f} tonne~{cue}",
        "sum": f"first={a} tonne; other={b} tonne; total={(a + b) * off:.0f} tonne~{cue}",
        "growth": f"before={a + 10} tonne; after={(a + 10) * off:.0f} tonne; rise={100 * (off - 1) + b % 7:.0f} percent",
    }[kind]
    found = {verdict_of(claims, only=way)[1]["only"] for way in WAYS[kind]}
    assert len(found) == 1


@settings(max_examples=12)
@given(st.lists(st.integers(5, 60), min_size=2, max_size=3), st.lists(st.integers(-9, 9), min_size=3, max_size=3))
def test_together_against_a_linear_programme(parts, off):
    """A second route for sums: the room of every number as a box, and the relations as rows (scipy's linprog)."""
    from scipy.optimize import linprog

    names = [f"p{at}" for at in range(len(parts))]
    totals = {"s": sum(parts) + off[0], "t": sum(parts[:2]) + off[1]}
    claims = "; ".join(
        f"{name}={value} tonne" for name, value in {**dict(zip(names, parts, strict=True)), **totals}.items()
    )
    relations = {"whole": f"s == {' + '.join(names)} in tonne", "part": "t == p0 + p1 in tonne"}
    verdict, _ = verdict_of(claims, **relations)
    case = unfiled(case_text(hedged_claims(claims), "", any="kind: agrees, stated: s, equals: t"))
    boxes = [case[name].side.bounds for name in [*names, "s", "t"]]
    rows = [[1.0] * len(names) + [-1.0, 0.0], [1.0, 1.0] + [0.0] * (len(names) - 2) + [0.0, -1.0]]
    feasible = (
        linprog(
            np.zeros(len(boxes)), A_eq=rows, b_eq=[0.0, 0.0], bounds=[(low * 1000, high * 1000) for low, high in boxes]
        ).status
        == 0
    )
    assert (verdict.as_written != "fails") == feasible


def test_every_combination_of_choices_is_asked():
    """By the generous width what does not fit together by the typical one may."""
    verdict, _ = verdict_of(TOGETHER[4][0], **TOGETHER[4][1])
    assert (verdict.as_written, verdict.overall) == ("fails", "depends")
    assert verdict.best.choices == {"hedge width": "generous"}


def test_what_turns_only_together_is_not_said_to_turn_nowhere():
    """Each relation fits in every way to read it; the verdict turns all the same, and the answer says by what."""
    result = result_of(TOGETHER[4][0], **TOGETHER[4][1])
    said = [*result.answer.sentences, *(one for claim in result.claims for one in claim.answer.sentences)]
    assert not [one for one in said if "changes this" in one]
    assert "Each fits by itself, but not all at once." in result.answer.sentences
    assert result.changes_it == [
        "All numbers at once fit, allowing for rounding, if the article's words are read generously."
    ]


def test_what_no_relation_reaches_does_not_matter():
    for claims, relations, _ in TOGETHER[:2]:
        one = verdict_of(claims, **relations)[0]
        other = verdict_of(f"{claims}; aside=7 truck", **relations)[0]
        assert (one.overall, one.together) == (other.overall, other.together)


def test_names_and_order_change_nothing():
    for (claims, relations, _), turned in product(TOGETHER, (False, True)):
        ordered = "; ".join(reversed(claims.split("; "))) if turned else claims
        renamed = {f"z_{name}": text for name, text in (reversed(relations.items()) if turned else relations.items())}
        assert verdict_of(claims, **relations)[0].overall == verdict_of(ordered, **renamed)[0].overall
