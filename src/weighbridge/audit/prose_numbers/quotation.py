"""Which numbers of a text stand in a quotation of an article, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...case import Case
from .numbers import ProseNumber, spelled_number

# A paragraph that Markdown marks as quoted, or words between quotation marks.
_QUOTED = re.compile(r"^>.*(?:\n>.*)*|“[^”]*”", re.MULTILINE)


def free_numbers(numbers: Sequence[ProseNumber], text: str, cases: Iterable[Case]) -> list[ProseNumber]:
    """The numbers that no article says: neither in a quotation, nor as a word for one that it states ("fifty" for 50).

    Args:
        cases: whose articles may be quoted; a further one is looked at only where a number is still free.
    """
    free = list(numbers)
    for case in cases if free else ():
        free = _free_of(free, text, case)
        if not free:
            break
    return free


def _free_of(numbers: Sequence[ProseNumber], text: str, case: Case) -> list[ProseNumber]:
    said, stretches = _said(case), [one.span() for one in _QUOTED.finditer(text)]
    stated = {word for value in case.numbers.values() if (word := spelled_number(value))}
    free = [one for one in numbers if one.text.lower() not in stated]
    return [one for one in free if not any(_is_quoted(one, text, stretch, said) for stretch in stretches)]


def _said(case: Case) -> str:
    """Every stretch of the article that the case quotes, with the words around it, and its title."""
    quotes = [one.quote for one in (*case.text.claims.values(), *case.text.events.values())]
    return " … ".join(
        map(_plain, (*(f"{one.prefix}{one.exact}{one.suffix}" for one in quotes), case.text.article.title))
    )


def _is_quoted(one: ProseNumber, text: str, stretch: tuple[int, int], said: str) -> bool:
    """Whether a number stands within a stretch, and there with the words beside it that the article has."""
    start, end = stretch
    if not start <= one.start < one.end <= end:
        return False
    before = re.split("[…“>]", text[start : one.start])[-1]
    after = re.split("[…”>]", text[one.end : end])[0]
    first, last = re.search(r"(?:\S+\s+)?\S*$", before), re.match(r"\S*(?:\s+\S+)?", after)
    beside = f"{first[0] if first else ''}{one.text}{last[0] if last else ''}"
    return bool(beside.strip()) and _plain(beside) in said


def _plain(text: str) -> str:
    """Words with plain apostrophes and single spaces, so that they can be compared."""
    return " ".join(text.replace("’", "'").split())
