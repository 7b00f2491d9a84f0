"""What in the words puts two quantities of a passage together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..quantities import Mentions
from .amounts import Amount, Family
from .kinship import CARRIERS, Nature, is_a, is_cargo
from .link_words import AT_ONCE, Found, Word, words_between
from .relation import Link

MOST_APART = 60  # quantities that may stand between two that are put together: bounds the time of a list; editorial
FARTHEST = 120  # characters between two numbers that the words between may put together; editorial
SHORTLY = 60  # characters before a number in which words say of it alone what it is; editorial
STOPS = (". ", "! ", "? ", "؟ ")
SENTENCE_ENDS = (*STOPS, "… ")
CLAUSE_ENDS = re.compile("[;؛]")
PAUSE = re.compile("[,،:]")
ROW = re.compile(r"\s*[,،、]\s*$")  # a comma alone: a list goes on
LINKS = {
    Word.CONTAINING: Link.CONTAINING,
    Word.CARRYING: Link.CONTAINING,
    Word.HELD_IN: Link.CONTAINING,
    Word.LIVING: Link.CONTAINING,
    Word.SERVING: Link.CONTAINING,
    Word.WORTH: Link.WORTH,
    Word.PRICE: Link.WORTH,
    Word.SAME: Link.WORTH,
    Word.WEIGHING: Link.WEIGHING,
    Word.TOTAL: Link.TOTAL,
}
IN_A_ROW = frozenset((Word.JOIN, Word.LIST))
HOLDING = frozenset((Word.CONTAINING, Word.CARRYING, Word.HELD_IN, Word.LIVING, Word.SERVING))
STRENGTH = tuple(Link)  # the strongest first


@dataclass(frozen=True)
class Bond:
    """Two neighbours in a sentence, with what stands between them.

    Attributes:
        words: the words that do something between two quantities.
        first_holds: whether the first holds the second; False the other way about, None where the words do not say.
    """

    first: Amount
    second: Amount
    words: frozenset[Word]

    @cached_property
    def links(self) -> frozenset[Link]:
        """The links that make sense of the two; none where none of the words puts them together."""
        if Word.BREAK in self.words or (self.words & IN_A_ROW and not self._is_named):
            return frozenset()
        return frozenset(LINKS[word] for word in self.words if word in LINKS and self._makes_sense(word))

    @property
    def link(self) -> Link | None:
        """The strongest of them."""
        return min(self.links, key=STRENGTH.index, default=None)

    @property
    def _is_named(self) -> bool:
        """Whether the first is of something that is weighed, sold or loaded: "weighs 90 kg and earned $2 million"."""
        of = self.first.of
        return of is not None and (is_cargo(of) or is_a(of, *CARRIERS))

    @cached_property
    def first_holds(self) -> bool | None:
        """Whether the first holds the second; None where no words that make sense say that either holds the other."""
        words = {word for word in self.words if word in HOLDING and self._makes_sense(word)}
        if Word.LIVING in words:
            return self.first.family == Family.AREA
        if words & {Word.CONTAINING, Word.CARRYING}:
            return True
        return False if words else None

    def _makes_sense(self, word: Word) -> bool:
        families, first = {self.first.family, self.second.family}, self.first
        if word in (Word.WORTH, Word.PRICE):
            return Family.MONEY in families
        if word == Word.SAME:
            return families == {Family.MONEY} or len(families) == 1
        if word == Word.WEIGHING:
            return self.second.family == Family.MASS
        if word == Word.CONTAINING:
            return first.family in (Family.COUNT, Family.AREA)
        if word == Word.CARRYING:
            return is_a(first.of, *CARRIERS)
        if word == Word.HELD_IN:
            return is_a(self.second.of, *CARRIERS)
        if word == Word.SERVING:
            return is_a(self.second.of, Nature.PERSON)
        if word == Word.LIVING:
            return families == {Family.COUNT, Family.AREA}
        return True


@dataclass(frozen=True)
class Words:
    """The words of a passage between its quantities."""

    mentions: Mentions
    amounts: tuple[Amount, ...]

    def between(self, first: Amount, second: Amount) -> frozenset[Word]:
        """The words from the number of the first to that of the second; those that follow at once only there."""
        start, end = first.mention.number[1], second.mention.number[0]
        if first.sentence_number != second.sentence_number or not 0 <= end - start <= FARTHEST:
            return frozenset()
        text = self.mentions.text[start:end]
        if CLAUSE_ENDS.search(text):
            return frozenset((Word.BREAK,))
        before = second.mention.start - start  # where the cue and the number of the second begin
        found = words_between(text, self.mentions.language)
        kept = {one.word for one in found if one.word not in AT_ONCE or self._is_at_once(text, one, before)}
        if Word.PRICE in kept and PAUSE.search(text[: max(before, 0)]):
            kept.remove(Word.PRICE)  # "for" and "at" say what is paid in their own clause alone
        return frozenset(kept | ({Word.LIST} if ROW.search(text[: max(before, 0)]) else set()))

    def before(self, amount: Amount) -> frozenset[Word]:
        """The words right before a quantity that must follow at once."""
        start = max(0, amount.mention.start - 20)
        text = self.mentions.text[start : amount.mention.number[0]]
        at = amount.mention.start - start
        return frozenset(
            one.word for one in words_between(text, self.mentions.language) if self._is_at_once(text, one, at)
        )

    def is_valued(self, amount: Amount) -> bool:
        """Whether the words shortly before an amount say that it is what something is worth: "a street value of"."""
        end = amount.mention.number[0]
        before = self.mentions.text[max(0, end - SHORTLY) : end]
        words = words_between(before[max(map(before.rfind, SENTENCE_ENDS)) + 1 :], self.mentions.language)
        return any(one.word == Word.WORTH for one in words)

    def is_cut(self, first: Amount, second: Amount) -> bool:
        """Whether only marks of omission part two amounts: pieces that somebody quoted together, as one sentence."""
        between = self.mentions.text[first.mention.end : second.mention.start]
        return not any(stop in between for stop in STOPS)

    @staticmethod
    def _is_at_once(text: str, found: Found, before: int) -> bool:
        return found.end >= before or not text[found.end : before].strip(" \t\n\"'“”(")

    @cached_property
    def bonds(self) -> tuple[Bond, ...]:
        """The neighbours of each sentence, lengths of time and shares passed over."""
        held = [one for one in self.amounts if one.family not in (Family.TIME, Family.SHARE)]
        return tuple(
            Bond(one, other, self.between(one, other))
            for one, other in pairwise(held)
            if one.sentence_number == other.sentence_number
        )

    @cached_property
    def after(self) -> dict[int, Bond]:
        """The bond of each quantity with the next one."""
        return {bond.first.place: bond for bond in self.bonds}

    @cached_property
    def until(self) -> dict[int, Bond]:
        """The bond of each quantity with the one before it."""
        return {bond.second.place: bond for bond in self.bonds}

    @cached_property
    def rows(self) -> frozenset[int]:
        """The places of quantities that stand in a row of their like: "50 trucks and 20 cars"."""
        found: set[int] = set()
        for bond in self.bonds:
            if bond.words & IN_A_ROW and bond.link is None and bond.first.family == bond.second.family:
                found |= {bond.first.place, bond.second.place}
        return frozenset(found)

    def chain(self, first: Amount, second: Amount) -> Sequence[Bond]:
        """The bonds that lead from one quantity to another that follows in the same sentence; none where a link lacks.

        Through one of a row nothing leads: it can't be told whether the words are meant for it or for all of the row.
        """
        found: list[Bond] = []
        at = first.place
        while at < second.place:
            bond = self.after.get(at)
            if bond is None or bond.link is None or {at, bond.second.place} & self.rows:
                return ()
            found.append(bond)
            at = bond.second.place
        return found if at == second.place else ()

    def links(self, first: Amount, second: Amount) -> frozenset[Link]:
        """What puts two quantities together, in either order: of a chain its weakest link; none where words do not."""
        one, other = sorted((first, second), key=lambda amount: amount.place)
        chain = self.chain(one, other)
        if len(chain) == 1:
            return chain[0].links
        links = [bond.link for bond in chain if bond.link is not None]
        return frozenset((max(links, key=STRENGTH.index),)) if links else frozenset()

    def link(self, first: Amount, second: Amount) -> Link | None:
        """The strongest of them; None where words do not put the two together."""
        return min(self.links(first, second), key=STRENGTH.index, default=None)

    def place(self, first: Amount, second: Amount) -> Link:
        """The same, or that they stand in one sentence, or in one passage."""
        link = self.link(first, second)
        if link is not None:
            return link
        return Link.SAME_SENTENCE if first.sentence_number == second.sentence_number else Link.SAME_PASSAGE


def near(amounts: Sequence[Amount], sentences: int) -> Iterator[tuple[Amount, Amount]]:
    """Each two amounts, in the order of the passage, that stand at most so many sentences apart."""
    for at, one in enumerate(amounts):
        for other in amounts[at + 1 : at + 1 + MOST_APART]:
            if other.sentence_number - one.sentence_number > sentences:
                break
            yield one, other
