r"""A table for LaTeX, with the rules of booktabs, in which no text is a command.

Words from right to left stand in ``\foreignlanguage``, of babel, which sets a language by its name: Hebrew, else
Arabic. What a document needs is said in comments at the head of the table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..base import ENDED, ISOLATE, isolated, visible
from .alignment import parted
from .print_form import Head, Printed

LONG = 30  # rows, from which on a table may run over several pages
LINE, SHORT, GAP = 84, 14, 2  # characters: of a line; of a column that needs no several lines; between columns
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",
    "−": r"\ensuremath{-}",
    "×": r"\ensuremath{\times}",
    "÷": r"\ensuremath{\div}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
    **{sign: f"{{{sign}}}" for sign in "[]*"},  # of options
}
_POWER = re.compile("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_OTHER_LETTERS = re.compile("[\u0370-\u1dff\u2c00-\uffff\U00010000-\U0010ffff]")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
NEEDS = ("booktabs", "array")
LIGATURES = "-'`,?!"  # signs of which TeX makes others where they stand side by side
LONG_WORD, GAPS = 24, "/._-?&=%"  # characters; signs behind which a longer word may be parted


def latex_text(text: str) -> str:
    r"""A text as LaTeX sets it: it is shown as it stands and does nothing.

    >>> print(latex_text(r"50% of \input{x} & $2"), latex_text("10⁻³"))
    50\% of \textbackslash{}input\{x\} \& \$2 10\textsuperscript{\ensuremath{-}3}
    >>> latex_text("of شاحنة") == r"of \foreignlanguage{arabic}{شاحنة}"
    True
    """
    parts = re.split(f"{ISOLATE}([^{ISOLATE}{ENDED}]*){ENDED}", isolated(visible(text, lines=False)))
    return "".join(_of_script(part) if at % 2 else _escaped(part) for at, part in enumerate(parts))


def _of_script(text: str) -> str:
    language = "hebrew" if _HEBREW.search(text) else "arabic"
    return f"\\foreignlanguage{{{language}}}{{{_escaped(text)}}}"


def _escaped(text: str) -> str:
    """A text without meaning for TeX; a long word, as an address is, may end a line where a sign stands in it."""
    words = (_word(word) for word in re.split(r"(\s+)", text))
    return "".join(words)


def _word(word: str) -> str:
    if power := _POWER.search(word):
        raised = _word(unicodedata.normalize("NFKC", power[0]))
        return f"{_word(word[: power.start()])}\\textsuperscript{{{raised}}}{_word(word[power.end() :])}"
    gap = r"\allowbreak{}" if len(word) > LONG_WORD else ""
    return "".join(_sign(word, at) + gap * (sign in GAPS) for at, sign in enumerate(word))


def _sign(word: str, at: int) -> str:
    """A sign of a word as TeX sets it; of several that would become one, each by itself."""
    sign = word[at]
    beside = word[max(at - 1, 0) : at] + word[at + 1 : at + 2]
    if sign in LIGATURES and any(other in LIGATURES for other in beside):
        return f"{{{sign}}}"
    return _SPECIAL.get(sign, sign)


def latex_table(shown: Printed, caption: str, label: str) -> str:
    r"""A table in a float; one of more rows than a page holds as a ``longtable``, which repeats its heads.

    Args:
        label: by which ``\\ref`` finds it; letters, digits and hyphens.
    """
    is_long = sum(len(group.rows) for group in shown.groups) > LONG
    shares = _shares(shown)
    both = list(zip(shown.heads, shares, strict=True))
    columns = "".join("r@{}l" if head.is_number else _paragraph(share) for head, share in both)
    top = ["\\toprule", f"{' & '.join(_head(*one) for one in both)} \\\\", "\\midrule"]
    titled = f"\\caption{{{latex_text(caption)}}}\\label{{tab:{label}}}"
    rows = [*_rows(shown), "\\bottomrule"]
    if is_long:
        lines = ["\\begingroup\\small", f"\\begin{{longtable}}{{{columns}}}", f"{titled} \\\\", *top, "\\endfirsthead"]
        lines += [*top, "\\endhead", *rows, "\\end{longtable}", "\\endgroup"]
    else:
        lines = ["\\begin{table}[htbp]", "\\centering\\small", titled, f"\\begin{{tabular}}{{{columns}}}", *top]
        lines += [*rows, "\\end{tabular}", "\\end{table}"]
    return "\n".join([*_needed("\n".join(lines), is_long), *lines]) + "\n"


def _needed(text: str, is_long: bool) -> Iterator[str]:
    """What the document needs for this table, in comments."""
    for package in (*NEEDS, *(["longtable"] if is_long else [])):
        yield f"% \\usepackage{{{package}}}"
    if "\\foreignlanguage" in text:
        yield "% For words from right to left: LuaLaTeX, and"
        yield "% \\usepackage[english, bidi=basic]{babel}"
        for language in ("arabic", "hebrew"):
            if f"\\foreignlanguage{{{language}}}" in text:
                yield f"% \\babelprovide[import]{{{language}}} \\babelfont[{language}]{{rm}}{{FreeSerif}}"
    elif _OTHER_LETTERS.search(text):
        yield "% For letters that are not Latin: LuaLaTeX or XeLaTeX, with a font that has them."


def _shares(shown: Printed) -> list[float]:
    """The share of the width of a line that each column takes: short ones what they need, long ones what is left."""
    needed, most = [], []
    for at, head in enumerate(shown.heads):
        cells = [row[at] for group in shown.groups for row in group.rows]
        words = [len(word) for text in [head.text, *([] if head.is_number else cells)] for word in text.split()]
        longest = max(map(len, cells), default=0)
        needed.append(max(longest if head.is_number else min(longest, SHORT), min(max(words, default=0), SHORT)) + GAP)
        most.append(0 if head.is_number or longest <= SHORT else min(longest, LINE))
    left = max(LINE - sum(needed), 0)
    total = sum(most) or 1
    lengths = [need + left * more / total for need, more in zip(needed, most, strict=True)]
    return [length / max(sum(lengths), LINE) for length in lengths]


def _paragraph(share: float) -> str:
    """A column of texts that run over several lines, by its share of the width of a line."""
    return f">{{\\raggedright\\arraybackslash}}p{{\\dimexpr{share:.3f}\\linewidth-2\\tabcolsep\\relax}}"


def _head(head: Head, share: float) -> str:
    text = latex_text(head.text)
    return f"\\multicolumn{{2}}{{{_paragraph(share)}}}{{{text}}}" if head.is_number else text


def _rows(shown: Printed) -> Iterator[str]:
    many = sum(2 if head.is_number else 1 for head in shown.heads)
    for at, group in enumerate(shown.groups):
        if group.title:
            gap = "\\addlinespace\n" if at else ""
            yield f"{gap}\\multicolumn{{{many}}}{{{_paragraph(1.0)}}}{{\\textit{{{latex_text(group.title)}}}}} \\\\"
        for row in group.rows:
            yield f"{' & '.join(_cell(head, cell) for head, cell in zip(shown.heads, row, strict=True))} \\\\"


def _cell(head: Head, text: str) -> str:
    return " & ".join(map(latex_text, parted(text))) if head.is_number else latex_text(text)
