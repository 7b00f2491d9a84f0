"""The topics of the library, as ``topics.csv`` lists them.

A topic is found under the folder ``library`` of the project's data, and under that of a case, which comes first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ..base import Cells, RemediedError, data_folder, filled, suggestion, table_rows
from ..text import UnitError, parse_unit
from .topic import Topic

TOPICS = "topics.csv"
TABLE = re.compile(r"[\w-]{1,60}")
NEEDED = ("topic", "title", "unit", "table")


CONDITIONS = re.compile(r"[^=;]+=[^=;]+(?:;[^=;]+=[^=;]+)*")
CELLS = {
    "topic": filled("the key of the topic"),
    "title": Cells(lambda cell: bool(re.search(r"\w", cell)), lambda cell: "write what it is, as in `load of a truck`"),
    "unit": Cells(lambda cell: _is_unit(cell), lambda cell: "write a unit such as `tonne` or `USD/tonne`"),
    "table": Cells(lambda cell: bool(TABLE.fullmatch(cell)), lambda cell: "write the name of a table alone"),
    "where": Cells(
        lambda cell: not cell.strip() or bool(CONDITIONS.fullmatch(cell)),
        lambda cell: "write `COLUMN=VALUE`, several values with `|` between them, several columns with `;`",
    ),
}


def _is_unit(cell: str) -> bool:
    try:
        parse_unit(cell)
    except UnitError:
        return False
    return True


class LibraryError(RemediedError):
    """Something that the library does not have, or a list of topics that cannot be read."""


def shared_folders() -> tuple[Path, ...]:
    """Where the shared tables are: those of the library first, then those of the evidence."""
    return data_folder() / "library", data_folder() / "evidence"


def state_of(folders: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """By what one knows that no file of some folders has changed: the name, the time and the size of each."""
    found = []
    for folder in folders:
        try:
            with os.scandir(folder) as files:
                at = ((file.path, file.stat()) for file in files if file.name.endswith((".csv", ".json")))
                found += [(path, state.st_mtime_ns, state.st_size) for path, state in at]
        except OSError:
            continue
    return tuple(sorted(found))


def topics(folders: Iterable[Path] | None = None) -> tuple[Topic, ...]:
    """Every topic of the library, in the order of its list.

    Args:
        folders: where to look for lists of topics, the first wins; the shared ones where it is not given.

    Raises:
        LibraryError: a list cannot be read, or a topic lacks what it needs.
    """
    return tuple(catalogue(tuple(folders) if folders is not None else shared_folders()).values())


def catalogue(folders: tuple[Path, ...]) -> Mapping[str, Topic]:
    """The topics by their keys."""
    found: dict[str, Topic] = {}
    for folder in folders:
        path = folder / TOPICS
        try:
            at = path.stat()
        except OSError:
            continue
        for key, topic in _read(path, at.st_mtime_ns, at.st_size).items():
            found.setdefault(key, topic)
    return MappingProxyType(found)


def topic_of(key: str, folders: Iterable[Path] | None = None) -> Topic:
    """The topic of a key; raises ``LibraryError`` with the nearest keys."""
    known = catalogue(tuple(folders) if folders is not None else shared_folders())
    if key not in known:
        otherwise = "`weighbridge library` lists the topics, and `weighbridge library WORDS` finds one"
        raise LibraryError(f"the library has no topic `{key[:60]}`", suggestion(key[:60], known, otherwise))
    return known[key]


@lru_cache(maxsize=16)
def _read(path: Path, changed: int, size: int) -> Mapping[str, Topic]:
    """The topics of a list as it is at a moment; ``changed`` and ``size`` tell whether it is still the same."""
    return {row["topic"]: _topic(row) for row in table_rows(path, NEEDED, CELLS, once=("topic",))}


def _topic(cells: Mapping[str, str]) -> Topic:
    given = {key: value.strip() for key, value in cells.items()}
    ends = {"low": given.get("low") or "low"}
    ends["high"] = given.get("high") or ("high" if ends["low"] == "low" else ends["low"])
    return Topic(
        key=given["topic"],
        **{name: given.get(name, "") for name in ("title", "unit", "table", "of", "per", "column", "note")},
        words=tuple(_parts(given.get("words", ""), ";")),
        where=tuple(_conditions(given.get("where", ""))),
        what=tuple(_parts(given.get("what", ""), ";")) or ("what",),
        is_limit=given.get("limit", "") == "yes",
        **ends,
    )


def _conditions(text: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The conditions of ``material=iron_scrap|iron;level=port``."""
    for condition in _parts(text, ";"):
        column, _, values = condition.partition("=")
        yield column.strip(), tuple(_parts(values, "|"))


def _parts(text: str, sign: str) -> list[str]:
    return [part.strip() for part in text.split(sign) if part.strip()]
