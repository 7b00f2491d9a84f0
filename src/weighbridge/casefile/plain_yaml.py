"""Case files in plain YAML, known line by line: nothing can go wrong in them, so they need not be parsed to be listed.

A whole parser of YAML takes some ten milliseconds a file. Most case files use a small part of the language: keys and
values a line each, quotations without escapes, braces and brackets, folded texts. A text of these forms alone is known
here at a fiftieth of that, and so is that no key stands twice. Whatever has another form is for the parser to judge:
`tests/casefile/test_plain_yaml.py` holds that it finds no fault in what is known here, and reads the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DEEPEST = 8  # levels of lines, and as many of braces: together less than a case may have
LONGEST_LINE = 900  # characters: beyond 1,024 a key is none to YAML

# A key; a text without quotes, which begins with a letter, a digit or one of a few signs; texts in quotes; a comment
# behind them, in which nothing ends that could have begun before it.
_KEY = re.compile(r"([^\W\d](?:[\w .-]{0,80}\w)?):(?: +|$)")
_BARE = re.compile(r"(?:[\w“”‘’«(+€£$.]|-\w)[^#]*")
_DOUBLE = re.compile(r'"([^"\\]*)"')
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_BLOCK = re.compile(r"[>|][-+]?")
_COMMENT = re.compile(r"(?<= )# [^\"'}\]]*$")
# Within braces: a sign, a text in quotes, a key with its colon, or a text in which no sign has a meaning.
_TOKEN = re.compile(
    r"""(?P<sign>[{}\[\],])|(?P<quoted>"[^"\\]*"|'(?:[^']|'')*')(?![:\w])|(?P<key>[^\W\d][\w.-]{0,80}):(?= )|"""
    r"""(?P<bare>(?:[\w“”‘’(+€£$.]|-\w)(?:[^#:{}\[\],]*[^#:{}\[\],\s])?)(?=[,}\]]|$)"""
)
_NO_TEXT = ("true", "false", "null", "~", "")


class _NotPlain(Exception):
    """The text has a form that is not known here."""


@dataclass
class _Level:
    """A mapping or a list that stands open: the column it begins in, and the keys that it has."""

    indent: int
    is_list: bool = False
    keys: set[str] = field(default_factory=set)


def plain_head(text: str) -> dict[str, str | bool] | None:
    """The keys of a case's outermost level, each with its text; none where the file's text is not plain YAML.

    What is more than a text in one line is only said to be there, and what is empty not to be.

    >>> plain_head("title: Trucks\\nclaims:\\n  trucks: {value: 50 truck}\\nchecks:\\n")
    {'title': 'Trucks', 'claims': True, 'checks': False}
    >>> plain_head("title: Trucks\\nclaims: {trucks: {value: 50 truck}, trucks: {}}\\n") is None
    True
    """
    try:
        return _Lines(text.split("\n")).head()
    except _NotPlain:
        return None


class _Lines:
    """The lines of a text, gone through once; each is known by what it is, or the text is not plain."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.at = lines, 0
        self.levels = [_Level(0)]
        self.open: int | None = None  # the column of a key with nothing behind it, below which its value may stand
        self.has_comment = False  # behind the line that was taken last
        self.top: dict[str, str | bool] = {}

    def head(self) -> dict[str, str | bool]:
        """What ``plain_head`` gives; raises ``_NotPlain``."""
        while (line := self.next_line()) is not None:
            indent = _indent(line)
            self.line(indent, line[indent:])
        return self.top

    def next_line(self) -> str | None:
        """The next line that is neither empty nor a comment, without what is commented behind it; none at the end."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if not line.isprintable() or len(line) > LONGEST_LINE or line[-1:] == " ":
                raise _NotPlain
            if line and line[_indent(line)] != "#":
                found = _COMMENT.search(line) if "#" in line else None
                self.has_comment = found is not None
                return line[: found.start()].rstrip(" ") if found else line
        return None

    def line(self, indent: int, text: str) -> None:
        """Take a line in: an entry of a list, or a key with what stands behind it."""
        if text.startswith("- "):
            self.entry(indent, text[2:].lstrip(" "), indent + 2 + _indent(text[2:]))
            return
        found = _KEY.match(text)
        if found is None:
            raise _NotPlain
        level, key, rest = self.level_of(indent), found[1], text[found.end() :]
        if key in level.keys:
            raise _NotPlain
        level.keys.add(key)
        self.open = None if rest else indent
        value = self.value(indent, rest) if rest else False
        if level is self.levels[0]:
            self.top[key] = value

    def entry(self, indent: int, text: str, inner: int) -> None:
        """Take an entry of a list in: a key, the first of a mapping that goes on in its column, or a value."""
        self.level_of(indent, is_list=True)
        if _KEY.match(text):
            self.open = indent
            self.line(inner, text)
        else:
            self.open = None
            self.value(indent, text)

    def level_of(self, indent: int, is_list: bool = False) -> _Level:
        """The level that a line belongs to: one that is open, or a new one below a key with nothing behind it."""
        levels = self.levels
        while len(levels) > 1 and levels[-1].indent > indent:
            levels.pop()
        if len(levels) > 1 and levels[-1].indent == indent and levels[-1].is_list and not is_list:
            levels.pop()  # a list may stand in the column of its key
        last = levels[-1]
        is_below = self.open is not None and (indent > self.open or (is_list and indent == self.open))
        if is_below and not (last.indent == indent and last.is_list):
            if len(levels) > DEEPEST:
                raise _NotPlain
            if len(levels) == 1:
                self.top[next(reversed(self.top))] = True
            levels.append(_Level(indent, is_list))
        elif last.indent != indent or last.is_list != is_list:
            raise _NotPlain
        return levels[-1]

    def value(self, indent: int, text: str) -> str | bool:
        """A value: its text, or whether anything stands there; raises ``_NotPlain`` where it has no known form."""
        if text[0] in "{[":
            return _Braces(self, indent).is_filled(text)
        if _BLOCK.fullmatch(text):
            return self.block(indent)
        if found := _DOUBLE.fullmatch(text) or _SINGLE.fullmatch(text):
            return found[1].replace("''", "'") if text[0] == "'" else found[1]
        if not _is_bare(text):
            raise _NotPlain
        return True if self.goes_on(indent) else "" if text in _NO_TEXT else text

    def goes_on(self, indent: int) -> bool:
        """Whether lines follow that go on with a text without quotes; they are passed over."""
        begin = self.at
        while self.at < len(self.lines):
            line = self.lines[self.at]
            inner = _indent(line)
            if not line or inner <= indent:
                break
            if self.has_comment or not _is_bare(line[inner:]):
                raise _NotPlain
            self.next_line()
        return self.at > begin

    def block(self, indent: int) -> bool:
        """Pass over a folded text, every line of which stands as far in as its first."""
        inner = 0
        while self.at < len(self.lines):
            line = self.lines[self.at]
            here = _indent(line)
            if line and here < (inner or indent + 1):
                break
            if not line.isprintable() or line[-1:] == " " or not (line or inner):
                raise _NotPlain
            inner, self.at = inner or here, self.at + 1
        if not inner or self.has_comment:
            raise _NotPlain
        return True


class _Braces:
    """What stands between braces or brackets, over one line or several."""

    def __init__(self, lines: _Lines, indent: int) -> None:
        self.lines, self.indent = lines, indent
        self.levels: list[_Level] = []
        self.before = "begin"  # what stood last: it says what may stand next

    def is_filled(self, text: str) -> bool:
        """Whether anything stands within, once all is taken in; raises ``_NotPlain``."""
        count = 0
        while True:
            at = 0
            while at < len(text):
                found = _TOKEN.match(text, at)
                if found is None:
                    raise _NotPlain
                kind = found.lastgroup or ""
                self.take(kind, found[kind])
                count += 1
                at = found.end() + _indent(text[found.end() :])
                if not self.levels:
                    if at < len(text):
                        raise _NotPlain
                    return count > 2
            text = self.next_line()

    def next_line(self) -> str:
        """The next line that stands further in; a text or a key goes on in no other line."""
        line = None if self.before in ("text", "key") else self.lines.next_line()
        if line is None or _indent(line) <= self.indent:
            raise _NotPlain
        return line.lstrip(" ")

    def take(self, kind: str, token: str) -> None:
        """Take a token in; raises ``_NotPlain`` where it may not stand here."""
        level = self.levels[-1] if self.levels else None
        in_list = level is not None and level.is_list
        if kind == "key":
            if level is None or in_list or self.before not in ("opened", "comma") or token in level.keys:
                raise _NotPlain
            level.keys.add(token)
            self.before = "key"
        elif kind != "sign" or token in "{[":
            can_begin = self.before in ("begin", "key") or (in_list and self.before in ("opened", "comma"))
            if not can_begin or len(self.levels) >= DEEPEST:
                raise _NotPlain
            if kind == "sign":
                self.levels.append(_Level(0, token == "["))
            self.before = "opened" if kind == "sign" else "text"
        elif self.before not in ("text", "closed", *(("opened",) if token != "," else ())):
            raise _NotPlain
        elif token == ",":
            self.before = "comma"
        else:
            if level is None or in_list != (token == "]"):
                raise _NotPlain
            self.levels.pop()
            self.before = "closed"


def _indent(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _is_bare(text: str) -> bool:
    """Whether it is a text without quotes, and nothing in it has a meaning of its own."""
    return _BARE.fullmatch(text) is not None and ": " not in text and not text.endswith(":")
