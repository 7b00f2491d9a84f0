"""Hedges: the worked widths, the sides to which they open, and where the table's figures come from."""

# ruff: noqa: E501 (a row of a table stands on one line)

import csv
import json
import math
import re
import unicodedata
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weighbridge
from refusals import refusal
from weighbridge.text.hedges import (
    FACTORS,
    LEAST_SHARE,
    OTHERWISE,
    TABLE,
    WIDTHS,
    Digits,
    HedgeError,
    hedge,
    hedge_table,
    last_place,
)

ROOT = Path(__file__).parents[2]
MEASURED = sorted(cue for cue, row in hedge_table().items() if row.rule == "measured")
ARABIC_ABOUT = ("حوالي", "بحوالي", "نحو", "بنحو", "قرابة", "زهاء", "نقدر")
LIKE = {  # cues that were not measured, and what each is taken as
    **dict.fromkeys(("near", "some", "circa", "an estimated", "close to", *ARABIC_ABOUT), "about"),
    "تقريباً": "approximately",
    **dict.fromkeys(("up to", "as many as"), "at most"),
    **dict.fromkeys(("less than", "fewer than", "under"), "below"),
    "more than": "over",
}
BOTH = (
    "about",
    "roughly",
    "approximately",
    "around",
    *(cue for cue in LIKE if LIKE[cue] in ("about", "approximately")),
)
BELOW = (
    "at most",
    "no more than",
    "below",
    "almost",
    "nearly",
    "up to",
    "as many as",
    "less than",
    "fewer than",
    "under",
)
ABOVE = ("at least", "no less than", "over", "above", "more than", "just over")
ROUNDED = ("none", "on average", "وسطياً")
EXACT = ("exactly", "precisely", "بالضبط")
COUNTS = {  # what readers said that the word stands for: the middle half of 46 answers, and all but one in twenty at each end
    "a few": (1, (3, 4), (3, 6)),
    "several": (1, (5, 8), (4, 10)),
    "dozens": (12, (24, 36), (12, 60)),
    "scores": (20, (40, 200), (8, 2000)),
    "hundreds": (100, (200, 500), (200, 700)),
    "thousands": (1000, (2000, 5000), (2000, 7000)),
}


def by_hand(cue, number):
    """The width of a cue by the regression of Ferson and others (2015): the geometric mean over its synonyms.

    log10 w = A + Bz + Cr + Df + Ezr + Fzf + Grf + Hzrf, from the rows of the table as they stand there.
    """
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = {row["cue"]: row for row in csv.DictReader(lines)}
    alike = rows[rows[cue]["rule"].removeprefix("like ")] if rows[cue]["rule"].startswith("like ") else rows[cue]
    value, r, f = float(number), 0, 0
    while value % 10 ** (r + 1) == 0:
        r += 1
    f, z = int(value // 10**r % 10 == 5), math.log10(value)
    terms = {"A": 1, "B": z, "C": r, "D": f, "E": z * r, "F": z * f, "G": r * f, "H": z * r * f}
    widths = [
        10 ** sum(float(row[letter]) * term for letter, term in terms.items())
        for row in rows.values()
        if row["synonyms"] and row["synonyms"] == alike["synonyms"]
    ]
    return math.prod(widths) ** (1 / len(widths))


@pytest.mark.parametrize("number", ["27", "50", "100", "2500", "2517", "40000", "755000"])
@pytest.mark.parametrize("cue", MEASURED)
def test_worked_widths(cue, number):
    assert hedge(cue).measured_width(Digits.of(Decimal(number))) == pytest.approx(by_hand(cue, number), rel=1e-12)


def test_a_word_of_the_table_by_hand():
    """About 50: z = 1.699, r = 1, f = 1 gives 7.39 for *about* by itself, and 9.87 with its three synonyms."""
    own = [7.39, 10.82, 12.76, 9.31]  # about, roughly, approximately, around
    assert hedge("about").measured_width(Digits.of(Decimal(50))) == pytest.approx(math.prod(own) ** 0.25, rel=1e-3)


SYNONYMS = [("about", "around", "roughly", "approximately", "near", "some"), ("almost", "nearly"), ("over", "above")]


@pytest.mark.parametrize("which", WIDTHS)
@pytest.mark.parametrize("number", ["7", "50", "2517", "750000", "9600000000", "0.05"])
def test_synonyms_have_one_width(number, which):
    for words in SYNONYMS:
        assert len({hedge(cue).interval(Decimal(number), which) for cue in words}) == 1, words


@pytest.mark.parametrize("cue", MEASURED)
def test_large_and_small_numbers_are_read_in_thousands(cue):
    """No reader was asked of twelve digits: $9.6bn is read as 9,600 million, and no width grows beyond its number."""
    for number, other in (("9600000000", "9600"), ("1E12", "1000"), ("0.05", "50"), ("2.5E-7", "250")):
        share, like = (hedge(cue).measured_width(Digits.of(Decimal(n))) / float(n) for n in (number, other))
        assert share == pytest.approx(like, rel=1e-9), number
    assert all(hedge(cue).measured_width(Digits.of(Decimal(f"1E{n}"))) < 10.0**n for n in range(3, 25))


@pytest.mark.parametrize(("cue", "of"), LIKE.items())
def test_a_cue_that_was_not_measured_is_taken_as_another(cue, of):
    for number, which in product(["7", "50", "2500", "2517", "750000"], WIDTHS):
        assert hedge(cue).interval(Decimal(number), which) == hedge(of).interval(Decimal(number), which), number
    assert (hedge(cue).direction, hedge(cue).mark) == (hedge(of).direction, "S")
    assert set(hedge(cue).sources) >= set(hedge(of).sources)


@pytest.mark.parametrize(("cue", "base", "typical", "generous"), [(cue, *row) for cue, row in COUNTS.items()])
def test_a_word_that_counts(cue, base, typical, generous):
    """The poll's own numbers; "hundreds of thousands" is a thousand times "hundreds"."""
    for times, (which, expected) in product([1, 10, 1000], zip(WIDTHS, (typical, generous), strict=True)):
        found = hedge(cue).interval(Decimal(base * times), which)
        assert found == pytest.approx([times * end for end in expected]), times
    assert hedge(cue).counts
    assert "perceptions-2015" in hedge(cue).sources


def test_only_words_that_count_count():
    assert [cue for cue in hedge_table() if hedge(cue).counts] == list(COUNTS)


def test_several_dozen():
    assert hedge("several").interval(Decimal(12)) == pytest.approx((60, 96))


NO_NUMBERS = {  # a cue that counts, a number that is not what it counts in, and what that is
    ("several", "5"): "`1` or `12`",
    ("several", "0"): "`1` or `12`",
    ("a few", "-1"): "`1` or `12`",
    ("a few", "0.1"): "`1` or `12`",
    ("dozens", "36"): "`12`",
    ("dozens", "1"): "`12`",
    ("hundreds", "300"): "`100`",
    ("hundreds", "10"): "`100`",
    ("thousands", "-1000"): "`1000`",
}


@pytest.mark.parametrize("which", WIDTHS)
def test_a_word_that_counts_refuses_a_number_of_its_own(which):
    told = {
        (
            cue,
            number,
        ): f"`{cue}` stands in place of a number, found {number}; write what it counts in, {base}, times ten, a hundred or a thousand as the article says"
        for (cue, number), base in NO_NUMBERS.items()
    }
    assert {one: refusal(hedge(one[0]).interval, Decimal(one[1]), which) for one in NO_NUMBERS} == told


@pytest.mark.parametrize("cue", sorted({*hedge_table()} - {*COUNTS}))
def test_a_number_below_zero_is_hedged_by_its_size(cue):
    """A fall of nearly 50 percent is a fall of somewhat less."""
    for number, which in product(["7", "50", "2517", "0.5"], WIDTHS):
        low, high = hedge(cue).interval(Decimal(number), which)
        assert hedge(cue).interval(-Decimal(number), which) == (-high, -low), number


@pytest.mark.parametrize("cue", sorted({*hedge_table()} - {*COUNTS, *EXACT}))
def test_nothing_is_rounded_to_either_side(cue):
    """Of 0 no width was measured: it is read to its last digit, 0.0 more closely than 0."""
    assert hedge(cue).interval(Decimal("0")) == (-0.5, 0.5)
    assert hedge(cue).interval(Decimal("0.0"), "generous") == pytest.approx((-0.1, 0.1))


@pytest.mark.parametrize("which", WIDTHS)
@pytest.mark.parametrize("cue", EXACT)
def test_exactly_is_the_number_as_it_stands(cue, which):
    for number in ("50", "0", "-3", "750000"):
        assert hedge(cue).interval(Decimal(number), which) == (float(number), float(number))


@pytest.mark.parametrize(
    ("written", "cue"),
    [
        ("On average", "on average"),
        ("  up   to ", "up to"),
        ("ABOUT", "about"),
        ("تقريبا", "تقريباً"),
        ("تقريبًا", "تقريباً"),
        ("حَوالَيْ", "حوالي"),
        ("حـوالـي", "حوالي"),
        ("وسطيا", "وسطياً"),
        ("بِنَحْوِ", "بنحو"),
        ("None", "none"),
    ],
)
def test_case_form_and_vowel_marks_make_no_difference(written, cue):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert hedge(unicodedata.normalize(form, written)) == hedge(cue), form
    assert hedge(cue).cue == cue


@pytest.mark.parametrize("cue", MEASURED)
def test_generous_is_one_standard_deviation_wider(cue):
    """A factor 10**sigma, which is about four; seen on the upper side, for the lower one has a floor."""
    row = hedge(cue)
    at = 0 if row.direction == "below" else 1
    for number in ("2517", "2500", "755000"):
        part = row.measured_width(Digits.of(Decimal(number))) * 10**row.sigma / (2 if row.direction == "both" else 1)
        generous = abs(row.interval(Decimal(number), "generous")[at] - float(number))
        bare = hedge("none").interval(Decimal(number), "generous")[1] - float(number)
        most = float(number) * 0.9 if at == 0 else math.inf
        assert generous == pytest.approx(min(max(part, bare), most), rel=1e-9), number
    assert 3.3 < 10**row.sigma < 4.7


@pytest.mark.parametrize(
    ("cues", "opens_below", "opens_above"), [(BOTH, True, True), (BELOW, True, False), (ABOVE, False, True)]
)
@pytest.mark.parametrize("which", WIDTHS)
def test_directions(cues, opens_below, opens_above, which):
    for cue in cues:
        low, high = hedge(cue).interval(Decimal(2500), which)
        assert (low < 2500, high > 2500) == (opens_below, opens_above), cue
        assert low <= 2500 <= high, cue


def test_every_cue_has_one_direction_here():
    assert sorted([*BOTH, *BELOW, *ABOVE, *ROUNDED, *EXACT, *COUNTS]) == sorted(hedge_table())


@pytest.mark.parametrize(
    ("number", "typical", "generous"),
    [
        ("750123", (750_122.5, 750_123.5), (750_122, 750_124)),
        ("816000", (815_500, 816_500), (815_000, 817_000)),  # three digits that say something: not round
        ("1620", (1615, 1625), (1610, 1630)),
        ("1.50", (1.495, 1.505), (1.49, 1.51)),  # a zero after the point counts
        ("1.5", (1.45, 1.55), (1.4, 1.6)),
        ("0.004", (0.0035, 0.0045), (0.003, 0.005)),
        ("-12", (-12.5, -11.5), (-13, -11)),
        ("7", (6.5, 7.5), (6, 8)),
    ],
)
def test_a_bare_number_takes_its_rounding(number, typical, generous):
    for cue in ROUNDED:
        assert hedge(cue).interval(Decimal(number)) == pytest.approx(typical), cue
        assert hedge(cue).interval(Decimal(number), "generous") == pytest.approx(generous), cue


@pytest.mark.parametrize("number", ["10", "50", "100", "2000", "2500", "25000", "40000", "750000", "9600000000"])
def test_a_round_number_is_read_as_loosely_bare_as_with_about_before_it(number):
    """S. Williams and R. Power (2013): a hedge before a round number changes nothing."""
    digits = Digits.of(Decimal(number))
    assert digits.is_round
    assert digits.bare_room >= hedge("about").measured_width(digits) / 2
    assert hedge("none").interval(digits) == hedge("about").interval(digits)


@pytest.mark.parametrize(
    ("number", "typical"),
    [
        # The rounder, the looser; never so loose that twice as much would do.
        ("10", (8.304, 11.696)),
        ("50", (45.06, 54.94)),
        ("100", (90.10, 109.90)),
        ("2500", (2442.6, 2557.4)),
        ("40000", (39_007, 40_993)),
        ("25000", (24_500, 25_500)),
    ],
)
def test_worked_rounding(number, typical):
    assert hedge("none").interval(Decimal(number)) == pytest.approx(typical, rel=2e-4)


@pytest.mark.parametrize("figure", range(1, 100))
def test_a_round_number_may_have_been_rounded_to_two_digits(figure):
    """Whichever they are: 104 700 is 100 000 to two digits, which is read no more tightly than 110 000."""
    for power in range(2, 11):
        number = Decimal(figure * 10**power)
        low, high = hedge("none").interval(number)
        half = 0.5 * 10.0 ** (number.adjusted() - 1)
        assert low <= float(number) - half <= float(number) + half <= high


@given(st.sampled_from(MEASURED), st.integers(1, 99_999), st.integers(-6, 9), st.sampled_from(WIDTHS), st.booleans())
def test_a_loosening_word_never_tightens(cue, figure, power, which, below_zero):
    """A law: what a hedged number allows contains what the bare one does, on the sides to which its cue opens."""
    number = Decimal(figure).scaleb(power)
    (low, high), (least, most) = (hedge(name).interval(number, which) for name in (cue, "none"))
    opens = hedge(cue).direction
    assert opens == "above" or low <= least
    assert opens == "below" or high >= most


def test_a_positive_bare_number_stays_positive():
    """Of "100 trucks" no reader takes none at all; a check could not even be asked of a side that can be zero."""
    for number, which in product(["1", "100", "1000000"], WIDTHS):
        assert hedge("none").interval(Decimal(number), which)[0] > 0, (number, which)


def test_last_place():
    places = {"50": 1, "2500": 2, "2517": 0, "1.50": -2, "0.004": -3, "100": 2, "0": 0, "7.5E+5": 4}
    assert {number: last_place(Decimal(number)) for number in places} == places


@pytest.mark.parametrize("which", WIDTHS)
def test_near_is_as_about(which):
    """حوالي, which "near 50 trucks" renders, is "about"; taken as "nearly" it would open to one side only."""
    assert hedge("near").interval(Decimal(50), which) == hedge("about").interval(Decimal(50), which)
    assert hedge("near").interval(Decimal(50), which) != hedge("nearly").interval(Decimal(50), which)


ALL = (
    "`about`, `roughly`, `approximately`, `around`, `at most`, `at least`, `no more than`, `no less than`, `over`, "
    "`above`, `below`, `almost`, `nearly`, `just over`, `near`, `up to`, `as many as`, `more than`, `less than`, `fewer than`, `under`, "
    "`some`, `circa`, `an estimated`, `close to`, `a few`, `several`, `dozens`, `scores`, `hundreds`, `thousands`, "
    "`حوالي`, `بحوالي`, `نحو`, `بنحو`, `قرابة`, `زهاء`, `نقدر`, `تقريباً`, `وسطياً`, `on average`, `exactly`, "
    "`precisely`, `بالضبط`, `none`"
)


def test_all_cues_are_named():
    assert re.findall("`([^`]+)`", ALL) == list(hedge_table())


UNKNOWN = {
    "perhaps": f"unknown hedge `perhaps`; {OTHERWISE}; expected one of {ALL}",
    "severall": "unknown hedge `severall`; did you mean `several`?",
    "Dozen": "unknown hedge `Dozen`; did you mean `dozens`?",
    "حوالى": "unknown hedge `حوالى`; did you mean `حوالي` or `بحوالي`?",
    "abuot": "unknown hedge `abuot`; did you mean `about` or `above`?",
    "approximatly": "unknown hedge `approximatly`; did you mean `approximately`?",
    "": f"unknown hedge ``; {OTHERWISE}; expected one of {ALL}",
}


def test_an_unknown_hedge():
    assert {cue: refusal(hedge, cue, error=HedgeError) for cue in UNKNOWN} == UNKNOWN


numbers = st.builds(lambda digits, power: Decimal(digits).scaleb(power), st.integers(1, 99_999), st.integers(-6, 9))


@given(st.sampled_from(sorted({*hedge_table()} - {*COUNTS})), numbers)
def test_the_interval_holds_the_number(cue, number):
    """And the generous one holds the typical one; no hedged number reaches below a tenth of itself."""
    typical, generous = (hedge(cue).interval(number, which) for which in WIDTHS)
    assert typical[0] <= float(number) <= typical[1]
    assert generous[0] <= typical[0] <= typical[1] <= generous[1]
    if cue not in ROUNDED:
        assert generous[0] >= float(number) / LEAST_SHARE


@given(st.sampled_from(sorted(COUNTS)), st.integers(0, 9))
def test_a_word_that_counts_is_wider_for_a_lenient_reader(cue, power):
    """No measured width meets a tenth as its floor here: "scores" reaches below one score."""
    number = Decimal(COUNTS[cue][0]).scaleb(power)
    (low, high), (least, most) = (hedge(cue).interval(number, which) for which in WIDTHS)
    assert 0 < least <= low < high <= most
    assert (least, most) != (low, high)


def test_the_guide_lists_every_cue():
    guide = (ROOT / "docs/cases.md").read_text(encoding="utf-8")
    listed = re.search(r"### Cues\n(.*?)\n\n[A-Z]", guide, re.DOTALL)[1]
    assert sorted(re.findall("`([^`]+)`", listed)) == sorted(hedge_table())


def test_every_row_has_its_source_or_says_that_it_is_editorial():
    sources = json.loads((ROOT / "data/evidence/sources.json").read_text(encoding="utf-8"))
    known = {item["id"] for item in sources}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len({row["cue"] for row in rows}) == len(hedge_table())
    for row in rows:
        cited = {key for key in row["source"].split(";") if key}
        assert cited <= known, row["cue"]
        assert row["direction"] in ("both", "below", "above"), row["cue"]
        assert all(row[name] for name in FACTORS) == (row["rule"] == "factor"), row["cue"]
        assert bool(row["base"]) == (row["cue"] in COUNTS), row["cue"]
        if row["rule"] == "measured":
            assert all(float(row[letter]) for letter in "ABCDEFGH"), row["cue"]
            assert cited == {"ferson-2015", "pyuncertainnumber"}, row["cue"]
            assert row["mark"] == "S", row["cue"]  # carried by a library, not checked against the paper's own table
        else:
            # Whatever was measured, that it is taken so for this cue is our choice, and the row says so.
            assert row["note"].startswith("editorial: "), row["cue"]
            assert (
                row["rule"] in ("rounding", "factor", "exact") or row["rule"].removeprefix("like ") in hedge_table()
            ), row["cue"]
        if row["rule"] == "factor":
            assert (cited, row["mark"]) == ({"perceptions-2015"}, "V"), row["cue"]
            assert float(row["low_generous"]) <= float(row["low"]) < float(row["high"]) <= float(row["high_generous"])
        # The regression gives a width and no side: wherever a side was chosen, the row says so.
        if row["rule"] == "measured" and row["direction"] != "both":
            assert row["note"] == "the direction is an editorial choice", row["cue"]


def test_a_bare_number_cites_those_who_disagree():
    assert hedge("none").sources == ("williams-power-2013", "lefort-2016", "katzir-ariel")
    assert "katzir-ariel disagrees" in hedge("none").note


def test_arabic_cues_say_that_nothing_was_measured():
    beginning = "editorial: no measured widths were found for Arabic; taken as "
    arabic = [cue for cue in hedge_table() if not cue.isascii() and hedge(cue).rule != "exact"]
    assert [cue for cue in arabic if not hedge(cue).note.startswith(beginning)] == []


# A count of trucks as a claim of a case.

CASE = """
title: Trucks
article: {{title: Trucks, url: "https://example.org", language: en}}
claims:
  trucks: {{quote: {{exact: trucks}}, value: {value}, hedge: {cue}}}
evidence:
  limit: {{value: 30 truck, source: ferson-2015, date: 2015}}
checks:
  enough: {{question: Were they so few?, kind: possible, stated: trucks, at_most: limit}}
"""


@pytest.fixture
def case_of(tmp_path):
    def case_of(value, cue):
        (tmp_path / "case.yaml").write_text(CASE.format(value=value, cue=cue), encoding="utf-8")
        return weighbridge.open_case(str(tmp_path))

    return case_of


@pytest.mark.parametrize(
    ("value", "cue", "as_written", "bounds"),
    [
        ("12 truck", "dozens", (24, 36), (24, 36)),
        ("1 truck", "several", (5, 8), (5, 8)),
        ("100 truck", "hundreds", (200, 500), (200, 500)),
        ("1 thousand truck", "thousands", (2000, 5000), (2000, 5000)),
        ("50 truck", "about", (50, 50), (45.06, 54.94)),
        ("20 to 40 truck", "none", (20, 40), (20, 40)),
    ],
)
def test_a_claim_with_a_hedge(case_of, value, cue, as_written, bounds):
    """A word that counts has no number of its own: as written, it is what a usual reader takes it for."""
    side = case_of(value, cue)["trucks"].side
    assert side.as_written == pytest.approx(as_written)
    assert side.bounds == pytest.approx(bounds, abs=0.01)


def test_a_word_that_counts_is_weighed(case_of):
    """Dozens, as few as 24 to a usual reader, is no more than 30; several hundred is."""
    assert case_of("12 truck", "dozens").verify()["enough"].reference.outcome == "holds"
    assert case_of("100 truck", "several").verify()["enough"].reference.outcome == "fails"


def test_a_case_tells_what_a_word_counts_in(case_of):
    with pytest.raises(
        weighbridge.CaseError, match="`dozens` stands in place of a number, found 50; write what it counts in, `12`"
    ):
        case_of("50 truck", "dozens")


@pytest.mark.parametrize(
    ("value", "cue", "line"),
    [
        (
            "50 truck",
            "near",
            "hedge near `45.1 to 54.9 typical, 31.1 to 68.9 generous`: `ferson-2015`, `pyuncertainnumber`; editorial: not measured; taken as about, not as nearly",
        ),
        (
            "50 truck",
            "On average",
            "hedge on average `45.1 to 54.9 typical, 40.1 to 59.9 generous`: editorial: no approximator; it says that the number stands for a spread which the writer does not give",
        ),
        (
            "12 truck",
            "dozens",
            "hedge dozens `24 to 36 typical, 12 to 60 generous`: `perceptions-2015`; editorial: which shares of the answers count",
        ),
        ("20 to 40 truck", "none", "hedge none `20 to 40 typical, 20 to 40 generous`: a range is its own hedge"),
    ],
)
def test_a_claim_tells_its_width_and_that_its_shape_is_our_choice(case_of, value, cue, line):
    told = str(case_of(value, cue)["trucks"].explain())
    assert line in told
    assert (
        "shape `uniform over that width`: editorial: a width says nothing of the shape within it; only the checks that ask how usual draw from it"
        in told
    )
