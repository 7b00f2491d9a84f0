"""Draw every chart of every case, and a sheet that shows them all as others see them: in grey, and without green.

    python tools/charts.py --into build/charts

The sheet is a page, ``index.html``: each chart at both widths in colour, in grey, and as with deuteranopia.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from html import escape
from pathlib import Path

from weighbridge import charts, open_case
from weighbridge.base import case_names, write_all

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, IEEE Transactions on Visualization and Computer Graphics 15 (2009),
# 1291: what is left of linear red, green and blue with complete deuteranopia.
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
LOOKS = {"colour": "none", "grey": "grayscale(1)", "deuteranopia": "url(#deuteranopia)"}
PIXELS = 3.2  # a mm on the sheet
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Charts</title>
<style>
body {{ font: 15px/1.4 sans-serif; margin: 2rem; }}
section {{ margin-bottom: 3rem; border-top: 1px solid #c8c8c8; }}
div {{ display: flex; gap: 2rem; align-items: flex-start; margin-bottom: 1rem; }}
p {{ max-width: 60rem; }}
</style>
<svg width="0" height="0" aria-hidden="true"><filter id="deuteranopia" color-interpolation-filters="linearRGB">
<feColorMatrix values="{matrix}"/></filter></svg>
<h1>{count} charts</h1>
{sections}
</html>
"""


def draw(case: str, part: int, parts: int, into: Path) -> list[tuple[str, str, str, tuple[float, ...]]]:
    """Save every so many-th chart of a case; gives name, title, short text and widths of each."""
    opened = open_case(case)
    drawn = [*charts.all_of(opened), *charts.for_review(opened)][part::parts]
    for chart in drawn:
        chart.save(into)
    return [(chart.name, chart.title, chart.alt, chart.widths) for chart in drawn]


def sheet(drawn: list[tuple[str, str, str, tuple[float, ...]]]) -> str:
    """The page that shows all charts."""
    rows = (" ".join(map(str, (*row, 0, 0))) for row in DEUTERANOPIA)
    matrix = f"{' '.join(rows)} 0 0 0 1 0"
    return PAGE.format(matrix=matrix, count=len(drawn), sections="\n".join(map(section, drawn)))


def section(drawn: tuple[str, str, str, tuple[float, ...]]) -> str:
    """One chart: its name, its short text, and a row of pictures for each way to see it."""
    name, title, alt, widths = drawn
    rows = "\n".join(f"<div>{''.join(pictures(name, title, widths, look))}</div>" for look in LOOKS)
    return f"<section><h2>{escape(name)}</h2>\n<p>{escape(alt)}</p>\n{rows}</section>"


def pictures(name: str, title: str, widths: tuple[float, ...], look: str) -> Iterator[str]:
    """A picture for each width, under a filter."""
    for width in widths:
        alt = escape(f"{title} ({width:.0f} mm, {look})")
        looks = f"width:{width * PIXELS:.0f}px;filter:{LOOKS[look]}"
        yield f'<img src="{escape(name)}-{width:.0f}mm.png" alt="{alt}" style="{looks}">'


def main() -> None:
    """Draw the charts of the cases that are named, or of all, and write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("cases", nargs="*")
    given = parser.parse_args()
    cases, parts = given.cases or case_names(), os.cpu_count() or 1
    with ProcessPoolExecutor(parts) as pool:
        waiting = [pool.submit(draw, case, part, parts, given.into) for case in cases for part in range(parts)]
        drawn = sorted(one for future in waiting for one in future.result())
    write_all(given.into, {"index.html": sheet(drawn)})
    print(f"{len(drawn)} charts; all of them on {given.into / 'index.html'}")


if __name__ == "__main__":
    main()
