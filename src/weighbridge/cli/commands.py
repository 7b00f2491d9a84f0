"""The command ``weighbridge``. Exit 0 for a run that worked, whatever the verdict; 2 for bad input."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from ..base import CaseError, case_names
from ..case import Case, open_case
from ..evidence import export_csl
from ..report import bibliography, terminal, write_results
from ..what_if import NO_TURN
from .problems import tells_problems
from .upkeep import codebook, prices

SET = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="NAME.PARAMETER=VALUE",
    help="Change something for this run; the file stays as it is.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="weighbridge")
def main() -> None:
    """Weigh published numbers: what they imply, whether the world allows it, and how sure one can be."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe on Windows is not UTF-8, and quotations are in any script
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@main.command(name="list")
@click.argument("case", required=False)
@tells_problems
def list_cases(case: str | None) -> None:
    """The cases in data/cases; or what one CASE holds, with the names that can be set and explained."""
    if case is not None:
        click.echo(open_case(case).outline())
        return
    for name in case_names():
        try:
            click.echo(f"{name}: {open_case(name).text.title}")
        except CaseError as error:
            click.echo(f"{name}: cannot be read, {len(error.problems)} problems; see `weighbridge verify {name}`")


@main.command()
@click.argument("case")
@SET
@click.option(
    "--json", "as_json", is_flag=True, help="The whole result as JSON, to the schema that `weighbridge schema` prints."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write JSON, page and tables there.")
@click.option(
    "--article",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Check hash and quotations against this text.",
)
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the table; the terminal's own by default.")
@tells_problems
def verify(
    case: str, sets: tuple[str, ...], as_json: bool, out: Path | None, article: Path | None, width: int | None
) -> None:
    """Weigh a CASE: every claim and check, where it flips, its outcome, and a sentence each."""
    opened = open_case(case, sets=sets)
    if article is not None:
        _check_article(opened, article)
    result = opened.verify()
    if out is not None:
        write_results(result, out, opened.all_flips())
    if as_json:
        click.echo(result.model_dump_json(indent=2))
        return
    click.echo(f"{opened.text.title}\n{result.article['title']}\n{result.article['url']}")
    terminal.print_checks(result.checks, result.quotes, result.verdict, result.mends, result.changes, width)


def _check_article(case: Case, article: Path) -> None:
    problems = case.check_article(article)
    if problems:
        raise CaseError(problems)
    known = case.text.article.sha256
    hashed = ", and its SHA-256 is that of the case" if known else "; the case has no SHA-256 to compare"
    count = len(case.text.claims) + sum(event.quote is not None for event in case.text.events.values())
    click.echo(f"{count} quotations stand in {article.name}{hashed}", err=True)


@main.command()
@click.argument("case")
@click.argument("quantity")
@SET
@tells_problems
def explain(case: str, quantity: str, sets: tuple[str, ...]) -> None:
    """How a QUANTITY or a check comes about: its working, and the chain back to quotations, rows and assumptions."""
    click.echo(open_case(case, sets=sets).explain(quantity))


@main.command()
@click.argument("case")
@click.argument("check", required=False)
@SET
@tells_problems
def flips(case: str, check: str | None, sets: tuple[str, ...]) -> None:
    """Where the outcome of a CHECK turns as each number is moved, all else as it is; without one, of every check."""
    opened = open_case(case, sets=sets)
    for name in [check] if check else opened.model.checks:
        click.echo(f"{name}: {opened.model.check(name).question}")
        click.echo("\n".join(f"  {line}" for line in opened.headlines(name) or [NO_TURN]))


@main.command()
@click.argument("case")
@click.argument("formula")
@click.argument("unknown")
@click.argument("wanted", nargs=-1, required=True)
@SET
@tells_problems
def solve(case: str, formula: str, unknown: str, wanted: tuple[str, ...], sets: tuple[str, ...]) -> None:
    """What UNKNOWN would have to be for FORMULA to be WANTED, a quantity of the CASE or a number with its unit."""
    click.echo(open_case(case, sets=sets).solve(formula, unknown, " ".join(wanted)))


@main.command()
@click.argument("case")
@click.argument("check", required=False)
@SET
@tells_problems
def slips(case: str, check: str | None, sets: tuple[str, ...]) -> None:
    """Which slips (a zero dropped, per unit for total, ...) would mend a CHECK that fails, or any, of how many."""
    opened = open_case(case, sets=sets)
    found = [opened.slips(name) for name in ([check] if check else opened.model.checks)]
    told = [one.sentence for one in found if check or one.tried]
    click.echo("\n".join(told) or "No check fails as the case is taken, so no slip is looked for.")


@main.command()
@click.argument("case")
@SET
@tells_problems
def reconcile(case: str, sets: tuple[str, ...]) -> None:
    """The smallest joint correction of a CASE's numbers that lets every check hold, and whether one alone is off."""
    found = open_case(case, sets=sets).reconcile()
    click.echo(found.sentence)
    if found.objective:
        terminal.print_rows(found.rows)
        click.echo(f"What was made least: the sum of the squares of the last column, {found.objective:.3g}.")


@main.command()
@click.argument("case")
@click.option("--csl", is_flag=True, help="The sources as CSL-JSON, which Zotero imports.")
@tells_problems
def sources(case: str, csl: bool) -> None:
    """What a CASE rests on, weakest first: each origin once, with its outlets, and the corrections that touch it."""
    opened = open_case(case)
    if csl:
        used = [outlet.key for origin in opened.rests_on for outlet in origin.outlets]
        click.echo(export_csl(opened.shelf.sources[key] for key in used), nl=False)
        return
    click.echo(bibliography.listing(opened.rests_on))
    click.echo("\nCorrections: what these sources say that was mended, rejected, or kept with a doubt\n")
    click.echo("\n\n".join(map(str, opened.corrections.values())) or "none")


@main.command()
def schema() -> None:
    """The JSON Schema of what `verify --json` prints."""
    click.echo(
        Path(__file__).parents[1].joinpath("report", "verification.schema.json").read_text(encoding="utf-8"), nl=False
    )


main.add_command(codebook)


main.add_command(prices)
