"""What a word such as "about" allows, computed a second way: the regression from ``hedges.csv``, written out anew.

It knows less than the kit does: words that open to both sides, and whole numbers from one to a million. All else is
refused, and then has one route only. The regression is that of Ferson and others (2015), as docs/cases.md tells it.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from io import StringIO
from statistics import fmean

from .plain_units import SIZES, OneRoute, PlainUnits

_WHOLE = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?: (hundred|thousand))?( .*)?")
MOST = 10**6  # from here on the kit takes a number as so many thousands


def ends_with_hedge(text: str, cue: str, units: PlainUnits) -> tuple[Fraction, Fraction]:
    """The ends between which a number with a cue may lie, in root units; raises ``OneRoute`` where it isn't read here.

    >>> [round(float(end), 1) for end in ends_with_hedge("50 truck", "about", PlainUnits({"truck": "one"}))]
    [45.1, 54.9]
    """
    match, row = _WHOLE.fullmatch(text.strip()), _row(cue)
    if (
        match is None
        or (match[3] or "").split(maxsplit=1)[:1] in [[size] for size in SIZES]
        or row["rule"] != "measured"
        or row["direction"] != "both"
    ):
        raise OneRoute(f"what `{cue[:20]}` allows of {text[:40]}")
    written = int(match[1].replace(",", ""))
    number = written * 10 ** SIZES.get(match[2] or "", 0)
    if not 1 <= number < MOST:
        raise OneRoute(f"what `{cue[:20]}` allows of {text[:40]}")
    off = max(_width(number, _row(cue)) / 2, _bare(written, number))
    unit = units.amount(text)[0] / number
    return Fraction(max(number - off, number / 10)) * unit, Fraction(number + off) * unit


def _bare(written: int, number: int) -> float:
    """How far a number may lie to either side when it is written bare.

    Half a unit of its last digit; more where zeros follow one or two digits: as of a number that was rounded to two,
    or as "about" allows.
    """
    digits, said = str(written), str(written).rstrip("0")
    last = 10 ** (len(str(number)) - len(said))  # the unit of the last digit that is not zero
    if len(said) == len(digits) or len(said) > 2:
        return 0.5 * (number // written if len(said) == 1 else last)
    return max(0.5 * 10 ** (len(str(number)) - 2), _width(number, _row("about")) / 2)


def _width(number: int, row: Mapping[str, str]) -> float:
    """The whole width by the regression: log width = A + Bz + Cr + Df + Ezr + Fzf + Grf + Hzrf.

    z is the logarithm of the number, r how many zeros it ends in, f whether a five stands before them.
    """
    said = str(number).rstrip("0")
    z, r, f = math.log10(number), len(str(number)) - len(said), float(said.endswith("5"))
    terms = {"A": 1.0, "B": z, "C": r, "D": f, "E": z * r, "F": z * f, "G": r * f, "H": z * r * f}
    alike = [one for one in _table().values() if one["synonyms"] == row["synonyms"] != ""] or [row]
    return 10 ** sum(fmean(float(one[letter]) for one in alike) * term for letter, term in terms.items())


def _row(cue: str) -> dict[str, str]:
    """The row of a cue; of one that is like another that one's, with its own direction."""
    own = _table().get(cue.casefold())
    if own is None:
        raise OneRoute(f"the word `{cue[:20]}`")
    like = _table().get(own["rule"].removeprefix("like "), own)
    return {**like, "direction": own["direction"]}


@cache
def _table() -> dict[str, dict[str, str]]:
    text = (files("weighbridge") / "text" / "hedges.csv").read_text(encoding="utf-8")
    return {row["cue"]: row for row in csv.DictReader(StringIO(text))}
