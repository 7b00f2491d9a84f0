"""The sheet *Changes*: which inputs are no longer as the workbook was made, and which of them cannot be.

The library refuses a lowest value above the highest, a share above one, a weight below zero. A sheet would go on to
work with them, so that each quantity has a row with what has to hold of it. Where that does not hold, no comparison has
an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ...graph import Input, Shares
from ...text import capital
from ...uncertainty import SUM_TOLERANCE
from ..cells import Live, Reference, Remark, Sheet
from ..grid import Column, Grid, titled
from .basis import Basis

NAME = "Changes"
CHANGED, WRONG = Reference(NAME, 3, 1), Reference(NAME, 4, 1)  # how many inputs were changed, and how many cannot be
RULES = {
    "quantity": Column("What it is", 46),
    "holds": Column("Does it hold?", 16, "centred"),
    "rule": Column("What has to hold", 70),
}
INPUTS = {
    "quantity": Column("What it is", 46),
    "state": Column("Changed?", 16, "centred"),
    "where": Column("Where it stands", 70),
    "made": Column("As the workbook was made", 18, "figure"),
    "now": Column("As it is now", 18, "derived"),
}
ABOUT = (
    "What you changed, and whether it can be. Sheets that the library wrote, Verdict and All ways, are still of the "
    "inputs as the workbook was made."
)
ABOVE_ZERO = ("standard_uncertainty", "median", "scale", "degrees_of_freedom", "concentration")
CHAIN = ("low", "mode", "high")
WORDS = {"low": "the lowest", "mode": "the likeliest", "high": "the highest"}
OF_INPUTS = ("Claims", "Evidence", "Assumptions", "Checks", "Hedges", "Units")  # the points of Draws stay as they are
MOST_SPANS = 100  # that a function is given: Excel takes 255, and a formula of 8 192 characters
HEADS = ("head", "number head", "unit head")
CANNOT_BE = "an input can’t be so"


class Changes:
    """The sheet: above how many inputs were changed, below that what has to hold, and then every yellow cell."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.sheet = titled(NAME, "What was changed", ABOUT)
        self.sheet.frozen = (5, 1)
        self.sheet.put(CHANGED.row, 0, "Inputs that were changed", "strong")
        self.sheet.put(WRONG.row, 0, "Inputs that can’t be so", "strong")
        self.grid = Grid(self.sheet, RULES, 7)
        self.sheet.put(6, 0, "What has to hold of the inputs", "section")
        self._all_are_numbers()
        for name in basis.nodes:
            self._rules(name)
        self.sheet.put(CHANGED.row, 1, Live("0", 0.0), "derived")
        self._count(WRONG, "holds", '"no"', 8)

    def _rules(self, name: str) -> None:
        """What has to hold of a quantity that goes in, a row."""
        keys = self.basis.inputs.keys(name)
        if not keys:
            return
        places = {key: self.basis.inputs.parameter(name, key) for key in keys}
        found = {}
        weights = spans(place for key, place in places.items() if key.startswith("weight "))
        if weights and weights.count(",") < MOST_SPANS:
            found["weights not below zero, and not all zero"] = f"AND(MIN({weights})>=0,SUM({weights})>0)"
        found |= _rules_of(self.basis.nodes[name], {key: str(place) for key, place in places.items()})
        if found:
            self._rule(self.basis.called(name), capital("; ".join(found)), ",".join(found.values()))

    def _rule(self, called: str, words: str, tests: str) -> None:
        """A row: what has to hold, and whether it does."""
        self.grid.next()
        self.grid.put_all(quantity=called, rule=words)
        self.grid.put("holds", Live(f'IF(IFERROR(AND({tests}),FALSE),"yes","no")', "yes"))

    def _all_are_numbers(self) -> None:
        """A row for every so many inputs, each of which has to be a number; an empty cell is none."""
        inputs = self.basis.inputs
        places = sorted(
            {inputs.parameter(name, key) for name in self.basis.nodes for key in inputs.keys(name)},
            key=lambda one: (one.sheet, one.column, one.row),
        )
        for first in range(0, len(places), MOST_SPANS):
            some = places[first : first + MOST_SPANS]
            ends = f"{_place(some[0])} to {_place(some[-1])}"
            self._rule(f"every input, {ends}", "A number", f"COUNT({spans(some)})={len(some)}")

    def list(self, sheets: Sequence[Sheet]) -> None:
        """Put down every yellow cell of these sheets, with what it was when the workbook was made."""
        self.sheet.put(self.grid.at + 2, 0, "Every yellow cell", "section")
        self.grid = Grid(self.sheet, INPUTS, self.grid.at + 3)
        first = self.grid.at + 1
        for sheet in sheets:
            if sheet.name in OF_INPUTS:
                for (row, column), style in sorted(sheet.styles.items()):
                    if style == "input":
                        self._input(sheet, row, column)
        self._count(CHANGED, "state", '"changed"', first)

    def _input(self, sheet: Sheet, row: int, column: int) -> None:
        """A yellow cell: where it stands, what it was, what it is, and whether these are the same."""
        made = sheet.cells[row, column]
        assert isinstance(made, str | float | int)
        made = made if isinstance(made, str) else float(made)
        self.grid.next()
        here = Reference(sheet.name, row, column)
        words = sheet.cells.get((row, 0))
        self.grid.put_all(quantity=words if isinstance(words, str) else sheet.name, where=_where(sheet, here))
        kept = self.grid.put("made", made, "text" if isinstance(made, str) else None)
        self.grid.put("now", Remark(str(here), made))
        self.grid.put("state", Remark(f'IF({here}={kept},"as it was","changed")', "as it was"))

    def _count(self, place: Reference, key: str, text: str, first: int) -> None:
        """How many rows of a column hold a text."""
        if self.grid.at >= first:
            self.sheet.put(
                place.row, place.column, Remark(f"COUNTIF({self.grid.column(key, first)},{text})", 0.0), "derived"
            )


def _where(sheet: Sheet, here: Reference) -> str:
    """Where a cell stands: its sheet, its place, and the head of its column.

    >>> sheet = Sheet("Units", {(3, 2): "Factor", (5, 2): 1.0}, {(3, 2): "number head", (5, 2): "input"})
    >>> _where(sheet, Reference("Units", 5, 2))
    'Units, C6: Factor'
    """
    heads = (row for row in range(here.row, -1, -1) if sheet.styles.get((row, here.column)) in HEADS)
    head = next((str(sheet.cells[row, here.column]) for row in heads), "")
    return _place(here) + (f": {head}" if head and sheet.name != "Checks" else "")


def _place(here: Reference) -> str:
    """A cell in words: its sheet, and its column and row."""
    return f"{here.sheet}, {str(here).rpartition('!')[2].replace('$', '')}"


def spans(places: Iterable[Reference]) -> str:
    """Cells as the arguments of a function, those below each other as one range: a table may have many rows.

    >>> spans([Reference("A", 4, 3), Reference("A", 2, 3), Reference("A", 3, 3), Reference("A", 9, 3)])
    "'A'!$D$3:$D$5,'A'!$D$10"
    """
    runs: list[list[Reference]] = []
    for place in sorted(set(places), key=lambda one: (one.sheet, one.column, one.row)):
        last = runs[-1][-1] if runs else None
        if last is not None and replace(last, row=last.row + 1) == place:
            runs[-1].append(place)
        else:
            runs.append([place])
    ends = ((str(run[0]), str(run[-1]).rpartition("!")[2], len(run)) for run in runs)
    return ",".join(first if many == 1 else f"{first}:{last}" for first, last, many in ends)


def _rules_of(node: object, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the library asks of the parameters of a quantity, in words and as a formula."""
    if isinstance(node, Shares):
        yield from _rules_of_mix(node.composition.parts, cells)
        return
    assert isinstance(node, Input)
    ends = [key for key in CHAIN if key in cells]
    for one, other in pairwise(ends):
        yield f"{WORDS[one]} at most {WORDS[other]}", f"{cells[one]}<={cells[other]}"
    if "value high" in cells and cells["value high"] != cells["value"]:
        yield "the ends of a range in their order", f"{cells['value']}<={cells['value high']}"
    for key in ABOVE_ZERO:
        if key in cells:
            yield f"{key.replace('_', ' ')} above zero", f"{cells[key]}>0"
    if "geometric_standard_deviation" in cells:
        yield "geometric standard deviation above one", f"{cells['geometric_standard_deviation']}>1"
    if "median" in cells and "low" in cells:
        yield "nothing below zero", f"{cells['low']}>=0"


def _rules_of_mix(parts: Iterable[str], cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The ends of every share in their order between 0 and 1, with room for one in all; means above zero."""
    lows, highs, means = ([cells.get(f"{kind} {part}") for part in parts] for kind in ("low", "high", "mean"))
    pairs = [(low or "0", high or "1") for low, high in zip(lows, highs, strict=True)]
    if any(lows) or any(highs):
        tests = ",".join(f"0<={low},{low}<={high},{high}<=1" for low, high in pairs)
        yield "the ends of each share in their order between 0 and 1", f"AND({tests})"
        least, most = ("+".join(ends) for ends in zip(*pairs, strict=True))
        yield "shares that can sum to one", f"AND({least}<=1+{SUM_TOLERANCE},{most}>=1-{SUM_TOLERANCE})"
    given = [mean for mean in means if mean]
    if given:
        yield "every amount above zero", f"MIN({','.join(given)})>0"
    if "concentration" in cells:
        yield "concentration above zero", f"{cells['concentration']}>0"


def warning(follows: bool) -> Remark:
    """What a sheet says above its table where an input was changed, or cannot be as it is; nothing otherwise.

    Args:
        follows: whether the figures of the sheet follow the inputs.

    >>> warning(follows=False).value
    ''
    """
    words = (
        "A blue cell is still that of the workbook as it was made."
        if follows
        else "This sheet is still that of the inputs as they were. Look at Checks and at Changes."
    )
    told = f'{CHANGED}&" of the inputs changed. {words}"'
    bad = '"An input can’t be so: see the sheet Changes."'
    return Remark(f'IF({WRONG}>0,{bad},IF({CHANGED}>0,{told},""))', "")


def guarded(answer: str) -> str:
    """The formula of an answer that is given only where every input can be so, and where it can be worked out."""
    return f'IF({WRONG}>0,"{CANNOT_BE}",IFERROR({answer},"can’t be worked out"))'
