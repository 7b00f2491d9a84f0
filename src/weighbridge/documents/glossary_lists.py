"""The short glossaries of documents: README's for readers, that of the design with what the code calls each thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ..glossary import Entry, glossary

HEADS = "| word | means |\n| --- | --- |\n"


def of_readers(entry: Entry) -> str:
    """An entry in a row for readers.

    >>> of_readers(glossary()["unlikely"])
    '| unlikely | so far out that few such cases would reach it, as we assume them |'
    """
    return f"| {entry.word} | {entry.means} |"


def of_the_code(entry: Entry) -> str:
    """An entry in a row for who reads the code: what it is called there, and what stands behind its meaning.

    >>> of_the_code(glossary()["definition"]).partition(",")[0]
    '| definition | what a word means by itself'
    """
    called = f" (`{entry.code}`)" if entry.code not in ("", entry.word) else ""
    return f"| {entry.word}{called} | {entry.means}{'. *Exactly:* ' + entry.exactly if entry.exactly else ''} |"


LISTS: Mapping[str, tuple[str, Callable[[Entry], str]]] = {
    "README.md": ("README", of_readers),
    "docs/design.md": ("design", of_the_code),
}


def table(document: str) -> str:
    """The glossary of a document, as a table of Markdown."""
    name, row = LISTS[document]
    return HEADS + "".join(f"{row(one)}\n" for one in glossary().values() if name in one.lists)


def with_table(document: str, text: str) -> str:
    """The text of a document with its glossary as the table has it today."""
    return re.sub(re.escape(HEADS) + r"(?:\|.*\|\n)*", lambda _: table(document), text, count=1)
