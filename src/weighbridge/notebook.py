"""For notebooks: sentences that render their numbers, so that none is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.display import Markdown


def say(text: str) -> Markdown:
    """A sentence, shown as prose; the figures in it come from the result by an f-string.

    >>> say(f"Each truck would carry {50} tonnes.").data
    'Each truck would carry 50 tonnes.'
    """
    from IPython.display import Markdown

    return Markdown(text)
