"""Corrections are records: visible, with a reason, and with an expectation that fails once the source is mended."""

# ruff: noqa: E501 (a row of a table stands on one line)

import shutil

import pytest

import weighbridge
from weighbridge.base.errors import CaseError
from weighbridge.base.paths import data_folder
from weighbridge.casefile.corrections import corrections
from weighbridge.evidence.holdings import Holdings


@pytest.fixture
def holdings(tmp_path):
    shutil.copytree(data_folder() / "evidence", tmp_path / "evidence")
    shutil.copy(data_folder() / "datapackage.json", tmp_path)
    return Holdings((tmp_path / "evidence",))


def standing(holdings):
    return corrections(Holdings(holdings.folders))


def replace(holdings, file, old, new):
    path = holdings.folders[0] / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


NAMES = sorted(corrections(Holdings((data_folder() / "evidence",))))


def test_every_correction_is_still_needed():
    """Where this fails, the source was mended: read its figures again, and drop the record."""
    found = corrections(Holdings((data_folder() / "evidence",)))
    assert [name for name, one in found.items() if not one.needed or "NO LONGER" in str(one)] == []


MENDED = [
    ("december-rise", "scrap-prices.csv", "2016-12,266,291,", "2016-12,268,291,"),
    ("light-iron-ton", "scrap-prices.csv", "2017-02-01,72,138,", "2017-02-01,65,125,"),
    ("february-start", "scrap-prices.csv", "2017-02,2017-02,228,228,", "2017-02,2017-02,291,291,"),
    ("wheat-convoys", "payloads.csv", "mean,announced,11.8,", "mean,announced,58.8,"),
    ("quarry-loads", "payloads.csv", "mean,counted,65,", "mean,counted,70,"),
    ("wheat-by-raqqa", "payloads.csv", "mean,reported,33.1,", "mean,reported,35,"),
    ("seven-axles", "truck-limits.csv", "7-axle truck,payload,58,", "7-axle truck,payload,41,"),
    ("iron-of-poor-countries", "metal-stock.csv", "countries,2000,2000,", "countries,400,400,"),
    ("sheet-iron-ton", "scrap-prices.csv", "2017-02,2017-02,132,132,", "2017-02,2017-02,120,120,"),
    ("free-zone-remainder", "mixes.csv", "copper,42500,42500,", "copper,48080,48080,"),
    ("copper-from-isis", "mixes.csv", "copper,100,100,", "copper,50,50,"),
    ("iron-ore-unit", "metal-prices.provenance.json", '"($/dmtu)"', '"($/dmt)"'),
]  # fmt: skip


def test_a_correction_fails_once_its_source_is_mended(holdings):
    for name, file, old, new in MENDED:
        assert standing(holdings)[name].needed
        replace(holdings, file, old, new)
        after = standing(holdings)
        assert [other for other, one in after.items() if not one.needed] == [name]
        assert "NO LONGER SO: the source is mended; read its figures again, then drop the record" in str(after[name])
        replace(holdings, file, new, old)


def test_every_correction_is_tried_by_mending_or_cannot_be():
    without = {"syrian-pounds"}  # it waits for an exchange rate, not for its source
    assert {row[0] for row in MENDED} | without == set(NAMES)


BROKEN = [
        ("expects: closing - opening != rise", "expects: closing - opening", "`closing - opening` is not an expectation; write two formulas with"),
        ("expects: closing - opening != rise", "expects: closing - start != rise", "`start` in `closing - start != rise` is not one of `figures`"),
        ("rise: {value: 23 USD/tonne", "rise: {value: 23 USD", "joins USD/tonne"),
        ("rise: {value: 23 USD/tonne, source: scrapregister-41824, date: 2016-12}\n  expects: closing - opening != rise", "rise: {value: 23 USD/month, source: scrapregister-41824, date: 2016-12}\n    fall: {value: 1 USD/day, source: scrapregister-41824, date: 2016-12}\n  expects: fall != rise", "`fall != rise` sets months or years against days; a month has 28 to 31 days"),
        ("sources: [scrapregister-41824]", "sources: [scrapregister-4182]", "unknown source `scrapregister-4182`; did you mean"),
        ('rows: ["payloads:iraq-wheat-flow-mean"', 'rows: ["payloads:nothing"', "the table `payloads` has no row `nothing`"),
        ("status: rejected\n  sources: [7al", "status: forgotten\n  sources: [7al", "`status` is `forgotten`"),
        ("  expects: closing - opening != rise\n", "", "a correction has either `expects` with `figures`, or `label`"),
]  # fmt: skip


def test_a_broken_record_is_reported_with_its_line(holdings):
    path = holdings.folders[0] / "corrections.yaml"
    whole = path.read_text(encoding="utf-8")
    for old, new, wanted in BROKEN:
        replace(holdings, "corrections.yaml", old, new)
        with pytest.raises(CaseError) as caught:
            standing(holdings)
        assert any(wanted in str(problem) for problem in caught.value.problems), caught.value.problems
        assert all(problem.place.file.endswith("corrections.yaml") for problem in caught.value.problems)
        assert all(problem.place.line for problem in caught.value.problems)
        path.write_text(whole, encoding="utf-8")


def test_a_case_shows_the_corrections_of_its_sources_and_no_others():
    case = weighbridge.open_case("raqqa-2017")
    used = {outlet.key for origin in case.rests_on for outlet in origin.outlets}
    assert case.corrections
    for one in case.corrections.values():
        assert used & set(one.correction.sources)
    assert {"found", "used", "because", "still so"} <= set(case.doubts.columns)
    assert set(case.doubts["still so"]) == {"yes"}
