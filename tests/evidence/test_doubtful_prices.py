"""A price that the table makes doubtful is shown with its reason, and written only where it is named."""

# ruff: noqa: E501 (a row of a table stands on one line)
import csv
import json
import math
import re
import shutil
from calendar import monthrange
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from price_files import hashes, monthly, update
from refusals import refusal
from weighbridge.base.paths import data_folder
from weighbridge.evidence.prices.acceptance import accepted_prices
from weighbridge.evidence.prices.month_ends import AtMonthEnds, compare_month_ends
from weighbridge.evidence.prices.plausibility import ROOM, Ground, bounds_of, doubts, likely_unit
from weighbridge.evidence.prices.price_file import METALS, PriceFile, PriceFileError, Publisher
from weighbridge.evidence.prices.price_unit import usd_per_tonne
from weighbridge.evidence.prices.revision_limits import LIMITS, revision_limit
from weighbridge.text import sha256

FILES = ("metal-prices.csv", "metal-prices.provenance.json", "sources.json")


def table():
    """The prices of the shipped table by metal and month."""
    rows = csv.DictReader((data_folder() / "evidence" / FILES[0]).read_text(encoding="utf-8").splitlines())
    return {(row["metal"], row["month"]): float(row["price"]) for row in rows}


KNOWN = table()


@pytest.fixture
def data(tmp_path, monkeypatch):
    shutil.copytree(data_folder(), tmp_path / "data")
    shutil.rmtree(tmp_path / "data" / "cases")  # which findings move is asked elsewhere
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def csv_file(tmp_path, text, name="download.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def test_every_publisher_has_a_limit_for_every_metal_with_what_was_seen():
    with LIMITS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["publisher"], row["metal"]) for row in rows} == {
        (one.value, metal) for one in Publisher for metal in METALS
    }
    assert len(rows) == len(Publisher) * len(METALS)
    for row in rows:
        assert 0 < float(row["seen_percent"]) < float(row["percent"]) <= 10
        assert int(row["months"]) >= 60
        assert row["reason"]


# The table's price times this: what FRED's own files differ by (seen), and what they never do.
REVISIONS = [
    (Publisher.WORLD_BANK, "copper", 1.00005, None),
    (Publisher.WORLD_BANK, "copper", 1.009, None),
    (Publisher.WORLD_BANK, "copper", 0.985, Ground.REVISION),
    (Publisher.FRED, "copper", 1.0074, None),
    (Publisher.FRED, "copper", 1.011, Ground.REVISION),
    (Publisher.FRED, "aluminium", 0.9952, None),
    (Publisher.FRED, "aluminium", 0.98, Ground.REVISION),
    (Publisher.FRED, "iron_ore", 1.0385, None),
    (Publisher.FRED, "iron_ore", 0.914, None),
    (Publisher.FRED, "iron_ore", 1.12, Ground.REVISION),
    (Publisher.FILE, "copper", 1.008, None),
    (Publisher.FILE, "copper", 1.0467, Ground.REVISION),  # the end of a month against its average
    (Publisher.FRED, "copper", 1 / usd_per_tonne("USD/lb"), Ground.REVISION),
    (Publisher.FRED, "copper", 1 / usd_per_tonne("USD/short_ton"), Ground.REVISION),
]  # fmt: skip


def test_prices_that_another_publisher_wrote_may_be_written_back():
    """After an update from FRED the World Bank's own prices of ore are as far off as FRED's were before."""
    given = {("iron_ore", "2017-02"): KNOWN["iron_ore", "2017-02"] * 1.08}
    assert list(doubts(KNOWN, given, Publisher.WORLD_BANK)) == list(given)
    assert doubts(KNOWN, given, Publisher.WORLD_BANK, {("iron_ore", "2017-02"): "fred-1a2b3c4d"}) == {}


def test_a_revision_is_measured_by_metal_and_publisher():
    for publisher, metal, times, ground in REVISIONS:
        found = doubts(KNOWN, {(metal, "2017-02"): KNOWN[metal, "2017-02"] * times}, publisher)
        assert (found[metal, "2017-02"].ground if found else None) == ground, (publisher, metal, times)


# The last month of the table is May 2026: copper 13 543, aluminium 3 666, iron ore 106.
NEW = [
    ("copper", "2026-06", 13000, None),
    ("copper", "2026-06", 15500, None),
    ("copper", "2026-06", 18500, Ground.RANGE),
    ("copper", "2026-06", 9000, Ground.STEP),
    ("copper", "2026-09", 9000, None),
    ("copper", "2026-06", 985, Ground.RANGE),
    ("copper", "2026-06", 9, Ground.RANGE),
    ("copper", "2026-06", 0.01, Ground.RANGE),
    ("copper", "2026-06", 6.1, Ground.RANGE),  # USD a pound
    ("copper", "2026-06", 9.5, Ground.RANGE),  # a logarithm
    ("aluminium", "2026-06", 3400, None),
    ("aluminium", "2026-06", 13000, Ground.RANGE),  # copper's
    ("copper", "2026-06", 3400, Ground.RANGE),  # aluminium's
    ("iron_ore", "2026-06", 103, None),
    ("iron_ore", "2026-06", 190, Ground.STEP),
    ("iron_ore", "2026-06", 650, Ground.RANGE),  # an index
]  # fmt: skip


def test_a_new_month_is_held_against_its_neighbours_and_the_whole_table():
    for metal, month, price, ground in NEW:
        found = doubts(KNOWN, {(metal, month): price}, Publisher.FRED)
        assert (found[metal, month].ground if found else None) == ground, (metal, price)


def test_a_doubtful_month_is_no_neighbour_of_the_next():
    given = {("copper", "2026-06"): 9000.0, ("copper", "2026-07"): 13300.0, ("copper", "2026-08"): 13500.0}
    assert list(doubts(KNOWN, given, Publisher.FRED)) == [("copper", "2026-06")]


def test_no_month_since_2015_would_have_been_held_up_when_it_was_new():
    """Our room of 1.5 is measured on the table itself: each month against those that were there before it."""
    held = []
    for key in sorted(KNOWN):
        if key[1] >= "2015-01":
            before = {other: price for other, price in KNOWN.items() if other[0] == key[0] and other[1] < key[1]}
            held += doubts(before, {key: KNOWN[key]}, Publisher.WORLD_BANK)
    assert held == []
    assert sum(month >= "2015-01" for _, month in KNOWN) == 411


def test_bounds_by_another_route():
    for metal, found in bounds_of(KNOWN).items():
        prices = [price for (other, _), price in sorted(KNOWN.items()) if other == metal]
        ratios = [max(one / other, other / one) for one, other in pairwise(prices)]
        assert (found.low, found.high) == (min(prices), max(prices))
        assert math.exp(found.step) == pytest.approx(max(ratios))
    assert set(bounds_of(KNOWN)) == set(METALS)


@given(st.sampled_from(METALS), st.floats(0.2, 5))
def test_whatever_a_table_says_does_not_depend_on_its_unit(metal, times):
    new = {(metal, "2026-06"): KNOWN[metal, "2026-05"] * times}
    scaled = {key: price * 7 for key, price in KNOWN.items()}
    one, other = (
        doubts(KNOWN, new, Publisher.FRED),
        doubts(scaled, {key: 7 * p for key, p in new.items()}, Publisher.FRED),
    )
    assert [doubt.ground for doubt in one.values()] == [doubt.ground for doubt in other.values()]


@given(st.sampled_from(METALS), st.floats(0.3, 3), st.integers(1, 120))
def test_farther_months_have_more_room(metal, times, gap):
    def step(months):
        month = f"{2026 + (4 + months) // 12}-{(4 + months) % 12 + 1:02}"
        found = doubts(KNOWN, {(metal, month): KNOWN[metal, "2026-05"] * times}, Publisher.FRED)
        return any(doubt.ground == Ground.STEP for doubt in found.values())

    assert step(1) or not step(gap)
    assert ROOM > 1


def test_a_unit_shows_in_the_figures():
    units = ("USD/lb", "USc/lb", "USD/short_ton", "USD/kg", "USD/troy_ounce")
    for unit in units:
        given = {key: price / usd_per_tonne(unit) for key, price in KNOWN.items() if key[0] == "copper"}
        assert likely_unit(KNOWN, given) == unit
    assert likely_unit(KNOWN, {("copper", "2017-02"): 4000}) is None
    apart = {("copper", month): KNOWN["copper", month] * times for month, times in zip(YEARS, LAST_PRICES, strict=True)}
    assert likely_unit(KNOWN, apart) is None
    assert likely_unit(KNOWN, {key: price * 0.9 for key, price in apart.items()}) is None
    assert likely_unit(KNOWN, {("copper", "2031-01"): 2.7}) is None


REFUSED = [
    ("a large revision", monthly(6100, first=(2017, 2)), (), r"copper +2017-02 +5940\.91 +6100 +\+2\.68 %  check the file: too much for a revision, which is 1 % at most"),
    ("a step", monthly(9000, first=(2026, 6)), (), r"copper +2026-06 +9000 +new  check the file: too far from 2026-05: prices move by −24 % to \+31 % in that time"),
    ("out of range", monthly(18500, first=(2026, 6)), (), r"check the file: far from every price of the table, 4471\.79 to 13543\.2"),
    ("a decimal shift", monthly("59.4091", first=(2017, 2)), (), r"−99\.00 %  check the file"),
    ("another metal", monthly(5754.56, 5940.91, first=(2017, 1), name="PALUMUSDM"), (), "The doubtful prices are those of copper in the table: see which metal the file is of."),
    ("pounds", "date,value\n2017-01-01,2.6102\n2017-02-01,2.6948\n", ("--metal", "copper", "--unit", "USD/tonne"), "In USD/lb the doubtful prices would be those of the table: see in which unit the file gives them."),
    ("an index", "date,value\n2017-01-01,188.1\n2017-02-01,190.3\n2017-03-01,191.0\n", ("--metal", "copper", "--unit", "USD/tonne"), "3 of 3 prices are doubtful. Look at the file, its unit and its series. `--yes` alone writes none of them.\nSo many speak for another metal"),
    ("an index for ore", "date,value\n2017-01-01,188.1\n2017-02-01,190.3\n2017-03-01,191.0\n", ("--metal", "iron_ore", "--unit", "USD/tonne"), "3 of 3 prices are doubtful"),
]  # fmt: skip


def test_last_prices_of_months_are_doubtful_whatever_day_dates_them(data, tmp_path):
    prices = [KNOWN["copper", month] * times for month, times in zip(YEARS, LAST_PRICES, strict=True)]
    shown = update(
        csv_file(tmp_path, monthly(*(f"{price:.2f}" for price in prices), name="value")),
        "--metal",
        "copper",
        "--unit",
        "USD/tonne",
    )
    assert "20 of 24 prices are doubtful" in shown.stdout
    assert (
        "So many speak for another metal, another unit, last prices of months, or figures that are no prices."
        in shown.stdout
    )


def test_yes_alone_writes_no_doubtful_price(data, tmp_path):
    before = hashes(data)
    for what, text, options, shown in REFUSED:
        found = update(csv_file(tmp_path, text), *options, "--yes")
        assert found.exit_code == 2, what
        assert re.search(shown, found.stdout) or shown in found.stdout, what
        assert re.match(
            r"download.csv: [0-9]+ doubtful prices?, of which `--yes` writes none; nothing is written; (look at|take the file in the right unit)",
            found.stderr,
        ), what
        assert hashes(data) == before, what


def test_a_file_that_seems_to_be_another_is_not_answered_with_how_to_write_it(data, tmp_path):
    """The advice never leads to the mistake: no name to be copied where a unit or a metal is wrong."""
    for what, text, options, _ in REFUSED[4:]:
        found = update(csv_file(tmp_path, text), *options, "--yes")
        assert "--accept" not in found.output, what
        assert found.stderr.endswith("take the file in the right unit, of the right metal, of monthly averages\n"), what


def test_one_doubtful_price_holds_up_the_others_of_its_file(data, tmp_path):
    before = hashes(data)
    found = update(csv_file(tmp_path, monthly(5754.56, 9940.91, 5830, first=(2017, 1))), "--yes")
    assert (found.exit_code, hashes(data)) == (2, before)
    assert "1 of 2 prices is doubtful" in found.stdout
    assert found.stderr.endswith("what is right all the same is named one by one: --accept copper:2017-02\n")


def test_a_doubtful_price_is_never_offered_to_be_written_as_it_stands(data, tmp_path):
    shown = update(csv_file(tmp_path, monthly(6100, first=(2017, 2))))
    assert shown.exit_code == 0
    assert shown.stdout.endswith("Nothing is written.\n")
    assert "--yes`" in shown.stdout
    assert "To write it" not in shown.stdout


def test_a_named_price_is_written_and_recorded(data, tmp_path):
    text = monthly(6100, 5830, first=(2017, 2))
    shown = update(csv_file(tmp_path, text), "--accept", "copper:2017-02", "--yes")
    assert shown.exit_code == 0, shown.stderr
    evidence = data / "evidence"
    (row,) = [line for line in (evidence / FILES[0]).read_text().splitlines() if line.startswith("copper,2017-02")]
    assert row.startswith("copper,2017-02,6100,USD/tonne,fred-")
    last = json.loads((evidence / FILES[1]).read_text(encoding="utf-8"))["updates"][-1]
    assert last["accepted"] == [{"metal": "copper", "month": "2017-02", "ground": "revision", "bound": [-1.0, 1.0]}]
    assert last["columns"] == [
        {"name": "PCOPPUSDM", "metal": "copper", "unit": "USD/tonne", "factor": 1.0, "known_by": "name"}
    ]
    assert last["generated"]["sha256"] == sha256((evidence / FILES[0]).read_bytes())


def test_what_the_user_says_stands_in_preview_source_and_provenance(data, tmp_path):
    file = csv_file(tmp_path, "date,Copper price\n2017-02-01,268.9\n2017-03-01,264.2\n")
    said = ("--metal", "copper", "--unit", "USc/lb")
    shown = update(file, *said)
    assert shown.stdout.startswith(
        "download.csv: `Copper price` is taken for copper in USc/lb, as you say; the file does not. One USc/lb is 22.046226 USD/tonne.\n"
        "It is assumed that each price is the average of its month: that is what the table holds.\n"
    )
    assert "Nobody but you says what this file holds" in shown.stdout
    assert update(file, *said, "--yes").exit_code == 0
    last = json.loads((data / "evidence" / FILES[1]).read_text(encoding="utf-8"))["updates"][-1]
    assert (last["used"]["publisher"], last["labels"]) == ("file", {})
    assert last["assumed"] == ["each price is the average of its month"]
    (column,) = last["columns"]
    assert (column["name"], column["unit"], column["known_by"]) == ("Copper price", "USc/lb", "user")
    assert column["factor"] == pytest.approx(22.0462262)
    rows = {
        row["month"]: row
        for row in csv.DictReader((data / "evidence" / FILES[0]).read_text().splitlines())
        if row["metal"] == "copper"
    }
    assert (rows["2017-02"]["price"], rows["2017-02"]["unit"], rows["2017-02"]["mark"]) == ("5928.23", "USD/tonne", "S")
    (item,) = [
        one
        for one in json.loads((data / "evidence" / "sources.json").read_text())
        if one["id"] == rows["2017-02"]["source"]
    ]
    assert (item["custom"]["trust"], item["custom"]["use"]) == ("S", "cited")


def test_prices_of_another_publisher_are_no_revisions(data, tmp_path):
    shown = update(csv_file(tmp_path, monthly(5756, 5945, first=(2017, 1))))
    told = (
        "2 copper prices would give way to another publisher's, +0.03 % to +0.07 %; two publishers differ by up to 1 %."
    )
    assert told in shown.stdout


ACCEPTED = [
    ("copper", "`--accept copper` names no price; write METAL:MONTH, such as copper:2017-02"),
    ("copper:2017", "names no price"),
    ("copper:2017-13", "names no price"),
    ("copper:2017-02-01", "names no price"),
    ("all", "names no price"),
    ("gold:2017-02", "`gold` is not a metal of the table"),
    ("coper:2017-02", "`coper` is not a metal of the table; did you mean `copper`"),
]


def test_a_price_is_named_by_metal_and_month():
    assert accepted_prices(["copper:2017-02", "iron_ore:2026-06"]) == {("copper", "2017-02"), ("iron_ore", "2026-06")}
    for text, wanted in ACCEPTED:
        assert wanted in refusal(accepted_prices, [text], error=PriceFileError)


def test_what_needs_no_word_is_not_accepted(data, tmp_path):
    before = hashes(data)
    for name in ("copper:2017-02", "copper:2017-03", "aluminium:2017-02"):
        found = update(csv_file(tmp_path, monthly(5945, first=(2017, 2))), "--accept", name, "--yes")
        assert (found.exit_code, hashes(data)) == (2, before)
        assert f"`--accept {name}` names no doubtful price of download.csv; leave it away" in found.stderr


def at_month_ends(months, times, metal="copper", name="PCOPPUSDM"):
    """A CSV that dates the table's prices, each times something, by the last day of the month."""
    rows = []
    for month, share in zip(months, times, strict=True):
        last = monthrange(int(month[:4]), int(month[5:]))[1]
        rows.append(f"{month}-{last},{KNOWN[metal, month] * share:.4f}\n")
    return f"date,{name}\n" + "".join(rows)


YEARS = [f"{year}-{month:02}" for year in (2016, 2017) for month in range(1, 13)]
LAST_PRICES = [1.02, 0.97, 1.035, 1.004, 0.985, 0.96] * 4  # as far from the averages as ends of months are
ENDS = [
    ("averages", YEARS, [1.002, 0.998] * 12, "copper", "PCOPPUSDM", None),
    ("last prices", YEARS, LAST_PRICES, "copper", "PCOPPUSDM", "download.csv dates its prices at the ends of months: 4 of the 24 that the table has too are within 1 % of its averages: they are last prices of months, and the table holds averages; take averages; or add it as evidence of its own: weighbridge evidence add download.csv --column PCOPPUSDM --unit USD/tonne"),
    ("too few", YEARS[:6], [1.001] * 6, "copper", "PCOPPUSDM", "6 of the 6 that the table has too are within 1 % of its averages, so averages and last prices of copper cannot be told apart; take the file that dates a month by its first day"),
    ("between", YEARS, [1.0] * 20 + [1.05] * 4, "copper", "PCOPPUSDM", "cannot be told apart"),
    ("ore", YEARS, [1.0] * 24, "iron_ore", "PIORECRUSDM", "are within 10 % of its averages, so averages and last prices of iron_ore cannot be told apart"),
]  # fmt: skip


def test_a_file_of_month_ends_is_told_from_one_of_averages(data, tmp_path):
    before = hashes(data)
    for what, months, times, metal, name, refused in ENDS:
        found = update(csv_file(tmp_path, at_month_ends(months, times, metal, name)), *(["--yes"] if refused else []))
        assert found.exit_code == (2 if refused else 0), what
        told = found.stderr if refused else found.stdout
        averages = "Its dates are the ends of months. They are averages all the same: 24 of 24 prices of copper are within 1 % of those in the table."
        assert (refused or averages) in told, what
        assert hashes(data) == before, what


def test_averages_dated_at_month_ends_are_recorded_as_such(data, tmp_path):
    assert update(csv_file(tmp_path, at_month_ends(YEARS, [1.002] * 24)), "--yes").exit_code == 0
    last = json.loads((data / "evidence" / FILES[1]).read_text(encoding="utf-8"))["updates"][-1]
    assert last["dated_at_month_ends"] == [{"metal": "copper", "common": 24, "near": 24}]
    assert {row["month"] for row in last["rows"]} == set(YEARS)


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([1.0, 10.0]))
def test_averages_and_last_prices_are_told_apart_only_where_they_can_be(common, near, percent):
    found = AtMonthEnds("copper", max(common, near), min(common, near), percent).are_averages
    if max(common, near) < 12 or percent > 2:
        assert found is None
    elif found is not None:
        assert found == (min(common, near) / max(common, near) >= 0.95)


def test_month_ends_are_compared_month_by_month():
    prices = {("copper", month): KNOWN["copper", month] * 1.02 for month in YEARS}
    file = PriceFile(Publisher.FRED, "a.csv", "0" * 64, None, prices)
    assert compare_month_ends(file, KNOWN) == (
        AtMonthEnds("copper", 24, 0, revision_limit(Publisher.FRED, "copper").percent),
    )
