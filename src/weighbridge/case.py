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
from typing import TYPE_CHECKING, Any, ClassVar

from .answers import Amount, Answer, side_amount
from .base import (
    CaseError,
    Faced,
    Offering,
    Place,
    Problem,
    find_case,
    review_files,
    shown,
    suggestion,
    visible,
)
from .casefile import (
    CaseText,
    Change,
    Document,
    Located,
    located_quotations,
    read_case,
    read_document,
    with_changes,
    with_event_options,
)
from .checks import Accounts, Side
from .evidence import Holdings, Row, Source
from .graph import Cache, Draws, Model, Settings, Shares
from .grounds import Grounds
from .questions import Questions
from .report import (
    Verification,
    displays,
    sides,
    tables,
    workings,
)
from .terminal import outline
from .text import factor
from .trace import Explanation, Material, quantity_chain
from .verdict import Weigher

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from .report import ReportedReviews


@dataclass(eq=False, repr=False)
class Quantity(Faced):
    """A quantity of a case: its figures, its formula, its draws, its provenance.

    >>> load = open_case("raqqa-2017")["load"]
    >>> load.amount.text, load.amount.unit, load.draws.shape, load.parts
    ('50 tonnes a truck (44.5 to 56.8)', 'tonne/truck', (16, 1024), [])
    >>> load.side.as_written, [entry.inputs for entry in load.accounts.entries], len(load.budget)
    ((50.0, 50.0), [['trucks'], ['mass']], 2)
    >>> print(load.budget_sentence[:71])
    The standard uncertainty of the load of a truck is 2.95 tonnes a truck.
    """

    FACE: ClassVar = ("amount", "budget", "budget_sentence", "draws", "explain", "name", "parts", "side")

    case: Case
    name: str

    @cached_property
    def side(self) -> Side:
        """Its figures in its own unit; raises ``CaseError`` for a composition, whose parts have them."""
        if self.parts:
            remedy = f"ask for a part: {', '.join(self.parts)}"
            raise CaseError([Problem(Place(self.case.name), f"`{self.name}` is a composition", remedy)])
        return self.case.weigher.side(self.name, self.case.choices)

    @cached_property
    def amount(self) -> Amount:
        """Its figure, and between which ends it may lie, as values and in words."""
        return side_amount(self.side)

    @cached_property
    def draws(self) -> np.ndarray:
        """Its draws in its own unit, shape (randomisations, points)."""
        return self.case.draws.of(self.name, self.case.choices) / factor(self.case.model.units[self.name])

    @cached_property
    def accounts(self) -> Accounts:
        """Which inputs its uncertainty comes from, in its own unit; raises ``CaseError`` for a composition."""
        _ = self.side  # a composition is refused
        return self.case.weigher.budget(self.name, self.case.choices)

    @property
    def budget_sentence(self) -> str:
        """The same in a sentence."""
        return workings.budget_sentence(self.accounts, self.case.model.names)

    @property
    def budget(self) -> pd.DataFrame:
        """The same as a table, a row for each input, the one that matters most first."""
        return tables.frame(tables.budget_rows(self.accounts, self.case.model.names))

    def explain(self) -> Explanation:
        """The chain from this quantity back to quotations, rows and assumptions.

        >>> print(str(open_case("raqqa-2017")["load"].explain()).splitlines()[2].strip())
        2,500 tonnes ÷ 50 trucks = 50 tonnes a truck
        """
        return quantity_chain(self.case.weigher, self.name, self.case.choices)

    def __repr__(self) -> str:
        if self.parts:
            return "\n".join(repr(self.case[part]) for part in self.parts)
        return visible(tables.quantity_line(self.side))

    @property
    def parts(self) -> list[str]:
        """The names of its parts, where it is a composition; a composition has no figures of its own."""
        node = self.case.model.node(self.name, self.case.choices)
        return [f"{self.name}.{part}" for part in node.composition.parts] if isinstance(node, Shares) else []

    def __str__(self) -> str:
        return repr(self) if self.parts else sides.side(self.side)

    def _repr_html_(self) -> str:
        lines = [tables.quantity_line(self.case[part].side) for part in self.parts] or [tables.quantity_line(self.side)]
        explained = self.explain()
        return displays.quantity_html(lines, str(explained), explained.latex)


@dataclass(eq=False, repr=False)
class Case(Questions, Grounds):
    """A case file, the changes laid over it, and everything that follows from both.

    ``tables`` take the place of the evidence of the same name, and ``newcomers`` are sources that they name and no list
    has yet: what a case would say of newer prices. ``written`` is the case that this one was changed from.
    ``data`` is the folder of data that it draws on, where that is not the project's.

    >>> case = open_case("raqqa-2017")
    >>> case.name, list(case.text.claims), case.choices["market"], len(case.model.checks)
    ('raqqa-2017', ['trucks', 'mass', 'money'], 'port', 5)
    >>> case.weigher
    101 quantities, 9 choices, 5 checks, 16 times 1024 draws
    >>> "rbss" in case.holdings.sources
    True
    >>> case.draws.of("trucks", case.choices).shape, case.material.choices["market"]
    ((16, 1024), 'port')
    """

    FACE: ClassVar = (
        *("verify", "with_", "under", "changes", "choices"),
        *("flips", "headlines", "mixes", "reconcile", "round_ratios", "slips", "solve"),
        *("explain", "outline", "name", "numbers", "text", "versions", "hedges"),
        *("check_article", "copies_of", "doubts", "sources", "table"),
    )

    path: Path
    document: Document
    settings: Settings = field(default_factory=Settings)
    changes: tuple[Change, ...] = ()
    choices_made: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    newcomers: Mapping[str, Source] = field(default_factory=dict)
    cache: Cache = field(default_factory=Cache)
    written: Case | None = None
    data: Path | None = None

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.path.resolve().parent.name

    @cached_property
    def holdings(self) -> Holdings:
        """The tables and sources that it draws on."""
        return Holdings.of(self.path, self.tables, self.newcomers, self.data)

    @cached_property
    def _read(self) -> tuple[CaseText, Model]:
        if not self.changes:
            return read_case(with_changes(self.document, []), self.holdings, cache=self.cache)
        changed = with_changes(self.document, list(self.changes))
        names = {change.target.split(".")[0] for change in self.changes}
        expected = {name: unit for name, unit in self._unset.model.units.items() if name in names}
        return read_case(changed, self.holdings, expected, self.cache)

    @cached_property
    def _unset(self) -> Case:
        """The case without anything that was set by ``with_``."""
        return replace(self, changes=()) if self.changes else self

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
        return Weigher(self.model, self.draws, self.holdings.sources)

    def verify(self) -> Verification:
        """Weigh it: every check under every fair choice. What was weighed once is kept.

        >>> open_case("raqqa-2017").verify().verdict.depends_on
        ['shape', 'market', 'mix', 'convoys', 'hedge width', 'money']
        """
        return self._verification

    @cached_property
    def _verification(self) -> Verification:
        taken = [f"{name}: {option}" for name, option in self.choices_made.items()]
        changes = [*(change.label for change in self.changes), *taken]
        pairs = [*(pair for change in self.changes for pair in change.pairs()), *self.choices_made.items()]
        about = self.name, changes, version("weighbridge"), pairs, self.path, self._reviews
        return Verification(self.text, self.weigher, self.holdings, *about)

    def _reviews(self, answer: Answer) -> ReportedReviews | None:
        """What reviewers hold of the case as it is written; none where none wrote, or where something was set."""
        if self.written is not None or not review_files(self.path):
            return None
        from .report import weighed_reviews  # few cases have reviews, and the others need not wait for it

        return weighed_reviews(self, answer)

    @Offering.of(lambda case: case._written_values())
    def with_(self, changes: Mapping[str, Any] | None = None, **more: Any) -> Case:
        """The case with something set; the case itself, and its file, stay as they are.

        Args:
            changes: ``{"convoy_mean_load.high": "70 tonne/truck"}``.
            more: the same for names without a dot: ``trucks="60 truck"``, ``mass="short"`` for a reading,
                ``convoy_mean_load={"high": "70 tonne/truck"}`` for parameters.

        Raises:
            CaseError: a name that isn't there, or a value that doesn't fit.

        >>> case = open_case("raqqa-2017")
        >>> case.with_({"convoy_mean_load.high": "45 tonne/truck"}, trucks="40 truck")["load"].side.as_written
        (62.5, 62.5)
        >>> case["load"].side.as_written  # the case itself stays
        (50.0, 50.0)
        """
        given = _named(changes, more, '`case.with_({"name": "value"})`')
        return self._changed([Change(str(name), value, f"{name} = {value}") for name, value in given.items()])

    def _changed(self, new: list[Change]) -> Case:
        changed = replace(self, changes=(*self.changes, *new), written=self.written or (self if new else None))
        changed.holdings, changed._unset = self.holdings, self._unset  # read once: they are the same
        _ = changed.model  # every problem is reported now, not at the first use
        return changed

    def _written_values(self) -> dict[str, Any]:
        """What can be set by its name alone: the article's numbers with what stands for them, and our estimates."""
        claims, choices = self.text.claims, self.choices
        numbers = {name: one.value or choices.get(name, one.preferred) for name, one in claims.items()}
        estimates = self.document.data.get("assumptions")
        return {**numbers, **dict.fromkeys(estimates if isinstance(estimates, dict) else ())}

    @Offering.of(lambda case: case.choices)
    def under(self, options: Mapping[str, str] | None = None, **more: str) -> Case:
        """The case under other options of its choices; the case itself, and its file, stay as they are.

        Args:
            options: ``{"hedge width": "generous"}``.
            more: the same for names without a space: ``mass="short"``.

        Raises:
            CaseError: with every choice and every option that isn't there.

        >>> open_case("raqqa-2017").under(mass="short")["mass"]
        mass: 2,270 tonnes (2,220 to 2,320, allowing for the wording)
        """
        given = _named(options, more, '`case.under({"choice": "option"})`')
        if problems := [*filter(None, (self._no_option(str(name), option) for name, option in given.items()))]:
            raise CaseError(problems)
        taken = replace(self, choices_made={**self.choices_made, **given}, written=self.written or self)
        taken.holdings, taken._read = self.holdings, self._read  # the text and the graph are the same
        return taken

    def _no_option(self, name: str, option: object) -> Problem | None:
        """What is wrong with an option of a choice; None where it has it."""
        choice, place = self.model.choices.get(name), Place(f"{name} = {option}")
        if choice is None:
            return Problem(place, f"there is no choice `{name}`", suggestion(name, self.model.choices))
        if isinstance(option, str) and option in choice.options:
            return None
        return Problem(place, f"`{name}` has no option `{option}`", suggestion(str(option), choice.options))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.model.nodes)

    def __getitem__(self, name: str) -> Quantity:
        if name not in self.model.nodes:
            raise CaseError(
                [Problem(Place(self.name), f"there is no quantity `{name}`", suggestion(name, self.model.nodes))]
            )
        return Quantity(self, name)

    def explain(self, name: str) -> Explanation:
        """How anything that an output names comes about: a quantity, a check, a parameter, a choice, a source, a row.

        Raises ``CaseError`` where nothing is called so; it names the nearest.

        >>> print(str(open_case("raqqa-2017").explain("convoys")).splitlines()[0])
        `convoys`: which convoys count, a choice
        """
        from .trace import explain  # a verification explains quantities and nothing else

        return explain(self.material, self.name, name)

    @cached_property
    def material(self) -> Material:
        """What its names are explained from."""
        return Material(self.weigher, self.text, self.holdings, self.choices)

    def outline(self) -> str:
        """What the case holds, and what can be set in it: claims, quantities, alternatives, checks.

        >>> open_case("raqqa-2017").outline().splitlines()[0]
        'Claims'
        """
        return outline(self.text.claims, self.model, {name: str(self[name]) for name in self.model.nodes})

    def check_article(self, path: Path | str) -> list[Problem]:
        """What doesn't fit between the case and the text it quotes: the hash, and quotations that aren't there once.

        Args:
            path: a file with title and body of the article, as copied from its page.

        A file that cannot be read is such a problem too.

        >>> from weighbridge.base import temporary_folder
        >>> with temporary_folder() as folder:
        ...     _ = (folder / "other.txt").write_text("Another article.", encoding="utf-8")
        ...     len(open_case("raqqa-2017").check_article(folder / "other.txt")) > 3
        True
        """
        return self.located_in(path).problems

    def located_in(self, path: Path | str) -> Located:
        """Where each quotation stands in a file, by line and column, and what doesn't fit.

        A file that cannot be read fits nothing: that is among the problems.

        >>> from weighbridge.base import temporary_folder
        >>> with temporary_folder() as folder:
        ...     _ = (folder / "other.txt").write_text("Near 50 trucks.", encoding="utf-8")
        ...     open_case("raqqa-2017").located_in(folder / "other.txt").problems[0].remedy != ""
        True
        """
        return located_quotations(self.text, self.document, Path(path))

    def __repr__(self) -> str:
        """What the article says; of a case that was changed, what was set, and the answer before and now."""
        if self.written is None:
            return repr(self.text)
        return visible(self.verify().beside(self.written.verify()))

    def _repr_html_(self) -> str:
        if self.written is None:
            said = [(name, one.quote.exact, sides.short(self[name].side)) for name, one in self.text.claims.items()]
            return displays.claims_html(self.text.title, self.text.article.title, said)
        return self.verify().beside_html(self.written.verify())


def _named(given: object, more: Mapping[str, Any], example: str) -> dict[str, Any]:
    """Names and what is given for them, from a mapping and from keywords."""
    if given is not None and not isinstance(given, Mapping):
        found = f"`{given}` stands where names and values are expected"
        raise CaseError([Problem(Place("the call"), found, f"write them as in {example}")])
    return {**(given or {}), **more}


def open_case(name: str, settings: Settings | None = None, sets: tuple[str, ...] = ()) -> Case:
    """A case by its name in ``data/cases``, its folder or its file.

    Args:
        sets: changes as on the command line, ``name.parameter=value``.

    Raises:
        CaseError: with everything that is wrong, each with file and line.

    >>> open_case("raqqa-2017", sets=("trucks=40 truck",))["load"].side.as_written
    (62.5, 62.5)
    >>> open_case("raqa-2017")
    Traceback (most recent call last):
    ...
    weighbridge.base.errors.CaseError: case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?
    """
    if isinstance(sets, str):
        raise CaseError(
            [Problem(Place(f"sets={sets}"), "one text, expected a tuple of them", f'write `sets=("{sets}",)`')]
        )
    path = find_case(str(name))
    case = Case(path, with_event_options(read_document(path, shown(path))), settings or Settings())
    return case._changed([Change.parse(text) for text in sets])
