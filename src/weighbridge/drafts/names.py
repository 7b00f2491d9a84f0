"""Names for the things of a drafted case: plain, different from each other and from every unit."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..quantities import Kind, Mention, Role
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
    per = f"_per_{meaning.per}" if meaning.per else ""
    return free(f"{name}{per}{BY_ROLE.get(mention.role, '')}", taken)


def formula_name(relation: Relation, terms: Collection[str], taken: Collection[str]) -> str:
    """A name for a figure that follows from claims."""
    first = next(iter(terms))
    family = family_of(relation.unit.partition("/")[0])
    counted = plural(relation.of) if relation.of and family == Family.COUNT else relation.of
    if relation.operation == Operation.QUOTIENT:
        return free(_quotient_name(relation, family, counted, first), taken)
    what = counted or family.value
    forms = {
        Operation.PRODUCT: f"total_{what}",
        Operation.SUM: f"sum_of_{what}",
        Operation.DIFFERENCE: f"difference_of_{_without_role(first)}",
        Operation.SHARE: f"share_of_{what}",
        Operation.GROWTH: f"change_of_{_without_role(first)}",
        Operation.SAME: f"{first}_again",
    }
    return free(forms[relation.operation], taken)


def _quotient_name(relation: Relation, family: Family, counted: str | None, first: str) -> str:
    below = relation.unit.partition("/")[2]
    if family == Family.MONEY and below:
        is_money = family_of(below) == Family.MONEY
        return "exchange_rate" if is_money else f"price_of_{relation.of or 'a_' + below}"
    per = relation.per or below
    if not per:
        return f"{_without_role(first)}_ratio" if family in (Family.COUNT, Family.SHARE) else f"implied_{family.value}"
    return f"{'money' if family == Family.MONEY else counted or family.value}_per_{per}"


def _without_role(name: str) -> str:
    """The name of a claim without what says that it was before or after something."""
    return re.sub(r"_(?:before|after)(?:_\d+)?\Z", "", name)


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
    plain = re.sub(r"\W+", "_", name.replace("**", "")).strip("_")
    plain = (plain if len(plain) <= LONGEST else plain[:LONGEST].rpartition("_")[0] or plain[:LONGEST]) or "number"
    plain = re.sub("__+", "_", plain)
    if not plain[0].isalpha():
        plain = f"number_{plain}"
    if plain in TAKEN or plain in unit_names():
        plain = f"{plain}_stated"
    found, count = plain, 2
    while found in taken:
        found, count = f"{plain}_{count}", count + 1
    return found
