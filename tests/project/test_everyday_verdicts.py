"""What is concluded from everyday numbers: whole cases, each the smallest in which it shows."""

import pytest

from small_cases import case_text, hedged_claims, sections, unfiled

HOLDS, ROUNDING, STRAINED, FAILS, CANNOT, DEPENDS = (
    "holds",
    "holds only through rounding",
    "strained",
    "fails",
    "cannot tell",
    "depends",
)
KEY = "ferson-2015"  # of the shared list, so that a case needs no list of its own


def end(value, fair=None):
    """A parameter that a source supports; or one that was judged, with the range in which it might fairly lie."""
    if fair is None:
        return f"{{value: {value}, sources: [{KEY}]}}"
    low, high = (f"{{value: {each}, reason: r}}" for each in fair)
    return f"{{value: {value}, reason: r, fair: {{low: {low}, high: {high}}}}}"


def law(kind, **parameters):
    inner = ", ".join(f"{name}: {value if value.startswith('{') else end(value)}" for name, value in parameters.items())
    return f"{kind}: {{{inner}}}"


def values(*pairs):
    inner = ", ".join(f"{{value: {value}, weight: {weight} one, reason: r}}" for value, weight in pairs)
    return f"discrete: [{inner}]"


def weighed(claims, laws=None, formulas=None, more="", /, **checks):
    text = case_text(hedged_claims(claims), f"{sections(formulas, laws)}\n{more}", **checks)
    return unfiled(text).verify()


def typical(stated, usual, relation="at_most"):
    return weighed(f"stated={stated}", {"usual": usual}, asked=f"kind: typical, stated: stated, {relation}: usual")


# Relations are asked for all at once, in whichever way they are written.
BUDGET = "mo={} million USD; yr={} million USD; wk={} million USD"
RELATIONS = {
    "yearly": ("yr", "mo * 12 in USD"),
    "weekly": ("wk", "mo / 4 in USD"),
    "third": ("yr", "wk * 48 in USD"),
    "turned": ("mo", "yr / 12 in USD"),
    "slower": ("mo", "wk * 4 in USD"),
}
SETS = [
    ("yearly", "weekly"),
    ("yearly", "weekly", "third"),
    ("turned", "slower"),
    ("third", "weekly"),
    tuple(RELATIONS),
]


@pytest.mark.parametrize(
    ("numbers", "outcome"),
    [
        ((40, 480, 10), HOLDS),
        ((40, 500, 9.5), FAILS),
        ((40, 486, 10.1), HOLDS),
        ((40, 491, 10.2), ROUNDING),
        ((70, 790, 18.5), FAILS),
        ((20, 240, 5), HOLDS),
        ((20, 260, 4.5), FAILS),
    ],
)
@pytest.mark.parametrize("names", SETS)
def test_numbers_fit_all_at_once_in_whichever_way_their_relations_are_written(numbers, outcome, names):
    formulas = {f"f_{name}": RELATIONS[name][1] for name in names}
    checks = {name: f"kind: agrees, stated: {RELATIONS[name][0]}, equals: f_{name}" for name in names}
    result = weighed(BUDGET.format(*numbers), None, formulas, **checks)
    assert result.verdict.as_written == outcome


def test_what_fits_in_pairs_and_not_at_once_is_said():
    formulas = {"f_yearly": "mo * 12 in USD", "f_weekly": "mo / 4 in USD"}
    checks = {
        "yearly": "kind: agrees, stated: yr, equals: f_yearly",
        "weekly": "kind: agrees, stated: wk, equals: f_weekly",
    }
    result = weighed(BUDGET.format(40, 489, "9.81"), None, formulas, **checks)
    assert {check.as_written for check in result.checks} == {ROUNDING}
    assert result.verdict.as_written == FAILS
    assert result.verdict.together == [["yearly", "weekly"]]
    assert "No values of the mo, the wk and the yr that wording allows fit all at once." in result.verdict.sentence


# An article is as bad as its worst check, and padding cannot change that.
FLAT = law("uniform", low="0 one", high="100 one")


@pytest.mark.parametrize("many", [0, 1, 9])
@pytest.mark.parametrize(
    ("stated", "as_written"), [("99.8 one", FAILS), ("97 one", STRAINED), ("60.0 one", HOLDS), ("101.0 one", FAILS)]
)
def test_checks_that_hold_neither_better_nor_worsen_a_verdict(stated, as_written, many):
    padding = {f"pad{at}": "kind: typical, stated: extra, at_most: usual" for at in range(many)}
    result = weighed(
        f"stated={stated}; extra=40 one",
        {"usual": FLAT},
        None,
        asked="kind: typical, stated: stated, at_most: usual",
        **padding,
    )
    assert result["asked"].as_written == as_written
    assert result.verdict.as_written == as_written
    assert as_written == HOLDS or f"{float(stated.split()[0]):g}" in result.answer.text


@pytest.mark.parametrize("kind", ["typical", "possible"])
@pytest.mark.parametrize("stated", ["105.0 one", "130 one", "250 one"])
def test_the_same_numbers_come_to_the_same_by_bounds_and_by_probability(stated, kind):
    result = weighed(f"stated={stated}", {"usual": FLAT}, None, asked=f"kind: {kind}, stated: stated, at_most: usual")
    assert (result.verdict.as_written, result.verdict.overall) == (FAILS, FAILS)


# The shape of what was judged is a choice, and it is said which shape leads where.
def shape_of(low, mode, high):
    return {kind: law(kind, low=low, mode=mode, high=high) for kind in ("triangular", "pert")}


@pytest.mark.parametrize(
    ("stated", "points", "overall"),
    [
        ("50.0 one", ("15 one", "30.4 one", "60 one"), DEPENDS),
        ("9.0 one", ("1 one", "2 one", "10 one"), DEPENDS),
        ("30.0 one", ("15 one", "30.4 one", "60 one"), HOLDS),
        ("61.0 one", ("15 one", "30.4 one", "60 one"), FAILS),
        ("84.0 one", ("20 one", "40 one", "100 one"), DEPENDS),
    ],
)
def test_the_same_points_come_to_the_same_whatever_shape_they_were_written_with(stated, points, overall):
    found = {kind: typical(stated, each) for kind, each in shape_of(*points).items()}
    assert {result.verdict.overall for result in found.values()} == {overall}
    assert len({(result.verdict.best.outcome, result.verdict.worst.outcome) for result in found.values()}) == 1
    if overall == DEPENDS:
        assert all(result.verdict.depends_on == ["shape"] for result in found.values())
        led = {kind: [end.choices for end in (one.verdict.best, one.verdict.worst)] for kind, one in found.items()}
        assert {"shape": "peaked"} in led["triangular"]
        assert {"shape": "flat"} in led["pert"]


# A gap in the middle is a gap; what lies around zero is not far out.
GAPS = [
    ("500 USD", values(("100 USD", 1), ("900 USD", 1)), FAILS),
    ("900 USD, is_a: denomination", values(("100 USD", 1), ("900 USD", 1)), HOLDS),
    ("3 truck", values(("2 truck", 1), ("4 truck", 1)), FAILS),
    ("2 truck", values(("2 truck", 1), ("4 truck", 1)), HOLDS),
    ("0 truck", values(("0 truck", 1), ("4 truck", 1)), HOLDS),
    ("6 truck", values(("2 truck", 1), ("9 truck", 3)), FAILS),
    ("2 truck", values(("2 truck", 1), ("9 truck", 30)), STRAINED),
    ("1 truck", values(("1 truck", 1), ("9 truck", 300)), FAILS),
    ("-9.0 percent", law("normal", mean="0 percent", standard_uncertainty="2 percent"), FAILS),
    ("-4.0 percent", law("normal", mean="0 percent", standard_uncertainty="2 percent"), STRAINED),
    ("5 percent", law("uniform", low="-10 percent", high="10 percent"), HOLDS),
    ("-20 percent", law("uniform", low="-10 percent", high="10 percent"), FAILS),
    ("0 percent", law("normal", mean="9 percent", standard_uncertainty="1 percent"), FAILS),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "usual", "outcome"), GAPS)
def test_what_equals_is_asked_by_how_likely_a_value_is(stated, usual, outcome):
    assert typical(stated, usual, "equals")["asked"].as_written == outcome


@pytest.mark.parametrize(
    "usual",
    [
        law("normal", mean="0 percent", standard_uncertainty="2 percent"),
        law("uniform", low="-10 percent", high="10 percent"),
        law("triangular", low="-3 percent", mode="0 percent", high="3 percent"),
    ],
)
def test_zero_is_no_outlier_of_a_law_around_zero(usual):
    """It has no multiples, so that a check that passes says nothing of a number three times as large."""
    found = typical("0.0 percent", usual, "equals")["asked"]
    assert found.check.reference.tail_probability.value > 0.8
    assert found.as_written == CANNOT
    assert "the answer would be the same for −0.0333% and for 0.1%" in found.sentence


# What depends says which way and how far.
ALTERNATIVE = """alternatives:
  market:
    question: Which market?
    options:
      port: {{reason: as written}}
      yard: {{reason: fair, {sources}set: {{usual.high.value: {high}}}}}
"""


@pytest.mark.parametrize(
    ("stated", "high", "overall", "best", "worst"),
    [
        ("60.0 one", "50 one", DEPENDS, HOLDS, FAILS),
        ("60.0 one", "95 one", HOLDS, HOLDS, HOLDS),
        ("98.0 one", "50 one", STRAINED, STRAINED, FAILS),
        ("98.0 one", "200 one", DEPENDS, HOLDS, STRAINED),
        ("120.0 one", "119 one", FAILS, FAILS, FAILS),
    ],
)
def test_what_turns_has_its_direction_and_its_range(stated, high, overall, best, worst):
    shaped = FLAT + f", shape: {{sources: [{KEY}]}}"
    more = ALTERNATIVE.format(sources=f"sources: [{KEY}], ", high=high)
    result = weighed(
        f"stated={stated}", {"usual": shaped}, None, more, asked="kind: typical, stated: stated, at_most: usual"
    )
    verdict = result.verdict
    assert (verdict.overall, verdict.best.outcome, verdict.worst.outcome) == (overall, best, worst)
    if best != worst:
        assert "market" in verdict.depends_on
        assert "“yard”" in verdict.sentence


def test_an_option_that_no_source_supports_is_shown_and_turns_nothing():
    shaped = FLAT + f", shape: {{sources: [{KEY}]}}"
    outcomes = {}
    for name, sources in (("bare", ""), ("cited", f"sources: [{KEY}], ")):
        more = ALTERNATIVE.format(sources=sources, high="50 one")
        result = weighed(
            "stated=60.0 one", {"usual": shaped}, None, more, asked="kind: typical, stated: stated, at_most: usual"
        )
        outcomes[name] = result.verdict.overall
        shown = result.findings_of("asked", changed="market").to_string()
        assert "market: yard" in shown
        assert "fails" in shown
    assert outcomes == {"bare": HOLDS, "cited": DEPENDS}


# Several numbers that were judged are moved together, and a token range switches nothing off.
@pytest.mark.parametrize(
    ("stated", "fair", "leans"),
    [
        ("85 one", ("0.9 one", "1 one"), {"one_share", "other_share"}),
        ("80 one", ("0.9 one", "1 one"), {"one_share", "other_share"}),
        ("93.0 one", ("0.9 one", "1 one"), {"one_share", "other_share"}),
    ],
)
def test_judged_numbers_are_moved_together(stated, fair, leans):
    fixed = f"fixed: {{value: {end('1 one', fair)}}}"
    laws = {"whole": FLAT + f", shape: {{sources: [{KEY}]}}", "one_share": fixed, "other_share": fixed}
    result = weighed(
        f"stated={stated}",
        laws,
        {"usual": "whole * one_share * other_share in one"},
        asked="kind: typical, stated: stated, at_most: usual",
    )
    check = result["asked"].check
    assert check.range.as_written == HOLDS
    found = {one.input for one in check.leans_on} or set(check.joint_move.inputs)
    assert found == leans
    assert "nobody measured" in result["asked"].sentence


@pytest.mark.parametrize("token", [("0.999 one", "1 one"), ("0.99 one", "1.01 one"), ("1 one", "1 one")])
def test_a_token_range_does_not_switch_the_search_off(token):
    laws = {"whole": FLAT + f", shape: {{sources: [{KEY}]}}", "first": f"fixed: {{value: {end('1 one', token)}}}"}
    result = weighed(
        "stated=85 one", laws, {"usual": "whole * first in one"}, asked="kind: typical, stated: stated, at_most: usual"
    )
    assert "The case's own range, which has no source, is too narrow to show this." in result["asked"].sentence


def test_a_premise_is_shown_and_decides_nothing():
    fails = "kind: typical, stated: stated, at_most: usual"
    for premise, overall in (("", FAILS), (", premise: the text does not say so", HOLDS)):
        result = weighed(
            "stated=101.0 one; extra=40 one",
            {"usual": FLAT},
            None,
            asked=fails + premise,
            other="kind: typical, stated: extra, at_most: usual",
        )
        assert result["asked"].as_written == FAILS
        assert result.verdict.overall == overall
        assert bool(result.slips) == (not premise)
        assert ("counts towards no verdict" in result["asked"].sentence) == bool(premise)


def test_a_slip_below_zero_has_mended_nothing_where_less_is_always_let_pass():
    (told,) = typical("99.8 one", FLAT).slips
    (turned,) = [mend for mend in told.mends if mend.change == "with the other sign"]
    assert turned.outcomes == {"asked": CANNOT}
    assert turned not in told.real
    assert f": {len(told.real) or 'none'} would make the numbers fit." in told.sentence.replace(": one ", ": 1 ")


# Power: what would have been caught, drawn from the case's own distribution.
@pytest.mark.parametrize(
    ("usual", "outcome"),
    [
        (law("normal", mean="50 one", standard_uncertainty="5 one"), HOLDS),
        (law("lognormal", median="50 one", geometric_standard_deviation="4 one"), CANNOT),
        (law("lognormal", median="50 one", geometric_standard_deviation="1.3 one"), HOLDS),
    ],
)
def test_a_check_that_would_hardly_have_caught_an_error_cannot_tell(usual, outcome):
    result = typical("50 one", usual, "equals")
    assert result["asked"].as_written == outcome
    caught = {(one.factor, one.error): one.caught.value for one in result["asked"].check.reference.power}
    assert (max(caught[3.0, "too high"], caught[3.0, "too low"]) >= 0.5) == (outcome == HOLDS)
    for error in ("too high", "too low"):
        shares = [caught[factor, error] for factor in (1.5, 2.0, 3.0, 10.0)]
        assert shares == sorted(shares)
