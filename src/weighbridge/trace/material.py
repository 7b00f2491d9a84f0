"""What names are explained from: the graph, the findings, the text and the holdings of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..answers import Figures, Voice
from ..casefile import CaseText, Standing, corrections
from ..checks import Side
from ..evidence import Holdings, Row
from ..graph import Choices, Figure, Model, Share, Shares
from ..report import bibliography
from ..verdict import Weigher


@dataclass(frozen=True)
class Material:
    """Everything that an explanation draws on, under some options of the choices."""

    weigher: Weigher
    text: CaseText
    holdings: Holdings
    choices: Choices

    @property
    def model(self) -> Model:
        """The graph of the case."""
        return self.weigher.model

    def side(self, name: str) -> Side:
        """A quantity in its own unit."""
        return self.weigher.side(name, self.choices)

    def figures(self, check: str) -> Figures:
        """What a check compared, in a row, as every output has it."""
        return self.voice.figures(self.weigher.check(check))

    @cached_property
    def voice(self) -> Voice:
        """The one voice of the case."""
        text = self.text
        return Voice(self.weigher, text.claims, text.events, text.not_known, text.losses)

    @cached_property
    def uses(self) -> Mapping[str, list[str]]:
        """Each source that the case names, and what names it."""
        return bibliography.uses(self.text, self.model, self.holdings)

    @cached_property
    def corrections(self) -> Mapping[str, Standing]:
        """What is recorded beside the tables of figures that were mended, rejected or kept with a doubt."""
        return corrections(self.holdings, self.model.spellings)

    @cached_property
    def figures_of(self) -> dict[str, list[Figure]]:
        """Each quantity with all its figures under any option, the ends of fair ranges among them, each once."""
        found: dict[str, dict[Figure, None]] = {}
        for name, variants in self.model.nodes.items():
            own = found.setdefault(name, {})
            for node in variants.values():
                for figure in node.figures:
                    own[figure] = None
                    own.update(dict.fromkeys(figure.fair.figures if figure.fair else ()))
        return {name: list(own) for name, own in found.items()}

    @cached_property
    def rows(self) -> dict[str, dict[int, list[str]]]:
        """The rows that the case uses: by table and line, with the quantities that take a figure from each."""
        found: dict[str, dict[int, list[str]]] = {}
        for name, figures in self.figures_of.items():
            for row in (figure.row for figure in figures if figure.row):
                users = found.setdefault(row.table, {}).setdefault(row.line, [])
                users += [name] if name not in users else []
        for row in self.facts.values():
            found.setdefault(row.table, {}).setdefault(row.line, [])
        return found

    @cached_property
    def facts(self) -> dict[str, Row]:
        """The rows of the table of events that candidates rest on, by their keys."""
        return self.text.facts(self.holdings)

    def is_scalar(self, name: str) -> bool:
        """Whether a quantity has figures of its own, as a composition has not."""
        return not isinstance(self.model.node(name, self.choices), Shares)

    def parts(self, name: str) -> list[str]:
        """The parts of a composition, as quantities."""
        return [
            other
            for other, variants in self.model.nodes.items()
            if any(isinstance(node, Share) and node.whole == name for node in variants.values())
        ]
