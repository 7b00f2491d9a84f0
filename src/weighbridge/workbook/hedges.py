"""The sheet *Hedges*: how far a written number may lie to either side, worked out from its digits and its wording.

The regression over readers' answers stands there as a formula, so that another number, or another width, is followed by
all that rests on it. Beside its value a number has one cell that says what its last written digit counts.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..graph import Input
from ..text import (
    HUNDRED,
    ONE_MORE,
    ROUND_DIGITS,
    Claim,
    Hedge,
    HedgeRule,
    Nature,
    Spellings,
    Width,
    Written,
    factor,
    hedge,
    is_counted,
    is_percentage,
)
from .cells import Live, Reference
from .grid import Column, Grid, equal, titled

ABOUT = (
    "What the wording of each number allows, by a regression over readers’ answers (Ferson and others, 2015). "
    "The coefficients of each wording come first, then a row for each number of the article."
)
LETTERS = "ABCDEFGH"
CUES = {
    "cue": Column("Wording", 34),
    "rule": Column("How its width is found", 16),
    "direction": Column("Opens to", 14),
    **{letter: Column(letter, 12, "input") for letter in LETTERS},
    "spread": Column("Residual deviation", 14, "input"),
}
NUMBERS = {
    "quantity": Column("What it is", 34),
    "number": Column("Value", 16, "derived"),
    "last": Column("The last written digit counts", 14, "input"),
    "given": Column("Known room", 12, "input"),
    "power": Column("Power of ten of the first digit", 12, "derived"),
    "finest": Column("Of the last digit written", 12, "derived"),
    "place": Column("Of the last digit that is not zero", 12, "derived"),
    "scale": Column("Read in thousands: power", 12, "derived"),
    "size": Column("Logarithm as it is read", 12, "derived"),
    "read": Column("Place as it is read", 12, "derived"),
    "five": Column("Ends in five?", 12, "derived"),
    "about": Column("Width of “about”", 14, "derived"),
    "bare": Column("Room of the digits", 14, "derived"),
    "room": Column("Room of the bare number", 14, "derived"),
    "whole": Column("Width of the wording", 14, "derived"),
    "nearer": Column("Nearer to zero by", 14, "derived"),
    "farther": Column("Farther from zero by", 14, "derived"),
    "nearer_generous": Column("Nearer, generously", 14, "derived"),
    "farther_generous": Column("Farther, generously", 14, "derived"),
}
DIRECTIONS = {"both": "both sides", "below": "lower numbers", "above": "higher numbers"}
RULES = {
    HedgeRule.MEASURED: "measured with readers",
    HedgeRule.ROUNDING: "by the last digit",
    HedgeRule.EXACT: "none",
    HedgeRule.COUNT: "so many times",
}
TENS = "{" + ",".join(f"1E{power}" for power in range(1, 22)) + "}"
PARTS = "{" + ",".join(f"1E{power}" for power in range(10)) + "}"
DECIMALS = "SUMPRODUCT(--(ABS({n}*{parts}-ROUND({n}*{parts},0))>1E-12*ABS({n})*{parts}))"
ZEROS = "SUMPRODUCT(--({n}/{tens}=INT({n}/{tens})))"


class Side(NamedTuple):
    """How far a number may lie to one side: the cell under each width, and what stands in it."""

    typical: Reference
    generous: Reference
    amounts: tuple[float, float]


class Room(NamedTuple):
    """How far a number may lie nearer to zero, and farther from it; and the place of its last digit, a power of ten."""

    nearer: Side
    farther: Side
    finest: Reference


class Widths:
    """The rooms of the numbers of a case."""

    def __init__(self, cues: list[str]) -> None:
        self.sheet = titled("Hedges", "Hedges", ABOUT)
        self.sheet.frozen = (0, 1)
        self.coefficients: dict[str, dict[str, Reference]] = {}
        grid = Grid(self.sheet, CUES)
        for cue in dict.fromkeys(["about", *cues]):
            self._cue(grid, hedge(cue))
        self.grid = Grid(self.sheet, NUMBERS, grid.at + 3)

    def _cue(self, grid: Grid, cue: Hedge) -> None:
        """A wording with its coefficients, where it was measured."""
        grid.next()
        called = "a bare number" if cue.cue == "none" else cue.cue
        grid.put_all(cue=called, rule=RULES[cue.rule], direction=DIRECTIONS[cue.direction])
        if cue.rule is HedgeRule.MEASURED:
            cells = {letter: grid.put(letter, value) for letter, value in zip(LETTERS, cue.coefficients, strict=True)}
            self.coefficients[cue.cue] = {**cells, "spread": grid.put("spread", cue.sigma)}

    def room(self, called: str, value: Reference, claim: Claim, node: Input, spellings: Spellings) -> Room:
        """The cells of a number that is no range and no word that counts.

        Args:
            value: the cell of the number, in the unit in which it is written.
        """
        written, cue = node.figures[0].quantity(), hedge(claim.hedge)
        row = _Row(self.grid, self.coefficients, written, cue)
        return row.write(called, value, claim.is_a or written.nature, _rounded_to(claim, written, spellings))


class _Row:
    """One number's way from its digits to its room; each cell has a formula and what it comes to."""

    def __init__(self, grid: Grid, coefficients: dict[str, dict[str, Reference]], written: Written, cue: Hedge) -> None:
        self.grid, self.coefficients, self.written, self.cue = grid, coefficients, written, cue
        self.cells: dict[str, Reference] = {}

    def write(self, called: str, value: Reference, nature: Nature | None, rounded_to: float | None) -> Room:
        """Write the row; gives the cells of the room."""
        self.grid.next()
        self.grid.put_all(quantity=called)
        self.cells["number"] = self.grid.put("number", equal(value, float(self.written.low)))
        self.cells["last"] = self.grid.put("last", 10.0**self.written.finest)
        share = self.written.share
        known = rounded_to / 2 if rounded_to is not None else share
        if known is not None:
            self.cells["given"] = self.grid.put("given", known)
        self._digits()
        self._widths()
        self._put("room", self._room_of(nature, rounded_to is not None), self._room(nature, rounded_to))
        return self._sides(self._room(nature, rounded_to))

    def _put(self, key: str, formula: str, value: float) -> None:
        self.cells[key] = self.grid.put(key, Live(formula.format_map(self.cells), value))

    def _digits(self) -> None:
        """Where the first digit stands, the last one, and the last that is not zero."""
        n, digits = self.written.low, self.written.digits
        raw = f"IF({DECIMALS}>0,-{DECIMALS},{ZEROS})".replace("{parts}", PARTS).replace("{tens}", TENS)
        raw = raw.replace("{n}", str(self.cells["number"]))
        last = f"ROUND(LOG10({self.cells['last']}),0)"
        least = 0 if not n else int(n.normalize().as_tuple().exponent)
        keeps_zeros = digits.place < least  # in 1.50 million the zero counts
        number = str(self.cells["number"])
        self._plain("power", f"IF({number}=0,0,INT(LOG10(ABS({number}))+1E-12))", n.adjusted() if n else 0)
        self._plain("finest", f"IF({number}=0,{last},MIN({last},{raw}))", digits.finest)
        place = f"MIN({last},{raw})" if keeps_zeros or digits.finest < 0 else raw
        self._plain("place", f"IF({number}=0,{last},{place})", digits.place)

    def _plain(self, key: str, formula: str, value: float) -> None:
        self.cells[key] = self.grid.put(key, Live(formula, value))

    def _widths(self) -> None:
        """How the number is read, the width of “about” for it, and the room that its digits leave."""
        digits = self.written.digits
        read = digits.in_thousands()
        scale = read.place - digits.place
        size = math.log10(abs(float(read.number))) if read.number else 0.0
        five = 1.0 if int(abs(read.number).scaleb(-read.place)) % 10 == 5 else 0.0
        formula = "IF({power}>=6,-3*INT(({power}-3)/3),IF({power}<0,-3*INT({power}/3),0))"
        self._put("scale", formula, scale)
        self._put("size", "IF({number}=0,0,LOG10(ABS({number})*10^{scale}))", size)
        self._put("read", "{place}+{scale}", read.place)
        self._put("five", "IF(MOD(INT(ABS({number})/10^{place}+1E-9),10)=5,1,0)", five)
        about = hedge("about")
        self._put("about", self._regression("about"), about.measured_width(digits) if digits.number else 0.0)
        is_round = "AND({number}<>0,{place}>{finest},{power}-{place}+1<=" + str(ROUND_DIGITS) + ")"
        half = "0.5*10^IF(OR({power}={place},{number}=0),{finest},{place})"
        two = "0.5*10^({power}+1-" + str(ROUND_DIGITS) + ")"
        self._put("bare", f"IF({is_round},MAX({two},{{about}}/2),{half})", digits.bare_room)
        if self.cue.rule is HedgeRule.MEASURED:
            whole = self.cue.measured_width(digits) if digits.number else 0.0
            self._put("whole", self._regression(self.cue.cue), whole)

    def _regression(self, cue: str) -> str:
        """The width of a measured wording as a formula."""
        c = self.coefficients[cue]
        z, r, five = "{size}", "{read}", "{five}"
        plain = f"{c['A']}+{c['B']}*{z}+{c['C']}*{r}+{c['D']}*{five}"
        joint = f"{c['E']}*{z}*{r}+{c['F']}*{z}*{five}+{c['G']}*{r}*{five}+{c['H']}*{z}*{r}*{five}"
        return f"IF({{number}}=0,0,10^({plain}+{joint})/10^{{scale}})"

    def _room_of(self, nature: Nature | None, is_rounded: bool) -> str:
        """The room of the bare number as a formula: known, none for what is counted, or that of its digits."""
        if is_rounded or (nature is not None and nature.is_exact and not self.cue.loosens):
            return "{given}" if is_rounded else "0*{number}"
        unit = self.written.unit
        things = is_counted(unit) and not unit.dimensionless and factor(unit) == 1
        plain = "AND({number}=INT({number}),{finest}>=0,{place}<" + str(HUNDRED) + ")"
        of_digits = "IF(ABS({number})<=100,0.5*10^{finest},{bare})" if is_percentage(unit) else "{bare}"
        rest = "{given}*ABS({number})" if self.written.share is not None else of_digits
        if self.cue.loosens and self.written.share is None:
            more = f"MAX({ONE_MORE!r},{{bare}})"
            if nature is Nature.COUNT:
                return more
            return f"IF({plain},{more},{rest})" if nature is None and things else rest
        return f"IF({plain},0,{rest})" if nature is None and things and self.cue.cue == "none" else rest

    def _room(self, nature: Nature | None, rounded_to: float | None) -> float:
        """The room of the bare number, as the library has it."""
        bare = self.written.digits.bare_room
        known = self.written.room(self.cue, nature, rounded_to)
        return bare if known is None else known

    def _sides(self, room: float) -> Room:
        """How far it may lie to either side, under both widths."""
        amounts: dict[str, list[float]] = {"nearer": [], "farther": []}
        for width, suffix in ((Width.TYPICAL, ""), (Width.GENEROUS, "_generous")):
            is_wide = width is Width.GENEROUS
            half, value = ("{room}*2", room * 2) if is_wide else ("{room}", room)
            sides = {"nearer": (half, value), "farther": (half, value)}
            if self.cue.rule is HedgeRule.EXACT:
                sides = {"nearer": ("0*{number}", 0.0), "farther": ("0*{number}", 0.0)}
            elif self.cue.loosens:
                sides = self._opened(half, value, width)
            for side, (formula, amount) in sides.items():
                self._put(f"{side}{suffix}", formula, amount)
                amounts[side].append(amount)
        sides = (Side(self.cells[one], self.cells[f"{one}_generous"], tuple(found)) for one, found in amounts.items())
        return Room(*sides, self.cells["finest"])

    def _opened(self, half: str, value: float, width: Width) -> dict[str, tuple[str, float]]:
        """The sides of a wording that was measured; of one that opens to one side, the other is shut."""
        is_wide = width is Width.GENEROUS
        spread = f"*10^{self.coefficients[self.cue.cue]['spread']}" if is_wide else ""
        digits = self.written.digits
        measured = self.cue.measured_width(digits) if digits.number else 0.0
        whole = measured * (10.0**self.cue.sigma if is_wide else 1.0)
        part = 2 if self.cue.direction == "both" else 1
        opened = (f"MAX({{whole}}{spread}/{part},{half})", max(whole / part, value))
        shut = ("IF({number}=0," + half + ",0)", 0.0 if digits.number else value)
        directions = {"both": (opened, opened), "below": (opened, shut), "above": (shut, opened)}
        return dict(zip(("nearer", "farther"), directions[self.cue.direction], strict=True))


def _rounded_to(claim: Claim, written: Written, spellings: Spellings) -> float | None:
    """To what a number was rounded, in its own unit, where the case says so."""
    if claim.rounded_to is None:
        return None
    given = Written.parse(claim.rounded_to, spellings)
    return float(given.low) * factor(given.unit) / factor(written.unit)
