"""The files of the set-up agree: pyproject.toml, constraints.txt, environment.yml, and what tells of them."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import SimpleNamespace

import install
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from requirements import requirements
from ruamel.yaml import YAML

from weighbridge.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
FILES = ["pyproject.toml", "constraints.txt", "environment.yml", "Makefile", ".ci/run", ".github/workflows/ci.yml"]
LAB = ROOT / ".venv" / "lab" / "bin" / "python"
REMEDY = "run `make pins`, then bring environment.yml into line"
WHOLE_TEST = ("make test", "python -m pytest -n 2 --dist loadfile src tests")
PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


PROJECT = tomllib.loads(text("pyproject.toml"))
ENVIRONMENT = YAML(typ="safe").load(text("environment.yml"))


def direct():
    """Every requirement that pyproject.toml names, of the package, of its extras and of its build."""
    lines = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        lines += extra
    return [each for each in map(Requirement, lines) if each.name != "weighbridge"]


def exact(requirement):
    (specifier,) = requirement.specifier
    assert specifier.operator == "==", f"{requirement} does not name one version"
    return specifier.version


def holds(requirement, python):
    """Whether a requirement counts for one Python: squigglepy itself refuses the newest."""
    marker = requirement.marker
    return marker is None or marker.evaluate({"python_version": python, "python_full_version": f"{python}.0"})


def hashed():
    """Each requirement of constraints.txt with the hashes of its files."""
    lines = text("constraints.txt").replace(" \\\n", " ").splitlines()
    whole = (line.partition(" --hash=") for line in lines if line and not line.startswith("#"))
    return [(Requirement(pin), f"{mark}{hashes}".split()) for pin, mark, hashes in whole]


HASHED = hashed()


def pins(python):
    """The versions of constraints.txt for one Python, by name."""
    found = {}
    for pin, _ in HASHED:
        if holds(pin, python):
            assert canonicalize_name(pin.name) not in found, f"{pin.name} is pinned twice for Python {python}"
            found[canonicalize_name(pin.name)] = exact(pin)
    return found


def conda():
    """The versions of environment.yml, by name, whether conda or pip installs them."""
    found = {}
    for each in ENVIRONMENT["dependencies"]:
        if isinstance(each, str):
            name, _, version = each.partition("=")
            found[canonicalize_name(name)] = version
        else:
            for line in each["pip"]:
                if not line.startswith("-"):
                    pin = Requirement(line)
                    found[canonicalize_name(pin.name)] = exact(pin)
    return found


CONDA = conda()


def test_constraints_pin_what_pyproject_asks_for():
    for python in PYTHONS:
        pinned = pins(python)
        for requirement in (each for each in direct() if holds(each, python)):
            version = pinned.get(canonicalize_name(requirement.name))
            assert version, f"{requirement.name} has no version for Python {python} in constraints.txt: {REMEDY}"
            assert version in requirement.specifier, f"constraints.txt pins {version}, not {requirement}: {REMEDY}"


def test_every_file_that_is_installed_has_a_hash():
    assert len(HASHED) > 150
    for pin, hashes in HASHED:
        assert hashes, f"{pin} has no hash: {REMEDY}"
        assert [each for each in hashes if not re.fullmatch("--hash=sha256:[0-9a-f]{64}", each)] == [], pin
        assert len(set(hashes)) == len(hashes), pin


def test_pip_installs_nothing_that_it_does_not_check():
    installed = [line for line in text("Makefile").splitlines() if "pip install" in line]
    assert len(installed) == 1  # for `make pins`; the environments are those of tools/install.py
    run = [" ".join(each) for each in install.commands(Path("python"), Path(), ["numpy"])]
    assert len(run) == 3  # the tools, the libraries, and the package itself, which is a folder
    for line in [*installed, *run[:2]]:
        assert "--require-hashes" in line
    assert "--no-deps --no-index --no-build-isolation --editable ." in run[2]
    assert [line for line in run[:2] if "--only-binary :all: --no-binary numpy " not in line] == []
    for name in ("binder/postBuild", ".github/workflows/ci.yml", ".ci/run"):
        assert "pip install" not in text(name), f"{name}: tools/install.py installs, and checks what it installs"
    assert {"pip", "setuptools", "uv"} <= {pin.name for pin, _ in HASHED}  # what installs and builds is a file too


@pytest.mark.skipif(os.name == "nt", reason="the Makefile is for systems with a shell of POSIX")
def test_a_file_that_was_tampered_with_is_not_installed(tmp_path):
    for name in ("Makefile", "pyproject.toml", "tools/install.py", "tools/requirements.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    files = {
        "setuptools.py": "raise SystemExit('this was installed')",
        "setuptools-99.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: setuptools\nVersion: 99.0\n",
        "setuptools-99.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "setuptools-99.0.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(tmp_path / "setuptools-99.0-py3-none-any.whl", "w") as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
    (tmp_path / "constraints.txt").write_text(f"setuptools==99.0 \\\n    --hash=sha256:{'0' * 64}\n")
    offline = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    command = ["make", f"PYTHON={sys.executable}", ".venv/.ready"]
    run = subprocess.run(command, cwd=tmp_path, env=offline, check=False, capture_output=True, text=True)
    assert run.returncode == 2
    assert "DO NOT MATCH THE HASHES" in run.stderr
    assert "Not installed in .venv. If pip speaks of hashes above, a file is not the one that" in run.stderr
    assert not (tmp_path / ".venv" / ".ready").exists()
    assert list((tmp_path / ".venv").glob("**/setuptools-99*")) == []


@pytest.mark.parametrize(("extra", "has", "lacks"), [("lab", "jupyterlab", "pytest"), ("test", "pytest", "jupyterlab")])
def test_what_is_installed_is_what_pyproject_asks_for(extra, has, lacks):
    wanted = {canonicalize_name(Requirement(each).name) for each in requirements(PROJECT["project"], [extra])}
    assert {"numpy", "matplotlib", has} <= wanted  # notebooks come with either
    assert lacks not in wanted
    assert "weighbridge" not in wanted


def test_binder_installs_what_the_notebooks_need_and_no_more():
    """Its folder takes the place of environment.yml, whose tests and tools would only make a newcomer wait."""
    build = ROOT / "binder" / "postBuild"
    assert os.access(build, os.X_OK), "Binder runs it"
    (said,) = re.findall(r"^python (tools/\S+\.py) --here (\w+)$", text("binder/postBuild"), re.MULTILINE)
    assert (ROOT / said[0]).is_file()
    wanted = {canonicalize_name(Requirement(each).name) for each in requirements(PROJECT["project"], [said[1]])}
    assert {"numpy", "pandas", "matplotlib", "ipywidgets", "ipykernel"} <= wanted
    assert not {"pytest", "sphinx", "dask", "jupyterlab"} & wanted  # Binder brings JupyterLab itself
    assert sorted(path.name for path in (ROOT / "binder").iterdir()) == ["postBuild", "runtime.txt"]
    assert text("binder/runtime.txt").strip() == f"python-{CONDA['python']}"


def test_jupyterlab_opens_on_a_notebook_and_fetches_no_news():
    (opened,) = re.findall(r"jupyterlab \$\(LAB_OPTIONS\) (\S+)$", text("Makefile"), re.MULTILINE)
    assert (ROOT / opened).is_file()
    (folder,) = re.findall(r"^LAB_OPTIONS := --LabApp.app_settings_dir=(\S+)$", text("Makefile"), re.MULTILINE)
    settings = json.loads(text(f"{folder}/overrides.json"))["@jupyterlab/apputils-extension:notification"]
    assert settings == {"checkForUpdates": False, "fetchNews": "false"}


@pytest.mark.skipif(not LAB.is_file(), reason="JupyterLab is not here: `make .venv/lab/.ready` installs it")
def test_jupyterlab_itself_reads_what_it_is_not_to_fetch():
    code = "from jupyterlab_server.settings_utils import _get_overrides as read; print(read('tools/lab'))"
    done = subprocess.run([LAB, "-c", code], cwd=ROOT, capture_output=True, check=True)
    read, fault = ast.literal_eval(done.stdout.decode())
    assert (read["@jupyterlab/apputils-extension:notification"]["fetchNews"], fault) == ("false", "")


@pytest.mark.parametrize(("system", "place"), [("nt", "Scripts/python.exe"), ("posix", "bin/python")])
def test_an_environment_has_its_python_where_the_system_puts_it(monkeypatch, system, place):
    monkeypatch.setattr(install, "os", SimpleNamespace(name=system))
    assert install.python_of(ROOT / ".venv").relative_to(ROOT / ".venv").as_posix() == place


def test_an_extra_that_is_not_there_is_named():
    command = [sys.executable, ROOT / "tools" / "install.py", "--here", "nowhere"]
    run = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert (run.returncode, run.stderr) == (
        1,
        "pyproject.toml has no extra 'nowhere'; it has test, lab, notebooks, docs and others.\n",
    )


def test_the_makefile_keeps_to_what_macos_has():
    """GNU Make 3.81 of 2006, and tools of BSD: what came later, or is of GNU alone, fails there or does otherwise."""
    newer = r"^\w+ *(!=|::=)|&:|\$\((file|let|intcmp) |\.ONESHELL|\.EXTRA_PREREQS|^private |^undefine "
    of_gnu = r"sha256sum|readlink -f|sed -[ir]|grep -P|find .*-printf|xargs -r|stat -c|date -d|cp -\w*t|awk -i"
    assert re.findall(f"{newer}|{of_gnu}", text("Makefile"), re.MULTILINE) == []
    assert re.findall(f"{newer}|{of_gnu}", "A != pwd\n\tsed -i s/a/b/ c", re.MULTILINE) != []


WORKFLOW = YAML(typ="safe").load(text(".github/workflows/ci.yml"))["jobs"]


def lines_of(job):
    """What a job types, a line each."""
    return [line.strip() for step in job["steps"] for line in str(step.get("run", "")).splitlines()]


def test_the_workflow_runs_on_every_system_that_is_spoken_of():
    on = {
        name: {job["runs-on"], *job.get("strategy", {}).get("matrix", {}).get("os", [])}
        for name, job in WORKFLOW.items()
    }
    assert {"windows-latest", "macos-latest"} <= on["systems"]
    assert {"ubuntu-latest", "windows-latest", "macos-latest"} <= on["package"]
    for name, job in WORKFLOW.items():
        assert job["timeout-minutes"] <= 90, name
        if "windows-latest" in on[name]:
            assert job["defaults"]["run"]["shell"] == "bash", f"{name}: one shell for all systems"
            everywhere = {"steps": [step for step in job["steps"] if "if" not in step]}
            assert [line for line in lines_of(everywhere) if line.startswith(("make", ".venv/"))] == []


def test_what_the_workflow_types_is_there():
    typed = [line.split() for job in WORKFLOW.values() for line in lines_of(job)]
    extras = PROJECT["project"]["optional-dependencies"]
    for words in typed:
        if words[0] == "weighbridge":
            assert words[1] in {*COMMANDS, "notebooks"}, words
        if words[0] == "make":
            assert re.search(f"^{words[1]}:", text("Makefile"), re.MULTILINE), words
        for file in (
            word for word in words if word.startswith(("tools/", "./binder/", "notebooks/")) and "mine" not in words
        ):
            assert list(ROOT.glob(file.removeprefix("./"))), words
        if "tools/install.py" in words:
            assert words[-1] in extras, words


def test_no_path_of_windows_gets_into_a_list_of_paths():
    """``RUNNER_TEMP`` is ``D:\\a\\_temp`` there, parted by bash at its colon; `pwd` gives one without."""
    lists = [line for job in WORKFLOW.values() for line in lines_of(job) if line.startswith("export PATH=")]
    assert lists
    for line in lists:
        assert set(re.findall(r"\$(\w+)", line)) <= {"PWD", "PATH"}, line


def test_a_job_is_given_the_time_that_the_whole_test_takes():
    """On two processors it takes 20 minutes; an installation, the audit and `make verify` come to that."""
    whole = [job for job in WORKFLOW.values() if any(line.startswith(WHOLE_TEST) for line in lines_of(job))]
    assert len(whole) == 3
    assert all(job["timeout-minutes"] >= 60 for job in whole)


def test_each_library_has_its_reason_in_the_design():
    table = text("docs/design.md").partition("## Libraries, and what each is for")[2]
    rows = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    named = {canonicalize_name(name) for row in rows for name in row.split(", ")}
    assert {canonicalize_name(each.name) for each in direct()} - {"setuptools"} - named == set()


def test_actions_of_the_workflow_are_commits():
    used = re.findall(r"uses: (\S+)(?: # (\S+))?$", text(".github/workflows/ci.yml"), re.MULTILINE)
    assert len(used) == text(".github/workflows/ci.yml").count("uses:") > 3
    for action, version in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), f"{action} can be moved: name a commit"
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version), f"{action}: say in a comment which version that is"


def test_environment_has_the_versions_of_constraints():
    pinned = pins(CONDA["python"])
    wanted = {name: pinned[name] for name in {canonicalize_name(each.name) for each in direct()}}
    assert {name: CONDA.get(name) for name in wanted} == wanted, f"environment.yml: {REMEDY}"


def test_environment_holds_the_notebooks_tools_and_the_package():
    assert {"jupyterlab", "pandas", "matplotlib", "nbval"} <= CONDA.keys()
    (pip,) = (each["pip"] for each in ENVIRONMENT["dependencies"] if not isinstance(each, str))
    assert "-e ." in pip
    assert CONDA["python"] in PYTHONS


def test_no_file_names_an_index():
    for name in FILES:
        # The recipe of `make pins` names the options by which uv leaves addresses out.
        content = re.sub(r"--no-emit-(index-url|find-links)", "", text(name))
        named = re.search(r"index-url|find-links|trusted-host|pypi\.|pythonhosted|anaconda\.(org|com)", content)
        assert not named, f"{name} names {named[0]}"


def test_the_readme_names_targets_of_the_makefile():
    named = set(re.findall(r"make ([a-z]+)", text("README.md")))
    assert {"verify", "test"} <= named
    assert named <= set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))


def test_one_version_everywhere():
    version = PROJECT["project"]["version"]
    citation = YAML(typ="safe").load(text("CITATION.cff"))
    assert str(citation["version"]) == version
    newest = re.search(r"^## (\S+?),? .*?(\d{4}-\d\d-\d\d)$", text("CHANGES.md"), re.MULTILINE)
    assert newest, "CHANGES.md has no heading with a version and a date"
    assert newest.groups() == (version, str(citation["date-released"]))


def test_a_page_needs_no_network(tmp_path):
    """The tool by which `make verify` writes pages leaves no script, style, frame or image to fetch."""
    notebook = tmp_path / "page.ipynb"
    notebook.write_text(
        """{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "kept $x^2$"}]}""",
        encoding="utf-8",
    )
    command = [sys.executable, ROOT / "tools" / "notebooks.py", "--into", tmp_path / "into", notebook]
    subprocess.run(command, check=True, capture_output=True)
    page = (tmp_path / "into" / "page.html").read_text(encoding="utf-8")
    assert "kept" in page
    source = r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["']?(?:https?:)?//"""
    loaded = r"""\bimport\b[^;\n]*["']https?:|\burl\(["']?https?:"""
    assert not re.findall(f"{source}|{loaded}", page)


def test_a_notebook_that_fails_fails_make_with_the_error_of_its_cell(tmp_path):
    cell = '{"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": null, "source": "%s"}'
    for name, source in (("good", "1 + 1"), ("bad", "len(5)")):
        text = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [' + cell % source + "]}"
        (tmp_path / f"{name}.ipynb").write_text(text, encoding="utf-8")
    before = (tmp_path / "bad.ipynb").read_text(encoding="utf-8")
    command = [sys.executable, ROOT / "tools" / "notebooks.py", tmp_path / "bad.ipynb", tmp_path / "good.ipynb"]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert run.returncode == 1
    assert "bad.ipynb: a cell failed" in run.stderr
    assert "TypeError: object of type 'int' has no len()" in run.stderr
    assert (tmp_path / "bad.ipynb").read_text(encoding="utf-8") == before
    assert '"text/plain": [\n       "2"\n      ]' in (tmp_path / "good.ipynb").read_text(encoding="utf-8")
