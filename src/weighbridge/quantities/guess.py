"""Which language a text is in: by its script, by words of function and letters of its own, else by all its words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from .language import Language, language, languages
from .tokens import form_of

FALLBACK = "en"
READ = 20_000  # characters from which it is told
LEAST = 2  # words of function: fewer tell nothing
LEAD = 1.5  # times as many as the next language has
LETTER = 3  # a letter that one language alone has weighs as much as so many words
_WORD = re.compile(r"[^\W\d_]+")


class Guess(NamedTuple):
    """The code of a language, and what to say of it where it is not sure."""

    code: str
    note: str = ""


def guess(text: str) -> Guess:
    """The language of a text; English with a note where nothing tells.

    >>> guess("the price of copper and the price of iron").code
    'en'
    >>> guess("1 2 3").note
    'the language is not clear from the text; it is read as English'
    """
    start = text[:READ]
    words = Counter(form_of(word) for word in _WORD.findall(start))
    script = _script(start)
    candidates = [language(code) for code in languages() if language(code).facts.get("script") == script]
    if len(candidates) == 1 and script != language(FALLBACK).facts.get("script"):
        return Guess(candidates[0].code)
    by_function = _ahead([(_score(one, words, start), one.code) for one in candidates])
    code = by_function or _ahead([(_known(one, words), one.code) for one in candidates])
    if code is not None:
        return Guess(code)
    likeliest = sorted(candidates, key=lambda one: (-_known(one, words), one.code != FALLBACK, one.code))
    chosen = likeliest[0] if likeliest else language(FALLBACK)
    return Guess(chosen.code, f"the language is not clear from the text; it is read as {chosen.facts['name']}")


def _ahead(scores: list[tuple[float, str]]) -> str | None:
    """The code that leads the others; None where none does."""
    (best, code), (second, _) = sorted([*scores, (0.0, ""), (0.0, "")], reverse=True)[:2]
    return code if best >= LEAST and best >= LEAD * second else None


def _script(text: str) -> str:
    """The script of most letters."""
    count: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            count[unicodedata.name(letter, "").split(" ")[0].capitalize()] += times
    return count.most_common(1)[0][0] if count else ""


def _score(one: Language, words: Counter[str], text: str) -> float:
    """How much of a language there is: its words of function, each once and more, and letters of its own."""
    frequent = [words[form_of(word)] for word in one.words_under("frequent")]
    seen = sum(1 for times in frequent if times) + 0.5 * sum(frequent)
    has_letters = any(letter in text.casefold() for letter in one.facts.get("letters", ""))
    is_among_names = one.facts.get("script") == language(FALLBACK).facts["script"] and not seen
    return seen + (1 if is_among_names else LETTER) * has_letters  # a name may have a letter of another language


def _known(one: Language, words: Counter[str]) -> float:
    """How many words of a text the tables of a language know."""
    return sum(1.0 for word in words if word in one.vocabulary)
