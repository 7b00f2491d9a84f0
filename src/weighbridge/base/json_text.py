"""JSON read as it is written: a key stands once, for of two some readers take the first and others the last."""

from __future__ import annotations

import json
import re
from typing import Any

_HALF = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
_HALF_ITSELF = re.compile(r"[\ud800-\udfff]")


class DoubledKeyError(ValueError):
    """A mapping has a key twice; says which, and of which entry where it has an ``id`` or a ``name``."""


def read_json(text: str, halves: bool = False) -> Any:
    """What a JSON text holds.

    Args:
        halves: whether halves of characters are let through, for who says where they stand.

    Raises:
        json.JSONDecodeError: it is no JSON.
        DoubledKeyError: a key stands twice in one mapping.
        ValueError: it holds ``NaN`` or ``Infinity``, which Python's reader takes and JSON has not; or half of a
            character, which no file can hold.
        RecursionError: it is nested too deep.

    >>> read_json('{"id": "a", "title": "b", "title": "c"}')
    Traceback (most recent call last):
    weighbridge.base.json_text.DoubledKeyError: `title` stands twice in `a`
    """
    found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    if not halves and _HALF.search(text) and _HALF_ITSELF.search(json.dumps(found, ensure_ascii=False)):
        raise ValueError("half of a character stands in it, as in `\\ud800` alone")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        named = next((str(found[key])[:40] for key in ("id", "citation-key", "name") if found.get(key)), "")
        raise DoubledKeyError(f"`{twice[:40]}` stands twice{f' in `{named}`' if named else ''}")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"`{name}` is no JSON")
