"""An installation without the optional libraries: what needs one says so in a line, and everything else works."""

import inspect
import json
import os
import re
import subprocess
import sys
from functools import cached_property
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="forks are of POSIX")

import weighbridge
import without_libraries
from weighbridge.base import MissingLibraryError, needs
from weighbridge.cli.commands import COMMANDS
from without_libraries import EVERY, KERNEL, OPTIONAL
from written_project import make_project

SMALL = ("small", "--set", "trucks=40 truck")
PARQUET, CLUSTER = ("-o", "rows.parquet"), ("-o", "rows.csv", "--dask", "127.0.0.1:1")
MANY = ("weigh", "--many", "passages.csv")
WORKS = [  # without any of them
    ("check", "small"),
    ("claim-review", "small", "--author", "A", "--url", "https://example.org/"),
    ("codebook",),
    ("diff", *SMALL),
    ("evidence", "add", "daily.csv", "--date", "Date", "--column", "Price", "--unit", "USD/tonne"),
    ("explain", "small", "stated"),
    ("flips", "small", "fits"),
    ("help", "depends"),
    ("library", "cotton lint from a hectare"),
    ("list", "small"),
    ("log", "small"),
    ("new", "begun", "--from", "69 trucks with 40,000 liters each"),
    ("notebooks", "work"),
    ("prices", "update", "fred.csv"),
    ("reconcile", "small"),
    ("review", "small"),
    ("schema",),
    ("slips", "small", "fits"),
    ("solve", "--help"),
    ("sources", "small"),
    ("tables", "small", "--out", "tables"),
    ("verify", "small"),
    ("weigh", "50 trucks with 2500 tons"),
    (*MANY, "-o", "rows.csv", "--workers", "1"),
    ("workbook", "small", "-o", "a.xlsx"),
    ("verify", "small", "--json"),
]
CHARTLESS = {  # which write what has no charts then, and say so
    ("verify", "small", "--out", "build/out"): "The page",
    ("deposit", "small", "-o", "build/deposit"): "The deposit",
    ("report", "small", "-o", "build/report/small.md"): "The report",
}
REPORT = 'install it with `pip install "weighbridge[reports]"`, or ask for `--markdown`'
REFUSED = {
    ("report", "small"): f"a report as PDF or DOCX needs typst, which is not installed; {REPORT}",
    ("report", "small", "--docx"): f"a report as PDF or DOCX needs typst, which is not installed; {REPORT}",
    (*MANY, *PARQUET): "a Parquet file needs pyarrow, which is not installed; install it with "
    '`pip install "weighbridge[scale]"`, or name a file that ends in `.csv`',
    (*MANY, *CLUSTER): "`--dask` needs dask, which is not installed; install it with "
    '`pip install "weighbridge[scale]"`',
}
AUDIT = ("audit", "small")
TYPED = [*WORKS, *CHARTLESS, *REFUSED, AUDIT]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What calls and commands say where libraries are missing, and the folder in which the commands ran."""
    folder = Path(tmp_path_factory.mktemp("without"))
    paths = map(str, (without_libraries.ROOT / "src", without_libraries.ROOT / "tests"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    environment["WEIGHBRIDGE_DATA"] = str(without_libraries.ROOT / "data")
    ran = subprocess.run(
        [sys.executable, without_libraries.__file__, json.dumps(TYPED), str(make_project(folder))],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr[-4000:]
    found = json.loads(ran.stdout)
    found["commands"] = dict(zip(TYPED, found["commands"], strict=True))
    return found, folder


def annotated(result):
    """The public names whose results are of a type, as it is written in the source."""
    case = weighbridge.open_case("raqqa-2017")
    found = set()
    for name, one in without_libraries.held(case).items():
        for public in without_libraries.public(one):
            member = inspect.getattr_static(type(one), public, None)
            member = getattr(member, "fget", None) or (member.func if isinstance(member, cached_property) else member)
            if getattr(member, "__annotations__", {}).get("return") == result:
                found.add(f"{name}.{public}")
    return found


def test_nothing_optional_is_loaded_before_it_is_asked_for(told):
    assert told[0]["loaded"] == []


@pytest.mark.parametrize("library", [*KERNEL, EVERY])
def test_what_needs_a_library_says_which_and_how_to_install_it(told, library):
    refused = {name: one for name, one in told[0]["told"][library].items() if "raised" in one}
    for name, one in refused.items():
        assert "MissingLibraryError" in one["bases"], (name, one)
        assert one["name"] in (OPTIONAL if library == EVERY else {library})
        needed, told_remedy = one["said"].split("; ")
        assert needed.endswith(f" needs {one['name']}, which is not installed")
        assert told_remedy == f'install it with `pip install "weighbridge[{OPTIONAL[one["name"]]}]"`'
        assert "\n" not in one["said"]


def test_what_gives_a_table_a_page_or_a_chart_is_what_needs_one(told):
    refused = {
        library: {name for name, one in all_.items() if "raised" in one} for library, all_ in told[0]["told"].items()
    }
    charts = {f"charts.{name}" for name in weighbridge.charts.__all__}
    tables = annotated("pd.DataFrame")
    assert len(tables) > 15
    assert refused["pandas"] == tables | charts | {"table", "estimates_of"}
    assert refused["matplotlib"] == refused["PIL"] == charts
    assert "charts.ternary_plot" in refused["mpltern"] < charts
    assert refused["IPython"] == {"before_and_after", "estimates_of", "folded", "say", "sources_of", "table"}
    assert refused["ipywidgets"] == set()


def test_every_command_is_tried():
    assert {words[0] for words in TYPED} == set(COMMANDS)


@pytest.mark.parametrize("words", WORKS, ids=" ".join)
def test_a_command_that_needs_none_works(told, words):
    ended = told[0]["commands"][words]
    assert ended["code"] == 0, ended
    assert "not installed" not in ended["err"]
    assert ended["out"] or words[0] == "weigh"


@pytest.mark.parametrize("words", CHARTLESS, ids=" ".join)
def test_a_command_that_draws_writes_the_rest_and_says_so(told, words):
    ended = told[0]["commands"][words]
    assert ended["code"] == 0, ended
    (line,) = [line for line in ended["err"].splitlines() if "charts" in line]
    assert line == (
        f"{CHARTLESS[words]} has no charts: a chart needs pandas, which is not installed; install it with "
        '`pip install "weighbridge[notebooks]"`'
    )
    place = told[1] / words[-1]
    pages = [place] if place.is_file() else list(place.rglob("*.html"))
    assert pages
    assert not any(re.search("<img|In charts", page.read_text(encoding="utf-8")) for page in pages)


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_a_command_that_can_do_nothing_without_is_refused_in_a_line(told, words):
    ended = told[0]["commands"][words]
    assert (ended["code"], ended["err"].splitlines()) == (2, [REFUSED[words]])
    assert {"rows.parquet", "small.pdf", "small.docx"}.isdisjoint(path.name for path in told[1].iterdir())


def test_an_audit_says_what_could_not_be_looked_at(told):
    ended = told[0]["commands"][AUDIT]
    assert ended["code"] in (0, 1), ended
    assert "Traceback" not in ended["out"] + ended["err"]


def test_a_library_that_is_broken_is_told_apart_from_one_that_is_missing():
    with pytest.raises(MissingLibraryError) as raised, needs("a chart", "reports"):
        raise ImportError("libfreetype.so.6:\n cannot open", name="matplotlib.ft2font")
    assert str(raised.value) == (
        "a chart needs matplotlib, which cannot be loaded (libfreetype.so.6: cannot open); "
        'install it with `pip install "weighbridge[reports]"`'
    )


def test_a_fault_of_our_own_is_not_taken_for_a_missing_library():
    with pytest.raises(ImportError) as raised, needs("a chart", "notebooks"):
        from weighbridge.base import no_such_name  # noqa: F401
    assert not isinstance(raised.value, MissingLibraryError)
