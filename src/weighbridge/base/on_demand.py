"""Results that are made when they are asked for: weighing a case for its verdict does not pay for every figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from .several import as_html, lines

Made = TypeVar("Made")
NOT_MADE: Any = object()


class OnDemand(Sequence[Made], Generic[Made]):
    """A sequence of which each entry is made when it is first asked for, and kept.

    >>> squares = OnDemand(lambda place: place**2, 4)
    >>> squares[2], len(squares), list(squares)
    (4, 4, [0, 1, 4, 9])
    """

    def __init__(self, make: Callable[[int], Made], length: int) -> None:
        self._make = make
        self._made: list[Made] = [NOT_MADE] * length

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if self._made[place] is NOT_MADE:
            self._made[place] = self._make(range(len(self))[place])
        return self._made[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return lines(self)

    def _repr_html_(self) -> str:
        return as_html(self)
