"""A sum that rounding alone saves: whose rounding that is, and the slips after which none is needed."""

# ruff: noqa: E501 (a row of a table stands on one line)

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import small_cases
from weighbridge.graph.nodes import WIDTH
from weighbridge.text.numbers import Written
from weighbridge.what_if import slips
from weighbridge.what_if.possible_slips import claims_of, possible_slips
from weighbridge.what_if.slip_table import kinds
from weighbridge.what_if.slips import Trials

HOLDS, ROUNDING, FAILS = "holds", "holds only through rounding", "fails"


def sums(claims, formula, unit="USD", relation="equals: computed"):
    """A case in which the last of some claims, ``name=value; ...``, is stated against what a formula gives."""
    given = f'formulas: {{computed: {{expression: "{formula}", unit: {unit}, reason: a test}}}}'
    stated = list(small_cases.parted(claims))[-1]
    check = f"kind: agrees, stated: {stated}, {relation}"
    return small_cases.unfiled(small_cases.case_text(small_cases.hedged_claims(claims), given, fits=check))


# The numbers, what they give, whose rounding is enough by itself, and what would be so as written.
SAVED = [
    pytest.param("n=69 one; each=40000 USD; total=2706000 USD", "n * each", ["each"], ["total 2,760,000 for 2,706,000"], id="digits of the product, hidden by the zeros of a factor"),
    pytest.param("n=69 one; each=40000 USD; total=2670000 USD", "n * each", [], ["total 2,760,000 for 2,670,000"], id="the same, hidden by the zeros of both"),
    pytest.param("n=554 one; each=40000 USD; total=21800000 USD", "n * each", ["each"], ["n 545 for 554"], id="digits of a factor, hidden by the zeros of the other"),
    pytest.param("a=1200 USD; b=34 USD; total=1243 USD", "a + b", ["a"], ["b 43 for 34", "total 1,234 for 1,243"], id="digits of a term or of the sum"),
    pytest.param("a=1230 USD; b=2310 USD; c=1149 USD; total=4698 USD", "a + b + c", [], ["total 4,689 for 4,698"], id="digits of a sum that only several roundings hide"),
    pytest.param("n=40 litre; each=30 USD/litre; total=1223 USD", "n * each", ["each", "n"], [], id="either of two, and no slip"),
    pytest.param("a=25.2 USD; b=25.2 USD; c=25.2 USD; d=24.55 USD; total=100.0 USD", "a + b + c + d", [], [], id="only several together, and no slip"),
    pytest.param("n=50 one ~ about; each=12.60 USD; total=603.0 USD", "n * each", ["n"], ["total 630 for 603"], id="digits of the product, hidden by a hedge"),
    pytest.param("rise=10 percent ~ about; before=90.0 USD; after=100.0 USD", "before * (1 + rise)", ["rise"], ["rise 11.1 for 10 percent by another base"], id="a base, hidden by a hedge"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "formula", "saved_by", "mends"), SAVED)
def test_whose_rounding_saves_a_sum_and_what_would_need_none(claims, formula, saved_by, mends):
    found = sums(claims, formula).slips("fits")
    assert found.outcome == ROUNDING
    assert sorted(found.saved_by) == sorted(saved_by)
    assert [f"{one.number} {one.change}" for one in found.mends] == mends
    assert all(one.outcomes["fits"] == HOLDS for one in found.mends)
    assert found.tried > 10


def test_the_sentence_names_whose_rounding_it_is_and_the_digits():
    found = sums("n=69 one; each=40000 USD; total=2706000 USD", "n * each").slips("fits")
    assert found.sentence == (
        "The numbers fit, allowing for rounding. Enough by itself is the rounding or wording of the each. "
        f"We tried {found.tried} possible misprints: one would make the numbers fit as they are written. "
        "The total would be $2.76 million instead of $2.706 million. Then two neighbouring digits changed places. "
        f"{slips.NO_EVIDENCE} After it no comparison fails."
    )


def test_where_nothing_would_do_the_sentence_says_that_it_is_no_evidence():
    found = sums("a=25.2 USD; b=25.2 USD; c=25.2 USD; d=24.55 USD; total=100.0 USD", "a + b + c + d").slips("fits")
    assert found.sentence == (
        "The numbers fit, allowing for rounding. That takes the rounding or wording of several numbers together. "
        f"We tried {found.tried} possible misprints, and none makes the numbers fit as they are written. "
        "That is not evidence either way."
    )


def test_a_whole_case_tells_of_it():
    result = sums("n=69 one; each=40000 USD; total=2706000 USD", "n * each").verify()
    (told,) = result.form.slips
    assert (told.check, told.outcome, told.saved_by) == ("fits", ROUNDING, ["each"])
    assert f"Well? {told.sentence}" in result.mends


@pytest.mark.parametrize(
    ("claims", "formula", "outcome"),
    [
        ("n=69 one; each=40000 USD; total=2760000 USD", "n * each", HOLDS),
        ("n=69.0 one; each=40.00 USD; total=2670 USD", "n * each", FAILS),
    ],
)
def test_where_rounding_does_not_save_it_nobody_is_named(claims, formula, outcome):
    found = sums(claims, formula).slips("fits")
    assert (found.outcome, found.saved_by) == (outcome, [])


def test_under_another_width_another_number_may_be_enough():
    """The room of 40,000 is too little for 38,696, and twice that room is enough."""
    case = sums("n=69 one; each=40000 USD; total=2670000 USD", "n * each")
    assert case.slips("fits").saved_by == []
    assert case.under(**{WIDTH: "generous"}).slips("fits").saved_by == ["each"]


# By a second route: products and sums by their corners, no graph.

DIGITS = st.integers(11, 999).filter(lambda digits: digits % 10 != 0)
TEXTS = st.builds(lambda digits, zeros: f"{digits}{'0' * zeros}", DIGITS, st.integers(0, 3))


@given(TEXTS, TEXTS, st.sampled_from(["*", "+"]), st.floats(0.97, 1.03))
def test_whose_rounding_is_enough_by_its_corners(left, right, operation, off):
    """Each number's room by itself, all others as they stand; as written, each by half a unit of its last digit."""
    of = {"*": lambda a, b: a * b, "+": lambda a, b: a + b}[operation]
    exact = of(int(left), int(right))
    unit = (
        {"a": "litre", "b": "USD/litre", "total": "USD"}
        if operation == "*"
        else dict.fromkeys(("a", "b", "total"), "USD")
    )
    texts = {"a": left, "b": right, "total": str(round(exact * off))}
    still = {name: (int(text), int(text)) for name, text in texts.items()}
    digit = {name: (int(text) - 0.5, int(text) + 0.5) for name, text in texts.items()}
    room = {name: Written.parse(f"{text} {unit[name]}").interval("none", "typical") for name, text in texts.items()}

    def gap(loosened):
        """How far the sides lie apart; below zero where they overlap."""
        ends = {**still, **loosened}
        corners = [of(x, y) for x, y in product(ends["a"], ends["b"])]
        return max(ends["total"][0] - max(corners), min(corners) - ends["total"][1])

    written = [gap({name: digit[name]}) for name in texts]
    alone = {name: gap({name: room[name]}) for name in texts}
    every = gap(room)
    assume(
        all(abs(one) > 1e-6 * exact for one in (*written, *alone.values(), every))
    )  # where ends touch, a billionth decides
    claims = "; ".join(f"{name}={text} {unit[name]}" for name, text in texts.items())
    found = sums(claims, f"a {operation} b").slips("fits")
    assert found.outcome == (HOLDS if min(written) < 0 else ROUNDING if every < 0 else FAILS)
    expected = [name for name, one in alone.items() if one < 0] if found.outcome == ROUNDING else []
    assert sorted(found.saved_by) == expected


@pytest.mark.parametrize("claims", [row.values[:2] for row in SAVED])
def test_no_slip_is_passed_over_that_would_need_no_rounding(claims):
    """Rough bounds of the numbers as they stand exclude most, and nothing that would hold."""
    case = sums(*claims)
    trials = Trials(case.draws.unrefined(), claims_of(case.model, case.choices), case.choices, as_written=True)
    check = case.model.checks["fits"]
    tried = possible_slips(case.model, check, case.choices)
    may = list(trials.may_stand(check, tried))
    assert may.count(False) > len(tried) / 2
    assert [slip for slip, one in zip(tried, may, strict=True) if not one and trials.after(slip, check) == HOLDS] == []


@pytest.mark.parametrize("claims", [row.values[:2] for row in SAVED])
def test_slips_are_listed_in_the_order_of_the_table(claims):
    case, order = sums(*claims), [kind.slip for kind in kinds()]
    tried = [order.index(one.kind.slip) for one in possible_slips(case.model, case.model.checks["fits"], case.choices)]
    assert tried == sorted(tried)
