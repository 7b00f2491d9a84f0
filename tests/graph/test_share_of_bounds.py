"""What may be spent on the bounds of one formula: all of it in an ordinary case, a part where checks are very many."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from weighbridge.graph.box import MANY_CHECKS, Domain


@dataclass
class Asked:
    """A graph with so many checks."""

    many: int
    checks: range = field(init=False)

    def __post_init__(self) -> None:
        self.checks = range(self.many)


@pytest.mark.parametrize(("checks", "share"), [(0, 1000), (1, 1000), (MANY_CHECKS, 1000), (10 * MANY_CHECKS, 100)])
def test_many_checks_share_what_is_spent_on_bounds(checks: int, share: int) -> None:
    assert Domain(Asked(checks), {}, {}).share_of(1000) == share  # type: ignore[arg-type]
