r"""Text that can't hurt whoever reads it: what a case, a table or a source says is data, whatever stands in it.

The one place for it. Markup is escaped where markup is made (Jinja escapes every value of a page, matplotlib those of a
chart); what no markup escapes, is made harmless here: characters that nobody sees or that move others about, cells that
a spreadsheet would compute, and addresses that are not of the web.

Bidirectional controls: Unicode Standard Annex 9 and Technical Report 36. Cells: OWASP, "CSV injection".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

T = TypeVar("T")

# Control characters but for tab and line feed; what has no width; bidirectional marks, embeddings, overrides and
# isolates; separators of lines; fillers; halves of pairs; what is no character. Signs of category Cf that are seen, as
# the Arabic sign of a number, are not among them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_JOINERS = "\u200c\u200d"  # of which spelling has need in the scripts below, and U+200D in pictures made of several
# Arabic, Syriac, N'Ko, Mandaic and their supplements; Devanagari to Sinhala; Myanmar; Khmer, Mongolian; Arabic forms.
_JOINED = re.compile(
    "[\u0620-\u06ff\u0700-\u086f\u08a0-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u180d\u180f-\u18af\ufb50-\ufdcf\ufe70-\ufefc]"
)
_PICTURE = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_MARKS = "\u061c\u200e\u200f"  # which put a comma or a bracket on its right side beside Hebrew or Arabic
_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufe70-\ufefc]")

# An isolate keeps what stands in it, and what stands around it, in their own order: Annex 9, section 2.4. A run goes
# from one letter of a script that is written from right to left to the last that no other letter parts from it. No gap
# between columns is in it, nor a mark of quotation: what is quoted is isolated whole, with the numbers at its ends.
ISOLATE, ENDED = "\u2068", "\u2069"
_LETTER = "[\u0590-\u07bf\u0860-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_FROM_RIGHT = re.compile(_LETTER)
_PARTED = re.compile(rf"[“”]|  |(?!{_LETTER})[^\W\d_]")  # what makes of a line more than a text from right to left
_RUN = re.compile(
    rf"“(?P<quoted>[^“”\n]*{_LETTER}[^“”\n]*)”"
    rf"|{_LETTER}+(?:(?:(?!  )[^\S\n]|[^\w\s“”]|[\d_])+{_LETTER}+)*(?P<closing>[)\]}}»]?)"
)
_OPENING = {")": "(", "]": "[", "}": "{", "»": "«"}

LONGEST_NAME = 180  # bytes of a name that files are called after: systems take 255, and endings come behind it
_ORDINARY = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9]([a-z0-9._-]{0,178}[a-z0-9])?")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)  # to Windows
_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]')  # signs that no name has there

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_FORMULA = re.compile(r"""[\s'"]*[=+\-@＝＋－＠]|[\t\n]""")
_ENCODED = re.compile("(?:%[0-9A-Fa-f]{2})+")


def visible(text: str, lines: bool = True) -> str:
    r"""The text, with every character that is not seen as an escape that is.

    Letters of any script stay, their combining marks too, and the joiners and marks that the spelling of Arabic, Hebrew
    and the scripts of India needs. Doing it twice changes nothing.

    Args:
        lines: whether tabs and line breaks stay; otherwise each run of them becomes a space, for what must stand in
            one line.

    >>> print(visible("tons \u202e0052"), visible("\x1b[31mred"), visible("zero\u200bwidth"))
    tons \u202e0052 \x1b[31mred zero\u200bwidth
    >>> visible("حوالي ٥٠ شاحنة") == "حوالي ٥٠ شاحنة", visible("می\u200cخواهم") == "می\u200cخواهم"
    (True, True)
    >>> visible("a title\nof two lines", lines=False)
    'a title of two lines'
    """
    if not lines:
        text = re.sub(r"[ ]*[\t\n\r]+[ ]*", " ", text)
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub(_escape, text)


def visible_json(text: str) -> str:
    r"""A document of JSON that says the same, with every character that is not seen as an escape of JSON.

    >>> print(visible_json('{"title": "tons \u202e0052"}'))
    {"title": "tons \u202e0052"}
    """
    return _UNSEEN.sub(lambda found: _escape(found, _of_json), text)


def isolated(text: str) -> str:
    r"""A text in which words from right to left keep their order, and change that of nothing around them.

    Beside Arabic or Hebrew, numbers and brackets of an English sentence would change their places without it. It comes
    last, when ``visible`` has left no isolate of a stranger's: what is within a pair can't end it.

    >>> isolated("They wrote “50 شاحنة”, 20 less") == "They wrote “\u206850 شاحنة\u2069”, 20 less"
    True
    >>> isolated("the load (of شاحنة (50 طن)) is 50") == "the load (of \u2068شاحنة (50 طن)\u2069) is 50"
    True
    >>> isolated("50 شاحنة.") == "\u206850 شاحنة.\u2069"
    True
    >>> isolated("الحرية نيوز, 2025; fifty") == "\u2068الحرية نيوز\u2069, 2025; fifty", isolated("no such letters")
    (True, 'no such letters')
    """
    if text.isascii() or not _FROM_RIGHT.search(text):
        return text
    return "\n".join(map(_isolated_line, text.split("\n")))


def _isolated_line(line: str) -> str:
    bare = line.strip()
    if reads_from_right(bare) and not _PARTED.search(bare):  # numbers and full stops at its ends are a part of it
        return line.replace(bare, f"{ISOLATE}{bare}{ENDED}")
    return _RUN.sub(_isolated_run, line)


def _isolated_run(found: re.Match[str]) -> str:
    quoted, run, closing = found["quoted"], found[0], found["closing"]
    if quoted is not None:
        return f"“{ISOLATE}{quoted}{ENDED}”"
    if closing and run.count(_OPENING[closing]) < run.count(closing):  # it was opened before the run
        return f"{ISOLATE}{run[:-1]}{ENDED}{closing}"
    return f"{ISOLATE}{run}{ENDED}"


def reads_from_right(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from right to left.

    >>> reads_from_right("50 شاحنة"), reads_from_right("fifty شاحنة"), reads_from_right("50")
    (True, False, False)
    """
    first = next((sign for sign in text if sign.isalpha()), "")
    return bool(first and _FROM_RIGHT.match(first))


def refused_by_windows(name: str) -> bool:
    """Whether Windows has no file or folder of a name, or takes it for a device or for another name.

    >>> [refused_by_windows(name) for name in ("nul", "COM1.yaml", "trucks.", "a:b", "raqqa-2017", "nullable")]
    [True, True, True, True, False, False]
    """
    return bool(_DEVICE.fullmatch(name) or name.endswith((".", " ")) or _NO_NAME.search(name))


def file_name(name: str) -> str:
    r"""A name as files are called after it on any system: letters of every script, digits, spaces, ``.``, ``-``, ``_``.

    One that had to be changed ends in a piece of a digest, so that two names never give one file.

    >>> file_name("raqqa-2017"), file_name("شحنة"), file_name("=cmd\n<b>x"), file_name("../a"), file_name("nul.x")
    ('raqqa-2017', 'شحنة', 'cmd-b-x-91ea1c', 'a-61b4c9', 'case-nul.x-4f25bf')
    """
    letters = (one if one.isalnum() or one in "._- " or _is_mark(one) else "-" for one in name)
    whole = re.sub("--+", "-", "".join(letters)).strip("-. ").encode()[:LONGEST_NAME]
    plain = whole.decode(errors="ignore").rstrip("-. ") or "case"
    plain = f"case-{plain}" if _DEVICE.fullmatch(plain) else plain
    if plain == name or _ORDINARY.fullmatch(name):
        return name
    from hashlib import sha256

    return f"{plain}-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def csv_cell(value: T) -> T | str:
    """A cell for a table that a spreadsheet opens: a text that would be computed there gets an apostrophe before it.

    Numbers stay numbers, written as text or not; what is not seen is made visible.

    >>> [csv_cell(value) for value in ("=1+2", "@SUM(A1)", "+1-2", "-5", 0.25, None, "50 trucks")]
    ["'=1+2", "'@SUM(A1)", "'+1-2", '-5', 0.25, None, '50 trucks']
    """
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def web_address(text: Any) -> str | None:
    r"""The address, if it is one of the web that a link may lead to; otherwise none, and it is shown as text.

    That is ``http`` or ``https`` and a host, without spaces, quotes, backslashes or anything unseen (which browsers
    skip), and without a user's name, which can pass for a host.

    >>> web_address("https://www.raqqa-sl.com/en/?p=2112")
    'https://www.raqqa-sl.com/en/?p=2112'
    >>> [web_address(address) for address in ("javascript:alert(1)", "java\nscript:x", "https://bbc.com@a.example")]
    [None, None, None]
    """
    if not isinstance(text, str) or re.search(r"""[\s\\<>"'`]""", text.strip()) or visible(text) != text:
        return None
    try:
        parts = urlsplit(text.strip())
        named = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and parts.port != 0
    except ValueError:  # brackets without an address between them, a port that is no number
        return None
    return text.strip() if named else None


def shown_address(text: str) -> str:
    """An address as people read it: letters in place of their percent-encoding, and nothing unseen.

    What would change the address stays encoded, such as a space, a slash or a question mark.

    >>> shown_address("https://ar.wikipedia.org/wiki/%D8%B1%D8%AF%D9%85%D8%A9?a=b%26c%20d")
    'https://ar.wikipedia.org/wiki/ردمة?a=b%26c%20d'
    """
    return visible(_ENCODED.sub(lambda found: _decoded(found[0]), text), lines=False)


def _decoded(run: str) -> str:
    """A run of encoded bytes as letters, where they are letters; anything else as it is."""
    try:
        letters = bytes.fromhex(run.replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return run
    plain = (one.isalnum() or one in "-._~" or _is_mark(one) for one in letters)
    return "".join(one if keep else quote(one, safe="") for one, keep in zip(letters, plain, strict=True))


def _is_mark(sign: str) -> bool:
    """Whether it is a combining mark, such as a vowel of Arabic or Hindi: a part of a letter."""
    from unicodedata import category

    return category(sign).startswith("M")


def _of_python(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def _of_json(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _escape(found: re.Match[str], escape: Callable[[str], str] = _of_python) -> str:
    """What stands in place of a character that is not seen: itself, where the spelling of its neighbours needs it."""
    sign, text, place = found[0], found.string, found.start()
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if sign in _JOINERS and _JOINED.match(before):
        return sign
    if sign == "\u200d" and _PICTURE.match(before) and _PICTURE.match(after):
        return sign
    if sign in _MARKS and (_RIGHT_TO_LEFT.match(before) or _RIGHT_TO_LEFT.match(after)):
        return sign
    return escape(sign)
