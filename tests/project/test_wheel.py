"""The wheel: what is in it, that it is the same whoever builds it, and that it works in an environment of its own."""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from installed_wheel import Installed, built, copied_source, installed
from weighbridge.audit.manifest import listed_files

ROOT = Path(__file__).parents[2]
WITHIN = "weighbridge/_project/"
PASSAGE = "69 trucks laden with 40.000 liters each, which means 2.670.000 liters"
LARGEST = 8_000_000  # bytes of the wheel: a mail takes it
WORKS_IN = "lay out a copy with `weighbridge notebooks DIR`, and run this in DIR"

# Commands one after the other in one process, each in a line of what it was, how it ended and what it said.
SEVERAL = """\
import json, sys
from click.testing import CliRunner
from weighbridge.cli import main
for words in json.loads(sys.argv[1]):
    ended = CliRunner().invoke(main, words)
    error = ended.exception if not isinstance(ended.exception, (SystemExit, type(None))) else ""
    print(json.dumps([ended.exit_code, ended.stdout, ended.stderr, repr(error) if error else ""]))
"""

# A notebook executed by a kernel of the environment: the texts that its cells show.
EXECUTE = """\
import json, sys
import nbformat
from nbclient import NotebookClient
from traitlets.config import Config
notebook = nbformat.read(sys.argv[1], as_version=4)
encrypted = Config(KernelManager={"transport_encryption": "auto"})
NotebookClient(notebook, timeout=120, kernel_name="python3", config=encrypted).execute()
print(json.dumps([cell.outputs for cell in notebook.cells if cell.cell_type == "code"]))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    """A copy of the source, to build from."""
    return copied_source(tmp_path_factory.mktemp("build") / "clone")


@pytest.fixture(scope="module")
def wheel(source) -> Path:
    """The wheel as it is built from a clone."""
    return built(source, source.parent / "wheel")


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory) -> Installed:
    """The wheel, installed where there is nothing else, below a folder that somebody keeps in git."""
    folder = tmp_path_factory.mktemp("elsewhere")
    if shutil.which("git"):
        author = ("-c", "user.name=N. N.", "-c", "user.email=n@example.org")
        for words in (["init", "-q"], [*author, "commit", "-q", "--allow-empty", "-m", "theirs"]):
            subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    return installed(wheel, folder / "environment", folder / "here")


def tracked(*folders: str) -> list[str]:
    """The files of the project that git has; all that are not hidden where the project is no clone."""
    if (ROOT / ".git").exists():
        said = subprocess.run(["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, check=True).stdout
        names = [os.fsdecode(name) for name in said.split(b"\0") if name]
        return sorted(name for name in names if (ROOT / name).is_file())
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    names = (path.relative_to(ROOT).as_posix() for path in found)
    return sorted(name for name in names if not any(part.startswith((".", "__")) for part in name.split("/")))


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel by their names."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_it_carries_the_data_the_notebooks_and_the_package_to_the_byte_and_nothing_besides(wheel):
    inside = contents(wheel)
    carried = {name.removeprefix(WITHIN): content for name, content in inside.items() if name.startswith(WITHIN)}
    project = tracked("data", "notebooks")
    assert {name for name in carried if name.startswith(("data/", "notebooks/"))} == set(project)
    assert [name for name in project if (ROOT / name).read_bytes() != carried[name]] == []
    package = {name.removeprefix("src/") for name in tracked("src")}
    assert {name for name in inside if not name.startswith(WITHIN) and ".dist-info/" not in name} == package


def test_it_carries_all_that_the_manifest_lists_so_that_an_audit_can_hold_it_against_that(wheel):
    inside = contents(wheel)
    listed = [name for name in listed_files(ROOT) if not name.startswith("src/")]
    assert [name for name in listed if WITHIN + name not in inside] == []


def test_its_size_its_modes_and_its_times_are_no_surprise(wheel):
    assert wheel.stat().st_size < LARGEST
    with zipfile.ZipFile(wheel) as archive:
        files = archive.infolist()
    assert {one.date_time for one in files} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.external_attr >> 16 & 0o777 for one in files if not one.filename.endswith("RECORD")} == {0o644}
    assert [one.filename for one in files if "\\" in one.filename or one.filename.startswith("/")] == []


def test_the_same_bytes_come_from_another_clone_with_other_modes_times_and_leftovers(source, wheel, tmp_path):
    other = copied_source(tmp_path / "other clone")
    left = other / "build" / "lib" / WITHIN / "data" / "cases" / "withdrawn" / "case.yaml"
    left.parent.mkdir(parents=True)
    left.write_text("of an earlier build")
    (other / "data" / "evidence" / ".weighbridge.lock").touch()
    (other / "data" / "cases" / "raqqa-2017" / ".case.yaml.swp").write_text("an editor's")
    if os.name != "nt":  # there it needs a right
        (other / "data" / "elsewhere.csv").symlink_to(ROOT / "setup.py")
    for path in (other / "data").rglob("*.csv"):
        os.utime(path, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
    for path in (other / "src").rglob("*.py"):
        path.chmod(0o600)
    again = built(other, tmp_path / "again")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_the_archive_of_the_source_builds_the_same_wheel(source, wheel, tmp_path):
    archive = built(source, tmp_path, "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert built(unpacked, tmp_path / "again").read_bytes() == wheel.read_bytes()


def test_commands_work_outside_any_clone_with_nothing_but_what_the_wheel_asks_for(environment):
    listed = environment.run("weighbridge", "list")
    assert listed.returncode == 0, listed.stderr
    names = {line.split(":")[0] for line in listed.stdout.splitlines()}
    assert {path.parent.name for path in (ROOT / "data" / "cases").glob("*/case.yaml")} <= names
    weighed = environment.run("weighbridge", "weigh", PASSAGE)
    assert (weighed.returncode, weighed.stderr) == (0, "")
    assert "2.76 million litres" in weighed.stdout
    verified = environment.run("weighbridge", "verify", "raqqa-2017", "--out", "build", "--without-panel")
    assert verified.returncode == 0
    assert verified.stderr.count("\n") == 1
    assert '`pip install "weighbridge[' in verified.stderr
    saved = json.loads((environment.here / "build" / "raqqa-2017.json").read_text(encoding="utf-8"))
    assert saved["run"].get("commit") is None, "what was installed is of no commit"


def test_results_are_those_of_the_clone(environment, raqqa_result):
    if not (environment.here / "build" / "raqqa-2017.json").is_file():
        environment.run("weighbridge", "verify", "raqqa-2017", "--out", "build", "--without-panel")
    saved = json.loads((environment.here / "build" / "raqqa-2017.json").read_text(encoding="utf-8"))
    here = json.loads(raqqa_result.model_dump_json())
    assert saved["checks"] == here["checks"]


def several(environment: Installed, commands: list[list[str]], cwd: Path | None = None) -> list[tuple[int, str, str]]:
    """How commands ended that ran in one process of the environment, and what each said and complained of."""
    done = environment.run("python", "-c", SEVERAL, json.dumps(commands), cwd=cwd)
    assert done.returncode == 0, done.stderr
    ended = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(words, fault) for words, (*_, fault) in zip(commands, ended, strict=True) if fault] == []
    return [(code, said, complaint) for code, said, complaint, _ in ended]


def test_a_case_can_be_traced_begun_and_checked_there(environment):
    (environment.here / "empty").mkdir()
    said = several(
        environment,
        [
            ["explain", "raqqa-2017", "load"],
            ["library", "load of a truck"],
            ["new", "mine", "--from", PASSAGE],
            ["check", "mine"],
            ["log", "raqqa-2017"],
            ["verify", "raqqa-2018"],
            ["verify", "empty"],
            ["help", "depends"],
        ],
    )
    assert [code for code, *_ in said] == [0, 0, 0, 0, 0, 2, 2, 0]
    assert "2,500 tonnes ÷ 50 trucks" in said[0][1]
    assert "figures" in said[1][1]
    assert (environment.here / "mine" / "case.yaml").is_file()
    assert "can be weighed" in said[3][1]
    assert "did you mean `raqqa-2017`?" in said[5][2]
    for page in (said[6][2].rpartition("see ")[2], said[7][1].rpartition("Read on:")[2].partition("#")[0]):
        assert (environment.here / page.strip()).is_file(), "outside a clone the page that was installed is named"


def test_what_was_installed_is_not_changed_and_a_line_says_where_to_work(environment):
    before = digests(environment.package)
    case = "_project/data/cases/raqqa-2017"
    (environment.here / "daily.csv").write_text("Date,Price\n2014-05-13,4500.25\n", encoding="utf-8")
    prices = "observation_date,PCOPPUSDM\n2017-02-01,5941.5\n"
    (environment.here / "fred.csv").write_text(prices, encoding="utf-8")
    described = ["--source-title", "Made-up", "--source-url", "https://example.org/cu", "--accessed", "2014-06-01"]
    table = ["--date", "Date", "--column", "Price", "--unit", "USD/tonne", "--table", "daily", "--source", "made-up"]
    writing = {
        case: ["log", "raqqa-2017", "--why", "it was counted again"],
        f"{case}/reviews": ["review", "raqqa-2017", "--as", "N. N.", "--dispute", "trucks", "--why", "nobody counted"],
        "_project/data": ["codebook", "--write"],
        "_project/data/evidence": ["evidence", "add", "daily.csv", *table, *described, "--yes"],
        "_project/data/evidence ": ["prices", "update", "fred.csv", "--yes"],
        "_project/data/cases": ["new", "mine", "--into", str(environment.package / "_project/data/cases")],
        "_project/notebooks/mine": ["notebooks", str(environment.package / "_project/notebooks/mine")],
    }
    for place, (code, _, complaint) in zip(writing, several(environment, list(writing.values())), strict=True):
        assert code == 2, (place, complaint)
        where = environment.package.joinpath(*place.strip().split("/"))
        assert complaint.startswith(str(where)), complaint
        assert complaint.count("\n") == 1
        assert "came with Weighbridge and is not changed; nothing was written" in complaint
        assert WORKS_IN in complaint
    assert digests(environment.package) == before


def test_in_the_folder_that_is_laid_out_everything_can_be_changed_and_an_audit_names_what_was(environment):
    done = environment.run("weighbridge", "notebooks", "work")
    assert (done.returncode, done.stderr) == (0, "")
    assert '`pip install "weighbridge[lab]"`, then `jupyter lab work/notebooks`' in done.stdout
    work = environment.here / "work"
    assert digests(work) == digests(environment.package / "_project")
    case = work / "data" / "cases" / "raqqa-2017" / "case.yaml"
    text = case.read_text(encoding="utf-8")
    assert text.count("value: 50 truck") == 1
    case.write_text(text.replace("value: 50 truck", "value: 49 truck"), encoding="utf-8")
    logged, audited, refused = several(
        environment,
        [
            ["log", "raqqa-2017", "--why", "it was counted again"],
            ["audit", "raqqa-2017", "--without-notebooks", "--out", "audit"],
            ["notebooks", "."],
        ],
        cwd=work,
    )
    assert logged[0] == 0, logged
    assert "trucks" in logged[1]
    record = json.loads((work / "audit" / "raqqa-2017-audit.json").read_text(encoding="utf-8"))
    failed = {one["place"].partition(":")[0] for one in record["items"] if one["standing"] == "failed"}
    changed = {"data/cases/raqqa-2017/case.yaml", "data/cases/raqqa-2017/log.yaml"}
    assert changed <= failed
    assert audited[0] == 1
    assert refused[0] == 2
    assert refused[2].count("\n") == 1
    assert "nothing was written; name a folder that is empty or not there yet" in refused[2]


@pytest.mark.parametrize("extra", ["notebooks"])
def test_a_notebook_that_was_laid_out_shows_what_it_was_saved_with(environment, extra, tmp_path):
    laid_out = environment.run("weighbridge", "notebooks", "notebooks of mine", cwd=tmp_path)
    assert laid_out.returncode == 0
    folder = tmp_path / "notebooks of mine" / "notebooks"
    (notebook,) = folder.glob("01-*.ipynb")
    about = {name: value for name in ("IPYTHONDIR", "MPLCONFIGDIR") if (value := os.environ.get(name))}
    done = environment.run("python", "-c", EXECUTE, str(notebook), extra=extra, cwd=folder, **about)
    assert done.returncode == 0, done.stderr
    saved = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    for number, (before, today) in enumerate(zip(saved, json.loads(done.stdout.splitlines()[-1]), strict=True), 1):
        assert texts(today) == texts(before["outputs"]), f"cell {number}"


def texts(outputs: list[dict]) -> list[str]:
    """The plain texts among the outputs of a cell, as nbformat writes them or as a kernel sends them."""
    found = [one.get("data", {}).get("text/plain", one.get("text", "")) for one in outputs]
    return [text if isinstance(text, str) else "".join(text) for text in found]
