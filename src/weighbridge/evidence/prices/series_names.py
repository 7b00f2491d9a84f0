"""What the name of a column or a file says of its figures: a price level of a metal, or something that is no price.

FRED calls the level of a series by its bare name. Whatever it works out of a series has a suffix: ``PCOPPUSDM_PC1`` is
in percent, ``PCOPPUSDM_LOG`` a logarithm. Price indices have no unit at all, so none is ever a price of something.
"""

from __future__ import annotations

import re
from enum import StrEnum

from .price_file import PriceFileError

SERIES = {"PCOPPUSDM": "copper", "PALUMUSDM": "aluminium", "PIORECRUSDM": "iron_ore"}  # averages, in USD per tonne
TRANSFORMED = {  # the parameter `units` of FRED's interface, which becomes the suffix
    "CHG": "the change from the month before",
    "CH1": "the change from a year ago",
    "PCH": "the percent change from the month before",
    "PC1": "the percent change from a year ago",
    "PCA": "the compounded annual rate of change, in percent",
    "CCH": "the continuously compounded rate of change, in percent",
    "CCA": "the continuously compounded annual rate of change, in percent",
    "LOG": "the natural logarithm",
}
OTHER_FREQUENCIES = {"D": "daily", "W": "weekly", "Q": "quarterly", "A": "annual"}
WANTED = f"download one of {', '.join(SERIES)} as CSV, in its own units, monthly"
NO_PRICE = "an index says how prices moved and not what a tonne cost, so no unit makes it a price; " + WANTED

_STEMS = "|".join(name[:-1] for name in SERIES)
_OTHER_FREQUENCY = re.compile(rf"({_STEMS})([{''.join(OTHER_FREQUENCIES)}])(?:_.*)?", re.IGNORECASE)
_DERIVED = re.compile(rf"(.*?)({'|'.join(SERIES)})(.*)", re.IGNORECASE)
_DOWNLOADED_AGAIN = re.compile(r"\s*\([0-9]+\)$")  # as a browser numbers a second copy
_SUFFIX = re.compile(rf"_(?:{'|'.join(TRANSFORMED)}|NBD[0-9]{{8}}|[0-9]{{8}})")
# Series of the Bureau of Labor Statistics and others that FRED has, the IMF's indices, and whatever calls itself one.
_INDEX = re.compile(
    r"""(?:WPU|WPS|PCU|PPI|CPI|CUUR|CUSR)[0-9A-Z]*[0-9][0-9A-Z]*(?:[_ ].*)?   # WPU1012, PCU331420331420
      | I[PQR][0-9]+(?:[_ ].*)? | (?:PPI|CPI)(?:[A-Z]+)?(?:[_ ].*)?           # IQ12260, PPIACO
      | P[A-Z]+INDEX[MQA]?(?:_.*)? | .*_IX                                    # PMETAINDEXM
      | .*(?<![A-Z])(?:INDEX|INDICES|INDEXED)(?![A-Z]).* | .*(?<![0-9])[12][0-9]{3}\s*=\s*100?(?![0-9]).*""",
    re.IGNORECASE | re.VERBOSE,
)


class Names(StrEnum):
    """Where a name stands, for messages."""

    COLUMN = "the column"
    FILE = "by its name the file"


def plain_name(text: str) -> str:
    """A name without what varies: spaces around it, quotation marks, letter case, the number of a second download.

    >>> plain_name(' "pcoppusdm" '), plain_name("PALUMUSDM (1)")
    ('PCOPPUSDM', 'PALUMUSDM')
    """
    return _DOWNLOADED_AGAIN.sub("", text.strip().strip("\"'").strip()).upper()


def level_of(text: str) -> str | None:
    """The metal whose monthly price in USD per tonne a name stands for, exactly; None where it is no such name.

    >>> level_of("pcoppusdm"), level_of("PCOPPUSDM_PC1"), level_of("copper")
    ('copper', None, None)
    """
    return SERIES.get(plain_name(text))


def refuse_by_name(file: str, text: str, where: Names = Names.COLUMN) -> None:
    """Raise where a name says that its figures are no price level by month: an index, a change, another frequency.

    Raises:
        PriceFileError: with what the name says that it is.

    >>> refuse_by_name("a.csv", "price")
    >>> refuse_by_name("a.csv", "PCOPPUSDM_LOG")
    Traceback (most recent call last):
    ...
    weighbridge.evidence.prices.price_file.PriceFileError: a.csv: the column `PCOPPUSDM_LOG` is the natural logarithm \
of PCOPPUSDM, and not the price; download PCOPPUSDM itself, in its own units
    """
    name = plain_name(text)
    if name in SERIES:
        return
    said = f"{file}: {where} `{text.strip()[:40]}`"
    if other := _OTHER_FREQUENCY.fullmatch(name):
        found = f"{said} is {OTHER_FREQUENCIES[other[2].upper()]}, and the table is monthly"
        raise PriceFileError(found, f"take `{other[1]}M`")
    derived = _DERIVED.fullmatch(name)
    if derived and (where == Names.COLUMN or _is_of_fred(derived)):
        raise PriceFileError(f"{said} {_derived(*derived.groups())}", f"download {derived[2]} itself, in its own units")
    if _INDEX.fullmatch(name):
        raise PriceFileError(f"{said} is a price index", NO_PRICE)


def _is_of_fred(derived: re.Match[str]) -> bool:
    """Whether FRED itself would name a file so; people name theirs in many ways, and that says nothing of it."""
    return not derived[1] and _SUFFIX.fullmatch(derived[3]) is not None


def _derived(before: str, series: str, after: str) -> str:
    """What is worked out of a series, by what stands around its name."""
    suffix = after.removeprefix("_")
    if not before and suffix in TRANSFORMED:
        return f"is {TRANSFORMED[suffix]} of {series}, and not the price"
    if not before and re.fullmatch(r"_NBD[0-9]{8}", after):
        return f"is an index of {series}, 100 on {suffix[3:7]}-{suffix[7:9]}-{suffix[9:]}, and not the price"
    if not before and re.fullmatch(r"_[0-9]{8}", after):
        day = f"{suffix[:4]}-{suffix[4:6]}-{suffix[6:]}"
        return f"is the series {series} as it stood on {day}, and not as it stands"
    return f"is not the series {series}, but something made of it"
