"""Names of files that are safe on every system, and texts in one line, whatever a case or a source says."""

from __future__ import annotations

import re

from ..base import refused_by_windows, visible

LONGEST_NAME = 60  # characters of a name that a case or a file brings along


def safe_name(name: str) -> str:
    """A name that every system takes for a file of that name and nothing else.

    It has ASCII letters and digits, ``.``, ``-`` and ``_`` alone.

    >>> safe_name("raqqa-2017"), safe_name("../a b; rm -rf"), safe_name("nul.yaml"), safe_name("ردمة")
    ('raqqa-2017', 'a-b-rm--rf', 'file-nul.yaml', 'file')
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:LONGEST_NAME].rstrip("-.") or "file"
    return f"file-{plain}" if refused_by_windows(plain) else plain


def one_line(text: str) -> str:
    r"""A text in one line, with nothing unseen in it.

    >>> print(one_line(" tons\nof \u202ewheat"))
    tons of \u202ewheat
    """
    return visible(text, lines=False).strip()
