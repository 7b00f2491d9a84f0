"""Units: exact factors by a second route, and everything that is refused, with its remedy."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refusal
from weighbridge.text.unit_spellings import BY_KIND, UnitError, unit_names
from weighbridge.text.units import factor, kind_of, parse_unit, same_kind, show

INCH = Fraction(254, 10_000)  # metres, exact since the international yard and pound agreement of 1959
POUND = Fraction(45_359_237, 100_000_000)  # kilograms, the same agreement
TON = "a bare `{}` has three meanings; write `tonne` (1000 kg), `short_ton` (2000 lb) or `long_ton` (2240 lb)"


@pytest.mark.parametrize(
    ("unit", "exact", "printed"),
    [
        # The last column is what NIST Special Publication 811, appendix B, prints, as recalled, not read.
        ("lb", POUND, 0.4535924),
        ("short_ton", 2000 * POUND, 907.1847),
        ("long_ton", 2240 * POUND, 1016.047),
        ("foot", 12 * INCH, 0.3048),
        ("litre", Fraction(1, 1000), 0.001),
        ("barrel", 42 * 231 * INCH**3, 0.1589873),
        # SI Brochure, table 8, and the calendar: nothing to look up.
        ("tonne", Fraction(1000), None),
        ("g", Fraction(1, 1000), None),
        ("km", Fraction(1000), None),
        ("cm", Fraction(1, 100), None),
        ("week", Fraction(7), None),
        ("hour", Fraction(1, 24), None),
        ("second", Fraction(1, 86_400), None),
        ("year", Fraction(3_652_425, 10_000), None),  # 146 097 days in 400 years
        ("month", Fraction(3_652_425, 120_000), None),
        ("percent", Fraction(1, 100), None),
        ("one", Fraction(1), None),
        ("USD", Fraction(1), None),
    ],
)
def test_factors_are_exact(unit, exact, printed):
    assert factor(parse_unit(unit)) == pytest.approx(float(exact), rel=4e-16)
    if printed is not None:
        assert float(f"{factor(parse_unit(unit)):.7g}") == printed


@pytest.mark.parametrize(
    ("unit", "in_roots", "shown", "kind"),
    [
        ("USD/tonne", 1e-3, "USD/tonne", "[currency_usd] / [mass]"),
        (" USD /  tonne ", 1e-3, "USD/tonne", "[currency_usd] / [mass]"),
        ("tonne/m**3", 1e3, "tonne/m**3", "[mass] / [length] ** 3"),
        ("m ** 3 / truck", 1.0, "m**3/truck", "[length] ** 3 / [vehicle]"),
        ("kg/person", 1.0, "kg/person", "[mass] / [person]"),
        ("tonne*km", 1e6, "km*tonne", "[mass] * [length]"),
        ("m**-2", 1.0, "1/m**2", "1 / [length] ** 2"),
        ("percent", 0.01, "percent", "dimensionless"),
        ("one", 1.0, "", "dimensionless"),
    ],
)
def test_compound_units(unit, in_roots, shown, kind):
    parsed = parse_unit(unit)
    assert factor(parsed) == pytest.approx(in_roots, rel=1e-15)
    assert show(parsed) == shown
    assert kind_of(parsed) == kind


def test_146097_days_are_400_years():
    assert 400 * factor(parse_unit("year")) == 146_097 * factor(parse_unit("day"))
    assert 12 * factor(parse_unit("month")) == pytest.approx(factor(parse_unit("year")), rel=1e-15)


REFUSED = {
    # Three tons differ by 12 %: the writer must say which.
    **{word: TON.format(word) for word in ("ton", "tons", "Ton", "t")},
    "USD/ton": TON.format("ton"),
    "ton/truck": TON.format("ton"),
    "USD per ton": TON.format("ton"),
    # Abbreviations that pint, or a reader, would take for something else.
    "mt": "unknown unit `mt`; write `tonne` (1000 kg)",
    "MT": "unknown unit `MT`; write `tonne` (1000 kg)",
    "kt": "unknown unit `kt`; write `tonne` (1000 kg), as in `5 thousand tonne`, or `kilotonne`",
    # Misspelt: a letter left out, doubled, changed about; other capitals.
    "tonn": "unknown unit `tonn`; did you mean `tonne`?",
    "tonnne": "unknown unit `tonnne`; did you mean `tonne`?",
    "USD/trucs": "unknown unit `trucs`; did you mean `truck`?",
    "trukc": "unknown unit `trukc`; did you mean `truck`?",
    "shortton": "unknown unit `shortton`; did you mean `short_ton`?",
    "litr": "unknown unit `litr`; did you mean `litre`?",
    "hectarres": "unknown unit `hectarres`; did you mean `hectare`?",
    "KG": "unknown unit `KG`; did you mean `kg`?",
    "usd/tonne": "unknown unit `usd`; did you mean `USD`?",
    "mw": "unknown unit `mw`; did you mean `MW`?",
    "KWH": "unknown unit `KWH`; did you mean `kWh`?",
    # A multiple of a currency is not the currency.
    "kUSD": "unknown unit `kUSD`; write `thousand USD`",
    "mUSD": "unknown unit `mUSD`; write `million USD`",
    "bnEUR/year": "unknown unit `bnEUR`; write `billion EUR`",
    # Words that join, and what stands side by side.
    "kg a day": "`kg a day` is not a unit; write `per` in place of `a`",
    "tonnes each truck": "`tonnes each truck` is not a unit; write `per` in place of `each`",
    "barrels of oil": "`barrels of oil` is not a unit; write the unit alone, `barrel`",
    "J s": "`J s` is two units side by side; write `*` or `/` between them: `joule*second` or `joule/second`",
    "cubic tonne": "`cubic tonne` is not an area or a volume; write the unit alone, `tonne`",
}


def test_refused_with_a_remedy():
    assert {text: refusal(parse_unit, text, error=UnitError) for text in REFUSED} == REFUSED


# Words with which no unit is meant: each once was, or well might be, taken for a misspelt unit.
OTHER_WORDS = [
    "houses",
    "pears",
    "mines",
    "horses",
    "tents",
    "mouse",
    "bats",
    "loads",
    "zzzz",
    "school buses",
    "guns",
]


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_what_is_no_misspelt_unit_is_told_what_there_is_and_how_to_declare_it(word):
    told = refusal(parse_unit, word, error=UnitError)
    key = word.replace(" ", "_")
    line = f"`units: {{{key}: {{counted: ..., reason: ...}}}}`"
    assert told.startswith(f"unknown unit `{word}`; declare it in the case, {line}")
    assert "did you mean" not in told
    for kind in ("mass `kg`", "volume `m**3`", "money `USD`", "things `truck`"):
        assert kind in told, kind


def test_what_a_remedy_lists_are_units():
    for units in BY_KIND.values():
        for unit in units:
            assert show(parse_unit(unit)) in (unit, ""), unit


NO_UNITS = [
    "",
    "  ",
    "kg*",
    "/kg",
    "kg 5",
    "(kg)",
    "kg**(2)",
    "kg**2.5",
    "kg**1000000000",
    "kg**10**9",
    "kg;kg",
    "kg\x00",
    "kg" + " " * 100_000 + "!",
]


def test_not_a_unit():
    remedy = "write unit names joined by `*`, `/` and `**`, such as `USD/tonne`"
    told = {text: f"`{text.strip()[:40]}` is not a unit; {remedy}" for text in NO_UNITS}
    assert {text: refusal(parse_unit, text, error=UnitError) for text in NO_UNITS} == told


@pytest.mark.parametrize(
    "text",
    [
        "os.system",
        "__import__('os').system('true')",
        "().__class__",
        "kg*" * 30_000 + "kg",  # deep enough to exhaust a recursive reader
        "tonne**99*tonne**99",  # 10**594 kg: beyond any float
        "tonne**-99/tonne**99",  # and its inverse, which is not a factor either
        "kg**٢",  # a digit of another script
        "kg**２",
    ],
)
def test_hostile_text_is_refused(text):
    with pytest.raises(UnitError):
        factor(parse_unit(text))


@pytest.mark.parametrize("text", ["kg**0", "USD/tonne*m**0"])
def test_a_zeroth_power_is_refused(text):
    with pytest.raises(UnitError, match="is not a unit; write unit names joined"):
        parse_unit(text)


CHARACTERS = st.text(st.sampled_from("kgtonemUSD*/ -0123456789()$%._'\n²²٢é"), max_size=30)
PIECES = st.lists(st.sampled_from(["kg", "tonne", "USD", "m", "truck", "*", "/", "**", "2", "-1", " "]), max_size=5)


def test_any_text_is_a_unit_or_refused():
    """No text gets past with anything but a unit, or fails with anything but ``UnitError``."""
    taken = []

    @given(CHARACTERS | PIECES.map("".join))
    def look(text):
        try:
            unit = parse_unit(text)
        except UnitError:
            return
        taken.append(text)
        assert 0 < factor(unit) < float("inf"), text

    look()
    assert len(taken) >= 3


def test_currencies_do_not_convert():
    for one, other in product(["USD", "EUR", "GBP", "SYP", "IQD"], repeat=2):
        assert same_kind(parse_unit(one), parse_unit(other)) == (one == other), (one, other)


def test_counted_things_are_kinds_of_their_own():
    for one, other in (("truck", "person"), ("truck", "one"), ("tonne", "tonne/truck")):
        assert not same_kind(parse_unit(one), parse_unit(other)), (one, other)


@given(st.lists(st.tuples(st.sampled_from(sorted(unit_names())), st.integers(1, 3)), min_size=1, max_size=4))
def test_factors_multiply(parts):
    """The factor of a product is the product of the factors, and what is shown reads back as the same unit."""
    unit = parse_unit("*".join(f"{name}**{power}" for name, power in parts))
    product = 1.0
    for name, power in parts:
        product *= factor(parse_unit(name)) ** power
    assert factor(unit) == pytest.approx(product, rel=1e-12)
    assert factor(parse_unit(show(unit) or "one")) == pytest.approx(product, rel=1e-12)
