"""Write what the package needs with some of its extras, a requirement a line: ``python tools/requirements.py test``.

pip checks hashes of files, and a folder has none: so the libraries are installed first, from this list, and the package
itself after them, without looking for any. Needs Python alone: it runs before anything is installed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def requirements(project: dict, extras: Iterable[str]) -> list[str]:
    """The requirements of a project with these extras, and with those that they name in turn; each once.

    Args:
        project: the table ``project`` of a ``pyproject.toml``.

    Raises:
        KeyError: no such extra.

    >>> several = {"lab": ["kit[plots]", "jupyterlab"], "plots": ["matplotlib"]}
    >>> requirements({"name": "kit", "dependencies": ["numpy"], "optional-dependencies": several}, ["lab"])
    ['numpy', 'matplotlib', 'jupyterlab']
    """
    found = list(project["dependencies"])
    for extra in extras:
        for line in project["optional-dependencies"][extra]:
            own = re.fullmatch(rf"{project['name']}\[([\w,-]+)\]", line)
            found += requirements({**project, "dependencies": []}, own[1].split(",")) if own else [line]
    return list(dict.fromkeys(found))


def main() -> None:
    """Print the requirements with the extras that were named."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    print("\n".join(requirements(project, sys.argv[1:])))


if __name__ == "__main__":
    main()
