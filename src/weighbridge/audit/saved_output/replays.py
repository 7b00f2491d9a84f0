"""Notebooks executed again, each in a fresh kernel, and each only once however many cases ask for it.

Who can read this should know: to execute a notebook is to run the code in it, as its reader would.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from .notebook import SavedNotebook

AT_ONCE = 2  # kernels: each takes a core and some hundred megabytes
SECONDS = 120  # that a cell may take
# A kernel must not write files where a run of `make verify` puts them.
_NOT_PASSED_ON = ("WEIGHBRIDGE_BUILD",)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class ReplayError(Exception):
    """A notebook could not be executed at all: the programs for it are not installed, or no kernel starts."""


@dataclass(frozen=True)
class Replay:
    """What the cells of a notebook show today, in the order of its code cells; up to the one that failed.

    Attributes:
        outputs: of each code cell that was run.
        failure: the error that ended the run, in a line; empty where none did.
    """

    outputs: tuple[tuple[dict[str, Any], ...], ...]
    failure: str = ""


class Replays:
    """Notebooks executed against the data of their project, two at a time, each once.

    Many cases ask for the same notebook: who audits several gives all of them the same ``Replays``. ``begin`` starts
    what will be asked for, so that nobody waits for one after the other.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="notebook")
        self._running: dict[Path, Future[Replay]] = {}
        self._lock = Lock()

    def begin(self, notebooks: Iterable[SavedNotebook]) -> None:
        """Start these, the largest first, since the largest last would leave a core idle at the end."""
        for notebook in sorted(notebooks, key=lambda one: -one.path.stat().st_size):
            self._future(notebook)

    def of(self, notebook: SavedNotebook) -> Replay:
        """What a notebook shows today; waits until it was run. Raises ``ReplayError``."""
        return self._future(notebook).result()

    def _future(self, notebook: SavedNotebook) -> Future[Replay]:
        key = notebook.path.resolve()
        with self._lock:
            if key not in self._running:
                self._running[key] = self._pool.submit(executed, key)
            return self._running[key]


def executed(path: Path) -> Replay:
    """What a notebook shows when it is run in its folder, with the data of its project; it is not written.

    Raises:
        ReplayError: nbclient is not installed, or no kernel starts.
    """
    try:
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellControlSignal, DeadKernelError
        from traitlets.config import Config
    except ImportError as error:
        raise ReplayError(f"{error.name} is not installed") from None
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    settings = Config(KernelManager={"transport_encryption": "auto"})
    resources = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=resources, config=settings)
    failure = ""
    try:
        client.execute(env=_environment(path.parents[1]))
    except (CellControlSignal, DeadKernelError) as error:
        failure = _last_line(str(error))
    except Exception as error:  # whatever keeps a kernel from starting ends no audit
        raise ReplayError(f"no kernel could be started ({type(error).__name__}: {_last_line(str(error))})") from None
    ran = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.execution_count is not None]
    return Replay(tuple(tuple(cell.outputs) for cell in ran), failure)


def _environment(root: Path) -> dict[str, str]:
    """The environment of a kernel: this one's, with the data of the project that is audited."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
    return {**kept, "WEIGHBRIDGE_DATA": str(root / "data")}


def _last_line(text: str) -> str:
    """The last line that says something, without colours: of a traceback the error itself."""
    lines = [line.strip() for line in _COLOURS.sub("", text).splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"
