"""Words that hold several words: prefixes written together with the next word, numbers in one word, nouns of two.

Arabic writes "and", "by", "for" and "the" together with what follows, وللطن; German writes a whole number in one word,
zweihundertfünfzig. Both are cut into the words that the tables know; the parts keep their places in the text. A noun in
the dual, شاحنتين, says "two trucks": it is read as the number two and the noun, which stand in the same place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache, partial

from .tokens import WORD, Phrases, Token, form_of

LEAST = 2  # letters of what is left behind a prefix: a single letter is no word
MOST = 80  # letters of the longest number in one word that is tried


class WordParts:
    """The parts of words by the tables of one language.

    Attributes:
        prefixes: what is written together with the next word, the longest first.
        vocabulary: the words that the tables know: a word is cut where the rest is one of them and the whole is not.
        numbers: words that may stand within a number in one word; empty where numbers are not written so.
        joints: those of them that neither begin nor end such a number: "and".
        duals: nouns and units of two at once, each with the words for one of them.
        two: the word of number that a dual holds.
    """

    def __init__(
        self,
        prefixes: Iterable[str] = (),
        vocabulary: Collection[str] = frozenset(),
        numbers: Collection[str] = frozenset(),
        joints: Collection[str] = frozenset(),
        duals: Phrases[tuple[str, ...]] | None = None,
        two: str = "",
    ) -> None:
        """Take the words in the form in which they are looked up."""
        self.prefixes = tuple(sorted(prefixes, key=len, reverse=True))
        self.vocabulary, self.numbers, self.joints = frozenset(vocabulary), frozenset(numbers), frozenset(joints)
        self.duals, self.two = duals, two
        self._lengths = sorted({len(word) for word in self.numbers}, reverse=True)

    def of(self, some: list[Token], with_numbers: bool = True) -> list[Token]:
        """The tokens with each word cut into the words that it holds; most hold one and stay as they are.

        >>> from .tokens import tokens
        >>> arabic = WordParts(prefixes=["ل", "لل"], vocabulary=["طن"])
        >>> [one.text for one in arabic.of(tokens("للطن"))]
        ['لل', 'طن']
        >>> german = WordParts(numbers=["drei", "hundert", "fünf", "fünfzig"])
        >>> [one.text for one in german.of(tokens("dreihundertfünfzig Euro"))]
        ['drei', 'hundert', 'fünfzig', 'Euro']
        """
        if not self.prefixes and not self.numbers:
            return some
        found: list[Token] = []
        for one in some:
            forms = self._forms(one, with_numbers) if one.sort == WORD else (one.form,)
            found += (one,) if len(forms) < 2 else _cut(one, forms)
        return found if self.duals is None else self._with_twos(found, self.duals)

    def _with_twos(self, some: list[Token], duals: Phrases[tuple[str, ...]]) -> list[Token]:
        """The tokens with the number two before each noun that holds it."""
        found, at = [], 0
        while at < len(some):
            dual = duals.at(some, at)
            if dual is None:
                found.append(some[at])
                at += 1
                continue
            one, end = dual
            found += _two_of(some[at:end], self.two, one)
            at = end
        return found

    def _forms(self, one: Token, with_numbers: bool) -> tuple[str, ...]:
        if self.prefixes and one.form not in self.vocabulary:
            for prefix in self.prefixes:
                rest = one.form[len(prefix) :]
                if len(rest) >= LEAST and rest in self.vocabulary and one.form.startswith(prefix):
                    return prefix, rest
        if with_numbers and self.numbers and len(one.form) <= MOST and one.form not in self.numbers:
            return self._number(one.form)
        return (one.form,)

    def _number(self, form: str) -> tuple[str, ...]:
        """The words of a number in one word, the longest first at every place; none where it does not come out even."""

        @cache
        def rest(at: int) -> tuple[str, ...] | None:
            """The words from a place to the end; none where they do not come out even."""
            if at == len(form):
                return ()
            for word in map(partial(_slice, form, at), self._lengths):
                if word in self.numbers and (following := rest(at + len(word))) is not None:
                    return word, *following
            return None

        words = rest(0) or ()
        return () if not words or words[0] in self.joints or words[-1] in self.joints else words


def _slice(form: str, at: int, length: int) -> str:
    return form[at : at + length]


def _two_of(some: list[Token], two: str, one: tuple[str, ...]) -> list[Token]:
    """The number two and the words of a noun, in the place of its dual."""
    whole = Token(some[0].start, some[-1].end, some[0].text, two, WORD)
    words = [some[min(place, len(some) - 1)]._replace(form=form) for place, form in enumerate(one)]
    words[-1] = words[-1]._replace(end=some[-1].end)
    return [whole, *words]


def _cut(whole: Token, forms: Iterable[str]) -> list[Token]:
    """A token in pieces of these forms; a mark on a letter goes with its letter."""
    pieces, at = [], whole.start
    for form in forms:
        begun, length = at, 0
        while at < whole.end and (length < len(form) or not form_of(whole.text[at - whole.start])):
            length += len(form_of(whole.text[at - whole.start]))
            at += 1
        pieces.append(Token(begun, at, whole.text[begun - whole.start : at - whole.start], form, WORD))
    return pieces
