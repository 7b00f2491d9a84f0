"""The sheet *Read me*: what the workbook is, what it can do, and what it can't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..base import one_shell, run_record
from ..case import Case
from ..report import Verification, changed_lines
from .cells import Sheet
from .live_sheets import warning

WIDE = 110.0  # of the column of texts
NAMES = 24.0  # of the column beside it
USE = (
    "A yellow cell is a number that you may change. Everything that follows from it is a formula, and changes with it.",
    "Begin on Claims, Evidence or Assumptions. Then look at Checks, where both sides of each comparison stand.",
    "“How widely a wording is taken”, on Claims, lets “about” mean as much as a lenient reader would allow.",
    "A number that you type has its own digits: say on Hedges what the last one counts.",
    "Changes lists what you changed. To go back, close the file without saving, or make it again by the command below.",
)
SHEETS = {
    "Verdict": "the answer, as the library found it over every way to read the article",
    "All ways": "each way to read the article, with what comes out",
    "Claims": "the article’s numbers, with the quotation, what the wording allows, and other readings",
    "Evidence": "figures from sources: their value, table, line, date and source",
    "Assumptions": "what had to be judged, with the reason and the range in which it might as well lie",
    "Working": "every quantity as a formula, with its unit: its value, its lowest, its highest",
    "Checks": "both sides of each comparison and its answer, as the workbook stands, with charts",
    "Changes": "which inputs you changed, and whether they can be so",
    "As written": "the article’s numbers to their last digit, each moved by itself",
    "Distributions": "how each input is drawn",
    "Mixes": "the mixes at which something is lowest or highest",
    "Draws": "a sample of what chance may bring, drawn in the sheet",
    "Density": "how likely each draw is, for comparisons that ask for equality",
    "Sources": "every source, with its address, how far it is trusted and its licence",
    "Hedges": "how far the wording lets each number lie, by a regression over readers’ answers",
    "Units": "every factor that is used",
    "Chart data": "what the charts draw",
}
CANNOT = (
    "It has one way to read the article: the one that the command took. All ways lists the others.",
    "The answer of each comparison follows every input. The verdict, over all ways to read it, does not.",
    "Probabilities come from a sample that is smaller than the library’s: even the first digit may differ.",
    "A blue cell of a comparison does not follow: it says whether a number that is far off would be caught.",
    "It does not know whether a source says what is quoted. Look it up: each address is a link.",
)
LEGEND = {
    "input": (1234.0, "a number that you may change"),
    "derived": (1234.0, "a formula: it follows from other cells"),
    "library": (1234.0, "computed by the library alone: it stays as it is"),
    "point": (0.1234, "a fixed point of the sample: leave it"),
    "figure": (1234.0, "said for comparison: nothing follows from it"),
}


class ReadMe:
    """Writes the sheet from the top down, a name on the left and a text on the right."""

    def __init__(self, case: Case, result: Verification, sheets: Sequence[str], command: str) -> None:
        self.case, self.result, self.command = case, result, command
        self.present = set(sheets)
        self.sheet = Sheet("Read me")
        self.sheet.widths = {0: NAMES, 1: WIDE}
        self.at = 0
        self._head()
        self._answer()
        self._use()
        self._limits()
        self._record()

    def _line(self, name: str, text: str | float, style: str = "text", address: str | None = None) -> None:
        self.at += 1
        if name:
            self.sheet.put(self.at, 0, name, "strong")
        self.sheet.put(self.at, 1, text, style)
        if address:
            self.sheet.links[self.at, 1] = address

    def _section(self, title: str) -> None:
        self.at += 2
        self.sheet.put(self.at, 0, title, "section")

    def _head(self) -> None:
        """What this is: the case, the article, the passage."""
        article, place = self.case.text.article, self.result.summary.place
        self.sheet.put(0, 0, self.result.title, "title")
        for at, text in enumerate(changed_lines(self.result)):
            self._line("" if at else "Changed", text, "text" if at else "warning")
        self._line("", "A workbook to check the whole calculation. Change an input, and see every consequence.")
        by = ", ".join(filter(None, (article.author, article.publisher, article.published)))
        self._line("The article", f"“{article.title}”" + (f", {by}" if by else ""))
        if place is not None:
            self._line("Its address", place.text, "address", place.href)
        self._line("The passage", f"“{self.result.summary.quotation}”", "quotation")
        if self.case.text.summary:
            self._line("What is asked", self.case.text.summary)

    def _answer(self) -> None:
        """What was found, by the library."""
        answer = self.result.answer
        self._section("The answer")
        self.sheet.put(self.at, 1, warning(follows=False), "warning")
        self._line(answer.badge.marked, answer.headline, "answer")
        for sentence in answer.sentences:
            self._line("", sentence)

    def _use(self) -> None:
        self._section("How to use it")
        self._lines(USE)
        self._section("What each sheet holds")
        for name, holds in SHEETS.items():
            if name in self.present:
                self._line(name, holds)
        self._section("What the colours mean")
        for style, (number, means) in LEGEND.items():
            self.at += 1
            self.sheet.put(self.at, 0, number)
            self.sheet.styles[self.at, 0] = style  # an example of the look alone
            self.sheet.put(self.at, 1, means)

    def _limits(self) -> None:
        self._section("What it can’t do")
        self._lines(CANNOT)

    def _record(self) -> None:
        """What made it, so that it can be made again."""
        record = run_record(self.case.path)
        self._section("How it was made")
        self._line("Made", record.line)
        self._line("With", record.libraries_line)
        self._line("Made again by", self.command, "name")
        if told := one_shell(self.command):
            self._line("", f"This command is {told}.")

    def _lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._line("", text)
