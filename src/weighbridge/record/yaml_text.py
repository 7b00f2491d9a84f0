"""Texts as YAML that a person can read and any program reads back: plain where that is safe, else in quotes."""

from __future__ import annotations

import json
import re

from ..base import visible

_PLAIN = re.compile(r"[^\W_][\w ./*+()|~^=<>…-]*", re.ASCII)
_WORDS = ("true", "false", "null", "yes", "no", "on", "off")


def yaml_text(text: str) -> str:
    r"""A text as it stands in a file of YAML, in one line, with every character that is not seen as an escape.

    >>> print(yaml_text("60 tonne/truck"), yaml_text("near: 50"), yaml_text("tons \u202e0052"), yaml_text(""))
    60 tonne/truck "near: 50" "tons \u202e0052" ""
    """
    is_plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and text.casefold() not in _WORDS
    if is_plain and " #" not in text:
        return text
    return "".join(_escaped(sign) for sign in json.dumps(text, ensure_ascii=False))


def _escaped(sign: str) -> str:
    """A character, or its escape in YAML where nobody would see it."""
    if visible(sign) == sign and (sign.isprintable() or sign == " "):
        return sign
    code = ord(sign)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
