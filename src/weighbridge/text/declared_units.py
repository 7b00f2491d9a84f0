"""Units that a case declares: a thing that is counted, or so much of another unit; each with its reason.

pint has one registry for the whole process. What a case declares is registered under its name and a digest of what it
means, so that two cases that declare a name differently never meet, and what is shown is the name alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pydantic import Field, model_validator

from ..base import RemediedError, Strict, under
from .numbers import Written
from .numerals import SHORT_WORDS, WORDS_OF_SIZE, QuantityError
from .unit_spellings import JOINING, Ground, Spellings, UnitError, expression, plurals, without_suffix
from .units import DECLARED, STANDARD, grounds_of, register

ARTICLES = ("a", "an", "the", "one")
MOST_WORDS = 3  # of `counted` that are taken as a spelling; more describe the thing


class DeclaredUnit(Strict):
    """A unit of a case: what is counted, or the quantity that it is; and why."""

    counted: str | None = None
    equal: str | None = Field(None, alias="is")
    reason: str
    sources: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_form(self) -> DeclaredUnit:
        if (self.counted is None) == (self.equal is None):
            raise ValueError("a unit has either `counted` or `is`; give one of the two")
        if not self.reason.strip():
            raise ValueError("a unit has a `reason`; give one")
        return self


def declared_units(
    entries: Mapping[str, DeclaredUnit], broken: Iterable[str], report: Callable[[str, RemediedError], None]
) -> Spellings:
    """The spellings of a case that declares units.

    Args:
        entries: the declarations by name; one may be said in units that stand before it.
        broken: names whose declaration could not be read: they are reported already.
        report: is told the name and the error of a declaration that cannot stand; what uses it is then passed over.
    """
    found = _without(STANDARD, *broken)
    for name, entry in entries.items():
        try:
            found = _with_unit(found, name, entry)
        except RemediedError as error:
            report(name, error)
            found = _without(found, name)
    return found


def _without(known: Spellings, *broken: str) -> Spellings:
    """Spellings that know of some names that their declaration is broken."""
    spelled = {spelling for name in broken for spelling in _forms(name) if known.name_of(spelling) is None}
    return replace(known, broken=known.broken | spelled) if spelled else known


def _with_unit(known: Spellings, name: str, entry: DeclaredUnit) -> Spellings:
    """Spellings with one more unit; raises where its name is taken, or what it is cannot be a unit."""
    _refuse_name(name, known)
    if entry.counted is not None:
        registered, spelled = _registered(name, None), [*_forms(name), *_of_thing(entry.counted, known)]
        ground = Ground(f"{name}: {entry.counted}", entry.reason, tuple(entry.sources), is_counted=True)
    else:
        written = _equal(entry.equal or "", known)
        registered, spelled = _registered(name, f"{written.low} * {written.unit:C}"), _forms(name)
        rests_on = grounds_of(written.unit, known)
        ground = Ground(f"1 {name} = {entry.equal}", entry.reason, tuple(entry.sources), rests_on)
    declared = {spelling: registered for spelling in spelled if spelling == name or known.name_of(spelling) is None}
    grounds = {**known.grounds, registered: ground}
    return Spellings({**known.declared, **declared}, known.own | {name}, grounds, known.broken)


def _equal(text: str, known: Spellings) -> Written:
    """The quantity that a unit is; raises where it cannot be one unit."""
    with under("is"):
        written = Written.parse(text, known)
        if written.is_range or written.low <= 0:
            remedy = "a unit is one number above zero; make what is uncertain an assumption"
            raise QuantityError(f"`{text}` is not what one unit can be", remedy)
    return written


def _of_thing(counted: str, known: Spellings) -> list[str]:
    """The spellings of a unit by the thing that it counts; raises where that has a unit already."""
    singular = _singular(counted)
    if singular and (unit := known.name_of(singular)):
        with under("counted"):
            found = f"`{counted}` is counted in `{without_suffix(unit)}` already"
            raise UnitError(found, "use that unit, or say in other words what is counted")
    return _forms(singular) if singular else []


def _refuse_name(name: str, known: Spellings) -> None:
    """Raise where a name cannot be, or already is, that of a unit."""
    if not name.isidentifier() or "__" in name:
        raise UnitError(f"`{name}` cannot be the name of a unit", "use letters, digits and _, and begin with a letter")
    if name.casefold() in (*JOINING, *WORDS_OF_SIZE, *SHORT_WORDS, "to", "and"):
        raise UnitError(f"`{name}` has a meaning of its own beside a number", "choose another name")
    try:
        unit = expression(name, known)
    except UnitError:
        return  # nothing of that name, or a word of several meanings, which the case may settle
    raise UnitError(f"`{name}` is already a unit, `{without_suffix(unit)}`", "use it, or choose another name")


def _singular(counted: str) -> str:
    """The thing by which it is also spelled: ``school_bus`` of "a school bus"; nothing of a longer description."""
    words = counted.split()
    words = words[1:] if words and words[0].casefold() in ARTICLES else words
    spelled = "_".join(words)
    return spelled if len(words) <= MOST_WORDS and spelled.isidentifier() else ""


def _forms(name: str) -> list[str]:
    """A name with its regular plural, or with what it is the regular plural of.

    >>> _forms("bag"), _forms("families")
    (['bag', 'bags'], ['families', 'family'])
    """
    stems = (f"{name[:-3]}y",) if name.endswith("ies") else (name[:-1], name[:-2])
    singular = [stem for stem in stems if name.casefold() in plurals(stem.casefold())]
    forms = [name, *(singular or plurals(name.casefold()))]
    return list(dict.fromkeys([*forms, *(form.casefold() for form in forms if len(form) > 3)]))


def _registered(name: str, meaning: str | None) -> str:
    """The name under which a unit is in the registry: its own, and a digest of what it means.

    ``meaning`` is its definition in the notation of pint; None for a thing that is counted, a dimension of its own.
    """
    meaning = meaning or f"{DECLARED}{name.casefold()}]"
    return register(f"{name}__{hashlib.sha256(meaning.encode()).hexdigest()[:8]}", meaning)
