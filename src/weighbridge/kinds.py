"""The distributions with named parameters, by the name that a case gives them."""

from __future__ import annotations

from dataclasses import fields

from .distribution import Distribution, Pert, Point, Triangular, Uniform
from .normal import Lognormal, Normal

KINDS: dict[str, type[Distribution]] = {
    kind.kind: kind for kind in (Point, Uniform, Triangular, Pert, Normal, Lognormal)
}


def parameters(kind: str) -> dict[str, bool]:
    """The names of a distribution's parameters, and whether each must be given.

    >>> parameters("triangular")
    {'low': True, 'mode': True, 'high': True}
    """
    cut = {"low", "high"} if kind in ("normal", "lognormal") else set()
    return {field.name: field.name not in cut for field in fields(KINDS[kind])}
