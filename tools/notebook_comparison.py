"""Which cells of notebooks nbval compares, and what it says where one has moved: a plugin of pytest.

By itself nbval prints both outputs whole. Here the notebook is named, the cell, and what moved: which word or figure,
with what stands before it, or which of the figures that a chart plots. `docs/saved-outputs.md` has the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

import pytest
from nbval.plugin import IPyNbCell, NbCellError, find_comment_markers, find_metadata_tags

from weighbridge.audit.saved_output import moved

DIFFERS = "Cell outputs differ"  # what nbval says of a cell whose outputs are not those that were saved
LONGEST = 76  # characters of a line of code by which a cell is recognised
REMEDY = "If this is meant, run `make notebooks` and look at the difference; if not, something else has changed it."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Generator[None, Any, Any]:
    """Puts what moved in the place of both outputs, where a cell shows something else than was saved."""
    report = yield
    raised = call.excinfo.value if call.excinfo is not None else None
    if isinstance(item, IPyNbCell) and isinstance(raised, NbCellError) and str(raised) == DIFFERS:
        report.longrepr = told(item)
    return report


def told(item: IPyNbCell) -> str:
    """The report on a cell that shows something else than was saved: where it stands, and what moved."""
    number = next(at for at, cell in enumerate(item.parent.nb.cells, 1) if cell is item.cell)
    place = f"{item.path.parent.name}/{item.path.name}, cell {number}"
    return message(place, item.cell.source, item.cell.outputs, item.test_outputs or [])


def message(place: str, source: str, saved: Any, today: Any) -> str:
    """What is said of a cell.

    Args:
        place: the notebook and the number of the cell among all its cells, from 1.
        source: its code, of which the last line is shown, which makes the output.
        saved: the outputs that were saved; ``today`` those of now.
    """
    lines = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    shown = lines[-1].strip() if lines else ""
    code = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    found = moved(saved, today) or ["the outputs are the same but for their kinds or their order"]
    return "\n".join([f"{place}: what it shows has moved", f"    {code}", *(f"  {one}" for one in found), REMEDY])


def reason_not_compared(cell: Mapping[str, Any]) -> str:
    """Why nbval does not compare what a cell of code shows; empty where it does.

    By its tags and comments, as nbval reads them; and a cell that was not run when the notebook was saved.
    """
    options: dict[str, bool] = defaultdict(bool, find_metadata_tags(cell["metadata"]))
    options.update(find_comment_markers("".join(cell["source"])))
    if options["skip"]:
        return "is not run"
    if not options.get("check", True):
        return "its output is ignored"
    return "was not run when it was saved" if cell["execution_count"] is None else ""


def not_compared(cells: list[Mapping[str, Any]]) -> dict[int, str]:
    """The cells of code of a notebook that are not compared, by their number among all cells, with why."""
    code = ((number, cell) for number, cell in enumerate(cells, 1) if cell["cell_type"] == "code")
    return {number: why for number, cell in code if (why := reason_not_compared(cell))}


def notebooks(root: Path) -> list[Path]:
    """The notebooks of a project, in their order."""
    return sorted((root / "notebooks").glob("*.ipynb"))
