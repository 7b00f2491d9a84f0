"""The vocabulary of things: their keys, what kinds they are of, and how a unit spells them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..base import filled, one_of, table_rows
from .language import language
from .tokens import tokens

TABLE = Path(__file__).with_name("things.csv")
CELLS = {"thing": filled("the thing"), "counted": one_of("yes", "no")}


class Thing(NamedTuple):
    """A row of the table: a key, the kind that it is of, and whether one counts it or has so much of it."""

    key: str
    kind_of: str
    is_counted: bool


@cache
def things() -> dict[str, Thing]:
    """Every thing of the table by its key."""
    rows = table_rows(TABLE, ("thing", "kind_of", "counted"), CELLS, once=("thing",))
    return {row["thing"]: Thing(row["thing"], row["kind_of"], row["counted"] == "yes") for row in rows}


def key_of(noun: str, code: str = "en") -> str | None:
    """The key of the thing that a noun names, one or many of it; None where no list has it.

    >>> key_of("lorries"), key_of("banknotes"), key_of("wishes")
    ('truck', 'bank note', None)
    """
    some = tokens(noun)
    found = language(code).things.at(some, 0) if some else None
    return found[0] if found is not None and found[1] == len(some) else None


def kinds_of(thing: str) -> tuple[str, ...]:
    """A thing and what it is a kind of, the nearest first.

    >>> kinds_of("truck"), kinds_of("wish")
    (('truck', 'vehicle'), ('wish',))
    """
    found = [thing]
    while (row := things().get(found[-1])) is not None and row.kind_of and row.kind_of not in found:
        found.append(row.kind_of)
    return tuple(found)


def is_counted(thing: str) -> bool:
    """Whether one counts a thing; so with things that no list has."""
    row = things().get(thing)
    return row is None or row.is_counted


def identifier(thing: str) -> str:
    """A thing as a unit spells it.

    >>> identifier("bank note"), identifier("twenty-foot equivalent unit")
    ('bank_note', 'twenty_foot_equivalent_unit')
    """
    spelled = re.sub(r"\W+", "_", thing).strip("_")
    return spelled if spelled.isidentifier() else "one"


def is_stuff(thing: str) -> bool:
    """Whether there is so much of it, and not so many; False of a thing that the table does not have.

    >>> is_stuff("copper"), is_stuff("truck")
    (True, False)
    """
    row = things().get(thing)
    return row is not None and not row.is_counted
