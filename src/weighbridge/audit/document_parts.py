"""Whether the rendered parts of documents say what would be rendered today, and nothing besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from ..base import TableError, table_rows
from .moved_words import moved_words
from .prose_numbers import blank, line_of
from .results import Item, failed, passed, unchecked
from .scope import Scope

# The documents with a rendered part, one each. What stands between marks elsewhere is prose that somebody typed.
FIRST_PAGE, GALLERY, LISTED = "README.md", "docs/gallery.md", "docs/gallery.csv"
MARKED = re.compile(r"<!-- rendered by .*? -->\n(.*?)<!-- end -->", re.DOTALL)
BY_HAND = "render the part anew (`python tools/readme.py`, `python tools/gallery.py`), or take back what was typed"
_EXHIBIT = re.compile(r"^`weighbridge verify ([\w.-]+)`$", re.MULTILINE)


def own_words(document: str, text: str) -> str:
    """A document with its rendered part blank; the first alone, and of documents that have one.

    >>> fake = "<!-- rendered by me -->\\n99%\\n<!-- end -->"
    >>> own_words("docs/reading.md", fake) == fake, "99" in own_words("README.md", fake)
    (True, False)
    """
    found = MARKED.search(text) if document in (FIRST_PAGE, GALLERY) else None
    return blank(text, *found.span(1)) if found else text


def rendered(scope: Scope, question: str) -> Iterator[Item]:
    """Items on what documents say of the case between their marks, against what would be rendered today."""
    assert scope.root is not None
    yield from _foreign(scope.root, question)
    if not scope.draws_charts:  # they show some
        why = "they were left out together with the notebooks"
        yield unchecked(question, "rendered parts of documents", why, "audit without `--without-notebooks`")
        return
    try:
        from ..documents import rendered_of

        sections = list(rendered_of(scope.case, scope.root))
    except ImportError as error:
        why = f"{error.name} is not installed"
        yield unchecked(question, "rendered parts of documents", why, "`pip install weighbridge[notebooks]`")
        return
    except TableError as error:
        yield failed(question, "rendered parts of documents", LISTED, error.message, "a list", error.remedy)
        return
    for section in sections:
        path, what = scope.root / section.document, f"the part of {section.document} on {scope.case.name}"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if section.text.strip() in parts(section.document, text):
            yield passed(question, what, section.document, "it says what would be rendered today")
        else:
            yield from _differing(question, what, section.document, text, section.text)


def parts(document: str, text: str) -> list[str]:
    """What a document says between its marks, case by case: the first page as a whole, the gallery by its headings.

    >>> marked = "<!-- rendered by a tool -->\\n## A\\n\\na\\n\\n## B\\n<!-- end -->"
    >>> parts("docs/gallery.md", marked), len(parts("README.md", marked))
    (['## A\\n\\na', '## B'], 1)
    """
    found = MARKED.search(text)
    whole = found[1].strip() if found else ""
    if document != GALLERY:
        return [whole]
    return [one.strip() for one in re.split(r"^(?=## )", whole, flags=re.MULTILINE) if one.strip()]


def _foreign(root: Path, question: str) -> Iterator[Item]:
    """What stands in the rendered part of the gallery and is of no case that is listed for it."""
    path = root / GALLERY
    if not (path.is_file() and (root / LISTED).is_file()):
        return
    text, listed = path.read_text(encoding="utf-8"), [row["case"] for row in table_rows(root / LISTED, ("case",))]
    for part in parts(GALLERY, text):
        names = _EXHIBIT.findall(part)
        if len(names) == 1 and names[0] in listed:
            listed.remove(names[0])
        else:
            found = f"“{part.splitlines()[0][:60]}” is of no case of {LISTED}, or stands there twice"
            place = f"{GALLERY}:{line_of(text, text.index(part))}"
            expected = "the listed cases, each once"
            yield failed(question, f"the rendered part of {GALLERY}", place, found, expected, BY_HAND)


def _differing(question: str, what: str, document: str, text: str, today: str) -> Iterator[Item]:
    """Where a document differs from what would be rendered today: the line, and the words."""
    saved, wanted = text.splitlines(), today.splitlines()
    begin = _nearest(saved, wanted)
    lines = [
        (kind, a, b, c, d)
        for kind, a, b, c, d in SequenceMatcher(None, saved[begin : begin + len(wanted)], wanted, False).get_opcodes()
        if kind != "equal"
    ]
    for _, a, b, c, d in lines:
        words = moved_words("\n".join(saved[begin + a : begin + b]), "\n".join(wanted[c:d]))
        found = "; ".join(words) or "the lines differ"
        yield failed(question, what, f"{document}:{begin + a + 1}", found, "what is rendered today", BY_HAND)
    if not lines:  # all that is rendered stands there, and more
        part = next((one for one in parts(document, text) if today.strip() in one), "")
        more = part.replace(today.strip(), "", 1).strip()
        place = f"{document}:{line_of(text, max(text.find(more), 0))}" if more else document
        found = f"“{first_words(more)}” stands in it besides" if more else "it does not stand between the marks"
        yield failed(question, what, place, found, "what is rendered today", BY_HAND)


def first_words(text: str, longest: int = 90) -> str:
    """The first line of a text, cut where it is long."""
    line = text.strip().splitlines()[0] if text.strip() else ""
    return line if len(line) <= longest else f"{line[:longest]}…"


def _nearest(saved: Sequence[str], wanted: Sequence[str]) -> int:
    """The line at which most lines stand where they are wanted."""
    lines = {line for line in wanted if line}
    offsets = [at - wanted.index(line) for at, line in enumerate(saved) if line in lines]
    return max(max(set(offsets), key=offsets.count), 0) if offsets else 0
