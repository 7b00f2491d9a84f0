"""Numbers in a column, one decimal point below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WHOLE = re.compile(r"[−-]?[$€£¥₪]?[\d,]+")
FIGURE, POINT = "\u2007", "\u2008"  # spaces as wide as a digit and as a full stop


def parted(text: str) -> tuple[str, str]:
    """A number as it is printed, parted before its decimal point, or behind its last digit where it has none.

    >>> parted("2.13 million"), parted("−1,620.4"), parted("50"), parted("unknown")
    (('2', '.13 million'), ('−1,620', '.4'), ('50', ''), ('unknown', ''))
    """
    whole = _WHOLE.match(text)
    return (text, "") if whole is None else (whole[0], text[whole.end() :])


def padded(texts: Sequence[str]) -> list[str]:
    """Numbers with spaces behind them, so that where they end at one line their decimal points do as well.

    A column in which words stand behind numbers is left as it is: no space is as wide as a word.

    >>> [text.replace(FIGURE, "_").replace(POINT, ",") for text in padded(["50", "42.3", "0.071", ""])]
    ['50,___', '42.3__', '0.071', '']
    >>> padded(["50", "2.1 million"])
    ['50', '2.1 million']
    """
    behind = [parted(text)[1] for text in texts]
    if any(rest and not re.fullmatch(r"\.\d+", rest) for rest in behind):
        return list(texts)
    longest = max(map(len, behind), default=0)
    gaps = [POINT * bool(longest and not rest) + FIGURE * (longest - max(len(rest), 1)) for rest in behind]
    return [f"{text}{gap}" if text and longest else text for text, gap in zip(texts, gaps, strict=True)]
