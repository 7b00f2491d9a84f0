"""Which words differ between what was saved and what is there today: a few stretches, with the words before each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

_NAMED, _AROUND = 3, 3  # stretches that are named; words before each
_LONG = 120  # characters of a stretch


def moved_words(saved: str, today: str, between: str | None = None) -> list[str]:
    """The stretches of words that differ, the first few, and how many more there are; nothing if all words are alike.

    Args:
        between: what parts words; spaces of any kind by default.

    >>> moved_words("the load is 50 t", "the load is 49 t")
    ['saved “50”, today “49”, after “the load is”']
    """
    return list(_stretches(saved.split(between), today.split(between)))


def first_difference(saved: str, today: str, words_of: Callable[[str], str] = str) -> tuple[int, str]:
    """The first line, from 1, in which two texts differ, and what moved in it.

    Where one ends first, that is the line behind its last.

    Args:
        words_of: the words of a line, where it has markup as well.

    >>> first_difference("a\\nb\\n", "a\\nc\\n")
    (2, 'saved “b”, today “c”, at the beginning')
    >>> first_difference("a\\n", "a\\nb\\n")
    (2, 'saved nothing, today “b”, at the beginning')
    """
    for number, pair in enumerate(zip_longest(saved.splitlines(), today.splitlines()), 1):
        if pair[0] != pair[1]:
            one, other = (words_of(line or "") for line in pair)
            return number, "; ".join(moved_words(one, other)) or "its spaces or its markup differ"
    return 1, "the ends of its lines differ"


def _stretches(saved: list[str], today: list[str]) -> Iterator[str]:
    alike = 0
    while alike < min(len(saved), len(today)) and saved[alike] == today[alike]:
        alike += 1
    matched = SequenceMatcher(None, saved[alike:], today[alike:], autojunk=False).get_opcodes()
    changed = [one for one in matched if one[0] != "equal"]
    for _, a, b, c, d in changed[:_NAMED]:
        before = " ".join(saved[max(alike + a - _AROUND, 0) : alike + a])
        sides = f"saved {_quoted(saved[alike + a : alike + b])}, today {_quoted(today[alike + c : alike + d])}"
        yield f"{sides}, after “{before}”" if before else f"{sides}, at the beginning"
    if len(changed) > _NAMED:
        yield f"and {len(changed) - _NAMED} more"


def _quoted(words: list[str]) -> str:
    whole = " ".join(words)
    return f"“{whole if len(whole) <= _LONG else f'{whole[:_LONG]}…'}”" if words else "nothing"
