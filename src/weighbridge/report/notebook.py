"""Prose with figures that no one typed, and tables that read like a page, for notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML, Markdown


def say(*sentences: object) -> Markdown:
    """Sentences, shown as prose, each a paragraph; the figures in them come from a result, as by an f-string.

    >>> say(f"Each truck would carry {50} tonnes.").data
    'Each truck would carry 50 tonnes.'
    """
    from IPython.display import Markdown

    return Markdown("\n\n".join(map(str, sentences)))


def table(frame: pd.DataFrame | Sequence[Mapping[str, Any]], index: bool = False) -> HTML:
    """A DataFrame, or rows, for reading: text to the left, nothing cut short, gaps left blank, no row numbers."""
    import pandas as pd
    from IPython.display import HTML

    frame = frame if isinstance(frame, pd.DataFrame) else pd.DataFrame(frame)
    with pd.option_context("display.max_colwidth", None):
        html = frame.to_html(index=index, na_rep="", border=0, justify="left")
    for tag in ("td", "th"):
        html = html.replace(f"<{tag}>", f'<{tag} style="text-align:left; vertical-align:top">')
    return HTML(html)
