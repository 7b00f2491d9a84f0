"""Numbers in columns of their own: both sides in one unit, how far off as a ratio or a difference, and safe as CSV."""

# ruff: noqa: E501 (a row of a table stands on one line)

import csv
import io
import math

import pandas as pd
import pytest

from small_cases import CASES, PEOPLE, WHOLE, case_text, unfiled
from weighbridge.base import csv_text
from weighbridge.report import columns, tables

NONE = dict.fromkeys(columns.NAMES)


def first_row(claims, more="", **checks):
    return tables.finding_rows(unfiled(case_text(claims, more, **checks)).verify().checks)[0]


SAME = "kind: agrees, stated: stated, equals: other"
# What is stated, what it is compared with, and what stands in the columns that matter.
ROWS = {
    "twice as much": ("120 tonne", "60 tonne", {"stated": 120, "computed": 60, "unit": "tonne", "ratio": 2, "difference": None}),
    "another unit of the same kind": ("120 tonne", "60000 kg", {"stated": 120, "computed": 60, "unit": "tonne", "ratio": 2}),
    "a larger unit": ("60000 kg", "120 tonne", {"stated": 60000, "computed": 120000, "unit": "kg", "ratio": 0.5}),
    "shares by points": ("30 percent", "36 percent", {"stated": 30, "computed": 36, "ratio": None, "difference": -6}),
    "the same": ("5 USD", "5 USD", {"ratio": 1, "difference": None}),
    "a range": ("4 to 6 truck", "5 truck", {"stated": None, "stated low": 4, "stated high": 6, "ratio": None}),
}  # fmt: skip


@pytest.mark.parametrize(("stated", "other", "expected"), ROWS.values(), ids=ROWS)
def test_both_sides_stand_in_one_unit_and_so_does_how_far_off(stated, other, expected):
    row = first_row({"stated": stated, "other": other}, check=SAME)
    for name, value in expected.items():
        found = row[name]
        if name in ("stated low", "stated high"):
            assert found == pytest.approx(value, rel=0.2), name
        else:
            assert found == (value if value is None or isinstance(value, str) else pytest.approx(value)), name


def test_a_side_that_may_be_zero_has_a_difference_and_no_ratio():
    more = "assumptions: {change: {of: it, reason: r, uniform: {low: {value: -10 percent, reason: r}, high: {value: 30 percent, reason: r}}}}"
    row = first_row({"stated": "5 percent"}, more, check="kind: typical, stated: stated, equals: change")
    assert row["ratio"] is row["ratio low"] is row["ratio high"] is None
    assert row["difference low"] < row["difference"] < row["difference high"]


def test_counted_things_are_compared_by_the_nearest_number_they_give():
    """27 people give 33.3 or 37 per cent: 34 per cent lies two thirds of a point above the nearer."""
    claims = {"share": PEOPLE["share"], "people": PEOPLE["people"]}
    row = first_row(claims, check=WHOLE)
    assert (row["unit"], row["computed"], row["ratio"]) == ("percent", None, None)
    assert row["difference"] == pytest.approx(2 / 3, abs=1e-3)


@pytest.mark.parametrize("name", sorted(CASES))
def test_columns_are_the_figures_of_the_answer(verified, name):
    result = verified(name)
    for figures, check in zip(result.figures, result.checks, strict=True):
        (row,) = (row for row in tables.finding_rows([check]) if row["reading"] == "as written")
        assert [row[f"stated{end}"] for end in columns.ENDS] == [
            figures.stated.value,
            figures.stated.low,
            figures.stated.high,
        ]
        size = figures.size
        for kind in columns.SIZES:
            held = [size.value, size.low, size.high] if size and size.kind == kind else [None] * 3
            assert [row[f"{kind}{end}"] for end in columns.ENDS] == held
        tail = check.reference.tail_probability
        assert row["tail probability"] == (tail.value if tail else None)


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_row_has_its_numbers_in_order(verified, name):
    for row in (*tables.finding_rows(verified(name).checks), *tables.combination_rows(verified(name).checks)):
        assert NONE.keys() <= row.keys()
        for what in (*columns.SIDES, *columns.SIZES):
            value, low, high = (row[f"{what}{end}"] for end in columns.ENDS)
            assert all(one is None or math.isfinite(one) for one in (value, low, high))
            assert low is None or high is None or low <= high
            assert None in (value, low, high) or low <= value <= high or what in columns.SIZES
        assert (row["ratio low"] is None) or (row["difference low"] is None)


def test_a_combination_has_the_numbers_of_its_finding(raqqa_result):
    for check in raqqa_result.checks:
        by_choices = {
            tuple(sorted(one.choices.items())): row
            for one, row in zip(check.findings, tables.finding_rows([check]), strict=True)
        }
        rows = zip(check.combinations, tables.combination_rows([check]), strict=True)
        shared = [
            (by_choices[key], row) for one, row in rows if (key := tuple(sorted(one.choices.items()))) in by_choices
        ]
        assert len(shared) >= 2
        for finding, combination in shared:
            assert [finding[name] for name in columns.NAMES] == [combination[name] for name in columns.NAMES]


def test_tables_of_a_notebook_hold_numbers(raqqa, raqqa_result):
    found = raqqa_result.findings_of("usual_load")
    assert all(
        pd.api.types.is_float_dtype(found[name]) for name in ("stated", "computed low", "ratio", "tail probability")
    )
    assert "difference" not in found  # no finding of this check has any
    flips = raqqa.flips("usual_load").set_index("set by")
    trucks, heaviest = flips.loc["trucks"], flips.loc["convoy_mean_load.high"]
    assert trucks["value"] == 50
    assert trucks["changes below"] == pytest.approx(47.5, abs=0.1)
    assert math.isnan(trucks["changes above"])
    assert (heaviest["allowed from"], heaviest["allowed to"]) == (42, 70)


def test_a_choice_called_like_a_column_keeps_both():
    more = "alternatives: {ratio: {question: q, options: {one: {reason: r}, two: {reason: r, sources: [ferson-2015], set: {stated: 90 tonne}}}}}"
    claims = {"stated": "120 tonne", "other": "60 tonne"}
    rows = tables.combination_rows(unfiled(case_text(claims, more, check=SAME)).verify().checks)
    assert {row["ratio (choice)"] for row in rows} == {"one", "two"}
    assert {row["ratio"] for row in rows} == {2.0, 1.5}


HOSTILE = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a.example")')


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_and_no_head_of_a_csv_file_computes(text):
    content = csv_text([{"head": text, text: "x", "number": -5.0, "empty": None}])
    (heads, cells) = csv.reader(io.StringIO(content))
    assert [cell for cell in (*heads, *cells) if cell[:1] in tuple("=+@\t\r") or cell.startswith("-1")] == []
    assert cells[2:] == ["-5.0", ""]
