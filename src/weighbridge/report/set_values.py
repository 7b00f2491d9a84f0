"""What a reader changed for a run, in words: which number or choice, to what, and what the article has instead.

Whatever shows the answer of such a run says so at its head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base import RemediedError
from ..graph import Model
from ..text import Written, capital, show, span
from .change_note import CHANGED

if TYPE_CHECKING:
    from .verification import Verification


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

    @property
    def beside(self) -> str:
        """What the article has, in brackets; nothing where it is none of its numbers."""
        return f" (the article: “{self.quote}”)" if self.quote else ""

    def __str__(self) -> str:
        return f"{capital(self.called)}: {self.text}{self.beside}"


def set_values(result: Verification) -> list[SetValue]:
    """What was set for the run of a result, in the order given.

    >>> from weighbridge import open_case
    >>> print(*set_values(open_case("raqqa-2017").with_(trucks="40 truck").verify()))
    The number of trucks: 40 trucks (the article: “near 50 trucks”)
    """
    return [_set_value(result, name, value) for name, value in result.set_values]


def changed_lines(result: Verification) -> list[str]:
    """What stands at the head of a changed result: that it is changed, then what was set, a line each.

    >>> from weighbridge import open_case
    >>> changed_lines(open_case("raqqa-2017").under(shape="peaked").verify())[0]
    'Changed by you: not our answer on the article.'
    >>> changed_lines(open_case("raqqa-2017").verify())
    []
    """
    lines = [str(one) for one in set_values(result)]
    return [CHANGED, *lines] if lines else []


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
