"""The topics of the library, as ``topics.csv`` lists them.

A topic is found under the folder ``library`` of the project's data, and under that of a case, which comes first.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ..base import RemediedError, data_folder, regular, shown, suggestion
from .topic import Topic

TOPICS = "topics.csv"
NEEDED = ("topic", "title", "unit", "table")


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
    try:
        with regular(path).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            columns = reader.fieldnames or []
            if lacking := [column for column in NEEDED if column not in columns]:
                remedy = f"the first line is `{','.join(NEEDED)},...`"
                raise LibraryError(f"{shown(path)}:1: the list of topics lacks `{lacking[0]}`", remedy)
            found: dict[str, Topic] = {}
            for cells in reader:
                topic = _topic(cells, path, reader.line_num)
                if topic.key in found:
                    remedy = "keep one of them"
                    raise LibraryError(f"{shown(path)}:{reader.line_num}: `{topic.key}` stands twice", remedy)
                found[topic.key] = topic
            return found
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise LibraryError(f"{shown(path)} cannot be read: {why}", "save it as CSV, UTF-8, with commas") from None


def _topic(cells: Mapping[str, str | None], path: Path, line: int) -> Topic:
    given = {key: (value or "").strip() for key, value in cells.items() if isinstance(key, str)}
    for needed in NEEDED:
        if not given[needed]:
            found = f"{shown(path)}:{line}: the topic `{given['topic']}` has nothing in `{needed}`"
            raise LibraryError(found, "write it there")
    ends = {"low": given.get("low") or "low"}
    ends["high"] = given.get("high") or ("high" if ends["low"] == "low" else ends["low"])
    return Topic(
        key=given["topic"],
        **{name: given.get(name, "") for name in ("title", "unit", "table", "of", "per", "column", "note")},
        words=tuple(_parts(given.get("words", ""), ";")),
        where=tuple(_conditions(given.get("where", ""), path, line)),
        what=tuple(_parts(given.get("what", ""), ";")) or ("what",),
        is_limit=given.get("limit", "") == "yes",
        **ends,
    )


def _conditions(text: str, path: Path, line: int) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The conditions of ``material=iron_scrap|iron;level=port``."""
    for condition in _parts(text, ";"):
        column, equals, values = condition.partition("=")
        if not equals or not values:
            remedy = "write `COLUMN=VALUE`, several values with `|` between them, several columns with `;`"
            raise LibraryError(f"{shown(path)}:{line}: `where` has `{condition}`", remedy)
        yield column.strip(), tuple(_parts(values, "|"))


def _parts(text: str, sign: str) -> list[str]:
    return [part.strip() for part in text.split(sign) if part.strip()]
