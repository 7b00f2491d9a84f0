"""The numbers of some prose with their places: digits, and number words above twelve.

Not a number of the prose is what only names or counts up: an address, a file, the key of a case, SHA-256 and its
digits, the numbers of a list, that of a notebook beside its file. Nor is what a reader types into a shell: a command,
or an option of one; what stands behind it as a comment is prose. A number word up to twelve is not looked for: prose
counts its own parts with these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ...quantities import language

SIZE = 100  # from here on a number word is one of size: a hundred, a thousand
COUNTED_IN_WORDS = 12  # up to here a number word counts what the prose itself has

_SPELLED = ("teen", "ten", "hundred", "scale")  # the roles of number words that are more than twelve

_DIGITS = re.compile(r"\d(?:[\d,.\u00a0\u2009\u202f]*\d)?")
_STEPS = re.compile(r"^\s*\d+\.(?= )", re.MULTILINE)  # the numbers of a list
# Of SHA-256: its digits, or the first of them.
_DIGESTS = re.compile(r"(?<!\w)(?=[0-9a-f]*[a-f])[0-9a-f]+(?:…|(?<=[0-9a-f]{12})(?!\w))")
_ADDRESSES = re.compile(r"<!--.*?-->|(?<=\])\([^)\s]*\)|<?https?://[^\s>)]*>?", re.DOTALL)
_CODE = re.compile(r"(?P<fence>^(`{3,}|~{3,}).*?^\2)|(?P<span>`[^`\n]+`)", re.DOTALL | re.MULTILINE)
# In prose: letters that a hyphen ties to digits, and files; within code every name, and the file of a notebook.
_NAMES = re.compile(
    r"(?<![\w-])[A-Za-z]{2,}[\w]*(?:-[A-Za-z]+)*-\d[\w-]*(?:\.\w+)?|(?<![\w/])[\w/-]+\.[a-z]{2,5}\b(?<!\d)"
)
_CODE_NAMES = re.compile(r"(?<![\w/-])(?:[A-Za-z_./][\w./-]*\d[\w./-]*|\d\d-[\w-]*[a-z][\w-]*)")

# What is typed into a shell: in a block that is marked as such, line by line up to a comment; in prose a code span.
_SHELL = re.compile(r"^(`{3,}|~{3,})(?:sh|bash|shell|console)\b.*?^\1", re.DOTALL | re.MULTILINE)
_PROGRAMS = r"(?:\$ )?(?:[\w./-]*/)?(?:weighbridge|make|python3?|pip|sha256sum|source|git|cd) "
_COMMANDS = re.compile(rf"^{_PROGRAMS}(?:[^\n#\\]|\\\n?|(?<! )#)*", re.MULTILINE)
_TYPED = re.compile(rf"`(?:{_PROGRAMS}[^`\n]*|-{{1,2}}[a-z][^`\n]*|[^`\n]* --[a-z][^`\n]*)`")
_NUMBERED = re.compile(r"^\|\s*(?P<number>\d+)\s*\|\s*`0*(?P=number)-[\w-]*[a-z]`", re.MULTILINE)


@dataclass(frozen=True)
class ProseNumber:
    """A number as it stands in a text, from its first to behind its last character."""

    start: int
    end: int
    text: str

    @property
    def value(self) -> Decimal | None:
        """What it is worth, commas between thousands left out; none for a date of several points, or a word of size."""
        if (spelled := _spelled().get(self.text.lower())) is not None:
            return spelled if spelled < SIZE else None
        plain = re.sub(r"[,\u00a0\u2009\u202f](?=\d{3}(?!\d))", "", self.text)
        return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def numbers_in(text: str) -> list[ProseNumber]:
    """The numbers of a text of Markdown in their order.

    >>> [one.text for one in numbers_in("`raqqa-2017` has 2,500 tonnes on [fifty](a-1.md) trucks, of SHA-256")]
    ['2,500', 'fifty']
    """
    plain = _without_names(text)
    found = [*_DIGITS.finditer(plain), *_number_words().finditer(plain)]
    numbers = (ProseNumber(one.start(), one.end(), one[0]) for one in found)
    return sorted(numbers, key=lambda one: one.start)


def values_in(text: str) -> frozenset[Decimal]:
    """What the numbers of any text are worth, those in names too; ``248,900`` in a table may be one number or two.

    >>> sorted(map(int, values_in("248,900 in 2017")))
    [248, 900, 2017, 248900]
    """
    whole = [one[0] for one in _DIGITS.finditer(text)]
    parts = [part for one in whole if "," in one for part in one.split(",")]
    values = (ProseNumber(0, len(one), one).value for one in (*whole, *parts))
    return frozenset(value for value in values if value is not None)


def blank(text: str, start: int, end: int) -> str:
    """The text with a stretch of it blank, every line end and every place kept."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def _without_names(text: str) -> str:
    """The text with every address and name blank."""
    for found in _names(text):
        text = blank(text, *found)
    return text


def _names(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_ADDRESSES, _STEPS, _DIGESTS):
        yield from (found.span() for found in pattern.finditer(text))
    for block in _SHELL.finditer(text):
        yield from (found.span() for found in _COMMANDS.finditer(text, *block.span()))
    yield from (found.span() for found in _TYPED.finditer(text))
    yield from (found.span("number") for found in _NUMBERED.finditer(text))
    code = [found.span() for found in _CODE.finditer(text)]
    for start, end in code:
        yield from (found.span() for found in _CODE_NAMES.finditer(text, start, end))
    yield from (found.span() for found in _NAMES.finditer(text))


def spelled_number(value: Decimal) -> str:
    """A number as a single word of English, where it has one above twelve: ``fifty``; else nothing."""
    return next((word for word, worth in _spelled().items() if worth == value), "")


@cache
def _spelled() -> dict[str, Decimal]:
    """The number words of English above twelve, with what each is worth."""
    rows = [row for row in language("en").rows("numbers") if row["role"] in _SPELLED]
    worth = {word: Decimal(row["value"]) for row in rows for word in row["words"].split(";")}
    return {word: value for word, value in worth.items() if value > COUNTED_IN_WORDS}


@cache
def _number_words() -> re.Pattern[str]:
    """Finds a number word, the longest that fits."""
    words = sorted(map(re.escape, _spelled()), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})\b", re.IGNORECASE)
