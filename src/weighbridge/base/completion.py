"""What completion lists of an object: the names that its user needs, and not those that other modules need."""

from __future__ import annotations

from typing import ClassVar


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
