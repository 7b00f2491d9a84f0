"""How the shares of a mix are drawn, one after the other, as formulas of a spreadsheet.

The parts are drawn in the order of their widths, the narrowest first, and those of one width by their names. That
order is worked out in the sheet, so that a bound which is changed is followed: ``low of 1`` is the lower end of the
part that is drawn first. With mean shares each is a share of what is left, by the beta distribution. Without, each is
as likely as the room that the later ones have: for one later part that is even, for two a piece of a parabola or a
line, and for more it has a formula only where none of them can meet its upper end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...uncertainty import Composition
from ..cells import EXACT, SPECIAL
from .laws import Cells, Figure

NARROW, WIDE = "narrower of the later widths", "wider of the later widths"
LEAST, MOST = "least first share", "greatest first share"
TOP, BOTTOM = "room at the least first share", "room at the greatest first share"
OPEN = "no part can meet its upper end"


class Draw(NamedTuple):
    """The formula of one share, and how closely a spreadsheet comes to it."""

    formula: str
    within: float


def place_of(part: str) -> str:
    """The key of the place at which a part is drawn, from 1."""
    return f"{part} is drawn in place"


def order_figures(mix: Composition) -> tuple[Figure, ...]:
    """At which place each part is drawn, and the ends and mean shares of the parts by their places."""
    places = {mix.parts[index]: place for place, index in enumerate(mix.order, 1)}
    widths = {part: f"ROUND({{high {part}}}-{{low {part}}},12)" for part in mix.parts}
    found = []
    for part, place in places.items():
        before = [f"IF({widths[one]}{'<=' if one < part else '<'}{widths[part]},1,0)" for one in places if one != part]
        found.append(Figure(place_of(part), "+".join(["1", *before]), float(place)))
    kinds = ["low", "high", *(["mean"] if mix.means is not None else [])]
    for place, index in enumerate(mix.order, 1):
        for kind in kinds:
            values = mix.means if kind == "mean" and mix.means is not None else getattr(mix, kind, ())
            terms = [f"IF({{{place_of(part)}}}={place},{{{kind} {part}}},0)" for part in mix.parts]
            found.append(Figure(f"{kind} of {place}", "+".join(terms), values[index]))
    return tuple(found)


def drawn_in_turn(mix: Composition, cell: Cells, points: Sequence[str], drawn: Sequence[str]) -> list[Draw] | None:
    """The formulas of the shares in the order in which they are drawn; none where they have no formula.

    Args:
        cell: of the figures of the mix.
        points: the coordinates that they take.
        drawn: the cell of each, for those that come after it.
    """
    many = len(mix.parts)
    if mix.means is None and many > 3 and not is_open(mix):
        return None
    found = []
    for step in range(many - 1):
        left = "".join(["1", *(f"-{one}" for one in drawn[:step])])
        if mix.means is not None:
            found.append(Draw(_share_of_left(step + 1, many, left, points[step], cell), SPECIAL))
        else:
            found.append(Draw(_slice(step + 1, many, left, points[step], cell), EXACT))
    rest = "".join(["1", *(f"-{one}" for one in drawn[: many - 1])])
    return [*found, Draw(f"MIN(MAX({rest},0),1)", SPECIAL if mix.means is not None else EXACT)]


def by_part(mix: Composition, part: str, cell: Cells, drawn: Sequence[str]) -> str:
    """The share of a part, by the shares in the order in which they are drawn."""
    return f"CHOOSE({cell(place_of(part))},{','.join(drawn[: len(mix.parts)])})"


def _share_of_left(place: int, many: int, left: str, point: str, cell: Cells) -> str:
    """Stick-breaking of a Dirichlet distribution (Aitchison, The Statistical Analysis of Compositional Data, 1986)."""
    dense = cell("concentration")
    others = "+".join(cell(f"mean of {one}") for one in range(place + 1, many + 1))
    return f"({left})*_xlfn.BETA.INV({point},{dense}*{cell(f'mean of {place}')},{dense}*({others}))"


def _slice(place: int, many: int, left: str, point: str, cell: Cells) -> str:
    """One share, given what those before it left, where every mix is as likely as any other."""
    later = range(place + 1, many + 1)
    lows, highs = ("+".join(cell(f"{end} of {one}") for one in later) for end in ("low", "high"))
    least = f"MAX({cell(f'low of {place}')},{left}-({highs}))"
    most = f"MIN({cell(f'high of {place}')},{left}-({lows}))"
    even = f"{least}+({most}-{least})*{point}"
    if len(later) == 1:
        return even
    if many > 3:
        room = f"({left}-({lows})-{{}})^{len(later)}"
        volume = f"{room.format(least)}-({room.format(least)}-{room.format(most)})*{point}"
        return f"IF({cell(OPEN)}=1,{left}-({lows})-({volume})^(1/{len(later)}),NA())"
    narrow, wide = cell(NARROW), cell(WIDE)
    volume = f"({cell(TOP)}-({cell(TOP)}-{cell(BOTTOM)})*{point})"
    rest = (
        f"IF({volume}<={narrow}^2,SQRT({volume}),IF({volume}<=2*{narrow}*{wide}-{narrow}^2,"
        f"({volume}+{narrow}^2)/(2*{narrow}),{narrow}+{wide}-SQRT(MAX(0,2*{narrow}*{wide}-{volume}))))"
    )
    return f"IF({narrow}=0,{even},{left}-({lows})-{rest})"


def room_figures(mix: Composition) -> tuple[Figure, ...]:
    """What shares are drawn by that are as likely as the room which the later ones have.

    Of three parts the widths of the later ones, and how much room the ends of the first leave them; of more whether
    none can meet its upper end. Nothing for two, or where there are mean shares.
    """
    if mix.means is not None or len(mix.parts) < 3:
        return ()
    if len(mix.parts) > 3:
        spare = f"1-({'+'.join(f'{{low {part}}}' for part in mix.parts)})"
        tests = ",".join(f"{{high {part}}}-{{low {part}}}>={spare}" for part in mix.parts)
        return (Figure(OPEN, f"IF(AND({tests}),1,0)", float(is_open(mix))),)
    first, *later = mix.order
    low, widths = sum(mix.low[index] for index in later), sorted(mix.high[index] - mix.low[index] for index in later)
    least, most = max(mix.low[first], 1 - low - sum(widths)), min(mix.high[first], 1 - low)
    lows = "({low of 2}+{low of 3})"
    texts = ("({high of 2}-{low of 2})", "({high of 3}-{low of 3})")
    return (
        Figure(NARROW, f"MIN({','.join(texts)})", widths[0]),
        Figure(WIDE, f"MAX({','.join(texts)})", widths[1]),
        Figure(LEAST, "MAX({low of 1},1-{high of 2}-{high of 3})", least),
        Figure(MOST, f"MIN({{high of 1}},1-{lows})", most),
        Figure(TOP, _room(f"(1-{lows}-{{{LEAST}}})"), _room_left(1 - low - least, widths)),
        Figure(BOTTOM, _room(f"(1-{lows}-{{{MOST}}})"), _room_left(1 - low - most, widths)),
    )


def _room(rest: str) -> str:
    """How much room two parts have that share ``rest``, up to a factor (inclusion and exclusion)."""
    narrow, wide = f"{{{NARROW}}}", f"{{{WIDE}}}"
    less = [f"MAX({rest}-{cut},0)^2" for cut in (narrow, wide, f"({narrow}+{wide})")]
    return f"MAX({rest},0)^2-{less[0]}-{less[1]}+{less[2]}"


def _room_left(rest: float, widths: Sequence[float]) -> float:
    cuts = ((1, 0.0), (-1, widths[0]), (-1, widths[1]), (1, sum(widths)))
    return sum(sign * max(rest - cut, 0.0) ** 2 for sign, cut in cuts)


def is_open(mix: Composition) -> bool:
    """Whether no part can meet its upper end, whatever the others are: then what is left is a power of itself."""
    spare = 1 - sum(mix.low)
    return all(high - low >= spare for low, high in zip(mix.low, mix.high, strict=True))
