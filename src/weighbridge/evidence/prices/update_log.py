"""The record of where a table comes from: each update of it, in words of W3C PROV, as JSON beside the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...base import CaseError, DoubledKeyError, Place, Problem, read_json, regular

SUFFIX = ".provenance.json"


class _Part(BaseModel):
    """A part of the record; what it has beyond this shape is kept."""

    model_config = ConfigDict(extra="allow")


class Entity(_Part):
    """A file as it was: its name and the SHA-256 of its bytes; of a used one who published it, and when."""

    name: str
    sha256: str
    publisher: str | None = None
    updated: str | None = None
    source: str | None = None


class Update(_Part):
    """One activity: the file that it used, with the units as they stand there, and the table that it generated."""

    used: Entity
    generated: Entity
    wasDerivedFrom: Entity | None = None
    labels: dict[str, str]
    rows: list[dict[str, str | None]]


class Record(_Part):
    """All updates, the newest last."""

    updates: list[Update] = Field(min_length=1)


def read_provenance(path: Path, shown: str) -> dict[str, Any]:
    """The record as plain data, once it has the shape of one.

    Raises:
        CaseError: it is missing, no JSON, or no such record.
    """
    try:
        record: dict[str, Any] = read_json(regular(path).read_text(encoding="utf-8"))
        Record.model_validate(record)
    except OSError as error:
        raise CaseError([Problem(Place(shown), f"cannot be read: {error.strerror}", "restore it")]) from None
    except DoubledKeyError as error:
        raise CaseError([Problem(Place(shown), str(error), "restore it from the project")]) from None
    except (ValidationError, ValueError, RecursionError):
        fault = "is not a record of where the table comes from"
        raise CaseError([Problem(Place(shown), fault, "restore it from the project")]) from None
    return record
