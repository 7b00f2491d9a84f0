"""Documents of JSON-LD as text, which can stand in a page as well."""

from __future__ import annotations

import json
import re
from typing import Any

from .safe_text import visible_json


def linked_data(content: Any) -> str:
    r"""A document of JSON-LD, which can stand in a page as well: nothing in it ends a script or begins a comment.

    ``<``, ``>`` and ``&`` are escapes of JSON, and so is what is not seen; the document says the same.

    >>> print(linked_data({"name": "</script><!-- \u202e"}), end="")
    {
      "name": "\u003c/script\u003e\u003c!-- \u202e"
    }
    """
    text = visible_json(json.dumps(content, indent=2, ensure_ascii=False))
    return re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
