"""A rendered part of a document, the pictures that it shows, and the marks between which it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..charts import Chart  # the marks are looked for where nothing draws

_MARKED = re.compile(r"(<!-- rendered by (?P<by>.*?) -->\n)(?P<text>.*?)(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """What a document says of a case between its marks.

    Attributes:
        document: its path from the folder of the project.
        text: the part on the case, as Markdown.
        pictures: the charts that it shows, by their paths from the folder of the project.
    """

    document: str
    text: str
    pictures: dict[str, Chart] = field(default_factory=dict)


def between_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Where rendered parts of a document begin and end, in characters, and by what their mark says they are rendered.

    >>> list(between_marks("<!-- rendered by a tool -->\\nwords\\n<!-- end -->"))
    [(28, 34, 'a tool')]
    """
    return ((found.start("text"), found.end("text"), found["by"]) for found in _MARKED.finditer(text))


def anew(text: str, render: Callable[[str], str]) -> str:
    """A document with each rendered part put anew; ``render`` is given what the part's mark says."""
    return _MARKED.sub(lambda found: f"{found[1]}\n{render(found['by'])}\n{found[4]}", text)
