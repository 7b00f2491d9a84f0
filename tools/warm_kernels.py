"""Lets nbval run notebooks in kernels that have everything loaded, on Linux: a plugin of pytest.

Each notebook has a kernel of its own, as nbval gives it. `make verify` runs them in kernels that load everything anew.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from nbval.plugin import IPyNbCell

from weighbridge.base import write_all

PROGRAM = Path(__file__).parent / "forked_kernel.py"
NAME = "weighbridge-forked"
LONGEST_END = 10  # seconds


def pytest_configure(config: pytest.Config) -> None:
    """Let nbval take forked kernels, where it would start kernels of its own environment."""
    asked = config.option
    # A worker of pytest is given the options as the process that began it had changed them.
    if asked.nbval and (asked.nbval_current_env or asked.nbval_kernel_name == NAME) and sys.platform == "linux":
        asked.nbval_current_env, asked.nbval_kernel_name = False, NAME
        config.pluginmanager.register(WarmKernels(), "warm kernels")


class WarmKernels:
    """The process that kernels are forked from, which loads while tests are still collected."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Begins the process, once a notebook is found."""
        if self.process is None and isinstance(item, IPyNbCell) and not item.config.option.collectonly:
            self.begin()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, None, None]:
        """Lets Jupyter find the kernel while nbval asks for it; other tests do not see it."""
        if not isinstance(item, IPyNbCell):
            return (yield)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JUPYTER_PATH", self.folder.name, prepend=os.pathsep)
            return (yield)

    def begin(self) -> None:
        """Writes down what Jupyter is to start for a kernel, and begins the process."""
        self.folder = tempfile.TemporaryDirectory(prefix="kernels-")
        name = str(Path(self.folder.name) / "socket")
        command = ["python", "-I", "-S", str(PROGRAM), "ask", name, "{connection_file}"]
        kernel = {"argv": command, "display_name": NAME, "language": "python"}
        write_all(Path(self.folder.name) / "kernels" / NAME, {"kernel.json": json.dumps(kernel)})
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(name)
            listener.listen()
            handle = listener.fileno()
            command = [sys.executable, "-P", str(PROGRAM), "serve", str(handle)]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[handle]
            )

    def pytest_unconfigure(self) -> None:
        """Ends the process, and with it any kernel that is left."""
        if self.process is None:
            return
        self.process.stdin.close()
        try:
            self.process.wait(LONGEST_END)
        except subprocess.TimeoutExpired:  # another process may still hold the other end of its input
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()
