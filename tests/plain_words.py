"""The rules of plain words, and where a text breaks them: sentences, words, names, figures.

GOV.UK and ONS: 25 words a sentence. The other rules are those that a reader who never saw the project asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup

LONGEST_SENTENCE, LONGEST_ANSWER, MOST_DIGITS = 25, 60, 4

BANNED = (
    "hedge",
    "hedges",
    "flip",
    "flips",
    "severity",
    "leans",
    "fair choice",
    "fair choices",
    "would hold",
    "cannot be localised",
    "strained",
    "told",
    "slip",
    "slips",
)
_ABBREVIATIONS = (
    *("mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "no", "nos", "vs", "etc", "approx", "ca", "cf", "fig", "figs"),
    *(
        "p",
        "pp",
        "vol",
        "ed",
        "eds",
        "inc",
        "ltd",
        "co",
        "dept",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "et al",
        "u.s",
        "u.k",
        "u.n",
    ),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
)
_END = re.compile(r"""[.!?…][”’"')\]]*(?=\s)""")
_OPENS = re.compile(r"""[“‘"'(\[]*[A-Z0-9$£€−\u0600-\u06ff]|[●◐▲✕◆•]""")
_ITEM = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
# A record to be signed holds everything, folded: what is folded in it is for looking up, and is not counted as reading.
RECORDS = {"90-audit"}


def sentences(text: str) -> list[str]:
    """The sentences of a text; a blank line, an item of a list and a heading end one without a full stop.

    >>> sentences("Dr. A. Smith paid $3.5 million, i.e. a lot. It fits. “Could it?” Perhaps.")
    ['Dr. A. Smith paid $3.5 million, i.e. a lot.', 'It fits.', '“Could it?”', 'Perhaps.']
    >>> sentences("In 2017 it fell.\\n\\n- One thing\\n- another thing\\n1. a third")
    ['In 2017 it fell.', 'One thing', 'another thing', 'a third']
    >>> sentences("The U.S. price was $1.25 a kilogram at 5 p.m. on Monday.")
    ['The U.S. price was $1.25 a kilogram at 5 p.m. on Monday.']
    >>> sentences("He said “It fits.” (They agreed.) 50 trucks left! Then … nothing")
    ['He said “It fits.”', '(They agreed.)', '50 trucks left!', 'Then … nothing']
    """
    return [one for block in _blocks(text) for one in _within(block)]


def _blocks(text: str) -> Iterator[str]:
    """The paragraphs, items and headings of a text, each in one line."""
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        if held and (not line.strip() or _ITEM.match(line)):
            yield " ".join(held)
            held = []
        if line.strip():
            held.append(_ITEM.sub("", line).strip())


def _within(block: str) -> Iterator[str]:
    begin = 0
    for end in _END.finditer(block):
        rest = block[end.end() :].lstrip()
        if _OPENS.match(rest) and not _goes_on(block[begin : end.start()], block[end.start()], end[0]):
            yield block[begin : end.end()].strip()
            begin = end.end()
    if block[begin:].strip():
        yield block[begin:].strip()


def _goes_on(before: str, sign: str, closed: str) -> bool:
    """Whether a full stop ends no sentence: it stands behind an abbreviation or an initial."""
    last = before.rsplit(None, 1)[-1].lower().lstrip("“‘(\"'") if before.strip() else ""
    return sign == "." and len(closed) == 1 and (last in _ABBREVIATIONS or bool(re.fullmatch(r"[a-z]", last)))


def words(text: str) -> int:
    """How many words a text has; signs by themselves are none.

    >>> words("2,500 tonnes ÷ 50 trucks = 50 tonnes a truck")
    8
    """
    return sum(bool(re.search(r"\w", one)) for one in text.split())


def significant_digits(figure: str) -> int:
    """How many digits of a figure say something.

    >>> [significant_digits(one) for one in ("2,500", "0.0123", "31.80", "1,620.5", "100,000")]
    [2, 3, 4, 5, 1]
    """
    digits = figure.replace(",", "")
    if "." in digits:
        return len(digits.replace(".", "").lstrip("0"))
    return len(digits.strip("0"))


FIGURE = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
ADDRESS = re.compile(r"https?://\S+|[\w-]+(?:\.[\w-]+)+/\S*|www\.\S+|(?:[\w-]+/)+[\w-]+\.\w+")  # or the path of a file
RANGE = re.compile(
    r"(?:\b(?:from|between) )?([$£€−]*\d[\d,.]*\d|[$£€−]*\d)(%?) (?:to|and) ([$£€−]*\d[\d,.]*\d|[$£€−]*\d)(%?)"
)


def faults(text: str, names: Iterable[str] = (), keys: Iterable[str] = (), banned: Iterable[str] = BANNED) -> list[str]:
    """Where a text breaks the rules, each as the rule and the place.

    Args:
        names: of quantities, checks and choices; one that is a plain word may stand as that word.
        keys: of sources.
        banned: words of the method that no reader should have to know.
    """
    found = [f"{words(one)} words: {one}" for one in sentences(text) if words(one) > LONGEST_SENTENCE]
    bare = ADDRESS.sub("", text)
    found += [f"name: {one}" for one in names if re.search(r"[._]", one) and _stands(one, bare)]
    found += [f"source: {one}" for one in keys if "-" in one and _stands(one, bare)]
    found += [f"name: {one}" for one in re.findall(r"\b[a-z]+_[a-z_]+\b", bare)]
    found += [f"unit: {one}" for one in re.findall(r"\b[A-Za-z]+/[A-Za-z]+\b", bare) if one != "and/or"]
    found += [f"percent: {one}" for one in re.findall(r"\d[  ]%", bare)]
    found += [f"alike: {one[0]}" for one in RANGE.finditer(bare) if one[1].strip("$£€") == one[3].strip("$£€")]
    either = "|".join(map(re.escape, banned))
    found += [f"word: {one[0]} in “{_around(bare, one)}”" for one in re.finditer(rf"(?i)\b(?:{either})\b", bare)]
    return found


def long_figures(text: str, of_the_article: Iterable[str] = ()) -> list[str]:
    """Figures of more digits than anybody needs.

    But for those that the article gives itself, and for two that would read alike with fewer digits.
    """
    given = {one.replace(",", "") for said in of_the_article for one in FIGURE.findall(said)}
    shown = [one.replace(",", "") for one in FIGURE.findall(ADDRESS.sub("", text))]
    known = given | {one for one in shown if any(_read_alike(one, other) for other in {*shown, *given})}
    return [f"digits: {one}" for one in shown if significant_digits(one) > MOST_DIGITS and one not in known]


def _read_alike(one: str, other: str) -> bool:
    """Whether two figures that differ would be told with the same digits, had they no more than anybody needs."""
    short = f".{MOST_DIGITS - 1}g"
    return float(one) != float(other) and f"{float(one):{short}}" == f"{float(other):{short}}"


def _stands(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text))


def _around(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(0, found.start() - 30) : found.end() + 30].split())


def unfolded(html):
    """What stands open in some HTML, with the lines that open the rest."""
    soup = BeautifulSoup(html, "html.parser")
    for block in soup.select("details"):
        line = block.summary.extract()
        block.replace_with(line)
        line.name = "p"
    return str(soup)
