"""The charts of a page, for commands that write one; without matplotlib there are none, and that is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..base import MissingLibraryError
from .output import say

if TYPE_CHECKING:
    from ..case import Case
    from ..charts import Chart


def charts_of_cases(what: str = "the page") -> Callable[[Case], list[Chart]] | None:
    """The function that gives all charts of a case; none, which is said, where what draws them is not installed.

    Args:
        what: is made without charts then.
    """
    try:
        from ..charts import all_of
    except MissingLibraryError as error:
        say(f"{what.capitalize()} has no charts: {error}", err=True)
        return None
    return all_of
