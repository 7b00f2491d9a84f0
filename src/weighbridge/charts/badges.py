"""How a verdict is drawn: each with a colour, and with a word and a shape, so that none hangs on its colour."""

from __future__ import annotations

from ..answers import Badge
from .style import BLACK, BLUE, GREY

WHITE = "#FFFFFF"
# Fill and ink. Dark and light alternate, so that neighbours in meaning differ in a grey copy too.
LOOKS = {
    Badge.FITS: (BLUE, WHITE),
    Badge.ROUNDING: ("#A9D8F2", BLACK),
    Badge.UNLIKELY: ("#F4BE50", BLACK),
    Badge.DOES_NOT_FIT: ("#8A2B06", WHITE),
    Badge.DEPENDS: ("#D9A6C4", BLACK),
    Badge.CANT_SAY: ("#F1F1F1", GREY),
}
