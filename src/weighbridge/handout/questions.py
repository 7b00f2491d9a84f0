"""Each question of a case as blocks: first the answer with both sides, and the working for the end."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import visible
from ..pages import CheckRow, Ways, strip_svg
from ..text import capital
from .blocks import Block, Drawing, Facts, Heading, Inline, Paragraph, Table, badge, code, joined, runs, strong

KEY = "◆ the article; ■ what we compute."
LOGARITHMIC = ", on a logarithmic scale"


def question(row: CheckRow) -> Iterator[Block]:
    """A question with its verdict, both sides, and the answer."""
    sides = _sides(row)
    yield Heading(2, runs(row.question))
    yield Paragraph(joined([badge(row.answer.badge.sign), strong(row.answer.headline)]), is_kept=True)
    if row.answer.sentences:
        yield Paragraph(runs(" ".join(row.answer.sentences)), is_kept=True)
    if row.strip:
        scale = LOGARITHMIC if row.strip.by_factors else ""
        words = runs(f"{KEY} {capital(row.unit)}{scale}." if row.unit else KEY)
        alt = visible(" ".join(f"{name}: {text}." for name, text in sides), lines=False)
        yield Drawing(f"strip-{row.figures.check}", alt, strip_svg(row.strip), 1.0, words, is_said_beside=True)
    yield Facts(tuple((runs(name), runs(text)) for name, text in (*sides, *row.facts)))
    if row.premise:
        yield Paragraph(runs(row.premise), is_small=True)


def _sides(row: CheckRow) -> list[tuple[str, str]]:
    """Both sides, each under whose it is."""
    return [("The article", row.figures.stated.text), ("We compute", row.figures.computed.text)]


def working(row: CheckRow) -> Iterator[Block]:
    """What was tried, what other numbers would have given, and the sentences of the working, for one question."""
    yield Heading(2, runs(row.question))
    if row.turns:
        yield Table(
            runs("What other numbers would have given"),
            (runs("Had the article said"), runs("The answer would be")),
            tuple((runs(label), badge(kind.sign)) for label, kind in row.turns),
            (1.6, 1.0),
        )
    yield from _ways(row.ways)
    yield Facts(tuple((runs(name), runs(text)) for name, text in row.working))
    names = [("the article", row.figures.stated), ("what we compute", row.figures.computed)]
    traced = [joined([runs(called), code(side.name)]) for called, side in names if side.name]
    comparison = joined([runs("the comparison"), code(row.figures.check)])
    yield Paragraph((*runs("Names to trace: "), *joined([*traced, comparison], ", "), *runs(".")), is_small=True)


def _ways(ways: Ways) -> Iterator[Block]:
    """Every way to read the article, by what changes the answer."""
    if ways.columns:
        heads = (*(runs(capital(head)) for head in ways.heads), *(runs(capital(one)) for one in ways.columns))
        rows = tuple(
            (*(runs(capital(option)) for option in options), *(badge(kind.sign) for kind in kinds))
            for options, kinds in ways.rows
        )
        shares = (*(1.2 for _ in ways.heads), *(1.0 for _ in ways.columns))
        yield Table(_caption(ways), heads, rows, shares, titles=len(ways.heads))
    if ways.left:
        yield Paragraph(runs(f"{ways.left} more rows stand in the table of combinations that `--out` writes."), True)
    if ways.note:
        yield Paragraph(runs(ways.note))


def _caption(ways: Ways) -> Inline:
    """What the table is of, and what its columns are about: one row of heads is read by every reader."""
    return runs(f"Every way to read it, by what changes the answer ({ways.count} in all). Across: {ways.across}")
