"""Commands run as Windows would have it, on a system that is not: ``python like_windows.py windows '[["list"]]'``.

With ``plain`` in place of ``windows`` they are run as they are here, to be compared.

Only the modules of the kit see it; the libraries, which come with a build for Windows, see the system as it is.

- ``os``, ``sys``, ``signal`` and ``time`` lack what Windows lacks, and say that they are of Windows; modules that it
  has not, such as ``fcntl``, cannot be imported, and ``msvcrt`` can.
- A path is written with ``\\`` wherever it becomes text, and is read with either sign.
- What is open can be neither removed nor replaced, and no name is given that is taken.
- Processes are begun anew, and a text file that is opened without its encoding is an error.
"""

import builtins
import errno
import importlib
import importlib.machinery
import io
import json
import multiprocessing
import os
import pathlib
import signal
import sys
import types
import warnings
from contextlib import redirect_stderr, redirect_stdout
from importlib.abc import MetaPathFinder
from pathlib import PosixPath

PACKAGE = "weighbridge"
# Source: the lines "Availability" of Python's documentation of each module.
OF_POSIX = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog", "readline", "spwd", "nis"}
LACKING = {
    "os": {
        *("fork", "forkpty", "register_at_fork", "getuid", "geteuid", "getgid", "getegid", "getpgid", "setsid"),
        *("killpg", "fchmod", "fchown", "chown", "lchown", "mkfifo", "mknod", "wait", "wait4", "uname", "nice", "sync"),
        *("O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "O_CLOEXEC", "O_SYNC", "getloadavg", "sysconf", "statvfs"),
        *("WNOHANG", "sched_getaffinity", "posix_spawn", "openpty", "ttyname", "tcgetpgrp", "pread", "sendfile"),
    },
    "signal": {
        *("SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGTSTP", "SIGWINCH"),
        *("alarm", "setitimer", "getitimer", "pthread_sigmask", "pthread_kill", "pause", "siginterrupt", "sigwait"),
        *("ITIMER_REAL", "SIG_BLOCK"),
    },
    "sys": {"getandroidapilevel", "setdlopenflags", "abiflags"},
    "time": {"tzset", "clock_gettime", "clock_getres", "pthread_getcpuclockid"},
}
SAID = {
    "os": {"name": "nt", "O_BINARY": 0},
    "sys": {"platform": "win32", "getwindowsversion": lambda: types.SimpleNamespace(major=10)},
    "signal": {"SIGBREAK": getattr(signal, "SIGUSR1", 21), "CTRL_BREAK_EVENT": 1, "CTRL_C_EVENT": 0},
}


class Path(PosixPath):
    r"""A path of which the text has ``\``: what is saved or compared has to take ``as_posix`` instead."""

    def __new__(cls, *parts: object) -> "Path":
        return super().__new__(cls, *(part.replace("\\", "/") if isinstance(part, str) else part for part in parts))

    def __init__(self, *parts: object) -> None:
        if sys.version_info >= (3, 12):
            super().__init__(*(part.replace("\\", "/") if isinstance(part, str) else part for part in parts))

    def __str__(self) -> str:
        return super().__str__().replace("/", "\\")

    def __fspath__(self) -> str:
        return super().__str__()

    def as_posix(self) -> str:
        return super().__str__()

    def __reduce__(self) -> tuple:
        return Path, (super().__str__(),)


class Like(types.ModuleType):
    """A module as Windows has it: some names are said otherwise, some are not there."""

    def __init__(self, real: types.ModuleType) -> None:
        super().__init__(real.__name__)
        lacking, said = LACKING.get(real.__name__, set()), SAID.get(real.__name__, {})
        vars(self).update({"_real": real, "_lacking": lacking, **said})

    def __getattr__(self, name: str) -> object:
        if name in self._lacking:
            raise AttributeError(f"module {self.__name__!r} of Windows has no attribute {name!r}")
        return getattr(self._real, name)


def _msvcrt() -> types.ModuleType:
    """Locks as ``msvcrt`` gives them, made of those that there are."""
    try:
        import fcntl
    except ImportError:  # this is Windows: there is nothing to make
        return sys.modules["msvcrt"]

    def locking(handle: int, mode: int, _count: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_UN if mode == 0 else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None

    module = types.ModuleType("msvcrt")
    vars(module).update(locking=locking, LK_NBLCK=2, LK_UNLCK=0)
    return module


def _paths() -> types.ModuleType:
    module = Like(pathlib)
    vars(module)["Path"] = Path
    return module


MODULES = {"msvcrt": _msvcrt(), "pathlib": _paths(), **{name: Like(importlib.import_module(name)) for name in LACKING}}


def imported(name: str, *arguments: object) -> object:
    """What ``import`` gives a module of the kit."""
    if name.partition(".")[0] in OF_POSIX:
        raise ModuleNotFoundError(f"No module named {name!r}, as on Windows", name=name)
    return MODULES.get(name) or builtins.__import__(name, *arguments)


class Loader(importlib.machinery.SourceFileLoader):
    """Runs a module whose imports are those of Windows."""

    def exec_module(self, module: types.ModuleType) -> None:
        module.__dict__["__builtins__"] = {**vars(builtins), "__import__": imported}
        super().exec_module(module)


class Finder(MetaPathFinder):
    """Finds the modules of the kit."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name.partition(".")[0] != PACKAGE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin:
            spec.loader = Loader(name, spec.origin)
        return spec


def _is_open(path: object) -> bool:
    """Whether this process has a file open, or one of a folder."""
    whole = os.path.realpath(path)
    for handle in os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else ():
        try:
            held = os.readlink(f"/proc/self/fd/{handle}")
        except OSError:
            continue
        if held == whole or held.startswith(f"{whole}/"):
            return True
    return False


def _closed_first() -> None:
    """From now on what is open is neither removed nor renamed, nor given away its name, by whoever asks."""

    def guarded(name: str, given: int, takes: bool = False) -> None:
        real = getattr(os, name)

        def call(*paths: object, **options: object) -> object:
            if not options and any(_is_open(path) for path in paths[:given]):
                raise PermissionError(errno.EACCES, "it is open: Windows does not let it go", os.fspath(paths[0]))
            if takes and os.path.lexists(paths[1]):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(paths[1]))
            return real(*paths, **options)

        setattr(os, name, call)

    for name in ("unlink", "remove", "rmdir"):
        guarded(name, 1)
    guarded("replace", 2)
    guarded("rename", 2, takes=True)


def begin() -> None:
    """Have the kit see Windows from now on, in this process and in those that it begins."""
    sys.meta_path.insert(0, Finder())
    warnings.filterwarnings("error", category=EncodingWarning, module=rf"{PACKAGE}\b")
    _closed_first()


def run(words: list[str]) -> dict[str, object]:
    """How a command ended: its exit code and what it printed, to pipes that are not of UTF-8 at first."""
    from weighbridge.cli import main

    streams, code = [io.TextIOWrapper(io.BytesIO(), encoding="cp1252") for _ in range(2)], 0
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        try:
            main(words, prog_name=PACKAGE)
        except SystemExit as end:
            code = end.code or 0
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams)
    return {"words": words, "code": code, "out": out, "err": err}


# A process that is begun anew runs this file under another name, so the kit is as Windows has it there as well.
if __name__ in ("__main__", "__mp_main__") and sys.argv[1] == "windows":
    begin()
if __name__ == "__main__":
    if sys.argv[1] == "windows":
        multiprocessing.set_start_method("spawn")
    print(json.dumps([run(words) for words in json.loads(sys.argv[2])]))
