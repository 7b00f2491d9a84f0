"""Writes what README says of the first case anew: the quotation, the answer and the first chart.

python tools/readme.py
"""

from __future__ import annotations

import re
from pathlib import Path

import weighbridge
from weighbridge import charts

ROOT = Path(__file__).parents[1]
CASE, PICTURE = "raqqa-2017", "docs/pictures/raqqa-2017-loads.png"
BLOCK = re.compile(r"(<!-- rendered by .*? -->\n).*?(<!-- end -->)", re.DOTALL)


def block(case: weighbridge.Case) -> str:
    """What README says of the case, as Markdown."""
    result = case.verify()
    answer, article, chart = result.answer, result.article, charts.all_of(case)[0]
    settles = f"*What would settle it:* {result.settles_most}"
    lines = [
        f"> “{result.summary.quotation}”\n>\n> [{article['title']}]({article['url']}), {article['publisher']}",
        f"**{answer.badge.mark} {answer.headline}** {' '.join(answer.sentences)} {settles}",
        f"*Not known:* {' '.join(case.text.not_known)}",
        f"*Where it comes from:* {result.origin}",
        f"The numbers imply: {'; '.join(result.arithmetic)}.",
        f"![{chart.alt}]({PICTURE})",
        trace(case),
    ]
    return "\n\n".join(lines) + "\n"


def trace(case: weighbridge.Case) -> str:
    """The names by which the figures of the block are explained, behind the command that explains them."""
    result, text = case.verify(), case.text
    undated = [name for name, one in text.comparisons.items() if one.around is None]
    named = {
        "The article": text.claims,
        "What follows": result.worked.values(),
        "What we compute": dict.fromkeys(one.computed.name for one in result.figures),
        "The comparisons": [one.check for one in result.figures],
        "The picture": undated[:1],
        "The sources": ["article"],
    }
    lists = [f"{head}: {', '.join(f'`{name}`' for name in names)}." for head, names in named.items()]
    return f"*To trace a figure:* type its name behind `weighbridge explain {CASE}`. {' '.join(lists)}"


def main() -> None:
    """Writes README's block and the picture."""
    case = weighbridge.open_case(CASE)
    readme = ROOT / "README.md"
    text = BLOCK.sub(lambda found: f"{found[1]}\n{block(case)}\n{found[2]}", readme.read_text(encoding="utf-8"))
    readme.write_text(text, encoding="utf-8")
    (ROOT / PICTURE).write_bytes(charts.all_of(case)[0].png())


if __name__ == "__main__":
    main()
