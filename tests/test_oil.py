"""The second case, with a range and another unit: what the library knows of Raqqa would show here."""

from pathlib import Path

import pytest

import weighbridge

OIL = str(Path(__file__).parent / "cases" / "oil-2015")


@pytest.fixture(scope="module")
def oil():
    return weighbridge.open_case(OIL)


@pytest.fixture(scope="module")
def verified(oil):
    return oil.verify()


@pytest.fixture(scope="module")
def tenfold(oil):
    return oil.with_(barrels="50000 barrel/day")


def test_a_range_over_a_number_is_a_range(oil):
    assert oil["price"].side.as_written == (200, 600)
    assert oil["price"].side.unit == "USD/barrel"


def test_the_hedge_on_the_barrels_widens_the_range(oil):
    low, high = oil["price"].side.bounds
    assert 150 < low < 200
    assert 600 < high < 800


def test_the_ends_of_a_range_stand_as_they_are(oil):
    assert oil["money"].side.bounds == (1e6, 3e6)


@pytest.mark.parametrize("check", ["below_market", "usual_price"])
def test_the_article_as_written_fails_both_checks(verified, check):
    assert verified[check].reference.outcome == "fails"


@pytest.mark.parametrize("check", ["below_market", "usual_price"])
def test_both_checks_fail_under_every_reading(verified, check):
    assert {combination.outcome for combination in verified[check].combinations} == {"fails"}
    assert verified[check].outcome == "fails"


def test_the_verdict_is_fails(verified):
    assert verified.verdict.outcome == "fails"
    assert verified.verdict.depends_on == []
    assert {said.verdict.outcome for said in verified.claims} == {"fails"}


def test_the_market_is_the_computed_side(verified):
    side = verified["below_market"].reference.computed
    assert (side.as_written, side.bounds, side.unit) == ((105, 105), (105, 105), "USD/barrel")


def test_tenfold_barrels_give_the_price_that_such_oil_fetched(tenfold):
    assert tenfold["price"].side.as_written == (20, 60)


def test_tenfold_barrels_no_longer_fail(tenfold):
    result = tenfold.verify()
    outcomes = {combination.outcome for check in result.checks for combination in check.combinations}
    assert "fails" not in outcomes
    assert result["usual_price"].reference.outcome == "holds"
    assert not result.verdict.outcome.startswith("fails")


def test_where_it_flips_lies_between_the_two(verified):
    """The outcome turns where the least price that the article permits meets the market."""
    (flip,) = verified["below_market"].reference.flips
    assert (flip.below, flip.above) == ("holds", "fails")
    least = verified["below_market"].reference.stated.bounds[0]
    assert flip.multiple.value == pytest.approx(105 / least, rel=1e-3)


def test_its_own_sources_are_those_it_cites(oil):
    assert set(oil["price"].explain().sources) <= {"ferson-2015", "pyuncertainnumber"}
    assert oil["market"].explain().sources == ["aranews-isis-oil-2014"]
    assert "of 2014" in str(oil["market"].explain())


def test_no_figure_of_another_case_appears(verified):
    text = verified.model_dump_json().lower()
    for word in ("truck", "tonne", "copper", "convoy"):
        assert word not in text
