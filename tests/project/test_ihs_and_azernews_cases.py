"""The cases that ask only whether an article's own numbers fit: no table, no assumption, and what they say about it."""

import pytest

CASES = ("ihs-2016", "azernews-trucks")
BY_ROUNDING = "holds only through rounding"


def outcomes(check):
    return {combination.choices["hedge width"]: combination.outcome for combination in check.combinations}


@pytest.mark.parametrize(
    ("case", "check", "stated", "computed", "unit"),
    [
        ("ihs-2016", "the_revenue", 30.0, 30.0, "percent"),  # (80 - 56) / 80
        ("ihs-2016", "the_oil", 30.0, 36.4, "percent"),  # (33 - 21) / 33 is 4 / 11
        ("ihs-2016", "the_income_from_oil", 26.0, 36.4, "percent"),
        ("azernews-trucks", "the_year", 1_500_000, 1_440_000, "truck/year"),  # twelve months of 120,000
    ],
)
def test_the_arithmetic(verified, case, check, stated, computed, unit):
    finding = verified(case)[check].reference
    assert finding.stated.as_written == pytest.approx((stated, stated))
    assert finding.computed.as_written == pytest.approx((computed, computed), abs=0.05)
    assert finding.stated.unit == finding.computed.unit == unit


@pytest.mark.parametrize(
    ("case", "check", "side", "bounds"),
    [
        # Worked by hand: "almost" opens below alone; "around 80" is ±1.42, as "about" is, and 56 stands bare, ±0.5:
        # 1 - 56.5 / 78.58 and 1 - 55.5 / 81.42.
        ("ihs-2016", "the_revenue", "stated", (26.4, 30.0)),
        ("ihs-2016", "the_revenue", "computed", (28.1, 31.83)),
        # "approximately 21,000" is no narrower than a bare 21,000, ±500, and so is 33,000:
        # 1 - 21.5 / 32.5 to 1 - 20.5 / 33.5.
        ("ihs-2016", "the_oil", "computed", (33.85, 38.81)),
        ("ihs-2016", "the_income_from_oil", "stated", (24.8, 27.2)),
        # 120,000 stands bare, ±5,000 a month; "exceeds" opens above alone.
        ("azernews-trucks", "the_year", "computed", (1_380_000, 1_500_000)),
        # The mean of "over" and "above" at 1,500 thousand: 10 ** 1.9524 thousand above it.
        ("azernews-trucks", "the_year", "stated", (1_500_000, 1_589_618)),
    ],
)
def test_what_rounding_and_hedges_permit(verified, case, check, side, bounds):
    found = getattr(verified(case)[check].reference, side).bounds
    assert found == pytest.approx(bounds, abs=0.05 if bounds[0] < 100 else 10)


@pytest.mark.parametrize(
    ("case", "check", "typical", "generous"),
    [
        ("ihs-2016", "the_revenue", "holds", "holds"),
        # To a lenient reader 21,000 is 22,106 at most and 33,000 is 32,000 at least, a fall of 30.9 per cent: more than
        # 30, at which "almost 30" ends, and more than the 30.8 that "approximately 26" may be.
        ("ihs-2016", "the_oil", "fails", "fails"),
        ("ihs-2016", "the_income_from_oil", "fails", "fails"),
    ],
)
def test_the_outcomes_under_both_widths(verified, case, check, typical, generous):
    assert outcomes(verified(case)[check]) == {"typical": typical, "generous": generous}


def test_the_trucks_of_a_year_meet_only_at_the_very_end_of_their_rounding(azernews_result):
    """125,000 a month, the most that rounds to 120,000, is 1.5 million a year to the truck, and that is not exceeded.

    Two intervals that have but one end in common do not meet.
    """
    assert outcomes(azernews_result["the_year"])["generous"] == BY_ROUNDING
    assert outcomes(azernews_result["the_year"])["typical"] == "fails"


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"annually": "1.44 million truck/year"}, "holds"),
        ({"monthly": "125000 truck/month"}, "holds"),
        ({"monthly": "12000 truck/month"}, "fails"),
    ],
)
def test_another_number_would_be_seen(azernews, change, outcome):
    """The check has severity: the right year and the right month hold, a month with a digit too few fails."""
    assert azernews.with_(**change).verify()["the_year"].outcome == outcome


@pytest.mark.parametrize("case", CASES)
def test_it_asks_of_the_article_alone(opened, verified, case):
    assert {check.kind for check in verified(case).checks} == {"agrees"}
    known = {"ferson-2015", "pyuncertainnumber", "williams-power-2013", "lefort-2016", "katzir-ariel"}
    for claim in opened(case).text.claims:
        assert set(opened(case)[claim].explain().sources) <= known, claim


def test_what_could_not_be_read_is_said(ihs, azernews):
    assert "only its opening was read" in ihs.text.article.note
    assert "The page was not found" in azernews.text.article.note
    sources = azernews.holdings.sources
    assert sources["azernews-2021-12-10"].trust == "S"
    assert sources["theamericanenergynews-2016-04-18"].origin == "ihs-2016-04"


def test_the_oil_is_not_said_to_have_fallen_by_the_share_of_the_revenue(ihs_result):
    """The arithmetic of a claim that nobody made would be unfair without a word, and weighs on no verdict."""
    assert ihs_result["the_oil"].premise == "the text does not say that it did"
    assert "It is our own question and counts towards no verdict" in ihs_result["the_oil"].sentence
    assert ihs_result["the_oil"].outcome == "fails"
    assert ihs_result.verdict.outcome == "holds"
    assert ihs_result.verdict.checks == ["the_revenue"]
