"""What is wrong with a text that is not YAML, said of what a person typed: the line, and what to type instead.

The parser says what it expected next, in the terms of its grammar, and often on a later line than the one to mend. Here
the lines around its mark are looked at for the faults that people make: a colon within a text, a quotation mark or a
brace that is not closed, a tab, a line that is indented otherwise than its neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ruamel.yaml.error import StringMark, YAMLError

from ..base import Place, Problem

ANY = "check indentation, quotes and brackets"
SPECIAL = "@`%&*!|>?[]{},-#"  # what begins with one of these is not plain text in YAML
_ENTRY = re.compile(r"(?P<indent> *(?:- +)?)(?P<key>[^\s:'\"{}\[\],#][^:{}\[\]]*): +(?P<value>\S.*?)\s*")
_NO_SPACE = re.compile(r" *(?:- +)?(?P<key>[A-Za-z_]\w*):(?P<value>[^\s/].*?)\s*")
FOREIGN = {"\u00a0": "a space", "\u202f": "a space", "\u3000": "a space", "\uff1a": "`: `"}
_FLOW_ENTRY = re.compile(r"\s*(?P<key>[A-Za-z_]\w*): +(?P<value>\S.*?)\s*")
_SMART = str.maketrans("", "", "“”„‟")


class _Spot(NamedTuple):
    """Where the parser stopped, and where what it was reading began; lines and columns are counted from 0."""

    text: str
    line: int
    column: int
    opening: StringMark | None

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def here(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def sign(self) -> str:
        """The character at which the parser stopped; empty at the end of a line."""
        return self.here[self.column : self.column + 1]

    @property
    def opened_by(self) -> str:
        """The character with which what was being read began."""
        return self.text[self.opening.index : self.opening.index + 1] if self.opening else ""

    @property
    def above(self) -> int:
        """The line before that is neither empty nor a comment; -1 where there is none."""
        before = range(self.line - 1, -1, -1)
        return next((at for at in before if self.lines[at].strip() and self.lines[at].lstrip()[0] != "#"), -1)


Fault = tuple[int, str, str]  # line from 0, what was found, remedy


def yaml_problem(text: str, error: YAMLError, file: str) -> Problem:
    """The problem behind an error of the YAML parser, at the line that is to be mended.

    >>> from ruamel.yaml import YAML
    >>> try:
    ...     YAML(typ="safe", pure=True).compose("title: Trucks: fifty")
    ... except YAMLError as error:
    ...     print(yaml_problem("title: Trucks: fifty", error, "case.yaml"))
    case.yaml:1: the text of `title` has a colon; put the text in quotes: `title: "Trucks: fifty"`
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(Place(file), "not YAML: a character that YAML does not allow", ANY)
    opening = getattr(error, "context_mark", None)
    spot = _Spot(text, mark.line, mark.column, opening if isinstance(opening, StringMark) else None)
    for look in _LOOKS:
        if found := look(spot):
            line, message, remedy = found
            return Problem(Place(file, line + 1), message, remedy)
    what = getattr(error, "problem", None)
    return Problem(Place(file, mark.line + 1), f"not YAML: {what}", ANY)


def quoted(text: str) -> str:
    """A text in quotation marks, as YAML reads it again.

    >>> quoted("Trucks: fifty"), quoted('"A" case')
    ('"Trucks: fifty"', '\\'"A" case\\'')
    """
    plain = text.translate(_SMART)
    if '"' in plain or "\\" in plain:
        return "'" + plain.replace("'", "''") + "'"
    return f'"{plain}"'


def _in_quotes(key: str, value: str) -> str:
    return f"put the text in quotes: `{key}: {quoted(value)}`"


def _tab(spot: _Spot) -> Fault | None:
    if spot.sign == "\t":
        return spot.line, "a tab stands here", "write spaces in its place, two for each step inwards"
    return None


def _foreign_sign(spot: _Spot) -> Fault | None:
    """A space or a colon that looks like the one of the keyboard, as word processors and other keyboards make it."""
    for line in (spot.line, spot.above):
        written = spot.lines[line] if 0 <= line < len(spot.lines) else ""
        for sign, plain in FOREIGN.items():
            if sign in written.partition(": ")[0]:
                return line, f"a {unicodedata.name(sign).lower()} stands here", f"type {plain} in its place"
    return None


def _open_quote(spot: _Spot) -> Fault | None:
    """A quotation mark that nothing closes: the parser stops at the end, or at the next such mark that it meets."""
    if spot.opened_by and spot.opened_by in "\"'" and spot.line >= len(spot.lines) - 1 and not spot.here.strip():
        assert spot.opening is not None
        return _not_closed(spot, spot.opening.line, spot.opened_by)
    if spot.column and spot.here[spot.column - 1] in "\"'":
        mark = spot.here[spot.column - 1]
        odd = (at for at in range(spot.line) if spot.lines[at].count(mark) % 2)
        if (line := next(odd, None)) is not None:
            return _not_closed(spot, line, mark)
    return None


def _not_closed(spot: _Spot, line: int, mark: str) -> Fault:
    written = spot.lines[line].strip()
    remedy = f"close it behind the text: `{written}{mark}`" if "{" not in written else f"write {mark} behind the text"
    return line, f"the quotation mark {mark} is opened here and not closed", remedy


def _escape(spot: _Spot) -> Fault | None:
    if spot.opened_by == '"' and spot.here[spot.column - 1 : spot.column] == "\\":
        remedy = "write the text in single quotes, '...', in which it is a sign like any other"
        return spot.line, "a backslash in double quotes has a meaning of its own", remedy
    return None


def _no_space(spot: _Spot) -> Fault | None:
    """``title:A case``, which is one word to YAML, so that only the line below it is refused."""
    for line in (spot.line, spot.above):
        match = _NO_SPACE.fullmatch(spot.lines[line]) if 0 <= line < len(spot.lines) else None
        if match and not _ENTRY.fullmatch(spot.lines[line]):
            return line, f"no space stands behind `{match['key']}:`", f"write `{match['key']}: {match['value']}`"
    return None


def _special(spot: _Spot) -> Fault | None:
    """A text that begins with a sign that has a meaning in YAML."""
    match = _ENTRY.fullmatch(spot.here)
    if match is None or match["value"][0] not in SPECIAL or match["value"][0] in "[{":
        return None
    if not match.start("value") <= spot.column <= match.start("value") + 2:
        return None
    found = f"the text of `{match['key']}` begins with `{match['value'][0]}`, which has a meaning of its own in YAML"
    return spot.line, found, _in_quotes(match["key"], match["value"])


def _after_quote(spot: _Spot) -> Fault | None:
    """``title: "A" case`` or ``title: [New] case``: the text goes on behind what closes it."""
    match = _ENTRY.fullmatch(spot.here)
    if match and match["value"][0] in "\"'[" and spot.column > match.start("value") and spot.sign not in ",]}:":
        found = f"the text of `{match['key']}` goes on behind the sign that closes it"
        value = match["value"]
        inner = value[1:-1] if value[0] in "\"'" and value[-1] == value[0] else value
        return spot.line, found, f"put the whole text in quotes: `{match['key']}: {quoted(inner)}`"
    return None


def _colon_in_braces(spot: _Spot) -> Fault | None:
    if spot.opened_by != "{" or spot.sign != ":":
        return None
    begin = max(spot.here.rfind(sign, 0, spot.column) for sign in "{,") + 1
    end = min(at if at >= 0 else len(spot.here) for at in (spot.here.find(sign, spot.column) for sign in ",}"))
    if (match := _FLOW_ENTRY.fullmatch(spot.here[begin:end])) and match.end("key") + begin < spot.column:
        return spot.line, f"the text of `{match['key']}` has a colon", _in_quotes(match["key"], match["value"])
    return None


def _open_brace(spot: _Spot) -> Fault | None:
    if spot.opened_by not in ("{", "[") or spot.opening is None:
        return None
    closing = "}" if spot.opened_by == "{" else "]"
    remedy = f"close it with `{closing}`, or write a comma at the end of each line within it"
    return spot.opening.line, f"`{spot.opened_by}` is opened here and not closed", remedy


def _colon_in_text(spot: _Spot) -> Fault | None:
    match = _ENTRY.fullmatch(spot.here)
    if match and spot.sign == ":" and spot.column > match.end("key"):
        return spot.line, f"the text of `{match['key']}` has a colon", _in_quotes(match["key"], match["value"])
    return None


def _list_among_names(spot: _Spot) -> Fault | None:
    if spot.opened_by == "-" and not spot.here.lstrip().startswith("- "):
        assert spot.opening is not None
        remedy = "write names without `- `, as in `mass:` with its lines below it"
        return spot.opening.line, "a list of `- ` begins here, and lines with names follow it", remedy
    return None


def _no_colon(spot: _Spot) -> Fault | None:
    """A line with a name and a value and nothing between them; the parser stops one line below."""
    for line in (spot.above, spot.line):
        words = spot.lines[line].split(maxsplit=1) if 0 <= line < len(spot.lines) else []
        if len(words) == 2 and ":" not in spot.lines[line] and re.fullmatch(r"[A-Za-z_]\w*", words[0]):
            return line, f"no colon stands behind `{words[0]}`", f"write `{words[0]}: {words[1].strip(' =')}`"
    return None


def _closes_nothing(spot: _Spot) -> Fault | None:
    if spot.sign and spot.sign in "}],":
        found = f"`{spot.sign}` stands here outside of any bracket"
        return spot.line, found, "take it out, or put the whole text in quotes"
    return None


def _indentation(spot: _Spot) -> Fault | None:
    """A line of which the indentation is that of no line that it could belong to."""
    if spot.above < 0 or ":" not in spot.here or spot.here.startswith("---"):
        return None
    here, known = _indent(spot.here), sorted(set(_known_indents(spot)))
    if here in known:
        return None
    near = min(known, key=lambda indent: (abs(indent - here), -indent))
    found = f"the line begins with {here} spaces, those above it with {' or '.join(map(str, known))}"
    return spot.line, found, f"begin it with {near} spaces, in the column of what it belongs to"


def _known_indents(spot: _Spot) -> Iterator[int]:
    """How the lines above are indented that are still open: each further out than the one below it."""
    least = None
    for at in range(spot.above, -1, -1):
        line = spot.lines[at]
        if line.strip() and not line.lstrip().startswith("#") and (least is None or _indent(line) < least):
            least = _indent(line)
            yield least


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# In this order: what is seen at the very place first, what is guessed from lines around it last.
_LOOKS: tuple[Callable[[_Spot], Fault | None], ...] = (
    *(_tab, _foreign_sign, _open_quote, _escape, _no_space, _special, _after_quote, _colon_in_braces, _open_brace),
    *(_colon_in_text, _list_among_names, _no_colon, _closes_nothing, _indentation),
)
