"""The text that a reader sees of a page of the web, and what the page says of itself."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any

from .folds import Replaced

# fmt: off
UNSEEN = {"script", "style", "noscript", "template", "svg", "iframe", "object", "math", "head", "select", "textarea"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
}
# fmt: on
OF_A_HEAD = {"base", "link", "meta", "noscript", "script", "style", "template", "title"}
CELLS = {"td", "th"}
TITLES = ("og:title", "twitter:title", "citation_title", "dc.title")
DATES = (
    *("article:published_time", "datepublished", "citation_publication_date", "dc.date", "dc.date.issued"),
    *("dcterms.created", "parsely-pub-date", "pubdate", "date"),
)
ADDRESSES = ("og:url",)
AUTHORS = ("author", "article:author", "citation_author", "dc.creator")
PUBLISHERS = ("og:site_name", "citation_publisher", "dc.publisher")

_PAGE = re.compile(r"(?is)\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b")
_PAIR = re.compile(
    r"(?i)</(?:p|div|span|a|b|i|em|strong|h[1-6]|li|ul|ol|td|tr|table|body|html|blockquote)\s*>|<(?:br|p)\s*/?>"
)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")


@dataclass(frozen=True)
class Meta:
    """What a page says of itself; an empty text for what it does not say.

    Attributes:
        title, author, publisher: in its own words.
        language: as the page has it, ``en`` or ``en-GB``.
        address: where it says that it stands.
        published: the day, as ISO 8601 writes it.
    """

    title: str = ""
    author: str = ""
    publisher: str = ""
    language: str = ""
    address: str = ""
    published: str = ""


def is_web_page(text: str) -> bool:
    """Whether a text is a page of the web or a part of one, by what stands in it.

    >>> is_web_page("50&nbsp;trucks"), is_web_page("if 5 < 6 and 7 > 6, AT&T")
    (True, False)
    """
    if _PAGE.match(text) or _PAIR.search(text):
        return True
    return any(html.unescape(found[0]) != found[0] for found in _ENTITY.finditer(text))


def plain_text(page: str) -> tuple[str, Replaced, Meta]:
    """The text of a page, where each stretch of it stands in the page, and what the page says of itself."""
    reader = _Reader(page, keeps_lines=not (_PAGE.match(page) or _PAIR.search(page)))
    reader.feed(page)
    reader.close()
    return reader.result()


class _Reader(HTMLParser):
    """Collects what is seen, with the places that it comes from."""

    def __init__(self, page: str, keeps_lines: bool) -> None:
        super().__init__(convert_charrefs=False)
        self._page = page
        self._keeps_lines = keeps_lines
        self._lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._origins: list[tuple[int, int]] = []
        self._length = 0
        self._gap = ""  # the white space that stands before the next word
        self._unseen: list[str] = []
        self._title: list[str] | None = None
        self._structured: list[str] | None = None
        self._said: dict[str, str] = {}

    def result(self) -> tuple[str, Replaced, Meta]:
        """The text, the way back, and what was said of it."""
        way = Replaced(tuple(self._starts), tuple(self._ends), tuple(self._origins))
        return "".join(self._parts), way, _meta(self._said)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Where a section such as ``<![CDATA[…]]>`` ends; of an unknown one at the next ``>``, as browsers take it."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.rawdata.find(">", i) + 1 or -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag parts words, lines or paragraphs; some hide what they hold, and some say what the page is."""
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if tag == "body" or (self._unseen == ["head"] and tag not in OF_A_HEAD):
            self._unseen = []  # a head that was never closed ends here
        if tag in UNSEEN:
            self._unseen.append(tag)
        if tag == "title" and self._unseen in ([], ["head"]):
            self._title = []
        if tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._structured = []
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that holds nothing hides nothing."""
        self._note(tag, {name: value or "" for name, value in attrs})
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of what a tag holds."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag == "title" and self._title is not None:
            self._said.setdefault("title", "".join(self._title))
            self._title = None
        if tag == "script" and self._structured is not None:
            self._said.update({**_structured("".join(self._structured)), **self._said})
            self._structured = None
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Words as they stand."""
        if self._unseen and self._title is None and self._structured is None:
            return
        at = self._at()
        for found in re.finditer(r"[ \t\n\r\f]+|[^ \t\n\r\f]+", data):
            self._see(found[0], at + found.start(), at + found.end())

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        at = self._at()
        if self._page[at + len(written) : at + len(written) + 1] == ";":
            written += ";"
        self._see(html.unescape(written), at, at + len(written), is_reference=True)

    def _see(self, words: str, start: int, end: int, is_reference: bool = False) -> None:
        """Adds words that are seen: white space as one space, unless nothing stands before it."""
        for kept in (self._title, self._structured):
            if kept is not None:
                kept.append(words)
        if self._unseen or self._title is not None:
            return
        if not is_reference and not self._keeps_lines and _SPACES.fullmatch(words):
            self._gap = self._gap or " "
            return
        gap, self._gap = (self._gap if self._length else ""), ""
        if gap:
            self._add(gap, start, start)
        self._add(words, start, end)

    def _add(self, words: str, start: int, end: int) -> None:
        """Adds a stretch: of one that stands as it is only the beginning needs a note, for the rest follows it."""
        is_as_it_stands = end - start == len(words) and self._page.startswith(words, start)
        ends = self._length if is_as_it_stands else self._length + len(words)
        self._starts.append(self._length)
        self._ends.append(ends)
        self._origins.append((start, start if is_as_it_stands else end))
        self._parts.append(words)
        self._length += len(words)

    def _part(self, tag: str) -> None:
        if tag in BLOCKS:
            self._gap = "\n\n"
        elif tag == "br":
            self._gap = "\n\n" if self._gap.startswith("\n") else "\n"
        elif tag in CELLS and not self._gap.startswith("\n"):
            self._gap = "\t"

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """What a tag says of the page; what was said first stays."""
        if tag == "html":
            self._said.setdefault("language", given.get("lang") or given.get("xml:lang", ""))
        elif tag == "meta":
            key = given.get("property") or given.get("name") or given.get("itemprop", "")
            self._said.setdefault(f"meta {key.lower()}", given.get("content", ""))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self._said.setdefault("address", given.get("href", ""))
        elif tag == "time" and given.get("datetime"):
            self._said.setdefault("time", given["datetime"])


def _structured(text: str) -> dict[str, str]:
    """What the structured data of a page (JSON-LD) says of an article: its title and its day."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    entries: list[Any] = found if isinstance(found, list) else [found]
    for entry in list(entries):
        inner = entry.get("@graph") if isinstance(entry, dict) else None
        entries += inner if isinstance(inner, list) else []
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("datePublished"), str):
            headline = entry.get("headline")
            said = {"structured date": entry["datePublished"]}
            return {**said, "structured title": headline} if isinstance(headline, str) else said
    return {}


def _meta(said: dict[str, str]) -> Meta:
    """What a page says of itself, the surest place first."""

    def first(*keys: str) -> str:
        """What the first of these places says."""
        texts = (" ".join(said.get(key, "").split()) for key in keys)
        return next((text for text in texts if text), "")

    def of(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"meta {key}" for key in keys)

    day = _DAY.match(first("structured date", *of(DATES), "time"))
    return Meta(
        title=first(*of(TITLES), "structured title", "title"),
        author=first(*of(AUTHORS)),
        publisher=first(*of(PUBLISHERS)),
        language=first("language", *of(("language", "content-language"))),
        address=first("address", *of(ADDRESSES)),
        published=day[0] if day else "",
    )
