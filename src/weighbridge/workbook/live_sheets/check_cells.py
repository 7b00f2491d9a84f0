"""The sheet *Checks*: each comparison live, from both of its sides to the outcome in the words of a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...checks import Counted, Outcome, Typical, Weighing
from ...graph import Check, Comparison, Kind, ModelError
from ...text import show
from ...what_if import PLAIN
from ..cells import EXACT, Content, Live, Reference
from ..grid import titled
from . import outcomes
from .basis import Basis
from .changes import guarded, warning
from .comparisons import Comparison as Compared
from .counted_cells import CountedCells
from .density_cells import DensityCells
from .draw_cells import DrawCells
from .ends import HIGH, LOW, VALUE
from .formulas import plain
from .power_cells import Limits, power_formula
from .quantity_cells import NO_END, Working
from .trial_cells import TrialCells
from .typical_cells import TypicalBlock

ABOUT = (
    "Each comparison as the working has it. The answer follows every input. Blue cells are the library's and do not "
    "follow: they say whether the comparison could have caught a number that is three times off."
)
WORDS, FIRST, SECOND, THIRD, UNIT, CHART, NOTE = range(7)
CHART_ROWS = 15  # that the chart beside a comparison takes
HEADS = {FIRST: "Value", SECOND: "Lowest", THIRD: "Highest", UNIT: "Unit"}
MULTIPLES = (1.0, 1 / 3, 3.0)
RULES = {
    (Kind.POSSIBLE, Comparison.AT_MOST): "It fits where the highest of the comparison is 1 or more.",
    (Kind.POSSIBLE, Comparison.AT_LEAST): "It fits where the lowest of the comparison is 1 or less.",
    (Kind.POSSIBLE, Comparison.EQUALS): "It fits where 1 lies between the lowest and the highest of the comparison.",
    (Kind.REACHABLE, Comparison.EQUALS): "It fits where some mix brings the comparison to 1: between its ends.",
    (
        Kind.AGREES,
        Comparison.EQUALS,
    ): "It fits where 1 lies between the ends as written, else by rounding between the others.",
    (Kind.AGREES, Comparison.COUNTED_IN): "It fits where some whole number of things gives the number that is written.",
    (Kind.TYPICAL, Comparison.AT_MOST): "Unlikely where few draws are as large as what is stated.",
    (Kind.TYPICAL, Comparison.AT_LEAST): "Unlikely where few draws are as small as what is stated.",
    (Kind.TYPICAL, Comparison.EQUALS): "Unlikely where few draws are no likelier than what is stated.",
}
POWER = "Would a number three times too high or too low be caught more often than not?"
OTHERWISE = "Would it have come out otherwise at some other number?"
TRUTH = "the truth is taken from the draws of what is compared with it"
BY_LIBRARY = "by the library; this cell does not follow a change"


@dataclass(frozen=True)
class CheckCells:
    """Where the parts of a check stand: what a chart beside it draws, and what the verdict asks for.

    Attributes:
        sides: for the stated and the computed side the cells of its value, its lowest and its highest.
        ratio: the cells of the comparison: its value, its lowest, its highest.
        outcome: the cell of the answer; none where the check cannot be weighed.
        rows: the first and the last row of the block on the sheet, counted from 0.
    """

    name: str
    sides: dict[str, dict[str, Reference]]
    ratio: tuple[Reference, ...]
    outcome: Reference | None
    rows: tuple[int, int]


@dataclass
class Checks:
    """The sheet, with the cells of every check."""

    basis: Basis
    working: Working
    draws: DrawCells
    cells: dict[str, CheckCells] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = titled("Checks", "The comparisons", ABOUT)
        self.sheet.widths.update({WORDS: 52, FIRST: 16, SECOND: 16, THIRD: 16, UNIT: 18, CHART: 82, NOTE: 70})
        self.sheet.frozen = (3, 1)
        self.sheet.put(0, FIRST, warning(follows=True), "warning")
        self.trials = TrialCells(self.basis, self.working)
        self.density = DensityCells(self.basis)
        self.row = 3
        for name, check in self.basis.model.checks.items():
            first = self.row
            _Block(self, name, check).write()
            self.row = max(self.row + 2, first + CHART_ROWS)


class _Block:
    """One check, from its two sides to its answer."""

    def __init__(self, checks: Checks, name: str, check: Check) -> None:
        self.checks, self.basis, self.working = checks, checks.basis, checks.working
        self.sheet, self.name, self.check = checks.sheet, name, check
        self.weighing = Weighing(self.basis.model, self.basis.draws, check, self.basis.choices)
        self.first = checks.row
        self.ratio: tuple[Reference, ...] = ()

    def put(
        self, words: str, *contents: Content, unit: str = "", note: str = "", style: str = "derived"
    ) -> tuple[Reference, ...]:
        """A row: what it is, and up to three figures."""
        self.checks.row += 1
        row = self.checks.row
        self.sheet.put(row, WORDS, words)
        cells = tuple(
            self.sheet.put(row, FIRST + at, one, "text" if isinstance(one, str) else style)
            for at, one in enumerate(contents)
            if one is not None
        )
        for column, text, kind in ((UNIT, unit, "unit"), (NOTE, note, "text")):
            if text:
                self.sheet.put(row, column, text, kind)
        return cells

    def write(self) -> None:
        """The block; of a check that cannot be weighed, why."""
        self.sheet.put(self.first, WORDS, self.check.question, "section")
        self.sheet.put(self.first, NOTE, self.name, "name")
        self.checks.row += 1
        for column, head in HEADS.items():
            self.sheet.put(self.checks.row, column, head, "unit head" if column == UNIT else "number head")
        sides = {
            side: self._side(side, word) for side, word in zip(self.check.sides, ("stated", "computed"), strict=True)
        }
        try:
            outcome = self._weighed()
        except ModelError as error:
            self.put(f"It cannot be weighed: {error}")
            outcome = None
        rows = (self.first, self.checks.row)
        self.checks.cells[self.name] = CheckCells(self.name, sides, self.ratio, outcome, rows)

    def _side(self, name: str, word: str) -> dict[str, Reference]:
        """A side by the cells of the working."""
        contents: list[Content] = []
        for end in (VALUE, LOW, HIGH):
            there = self.working.sheet.cells[self.working.cells[name, end].row, self.working.cells[name, end].column]
            if isinstance(there, str):
                contents.append(there)
            else:
                value = there.value if isinstance(there, Live) else there
                within = there.within if isinstance(there, Live) else EXACT
                contents.append(Live(self.working.text(name, end), value, within))
        unit = show(self.basis.model.units[name]) or "one"
        cells = self.put(f"{word}: {self.basis.called(name)}", *contents, unit=unit)
        return dict(zip((VALUE, LOW, HIGH), cells, strict=True))

    def _weighed(self) -> Reference:
        """The comparison and its outcome; raises ``ModelError`` where it cannot be weighed."""
        answer = self.weighing.answer
        if isinstance(answer, Counted):
            return self._counted(answer)
        if isinstance(answer, Typical):
            return self._typical(answer)
        return self._by_bounds()

    # Kinds

    def _compared(self) -> Compared:
        """How both sides are compared; with a row for the step of what can be zero."""
        if self.weighing.scale.is_ratio:
            return Compared(self.basis, self.working, self.weighing)
        stated = self.check.stated
        low, high = (self.working.text(stated, end) for end in (LOW, HIGH))
        size = self.basis.size(stated)
        text = f"IF(MAX(-{low},{high})=0,{plain(1 / size)},MAX(-{low},{high}))"
        (cell,) = self.put(
            "step, for what is stated can be zero",
            Live(text, self.weighing.scale.step / size),
            unit=self.basis.unit(stated),
        )
        return Compared(self.basis, self.working, self.weighing, str(cell))

    def _compare(self, compared: Compared) -> tuple[str, str]:
        """The row of the comparison; gives the cells of its ends."""
        (low, high), words = compared.bounds()
        self.ratio = self.put(compared.words, self._middle(compared), low, high, note=words)
        return str(self.ratio[-2]), str(self.ratio[-1])

    def _middle(self, compared: Compared) -> Content:
        """The comparison of the values of both sides."""
        values = [self.working.values.get(side) for side in self.check.sides]
        within = max(self.working.close.get(side, EXACT) for side in self.check.sides)
        try:
            value = float(self.weighing.scale.ratio(values[1], values[0]))
        except (TypeError, ZeroDivisionError):
            return "no number"
        return Live(compared.by(self.working.term), value, within)

    def _by_bounds(self) -> Reference:
        compared = self._compared()
        ends = self._compare(compared)
        relation = self.weighing.scale.relation(self.check.relation)
        if self.check.kind != Kind.AGREES:
            limits = Limits(relation, *ends)
            return self._outcomes(lambda multiple: outcomes.bounded(relation, *ends, multiple), limits=limits)
        trials = self.checks.trials.block(compared, *ends)
        found = self.weighing.ratio_as_written()
        shown: list[Content] = [self._equal(cell) for cell in (trials.low, trials.high)]
        written = self.put(
            "the same as written, each number to its last digit", None, *shown, note="see the sheet As written"
        )
        letter = self._letter(compared, ends)
        assert len(found) == len(written)
        cells = outcomes.AgreeingCells((str(written[0]), str(written[1])), ends, letter)
        return self._outcomes(cells.at, self.weighing.scale.is_ratio and not self.weighing.states_a_direction)

    def _equal(self, cell: Reference) -> Content:
        there = self.checks.trials.sheet.cells[cell.row, cell.column]
        assert isinstance(there, Live)
        return Live(str(cell), there.value, there.within)

    def _letter(self, compared: Compared, ends: tuple[str, str]) -> tuple[str, str] | None:
        """The rows of words such as "more than" at their letter, and of the comparison then."""
        names = compared.letter_inputs()
        if not names:
            return None
        cells = {}
        for name in names:
            node, size = self.basis.nodes[name], self.basis.size(name)
            written = node.written[0] / size
            lives = [
                Live(f"{self.working.text(name, VALUE)}*{plain(end / size / written)}", end / size)
                for end in node.letter
            ]
            low, high = self.put(
                f"{self.basis.called(name)}, at the letter of its words", None, *lives, unit=self.basis.unit(name)
            )
            cells[name] = (low, high)
        low, high = compared.by_the_letter(cells, ends)
        found = self.put("the comparison then", None, low, high, note="Numbers that meet only there are unlikely.")
        return str(found[0]), str(found[1])

    def _typical(self, answer: Typical) -> Reference:
        compared = self._compared()
        try:
            self._compare(compared)
        except ModelError:
            self.put(compared.words, self._middle(compared), NO_END, NO_END)
        block = TypicalBlock(self, compared, answer)
        return self._outcomes(block.at, not self.weighing.states_a_direction, block.limits())

    def _counted(self, answer: Counted) -> Reference:
        cells = CountedCells(self, answer)
        (by_parts,) = self.put("by what is compared", Live(cells.at(1.0), PLAIN[answer.outcome(1.0)]))
        (could,) = self.put(
            "Would some number nearby not fit?", answer.could_fail, note=BY_LIBRARY, style="library text"
        )
        return self._answer(f"IF({could},{by_parts},{outcomes.SILENT})")

    # The answer

    def _outcomes(
        self, at: Callable[[float], str], asks_nearby: bool = True, limits: Limits | None = None
    ) -> Reference:
        """The outcomes by what is compared, what the comparison could have caught, and the answer.

        Args:
            limits: beyond which multiples it comes out unlikely or worse.
        """
        answer, within = self.weighing.answer, EXACT
        words = {
            1.0: "by what is compared",
            1 / 3: "at a third of what is stated",
            3.0: "at three times what is stated",
        }
        cells = []
        for multiple in MULTIPLES if asks_nearby else MULTIPLES[:1]:
            value = PLAIN[answer.outcome(multiple)]
            cells += self.put(words[multiple], Live(at(multiple), value, within))
        passes = answer.outcome(1.0) in (Outcome.HOLDS, Outcome.THROUGH_ROUNDING)
        if self.weighing.states_a_direction:
            power = otherwise = self.weighing.could_have_caught
        else:
            power = self.weighing.has_power
            otherwise = True if passes else self.weighing.failing_says_something
        text = power_formula(self, limits) if self.weighing.true_quantities else None
        if text:
            (power_cell,) = self.put(POWER, Live(text, power), note=f"asked of what fits; {TRUTH}")
        else:
            (power_cell,) = self.put(POWER, power, note=f"asked of what fits; {BY_LIBRARY}", style="library text")
        (other_cell,) = self.put(
            OTHERWISE, otherwise, note=f"asked of what does not fit; {BY_LIBRARY}", style="library text"
        )
        nearby = (str(cells[1]), str(cells[2])) if asks_nearby else None
        return self._answer(outcomes.answered(str(cells[0]), nearby, str(power_cell), str(other_cell)))

    def _answer(self, formula: str) -> Reference:
        note = RULES.get((self.check.kind, self.check.relation), "")
        formula = guarded(formula)
        (cell,) = self.put("The answer", Live(formula, PLAIN[self.weighing.outcome]), note=note, style="strong")
        self.sheet.styles[cell.row, WORDS] = "strong"
        return cell
