"""Monthly prices as a publisher's file gives them, before they are compared with a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...base import RemediedError

METALS = ("aluminium", "copper", "iron_ore")


class PriceFileError(RemediedError):
    """A file that is not what it should be, with the reason and the remedy; the file itself stays as it is."""


@dataclass(frozen=True)
class PriceFile:
    """What one downloaded file says.

    Attributes:
        publisher: ``world-bank`` or ``fred``.
        name: the file's name without its folder.
        sha256: of its bytes, in hexadecimal.
        updated: the day that the file says it was updated, ``2026-06-02``; none where it says none.
        prices: USD per tonne by metal and month, ``("copper", "2017-02")``; what the file lacks is missing here.
        labels: the unit of each metal as the file writes it.
    """

    publisher: str
    name: str
    sha256: str
    updated: str | None
    prices: Mapping[tuple[str, str], float]
    labels: Mapping[str, str] = field(default_factory=dict)
