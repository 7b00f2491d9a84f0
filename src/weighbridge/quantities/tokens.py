"""Words, numerals and signs of a text with their places, and phrases found among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

MARKS = "\u0300-\u036f\u0640\u064b-\u0652\u0670"  # signs above and below letters, and the Arabic tatweel
NUMERAL, WORD, SIGN = "numeral", "word", "sign"
_UNWRITTEN = re.compile(f"[{MARKS}]")
_ALIKE = str.maketrans("أإآٱىیکёЁ", "ااااييكеЕ")  # letters that writers exchange: the alefs, the final ya, ё
_TOKEN = re.compile(
    r"(?P<numeral>(?<![\d.,])(?:\d{1,3}(?: \d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,'٬٫]\d+)*|(?<!\w)\.\d+)"
    r"(?:[eE][-+\u2212]?\d{1,3}(?!\w))?)"
    rf"|(?P<word>(?:[^\W\d_][{MARKS}]*)+)|(?P<sign>\d+|\S)"
)


class Token(NamedTuple):
    """A word, a numeral or a sign.

    Attributes:
        start, end: its span.
        text: as it stands.
        form: in small letters and without marks, as it is looked up.
        sort: NUMERAL, WORD or SIGN.
    """

    start: int
    end: int
    text: str
    form: str
    sort: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a text, or of a stretch of it.

    >>> [(one.text, one.sort) for one in tokens("2,500 tons")]
    [('2,500', 'numeral'), ('tons', 'word')]
    """
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        sort, said = match.lastgroup or SIGN, match[0]
        found.append(Token(match.start(), match.end(), said, form_of(said) if sort == WORD else said, sort))
    return found


def first_form(text: str) -> str:
    """The form of the word with which a text begins; empty where it begins with none.

    >>> first_form("Metric tons"), first_form("2 tons")
    ('metric', '')
    """
    match = _TOKEN.search(text)
    return form_of(match[0]) if match is not None and match.lastgroup == WORD else ""


def form_of(word: str) -> str:
    """A word as it is looked up: its case, the marks on its letters and letters that writers exchange do not count."""
    return word.lower() if word.isascii() else _UNWRITTEN.sub("", word).translate(_ALIKE).casefold()


class Phrase(NamedTuple, Generic[T]):
    """Words that stand for something; ``exact`` where capitals tell them from others, as in ``MW``."""

    words: tuple[str, ...]
    value: T
    exact: tuple[str, ...] | None = None

    def is_at(self, some: Sequence[Token], at: int) -> bool:
        """Whether the tokens from a place on are these words."""
        words, end = self.words, at + len(self.words)
        if at < 0 or end > len(some):
            return False
        if self.exact is not None:
            return tuple(one.text for one in some[at:end]) == self.exact
        return tuple(one.form for one in some[at:end]) == words


class Phrases(Generic[T]):
    """Phrases with what they stand for; the longest that fits is taken."""

    def __init__(
        self,
        given: Iterable[tuple[str, T]],
        exact_below: int = 0,
        cut: Callable[[list[Token]], list[Token]] | None = None,
    ) -> None:
        """Take phrases as they are written, each with its value; the first of two that are alike stands.

        Args:
            exact_below: words of fewer letters than this are told by their capitals too: ``MW`` is not ``mW``. A form
                that ends in ``*`` stands for every word that begins so.
            cut: what parts words that hold several, as it parts those of the text.
        """
        self._cut = cut
        self._first: dict[str, list[Phrase[T]]] = {}
        self._last: dict[str, list[Phrase[T]]] = {}
        self._stems: dict[str, T] = {}
        self.forms: list[str] = []
        for form, value in given:
            self._add(form.strip(), value, exact_below)
        for known in (self._first, self._last):
            for some in known.values():
                some.sort(key=lambda phrase: (-len(phrase.words), phrase.exact is None))
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)

    def _add(self, form: str, value: T, exact_below: int) -> None:
        self.forms.append(form)
        if form.endswith("*"):
            self._stems.setdefault(form_of(form[:-1]), value)
            return
        some = tokens(form) if self._cut is None else self._cut(tokens(form))
        is_cased = form.lower() != form.upper()
        is_exact = (is_cased and sum(len(one.text) for one in some) < exact_below) or any(c.isupper() for c in form[1:])
        exact = tuple(one.text for one in some) if exact_below and is_exact else None
        phrase = Phrase(tuple(one.form for one in some), value, exact)
        self._first.setdefault(phrase.words[0], []).append(phrase)
        self._last.setdefault(phrase.words[-1], []).append(phrase)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words with which a phrase begins."""
        return frozenset(self._first)

    @property
    def has_stems(self) -> bool:
        """Whether some forms are beginnings of words."""
        return bool(self._stems)

    def at(self, some: Sequence[Token], place: int) -> tuple[T, int] | None:
        """What the longest phrase from a place on stands for, and the place behind it; None where none stands there."""
        if not 0 <= place < len(some):
            return None
        form = some[place].form
        phrases = self._first.get(form)
        if phrases is not None:
            for phrase in phrases:
                if len(phrase.words) == 1 and phrase.exact is None:
                    return phrase.value, place + 1
                if phrase.is_at(some, place):
                    return phrase.value, place + len(phrase.words)
        if self._stems and (stem := self._stem(form)) is not None:
            return stem, place + 1
        return None

    def before(self, some: Sequence[Token], end: int) -> tuple[T, int] | None:
        """What the longest phrase that ends before a place stands for, and where it begins; None where none does."""
        if not 0 < end <= len(some):
            return None
        form = some[end - 1].form
        phrases = self._last.get(form)
        if phrases is not None:
            for phrase in phrases:
                if phrase.is_at(some, end - len(phrase.words)):
                    return phrase.value, end - len(phrase.words)
        if self._stems and (stem := self._stem(form)) is not None:
            return stem, end - 1
        return None

    def _stem(self, form: str) -> T | None:
        for length in self._lengths:
            if form[:length] in self._stems and len(form) >= length:
                return self._stems[form[:length]]
        return None
