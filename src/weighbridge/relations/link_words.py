"""The words that put two quantities together, by the tables of a language.

``quantities/languages/XX/links.csv`` holds them, each under a role that is a link, or says how the words stand:
what holds the other comes second ("in", "aboard"), a price follows at once ("for"), one is a part of the other ("of").
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from ..base import suggestion
from ..quantities import language


class Word(StrEnum):
    """What a word between two quantities does: a role of ``links.csv``."""

    CONTAINING = "containing"  # loaded with
    CARRYING = "carrying"  # what needs a carrier before it: carrying, brought
    LIVING = "living"  # of people in an area: living in
    SERVING = "serving"  # of what people get: to feed, for
    WORTH = "worth"
    WEIGHING = "weighing"
    TOTAL = "total"  # in all, which means
    HELD_IN = "held in"  # aboard, packed in: what holds the other follows at once
    PRICE = "price"  # for, at: what is paid follows at once
    SAME = "same"  # (, or, i.e.: the same in another unit follows at once
    PART = "part"  # of, out of: what the first is a part of follows at once
    JOIN = "and"  # two of a row
    LIST = "list"  # a comma alone: a row goes on
    FROM = "from"  # what it was before follows at once
    TO = "to"  # what it became follows at once
    LASTING = "lasting"  # for, over: how long it went on follows at once
    GAP = "gap"  # a gap of: the difference of two others follows at once
    INCLUDE = "include"  # include, among them: parts of the first follow
    BREAK = "break"  # what ends a clause: ;, while, whereas


AT_ONCE = (
    Word.PRICE,
    Word.SAME,
    Word.PART,
    Word.LASTING,
    Word.FROM,
    Word.TO,
    Word.GAP,
)  # what must stand right before the number


class Found(NamedTuple):
    """A word of a role, and where it stands."""

    word: Word
    start: int
    end: int


@lru_cache(maxsize=1024)  # other readings of a passage ask again
def words_between(text: str, code: str) -> tuple[Found, ...]:
    """The words of all roles in a text, in its order; of words that overlap the longest stands.

    >>> [str(found.word) for found in words_between(" trucks loaded with ", "en")]
    ['containing']
    """
    pattern, roles = _pattern(code)
    if pattern is None:
        return ()
    return tuple(
        Found(word, match.start(), match.end()) for match in pattern.finditer(text) for word in roles[_key(match[0])]
    )


@cache
def _pattern(code: str) -> tuple[re.Pattern[str] | None, dict[str, tuple[Word, ...]]]:
    """One expression for all forms of a language, and the roles of each form."""
    roles: dict[str, tuple[Word, ...]] = {}
    known = {word.value: word for word in Word}
    for row in language(code).rows("links"):
        if row["role"] not in known:
            raise row.refusal("role", suggestion(row["role"], known))
        for form in filter(None, (one.strip().casefold() for one in row["forms"].split(";"))):
            roles[form] = (*roles.get(form, ()), known[row["role"]])
    if not roles:
        return None, roles
    forms = sorted(roles, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, forms)), re.IGNORECASE), roles


def _bounded(form: str) -> str:
    """A form that stands by itself, with any white space between its words."""
    spaced = r"\s+".join(map(re.escape, form.split()))
    before = r"(?<!\w)" if re.match(r"\w", form) else ""
    after = r"(?!\w)" if re.match(r"\w", form[-1]) else ""
    return f"{before}{spaced}{after}"


def _key(form: str) -> str:
    return " ".join(form.casefold().split())
