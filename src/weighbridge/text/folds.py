"""A text folded for reading, each character of it leading back to the text as it was given.

What a page, a PDF or a word processor puts into a text and nobody sees is taken out, so that a quotation is found and
a number is read wherever the words are the same.

>>> folded = fold("near 50\\u00a0trucks loaded with met-\\nal")
>>> folded.text
'near 50 trucks loaded with metal'
>>> folded.span(27, 32)
(27, 34)
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
)
HYPHENS = "\\-\u2010\u2011"
DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
# Letters, digits and signs that are another spelling of plain ones: ligatures, Arabic in the shapes of its letters,
# full width, digits of mathematics. Superscripts and fractions are not: "10²" is not 102, nor "3½" 31/2.
SPELLINGS = "\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc\uff01-\uff5e\uffe0-\uffe6\U0001d7ce-\U0001d7ff"
MARKS = "\u0300-\u036f\u0653-\u0655"  # accents that stand behind their letter
# Vowel signs of Arabic and Hebrew, which a writer may leave out.
VOWELS = (
    "\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5"
)
BULLETS = tuple("\u2022\u2023\u2043\u25aa\u25cf\u25e6")

# A soft hyphen behind which a line ends says that a word goes on; other unseen characters say nothing.
_UNSEEN = re.compile(f"\u00ad[{UNSEEN}]*(?=\\s)[^\\S\\n\\r]*(?:\\r\\n|\\n|\\r)[^\\S\\n\\r]*(?=\\w)|[{UNSEEN}\u0640]+")
_SPELLINGS = re.compile(f"[{SPELLINGS}]|\\w[{MARKS}]+")
_LINE_END = re.compile(
    f"(?<=\\w)([{HYPHENS}])[^\\S\\n\\r]*(?:\\r\\n|\\n|\\r)[^\\S\\n\\r]*(?=(\\w))"
    "|(?<=[^\\W])([\u2013\u2014])[^\\S\\n\\r]*(?:\\r\\n|\\n|\\r)[^\\S\\n\\r]*(?=\\w)"
    # thousands parted at the end of a line: no number begins with a nought
    f"|(?<=\\d[.,])[{HYPHENS}][^\\S\\n\\r]*(?:\\r\\n|\\n|\\r)[^\\S\\n\\r]*(?=0\\d\\d(?!\\d))"
)
_SPACES = re.compile(r" \s+|[^\S ]\s*")
_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
_SIGNS = str.maketrans("\u2018\u2019\u201b\u02bc\u201c\u201d\u201e\u201f\u2010\u2011\u2012", "''''\"\"\"\"--\u2013")
_LOOSE = str.maketrans("`\u00b4\u2032\u00ab\u00bb\u2033", "'''\"\"\"")
_TO_MATCH = re.compile(f"[{VOWELS}]+|\\s+|\u2026|[{DASHES}]|(?<=[^\\W\\d_])-(?=[^\\W\\d_])")
_VOWEL = re.compile(f"[{VOWELS}]")


@dataclass(frozen=True)
class Replaced:
    """The stretches of a text that were replaced, in their order; what lies between is as it was.

    Attributes:
        starts, ends: of each in the new text; the same where nothing took its place.
        origins: its start and end in the old text.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]

    def start(self, at: int) -> int:
        """Where the character at ``at`` of the new text begins in the old one."""
        number = bisect_right(self.starts, at) - 1
        if number < 0:
            return at
        return self.origins[number][0] if at < self.ends[number] else self._behind(number, at)

    def end(self, at: int) -> int:
        """Where the character that ends at ``at`` of the new text ends in the old one."""
        number = bisect_right(self.starts, at - 1) - 1
        if number < 0:
            return at
        return self.origins[number][1] if at - 1 < self.ends[number] else self._behind(number, at)

    def _behind(self, number: int, at: int) -> int:
        return self.origins[number][1] + at - self.ends[number]


@dataclass(frozen=True)
class Fold:
    """A folded text, and the way back from it.

    Attributes:
        text: the folded text.
        original: the text as it was given.
        steps: what was replaced, one step after the other.
    """

    text: str
    original: str
    steps: tuple[Replaced, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a span of the folded text comes from.

        >>> fold("a\\u200b b").span(2, 3)
        (3, 4)
        """
        empty = start >= end
        for step in reversed(self.steps):
            start = step.start(start)
            end = start if empty else step.end(end)
        return start, end

    def place(self, at: int) -> tuple[int, int]:
        """The line and the column of the original, from 1, at which the character of a place begins."""
        return line_and_column(self.original, self.span(at, at)[0])

    def folded_further(self, step: Callable[[str], tuple[str, Replaced | None]]) -> Fold:
        """The same after one more step."""
        text, replaced = step(self.text)
        return self if replaced is None else Fold(text, self.original, (*self.steps, replaced))


def fold(text: str) -> Fold:
    """A text folded for reading.

    Spaces of any width become one space, and so does the end of a line; an empty line still parts two paragraphs, and a
    bullet begins a line. Unseen characters go: zero-width ones, soft hyphens, marks of direction, the Arabic tatweel.
    A word that was parted at the end of a line is joined; its hyphen stays before a capital and beside a digit.
    Quotation marks and apostrophes become straight, ligatures and full-width digits plain.

    >>> fold("2,500-\\ntonne loads near Al-\\nBab").text
    '2,500-tonne loads near Al-Bab'
    """
    folded = Fold(text, text)
    for step in (_without_unseen, _spelled_plainly, _with_joined_words, _with_plain_spaces):
        folded = folded.folded_further(step)
    return Fold(folded.text.translate(_SIGNS), text, folded.steps)  # a sign for a sign: no place moves


def fold_to_match(text: str) -> Fold:
    """A text folded further, to find a quotation in: two texts whose words are the same are then alike.

    Vowel signs of Arabic and Hebrew go, paragraphs run on, every dash is a hyphen, and one between letters goes, for
    it may have been the end of a line.

    >>> fold_to_match("met-\\nal, not self-made\\n\\n— it said").text
    'metal, not selfmade - it said'
    """
    folded = fold(text).folded_further(_with_one_dash)
    return Fold(folded.text.translate(_LOOSE), text, folded.steps)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a place in a text, both from 1, as editors count them.

    >>> line_and_column("one\\r\\ntwo", 6)
    (2, 2)
    """
    line, begins = 1, 0
    for found in re.finditer("\r\n|\n|\r", text):
        if found.end() > at:
            break
        line, begins = line + 1, found.end()
    return line, at - begins + 1


def replaced(text: str, found: Iterable[tuple[int, int, str]]) -> tuple[str, Replaced | None]:
    """A text with stretches of it replaced, and the way back; None where none was.

    Args:
        found: start, end and replacement of each stretch, in their order.
    """
    parts: list[str] = []
    starts, ends, origins = [], [], []
    done = length = 0
    for start, end, new in found:
        parts += (text[done:start], new)
        begins = length + start - done
        length, done = begins + len(new), end
        starts.append(begins)
        ends.append(length)
        origins.append((start, end))
    if not starts:
        return text, None
    parts.append(text[done:])
    return "".join(parts), Replaced(tuple(starts), tuple(ends), tuple(origins))


def _by(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], text: str) -> tuple[str, Replaced | None]:
    found = ((one.start(), one.end(), new(one)) for one in pattern.finditer(text))
    return replaced(text, (one for one in found if text[one[0] : one[1]] != one[2]))


def _without_unseen(text: str) -> tuple[str, Replaced | None]:
    return _by(_UNSEEN, lambda found: "", text)


def _spelled_plainly(text: str) -> tuple[str, Replaced | None]:
    return (text, None) if text.isascii() else _by(_SPELLINGS, _plain, text)


def _plain(found: re.Match[str]) -> str:
    form = "NFC" if found[0][-1] > "\u02ff" and unicodedata.combining(found[0][-1]) else "NFKC"
    return unicodedata.normalize(form, found[0])


def _with_joined_words(text: str) -> tuple[str, Replaced | None]:
    return _by(_LINE_END, _joint, text)


def _joint(found: re.Match[str]) -> str:
    """What stands where two lines are joined: nothing within a word, the hyphen of a compound, a dash."""
    if not found[1]:
        return found[3] or ""
    before, after = found.string[found.start() - 1], found[2]
    is_compound = not (before.isalpha() and after.isalpha()) or after.isupper()
    return found[1] if is_compound else ""


def _with_plain_spaces(text: str) -> tuple[str, Replaced | None]:
    return _by(_SPACES, _space, text)


def _space(found: re.Match[str]) -> str:
    """A space, the end of a paragraph, or the end of a line before a bullet."""
    breaks = len(_BREAK.findall(found[0])) + found[0].count("\u2029")
    if breaks > 1:
        return "\n\n"
    return "\n" if breaks and found.string[found.end() : found.end() + 1] in BULLETS else " "


def _with_one_dash(text: str) -> tuple[str, Replaced | None]:
    return _by(_TO_MATCH, _loosely, text)


def _loosely(found: re.Match[str]) -> str:
    sign, at = found[0], found.start()
    if _VOWEL.match(sign):
        return ""
    if sign.isspace():
        return " "
    if sign == "\u2026":
        return "..."
    before, after = found.string[at - 1 : at], found.string[found.end() : found.end() + 1]
    return "" if before.isalpha() and after.isalpha() else "-"
