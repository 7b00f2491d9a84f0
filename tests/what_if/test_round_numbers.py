"""Round ratios of round numbers: by hand for a small alphabet, by two other routes for all, and in plain words."""

import csv
import math
from collections import Counter
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.base.errors import RemediedError
from weighbridge.what_if.round_numbers import (
    TABLE,
    NoTree,
    Spread,
    _at_least,
    _if_made,
    _percent,
    alphabets,
    chance_rows,
    chance_sentence,
    chances,
    digit_share,
    first_number,
    is_round,
    mantissa,
    observed,
    weights,
)

ALIKE, LOGARITHM = SPREADS = tuple(Spread)
STATED = {"trucks": Decimal(50), "mass": Decimal(2500), "money": Decimal(750_000)}
ONE_ON = [("mass", "trucks"), ("money", "mass")]  # each number over the one that the article states before it
CHAIN, STAR = [("b", "a"), ("c", "b")], [("b", "a"), ("c", "a")]
TRIANGLE = [*CHAIN, ("c", "a")]
ONES = dict.fromkeys("abcd", Decimal(1))


def under(found, alphabet, spread=ALIKE):
    (row,) = [row for row in found if (row.alphabet, row.spread) == (alphabet, spread)]
    return row


# Roundness of one ratio.


@pytest.mark.parametrize(
    ("above", "below", "digits", "expected"),
    [
        (2500, 50, 1, True),  # 50
        (750_000, 2500, 1, True),  # 300
        (750_000, 50, 1, False),  # 15 000
        (750_000, 50, 2, True),
        (1, 1, 1, True),
        (1, 5, 1, True),  # 0.2
        (1, 8, 1, False),  # 0.125
        (1, 8, 2, False),
        (1, 8, 3, True),
        (1, 3, 1, False),
        (1, 3, 9, False),  # it never ends, however many digits are allowed
        (99, 1, 1, False),
        (99, 1, 2, True),
        (100, 1, 1, True),
        (101, 1, 2, False),
        (5, 2, 1, False),  # 2.5
        (1, 2_000_000, 1, True),  # 0.0000005
    ],
)
def test_round_ratios(above, below, digits, expected):
    assert is_round(Fraction(above, below), digits) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("1", "1"), ("10", "1"), ("9.99", "9.99"), ("0.1", "1"), ("0.075", "7.5"), ("1/3", "10/3"), ("100/3", "10/3")],
)
def test_a_mantissa_is_in_one_to_ten(number, expected):
    assert mantissa(Fraction(number)) == Fraction(expected)


@pytest.mark.parametrize(
    ("ratio", "digits", "message"),
    [
        (0, 1, "0 cannot be round to 1 digits; take a positive ratio and a digit or more"),
        (-2, 1, "-2 cannot be round to 1 digits; take a positive ratio and a digit or more"),
        (2, 0, "2 cannot be round to 0 digits; take a positive ratio and a digit or more"),
    ],
)
def test_no_roundness(ratio, digits, message):
    with pytest.raises(RemediedError) as caught:
        is_round(Fraction(ratio), digits)
    assert str(caught.value) == message


@given(st.integers(1, 999), st.integers(-9, 9), st.integers(1, 4))
def test_a_number_is_round_to_as_many_digits_as_it_has(whole, power, digits):
    assert is_round(whole * Fraction(10) ** power, digits) == (len(str(whole).rstrip("0")) <= digits)


# The alphabets.


def test_the_alphabets():
    expected = {
        "one digit": range(10, 100, 10),
        "one digit and halves": range(10, 100, 5),
        "1, 2, 5": (10, 20, 50),
        "quarters": (10, 20, 25, 50, 75),
        "two digits": range(10, 100),
    }
    assert alphabets() == {name: tuple(Fraction(tenths, 10) for tenths in all_) for name, all_ in expected.items()}


def test_every_alphabet_says_who_would_write_so_and_that_it_was_chosen():
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    assert [row["alphabet"] for row in table] == list(alphabets())
    for row in table:
        assert "writer" in row["reason"], row["alphabet"]
        assert row["reason"].endswith("; an editorial choice"), row["alphabet"]


@pytest.mark.parametrize("alphabet", alphabets())
@pytest.mark.parametrize("spread", SPREADS)
def test_weights_sum_to_one_and_leave_nothing_out(alphabet, spread):
    shares = weights(alphabets()[alphabet], spread)
    assert shares.shape == (len(alphabets()[alphabet]),)
    assert shares.sum() == pytest.approx(1, abs=1e-12)
    assert (shares > 0).all()


@given(st.sets(st.integers(100, 999), min_size=1, max_size=12), st.sampled_from(SPREADS))
def test_weights_of_any_alphabet_sum_to_one(hundredths, spread):
    shares = weights(tuple(Fraction(each, 100) for each in sorted(hundredths)), spread)
    assert shares.sum() == pytest.approx(1, abs=1e-12)
    assert (shares > 0).all()


@pytest.mark.parametrize(
    ("alphabet", "bounds"),
    [
        ("1, 2, 5", (0.75, 1.5, 3.5, 7.5)),
        ("quarters", (0.875, 1.5, 2.25, 3.75, 6.25, 8.75)),
        ("one digit", (0.95, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5)),
    ],
)
def test_what_is_rounded_to_each_mantissa(alphabet, bounds):
    expected = [math.log10(high / low) for low, high in pairwise(bounds)]
    assert weights(alphabets()[alphabet], LOGARITHM) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("alphabet", alphabets())
def test_weights_by_the_logarithm_against_draws(alphabet):
    """A second route: numbers even on the log scale, each written as the nearest of the alphabet in any decade."""
    mantissas, many = [float(each) for each in alphabets()[alphabet]], 100_000
    decades = np.array([power * each for power in (0.1, 1, 10) for each in mantissas])
    drawn = 10 ** np.random.default_rng(20170201).uniform(size=many)
    nearest = np.array([np.abs(decades - one).argmin() for one in drawn])
    found = np.bincount(nearest % len(mantissas), minlength=len(mantissas)) / many
    shares = weights(alphabets()[alphabet], LOGARITHM)
    assert (np.abs(found - shares) <= 4 * np.sqrt(shares * (1 - shares) / many)).all()


# Chances: by hand, and by looping over everything.


@pytest.mark.parametrize(
    ("ratios", "round_of_27"),
    [
        # With 1, 2, 5 there is one ratio of nine that isn't round: 5 over 2. So of the 27 triples of a, b, c there go
        ([("b", "a")], 24),  # those with a = 2 and b = 5, whatever c is: 3
        (CHAIN, 21),  # these 3, and 3 with b = 2 and c = 5; b can't be both
        (STAR, 22),  # a = 2 with b = 5 (3) or with c = 5 (3), of which one has both
        ([("a", "b"), ("a", "c")], 22),  # the same upside down: a = 5 with b = 2 or c = 2
        (TRIANGLE, 20),  # 3 + 3 + 3, of which 2 5 5 and 2 2 5 were counted twice
        ([("b", "a"), ("a", "b")], 21),  # 5 over 2 and 2 over 5: 3 each
    ],
)
def test_by_hand_for_1_2_5(ratios, round_of_27):
    row = under(chances(ONES, ratios), "1, 2, 5")
    assert row.each == pytest.approx({f"{above} / {below}": 24 / 27 for above, below in ratios}, abs=1e-12)
    assert row.all_round == pytest.approx(round_of_27 / 27, abs=1e-12)
    assert row.holds_the_numbers


def test_by_hand_for_1_2_5_by_the_logarithm():
    """What goes is a 2 (1.5 to 3.5) below a 5 (3.5 to 7.5); in a chain this happens twice, but never at once."""
    lost = math.log10(3.5 / 1.5) * math.log10(7.5 / 3.5)
    row = under(chances(ONES, CHAIN), "1, 2, 5", LOGARITHM)
    assert row.each == pytest.approx({"b / a": 1 - lost, "c / b": 1 - lost}, abs=1e-12)
    assert row.all_round == pytest.approx(1 - 2 * lost, abs=1e-12)


def test_by_hand_for_one_digit():
    """How many of nine digits above give one digit: over 2 these are 1, 2, 4, 6 and 8; over 4 they are 2, 4 and 8."""
    over = {1: 9, 2: 5, 3: 3, 4: 3, 5: 5, 6: 2, 7: 1, 8: 2, 9: 1}
    row = under(chances(ONES, [("b", "a")]), "one digit")
    assert row.all_round == pytest.approx(sum(over.values()) / 81, abs=1e-12)
    for below, count in over.items():
        assert sum(ends(above, below, 1) for above in range(1, 10)) == count, below


def ends(above, below, digits):
    """Whether a ratio has no more digits: by long division, to more digits than any that ends can have here."""
    with localcontext() as context:
        context.prec = 50
        return len((Decimal(above) / Decimal(below)).normalize().as_tuple().digits) <= digits


def shares_of(tenths, spread):
    """The weights once more: each mantissa's part reaches from where the part before it ends."""
    if spread == ALIKE:
        return [1 / len(tenths)] * len(tenths)
    tops = [(one + after) / 2 for one, after in zip(tenths, [*tenths[1:], 10 * tenths[0]], strict=True)]
    return [math.log10(top / low) for top, low in zip(tops, [tops[-1] / 10, *tops[:-1]], strict=True)]


@pytest.mark.parametrize("alphabet", alphabets())
@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("digits", [1, 2])
def test_chances_against_a_loop_over_all_triples(alphabet, spread, digits):
    tenths = [int(10 * each) for each in alphabets()[alphabet]]
    written = list(zip(tenths, shares_of(tenths, spread), strict=True))
    fine = {(above, below): ends(above, below, digits) for above in tenths for below in tenths}
    total = Counter()
    for a, share_a in written:
        for b, share_b in written:
            for c, share_c in written:
                share, down, up = share_a * share_b * share_c, fine[b, a], fine[c, b]
                total["whole"] += share
                total["b / a"] += share * down
                total["chain"] += share * (down and up)
                total["star"] += share * (down and fine[c, a])
                total["triangle"] += share * (down and up and fine[c, a])
    assert total["whole"] == pytest.approx(1, abs=1e-9)
    for name, ratios in {"chain": CHAIN, "star": STAR, "triangle": TRIANGLE}.items():
        row = under(chances(ONES, ratios, digits), alphabet, spread)
        assert row.all_round == pytest.approx(total[name], abs=1e-9), name
        assert row.each == pytest.approx(dict.fromkeys(row.each, total["b / a"]), abs=1e-9), name


@pytest.mark.parametrize("alphabet", ["1, 2, 5", "quarters", "one digit"])
@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("count", [3, 6, 12])
def test_four_numbers_against_a_loop(alphabet, spread, count):
    ratios = list(permutations("abcd", 2))[:count] if count != 3 else [("b", "a"), ("c", "b"), ("d", "c")]
    tenths = [int(10 * each) for each in alphabets()[alphabet]]
    share = dict(zip(tenths, shares_of(tenths, spread), strict=True))
    fine = {(above, below): ends(above, below, 1) for above in tenths for below in tenths}
    total = 0.0
    for drawn in np.ndindex(*[len(tenths)] * 4):
        at = dict(zip("abcd", (tenths[each] for each in drawn), strict=True))
        if all(fine[at[above], at[below]] for above, below in ratios):
            total += math.prod(share[each] for each in at.values())
    assert under(chances(ONES, ratios), alphabet, spread).all_round == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize(
    ("alphabet", "spread", "holds", "each", "both"),
    [
        ("one digit", ALIKE, False, 0.3827, 0.1440),
        ("one digit", LOGARITHM, False, 0.5224, 0.2745),
        ("one digit and halves", ALIKE, True, 0.1944, 0.0412),
        ("one digit and halves", LOGARITHM, True, 0.2847, 0.0876),
        ("1, 2, 5", ALIKE, False, 0.8889, 0.7778),
        ("1, 2, 5", LOGARITHM, False, 0.8782, 0.7564),
        ("quarters", ALIKE, True, 0.6000, 0.3520),
        ("quarters", LOGARITHM, True, 0.6528, 0.4227),
        ("two digits", ALIKE, True, 0.0390, 0.0018),
        ("two digits", LOGARITHM, True, 0.0584, 0.0041),
    ],
)
def test_three_stated_numbers(alphabet, spread, holds, each, both):
    row = under(chances(STATED, ONE_ON), alphabet, spread)
    assert row.holds_the_numbers is holds
    assert row.each == pytest.approx({"mass / trucks": each, "money / mass": each}, abs=5e-5)
    assert row.all_round == pytest.approx(both, abs=5e-5)


def test_a_row_for_each_alphabet_and_spread():
    expected = [(name, spread) for name in alphabets() for spread in SPREADS]
    assert [(row.alphabet, row.spread) for row in chances(STATED, ONE_ON)] == expected


@pytest.mark.parametrize(
    ("numbers", "holding"),
    [
        ((1, 20, 500), ["one digit", "one digit and halves", "1, 2, 5", "quarters", "two digits"]),
        ((3, 20, 500), ["one digit", "one digit and halves", "two digits"]),
        ((50, 2500, 750_000), ["one digit and halves", "quarters", "two digits"]),
        ((5, 15, 5), ["one digit and halves", "two digits"]),
        ((47, 20, 500), ["two digits"]),
        ((471, 20, 500), []),
    ],
)
def test_which_alphabets_hold_the_numbers(numbers, holding):
    found = chances(dict(zip("abc", map(Decimal, numbers), strict=True)), CHAIN)
    assert [row.alphabet for row in found if row.holds_the_numbers] == [name for name in holding for _ in SPREADS]


def test_a_number_of_no_ratio_makes_no_difference():
    others = {"z": Decimal(0), "y": Decimal(471)}
    assert chances({**STATED, **others}, ONE_ON) == chances(STATED, ONE_ON)


def test_a_ratio_that_is_there_twice_counts_once():
    assert chances(STATED, [*ONE_ON, ONE_ON[0]]) == chances(STATED, ONE_ON)
    assert chance_sentence(STATED, [*ONE_ON, ONE_ON[0]]) == chance_sentence(STATED, ONE_ON)


# Laws.

FEWER = settings(max_examples=20)
pairs = st.sampled_from(list(permutations("abcd", 2)))
some_ratios = st.lists(pairs, min_size=1, max_size=4, unique=True)
numbers = st.builds(lambda whole, power: Decimal(whole).scaleb(power), st.integers(1, 99), st.integers(-6, 9))
some_numbers = st.fixed_dictionaries(dict.fromkeys("abcd", numbers))


@FEWER
@given(some_numbers, some_ratios, st.sampled_from("abcd"), st.integers(-9, 9), st.integers(1, 2))
def test_a_power_of_ten_changes_nothing(stated, ratios, name, power, digits):
    scaled = {**stated, name: stated[name].scaleb(power)}
    assert chances(scaled, ratios, digits) == chances(stated, ratios, digits)
    assert observed(scaled, ratios, digits) == observed(stated, ratios, digits)


@FEWER
@given(some_numbers, some_ratios, st.integers(1, 3))
def test_all_are_round_no_more_often_than_each(stated, ratios, digits):
    for row in chances(stated, ratios, digits):
        assert 0 < row.all_round <= min(row.each.values()) + 1e-12
        assert max(row.each.values()) <= 1 + 1e-12


@FEWER
@given(some_numbers, some_ratios, pairs, st.integers(1, 2))
def test_one_more_ratio_is_never_easier(stated, ratios, another, digits):
    for fewer, more in zip(chances(stated, ratios, digits), chances(stated, [*ratios, another], digits), strict=True):
        assert more.all_round <= fewer.all_round + 1e-12
        assert more.each[" / ".join(ratios[0])] == fewer.each[" / ".join(ratios[0])]


@FEWER
@given(some_numbers, some_ratios, st.integers(1, 3))
def test_one_more_digit_is_never_harder(stated, ratios, digits):
    for strict, lenient in zip(chances(stated, ratios, digits), chances(stated, ratios, digits + 1), strict=True):
        assert strict.all_round <= lenient.all_round + 1e-12


@FEWER
@given(some_numbers, some_ratios, st.permutations("abcd"), st.randoms())
def test_names_and_order_make_no_difference(stated, ratios, others, order):
    renamed = dict(zip("abcd", others, strict=True))
    shuffled = [(renamed[above], renamed[below]) for above, below in ratios]
    order.shuffle(shuffled)
    after = chances({renamed[name]: number for name, number in stated.items()}, shuffled)
    for one, other in zip(chances(stated, ratios), after, strict=True):
        assert other.all_round == pytest.approx(one.all_round, abs=1e-12)
        assert other.holds_the_numbers == one.holds_the_numbers


# What a reader sees.


def test_what_was_observed():
    ratios = [*ONE_ON, ("money", "trucks"), ("trucks", "money")]
    assert observed(STATED, ratios) == {
        "mass / trucks": True,
        "money / mass": True,
        "money / trucks": False,
        "trucks / money": False,
    }
    assert observed(STATED, ratios, digits=2) == {
        "mass / trucks": True,
        "money / mass": True,
        "money / trucks": True,
        "trucks / money": False,
    }


def test_rows():
    found = chance_rows(chances(STATED, ONE_ON))
    assert len(found) == len(alphabets()) * len(SPREADS)
    assert ", ".join(found[0]) == (
        "round numbers used, how often each, mass / trucks (%), money / mass (%), all round (%), has these numbers, "
        "if made from one another (times as likely)"
    )
    assert [tuple(row.values()) for row in found[2:6]] == [
        ("one digit and halves", "each alike", 19.0, 19.0, 4.1, "yes", 4.0),
        ("one digit and halves", "small first digits more often", 28.0, 28.0, 8.8, "yes", 5.0),
        ("1, 2, 5", "each alike", 89.0, 89.0, 78.0, "no", "no end"),
        ("1, 2, 5", "small first digits more often", 88.0, 88.0, 76.0, "no", "no end"),
    ]
    assert chance_rows([]) == []


def test_the_head_of_a_column_has_the_names_that_people_know():
    (row, *_) = chance_rows(chances(STATED, ONE_ON[:1]), {"mass / trucks": "the mass over the number of trucks"})
    assert list(row)[2] == "the mass over the number of trucks (%)"


@pytest.mark.parametrize("spread", SPREADS)
def test_percent_of_what_is_certain(spread):
    (row,) = chance_rows([under(chances(STATED, ONE_ON, digits=2), "1, 2, 5", spread)])
    assert row["all round (%)"] == 100


def test_what_is_nearly_certain_is_not_told_as_certain():
    nearly = chances(STATED, ONE_ON)[0].__class__("an alphabet", ALIKE, True, {"a / b": 0.9949}, 0.9999, 0.9999)
    assert (chance_rows([nearly])[0]["a / b (%)"], chance_rows([nearly])[0]["all round (%)"]) == (99.0, 99.99)


NOT_MADE = "By itself that is not proof that one was made from another, nor proof against it."
NOT_SEPARATE = "By itself that is not proof that the numbers were observed separately, nor proof against it."


def test_a_whole_sentence():
    assert chance_sentence(STATED, ONE_ON) == (
        "Both ratios are round (50 and 300). "
        "Numbers observed separately would show this in 0.18% to 42% of cases, if written in round figures. "
        "Made from one another, these numbers would be between a third and 130 times as likely as if observed "
        "separately. "
        f"That depends on how people round, which nobody has measured. {NOT_MADE}"
    )


def told_of(stated, ratios, digits):
    return chance_sentence(dict(zip("abc", map(Decimal, stated), strict=True)), ratios, digits)


OPEN = "That depends on how people round, which nobody has measured."
NO_FIGURE = "For numbers made from one another there is no figure here, because"
TWICE = f"{OPEN} {NO_FIGURE} one number would be made from two others."
NOT_THESE = f"{OPEN} Made from one another by round ratios alone, they would not be these."


def made(how):
    return f"Made from one another, these numbers would be {how} as likely as if observed separately. {OPEN}"


@pytest.mark.parametrize(
    ("stated", "ratios", "digits", "seen", "share", "origin"),
    [
        (
            *((50, 2500, 750_000), CHAIN[:1], 1, "The ratio is round (50).", "show this in 3.9% to 65%"),
            made("between 0.39 and 10 times"),  # w1(5) / w(2.5): by quarters 0.0872 / 0.2218, by two digits 90 / 9
        ),
        (
            *((50, 2500, 750_000), CHAIN, 1, "Both ratios are round (50 and 300).", "show this in 0.18% to 42%"),
            made("between a third and 130 times"),
        ),
        (
            *((50, 2500, 750_000), TRIANGLE, 2, "All 3 ratios are round to 2 digits (50, 300 and 15,000)."),
            *("show this in 0.58% to 62%", TWICE),
        ),
        (
            *((50, 2500, 750_000), [("c", "a"), ("b", "a")], 2, "Both ratios are round to 2 digits (15,000 and 50)."),
            *("show this in 2.8% to 75%", made("between 0.0031 and 2.5 times")),
        ),
        (*((1, 2, 4), TRIANGLE, 1, "All 3 ratios are round (2, 2 and 4).", "show this in 0.12% to 24%", TWICE),),
    ],
)
def test_sentences_where_all_are_round(stated, ratios, digits, seen, share, origin):
    assert told_of(stated, ratios, digits) == (
        f"{seen} Numbers observed separately would {share} of cases, if written in round figures. {origin} {NOT_MADE}"
    )


@pytest.mark.parametrize(
    ("stated", "ratios", "seen", "share", "as_many", "origin"),
    [
        (
            (50, 2500, 750_000),
            TRIANGLE,
            "Of 3 ratios, 2 are round: 50 and 300. 15,000 is not.",
            "0.35% to 61%",
            "2 or more of the 3",
            TWICE,
        ),
        (
            (50, 2500, 700_000),
            TRIANGLE,
            "Of 3 ratios, 1 is round: 50. 280 and 14,000 are not.",
            "11% to 62%",  # 2.5 and 7 cannot both be written in quarters, though 5 and 2.5 can
            "1 or more of the 3",
            TWICE,
        ),
        (
            (1, 47, 94),
            CHAIN,
            "Of 2 ratios, 1 is round: 2. 47 is not.",
            "7.6% to 11%",  # 47 takes two digits
            "1 or more of the 2",
            NOT_THESE,
        ),
    ],
)
def test_sentences_where_some_are_round(stated, ratios, seen, share, as_many, origin):
    assert told_of(stated, ratios, 1) == (
        f"{seen} Numbers observed separately would have {as_many} round in {share} of cases, "
        f"if written in round figures. {origin} {NOT_MADE}"
    )


@pytest.mark.parametrize("alphabet", ["1, 2, 5", "quarters", "one digit"])
@pytest.mark.parametrize("seen", [0, 1, 2, 3])
def test_as_many_as_seen_against_every_triple(alphabet, seen):
    """Of three ratios, so many or more are round: by a loop over every triple of mantissas."""
    mantissas = alphabets()[alphabet]
    for spread in SPREADS:
        shares = weights(mantissas, spread)
        expected = sum(
            shares[i] * shares[j] * shares[k]
            for i, a in enumerate(mantissas)
            for j, b in enumerate(mantissas)
            for k, c in enumerate(mantissas)
            if sum((is_round(b / a), is_round(c / b), is_round(c / a))) >= seen
        )
        assert _at_least(seen, TRIANGLE, alphabet, spread, 1) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("stated", "ratios", "digits", "seen"),
    [
        ((30, 2500, 700_000), CHAIN[:1], 1, "The ratio is not round (about 83.3)."),
        ((30, 2500, 700_000), CHAIN, 1, "Neither ratio is round (about 83.3 and 280)."),
        ((30, 2500, 700_000), TRIANGLE, 1, "None of the 3 ratios is round (about 83.3, 280 and about 23,300)."),
        ((30, 2500, 700_000), CHAIN[:1], 2, "The ratio is not round to 2 digits (about 83.3)."),
        ((1, 1_234_567, 1), CHAIN[:1], 1, "The ratio is not round (about 1,230,000)."),
        ((40_000, 1, 1), CHAIN[:1], 1, "The ratio is not round (0.000025)."),
    ],
)
def test_sentences_where_none_is_round(stated, ratios, digits, seen):
    assert told_of(stated, ratios, digits) == (f"{seen} {NOT_SEPARATE}")


def test_a_sentence_where_no_alphabet_holds_the_numbers():
    assert told_of((50, 2517, 5034), CHAIN, 1) == (
        "Of 2 ratios, 1 is round: 2. 50.34 is not. "
        f"No kind of round numbers that we tried can write all of these, so we give no share of cases. "
        f"Nor is there a figure for numbers made from one another. {NOT_MADE}"
    )


NO_WORDS = "prove likely invent fabricat suspicious suspect coincidence false fake honest"


@FEWER
@given(some_numbers, some_ratios, st.integers(1, 2))
def test_a_sentence_goes_no_further_than_its_figures(stated, ratios, digits):
    """Nothing is called proved, likely or invented; a share is only of alphabets that hold the numbers."""
    told = chance_sentence(stated, ratios, digits)
    assert told.endswith(" nor proof against it.")
    assert told.count(" is not proof that ") == 1
    compared = (
        "as likely as if observed separately"  # of two ways in which they may have come about, and of neither alone
    )
    assert [word for word in NO_WORDS.split() if word in told.replace(compared, "")] == []
    which = [pair for pair in ratios if observed(stated, [pair], digits)[" / ".join(pair)]]
    holding = [row.holds_the_numbers for row in chances(stated, ratios, digits)]
    assert ("% of cases" in told) == (bool(which) and any(holding))
    if "% of cases" in told:
        found = chances(stated, ratios, digits)
        shown = {_percent(one.as_many) for one, holds in zip(found, holding, strict=True) if holds}
        ends_told = told.split("% of cases")[0].split(" in ")[-1].split("% to ")
        assert set(ends_told) <= shown


# Made from one another.

EDGES = [0.95, *(digit + 0.5 for digit in range(1, 10))]  # the neighbour of 1 downwards is 0.9
W1 = {LOGARITHM: lambda digit: math.log10(EDGES[digit] / EDGES[digit - 1]), ALIKE: lambda _: 1 / 9}


@pytest.mark.parametrize(
    ("alphabet", "spread", "expected"),
    [
        ("quarters", ALIKE, 25 / 81),  # a ninth twice, over a fifth twice
        ("one digit and halves", ALIKE, 18**2 / 81),
        ("two digits", ALIKE, 100),  # a ninetieth twice
        # 5.5 over 4.5, and 3.5 over 2.5; 3.75 over 2.25, and 8.75 over 6.25
        ("quarters", LOGARITHM, math.log10(11 / 9) * math.log10(1.4) / math.log10(5 / 3) / math.log10(1.4)),
        # 2.75 over 2.25, and 7.75 over 7.25
        ("one digit and halves", LOGARITHM, math.log10(1.4) / math.log10(31 / 29)),  # 2.75 over 2.25 is 11 over 9
        # 2.55 over 2.45, and 7.55 over 7.45
        ("two digits", LOGARITHM, math.log10(11 / 9) * math.log10(1.4) / math.log10(51 / 49) / math.log10(151 / 149)),
    ],
)  # fmt: skip
def test_how_many_times_as_probable_by_hand(alphabet, spread, expected):
    assert under(chances(STATED, ONE_ON), alphabet, spread).likelihood_ratio == pytest.approx(expected, rel=1e-12)


def test_the_first_case_as_computed_independently():
    """Quarters 0.31 to 0.39, halves 4 to 5, two digits 100 to 127."""
    found = chances(STATED, ONE_ON)
    ends = [
        tuple(round(under(found, alphabet, spread).likelihood_ratio, 2) for spread in SPREADS)
        for alphabet in ("quarters", "one digit and halves", "two digits")
    ]
    assert ends == [(0.31, 0.39), (4.0, 5.05), (100.0, 126.58)]


TREES = {"chain": CHAIN, "star": STAR, "one": CHAIN[:1]}


@pytest.mark.parametrize("alphabet", ["1, 2, 5", "quarters", "one digit", "one digit and halves"])
@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("tree", TREES)
def test_how_many_times_as_probable_against_every_way_to_make_them(alphabet, spread, tree):
    """Every first number and every ratio of one digit, with their shares: how often each set of mantissas comes out."""
    ratios = TREES[tree]
    written = dict(zip(alphabets()[alphabet], weights(alphabets()[alphabet], spread), strict=True))
    made = Counter()
    for first, share in written.items():
        for digits in np.ndindex(*[9] * len(ratios)):
            numbers, chance = {"a": first}, share
            for (above, below), digit in zip(ratios, digits, strict=True):
                numbers[above] = mantissa(numbers[below] * (digit + 1))
                chance *= W1[spread](digit + 1)
            made[tuple(numbers.values())] += chance
    assert sum(made.values()) == pytest.approx(1)
    held = {numbers: chance for numbers, chance in made.items() if set(numbers) <= written.keys()}
    assert len(held) > 3
    for numbers, chance in held.items():
        stated = {name: Decimal(float(one)) for name, one in zip("abc", numbers, strict=False)}
        found = under(chances(stated, ratios), alphabet, spread).likelihood_ratio
        assert found == pytest.approx(chance / math.prod(written[one] for one in numbers), rel=1e-9)


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize(("digits", "alphabet"), [(1, "one digit"), (2, "two digits")])
def test_a_ratio_is_a_round_number_of_so_many_digits(digits, alphabet, spread):
    """The same shares as those of the alphabet that has all of them, by another way."""
    mantissas = alphabets()[alphabet]
    shares = [digit_share(one, digits, spread) for one in mantissas]
    assert shares == pytest.approx(weights(mantissas, spread).tolist(), rel=1e-9)
    assert digit_share(Fraction(1234, 1000), digits, spread) == 0


@pytest.mark.parametrize("spread", SPREADS)
def test_ratios_of_three_digits_have_shares_that_add_up(spread):
    assert sum(digit_share(Fraction(one, 100), 3, spread) for one in range(100, 1000)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ((5, 10, 30), {"one digit": "finite", "1, 2, 5": "no end"}),  # 3 is not 1, 2 or 5
        ((3, 1, 5), {"one digit": 0, "1, 2, 5": None}),  # a third of it is not round; 3 cannot be the first
        ((7, 14, 28), {"one digit": "no end", "quarters": None, "two digits": "finite"}),
        ((50, 2500, 700_000), {"two digits": 0}),  # 280 is not round
    ],
)
def test_numbers_outside_an_alphabet_have_no_finite_ratio(stated, expected):
    found = chances(dict(zip("abc", map(Decimal, stated), strict=True)), CHAIN)
    for alphabet, wanted in expected.items():
        ratio = under(found, alphabet).likelihood_ratio
        if wanted == "finite":
            assert 0 < ratio < math.inf
        else:
            assert ratio == (math.inf if wanted == "no end" else wanted)


@pytest.mark.parametrize(
    ("ratios", "expected"),
    [
        (CHAIN, "a"),
        (STAR, "a"),
        ([("a", "b")], "b"),
        ([("d", "c"), ("c", "b"), ("b", "a")], "a"),
        ([("b", "a"), ("b", "a")], "a"),  # said twice is said once
        (TRIANGLE, NoTree.TWICE),
        ([("a", "b"), ("a", "c")], NoTree.TWICE),
        ([("a", "b"), ("b", "a")], NoTree.CIRCLE),
        ([("a", "b"), ("b", "c"), ("c", "a")], NoTree.CIRCLE),
        ([("b", "a"), ("c", "d"), ("d", "c")], NoTree.CIRCLE),
        ([("b", "a"), ("d", "c")], NoTree.APART),
    ],
)
def test_ratios_make_numbers_where_they_are_a_tree(ratios, expected):
    assert first_number(ratios) == expected
    found = {row.likelihood_ratio is None for row in chances(ONES, ratios)}
    assert found == {isinstance(expected, NoTree)}


@pytest.mark.parametrize("reason", NoTree)
def test_why_there_is_no_figure_is_said(reason):
    ratios = {
        NoTree.TWICE: [("a", "b"), ("a", "c")],
        NoTree.CIRCLE: [("a", "b"), ("b", "a")],
        NoTree.APART: [("b", "a"), ("d", "c")],
    }
    told = chance_sentence(ONES, ratios[reason])
    assert f"there is no figure here, because {reason.value}." in told
    assert all(
        row["if made from one another (times as likely)"] == "" for row in chance_rows(chances(ONES, ratios[reason]))
    )


@pytest.mark.parametrize(
    ("stated", "ratios", "how"),
    [
        ((1, 2), CHAIN[:1], "between a third and 10 times"),  # a ninth over a third by 1, 2, 5; 90 / 9 by two digits
        ((47, 94), CHAIN[:1], "between 10 and 48 times"),  # by two digits alone: 90 / 9, and 2.5 / 1.5 over 9.45 / 9.35
        ((3, 6), CHAIN[:1], "between 1 and 31 times"),  # the same by one digit; 2.5 / 1.5 over 6.05 / 5.95 by two
    ],
)
def test_how_many_times_in_words(stated, ratios, how):
    told = chance_sentence(dict(zip("ab", map(Decimal, stated), strict=False)), ratios)
    assert f"these numbers would be {how} as likely as if observed separately." in told


@pytest.mark.parametrize(
    ("times", "how"),
    [
        ((2.0, 2.0), "about 2 times as"),
        ((0.98, 1.03), "about as"),
        ((0.5, 0.52), "about half as"),
        ((0.33, 1.0), "between a third as likely and just as"),
        ((0.26, 0.49), "between a quarter and half as"),
        ((0.003, 0.2), "between 0.003 and 0.2 times as"),
    ],
)
def test_a_range_of_times_in_words(times, how):
    assert (
        _if_made(times, "a")[0]
        == f"Made from one another, these numbers would be {how} likely as if observed separately."
    )


@FEWER
@given(some_numbers, st.permutations("abcd"), st.integers(1, 2), st.integers(-9, 9))
def test_a_chain_is_as_probable_as_its_links(stated, order, digits, power):
    """The ratio of a chain is the product of those of its links; a power of ten, and a name, change nothing."""
    chain = [(above, below) for below, above in pairwise(order)]
    whole = chances({**stated, order[1]: stated[order[1]].scaleb(power)}, chain, digits)
    links = [chances(stated, [pair], digits) for pair in chain]
    for row, *parts in zip(whole, *links, strict=True):
        ratios = [part.likelihood_ratio for part in parts]
        if row.holds_the_numbers:
            assert row.likelihood_ratio == pytest.approx(math.prod(ratios), rel=1e-9)


# What can't be asked.


@pytest.mark.parametrize(
    ("stated", "ratios", "message"),
    [
        (STATED, [], "no ratio is asked for; name pairs of numbers, the one above first"),
        (STATED, [("mas", "trucks")], "a ratio names an unknown number `mas`; did you mean `mass`?"),
        (STATED, [("mass", "x")], "a ratio names an unknown number `x`; expected one of `mass`, `money`, `trucks`"),
        (
            {},
            [("mass", "trucks")],
            "a ratio names an unknown number `mass`; there is none that could be named: write one, or leave this out",
        ),
        (STATED, [("mass", "mass")], "the ratio of a number to itself is always one; name two different numbers"),
        (ONES, [*CHAIN, ("d", "e"), ("e", "f")], "the ratios are of 6 numbers; ask for those of 4 at a time"),
    ],
)
@pytest.mark.parametrize("ask", [observed, chances, chance_sentence])
def test_what_cannot_be_asked(ask, stated, ratios, message):
    with pytest.raises(RemediedError) as caught:
        ask(stated, ratios)
    assert str(caught.value) == message


@pytest.mark.parametrize("number", ["0", "-5", "NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("ask", [observed, chances, chance_sentence])
def test_a_number_that_is_not_positive(ask, number):
    with pytest.raises(RemediedError) as caught:
        ask({**STATED, "mass": Decimal(number)}, ONE_ON)
    assert str(caught.value) == f"`mass` is {number}, not a positive number; leave its ratios out"


@pytest.mark.parametrize(("ask", "ratio"), [(observed, "50"), (chances, "50"), (chance_sentence, "50")])
def test_no_digits(ask, ratio):
    with pytest.raises(RemediedError) as caught:
        ask(STATED, ONE_ON, 0)
    assert str(caught.value) == f"{ratio} cannot be round to 0 digits; take a positive ratio and a digit or more"


def test_whole_numbers_are_taken_as_they_are():
    whole = {"trucks": 50, "mass": 2500, "money": 750_000}
    assert chances(whole, ONE_ON) == chances(STATED, ONE_ON)
    with pytest.raises(RemediedError, match=r"^`mass` is 0, not a positive number; leave"):
        chances({**whole, "mass": 0}, ONE_ON)
