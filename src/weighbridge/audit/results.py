"""What an audit found: items that passed, failed or could not be checked, each with its place and remedy."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from ..base import Strict


class Standing(StrEnum):
    """How an item stands."""

    PASSED = "passed"
    FAILED = "failed"
    UNCHECKED = "could not be checked"


class Item(Strict):
    """One thing that was looked at; what failed or could not be checked says where, what was found, and what to do."""

    question: str = Field(description="the question of the audit that it belongs to, by the name of its module")
    what: str = Field(description="what was looked at, in a few words: “the table payloads.csv”")
    standing: Standing
    place: str = Field("", description="the file, with the line, the cell or the key where it has one")
    found: str = ""
    expected: str = ""
    remedy: str = ""
