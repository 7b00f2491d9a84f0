"""Things and their kinds, as the vocabulary of passages has them: copper is a metal, a truck a vehicle."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _kinds() -> Mapping[str, str]:
    text = (files("weighbridge.quantities") / "things.csv").read_text(encoding="utf-8")
    return {row["thing"]: row["kind_of"] for row in csv.DictReader(text.splitlines())}


@cache
def kinds_of(thing: str) -> tuple[str, ...]:
    """A thing and the kinds that it is of, itself first, then upwards.

    >>> kinds_of("copper"), kinds_of("zeppelin")
    (('copper', 'metal'), ('zeppelin',))
    """
    found = [thing]
    while (kind := _kinds().get(found[-1])) and kind not in found:
        found.append(kind)
    return tuple(found)


@cache
def forms_of(language: str = "en") -> Mapping[str, tuple[str, ...]]:
    """The words of each thing in a language, by its key."""
    text = (files("weighbridge.quantities") / "languages" / language / "things.csv").read_text(encoding="utf-8")
    return {row["thing"]: tuple(row["forms"].split(";")) for row in csv.DictReader(text.splitlines())}
