"""The sheet *Density*: what share of the draws of a comparison is no likelier than a number, by highest density.

The rule is that of ``uncertainty.highest_density``, written out for as many draws as a sheet has: at each draw how long
an interval is that holds a fiftieth of all and ends there, begins there or lies around it; the shorter, the likelier.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ...checks import Typical
from ...uncertainty import ALIKE, EXPECTED, ONE_VALUE, PlainDensity, chosen
from ..cells import Live, Reference
from ..grid import titled
from .basis import Basis
from .formulas import plain

ABOUT = (
    "How likely each draw of a comparison is beside the others: the shorter the interval that holds a fiftieth of all "
    "draws there, the likelier. A stated number is as usual as the share of the draws that are no likelier."
)
ORDERED, BELOW, PLACE, THIN, MASS = range(5)
TITLES = ("In order", "Share below", "At", "Length per share", "Stands for")
WORKED = 6  # the column of what is worked out for a number
CLOSE, TIES = 1e-7, 1e-11
WAYS = (-1.0, 1.0, -0.5, 0.5)


@dataclass(frozen=True)
class Tail:
    """The share of the draws that is no likelier than a multiple of the stated value."""

    cell: Reference
    value: float


class DensityCells:
    """The sheet; a block for each check that asks how usual an equality is."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.sheet = titled("Density", "How likely each draw is", ABOUT)
        self.sheet.widths.update(dict.fromkeys(range(WORKED), 14))
        self.sheet.widths[WORKED] = 50
        self.row = 3

    def block(self, called: str, draws: str, answer: Typical) -> Density | None:
        """The density of the draws of a comparison; none where some are one value, or lie on both sides of zero.

        Args:
            draws: the cells of the draws.
        """
        is_plain = isinstance(answer.law, PlainDensity)
        if answer.law.has_steps or (answer.ratio.min() <= 0 and not is_plain):
            return None
        block = Density(self, called, draws, answer)
        self.row = block.last + 4
        return block

    def ordered(self, called: str, draws: str, answer: Typical) -> tuple[str, str]:
        """The draws of a comparison in order: the cells of all but the last, and of all but the first."""
        values = np.sort(answer.ratio, axis=None)
        self.sheet.put(self.row, ORDERED, called, "section")
        self.sheet.put(self.row + 1, ORDERED, TITLES[ORDERED], "head")
        first = self.row + 2
        for at, value in enumerate(values.tolist()):
            self.sheet.put(first + at, ORDERED, Live(f"SMALL({draws},{at + 1})", value), "derived")
        self.row = first + values.size + 2
        spans = []
        for start, end in ((first, first + values.size - 2), (first + 1, first + values.size - 1)):
            last = str(Reference(self.sheet.name, end, ORDERED)).rpartition("!")[2]
            spans.append(f"{Reference(self.sheet.name, start, ORDERED)}:{last}")
        return spans[0], spans[1]


class Density:
    """The draws of one comparison in order, and how likely each is."""

    def __init__(self, cells: DensityCells, called: str, draws: str, answer: Typical) -> None:
        self.sheet, self.draws, self.answer = cells.sheet, draws, answer
        self.values = np.sort(answer.ratio, axis=None)
        self.size = self.values.size
        self.ranks, self.below, held = chosen(self.size)
        self.held = float(held[0])
        self.first = cells.row + 2
        self.last = self.first + self.size - 1
        law = answer.law
        self.scale = (law.centre, law.rate) if isinstance(law, PlainDensity) else None
        self.sheet.put(cells.row, ORDERED, called, "section")
        for column, head in enumerate(TITLES):
            self.sheet.put(cells.row + 1, column, head, "head")
        self.at = self.first
        self._scaled()
        self._ordered()
        self._nodes()

    # Cells

    def _work(self, words: str, text: str, value: float | bool) -> str:
        """A figure worked out, in a row of its own beside the draws; gives its cell."""
        self.sheet.put(self.at, WORKED, words)
        found = self.sheet.put(self.at, WORKED + 1, Live(text, value), "derived")
        self.at += 1
        return str(found)

    def _cell(self, column: int, at: int) -> str:
        return str(Reference(self.sheet.name, self.first + at, column))

    def _span(self, column: int, many: int) -> str:
        end = self._cell(column, many - 1).rpartition("!")[2]
        return f"{self._cell(column, 0)}:{end}"

    # The draws

    def _scaled(self) -> None:
        """Where draws lie on both sides of zero, they stand on the plain scale, in steps of their middle half."""
        if self.scale is None:
            return
        centre, rate = self.scale
        many = self.size - 1
        low, high = (f"SMALL({self.draws},{int(share * many) + 1})" for share in (0.25, 0.75))
        self.centre = self._work("the middle", f"({low}+{high})/2", centre)
        reach = f"MAX(MAX({self.draws})-{self.centre},{self.centre}-MIN({self.draws}))"
        self.rate = self._work("steps of the middle half", f"MIN(1/({high}-{low}),100/{reach})", rate)

    def _raised(self, text: str) -> str:
        """A number on the scale of the draws, as a formula."""
        return f"LN({text})" if self.scale is None else f"({text}-{self.centre})*{self.rate}"

    def _on_scale(self, values: np.ndarray) -> np.ndarray:
        return np.log(values) if self.scale is None else (values - self.scale[0]) * self.scale[1]

    def _ordered(self) -> None:
        self.places = self._on_scale(self.values)
        for at, value in enumerate(self.places.tolist()):
            self.sheet.put(
                self.first + at, ORDERED, Live(self._raised(f"SMALL({self.draws},{at + 1})"), value), "derived"
            )

    def _nodes(self) -> None:
        """The draws that stand for their neighbours, and how long an interval is there by the share that it holds."""
        self.nodes = self.places[self.ranks]
        middles = np.concatenate([[0], (self.ranks[1:] + self.ranks[:-1] + 1) / 2, [self.size]])
        masses = np.diff(middles) / self.size
        self.many = len(self.ranks)
        self.thinness = np.empty(self.many)
        for at, (rank, below, mass) in enumerate(
            zip(self.ranks.tolist(), self.below.tolist(), masses.tolist(), strict=True)
        ):
            self.sheet.put(self.first + at, BELOW, below, "figure")
            self.sheet.put(self.first + at, MASS, mass, "figure")
            self.sheet.put(self.first + at, PLACE, Live(self._cell(ORDERED, rank), float(self.nodes[at])), "derived")
        self.masses = masses
        for at in range(self.many):
            text, value = self._thin(at)
            self.thinness[at] = value
            self.sheet.put(self.first + at, THIN, Live(text, value), "derived")

    def _thin(self, at: int) -> tuple[str, float]:
        """The shortest of three intervals over the share that it holds: ended by a draw, begun by it, around it."""
        here, ends = self._cell(PLACE, at), [self._between(self.below[at] + way * self.held) for way in WAYS]
        before, after, half_before, half_after = ends
        texts, values = [], []
        own = float(self.nodes[at])
        if before:
            texts, values = [*texts, f"{here}-{before[0]}"], [*values, own - before[1]]
        if after:
            texts, values = [*texts, f"{after[0]}-{here}"], [*values, after[1] - own]
        if half_before and half_after:
            texts.append(f"{half_after[0]}-{half_before[0]}")
            values.append(half_after[1] - half_before[1])
        return f"MIN({','.join(texts)})/{plain(self.held)}", min(values) / self.held

    def _between(self, share: float) -> tuple[str, float] | None:
        """Where so much lies below: between two draws, by how far the share lies between theirs; none beyond them."""
        if not self.below[0] <= share <= self.below[-1]:
            return None
        at = min(int(np.searchsorted(self.below, share, side="right")) - 1, self.many - 2)
        up = float((share - self.below[at]) / (self.below[at + 1] - self.below[at]))
        one, other = float(self.nodes[at]), float(self.nodes[at + 1])
        low, high = self._cell(PLACE, at), self._cell(PLACE, at + 1)
        return f"({low}+{plain(up)}*({high}-{low}))", one + up * (other - one)

    # A number

    def tail(self, multiple: float) -> Tail:
        """The share of the draws that is no likelier than a multiple of the stated value."""
        self.at += 1
        self.sheet.put(self.at, WORKED, f"For {plain(multiple)} times what is stated", "strong")
        self.at += 1
        place = float(self._on_scale(np.array(multiple)))
        at = self._work("where it lies", self._raised(plain(multiple)), place)
        thin, value = self._thinness_at(at, place)
        shares = [self._thinner(thin, value, by) for by in (-1, 1, 3)]
        found = shares[0][1] - 0.5 * (shares[1][1] - shares[2][1])
        found = min(max(found, 0.0), 1.0) if math.isfinite(found) else math.nan
        text = f"MIN(MAX({shares[0][0]}-0.5*({shares[1][0]}-{shares[2][0]}),0),1)"
        expected = float(self.answer.tails(np.array([multiple]))[0])
        self.sheet.put(self.at, WORKED, "share of the draws that is no likelier", "strong")
        same = math.isclose(found, expected, abs_tol=CLOSE)  # else two draws are alike, and the rule is another
        content = Live(text, expected, CLOSE) if same else expected
        cell = self.sheet.put(self.at, WORKED + 1, content, "derived" if same else "library")
        self.at += 1
        return Tail(cell, expected)

    def _thinness_at(self, at: str, place: float) -> tuple[str, float]:
        """How long an interval is where a number lies; where no draw lies, at least as long as few draws would need."""
        span, nodes = self._span(ORDERED, self.size), self._span(PLACE, self.many)
        before = int(np.count_nonzero(self.places < place - ONE_VALUE))
        count = self._work("draws below it", f"SUMPRODUCT(--({span}<{at}-{plain(ONE_VALUE)}))", float(before))
        low, high = float(self.places[max(before - 1, 0)]), float(self.places[min(before, self.size - 1)])
        lower = self._work("the draw below", f"INDEX({span},MAX({count},1))", low)
        upper = self._work("the draw above", f"INDEX({span},MIN({count}+1,{self.size}))", high)
        gap = 0.0 if abs(high - place) <= 2 * ONE_VALUE else max(high, place) - min(low, place)
        empty = self._work(
            "the gap around it",
            f"IF(ABS({upper}-{at})<={plain(2 * ONE_VALUE)},0,MAX({upper},{at})-MIN({lower},{at}))",
            gap,
        )
        cell = min(max(int(np.count_nonzero(self.nodes <= place)) - 1, 0), self.many - 2)
        index = self._work(
            "the last of the places at or below it",
            f"MIN(MAX(SUMPRODUCT(--({nodes}<={at})),1),{self.many - 1})",
            float(cell + 1),
        )
        here = self._share_below(index, at, cell, place)
        found, texts = [], []
        ends = [self._end(way, here) for way in WAYS]
        for (text, value, known, is_known), sign in zip(ends[:2], (-1, 1), strict=True):
            texts.append(f"IF({known},{'' if sign < 0 else '-'}({at}-{text}),1E+300)")
            found.append((place - value) * -sign if is_known else 1e300)
        (low_text, low_value, low_known, is_low), (high_text, high_value, high_known, is_high) = ends[2:]
        texts.append(f"IF(AND({low_known},{high_known}),MAX({high_text},{at})-MIN({low_text},{at}),1E+300)")
        found.append(max(high_value, place) - min(low_value, place) if is_low and is_high else 1e300)
        value = max(min(found) / self.held, gap * self.size / EXPECTED)
        text = f"MAX(MIN({','.join(texts)})/{plain(self.held)},{empty}*{self.size / EXPECTED!r})"
        return self._work("length per share there", text, value), value

    def _share_below(self, index: str, at: str, cell: int, place: float) -> tuple[str, float]:
        """What share of the draws lies below a number."""
        nodes, below = self._span(PLACE, self.many), self._span(BELOW, self.many)
        low, high = f"INDEX({nodes},{index})", f"INDEX({nodes},{index}+1)"
        up = f"MIN(MAX(({at}-{low})/({high}-{low}),0),1)"
        text = f"INDEX({below},{index})+{up}*(INDEX({below},{index}+1)-INDEX({below},{index}))"
        share = min(max((place - self.nodes[cell]) / (self.nodes[cell + 1] - self.nodes[cell]), 0.0), 1.0)
        value = float(self.below[cell] + share * (self.below[cell + 1] - self.below[cell]))
        return self._work("share of the draws below it", text, value), value

    def _end(self, way: float, here: tuple[str, float]) -> tuple[str, float, str, bool]:
        """Where an interval ends that holds so much more than lies below a number, and whether draws are there."""
        nodes, below = self._span(PLACE, self.many), self._span(BELOW, self.many)
        first, last = float(self.below[0]), float(self.below[-1])
        share = here[1] + way * self.held
        cell = min(max(int(np.searchsorted(self.below, share, side="right")) - 1, 0), self.many - 2)
        upto = self._work(f"share at {way:+g} of an interval", f"{here[0]}+{plain(way * self.held)}", share)
        index = self._work(
            "the last place with no more",
            f"MIN(MAX(SUMPRODUCT(--({below}<={upto})),1),{self.many - 1})",
            float(cell + 1),
        )
        up = f"MIN(MAX(({upto}-INDEX({below},{index}))/(INDEX({below},{index}+1)-INDEX({below},{index})),0),1)"
        rise = min(max((share - self.below[cell]) / (self.below[cell + 1] - self.below[cell]), 0.0), 1.0)
        value = float(self.nodes[cell] + rise * (self.nodes[cell + 1] - self.nodes[cell]))
        text = f"INDEX({nodes},{index})+{up}*(INDEX({nodes},{index}+1)-INDEX({nodes},{index}))"
        known = f"AND({upto}>={plain(first)},{upto}<={plain(last)})"
        return self._work("where that is", text, value), value, known, first <= share <= last

    def _thinner(self, thin: str, value: float, by: int) -> tuple[str, float]:
        """The share of the draws at which the law is at least so many times as thin, between those next to that."""
        span, masses = self._span(THIN, self.many), self._span(MASS, self.many)
        level = value * math.exp(by * ALIKE)
        at = self._work(
            f"{'as likely' if by < 0 else 'less likely'}, by {by * ALIKE:+g}", f"{thin}*EXP({plain(by * ALIKE)})", level
        )
        inside = self.thinness <= level
        one = float(self.thinness[inside].max()) if inside.any() else 0.0
        other = float(self.thinness[~inside].min()) if not inside.all() else 0.0
        many = self._work("how many are as likely", f"SUMPRODUCT(--({span}<={at}))", float(inside.sum()))
        rest = float(self.masses[~inside].sum())
        beyond = self._work("share beyond them", f"1-SUMPRODUCT(({span}<={at})*{masses})", rest)
        low = self._work("the nearest that is likelier", f"IF({many}=0,0,SMALL({span},MAX({many},1)))", one)
        next_text = f"IF({many}={self.many},0,SMALL({span},MIN({many}+1,{self.many})))"
        high = self._work("the nearest that is less likely", next_text, other)
        if not one or not other:
            found = 0.0 if one else 1.0
        else:
            shares = rest + self._mass(one) / 2, rest - self._mass(other) / 2
            found = shares[0] + (level - one) / (other - one) * (shares[1] - shares[0])
        first, last = (f"INDEX({masses},MATCH({cell},{span},0))/2" for cell in (low, high))
        up = f"({at}-{low})/({high}-{low})"
        text = f"IF({low}=0,1,IF({high}=0,0,({beyond}+{first})*(1-{up})+({beyond}-{last})*{up}))"
        words = "share that is less likely"
        if math.isnan(found):
            self.sheet.put(self.at, WORKED, words)
            self.sheet.put(self.at, WORKED + 1, "can't be told: several draws are as likely")
            self.at += 1
            return "0", found
        return self._work(words, text, found), found

    def _mass(self, thinness: float) -> float:
        """What a draw that is so likely stands for; nothing known where several are, that stand for other shares."""
        alike = self.masses[np.isclose(self.thinness, thinness, rtol=TIES, atol=0.0)]
        return float(alike[0]) if alike.min() == alike.max() else math.nan
