"""README's part on the first case: the quotation, the answer and the first chart. Its mark names the case."""

from __future__ import annotations

import re

from ..base import ANYWHERE, command_line
from ..case import Case
from ..charts import all_of
from .section import Section, between_marks

DOCUMENT = "README.md"


def first_page(case: Case) -> Section:
    """What README says of a case."""
    result = case.verify()
    answer, article, chart = result.answer, result.article, all_of(case)[0]
    picture = f"docs/pictures/{chart.name}.png"
    settles = f"*What would settle it:* {result.settles_most}"
    lines = [
        f"> “{result.summary.quotation}”\n>\n> [{article['title']}]({article['url']}), {article['publisher']}",
        f"**{answer.badge.mark} {answer.headline}** {' '.join(answer.sentences)} {settles}",
        f"*Not known:* {' '.join(case.text.not_known)}",
        f"*Where it comes from:* {result.origin} The numbers imply: {'; '.join(result.arithmetic)}.",
        f"![{chart.alt}]({picture})",
        trace(case),
    ]
    return Section(DOCUMENT, "\n\n".join(lines) + "\n", {picture: chart})


def trace(case: Case) -> str:
    """The names by which the figures of the part are explained, behind the command that explains them."""
    result = case.verify()
    pictures = [name for name, one in case.text.comparisons.items() if one.around is None]
    named = {
        "The article": case.text.claims,
        "What follows": result.worked.values(),
        "What we compute": dict.fromkeys(one.computed.name for one in result.figures),
        "The comparisons": [one.check for one in result.figures],
        "The picture": pictures[:1],
        "The sources": ["article"],
    }
    lists = [f"{head}: {', '.join(f'`{name}`' for name in names)}." for head, names in named.items() if names]
    command = command_line(["weighbridge", "explain"], [case.name], form=ANYWHERE)
    return f"*To trace a figure:* type its name behind `{command}`. {' '.join(lists)}"


def case_of(mark: str) -> str:
    """The case that the mark of README's part names; empty where it names none.

    >>> case_of("`python tools/readme.py` of raqqa-2017; a test holds it against the result")
    'raqqa-2017'
    """
    found = re.search(r"tools/readme\.py` of ([\w-]+)", mark)
    return found[1] if found else ""


def shows(text: str, case: str) -> bool:
    """Whether a README has a part that is rendered from a case."""
    return any(case_of(by) == case for _, _, by in between_marks(text))
