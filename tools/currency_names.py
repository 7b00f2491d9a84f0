"""Rows of currencies for a language's ``units.csv``: names and signs from the Common Locale Data Repository.

Prints a row for each currency of ``text/units.txt``, with its names in every plural form and case that the repository
has, and its sign where no other currency uses it. Names of two at once, where a language has a dual, stand apart in the
column ``duals``. What people write ahead of these names (a bare "dollar") stands in
``units.csv`` by hand, above them: the first of two spellings that are alike is taken.

Needs the library Babel, which carries the repository. It is asked for here alone, so that reading a text needs neither:

    python tools/currency_names.py ru >> src/weighbridge/quantities/languages/ru/units.csv
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

UNITS = Path(__file__).parents[1] / "src/weighbridge/text/units.txt"
COUNTS = (1, 2, 3, 5, 11, 100)  # one of each plural form of the languages that have most of them


def codes() -> list[str]:
    """The codes of the currencies in ``units.txt``, in its order."""
    return re.findall(r"^([A-Z]{3}) = \[currency_", UNITS.read_text(encoding="utf-8"), re.MULTILINE)


def rows(language: str) -> Iterator[list[str]]:
    """The rows of ``units.csv`` for a language: forms, unit, three empty cells, and duals where it has them."""
    from babel import Locale
    from babel.numbers import get_currency_name, get_currency_symbol

    locale = Locale(language)
    has_dual = "two" in locale.plural_form.tags
    signs = [get_currency_symbol(code, locale) for code in codes()]
    for code in codes():
        names = [locale.currencies.get(code, ""), get_currency_name(code, locale=locale)]
        duals = [get_currency_name(code, count=2, locale=locale)] if has_dual else []
        names += [get_currency_name(code, count=count, locale=locale) for count in COUNTS if count != 2 or not has_dual]
        sign = get_currency_symbol(code, locale)
        is_sign = signs.count(sign) == 1 and not any(letter in sign for letter in "\u200e\u200f\xa0;")
        forms = dict.fromkeys([code, *([sign] if is_sign else []), *(name for name in names if name)])
        duals = [dual for dual in duals if dual not in forms]
        yield [";".join(forms), code, "", "", "", *([";".join(duals)] if has_dual else [])]


if __name__ == "__main__":
    csv.writer(sys.stdout, lineterminator="\n").writerows(rows(sys.argv[1]))
