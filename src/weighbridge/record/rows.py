"""What is read for a case: rows of tables, corrections of them, and the rules for the hedges and units that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..casefile import CaseText, Document, about, compared_rows, corrections
from ..evidence import Holdings, Row
from ..graph import DateOf, Figure, Input, Model, NodeKind, Role, Shares
from ..text import above_the_line, hedge, size_of_unit, without_suffix
from .statements import InputKind, RecordedInput, digest

NOT_OF_KEY = ("unit", "source", "mark", "note")  # the columns that say nothing of which row it is
LONGEST_CELL = 40
MOST_ROWS = 40  # of a comparison that are recorded one by one


def evidence_inputs(document: Document, model: Model, holdings: Holdings) -> Iterator[RecordedInput]:
    """The evidence of a case, as written and under each option that looks up another row."""
    entries = document.data.get("evidence") or {}
    for name, entry in entries.items():
        for key, node in model.nodes[name].items():
            if node.kind is not NodeKind.EVIDENCE or not isinstance(node, Input):
                continue  # an option or a change that gives a number of its own is a statement
            figure = node.figures[0]
            column = entry.get("column", "")
            yield RecordedInput(
                name=name if key is None else f"{key[0]}.{key[1]}: {name}",
                kind=InputKind.EVIDENCE,
                value=figure.text,
                sources=figure.sources,
                row=_row_of(figure, holdings, column),
                about=_about(figure),
                place=str(document.place(("evidence", name))),
            )


def row_inputs(text: CaseText, model: Model, holdings: Holdings) -> Iterator[RecordedInput]:
    """The rows that distributions are made of, that comparisons show, and that speak for the days of events.

    Of a long series that is shown, as the prices of each month, all rows are one input.
    """
    found: dict[str, _ReadRow] = {}
    for figure in _row_figures(model):
        row = _row(figure, holdings)
        found.setdefault(_name(row), _ReadRow(row)).add(figure.text)
    for name, comparison in text.comparisons.items():
        for group, asked in comparison.groups.items():
            shown = compared_rows(comparison, group, holdings, model.units[comparison.stated], model.spellings)
            figures = [(one.row, _figures(one.row, asked.value or comparison.value, holdings)) for one in shown]
            if len(shown) > MOST_ROWS:
                yield _series(f"comparisons.{name}.{group} rows", figures, holdings.place(shown[0].row))
                continue
            for row, texts in figures:
                found.setdefault(_name(row), _ReadRow(row)).add(*texts)
    for row in text.facts(holdings).values():
        found.setdefault(_name(row), _ReadRow(row)).add(row.cells.get("what", ""))
    for name, one in found.items():
        value, place = "; ".join(one.figures), holdings.place(one.row)
        given = {"sources": tuple(one.row.sources), "about": _said_of(one.row), "place": place}
        yield RecordedInput(name=name, kind=InputKind.ROW, value=value, **given)


@dataclass
class _ReadRow:
    """A row with those of its figures that were read, as text with their units."""

    row: Row
    figures: list[str] = field(default_factory=list)

    def add(self, *texts: str) -> None:
        """Note figures of it, each once, in the order in which they are read."""
        self.figures += [text for text in dict.fromkeys(texts) if text not in self.figures]


def _figures(row: Row, columns: Sequence[str], holdings: Holdings) -> list[str]:
    """The figures in some columns of a row, with their units."""
    return [f"{holdings.figure(row, column)} {holdings.unit(row, column)}" for column in columns]


def _series(name: str, figures: Sequence[tuple[Row, list[str]]], place: str) -> RecordedInput:
    """A long series as one input: how many rows, the first and the last of them, and the digest of all."""
    lines = [f"{_name(row)}: {', '.join(texts)}; {', '.join(row.sources)}; {_said_of(row)}" for row, texts in figures]
    ends = " to ".join(f"{_name(row)} {', '.join(texts)}" for row, texts in (figures[0], figures[-1]))
    cited = tuple(dict.fromkeys(key for row, _ in figures for key in row.sources))
    value = f"{len(lines)} rows, {ends}, {digest(' '.join(lines))}"
    return RecordedInput(name=name, kind=InputKind.ROW, value=value, sources=cited, place=place)


def correction_inputs(holdings: Holdings, model: Model, sources: Iterable[str]) -> Iterator[RecordedInput]:
    """The corrections that touch any of these sources."""
    for name, standing in about(corrections(holdings, model.spellings), sources).items():
        one = standing.correction
        given = {"reason": one.reason, "sources": tuple(one.sources), "about": standing.expectation}
        yield RecordedInput(
            name=f"corrections.{name}", kind=InputKind.CORRECTION, value=f"{one.status}: {one.used}", **given
        )


def rule_inputs(text: CaseText, model: Model) -> Iterator[RecordedInput]:
    """The rules that a case uses: the width of each of its hedges, and how much each of its units is."""
    for cue in sorted({claim.hedge for claim in text.claims.values()}):
        found = hedge(cue)
        width = found.coefficients, found.sigma, found.base, found.factors
        value = f"{found.rule}, {found.direction}, {digest(repr(width))}"
        yield RecordedInput(name=f"hedge {found.cue}", kind=InputKind.RULE, value=value, sources=found.sources)
    for name in sorted(_units(model)):
        value = f"{size_of_unit(name):.15g} in base units"
        yield RecordedInput(name=f"unit {without_suffix(name)}", kind=InputKind.RULE, value=value)


def _units(model: Model) -> set[str]:
    """The single units in which anything of a case is written."""
    written = {figure.written.unit for leaf in _leaves(model) for figure in leaf.figures if figure.written}
    return {
        name for unit in {*model.units.values(), *written} for name in above_the_line(unit) | above_the_line(unit**-1)
    }


def _leaves(model: Model) -> Iterator[Input | Shares]:
    """Every leaf of a graph under every option."""
    for variants in model.nodes.values():
        yield from (node for node in variants.values() if isinstance(node, Input | Shares))


def _row(figure: Figure, holdings: Holdings) -> Row:
    """The row that a figure was read from."""
    assert figure.row is not None
    return next(row for row in holdings.table(figure.row.table) if row.line == figure.row.line)


def _name(row: Row) -> str:
    """A row by its table and its key; where the table has none, by the short words that stand in it."""
    words = [text for column, text in row.cells.items() if column not in NOT_OF_KEY and not _is_number(text)]
    key = row.cells.get("key") or " ".join(text for text in words if 0 < len(text) <= LONGEST_CELL)
    return f"{row.table}: {key}"


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").lstrip("-").isdigit()


def _row_of(figure: Figure, holdings: Holdings, column: str) -> str:
    """Which row of which table a figure was read from, without its line, which moves as rows are added above it."""
    if figure.row is None:
        return ""
    return f"{_name(_row(figure, holdings))}{f', {column}' if column else ''}"


def _about(figure: Figure) -> str:
    """When a figure holds, where that is known of itself, and how well it was read."""
    date = figure.date.text if figure.date and figure.date.of is DateOf.FIGURE else ""
    return _joined(date, figure.mark)


def _said_of(row: Row) -> str:
    """The same of a whole row."""
    return _joined(row.date, row.cells.get("mark"))


def _joined(date: str, mark: str | None) -> str:
    return ", ".join([*([date] if date else []), *([f"mark {mark}"] if mark else [])])


def _row_figures(model: Model) -> Iterator[Figure]:
    """Every figure of a distribution that is a row of a table."""
    for leaf in _leaves(model):
        yield from (figure for figure in leaf.figures if figure.role is Role.ROW and figure.row is not None)
