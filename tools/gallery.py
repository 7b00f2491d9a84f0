"""Writes the gallery anew: for each judged passage its quotation, the answer, what would settle it, and a chart.

python tools/gallery.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import weighbridge
from weighbridge import charts
from weighbridge.checks import Outcome
from weighbridge.report import Verification

ROOT = Path(__file__).parents[1]
PAGE, PICTURES = ROOT / "docs/gallery.md", "pictures/gallery"
LANGUAGES = {"ar": "Arabic", "da": "Danish", "es": "Spanish", "fr": "French"}
MOST = 2  # misprints that are named
BLOCK = re.compile(r"(<!-- rendered by .*? -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Exhibit:
    """A case of the gallery, and the chart that shows best what was found."""

    name: str
    draw: Callable[[weighbridge.Case, str], charts.Chart]
    of: str
    misprint: str = ""  # the check of which possible misprints are told

    @property
    def picture(self) -> str:
        """The path of its picture, from the page."""
        return f"{PICTURES}/{self.name}.png"

    def chart(self, case: weighbridge.Case) -> charts.Chart:
        """Its chart."""
        return self.draw(case, self.of)


# What does not fit first, then what depends, then what fits: a reader who leaves early has seen how errors look.
EXHIBITS = (
    Exhibit("captagon-saudi", charts.both_sides, "the_upper_value", misprint="the_upper_value"),
    Exhibit("khartoum-copper", charts.both_sides, "kilogram_and_ton", misprint="kilogram_and_ton"),
    Exhibit("gaza-rubble", charts.both_sides, "whole_strip"),
    Exhibit("iraq-cash", charts.both_sides, "only_hundreds"),
    Exhibit("gold-ounces", charts.choice_tiles, "the_value"),
    Exhibit("port-sudan-copper", charts.dot_plot, "shares"),
    Exhibit("libya-fuel", charts.both_sides, "the_total", misprint="the_total"),
    Exhibit("opium-2022", charts.both_sides, "the_harvest"),
    Exhibit("coltan", charts.both_sides, "the_tax"),
    Exhibit("venezuela-gold", charts.possible_range, "the_price"),
    Exhibit("gaza-meals", charts.both_sides, "the_pallets"),
    Exhibit("suez-2021", charts.both_sides, "the_share"),
    Exhibit("gaza-trucks", charts.dot_plot, "loads"),
    Exhibit("captagon-italy", charts.possible_range, "the_price"),
    Exhibit("pangolin-2019", charts.mix_ranges, "the_count"),
)


def block(exhibit: Exhibit, case: weighbridge.Case) -> str:
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
        f"`weighbridge verify {exhibit.name}`",
    ]
    return "\n\n".join(filter(None, lines)) + "\n"


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


def page(text: str) -> str:
    """The page with what is rendered put anew between its marks."""
    blocks = "\n".join(block(exhibit, weighbridge.open_case(exhibit.name)) for exhibit in EXHIBITS)
    return BLOCK.sub(lambda found: f"{found[1]}\n{blocks}\n{found[2]}", text)


def main() -> None:
    """Writes the page and its pictures."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for exhibit in EXHIBITS:
        path = PAGE.parent / exhibit.picture
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(exhibit.chart(weighbridge.open_case(exhibit.name)).png())


if __name__ == "__main__":
    main()
