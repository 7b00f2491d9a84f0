"""The words of things in a language, as the vocabulary of passages has them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def forms_of(language: str = "en") -> Mapping[str, tuple[str, ...]]:
    """The words of each thing in a language, by its key.

    >>> "lorry" in forms_of()["truck"]
    True
    """
    text = (files("weighbridge.quantities") / "languages" / language / "things.csv").read_text(encoding="utf-8")
    return {row["thing"]: tuple(row["forms"].split(";")) for row in csv.DictReader(text.splitlines())}
