"""Takes pictures of what people see first, on a screen and a telephone: README, the page of each case and notebook.

python tools/screens.py          # into build/screens, as `make screens` does

Whoever never saw the project looks at them, and answers: what was found, how far off is it, on what does it hang, what
is not known, and where does the number come from?
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from chromium import ABSENT, Browser, programs
from nbconvert.filters.markdown_mistune import markdown2html_mistune

import weighbridge
from pages import Entry, page
from weighbridge.base import case_names, write_all
from weighbridge.pages import write_results

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"screen": (1280, 900), "telephone": (390, 844)}  # CSS pixels
# As a reader of the project's home sees it: plain, of that width.
README = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<base href="{base}/"><title>README</title>
<style>body {{ max-width: 830px; margin: 2em auto; padding: 0 1em; font: 16px/1.5 sans-serif }}
.anchor-link {{ display: none }} img {{ max-width: 100% }} pre {{ overflow: auto; background: #f6f8fa; padding: 1em }}
td, th {{ border: 1px solid #d1d9e0; padding: .3em .8em }} table {{ border-collapse: collapse }}</style>{body}</html>"""


def pages(folder: Path) -> Iterator[Path]:
    """Writes each page into a folder, and gives its path."""
    text = re.sub(r"(?s)<!--.*?-->", "", (ROOT / "README.md").read_text(encoding="utf-8"))
    readme = README.format(base=ROOT.as_uri(), body=markdown2html_mistune(text))
    yield from write_all(folder, {"README.html": readme})
    for name in case_names():
        write_results(weighbridge.open_case(name).verify(), folder)
        yield folder / f"{name}.html"
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    entries = [Entry.of(notebook) for notebook in notebooks]
    for notebook in notebooks:
        yield from write_all(folder, {f"{notebook.stem}.html": page(notebook, entries)})


def main() -> int:
    """Writes the pictures, one line each; 1 if there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "screens")
    parser.add_argument("--dark", action="store_true", help="in dark colours")
    asked = parser.parse_args()
    if not (found := programs()):
        print(ABSENT, file=sys.stderr)
        return 1
    folder = asked.into / "pages"
    browser = Browser(*found)
    try:
        for made in pages(folder):
            for name, size in SIZES.items():
                browser.view(*size, "dark" if asked.dark else "light")
                browser.open(made.as_uri())
                browser.picture(picture := asked.into / f"{made.stem}-{name}.png")
                print(f"   {picture}", flush=True)
    finally:
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
