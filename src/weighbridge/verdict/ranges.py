"""How something comes out over all fair choices: as written, at best and at worst."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from ..checks import STANDS, Outcome

DEPENDS: Final = "depends"

Overall = Outcome | Literal["depends"]


@dataclass(frozen=True)
class Reached:
    """An outcome, and the choices that lead to it: those in which it differs from the case as written."""

    outcome: Outcome
    choices: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Range:
    """How something comes out over all fair choices: as written, at best and at worst.

    ``as_written`` is *cannot tell* where nothing could be told of the case as it is written; ``best`` and ``worst`` are
    none where nothing could be told under any choice.
    """

    as_written: Outcome
    best: Reached | None = None
    worst: Reached | None = None

    @property
    def overall(self) -> Overall:
        """What it comes to: ``DEPENDS`` where it stands under some choices and not under others.

        Where it stands under all that tell, as badly as it may, if the case as written is one of them; where it stands
        under none, as it is written.
        """
        if self.best is None or self.worst is None:
            return Outcome.CANNOT_TELL
        best, worst = self.best.outcome, self.worst.outcome
        if best in STANDS and worst in STANDS:
            return Outcome.CANNOT_TELL if self.as_written == Outcome.CANNOT_TELL else worst
        if best in STANDS:
            return DEPENDS
        return worst if self.as_written == Outcome.CANNOT_TELL else self.as_written

    @property
    def is_wide(self) -> bool:
        """Whether there is more than one outcome."""
        return self.best is not None and self.worst is not None and self.best.outcome != self.worst.outcome
