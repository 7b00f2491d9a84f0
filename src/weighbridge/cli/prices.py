"""The command ``prices update``. It reads a file that the user downloaded, never the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import click

from ..base import CaseError, Place, Problem, command_line, data_folder, day_of_run, exclusive, shown, visible
from ..evidence import Row, Source, parse_table, read_sources
from ..evidence.prices import (
    METALS,
    SUFFIX,
    TABLE,
    Plan,
    PriceFile,
    accepted_prices,
    described,
    is_another,
    lines,
    new_provenance,
    new_source,
    new_sources,
    new_table,
    plan,
    price_fault,
    read_price_file,
    read_provenance,
    refuse_unaccepted,
    terms_of,
    unfinished,
    warned,
)
from ..text import sha256
from .output import say
from .price_effect import effect
from .problems import NOT_WRITTEN, reports_problems
from .progress import shows_progress

PROVENANCE = f"{TABLE}{SUFFIX}"
COLUMNS = {"metal", "month", "price", "unit", "source", "mark"}
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
PRICE = re.compile(r"[0-9]+(\.[0-9]+)?")


class Comparison(NamedTuple):
    """What a file would change, and the files as they would be after it, by name, the table last."""

    plan: Plan
    contents: dict[str, str]


@click.group("prices")
def price_commands() -> None:
    """The table of metal prices.

    \b
    Example:
      weighbridge prices update CMO-Historical-Data-Monthly.xlsx
    """


@price_commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--metal", type=click.Choice(METALS), help="Which metal a CSV is of that does not say so.")
@click.option("--unit", help="In which unit such a CSV gives it, a price of a mass in USD: USD/tonne, USD/lb, USc/lb.")
@click.option(
    "--accept", multiple=True, metavar="METAL:MONTH", help="A doubtful price that is right, such as copper:2017-02."
)
@click.option("--yes", is_flag=True, help="Write what is shown; without it nothing is written.")
@reports_problems(undone=NOT_WRITTEN)
def update(file: Path, metal: str | None, unit: str | None, accept: tuple[str, ...], yes: bool) -> None:
    """Compare data/evidence/metal-prices.csv with a FILE, and with --yes take over what it changes.

    FILE is the World Bank's monthly workbook, as downloaded, of any vintage, or a CSV from FRED. Each change is shown,
    and every finding that moves with it. A price that the table makes doubtful is written only where --accept names it.

    \b
    Examples:
      weighbridge prices update CMO-Historical-Data-Monthly.xlsx
      weighbridge prices update PCOPPUSDM.csv --accept copper:2017-02 --yes
    """
    folder = data_folder() / "evidence"
    accepted = accepted_prices(accept)
    downloaded = read_price_file(file, metal, unit)
    if not yes:
        found = _compare(folder, downloaded, accepted)
        if found is not None:
            said = [("--metal", metal), ("--unit", unit), *(("--accept", one) for one in accept)]
            options = [word for option, value in said if value for word in (option, value)]
            say(f"Nothing is written.{_how_to_write(found.plan, file, options)}")
        return
    with exclusive(folder) as write:  # from reading the table to writing it
        found = _compare(folder, downloaded, accepted, refuses=True)
        if found is None:
            return
        write(found.contents)
    say(f"Written: {', '.join(shown(folder / name) for name in reversed(found.contents))}.")
    say("Saved notebooks and the README show the old figures: run the notebooks, or `make notebooks` in a clone.")


def _how_to_write(found: Plan, file: Path, options: list[str]) -> str:
    """What to type to write what was shown; nothing while a doubtful price is not named: that wants a look first."""
    if {change.key for change in found.doubtful} - found.accepted:
        return ""
    typed = command_line(["weighbridge", "prices", "update"], [file.as_posix()], [*options, "--yes"])
    return f" To write it: {typed}"


def _compare(
    folder: Path, file: PriceFile, accepted: frozenset[tuple[str, str]], refuses: bool = False
) -> Comparison | None:
    """Show what a file changes; None where that is nothing.

    Args:
        refuses: whether a doubtful price that is not accepted ends it, before the findings of cases are shown.
    """
    table, sources = _text(folder / f"{TABLE}.csv"), _text(folder / "sources.json")
    record = read_provenance(folder / PROVENANCE, shown(folder / PROVENANCE))
    read_sources(folder / "sources.json", shown(folder / "sources.json"))  # raises where it is not a list of sources
    rows = _rows(table, folder / f"{TABLE}.csv")
    found = plan(rows, file, record).accepting(accepted)
    for line in (*described(found), *_doubts(found, record, table)):
        say(line)
    if not found.changes:
        many = len(file.prices) - found.earlier
        agree = "1 price agrees" if many == 1 else f"{many} prices agree"
        say(f"{file.name} changes nothing: {agree} with the table to the cent.")
        return None
    for line in (*lines(found), *warned(found)):
        say(line)
    if refuses or accepted:
        refuse_unaccepted(found)
    after, today = new_table(rows, found), day_of_run()
    for line in _summary(found, after, Source(found.source, new_source(found, today))):
        say(line)
    provenance = new_provenance(record, found, table, after, today, version("weighbridge"))
    contents = {"sources.json": new_sources(sources, found, today), PROVENANCE: provenance, f"{TABLE}.csv": after}
    return Comparison(found, contents)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(
            [Problem(Place(shown(path)), f"cannot be read: {error}", "restore it from the project")]
        ) from None


def _rows(text: str, path: Path) -> tuple[Row, ...]:
    """The rows of the table, each with a price; raises with every line that has none."""
    rows, place = parse_table(TABLE, text.splitlines(keepends=True)), shown(path)
    if not rows or not rows[0].cells.keys() >= COLUMNS:
        fault = "is not the table of metal prices"
        raise CaseError([Problem(Place(place), fault, f"expected the columns {', '.join(sorted(COLUMNS))}")])
    faults = {row.line: _fault_of(row) for row in rows if not _is_price(row.cells["price"]) or not _is_dated(row)}
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if visible(line) != line:  # it would be written anew with the table
            faults.setdefault(number, "a character stands there that is not seen")
    if faults:
        remedy = "restore the table from the project"
        raise CaseError([Problem(Place(place, line), fault, remedy) for line, fault in sorted(faults.items())])
    return rows


def _is_dated(row: Row) -> bool:
    """Whether a row is of a metal that the table has, in a month."""
    return row.cells["metal"] in METALS and MONTH.fullmatch(row.cells["month"]) is not None


def _fault_of(row: Row) -> str:
    metal, month, price = (row.cells[column][:40] for column in ("metal", "month", "price"))
    if MONTH.fullmatch(month) is None:
        return f"`{month}` is not a month"
    return f"`{metal}` at `{price}` is not a price"


def _is_price(text: str) -> bool:
    return PRICE.fullmatch(text) is not None and not price_fault(text)


def _doubts(found: Plan, record: dict[str, Any], table: str) -> Iterator[str]:
    """What a careful reader would want to know before anything else."""
    last = record["updates"][-1]
    if unfinished(last, record, table):
        yield f"The update from {last['used']['name']} was stopped before its end; running it again completes it."
    elif is_another(record, table):
        yield (
            f"{TABLE}.csv was changed by other means than this command: its SHA-256 is {sha256(table.encode())[:12]}…, "
            f"its provenance records {last['generated']['sha256'][:12]}…. What was changed is not recorded."
        )
    if found.newer_table and found.changes:
        yield (
            f"{found.file.name} was updated on {found.file.updated}, the table is of {found.newer_table}: it would put "
            "older figures in the place of newer ones."
        )
    if found.changes and (terms := terms_of(found)):
        yield terms
    if found.earlier:
        yield f"{found.earlier} prices before the table's first month are left out."
    if found.lacking:
        yield f"{found.lacking} prices of the table are not in the file; they stay as they are."


def _summary(found: Plan, after: str, source: Source) -> Iterator[str]:
    new = sum(change.old is None for change in found.changes)
    changed = len(found.changes) - new
    yield f"{changed} price{'s change' if changed != 1 else ' changes'}, {new} {'are' if new != 1 else 'is'} new."
    with shows_progress():
        cases = effect(TABLE, parse_table(TABLE, after.splitlines(keepends=True)), source)
    if new < len(found.changes):
        yield "Shares and notes in other tables that were worked out from the old prices are not redone."
    turned = sum(one.turns for one in cases.movements)
    outcomes = f"{turned} outcomes change" if turned else "no outcome changes"
    moving = f"{len(cases.movements)} findings of cases move with them; {outcomes}:"
    yield moving if cases.movements else "No finding of any case moves with them."
    yield from (f"  {one.line}" for one in cases.movements)
    yield from cases.unweighed
