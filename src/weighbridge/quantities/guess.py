"""Which language a text is in: by its script, then by words of function and letters that the languages list."""

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
    ranked = sorted(((_score(one, words, start), one.code) for one in candidates), reverse=True)
    best, code = ranked[0] if ranked else (0.0, "")
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    if best >= LEAST and best >= LEAD * second:
        return Guess(code)
    name = language(FALLBACK).facts["name"]
    return Guess(FALLBACK, f"the language is not clear from the text; it is read as {name}")


def _script(text: str) -> str:
    """The script of most letters."""
    count: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            count[unicodedata.name(letter, "").split(" ")[0].capitalize()] += times
    return count.most_common(1)[0][0] if count else ""


def _score(one: Language, words: Counter[str], text: str) -> float:
    """How much of a language there is: its words of function, each once and more, and letters of its own."""
    frequent = [words[word] for word in one.listed("frequent")]
    seen = sum(1 for times in frequent if times) + 0.5 * sum(frequent)
    letters = one.facts.get("letters", "")
    return seen + LETTER * any(letter in text.casefold() for letter in letters)
