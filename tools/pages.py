"""Pages of notebooks for a browser without a network: text and pictures first, the code folded, links to the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup, NavigableString, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

TEMPLATES = Path(__file__).parent / "templates"
# Pictures stand inside a page, and a heading is a link only in the list of contents.
CELLS = Config(HTMLExporter={"embed_images": True, "exclude_anchor_links": True})
ARABIC = re.compile("[\u0600-\u06ff](?:[\u0600-\u06ff\u0660-\u0669\\s،.]*[\u0600-\u06ff])?")


@dataclass(frozen=True)
class Entry:
    """A notebook as the other pages name it.

    Attributes:
        page: the file that its page is written to.
        title: its first heading.
        quotation: what it quotes at its beginning; empty where nothing.
        answer: the first sentence of what it shows first; empty where it was not run, or shows no answer.
    """

    page: str
    title: str
    quotation: str
    answer: str

    @classmethod
    def of(cls, notebook: Path) -> Entry:
        """What the first cells of a notebook say of it; the name of the file where they have no heading."""
        cells = nbformat.read(notebook, as_version=4).cells
        text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
        first = BeautifulSoup(outputs[0].get("data", {}).get("text/html", "") if outputs else "", "html.parser").strong
        heading = re.search(r"^# (.+)$", text, re.MULTILINE)
        quotation = re.search(r"^> (.+)", text, re.MULTILINE)
        return cls(
            page=f"{notebook.stem}.html",
            title=heading[1] if heading else notebook.stem,
            quotation=quotation[1] if quotation else "",
            answer=first.get_text(" ", strip=True) if first else "",
        )


@dataclass(frozen=True)
class Heading:
    """A heading as the list of contents has it: where a link leads, its words, and whether it is of the second rank."""

    identifier: str
    words: str
    rank: int


def page(notebook: Path, entries: Sequence[Entry]) -> str:
    """A notebook as a page, with links to those before and after it among all entries, which are in their order."""
    fragment, _ = HTMLExporter(
        config=CELLS, template_file="cells.html.j2", extra_template_paths=[str(TEMPLATES)]
    ).from_filename(str(notebook))
    body = BeautifulSoup(fragment, "html.parser")
    contents = _headings(body)
    for mathematics in body.select(".weighbridge-mathematics"):
        mathematics.decompose()  # without a network nothing sets it; the text below says the same
    for picture in body.select("img"):
        _as_figure(body, picture)
    for number, table in enumerate(body.select("table"), 1):
        _as_region(body, table, number)
    for code in body.select("pre"):
        code["tabindex"] = "0"  # what is wider than the screen is scrolled with the keyboard too
    _mark_arabic(body)
    own = next(at for at, entry in enumerate(entries) if entry.page == f"{notebook.stem}.html")
    before = entries[own - 1] if own else None
    after = entries[own + 1] if own + 1 < len(entries) else None
    return _rendered(
        "page.html.j2", title=entries[own].title, contents=contents, body=str(body), before=before, after=after
    )


def index(entries: Sequence[Entry]) -> str:
    """The page that lists all others."""
    return _rendered("index.html.j2", notebooks=entries)


def _headings(body: BeautifulSoup) -> list[Heading]:
    """The headings of parts and questions, with the names by which links reach them, which are given here."""
    contents: list[Heading] = []
    for heading in body.select("h2, h3"):
        words = heading.get_text(" ", strip=True)
        identifier = re.sub(r"\W+", "-", words.lower()).strip("-") or "part"
        taken = sum(known.words == words for known in contents)
        heading["id"] = f"{identifier}-{taken + 1}" if taken else identifier
        contents.append(Heading(heading["id"], words, int(heading.name[1])))
    return contents


def _as_figure(body: BeautifulSoup, picture: Tag) -> None:
    """A picture in the width of the text, with the first line of its alternative text below it."""
    if picture.find_parent("figure"):
        return
    words = picture.get("alt", "").strip()
    for attribute in ("width", "height", "style"):
        del picture[attribute]
    caption = body.new_tag("figcaption")
    caption.string = picture.get("title") or words.split("\n")[0]
    drawn = picture.find_parent("picture") or picture
    figure = drawn.wrap(body.new_tag("figure"))
    if caption.string:
        figure.append(caption)


def _as_region(body: BeautifulSoup, table: Tag, number: int) -> None:
    """A table that scrolls by itself where it is wider than the screen; its heads say what they are heads of."""
    for head in table.select("th"):
        if not head.get_text(strip=True):
            head.name = "td"  # the corner above the heads of rows is a head of nothing
        elif not head.get("scope"):
            head["scope"] = "col" if head.find_parent("thead") else "row"
    name = table.find("caption") or table.find_previous(["h1", "h2", "h3"])
    region = body.new_tag("div", attrs={"class": "scroll", "role": "region", "tabindex": "0"})
    region["aria-label"] = f"Table {number}: {name.get_text(' ', strip=True)}" if name else f"Table {number}"
    table.wrap(region)


def _mark_arabic(body: BeautifulSoup) -> None:
    """Says of every run of Arabic letters that it is Arabic and runs from right to left."""
    for text in list(body.find_all(string=ARABIC)):
        parts: list[Any] = []
        end = 0
        for run in ARABIC.finditer(text):
            marked = body.new_tag("span", attrs={"lang": "ar", "dir": "rtl"})
            marked.string = run[0]
            parts += [NavigableString(text[end : run.start()]), marked]
            end = run.end()
        text.replace_with(*parts, NavigableString(text[end:]))


def _rendered(template: str, **values: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(values)
