"""What a document is made of: blocks of a few kinds, each text in runs, without a word on how they look.

Nothing in a text acts: each writer hands it over as text and never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..answers import Sign
from ..base import ENDED, ISOLATE, Address, isolated, reads_from_right, visible

LONGEST_LINK = 2_000  # characters: Word takes a file with a longer one for damaged, Typst refuses one above 8,000
_FROM_RIGHT = re.compile(f"{ISOLATE}(.*?){ENDED}", re.DOTALL)


class Look(StrEnum):
    """How a stretch of text stands out from what is around it."""

    PLAIN = "plain"
    STRONG = "strong"
    NUMBER = "number"  # a number of the article, within its quotation
    CODE = "code"  # what is typed, as it is typed
    BADGE = "badge"  # a verdict, white on its colour


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look.

    Attributes:
        href: where it leads, an address of the web; none where it leads nowhere, or is longer than files can hold.
        language: the tag of its language, where it is not that of the document.
        from_right: whether it is written from right to left.
        colour: of a badge.
    """

    text: str
    look: Look = Look.PLAIN
    href: str | None = None
    language: str | None = None
    from_right: bool = False
    colour: str | None = None


Inline = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; the title of the document is of level 0 and stands apart."""

    level: int
    text: Inline


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a small one is a note to what stands before it, and one that is kept stays with what follows."""

    text: Inline
    is_small: bool = False
    is_kept: bool = False


@dataclass(frozen=True)
class Box:
    """Paragraphs that stand out from everything, such as the answer: the first of them large.

    Attributes:
        colour: of its edge.
        verdict: the verdict above its headline; nothing where there is none.
    """

    verdict: Inline
    headline: Inline
    paragraphs: tuple[Inline, ...]
    colour: str


@dataclass(frozen=True)
class Quotation:
    """Somebody's words, a paragraph each, with their language and whose they are."""

    paragraphs: tuple[Inline, ...]
    language: str
    from_right: bool
    credit: Inline


@dataclass(frozen=True)
class Listing:
    """A list without an order; an item has one paragraph or more."""

    items: tuple[tuple[Inline, ...], ...]
    is_small: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known, each under what it is called."""

    rows: tuple[tuple[Inline, Inline], ...]


@dataclass(frozen=True)
class Table:
    """A table whose first row is its heads.

    Attributes:
        shares: how wide the columns are, each by its share of the width.
        titles: how many columns, from the first, say what their row is about.
    """

    caption: Inline
    heads: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    shares: tuple[float, ...]
    titles: int = 1


@dataclass(frozen=True)
class Drawing:
    """A drawing as SVG, with the same in words for those who hear it.

    Attributes:
        name: an identifier, for files.
        width: of the type area, as a share of its width.
        words: what is said below it, such as everything that is plotted.
        is_said_beside: whether the blocks around it say all of it, so that text alone can do without it.
    """

    name: str
    alt: str
    svg: str
    width: float
    words: Inline = ()
    is_said_beside: bool = False


Block = Heading | Paragraph | Box | Quotation | Listing | Facts | Table | Drawing


@dataclass(frozen=True)
class Document:
    """A document: its title, its blocks in their order, and what stands at the foot of its pages.

    Attributes:
        kicker: a line above the title.
        author: who made it, for the properties of a file.
        subject: the verdict in a word, for the same.
        day: of the run that made it, by ISO 8601: the only date in a file.
    """

    title: Inline
    kicker: str
    author: str
    subject: str
    day: str
    foot: Inline
    blocks: tuple[Block, ...]


def runs(text: str, look: Look = Look.PLAIN, href: str | None = None) -> Inline:
    """A text as runs: nothing in it unseen, and words from right to left in runs of their own.

    >>> [(run.text, run.from_right) for run in runs("They wrote “50 شاحنة”, 20 less")]
    [('They wrote “', False), ('50 شاحنة', True), ('”, 20 less', False)]
    """
    pieces = _FROM_RIGHT.split(isolated(visible(text, lines=False)))  # every second piece stood in an isolate
    turned = [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]
    return tuple(Run(piece, look, _held(href), from_right=from_right) for piece, from_right in turned)


def strong(text: str) -> Inline:
    """A text that stands out."""
    return runs(text, Look.STRONG)


def code(text: str) -> Inline:
    """What is typed, on one line and with nothing unseen."""
    return (Run(visible(text, lines=False), Look.CODE),)


def badge(sign: Sign) -> Inline:
    """A verdict with its mark."""
    return (Run(f"{sign.mark} {sign.word}", Look.BADGE, colour=sign.colour),)


def link(place: Address | None, words: str = "") -> Inline:
    """An address, or words that lead there; the words or the address alone where there may be no link."""
    if place is None:
        return runs(words)
    return runs(words or place.text, href=place.href)


def foreign(text: str, language: str, look: Look = Look.PLAIN, href: str | None = None) -> Run:
    """Words of another language as one run."""
    shown = visible(text, lines=False)
    return Run(shown, look, _held(href), language, reads_from_right(shown))


def _held(href: str | None) -> str | None:
    """An address that files can hold; none of a longer one."""
    return href if href and len(href) <= LONGEST_LINK else None


def plain_text(text: Inline) -> str:
    """Runs as one text."""
    return "".join(run.text for run in text)


def joined(texts: Sequence[Inline], between: str = " ") -> Inline:
    """Several texts as one, with this between them; those that are empty are left out."""
    filled = [text for text in texts if text]
    return tuple(run for place, text in enumerate(filled) for run in ((Run(between), *text) if place else text))
