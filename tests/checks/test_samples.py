"""A table of n values as a sample of n: what lies beyond all of them has a probability of up to 1/(n + 1), by hand."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_cases import NOWHERE, case_text
from weighbridge.case import Case
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.evidence.rows import Row
from weighbridge.evidence.sources import Source, witnesses
from weighbridge.uncertainty.distributions import empirical

HOLDS, STRAINED, FAILS, CANNOT = "holds", "strained", "fails", "cannot tell"
TABLE = "assumptions:\n  seen: {of: it, empirical: {table: own, column: value}}"


def source(key, origin=None):
    return Source(key, {"custom": {"trust": "V", **({"origin": origin} if origin else {})}})


def sampled(rows, check, more=TABLE, stated="50.00 one", origins=None):
    """A case with a table of values, each with the keys of its sources; what is stated is known to half a hundredth."""
    keys = {key for _, those in rows for key in those.split(";")}
    known = {key: source(key, (origins or {}).get(key)) for key in sorted(keys)}
    table = tuple(
        Row("own", line, {"key": f"r{line}", "value": f"{value!r}", "unit": "one", "source": those, "mark": "V"})
        for line, (value, those) in enumerate(rows, 2)
    )
    document = parse_document(
        case_text({"stated": stated}, more, asked=f"kind: typical, stated: stated, {check}"), "case.yaml"
    )
    return Case(NOWHERE, document, own_tables={"own": table}, newcomers=known)


def found(*arguments, **more):
    return sampled(*arguments, **more).verify()["asked"].reference


def spread(many, beyond=0, at=60.0):
    """So many values of an origin each, from 14 to 40, of which some lie beyond what is stated."""
    below = [14.0 + 26.0 * place / many for place in range(many - beyond)]
    return [(value, f"s{place}") for place, value in enumerate([*below, *[at] * beyond])]


# How many values, how many of them beyond 50, the outcome of `at_most` (thresholds 0.05 and 0.005) and of `equals`.
COUNTS = [
    (1, 0, CANNOT, CANNOT),
    (2, 0, CANNOT, CANNOT),
    (6, 0, CANNOT, CANNOT),
    (19, 0, CANNOT, CANNOT),  # 1/20 is not below 0.05
    (20, 0, STRAINED, STRAINED),
    (199, 0, STRAINED, STRAINED),  # 1/200 is not below 0.005
    (200, 0, FAILS, FAILS),
    (
        6,
        1,
        CANNOT,
        CANNOT,
    ),  # 1/7 to 2/7 passes; but six values, of which none shows less than 1/7, would pass any number
    (19, 1, CANNOT, CANNOT),
    (20, 2, HOLDS, HOLDS),  # 2/21 to 3/21, and 0 to 1/21 at three times as much would be strained
    (20, 1, CANNOT, CANNOT),  # 1/21 to 2/21
    (50, 1, STRAINED, STRAINED),
    (50, 2, CANNOT, CANNOT),  # 2/51 to 3/51
    (50, 3, HOLDS, HOLDS),
]


@pytest.mark.parametrize(("many", "beyond", "one_sided", "two_sided"), COUNTS)
def test_an_outcome_stands_where_all_of_the_probability_lies_on_one_side_of_the_threshold(
    many, beyond, one_sided, two_sided
):
    for check, sides, outcome in (("at_most: seen", 1, one_sided), ("equals: seen", 2, two_sided)):
        finding = found(spread(many, beyond), check)
        low, high = (min(1.0, sides * (beyond + end) / (many + 1)) for end in (0, 1))
        assert finding.outcome == outcome
        assert [end.value for end in finding.sample.tail] == pytest.approx([low, high], abs=2e-3)
        assert finding.tail_probability == finding.sample.tail[1]
        assert (finding.sample.rows, finding.sample.origins, finding.sample.inputs) == (many, many, ["seen"])
        assert finding.sample.least_tail == pytest.approx(min(1.0, sides / (many + 1)), rel=1e-5)
        assert finding.sample.too_small == (low < sides * 0.05 <= high)


def test_the_other_side_is_counted_alike():
    mirrored = [(2500.0 / value, keys) for value, keys in spread(50, 1)]
    assert found(mirrored, "at_least: seen").outcome == STRAINED
    assert found(mirrored[:6], "at_least: seen").outcome == CANNOT
    assert found([(2500.0 / value, keys) for value, keys in spread(6, 1)], "at_least: seen").outcome == CANNOT
    assert found([(2500.0 / value, keys) for value, keys in spread(50, 3)], "at_least: seen").outcome == HOLDS


@pytest.mark.parametrize("many", [20, 50, 100, 199, 400])
@pytest.mark.parametrize("at", ["20.05", "26.93", "27.11", "34.07"])
def test_a_number_between_two_values_of_a_table_lies_within_it(many, at):
    """No draw is between two values, and yet a new value is as likely there as beyond all."""
    finding = found(spread(many), "equals: seen", stated=f"{at} one")
    below = sum(value <= float(at) for value, _ in spread(many))
    beyond = min(below, many - below)
    assert finding.outcome == HOLDS
    low, high = 2 * beyond / (many + 1), min(1.0, 2 * (beyond + 1) / (many + 1))
    assert [end.value for end in finding.sample.tail] == pytest.approx([low, high], abs=0.012)


def test_a_ratio_to_a_table_has_two_sided_tails_too():
    """What rests on a table beside something that has a density is known no better than the table."""
    more = TABLE + "\n  part: {of: it, reason: r, uniform: {low: 0.99 one, high: 1.01 one}}\n"
    more += "formulas: {both: {expression: seen * part, unit: one, of: it}}"
    inside, outside = (found(spread(200), "equals: both", more, stated=f"{at} one") for at in ("20.05", "60.0"))
    assert (inside.outcome, outside.outcome) == (HOLDS, FAILS)
    assert outside.sample.tail[1].value == pytest.approx(2 / 201, abs=1e-4)


# Rows as the keys of their sources, what some of these repeat, and how many witnesses there are.
ORIGINS = [
    ("six rows, two origins", ["a", "a", "b", "b", "b", "b"], {}, 2),
    ("two outlets of one office", ["a", "b", "c", "c"], {"a": "office", "b": "office"}, 2),
    ("a chain of origins", ["a", "b", "c"], {"a": "b", "b": "c"}, 1),
    ("a row with two sources", ["a;b", "b", "c"], {}, 2),
    ("rows joined by another", ["a", "b", "a;b"], {}, 1),
    ("all apart", ["a", "b", "c"], {}, 3),
]


@pytest.mark.parametrize(("keys", "origins", "many"), [row[1:] for row in ORIGINS], ids=[row[0] for row in ORIGINS])
def test_origins_count_and_not_rows(keys, origins, many):
    rows = [(20.0 + place, those) for place, those in enumerate(keys)]
    finding = found(rows, "at_most: seen", origins=origins)
    assert (finding.sample.rows, finding.sample.origins) == (len(keys), many)
    assert finding.tail_probability.value == pytest.approx(1 / (many + 1), abs=2e-3)


def test_rows_of_one_origin_share_its_weight():
    """Nine rows of one origin beyond, one of another below: the tail is 1/3 to 2/3, as of two values."""
    finding = found([(30.0, "a"), *[(60.0, "b")] * 9], "at_most: seen")
    assert [end.value for end in finding.sample.tail] == pytest.approx([1 / 3, 2 / 3], abs=2e-3)


TIMES = (
    TABLE
    + """
  factor: {of: it, uniform: {low: {value: 0.9 one, reason: r}, high: {value: 1.1 one, reason: r}}}
  again: {of: it, empirical: {table: own, column: value, where: {key: r2}}}
formulas:
  product: {expression: seen * factor, unit: one, of: it}
  both: {expression: seen * again / 30, unit: one, of: it, reason: r}
  neither: {expression: 30 * factor, unit: one, of: it, reason: r}"""
)


def test_a_formula_over_a_sample_knows_no_more_than_the_sample():
    finding = found(spread(6), "at_most: product", TIMES)
    assert finding.outcome == CANNOT
    assert finding.tail_probability.value == pytest.approx(1 / 7, abs=1e-3)
    beyond = found(spread(6, 1), "at_most: product", TIMES)  # 60 times 0.9 to 1.1 lies beyond 50 always
    assert [end.value for end in beyond.sample.tail] == pytest.approx([1 / 7, 2 / 7], abs=2e-3)


def test_of_two_samples_either_may_be_silent():
    """One of six values and one of a single one: a new value of neither is unheard of with probability 6/7 · 1/2."""
    finding = found(spread(6), "at_most: both", TIMES)
    assert finding.sample.inputs == ["again", "seen"]
    assert (finding.sample.rows, finding.sample.origins) == (1, 1)
    assert finding.sample.least_tail == pytest.approx(1 - 6 / 7 / 2, rel=1e-5)
    assert found(spread(6), "at_most: neither", TIMES).sample is None


def test_a_table_has_no_shape_that_could_be_another():
    assert "shape" not in sampled(spread(6), "at_most: seen").model.choices


def test_whatever_the_dependence_the_bounds_hold_the_tail():
    finding = found(spread(6, 1), "at_most: seen")
    low, high = finding.tail_under_any_dependence
    assert low.value <= finding.sample.tail[0].value + 1e-9
    assert finding.sample.tail[1].value <= high.value + 1e-9


def test_where_it_turns():
    """Six values up to 35.7: below that something is beyond, above it nothing can be said."""
    case = sampled(spread(6), "at_most: seen")
    greatest = max(value for value, _ in spread(6))
    (flip,) = case.verify()["asked"].reference.flips
    assert (flip.below, flip.above) == (HOLDS, CANNOT)
    assert flip.at.value == pytest.approx(greatest, rel=1e-3)
    moved = case.with_(stated="30.00 one").all_flips(turning=True)
    assert [row["check"] for row in moved] == ["asked"]
    assert re.search(r"fits up to 35\.[67]", " ".join(map(str, moved[0].values()))), moved
    twenty = sampled(spread(200), "at_most: seen").verify()["asked"].reference.flips
    assert [(flip.below, flip.above) for flip in twenty] == [(HOLDS, CANNOT), (CANNOT, STRAINED), (STRAINED, FAILS)]


def test_the_sentence_says_that_the_table_is_too_small():
    said = found([(20.0 + place, key) for place, key in enumerate("aabbbb")], "at_most: seen").sentence
    assert "a probability of at most 33.3%" in said
    assert said.endswith("We can't say: so few values show no probability below 1 in 3.")
    assert "By 6 values of 2 origins," in said
    assert found(spread(50, 2), "at_most: seen").sentence.endswith("no probability more closely than to 1 in 51.")
    assert found([(30.0, "a")], "equals: seen").sentence.endswith(
        "We can't say: so few values show no probability at all."
    )


# Laws. Rows of one origin each: by their number, which may be that of a row before.
rows_of = st.lists(st.integers(0, 12), min_size=1, max_size=20)


def known(numbers):
    return witnesses([[f"s{number}"] for number in numbers], {})


@given(rows_of, st.data())
def test_a_row_of_an_origin_that_is_there_adds_no_witness(numbers, data):
    again = data.draw(st.sampled_from(numbers))
    assert len(set(known([*numbers, again]))) == len(set(known(numbers))) == len(set(numbers))


@given(rows_of, st.integers(0, 40))
def test_more_origins_never_raise_the_least_tail(numbers, another):
    of = lambda those: empirical(tuple(map(float, range(len(those)))), known(those)).unseen  # noqa: E731
    assert of([*numbers, another]) <= of(numbers)


@given(rows_of, st.randoms())
def test_neither_names_nor_the_order_of_rows_matter(numbers, random):
    order = list(range(len(numbers)))
    random.shuffle(order)
    renamed = witnesses([[f"other-{numbers[at]}"] for at in order], {})
    one = empirical(tuple(map(float, range(len(numbers)))), known(numbers))
    other = empirical(tuple(float(at) for at in order), renamed)
    assert one.origins == other.origins
    assert dict(zip(one.values, one.weights, strict=True)) == dict(zip(other.values, other.weights, strict=True))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from([20.0, 30.0, 45.0, 55.0, 80.0]), st.integers(0, 8)), min_size=1, max_size=15))
def test_the_tail_is_that_of_counting_by_hand(rows):
    finding = found([(value, f"s{number}") for value, number in rows], "at_most: seen")
    numbers = [number for _, number in rows]
    n = len(set(numbers))
    k = sum((Fraction(1, numbers.count(number)) for value, number in rows if value > 50), Fraction(0))
    low, high = k / (n + 1), (k + 1) / (n + 1)
    assert [end.value for end in finding.sample.tail] == pytest.approx([float(low), float(high)], abs=3e-3)
    if min(abs(end - t) for end in (low, high) for t in (Fraction(1, 20), Fraction(1, 200))) > Fraction(1, 250):
        expected = HOLDS if low >= Fraction(1, 20) else STRAINED if high < Fraction(1, 20) else CANNOT
        assert (finding.outcome if finding.severity.could_have_caught else expected) == expected
