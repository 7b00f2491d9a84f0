"""The unit in which a file is said to give its prices: money of the United States for a mass, and nothing else."""

from __future__ import annotations

import re

from ...text import UnitError, factor, kind_of, parse_unit, same_kind
from .price_file import PriceFileError

TABLE_UNIT = "USD/tonne"
EXAMPLES = "`USD/tonne`, `USD/lb`, `USc/lb` (US cents) or `USD/short_ton`"
_CENTS = re.compile(r"(?:USc|USX|US\s?¢|¢US|US[- ]cents?|USD[- ]cents?|cents? US)(?=\s|/|$)", re.IGNORECASE)
_ANY_CENTS = re.compile(r"cents?\b|¢", re.IGNORECASE)
_POUND = re.compile(r"(/|\bper\s)\s*pounds?\s*$", re.IGNORECASE)  # below the line a pound is no money
_INDEX = re.compile(r"\b(?:index|indices|points?|percent|pct)\b|%|=\s*100?\b", re.IGNORECASE)


def usd_per_tonne(text: str) -> float:
    """How many USD a tonne one of a unit is.

    Raises:
        PriceFileError: it is no unit, an index or a percentage, another currency, or no price of a mass.

    >>> usd_per_tonne("USD/tonne"), round(usd_per_tonne("USD/lb"), 4), round(usd_per_tonne("US cents per pound"), 6)
    (1.0, 2204.6226, 22.046226)
    >>> usd_per_tonne("index 1982=100")
    Traceback (most recent call last):
    ...
    weighbridge.evidence.prices.price_file.PriceFileError: the unit `index 1982=100` is no price: an index or a \
percentage says how prices moved and not what a tonne cost; take a file of prices
    """
    shown, cents = text.strip()[:40], _CENTS.search(text)
    if _INDEX.search(text):
        found = (
            f"the unit `{shown}` is no price: an index or a percentage says how prices moved and not what a tonne cost"
        )
        raise PriceFileError(found, "take a file of prices")
    plain = _POUND.sub(r"\1 lb", _CENTS.sub("USD", text, count=1))
    try:
        unit = parse_unit(plain)
    except UnitError as error:
        if _ANY_CENTS.search(text):
            found = f"the unit `{shown}` does not say whose cents"
            raise PriceFileError(found, "write `USc/lb` for US cents") from None
        raise PriceFileError(f"the unit `{shown}` cannot be read: {error.message}", error.remedy) from None
    if not same_kind(unit, parse_unit(TABLE_UNIT)):
        found = f"the unit `{shown}` is {kind_of(unit)}, and no price of a mass in USD"
        raise PriceFileError(found, f"expected {EXAMPLES}; another currency needs a rate, which no unit gives")
    return factor(unit) / factor(parse_unit(TABLE_UNIT)) * (0.01 if cents else 1)
