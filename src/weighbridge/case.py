"""What an analyst holds: a case that can be weighed, asked for a quantity, and changed without being edited.

>>> case = open_case("raqqa-2017")
>>> case["load"].side.as_written
(50.0, 50.0)
>>> case.with_(trucks="40 truck")["load"].side.as_written
(62.5, 62.5)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import bibliography, frames, report
from .bibliography import Origin, origins
from .collation import collate
from .correction import Standing, about, corrections
from .dating import lay_out
from .errors import CaseError, Place, Problem, suggestion
from .evidence import Row
from .explanation import explained
from .marked import Marked, read_marked
from .model import Model
from .overlay import Change, lay_over
from .quantity import Quantity
from .questions import Questions
from .reader import CaseText, read_case
from .sampling import Draws, Settings
from .shelf import Shelf, find_case, shown
from .source import Source
from .verification import Verification, verify
from .weigher import Weigher

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Case(Questions):
    """A case file, the changes laid over it, and everything that follows from both.

    ``tables`` take the place of the evidence of the same name, and ``newcomers`` are sources that they name and no list
    has yet: what a case would say of newer prices.
    """

    path: Path
    marked: Marked
    settings: Settings = field(default_factory=Settings)
    changes: tuple[Change, ...] = ()
    choices_made: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    newcomers: Mapping[str, Source] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.path.resolve().parent.name

    @cached_property
    def shelf(self) -> Shelf:
        """The tables and sources that it draws on."""
        shelf = Shelf.of(self.path)
        shelf.tables.update(self.tables)
        shelf.newcomers.update(self.newcomers)
        return shelf

    @cached_property
    def _read(self) -> tuple[CaseText, Model]:
        if not self.changes:
            return read_case(lay_over(self.marked, []), self.shelf)
        changed = lay_over(self.marked, list(self.changes))
        written = replace(self, changes=()).model.units
        names = {change.target.split(".")[0] for change in self.changes}
        return read_case(changed, self.shelf, {name: unit for name, unit in written.items() if name in names})

    @property
    def text(self) -> CaseText:
        """Title, article, claims and alternatives."""
        return self._read[0]

    @cached_property
    def model(self) -> Model:
        """The graph, with the options that were taken as its reference."""
        return self._read[1].taking(self.choices_made)

    @property
    def choices(self) -> dict[str, str]:
        """The option taken of every choice."""
        return dict(self.model.reference)

    @cached_property
    def draws(self) -> Draws:
        """The draws that all figures share."""
        return Draws(self.model, self.settings)

    @cached_property
    def weigher(self) -> Weigher:
        """Makes figures and findings from the graph and the draws."""
        return Weigher(self.model, self.draws, self.shelf.sources)

    def verify(self) -> Verification:
        """Weigh it: every check under every fair choice.

        >>> open_case("raqqa-2017").verify().verdict.outcome.split()[0]
        'depends'
        """
        return verify(
            self.text,
            self.weigher,
            self.shelf,
            self.name,
            [
                *(change.label for change in self.changes),
                *(f"{name}: {option}" for name, option in self.choices_made.items()),
            ],
            version("weighbridge"),
        )

    def with_(self, changes: Mapping[str, Any] | None = None, **more: Any) -> Case:
        """The case with something set; the case itself, and its file, stay as they are.

        Args:
            changes: ``{"convoy_mean_load.high": "70 tonne/truck"}``.
            more: the same for names without a dot: ``trucks="60 truck"``, ``mass="short"`` for a reading,
                ``convoy_mean_load={"high": "70 tonne/truck"}`` for parameters.

        Raises:
            CaseError: a name that isn't there, or a value that doesn't fit.
        """
        pairs = {**(changes or {}), **more}
        new = [Change(str(name), value, f"{name} = {value}") for name, value in pairs.items()]
        return self._changed(new)

    def _changed(self, new: list[Change]) -> Case:
        changed = replace(self, changes=(*self.changes, *new))
        _ = changed.model  # every problem is told now, not at the first use
        return changed

    def under(self, **options: str) -> Case:
        """The case under other options of its choices: ``case.under(mass="short")``."""
        for name, option in options.items():
            choice = self.model.choices.get(name)
            known = choice.options if choice else self.model.choices
            if choice is None or option not in choice.options:
                what = f"`{name}` has no option `{option}`" if choice else f"there is no choice `{name}`"
                raise CaseError(
                    [Problem(Place(f"{name} = {option}"), what, suggestion(option if choice else name, known))]
                )
        return replace(self, choices_made={**self.choices_made, **options})

    def __getitem__(self, name: str) -> Quantity:
        if name not in self.model.nodes:
            raise CaseError(
                [Problem(Place(self.name), f"there is no quantity `{name}`", suggestion(name, self.model.nodes))]
            )
        return Quantity(self, name)

    @property
    def versions(self) -> pd.DataFrame:
        """Each claim as the article has it, and as other texts and languages have it."""
        return frames.versions(self.text)

    @property
    def hedges(self) -> pd.DataFrame:
        """What the hedge of each claim allows, under both widths, and who says so."""
        return frames.hedges(self.text, self.model)

    @cached_property
    def rests_on(self) -> list[Origin]:
        """The origins of everything that it names, weakest first; several outlets with one origin are one."""
        return origins(self.text, self.model, self.shelf)

    @cached_property
    def corrections(self) -> dict[str, Standing]:
        """What was mended, rejected or kept with a doubt among its sources, and whether that still stands."""
        return about(corrections(self.shelf), [outlet.key for origin in self.rests_on for outlet in origin.outlets])

    @property
    def doubts(self) -> pd.DataFrame:
        """The corrections as a table: what was found, what is used, why, and whether the doubt still stands."""
        return frames.rows([one.row() for one in self.corrections.values()])

    @property
    def sources(self) -> pd.DataFrame:
        """What it rests on as a table: a row for each source, weakest first, with what rests on it."""
        return frames.rows(bibliography.rows(self.rests_on))

    def explain(self, name: str) -> str:
        """How a quantity or a check comes about, as text: the chain down to quotations, rows and reasons."""
        return explained(self, name)

    def outline(self) -> str:
        """What the case holds, and what can be set in it: claims, quantities, alternatives, checks."""
        return report.outline(self.text.claims, self.model, {name: str(self[name]) for name in self.model.nodes})

    def table(self, name: str) -> pd.DataFrame:
        """A table of the evidence as a DataFrame, numbers as numbers."""
        return frames.table(self.shelf.table(name))

    def check_article(self, path: Path | str) -> list[Problem]:
        """What doesn't fit between the case and the text it quotes: the hash, and quotations that aren't there once."""
        return collate(self.text, self.marked, Path(path))

    def __repr__(self) -> str:
        return f"{self.text.title} ({self.name}): {', '.join(self.text.claims)}"

    def _repr_html_(self) -> str:
        values = [
            claim.value or "; ".join(r.value for r in claim.readings.values()) for claim in self.text.claims.values()
        ]
        quotes = [(name, claim.quote.exact) for name, claim in self.text.claims.items()]
        return report.claims_html(
            self.text.title, [(*quote, value) for quote, value in zip(quotes, values, strict=True)]
        )


def open_case(name: str, settings: Settings | None = None, sets: tuple[str, ...] = ()) -> Case:
    """A case by its name in ``data/cases``, its folder or its file.

    Args:
        sets: changes as on the command line, ``name.parameter=value``.

    Raises:
        CaseError: with everything that is wrong, each with file and line.
    """
    if isinstance(sets, str):
        raise CaseError(
            [Problem(Place(f"sets={sets}"), "one text, expected a tuple of them", f'write `sets=("{sets}",)`')]
        )
    path = find_case(str(name))
    case = Case(path, lay_out(read_marked(path, shown(path))), settings or Settings())
    return case._changed([Change.parse(text) for text in sets])
