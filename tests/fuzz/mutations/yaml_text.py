"""Plain data as YAML text, with what a reader must expect: doubled keys, aliases, tags, anything written as it is."""

from __future__ import annotations

import json
import re
from typing import Any

PLAIN = re.compile(r"[A-Za-z0-9_.][\w./()*+ -]*(?<! )", re.ASCII)
MEANS_ELSE = ("true", "false", "null", "~", "")


class Raw(str):
    """A scalar that is written as it stands: an alias, an anchor, a tag, broken quotes."""


class Pairs(list[tuple[Any, Any]]):
    """A mapping as pairs, in which a key may stand twice."""


def yaml_text(data: Any) -> str:
    """A document in block style that says the data.

    >>> claims = Pairs([("a", {"value": "5 one"}), ("a", ["x", {"k": None}])])
    >>> print(yaml_text({"title": "A: b", "claims": claims}), end="")
    title: "A: b"
    claims:
      a:
        value: 5 one
      a:
        - x
        -
          k: null
    """
    return "".join(f"{line}\n" for line in _lines(data, ""))


def _lines(data: Any, indent: str) -> list[str]:
    if isinstance(data, dict | Pairs):
        pairs = data.items() if isinstance(data, dict) else data
        return [line for key, value in pairs for line in _entry(f"{indent}{_scalar(key)}:", value, indent)]
    if isinstance(data, list):
        return [line for value in data for line in _entry(f"{indent}-", value, indent)]
    return [indent + _scalar(data)]


def _entry(head: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, dict | list) and not value:
        return [f"{head} {'[]' if type(value) is list else '{}'}"]
    if isinstance(value, dict | list):
        return [head, *_lines(value, f"{indent}  ")]
    return [f"{head} {_scalar(value)}"]


def _scalar(value: Any) -> str:
    if isinstance(value, Raw):
        return str(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = str(value)
    if text not in MEANS_ELSE and PLAIN.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())
