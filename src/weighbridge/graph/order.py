"""Quantities each after those that it needs, so that a long chain of formulas is never walked down call by call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def needs_first(name: str, is_known: Callable[[str], bool], needs: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """What is not known yet of all that a quantity rests on, each after what it needs; itself last.

    Whoever takes one makes it known before the next is asked for.

    >>> below, known = {"c": "b", "b": "a", "a": ""}, {}
    >>> for name in needs_first("c", known.__contains__, below.__getitem__):
    ...     known[name] = len(known)
    >>> known
    {'a': 0, 'b': 1, 'c': 2}
    """
    waiting = [name]
    while waiting:
        left = [need for need in needs(waiting[-1]) if not is_known(need)]
        if left:
            waiting += left
        elif not is_known(found := waiting.pop()):
            yield found
