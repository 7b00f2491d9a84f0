"""Results as files: a page and tables for people, JSON for programs; each whole or as it was before."""

import copy
import csv
import errno
import json
import os
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from markupsafe import escape  # as the templates escape

import weighbridge
from weighbridge.base.files import StoreError
from weighbridge.charts import all_of
from weighbridge.cli import main
from weighbridge.pages import files
from weighbridge.report import columns
from weighbridge.report.verification_form import VerificationForm

OIL = str(Path(__file__).parents[1] / "cases" / "oil-2015")
SCHEMA = json.loads(
    (Path(weighbridge.__file__).parent / "report" / "verification.schema.json").read_text(encoding="utf-8")
)
ENDINGS = (".json", ".html", "-findings.csv", "-combinations.csv", "-strength.csv", "-flips.csv")
WITHOUT_RATIOS = tuple(ending for ending in ENDINGS if ending != "-strength.csv")
CASES = {"raqqa-2017": "raqqa-2017", "oil-2015": OIL}


@pytest.fixture(scope="module", params=CASES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def result(verified, name):
    return verified(name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, name):
    """What the command writes, into a folder that was not there; panels have tests of their own."""
    folder = tmp_path_factory.mktemp("out") / "new" / "folder"
    told = CliRunner().invoke(main, ["verify", CASES[name], "--out", str(folder), "--without-panel"])
    assert (told.exit_code, told.stderr) == (0, "")
    page = next(folder.glob("*.html"))
    assert told.stdout.endswith(f"\nWritten: {page}, the page, with JSON and tables beside it.\n")
    return folder


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_five_files_and_nothing_else(folder, name):
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}{ending}" for ending in ENDINGS)


def test_the_json_is_the_result_and_valid_by_the_schema(folder, name, result):
    text = (folder / f"{name}.json").read_text(encoding="utf-8")
    jsonschema.validate(json.loads(text), SCHEMA)
    assert VerificationForm.model_validate_json(text) == result.form


def test_the_page_holds_quotations_sentences_and_the_answer(folder, name, result):
    page = (folder / f"{name}.html").read_text(encoding="utf-8")
    for words in [*result.quotes.values(), result.title, result.answer.headline, *result.answer.sentences]:
        assert str(escape(words)) in page
    for check in result.checks:
        assert str(escape(check.question)) in page
        assert str(escape(check.answer.headline)) in page


def test_the_page_has_the_charts_of_its_case_and_is_small(folder, name, opened):
    page = (folder / f"{name}.html").read_text(encoding="utf-8")
    for chart in all_of(opened(name)):
        assert f'alt="{escape(chart.alt)}"' in page
    assert len(page.encode("utf-8")) <= 1_000_000


def test_the_page_needs_nothing_from_elsewhere(folder, name):
    """It opens without a network: no script, and no picture that it does not hold itself."""
    page = (folder / f"{name}.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<iframe|@import|url\(", page, re.IGNORECASE)
    assert {address[:5] for address in re.findall(r'\bsrc(?:set)?="([^"]*)', page)} <= {"data:"}


def test_what_the_case_says_is_text_and_not_markup(make_case, minimal_case, tmp_path):
    nasty = "<script>alert(1)</script> & <b>"
    text = minimal_case.replace("title: A small case", f'title: "{nasty}"').replace(
        "title: An article", f'title: "{nasty}"'
    )
    text = text.replace("{exact: five tonnes}", f'{{exact: "{nasty}"}}').replace("Does it equal itself?", f'"{nasty}"')
    _, page, *_ = files.write_results(make_case(text).verify(), tmp_path)
    content = page.read_text(encoding="utf-8")
    assert "<script" not in content
    assert "<b>" not in content
    assert content.count(escape(nasty)) >= 3


def test_a_row_for_each_finding(folder, name, result):
    found = rows(folder / f"{name}-findings.csv")
    findings = [(check, finding) for check in result.checks for finding in check.findings]
    assert len(found) == len(findings)
    for row, (check, finding) in zip(found, findings, strict=True):
        assert (row["check"], row["kind"]) == (check.name, check.kind)
        assert row["outcome"] == finding.outcome + (" (ruled out)" if finding.ruled_out else "")
        if finding.changed is None:
            assert row["reading"] == "as written"
        else:
            assert row["reading"] == f"{finding.changed}: {finding.choices[finding.changed]}"


def test_a_row_for_each_check_and_number(folder, name, opened):
    case, found = opened(name), rows(folder / f"{name}-flips.csv")
    assert list(dict.fromkeys(row["check"] for row in found)) == list(case.model.checks)
    expected = case.all_flips()
    columns = dict.fromkeys(column for row in expected for column in row)
    texts = [{column: "" if row.get(column) is None else str(row[column]) for column in columns} for row in expected]
    assert found == texts
    for check in case.model.checks:
        assert len(case.flips(check)) == sum(row["check"] == check for row in found)


def test_a_row_for_each_likelihood_ratio(folder, name, result):
    found = rows(folder / f"{name}-strength.csv")
    given = [
        (check.name, ", ".join(one.choices.values()), ratio)
        for check in result.checks
        for one in check.likelihoods
        for ratio in one.ratios
        if ratio.error in one.seen
    ]
    assert len(found) == len(given)
    for row, (check, options, ratio) in zip(found, given, strict=True):
        assert (row["check"], row["may be"], float(row["times"])) == (check, ratio.error, ratio.factor)
        assert row["reading"].endswith(options or "as written")
        figures = [ratio.ratio and ratio.ratio.value, ratio.least, ratio.most]
        told = [row[head] for head in ("likelihood ratio", "at least", "at most")]
        assert told == ["" if figure is None else str(figure) for figure in figures]


REACHES = [f"{name} (times what is stated)" for name in ("holds from", "middle", "holds to")]


def test_a_row_for_each_combination(folder, name, result):
    found = rows(folder / f"{name}-combinations.csv")
    combinations = [(check, one) for check in result.checks for one in check.combinations]
    assert len(found) == len(combinations)
    for row, (check, one) in zip(found, combinations, strict=True):
        assert (row["check"], row["outcome"]) == (check.name, one.outcome)
        figures = ("check", "outcome", *columns.NAMES, *REACHES)
        assert {key: row[key] for key in row if key not in figures and row[key]} == one.choices
        ends = (one.reach.holds_from, one.reach.middle, one.reach.holds_to)
        assert [row[name] for name in REACHES] == ["" if end is None else str(end.value) for end in ends]
        tail = float(row["tail probability"]) if row["tail probability"] else None
        assert tail == (one.tail_probability.value if one.tail_probability else None)


def test_the_same_bytes_again(folder, name, opened, result, tmp_path):
    written = files.write_results(result, tmp_path, pictures=[chart.picture() for chart in all_of(opened(name))])
    assert {path.name for path in written} <= {path.name for path in folder.iterdir()}
    assert len(written) >= 3
    for path in written:
        assert path.read_bytes() == (folder / path.name).read_bytes()


def called(result, **names):
    """The same result under another name or title, in files of its own."""
    other = copy.copy(result)
    other.__dict__.pop("form", None)
    for name, value in names.items():
        setattr(other, name, value)
    return other


def test_without_rows_of_flips_there_is_no_file_of_them(make_case, minimal_case, tmp_path):
    paths = files.write_results(called(make_case(minimal_case).verify(), case="one"), tmp_path)
    assert [path.name for path in paths] == [f"one{ending}" for ending in WITHOUT_RATIOS[:-1]]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_results_of_a_run_that_cannot_be_are_not_written(tmp_path):
    told = CliRunner().invoke(main, ["verify", "raqqa-2017", "--set", "trukcs=1 truck", "--out", str(tmp_path / "out")])
    assert told.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("good", range(len(WITHOUT_RATIOS)))
def test_a_failure_leaves_earlier_files_whole(make_case, minimal_case, tmp_path, monkeypatch, good):
    """The disk fills in the middle of a file: every file is the old one; when there is room, the new one."""
    case = make_case(minimal_case)
    old = called(case.verify(), case="one")
    new = called(old, title="Another title")
    flips = case.all_flips()
    paths = files.write_results(old, tmp_path, flips)
    assert len(paths) == len(WITHOUT_RATIOS)
    before = {path: path.read_bytes() for path in paths}
    whole = {path.name: path.read_bytes() for path in files.write_results(new, tmp_path / "other", flips)}
    true, done = os.fsync, []

    def full(handle):
        if len(done) == good:
            raise OSError(errno.ENOSPC, "No space left on device")
        done.append(handle)
        return true(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left on device; nothing was changed; make room on the disk"):
        files.write_results(new, tmp_path, flips)
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in paths} == before
    assert all(path.read_bytes() == whole[path.name] for path in files.write_results(new, tmp_path, flips))


def test_a_move_that_fails_leaves_the_file(make_case, minimal_case, tmp_path, monkeypatch):
    result = called(make_case(minimal_case).verify(), case="one")
    before = {path: path.read_bytes() for path in files.write_results(result, tmp_path)}

    def refused(*_):
        raise OSError(errno.EIO, "refused")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(StoreError, match=r"one\.json: cannot be written: refused; nothing was changed"):
        files.write_results(called(result, title="Another"), tmp_path)
    assert {path: path.read_bytes() for path in before} == before


def in_the_way(out):
    out.write_text("mine")


def a_dangling_link(out):
    out.symlink_to(out.parent / "gone")


def a_folder_of_that_name(out):
    (out / "oil-2015.html").mkdir(parents=True)


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (in_the_way, "Directory 'out' is a file."),
        pytest.param(
            a_dangling_link,
            "out: cannot be made a folder: File exists; nothing was written; move away what stands there",
            marks=pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows"),
        ),
        (
            a_folder_of_that_name,
            "out/oil-2015.html: cannot be written: Is a directory; nothing was changed; move that folder away",
        ),
    ],
)
def test_a_place_that_takes_no_results_is_reported(tmp_path, monkeypatch, prepare, told):
    monkeypatch.chdir(tmp_path)
    prepare(tmp_path / "out")
    shown = CliRunner().invoke(main, ["verify", OIL, "--out", "out"])
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert told in shown.stderr
    assert isinstance(shown.exception, SystemExit)


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_results_do_not_follow_a_link_that_was_planted(tmp_path, monkeypatch):
    (tmp_path / "victim").write_text("mine")
    for name in ("oil-2015.json", "oil-2015.json.part"):
        (tmp_path / name).symlink_to(tmp_path / "victim")
    assert CliRunner().invoke(main, ["verify", OIL, "--out", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "victim").read_text() == "mine"
    assert not (tmp_path / "oil-2015.json").is_symlink()
