"""Write ``materials.cdx.json`` anew, the bill of materials: ``.venv/bin/python tools/materials.py``.

It lists what the package is made of, in CycloneDX 1.6: every version that ``constraints.txt`` names, with its licence
in its own words, which of them the package needs and which an extra brings, and the data of others that are within. It
goes into the wheel (``setup.py``), where PEP 770 says that scanners look. Two runs over the same pins give the same
bytes: there is no time in it and no serial number.

A licence is read from what is installed. What is not installed here, since it is for another system or another Python,
keeps the licence that the bill has; a new one has to be looked up, and the tool says so.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from weighbridge.base import write_all

ROOT = Path(__file__).resolve().parents[1]
BILL = "materials.cdx.json"
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
UNSAID = ("", "UNKNOWN", "License", "LICENSE file.")  # what stands in place of a licence in some
# Data of others that stand in the package, with what NOTICES.md says of each.
TAKEN_OVER = (
    {
        "name": "cools_kuo_nuyens_d250_m20",
        "description": "src/weighbridge/uncertainty/lattice.txt: the first 100 components of a generating vector",
        "copyright": "Copyright 2014-2025 National Technology & Engineering Solutions of Sandia, LLC (NTESS)",
        "licenses": [{"license": {"name": "GNU Lesser General Public License 2.1"}}],
        "externalReferences": [{"type": "vcs", "url": "https://github.com/snl-dakota/dakota"}],
    },
    {
        "name": "PyUncertainNumber: coefficients of hedges",
        "description": "src/weighbridge/text/hedges.csv: the columns A to H and sigma of measured cues",
        "copyright": "Copyright (c) 2024, Leslie",
        "licenses": [{"license": {"id": "MIT"}}],
        "externalReferences": [{"type": "vcs", "url": "https://github.com/leslieDLcy/PyUncertainNumber"}],
    },
)


def pins(text: str) -> list[Requirement]:
    """The requirements of a list of constraints, without their hashes.

    >>> [str(pin) for pin in pins("# tried\\nappnope==1.0.0 ; sys_platform == 'darwin' \\\\\\n    --hash=sha256:ab\\n")]
    ['appnope==1.0.0; sys_platform == "darwin"']
    """
    lines = (line.removesuffix("\\").strip() for line in text.splitlines() if re.match(r"[A-Za-z]", line))
    return [Requirement(line) for line in lines]


def licence_of(found: Distribution) -> list[dict[str, Any]]:
    """What a library says of its own licence: an expression of SPDX, or its words; nothing where it says none."""
    metadata = found.metadata
    if expression := metadata.get("License-Expression"):
        return [{"expression": expression}]
    kinds = [each for each in metadata.get_all("Classifier") or [] if each.startswith("License :: ")]
    words = (metadata.get("License") or "").strip()
    if words in UNSAID or "\n" in words or len(words) > 60:  # some put the whole text there
        return [{"license": {"name": each.rsplit(" :: ", 1)[1]}} for each in kinds]
    return [{"license": {"name": words}}]


def needed(names: set[str], installed: dict[str, Distribution]) -> set[str]:
    """The libraries that these need, and those need in turn, without their extras; each on some system or Python."""
    found, left = set(), set(names)
    while left:
        name = left.pop()
        found.add(name)
        lines = map(Requirement, installed[name].requires or ()) if name in installed else ()
        left |= {canonicalize_name(one.name) for one in lines if "extra" not in str(one.marker)} - found
    return found


def bill(project: dict, constraints: str, installed: dict[str, Distribution], before: dict) -> dict[str, Any]:
    """The bill of materials of a project.

    Args:
        project: the table ``project`` of ``pyproject.toml``.
        installed: what is installed here, by its name as package indexes compare it.
        before: the bill of before, for the licences of what is not installed here.
    """
    own = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    required = needed(own, installed)
    licences = {one["name"]: one["licenses"] for one in before.get("components", ()) if one["licenses"]}
    components = []
    for pin in pins(constraints):
        name, (specifier,) = canonicalize_name(pin.name), pin.specifier
        place = f"pkg:pypi/{name}@{specifier.version}"
        said = licence_of(installed[name]) if name in installed else []
        components.append(
            {
                "type": "library",
                "bom-ref": place,
                "name": name,
                "version": specifier.version,
                "scope": "required" if name in required else "optional",
                "licenses": said or licences.get(name, []),
                "purl": place,
                **({"properties": [{"name": "marker", "value": str(pin.marker)}]} if pin.marker else {}),
            }
        )
    place = f"pkg:pypi/{project['name']}@{project['version']}"
    direct = [one["bom-ref"] for one in components if one["name"] in own]
    itself = {
        "type": "library",
        "bom-ref": place,
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
        "purl": place,
        "components": [{"type": "data", "bom-ref": f"data:{one['name']}", **one} for one in TAKEN_OVER],
    }
    return {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": itself},
        "components": components,
        "dependencies": [{"ref": place, "dependsOn": direct}],
    }


def installed_here() -> dict[str, Distribution]:
    """What is installed in the environments of the project, by name; at least what this runs with."""
    folders = [*sys.path, *map(str, ROOT.glob(".venv/*/lib/python*/site-packages"))]
    return {canonicalize_name(one.metadata["Name"]): one for one in distributions(path=folders)}


def rendered() -> tuple[str, list[str]]:
    """The bill as a text, and the names of which it knows no licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    path = ROOT / BILL
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    made = bill(project, (ROOT / "constraints.txt").read_text(encoding="utf-8"), installed_here(), before)
    unsaid = [one["name"] for one in made["components"] if not one["licenses"]]
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n", unsaid


def main() -> None:
    """Write the bill, and name what has no licence in it yet."""
    text, unsaid = rendered()
    bill = ROOT / BILL
    write_all(bill.parent, {bill.name: text})
    print(f"{BILL} lists {text.count('pkg:pypi/') // 2} versions")
    if unsaid:
        print(f"without a licence, since they are not installed here: {', '.join(unsaid)}; write theirs by hand")


if __name__ == "__main__":
    main()
