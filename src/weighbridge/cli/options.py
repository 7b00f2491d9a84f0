"""Options that several commands share: what a run changes of a case.

Each command that weighs one case takes them, and says what was changed before anything else. What goes on record as a
case's own takes none: a deposit, a review for a page, the log, the reviews, an audit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from ..base import visible
from ..case import Case, open_case
from ..report import CHANGED

SET = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="NAME.PARAMETER=VALUE",
    help="Change something for this run; the file stays as it is.",
)
UNDER = click.option(
    "--under",
    "unders",
    multiple=True,
    metavar="CHOICE=OPTION",
    help="Read the article in another way for this run; all other fair ways are still tried.",
)


@dataclass(frozen=True)
class Changes:
    """What a run changes of a case, as it was typed.

    Attributes:
        sets: ``NAME.PARAMETER=VALUE`` each.
        unders: ``CHOICE=OPTION`` each.
    """

    sets: tuple[str, ...] = ()
    unders: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """The same as words of a command."""
        pairs = [*(("--set", one) for one in self.sets), *(("--under", one) for one in self.unders)]
        return [word for pair in pairs for word in pair]

    @property
    def head(self) -> list[str]:
        """The lines that stand above what is printed of a changed case; none where nothing was changed."""
        lines = [f"  {visible(one, lines=False)}" for one in (*self.sets, *self.unders)]
        return [CHANGED, *lines, ""] if lines else []

    @property
    def behind(self) -> str:
        """What stands behind the name of a case whose file was written; nothing where nothing was changed."""
        return ", changed by you" if self.words else ""

    def opened(self, case: str) -> Case:
        """The case of a name with these changes.

        Raises:
            CaseError: there is no such case, or something cannot be changed so; with all that is wrong.
        """
        return open_case(case, sets=self.sets, unders=self.unders)


def takes_changes(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options ``--set`` and ``--under``, which is given what they change as ``changes``."""

    @wraps(command)
    def taking(*arguments: Any, sets: tuple[str, ...], unders: tuple[str, ...], **options: Any) -> Any:
        """The command, given both options as one."""
        return command(*arguments, changes=Changes(sets, unders), **options)

    return SET(UNDER(taking))
