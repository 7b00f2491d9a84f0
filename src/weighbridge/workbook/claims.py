"""The sheet *Claims*: each number of the article with its quotation, what its wording allows, and its readings."""

from __future__ import annotations

from collections.abc import Mapping

from ..case import Case
from ..graph import WIDTH, Input, NodeKind
from ..text import LEAST_SHARE, WIDTHS, Claim, Hedge, Written, factor, hedge, show
from .cells import Live, Reference
from .citations import cited
from .factors import Factors
from .grid import Column, Grid, titled
from .hedges import Room, Widths

FIRST = 5  # the row of heads: above it stands the width that all wordings are taken with
COLUMNS = {
    "quantity": Column("What it is", 30),
    "before": Column("Before the quotation", 26, "quote"),
    "quote": Column("Quotation", 34, "quotation"),
    "after": Column("After it", 26, "quote"),
    "value": Column("Value", 14, "input"),
    "upper": Column("Upper end of a range", 12, "input"),
    "unit": Column("Unit", 16, "unit"),
    "cue": Column("Wording", 16),
    "nearer": Column("Nearer to zero by", 14, "derived"),
    "farther": Column("Farther from zero by", 14, "derived"),
    "low": Column("Lowest", 14, "derived"),
    "high": Column("Highest", 14, "derived"),
    "taken": Column("Read as", 26),
    "why": Column("Why the wording is taken so", 46),
    "name": Column("Name in the case", 22, "name"),
}
USUAL = {
    "as_low": Column("As written, lowest", 14, "derived"),
    "as_high": Column("As written, highest", 14, "derived"),
}
READINGS = {
    "quantity": Column("What it is", 30),
    "before": Column("Reading", 26),
    "quote": Column("Why it is fair", 34),
    "after": Column("Taken, or why not", 26),
    "value": Column("Value", 14, "figure"),
    "unit": Column("Unit", 16, "unit"),
    "cue": Column("Multiplied by", 16),
    "taken": Column("Sources", 26),
    "why": Column("In words", 46),
    "name": Column("Name in the case", 22, "name"),
}
ELSEWHERE = {
    "quantity": Column("What it is", 30),
    "before": Column("Source", 26),
    "quote": Column("The words there", 34, "quotation"),
    "after": Column("What they mean", 26),
}
ABOUT = (
    "Each number that the article states. Change a yellow value, or how widely the wording is taken, to see what "
    "follows. No number reaches nearer to zero than a tenth of itself."
)


class ClaimCells:
    """The numbers of the article, each with its value and the ends of what its wording allows, in its own unit."""

    def __init__(self, case: Case, factors: Factors) -> None:
        self.case, self.factors, self.model = case, factors, case.model
        self.sheet = titled("Claims", "Claims", ABOUT)
        nodes = {name: self.model.node(name, case.choices) for name in self.model.nodes}
        self.nodes = {name: one for name, one in nodes.items() if isinstance(one, Input) and one.kind is NodeKind.CLAIM}
        self.cells: dict[tuple[str, str], Reference] = {}
        self.rooms: dict[str, Room] = {}
        self.widths = Widths([hedge(claim.hedge).cue for claim in case.text.claims.values()])
        self.sheet.put(3, 0, "How widely a wording is taken", "text")
        self.sheet.lists[3, 1] = WIDTHS
        self.width = self.sheet.put(3, 1, case.choices.get(WIDTH, WIDTHS[0]), "input")
        self.sheet.frozen = (FIRST + 1, 1)
        self.grid = Grid(self.sheet, self._columns(), FIRST)
        for name, node in self.nodes.items():
            self._claim(name, node, case.text.claims[name.partition(".")[0]])
        self._readings()
        self._elsewhere()

    def _columns(self) -> dict[str, Column]:
        """The columns; those of ranges, and of words that stand in place of numbers, only where there are such."""
        claims = self.case.text.claims.values()
        counts = any(hedge(claim.hedge).cue and hedge(claim.hedge).counts for claim in claims)
        spare = set() if any(_is_range(node) for node in self.nodes.values()) else {"upper"}
        columns = {key: column for key, column in COLUMNS.items() if key not in spare}
        return {**columns, **USUAL} if counts else columns

    def _claim(self, name: str, node: Input, claim: Claim) -> None:
        """A number: its quotation, its value, its wording, and between which ends it may lie."""
        self.grid.next()
        written = node.figures[0].quantity()
        self.grid.put_all(
            quantity=self.model.names.of(name),
            before=claim.quote.prefix,
            quote=claim.quote.exact,
            after=claim.quote.suffix,
            unit=show(written.unit) or "one",
            cue="a bare number" if claim.hedge == "none" else claim.hedge,
            taken=self._taken(name, claim),
            why=node.figures[1].reason,
        )
        self.grid.put("name", name)
        self._figures(name, node, claim)

    def _taken(self, name: str, claim: Claim) -> str | None:
        """The reading that is taken, in words; or that a number stands for another one, which is not."""
        whole, _, reading = name.partition(".")
        taken = self.case.choices.get(whole, claim.preferred)  # of a single reading there is no choice
        if reading and taken != reading:
            return "another reading, which is not taken"
        return self.model.names.option(whole, taken) if claim.readings else None

    def _figures(self, name: str, node: Input, claim: Claim) -> None:
        """The value and both ends of a number."""
        written, cue = node.figures[0].quantity(), hedge(claim.hedge)
        value = self.cells[name, "value"] = self.grid.put("value", float(written.low))
        if written.is_range:
            self._range(name, node, written)
        elif cue.counts:
            self._counting(name, node, cue)
        else:
            called = self.model.names.of(name)
            room = self.rooms[name] = self.widths.room(called, value, claim, node, self.model.spellings)
            self._around(name, node, value, room)
        self.cells.setdefault((name, "value high"), value)

    def _range(self, name: str, node: Input, written: Written) -> None:
        """Two ends, which stand as they are: a range is its own hedge."""
        upper = self.cells[name, "value high"] = self.grid.put("upper", float(written.high))
        self._ends(name, node, str(self.cells[name, "value"]), str(upper))

    def _counting(self, name: str, node: Input, cue: Hedge) -> None:
        """A word that stands in place of a number: so many times what it counts in, as readers take it.

        As written, it is what a usual reader takes it for.
        """
        value, amount = self.cells[name, "value"], float(node.figures[0].quantity().low)
        pairs = list(zip(cue.factors[:2], cue.factors[2:], strict=True))
        typical = f"{self.width}={_text(WIDTHS[0])}"
        self._ends(name, node, *(f"{value}*IF({typical},{usual!r},{wide!r})" for usual, wide in pairs))
        for key, column, (usual, _) in zip(("value", "value high"), USUAL, pairs, strict=True):
            self.cells[name, key] = self.grid.put(column, Live(f"{value}*{usual!r}", amount * usual))

    def _around(self, name: str, node: Input, value: Reference, room: Room) -> None:
        """A number with its room to either side; it stays on its side of zero, at or above a tenth of itself."""
        is_wide = self.case.choices.get(WIDTH) == WIDTHS[1]
        generous = f"{self.width}={_text(WIDTHS[1])}"
        sides = {"nearer": room.nearer, "farther": room.farther}
        near, far = (
            self.grid.put(key, Live(f"IF({generous},{one.generous},{one.typical})", one.amounts[is_wide]))
            for key, one in sides.items()
        )
        kept = f"{value}/{LEAST_SHARE}"
        low = f"IF({value}>0,MAX({value}-{near},{kept}),IF({value}<0,{value}-{far},-{near}))"
        self._ends(name, node, low, f"IF({value}<0,MIN({value}+{near},{kept}),{value}+{far})")

    def _ends(self, name: str, node: Input, low: str, high: str) -> None:
        """The lowest and the highest that a number may be, each as a formula."""
        unit = factor(self.model.units[name])
        ends = node.as_written(self.case.choices).support()
        for key, formula, end in zip(("low", "high"), (low, high), ends, strict=True):
            self.cells[name, key] = self.grid.put(key, Live(formula, end / unit))

    def _readings(self) -> None:
        """The fair ways to read the claims that have several, and which is taken."""
        several = {name: claim for name, claim in self.case.text.claims.items() if claim.readings}
        if not several:
            return
        grid = self._below("Ways to read them", READINGS)
        for name, claim in several.items():
            for option, reading in claim.readings.items():
                grid.next()
                written = Written.parse(reading.value, self.model.spellings)
                is_taken = self.case.choices.get(name, claim.preferred) == option
                grid.put_all(
                    quantity=self.model.names.of(name),
                    before=option.replace("_", " "),
                    quote=reading.reason,
                    after="taken" if is_taken else f"no: {reading.ruled_out}" if reading.ruled_out else "fair as well",
                    value=float(written.low),
                    unit=show(written.unit) or "one",
                    cue=self.model.names.of(reading.times) if reading.times else None,
                    taken=cited(reading.sources, self.case.holdings.sources),
                    why=self.model.names.option(name, option),
                    name=option,
                )

    def _elsewhere(self) -> None:
        """The same numbers in other texts and languages."""
        found = [(name, one) for name, claim in self.case.text.claims.items() for one in claim.elsewhere]
        if not found:
            return
        grid = self._below("The same in other texts", ELSEWHERE)
        for name, one in found:
            grid.next()
            source = cited([one.source], self.case.holdings.sources)
            grid.put_all(quantity=self.model.names.of(name), before=source, quote=one.exact, after=one.meaning)

    def _below(self, title: str, columns: Mapping[str, Column]) -> Grid:
        """Another table below what stands on the sheet, in the places of the columns above it."""
        self.sheet.put(self.grid.at + 2, 0, title, "section")
        self.grid = Grid(self.sheet, columns, self.grid.at + 3, self.grid.places)
        return self.grid


def _is_range(node: Input) -> bool:
    return node.figures[0].quantity().is_range


def _text(words: str) -> str:
    """A text in a formula."""
    return '"' + words.replace('"', '""') + '"'
