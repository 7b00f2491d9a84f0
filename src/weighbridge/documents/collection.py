"""Every rendered part of a project's documents that is of a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..case import Case
from . import differences, first_page, gallery
from .section import Section


def rendered_of(case: Case, root: Path) -> Iterator[Section]:
    """What the documents of a project say of a case, as it would be rendered today.

    Raises:
        CaseError: what an example of a difference sets can't be set.
        MissingLibraryError: matplotlib is not installed, which draws the pictures.
        TableError: the list of the gallery can't be used.
    """
    yield from pictured_of(case, root)
    yield from differences.examples(case, root)


def pictured_of(case: Case, root: Path) -> Iterator[Section]:
    """Those parts of them that show a picture; raises the last two of these."""
    readme = root / first_page.DOCUMENT
    if readme.is_file() and first_page.shows(readme.read_text(encoding="utf-8"), case.name):
        yield first_page.first_page(case)
    if shown := gallery.in_gallery(case, root):
        yield shown
