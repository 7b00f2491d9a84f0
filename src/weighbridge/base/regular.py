"""Files that end: what is read comes from a file, and not from a device or a pipe that a folder of others leads to."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from .errors import CaseError, Place, Problem
from .paths import named

NO_FILE = "it is no file, but a device, a pipe or a socket"


LEADS_OUT = "a link leads out of its folder"


def lies_within(path: Path, folder: Path) -> bool:
    """Whether a file lies in a folder or below it, wherever links lead.

    A case that came from elsewhere may hold a link to a file of who opens it, and be packed and published with that.

    >>> lies_within(Path("data") / ".." / "secret", Path("data"))
    False
    """
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # the links lead round
        return False


def own_file(path: Path, folder: Path) -> Path:
    """The path of a file of a case or of data, where no link leads from it out of the folder that it belongs to.

    Raises:
        CaseError: a link does.

    >>> own_file(Path("data") / "x.csv", Path("data")).name
    'x.csv'
    """
    if lies_within(path, folder) or not path.is_file():  # what is no file is refused where it is read
        return path
    raise CaseError([Problem(Place(named(path)), LEADS_OUT, "put the file itself there")])


def regular(path: Path) -> Path:
    """The path, where it leads to a file or to nothing that could be waited for: to be read from.

    A folder that came from elsewhere may hold a link to ``/dev/zero``, which never ends, or a pipe, which never begins.

    Raises:
        OSError: there is nothing, a folder, or what is no file; ``strerror`` says which.

    >>> regular(Path(os.devnull))
    Traceback (most recent call last):
    OSError: [Errno 22] it is no file, but a device, a pipe or a socket: '/dev/null'
    """
    mode = os.stat(path).st_mode
    if stat.S_ISREG(mode):
        return path
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise OSError(errno.EINVAL, NO_FILE, str(path))
