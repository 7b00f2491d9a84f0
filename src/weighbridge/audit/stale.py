"""Whether anything in ``build/`` is stale: results, page, tables and notebooks there carry what today's inputs give."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..base import RunRecord, file_name, install
from ..controls import page_panel
from ..pages import has_panel, page_file, result_tables
from .results import Item, failed, passed, unchecked
from .saved_output import (
    NotebookError,
    SavedNotebook,
    first_difference,
    moved,
    moved_words,
    saved_notebooks,
    text_of,
)
from .scope import Scope

QUESTION = "stale"
BUILD = "build"
VERIFY = "`make verify` writes it anew"
RUN = "run"  # of a result: version, day and commit, which differ from run to run
NAMED = 3  # values of a result that are named
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def stale(scope: Scope) -> Iterator[Item]:
    """Items on every file of the case in ``build/``, against what today's inputs give."""
    if scope.root is None:
        yield unchecked(QUESTION, "build/", "the case stands in no project", "audit it in its project")
        return
    folder, name = scope.root / BUILD, file_name(scope.case.name)
    saved = folder / f"{name}.json"
    if not saved.is_file():
        yield unchecked(QUESTION, "results in build/", f"there is no {BUILD}/{name}.json", "run `make verify`")
    else:
        yield _result(scope, saved)
        yield from _tables(scope, folder)
        yield from _page(scope, folder, saved)
    yield from _notebooks(scope.root, folder / "notebooks", name)


def _result(scope: Scope, path: Path) -> Item:
    """An item on the result: the first values that differ, by their keys."""
    what, place = "the result as JSON", f"{BUILD}/{path.name}"
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return failed(QUESTION, what, place, "it is no JSON", "the result of today", VERIFY)
    today = json.loads(scope.case.verify().model_dump_json())
    found = list(_differences(saved, today))
    if not found:
        return passed(QUESTION, what, place, "every value is that of today")
    keys, told = found[0][0], "; ".join(f"`{key}`: {words}" for key, words in found[:NAMED])
    more = f"; and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return failed(QUESTION, what, f"{place}, `{keys}`", f"{told}{more}", "the result of today", VERIFY)


def _differences(saved: Any, today: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Where two results differ: the keys, and both values in words."""
    if isinstance(saved, dict) and isinstance(today, dict):
        for name in dict.fromkeys((*saved, *today)):
            if key or name != RUN:
                within = f"{key}.{name}" if key else name
                yield from _differences(saved.get(name, _ABSENT), today.get(name, _ABSENT), within)
    elif isinstance(saved, list) and isinstance(today, list) and len(saved) == len(today):
        for number, (one, other) in enumerate(zip(saved, today, strict=True)):
            yield from _differences(one, other, f"{key}[{number}]")
    elif saved != today:
        yield key, _both(saved, today)


_ABSENT = object()


def _both(saved: Any, today: Any) -> str:
    if isinstance(saved, str) and isinstance(today, str):
        return "; ".join(moved_words(saved, today)) or "its spaces differ"
    sides = ("nothing" if one is _ABSENT else f"{json.dumps(one, ensure_ascii=False)[:60]}" for one in (saved, today))
    return "saved {}, today {}".format(*sides)


def _tables(scope: Scope, folder: Path) -> Iterator[Item]:
    """Items on the tables; that of changes is made anew only where notebooks are, for it takes as long."""
    flips = f"{file_name(scope.case.name)}-flips.csv"
    rows = scope.case.all_flips() if scope.runs_notebooks and (folder / flips).is_file() else ()
    for name, today in result_tables(scope.case.verify(), rows).items():
        yield _file("a table of the result", folder, name, today)
    if not scope.runs_notebooks and (folder / flips).is_file():
        yield unchecked(QUESTION, "the table of changes", *_LEFT_OUT, f"{BUILD}/{flips}")


_LEFT_OUT = ("it was left out together with the notebooks", "audit without `--without-notebooks`")


def _page(scope: Scope, folder: Path, result: Path) -> Iterator[Item]:
    """An item on the page, made anew with today's charts; what made the saved one is taken from its result."""
    what, name = "the page of the result", f"{file_name(scope.case.name)}.html"
    if not scope.runs_notebooks:
        yield unchecked(QUESTION, what, *_LEFT_OUT, f"{BUILD}/{name}")
        return
    try:
        from ..charts import all_of

        pictures = [chart.picture() for chart in all_of(scope.case)]
    except ImportError as error:
        yield unchecked(QUESTION, what, f"{error.name} is not installed", install("notebooks"))
        return
    saved = (folder / name).read_text("utf-8", errors="replace") if (folder / name).is_file() else ""
    panel = page_panel(scope.case) if has_panel(saved) else None
    yield _file(what, folder, name, page_file(scope.case.verify(), pictures, _run_of(result), panel))


def _run_of(result: Path) -> RunRecord | None:
    """What made a saved result; none where it doesn't say."""
    try:
        return RunRecord.model_validate(json.loads(result.read_text(encoding="utf-8"))[RUN])
    except (ValueError, KeyError, TypeError, ValidationError):
        return None


def _file(what: str, folder: Path, name: str, today: str) -> Item:
    """An item on a text file: the first line that differs, and its words."""
    place = f"{BUILD}/{name}"
    if not (folder / name).is_file():
        return failed(QUESTION, what, place, "it is not there, and the result beside it is", "the file", VERIFY)
    saved = (folder / name).read_text("utf-8", errors="replace")
    if saved == today:
        return passed(QUESTION, what, place, "it is that of today")
    line, found = first_difference(saved, today, text_of)
    return failed(QUESTION, what, f"{place}:{line}", found, "that of today", VERIFY)


def _notebooks(root: Path, folder: Path, case: str) -> Iterator[Item]:
    """Items on the notebooks in ``build/``: their cells are those of the saved ones, and their pages show the same."""
    for saved in saved_notebooks(root, case):
        built = folder / Path(saved.name).name if isinstance(saved, SavedNotebook) else folder
        if not isinstance(saved, SavedNotebook) or not built.is_file():
            continue  # a broken one is named by another question; a build need not have notebooks
        try:
            copy = SavedNotebook.read(built, root)
        except NotebookError as error:
            yield failed(QUESTION, "a notebook in build/", f"{BUILD}/notebooks/{built.name}", error.message, "", VERIFY)
            continue
        yield from _copy(saved, copy)
        yield from _notebook_page(copy, built.with_suffix(".html"))


def _copy(saved: SavedNotebook, copy: SavedNotebook) -> Iterator[Item]:
    """An item on a notebook in ``build/`` against the saved one: the first cell that differs."""
    what = f"the notebook {copy.path.stem} in build/"
    if [cell.source for cell in copy.cells] != [cell.source for cell in saved.cells]:
        pairs = zip(copy.cells, saved.cells, strict=False)
        at = next((a for a, b in pairs if a.source != b.source), copy.cells[-1] if copy.cells else None)
        place = copy.place(at) if at else copy.name
        yield failed(QUESTION, what, place, "its cells are not those of the saved notebook", "the same cells", VERIFY)
        return
    for one, other in zip(copy.code, saved.code, strict=True):
        if found := moved(one.outputs, other.outputs):
            told = "; ".join(found).replace("saved “", "there “").replace("today “", "in notebooks/ “")
            yield failed(QUESTION, what, copy.place(one), told, "what the saved notebook shows", VERIFY)
            return
    yield passed(QUESTION, what, copy.name, "its cells show what the saved notebook shows")


def _notebook_page(copy: SavedNotebook, page: Path) -> Iterator[Item]:
    """An item on the page of a notebook: every number that the notebook shows stands there as often."""
    if not page.is_file():
        return
    there = Counter(NUMBER.findall(text_of(page.read_text("utf-8", errors="replace"))))
    shown = "\n".join("".join(one.get("data", {}).get("text/html", "")) for cell in copy.code for one in cell.outputs)
    missing = Counter(NUMBER.findall(text_of(shown))) - there
    what, place = f"the page of {copy.path.stem}", f"{BUILD}/notebooks/{page.name}"
    if missing:
        found = f"{', '.join(list(missing)[:NAMED])} of the notebook {'is' if len(missing) == 1 else 'are'} not there"
        yield failed(QUESTION, what, place, found, "every number that the notebook shows", VERIFY)
    else:
        yield passed(QUESTION, what, place, "every number that the notebook shows stands there")
