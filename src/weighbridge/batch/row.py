"""A row of results: of a passage at first look, or of a case that is weighed whole."""

from __future__ import annotations

from enum import StrEnum

from ..base import WeighbridgeError
from ..case import open_case
from ..first_look import FirstLook, implied_rows, of_text, summary
from ..relations import Agreement
from .parts import Row
from .source import Item, Sort

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
    row: Row = {**dict.fromkeys(columns_of(sort)), "row": item.number, "key": item.key, "problem": item.problem}
    if item.problem:
        return row | {"status": str(Status.NOT_READ)}
    try:
        return row | (_passage(of_text(item.content, language)) if sort is Sort.PASSAGE else _case(item.content))
    except WeighbridgeError as error:
        return row | {"status": str(Status.NOT_READ), "problem": str(error)}
    except Exception as error:  # a fault of ours in one text of ten thousand: named in its row, and the others go on
        return row | {"status": str(Status.NOT_READ), "problem": f"{type(error).__name__}: {error}; please report it"}


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


def _case(folder: str) -> Row:
    result = open_case(folder).verify()
    return {
        "status": str(Status.WEIGHED),
        "outcome": str(result.answer.badge),
        "answer": result.answer.headline,
        "checks": len(result.checks),
    }
