"""The title of a case, read without the rest of it."""

from __future__ import annotations

from pathlib import Path

from ..base import CaseError, Problem, shown
from .located_yaml import file_text, parse_document
from .plain_yaml import plain_head

REQUIRED = ("title", "article", "claims", "checks")
EXPECTED_PARTS = f"a case has {', '.join(REQUIRED[:-1])} and {REQUIRED[-1]}"


def read_title(path: Path) -> str:
    """The title of a case, once its file shows that it is YAML and has the parts that each case has.

    Neither its numbers, units and formulas nor what it rests on is looked at.

    Raises:
        CaseError: what shows at first sight, each with file and line.
    """
    file = shown(path)
    text = file_text(path, file)
    head = plain_head(text) or {}
    title = head.get("title")
    if isinstance(title, str) and all(head.get(key) for key in REQUIRED):
        return title
    document = parse_document(text, file)
    data, title = document.data, document.data.get("title")
    missing = [key for key in REQUIRED if not data.get(key)]
    problems = [Problem(document.place((key,)), f"`{key}` is missing", EXPECTED_PARTS) for key in missing]
    if title and not isinstance(title, str):
        problems.append(Problem(document.place(("title",)), "`title` is no text", "write one value"))
    if document.problems or problems or not isinstance(title, str):
        raise CaseError([*document.problems, *problems])
    return title
