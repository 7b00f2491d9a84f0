"""How a quantity is written: what is read, what is refused, and the interval that it allows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refusal
from weighbridge.base.errors import RemediedError
from weighbridge.text.amounts import LONGEST
from weighbridge.text.hedges import WIDTHS
from weighbridge.text.numbers import SHORTENED, Nature, Written
from weighbridge.text.numerals import MOST_DIGITS, QuantityError
from weighbridge.text.units import factor, show


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        # As the article has it.
        ("750 thousand USD", "750000", "750000", "USD"),
        ("1 to 3 million USD/day", "1000000", "3000000", "USD/day"),
        ("2500 tonne", "2500", "2500", "tonne"),
        ("50 truck", "50", "50", "truck"),
        ("750 thousand USD/truck", "750000", "750000", "USD/truck"),
        # Bare numbers, signs, points and exponents.
        ("1.50 one", "1.50", "1.50", ""),
        ("42 one", "42", "42", ""),
        ("-5 tonne", "-5", "-5", "tonne"),
        ("+5 tonne", "5", "5", "tonne"),
        ("1e3 kg", "1000", "1000", "kg"),
        ("2.5E-3 kg", "0.0025", "0.0025", "kg"),
        ("12 percent", "12", "12", "percent"),
        # Words of size, with or without a unit.
        ("3 hundred one", "300", "300", ""),
        ("2 billion barrel", "2000000000", "2000000000", "barrel"),
        ("1.5 million one", "1500000", "1500000", ""),
        # Blanks do not matter.
        ("  10   to  20   km ", "10", "20", "km"),
        ("10 to 10 km", "10", "10", "km"),
    ],
)
def test_parse(text, low, high, unit):
    written = Written.parse(text)
    assert (written.low, written.high, show(written.unit)) == (Decimal(low), Decimal(high), unit)
    assert written.is_range == (low != high)


@pytest.mark.parametrize(
    ("text", "place", "finest"),
    [
        ("2500 tonne", 2, 0),
        ("2517 tonne", 0, 0),
        ("1.50 million USD", 4, 4),
        ("750 thousand USD", 4, 3),
        ("0.004 kg", -3, -3),
        ("120.0 truck", -1, -1),
        ("1e3 kg", 3, 3),
    ],
)
def test_the_last_digit_that_says_something_and_the_last_that_is_written(text, place, finest):
    written = Written.parse(text)
    assert (written.place, written.finest) == (place, finest)


TOO_LONG = "is longer, larger or smaller than a measured number; expected at most 25 digits and 10**290"
NOT_A_NUMBER = "is not a number with a unit; write it as `2500 tonne` or `1 to 3 million USD/day`"
NO_UNIT = "has no unit; write a unit behind the number, `one` for a bare number"


REFUSED = {
    "": f"`` {NOT_A_NUMBER}",
    "tonne": f"`tonne` {NOT_A_NUMBER}",
    "nan": f"`nan` {NOT_A_NUMBER}",
    "inf tonne": f"`inf tonne` {NOT_A_NUMBER}",
    "twelve trucks": "`twelve trucks` is not a number with a unit; write the number in figures: `12 trucks`",
    "0x10 kg": f"`0x10 kg` {NOT_A_NUMBER}",
    "5 kg (about)": f"`5 kg (about)` {NOT_A_NUMBER}",
    "5 kg 3": f"`5 kg 3` {NOT_A_NUMBER}",
    "10 and 15 kg": f"`10 and 15 kg` {NOT_A_NUMBER}",
    "--5 kg": f"`--5 kg` {NOT_A_NUMBER}",
    "50(5) to 60 kg": f"`50(5) to 60 kg` {NOT_A_NUMBER}",
    "50 ± 5(1) kg": f"`50 ± 5(1) kg` {NOT_A_NUMBER}",
    "50 ± 5 ± 1 kg": f"`50 ± 5 ± 1 kg` {NOT_A_NUMBER}",
    "-US$-5": f"`-US$-5` {NOT_A_NUMBER}",
    "42": f"`42` {NO_UNIT}",
    "10 to 15": f"`10 to 15` {NO_UNIT}",
    "1.5 million": f"`1.5 million` {NO_UNIT}",
    "9" * (LONGEST + 1): f"`{'9' * 40}` {NOT_A_NUMBER}",
    "9" * (MOST_DIGITS + 1): f"`{'9' * (MOST_DIGITS + 1)}` {TOO_LONG}",
    "1e400 tonne": f"`1e400 tonne` {TOO_LONG}",
    "1e-400 kg": f"`1e-400 kg` {TOO_LONG}",
    "9e289 billion kg": f"`9e289 billion kg` {TOO_LONG}",
    "1e285 km**3": f"`1e285 km**3` {TOO_LONG}",  # 1e294 in root units
    "1e1000000000 kg": f"`1e1000000000 kg` {NOT_A_NUMBER}",
    "3 to 1 million USD": "the range `3 to 1 million USD` runs downwards; write the lower end first",
    "2016-17 truck": "the range `2016-17 truck` runs downwards; write the lower end first",
    "10 km to 15 miles": "the ends of `10 km to 15 miles` are in `km` and `mile`; write one",
}


def test_refused():
    assert {text: refusal(Written.parse, text, error=RemediedError) for text in REFUSED} == REFUSED


@pytest.mark.parametrize("text", ["1e400 tonne", "1e999", "-1e999", "1e-400 kg", "9e307 billion short_ton"])
def test_numbers_beyond_floating_point_are_refused(text):
    """Neither a crash nor an infinite, an undefined or a vanished interval."""
    with pytest.raises(QuantityError):
        Written.parse(text)


@pytest.mark.parametrize("digits", ["1234567890" * 4, "9" * 60, "0." + "3" * 60])
def test_more_digits_than_a_measured_number_has_are_refused(digits):
    """A number is never widened by being cut short."""
    with pytest.raises(QuantityError, match="expected at most 25 digits"):
        Written.parse(f"{digits} kg")


@pytest.mark.parametrize("digits", ["1234567890" * 2 + "12345", "0." + "3" * 24])
def test_as_many_digits_as_are_allowed_are_kept(digits):
    low, high = Written.parse(f"{digits} kg").interval("none", "generous")
    assert low <= float(digits) <= high
    assert high - low <= max(float(digits) * 1e-15, 1e-15)


@pytest.mark.parametrize(
    ("text", "cue", "typical", "generous"),
    [
        ("755 thousand USD", "none", (754_500, 755_500), (754_000, 756_000)),
        ("755 thousand USD", "on average", (754_500, 755_500), (754_000, 756_000)),
        # A zero behind the point was written on purpose: 1.50 million is not 1.5 million.
        ("1.50 million USD", "none", (1_495_000, 1_505_000), (1_490_000, 1_510_000)),
        ("1.5 million USD", "none", (1_450_000, 1_550_000), (1_400_000, 1_600_000)),
        ("1.0 million USD", "none", (950_000, 1_050_000), (900_000, 1_100_000)),
        # A range is its own hedge: its ends stand as they are under either width.
        ("1 to 3 million USD/day", "none", (1e6, 3e6), (1e6, 3e6)),
        ("1.0 to 3.0 kg", "none", (1, 3), (1, 3)),
        ("0 to 3 kg", "none", (0, 3), (0, 3)),
        ("-5 to 3 one", "none", (-5, 3), (-5, 3)),
        ("-5 to -3 one", "none", (-5, -3), (-5, -3)),
    ],
)
def test_intervals(text, cue, typical, generous):
    written = Written.parse(text)
    assert written.interval(cue, "typical") == pytest.approx(typical)
    assert written.interval(cue, "generous") == pytest.approx(generous)


numbers = st.decimals(-(10**6), 10**6, places=2, allow_nan=False, allow_infinity=False)


@given(numbers, numbers, st.sampled_from(WIDTHS))
def test_the_interval_of_a_range_holds_both_ends(one, other, width):
    written = Written.parse(f"{min(one, other):f} to {max(one, other):f} kg")
    low, high = written.interval("none", width)
    assert low <= float(written.low) <= float(written.high) <= high


@given(numbers, st.sampled_from(["", " hundred", " thousand", " million", " billion"]))
def test_words_of_size_are_powers_of_ten(number, word):
    scale = {"": 1, " hundred": 10**2, " thousand": 10**3, " million": 10**6, " billion": 10**9}[word]
    assert Written.parse(f"{number:f}{word} kg").low == number * scale


@given(numbers, st.sampled_from(["tonne", "short_ton", "USD/tonne", "percent", "year"]))
def test_roots_are_the_value_times_the_factor(number, unit):
    written = Written.parse(f"{number:f} {unit}")
    assert written.roots() == (float(number) * factor(written.unit),) * 2


CHARACTERS = st.text(st.sampled_from("0123456789+-.eEto tilhmsandkgUSD/*%±,٢\n"), max_size=30)
ENDS = st.sampled_from(["1", "20", "3.5", "1e3", "-4", "٢", "1,000", ""])
PIECES = st.tuples(ENDS, st.sampled_from(["", "to 30", "to 0.5", "thousand", "±"]), st.sampled_from(["kg", "USD", "x"]))


def test_any_text_is_a_quantity_or_refused():
    taken = []

    @given(CHARACTERS | PIECES.map(" ".join))
    def look(text):
        try:
            written = Written.parse(text)
        except RemediedError:
            return
        taken.append(text)
        assert written.low <= written.high, text

    look()
    assert len(taken) >= 3


@pytest.mark.parametrize(
    ("text", "cue", "typical"),
    [
        # Counts of things are exact, unless they are hedged or plainly round.
        ("27 person", "none", (27, 27)),
        ("50 truck", "none", (50, 50)),
        ("1618 truck", "none", (1618, 1618)),
        ("1620 truck", "none", (1620, 1620)),
        ("816000 person", "none", (815_500, 816_500)),
        ("25 thousand truck", "none", (24_500, 25_500)),
        ("27 person", "about", (25.73, 28.27)),
        ("27 person", "on average", (26.5, 27.5)),  # a mean of counts is no count
        ("27 person", "exactly", (27, 27)),
        ("27.5 person", "none", (27.45, 27.55)),
        ("27 person/day", "none", (26.5, 27.5)),
        ("27 tonne", "none", (26.5, 27.5)),
        ("27 one", "none", (26.5, 27.5)),  # perhaps a ratio
        # Percentages of up to a hundred are whole, zeros and all.
        ("40 percent", "none", (39.5, 40.5)),
        ("100 percent", "none", (99.5, 100.5)),
        ("100.0 percent", "none", (99.95, 100.05)),
        ("-20 percent", "none", (-20.5, -19.5)),
        ("0 percent", "none", (-0.5, 0.5)),
    ],
)
def test_what_kind_of_number_it_is_says_whether_it_was_rounded(text, cue, typical):
    assert Written.parse(text).interval(cue, "typical") == pytest.approx(typical, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "nature", "rounded_to", "typical"),
    [
        ("100 USD", Nature.DENOMINATION, None, (100, 100)),
        ("2010 year", Nature.CALENDAR_YEAR, None, (2010, 2010)),
        ("7 one", Nature.COUNT, None, (7, 7)),
        ("50 truck", Nature.MEASURE, None, (45.06, 54.94)),
        ("3 one", Nature.RATIO, None, (2.5, 3.5)),
        ("50 truck", None, 10.0, (45, 55)),
        ("1618 truck", None, 2.0, (1617, 1619)),
        ("40 percent", None, 5.0, (37.5, 42.5)),
    ],
)
def test_a_case_may_say_what_a_number_is_and_to_what_it_was_rounded(text, nature, rounded_to, typical):
    found = Written.parse(text).interval("none", "typical", nature, rounded_to)
    assert found == pytest.approx(typical, rel=1e-3)


@given(st.integers(1, 10**7), st.integers(-4, 6), st.sampled_from([*SHORTENED]), st.sampled_from(["tonne", "person"]))
def test_no_way_to_shorten_a_number_reaches_zero(figure, power, way, unit):
    """A law: what a number was cut off or rounded from lies on its side of zero, as it does itself."""
    text = f"{Decimal(figure).scaleb(power):f} {unit}"
    assert Written.parse(text).shortened("none", way)[0] > 0
    assert Written.parse(f"-{text}").shortened("none", way)[1] < 0
