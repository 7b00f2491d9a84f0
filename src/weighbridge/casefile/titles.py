"""The title of a case, read without the rest of it."""

from __future__ import annotations

from pathlib import Path

from ..base import CaseError
from .located_yaml import read_document

REQUIRED = ("title", "article", "claims", "checks")


def read_title(path: Path, shown: str) -> str | None:
    """The title of a case; none where its file shows at first sight that the case cannot be read."""
    try:
        document = read_document(path, shown)
    except CaseError:
        return None
    title = document.data.get("title")
    is_whole = not document.problems and all(document.data.get(key) for key in REQUIRED)
    return title if is_whole and isinstance(title, str) else None
