"""The tables of every case: numbers as numbers, equal to those of the result, and the same when read from CSV."""

import io
import json
import math

import pandas as pd
import pytest
from frictionless import Resource, Schema

from small_cases import CASES, case_text, unfiled
from weighbridge.answers import BADGES
from weighbridge.base import WeighbridgeError
from weighbridge.publication import NAMES
from weighbridge.publication.columns import COLUMNS, Holds
from weighbridge.publication.files import table_files
from weighbridge.publication.print_form import printed
from weighbridge.publication.table import DTYPES

OF_THE_PROJECT = sorted(CASES)
AMOUNTS = ("value", "low", "high")


@pytest.fixture(scope="module", params=OF_THE_PROJECT)
def tables(request, opened):
    """The tables of a case."""
    return opened(request.param).tables


def number(cell):
    """A cell as a number, or none."""
    return None if pd.isna(cell) else cell


def test_columns_are_those_of_the_codebook_and_numbers_are_numbers(tables):
    for name in NAMES:
        frame = tables[name].frame
        assert list(frame) == [column.name for column in COLUMNS[name]]
        for column in COLUMNS[name]:
            assert str(frame[column.name].dtype) == DTYPES[column.holds], column.name
    assert len(tables.claims.frame) == len(tables._result.claims)
    assert {str(tables.claims.frame[name].dtype) for name in AMOUNTS} == {"float64"}


def test_no_row_has_a_cell_that_no_column_names(tables):
    for name in NAMES:
        named = {column.name for column in COLUMNS[name]}
        assert all(set(row) == named for row in tables[name].rows)


def test_a_csv_file_is_read_as_the_same_frame(tables):
    for name in NAMES:
        one = tables[name]
        pd.testing.assert_frame_equal(one.read(io.StringIO(one.csv())), one.frame, check_exact=True)


def test_the_figures_of_claims_are_those_of_the_result(tables):
    result, frame = tables._result, tables.claims.frame.set_index("claim")
    for claim in result.claims:
        row, side = frame.loc[claim.name], result.quantities[claim.name]
        assert row["quote"] == claim.quote
        assert row["unit"] == side.unit or (pd.isna(row["unit"]) and not side.unit)
        if side.as_written and side.as_written[0] == side.as_written[1]:
            assert row["value"] == side.as_written[0]
        else:
            assert math.isnan(row["value"])
        if side.bounds:
            assert (row["low"], row["high"]) == side.bounds
        if claim.verdict.checks:
            assert row["verdict"] == claim.answer.badge


def test_the_figures_of_findings_are_those_of_the_result(tables):
    result, frame = tables._result, tables.findings.frame
    assert len(frame) == sum(len(check.findings) for check in result.checks)
    for check in result.checks:
        rows = frame[frame["check"] == check.name]
        row, figures = rows[rows["choice"].isna()].iloc[0], check.figures
        for side in ("stated", "computed"):
            amount = getattr(figures, side)
            shown = [number(row[f"{side}{end}"]) for end in ("", "_low", "_high")]
            if not (side == "computed" and check.check.scale is None):
                assert shown == [amount.value, amount.low, amount.high], (check.name, side)
        if figures.size:
            kind = figures.size.kind
            ends = [number(row[f"{kind}{end}"]) for end in ("", "_low", "_high")]
            assert ends == [figures.size.value, figures.size.low, figures.size.high]
            assert kind == "ratio" or row["difference_unit"] == figures.size.unit
        assert row["verdict"] == BADGES[check.reference.outcome]
        _tails_are_equal(rows, check.findings)


def _tails_are_equal(rows, findings):
    for (_, row), finding in zip(rows.iterrows(), findings, strict=True):
        tail = finding.tail_probability
        assert number(row["tail_probability"]) == (tail.value if tail else None)
        assert row["outcome"] == finding.outcome
        assert bool(row["is_ruled_out"]) == (finding.ruled_out is not None)


def test_every_figure_of_evidence_stands_in_a_row_with_its_source(tables):
    model, frame = tables._result.model, tables.evidence.frame
    wanted = {
        (name, figure.text)
        for name, variants in model.nodes.items()
        for node in variants.values()
        if node.kind == "evidence"
        for figure in node.figures
    }
    assert {name for name, _ in wanted} <= set(frame["quantity"])
    assert not frame["source"].isna().any()
    assert (frame["low"] <= frame["high"]).all()
    dated = frame[frame["first_day"].notna()]
    assert (dated["first_day"] <= dated["last_day"]).all()
    for _, row in frame[frame["table"].notna()].iterrows():
        assert row["line"] > 1


def test_sources_are_those_of_the_result_in_their_order(tables):
    outlets = [outlet for origin in tables._result.sources for outlet in origin.outlets]
    frame = tables.sources.frame
    assert frame["source"].tolist() == [outlet.key for outlet in outlets]
    assert frame["uses"].tolist() == [len(outlet.rests_on_it) for outlet in outlets]
    exact = [one.accessed for one in outlets if one.accessed and len(one.accessed) == len("2026-11-24")]
    assert [str(day.date()) for day in frame["accessed"].dropna()] == exact


def test_the_codebook_describes_the_files_as_a_data_package(tables):
    files = table_files(tables, "a case", ("csv",))
    package = json.loads(files["a case-tables.json"])
    for resource in package["resources"]:
        schema = Schema.from_descriptor(resource["schema"])
        name = resource["path"].removeprefix("a case-").removesuffix(".csv")
        described = [(field.name, field.type) for field in schema.fields]
        assert described == [(one.name, one.holds.value) for one in COLUMNS[name]]
        assert all(field.description for field in schema.fields)


def test_a_data_package_reader_takes_the_files_as_valid(raqqa, tmp_path, monkeypatch):
    for name, text in table_files(raqqa.tables, "raqqa-2017", ("csv",)).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    package = json.loads((tmp_path / "raqqa-2017-tables.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        report = Resource.from_descriptor(resource).validate()
        assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


def test_a_number_that_is_a_range_has_ends_and_no_value():
    tables = unfiled(case_text({"a": "4 to 6 truck", "b": "5 truck"}, c="kind: agrees, stated: a, equals: b")).tables
    row = tables.claims.frame.iloc[0]
    assert math.isnan(row["value"])
    assert row["low"] < row["high"]
    (first, *_) = printed(tables.claims.columns, tables.claims.rows, [{}] * 2).groups[0].rows
    assert "" in first  # where the number would stand
    assert any(cell.endswith(" to 6.5") or " to " in cell for cell in first)


UNITS = {
    "one unit stands in the head": ({"a": "4 truck", "b": "5 truck"}, "Number as written (trucks)", "Unit"),
    "several have a column": ({"a": "4 truck", "b": "5 tonne"}, "Unit", "Number as written (trucks)"),
}


@pytest.mark.parametrize(("claims", "there", "not_there"), UNITS.values(), ids=UNITS)
def test_units_stand_in_heads(claims, there, not_there):
    table = unfiled(case_text(claims, c="kind: agrees, stated: a, equals: a")).tables.claims
    heads = [head.text for head in printed(table.columns, table.rows, [{}] * 2).heads]
    assert there in heads
    assert not_there not in heads


def test_figures_that_differ_never_print_alike(tables):
    """And what is printed is the number, to the digits that are shown."""
    for name in NAMES:
        one = tables[name]
        for row in one.rows:
            for low, high in (("low", "high"), ("stated_low", "stated_high"), ("computed_low", "computed_high")):
                if row.get(low) is not None and row[low] != row[high]:
                    shown = printed(one.columns, [row], [{}]).groups[0].rows[0]
                    ranges = [cell for cell in shown if " to " in cell]
                    assert all(len(set(cell.split(" to "))) == 2 for cell in ranges if cell.count(" to ") == 1)


WORDS = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@pytest.mark.parametrize("name", ["claims", "evidence"])
def test_a_number_as_written_is_printed_with_all_its_digits(tables, name):
    one = tables[name]
    for row in one.rows:
        if row["value"] is not None:
            table = printed([each for each in one.columns if each.name in ("value", "unit")], [row], [{}])
            figure, _, word = table.groups[0].rows[0][0].replace(",", "").replace("\u2212", "-").partition(" ")
            assert math.isclose(float(figure) * WORDS[word], row["value"], rel_tol=1e-11), row


def test_an_unknown_table_is_refused_with_the_nearest(raqqa):
    with pytest.raises(WeighbridgeError, match=r"raqqa-2017: there is no table `claim`.*did you mean `claims`\?"):
        raqqa.tables["claim"]


def test_completion_offers_the_tables(raqqa):
    assert dir(raqqa.tables) == sorted(NAMES)
    assert raqqa.tables._ipython_key_completions_() == list(NAMES)
    assert "tables" in dir(raqqa)
    assert {column.holds for columns in COLUMNS.values() for column in columns} == set(Holds)
