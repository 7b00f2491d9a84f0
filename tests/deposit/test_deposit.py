"""A deposit as a folder: whole, hashed, the same bytes, weighed elsewhere with the same findings, and nothing overwritten."""

# ruff: noqa: E501 (a row of a table stands on one line)

import datetime
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from frictionless import Package, system
from ruamel.yaml import YAML

import weighbridge
from deposited import AUTHOR, SMALL, files_of
from refusals import refusal
from small_cases import CASES, ROOT
from weighbridge.base import CaseError
from weighbridge.charts import credit
from weighbridge.cli import main
from weighbridge.deposit import chosen_licence, deposit_files, refuse_what_is_there, write_deposit
from weighbridge.deposit.build import formula_cells
from weighbridge.deposit.inputs import Inputs
from weighbridge.deposit.licences import KNOWN, own_licence, table_licence
from weighbridge.deposit.manifest import NAME, differing, manifest, read_manifest
from weighbridge.deposit.names import safe_name
from weighbridge.deposit.parts import FORMATS
from weighbridge.evidence import Source
from weighbridge.text import sha256

DAY = "2026-11-26"


@pytest.fixture
def made(tmp_path):
    """The deposit of a small case as a folder."""
    return write_deposit(tmp_path / "deposit", files_of("coltan"), DAY)


def weighed(case, data, where):
    """The result of a case as JSON, in a process of its own that knows no other data, without what made it."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("WEIGHBRIDGE")}
    environment = {**clean, "WEIGHBRIDGE_DATA": str(data), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "weighbridge", "verify", str(case), "--json"]
    ran = subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    result = json.loads(ran.stdout)
    result.pop("run", None)
    return result


@pytest.mark.parametrize("name", [*SMALL, "raqqa-2017", "ihs-2016", "oil-2015"])
def test_a_deposit_is_weighed_elsewhere_with_the_same_findings(tmp_path, name):
    folder = write_deposit(tmp_path / "elsewhere" / "deposit", files_of(name), DAY)
    away = tmp_path / "away"
    away.mkdir()
    found = weighed(f"{folder}/data/cases/{name}", folder / "data", away)
    kept = json.loads((folder / "results" / f"{name}.json").read_text(encoding="utf-8"))
    kept.pop("run", None)
    assert found == kept


def test_what_the_readme_says_to_type_is_what_works(tmp_path):
    folder = write_deposit(tmp_path / "deposit", files_of("coltan"), DAY)
    text = (folder / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^    WEIGHBRIDGE_DATA=(\S+) weighbridge verify (\S+)$", text, re.MULTILINE)
    assert (folder / command[0]).is_dir()
    assert (folder / command[1] / "case.yaml").is_file()
    assert weighed(command[1], folder / command[0], folder)["case"] == "coltan"


@pytest.mark.parametrize("name", [*SMALL, "raqqa-2017"])
def test_sha256sum_finds_every_file_as_it_was(tmp_path, name):
    folder = write_deposit(tmp_path / "deposit", files_of(name), DAY)
    listed = read_manifest((folder / NAME).read_text(encoding="utf-8"))
    here = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert listed.keys() == here - {NAME}
    assert differing(folder) == []
    if shutil.which("sha256sum"):
        subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", NAME], cwd=folder, check=True, capture_output=True
        )


# What somebody does to a deposit, and the file that then differs.
ALTERED = [
    (lambda d: (d / "README.md").write_text("x"), "README.md"),
    (lambda d: (d / "results" / "coltan.json").unlink(), "results/coltan.json"),
    (lambda d: (d / "notes.txt").write_text("mine"), "notes.txt"),
    (lambda d: (d / "data" / "cases" / "coltan" / "case.yaml").open("a").write("#"), "data/cases/coltan/case.yaml"),
    (lambda d: (d / ".hidden").write_text("mine"), ".hidden"),
    (lambda d: (d / NAME).open("a").write(f"{'0' * 64}  gone.txt\n"), "gone.txt"),
]


@pytest.mark.parametrize(("alter", "file"), ALTERED)
def test_what_was_changed_is_named_and_never_replaced(made, alter, file):
    alter(made)
    assert differing(made) == [file]
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    message = refusal(write_deposit, made, files_of("coltan"), DAY, error=weighbridge.CaseError)
    assert (
        f"the deposit there was changed since it was written: {file}; name another folder, or move that one away"
        in message
    )
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before


def test_an_unchanged_deposit_is_replaced_as_a_whole(made):
    write_deposit(made, files_of("suez-2021"), DAY)
    here = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert here == set(files_of("suez-2021"))
    assert not list(made.parent.glob(".weighbridge-*"))


# What stands at the place, and what is said.
IN_THE_WAY = [
    (lambda place: place.write_text("x"), "a file stands there, expected a folder or nothing"),
    (
        lambda place: (place.mkdir(), (place / "a").write_text("x")),
        f"the folder holds files and is no deposit: it has no {NAME}",
    ),
    pytest.param(
        lambda place: place.symlink_to(place.parent),
        "a link stands there, expected a folder or nothing",
        marks=pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows"),
    ),
]


@pytest.mark.parametrize(("put", "found"), IN_THE_WAY)
def test_nothing_of_anybody_is_overwritten(tmp_path, put, found):
    place = tmp_path / "place"
    put(place)
    message = refusal(refuse_what_is_there, place, error=weighbridge.CaseError)
    assert message.endswith(f"{found}; name another folder, or move that one away")


def test_an_empty_folder_and_one_that_is_not_there_are_taken(tmp_path):
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "empty", tmp_path / "not" / "there"):
        write_deposit(place, files_of("coltan"), DAY)
        assert differing(place) == []


@pytest.mark.parametrize("name", ["coltan", "libya-fuel", "raqqa-2017"])
def test_the_same_bytes_on_the_same_day(tmp_path, monkeypatch, name):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = [deposit_files(weighbridge.open_case(CASES[name]), "MIT", AUTHOR) for _ in range(2)]
    assert made[0] == made[1]
    assert list(made[0]) == list(made[1])


def test_the_same_bytes_in_another_process_and_another_folder(tmp_path):
    script = "import sys, hashlib; from weighbridge import open_case; from weighbridge.deposit import deposit_files\nfiles = deposit_files(open_case(sys.argv[1]), 'MIT')\nprint(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())"
    digests = set()
    for seed, folder in (("1", "a"), ("2", "b")):
        (tmp_path / folder).mkdir()
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT / "src"),
            "SOURCE_DATE_EPOCH": "1700000000",
            "WEIGHBRIDGE_DATA": str(ROOT / "data"),
        }
        ran = subprocess.run(
            [sys.executable, "-c", script, "libya-fuel"],
            cwd=tmp_path / folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(ran.stdout)
    assert len(digests) == 1


def test_no_file_holds_the_time_or_a_path_of_this_machine():
    for name in ("coltan", "libya-fuel"):
        for path, content in files_of(name).items():
            if path.endswith(".xlsx"):
                continue
            text = content.decode("utf-8")
            assert str(ROOT) not in text, path
            assert not re.search(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d", text) or path.startswith("data/"), path


def test_an_archive_is_the_deposit_in_a_folder_of_its_name(tmp_path):
    place = write_deposit(tmp_path / "coltan.zip", files_of("coltan"), DAY)
    first = place.read_bytes()
    with zipfile.ZipFile(io.BytesIO(first)) as whole:
        assert {name: whole.read(name) for name in whole.namelist()} == {
            f"coltan/{path}": content for path, content in files_of("coltan").items()
        }
        assert {entry.date_time for entry in whole.infolist()} == {(2026, 11, 26, 0, 0, 0)}
    assert write_deposit(tmp_path / "again" / "coltan.zip", files_of("coltan"), DAY).read_bytes() == first


@pytest.mark.parametrize("name", [*SMALL, "raqqa-2017"])
def test_the_tables_are_a_valid_data_package(tmp_path, name):
    folder = write_deposit(tmp_path / "deposit", files_of(name), DAY)
    packages = list(folder.glob("data/**/datapackage.json"))
    with system.use_context(trusted=True):
        for path in packages:
            report = Package(str(path)).validate()
            assert report.valid, report.flatten(["type", "message"])
    tables = {path.relative_to(folder).as_posix() for path in folder.glob("data/**/*.csv") if path.name != "topics.csv"}
    described = {
        (path.parent / one["path"]).relative_to(folder).as_posix()
        for path in packages
        for one in json.loads(path.read_text(encoding="utf-8"))["resources"]
    }
    assert described == tables


@pytest.mark.parametrize("name", [*SMALL, "raqqa-2017"])
def test_every_input_is_the_bytes_that_the_project_has(name):
    for path, content in files_of(name).items():
        original = ROOT / path if name in path or path.startswith("data/") else None
        if path.endswith((".csv", "case.yaml", "log.yaml", ".provenance.json")) and path.startswith("data/"):
            original = (
                original if original.is_file() else Path(CASES[name]) / Path(path).relative_to(f"data/cases/{name}")
            )
            assert content == original.read_bytes(), path


@pytest.mark.parametrize("name", [*SMALL, "raqqa-2017"])
def test_every_source_that_a_row_or_the_case_names_is_there(name):
    case = weighbridge.open_case(CASES[name])
    kept = {one["id"] for one in json.loads(files_of(name)["data/evidence/sources.json"])}
    named = {outlet.key for origin in case.rests_on for outlet in origin.outlets}
    assert case.verify().checks
    named |= {
        key
        for table in case.holdings.tables
        if f"data/evidence/{table}.csv" in files_of(name)
        for row in case.holdings.table(table)
        for key in row.sources
    }
    assert named & set(case.holdings.sources) <= kept
    assert len(kept) < len(case.holdings.sources)


def test_corrections_are_those_of_the_sources_and_stand_in_the_deposit(tmp_path):
    folder = write_deposit(tmp_path / "deposit", files_of("raqqa-2017"), DAY)
    case = weighbridge.open_case("raqqa-2017")
    away = weighbridge.open_case(str(folder / "data" / "cases" / "raqqa-2017"))
    assert away.corrections.keys() == case.corrections.keys()
    assert {name: str(one) for name, one in away.corrections.items()} == {
        name: str(one) for name, one in case.corrections.items()
    }


# A file that a deposit has, and one thing that it holds.
HELD = [
    ("README.md", "# Fifty trucks of stripped metal"),
    ("LICENCES.md", "| `data/evidence/payloads.csv` | Single figures, cited |"),
    ("LICENCES.md", "| `data/evidence/metal-prices.csv` | May be republished, with credit |"),
    ("LICENCES.md", "World Bank: CC BY 4.0"),
    ("LICENSE", "MIT License"),
    ("CITATION.cff", "The authors of the case raqqa-2017"),
    ("environment/constraints.txt", "numpy=="),
    ("environment/environment.yml", "conda-forge"),
    ("environment/run.json", '"weighbridge": "0.1.0"'),
    ("data/cases/raqqa-2017/log.yaml", "began:"),
    ("results/raqqa-2017.html", "<!DOCTYPE html>"),
    ("results/raqqa-2017-flips.csv", "check,"),
    ("sources.csl.json", "Citation Key: rbss-2112-en"),
]


@pytest.mark.parametrize(("file", "text"), HELD)
def test_a_deposit_holds_what_is_needed_to_make_and_to_cite_it_again(file, text):
    assert text in files_of("raqqa-2017")[file].decode("utf-8")


def test_results_charts_and_the_workbook_are_there():
    files = files_of("raqqa-2017")
    assert files["results/raqqa-2017.xlsx"].startswith(b"PK")
    charts = [path for path in files if path.startswith("results/charts/")]
    assert (
        len([path for path in charts if path.endswith(".svg")])
        == len([path for path in charts if path.endswith(".csv")])
        > 3
    )


def test_the_article_itself_is_not_shipped():
    case = weighbridge.open_case("raqqa-2017")
    hashes = {sha256(content) for content in files_of("raqqa-2017").values()}
    assert case.text.article.sha256 not in hashes


def test_reviewers_files_and_own_tables_go_along(tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(CASES["coltan"], folder)
    (folder / "reviews").mkdir()
    review = """reviewer: Jane Doe
entries:
  - {act: dispute, input: exported, why: the report was not read, when: 2026-11-25}
"""
    (folder / "reviews" / "jane doe.yaml").write_text(review, encoding="utf-8")
    (folder / "evidence" / "own.csv").write_text(
        "key,low,unit,source,mark\na,5,tonne,rfi-2025-01-10,V\n", encoding="utf-8"
    )
    case = weighbridge.open_case(str(folder))
    case.holdings.table("own")
    files = deposit_files(case, "CC-BY-4.0")
    assert files["data/cases/mine/reviews/jane-doe.yaml"].decode() == review
    assert files["data/cases/mine/evidence/own.csv"].startswith(b"key,low")
    (resource,) = json.loads(files["data/cases/mine/datapackage.json"])["resources"]
    assert resource["path"] == "evidence/own.csv"
    assert "LICENSE" not in files
    assert "https://spdx.org/licenses/CC-BY-4.0" in files["LICENCES.md"].decode()


# The terms of the sources of a table, and those of the table.
TERMS = [
    ([("a", "cited")], "Single figures, cited"),
    ([("a", None)], "Single figures, cited"),
    ([("a", "shipped")], "May be republished, with credit"),
    ([("a", "shipped"), ("b", "shipped")], "May be republished, with credit"),
    ([("a", "shipped"), ("b", "cited")], "By the source of each row"),
    ([], "Single figures, cited"),
]


@pytest.mark.parametrize(("uses", "name"), TERMS)
def test_a_table_may_be_republished_where_all_its_sources_allow_it(uses, name):
    sources = [
        Source(key, {"title": key, "custom": {"trust": "V", **({"use": use} if use else {})}}) for key, use in uses
    ]
    assert table_licence(sources).name == name


LICENCES = [
    ("coltan", None, "MIT"),
    ("coltan", "cc-by-4.0", "CC-BY-4.0"),
    ("coltan", "CC0-1.0", "CC0-1.0"),
]


@pytest.mark.parametrize(("name", "given", "spdx"), LICENCES)
def test_the_terms_of_a_case_of_the_project_are_known(name, given, spdx):
    assert chosen_licence(weighbridge.open_case(name), given) == spdx


def test_the_terms_of_another_case_have_to_be_said(tmp_path):
    shutil.copytree(CASES["coltan"], tmp_path / "mine")
    case = weighbridge.open_case(str(tmp_path / "mine"))
    message = refusal(chosen_licence, case, None, error=weighbridge.CaseError)
    assert message.startswith(
        "--licence: the terms of this case are not known; a deposit has to say under which it may be used; add `--licence CC-BY-4.0`"
    )
    message = refusal(chosen_licence, case, "CC-BY-4", error=weighbridge.CaseError)
    assert message.startswith("--licence: `CC-BY-4` is not among the terms that are known here: ")
    assert "did you mean `CC-BY-4.0`" in message


def test_an_own_licence_has_an_address_and_a_name():
    for spdx in KNOWN:
        assert own_licence(spdx).identifier == f"https://spdx.org/licenses/{spdx}"


# The keys of the Citation File Format 1.2.0 that a file may have, and those of what stands in them.
CFF = {
    "abstract",
    "authors",
    "cff-version",
    "commit",
    "contact",
    "date-released",
    "doi",
    "identifiers",
    "keywords",
    "license",
    "license-url",
    "message",
    "preferred-citation",
    "references",
    "repository",
    "repository-artifact",
    "repository-code",
    "title",
    "type",
    "url",
    "version",
}
ENTITY = {
    "address",
    "alias",
    "city",
    "country",
    "date-end",
    "date-start",
    "email",
    "fax",
    "location",
    "name",
    "orcid",
    "post-code",
    "region",
    "tel",
    "website",
}
REFERENCE = {"authors", "title", "type", "scope", "url", "publisher", "version", "commit"}


def citation_faults(text):
    """What of a file is not as the format has it."""
    content = YAML(typ="safe").load(text)
    yield from (f"unknown {key}" for key in content.keys() - CFF)
    yield from (f"no {key}" for key in {"cff-version", "message", "title", "authors"} - content.keys())
    yield from (["version"] if content.get("cff-version") != "1.2.0" else [])
    yield from (["type"] if content.get("type") not in ("dataset", "software") else [])
    yield from (["license"] if content.get("license") not in KNOWN else [])
    yield from (
        ["date"]
        if not isinstance(content.get("date-released"), str | datetime.date)
        or not re.fullmatch(r"\d{4}-\d\d-\d\d", str(content["date-released"]))
        else []
    )
    works = [content, *content.get("references", [])]
    yield from (f"no authors of {work.get('title')}" for work in works if not work.get("authors"))
    yield from (
        f"an author {one}"
        for work in works
        for one in work.get("authors", [])
        if not one.get("name") or one.keys() - ENTITY
    )
    yield from (
        f"an address {work['url']}"
        for work in works
        if "url" in work and not re.match(r"(https?|s?ftp)://.+", work["url"])
    )
    for work in content.get("references", []):
        yield from (f"unknown {key}" for key in work.keys() - REFERENCE)
        yield from (f"no {key}" for key in {"authors", "title", "type"} - work.keys())
        yield from ([f"type {work['type']}"] if work["type"] not in ("article", "software") else [])


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_citation_is_one_of_the_format(name):
    from weighbridge.base import run_record
    from weighbridge.deposit.citation_file import citation_file

    result = weighbridge.open_case(CASES[name]).verify()
    for author in (None, AUTHOR):
        assert list(citation_faults(citation_file(result, run_record(), "MIT", author))) == []


def test_the_citation_of_the_project_is_one_as_well():
    assert list(citation_faults((ROOT / "CITATION.cff").read_text(encoding="utf-8"))) == []


CITATION_BROKEN = [("title:", "titel:"), ('cff-version: "1.2.0"', 'cff-version: "1.1.0"'), ('type: "dataset"', 'type: "novel"'), ('license: "MIT"', 'license: "mine"'), ("    title:", "    titel:"), ('url: "https:', 'url: "javascript:'), ("      - name:", "      - called:")]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), CITATION_BROKEN)
def test_a_citation_that_is_none_is_seen(old, new):
    text = files_of("coltan")["CITATION.cff"].decode()
    assert old in text
    assert list(citation_faults(text.replace(old, new, 1)))


def test_nobody_is_named_who_was_not():
    for path in ("CITATION.cff", "ro-crate-metadata.json", "provenance.json"):
        assert "Jane Doe" not in files_of("coltan")[path].decode()
        assert "Jane Doe" in files_of("coltan", AUTHOR)[path].decode()


@pytest.mark.parametrize("name", [*SMALL, "raqqa-2017"])
def test_no_file_has_a_name_that_a_system_might_not_take(name):
    for path in files_of(name):
        assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", step) for step in path.split("/")), path
        assert all(step == safe_name(step) for step in path.split("/")), path
    assert len({path.lower() for path in files_of(name)}) == len(files_of(name))


NAMES = [
    ("raqqa-2017", "raqqa-2017"),
    ("../../etc/passwd", "etc-passwd"),
    ("a b;rm -rf ~", "a-b-rm--rf"),
    ("CON", "file-CON"),
    ("lpt1.txt", "file-lpt1.txt"),
    (".hidden", "hidden"),
    ("-rf", "rf"),
    ("", "file"),
    ("ردمة", "file"),
    ("a\u202etxt.exe", "a-txt.exe"),
    ("a\nb", "a-b"),
    ("x" * 300, "x" * 60),
    ("$(id)`id`|&", "id-id"),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_a_name_becomes_one_that_every_system_takes(name, safe):
    assert safe_name(name) == safe


def test_every_ending_has_its_format():
    for name in ("raqqa-2017", "libya-fuel"):
        for path in files_of(name):
            assert Path(path).suffix.lower() in FORMATS or Path(path).name in ("LICENSE",), path


def test_cells_that_a_spreadsheet_would_compute_are_named(tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(CASES["coltan"], folder)
    table = 'key,what,low,unit,source,mark\na,"=HYPERLINK(""http://x.example"")",5,tonne,rfi-2025-01-10,V\nb,plain,-5,tonne,rfi-2025-01-10,V\n'
    (folder / "evidence" / "own.csv").write_text(table, encoding="utf-8")
    case = weighbridge.open_case(str(folder))
    case.holdings.table("own")
    files = deposit_files(case, "MIT")
    assert "- data/cases/mine/evidence/own.csv:2, what" in files["README.md"].decode()
    assert files["data/cases/mine/evidence/own.csv"].decode() == table
    assert "Beware" not in files_of("coltan")["README.md"].decode()


@pytest.mark.parametrize("name", sorted(CASES))
def test_no_table_of_the_project_has_such_cells(name):
    case = weighbridge.open_case(CASES[name])
    assert case.verify().checks
    assert formula_cells(case, Inputs(case, own_licence("MIT"))) == []


def test_the_record_of_an_audit_goes_along(tmp_path):
    record = tmp_path / "coltan-audit.md"
    record.write_text("# Audit\n", encoding="utf-8")
    files = deposit_files(weighbridge.open_case("coltan"), "MIT", None, [record])
    assert files["audit/coltan-audit.md"] == b"# Audit\n"
    assert "| `audit/` | the record of an audit |" in files["README.md"].decode()
    (tmp_path / "other").mkdir()
    twin = shutil.copy(record, tmp_path / "other")
    message = refusal(
        deposit_files, weighbridge.open_case("coltan"), "MIT", None, [record, Path(twin)], error=weighbridge.CaseError
    )
    assert message.endswith("two records have the same name; rename one of them")


def run(*words):
    return CliRunner().invoke(main, list(words))


def test_the_command_writes_and_says_where_and_how_to_check(tmp_path):
    ran = run("deposit", "coltan", "-o", str(tmp_path / "deposit"), "--author", "Jane Doe", "--licence", "CC-BY-4.0")
    assert ran.exit_code == 0, ran.output
    assert re.search(r"^Written: .*deposit, \d+ files, \d+\.\d MB\.$", ran.output, re.MULTILINE)
    assert "sha256sum --check MANIFEST.sha256" in ran.output
    assert differing(tmp_path / "deposit") == []
    assert 'license: "CC-BY-4.0"' in (tmp_path / "deposit" / "CITATION.cff").read_text(encoding="utf-8")


REFUSED = [
    (["deposit", "coltan", "-o", "{here}"], "is no deposit: it has no MANIFEST.sha256"),
    (["deposit", "nothing", "-o", "{there}"], "there is no such case"),
    (["deposit", "coltan", "-o", "{there}", "--licence", "mine"], "is not among the terms that are known here"),
    (["deposit", "coltan", "-o", "{there}", "--author-url", "https://a.example"], "nobody is named to whom it belongs"),
    (["deposit", "coltan", "-o", "{there}", "--audit", "{nothing}"], "does not exist"),
    (["deposit", "coltan"], "Missing option '-o'"),
]


@pytest.mark.parametrize(("words", "message"), REFUSED)
def test_a_refusal_exits_with_2_and_leaves_nothing_behind(tmp_path, words, message):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "mine.txt").write_text("mine", encoding="utf-8")
    places = {"here": str(tmp_path / "here"), "there": str(tmp_path / "there"), "nothing": str(tmp_path / "nothing")}
    ran = run(*(word.format(**places) for word in words))
    assert ran.exit_code == 2
    assert message in ran.output
    assert "Traceback" not in ran.output
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["here", "mine.txt"]


def test_the_lines_of_a_manifest_are_those_of_sha256sum(tmp_path):
    files = {"b/c.txt": b"two", "a.txt": b"one"}
    text = manifest(files)
    assert [line.split("  ")[1] for line in text.splitlines()] == ["a.txt", "b/c.txt"]
    assert read_manifest(text) == {path: sha256(content) for path, content in files.items()}


@pytest.mark.parametrize("name", [*SMALL, "raqqa-2017"])
def test_what_people_read_of_it_is_short(name):
    """A sentence of our own has at most 25 words; what the answer and its limits say is held elsewhere."""
    text = files_of(name)["README.md"].decode() + files_of(name)["LICENCES.md"].decode()
    result = weighbridge.open_case(CASES[name]).verify()
    for other in (result.answer.text, *result.limits, result.summary.quotation):
        text = text.replace(other, "")
    prose = [
        line for line in text.splitlines() if line and not line.startswith(("|", "    ", ">", "-", "#", "*", "Weighed"))
    ]
    sentences = [one for line in prose for one in re.split(r"(?<=[.:?])\s", line)]
    assert [one for one in sentences if len(one.split()) > 25] == []


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.json", b'{"a": NaN}', "is not sound JSON"),
        ("a.json", b"{", "is not sound JSON"),
        ("a.md", b"\xff\xfe", "is not a text in UTF-8"),
        ("a.md", "a\u202eb".encode(), "holds characters that are not seen"),
    ],
)
def test_a_file_that_no_audit_wrote_is_not_packed(tmp_path, name, content, fault):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CaseError) as raised:
        deposit_files(weighbridge.open_case("coltan"), "MIT", None, [tmp_path / name])
    (problem,) = raised.value.problems
    assert fault in problem.message
    assert str(problem.place).endswith(name)
    assert "weighbridge audit CASE" in problem.remedy


def test_a_source_of_the_package_that_a_folder_of_data_lacks_is_credited_by_its_key():
    case = SimpleNamespace(holdings=SimpleNamespace(sources={}))
    assert credit.short(case, "ferson-2015") == credit.licence(case, "ferson-2015") == "ferson-2015"
