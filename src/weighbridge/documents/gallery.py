"""The page of the gallery: each judged passage with its quotation, the answer, what would settle it, and a chart.

Which passages, in which order, and which chart each has is listed in ``docs/gallery.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..base import ANYWHERE, command_line, table_rows
from ..case import Case
from ..charts import Chart, both_sides, choice_tiles, dot_plot, mix_ranges, possible_range, tail
from ..checks import Outcome
from ..report import Verification
from .section import Section

DOCUMENT, LISTED, PICTURES = "docs/gallery.md", "docs/gallery.csv", "pictures/gallery"
COLUMNS = ("case", "chart", "of", "misprint")
LANGUAGES = {"ar": "Arabic", "da": "Danish", "es": "Spanish", "fr": "French"}
DRAWN = {draw.__name__: draw for draw in (both_sides, choice_tiles, dot_plot, mix_ranges, possible_range, tail)}
MOST = 2  # misprints that are named


@dataclass(frozen=True)
class Exhibit:
    """A case of the gallery, and the chart that shows best what was found.

    Attributes:
        name: of the case.
        drawn: the function that draws the chart.
        of: the check or the comparison that the chart is of.
        misprint: the check of which possible misprints are told; empty for none.
    """

    name: str
    drawn: str
    of: str
    misprint: str = ""

    @property
    def picture(self) -> str:
        """The path of its picture, from the page."""
        return f"{PICTURES}/{self.name}.png"

    def chart(self, case: Case) -> Chart:
        """Its chart."""
        return DRAWN[self.drawn](case, self.of)


def exhibits(root: Path) -> list[Exhibit]:
    """What the gallery of a project shows, in its order; nothing where it has none.

    Raises:
        TableError: a row names a chart that cannot be drawn.
    """
    path = root / LISTED
    rows = table_rows(path, COLUMNS) if path.is_file() else []
    for row in rows:
        if row["chart"] not in DRAWN:
            raise row.refusal("chart", f"expected one of {', '.join(DRAWN)}")
    return [Exhibit(*(row[column] for column in COLUMNS)) for row in rows]


def block(exhibit: Exhibit, case: Case) -> str:
    """What the page says of a case, as Markdown: the quotation, the answer, what would settle it, and the chart."""
    result = case.verify()
    answer, article, chart = result.answer, result.article, exhibit.chart(case)
    settles = f"*What would settle it:* {result.settles_most}" if result.settles_most else ""
    in_short = "" if article["language"] == "en" else f"*In short:* {case.text.summary}"
    lines = [
        f"## {case.text.title}",
        f"> “{result.summary.quotation}”\n>\n> [{article['title']}]({article['url']}), {article['publisher']}"
        f"{_language(article['language'])}",
        in_short,
        f"**{answer.badge.mark} {answer.headline}** {' '.join(answer.sentences)}",
        settles or f"*Not known:* {case.text.not_known[0]}",
        *_misprints(result, exhibit.misprint),
        *(f"*We also asked:* {one.question} {one.answer.headline}" for one in result.checks if one.premise),
        f"![{chart.alt}]({exhibit.picture})",
        f"`{command_line(['weighbridge', 'verify'], [exhibit.name], form=ANYWHERE)}`",
    ]
    return "\n\n".join(filter(None, lines)) + "\n"


def in_gallery(case: Case, root: Path) -> Section | None:
    """What the gallery of a project says of a case; none where it is not shown there."""
    for exhibit in exhibits(root):
        if exhibit.name == case.name:
            pictures = {f"docs/{exhibit.picture}": exhibit.chart(case)}
            return Section(DOCUMENT, block(exhibit, case), pictures)
    return None


def _misprints(result: Verification, check: str) -> Iterator[str]:
    """What might have been printed instead of what was meant, of all that leaves no other check failing."""
    for found in result.slips:
        mends = [mend for mend in found.mends if Outcome.FAILS not in mend.outcomes.values()]
        if found.check == check and mends:
            meant = "; or ".join(mend.reads for mend in mends[:MOST])
            yield f"*Possible misprint:* {meant}. That it would mend the sum is no evidence that it happened."


def _language(code: str) -> str:
    """``, in Danish``; nothing for English."""
    return "" if code == "en" else f", in {LANGUAGES[code]}"
