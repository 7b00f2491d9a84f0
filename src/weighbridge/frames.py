"""What a case holds as DataFrames: the words, the hedges, the origins, the tables of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .evidence import Row
from .model import Model
from .reader import CaseText

if TYPE_CHECKING:
    import pandas as pd


def versions(text: CaseText) -> pd.DataFrame:
    """Each claim as the article has it, and as other texts and languages have it, a row each."""
    import pandas as pd

    language, source = text.article.language, text.article.source or ""
    english = [(name, language, source, claim.quote.exact, "") for name, claim in text.claims.items()]
    others = [(n, e.language, e.source, e.exact, e.meaning) for n, c in text.claims.items() for e in c.elsewhere]
    return pd.DataFrame(english + others, columns=["claim", "language", "source", "words", "meaning"])


def hedges(text: CaseText, model: Model) -> pd.DataFrame:
    """What the hedge of each claim allows, under both widths, and who says so, a row each."""
    import pandas as pd

    rows = []
    for name in text.claims:
        leaves = [model.node(leaf, model.reference) for leaf in model.leaves(name, model.reference)]
        figures = [figure for leaf in leaves for figure in leaf.figures if figure.label.startswith("hedge")]
        for allowed in figures:
            who = ", ".join(allowed.sources) or "no source"
            rows.append((name, allowed.label.removeprefix("hedge "), allowed.text, who, allowed.reason or ""))
    return pd.DataFrame(rows, columns=["claim", "taken as", "allows", "measured by", "our choice"])


def rows(told: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows of text as a DataFrame."""
    import pandas as pd

    return pd.DataFrame(told)


def table(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows of a table of evidence, numbers as numbers."""
    import pandas as pd

    return pd.DataFrame([row.cells for row in rows]).apply(numbers)


def numbers(column: pd.Series) -> pd.Series:
    """A column of text as numbers, where every cell is one; else as it was, so that a gap stays a gap."""
    import pandas as pd

    converted = pd.to_numeric(column, errors="coerce")
    return converted if converted.notna().all() else column
