"""A table of the package that a file takes the place of for a while, as if somebody had edited it."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import weighbridge
from weighbridge.base import CaseError
from weighbridge.base.regular import regular

PACKAGE = Path(weighbridge.__file__).parent


@contextlib.contextmanager
def table_in_place(name: str, path: Path) -> Iterator[None]:
    """Within it the table of that name, such as ``text/hedges.csv``, is read from another file.

    In a process of its own alone: what the process had read is forgotten, and units of two readings do not meet.
    """
    instead = {PACKAGE / name: path}

    def redirected(asked: Path) -> Path:
        """The file to be read in the place of the one that is asked for."""
        return regular(instead.get(Path(asked), asked))

    modules = [one for key, one in list(sys.modules.items()) if key.startswith("weighbridge") and one]
    readers = [one for one in modules if vars(one).get("regular") is regular]
    try:
        forget(modules)
        for one in readers:
            one.regular = redirected
        yield
    finally:
        for one in readers:
            one.regular = regular
        forget(modules)


def forget(modules: list[object]) -> None:
    """Empty every cache of functions that modules hold."""
    for one in modules:
        for value in list(vars(one).values()):
            clear = getattr(value, "cache_clear", None)
            if callable(clear):
                clear()


def said_apart(name: str, path: Path, read: Callable[[], object]) -> list[str]:
    """What is said of a table when another file stands in its place: read in a fork, which nobody asks afterwards.

    A test that asks is left out where a system makes no process of another.
    """
    if not hasattr(os, "fork"):
        pytest.skip("forks are of POSIX", allow_module_level=True)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with table_in_place(name, path), os.fdopen(writing, "w", encoding="utf-8") as answer:
                json.dump(_said(read), answer)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said)


def _said(read: Callable[[], object]) -> list[str]:
    try:
        read()
    except CaseError as error:
        return list(map(str, error.problems))
    return []
