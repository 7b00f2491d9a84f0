"""Exchange rates and price indices: which way they go, what converts there and back, and that two sources agree."""

# ruff: noqa: E501 (a row of a table stands on one line)

import csv
from pathlib import Path

import pytest

from faulty_case import SOURCES
from weighbridge import CaseError, open_case
from weighbridge.library import entries, topics
from weighbridge.text.unit_spellings import unit_names

ROOT = Path(__file__).parents[2]
RATES = {topic.key: topic for topic in topics() if topic.table in ("exchange-rates", "street-rates")}
YEARLY = {key.rpartition("-")[2].upper(): topic for key, topic in RATES.items() if topic.is_series}


def rate(currency, year):
    (one,) = entries(YEARLY[currency], str(year))
    return one.low


def test_every_rate_says_in_its_unit_that_it_is_so_many_for_a_dollar():
    for key, topic in RATES.items():
        currency = key.rpartition("-")[2].upper()
        assert topic.unit == f"{currency}/USD"
        assert currency in unit_names()
        assert {entry.unit for entry in entries(topic)} == {topic.unit}


def test_there_are_the_currencies_that_passages_speak_of():
    asked = "SYP IQD LBP EUR GBP RUB UAH TRY YER SDG AFN NGN INR CNY JPY EGP IRR PKR LYD SSP"
    assert set(asked.split()) <= YEARLY.keys()


WAYS = {  # how much a unit of it is worth: an everyday fact that the other way round would be false by its square
    ("IQD", 2017): "below a cent", ("SYP", 2017): "below a cent", ("LBP", 2017): "below a cent", ("YER", 2017): "below a cent",
    ("JPY", 2017): "below a cent", ("NGN", 2017): "below a cent", ("IRR", 2017): "below a cent", ("RUB", 2017): "below a dollar",
    ("UAH", 2017): "below a dollar", ("TRY", 2017): "below a dollar", ("INR", 2017): "below a dollar",
    ("CNY", 2017): "below a dollar", ("EGP", 2017): "below a dollar", ("AFN", 2017): "below a dollar",
    ("EUR", 2017): "above a dollar", ("GBP", 2017): "above a dollar", ("KWD", 2017): "above a dollar",
    ("JOD", 2017): "above a dollar", ("BHD", 2017): "above a dollar", ("OMR", 2017): "above a dollar",
}  # fmt: skip
BETWEEN = {"below a cent": (0, 0.01), "below a dollar": (0.01, 1), "above a dollar": (1, 5)}


@pytest.mark.parametrize(("what", "way"), WAYS.items(), ids=str)
def test_a_unit_of_a_currency_is_worth_what_everybody_knows(what, way):
    low, high = BETWEEN[way]
    assert low < 1 / rate(*what) < high


CONVERSIONS = """\
title: A conversion
article: {{title: A, url: "https://example.org", language: en}}
claims:
  dinars: {{quote: {{exact: five million dinars}}, value: 5 million IQD}}
  dollars: {{quote: {{exact: about 4200 dollars}}, value: 4200 USD, hedge: about}}
evidence:
  rate: {{library: exchange-rate-iqd, date: 2017}}
formulas:
  converted: {{expression: {formula}, unit: USD}}
checks:
  same: {{question: Is it so much?, kind: agrees, stated: dollars, equals: converted}}
"""


@pytest.fixture
def opened(tmp_path):
    """A function that opens a case of a text."""

    def read(text):
        (tmp_path / "evidence").mkdir(exist_ok=True)
        (tmp_path / "evidence" / "sources.json").write_text(SOURCES, encoding="utf-8")
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
        return open_case(tmp_path)

    return read


def test_dinars_are_divided_by_the_rate(opened):
    found = opened(CONVERSIONS.format(formula="dinars / rate"))
    assert found.verify()["same"].findings[0].computed.as_written == pytest.approx((5e6 / 1184,) * 2)


@pytest.mark.parametrize("formula", ["dinars * rate", "dinars", "rate / dinars"])
def test_the_other_way_round_is_refused_by_its_unit(formula, opened):
    with pytest.raises(CaseError) as raised:
        opened(CONVERSIONS.format(formula=formula))
    (problem,) = raised.value.problems
    assert "converted" in str(problem)
    assert "USD" in str(problem)


def test_there_and_back_is_the_same_amount(opened):
    text = CONVERSIONS.format(formula="(dinars / rate) * rate / rate")
    found = opened(text)
    assert found.verify()["same"].findings[0].computed.as_written == pytest.approx((5e6 / 1184,) * 2)


def test_a_held_rate_and_the_street_differ():
    """The trap that the codebook names: nearly nobody got dollars at the official rate."""
    for currency, date, least in (("LBP", "2021", 6), ("SYP", "2021-02-22", 2), ("SDG", "2018-07-12", 1.5)):
        street = entries(f"street-rate-{currency.lower()}", date)
        assert street
        assert min(entry.low for entry in street) > least * rate(currency, date[:4])


def test_a_street_rate_is_near_the_official_one_where_that_was_let_go():
    (one,) = [entry for entry in entries("street-rate-sdg") if entry.date == "2021-02"]
    assert one.low * 0.9 < rate("SDG", 2021) < one.high * 1.1


ANNUAL = {  # as the Federal Reserve Bank of Minneapolis has them, minneapolisfed.org, hist1913, to 2007
    1960: 29.6, 1965: 31.5, 1970: 38.8, 1973: 44.4, 1975: 53.8, 1980: 82.4, 1983: 99.6, 1984: 103.9, 1990: 130.7,
    1995: 152.4, 2000: 172.2, 2001: 177.0, 2002: 179.9, 2003: 184.0, 2004: 188.9, 2005: 195.3, 2006: 201.6, 2007: 207.3,
}  # fmt: skip


@pytest.mark.parametrize(("year", "index"), ANNUAL.items())
def test_consumer_prices_are_those_of_a_second_source(year, index):
    (one,) = entries("us-consumer-prices", str(year))
    assert one.low == pytest.approx(index, abs=0.1)


def test_the_deflator_goes_with_consumer_prices():
    """Two indices of one country: over sixty years, one rose eight-fold, the other eleven-fold; no year apart by 5%."""
    prices, deflator = (
        {one.date: one.low for one in entries(f"us-{key}")} for key in ("consumer-prices", "gdp-deflator")
    )
    assert prices.keys() == deflator.keys()
    for year in sorted(prices)[1:]:
        before = str(int(year) - 1)
        assert abs(prices[year] / prices[before] - deflator[year] / deflator[before]) < 0.05, year
    assert 7 < deflator["2025"] / deflator["1960"] < prices["2025"] / prices["1960"] < 12


def test_a_price_of_one_year_in_dollars_of_another(opened):
    text = CONVERSIONS.replace(
        "  rate: {{library: exchange-rate-iqd, date: 2017}}",
        "  then: {{library: us-consumer-prices, date: 1980}}\n  now: {{library: us-consumer-prices, date: 2020}}",
    )
    case = opened(text.format(formula="dollars * now / then"))
    low, high = case.verify()["same"].findings[0].computed.as_written
    assert low == high == pytest.approx(4200 * 258.811 / 82.408, rel=1e-3)


def test_figures_are_written_to_six_digits_and_none_is_zero():
    with (ROOT / "data" / "library" / "exchange-rates.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["date"] for row in rows] == [str(year) for year in range(2000, 2026)]
    figures = [cell for row in rows for name, cell in row.items() if len(name) == 3 and cell != "…"]
    assert all(float(cell) > 0 and len(cell.replace(".", "").lstrip("0")) <= 6 for cell in figures)
    assert len(figures) > 2000
