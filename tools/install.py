"""Install the versions of constraints.txt, each file checked by its hash: ``python tools/install.py lab``.

What ``make`` does on systems that have it, and all that others need: it makes the environment ``.venv``, and installs
the libraries of the extras that are named, then the package itself. Needs Python alone, and a registry to install from.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
TOOLS = ("pip", "setuptools")  # a pip that does not know hashes would be of no use, and what builds is a file too
CONSTRAINTS = "constraints.txt"
REMEDY = (
    f"If pip speaks of hashes above, a file is not the one that {CONSTRAINTS} lists: try once more, then ask why. "
    "If it found no version, this system has no wheel: name that library with --build NAME (make: SOURCES=NAME)."
)


def python_of(folder: Path) -> Path:
    """Where an environment has its Python, which Windows puts elsewhere."""
    return folder.absolute() / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def hashed(constraints: str, names: Iterable[str]) -> str:
    """The lines of constraints that pin these names, with their hashes.

    >>> print(hashed("pip==26 \\\\\\n    --hash=sha256:0a\\npipx==1 \\\\\\n    --hash=sha256:1b\\n", ["pip"]))
    pip==26 \\
        --hash=sha256:0a
    """
    wanted, kept = tuple(f"{name}==" for name in names), []
    takes = False
    for line in constraints.splitlines():
        if line and not line[0].isspace():
            takes = line.startswith(wanted)
        if takes:
            kept.append(line)
    return "\n".join(kept)


def commands(python: Path, folder: Path, builds: Iterable[str] = (), wheel: Path | None = None) -> list[list[str]]:
    """What is run in an environment: the tools, the libraries that ``folder`` lists, and the package or its wheel.

    What has no wheel would be built by tools that nobody checked: it is refused, but for the names in ``builds``. Not
    compiling what is never imported halves the time.
    """
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    checked = [*pip, "--no-compile", "--require-hashes", "--only-binary", ":all:"]
    checked += [word for name in builds for word in ("--no-binary", name)]
    return [
        [*checked, "--requirement", str(folder / "tools.txt")],
        [*checked, "--constraint", CONSTRAINTS, "--requirement", str(folder / "requirements.txt")],
        [*pip, "--no-deps", "--no-index", "--no-build-isolation", *([str(wheel)] if wheel else ["--editable", "."])],
    ]


def install(python: Path, extras: Iterable[str], builds: Iterable[str] = (), wheel: Path | None = None) -> bool:
    """Whether the libraries of some extras, and the package, could be installed for a Python.

    Args:
        builds: libraries that may be built here.
        wheel: of the package, installed in place of this folder.

    Raises:
        KeyError: there is no such extra.
    """
    import tomllib  # which an older Python has not, and is to be told so

    from requirements import requirements

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = "\n".join(requirements(project, extras))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tools = hashed((ROOT / CONSTRAINTS).read_text(encoding="utf-8"), TOOLS)
        (folder / "tools.txt").write_text(f"{tools}\n", encoding="utf-8", newline="\n")
        (folder / "requirements.txt").write_text(f"{listed}\n", encoding="utf-8", newline="\n")
        done = (subprocess.run(words, cwd=ROOT, check=False) for words in commands(python, folder, builds, wheel))
        return all(each.returncode == 0 for each in done)


def parser() -> argparse.ArgumentParser:
    """What can be typed."""
    found = argparse.ArgumentParser(description="Install the versions of constraints.txt.")
    found.add_argument("extras", nargs="*", default=["lab"], help="extras of pyproject.toml; lab where none is named")
    found.add_argument("--into", type=Path, default=Path(".venv"), help="the environment, made where there is none")
    found.add_argument("--here", action="store_true", help="into the Python that runs this, and into no environment")
    found.add_argument("--build", action="append", default=[], metavar="NAME", help="build this library here")
    found.add_argument("--wheel", type=Path, help="install the package from its wheel, and not as it stands here")
    return found


def main() -> None:
    """Install what was typed; end with 1, and with what to do, where that cannot be."""
    given = parser().parse_args()
    if sys.version_info < OLDEST:
        sys.exit(
            f"Weighbridge needs Python {'.'.join(map(str, OLDEST))} or later, and this is {sys.version.split()[0]}."
        )
    python = Path(sys.executable)
    if not given.here:
        python = python_of(ROOT / given.into)
        if not python.exists():
            import venv  # which Debian puts into a package of its own

            venv.create(ROOT / given.into, with_pip=True)
    place = "this Python" if given.here else given.into.as_posix()
    print(f"   installing the versions of {CONSTRAINTS} in {place} (about a minute, once)", flush=True)
    try:
        is_done = install(python, given.extras, given.build, given.wheel and given.wheel.absolute())
    except KeyError as error:
        sys.exit(f"pyproject.toml has no extra {error}; it has test, lab, notebooks, docs and others.")
    if not is_done:
        sys.exit(f"Not installed in {place}. {REMEDY}")


if __name__ == "__main__":
    main()
