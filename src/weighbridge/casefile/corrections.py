"""Corrections of sources: what was found, what is used instead and why, and whether the reason still stands.

Raw figures are never edited in silence. Each record carries an expectation that holds as long as the source contradicts
itself; once the source is mended, and its figures are read again, the expectation fails and the record has to go.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from ..base import CaseError, Listed, Problem, RemediedError, Strict, guide, shown, under
from ..evidence import Evidence, EvidenceError, Holdings
from ..evidence.prices import SUFFIX, read_provenance
from ..graph import Apply, Arrays, FormulaError, Units, fold, meets_days, names_in, parse
from ..text import STANDARD, Spellings
from .leaves import NO_FIXED_LENGTH, Value, evidence_value, known_sources
from .located_yaml import Document, read_document
from .validation import read_entry

CORRECTIONS = "corrections.yaml"
SLACK = 1e-9  # binary fractions: 0.3 is not three times 0.1
_RELATIONS = {
    "!=": lambda a, b: abs(a - b) > SLACK * max(abs(a), abs(b)),
    "==": lambda a, b: abs(a - b) <= SLACK * max(abs(a), abs(b)),
    "<": operator.lt,
    ">": operator.gt,
}
_EXPECTS = re.compile(r"(?P<left>.+?)\s(?P<relation>!=|==|<|>)\s(?P<right>.+)")


class Label(Strict):
    """A word that the file behind a table was seen to use: the unit that it gives for one of its series."""

    table: str
    of: str
    found: str


class Correction(Strict):
    """One record.

    ``mended``: another figure or unit is used. ``rejected``: the figure is not used. ``kept``: it is used as it stands.
    """

    what: str
    status: Literal["mended", "rejected", "kept"]
    sources: Listed = Field(min_length=1)
    rows: list[str] = Field(default_factory=list)
    found: str
    used: str
    reason: str
    figures: dict[str, Evidence] = Field(default_factory=dict)
    expects: str | None = None
    label: Label | None = None

    @model_validator(mode="after")
    def _one_expectation(self) -> Correction:
        if (self.expects is None) == (self.label is None):
            raise ValueError("a correction has either `expects` with `figures`, or `label`")
        return self


@dataclass(frozen=True, repr=False)
class Standing:
    """A correction and whether it is still needed: by the figures of its expectation, or by the label in the file."""

    name: str
    correction: Correction
    needed: bool
    figures: tuple[tuple[str, str], ...] = ()
    labelled: str | None = None

    @property
    def expectation(self) -> str:
        """What its standing depends on: its expectation with the figures put in, or what the file says."""
        if self.correction.label:
            return f"the file labels {self.correction.label.of} as {self.labelled}"
        return f"{self.correction.expects} ({', '.join(f'{name} {text}' for name, text in self.figures)})"

    def row(self) -> dict[str, str]:
        """The record as a row of a table."""
        one = self.correction
        return {
            "what": one.what,
            "status": one.status,
            "found": one.found,
            "used": one.used,
            "because": one.reason,
            "as long as": self.expectation,
            "still so": "yes" if self.needed else "no: mended",
        }

    def __repr__(self) -> str:
        return f"{self.correction.what} ({self.correction.status})"

    def __str__(self) -> str:
        one = self.correction
        end = (
            "" if self.needed else " — NO LONGER SO: the source is mended; read its figures again, then drop the record"
        )
        lines = [f"{self.name} ({one.status}): {one.what}", f"  found: {one.found}", f"  used: {one.used}"]
        lines += [f"  because: {one.reason}", f"  as long as {self.expectation}{end}"]
        return "\n".join([*lines, f"  sources: {', '.join(one.sources)}"])


def corrections(holdings: Holdings, spellings: Spellings = STANDARD) -> dict[str, Standing]:
    """Every correction that is recorded beside the tables of a holdings; ``spellings`` are the units of its case.

    Raises:
        CaseError: a record that is misshapen, or that names a source, a row or a figure that is not there.
    """
    found: dict[str, Standing] = {}
    for folder in reversed(holdings.folders):
        if (folder / CORRECTIONS).is_file():
            found.update(_read(folder / CORRECTIONS, holdings, spellings))
    return found


def about(standing: Mapping[str, Standing], sources: Iterable[str]) -> dict[str, Standing]:
    """Those corrections that touch any of these sources."""
    wanted = set(sources)
    return {name: one for name, one in standing.items() if wanted & set(one.correction.sources)}


def _read(path: Path, holdings: Holdings, spellings: Spellings) -> dict[str, Standing]:
    try:
        document = read_document(path, shown(path))
    except CaseError as error:
        remedy = f"expected records by name; see {guide('cases.md')}"
        raise CaseError([Problem(p.place, p.message, remedy) for p in error.problems]) from None
    found = {}
    for name, entry in document.data.items():
        correction = read_entry(document, (name,), Correction, entry)
        if isinstance(correction, Correction) and (standing := _stand(name, correction, document, holdings, spellings)):
            found[name] = standing
    if document.problems:
        raise CaseError(document.problems)
    return found


def _stand(
    name: str, correction: Correction, document: Document, holdings: Holdings, spellings: Spellings
) -> Standing | None:
    try:
        with under("sources"):
            known_sources(correction.sources, holdings)
        with under("rows"):
            _known_rows(correction.rows, holdings)
        if correction.label:
            with under("label"):
                found = _label(correction.label, holdings)
            return Standing(name, correction, found == correction.label.found, labelled=found)
        return _by_figures(name, correction, holdings, spellings)
    except RemediedError as error:
        document.report((name, *error.at), f"`{name}`: {error.message}", error.remedy)
        return None


def _known_rows(rows: list[str], holdings: Holdings) -> None:
    for index, row in enumerate(rows):
        table, _, key = row.partition(":")
        with under(str(index)):
            if key not in [known.cells.get("key", known.cells.get("metal")) for known in holdings.table(table)]:
                raise EvidenceError(f"the table `{table}` has no row `{key}`", "write `table:key`")


def _by_figures(name: str, correction: Correction, holdings: Holdings, spellings: Spellings) -> Standing:
    """Whether what a correction expects still holds of its figures."""
    values = {}
    for figure, evidence in correction.figures.items():
        with under("figures", figure):
            values[figure] = evidence_value(evidence, holdings, spellings)
    with under("expects"):
        needed = _holds(correction.expects or "", values, spellings)
    return Standing(name, correction, needed, tuple((figure, value.figure.text) for figure, value in values.items()))


def _holds(text: str, values: Mapping[str, Value], spellings: Spellings) -> bool:
    """Whether an expectation holds: two formulas with a relation between them."""
    if not (match := _EXPECTS.fullmatch(text)):
        raise FormulaError(f"`{text}` is not an expectation", "write two formulas with != or == or < or > between them")
    sides = [parse(match[side], spellings) for side in ("left", "right")]
    for name in [name for side in sides for name in names_in(side)]:
        if name not in values:
            raise FormulaError(f"`{name}` in `{text}` is not one of `figures`", "name a figure of the correction")
    algebra = Units({name: value.unit for name, value in values.items()})
    algebra.apply("sum", [fold(side, algebra) for side in sides])  # raises where the two sides differ in kind
    if meets_days(Apply("sum", tuple(sides)), algebra.units):
        raise FormulaError(f"`{text}` sets months or years against days", NO_FIXED_LENGTH)
    numbers = Arrays({name: value.number for name, value in values.items()})
    left, right = (float(fold(side, numbers)) for side in sides)
    return bool(_RELATIONS[match["relation"]](left, right))


def _label(label: Label, holdings: Holdings) -> str:
    """The unit of a series as the newest file behind a table gave it."""
    holdings.table(label.table)  # raises where there is no such table
    for path in (folder / f"{label.table}{SUFFIX}" for folder in holdings.folders):
        if path.is_file():
            for update in reversed(read_provenance(path, shown(path))["updates"]):
                if label.of in update["labels"]:
                    return str(update["labels"][label.of])
            raise EvidenceError(f"no update of the table `{label.table}` gives a unit of `{label.of}`", "check `of`")
    raise EvidenceError(
        f"the table `{label.table}` has no provenance", f"expected {label.table}.provenance.json beside it"
    )
