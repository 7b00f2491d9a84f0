"""Every input of a case as it stands in its file and in the tables that it draws on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ..casefile import CaseText, Change, Document, with_changes
from ..evidence import Holdings
from ..graph import Model
from .rows import correction_inputs, evidence_inputs, row_inputs, rule_inputs
from .sources import source_inputs
from .statements import LONGEST_NAME, RecordedInput, shortened, statements


class OpenCase(Protocol):
    """A case that was opened: what its inputs are read from."""

    path: Path
    document: Document
    changes: Sequence[Change]

    @property
    def text(self) -> CaseText:
        """Title, article, claims and alternatives."""

    @property
    def model(self) -> Model:
        """The graph."""

    @property
    def holdings(self) -> Holdings:
        """The tables and sources that it draws on."""


def inputs_of(case: OpenCase) -> dict[str, RecordedInput]:
    """Every input of a case by name, in the order of its file, then rows, corrections, rules and sources.

    The names are those of ``--set`` and ``explain``: ``trucks`` for a claim, ``convoy_mean_load.high`` for a parameter,
    ``convoy_mean_load.high.fair.low`` for an end of its fair range, ``mass.short`` for a reading, ``market.yard`` for
    an option, ``market.yard: market_price`` for what it sets. What neither knows is named by its section or its table.

    Raises:
        CaseError: the case cannot be read.

    >>> from weighbridge.case import open_case
    >>> found = inputs_of(open_case("raqqa-2017"))
    >>> found["convoy_mean_load.high"].value, found["near_convoy"].value, found["near_convoy"].row
    ('60 tonne/truck', '33.1 tonne/truck', 'payloads: raqqa-wheat-akershi-mean, payload')
    """
    model, text, holdings = case.model, case.text, case.holdings
    document = with_changes(case.document, list(case.changes))
    found = [*statements(document), *evidence_inputs(document, model, holdings), *row_inputs(text, model, holdings)]
    cited = {key for one in found for key in one.sources}
    found += [*correction_inputs(holdings, model, cited), *rule_inputs(text, model)]
    found += source_inputs(text, found, holdings)
    return _by_name(found)


def _by_name(found: Sequence[RecordedInput]) -> dict[str, RecordedInput]:
    """Inputs by name; where two have one, both are kept, the second under its kind as well."""
    named: dict[str, RecordedInput] = {}
    for one in found:
        name = _printable(shortened(one.name, LONGEST_NAME))
        while name in named:
            name = f"{name} ({one.kind})"
        named[name] = one if name == one.name else one.model_copy(update={"name": name})
    return named


def _printable(name: str) -> str:
    """A name that can be the key of a file: what is not seen in the key of a row is written as its escape."""
    return name if name.isprintable() else "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name)
