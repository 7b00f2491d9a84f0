"""The results of a first look as rows of tables and as JSON."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from ..base import visible, visible_json
from . import sentences
from .figures import figure, quoted, size, taken_for
from .results import Found


def quantity_rows(look: Found) -> list[dict[str, str]]:
    """A row for each quantity that was read, in words."""
    return [
        {
            "Words": quoted(one),
            "Taken as": taken_for(one.meaning),
            "Kind": one.kind.value,
            "Loosened by": one.cue_text,
            "When": one.when or "",
            "Or": "; ".join(taken_for(other) for other in one.others),
        }
        for one in look.mentions.quantities
    ]


def implied_rows(look: Found) -> list[dict[str, str]]:
    """A row for each figure that follows: from what, how much, whether it is stated, and what puts them together."""
    found = []
    for one in look.relations:
        stated = "" if one.stated is None else quoted(look.mentions.quantities[one.stated])
        found.append(
            {
                "From": ", ".join(quoted(look.mentions.quantities[place]) for place in one.terms),
                "Figure": figure(one.written, one.unit, one.of, one.per),
                "The passage says": stated,
                "How far off": "" if one.ratio is None else size(one.ratio),
                "Agree": "" if one.agreement is None else sentences.AGREES[one.agreement],
                "Put together by": sentences.LINKS[one.link],
            }
        )
    return found


def compared_rows(look: Found) -> list[dict[str, str]]:
    """A row for each figure and topic of the library that it was held against."""
    found = []
    for one, held in zip(look.relations, look.comparisons, strict=True):
        text = figure(one.written, one.unit, one.of, one.per)
        found += [{"Figure": text, "The library": sentences.compared(each, one.of, one.per)} for each in held]
    for rate in look.rates:
        text = quoted(look.mentions.quantities[rate.place])
        found += [{"Figure": text, "The library": sentences.compared(each, rate.of, rate.per)} for each in rate.held]
    return found


def typed_rows(look: Found) -> list[dict[str, Any]]:
    """A row for each quantity, with its fields as they are: ends as numbers, unit, thing, per, cue."""
    found = []
    for place, one in enumerate(look.mentions.quantities):
        meaning = one.meaning
        found.append(
            {
                "place": place,
                "words": visible(one.text),
                "start": one.start,
                "end": one.end,
                "kind": one.kind.value,
                "role": one.role.value,
                "low": float(meaning.low),
                "high": float(meaning.high),
                "unit": meaning.unit,
                "thing": meaning.thing,
                "per": meaning.per,
                "cue": one.cue,
                "when": one.when,
                "doubt": None if meaning.doubt is None else meaning.doubt.value,
                "others": len(one.others),
            }
        )
    return found


def as_json(look: Found) -> str:
    """Everything that was found, by the names of the types' own fields, as JSON."""
    return visible_json(json.dumps(_plain(look), ensure_ascii=False, indent=2))


def _plain(value: Any) -> Any:
    """A value as JSON has it: numbers as numbers, with all their digits where they are whole."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return None if isinstance(value, float) and value != value else value
