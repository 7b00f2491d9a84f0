"""The sheets *Verdict* and *All ways*: what the library found, for the case as written and for every way to read it.

A spreadsheet has one way to read the article at a time, so what stands here doesn't change with the other sheets.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..answers import BADGES, all_known, tally_sentences
from ..report import Verification
from ..text import capital, some_of
from .cells import Sheet
from .grid import Column, Grid, titled
from .live_sheets import warning

BY_LIBRARY = "library text"
COMPARISONS = {
    "question": Column("Question", 52, BY_LIBRARY),
    "badge": Column("Verdict", 18, BY_LIBRARY),
    "stated": Column("Stated", 34, BY_LIBRARY),
    "computed": Column("Computed", 34, BY_LIBRARY),
    "size": Column("How far off", 22, BY_LIBRARY),
    "chance": Column("How probable", 34, BY_LIBRARY),
    "ways": Column("In how many ways to read it", 40, BY_LIBRARY),
    "rests": Column("Rests on", 34, BY_LIBRARY),
}
CLAIMS = {
    "question": Column("The article’s words", 52, "quotation"),
    "badge": Column("Verdict", 18, BY_LIBRARY),
    "stated": Column("Answer", 34, BY_LIBRARY),
}
WAYS = {
    "question": Column("Question", 46, BY_LIBRARY),
    "badge": Column("Verdict", 18, BY_LIBRARY),
}
ABOUT = (
    "All of this is what the library computed. It looks at every way to read the article at once, which a sheet can't, "
    "so it doesn't change with the other sheets. What does is on the sheet Checks."
)
ABOUT_WAYS = (
    "Each question under every combination of fair choices that reaches it; an empty cell is a choice that does not. "
    "The first row of a question is the case as written. The library computed all of them."
)
ABOUT_SOME_WAYS = (
    "Each question under the combinations of fair choices that are listed; an empty cell is a choice that does not "
    "reach it. The first row of a question is the case as written. Below the rows stands how many there are in all."
)


def verdict_sheet(result: Verification) -> Sheet:
    """The answer, the verdict of each comparison and each number, what would change it, and what it can't say."""
    about = ABOUT if _is_known(result) else ABOUT.replace("every way", "many ways")
    sheet = titled("Verdict", "Verdict", about)
    sheet.frozen = (3, 0)
    sheet.put(3, 0, warning(follows=False), "warning")
    answer = result.answer
    sheet.put(4, 0, answer.badge.marked, "verdict")
    for row, sentence in enumerate([answer.headline, *answer.sentences], 5):
        sheet.put(row, 0, sentence, "line")
    grid = Grid(sheet, COMPARISONS, 7 + len(answer.sentences))
    for figures in result.figures:
        grid.next()
        grid.put_all(
            question=figures.question,
            badge=figures.badge.marked,
            stated=figures.stated.text,
            computed=figures.computed.text,
            size=figures.size.text if figures.size else None,
            chance=figures.chance,
            ways=figures.ways,
            rests=figures.rests_on,
        )
    at = _claims(sheet, grid, result)
    for title, lines in _texts(result).items():
        at = _list(sheet, at + 2, title, lines)
    return sheet


def _claims(sheet: Sheet, above: Grid, result: Verification) -> int:
    """Each number with its verdict and its answer; gives the last row."""
    grid = Grid(sheet, CLAIMS, above.at + 2, above.places)
    for claim in result.answered:
        grid.next()
        grid.put_all(question=f"“{claim.quote}”", badge=claim.answer.badge.marked)
        grid.put("stated", claim.answer.headline, "line")
    return grid.at


NOTHING_CHANGES = "Nothing that could be read in another way changes the verdict."
NOTHING_WHERE_LOOKED = "Nothing that we looked at changes the verdict; we did not look at every way to read it."


def _is_known(result: Verification) -> bool:
    return all_known([check.check for check in result.checks])


def _texts(result: Verification) -> dict[str, Iterable[str]]:
    """What is said in sentences, by what it is about."""
    depends = some_of([result.model.names.choice(name) for name in result.verdict.depends_on])
    return {
        "What it depends on": depends or [NOTHING_CHANGES if _is_known(result) else NOTHING_WHERE_LOOKED],
        "What would change it": result.changes_it,
        "What the answer cannot say": result.limits,
    }


def _list(sheet: Sheet, at: int, title: str, lines: Iterable[str]) -> int:
    """A title and lines below it, which run over the columns beside; gives the last row."""
    lines = list(lines)
    if not lines:
        return at - 2
    sheet.put(at, 0, title, "section")
    for row, line in enumerate(lines, at + 1):
        sheet.put(row, 0, line, "line")
    return at + len(lines)


def ways_sheet(result: Verification) -> Sheet:
    """Every combination of fair choices that was run, a row each, with its outcome."""
    many = [check for check in result.checks if check.check.tally is not None]
    sheet = titled("All ways", "All ways to read the article", ABOUT_SOME_WAYS if many else ABOUT_WAYS)
    sheet.put(0, 1, warning(follows=False), "warning")
    names = result.model.names
    ways = [(check.question, one) for check in result.checks for one in check.combinations]
    choices = [name for name in result.model.choices if any(name in one.choices for _, one in ways)]
    of_choices = {f"choice {name}": Column(capital(names.choice(name)), 26, BY_LIBRARY) for name in choices}
    grid = Grid(sheet, {**WAYS, **of_choices})
    for question, one in ways:
        grid.next()
        grid.put_all(question=question, badge=BADGES[one.outcome].marked)
        for name, option in one.choices.items():
            grid.put(f"choice {name}", names.option(name, option))
    sheet.frozen = (4, 2)
    sheet.filtered = (3, 0, grid.at, len(grid.columns) - 1)
    for row, check in enumerate(many, grid.at + 2):
        assert check.check.tally is not None
        sheet.put(row, 0, f"{check.question} {' '.join(tally_sentences(check.check.tally))}", "line")
    return sheet
