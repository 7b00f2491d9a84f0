"""What completion lists of an object: the names that its user needs, and what its methods take by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any, ClassVar

KEYWORD = inspect.Parameter.KEYWORD_ONLY


class Face(type):
    """A class of which completion and ``help`` list the names in ``FACE``: some completers ask the class as well."""

    FACE: tuple[str, ...]

    def __dir__(cls) -> list[str]:
        return [*cls.FACE, *(name for name in super().__dir__() if name.startswith("__"))]


class Faced(metaclass=Face):
    """A base of what a user holds. What ``FACE`` leaves out works, and is not listed.

    >>> class Scale(Faced):
    ...     FACE = ("weight",)
    ...     weight, spring = 5, "steel"
    >>> dir(Scale()), Scale().spring
    (['weight'], 'steel')
    """

    FACE: ClassVar[tuple[str, ...]] = ()

    def __dir__(self) -> list[str]:
        return list(self.FACE)


class Offering:
    """A method that takes any keyword, and of which completion and hover text list those that its object knows.

    ``known`` gives them, each with what stands for it now, if that can be said in short; those that are no names of
    Python are left out.

    >>> class Scale:
    ...     def _known(self):
    ...         return {"weight": "5 kg", "spring rate": 3}
    ...     @Offering.of(_known)
    ...     def with_(self, **more):
    ...         return more
    >>> print(inspect.signature(Scale().with_))
    (*, weight='5 kg', **more)
    >>> Scale().with_(weight="6 kg")
    {'weight': '6 kg'}
    """

    def __init__(self, function: Callable[..., Any], known: Callable[[Any], Mapping[str, Any]]) -> None:
        update_wrapper(self, function)
        self.function, self.known = function, known

    @classmethod
    def of(cls, known: Callable[[Any], Mapping[str, Any]]) -> Callable[[Callable[..., Any]], Any]:
        """A decorator that makes a method one of these."""
        return lambda function: cls(function, known)

    def __get__(self, one: Any, kind: type | None = None) -> Any:
        return self.function if one is None else _Bound(self, one)


class _Bound:
    """The method of one object."""

    def __init__(self, offering: Offering, one: Any) -> None:
        update_wrapper(self, offering.function)
        self._offering, self._one = offering, one

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._offering.function(self._one, *given, **named)

    @property
    def __signature__(self) -> inspect.Signature:
        """Its own parameters, and the names that the object knows before those that may be any."""
        _, *own = inspect.signature(self._offering.function).parameters.values()
        known = {name: now for name, now in self._offering.known(self._one).items() if name.isidentifier()}
        offered = [
            inspect.Parameter(name, KEYWORD, default=inspect.Parameter.empty if now is None else now)
            for name, now in known.items()
        ]
        before = [one for one in own if one.kind != inspect.Parameter.VAR_KEYWORD]
        return inspect.Signature([*before, *offered, *own[len(before) :]])

    def __repr__(self) -> str:
        return f"{self._offering.function.__name__}{self.__signature__}"
