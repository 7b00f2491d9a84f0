"""An answer as a shaded box, for a notebook: its verdict by word, shape and colour, on light and on dark.

Styles stand in the line, for a notebook that is not trusted keeps no other; the classes keep MathJax from dollar signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..base import escaped
from ..glossary import note

SHADE = "rgba(128, 128, 128, 0.12)"  # a tint on either ground


class Sign(NamedTuple):
    """A verdict as it is seen: its word, its mark, and its colour, on which white is read."""

    word: str
    mark: str
    colour: str


def pill(sign: Sign) -> str:
    """A verdict as HTML: white on its colour, with its mark; hovering tells what the word means."""
    style = f"background-color: {sign.colour}; color: #fff; padding: 1px 9px; border-radius: 10px; white-space: nowrap"
    begin = f'<span style="{style}" title="{escaped(note(sign.word).means)}">'
    return f'{begin}<span aria-hidden="true">{sign.mark}</span>&nbsp;{escaped(sign.word)}</span>'


def box(sign: Sign, headline: str, sentences: Sequence[str]) -> str:
    """A short answer that stands alone, as HTML; whatever a case says in it is text.

    >>> "&lt;b&gt;" in box(Sign("fits", "●", "#0b6b4e"), "<b>The numbers fit.</b>", [])
    True
    """
    ground = f"background-color: {SHADE}; border-left: 5px solid {sign.colour}; padding: 10px 14px"
    said = "".join(f' <span style="font-weight: normal">{escaped(one)}</span>' for one in sentences)
    words = f'<p style="margin: 6px 0 0 0"><strong>{escaped(headline)}</strong>{said}</p>'
    begin = f'<div class="mathjax_ignore tex2jax_ignore" style="{ground}">'
    return f'{begin}<p style="margin: 0">{pill(sign)}</p>{words}</div>'
