"""Templates filled in: whatever a case says is text and not markup, and nothing in it acts unseen.

Every value that a template shows is escaped by Jinja, and goes through ``visible`` before; addresses become links only
where they lead to the web. Words from right to left stand in ``<bdi>``, so that nothing around them changes its place.
Where there may be no element, as in an attribute, or where the element says its own direction, a template writes
``|plain``.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .safe_text import ENDED, ISOLATE, isolated, shown_address, visible, web_address

if TYPE_CHECKING:
    from jinja2 import Environment

LONGEST_ADDRESS = 60  # characters of an address that is shown whole; of a longer one its host is


@dataclass(frozen=True)
class Address:
    """An address as a page shows it.

    Attributes:
        href: where the link leads; none where there may be no link.
    """

    text: str
    href: str | None


def address(text: str | None) -> Address | None:
    """An address to show: short and decoded, with a link only to ``http`` and ``https``; none where none is given.

    >>> address("https://www.example.org/%D8%B1")
    Address(text='www.example.org/ر', href='https://www.example.org/%D8%B1')
    >>> address("javascript:alert(1)").href is None
    True
    """
    if not text:
        return None
    href = web_address(text)
    shown = shown_address(text)
    if href is None:
        return Address(shown, None)
    bare = shown.split("://", 1)[1].rstrip("/")
    return Address(bare if len(bare) <= LONGEST_ADDRESS else bare.split("/", 1)[0], href)


def escaped(text: str, quotes: bool = True) -> str:
    """A text as it stands within an element of a page, where no template makes it.

    Args:
        quotes: whether quotation marks are escaped too; of a text that stands in no attribute they need not be.

    >>> escaped("<b> of الحرية")
    '&lt;b&gt; of <bdi>الحرية</bdi>'
    """
    from markupsafe import escape

    apart = isolated(visible(text))  # before, since entities are written in Latin letters
    shown = str(escape(apart)) if quotes else html.escape(apart, quote=False)
    return shown.replace(ISOLATE, "<bdi>").replace(ENDED, "</bdi>")


def rendered(template: Path, **values: Any) -> str:
    """A template, which may take others of its folder, with these values in it."""
    return _templates(template.parent).get_template(template.name).render(values)


@cache
def _templates(folder: Path) -> Environment:
    """The templates of a folder; the library is imported with the first of them, so that JSON is had without it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    made.filters.update(address=address, capital=_capital, plain=_plain)
    return made


def _capital(text: str) -> str:
    """A text as it stands at the beginning of a sentence; it is escaped where it is shown."""
    return text[:1].upper() + text[1:]


def _plain(value: Any) -> Any:
    """A value without any element in it."""
    from markupsafe import escape as as_markup

    return as_markup(visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value)


def _finalized(value: Any) -> Any:
    """A value as it is shown; what is markup already was made of values that went through here."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    if value.isascii():
        return visible(value)
    from markupsafe import Markup

    return Markup(escaped(value))
