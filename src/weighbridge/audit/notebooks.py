"""Whether saved notebooks show what they show today: each is executed again, and its outputs are compared."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import install
from .results import Item, failed, passed, unchecked
from .saved_output import NotebookError, Replay, ReplayError, Replays, SavedNotebook, moved, saved_notebooks
from .scope import Scope

QUESTION = "notebooks"
ANEW = "look at what changed; if it is meant, `make notebooks` saves them anew"
NOT_ASKED = "notebooks were not executed again, as was asked"
INSTALL = f"{install('notebooks')}, then audit again"


def notebooks(scope: Scope) -> Iterator[Item]:
    """Items on the saved notebooks that name the case: what each shows, against what it shows today."""
    if scope.root is None:
        yield unchecked(QUESTION, "saved notebooks", "the case stands in no project", "audit it in its project")
        return
    found = list(saved_notebooks(scope.root, scope.case.name))
    whole = [one for one in found if isinstance(one, SavedNotebook)]
    if scope.runs_notebooks:
        scope.replays.begin(whole)
    for one in found:
        if not isinstance(one, SavedNotebook):
            yield broken(QUESTION, *one)
        elif scope.runs_notebooks:
            yield from compared(one, scope.replays)
        else:
            yield unchecked(QUESTION, _what(one), NOT_ASKED, "audit without `--without-notebooks`", one.name)
    if not found:
        yield passed(QUESTION, "saved notebooks", found="none names the case")


def compared(notebook: SavedNotebook, replays: Replays) -> Iterator[Item]:
    """Items on one notebook: an item for each cell that shows something else today, or one for all."""
    try:
        today = replays.of(notebook)
    except ReplayError as error:
        yield unchecked(QUESTION, _what(notebook), str(error), INSTALL, notebook.name)
        return
    differing = list(_differing(notebook, today))
    yield from differing
    if not differing:
        cells = len(notebook.code)
        yield passed(QUESTION, _what(notebook), notebook.name, f"all {cells} cells show today what was saved")


def broken(question: str, name: str, error: NotebookError) -> Item:
    """An item on a file that is no notebook."""
    return failed(question, "a saved notebook", name, error.message, "a notebook of version 4", error.remedy)


def _what(notebook: SavedNotebook) -> str:
    return f"the notebook {notebook.path.stem}"


def _differing(notebook: SavedNotebook, today: Replay) -> Iterator[Item]:
    """The cells that show something else today, and the one at which the run ended."""
    what = _what(notebook)
    for cell, outputs in zip(notebook.code, today.outputs, strict=False):
        is_last = bool(today.failure) and outputs is today.outputs[-1]
        if not is_last and (found := moved(cell.outputs, outputs)):
            yield failed(QUESTION, what, notebook.place(cell), "; ".join(found), "what the cell shows today", ANEW)
    if today.failure:
        at = notebook.code[max(len(today.outputs) - 1, 0)]
        found = f"the cell fails today: {today.failure}"
        yield failed(
            QUESTION, what, notebook.place(at), found, "that every cell runs", "mend the cell or what it reads"
        )
