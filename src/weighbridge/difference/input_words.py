"""An input before and after: what happened to it, what it is called, and its values as people read them."""

from __future__ import annotations

import math
from typing import Final

from ..record import InputKind, RecordedInput
from ..text import (
    STANDARD,
    Names,
    QuantityError,
    Spellings,
    UnitError,
    Written,
    apart,
    factor,
    own_digits,
    same_kind,
    show,
    span,
    with_unit,
)
from .results import ARROW, Change, ChangedInput

SAME: Final = 1e-12  # the part of itself by which an amount may differ that is the same in another unit
NAMED_AS_LEVERS: Final = (InputKind.CLAIM, InputKind.EVIDENCE, InputKind.ASSUMPTION, InputKind.FORMULA)
REFERS: Final = "evidence "  # before the name of what a parameter is taken from
ENDS: Final = {".fair.low": "the least that {} might be", ".fair.high": "the most that {} might be"}
Both = tuple[Spellings, Spellings]


def changed(
    before: RecordedInput | None, after: RecordedInput | None, names: Names, spellings: Both = (STANDARD, STANDARD)
) -> list[ChangedInput]:
    """What happened to an input of which at least one of two cases has something; nothing where nothing did."""
    change, held = _change(before, after, spellings), after or before
    if change is None or held is None:
        return []
    grounds = [_grounds(one) for one in (before, after)]
    values = [None if one is None else one.value for one in (before, after)]
    texts = _texts(values[0], values[1], names, spellings)
    return [
        ChangedInput(
            name=held.name,
            called=called(held, names),
            kind=str(held.kind),
            change=change,
            before=values[0],
            after=values[1],
            text_before=texts[0],
            text_after=texts[1],
            text=_together(values[0], values[1], spellings),
            grounds_before="" if before and after and grounds[0] == grounds[1] else grounds[0],
            grounds_after="" if before and after and grounds[0] == grounds[1] else grounds[1],
            row=held.row.rpartition(", ")[0],
            place=held.place,
        )
    ]


def called(one: RecordedInput, names: Names) -> str:
    """What an input is called for people; by its name where nothing is said of it.

    >>> called(RecordedInput(name="mass.hedge", kind=InputKind.HEDGE, value="near"), Names())
    'the wording of the mass'
    """
    for ending, words in ENDS.items():
        if one.name.endswith(ending):
            return words.format(names.lever(one.name.removesuffix(ending)))
    whole, colon, target = one.name.partition(": ")
    if one.kind is InputKind.HEDGE:
        return f"the wording of {names.of(one.name.rpartition('.')[0])}"
    if colon and one.kind is InputKind.OPTION:
        choice, _, option = whole.partition(".")
        return f"{names.lever(target)}, where {names.option(choice, option)}"
    if one.kind in (InputKind.OPTION, InputKind.EVENT, InputKind.READING) and "." in one.name:
        choice, _, option = one.name.partition(".")
        return f"the option “{option.removesuffix(' counts')}” of {names.choice(choice)}"
    if one.kind is InputKind.QUOTATION:
        return f"the quotation of {names.of(one.name.partition('.')[0])}"
    if one.name.endswith(".unit") and one.kind is InputKind.FORMULA:
        return f"the unit of {names.of(one.name.removesuffix('.unit'))}"
    return names.lever(one.name) if one.kind in NAMED_AS_LEVERS else one.name


def _texts(before: str | None, after: str | None, names: Names, spellings: Both) -> tuple[str, str]:
    """Both values as people read them; two that differ never read alike."""
    texts = _in_words(before, names, spellings[0]), _in_words(after, names, spellings[1])
    return (before or "", after or "") if texts[0] == texts[1] and before != after else texts


def _in_words(value: str | None, names: Names, spellings: Spellings) -> str:
    """An amount with its unit in words, the name of what it is taken from, or the value as it stands.

    >>> _in_words("60 tonne/truck", Names(), STANDARD), _in_words("evidence flow_mean", Names(), STANDARD)
    ('60 tonnes a truck', 'the flow mean')
    """
    if value is None or value.startswith(REFERS):
        return names.of(value.removeprefix(REFERS)) if value else ""
    written = _written(value, spellings)
    if written is None:
        return value
    ends = float(written.low), float(written.high)
    return span(ends, show(written.unit), max(map(own_digits, ends)))


def _together(before: str | None, after: str | None, spellings: Both) -> str:
    """Two numbers of one unit with an arrow between them; nothing where they are none.

    >>> _together("60 tonne/truck", "62 tonne/truck", (STANDARD, STANDARD))
    '60 → 62 tonnes a truck'
    """
    one, other = _written(before or "", spellings[0]), _written(after or "", spellings[1])
    if one is None or other is None or one.unit != other.unit or one.is_range or other.is_range:
        return ""
    pair = [float(one.low), float(other.low)]
    return with_unit(f" {ARROW} ".join(apart(pair, [own_digits(value) for value in pair])), show(one.unit))


def _written(text: str, spellings: Spellings) -> Written | None:
    """A number with its unit; none where the text is none."""
    try:
        return Written.parse(text, spellings) if text[:1].isdigit() or text[:1] in "-−.~" else None
    except (QuantityError, UnitError):
        return None


def _change(before: RecordedInput | None, after: RecordedInput | None, spellings: Both) -> Change | None:
    """What happened to an input; none where nothing did."""
    if before is None or after is None:
        return Change.ADDED if before is None else Change.REMOVED
    if before.value != after.value:
        is_same = _is_same_amount(before.value, after.value, spellings)
        return Change.REWRITTEN if is_same else Change.CHANGED
    return None if _grounds(before) == _grounds(after) else Change.GROUNDS


def _grounds(one: RecordedInput | None) -> str:
    """Why an input is so: its row, its reason, what is said of both, its sources."""
    if one is None:
        return ""
    parts = [one.row, " ".join(one.reason.split()), one.about, ", ".join(one.sources)]
    return "; ".join(part for part in parts if part)


def _is_same_amount(before: str, after: str, spellings: Both) -> bool:
    """Whether two texts are one amount, in two units or with other digits.

    >>> _is_same_amount("2500 tonne", "2500000 kg", (STANDARD, STANDARD))
    True
    >>> _is_same_amount("2500 tonne", "2500 short_ton", (STANDARD, STANDARD))
    False
    """
    one, other = _written(before, spellings[0]), _written(after, spellings[1])
    if one is None or other is None or not same_kind(one.unit, other.unit):
        return False
    scale = factor(one.unit) / factor(other.unit)
    pairs = ((one.low, other.low), (one.high, other.high))
    return all(math.isclose(float(first) * scale, float(second), rel_tol=SAME) for first, second in pairs)
