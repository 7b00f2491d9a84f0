"""Quotients of two quantities that make sense: those of the table ``familiar.csv``, by what the words say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..base import TableRow, one_of, some_of, table_rows
from ..quantities import is_counted
from ..text import hedge, parse_unit, same_kind
from .amounts import Amount, Family
from .builder import quotient, readable, relation
from .kinship import CARRIERS, Nature, are_kin, is_a, is_cargo, may_be_cargo
from .link_words import Word
from .links import STRENGTH, Words, near
from .relation import Link, Operation, Relation

TABLE = Path(__file__).with_name("familiar.csv")
NATURES = ("goods", "thing", "carrier", "person")
CELLS = {
    "above": one_of(*Family),
    "below": one_of(*Family, *NATURES),
    "links": some_of(*Link),
    "possible": one_of("yes", "no"),
    "of": one_of("any", "cargo", "kin", "person", "stuff"),
}
NEXT = 2  # sentences between a load and what carries it, at most; editorial
NEAR = 160  # characters between two quantities of one sentence that no word puts together; editorial


@dataclass(frozen=True)
class Ratio:
    """A row of the table: what may stand above and below the line, and what has to put them together.

    Attributes:
        links: what in the words suffices.
        possible: whether it is worth showing where they only stand in one sentence.
        of: what the thing above must be: ``cargo``, ``kin`` of that below, ``stuff``, ``person`` or ``any``.
    """

    above: str
    below: str
    links: tuple[Link, ...]
    possible: bool
    of: str


@cache
def familiar() -> tuple[Ratio, ...]:
    """The ratios that make sense, in the order of the table."""
    return tuple(map(_ratio, table_rows(TABLE, tuple(CELLS), CELLS)))


def _ratio(row: TableRow) -> Ratio:
    links = row["links"].split(";")
    return Ratio(row["above"], row["below"], tuple(map(Link, links)), row["possible"] == "yes", row["of"])


@dataclass(frozen=True)
class Pair:
    """Two amounts that make a familiar ratio, and what puts them together."""

    above: Amount
    below: Amount
    ratio: Ratio
    link: Link

    @property
    def kind(self) -> tuple[str, str]:
        """The families of the ratio, above and below."""
        return self.above.family.value, self.below.family.value

    @property
    def is_named(self) -> bool:
        """Whether the words say of what stuff it is, or both are flows: dollars a month and barrels a day."""
        named = any(one.of and not is_counted(one.of) for one in (self.above, self.below))
        return named or self.above.time is not None

    @property
    def places(self) -> frozenset[int]:
        """The places of both."""
        return frozenset((self.above.place, self.below.place))


def pairs(words: Words) -> tuple[Pair, ...]:
    """The pairs of a passage that make a familiar ratio: those that words put together, then those that may be.

    A pair that only stands in one sentence is kept where neither has a partner of the same kind that words put it
    together with, and where no other could be meant.
    """
    held = [one for one in words.amounts if not one.is_rate and one.family not in (Family.TIME, Family.SHARE)]
    found = [pair for one, other in near(held, NEXT) if (pair := _pair(words, one, other))]
    sure = [pair for pair in found if pair.link.is_sure]
    taken = {(place, pair.kind) for pair in sure for place in pair.places}
    open_ones = [pair for pair in found if not pair.link.is_sure]
    counts = Counter((place, pair.kind) for pair in open_ones for place in pair.places)
    alone = [
        pair
        for pair in open_ones
        if all((place, pair.kind) not in taken and counts[place, pair.kind] == 1 for place in pair.places)
    ]
    return (*sure, *_anchored(alone, sure))


def _anchored(alone: list[Pair], sure: list[Pair]) -> list[Pair]:
    """Prices of what is not named count where the same sentence has what is carried or sold piece by piece."""
    pieces = [pair for pair in (*alone, *sure) if is_a(pair.below.of, *CARRIERS, Nature.GOODS)]
    anchors = {place for pair in pieces for place in pair.places}
    return [
        pair for pair in alone if pair in pieces or pair.ratio.of != "stuff" or pair.is_named or pair.places & anchors
    ]


def _pair(words: Words, one: Amount, other: Amount) -> Pair | None:
    """Two amounts as a ratio, the one above that makes sense above; None where neither does."""
    if (one.time is None) != (other.time is None) or {one.place, other.place} & words.rows:
        return None
    for above, below in _orders(one, other):
        for ratio in familiar():
            if not _fits(ratio, above, below):
                continue
            links = words.links(above, below)
            link = next((one for one in ratio.links if one in links and _holds(words, one, above, below)), None)
            if link == Link.WEIGHING and _may_be_each(above, below):
                return None
            if link is not None:
                return Pair(above, below, ratio, link)
            is_known = ratio.of != "cargo" or is_cargo(above.of)
            if not links and ratio.possible and is_known and (place := _near(words, above, below, ratio)):
                return Pair(above, below, ratio, place)
    return None


def _orders(one: Amount, other: Amount) -> Iterator[tuple[Amount, Amount]]:
    if one.family == other.family == Family.MONEY:  # so much of the weaker currency for one of the stronger
        yield (one, other) if one.meaning.low >= other.meaning.low else (other, one)
        return
    yield one, other
    yield other, one


def _fits(ratio: Ratio, above: Amount, below: Amount) -> bool:
    """Whether two amounts are what a row says."""
    if ratio.above != above.family or not _is_below(ratio.below, below):
        return False
    if above.family == below.family == Family.MONEY and _is_of_one_currency(above, below):
        return False
    if above.family == below.family == Family.COUNT and are_kin(above.of, below.of):
        return False
    by_name = {
        "any": True,
        "cargo": may_be_cargo(above.of),
        "kin": are_kin(above.of, below.of),
        "stuff": are_kin(above.of, below.of) or below.family == Family.AREA,
        "person": is_a(above.of, Nature.PERSON),
    }
    return by_name[ratio.of]


def _is_of_one_currency(one: Amount, other: Amount) -> bool:
    return same_kind(parse_unit(one.meaning.unit), parse_unit(other.meaning.unit))


def _is_below(name: str, below: Amount) -> bool:
    if below.family != Family.COUNT:
        return name == below.family
    if below.of is None or below.room.written[1] <= 1:
        return False
    if name == "person":
        return is_a(below.of, Nature.PERSON)
    if name == "carrier":
        return is_a(below.of, *CARRIERS)
    return is_a(below.of, Nature.GOODS) if name == "goods" else name == "thing" and not is_a(below.of, Nature.PERSON)


def _holds(words: Words, link: Link, above: Amount, below: Amount) -> bool:
    """Whether words of holding say that what stands below holds what stands above."""
    if link != Link.CONTAINING:
        return True
    first, second = sorted((above, below), key=lambda one: one.place)
    bond = words.after.get(first.place)
    if bond is None or bond.second is not second:
        return True
    return bond.first_holds is None or bond.first_holds == (bond.first == below)


def _may_be_each(mass: Amount, below: Amount) -> bool:
    """Whether a mass may be that of each thing: of a number that no one knows, or of carriers below a unit each.

    "Hundreds of bombs weighing 2,000 lb", "230 bags weighing 50 kg": neither is a total beyond doubt.
    """
    if below.family != Family.COUNT:
        return False
    is_light = mass.room.written[1] < below.room.written[0] and is_a(below.of, *CARRIERS)
    return is_light or hedge(below.mention.cue).counts


def _near(words: Words, above: Amount, below: Amount, ratio: Ratio) -> Link | None:
    """That two stand in one sentence, or carriers and their load in sentences that follow each other."""
    first, second = sorted((above, below), key=lambda one: one.place)
    apart = second.sentence_number - first.sentence_number
    if not apart:
        is_near = second.mention.start - first.mention.end <= NEAR
        is_apart = words.between(first, second) & {Word.BREAK, Word.JOIN}
        return Link.SAME_SENTENCE if is_near and not is_apart else None
    if ratio.above == Family.MONEY:
        is_sold = ratio.below == "goods" and (words.is_valued(above) or words.is_cut(first, second))
        return Link.SAME_PASSAGE if is_sold or _is_price_of(words, above, below) else None
    return Link.SAME_PASSAGE if ratio.below in ("goods", "carrier") else None


def _is_price_of(words: Words, money: Amount, stuff: Amount) -> bool:
    """Whether money of another sentence is what some named stuff is worth: both name it, or the words say "value"."""
    if money.family != Family.MONEY or stuff.of is None or is_counted(stuff.of) or stuff.family == Family.COUNT:
        return False
    near_it = (one for one in words.amounts if abs(one.sentence_number - money.sentence_number) <= NEXT)
    if any(one.family == stuff.family and one is not stuff for one in near_it):
        return False
    return money.of == stuff.of or (money.of is None and words.is_valued(money))


def quotients(words: Words, taken: frozenset[frozenset[int]]) -> list[Relation]:
    """What the pairs of a passage imply, but for those whose quotient is stated and compared elsewhere."""
    found = [pair for pair in pairs(words) if pair.places not in taken]
    return [quotient_of(pair) for pair in sorted(found, key=lambda pair: STRENGTH.index(pair.link))]


def quotient_of(pair: Pair) -> Relation:
    """The quotient of a pair, in a unit that reads well."""
    above, below = pair.above, pair.below
    figure = readable(quotient(above, below, quotient_unit(above, below)))
    is_counted = below.family == Family.COUNT
    of = above.of if above.family != Family.MONEY or is_counted else (below.of or above.of)
    return relation(Operation.QUOTIENT, figure, pair.link, "{0} / {1}", of, below.of if is_counted else None)


def quotient_unit(above: Amount, below: Amount) -> str:
    """The unit of one amount by another, without things and without the time that both have."""
    if below.family == Family.COUNT:
        return above.meaning.unit
    return f"{above.meaning.unit}/{below.meaning.unit}"
