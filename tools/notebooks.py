"""Executes notebooks with nbconvert, two at a time, and makes pages of them that a browser opens without a network.

python tools/notebooks.py notebooks/*.ipynb                     # executed again in place, as `make notebooks` does
python tools/notebooks.py --into build/notebooks notebooks/*.ipynb     # and as pages beside, as `make verify` does
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from jinja2 import DictLoader
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbconvert.filters import strip_ansi
from traitlets.config import Config

AT_ONCE = 2
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
# A page fetches nothing: pictures are inside, and what draws formulas and diagrams is left out.
PAGE = Config(
    HTMLExporter={
        "embed_images": True,
        "mathjax_url": "",
        "require_js_url": "",
        "jquery_url": "",
        "jupyter_widgets_base_url": "",
    }
)
OFFLINE = "{% extends 'lab/index.html.j2' %}{% block html_head_js_mermaidjs %}{% endblock %}"


def page(notebook: Path) -> str:
    """A notebook as a page of HTML that needs nothing else."""
    exporter = HTMLExporter(
        config=PAGE, template_file="offline.html.j2", extra_loaders=[DictLoader({"offline.html.j2": OFFLINE})]
    )
    return exporter.from_filename(str(notebook))[0]


def execute(notebook: Path, into: Path | None) -> float:
    """Executes a notebook, in its folder, and writes it in place or elsewhere with a page; gives the seconds it took.

    Raises:
        CellControlSignal: a cell failed or took too long; nothing is written.
        DeadKernelError: the process that ran the cells ended.
    """
    begin = time.perf_counter()
    text, _ = NotebookExporter(config=EXECUTED).from_filename(str(notebook))
    target = into / notebook.name if into else notebook
    target.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
    if into:
        target.with_suffix(".html").write_text(page(target), encoding="utf-8")
    return time.perf_counter() - begin


def main() -> int:
    """Executes all that are named, one line each when it is done; 1 if any failed, after its error was shown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, help="a folder for executed notebooks and pages, instead of in place")
    parser.add_argument("notebooks", nargs="+", type=Path)
    asked = parser.parse_args()
    if asked.into:
        asked.into.mkdir(parents=True, exist_ok=True)
    failed = 0
    # The largest last would leave a core idle at the end.
    largest_first = sorted(asked.notebooks, key=lambda path: -path.stat().st_size)
    with ProcessPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(execute, notebook, asked.into): notebook for notebook in largest_first}
        for done in as_completed(running):
            try:
                print(f"   {running[done]}  {done.result():.1f} s", flush=True)
            except (CellControlSignal, DeadKernelError) as error:
                failed += 1
                told = str(error) if sys.stderr.isatty() else strip_ansi(str(error))
                print(f"   {running[done]}: a cell failed\n{told}", file=sys.stderr, flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
