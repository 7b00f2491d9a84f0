"""A first look in the order in which it is read: the passage, what follows, what is stated, what is not certain."""

from __future__ import annotations

from dataclasses import dataclass

from ..quantities import NotRead
from ..text import capital, fitting, sentence, spelled
from . import sentences
from .comparison import is_comparable
from .results import Found, Held

WHOLE = 1_500  # characters of a passage that is shown whole; of a longer one what stands around its numbers
AROUND = 90  # characters shown on either side of a number of a longer one
GAP = " … "
MOST_NOT_READ = 5
MANY_MONTHS = 120  # of a series against which a figure is held: they come of no date; editorial
OPEN = "What is not certain"


@dataclass(frozen=True)
class Entry:
    """A sentence, and what is said to it."""

    head: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with its entries."""

    title: str
    entries: tuple[Entry, ...]


Piece = tuple[str, int | None]  # words of the passage, and the place of the quantity that they are


def pieces(look: Found) -> list[Piece]:
    """The passage in its order, each stretch with the place of the quantity that it is, or none.

    Of a long one only what stands around its quantities.
    """
    text, found = look.mentions.text, list[Piece]()
    at = 0
    for place, one in enumerate(look.mentions.quantities):
        found += _between(text, at, one.start)
        found.append((text[one.start : one.end], place))
        at = one.end
    found += _between(text, at, len(text))
    return [piece for piece in found if piece[0]]


def _between(text: str, start: int, end: int) -> list[Piece]:
    """The words between two quantities, or before the first and behind the last."""
    if len(text) <= WHOLE or end - start <= 2 * AROUND:
        return [(text[start:end], None)]
    head = text[start : start + AROUND].rsplit(" ", 1)[0] if start else ""
    tail = text[end - AROUND : end].split(" ", 1)[-1] if end < len(text) else ""
    return [(f"{head}{GAP}{tail}", None)]


def sections(look: Found) -> list[Section]:
    """What was found, section by section; none is empty."""
    found = [
        Section("What the numbers imply", tuple(_implied(look))),
        Section("What the passage states, held against the library", tuple(_rates(look))),
        Section(OPEN, tuple(_open(look))),
    ]
    return [one for one in found if one.entries]


def summary(look: Found) -> str:
    """How much was read and how much of it follows, in a sentence."""
    count, implied = len(look.mentions.quantities), len(look.relations)
    if not count:
        return sentences.NOTHING_READ
    if not implied:
        return f"{_many(count, 'quantity', 'quantities')} read. {sentences.NOTHING_FOLLOWS}"
    stated = sum(one.stated is not None for one in look.relations)
    read, follow = _many(count, "quantity", "quantities"), spelled(implied)
    if implied == 1:
        return sentence(f"{read} read; one figure follows{', and the passage states it as well' * stated}")
    as_well = f", {spelled(stated)} of which the passage states as well" if stated else ""
    return sentence(f"{read} read; {follow} figures follow{as_well}")


def _many(count: int, one: str, many: str) -> str:
    return capital(f"{spelled(count)} {one if count == 1 else many}")


def _implied(look: Found) -> list[Entry]:
    found = []
    for at, (relation, held) in enumerate(zip(look.relations, look.comparisons, strict=True)):
        head, *more = sentences.implied(relation, look.mentions)
        more += [sentences.misprint(one, look.mentions) for one in look.misprints if one.relation == at]
        more += _library(held, relation.of, relation.per)
        if not held and is_comparable(relation):
            more.append(sentences.NOT_IN_LIBRARY)
        found.append(Entry(head, tuple(more)))
    return found


def _library(held: tuple[Held, ...], of: str | None, per: str | None) -> list[str]:
    return [sentences.compared(one, of, per) for one in held]


def _rates(look: Found) -> list[Entry]:
    return [
        Entry(sentences.rate_line(one, look.mentions), tuple(_library(one.held, one.of, one.per))) for one in look.rates
    ]


def _open(look: Found) -> list[Entry]:
    found = [Entry(sentences.reading(one, look.mentions)) for one in look.others]
    found += [Entry(sentences.currencies(one, look.mentions)) for one in look.currencies]
    if _any_month(look):
        found.append(Entry(sentences.NO_DATE))
    found += [Entry(_not_read(one)) for one in look.mentions.not_read[:MOST_NOT_READ]]
    if len(look.mentions.not_read) > MOST_NOT_READ:
        found.append(Entry(f"{len(look.mentions.not_read) - MOST_NOT_READ} more were not read."))
    return [*found, *(Entry(sentence(note)) for note in look.notes)]


def _any_month(look: Found) -> bool:
    """Whether a figure is held against the months of many years, for want of a date."""
    held = (one for some in (*look.comparisons, *(rate.held for rate in look.rates)) for one in some)
    return any(one.topic.column and one.count > MANY_MONTHS for one in held)


def _not_read(one: NotRead) -> str:
    short = one.text if len(one.text) <= 40 else f"{one.text[:40]}…"
    return sentence(fitting(f"“{short}” was not read: {one.reason}", f"“{short}” was not read"))
