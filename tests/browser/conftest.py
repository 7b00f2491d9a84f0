"""What the tests in a browser share: the browser itself, axe-core, and a JupyterLab that nobody has used before.

Where one of them is missing, its tests are skipped, and a sentence says what to install. `.ci/run` installs them all
and sets ``WEIGHBRIDGE_EVERY_TEST``, under which nothing is skipped.
"""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from chromium import ABSENT, PATIENCE, Browser, programs

ROOT = Path(__file__).parents[2]
AXE = ROOT / "build" / "axe-core" / "package" / "axe.min.js"
LAB = ROOT / ".venv" / "lab" / "bin" / "python"


def missing(what: str) -> NoReturn:
    """Skips the test, or fails it where every test has to run."""
    if os.environ.get("WEIGHBRIDGE_EVERY_TEST"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser of Chromium's family, with its driver."""
    if not (found := programs()):
        missing(ABSENT)
    browser = Browser(*found)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which finds what people cannot see, hear or reach."""
    if not AXE.is_file():
        missing("axe-core is not here. `make axe` fetches it, and needs npm.")
    return AXE.read_text(encoding="utf-8")


class Lab:
    """A JupyterLab of its own, as on the day it was installed: nothing is trusted yet, nothing was opened."""

    def __init__(self, home: Path) -> None:
        shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        # Of a long notebook JupyterLab draws only what is in view; these tests do not scroll.
        self._set(home, "notebook-extension/tracker", windowingMode="none")
        self._set(home, "apputils-extension/notification", fetchNews="false", checkForUpdates=False)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address, self.folder = f"http://127.0.0.1:{port}", home / "notebooks"
        self.log = home / "log"
        places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run"}
        places |= {"HOME": ".", "IPYTHONDIR": "ipython"}
        own = {name: str(home / folder) for name, folder in places.items()}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "WEIGHBRIDGE"))}
        options = {
            "ServerApp.port": port,
            "ServerApp.port_retries": 0,
            "ServerApp.root_dir": home / "notebooks",
            "ServerApp.allow_root": True,
            "IdentityProvider.token": "",
            "LabApp.expose_app_in_browser": True,
            "LabApp.user_settings_dir": home / "settings",
            "LabApp.workspaces_dir": home / "workspaces",
        }
        command = [
            str(LAB),
            "-m",
            "jupyterlab",
            "--no-browser",
            *(f"--{name}={value}" for name, value in options.items()),
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env={**kept, **own, "WEIGHBRIDGE_DATA": str(ROOT / "data")}, stdout=log, stderr=log
            )

    @staticmethod
    def _set(home: Path, part: str, **settings: Any) -> None:
        path = home / "settings" / "@jupyterlab" / f"{part}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")

    def write(self, name: str, cells: list[str]) -> None:
        """Writes a notebook of some cells of code, each of which may fail."""
        metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        written = [
            {"cell_type": "code", "id": f"cell-{at}", "source": source, "metadata": {"tags": ["raises-exception"]}}
            | {"outputs": [], "execution_count": None}
            for at, source in enumerate(cells)
        ]
        notebook = {"cells": written, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        (self.folder / name).write_text(json.dumps(notebook), encoding="utf-8")

    def wait(self) -> None:
        """Waits until the server answers."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/api/status", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"JupyterLab does not answer:\n{self.log.read_text(errors='replace')[-2000:]}", pytrace=False)

    def stop(self) -> None:
        """Ends the server, and with it every kernel."""
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab with a copy of the notebooks as they are saved."""
    if not LAB.is_file():
        missing("JupyterLab is not here. `make lab` installs it, into an environment of its own.")
    lab = Lab(tmp_path_factory.mktemp("lab"))
    try:
        lab.wait()
        yield lab
    finally:
        lab.stop()
