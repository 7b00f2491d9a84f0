"""The workbook of a case: all of its sheets, in the order in which a reviewer reads them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from ..base import ANYWHERE, command_line
from ..case import Case
from ..report import CHANGED, Verification
from .cells import Sheet
from .check_charts import charts_of
from .inputs import Inputs
from .live_sheets import LiveSheets
from .readme import ReadMe
from .sources import sources_sheet
from .verdicts import verdict_sheet, ways_sheet
from .writer import written

FILE = "audit.xlsx"
WITH_ANSWERS = ("Verdict", "All ways", "Checks")


def workbook_of(case: Case) -> bytes:
    """A case as a workbook that recalculates itself, as the bytes of an ``.xlsx`` file.

    The bytes are the same on every run of a day, and of the day that SOURCE_DATE_EPOCH names.

    >>> from weighbridge.case import open_case
    >>> workbook_of(open_case("azernews-trucks"))[:2]
    b'PK'
    """
    return written(sheets_of(case), case.text.title)


def sheets_of(case: Case) -> list[Sheet]:
    """The sheets of a case, before they are written."""
    result = case.verify()
    inputs = Inputs.of(case)
    live = LiveSheets.of(case, inputs)
    claims, hedges, evidence, assumptions, units = inputs.sheets
    charts = charts_of(case, live, inputs.factors)
    live.changes.list([*inputs.sheets, *live.sheets])
    told = [verdict_sheet(result), ways_sheet(result)]
    sheets = [*told, claims, evidence, assumptions, *live.sheets, sources_sheet(case), hedges, units, charts]
    if result.changes:
        for sheet in sheets:
            _mark(sheet)
    return [read_me(case, result, sheets), *sheets]


def _mark(sheet: Sheet) -> None:
    """Say beside the title of a sheet with answers that the case was changed: who opens it may have read no other."""
    if sheet.name in WITH_ANSWERS:
        beside = next(column for column in count(1) if (0, column) not in sheet.cells)
        sheet.put(0, beside, CHANGED, "warning")


def read_me(case: Case, result: Verification, sheets: Sequence[Sheet]) -> Sheet:
    """The first sheet: what the workbook is, and what it holds."""
    return ReadMe(case, result, [sheet.name for sheet in sheets], command(result)).sheet


def command(result: Verification) -> str:
    """The command that makes the workbook of a result again, with all that was set.

    >>> from weighbridge.case import open_case
    >>> command(open_case("raqqa-2017").with_(trucks="40 truck").verify())
    'weighbridge workbook raqqa-2017 --set "trucks=40 truck" -o audit.xlsx'
    """
    options = [*result.changing, "-o", FILE]
    return command_line(["weighbridge", "workbook"], [result.case], options, form=ANYWHERE)
