"""The command ``weigh``: a first look at a passage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..first_look import FirstLook, of_text
from ..terminal import columns_of_terminal, first_look, print_lines
from .problems import reports_problems
from .texts import STANDARD_INPUT, check_options, document_of, is_address, is_file
from .usage import MisusedError

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("weigh")
@click.argument("passage", metavar="TEXT", required=False)
@click.option("--language", metavar="CODE", help="The language of the text, as in en or ar; found in it by default.")
@click.option("--date", metavar="DATE", help="When its figures hold, as in 2017-02; as the text says by default.")
@click.option("--markdown", is_flag=True, help="The first look as Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Everything that was found, as JSON.")
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the text; the terminal's own by default.")
@click.option("--many", type=FILE, help="A CSV or JSONL file with a passage in each row, or with the folder of a case.")
@click.option("-o", "--output", type=FILE, help="With --many: the CSV or Parquet file that gets a row for each.")
@click.option("--column", help="With --many: the column that is weighed; `text` or `case` by default.")
@click.option("--workers", type=click.IntRange(1, 1024), help="With --many: how many processes; one a core by default.")
@click.option("--dask", metavar="ADDRESS", help="With --many: the scheduler of a cluster that does the work instead.")
@reports_problems
def weigh(
    passage: str | None,
    language: str | None,
    date: str | None,
    markdown: bool,
    as_json: bool,
    width: int | None,
    many: Path | None,
    output: Path | None,
    **how: Any,
) -> None:
    """A first look at a passage: what its numbers imply, whether they agree, and what is usual.

    TEXT is the passage in quotation marks, the name of a file, or - for standard input.

    \b
    Examples:
      weighbridge weigh "69 trucks laden with 40,000 liters each, which means 2,760,000 liters"
      weighbridge weigh --many passages.csv -o results.csv
    """
    check_options(language, date)
    if many is not None:
        from .many import weigh_file

        _refuse_together("--many", TEXT=passage, date=date, markdown=markdown, json=as_json, width=width)
        weigh_file(many, output, language=language, **how)
        return
    _refuse_together("a passage", output=output, **how)
    if passage is None:
        raise MisusedError("Give a passage in quotation marks, the name of a file, - or --many FILE.")
    look = _look(passage, language, date)
    if as_json:
        click.echo(look.to_json())
    elif markdown:
        click.echo(look.markdown())
    else:
        print_lines(first_look(look, width or columns_of_terminal()))


def _refuse_together(what: str, **given: object) -> None:
    """Raise where an option was given that does nothing with the others."""
    if idle := [name if name.isupper() else f"--{name}" for name, value in given.items() if value]:
        raise MisusedError(f"{idle[0]} does nothing with {what}: leave one of them out.")


def _look(passage: str, language: str | None, date: str | None) -> FirstLook:
    """The first look at what was named: standard input, a file, or the words themselves."""
    if passage != STANDARD_INPUT and not is_file(passage) and not is_address(passage):
        return of_text(passage, language, date)
    document = document_of(passage)
    return of_text(document.text, language, date, document.name, document.notes)
