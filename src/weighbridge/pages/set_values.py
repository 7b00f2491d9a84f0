"""What was set for a run, in words: which number or choice, to what, and what the article has instead."""

from __future__ import annotations

from dataclasses import dataclass

from ..base import RemediedError
from ..graph import Model
from ..report import Verification
from ..text import Written, show, span


@dataclass(frozen=True)
class SetValue:
    """Something that was set for a run.

    Attributes:
        called: what it is called.
        text: what it was set to.
        quote: the words of the article, where it is one of its numbers.
    """

    called: str
    text: str
    quote: str | None


def set_values(result: Verification) -> list[SetValue]:
    """What was set for the run of a result, in the order given."""
    return [_set_value(result, name, value) for name, value in result.set_values]


def _set_value(result: Verification, name: str, value: str) -> SetValue:
    model, claim = result.model, result.text.claims.get(name)
    quote = claim.quote.exact if claim else None
    if name.split(".")[0] not in model.nodes or (claim and value in claim.readings):
        return SetValue(model.names.choice(name), model.names.option(name, value), quote)
    return SetValue(model.names.lever(name), _in_words(model, value), quote)


def _in_words(model: Model, value: str) -> str:
    """A number as people read it; anything else as it was typed."""
    try:
        written = Written.parse(value, model.spellings)
    except RemediedError:
        return value
    return span((float(written.low), float(written.high)), show(written.unit), digits=6)
