"""Published passages, each a short quotation with its numbers: the kit says of them what an editor would.

The addresses are those where the passages were read, often reprints.
"""

# ruff: noqa: E501 (a row of a table stands on one line)

from dataclasses import dataclass, field

import pytest

from small_cases import sections, unfiled

HOLDS, ROUNDING, FAILS, DEPENDS = "holds", "holds only through rounding", "fails", "depends"
STATED = "kind: agrees, stated: {}, equals: {}"


@dataclass(frozen=True)
class Passage:
    """A passage: where it stands, its numbers with their words, what is computed of them, and how each check comes out."""

    url: str
    claims: dict[str, tuple[str, str]]
    formulas: dict[str, str]
    checks: dict[str, tuple[str, str, str]]
    laws: dict[str, str] = field(default_factory=dict)

    def case(self):
        lines = [f'title: "A passage"\narticle: {{title: A, url: "{self.url}", language: en}}\nclaims:']
        lines += [
            f'  {name}: {{quote: {{exact: "{quote}"}}, value: {value}}}' for name, (quote, value) in self.claims.items()
        ]
        lines += [sections(self.formulas, self.laws), "checks:"]
        lines += [f"  {name}: {{question: Well?, {check}}}" for name, (check, *_) in self.checks.items()]
        return unfiled("\n".join(lines) + "\n")


CASES = "fixed: {value: {value: 576 one, reason: 66 such bundles make 38016 meals}}"
NOTE = "uniform: {low: {value: 0.9 g, reason: a note weighs about 1 g}, high: {value: 1.4 g, reason: with its packing}}"
PASSAGES = {
    "libya-fuel": Passage(
        "https://tunisianmonitoronline.com/",
        {
            "trucks": ("69 trucks laden with 40.000 liters each", "69 truck"),
            "each": ("69 trucks laden with 40.000 liters each", "40000 litre/truck"),
            "total": ("which means 2.670.000 liters", "2670000 litre"),
        },
        {"computed": "trucks * each in litre"},
        {"sums_up": (STATED.format("total", "computed"), FAILS, DEPENDS)},
    ),
    "cash-bills": Passage(
        "https://www.cnbc.com/id/45046452",
        {
            "bills": ("281 million individual bills", "281 million one"),
            "mass": ("weighing a total of 363 tons", "363 tonne"),
        },
        {"each": "mass / bills in g"},
        {"weighs_as_notes_do": ("kind: possible, stated: each, equals: note", HOLDS, HOLDS)},
        {"note": NOTE},
    ),
    "meals": Passage(
        "https://www.ynetnews.com/",
        {
            "bundles": ("66 bundles containing about 38,000 meals", "66 one"),
            "meals": ("66 bundles containing about 38,000 meals", "38000 one, hedge: about"),
        },
        {"each": "meals / bundles in one"},
        {"whole_cases": ("kind: possible, stated: each, equals: cases", HOLDS, HOLDS)},
        {"cases": CASES},
    ),
    "opium": Passage(
        "https://www.urdupoint.com/",
        {
            "production": ("6,200 tons", "6200 tonne"),
            "per_area": ("26.7 kg/ha", "26.7 kg/hectare"),
            "area": ("233,000", "233000 hectare"),
        },
        {"computed": "per_area * area in tonne"},
        {"sums_up": (STATED.format("production", "computed"), ROUNDING, ROUNDING)},
    ),
    "pangolin": Passage(
        "https://tnp.straitstimes.com/",
        {
            "bags": ("230 bags, each containing 50kg to 70kg", "230 one"),
            "each": ("230 bags, each containing 50kg to 70kg", "50 to 70 kg"),
            "mass": ("12.9 tonnes", "12.9 tonne"),
            "animals": ("17,000", "17000 one"),
            "elsewhere": ("36,000", "36000 one"),
        },
        {"computed": "bags * each in tonne"},
        {
            "sums_up": (STATED.format("mass", "computed"), HOLDS, HOLDS),
            "as_many": (STATED.format("elsewhere", "animals"), FAILS, FAILS),
        },
    ),
    "azernews": Passage(
        "https://www.azernews.az/",
        {
            "monthly": ("120,000 trucks a month", "120000 truck/month"),
            "annually": ("exceeds 1.5 million annually", "1.5 million truck/year, hedge: over"),
        },
        {"computed": "monthly in truck/year"},
        {"the_year": (STATED.format("annually", "computed"), FAILS, DEPENDS)},
    ),
    "ihs": Passage(
        "http://theamericanenergynews.com/energy-politics/islamic-state-monthly-revenue-drops-56-million-ihs-says",
        {
            "before": ("around $80 million", "80 million USD, hedge: around"),
            "after": ("dropped to $56 million", "56 million USD"),
            "fall": ("almost 30 per cent", "fell 30 percent, hedge: almost"),
        },
        {"computed": "after / before - 1 in percent"},
        {"the_fall": (STATED.format("fall", "computed"), HOLDS, HOLDS)},
    ),
    "coltan": Passage(
        "https://afriktimes.com/",
        {
            "mined": ("120 tonnes of coltan", "120 tonne/month"),
            "tax": ("7 USD", "7 USD/kg"),
            "earned": ("earning at least $800,000 a month", "800000 USD/month, hedge: at least"),
            "elsewhere": ("$300,000", "300000 USD/month"),
        },
        {"computed": "mined * tax in USD/month"},
        {
            "earns": (STATED.format("earned", "computed"), HOLDS, HOLDS),
            "as_told_elsewhere": (STATED.format("elsewhere", "computed"), FAILS, FAILS),
        },
    ),
}


@pytest.fixture(scope="module")
def results():
    return {name: passage.case().verify() for name, passage in PASSAGES.items()}


@pytest.mark.parametrize("name", PASSAGES)
def test_each_check_comes_out_as_an_editor_would_say(results, name):
    found = {check.name: (check.as_written, check.overall) for check in results[name].checks}
    assert found == {check: (as_written, overall) for check, (_, as_written, overall) in PASSAGES[name].checks.items()}


def test_two_digits_changed_places_in_the_fuel(results):
    (told,) = results["libya-fuel"].slips
    assert [(one.number, one.change) for one in told.mends] == [("total", "2,760,000 for 2,670,000")]
    assert "two neighbouring digits changed places" in told.sentence
    assert "depends on how far the article's words stretch" in results["libya-fuel"].verdict.sentence
    assert "As we read the article, it does not fit." in results["libya-fuel"].verdict.sentence


def test_each_side_is_shown_as_an_editor_would_compute_it(results):
    shown = {
        ("cash-bills", "weighs_as_notes_do"): "The stated number is 1.292 grams",
        ("meals", "whole_cases"): "The stated number is 575.8",
        ("opium", "sums_up"): "By the article's other numbers it is 6,220 tonnes",
        ("pangolin", "sums_up"): "By the article's other numbers it is 11.5 to 16.1 tonnes",
        ("azernews", "the_year"): "By the article's other numbers it is 1.44 million trucks a year",
        ("ihs", "the_fall"): "By the article's other numbers it is −30%",
        ("coltan", "earns"): "By the article's other numbers it is $840,000 a month",
    }
    missing = [(name, check) for (name, check), text in shown.items() if text not in results[name][check].sentence]
    assert missing == []


def test_of_two_counts_that_differ_it_is_said_by_how_much_and_neither_is_blamed(results):
    verdict, joint = results["pangolin"].verdict, results["pangolin"].joint
    assert "the elsewhere is 2.03 times too high" in verdict.sentence
    assert {"animals", "elsewhere"} <= set(joint.suspects)
    assert "cannot show which" in joint.sentence


def test_what_fits_only_through_rounding_says_whose(results):
    (told,) = results["opium"].slips
    assert told.saved_by == ["production"]


def test_a_short_ton_for_the_bills_fits_as_well():
    passage = PASSAGES["cash-bills"]
    claims = {**passage.claims, "mass": ("weighing a total of 363 tons", "363 short_ton")}
    other = Passage(passage.url, claims, passage.formulas, passage.checks, passage.laws).case().verify()
    assert other.verdict.overall == HOLDS
    assert "The stated number is 1.172 grams" in other["weighs_as_notes_do"].sentence
