"""What the package is made of: the bill of materials, notices of data that others made, and both in the wheel."""

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import materials
import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
BILL = json.loads((ROOT / materials.BILL).read_text(encoding="utf-8"))
PINNED = materials.pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))
NOTICES = (ROOT / "NOTICES.md").read_text(encoding="utf-8")
REMEDY = "run `make materials`"


def test_the_bill_lists_the_pinned_versions_and_nothing_else():
    listed = sorted((one["name"], one["version"]) for one in BILL["components"])
    pinned = sorted((canonicalize_name(pin.name), next(iter(pin.specifier)).version) for pin in PINNED)
    assert listed == pinned, REMEDY


def test_every_part_has_a_licence_and_an_address_of_its_own():
    assert [one["name"] for one in BILL["components"] if not one["licenses"]] == []
    places = [one["bom-ref"] for one in BILL["components"]]
    assert len(set(places)) == len(places)
    assert all(one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}" for one in BILL["components"])


def test_licences_are_those_that_the_libraries_themselves_name():
    compared = 0
    for one in BILL["components"]:
        try:
            here = distribution(one["name"])
        except PackageNotFoundError:
            continue  # of another system, another Python or another environment
        if here.version == one["version"]:
            assert one["licenses"] == materials.licence_of(here), f"{one['name']}: {REMEDY}"
            compared += 1
    assert compared > 80


def test_what_the_package_needs_is_told_from_what_an_extra_brings():
    needed = {one["name"] for one in BILL["components"] if one["scope"] == "required"}
    assert {"numpy", "pydantic-core", "mdurl"} <= needed  # by themselves, and through others
    assert not {"pytest", "jupyterlab", "matplotlib"} & needed
    (itself,) = (one for one in BILL["dependencies"] if one["ref"] == BILL["metadata"]["component"]["bom-ref"])
    assert set(itself["dependsOn"]) <= {one["bom-ref"] for one in BILL["components"] if one["scope"] == "required"}


def test_the_bill_holds_no_time_no_number_of_its_own_and_no_place_of_this_machine():
    text = json.dumps(BILL)
    assert "serialNumber" not in text
    assert "timestamp" not in text
    assert not re.search(r"file:|/root|/home|/opt", text)


@pytest.mark.parametrize("data", BILL["metadata"]["component"]["components"], ids=lambda one: one["name"])
def test_data_of_others_have_their_notice(data):
    file = data["description"].partition(":")[0]
    assert (ROOT / file).is_file()
    assert f"`{file}`" in NOTICES
    flat = " ".join(NOTICES.replace(">", " ").split())
    assert data["copyright"] in flat
    assert data["externalReferences"][0]["url"] in NOTICES
    for name in re.findall(r"`(licences/[^`]+)`", NOTICES):
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in (ROOT / name).read_text(encoding="utf-8")


def test_the_wheel_has_the_bill_and_the_notices(tmp_path):
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "NOTICES.md", materials.BILL):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "licences", tmp_path / "licences")
    made = Path("src", "weighbridge", "base", "project_files.py")  # which setup.py asks what else belongs in
    (tmp_path / made).parent.mkdir(parents=True)
    (tmp_path / made.parents[1] / "__init__.py").write_text("")
    shutil.copy(ROOT / made, tmp_path / made)
    command = [sys.executable, "setup.py", "--quiet", "dist_info"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (metadata,) = tmp_path.glob("*.dist-info")
    assert json.loads((metadata / "sboms" / materials.BILL).read_text(encoding="utf-8")) == BILL
    assert (metadata / "licenses" / "NOTICES.md").read_text(encoding="utf-8") == NOTICES
    assert (metadata / "licenses" / "licences" / "LGPL-2.1.txt").is_file()
