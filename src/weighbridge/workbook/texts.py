"""Texts as a workbook can hold them: nothing unseen, nothing that computes, nothing longer than a cell takes."""

from __future__ import annotations

from ..base import csv_cell, visible, web_address

LONGEST_TEXT = 32_767  # UTF-16 units that a cell of Excel takes
LONGEST_ADDRESS = 2_079  # of a link of Excel
CUT = " … (the rest does not fit into a cell)"


def cell_text(text: str) -> str:
    r"""A text as it stands in a cell.

    What begins with ``<r>`` and ends with ``</r>`` XlsxWriter would take for markup of its own, so a space goes behind.

    >>> cell_text("tons \u202e0052"), cell_text("<r><t>x</t></r>")
    ('tons \\u202e0052', '<r><t>x</t></r> ')
    """
    shown = visible(text)
    if _length(shown) > LONGEST_TEXT:
        shown = _cut(shown, LONGEST_TEXT - len(CUT)) + CUT
    return f"{shown} " if shown.startswith("<r>") and shown.endswith("</r>") else shown


def computes(text: str) -> bool:
    """Whether a program would take a text for a formula when somebody types it again.

    >>> [computes(text) for text in ("=1+2", "@SUM(A1)", "50 trucks", "-5")]
    [True, True, False, False]
    """
    return csv_cell(text) != visible(text)


def link_of(text: str) -> str | None:
    """The address to which a cell may lead; none where it is not one of the web, or longer than Excel takes."""
    address = web_address(text)
    return address if address and all(_length(part) <= LONGEST_ADDRESS for part in address.split("#", 1)) else None


def _length(text: str) -> int:
    """In UTF-16 units, in which Excel counts."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def _cut(text: str, most: int) -> str:
    """The beginning of a text, of so many UTF-16 units."""
    halves = text.encode("utf-16-le")[: 2 * most]
    return halves.decode("utf-16-le", "ignore")
