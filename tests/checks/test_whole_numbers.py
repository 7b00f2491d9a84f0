"""Whether a share or a mean can come from whole things: published vectors, enumeration, and what may be refused.

``grim_vectors.csv`` holds means and percentages with the answers that others publish: the README, the vignette on GRIM
and the tests ``test-grim.R`` and ``test-grim-map-seq.R`` of the R package scrutiny (github.com/lhdjung/scrutiny, commit
a56a94509aedcf3aba3746b9388c461420982fc0), the tests of github.com/phoughton/grim_test that round half up, and
the article "GRIM test" of Wikipedia. In the last, and in scrutiny, an exact half may be rounded either way.
"""

import csv
from collections import defaultdict
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cases import HEAD, case_text, hedged_claims, unfiled
from weighbridge.base.errors import CaseError
from weighbridge.checks.run import Weighing
from weighbridge.checks.whole_numbers import Counted
from weighbridge.graph.nodes import WIDTH
from weighbridge.text.hedges import WIDTHS

HOLDS, FAILS, CANNOT = "holds", "fails", "cannot tell"

# A share or a mean, the number of things, whether some whole number gives it. By hand: 27 people have 28 fractions.
GRIM = [
    ("33 percent", "27 person", HOLDS),  # 9/27
    ("34 percent", "27 person", FAILS),  # 9/27 is 33.3, 10/27 is 37.0
    ("37 percent", "27 person", HOLDS),
    ("33.3 percent", "27 person", HOLDS),
    ("33.4 percent", "27 person", FAILS),
    ("17 percent", "12 truck", HOLDS),  # 2/12 = 16.7
    ("19 percent", "12 truck", FAILS),
    ("3.45 one", "21 person", FAILS),  # Brown and Heathers 2017: means of whole numbers; 72/21 = 3.43, 73/21 = 3.48
    # The example of their paper, as carried by the R package scrutiny: 145/28 = 5.18, 146/28 = 5.21.
    ("5.19 one", "28 person", FAILS),
    ("5.18 one", "28 person", HOLDS),
    ("51 percent", "1003 person", CANNOT),  # every whole percent can be: no such number could be caught
    ("51.2 percent", "1003 person", CANNOT),
    ("51.23 percent", "1003 person", FAILS),  # 513/1003 is 51.15, 514/1003 is 51.25
    ("51.25 percent", "1003 person", HOLDS),
]


@pytest.mark.parametrize(("stated", "things", "outcome"), GRIM)
def test_shares_of_whole_things(agreement, stated, things, outcome):
    found = agreement(f"stated={stated}; things={things}", relation="counted_in: things")
    assert found.outcome == outcome
    assert found.severity.could_have_caught == (outcome != CANNOT)
    assert found.conventions == []
    if outcome != CANNOT:
        assert found.flips[0].below == (HOLDS if outcome == FAILS else FAILS)


@given(st.integers(1, 400), st.integers(0, 2), st.data())
def test_what_whole_things_give_is_never_refused(whole, decimals, data):
    """A law: any part of any whole, rounded, passes; and by brute force over all parts nothing else does."""
    part = data.draw(st.integers(1, whole))
    step = 10.0**-decimals / 100
    written = round(100 * part / whole, decimals) / 100
    if written > 0:
        assert Counted(written, (written - step / 2, written + step / 2), (whole, whole), step).outcome(1.0) == HOLDS
    other = data.draw(st.integers(1, int(1 / step))) * step
    reached = (np.abs(np.arange(0, whole + 1) / whole - other) <= step / 2 + 1e-9 / whole).any()
    assert (Counted(other, (other - step / 2, other + step / 2), (whole, whole), step).outcome(1.0) == HOLDS) == reached


def weighed(claims, counted_in="things", formula=""):
    """What a check of whole things says under each width of hedges: its answer by its two sides, and its outcome."""
    more = f'formulas: {{whole: {{expression: "{formula}", unit: person}}}}' if formula else ""
    case = unfiled(
        case_text(hedged_claims(claims), more, asked=f"kind: agrees, stated: stated, counted_in: {counted_in}")
    )
    check, draws = case.model.checks["asked"], case.weigher.draws
    found = [Weighing(case.model, draws, check, {**case.choices, WIDTH: width}) for width in WIDTHS]
    return [(one.answer.outcome(1.0), one.outcome) for one in found]


VECTORS = defaultdict(list)
with (Path(__file__).parent / "grim_vectors.csv").open(encoding="utf-8", newline="") as lines:
    for row in csv.DictReader(lines):
        VECTORS[row["source"]].append(row)


@pytest.mark.parametrize("source", VECTORS)
def test_published_vectors_are_told_alike_at_both_widths(source):
    wrong = []
    for row in VECTORS[source]:
        claims = f"stated={row['stated']}; things={row['people']} person; items={row['items']} one"
        expected = HOLDS if row["consistent"] == "yes" else FAILS
        by_sides = {answer for answer, _ in weighed(claims, "whole", "things * items")}
        if by_sides != {expected}:
            wrong.append((row, by_sides))
    assert wrong == []


def test_the_published_vectors_are_many_and_of_both_kinds():
    rows = [row for rows in VECTORS.values() for row in rows]
    assert len(rows) == 348
    assert {(row["stated"].split()[1], row["consistent"]) for row in rows} == {
        (unit, answer) for unit in ("one", "percent") for answer in ("yes", "no")
    }
    assert {row["items"] for row in rows} == {"1", "2", "3"}


def written_from(whole, places, largest):
    """Every number that parts of a whole give, written with so many decimals: exact halves go either way."""
    ways = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)
    parts = (Fraction(part, whole) for part in range(largest * whole + 1))
    exact = (Decimal(part.numerator) / Decimal(part.denominator) for part in parts)
    return {str(part.quantize(Decimal(1).scaleb(-places), way)) for part in exact for way in ways}


@pytest.mark.parametrize(("places", "largest"), [(0, 7), (1, 7), (2, 7), (3, 1)])
def test_every_mean_of_up_to_forty_people_is_told_as_enumeration_tells_it(places, largest):
    """A second route: all parts of a whole, rounded and compared as text, against every mean there is."""
    step, wrong = 10.0**-places, []
    for whole in range(1, 41):
        given = written_from(whole, places, largest)
        for digits in range(1, largest * 10**places + 1):
            text = str(Decimal(digits).scaleb(-places))
            mean = float(text)
            found = Counted(mean, (mean - step / 2, mean + step / 2), (whole, whole), step).outcome(1.0)
            if (found == HOLDS) != (text in given):
                wrong.append((text, whole, found))
    assert wrong == []


# What loosens a number: a hedge, and nothing else. Bare counts are exact however round, and zeros are digits.
LOOSENED = [
    ("stated=10 percent; things=50 person", [HOLDS, HOLDS]),  # 5 of 50
    ("stated=11 percent; things=50 person", [FAILS, FAILS]),
    ("stated=20 percent; things=27 person", [FAILS, FAILS]),  # 5 of 27 is 18.5, 6 of 27 is 22.2
    ("stated=300 percent; things=7 person", [HOLDS, HOLDS]),
    ("stated=310 percent; things=7 person", [FAILS, FAILS]),
    ("stated=3.27 one; things=20 person", [FAILS, FAILS]),  # not of 15 to 25
    ("stated=3.25 one; things=20 person", [HOLDS, HOLDS]),
    ("stated=3.30 one; things=20 person", [HOLDS, HOLDS]),
    ("stated=0.999 one; things=100 truck", [FAILS, FAILS]),
    ("stated=5.19 one; things=28 person", [FAILS, FAILS]),
    ("stated=3.27 one; things=20 person ~ about", [HOLDS, HOLDS]),  # 72 of 22
    ("stated=3.27 one; things=18 to 22 person", [HOLDS, HOLDS]),
    ("stated=3.27 one; things=19 to 21 person", [FAILS, FAILS]),  # a range is its own hedge
    ("stated=34 percent ~ about; things=27 person", [HOLDS, HOLDS]),
    ("stated=34 to 36 percent; things=27 person", [FAILS, FAILS]),
    ("stated=33 to 36 percent; things=27 person", [HOLDS, HOLDS]),
]


@pytest.mark.parametrize(("claims", "expected"), LOOSENED)
def test_only_a_hedge_or_a_range_loosens_a_count_or_a_share(claims, expected):
    assert [answer for answer, _ in weighed(claims)] == expected


@pytest.mark.parametrize(
    ("claims", "stated", "things"),
    [
        ("stated=10 percent; things=50 person", (9.5, 10.5), (50, 50)),
        ("stated=3.20 one; things=200 person", (3.195, 3.205), (200, 200)),
        ("stated=5 percent; things=30 to 40 person", (4.5, 5.5), (30, 40)),
    ],
)
def test_a_finding_shows_the_sides_as_they_were_weighed(agreement, claims, stated, things):
    found = agreement(claims, relation="counted_in: things")
    assert found.stated.bounds == pytest.approx(stated)
    assert found.computed.bounds == things


@pytest.mark.parametrize(
    ("claims", "nearest"),
    [
        ("stated=34 percent; things=27 person", (100 * 9 / 27, 100 * 10 / 27)),
        ("stated=3.27 one; things=20 person", (3.25, 3.30)),
        ("stated=3.25 one; things=20 person", (3.25, 3.25)),
        ("stated=120 percent; things=7 truck", (100 * 8 / 7, 100 * 9 / 7)),
        ("stated=3.27 one; things=19 to 21 person", (62 / 19, 69 / 21)),  # whichever whole is nearest
        ("stated=51 percent; things=1003 person", None),  # any such number can be
    ],
)
def test_a_finding_gives_the_nearest_that_whole_things_can(agreement, claims, nearest):
    found = agreement(claims, relation="counted_in: things")
    assert found.nearest == (pytest.approx(nearest, rel=1e-5) if nearest else None)


def test_a_check_of_anything_else_has_no_nearest(agreement):
    assert agreement("a=3 USD; stated=3 USD", "a").nearest is None


def test_a_scale_of_several_items_is_a_formula():
    """118/40 is 2.95 and 119/40 is 2.98, but three items make 120 answers: 355/120 is 2.96."""
    claims = "stated=2.96 one; things=40 person; items={} one"
    assert [weighed(claims.format(items), "whole", "things * items")[0][0] for items in (1, 2, 3)] == [
        FAILS,
        HOLDS,
        HOLDS,
    ]


LESS_THAN_ONE = "is less than one, and nothing can be counted in it; name how many things there are"
BROKEN = "is 27.5, which is not a whole number of things; name a number of things, or one that is hedged"
UNCOUNTABLE = [
    ("stated=51.2 percent; things=0 person", "", f"`things` {LESS_THAN_ONE}"),
    ("stated=51.2 percent; things=0.4 truck", "", f"`things` {LESS_THAN_ONE}"),
    ("stated=51.2 percent; things=27.5 person", "", f"`things` {BROKEN}"),
    ("stated=51.2 percent; things=55 person; groups=2 one", "things / groups", f"`whole` {BROKEN}"),
]


@pytest.mark.parametrize(("claims", "formula", "said"), UNCOUNTABLE)
def test_what_nothing_can_be_counted_in_is_refused_where_it_stands(claims, formula, said):
    with pytest.raises(CaseError) as caught:
        weighed(claims, "whole" if formula else "things", formula)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert problem.path == ("checks", "asked", "counted_in")
    assert problem.place.line is not None


def test_a_hedged_count_may_be_broken_as_it_stands():
    """Half of about 55 is 27 or 28."""
    claims = "stated=51.9 percent; things=55 person ~ about; groups=2 one"
    assert {answer for answer, _ in weighed(claims, "whole", "things / groups")} == {HOLDS}


def test_a_whole_that_is_not_known_to_one(agreement):
    """34 percent is not a share of 27 people, but one of 29 (10/29 = 34.5): about 28 may be either."""
    found = agreement("stated=34 percent; things=28 person ~ about", relation="counted_in: things")
    assert found.outcome == HOLDS


def test_the_flips_of_a_share_are_the_neighbours(agreement):
    """9/27 and 10/27, each with half a percent: a stated value up to 33.8 or from 36.5 percent would hold."""
    found = agreement("stated=34 percent; things=27 person", relation="counted_in: things")
    assert [flip.at.value for flip in found.flips] == pytest.approx([33.8333, 36.537], abs=1e-3)


def test_only_what_is_counted_comes_in_whole_numbers(agreement):
    for claims, message in (
        ("stated=34 percent; things=27 tonne", "is not a number of whole things"),
        ("stated=34 USD/person; things=27 person", "`stated` (`USD/person`) of `things` (`person`)"),
    ):
        with pytest.raises(CaseError) as caught:
            agreement(claims, relation="counted_in: things")
        assert message in str(caught.value)
        assert "only what is counted comes in whole numbers" in str(caught.value)


def test_counted_in_belongs_to_agrees(small_case):
    message = "`counted_in` asks whether whole things give a stated share: its kind is `agrees`"
    case = small_case("stated=34 percent; things=27 person", "", "kind: possible, stated: stated, counted_in: things")
    with pytest.raises(CaseError, match=message):
        case.model  # noqa: B018


def test_a_share_that_the_case_computes_is_not_a_stated_one(small_case):
    given = "formulas:\n  given: {expression: part / things, unit: percent}"
    case = small_case("part=9 person; things=27 person", given, "kind: agrees, stated: given, counted_in: things")
    with pytest.raises(CaseError, match="`given` is not a number of the article"):
        case.model  # noqa: B018


# Whole numbers that are exact elsewhere, and roundings that the case declares.

DECLARED = [
    ("value: 30 percent", "value: 27 person", HOLDS),  # 8 of 27 is 29.6
    ("value: 31 percent", "value: 27 person", FAILS),
    ("value: 20 percent", "value: 27 person", FAILS),
    ("value: 20 percent, rounded_to: 10 percent, hedge_reason: r", "value: 27 person", HOLDS),
    ("value: 31 percent", "value: 30 person, rounded_to: 10 person, hedge_reason: r", HOLDS),  # 8 of 26
    ("value: 31 percent, hedge: exactly", "value: 30 person", FAILS),
    ("value: 3 one", "value: 7 person", HOLDS),
]


@pytest.mark.parametrize(("stated", "things", "expected"), DECLARED)
def test_a_declared_rounding_loosens_as_a_hedge_does(stated, things, expected):
    claims = f"  stated: {{quote: {{exact: x}}, {stated}}}\n  things: {{quote: {{exact: x}}, {things}}}"
    check = "{question: q, kind: agrees, stated: stated, counted_in: things}"
    text = f"{HEAD}claims:\n{claims}\nchecks:\n  asked: {check}\n"
    case = unfiled(text)
    weighing = Weighing(case.model, case.weigher.draws, case.model.checks["asked"], case.choices)
    assert weighing.answer.outcome(1.0) == expected
