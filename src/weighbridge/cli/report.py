"""The command ``report``: a case as a document to hand over."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..base import CaseError, Place, Problem, file_name, make_folder, shown, write_all
from ..case import Case, open_case
from .options import SET
from .output import say
from .problems import NOT_WRITTEN, reports_problems
from .progress import shows_progress

if TYPE_CHECKING:
    from ..handout import Document

ENDINGS = {"pdf": ".pdf", "docx": ".docx", "markdown": ".md"}
EDITED = (".docx", ".md")  # files that people go on writing in
LIBRARIES = {"pdf": ("typst", "matplotlib"), "docx": ("docx", "typst", "matplotlib"), "markdown": ("matplotlib",)}


@click.command("report")
@click.argument("case")
@click.option("--pdf", is_flag=True, help="As PDF: CASE.pdf. This is what is written if nothing else is asked for.")
@click.option("--docx", is_flag=True, help="As DOCX, to go on writing: CASE.docx.")
@click.option("--markdown", is_flag=True, help="As Markdown, with the charts in words: CASE.md.")
@click.option(
    "-o",
    "--output",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    help="The file, which ends in .pdf, .docx or .md. Several may be named.",
)
@SET
@click.option("--replace", is_flag=True, help="Replace a .docx or .md that is there; it may hold changes of yours.")
@reports_problems(undone=NOT_WRITTEN)
def write_report(
    case: str,
    pdf: bool,
    docx: bool,
    markdown: bool,
    paths: tuple[Path, ...],
    sets: tuple[str, ...],
    replace: bool,
) -> None:
    """A CASE as a document to hand over: answer, quotation, questions, charts, sources, method, working."""
    kinds = [kind for kind, asked in (("pdf", pdf), ("docx", docx), ("markdown", markdown)) if asked]
    files = _files(case, kinds, paths, replace)
    _refuse_without_libraries(files.values())
    with shows_progress():
        contents = _contents(open_case(case, sets=sets), files)
        for folder in dict.fromkeys(path.parent for path in contents):
            make_folder(folder)
            write_all(folder, {path.name: content for path, content in contents.items() if path.parent == folder})
    for path in contents:
        say(f"{path}: the report of {case}.")
