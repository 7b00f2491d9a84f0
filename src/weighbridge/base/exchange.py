"""Two names exchanged in one step, where the system can: what stood at either is at any moment at one of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = -100  # AT_FDCWD of Linux: paths are from the working folder
EXCHANGE = 2  # RENAME_EXCHANGE of Linux's renameat2, and RENAME_SWAP of renamex_np of macOS


def exchanged(one: Path, other: Path) -> bool:
    """Whether two files or folders took each other's names; not where the system or the disk knows no such step.

    Source: renameat2(2) of Linux, renamex_np(2) of macOS. Python has neither.
    """
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes  # who writes no folder does not wait for it

    system, first, second = ctypes.CDLL(None), os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            return system.renameat2(HERE, first, HERE, second, EXCHANGE) == 0
        return system.renamex_np(first, second, EXCHANGE) == 0
    except AttributeError:  # a C library from before there was such a step
        return False
