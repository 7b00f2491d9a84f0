"""The command ``report``: a case as a document to hand over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..base import CaseError, Place, Problem, exclusive, file_name, make_folder, needs, shown
from ..case import Case
from .charts import charts_of_cases
from .options import Changes, takes_changes
from .output import say
from .problems import NOT_WRITTEN, reports_problems
from .progress import shows_progress

if TYPE_CHECKING:
    from ..handout import Document

ENDINGS = {".pdf": "pdf", ".docx": "docx", ".md": "markdown"}
OTHERWISE = "install it with {install}, or ask for `--markdown`"
EDITED = (".docx", ".md")  # files that people go on writing in


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
@takes_changes
@click.option("--replace", is_flag=True, help="Replace a .docx or .md that is there; it may hold changes of yours.")
@reports_problems(undone=NOT_WRITTEN)
def write_report(
    case: str,
    pdf: bool,
    docx: bool,
    markdown: bool,
    paths: tuple[Path, ...],
    changes: Changes,
    replace: bool,
) -> None:
    """A CASE as a document to hand over: answer, quotation, questions, charts, sources, method, working.

    \b
    Examples:
      weighbridge report raqqa-2017 --pdf
      weighbridge report raqqa-2017 -o raqqa.docx
    """
    asked = {"pdf": pdf, "docx": docx, "markdown": markdown}
    endings = _endings([kind for kind, is_asked in asked.items() if is_asked], paths)
    _refuse_without_libraries({*endings, *(path.suffix.lower() for path in paths)})
    opened = changes.opened(case)
    files = [*dict.fromkeys([*paths, *(Path(f"{file_name(opened.name)}{ending}") for ending in endings)])]
    _refuse_if_edited(files, replace)
    with shows_progress():
        contents = _contents(opened, files)
        for folder in dict.fromkeys(path.parent for path in files):
            within = [path for path in files if path.parent == folder]
            make_folder(folder)
            with exclusive(folder) as write:
                _refuse_if_edited(within, replace)  # another run may have written one meanwhile
                write({path.name: contents[path] for path in within})
    for path in files:
        say(f"{path.as_posix()}: the report of {case}{changes.behind}.")


def _endings(asked: Sequence[str], paths: Sequence[Path]) -> list[str]:
    """How the files end that are called after the case: of each kind that is asked for and that no name is given for.

    Raises:
        CaseError: with each name that is none of a report.
    """
    wrong = [path for path in paths if path.suffix.lower() not in ENDINGS]
    if wrong:
        remedy = f"write a name that ends in {', '.join(f'`{one}`' for one in ENDINGS)}; {NOT_WRITTEN}"
        raise CaseError([Problem(Place(f"-o {path.as_posix()}"), "not the name of a report", remedy) for path in wrong])
    if not asked and not paths:
        return [".pdf"]
    named = {path.suffix.lower() for path in paths}
    return [ending for ending, kind in ENDINGS.items() if kind in asked and ending not in named]


def _refuse_if_edited(files: Sequence[Path], replace: bool) -> None:
    """Raise ``CaseError`` for each file in the way that somebody may have gone on writing in."""
    there = [path for path in files if path.suffix.lower() in EDITED and path.is_file()]
    if there and not replace:
        found = "there is a file already, which may hold changes of yours"
        remedy = f"name another file, or add `--replace`; {NOT_WRITTEN}"
        raise CaseError([Problem(Place(shown(path)), found, remedy) for path in there])


def _refuse_without_libraries(endings: Collection[str]) -> None:
    """Raise ``MissingLibraryError`` before anything is weighed, where what writes a file is not installed."""
    kinds = {ENDINGS[ending] for ending in endings}
    if kinds != {"markdown"}:
        with needs("a report as PDF or DOCX", "reports", OTHERWISE):
            import typst  # noqa: F401
    if "docx" in kinds:
        with needs("a report as DOCX", "reports", OTHERWISE):
            import docx  # noqa: F401


def _contents(case: Case, files: Sequence[Path]) -> dict[Path, bytes | str]:
    """The report of a case in each kind that a file asks for."""
    from ..handout import docx, markdown, pdf, report_of

    writers: dict[str, Callable[[Document], bytes | str]] = {"pdf": pdf, "docx": docx, "markdown": markdown}
    charts = charts_of_cases("the report")
    document = report_of(case.verify(), [chart.picture() for chart in charts(case)] if charts else [])
    written = {kind: writers[kind](document) for kind in {ENDINGS[path.suffix.lower()] for path in files}}
    return {path: written[ENDINGS[path.suffix.lower()]] for path in files}
