"""The fonts that letters are taken from: those that come with the libraries, so that each machine lays out alike.

Libertinus is a part of Typst, DejaVu (with Arabic letters) comes with matplotlib. Letters of other scripts are taken
from the fonts of the machine; for what none of them has, a box says of which script it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEXT, WIDER = "Libertinus Serif", "DejaVu Sans"
BOXES = "Last Resort High-Efficiency"  # has a sign for every letter there is; comes with matplotlib
FILES = ("DejaVuSans.ttf",)
FORMATS = "\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200c\u200d\ufe0f\n\t"  # shown as nothing, whatever a font has


@dataclass(frozen=True)
class Fonts:
    """Where the fonts of a document lie, and which are asked in turn.

    Attributes:
        text: families, the first that has a letter shows it.
        of_machine: whether fonts of this machine are among them.
    """

    folder: Path
    text: tuple[str, ...]
    of_machine: bool = False


def fonts_for(text: str) -> Fonts:
    """The fonts for a text: those that come along, and of the machine's own only what these lack."""
    folder = _folder()
    lacking = set(text) - _letters(folder / FILES[0]) - set(FORMATS)
    lacking = {letter for letter in lacking if ord(letter) >= 0x250}  # Latin is in both
    more = tuple(_covering(lacking)) if lacking else ()
    return Fonts(folder, (TEXT, WIDER, *more, BOXES), bool(more))


@cache
def _folder() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@cache
def _letters(file: Path) -> frozenset[str]:
    """The letters of a font; none of one that cannot be read."""
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(map(chr, FT2Font(str(file)).get_charmap()))
    except (OSError, RuntimeError, ValueError):
        return frozenset()


def _covering(lacking: set[str]) -> Iterator[str]:
    """Families of this machine that have these letters, the one with the most of them first."""
    left, known = set(lacking), _of_machine()
    while left:
        family, had = max(known.items(), key=lambda one: (len(left & _letters(one[1])), one[0]), default=("", None))
        found = left & _letters(had) if had else set()
        if not found:
            return
        left -= found
        yield family


@cache
def _of_machine() -> dict[str, Path]:
    """The upright fonts of this machine by family."""
    import typst

    upright: dict[str, Path] = {}
    faces: list[Any] = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    for face in faces:
        if face.path and face.style == "normal" and face.weight == 400:
            upright.setdefault(face.family, Path(face.path))
    return upright
