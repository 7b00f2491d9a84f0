"""Where things stand in a case, for all changes of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from .yaml_text import Pairs

Spot = tuple[Any, Any]  # a mapping or a list, and the key at which something stands in it
Change = Callable[[Random, Any, list[Spot]], None]


def spots(data: Any) -> Iterator[Spot]:
    """Every place at which something stands."""
    if isinstance(data, Pairs) or not isinstance(data, dict | list):
        return
    for key in data if isinstance(data, dict) else range(len(data)):
        yield data, key
        yield from spots(data[key])


def scalars(all_spots: list[Spot]) -> list[Spot]:
    """Every place at which a text stands."""
    return [(holder, key) for holder, key in all_spots if isinstance(holder[key], str)]


def quantities(all_spots: list[Spot]) -> list[Spot]:
    """Every place at which a number with its unit stands."""
    return [
        (holder, key)
        for holder, key in scalars(all_spots)
        if key in ("value", "mean", "low", "high") and holder[key][:1].isdigit()
    ]


def mapping(data: Any, section: str) -> dict[str, Any]:
    """A section of a case; nothing where it is no mapping."""
    found = data.get(section) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def entries(data: Any, section: str) -> list[dict[str, Any]]:
    """The entries of a section that are mappings."""
    return [entry for entry in mapping(data, section).values() if isinstance(entry, dict)]


def copy(data: Any) -> Any:
    """The same data anew."""
    if isinstance(data, Pairs):
        return Pairs(data)
    if isinstance(data, dict):
        return {key: copy(value) for key, value in data.items()}
    return [copy(value) for value in data] if isinstance(data, list) else data
