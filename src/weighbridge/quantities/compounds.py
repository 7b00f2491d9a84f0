"""Words that a language writes together, cut apart: ``dreihundertfünfzig``, ``وعشرون``."""

from __future__ import annotations

from collections.abc import Sequence

from .language import Language
from .tokens import WORD, Token, tokens

MOST_PREFIXES = 2
LONGEST_COMPOUND = 80


def tokens_of(known: Language, text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, with what the language writes together cut apart."""
    some = tokens(text, start, end)
    prefixes, compound = known.listed("prefixes"), known.says("compound")
    if not prefixes and not compound:
        return some
    found: list[Token] = []
    for one in some:
        if one.sort != WORD or one.form in known.known_words:
            found.append(one)
        elif compound and (parts := _numbers_in(known, one)):
            found += parts
        else:
            found += _without_prefixes(known, one, prefixes, MOST_PREFIXES)
    return found


def _without_prefixes(known: Language, one: Token, prefixes: Sequence[str], left: int) -> list[Token]:
    """A word cut behind its prefixes, where the rest is known."""
    for prefix in prefixes if left else ():
        if not one.form.startswith(prefix) or len(one.form) <= len(prefix) or one.form == prefix:
            continue
        head, rest = _cut(one, len(prefix))
        if rest.form in known.known_words or known.begins_known(rest):
            return [head, rest]
        parts = _without_prefixes(known, rest, prefixes, left - 1)
        if len(parts) > 1:
            return [head, *parts]
    return [one]


def _cut(one: Token, length: int) -> tuple[Token, Token]:
    """A word in two, the first of so many letters, marks not counted."""
    at, seen = 0, 0
    while at < len(one.text) and seen < length:
        seen += one.text[at].casefold() in one.form
        at += 1
    head = Token(one.start, one.start + at, one.text[:at], one.form[:length], WORD)
    return head, Token(one.start + at, one.end, one.text[at:], one.form[length:], WORD)


def _numbers_in(known: Language, one: Token) -> list[Token]:
    """The words of number that a word is made of, the longest first; none where it is not made of them alone."""
    form = one.form
    if len(form) > LONGEST_COMPOUND or len(form) != len(one.text):
        return []
    ways: list[int | None] = [None] * (len(form) + 1)  # where the last part of the first so many letters begins
    ways[0] = 0
    for end in range(1, len(form) + 1):
        for begin in range(end):
            if ways[begin] is not None and form[begin:end] in known.number_parts:
                ways[end] = begin
                break
    if ways[-1] is None or ways[-1] == 0:
        return []
    cuts, at = [], len(form)
    while at:
        begin = ways[at] or 0
        cuts.append((begin, at))
        at = begin
    return [
        Token(one.start + begin, one.start + end, one.text[begin:end], form[begin:end], WORD)
        for begin, end in reversed(cuts)
    ]
