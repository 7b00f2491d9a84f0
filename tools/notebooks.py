"""Executes notebooks with nbconvert, two at a time, and makes pages of them that a browser opens without a network.

python tools/notebooks.py notebooks/*.ipynb                     # executed again in place, as `make notebooks` does
python tools/notebooks.py --into build/notebooks notebooks/*.ipynb     # and as pages beside, as `make verify` does
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbconvert.exporters import NotebookExporter
from nbconvert.filters import strip_ansi
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets.config import Config

from pages import Entry, index, page
from weighbridge.base import write_all

AT_ONCE = 2
WIDGET = "application/vnd.jupyter.widget-view+json"
# What differs from run to run or from machine to machine is not kept in a notebook; tags are.
EXECUTED = Config(
    ExecutePreprocessor={"enabled": True, "kernel_name": "python3", "timeout": 120, "record_timing": False},
    ClearMetadataPreprocessor={
        "enabled": True,
        "preserve_nb_metadata_mask": {"kernelspec"},
        "preserve_cell_metadata_mask": {"tags"},
    },
    KernelManager={"transport_encryption": "auto"},
)


class WithoutWidgets(Preprocessor):
    """Leaves out what only a running kernel can show, and what differs with each: the outputs that name a widget."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """The cell without them; what stands beside a widget for whoever runs nothing stays."""
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
        if cell.cell_type == "code":
            cell.outputs = [one for one in cell.outputs if one.get("data", True)]
        return cell, resources


def execute(notebook: Path, into: Path | None, entries: Sequence[Entry]) -> float:
    """Executes a notebook, in its folder, and writes it in place or elsewhere with a page; gives the seconds it took.

    Args:
        entries: of all notebooks in their order, to which the page has links.

    Raises:
        CellControlSignal: a cell failed or took too long; nothing is written.
        DeadKernelError: the process that ran the cells ended.
    """
    begin = time.perf_counter()
    exporter = NotebookExporter(config=EXECUTED)
    exporter.register_preprocessor(WithoutWidgets, enabled=True)
    text, _ = exporter.from_filename(str(notebook))
    target = into / notebook.name if into else notebook
    write_all(target.parent, {target.name: text if text.endswith("\n") else f"{text}\n"})
    if into:
        write_all(into, {f"{target.stem}.html": page(target, entries)})
    return time.perf_counter() - begin


def main() -> int:
    """Executes all that are named, one line each when it is done; 1 if any failed, after its error was shown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, help="a folder for executed notebooks and pages, instead of in place")
    parser.add_argument("notebooks", nargs="+", type=Path)
    asked = parser.parse_args()
    notebooks = sorted(asked.notebooks)
    entries = [Entry.of(notebook) for notebook in notebooks]
    failed = 0
    # The largest last would leave a core idle at the end.
    largest_first = sorted(notebooks, key=lambda path: -path.stat().st_size)
    with ProcessPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(execute, notebook, asked.into, entries): notebook for notebook in largest_first}
        for done in as_completed(running):
            try:
                print(f"   {running[done]}  {done.result():.1f} s", flush=True)
            except (CellControlSignal, DeadKernelError) as error:
                failed += 1
                told = str(error) if sys.stderr.isatty() else strip_ansi(str(error))
                print(f"   {running[done]}: a cell failed\n{told}", file=sys.stderr, flush=True)
    if asked.into:
        made = [Entry.of(asked.into / notebook.name) for notebook in notebooks if (asked.into / notebook.name).exists()]
        write_all(asked.into, {"index.html": index(made)})
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
