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
OFFICIAL = {key.rpartition("-")[2].upper(): topic for key, topic in RATES.items() if topic.table == "exchange-rates"}
ROWS = [entry for topic in OFFICIAL.values() for entry in entries(topic)]


def rates(currency, date):
    """The rates of a currency that its table has for just that year, month or day."""
    return [entry for entry in entries(OFFICIAL[currency]) if entry.date == date]


def rate(currency, date):
    """The mean of them."""
    found = rates(currency, date)
    return sum(entry.low + entry.high for entry in found) / len(found) / 2


def test_every_rate_says_in_its_unit_that_it_is_so_many_for_a_dollar():
    for key, topic in RATES.items():
        currency = key.rpartition("-")[2].upper()
        assert topic.unit == f"{currency}/USD"
        assert currency in unit_names()
        assert {entry.unit for entry in entries(topic)} == {topic.unit}


def test_there_are_the_currencies_that_passages_speak_of():
    asked = "SYP IQD LBP EUR GBP RUB UAH TRY YER SDG AFN NGN INR CNY JPY EGP IRR PKR LYD COP VES"
    assert set(asked.split()) <= OFFICIAL.keys()


WORTH = {  # what a unit of it was worth in dollars since 2000: an everyday fact, false by its square the other way round
    "below a cent": "IQD LBP YER NGN IRR SOS COP IDR VND LAK KRW CDF MMK XAF XOF AMD KZT JPY LKR KES",
    "from a cent to a dollar": "RUB UAH TRY INR CNY EGP AFN PKR ARS BRL MXN ZAR DKK SEK NOK THB TWD HKD MYR PHP ILS SAR AED QAR "
    "MAD ETB MDL DZD VES LYD TND",
    "from half a dollar to two": "EUR GBP CHF CAD AUD NZD SGD",
    "above a dollar": "KWD JOD BHD OMR",
}
BETWEEN = {
    "below a cent": (0, 0.0135),
    "from a cent to a dollar": (0.00075, 1),
    "from half a dollar to two": (0.5, 2),
    "above a dollar": (1, 5),
}


@pytest.mark.parametrize("way", WORTH)
def test_a_unit_of_a_currency_is_worth_what_everybody_knows(way):
    low, high = BETWEEN[way]
    for currency in WORTH[way].split():
        worth = [1 / end for entry in entries(OFFICIAL[currency]) for end in (entry.low, entry.high)]
        assert low < min(worth) <= max(worth) < high, currency


def test_the_ways_are_of_all_currencies_but_those_that_fell_a_hundredfold():
    fell = {"SYP", "SDG"}
    assert {currency for some in WORTH.values() for currency in some.split()} | fell == OFFICIAL.keys()
    for currency in fell:
        in_time = sorted(entries(OFFICIAL[currency]), key=lambda entry: entry.date)
        assert in_time[-1].low > 100 * in_time[0].low > 100


def test_every_row_says_what_it_is_and_when():
    told = ("mean", "rate of the year", "rate of the day", "rate", "about", "banks")
    assert all(entry.date and any(word in entry.what for word in told) for entry in ROWS)
    assert len(ROWS) > 550


CONVERSIONS = """\
title: A conversion
article: {{title: A, url: "https://example.org", language: en}}
claims:
  dinars: {{quote: {{exact: five million dinars}}, value: 5 million IQD}}
  dollars: {{quote: {{exact: about 4200 dollars}}, value: 4200 USD, hedge: about}}
evidence:
  rate: {{library: exchange-rate-iqd, date: 2016}}
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
    assert found.verify()["same"].findings[0].computed.as_written == pytest.approx((5e6 / 1182,) * 2)


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
    assert found.verify()["same"].findings[0].computed.as_written == pytest.approx((5e6 / 1182,) * 2)


def test_a_held_rate_and_the_street_differ():
    """The trap that the codebook names: nearly nobody got dollars at the official rate."""
    held = {
        "LBP": ("2020-06-26", "2018", 4),
        "SYP": ("2021-02-22", "2021-02-22", 2),
        "SDG": ("2024-06-01", "2024-06-01", 1.4),
    }
    for currency, (day, official, least) in held.items():
        street = [entry for entry in entries(f"street-rate-{currency.lower()}") if entry.date == day]
        assert street
        assert min(entry.low for entry in street) > least * rate(currency, official)


def test_a_street_rate_is_near_the_official_one_where_that_was_let_go():
    (one,) = [entry for entry in entries("street-rate-sdg") if entry.date == "2021-02"]
    assert one.low * 0.9 < rate("SDG", "2021-02-21") < one.high * 1.1


ANNUAL = {  # as the Federal Reserve Bank of Minneapolis has them, minneapolisfed.org, hist1913, to 2007
    1960: 29.6, 1965: 31.5, 1970: 38.8, 1973: 44.4, 1975: 53.8, 1980: 82.4, 1983: 99.6, 1984: 103.9, 1990: 130.7,
    1995: 152.4, 2000: 172.2, 2001: 177.0, 2002: 179.9, 2003: 184.0, 2004: 188.9, 2005: 195.3, 2006: 201.6, 2007: 207.3,
}  # fmt: skip


@pytest.mark.parametrize(("year", "index"), ANNUAL.items())
def test_consumer_prices_are_those_of_a_second_source(year, index):
    (one,) = entries("us-consumer-prices", str(year))
    assert one.low == pytest.approx(index, abs=0.1)


def test_consumer_prices_are_there_for_every_year_and_move_as_they_did():
    prices = {entry.date: entry.low for entry in entries("us-consumer-prices")}
    assert sorted(prices) == [str(year) for year in range(1913, 2025)]
    rises = {year: prices[str(year)] / prices[str(year - 1)] - 1 for year in range(1914, 2025)}
    assert all(-0.12 < rise < 0.19 for rise in rises.values())
    assert max((year for year in rises if year > 1950), key=rises.get) == 1980  # the worst since the war
    assert [year for year in rises if year > 1955 and rises[year] < 0] == [2009]
    assert prices["1982"] + prices["1983"] + prices["1984"] == pytest.approx(300, abs=0.15)  # its base


def test_two_readings_of_an_index_differ_in_rounding_alone():
    with (ROOT / "data" / "library" / "us-prices.csv").open(encoding="utf-8") as lines:
        both = [(float(row["cpi"]), float(row["cpi_fed"])) for row in csv.DictReader(lines) if row["cpi_fed"]]
    assert len(both) == 16
    assert all(abs(one - other) <= 0.11 for one, other in both)


def test_the_deflator_goes_with_consumer_prices():
    """Two indices of one country: from 1950 to 2010 one rose eightfold, the other ninefold."""
    prices, deflator = (
        {one.date: one.low for one in entries(f"us-{key}")} for key in ("consumer-prices", "gdp-deflator")
    )
    assert deflator.keys() == {"1950", "2005", "2010"}
    assert 7 < deflator["2010"] / deflator["1950"] < prices["2010"] / prices["1950"] < 10
    assert deflator["2010"] / deflator["2005"] == pytest.approx(prices["2010"] / prices["2005"], rel=0.02)


def test_a_price_of_one_year_in_dollars_of_another(opened):
    text = CONVERSIONS.replace(
        "  rate: {{library: exchange-rate-iqd, date: 2016}}",
        "  then: {{library: us-consumer-prices, date: 1980}}\n  now: {{library: us-consumer-prices, date: 2020}}",
    )
    case = opened(text.format(formula="dollars * now / then"))
    low, high = case.verify()["same"].findings[0].computed.as_written
    assert low == high == pytest.approx(4200 * 258.811 / 82.408, rel=1e-3)


def test_two_sources_of_a_mean_of_a_year_agree_to_a_few_percent():
    """Where central banks and others have the same year. The World Factbook made its estimates before a year was over."""
    apart = {}
    for currency in OFFICIAL:
        for year in map(str, range(2000, 2025)):
            found = [
                entry
                for entry in rates(currency, year)
                if "estimate" not in entry.what and "adjusted" not in entry.what
            ]
            if len(found) > 1:
                apart[currency, year] = max(entry.high for entry in found) / min(entry.low for entry in found) - 1
    assert len(apart) > 20
    assert {key: value for key, value in apart.items() if value > 0.05} == {}


def test_a_rate_turned_round_is_one_over_what_the_page_has():
    with (ROOT / "data" / "library" / "exchange-rates.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["listed"]]
    assert {row["unit"] for row in rows} == {"AUD/USD", "EUR/USD", "GBP/USD", "NZD/USD"}
    assert all(float(row["low"]) * float(row["listed"]) == pytest.approx(1, rel=1e-4) for row in rows)
