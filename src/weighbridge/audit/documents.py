"""Whether documents say what would be rendered today: parts between their marks, and the codebook of the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from ..base import CASE_FILE, TableError, data_folder, install, line_of, table_rows
from ..documents import between_marks
from ..evidence import PAGE, read_package, render
from .results import Item, failed, passed, unchecked
from .saved_output import first_difference, moved_words
from .scope import CASES, DATA, Scope

QUESTION, DIFFERENCES = "documents", "docs/difference.md"
GALLERY, EXHIBITS = "docs/gallery.md", "docs/gallery.csv"
_EXHIBIT = re.compile(r"^`weighbridge verify ([\w.-]+)`$", re.MULTILINE)
# Which program renders parts of which document; a mark that says anything else marks prose like any other.
TOOLS = {"README.md": "tools/readme.py", GALLERY: "tools/gallery.py", DIFFERENCES: "tools/difference.py"}
OF_CASE = re.compile(r"\.py` of ([\w-]+)")  # the case that a mark names, of which all between the marks is
BY_HAND = "render the part anew ({}), or take back what was typed"
IN_PROJECT = "audit it in its project"


def documents(scope: Scope) -> Iterator[Item]:
    """Items on what documents say of the case between their marks, and on the codebook of the evidence."""
    if scope.root is None:
        yield unchecked(QUESTION, "rendered parts of documents", "the case stands in no project", IN_PROJECT)
        return
    yield from _codebook(scope.root)
    yield from _foreign(scope.root)
    yield from _of_case(scope, scope.root)


def rendered_parts(root: Path, document: str, text: str) -> Iterator[tuple[int, int]]:
    """Where parts of a document stand that are rendered by a program of the project, and of a case that it has.

    README and the gallery have one such part: whatever else stands between marks there, somebody typed.
    """
    marked = list(between_marks(text))
    for start, end, by in marked if document == DIFFERENCES else marked[:1]:
        named = OF_CASE.search(by)
        tool = TOOLS.get(document)
        if tool and tool in by and (named is None or (root / DATA / CASES / named[1] / CASE_FILE).is_file()):
            yield start, end


def _foreign(root: Path) -> Iterator[Item]:
    """What stands in the rendered part of the gallery and is of no case that is listed for it."""
    path, listed = root / GALLERY, root / EXHIBITS
    if not (path.is_file() and listed.is_file()):
        return
    text, left = path.read_text(encoding="utf-8"), [row["case"] for row in table_rows(listed, ("case",))]
    for start, end in rendered_parts(root, GALLERY, text):
        for part in _exhibits(text[start:end]):
            names = _EXHIBIT.findall(part)
            if len(names) == 1 and names[0] in left:
                left.remove(names[0])
                continue
            found = f"“{part.splitlines()[0][:60]}” is of no case of {EXHIBITS}, or stands there twice"
            place, remedy = f"{GALLERY}:{line_of(text, text.index(part))}", BY_HAND.format(f"`python {TOOLS[GALLERY]}`")
            yield failed(
                QUESTION, f"the rendered part of {GALLERY}", place, found, "the listed cases, each once", remedy
            )


def _of_case(scope: Scope, root: Path) -> Iterator[Item]:
    """Items on each part of the case, against what would be rendered today."""
    if not scope.draws_charts:  # they show some
        why = "they were left out together with the notebooks"
        yield unchecked(QUESTION, "rendered parts of documents", why, "audit without `--without-notebooks`")
        return
    try:
        from ..documents import rendered_of

        sections = list(rendered_of(scope.case, root))
    except ImportError as error:
        why = f"{error.name} is not installed"
        yield unchecked(QUESTION, "rendered parts of documents", why, install("notebooks"))
        return
    except TableError as error:
        yield failed(QUESTION, "rendered parts of documents", EXHIBITS, error.message, "a list", error.remedy)
        return
    for section in sections:
        path, what = root / section.document, f"the part of {section.document} on {scope.case.name}"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if any(section.text.strip() in _wholes(section.document, text[a:b]) for a, b, _ in between_marks(text)):
            yield passed(QUESTION, what, section.document, "it says what would be rendered today")
        else:
            yield from _differing(what, section.document, _part(text, section.text, scope.case.name), section.text)


def _wholes(document: str, saved: str) -> list[str]:
    """What stands between marks: as a whole, and in the gallery exhibit by exhibit."""
    return _exhibits(saved) if document == GALLERY else [saved.strip()]


def _exhibits(saved: str) -> list[str]:
    """What stands under each heading of the gallery."""
    return [one.strip() for one in re.split(r"^(?=## )", saved, flags=re.MULTILINE) if one.strip()]


def _part(text: str, today: str, case: str) -> tuple[int, list[str]]:
    """What a document has in place of a part: the lines before it, and its lines.

    That is all between marks that name the case; where no mark names it, what stands under the heading of the part.
    """
    wanted = today.strip().splitlines()
    of_case = [(a, b) for a, b, by in between_marks(text) if (named := OF_CASE.search(by)) and named[1] == case]
    if of_case:
        start, end = max(of_case, key=lambda span: len({*text[slice(*span)].splitlines()} & {*wanted}))
        begin = end - len(text[start:end].lstrip("\n"))
        return text.count("\n", 0, begin), text[start:end].strip("\n").splitlines()
    saved = text.splitlines()
    begin = _nearest(saved, wanted)
    ends = (at for at in range(begin + 1, len(saved)) if saved[at].startswith(("## ", "<!-- end")))
    part = saved[begin : next(ends, begin + len(wanted))]
    return begin, "\n".join(part).rstrip().splitlines()


def _differing(what: str, document: str, part: tuple[int, list[str]], today: str) -> Iterator[Item]:
    """Where a part of a document differs from what would be rendered today: the line, and the words."""
    begin, saved = part
    wanted, remedy = today.strip().splitlines(), BY_HAND.format(f"`python {TOOLS[document]}`")
    for kind, a, b, c, d in SequenceMatcher(None, saved, wanted, False).get_opcodes():
        if kind != "equal":
            words = moved_words("\n".join(saved[a:b]), "\n".join(wanted[c:d]))
            found = "; ".join(words) or "the lines differ"
            yield failed(QUESTION, what, f"{document}:{begin + a + 1}", found, "what is rendered today", remedy)


def _nearest(saved: Sequence[str], wanted: Sequence[str]) -> int:
    """The line at which most lines stand where they are wanted."""
    lines = {line for line in wanted if line}
    offsets = [at - wanted.index(line) for at, line in enumerate(saved) if line in lines]
    return max(max(set(offsets), key=offsets.count), 0) if offsets else 0


def _codebook(root: Path) -> Iterator[Item]:
    """The codebook of the evidence, against what its description gives."""
    folder = root / "data"
    if not (folder / "datapackage.json").is_file() or folder.resolve() != data_folder().resolve():
        return
    page = folder / PAGE
    today = render(read_package(folder, "data", "evidence"))
    saved = page.read_text(encoding="utf-8") if page.is_file() else ""
    what, place = "the codebook of the evidence", f"data/{PAGE}"
    if saved == today:
        yield passed(QUESTION, what, place, "it says what data/datapackage.json gives")
        return
    line, found = first_difference(saved, today)
    remedy = "`weighbridge codebook --write` writes it anew; compare data/datapackage.json with git first"
    yield failed(QUESTION, what, f"{place}:{line}", found, "what data/datapackage.json gives", remedy)
