"""How people write quantities: each way is read as it is meant, or refused with the spelling that works."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refusal
from weighbridge.base.errors import RemediedError
from weighbridge.text.hedges import last_place
from weighbridge.text.numbers import Written
from weighbridge.text.numerals import LARGEST_POWER, WORDS_OF_SIZE
from weighbridge.text.unit_spellings import refused_spellings, standard_spellings, unit_lines, unit_names
from weighbridge.text.units import factor, parse_unit, show

TROY, AVOIRDUPOIS = 0.0311034768, 0.028349523125  # kg, NIST Handbook 44, appendix C
MONTH = 365.2425 / 12  # days


# The text; its value in root units (kg, m, day, each currency, truck, person); the unit shown; the last digit's place.
ONE_NUMBER = [
    # Mass: plurals, everyday names, capitals
    ("2500 tonnes", 2.5e6, "tonne", 2),
    ("2500 Tonnes", 2.5e6, "tonne", 2),
    ("2500 metric tons", 2.5e6, "tonne", 2),
    ("2500 metric tonnes", 2.5e6, "tonne", 2),
    ("1 metric ton", 1e3, "tonne", 0),
    ("5 kilotonnes", 5e6, "kilotonne", 0),
    ("3 megatonnes", 3e9, "megatonne", 0),
    ("12 short tons", 12 * 907.18474, "short_ton", 0),
    ("12 long tons", 12 * 1016.0469088, "long_ton", 0),
    ("15 kilograms", 15, "kg", 0),
    ("15 kilos", 15, "kg", 0),
    ("15 kgs", 15, "kg", 0),
    ("15kg", 15, "kg", 0),
    ("250 grams", 0.25, "g", 1),
    ("250 milligrams", 2.5e-4, "mg", 1),
    ("7 lbs", 7 * 0.45359237, "lb", 0),
    ("7 pounds avoirdupois", 7 * 0.45359237, "lb", 0),
    ("3 troy ounces", 3 * TROY, "troy_ounce", 0),
    ("3 troy oz", 3 * TROY, "troy_ounce", 0),
    ("3 avoirdupois ounces", 3 * AVOIRDUPOIS, "ounce_avoirdupois", 0),
    ("2 carats", 4e-4, "carat", 0),
    # Length, area, volume
    ("5 metres", 5, "m", 0),
    ("5 m", 5, "m", 0),
    ("3 miles", 3 * 1609.344, "mile", 0),
    ("6 feet", 6 * 0.3048, "foot", 0),
    ("6 ft", 6 * 0.3048, "foot", 0),
    ("4 inches", 4 * 0.0254, "inch", 0),
    ("2 nautical miles", 3704, "nautical_mile", 0),
    ("11 hectares", 1.1e5, "hectare", 0),
    ("11 ha", 1.1e5, "hectare", 0),
    ("11 acres", 11 * 4046.8564224, "acre", 0),
    ("8 km2", 8e6, "km**2", 0),
    ("8 km²", 8e6, "km**2", 0),
    ("8 km^2", 8e6, "km**2", 0),
    ("8 square km", 8e6, "km**2", 0),
    ("8 sq. km", 8e6, "km**2", 0),
    ("8 square kilometres", 8e6, "km**2", 0),
    ("8 kilometers squared", 8e6, "km**2", 0),
    ("9 m³", 9, "m**3", 0),
    ("9 m3", 9, "m**3", 0),
    ("9 cubic metres", 9, "m**3", 0),
    ("9 metres cubed", 9, "m**3", 0),
    ("5m²", 5, "m**2", 0),
    ("30 litres", 0.03, "litre", 1),
    ("30 liters", 0.03, "litre", 1),
    ("30 L", 0.03, "litre", 1),
    ("100 barrels", 100 * 0.158987294928, "barrel", 2),
    ("100 bbl", 100 * 0.158987294928, "barrel", 2),
    ("20 US gallons", 20 * 0.003785411784, "us_gallon", 1),
    ("20 imperial gallons", 20 * 0.00454609, "imperial_gallon", 1),
    # Time, energy, power
    ("3 days", 3, "day", 0),
    ("3 weeks", 21, "week", 0),
    ("3 barrels/d", 3 * 0.158987294928, "barrel/day", 0),
    ("3 months", 3 * MONTH, "month", 0),
    ("3 years", 3 * 365.2425, "year", 0),
    ("3 hrs", 0.125, "hour", 0),
    ("36 minutes", 0.025, "minute", 0),
    ("5 kWh", 5 * 3.6e6 * 86400**2, "kWh", 0),
    ("5 kilowatt-hours", 5 * 3.6e6 * 86400**2, "kWh", 0),
    ("5 kilowatt hours", 5 * 3.6e6 * 86400**2, "kWh", 0),
    ("5 MWh", 5 * 3.6e9 * 86400**2, "MWh", 0),
    ("5 GWh", 5 * 3.6e12 * 86400**2, "GWh", 0),
    ("5MW", 5e6 * 86400**3, "MW", 0),
    ("5 megawatts", 5e6 * 86400**3, "MW", 0),
    ("5 GW", 5e9 * 86400**3, "GW", 0),
    ("5 watts", 5 * 86400**3, "W", 0),
    ("5 joules", 5 * 86400**2, "joule", 0),
    ("5 J", 5 * 86400**2, "joule", 0),
    ("6.62607015e-34 J*s", 6.62607015e-34 * 86400, "joule*second", -42),
    ("6.62607015 × 10⁻³⁴ joule*second", 6.62607015e-34 * 86400, "joule*second", -42),
    ("6.02214076x10^23 one", 6.02214076e23, "", 15),
    # Things, shares
    ("1 person", 1, "person", 0),
    ("40 people", 40, "person", 1),
    ("40 persons", 40, "person", 1),
    ("40 trucks", 40, "truck", 1),
    ("40 lorries", 40, "truck", 1),
    ("40 vehicles", 40, "truck", 1),
    ("85%", 0.85, "percent", 0),
    ("85 %", 0.85, "percent", 0),
    ("85 per cent", 0.85, "percent", 0),
    ("85 pct", 0.85, "percent", 0),
    ("-5 percent", -0.05, "percent", 0),
    ("−5 percent", -0.05, "percent", 0),
    ("–5%", -0.05, "percent", 0),
    ("3 percentage points", 0.03, "percentage_point", 0),
    ("3 pp", 0.03, "percentage_point", 0),
    ("25 bps", 0.0025, "basis_point", 0),
    ("5 ‰", 0.005, "permille", 0),
    ("400 ppm", 4e-4, "ppm", 2),
    ("400 parts per million", 4e-4, "ppm", 2),
    # Words and letters of size
    ("750k USD", 7.5e5, "USD", 4),
    ("750 k USD", 7.5e5, "USD", 4),
    ("750K USD", 7.5e5, "USD", 4),
    ("1.2m USD", 1.2e6, "USD", 5),
    ("1.2M USD", 1.2e6, "USD", 5),
    ("1.2m people", 1.2e6, "person", 5),
    ("1.2 bn USD", 1.2e9, "USD", 8),
    ("1.2bn USD", 1.2e9, "USD", 8),
    ("1.2b USD", 1.2e9, "USD", 8),
    ("1.20 bn USD", 1.2e9, "USD", 7),
    ("2.3 million USD", 2.3e6, "USD", 5),
    ("2.3 Million USD", 2.3e6, "USD", 5),
    ("2 millions USD", 2e6, "USD", 6),
    ("37mn USD", 3.7e7, "USD", 6),
    ("37 mln USD", 3.7e7, "USD", 6),
    ("4 trillion USD", 4e12, "USD", 12),
    ("4tn USD", 4e12, "USD", 12),
    ("3 lakh INR", 3e5, "INR", 5),
    ("3 crore INR", 3e7, "INR", 7),
    ("2 hundred thousand people", 2e5, "person", 5),
    ("5 thousand million USD", 5e9, "USD", 9),
    # Separators
    ("50,000 trucks", 5e4, "truck", 4),
    ("2,500 tonne", 2.5e6, "tonne", 2),
    ("1,234,567.5 kg", 1234567.5, "kg", -1),
    ("12,34,567 INR", 1234567, "INR", 0),
    ("50 000 kg", 5e4, "kg", 4),
    ("50\u00a0000 kg", 5e4, "kg", 4),
    ("50\u202f000 kg", 5e4, "kg", 4),
    ("1 234 567.5 kg", 1234567.5, "kg", -1),
    ("1'234'567 CHF", 1234567, "CHF", 0),
    ("1’234’567 CHF", 1234567, "CHF", 0),
    ("1.250 tonne", 1250, "tonne", -3),
    ("٢٥٠٠ tonne", 2.5e6, "tonne", 2),
    ("۲۵۰۰ tonne", 2.5e6, "tonne", 2),
    ("٢٬٥٠٠٫٥ tonne", 2.5005e6, "tonne", -1),
    ("٨٥٪", 0.85, "percent", 0),
    # Money before and behind
    ("US$40", 40, "USD", 1),
    ("US$ 40", 40, "USD", 1),
    ("$US40", 40, "USD", 1),
    ("US$1.2bn", 1.2e9, "USD", 8),
    ("US$1.2m", 1.2e6, "USD", 5),
    ("-US$40", -40, "USD", 1),
    ("US$-40", -40, "USD", 1),
    ("€40", 40, "EUR", 1),
    ("40€", 40, "EUR", 1),
    ("40 euros", 40, "EUR", 1),
    ("EUR 1.2 million", 1.2e6, "EUR", 5),
    ("USD40", 40, "USD", 1),
    ("TRY 500", 500, "TRY", 2),
    ("₺500", 500, "TRY", 2),
    ("500 Turkish lira", 500, "TRY", 2),
    ("A$40", 40, "AUD", 1),
    ("₹3 crore", 3e7, "INR", 7),
    ("500 Syrian pounds", 500, "SYP", 2),
    ("500 pounds sterling", 500, "GBP", 2),
    ("40 U.S. dollars", 40, "USD", 1),
    ("40 US dollars", 40, "USD", 1),
    # Per something
    ("300 USD per tonne", 0.3, "USD/tonne", 2),
    ("US$300/tonne", 0.3, "USD/tonne", 2),
    ("US$300 per metric ton", 0.3, "USD/tonne", 2),
    ("1200 USD/troy ounce", 1200 / TROY, "USD/troy_ounce", 2),
    ("US$1,200 per troy ounce", 1200 / TROY, "USD/troy_ounce", 2),
    ("50 tonnes per truck", 5e4, "tonne/truck", 1),
    ("1.5 million barrels per day", 1.5e6 * 0.158987294928, "barrel/day", 5),
    ("7.8 tonnes per cubic metre", 7800, "tonne/m**3", -1),
    ("7.8 tonnes/m³", 7800, "tonne/m**3", -1),
    ("60 km/h", 60 * 24e3, "km/hour", 1),
    ("€90/MWh", 90 / (3.6e9 * 86400**2), "EUR/MWh", 1),
    ("90 kWh per person per year", 90 * 3.6e6 * 86400**2 / 365.2425, "kWh/person/year", 1),
    ("5/km", 0.005, "1/km", 0),
    ("5 per person", 5, "1/person", 0),
    ("5 m**-2", 5, "1/m**2", 0),
    # The smallest and the largest
    ("1e-250 kg", 1e-250, "kg", -250),
    ("1e250 kg", 1e250, "kg", 250),
]  # fmt: skip


def _read(text):
    written = Written.parse(text)
    assert not written.is_range, text
    return written


@pytest.mark.parametrize(("text", "in_roots", "unit", "place"), ONE_NUMBER)
def test_a_number_is_read(text, in_roots, unit, place):
    written = _read(text)
    assert written.roots()[0] == pytest.approx(in_roots, rel=1e-12, abs=0)
    assert (show(written.unit), written.place, written.best) == (unit, place, None)


# The text, both ends and the middle in the unit shown, the unit, the place.
SEVERAL_NUMBERS = [
    ("10 to 15 tonnes", "10", "15", None, "tonne", 1),
    ("10-15 tonnes", "10", "15", None, "tonne", 1),
    ("10–15 tonnes", "10", "15", None, "tonne", 1),
    ("10 – 15 tonnes", "10", "15", None, "tonne", 1),
    ("10 — 15 tonnes", "10", "15", None, "tonne", 1),
    ("10-15kg", "10", "15", None, "kg", 1),
    ("between 10 and 15 tonnes", "10", "15", None, "tonne", 1),
    ("Between 10 and 15 tonnes", "10", "15", None, "tonne", 1),
    ("from 10 to 15 tonnes", "10", "15", None, "tonne", 1),
    ("10 tonnes to 15 tonnes", "10", "15", None, "tonne", 1),
    ("10 m3 to 15 m3", "10", "15", None, "m**3", 1),
    ("10% to 15%", "10", "15", None, "percent", 1),
    ("10%-15%", "10", "15", None, "percent", 1),
    ("-5 to -3 percent", "-5", "-3", None, "percent", 0),
    ("−5 to −3 percent", "-5", "-3", None, "percent", 0),
    ("-5 to 3 percent", "-5", "3", None, "percent", 0),
    ("-5–-3 percent", "-5", "-3", None, "percent", 0),
    ("5,000–6,000 people", "5000", "6000", None, "person", 3),
    ("1 to 3 million USD/day", "1e6", "3e6", None, "USD/day", 6),
    ("1.5-2 million barrels per day", "1.5e6", "2e6", None, "barrel/day", 5),
    ("800 thousand to 1.2 million USD", "8e5", "1.2e6", None, "USD", 5),
    ("500 USD to 1.2 million USD", "500", "1.2e6", None, "USD", 2),
    ("US$10–15 million", "1e7", "1.5e7", None, "USD", 7),
    ("US$10m–US$15m", "1e7", "1.5e7", None, "USD", 7),
    ("US$500 to US$1.2 million", "500", "1.2e6", None, "USD", 2),
    ("5m to 10m USD", "5e6", "1e7", None, "USD", 6),
    ("50 ± 5 tonne", "45", "55", "50", "tonne", 0),
    ("50±5 tonnes", "45", "55", "50", "tonne", 0),
    ("50 +/- 5 tonne", "45", "55", "50", "tonne", 0),
    ("50 +- 5 tonne", "45", "55", "50", "tonne", 0),
    ("50 plus or minus 5 tonne", "45", "55", "50", "tonne", 0),
    ("(50 ± 5) tonne", "45", "55", "50", "tonne", 0),
    ("(50 ± 5) million USD", "4.5e7", "5.5e7", "5e7", "USD", 6),
    ("50 trucks ± 5", "45", "55", "50", "truck", 0),
    ("50 trucks ± 5 trucks", "45", "55", "50", "truck", 0),
    ("123 ± 3 g", "120", "126", "123", "g", 0),
    ("1.2 million ± 50 thousand USD", "1.15e6", "1.25e6", "1.2e6", "USD", 4),
    ("1.2 million ± 50000 USD", "1.15e6", "1.25e6", "1.2e6", "USD", 4),
    ("50 +10 -5 tonne", "45", "60", "50", "tonne", 0),
    ("50 -5 +10 tonne", "45", "60", "50", "tonne", 0),
    ("50 +10/-5 tonne", "45", "60", "50", "tonne", 0),
    ("1.2 +0.3 -0.1 million USD", "1.1e6", "1.5e6", "1.2e6", "USD", 5),
    ("50 +10 −0 tonne", "50", "60", "50", "tonne", 0),
    ("50(5) tonne", "45", "55", "50", "tonne", 0),
    ("1.234(5) kg", "1.229", "1.239", "1.234", "kg", -3),
    ("6.674e-11(2) one", "6.672e-11", "6.676e-11", "6.674e-11", "", -14),
    ("50 tonne ± 10%", "45", "55", "50", "tonne", 1),
    ("50 million USD ± 10%", "4.5e7", "5.5e7", "5e7", "USD", 7),
    ("US$50 million ± 10%", "4.5e7", "5.5e7", "5e7", "USD", 7),
    ("36 ± 3 %", "33", "39", "36", "percent", 0),
    ("36% ± 3 percentage points", "33", "39", "36", "percent", 0),
]


@pytest.mark.parametrize(("text", "low", "high", "best", "unit", "place"), SEVERAL_NUMBERS)
def test_a_range_and_a_number_with_its_uncertainty_are_read(text, low, high, best, unit, place):
    written = Written.parse(text)
    assert written.is_range
    assert (written.low, written.high) == (Decimal(low), Decimal(high))
    assert written.best == (None if best is None else Decimal(best))
    assert (show(written.unit), written.place) == (unit, place)


# What has several meanings, or none here: the text, and what its refusal names.
REFUSED = [
    ("50 pounds", ("`lb`", "`GBP`", "`SYP`")),
    ("$40", ("`USD`", "`US$40`", "`CAD`")),
    ("$1.2bn", ("`USD`",)),
    ("40 dollars", ("`USD`",)),
    ("£40", ("`GBP`", "`SYP`", "`EGP`", "`LBP`")),
    ("¥40", ("`JPY`", "`CNY`")),
    ("Rs 500", ("`INR`", "`PKR`")),
    ("500 lira", ("`TRY`", "`SYP`", "`LBP`")),
    ("500 dinars", ("`IQD`", "`JOD`", "`LYD`")),
    ("500 rials", ("`IRR`", "`YER`")),
    ("40 cents", ("`0.40 USD`",)),
    ("3 ounces", ("`troy_ounce`", "`ounce_avoirdupois`")),
    ("1200 USD/ounce", ("`troy_ounce`", "`ounce_avoirdupois`")),
    ("3 oz", ("`troy_ounce`", "`ounce_avoirdupois`")),
    ("20 gallons", ("`us_gallon`", "`imperial_gallon`")),
    ("5 tons", ("`tonne`", "`short_ton`", "`long_ton`")),
    ("10t", ("`tonne`", "`short_ton`", "`long_ton`")),
    ("5 US tons", ("`short_ton`",)),
    ("5 mt", ("`tonne`",)),
    ("5 Mt", ("`5 million tonne`", "`megatonne`")),
    ("5 dunams", ("`m**2`",)),
    ("60 mph", ("`mile/hour`",)),
    ("5 bpd", ("`barrel/day`",)),
    ("5m b/d", ("`barrel`",)),
    ("10 Mbbl", ("`million barrel`", "`thousand barrel`")),
    ("5 tonnes CO2", ("`5 million tonne`",)),
    ("5½ kg", ("`5.5 kg`",)),
    ("5 bcm", ("`1 billion m**3`",)),
    ("20 °C", ("`one`",)),
    ("5 pieces", ("`one`",)),
    ("5 points", ("`percentage_point`",)),
    ("5 dozen", ("`12 one`",)),
    ("1.2m", ("metres or millions", "`1.2 m`", "`1.2 million`")),
    ("10m to 15m", ("metres or millions",)),
    ("5m to 10 km", ("metres or millions",)),
    ("5 m USD", ("metres or millions", "`5 million USD`")),
    ("5 M USD", ("`million`",)),
    ("5 mm USD", ("`million`", "`5 million USD`")),
    ("2,5 tonne", ("`2.5`", "`25`")),
    ("0,500 kg", ("`0.500`", "`500`")),
    ("50,00 USD", ("`50.00`", "`5000`")),
    ("1.250.000 tonne", ("`1250000`", "`1.250`")),
    ("1.234,5 tonne", ("`1234.5`",)),
    ("1 234,5 tonne", ("`1234.5`",)),
    (".5 kg", ("`0.5`",)),
    ("5. kg", ("`5`",)),
    ("1_000 kg", ("`1000`",)),
    ("12,34 567 kg", ("`1234567.5`", "`1,234,567.5`")),
    ("-5-3 percent", ("`-5 to 3`", "`-5 to -3`")),
    ("-5%-3%", ("`-5 to 3`", "`-5 to -3`")),
    ("US$10–US$15 million", ("`10e6`", "`10e0`")),
    ("10 USD to 15 million USD", ("`10e6`", "`10e0`")),
    ("1.2 million ± 0.1 USD", ("`0.1e6`", "`0.1e0`")),
    ("1.2 million +0.3 -0.1 USD", ("`0.1e6`", "`0.1e0`")),
    ("36% ± 3%", ("`percentage points`",)),
    ("50 tonne ± 5 km", ("write one unit",)),
    ("50 trucks a day", ("`per`",)),
    ("US$40 a tonne", ("`per`",)),
    ("50 trucks of copper", ("the unit alone, `truck`",)),
    ("MW 5", ("`5 MW`",)),
    ("€5 km", ("`5 EUR`",)),
    ("12 per 1000 people", ("`0.012 one/person`",)),
    ("~50 truck", ("`50 truck`", "`hedge: about`")),
    ("about 50 trucks", ("`50 trucks`", "`hedge: about`")),
    ("more than 3 tonnes", ("`3 tonnes`", "`hedge: more than`")),
    (">3 tonnes", ("`hedge: more than`",)),
    ("≤ 3 tonnes", ("`hedge: at most`",)),
    ("6.62607015e-34 J s", ("`joule*second`",)),
    ("5 kUSD", ("`thousand USD`",)),
    ("5 houses", ("`units: {houses: {counted: ..., reason: ...}}`", "`{is: 50 kg, reason: ...}`", "`truck`")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), REFUSED)
def test_what_can_be_taken_in_several_ways_is_refused_with_the_spelling_that_works(text, named):
    told = refusal(Written.parse, text, error=RemediedError)
    assert [part for part in named if part not in told] == [], told


def test_at_least_150_ways_are_tried():
    assert len({row[0] for table in (ONE_NUMBER, SEVERAL_NUMBERS, REFUSED) for row in table}) >= 150


SPELLED = re.compile(r"`([^`]+)`")


@pytest.mark.parametrize("phrase", sorted(refused_spellings()))
def test_the_remedy_for_a_refused_unit_names_what_is_read(phrase):
    """Every unit or quantity in backticks is one, except words to be joined with others."""
    told = refusal(parse_unit, phrase.replace("_", " "), error=RemediedError)
    assert told.endswith(refused_spellings()[phrase][1]), phrase
    for spelling in SPELLED.findall(refused_spellings()[phrase][1]):
        if spelling in WORDS_OF_SIZE or spelling.startswith("/"):
            continue
        text = spelling if re.match(r"\d|US\$", spelling) else f"5 {spelling}"
        assert Written.parse(text).unit, (phrase, spelling)


def test_no_spelling_is_that_of_two_units_or_both_read_andrefused_spellings():
    known = standard_spellings()
    for spelling, name in known.items():
        if len(spelling) > 3:
            assert known.get(spelling.casefold(), name) == name, spelling
        assert spelling not in refused_spellings(), spelling
        assert show(parse_unit(spelling.replace("_", " "))) in (name, ""), spelling
    assert {name for name in unit_names() if known[name] != name} == set()


def test_no_spelling_stands_in_two_lines_of_the_table():
    """The second would be passed over in silence."""
    given = [spelling for name, _, others in unit_lines() for spelling in {name, *others}]
    assert sorted({spelling for spelling in given if given.count(spelling) > 1}) == []


def test_a_troy_ounce_is_never_an_ounce():
    assert factor(parse_unit("troy ounce")) / factor(parse_unit("avoirdupois ounce")) == pytest.approx(480 / 437.5)


CURRENCIES = """USD EUR GBP TRY RUB UAH CNY JPY INR PKR IRR SAR AED EGP LBP JOD LYD SDG YER AFN CHF SEK NOK DKK PLN CZK
    HUF RON BRL MXN ZAR NGN KES ETB CAD AUD NZD KRW IDR THB VND PHP MYR SGD SYP IQD ILS KWD QAR"""


def test_currencies_are_all_those_that_reporters_use():
    codes = re.findall("[A-Z]{3}", CURRENCIES)
    assert [code for code in codes if show(parse_unit(code)) != code] == []
    assert len({parse_unit(code).dimensionality for code in codes}) == len(codes)


numbers = st.decimals(-(10**6), 10**6, places=2, allow_nan=False, allow_infinity=False)
units = st.sampled_from(sorted(standard_spellings()))
sizes = st.sampled_from(["", " thousand", " million", "bn"])


@given(numbers, sizes, units)
def test_what_is_shown_reads_back_as_the_same(number, size, spelling):
    written = Written.parse(f"{number:f}{size} {spelling.replace('_', ' ')}")
    again = Written.parse(f"{written.low:f} {show(written.unit) or 'one'}")
    assert (again.low, again.unit, again.roots()) == (written.low, written.unit, written.roots())


@given(st.integers(1, 10**9), st.integers(0, 3))
def test_separators_change_neither_the_number_nor_its_last_place(number, decimals):
    """Thousands parted by a comma, a space of any kind, an apostrophe or not at all."""
    tail = f".{'5' * decimals}" if decimals else ""
    plain = Written.parse(f"{number}{tail} kg")
    for sign in (",", " ", "\u00a0", "\u202f", "'", "’"):
        parted = Written.parse(f"{number:,}".replace(",", sign) + f"{tail} kg")
        assert parted == plain, sign


@given(numbers, numbers, sizes, st.sampled_from([" to ", " - ", " – "]))
def test_a_range_has_the_ends_of_its_numbers(one, other, size, joint):
    low, high = sorted((one, other))
    written = Written.parse(f"{low:f}{joint}{high:f}{size} kg")
    alone = [Written.parse(f"{end:f}{size} kg").low for end in (low, high)]
    assert [written.low, written.high] == alone


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**4, places=2), st.decimals(0, 10**4, places=2), sizes)
def test_an_uncertainty_lies_around_its_middle_and_is_never_part_of_the_digits(middle, above, below, size):
    written = Written.parse(f"{middle:f} +{above:f} -{below:f}{size} kg")
    scale = Written.parse(f"1{size} kg").low
    assert (written.best, written.low, written.high) == (
        middle * scale,
        (middle - below) * scale,
        (middle + above) * scale,
    )
    assert written == Written.parse(f"{middle:f} -{below:f} +{above:f}{size} kg")


@given(st.integers(-LARGEST_POWER, LARGEST_POWER), units)
def test_the_smallest_and_the_largest_are_finite_or_refused(power, spelling):
    try:
        written = Written.parse(f"1.5e{power} {spelling.replace('_', ' ')}")
    except RemediedError:
        assert abs(power) > 200
        return
    low, high = written.roots()
    assert 0 < low == high < float("inf")
    ends = written.interval("none", "generous")
    assert 0 <= ends[0] < ends[1] < float("inf")
    assert written.place == power - 1 == last_place(Decimal(f"1.5e{power}"))


CHARACTERS = st.text(st.sampled_from("0123456789.,'- –−+±()/*%$€£kmbt nUSDtoandpergf²٢×^e~_"), max_size=25)


def _perhaps(*pieces):
    return st.sampled_from(["", *pieces])


DIGITS = st.sampled_from(["5", "10", "1.5", "2,500", "50 000", "2,5", "1e3"])
NEARLY = st.tuples(
    _perhaps("-", "US$", "(", "between "),
    DIGITS,
    _perhaps("k", "m", " bn", "%", " kg"),
    _perhaps(" - ", "–", " to ", " and ", " ± ", " +5 -", "("),
    DIGITS | st.just(""),
    _perhaps(")", " million", "m", "k"),
    st.sampled_from([" kg", "%", " USD/tonne", "/day", " per truck"]),
).map("".join)


def test_any_text_is_a_quantity_orrefused_spellings():
    """Nothing gets past with anything but a quantity, or fails with anything but an error that has a remedy."""
    taken, without_remedy = [], []

    @given(CHARACTERS | NEARLY)
    def look(text):
        try:
            written = Written.parse(text)
        except RemediedError as error:
            without_remedy.extend([] if error.remedy else [text])
            return
        taken.append(text)
        assert written.low <= written.high, text

    look()
    assert without_remedy == []
    assert len(taken) >= 3
