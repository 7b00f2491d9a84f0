"""The sheet *Mixes*: the corners of every mix, and how little and how much a formula is at each.

A formula that is linear in the shares of a mix is least and greatest at corners of what the mix may be: all shares but
one at an end. Every such corner has a row; one that the ends of the other shares leave no room for is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from ...base import pint
from ...graph import Corner, Corners, Expression, Shares, outer_bounds
from ...uncertainty import SUM_TOLERANCE, Composition
from ..cells import Live, Reference
from ..grid import titled
from .basis import Basis
from .ends import HIGH, LOW, Ends, Place
from .law_cells import LawCells

ABOUT = (
    "The corners of what each mix may be: every share but one at its end. What rests on a mix is least and greatest at "
    "one of them. A corner that cannot be has no figures."
)
MOST_ROWS = 200
NEAR = 1e-9


@dataclass(frozen=True)
class _Row:
    """A corner of some mixes: its cells, its shares, and whether it can be."""

    row: int
    cells: dict[str, str]
    shares: dict[str, float]
    possible: bool


@dataclass
class MixCells:
    """The sheet; a block for each set of mixes that something rests on."""

    basis: Basis
    laws: LawCells
    blocks: dict[tuple[str, ...], _Block] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = titled("Mixes", "The corners of the mixes", ABOUT)
        self.sheet.frozen = (3, 0)
        self.row = 3

    def bounds(
        self, called: str, expression: Expression, unit: pint.Unit, found: Corners, ends: Ends
    ) -> tuple[str, str] | None:
        """The formulas of the least and the greatest value, by columns of its own; none where these are too many."""
        if found.compositions not in self.blocks:
            block = _Block(self, found.compositions, self.row)
            if not block.rows:
                return None
            self.blocks[found.compositions] = block
            self.row = block.last + 3
        return self.blocks[found.compositions].bounds(called, expression, unit, found, ends)


class _Block:
    """The corners of some mixes, a row each."""

    def __init__(self, cells: MixCells, wholes: tuple[str, ...], first: int) -> None:
        self.basis, self.laws, self.sheet = cells.basis, cells.laws, cells.sheet
        mixes = [(whole, self._mix(whole)) for whole in wholes]
        self.names = [f"{whole}.{part}" for whole, mix in mixes for part in mix.parts]
        self.rows: list[_Row] = []
        self.head, self.last, self.column = first, first, len(self.names) + 1
        corners = [list(_structural(mix)) for _, mix in mixes]
        many = 1
        for one in corners:
            many *= len(one)
        if many > MOST_ROWS:
            return
        for place, name in enumerate(self.names):
            self.sheet.put(self.head, place, f"{self.basis.called(name)} ({name})", "head")
            self.sheet.widths[place] = 16
        self.sheet.put(self.head, len(self.names), "Can it be?", "head")
        for chosen in product(*corners):
            self.last += 1
            self._put_row(mixes, chosen)

    def _mix(self, whole: str) -> Composition:
        node = self.basis.nodes[whole]
        assert isinstance(node, Shares)
        return node.composition

    def _put_row(self, mixes: list[tuple[str, Composition]], chosen: tuple[tuple[int, tuple[str, ...]], ...]) -> None:
        """A corner: shares at their ends, the free one as what is left, and whether that lies between its own ends."""
        cells: dict[str, str] = {}
        shares: dict[str, float] = {}
        tests, possible, place = [], True, 0
        for (whole, mix), (free, sides) in zip(mixes, chosen, strict=True):
            texts = {
                at: self.laws.cell(whole, f"{side} {mix.parts[at]}") for at, side in enumerate(sides) if at != free
            }
            values = {at: getattr(mix, side)[at] for at, side in enumerate(sides) if at != free}
            left, rest = 1 - sum(values.values()), f"1-{'-'.join(texts.values())}" if texts else "1"
            low, high = (self.laws.cell(whole, f"{end} {mix.parts[free]}") for end in (LOW, HIGH))
            fits = mix.low[free] - SUM_TOLERANCE <= left <= mix.high[free] + SUM_TOLERANCE
            texts[free], values[free] = f"MIN(MAX({rest},{low}),{high})", min(max(left, mix.low[free]), mix.high[free])
            tests.append(f"{rest}>={low}-{SUM_TOLERANCE},{rest}<={high}+{SUM_TOLERANCE}")
            possible = possible and fits
            for at, part in enumerate(mix.parts):
                name = f"{whole}.{part}"
                size = self.basis.size(name)
                reference = self.sheet.put(self.last, place, Live(texts[at], values[at] / size), "derived")
                cells[name], shares[name], place = str(reference), values[at], place + 1
        can = self.sheet.put(self.last, place, Live(f"AND({','.join(tests)})", possible), "derived")
        self.rows.append(_Row(self.last, {**cells, "": str(can)}, shares, possible))

    def bounds(
        self, called: str, expression: Expression, unit: pint.Unit, found: Corners, ends: Ends
    ) -> tuple[str, str]:
        """Two columns more: how little and how much an expression is at each corner."""
        columns = []
        for end, word in ((LOW, "at least"), (HIGH, "at most")):
            self.sheet.put(self.head, self.column, f"{called}, {word}", "head")
            self.sheet.widths[self.column] = 16
            for one in self.rows:
                place = self._place(found, one, end)
                text = ends.at(expression, place, {name: one.cells[name] for name in self.names}, unit)
                value = self._value(expression, one, end, unit)
                live = Live(f'IF({one.cells[""]},{text},"")', value)
                self.sheet.put(one.row, self.column, live, "derived")
            first = Reference(self.sheet.name, self.rows[0].row, self.column)
            last = str(Reference(self.sheet.name, self.rows[-1].row, self.column)).rpartition("!")[2]
            columns.append(f"{first}:{last}")
            self.column += 1
        return f"MIN({columns[0]})", f"MAX({columns[1]})"

    def _value(self, expression: Expression, row: _Row, end: str, unit: pint.Unit) -> float | str:
        """The library's figure at a corner; nothing where that cannot be."""
        from ...text import factor

        if not row.possible:
            return ""
        low, high = outer_bounds(self.basis.model, expression, self.basis.choices, row.shares)
        return (low if end == LOW else high) / factor(unit)

    @staticmethod
    def _place(found: Corners, row: _Row, end: str) -> Place:
        """Where the other inputs are at a corner: as the library found there, else as it found at any."""
        merged: dict[str, float] = {}
        for case in sorted(found.cases, key=lambda case: not _is_at(case, row)):
            for name, at in ((case.least if end == LOW else case.most) or {}).items():
                merged.setdefault(name, at)
        return merged


def _is_at(case: Corner, row: _Row) -> bool:
    """Whether a corner is that of a row."""
    return all(abs(share - row.shares[name]) <= NEAR for name, share in case.mix.items())


def _structural(mix: Composition) -> list[tuple[int, tuple[str, ...]]]:
    """Every corner of a mix whatever its ends are: which share is free, and at which end each of the others is."""
    many = len(mix.parts)
    found: list[tuple[int, tuple[str, ...]]] = []
    for free in range(many):
        for sides in product((LOW, HIGH), repeat=many - 1):
            found.append((free, (*sides[:free], LOW, *sides[free:])))
    return found
