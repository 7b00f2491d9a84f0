"""How the shares of a mix are drawn, one after the other, as formulas of a spreadsheet.

With mean shares each is a share of what is left, by the beta distribution. Without, each is as likely as the room that
the later ones have: for one later part that is even, for two a piece of a parabola or a line, and for more it has a
formula only where none of them can meet its upper end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..uncertainty import Composition
from .cells import EXACT, SPECIAL
from .laws import Cells, Figure

WIDTHS = ("narrower of the later widths", "wider of the later widths")
LEAST, MOST = "least first share", "greatest first share"
TOP, BOTTOM = "room at the least first share", "room at the greatest first share"


class Draw(NamedTuple):
    """The formula of one share: which part, and how closely a spreadsheet comes to it."""

    part: str
    formula: str
    within: float


def drawn_shares(mix: Composition, cell: Cells, points: Sequence[str], shares: dict[str, str]) -> list[Draw] | None:
    """The formulas of the shares in the order in which they are drawn; none where they have no formula.

    Args:
        cell: of the figures of the mix.
        points: the coordinates that they take.
        shares: the cell of each share, for those that come after it.
    """
    parts = [mix.parts[index] for index in mix.order]
    if mix.means is None and len(parts) > 3 and not _is_open(mix):
        return None
    found = []
    for step, part in enumerate(parts[:-1]):
        left = "".join(["1", *(f"-{shares[one]}" for one in parts[:step])])
        later, point = parts[step + 1 :], points[step]
        if mix.means is not None:
            found.append(Draw(part, _share_of_left(part, later, left, point, cell), SPECIAL))
        else:
            found.append(Draw(part, _slice(part, later, left, point, cell, is_open=len(parts) > 3), EXACT))
    rest = "".join(["1", *(f"-{shares[one]}" for one in parts[:-1])])
    return [*found, Draw(parts[-1], f"MIN(MAX({rest},0),1)", SPECIAL if mix.means else EXACT)]


def _share_of_left(part: str, later: Sequence[str], left: str, point: str, cell: Cells) -> str:
    """Stick-breaking of a Dirichlet distribution (Aitchison, The Statistical Analysis of Compositional Data, 1986)."""
    dense = cell("concentration")
    others = "+".join(cell(f"mean {one}") for one in later)
    return f"({left})*_xlfn.BETA.INV({point},{dense}*{cell(f'mean {part}')},{dense}*({others}))"


def _slice(part: str, later: Sequence[str], left: str, point: str, cell: Cells, is_open: bool) -> str:
    """One share, given what those before it left, where every mix is as likely as any other."""
    lows, highs = ("+".join(cell(f"{end} {one}") for one in later) for end in ("low", "high"))
    least = f"MAX({cell(f'low {part}')},{left}-({highs}))"
    most = f"MIN({cell(f'high {part}')},{left}-({lows}))"
    even = f"{least}+({most}-{least})*{point}"
    if len(later) == 1:
        return even
    if is_open:
        room = f"({left}-({lows})-{{}})^{len(later)}"
        volume = f"{room.format(least)}-({room.format(least)}-{room.format(most)})*{point}"
        return f"{left}-({lows})-({volume})^(1/{len(later)})"
    narrow, wide = (cell(key) for key in WIDTHS)
    volume = f"({cell(TOP)}-({cell(TOP)}-{cell(BOTTOM)})*{point})"
    rest = (
        f"IF({volume}<={narrow}^2,SQRT({volume}),IF({volume}<=2*{narrow}*{wide}-{narrow}^2,"
        f"({volume}+{narrow}^2)/(2*{narrow}),{narrow}+{wide}-SQRT(MAX(0,2*{narrow}*{wide}-{volume}))))"
    )
    return f"IF({narrow}=0,{even},{left}-({lows})-{rest})"


def room_figures(mix: Composition) -> tuple[Figure, ...]:
    """What the first of three shares is drawn by: the widths of the later ones, and how much room its ends leave them.

    Nothing for a mix that has mean shares, or another number of parts.
    """
    if mix.means is not None or len(mix.parts) != 3:
        return ()
    first, *later = mix.order
    part, (one, other) = mix.parts[first], [mix.parts[index] for index in later]
    low, width = sum(mix.low[index] for index in later), sorted(mix.high[index] - mix.low[index] for index in later)
    least, most = max(mix.low[first], 1 - low - sum(width)), min(mix.high[first], 1 - low)
    lows, widths = (
        f"({{low {one}}}+{{low {other}}})",
        [f"({{high {one}}}-{{low {one}}})", f"({{high {other}}}-{{low {other}}})"],
    )
    rooms = [
        Figure(key, _room(f"(1-{lows}-{{{end}}})"), _room_left(1 - low - value, width))
        for key, end, value in ((TOP, LEAST, least), (BOTTOM, MOST, most))
    ]
    return (
        Figure(WIDTHS[0], f"MIN({','.join(widths)})", width[0]),
        Figure(WIDTHS[1], f"MAX({','.join(widths)})", width[1]),
        Figure(LEAST, f"MAX({{low {part}}},1-{{high {one}}}-{{high {other}}})", least),
        Figure(MOST, f"MIN({{high {part}}},1-{lows})", most),
        *rooms,
    )


def _room(rest: str) -> str:
    """How much room two parts have that share ``rest``, up to a factor (inclusion and exclusion)."""
    narrow, wide = ("{" + key + "}" for key in WIDTHS)
    less = [f"MAX({rest}-{cut},0)^2" for cut in (narrow, wide, f"({narrow}+{wide})")]
    return f"MAX({rest},0)^2-{less[0]}-{less[1]}+{less[2]}"


def _room_left(rest: float, width: Sequence[float]) -> float:
    cuts = ((1, 0.0), (-1, width[0]), (-1, width[1]), (1, sum(width)))
    return sum(sign * max(rest - cut, 0.0) ** 2 for sign, cut in cuts)


def _is_open(mix: Composition) -> bool:
    """Whether no part can meet its upper end, whatever the others are: then what is left is a power of itself."""
    spare = 1 - sum(mix.low)
    return all(high - low >= spare for low, high in zip(mix.low, mix.high, strict=True))
