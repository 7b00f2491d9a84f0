"""The one place where results are kept: each under a key that says what it depends on.

A key is made of *identities*. The identity of a quantity is that of its definition: of its distribution, or of its
formula and of the identities of what that names, all the way down. Two quantities of the same definition have the same
identity, in whatever case they stand, so that a changed case shares all that the change does not reach; and what rests
on something that changed has another identity, so that nothing stale is ever found. Nothing is invalidated by hand.
"""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np

Value = TypeVar("Value")
LIMIT = 64 * 2**20  # bytes of arrays: what 500 quantities of 16 times 1024 draws take; as many again of larger ones
LARGE = 2**20  # bytes from which on an array is drawn more finely, for few; such ones would push out all others
MOST_IDENTITIES = MOST_VALUES = 40_000  # after so many it begins anew


class _Shelf:
    """Arrays, of which those that were not asked for longest are given up beyond a limit."""

    def __init__(self) -> None:
        self.bytes = 0
        self.arrays: OrderedDict[Hashable, np.ndarray] = OrderedDict()

    def taken(self, key: Hashable) -> np.ndarray | None:
        """An array that is there, which was asked for last from now on."""
        found = self.arrays.get(key)
        if found is not None:
            self.arrays.move_to_end(key)
        return found

    def put(self, key: Hashable, made: np.ndarray, limit: int) -> np.ndarray:
        """An array, unless there is one already; the one that is there. No more bytes are kept than the limit."""
        found = self.arrays.setdefault(key, made)
        if found is made:
            self.bytes += _size(made)
        while self.bytes > limit and len(self.arrays) > 1:
            self.bytes -= _size(self.arrays.popitem(last=False)[1])
        return found


class Cache:
    """Results by their keys; of arrays, those that were not asked for longest are given up.

    A case and everything that is made of it by a change share one.

    >>> cache = Cache()
    >>> load = cache.identity("/", cache.identity("mass"), cache.identity("trucks"))
    >>> cache.identity("/", cache.identity("mass"), cache.identity("trucks")) == load
    True
    >>> cache.kept(("mean", load), lambda: 50.0), cache.kept(("mean", load), lambda: 51.0)
    (50.0, 50.0)
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self._values: dict[Hashable, Any] = {}
        self._small, self._large = _Shelf(), _Shelf()
        self._identities: dict[Hashable, int] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()  # notebooks may ask from several threads; what is made is made outside of it

    def identity(self, *definition: Hashable) -> int:
        """The number of a definition: the same for the same, another for any other."""
        found = self._identities.get(definition)
        if found is None:
            if len(self._identities) > MOST_IDENTITIES:
                self.clear()
            found = self._identities.setdefault(definition, self.new())
        return found

    def new(self) -> int:
        """A number that nothing else has."""
        return next(self._numbers)

    def kept(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What is kept under a key; made, and kept from now on, where nothing is."""
        found = self._values.get(key, self)
        if found is self:
            if len(self._values) > MOST_VALUES:
                self.clear()
            found = self._values[key] = make()
        return found  # type: ignore[return-value]

    def found(self, key: Hashable) -> Any:
        """What is kept under a key; none where nothing is."""
        return self._values.get(key)

    def array(self, key: Hashable, make: Callable[[], np.ndarray]) -> np.ndarray:
        """The same for arrays, not to be written to: given up where all of them together outgrow the limit."""
        with self._lock:
            for shelf in (self._small, self._large):
                if (found := shelf.taken(key)) is not None:
                    return found
        made = make()
        made.flags.writeable = False
        with self._lock:
            return (self._small if _size(made) < LARGE else self._large).put(key, made, self.limit)

    def clear(self) -> None:
        """Forget everything; numbers that were given are not given again."""
        with self._lock:
            self._values.clear()
            self._identities.clear()
            self._small, self._large = _Shelf(), _Shelf()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._values or key in self._small.arrays or key in self._large.arrays

    def __len__(self) -> int:
        return len(self._values) + len(self._small.arrays) + len(self._large.arrays)


def _size(array: np.ndarray) -> int:
    """The bytes that an array takes; one number broadcast takes next to none."""
    return array.nbytes if all(array.strides) else 0
