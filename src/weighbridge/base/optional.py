"""Libraries that not every installation has: what needs one, and how it is installed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from .command_line import command_line
from .errors import WeighbridgeError
from .safe_text import visible


class MissingLibraryError(WeighbridgeError, ImportError):
    """Something was asked for that needs a library which is not installed; ``name`` is the library's.

    ``remedy`` is what to type.
    """

    def __init__(self, message: str, name: str, remedy: str) -> None:
        super().__init__(f"{message}; {remedy}", name=name)
        self.remedy = remedy


def install(extra: str) -> str:
    """The command that installs the libraries of an extra; in quotation marks, for some shells read brackets.

    >>> install("notebooks")
    '`pip install "weighbridge[notebooks]"`'
    """
    return f"`{command_line(['pip', 'install'], [f'weighbridge[{extra}]'])}`"


@contextmanager
def needs(what: str, extra: str, remedy: str = "") -> Iterator[None]:
    """A block that imports what something needs: a library that is missing is reported with the command to type.

    Args:
        what: that needs it, as the beginning of a sentence: ``a chart``.
        extra: the part of ``pyproject.toml`` that brings it: ``notebooks``, ``reports``, ``scale``, ``lab``, ``docs``.
        remedy: what to do instead of the usual; ``{install}`` in it is the command.

    Raises:
        MissingLibraryError: the library is missing, or is there and can't be loaded.

    >>> try:
    ...     with needs("a chart", "notebooks"):
    ...         import no_such_library
    ... except MissingLibraryError as error:
    ...     print(str(error).partition("; ")[0])
    a chart needs no_such_library, which is not installed
    """
    try:
        with _unwritten_caches_unsaid():
            yield
    except MissingLibraryError:
        raise
    except ImportError as error:
        library = (error.name or "").split(".")[0]
        if library in ("", __name__.split(".")[0]):
            raise  # a fault of ours
        missing = isinstance(error, ModuleNotFoundError) and error.name == library
        found = "is not installed" if missing else f"cannot be loaded ({visible(str(error), lines=False)})"
        asked = (remedy or "install it with {install}").format(install=install(extra))
        raise MissingLibraryError(f"{what} needs {library}, which {found}", library, asked) from None


@contextmanager
def _unwritten_caches_unsaid() -> Iterator[None]:
    """A block in which matplotlib doesn't tell that it can't write to its folder of settings.

    It takes another then, and works: in a notebook, the lines would stand in red above the chart.
    """
    log = logging.getLogger("matplotlib")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)
