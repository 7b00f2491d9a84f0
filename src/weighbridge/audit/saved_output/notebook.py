"""Saved notebooks: their cells with the outputs that were saved, and which cases they name."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ...base import RemediedError

FOLDER = "notebooks"


class NotebookError(RemediedError):
    """A file that is no notebook, with the remedy."""


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook.

    Attributes:
        number: its place among all cells, from 1.
        is_code: whether it is run; else it is prose.
        source: what was typed.
        outputs: what was shown when it was run, as the notebook format has it.
    """

    number: int
    is_code: bool
    source: str
    outputs: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class SavedNotebook:
    """A notebook as it is saved; ``name`` is its path from the folder of the project."""

    path: Path
    name: str
    cells: tuple[Cell, ...]

    @classmethod
    def read(cls, path: Path, root: Path) -> SavedNotebook:
        """The notebook of a file; raises ``NotebookError`` where it is none."""
        name = path.relative_to(root).as_posix()
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            return cls(path, name, tuple(_cell(number, cell) for number, cell in enumerate(cells, 1)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise NotebookError("it can't be read as a notebook", "take the last good one from git") from None

    @property
    def code(self) -> list[Cell]:
        """The cells that are run."""
        return [cell for cell in self.cells if cell.is_code]

    @property
    def prose(self) -> list[Cell]:
        """The cells that are read."""
        return [cell for cell in self.cells if not cell.is_code]

    @cached_property
    def words_of_code(self) -> tuple[str, ...]:
        """Every word that stands in a string of its code, by which it may open a case, in their order."""
        return tuple(
            dict.fromkeys(word for cell in self.code for text in _strings(cell.source) for word in text.split())
        )

    def place(self, cell: Cell) -> str:
        """Where a cell stands: ``notebooks/01-the-article.ipynb, cell 3``."""
        return f"{self.name}, cell {cell.number}"


def saved_notebooks(root: Path, case: str) -> Iterator[SavedNotebook | tuple[str, NotebookError]]:
    """The notebooks of a project that name a case, in their order; of a broken one its path and what is wrong."""
    for path in sorted((root / FOLDER).glob("*.ipynb")):
        try:
            notebook = SavedNotebook.read(path, root)
        except NotebookError as error:
            yield path.relative_to(root).as_posix(), error
        else:
            if case in notebook.words_of_code:
                yield notebook


def _cell(number: int, cell: dict[str, Any]) -> Cell:
    outputs = tuple(cell["outputs"]) if cell["cell_type"] == "code" else ()
    return Cell(number, cell["cell_type"] == "code", "".join(cell["source"]), outputs)


def _strings(source: str) -> Iterator[str]:
    """The strings of some Python; what is no Python, such as a command of IPython, is taken as one string."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        yield source.replace('"', " ").replace("'", " ")
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
