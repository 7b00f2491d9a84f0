"""The commands ``deposit`` and ``claim-review``: a case packed for an archive, and its review for a page of the web.

They are two, since a deposit can be made without knowing who publishes a review of it and where, and a review cannot.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from ..base import day_of_run, linked_data, shown
from ..case import open_case
from .charts import charts_of_cases
from .output import say
from .problems import NOT_WRITTEN, reports_problems
from .progress import shows_progress


def _with_author(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options that name an author."""
    for option in (
        click.option("--organization", is_flag=True, help="The author is an organization, not a person."),
        click.option("--author-url", metavar="URL", help="An address of the author, such as an ORCID iD."),
        click.option("--author", metavar="NAME", help="Who is responsible; nobody is named unless you do."),
    ):
        command = option(command)
    return command


@click.command("deposit")
@click.argument("case")
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder to be made; a name that ends in .zip gives an archive.",
)
@_with_author
@click.option("--licence", metavar="SPDX", help="Your terms for the case and its results: CC-BY-4.0, MIT ...")
@click.option(
    "--audit",
    "records",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of the record of an audit, to be put in as well.",
)
@reports_problems(undone=NOT_WRITTEN)
def deposit(
    case: str,
    out: Path,
    author: str | None,
    author_url: str | None,
    organization: bool,
    licence: str | None,
    records: tuple[Path, ...],
) -> None:
    """Pack a CASE to be deposited and cited: an RO-Crate with data, results, provenance, terms and hashes.

    The folder is whole or not there. A deposit that stands there unchanged is replaced; anything else is left alone.

    \b
    Example:
      weighbridge deposit raqqa-2017 -o raqqa-2017.zip --author "A. Reviewer" --licence CC-BY-4.0
    """
    from ..deposit import author_of, chosen_licence, deposit_files, refuse_what_is_there, write_deposit

    by = author_of(author, author_url, organization)
    refuse_what_is_there(out)
    opened = open_case(case)
    terms = chosen_licence(opened, licence)
    charts_of_cases("the deposit")  # which says it where there can be none
    with shows_progress():
        files = deposit_files(opened, terms, by, records)
    write_deposit(out, files, day_of_run())
    say(f"Written: {shown(out)}, {len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB.")
    say("`sha256sum --check MANIFEST.sha256`, run in it, shows that nothing was changed since.")


@click.command("claim-review")
@click.argument("case")
@_with_author
@click.option("--url", metavar="URL", help="The page on which the review will stand.")
@click.option("--script", is_flag=True, help="Within a <script>, as it goes into a page.")
@reports_problems
def claim_review_command(
    case: str, author: str | None, author_url: str | None, organization: bool, url: str | None, script: bool
) -> None:
    """The review of a CASE as ClaimReview (schema.org, JSON-LD): the verdict in words, without a number.

    \b
    Example:
      weighbridge claim-review raqqa-2017 --author "A. Reviewer" --url https://example.org/review
    """
    from ..deposit import as_script, author_of, claim_review

    by = author_of(author, author_url, organization)
    opened = open_case(case)
    with shows_progress():
        record = claim_review(opened.verify(), by, url)
    click.echo(as_script(record) if script else linked_data(record), nl=False)
