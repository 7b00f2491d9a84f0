"""The commands ``explain`` and ``sources``: what anything that is named, or a whole case, rests on."""

from __future__ import annotations

import click

from ..base import visible_json
from ..case import open_case
from ..evidence import export_csl
from ..report import bibliography
from .options import Changes, takes_changes
from .output import say
from .problems import reports_problems
from .progress import shows_progress


@click.command("explain")
@click.argument("case")
@click.argument("name", nargs=-1, required=True)
@takes_changes
@reports_problems
def explain(case: str, name: tuple[str, ...], changes: Changes) -> None:
    """How anything that an output names comes about: its working, and the chain back to quotations, rows and reasons.

    NAME is a quantity, a comparison, a parameter (convoy_mean_load.high), a choice or an option (market=yard), an
    event, a source, or a row of a table (payloads.csv:12).

    \b
    Examples:
      weighbridge explain raqqa-2017 load
      weighbridge explain raqqa-2017 market=yard
    """
    with shows_progress():
        text = changes.opened(case).explain(" ".join(name))
    say("\n".join([*changes.head, str(text)]))


@click.command("sources")
@click.argument("case")
@click.option("--csl", is_flag=True, help="The sources as CSL-JSON, which Zotero imports.")
@reports_problems
def sources(case: str, csl: bool) -> None:
    """What a CASE rests on, weakest first: each origin once, with its outlets, and the corrections that touch it.

    \b
    Example:
      weighbridge sources raqqa-2017
    """
    opened = open_case(case)
    if csl:
        used = [outlet.key for origin in opened.rests_on for outlet in origin.outlets]
        click.echo(visible_json(export_csl(opened.holdings.sources[key] for key in used)), nl=False)
        return
    say(bibliography.listing(opened.rests_on))
    say("\nCorrections: what these sources say that was mended, rejected, or kept with a doubt\n")
    say("\n\n".join(map(str, opened.corrections.values())) or "none")
