"""What moved between the saved outputs of a cell and those of today, compared as nbval compares them.

Pictures are not compared here, nor counters of execution, nor what differs from run to run (``PASSING``). Of a chart
its plotted figures are compared, its words, and the digests of both and of the drawing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

from .moved_cells import moved_cells
from .moved_words import moved_words

# What differs from run to run or from machine to machine, and never a figure: the rules of tests/nbval-sanitize.cfg.
PASSING = {
    r"0x[0-9a-fA-F]{6,}": "ADDRESS",
    r'T_[0-9a-f]{5}(?=[_ "])': "T_STYLE",
    r"data:image/png;base64,[A-Za-z0-9+/=]+": "PICTURE",
    r"ipykernel_[0-9]+/[0-9]+\.py": "CELL",
}
# As nbval: these parts of an output say how it was made, or are pictures.
_NOT_COMPARED = {
    *("metadata", "traceback", "output_type", "name", "execution_count"),
    *("application/vnd.jupyter.widget-view+json", "image/png", "image/jpeg"),
}
FIGURES = "text/csv"  # what a chart plots
_FIRST = (FIGURES, "text/plain", "text/markdown", "text/html")  # the order in which what moved is looked for
_DIGESTS = re.compile(r"\nPlotted: .*?\. Drawing: SHA-256 \w+\.")  # which say that something moved, and not what
_PIECES = re.compile(r"<[^>]*>|[^<]+")
_BLOCKS = {"br", "caption", "details", "div", "h1", "h2", "h3", "li", "p", "summary", "td", "th", "tr"}

Outputs = Sequence[dict[str, Any]]


def moved(saved: Outputs, today: Outputs) -> list[str]:
    """What differs, each in a few words: ``saved “64.2%”, today “63.9%”, after “the load is”``; nothing if alike.

    >>> output = lambda text: [{"output_type": "execute_result", "data": {"text/plain": text}}]
    >>> moved(output("the load is 50 t"), output("the load is 49 t"))
    ['saved “50”, today “49”, after “the load is”']
    """
    before, after = _by_kind(saved), _by_kind(today)
    kinds = [kind for kind in before.keys() | after.keys() if before[kind] != after[kind]]
    if not kinds:
        return []
    found = _figures(before[FIGURES], after[FIGURES]) if FIGURES in kinds else []
    for kind in sorted(set(kinds) - {FIGURES}, key=lambda kind: (_rank(kind), kind)):
        if words := moved_words(_words(before[kind], kind), _words(after[kind], kind)):
            return [*found, *words]
    if found:
        return found
    if any(_DIGESTS.search("\n".join(texts)) for texts in before.values()) and "text/plain" in kinds:
        return ["the drawing of the chart differs; what it plots and says does not"]
    return [
        f"the markup of {' and '.join(sorted(kinds))} differs, its words do not: {_first_piece(before, after, kinds)}"
    ]


def _figures(saved: list[str], today: list[str]) -> list[str]:
    """Which of the plotted figures moved, of each chart of a cell."""
    if len(saved) != len(today):
        return [f"plotted figures of {len(saved)} charts were saved, and there are those of {len(today)}"]
    return [f"in what is plotted, {one}" for pair in zip(saved, today, strict=True) for one in moved_cells(*pair)]


def _first_piece(before: dict[str, list[str]], after: dict[str, list[str]], kinds: Sequence[str]) -> str:
    """The first tag or text that differs."""
    pieces = ([_PIECES.findall("\n".join(side[kind])) for kind in kinds] for side in (before, after))
    one, other = ([piece for several in side for piece in several] for side in pieces)
    return next(iter(moved_words("\x00".join(one), "\x00".join(other), "\x00")), "it is written otherwise")


def text_of(html: str) -> str:
    """The words of some HTML, with a line for each block.

    >>> text_of("<p>50 <b>tonnes</b></p><p>a&nbsp;truck</p>").split()
    ['50', 'tonnes', 'a', 'truck']
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Collects the text of a page, and the alternative texts of its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append("\n" if tag in _BLOCKS else "")
        self.parts += [f"\n{value}\n" for key, value in attrs if key == "alt" and value]

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("\n" if tag in _BLOCKS else "")


def _rank(kind: str) -> int:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)


def _by_kind(outputs: Outputs) -> defaultdict[str, list[str]]:
    """All texts of a cell's outputs, by their kind, with what passes taken out; streams of a name are one."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    streams: dict[str, str] = {}
    for output in outputs:
        if output.get("output_type") == "stream":
            name = str(output.get("name"))
            streams[name] = streams.get(name, "") + _joined(output.get("text", ""))
        for key, value in {**output, **output.get("data", {})}.items():
            if key not in (*_NOT_COMPARED, "data") and output.get("output_type") != "stream":
                kinds[key].append(_lasting(_joined(value)))
    for name, text in streams.items():
        kinds[f"stream {name}"].append(_lasting(text))
    return kinds


def _joined(value: Any) -> str:
    """A text, which the notebook format may keep as a list of lines."""
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def _lasting(text: str) -> str:
    for pattern, stands_for in PASSING.items():
        text = re.sub(pattern, stands_for, text)
    return text


def _words(texts: list[str], kind: str) -> str:
    whole = "\n".join(texts)
    return text_of(whole) if kind == "text/html" else _DIGESTS.sub("", whole)
