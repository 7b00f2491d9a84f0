"""The commands ``verify``, and ``schema`` for those who read its JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import click

from ..base import CaseError, Place, Problem, shown
from ..case import Case
from ..casefile import article_sentence
from ..controls import page_panel
from ..pages import Picture, write_results
from ..report import Verification
from ..terminal import columns_of_terminal, everything, one_screen, print_lines
from .charts import charts_of_cases
from .options import Changes, takes_changes
from .output import say
from .problems import reports_problems
from .progress import shows_progress


@click.command("verify")
@click.argument("case", required=False)
@click.option(
    "--all", "every", is_flag=True, help="Every case of the data, or of the folder that is named, a line each."
)
@takes_changes
@click.option("--full", is_flag=True, help="The working too: each check by each choice, and the way to the verdict.")
@click.option("--markdown", is_flag=True, help="The answer and the figures as Markdown, for an issue or an article.")
@click.option(
    "--json", "as_json", is_flag=True, help="The whole result as JSON, to the schema that `weighbridge schema` prints."
)
@click.option("--csv", "as_csv", is_flag=True, help="With --all: a row for each case as CSV; with --json as JSON.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write JSON, page and tables there.")
@click.option("--without-panel", is_flag=True, help="With --out: a page on which no other numbers can be tried.")
@click.option(
    "--workers", type=click.IntRange(1, 1000), help="With --all: how many processes; one for each processor by default."
)
@click.option(
    "--article",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Check hash and quotations against this text: a file with title and body, as copied from the page.",
)
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the text; the terminal's own by default.")
@reports_problems
def verify(
    case: str | None,
    every: bool,
    changes: Changes,
    full: bool,
    markdown: bool,
    as_json: bool,
    as_csv: bool,
    out: Path | None,
    without_panel: bool,
    workers: int | None,
    article: Path | None,
    width: int | None,
) -> None:
    """Weigh a CASE: the answer, how far off each number is, and a verdict for each, on one screen.

    With --all, CASE is a folder of cases, and each has a line. With --out as well, a run that was stopped goes on where
    it stopped, and a case that is as it was is not weighed again. Exit 2 when any case could not be weighed.

    \b
    Examples:
      weighbridge verify raqqa-2017
      weighbridge verify raqqa-2017 --set "trucks=40 truck" --out build
    """
    if every:
        from .all_cases import weigh_all  # who weighs one case need not wait for what weighs many

        alone = {"--set": changes.sets, "--under": changes.unders, "--full": full, "--markdown": markdown}
        _refuse("--all", alone | {"--article": article, "--width": width, "--without-panel": without_panel})
        sys.exit(weigh_all(case, out, workers, "json" if as_json else "csv" if as_csv else "lines"))
    _refuse("a single case", {"--csv": as_csv, "--workers": workers})
    opened = changes.opened(_named(case))
    if article is not None:
        _check_article(opened, article)
    with shows_progress():
        result = opened.verify()
        _ = result.checks  # all of them are weighed here, where it is shown how far that has come
        page = None if out is None else _write(opened, out, without_panel)
    if as_json:
        click.echo(result.model_dump_json(indent=2))
    elif markdown:
        click.echo(result.markdown())
    else:
        _print(result, _named(case), changes, width or columns_of_terminal(), full)
        if page is not None:
            say(f"Written: {shown(page)}, the page, with JSON and tables beside it.")


def _print(result: Verification, case: str, changes: Changes, columns: int, full: bool) -> None:
    """Print the answer and its figures on one screen, or all of the working."""
    with shows_progress():
        if full:
            lines = everything(result, case, columns, changes.words)
        else:
            lines = one_screen(result.summary, case, columns, options=changes.words)
    print_lines(lines)


def _named(case: str | None) -> str:
    """The case that was named; raises ``CaseError`` where none was."""
    if case is None:
        remedy = "name a case that `weighbridge list` has, or write `--all`"
        raise CaseError([Problem(Place("verify"), "no case is named", remedy)])
    return case


def _refuse(beside: str, options: Mapping[str, object]) -> None:
    """Raise ``CaseError`` where options were given that do nothing beside another."""
    given = [name for name, value in options.items() if value]
    if given:
        raise CaseError([Problem(Place(name), f"does nothing with {beside}", "leave it out") for name in given])


def _write(case: Case, folder: Path, without_panel: bool) -> Path:
    """Write the results of a case, with a panel on the page where that is asked for; gives the path of the page."""
    panel = None if without_panel else page_panel(case)
    files = write_results(case.verify(), folder, case.all_flips(), _pictures(case), panel)
    return next(one for one in files if one.suffix == ".html")


def _pictures(case: Case) -> list[Picture]:
    """The charts of a case for its page; none where there is no matplotlib, and that is said."""
    return [chart.picture() for chart in all_of(case)] if (all_of := charts_of_cases()) else []


def _check_article(case: Case, article: Path) -> None:
    located = case.located_in(article)
    if located.problems:
        raise CaseError(located.problems)
    if located.article is not None:
        about = article_sentence(case.text.article, located.article)
        say(f"{len(located.places)} quotations stand in {article.name}. {about}", err=True)
    for name, (line, column) in located.places.items():
        say(f"  {name}: line {line}, column {column}", err=True)
    for note in located.notes:
        say(note, err=True)
    if located.to_add:
        say("So that a copy from the page is known as the same text, add to `article` in the case:", err=True)
        say("\n".join(f"  {line}" for line in located.to_add), err=True)


@click.command("schema")
@reports_problems
def schema() -> None:
    """The JSON Schema of what `verify --json` prints.

    \b
    Example:
      weighbridge schema
    """
    text = (files("weighbridge") / "report" / "verification.schema.json").read_text(encoding="utf-8")
    click.echo(text, nl=False)
