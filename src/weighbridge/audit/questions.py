"""The questions of an audit in their order: each looks at a scope and gives items; none ends the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .custody import custody
from .results import Item
from .scope import Scope

Question = Callable[[Scope], Iterable[Item]]

# By the name of the module that asks it. A question that can't be asked of a scope gives one item that says why.
QUESTIONS: dict[str, Question] = {
    "custody": custody,
}
