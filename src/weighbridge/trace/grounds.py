"""Where single figures come from, as lines: a quotation, a row, a date, sources and a reason; and fair ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..evidence import TRUST, Source
from ..graph import DateOf, Figure, FigureDate

END = {"low": "as low as", "high": "as high as"}  # of the range in which a judged figure might as well lie


def ground(figure: Figure) -> str:
    """Where a figure comes from, in a line; the keys of its sources in code style."""
    parts = [
        figure.quote,
        f"row `{figure.row}`" if figure.row else None,
        f"read from {figure.row.read_from}" if figure.row and figure.row.read_from else None,
        _when(figure.date),
        ", ".join(f"`{key}`" for key in figure.sources),
        figure.reason,
    ]
    return "; ".join(part for part in parts if part)


def ground_lines(figures: Iterable[Figure]) -> Iterator[str]:
    """Each figure with where it comes from, and behind a judged one the ends of its fair range."""
    for figure in figures:
        yield f"{label(figure)} `{figure.text}`: {ground(figure)}"
        for end in figure.fair.figures if figure.fair else ():
            yield f"{label(end)} `{end.text}`: {ground(end)}"


def label(figure: Figure) -> str:
    """What a figure is; an end of a range stands below the figure that might lie within it."""
    end = figure.slot.end if figure.slot else None
    return figure.label if end is None else f"  could be {END[end]}"


def keys_of(figures: Iterable[Figure]) -> list[str]:
    """The keys of all sources of figures and of the ends of their fair ranges, each once."""
    found: dict[str, None] = {}
    for figure in figures:
        for one in (figure, *(figure.fair.figures if figure.fair else ())):
            found.update(dict.fromkeys(one.sources))
    return list(found)


def cited(keys: Iterable[str], sources: Mapping[str, Source]) -> list[str]:
    """A line for each source: its citation, how it was read, and why it is weak where it is."""
    return [
        f"  `{key}`: {source.citation()} [{read(source)}]" if (source := sources.get(key)) else f"  `{key}`"
        for key in keys
    ]


def read(source: Source) -> str:
    """How a source was read, and why it is weak where it is."""
    return f"{source.trust}: {TRUST[source.trust]}" + (f"; weak: {source.weak}" if source.weak else "")


def because(reason: str | None, keys: Iterable[str] = ()) -> str:
    """A reason with its sources, as one line; empty where there is neither.

    >>> because("the text has it", ["paper-2015"])
    'because the text has it; `paper-2015`'
    """
    cited_by = ", ".join(f"`{key}`" for key in keys)
    said = f"because {' '.join(reason.split())}" if reason else ""
    return "; ".join(filter(None, [said, cited_by]))


def _when(date: FigureDate | None) -> str | None:
    """A figure's own date is one *of*; one that it has from its source says so itself."""
    if date is None or not date.text:
        return None
    return f"of {date}" if date.of is DateOf.FIGURE else str(date)
