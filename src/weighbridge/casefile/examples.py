"""What to type: for each key of a case an example, and for each entry that was given as one text its full form."""

from __future__ import annotations

import re
from typing import Any

from ..uncertainty import KINDS, parameters
from .yaml_errors import quoted

# How a key is written; a key that is not here is shown with three dots.
KEYS = {
    "title": 'title: "A few words"',
    "article": 'article: {title: "...", url: "https://...", language: en}',
    "url": 'url: "https://..."',
    "language": "language: en",
    "quote": 'quote: {exact: "the words of the article"}',
    "exact": 'exact: "the words of the article"',
    "value": "value: 50 tonne",
    "hedge": "hedge: about",
    "source": "source: KEY",
    "date": "date: 2017-02",
    "library": "library: copper-price",
    "row": "row: KEY",
    "column": "column: price",
    "of": 'of: "what it is a distribution of"',
    "expression": 'expression: "mass / number"',
    "unit": "unit: tonne",
    "question": 'question: "Does it fit?"',
    "stated": "stated: NAME",
    "reason": 'reason: "why"',
    "options": 'options: {as written: {reason: "why"}, other: {reason: "why", set: {NAME: VALUE}}}',
}
# The full form of an entry, by the shape that is expected of it; `{text}` is what was given, `{quoted}` that in quotes.
FULL = {
    "Article": "{{title: {quoted}, url: \"https://...\", language: en}}",
    "Quote": "{{exact: {quoted}}}",
    "Claim": '{{quote: {{exact: "the words of the article"}}, value: {text}}}',
    "Reading": '{{value: {text}, reason: "why"}}',
    "Evidence": "{{value: {text}, source: KEY, date: 2017-02}}",
    "Assumption": '{{of: "what it is", fixed: {{value: {{value: {text}, reason: "why"}}}}}}',
    "Formula": "{{expression: {quoted}, unit: tonne}}",
    "Check": "{{question: {quoted}, kind: possible, stated: NAME, at_most: NAME}}",
    "Option": "{{reason: {quoted}}}",
    "Candidate": '{{date: {text}, reason: "why"}}',
    "PassedOver": '{{date: {text}, reason: "why"}}',
    "Part": '{{low: {{value: {text}, reason: "why"}}}}',
    "Loss": '{{reason: "why", fits: 0, otherwise: {text}}}',
    "Weighted": '{{value: {text}, weight: 1 one, reason: "why"}}',
}  # fmt: skip


# The same by the key, where the shape has no name of its own.
MAPPINGS = {"where": "{{COLUMN: {text}}}", "set": "{{NAME: VALUE}}"}
_RANGE = re.compile(r"(?P<low>[-+.\d]+) to (?P<high>[-+.\d]+)(?P<unit>.*)")


def example(key: str) -> str:
    """How a key is written with a value.

    >>> example("unit"), example("suffix")
    ('unit: tonne', 'suffix: ...')
    """
    return KEYS.get(key, f"{key}: ...")


def full_form(key: str, shape: Any, text: str) -> str | None:
    """An entry that was given as one text, written out as its shape needs it; None where no example is known.

    >>> from ..text import Claim
    >>> full_form("mass", Claim, "50 tonne")
    'mass: {quote: {exact: "the words of the article"}, value: 50 tonne}'
    """
    text = text.replace("%", " percent")
    if key in KINDS:
        needed = [name for name, is_needed in parameters(key).items() if is_needed]
        ends = _RANGE.fullmatch(text)
        given = {name: f"{ends[name]}{ends['unit']}" if ends and name in ("low", "high") else text for name in needed}
        figures = (f'{name}: {{value: {value}, reason: "why"}}' for name, value in given.items())
        return f"{key}: {{{', '.join(figures)}}}"
    form = FULL.get(getattr(shape, "__name__", "")) or MAPPINGS.get(key)
    return form and f"{key}: {form.format(text=text, quoted=quoted(text))}"
