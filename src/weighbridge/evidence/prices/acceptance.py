"""Doubtful prices are taken over one by one, each named by metal and month by who has looked at it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...base import suggestion
from .plausibility import Key
from .price_file import METALS, PriceFileError
from .update import Change, Plan

SHOWN = 5
_NAMED = re.compile(r"([a-z_]+):((?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2]))")


def option_for(change: Change) -> str:
    """How a doubtful price is named on the command line.

    >>> option_for(Change("copper", "2017-02", None, "9000"))
    '--accept copper:2017-02'
    """
    return f"--accept {change.metal}:{change.month}"


def accepted_prices(texts: Sequence[str]) -> frozenset[Key]:
    """Metal and month of each price that is named.

    Raises:
        PriceFileError: one is not named so.

    >>> sorted(accepted_prices(["copper:2017-02"]))
    [('copper', '2017-02')]
    """
    found = set()
    for text in texts:
        match = _NAMED.fullmatch(text.strip().casefold())
        if match is None:
            raise PriceFileError(f"`--accept {text[:30]}` names no price", "write METAL:MONTH, such as copper:2017-02")
        if match[1] not in METALS:
            raise PriceFileError(f"`{match[1]}` is not a metal of the table", suggestion(match[1], METALS))
        found.add((match[1], match[2]))
    return frozenset(found)


def refuse_unaccepted(plan: Plan) -> None:
    """Raise unless exactly the doubtful prices of a plan are accepted; nothing is to be written then.

    Raises:
        PriceFileError: a doubtful price is not accepted, or what is accepted is not doubtful.
    """
    doubtful = {change.key: change for change in plan.doubtful}
    needless = sorted(plan.accepted - doubtful.keys())
    if needless:
        named = ", ".join(f"{metal}:{month}" for metal, month in needless[:SHOWN])
        raise PriceFileError(f"`--accept {named}` names no doubtful price of {plan.file.name}", "leave it away")
    open_still = [change for key, change in doubtful.items() if key not in plan.accepted]
    if open_still:
        prices = f"{len(open_still)} doubtful price{'s' if len(open_still) > 1 else ''}"
        found = f"{plan.file.name}: {prices}, of which `--yes` writes none; nothing is written"
        raise PriceFileError(found, _what_to_do(plan, open_still))


def _what_to_do(plan: Plan, open_still: Sequence[Change]) -> str:
    """What helps: another file where this one seems to hold something else; else a look, and a name for each price."""
    if plan.seems_another:
        return "take the file in the right unit, of the right metal, of monthly averages"
    named = " ".join(option_for(change) for change in open_still[:SHOWN])
    more = f" and {len(open_still) - SHOWN} more" if len(open_still) > SHOWN else ""
    return f"look at the file; what is right all the same is named one by one: {named}{more}"
