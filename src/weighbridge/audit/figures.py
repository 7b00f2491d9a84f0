"""Whether figures plot what results say: pictures in documents, charts in notebooks, and charts in ``build/``."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base import TableError
from .notebooks import INSTALL
from .pins import other_versions, pinned_versions
from .results import Item, Standing, failed, passed, unchecked
from .saved_output import (
    Cell,
    ReplayError,
    SavedNotebook,
    differing,
    first_difference,
    moved_words,
    saved_notebooks,
)
from .scope import Scope

if TYPE_CHECKING:
    from ..charts import Chart

QUESTION = "figures"
PICTURES, BUILT = "docs/pictures", "build/charts"
ANEW = "look at what changed; if it is meant, render it anew (`python tools/readme.py`, `python tools/gallery.py`)"
SAVE = "`make notebooks` saves it anew, if the change is meant"
ALL = "audit without `--without-notebooks`"
BUILD = "`make verify` and `make charts` write it anew"
DRAWN_BY = ("matplotlib", "pillow")  # whose versions decide where the edge of a letter lies
CLOSE = 0.85  # how alike two texts are of which one was altered
WORDS = re.compile(r"^(?P<title>.+)\n(?P<alt>.+)\nPlotted: (?P<plotted>.+)\. Drawing: .+\.$", re.MULTILINE)
PNG = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")


def figures(scope: Scope) -> Iterator[Item]:
    """Items on every saved figure of the case: its picture, its words, and the digests of what it plots."""
    if scope.root is None:
        yield unchecked(QUESTION, "saved figures", "the case stands in no project", "audit it in its project")
        return
    if not scope.draws_charts:  # to draw every chart takes longer than to weigh the case
        yield unchecked(QUESTION, "saved figures", "charts were left out together with the notebooks", ALL)
        return
    try:
        from ..charts import every
        from ..documents import pictured_of

        shown = {path: chart for one in pictured_of(scope.case, scope.root) for path, chart in one.pictures.items()}
        charts = [*every(scope.case), *shown.values()]
    except ImportError as error:
        yield unchecked(QUESTION, "saved figures", f"{error.name} is not installed", INSTALL)
        return
    except TableError as error:
        yield failed(QUESTION, "the list of the gallery", "docs/gallery.csv", error.message, "a list", error.remedy)
        return
    yield from _in_documents(scope, scope.root, shown)
    for notebook in saved_notebooks(scope.root, scope.case.name):
        if isinstance(notebook, SavedNotebook):
            yield from _in_notebook(scope, notebook, charts)
    yield from _in_build(scope, scope.root, charts)


def _in_documents(scope: Scope, root: Path, shown: Mapping[str, Chart]) -> Iterator[Item]:
    """The pictures of documents against the charts that they show; those that no document shows are named."""
    for path, chart in shown.items():
        what = f"the picture {Path(path).name}"
        if (root / path).is_file():
            yield _picture(what, path, (root / path).read_bytes(), chart.png(), root, ANEW)
        else:
            yield failed(QUESTION, what, path, "there is no such file", "the picture that a document shows", ANEW)
    for file in sorted((root / PICTURES).rglob(f"{scope.case.name}*.png")):
        if (path := file.relative_to(root).as_posix()) not in shown:
            why = "no rendered part of a document shows it"
            yield unchecked(QUESTION, f"the picture {file.name}", why, "remove it, or show it in one", path)


def _picture(what: str, place: str, saved: bytes, today: bytes, root: Path, remedy: str) -> Item:
    """An item on a picture: where it differs from the one drawn today, unless another library drew it."""
    try:
        found = differing(saved, today)
    except ValueError as error:
        return failed(QUESTION, what, place, str(error), "the picture that is drawn today", remedy)
    if found is None:
        return passed(QUESTION, what, place, "it is the picture that is drawn today")
    if others := other_versions(pinned_versions(root), DRAWN_BY):
        why = f"{found.words}, and another library may have drawn it: {'; '.join(others)}"
        return unchecked(QUESTION, what, why, "audit with the versions of constraints.txt", place)
    return failed(QUESTION, what, place, found.words, "the picture that is drawn today", remedy)


def _in_notebook(scope: Scope, notebook: SavedNotebook, charts: Sequence[Chart]) -> Iterator[Item]:
    """The charts of a notebook: their words and digests, and where it was executed again their pictures.

    A chart that is drawn of a changed case is none of today's: only to execute the notebook shows what it is.
    """
    count, wrong = 0, []
    for cell in notebook.code:
        for said, alts in _charts_of(cell):
            count += 1
            if found := _differing(said, alts, charts):
                expected = "the words and the digest of today's chart"
                wrong.append(failed(QUESTION, "a chart in a notebook", notebook.place(cell), found, expected, SAVE))
    yield from wrong
    if count and not wrong:
        found = "their words and digests are those of today's charts of the case as it is"
        yield passed(QUESTION, f"the charts of {notebook.name}", notebook.name, found)
    if scope.runs_notebooks:
        yield from _pictures_of(scope, notebook)


def _charts_of(cell: Cell) -> Iterator[tuple[re.Match[str] | None, list[str]]]:
    """The words and the alternative texts of each output of a cell that shows a chart."""
    for output in cell.outputs:
        data: dict[str, Any] = output.get("data", {})
        text, html = ("".join(data.get(kind, "")) for kind in ("text/plain", "text/html"))
        said, alts = WORDS.search(text), [unescape(alt) for alt in re.findall(r'<img [^>]*alt="([^"]*)"', html)]
        if said or alts:
            yield said, alts


def _differing(said: re.Match[str] | None, alts: Sequence[str], charts: Sequence[Chart]) -> str:
    """What differs between a saved chart and today's; nothing where it is the same, or none of today's is near it."""
    if said and (chart := _nearest(said, charts)):
        saved = "\n".join((said["title"], said["alt"], f"Plotted: {said['plotted']}"))
        if found := moved_words(saved, f"{chart.title}\n{chart.alt}\nPlotted: {chart.plotted}"):
            return "; ".join(found)
    today = [said["alt"]] if said else [chart.alt for chart in charts]
    for alt in alts:
        if alt not in today and (near := get_close_matches(alt, today, 1, CLOSE)):
            return f"the alternative text: {'; '.join(moved_words(alt, near[0]))}"
    return ""


def _nearest(said: re.Match[str], charts: Sequence[Chart]) -> Chart | None:
    """Today's chart that saved words are of: most of its words and its digest are theirs; none where no chart is near.

    One that plots the same is near, and so is one of nearly the same alternative text.
    """
    alike = {chart.name: (chart.title == said["title"]) + 2 * (chart.alt == said["alt"]) for chart in charts}
    for chart in charts:
        alike[chart.name] += 4 * (chart.plotted == said["plotted"])
    best = max(charts, key=lambda chart: alike[chart.name], default=None)
    if best is None or alike[best.name] >= 2:
        return best
    near = get_close_matches(said["alt"], [chart.alt for chart in charts], 1, CLOSE)
    return next((chart for chart in charts if near and chart.alt == near[0]), None)


def _pictures_of(scope: Scope, notebook: SavedNotebook) -> Iterator[Item]:
    """The pictures in a notebook's outputs against those of the run of today."""
    assert scope.root is not None
    try:
        today = scope.replays.of(notebook)
    except ReplayError:
        return  # the question of notebooks says so
    items = []
    for cell, outputs in zip(notebook.code, today.outputs, strict=False):
        pairs = zip(_pngs(cell.outputs), _pngs(outputs), strict=False)
        for number, (saved, drawn) in enumerate(pairs, 1):
            what = f"picture {number} in a notebook"
            items.append(_picture(what, notebook.place(cell), saved, drawn, scope.root, SAVE))
    yield from (item for item in items if item.standing is not Standing.PASSED)
    if items and all(item.standing is Standing.PASSED for item in items):
        found = f"all pictures, {len(items)}, are those that are drawn today"
        yield passed(QUESTION, f"the pictures in {notebook.name}", notebook.name, found)


def _pngs(outputs: Iterable[dict[str, Any]]) -> list[bytes]:
    shown = ("".join(one.get("data", {}).get("text/html", "")) for one in outputs)
    return [b64decode(found) for html in shown for found in PNG.findall(html)]


def _in_build(scope: Scope, root: Path, charts: Iterable[Chart]) -> Iterator[Item]:
    """Charts in ``build/charts`` against today's: data and words, and unless notebooks are left out the drawings.

    A PDF is not compared: nothing is read from it that does not stand in the SVG beside it.
    """
    folder, by_name = root / BUILT, {chart.name: chart for chart in charts}
    files = sorted(folder.glob(f"{scope.case.name}-*")) if folder.is_dir() else []
    if not files:
        yield unchecked(QUESTION, "charts in build/", "there are none of this case", "`make charts` draws them")
        return
    items = [item for file in files for item in _built(scope, root, file, by_name)]
    yield from (item for item in items if item.standing is not Standing.PASSED)
    if good := sum(item.standing is Standing.PASSED for item in items):
        yield passed(QUESTION, "charts in build/", BUILT, f"{good} files of charts are those of today")


def _built(scope: Scope, root: Path, file: Path, by_name: Mapping[str, Chart]) -> Iterator[Item]:
    """An item on a file of a chart; none of a drawing where drawings are left out."""
    place, what = f"{BUILT}/{file.name}", f"the file {file.name}"
    name, width = _name_and_width(file)
    if name not in by_name:
        found = "today the case has no chart of this name"
        yield failed(QUESTION, what, place, found, "charts of today", "remove it, or `make charts`")
    elif width is None:
        today = by_name[name].csv if file.suffix == ".csv" else by_name[name].all_words
        yield _text(what, place, file.read_text("utf-8", errors="replace"), today)
    elif scope.runs_notebooks and file.suffix == ".svg":
        yield _text(what, place, file.read_text("utf-8", errors="replace"), by_name[name].svg(width))
    elif scope.runs_notebooks and file.suffix == ".png":
        yield _picture(what, place, file.read_bytes(), by_name[name].png(width), root, BUILD)


def _name_and_width(file: Path) -> tuple[str, float | None]:
    """The chart that a file is of, and how wide it is drawn there in mm; none for its data and its words."""
    found = re.fullmatch(r"(.+)-(\d+)mm", file.stem)
    return (found[1], float(found[2])) if found else (file.stem, None)


def _text(what: str, place: str, saved: str, today: str) -> Item:
    if saved == today:
        return passed(QUESTION, what, place, "it is that of today")
    line, found = first_difference(saved, today)
    return failed(QUESTION, what, f"{place}:{line}", found, "that of today", BUILD)
