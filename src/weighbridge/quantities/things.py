"""The vocabulary of things: what is a kind of what, and what is counted, by the table ``things.csv``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("things.csv")


@cache
def _things() -> dict[str, tuple[str, bool]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["thing"]: (row["kind_of"], row["counted"] == "yes") for row in csv.DictReader(lines)}


def kinds_of(thing: str) -> tuple[str, ...]:
    """A thing and what it is a kind of, itself first, then upwards.

    >>> kinds_of("copper"), kinds_of("gadget")
    (('copper', 'metal'), ('gadget',))
    """
    found = [thing]
    while (above := _things().get(found[-1], ("", False))[0]) and above not in found:
        found.append(above)
    return tuple(found)


def is_stuff(thing: str) -> bool:
    """Whether there is so much of it, and not so many; False of a thing that the table does not have.

    >>> is_stuff("copper"), is_stuff("truck")
    (True, False)
    """
    return thing in _things() and not _things()[thing][1]


def identifier(thing: str) -> str:
    """A thing as a unit is spelled.

    >>> identifier("bank note")
    'bank_note'
    """
    return "_".join(thing.replace("-", " ").split())
