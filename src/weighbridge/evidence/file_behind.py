"""The file that a row of a table was read from, as the record beside the table has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..text import sha256
from .prices import SUFFIX


@dataclass(frozen=True)
class FileBehind:
    """A file by its name and the SHA-256 of its bytes."""

    name: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name}, SHA-256 {self.sha256}"


def files_behind(table: Path) -> Mapping[range, FileBehind]:
    """The lines of a table, each run of them with the file that it was read from; none where no record says so.

    What a record says of lines holds as long as the table is the one that it records: of what stood there before
    somebody changed the table by other means, nothing is known.
    """
    record = table.with_name(f"{table.stem}{SUFFIX}")
    try:
        updates = json.loads(record.read_text(encoding="utf-8"))["updates"]
        if not any("first" in one for update in updates for one in update["rows"]):
            return {}
        found, now = {}, sha256(table.read_bytes())
        for update in reversed(updates):
            if update["generated"]["sha256"] != now:
                break
            found.update(_of(update))
            now = update.get("wasDerivedFrom", {}).get("sha256")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return {}  # no record, or another kind of one: who needs it reads it with its own messages
    return found


def _of(update: Mapping[str, Any]) -> dict[range, FileBehind]:
    """The runs of lines that one addition made; none for an update that names no lines."""
    used = FileBehind(str(update["used"]["name"]), str(update["used"]["sha256"]))
    runs = [one for one in update["rows"] if "first" in one and "last" in one]
    return {range(int(one["first"]), int(one["last"]) + 1): used for one in runs}
