"""The day of the run, which files that are written record."""

from __future__ import annotations

import datetime
import os


def day_of_run() -> str:
    """The day of the run, ``2026-11-24``; that of SOURCE_DATE_EPOCH where it is set, so that a run can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):  # not set, or no number of seconds that a calendar has
        return datetime.date.today().isoformat()
