"""What `verify` prints: the answer and its figures on one screen, and where the working is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import product

from ..answers import Answer, Figures
from ..base import command_line
from ..report import CHANGED, Summary
from .layout import HEIGHT, WIDTH, Line, beside, cells, cut, padded, wrapped

NARROW = 64  # where the figures of a check stand below one another
MOST_CHANGES, MOST_QUOTED, MOST_SAID = 2, 3, 4  # lines at 80 columns; of the answer for its headline and for the rest
RESERVED = 4  # lines for the claims, where the checks would take all
MOST_SETTLING = 2  # lines at 80 columns, of what would settle it
MOST_REVIEWED = 4  # lines at 80 columns, of what reviewers say
FIRST = 2  # lines before the first claim
INDENT = "  "
FIGURE_HEADS = ("Stated", "Computed", "How far off")
SHARES = (0.3, 0.38, 0.32)  # of the width, for the figures of a check, where all need as many lines
LEAST = 12  # cells of a column
MOST_TRIED = 8  # widths of a column
GAP = 2


def one_screen(
    summary: Summary, case: str, width: int = WIDTH, height: int = HEIGHT, options: Sequence[str] = ()
) -> list[Line]:
    """The answer and the figures in lines of at most ``width`` cells, at most ``height`` where these are 80 or more.

    Checks and claims for which there is no room are counted, with how to see them; claims of one verdict share a line
    where the arithmetic would have no room else. What follows from the numbers, what
    would change the answer and what it cannot say are shown where there is room.

    Args:
        case: as the user named it, for the commands shown.
        options: what changed it, for the same.
    """
    begin = [*head(summary, width), *_quotation(summary, width), *answer_lines(summary.answer, width)]
    begin += [*settles_lines(summary, width), *review_lines(summary, width)]
    last = [Line(""), *(Line(text) for text in _where_to_look(summary, case, options, width))]
    room = height - len(begin) - len(last)
    claims, untouched = claim_lines(summary, width), untouched_lines(summary, width)
    checks = check_blocks(summary, width)
    kept = room - len(untouched) - min(len(claims), RESERVED)
    table = _limited(table_head(summary, width), checks, kept, "question")
    room -= len(table) + len(untouched)
    needed = len(titled("", summary.arithmetic, width, height))
    one = one_for_all(summary, width) if len(claims) <= room < len(claims) + needed else []
    judged = [*(one or _limited(claims[:FIRST], [[line] for line in claims[FIRST:]], room, "number")), *untouched]
    room -= len(judged) - len(untouched)
    arithmetic = titled("What follows from the numbers", summary.arithmetic, width, room)
    shown = []
    for title, sentences in below(summary):
        shown += titled(title, sentences, width, room - len(arithmetic) - len(shown))
    return [*begin, *arithmetic, *table, *judged, *shown, *last]


def settles_lines(summary: Summary, width: int) -> list[Line]:
    """What would settle most of it, below the answer; nothing where nothing is open."""
    if not summary.settles_most:
        return []
    return [
        Line(text)
        for text in wrapped(
            f"What would settle it: {summary.settles_most}", width, MOST_SETTLING * math.ceil(WIDTH / width)
        )
    ]


def review_lines(summary: Summary, width: int) -> list[Line]:
    """The answers without and with what reviewers dispute and replace; nothing where none wrote."""
    if summary.reviews is None:
        return []
    text = " ".join(summary.reviews.short)
    return [Line(one) for one in wrapped(f"Reviewers: {text}", width, MOST_REVIEWED * math.ceil(WIDTH / width))]


def below(summary: Summary) -> list[tuple[str, Sequence[str]]]:
    """What stands below the answer and its figures, in the order in which it is shown, each under its title."""
    return [
        ("How strongly the evidence speaks", summary.strength),
        ("What would settle it", summary.settles),
        ("What would change it", summary.changes_it),
        ("What it cannot say", summary.limits),
        ("What reviewers say", summary.reviews.sentences if summary.reviews else []),
    ]


def head(summary: Summary, width: int) -> list[Line]:
    """What was changed for this run, the title of the case, and the article with its place."""
    several = len(summary.changes) > MOST_CHANGES
    named = summary.changes[: MOST_CHANGES - 1] if several else summary.changes
    changes = [Line(cut(CHANGED, width), True)] if named else []
    changes += [Line(cut(f"{INDENT}{one}", width), True) for one in named]
    if several:
        changes.append(Line(f"{INDENT}… and {len(summary.changes) - len(named)} more changes", True))
    host = summary.host
    name = cut(summary.article["title"], max(width - cells(host) - 2, width // 2))
    return [*changes, Line(cut(summary.title, width), True), Line(cut(f"{name}, {host}" if host else name, width))]


def _quotation(summary: Summary, width: int) -> list[Line]:
    """The words of the article in which the numbers stand."""
    lines = wrapped(f"“{summary.quotation}”", width, MOST_QUOTED * math.ceil(WIDTH / width), INDENT)
    return [Line(""), *map(Line, lines)]


def answer_lines(answer: Answer, width: int, most: int | None = None) -> list[Line]:
    """The verdict in a word, the headline, and the sentences after it; each of both in so many lines at most."""
    most = most or MOST_SAID * math.ceil(WIDTH / width)
    told = wrapped(" ".join(answer.sentences), width, most)
    strong = [answer.badge.marked, *wrapped(answer.headline, width, most)]
    return [Line(""), *(Line(line, True) for line in strong), *map(Line, told)]


def _verdict_width(summary: Summary) -> int:
    return max(cells("Verdict"), *(cells(one.badge.marked) for one in summary.figures))


def table_head(summary: Summary, width: int) -> list[Line]:
    """The heads of the figures: the question and the verdict above, both sides and how far off below."""
    if not summary.figures:
        return []
    verdict = _verdict_width(summary)
    above = padded("Question", width - verdict) + "Verdict"
    heads = [[one] for one in FIGURE_HEADS]
    below = [] if width < NARROW else beside(heads, _figure_widths(summary.figures, width), GAP, INDENT)
    return [Line(""), Line(above, True), *(Line(line, True) for line in below), Line("─" * width)]


def _figure_widths(figures: Sequence[Figures], width: int) -> list[int]:
    """How wide the columns of figures are: so that they take the fewest lines; of such, the nearest to ``SHARES``."""
    room = width - len(INDENT) - 2 * GAP
    usual = [int(share * room) for share in SHARES]
    texts = [_texts(one) for one in figures]
    tried = [
        [one, other, room - one - other]
        for one, other in product(*(_lengths(texts, at, usual[at]) for at in (0, 1)))
        if room - one - other >= LEAST
    ]

    @cache
    def height(text: str, cells_wide: int) -> int:
        """How many lines a figure takes."""
        return len(_amount(text, cells_wide))

    def cost(widths: Sequence[int]) -> tuple[int, int]:
        """How many lines all figures take, and how far the widths are from the usual ones."""
        lines = sum(max(height(text, one) for text, one in zip(row, widths, strict=True)) for row in texts)
        return lines, sum(abs(one - other) for one, other in zip(widths, usual, strict=False))

    return min(tried, key=cost) if tried else [*usual[:2], room - sum(usual[:2])]


def _lengths(texts: Sequence[Sequence[str]], column: int, usual: int) -> set[int]:
    """Widths that a column may have: those of its texts and of their parts, of many a few; and the usual one."""
    found = sorted({max(cells(part), LEAST) for row in texts for part in _parts(row[column])})
    return {usual, *found[:: max(1, len(found) // MOST_TRIED)], *found[-1:]}


def _texts(figures: Figures) -> tuple[str, str, str]:
    """What stands under ``FIGURE_HEADS``."""
    return figures.stated.text, figures.computed.text, figures.size.text if figures.size else ""


def check_blocks(summary: Summary, width: int) -> list[list[Line]]:
    """The lines of each check."""
    verdict = _verdict_width(summary)
    widths = [] if width < NARROW else _figure_widths(summary.figures, width)
    return [_check(one, verdict, widths, width) for one in summary.figures]


def _check(figures: Figures, verdict: int, widths: Sequence[int], width: int) -> list[Line]:
    """A check: its question and its verdict, and below them both sides and how far off.

    Args:
        widths: those of the columns of figures; none where these stand below one another.
    """
    room = width - verdict - GAP
    question = wrapped(figures.question, room, most=2) or [figures.check]
    lines = [f"{padded(question[0], room)}  {figures.badge.marked}", *question[1:]]
    texts = _texts(figures)
    if not widths:
        named = [f"{name.lower()}: {text}" for name, text in zip(FIGURE_HEADS, texts, strict=True) if text]
        return [*map(Line, lines), *(Line(one) for text in named for one in wrapped(text, width, 2, INDENT))]
    below = [_amount(text, one) for text, one in zip(texts, widths, strict=True)]
    return [*map(Line, lines), *map(Line, beside(below, widths, GAP, INDENT))]


def _amount(text: str, width: int) -> list[str]:
    """A figure in a column; its range stands below it where both have no room in a line."""
    value, ends = _parts(text)[:2] if cells(text) > width else (text, "")
    return [*wrapped(value, width, most=2 if ends else 3), *wrapped(ends, width, most=2)]


def _parts(text: str) -> tuple[str, str, str]:
    """A figure without its range, its range, and both together."""
    value, bracket, ends = text.partition(" (")
    return value, f"({ends}" if bracket else "", text


def claim_lines(summary: Summary, width: int) -> list[Line]:
    """A line for each claim with its own verdict, after a title."""
    verdict = max((cells(claim.answer.badge.marked) for claim in summary.claims), default=0)
    room = width - verdict - GAP
    lines = [Line(""), Line("Each number, by its comparisons", True)] if summary.claims else []
    for claim in summary.claims:
        quote = cut(f"“{claim.quote}”", room)
        lines.append(Line(f"{padded(quote, room)}  {claim.answer.badge.marked}"))
    return lines


def one_for_all(summary: Summary, width: int) -> list[Line]:
    """One line for all claims, where they have one verdict and it fits; nothing where there is one claim."""
    badges = {claim.answer.badge.marked for claim in summary.claims}
    said = f"Each number, by its comparisons: {''.join(badges)}"
    is_one = len(badges) == 1 and len(summary.claims) > 1
    return [Line(""), Line(said, True)] if is_one and cells(said) <= width else []


def untouched_lines(summary: Summary, width: int) -> list[Line]:
    """The numbers that no check touches, where there are any."""
    named = ", ".join(f"“{quote}”" for quote in summary.untouched)
    return [Line(line) for line in wrapped(f"No check touches {named}.", width, most=2)] if named else []


def titled(title: str, sentences: Sequence[str], width: int, room: int) -> list[Line]:
    """Sentences below a title, as many of the first as there is room for."""
    kept: list[Line] = []
    for sentence in sentences:
        block = [Line(line) for line in wrapped(sentence, width, indent=INDENT)]
        if 2 + len(kept) + len(block) > room:
            break
        kept += block
    return [Line(""), Line(title, True), *kept] if kept else []


def _limited(heads: Sequence[Line], blocks: Sequence[list[Line]], room: int, what: str) -> list[Line]:
    """As many blocks as there is room for, at least one; the others are counted, with how to see them."""
    lines = list(heads)
    for place, block in enumerate(blocks):
        left = len(blocks) - place
        if place and len(lines) + sum(map(len, blocks[place:])) > room and len(lines) + len(block) + 1 > room:
            return [*lines, Line(f"… and {left} more {what}{'s' * (left != 1)}: see --full")]
        lines += block
    return lines


def _where_to_look(summary: Summary, case: str, options: Sequence[str], width: int) -> list[str]:
    """How to see the working, in a line; in two where a command would be broken."""
    full = "The working: add --full"
    if not summary.figures:
        return wrapped(full, width)
    explain = command_line(["weighbridge", "explain"], [case, summary.figures[0].check], options)
    whole = wrapped(f"{full}, or {explain}", width)
    return whole if len(whole) == 1 else [*wrapped(f"{full}, or", width), *wrapped(explain, width, most=2)]
