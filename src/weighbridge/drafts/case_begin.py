"""A case begun: its folder and its commented file, written where there was none."""

from __future__ import annotations

import re
from pathlib import Path

from ..base import CASE_FILE, CaseError, Place, Problem, exclusive, make_folder, named, refused_by_windows, tidy
from ..first_look import of_text
from ..quantities import languages
from ..text import Document, fold, read_document
from .case_draft import draft, drafted_article
from .case_template import template

NAME = re.compile(r"[^\W_][\w.-]*")
LONGEST_NAME = 200  # bytes: systems allow 255, and paths of files below it need room


def new_case(name: str, passage: str | Path | None = None, into: str | Path = ".", language: str | None = None) -> Path:
    """The folder of a case that was begun: a commented ``case.yaml`` that can be weighed as it stands.

    Args:
        name: that of the folder.
        passage: what it is drafted from, a text or the file of one; the smallest case there is where none is given.
        into: the folder in which its own is made.
        language: that of the text; found in it where it is not given.

    Raises:
        CaseError: it is not the name of a folder, a case is there already, or the file cannot be read.
        NothingToDraft: the text has no number that a case could hold.

    >>> import tempfile
    >>> folder = new_case("fuel", "69 trucks with 40,000 liters each", tempfile.mkdtemp())
    >>> [path.name for path in folder.iterdir()]
    ['case.yaml']
    """
    if isinstance(passage, Path):
        return begun(name, Path(into), read_document(passage), language, is_in_file=True)
    document = None if passage is None else read_document(passage.encode("utf-8", "surrogateescape"), name="the text")
    return begun(name, Path(into), document, language, is_in_file=False)


def begun(name: str, into: Path, document: Document | None, language: str | None, is_in_file: bool) -> Path:
    """The same of a document that was read already; ``is_in_file`` where others can be held against its file.

    Args:
        name: what the case is called.
        into: where its folder is made.
        document: the text that it is drafted from; the smallest case where there is none.
        language: of the text, as in ``en``; found in it where none is named.
        is_in_file: whether the text stands in a file of the user's.

    Raises:
        CaseError: the name cannot be one of a folder, or something stands there.
        NothingToDraft: the text states no quantity.
    """
    if not NAME.fullmatch(name):
        remedy = "use letters, digits, - and _; where it is to stand, say with --into FOLDER"
        raise CaseError([Problem(Place(f"new {name[:60]}"), "this is not the name of a folder", remedy)])
    if len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        raise CaseError(
            [Problem(Place(f"new {name[:60]}…"), "this name is too long for a folder", "choose a shorter one")]
        )
    if refused_by_windows(name):
        fault, remedy = "Windows has no folder of this name, so the case could not be handed on", "choose another name"
        raise CaseError([Problem(Place(f"new {name[:60]}"), fault, remedy)])
    folder = into / name
    _refuse_if_there(folder)
    text = template(name) if document is None else _drafted(name, document, language, is_in_file)
    make_folder(folder)
    with exclusive(folder) as write:
        _refuse_if_there(folder)
        write({CASE_FILE: text})
    return folder


def _refuse_if_there(folder: Path) -> None:
    path = folder / CASE_FILE
    if path.exists() or path.is_symlink():
        tidy(folder)
        raise CaseError([Problem(Place(named(path)), "is there already", "choose another name, or move it away")])


def _drafted(name: str, document: Document, language: str | None, is_in_file: bool) -> str:
    said = document.meta.language.partition("-")[0].lower()  # a page may say it itself
    known = language or (said if said in languages() else None)
    look = of_text(fold(document.text).text, known, name=document.name, notes=document.notes)
    return draft(look, name, drafted_article(document, look.mentions.language, is_in_file))
