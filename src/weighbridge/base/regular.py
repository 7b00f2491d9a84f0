"""Files that end: what is read comes from a file, and not from a device or a pipe that a folder of others leads to."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

NO_FILE = "it is no file, but a device, a pipe or a socket"


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
