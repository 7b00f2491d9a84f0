"""The words at the head of whatever shows a result that its reader changed: a page, a table, a workbook, a terminal."""

from __future__ import annotations

from typing import Final

CHANGED: Final = "Changed by you: not our answer on the article."
