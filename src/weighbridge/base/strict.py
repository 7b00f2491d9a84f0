"""The base of everything read from a file: unknown keys are refused, values are not changed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A model that forbids what it doesn't know and can't be altered."""

    model_config = ConfigDict(extra="forbid", frozen=True)
