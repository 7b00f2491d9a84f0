"""Which mixes of three parts give the stated value: regions in a triangle, in percent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import mpltern  # noqa: F401 (it teaches matplotlib the triangle)
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ..base import RemediedError
from ..case import Case
from ..report import ReportedCheck, ReportedFinding, sides
from ..text import capital, significant, words
from . import credit, style
from .chart import EXPLAIN, Chart, named
from .mixes import headline
from .style import BLACK, BLUE, CHAIN, DASHED, GREEN, ORANGE, PAGE, SOLID, Sheet

# In this order over each other: only the first is filled, so that none hides another.
LOOKS = (
    {"facecolor": ORANGE, "edgecolor": BLACK, "linestyle": SOLID, "linewidth": 0.8},
    {"facecolor": "none", "edgecolor": BLUE, "linestyle": DASHED, "linewidth": 1.2, "hatch": "//////"},
    {"facecolor": "none", "edgecolor": GREEN, "linestyle": CHAIN, "linewidth": 1.2, "hatch": "\\\\\\"},
)
CORNERS = 3  # parts that a triangle has room for
STEP = 5.0  # percent; the enlarged corner begins at a multiple of it
PANEL, HEADS, AXIS = 58.0, 9.0, 13.0  # mm for triangles, what is above and below
HUNDRED = 100.0  # percent
SHOWN = "A triangle of mixes, once whole and once with its corner enlarged"


def ternary_plot(case: Case, check: str, changes: Sequence[tuple[str, str]] = ()) -> Chart:
    """The mixes that give the stated value, for the case as written and for up to two single changes from it.

    Args:
        check: a check of the kind ``reachable`` over a composition of three parts.
        changes: the choices and options to show beside the case as written; those the case doesn't have are left out.

    Raises:
        RemediedError: there is no region to draw, or the composition has not three parts, so that no triangle holds it.

    >>> from weighbridge import open_case
    >>> ternary_plot(open_case("raqqa-2017"), "some_mix").name
    'raqqa-2017-some-mix'
    """
    result = case.verify()[check]
    findings = [result.reference, *_changed(result, changes)]
    corners = [row for finding in findings for row in _corners(finding, _label(finding, findings))]
    data = pd.DataFrame([{**row, EXPLAIN: case.model.checks[check].by} for row in corners])
    if data.empty:
        raise RemediedError(f"`{check}` finds no mix at all, so that there is nothing to draw")
    parts = _parts(data)
    if len(parts) != CORNERS:
        raise RemediedError(f"`{check}` has {len(parts)} parts, and a triangle has room for three")
    title = headline(result, case.model.names)
    exact = all(finding.region.exact for finding in findings if finding.region)
    regions = "the regions are exact for" if exact else "the regions enclose the true ones for"
    asked = case.model.checks[check]
    choices = case.model.choices
    known = [change for change in changes if change[0] in choices and change[1] in choices[change[0]].options]
    options = [{}, *({choice: option} for choice, option in known)]
    keys = [key for taken in options for key in credit.below(case, asked.stated, asked.computed, choices=taken)]
    source = f"Sources: {credit.line(case, keys)}; own simulation; {regions} the ranges that are assumed."
    return Chart(
        named(case.name, check),
        title,
        f"{title}. {SHOWN}.",
        _description(findings, result),
        data,
        _draw,
        lambda width: HEADS + PANEL + AXIS + style.KEY,
        source,
        widths=(PAGE,),
    )


def _changed(result: ReportedCheck, changes: Sequence[tuple[str, str]]) -> list[ReportedFinding]:
    """The findings that differ from the case as written in one of these choices."""
    wanted = [(f.changed, f.choices.get(f.changed or "")) for f in result.findings]
    return [result.findings[wanted.index(change)] for change in changes if change in wanted]


def _label(finding: ReportedFinding, findings: Sequence[ReportedFinding]) -> str:
    """What was changed; for the case as written, what it takes where the others differ."""
    if finding.changed:
        return f"{finding.changed}: {finding.choices[finding.changed]}"
    differing = dict.fromkeys(other.changed for other in findings if other.changed)
    taken = [f"{name}: {finding.choices[name]}" for name in differing]
    return f"as we read it ({', '.join(taken)})" if taken else "as we read it"


def _corners(finding: ReportedFinding, label: str) -> list[dict[str, Any]]:
    """A row for each corner of a region, in the order of its edge, shares in percent."""
    corners = finding.region.corners if finding.region else []
    return [
        # Adding zero turns a negative zero into a plain one.
        {"finding": label, "corner": number}
        | {part: significant(HUNDRED * share, 6) + 0.0 for part, share in corner.items()}
        | {"unit": "percent"}
        for number, corner in enumerate(corners, start=1)
    ]


def _parts(data: pd.DataFrame) -> list[str]:
    return [column for column in data.columns if column not in ("finding", "corner", "unit", EXPLAIN)]


def corner(data: pd.DataFrame) -> list[float]:
    """Where the enlarged triangle begins, in percent of each part: below the least share in the case as written."""
    reference = data[data["finding"] == data["finding"].iloc[0]]
    least = [reference[part].min() for part in _parts(data)]
    return [math.floor(share / STEP) * STEP if share == max(least) else 0.0 for share in least]


def _draw(sheet: Sheet, data: pd.DataFrame) -> None:
    options = {"projection": "ternary", "ternary_sum": HUNDRED}
    whole = sheet.axes(8, HEADS, 70, PANEL, **options)
    near = sheet.axes(98, HEADS, 70, PANEL, **options)
    begin = corner(data)
    near.set_ternary_min(*begin)
    for axes in (whole, near):
        _triangle(axes, data)
    _outline(whole, begin)
    most = _parts(data)[begin.index(max(begin))]
    sheet.text(style.MARGIN, 1, "all mixes", va="top")
    sheet.text(91.5, 1, f"the framed corner, enlarged: {max(begin):g} to 100% {most}", va="top")
    sheet.legend(_handles(data), HEADS + PANEL + AXIS, len(LOOKS), handlelength=4.0)


def _handles(data: pd.DataFrame) -> list[Patch]:
    labels = dict.fromkeys(data["finding"])
    return [Patch(**looks, label=label) for label, looks in zip(labels, LOOKS, strict=False)]


def _triangle(axes: Axes, data: pd.DataFrame) -> None:
    """The regions, and the three scales; each scale's name stands along it with the direction in which it grows."""
    parts = _parts(data)
    for place, (label, rows) in enumerate(data.groupby("finding", sort=False)):
        axes.fill(*(rows[part] for part in parts), **LOOKS[place], zorder=2 + place / 10, gid=label)
    axes.set_tlabel(f"← {parts[0]} (%)")
    axes.set_llabel(f"← {parts[1]} (%)")
    axes.set_rlabel(f"{parts[2]} (%) →")
    for axis in (axes.taxis, axes.laxis, axes.raxis):
        axis.set_label_position("tick1")
    axes.grid()


def _outline(axes: Axes, begin: list[float]) -> None:
    """The triangle that the other panel enlarges."""
    room = HUNDRED - sum(begin)
    ends = [[one + room * (place == end) for place, one in enumerate(begin)] for end in (0, 1, 2, 0)]
    axes.plot(*zip(*ends, strict=True), color="black", linewidth=0.7, zorder=4)


def _description(findings: Sequence[ReportedFinding], result: ReportedCheck) -> str:
    """The chart in words."""
    said = [_shares(finding, findings) for finding in findings]
    stated = sides.side(result.reference.stated)
    return f"{SHOWN}. Mixes that give {stated}: {'; '.join(said)}."


def _shares(finding: ReportedFinding, findings: Sequence[ReportedFinding]) -> str:
    """From where to where each part goes, under what it is called: ``As written: iron 91.2% to 99.8%, …``."""
    extent = finding.region.extent if finding.region else {}
    shares = [
        f"{part} {words.span((HUNDRED * low, HUNDRED * high), 'percent')}" for part, (low, high) in extent.items()
    ]
    return f"{capital(_label(finding, findings))}: {', '.join(shares) or 'no mix at all'}"
