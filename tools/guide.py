"""Builds the guide and looks through what was built: every link within it, and that no page asks the network.

.venv/docs/bin/python tools/guide.py [--into build/docs]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weighbridge.base import write_all

ROOT = Path(__file__).parents[1]
CONFIGURATION = ROOT / "docs" / "guide"
STATIC = "_static"  # the theme's own files, templates of pages among them
START = "docs/guide/index.html"
FRONT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Weighbridge</title>'
    f'<meta http-equiv="refresh" content="0; url={START}"><p><a href="{START}">The guide</a></p></html>\n'
)
# What a browser loads by itself, by element and attribute; what a reader has to follow is a link.
LOADED = {
    *(("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("iframe", "src")),
    *(("video", "src"), ("video", "poster"), ("audio", "src"), ("embed", "src"), ("object", "data"), ("track", "src")),
    *(("image", "href"), ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href"), ("input", "src")),
    *(("body", "background"), ("form", "action")),
}
RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect", "dns-prefetch", "manifest"}
ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"""(?:@import|url\()\s*["']?((?:https?:)?//[^"')]+)""", re.IGNORECASE)
IN_SCRIPT = re.compile(r"""(?:import|fetch|importScripts|\.src\s*=|\.open)\s*\(?\s*["'`]((?:https?:)?//[^"'`]+)""")


@dataclass
class Page(HTMLParser):
    """What a page links to, what it loads by itself, and which places within it have a name."""

    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element links to or loads."""
        held = {name: value or "" for name, value in attrs}
        self.inside = tag if tag in ("script", "style") else ""
        self.places |= {held[name] for name in ("id", "name") if held.get(name)}
        self.loaded += [held[name] for name in held if (tag, name) in LOADED]
        if tag == "link" and RELATIONS & set(held.get("rel", "").split()):
            self.loaded.append(held.get("href", ""))
        elif tag in ("a", "area", "link") and "href" in held:
            self.links.append(held["href"])
        if "style" in held:
            self.loaded += IN_STYLE.findall(held["style"])

    def handle_data(self, data: str) -> None:
        """Note what a script or a style within the page loads."""
        if self.inside:
            self.loaded += IN_STYLE.findall(data) if self.inside == "style" else IN_SCRIPT.findall(data)

    def handle_endtag(self, tag: str) -> None:
        """Note that a script or a style is over."""
        self.inside = ""


def page_of(text: str) -> Page:
    """A page of HTML, read."""
    page = Page()
    page.feed(text)
    page.close()
    return page


def faults(folder: Path) -> list[str]:
    """What is wrong with the pages of a folder, a line each: what leads nowhere, and what would be fetched."""
    pages = {
        path: page_of(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
        if STATIC not in path.parts
    }
    found = [fault for path, page in pages.items() for fault in _of_page(folder, path, page, pages)]
    for path in sorted(folder.rglob("*.css")):
        found += [f"{path.relative_to(folder)}: loads {one}" for one in IN_STYLE.findall(path.read_text("utf-8"))]
    return list(dict.fromkeys(found))


def _of_page(folder: Path, path: Path, page: Page, pages: dict[Path, Page]) -> Iterator[str]:
    here = path.relative_to(folder)
    for address in page.loaded:
        for one in re.split(r"\s*,\s+", address) if address[:5] != "data:" else ():
            if ELSEWHERE.match(one):
                yield f"{here}: loads {one}"
            elif _is_missing(path, one):
                yield f"{here}: loads {one.split()[0]}, which is not there"
    for link in dict.fromkeys(page.links):
        yield from (f"{here}: {fault}" for fault in _of_link(path, link, page, pages))


def _is_missing(path: Path, one: str) -> bool:
    """Whether what a page loads should be a file of the folder, and is not there."""
    parts = urlsplit(one.split()[0]) if one.strip() else urlsplit("")
    return bool(parts.path) and not parts.scheme and not _file(path, one.split()[0]).is_file()


def _of_link(path: Path, link: str, page: Page, pages: dict[Path, Page]) -> Iterator[str]:
    """Whether a link leads somewhere: within the folder to a file and a place in it, else to a sound address."""
    try:
        parts = urlsplit(link)
        _ = parts.port
    except ValueError as error:
        yield f"`{link}` is no address: {error}"
        return
    if parts.scheme or parts.netloc:
        sound = parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"[\s<>\"{}|\\^`]", link)
        if not (sound or (parts.scheme == "mailto" and "@" in parts.path)):
            yield f"`{link}` is no address of the web"
        return
    target = _file(path, link) if parts.path else path
    if not target.is_file():
        yield f"`{link}` leads to no file"
    elif parts.fragment and target.suffix == ".html":
        there = page if target == path else pages.get(target)
        if there is not None and unquote(parts.fragment) not in there.places:
            yield f"`{link}` leads to no place on that page"


@cache
def _file(path: Path, link: str) -> Path:
    """The file that a link of a page leads to."""
    return (path.parent / unquote(urlsplit(link).path)).resolve()


def build(into: Path) -> int:
    """Build the guide; every warning is an error, and each is printed. Returns 0 where there was none."""
    from sphinx.cmd.build import build_main

    flags = ["-b", "html", "-q", "-W", "--keep-going", "-n", "-c", str(CONFIGURATION)]
    code = build_main([*flags, str(ROOT), str(into)])
    write_all(into, {"index.html": FRONT})
    return code


def main() -> int:
    """Build it, then say what is wrong with what was built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "docs")
    into = parser.parse_args().into.resolve()
    code = build(into)
    found = faults(into)
    print("\n".join(found) or f"The guide is in {into}: open {into / 'index.html'}", file=sys.stderr if found else None)
    return code or bool(found)


if __name__ == "__main__":
    sys.exit(main())
