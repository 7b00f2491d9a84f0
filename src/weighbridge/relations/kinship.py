"""What things have to do with each other: the same, a kind of the other, what carries and what is carried."""

from __future__ import annotations

from enum import StrEnum

from ..quantities import is_counted, kinds_of, things


class Nature(StrEnum):
    """What a thing is good for in a ratio: a key of ``things.csv`` of which it is a kind."""

    VEHICLE = "vehicle"
    CONTAINER = "container"
    GOODS = "goods"  # what is seized, sold or shipped piece by piece: pills, bank notes, weapons
    PERSON = "person"


CARRIERS = (Nature.VEHICLE, Nature.CONTAINER)


def is_a(thing: str | None, *natures: Nature) -> bool:
    """Whether a thing is of one of these natures.

    >>> is_a("truck", *CARRIERS), is_a("truck", Nature.GOODS), is_a(None, Nature.GOODS)
    (True, False, False)
    """
    return thing is not None and not set(natures).isdisjoint(kinds_of(thing))


def are_kin(one: str | None, other: str | None) -> bool:
    """Whether two things may be one: the same, one a kind of the other, or one that is not named.

    >>> are_kin("truck", "vehicle"), are_kin("truck", "ship"), are_kin(None, "truck")
    (True, False, True)
    """
    return one is None or other is None or one in kinds_of(other) or other in kinds_of(one)


def is_cargo(thing: str | None) -> bool:
    """Whether a thing may be what is carried: stuff, goods, or what is not named."""
    return thing is None or not is_counted(thing) or is_a(thing, Nature.GOODS)


def may_be_cargo(thing: str | None) -> bool:
    """The same, or one that no list has: words such as "loaded with" say of anything that it is carried."""
    return is_cargo(thing) or thing not in things()
