"""A row of results: of a passage at first look, or of a case that is weighed whole."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from enum import StrEnum

from ..base import WeighbridgeError
from ..case import open_case
from ..first_look import FirstLook, implied_rows, of_text, summary
from ..relations import Agreement
from ..report import Verification
from .parts import Row
from .source import Item, Sort
from .workers import LONGEST, TooLongError, within

PASSAGE_COLUMNS = {
    "row": int,
    "key": str,
    "status": str,
    "language": str,
    "quantities": int,
    "relations": int,
    "stated": int,
    "agreement": str,
    "ratio": float,
    "implied": str,
    "summary": str,
    "doubts": int,
    "problem": str,
}
CASE_COLUMNS = {
    "row": int,
    "key": str,
    "status": str,
    "outcome": str,
    "answer": str,
    "checks": int,
    "problem": str,
}
NO_MEMORY = "needs more memory than there is; make it smaller"
ENDED = "its process was ended, as a system does that has no memory left; weigh it by itself, or make it smaller"
WORST_FIRST = (Agreement.NO, Agreement.OPEN, Agreement.LOOSE, Agreement.ROUNDED, Agreement.EXACT)


class Status(StrEnum):
    """What became of a row."""

    WEIGHED = "weighed"
    NOTHING_IMPLIED = "nothing implied"  # no two of its numbers belong together
    NOT_READ = "not read"


def columns_of(sort: Sort) -> dict[str, type]:
    """The columns of the output, each with the type of its cells."""
    return PASSAGE_COLUMNS if sort is Sort.PASSAGE else CASE_COLUMNS


def row_of(item: Item, sort: Sort, language: str | None = None) -> Row:
    """What came of one item; a row that cannot be weighed says why and stops nothing."""
    if sort is Sort.CASE:
        return guarded(item, sort, lambda: case_row(open_case(item.content).verify()))
    return guarded(item, sort, lambda: _passage(of_text(item.content, language)))


def guarded(item: Item, sort: Sort, weigh: Callable[[], Row]) -> Row:
    """The row of an item with what it is weighed to, or with why it could not be; nothing is raised."""
    if item.problem:
        return unweighed(item, sort, item.problem)
    try:
        with within(LONGEST):
            return {**_blank(item, sort), **weigh()}
    except WeighbridgeError as error:
        return unweighed(item, sort, str(error))
    except (Exception, TooLongError) as error:  # one of ten thousand: named in its row, and the others go on
        return of_error(item, sort, error)


def unweighed(item: Item, sort: Sort, problem: str) -> Row:
    """The row of an item that could not be weighed, with why."""
    return _blank(item, sort) | {"status": str(Status.NOT_READ), "problem": problem}


def of_error(item: Item, sort: Sort, error: BaseException) -> Row:
    """The row of an item that met the end of its process or of its time, had no memory, or met a fault of ours."""
    if isinstance(error, BrokenExecutor):
        return unweighed(item, sort, ENDED)
    if isinstance(error, TooLongError):
        return unweighed(item, sort, f"took longer than {LONGEST:,.0f} seconds; weigh it by itself, or make it smaller")
    if isinstance(error, MemoryError):
        return unweighed(item, sort, NO_MEMORY)
    return unweighed(item, sort, f"{type(error).__name__}: {error}; please report it")


def _blank(item: Item, sort: Sort) -> Row:
    return {**dict.fromkeys(columns_of(sort)), "row": item.number, "key": item.key, "problem": item.problem}


def _passage(look: FirstLook) -> Row:
    relations, quantities = look.relations, look.mentions.quantities
    stated = [one for one in relations if one.agreement is not None]
    worst = min(stated, key=lambda one: WORST_FIRST.index(one.agreement), default=None)
    return {
        "status": str(Status.WEIGHED if relations else Status.NOTHING_IMPLIED),
        "language": look.mentions.language,
        "quantities": len(quantities),
        "relations": len(relations),
        "stated": len(stated),
        "agreement": str(worst.agreement) if worst else None,
        "ratio": worst.ratio if worst else None,
        "implied": "; ".join(row["Figure"] for row in implied_rows(look)),
        "summary": summary(look),
        "doubts": sum(not one.is_certain for one in quantities),
    }


def case_row(result: Verification) -> Row:
    """The cells of a case that was weighed."""
    return {
        "status": str(Status.WEIGHED),
        "outcome": str(result.answer.badge),
        "answer": result.answer.headline,
        "checks": len(result.checks),
    }
