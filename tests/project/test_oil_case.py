"""The second case, with a range and another unit: what the library knows of Raqqa would show here."""

import pytest


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
def test_the_article_as_written_fails_both_checks(oil_result, check):
    assert oil_result[check].reference.outcome == "fails"


@pytest.mark.parametrize("check", ["below_market", "usual_price"])
def test_both_checks_fail_under_every_reading(oil_result, check):
    assert {combination.outcome for combination in oil_result[check].combinations} == {"fails"}
    assert oil_result[check].outcome == "fails"


def test_the_verdict_is_fails(oil_result):
    assert oil_result.verdict.outcome == "fails"
    assert oil_result.verdict.depends_on == []
    assert {said.verdict.outcome for said in oil_result.claims} == {"fails"}


def test_the_market_is_the_computed_side(oil_result):
    side = oil_result["below_market"].reference.computed
    assert (side.as_written, side.bounds, side.unit) == ((105, 105), (105, 105), "USD/barrel")


def test_tenfold_barrels_give_the_price_that_such_oil_fetched(tenfold):
    assert tenfold["price"].side.as_written == (20, 60)


def test_tenfold_barrels_no_longer_fail(tenfold):
    result = tenfold.verify()
    outcomes = {combination.outcome for check in result.checks for combination in check.combinations}
    assert "fails" not in outcomes
    assert result["usual_price"].reference.outcome == "holds"
    assert not result.verdict.outcome.startswith("fails")


TENFOLD, TENTH = {"barrels": "50000 barrel/day"}, {"money": "0.1 to 0.3 million USD/day"}


@pytest.mark.parametrize(
    ("change", "below_market", "usual_price", "as_published"),
    [
        ({}, "fails", "fails", "fails"),
        (TENFOLD, "cannot tell", "holds", "holds"),
        (TENTH, "cannot tell", "holds", "fails"),
        (TENFOLD | TENTH, "cannot tell", "cannot tell", "holds"),
    ],
    ids=["as written", "ten times the barrels", "a tenth of the money", "both"],
)
def test_only_what_was_published_tells_the_two_slips_apart(oil, change, below_market, usual_price, as_published):
    """A barrel costs the same either way, so both checks of the price say the same of either slip."""
    result = oil.with_(**change).verify()
    assert result["below_market"].outcome == below_market
    assert result["usual_price"].outcome == usual_price
    assert result["as_published"].outcome == as_published


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"produced.low": "15000 barrel/day"}, "fails"),
        ({"produced.low": "15000 barrel/day"} | TENFOLD, "holds"),
        ({"produced.high": "60000 barrel/day"} | TENFOLD, "holds"),
    ],
    ids=["what Syria could yield", "tenfold within that", "tenfold without the highest figure"],
)
def test_it_does_not_hang_on_the_ends_of_what_was_published(oil, change, outcome):
    assert oil.with_(**change).verify()["as_published"].outcome == outcome


def test_the_third_check_fails_under_every_reading_too(oil_result):
    assert [check.name for check in oil_result.checks] == ["below_market", "usual_price", "as_published"]
    assert {combination.outcome for combination in oil_result["as_published"].combinations} == {"fails"}


def test_what_was_published_is_known_by_its_sources(oil):
    """Two at the low end, one at the high end; the case says of which years they are."""
    produced = oil["produced"].explain()
    assert set(produced.sources) == {"alarabiya-2014-10-14", "akhbaralaan-2015-02-13", "cnbc-2015-11-19"}
    assert "2014 and 2015" in str(produced)


def test_where_it_flips_lies_between_the_two(oil_result):
    """The outcome turns where the least price that the article permits meets the market."""
    (flip,) = oil_result["below_market"].reference.flips
    assert (flip.below, flip.above) == ("holds", "fails")
    least = oil_result["below_market"].reference.stated.bounds[0]
    assert flip.multiple.value == pytest.approx(105 / least, rel=1e-3)


def test_its_own_sources_are_those_it_cites(oil):
    assert set(oil["price"].explain().sources) <= {"ferson-2015", "pyuncertainnumber"}
    assert oil["market"].explain().sources == ["aranews-isis-oil-2014"]
    assert "of 2014" in str(oil["market"].explain())


def test_no_figure_of_another_case_appears(oil_result):
    text = oil_result.model_dump_json().lower()
    for word in ("truck", "tonne", "copper", "convoy"):
        assert word not in text
