"""The units of a drafted case: things that its numbers count, declared where no unit has their name."""

from __future__ import annotations

from collections.abc import Iterable

import pint

from ..base import RemediedError
from ..quantities import Meaning, identifier
from ..text import DeclaredUnit, Spellings, UnitError, Written, declared_units, parse_unit
from .parts import DraftedUnit

REASON = "the passage counts them"


class Units:
    """Which numbers a case can write, with the things that it declares for them."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        """Declare what these meanings count."""
        self.declared: dict[str, DraftedUnit] = {}
        self._spellings = Spellings()
        for meaning in meanings:
            for thing in (meaning.thing if meaning.unit == "one" else None, meaning.per):
                if thing and self.unit(identifier(thing)) is None:
                    self._declare(thing)

    def _declare(self, thing: str) -> None:
        """Declare a thing, if its name can be that of a unit."""
        name = identifier(thing)
        article = "an" if thing[0] in "aeiou" else "a"
        counted = f"{article} {thing}" if thing.isascii() else thing
        refused: list[RemediedError] = []
        wanted = {**self.declared, name: DraftedUnit(name, counted)}
        entries = {key: DeclaredUnit(counted=one.counted, reason=REASON) for key, one in wanted.items()}
        found = declared_units(entries, (), lambda key, error: refused.append(error))
        if not refused:
            self.declared, self._spellings = wanted, found

    def unit(self, text: str) -> pint.Unit | None:
        """A unit by its spelling; None where there is none."""
        try:
            return parse_unit(text, self._spellings)
        except UnitError:
            return None

    def written(self, value: str) -> Written | None:
        """A value as a case would read it; None where it would refuse it."""
        try:
            return Written.parse(value, self._spellings)
        except RemediedError:
            return None

    def value(self, meaning: Meaning) -> str:
        """A value that a case can read, without its thing where that has no name a unit can have; empty for none."""
        if self.written(meaning.value):
            return meaning.value
        low, high = (f"{number:f}" for number in (meaning.low, meaning.high))
        per = f"/{meaning.per}" if meaning.per and self.unit(meaning.per) else ""
        plain = f"{low} {meaning.unit}{per}" if low == high else f"{low} to {high} {meaning.unit}{per}"
        return plain if self.written(plain) else ""

    def spelled(self, unit: str, of: str | None, per: str | None, kind: pint.Unit) -> str:
        """How a case writes a unit of a kind: with the things that a relation keeps beside it; empty for none.

        Args:
            unit: without things, as ``Relation.unit`` has it.
            of, per: what it is of, and for each of.
            kind: a unit of the kind that it has to be.
        """
        above, _, below = unit.partition("/")
        counted = identifier(of) if of and above == "one" else ""
        each = identifier(per) if per else ""
        ways = [
            (one, "/".join(part for part in (low, other) if part))
            for one in (counted, above)
            for low in dict.fromkeys((below, ""))
            for other in dict.fromkeys((each, ""))
            if one
        ]
        for top, bottom in ways:
            text = f"{top}/{bottom}" if bottom else top
            found = self.unit(text)
            if found is not None and found.dimensionality == kind.dimensionality:
                return text
        return ""
