"""Kernels of notebooks that are forks of one process, which has loaded what notebooks load; on Linux alone.

python -P tools/forked_kernel.py serve HANDLE           # loads, then forks a kernel for each that asks
python -I -S tools/forked_kernel.py ask SOCKET FILE     # what Jupyter starts in a kernel's place, and may interrupt

A kernel by itself takes a second and more to load numpy, matplotlib and the rest. A fork has them already, and nothing
else: no case was opened in the process that it comes from, and it shares no memory with other forks that they write.
On macOS a fork may die in the system's own libraries, which numpy and matplotlib load; so Python does not fork there.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import threading

MOST = 1 << 20  # bytes of a request: an environment
INTERRUPT = b"i"
# What the project loads only where it is needed, as notebooks need it.
AT_NEED = ("charset_normalizer", "jinja2", "matplotlib.backends.backend_agg", "scipy.optimize", "scipy.special")
CANNOT = "forked_kernel.py: kernels are forked on Linux alone; run `pytest -p no:warm_kernels`"
BACKEND = "module://matplotlib_inline.backend_inline"  # as a kernel sets it before anything is loaded


def load() -> None:
    """Imports what a kernel and the notebooks import, and nothing of theirs is called."""
    import importlib
    import pkgutil

    os.environ["MPLBACKEND"] = BACKEND
    import weighbridge

    rooms = [module.name for module in pkgutil.walk_packages(weighbridge.__path__, "weighbridge.")]
    for name in ["ipykernel.kernelapp", *AT_NEED, *rooms]:
        if not name.endswith("__main__"):
            importlib.import_module(name)


def serve(handle: str) -> None:
    """Forks a kernel for each that asks, until the standard input is closed.

    Args:
        handle: the number of a socket that listens; who asks while this loads, waits.
    """
    if sys.platform != "linux":
        raise SystemExit(CANNOT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches it too, and it ends with the run
    with socket.socket(fileno=int(handle)) as listener:
        load()
        gc.freeze()  # a fork does not go through what it shares
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a fork ended
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            asker, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                run(asker)
            asker.close()


def run(asker: socket.socket) -> None:
    """Runs a kernel in this process for whoever asked, and ends with it."""
    if sys.platform != "linux":
        raise SystemExit(CANNOT)
    with asker.makefile("rb") as request:
        asked = json.loads(request.readline(MOST))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    threading.Thread(target=obey, args=(asker, os.dup(sys.stdin.fileno())), daemon=True).start()
    from ipykernel.kernelapp import IPKernelApp

    with contextlib.suppress(SystemExit):
        IPKernelApp.launch_instance(["-f", asked["file"], "--IPKernelApp.log_level=ERROR"])
    os._exit(0)  # what Python does at its end takes longer than the rest


def obey(asker: socket.socket, whole: int) -> None:
    """Interrupts this process where whoever asked says so, and ends it where nobody is there any more.

    Args:
        asker: whoever asked for the kernel.
        whole: the input of the process that this one was forked from, which ends with the run of the tests.
    """
    if sys.platform != "linux":
        raise SystemExit(CANNOT)
    while whole not in select.select([asker, whole], [], [])[0] and asker.recv(1) == INTERRUPT:
        os.kill(os.getpid(), signal.SIGINT)
    os.killpg(0, signal.SIGKILL)


def ask(name: str, file: str) -> None:
    """Asks for a kernel, passes interrupts on to it, and ends when it does.

    Args:
        name: the path of the socket that the other listens at.
        file: of the connection, which Jupyter wrote.
    """
    request = {"environment": dict(os.environ), "folder": os.getcwd(), "file": file}
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(name)
        server.sendall(json.dumps(request).encode() + b"\n")
        signal.signal(signal.SIGINT, lambda *_: server.sendall(INTERRUPT))
        server.recv(1)  # nothing comes; it returns when the kernel's end of the socket is closed


if __name__ == "__main__":
    {"serve": serve, "ask": ask}[sys.argv[1]](*sys.argv[2:])
