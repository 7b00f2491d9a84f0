"""The commands ``new`` and ``check``: a case begun, and looked through while it is being written."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from ..base import CASE_FILE, CaseError, Place, Problem, exclusive, make_folder, shown
from .output import say
from .problems import BAD_INPUT, NOT_WRITTEN, reports_problems
from .texts import STANDARD_INPUT, document_of, is_file

NAME = re.compile(r"[^\W_][\w.-]*")


@click.command("new")
@click.argument("name")
@click.option(
    "--from", "source", metavar="TEXT|FILE|-", help="What it is drafted from: a passage, a text file or a saved page."
)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=".", help="Where its folder is made.")
@click.option("--language", metavar="CODE", help="The language of the text, as in en or ar; found in it by default.")
@reports_problems(undone=NOT_WRITTEN)
def new(name: str, source: str | None, into: Path, language: str | None) -> None:
    """Begin a case NAME: a commented file NAME/case.yaml that can be weighed as it stands.

    Drafted from a text, or the smallest case there is. Nothing is overwritten.
    """
    if not NAME.fullmatch(name):
        remedy = "use letters, digits, - and _; where it is to stand, say with --into FOLDER"
        raise CaseError([Problem(Place(f"new {name[:60]}"), "this is not the name of a folder", remedy)])
    folder = into / name
    _refuse_if_there(folder)
    text = _smallest(name) if source is None else _drafted(name, source, language)
    make_folder(folder)
    with exclusive(folder) as write:
        _refuse_if_there(folder)
        (path,) = write({CASE_FILE: text})
    say(f"{shown(path)}: a case that can be weighed as it stands{_left(text)}.")
    say(f"Open it in an editor, then: weighbridge check {shown(folder)}")


def _refuse_if_there(folder: Path) -> None:
    path = folder / CASE_FILE
    if path.exists() or path.is_symlink():
        raise CaseError([Problem(Place(shown(path)), "is there already", "choose another name, or move it away")])


def _smallest(name: str) -> str:
    from ..drafts import template

    return template(name)


def _drafted(name: str, source: str, language: str | None) -> str:
    from ..drafts import draft, drafted_article
    from ..first_look import of_text
    from ..quantities import languages
    from ..text import fold

    document = document_of(source)
    said = document.meta.language.partition("-")[0].lower()
    known = language or (said if said in languages() else None)
    look = of_text(fold(document.text).text, known, name=document.name, notes=document.notes)
    is_in_file = source == STANDARD_INPUT or is_file(source)
    return draft(look, name, drafted_article(document, look.mentions.language, is_in_file))


def _left(text: str) -> str:
    """How much waits for a person, as a part of a sentence."""
    count = len(re.findall(r"(?m)^\s*# decide: ", text))
    return f", with {count} things to decide" if count > 1 else ""


@click.command("check")
@click.argument("case")
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON.")
@reports_problems
def check(case: str, as_json: bool) -> None:
    """Look through a CASE that is being written: what is wrong or missing, what each line does, what to do next."""
    from ..drafts import review

    found = review(case)
    if as_json:
        click.echo(found.to_json())
    else:
        say(found)
    if not found.verifies:
        sys.exit(BAD_INPUT)
