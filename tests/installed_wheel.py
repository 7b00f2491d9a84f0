"""The wheel, built from a copy of the source and installed into an environment that has only what it asks for.

Nothing is fetched. The environment finds the libraries of this one, but only those that the wheel itself, or it with an
extra, asks for: to every other name it answers that there is no such module, as an environment fresh from a package
index would. So what a command needs and the metadata do not name is found here.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PARTS = ("src", "data", "docs", "notebooks", "licences")
OURS = "weighbridge"
EXTRA = "WEIGHBRIDGE_TEST_EXTRA"  # the extra with which it is as if installed

BUILD = """\
import sys
from setuptools import build_meta
print(getattr(build_meta, f"build_{sys.argv[1]}")(sys.argv[2]))
"""

# Run by the environment at its start: where the libraries are, and which it has.
FINDER = '''\
"""Finds the libraries that were asked for, where another environment has them."""

import json
import os
import sys
from importlib.machinery import PathFinder
from importlib.metadata import DistributionFinder, MetadataPathFinder
from pathlib import Path

ASKED = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
HAS = ASKED["has"][os.environ.get("WEIGHBRIDGE_TEST_EXTRA", "")]


class Asked:
    """Knows modules and distributions that were asked for, and no others."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        """Where a module is; none for one that was not asked for."""
        return PathFinder.find_spec(name, ASKED["where"]) if path is None and name in HAS["modules"] else None

    @staticmethod
    def find_distributions(context=DistributionFinder.Context()):
        """The distributions of that name that were asked for."""
        within = DistributionFinder.Context(name=context.name, path=ASKED["where"])
        found = MetadataPathFinder.find_distributions(within)
        return [one for one in found if one.metadata["Name"].lower().replace("_", "-") in HAS["distributions"]]


sys.meta_path.append(Asked)
'''


def copied_source(folder: Path) -> Path:
    """A folder with a copy of what the package is built from, as a clone has it."""
    folder.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copyfile(path, folder / path.name)
    made = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*")
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=made)
    return folder


def built(source: Path, into: Path, kind: str = "wheel", **environment: str) -> Path:
    """The wheel, or the archive of the source (``sdist``), as a builder makes it that is asked for it."""
    into.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    command = [sys.executable, "-c", BUILD, kind, str(into)]
    done = subprocess.run(command, cwd=source, env={**kept, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return into / done.stdout.splitlines()[-1]


def asked_for(extra: str = "") -> set[str]:
    """The distributions that the package asks for with an extra, directly and through others, without itself."""
    found: set[str] = set()
    waiting = [(OURS, frozenset({extra}))]
    seen = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        name, extras = one
        try:
            wanted = [Requirement(text) for text in requires(name) or ()]
        except PackageNotFoundError:
            continue  # of another system or another Python
        for other in wanted:
            if other.marker is None or any(other.marker.evaluate({"extra": each}) for each in {"", *extras}):
                waiting.append((canonicalize_name(other.name), frozenset(other.extras)))
                found.add(canonicalize_name(other.name))
    return found - {OURS}


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and a folder outside any clone in which commands run."""

    folder: Path
    python: Path
    here: Path

    @property
    def package(self) -> Path:
        """The folder of the package that was installed."""
        (found,) = self.folder.rglob("site-packages/weighbridge")
        return found

    def run(self, *words: str, extra: str = "", cwd: Path | None = None, **environment: str):
        """A program of this environment, run to its end: the first word is its name."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "WEIGHBRIDGE"))}
        program = self.python.with_name(words[0] + (".exe" if os.name == "nt" else ""))
        about = {"PYTHONUTF8": "1", EXTRA: extra}
        return subprocess.run(
            [str(program), *words[1:]],
            cwd=cwd or self.here,
            env={**kept, **about, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )


def installed(wheel: Path, folder: Path, here: Path) -> Installed:
    """The environment in which a wheel was installed, by pip, without a network."""
    venv.create(folder, symlinks=os.name != "nt")
    here.mkdir(parents=True, exist_ok=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", str(python)]
    command += ["install", "--no-deps", "--no-index", "--no-compile", str(wheel)]
    done = subprocess.run(command, cwd=here, env=_plain(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = Installed(folder, python, here)
    site = made.package.parent
    modules = packages_distributions()
    has = {}
    for extra in ("", "reports", "notebooks"):
        wanted = asked_for(extra)
        names = [name for name, ours in modules.items() if wanted & {canonicalize_name(one) for one in ours}]
        has[extra] = {"modules": sorted(names), "distributions": sorted(wanted)}
    where = sorted({sysconfig.get_path(kind) for kind in ("purelib", "platlib")})
    (site / "asked_for.json").write_text(json.dumps({"where": where, "has": has}), encoding="utf-8")
    (site / "asked_for.py").write_text(FINDER, encoding="utf-8")
    (site / "asked_for.pth").write_text("import asked_for\n", encoding="utf-8")
    return made


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
