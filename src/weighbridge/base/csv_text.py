"""Rows as the text of a CSV file in which no cell, and no head, is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .safe_text import csv_cell


def csv_text(rows: Sequence[Mapping[str, Any]], heads: Iterable[str] | None = None) -> str:
    r"""The text of a CSV file, a line for each row below the heads; numbers with all their digits.

    Args:
        heads: the columns in their order; by default those of the rows, as they first come.

    >>> csv_text([{"load": 0.1, "note": "=1+2"}])
    "load,note\n0.1,'=1+2\n"
    """
    names = list(dict.fromkeys(head for row in rows for head in row)) if heads is None else list(heads)
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(map(csv_cell, names))
    writer.writerows([csv_cell(row.get(name)) for name in names] for row in rows)
    return lines.getvalue()
