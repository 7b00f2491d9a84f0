"""Names for the things of a drafted case: plain, different from each other and from every unit."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..quantities import Kind, Mention, Role, identifier
from ..relations import Family, Operation, Relation, family_of
from ..text import unit_names

FUNCTIONS = {"min", "max", "sum", "sqrt", "exp", "log", "abs", "sin", "cos", "tan"}
# What a formula may not call its quantities, though no unit has the name.
TAKEN = FUNCTIONS | {"total", "month", "year", "width", "shape"}
BY_ROLE = {Role.BEFORE: "_before", Role.AFTER: "_after"}
LONGEST = 40


def claim_name(mention: Mention, taken: Collection[str]) -> str:
    """A name for a claim: what it counts or measures."""
    meaning = mention.meaning
    family = family_of(meaning.unit)
    if mention.role == Role.CHANGE:
        name = "change"
    elif mention.kind in (Kind.SHARE, Kind.POINTS, Kind.RATIO):
        name = "share" if mention.kind == Kind.SHARE else mention.kind.value
    elif meaning.thing and family == Family.COUNT:
        name = plural(meaning.thing)
    elif family == Family.MONEY:
        name = "money"
    else:
        name = meaning.thing or {Family.COUNT: "number", Family.OTHER: "amount"}.get(family, family.value)
    per = f"_per_{identifier(meaning.per)}" if meaning.per else ""
    return free(f"{name}{per}{BY_ROLE.get(mention.role, '')}", taken)


def formula_name(relation: Relation, terms: Collection[str], taken: Collection[str]) -> str:
    """A name for a figure that follows from claims."""
    first = next(iter(terms))
    what = relation.of or family_of(relation.unit.partition("/")[0]).value
    if relation.operation == Operation.QUOTIENT:
        per = relation.per or relation.unit.partition("/")[2]
        return free(f"{what}_per_{per}" if per else f"{first}_ratio", taken)
    forms = {
        Operation.PRODUCT: f"total_{what}",
        Operation.SUM: f"sum_of_{what}",
        Operation.DIFFERENCE: f"difference_of_{first}",
        Operation.SHARE: f"share_of_{what}",
        Operation.GROWTH: f"change_of_{first}",
        Operation.SAME: f"{first}_again",
    }
    return free(forms[relation.operation], taken)


def plural(thing: str) -> str:
    """Several of a thing, in English as far as it is regular.

    >>> plural("bank note"), plural("person"), plural("lorry"), plural("box")
    ('bank notes', 'people', 'lorries', 'boxes')
    """
    if thing == "person":
        return "people"
    if re.search(r"[^aeiou]y\Z", thing):
        return f"{thing[:-1]}ies"
    return f"{thing}es" if re.search(r"(?:s|x|z|ch|sh)\Z", thing) else f"{thing}s"


def free(name: str, taken: Collection[str]) -> str:
    """A name made of letters, digits and ``_`` that nothing has yet.

    >>> free("bank note", {"bank_note"}), free("tonne", ()), free("3 %", ())
    ('bank_note_2', 'tonne_stated', 'number_3')
    """
    plain = re.sub(r"\W+", "_", identifier(name)).strip("_")[:LONGEST].strip("_") or "number"
    plain = re.sub("__+", "_", plain)
    if not plain[0].isalpha():
        plain = f"number_{plain}"
    if plain in TAKEN or plain in unit_names():
        plain = f"{plain}_stated"
    found, count = plain, 2
    while found in taken:
        found, count = f"{plain}_{count}", count + 1
    return found
