"""The units of a drafted case: things that its numbers count, declared where no unit has their name."""

from __future__ import annotations

from collections.abc import Iterable

from ..base import RemediedError, pint
from ..quantities import Meaning, identifier, kinds_of
from ..text import DeclaredUnit, Spellings, UnitError, Written, declared_units, is_counted, parse_unit
from .parts import DraftedUnit

REASON = "the passage counts them"
KIN_REASON = "the one is a kind of the other"


def declaration(unit: DraftedUnit) -> DeclaredUnit:
    """A drafted unit as a case declares it."""
    if unit.equal:
        return DeclaredUnit(**{"is": unit.equal}, reason=KIN_REASON)
    return DeclaredUnit(counted=unit.counted, reason=REASON)


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
        known = next((kind for kind in map(identifier, kinds_of(thing)[1:]) if self._counts(kind)), "")
        unit = DraftedUnit(name, equal=f"1 {known}") if known else DraftedUnit(name, counted)
        refused: list[RemediedError] = []
        wanted = {**self.declared, name: unit}
        found = declared_units(
            {key: declaration(one) for key, one in wanted.items()}, (), lambda key, error: refused.append(error)
        )
        if not refused:
            self.declared, self._spellings = wanted, found

    def _counts(self, thing: str) -> bool:
        """Whether things of a name are counted in a unit that every case has."""
        found = None if thing in self.declared else self.unit(thing)
        return found is not None and is_counted(found)

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
