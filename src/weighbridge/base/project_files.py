"""The files that a project is made of without its program: what a wheel carries, and a working folder is laid out with.

This module needs nothing but Python's own library: ``setup.py`` runs it before anything is installed.
"""

from __future__ import annotations

from pathlib import Path

# What the results rest on, what is saved of them, and the pages that tell of both. No text of an article is among them.
PATTERNS = (
    "data/**/*",
    "notebooks/*.ipynb",
    "docs/*.md",
    "docs/*.csv",
    "docs/pictures/**/*",
    "README.md",
    "CITATION.cff",
    "LICENSE",
    "NOTICES.md",
    "SECURITY.md",
    "licences/*.txt",
    "environment.yml",
    "constraints.txt",
)


def project_files(root: Path) -> list[str]:
    """The files of a project by their paths from its folder, with slashes, sorted.

    What is hidden is none of them, such as a lock or what an editor keeps, and neither is a link.
    """
    found = {path for pattern in PATTERNS for path in root.glob(pattern) if path.is_file() and not path.is_symlink()}
    names = (path.relative_to(root).as_posix() for path in found)
    return sorted(name for name in names if not any(part.startswith(".") for part in name.split("/")))
