"""Several results in a row, which show themselves a line each and not as the inside of their objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from .markup import escaped
from .safe_text import visible

One = TypeVar("One")
SHOWN = 12  # of more, the others are counted


class Several(list[One]):
    """A list of results that shows a line of each.

    >>> Several(["one", "two"])
    one
    two
    """

    def __repr__(self) -> str:
        return lines(self)

    def _repr_html_(self) -> str:
        return as_html(self)


def lines(several: Sequence[Any]) -> str:
    """A line for each of the first, and how many more there are."""
    shown = [_line(one) for one in several[:SHOWN]]
    return "\n".join([*shown, *_more(several)]) or "[]"


def as_html(several: Sequence[Any]) -> str:
    """The same as HTML; each as it shows itself."""
    shown = [
        one._repr_html_() if hasattr(one, "_repr_html_") else f"<p>{escaped(_line(one))}</p>" for one in several[:SHOWN]
    ]
    return "\n".join([*shown, *(f"<p>{line}</p>" for line in _more(several))]) or "<p>none</p>"


def _line(one: Any) -> str:
    return visible(one if isinstance(one, str) else repr(one))


def _more(several: Sequence[Any]) -> list[str]:
    return [f"… and {len(several) - SHOWN} more"] if len(several) > SHOWN else []
