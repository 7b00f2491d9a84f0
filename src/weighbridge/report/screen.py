"""What `verify` prints: the answer and its figures on one screen, and where the working is."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from ..answers import Answer, Badge, Figures
from .layout import Line, beside, cells, cut, padded, wrapped
from .markup import address
from .passages import passages
from .verification import Verification

WIDTH, HEIGHT = 80, 39  # one line of forty is the next prompt's
NARROW = 64  # where the figures of a check stand below one another
MOST_CHANGES = 3
RESERVED = 4  # lines for the claims, where the checks would take all
INDENT = "  "
FIGURE_HEADS = ("Stated", "Computed", "How far off")
SHARES = (0.3, 0.38, 0.32)  # of the width, for the figures of a check


def badge_words(badge: Badge) -> str:
    """A verdict with its mark: ``● fits``."""
    return f"{badge.mark} {badge}"


def screen(result: Verification, typed: str, width: int = WIDTH, height: int | None = HEIGHT) -> list[Line]:
    """The answer and the figures in lines of at most ``width`` cells, at most ``height`` of them where it is wide enough.

    Checks and claims for which there is no room are counted, with how to see them.

    Args:
        typed: the case as the user named it, for the commands shown.
        height: None for as many lines as it takes.
    """
    begin = [*head(result, width), *_quotation(result, width, height), *answer_lines(result.answer, width, height)]
    last = [Line(text) for text in wrapped(_where_to_look(result, typed), width)]
    room = None if height is None else height - len(begin) - len(last) - 1
    claims, checks = _claims(result, width), [_check(one, _verdict_width(result), width) for one in result.figures]
    kept = None if room is None else room - min(len(claims), RESERVED)
    table = _limited([*_table_head(result, width)], checks, kept, "check", typed)
    left = None if room is None else room - len(table)
    middle = [*table, *_limited([], [[line] for line in claims], left, "claim", typed)]
    left = None if left is None else room - len(middle)  # type: ignore[operator]
    return [*begin, *middle, *_further(result, width, left), Line(""), *last]


def head(result: Verification, width: int) -> list[Line]:
    """What was changed for this run, the title of the case, and the article with its place."""
    changes = [Line(cut(f"Changed for this run: {one}", width), True) for one in result.changes[:MOST_CHANGES]]
    if len(result.changes) > MOST_CHANGES:
        changes.append(Line(f"… and {len(result.changes) - MOST_CHANGES} more changes", True))
    place = address(result.article.get("url"))
    host = place.text.split("/", 1)[0] if place else ""
    name = cut(result.article["title"], max(width - cells(host) - 2, width // 2))
    return [*changes, Line(cut(result.title, width), True), Line(cut(f"{name}, {host}" if host else name, width))]


def _quotation(result: Verification, width: int, height: int | None) -> list[Line]:
    """The words of the article in which the numbers stand."""
    text = " … ".join(passage.text.strip() for passage in passages(result.claims_as_quoted))
    most = None if height is None else 4
    return [Line(""), *(Line(line) for line in wrapped(f"“… {text} …”", width, most, INDENT))]


def answer_lines(answer: Answer, width: int, height: int | None) -> list[Line]:
    """The verdict in a word, the headline, and the sentences after it."""
    most = None if height is None else 5 * WIDTH // width
    told = wrapped(" ".join(answer.sentences), width, most)
    strong = [badge_words(answer.badge), *wrapped(answer.headline, width, most)]
    return [Line(""), *(Line(line, True) for line in strong), *map(Line, told)]


def _verdict_width(result: Verification) -> int:
    return max((cells(badge_words(one.badge)) for one in result.figures), default=0)


def _table_head(result: Verification, width: int) -> list[Line]:
    """The heads of the figures: the question and the verdict above, both sides and how far off below."""
    if not result.figures:
        return []
    verdict = _verdict_width(result)
    above = padded("Question", width - verdict) + "Verdict"
    below = [] if width < NARROW else beside([[one] for one in FIGURE_HEADS], _figure_widths(width), indent=INDENT)
    return [Line(""), Line(above, True), *(Line(line, True) for line in below), Line("─" * width)]


def _figure_widths(width: int) -> list[int]:
    room = width - len(INDENT) - 4
    first, second = (int(share * room) for share in SHARES[:2])
    return [first, second, room - first - second]


def _check(figures: Figures, verdict: int, width: int) -> list[Line]:
    """A check: its question and its verdict, and below them both sides and how far off."""
    room = width - verdict - 2
    question = wrapped(figures.question, room, most=2)
    lines = [f"{padded(question[0], room)}  {badge_words(figures.badge)}", *question[1:]]
    texts = [figures.stated.text, figures.computed.text, figures.size.text if figures.size else ""]
    if width < NARROW:
        named = [f"{name.lower()}: {text}" for name, text in zip(FIGURE_HEADS, texts, strict=True) if text]
        return [*map(Line, lines), *(Line(one) for text in named for one in wrapped(text, width, 2, INDENT))]
    widths = _figure_widths(width)
    below = [wrapped(text, one, most=3) for text, one in zip(texts, widths, strict=True)]
    return [*map(Line, lines), *map(Line, beside(below, widths, indent=INDENT))]


def _claims(result: Verification, width: int) -> list[Line]:
    """A line for each claim with its own verdict; below them the numbers that no check touches."""
    touched = [claim for claim in result.claims if claim.quote not in result.untouched]
    verdict = max((cells(badge_words(claim.answer.badge)) for claim in touched), default=0)
    room = width - verdict - 2
    lines = [Line(""), Line("Each number by itself", True)] if touched else []
    for claim in touched:
        quote = cut(f"“{claim.quote}”", room)
        lines.append(Line(f"{padded(quote, room)}  {badge_words(claim.answer.badge)}"))
    named = ", ".join(f"“{quote}”" for quote in result.untouched)
    return [*lines, *(Line(line) for line in wrapped(f"No check touches {named}.", width, 2) if named)]


def _limited(heads: Sequence[Line], blocks: list[list[Line]], room: int | None, what: str, typed: str) -> list[Line]:
    """As many blocks as there is room for, at least one; the others are counted, with how to see them."""
    lines = list(heads)
    for place, block in enumerate(blocks):
        left = len(blocks) - place
        spare = 0 if left == 1 else 1
        if room is not None and place and len(lines) + len(block) + spare > room:
            several = what if left == 1 else f"{what}s"
            return [*lines, Line(f"… and {left} more {several}: see --full")]
        lines += block
    return lines


def _further(result: Verification, width: int, room: int | None) -> list[Line]:
    """What would change the answer and what it cannot say, where there is room for them."""
    lines: list[Line] = []
    for title, sentences in (("What would change it", result.changes_it), ("What it cannot say", result.limits)):
        blocks = [[Line(line) for line in wrapped(one, width, indent=INDENT)] for one in sentences]
        kept: list[Line] = []
        for block in blocks:
            if room is None or len(lines) + 2 + len(kept) + len(block) <= room:
                kept += block
        lines += [Line(""), Line(title, True), *kept] if kept else []
    return lines


def _where_to_look(result: Verification, typed: str) -> str:
    """How to see the working."""
    case = shlex.quote(typed)
    explain = f"weighbridge explain {case} {result.checks[0].name}" if result.checks else f"weighbridge list {case}"
    return f"The working: weighbridge verify {case} --full, or {explain}"
