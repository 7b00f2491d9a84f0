"""An item added to a list in a text of JSON, all else left as somebody wrote it."""

from __future__ import annotations

import json
import re
from typing import Any

from ...base import visible_json

_GAP = re.compile(r"[\s,:]*")


def with_item(text: str, item: Any, key: str | None = None) -> str:
    r"""The text with an item at the end of its list, or of the list under a key of its object.

    Raises:
        ValueError: it is no JSON, or there is no such list.

    >>> with_item('[\n  {"id": "a"}\n]\n', {"id": "b"})
    '[\n  {"id": "a"},\n  {\n    "id": "b"\n  }\n]\n'
    >>> with_item('{"resources": []}', 1, "resources")
    '{"resources": [\n  1\n]}'
    """
    json.loads(text)  # raises where it is none; below it is known to be one
    start = _list_begins(text, key)
    reader, at, last = json.JSONDecoder(), start + 1, 0
    while text[(at := _gap(text, at))] != "]":
        _, at = reader.raw_decode(text, at)
        last = at
    indent = _indent(text, start, last)
    written = indent + visible_json(json.dumps(item, indent=2, ensure_ascii=False)).replace("\n", f"\n{indent}")
    outer = indent[:-2] if not last else ""
    if last:
        return f"{text[:last]},\n{written}{text[last:]}"
    return f"{text[: start + 1]}\n{written}\n{outer}{text[at:]}"


def _list_begins(text: str, key: str | None) -> int:
    """The place of the bracket that opens the list."""
    reader, at = json.JSONDecoder(), _gap(text, 0)
    if key is None:
        if text[at] != "[":
            raise ValueError("it is no list")
        return at
    at += 1
    while text[(at := _gap(text, at))] != "}":
        name, at = reader.raw_decode(text, at)
        at = _gap(text, at)
        if name == key and text[at] == "[":
            return at
        _, at = reader.raw_decode(text, at)
    raise ValueError(f"it has no list `{key}`")


def _indent(text: str, start: int, last: int) -> str:
    """The spaces before an item of the list: those of its last item's line, or two more than those of the list's."""
    if last:
        head = text[: text.rindex("\n", start, last) + 1] if "\n" in text[start:last] else None
        if head is not None:
            line = text[len(head) :]
            return line[: len(line) - len(line.lstrip(" \t"))]
        return "  "
    line = text[text.rfind("\n", 0, start) + 1 :]
    return line[: len(line) - len(line.lstrip(" \t"))] + "  "


def _gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at
