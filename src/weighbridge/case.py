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

from .answers import Answer
from .base import (
    CaseError,
    Offering,
    Place,
    Problem,
    Several,
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
    Earlier,
    Located,
    Standing,
    about,
    corrections,
    located_quotations,
    pairs_of,
    read_anew,
    read_document,
    typed_options,
    with_changes,
    with_event_options,
)
from .evidence import Holdings, Row, Source, root_source
from .graph import Cache, Draws, Model, Settings
from .publication import Tables
from .quantity import Quantity
from .questions import Questions
from .report import (
    Origin,
    Verification,
    displays,
    origins,
    sides,
    tables,
)
from .terminal import outline
from .trace import Explanation, Material
from .verdict import Weigher

if TYPE_CHECKING:
    import pandas as pd

    from .report import ReportedReviews


@dataclass(eq=False, repr=False)
class Case(Questions):
    """A case file, the changes laid over it, and everything that follows from both.

    ``own_tables`` take the place of the evidence of the same name, and ``newcomers`` are sources that they name and no
    list has yet: what a case would say of newer prices. ``written`` is the case that this one was changed from.
    ``data`` is the folder of data that it draws on, where that is not the project's.

    >>> case = open_case("raqqa-2017")
    >>> case.name, list(case.text.claims), case.choices["market"], len(case.model.checks)
    ('raqqa-2017', ['trucks', 'mass', 'money'], 'port', 5)
    >>> case.weigher
    101 quantities, 9 choices, 5 checks, 16 times 1024 draws
    >>> case.rests_on[1].outlets[0].key in case.holdings.sources, len(case.sources) >= len(case.rests_on)
    (True, True)
    >>> list(case.hedges["taken as"]), list(case.versions["language"].unique())
    (['near', 'approximately', 'about'], ['en', 'ar'])
    >>> list(case.corrections)[0], list(case.doubts["status"])[0]
    ('iron-ore-unit', 'mended')
    >>> case.draws.of("trucks", case.choices).shape, case.material.choices["market"]
    ((16, 1024), 'port')
    """

    FACE: ClassVar = (
        *("verify", "with_", "under", "changes", "choices"),
        *("flips", "headlines", "mixes", "reconcile", "round_ratios", "slips", "solve"),
        *("explain", "outline", "name", "numbers", "text", "versions", "hedges"),
        *("check_article", "copies_of", "doubts", "sources", "table", "tables"),
    )

    path: Path
    document: Document
    settings: Settings = field(default_factory=Settings)
    changes: tuple[Change, ...] = ()
    choices_made: Mapping[str, str] = field(default_factory=dict)
    own_tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
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
        return Holdings.of(self.path, self.own_tables, self.newcomers, self.data)

    @cached_property
    def _read(self) -> tuple[CaseText, Model, Earlier]:
        if not self.changes:
            return read_anew(with_changes(self.document, []), self.holdings, cache=self.cache)
        changed = with_changes(self.document, list(self.changes))
        names = {change.target.split(".")[0] for change in self.changes}
        _, model, earlier = self._unset._read
        expected = {name: unit for name, unit in model.units.items() if name in names}
        return read_anew(changed, self.holdings, expected, self.cache, earlier)

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
        return self._own_draws if self.model is self._read[1] else self._own_draws.anew(self.model)

    @cached_property
    def _own_draws(self) -> Draws:
        """The draws of the graph with the options of the case itself as its reference."""
        graph = self._read[1]
        return self._unset._own_draws.anew(graph) if self.changes else Draws(graph, self.settings)

    @cached_property
    def weigher(self) -> Weigher:
        """Makes figures and findings from the graph and the draws."""
        return Weigher(self.model, self.draws, self.holdings.sources)

    def verify(self) -> Verification:
        """Weigh it: every check under every fair choice, when it is asked for. What was weighed once is kept.

        >>> open_case("raqqa-2017").verify().verdict.depends_on
        ['shape', 'market', 'mix', 'convoys', 'hedge width', 'money']
        """
        return self._verification

    @cached_property
    def _verification(self) -> Verification:
        taken = [f"{name}: {option}" for name, option in self.choices_made.items()]
        standing = [
            change for change in self.changes if change.target not in self.choices_made
        ]  # the option came later
        changes = [*(change.label for change in standing), *taken]
        pairs = [*pairs_of(standing), *self.choices_made.items()]
        about = self.name, changes, version("weighbridge"), pairs, self.path, self._reviews, self.choices_made
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

        What is set decides: an option that was taken before of a choice which there is no longer is forgotten.

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
        changed.holdings = self.holdings  # read once: they are the same
        if new:
            changed._unset = self._unset
        choices = changed._read[1].choices  # every problem is reported now, not at the first use
        kept = {name: option for name, option in self.choices_made.items() if name in choices}
        changed.choices_made = {name: option for name, option in kept.items() if option in choices[name].options}
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
        return self._taking(given, [])

    def _taking(self, given: Mapping[str, Any], problems: list[Problem]) -> Case:
        """The case under options; raises ``CaseError`` with these problems and those of the options."""
        problems += filter(None, (self._no_option(str(name), option) for name, option in given.items()))
        if problems:
            raise CaseError(problems)
        taken = replace(self, choices_made={**self.choices_made, **given}, written=self.written or self)
        taken.holdings, taken._read = self.holdings, self._read  # the text and the graph are the same
        taken._own_draws = self._own_draws
        if self.changes:
            taken._unset = self._unset
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

    @property
    def versions(self) -> pd.DataFrame:
        """Each claim as the article has it, and as other texts and languages have it."""
        return tables.frame(tables.version_rows(self.text))

    @property
    def hedges(self) -> pd.DataFrame:
        """What the hedge of each claim allows, under both widths, and who says so."""
        return tables.frame(tables.hedge_rows(self.text, self.model))

    @cached_property
    def rests_on(self) -> list[Origin]:
        """The origins of everything that it names, weakest first; several outlets with one origin are one."""
        return Several(origins(self.text, self.model, self.holdings))

    @cached_property
    def corrections(self) -> dict[str, Standing]:
        """What was mended, rejected or kept with a doubt among its sources, and whether that still stands."""
        return about(
            corrections(self.holdings, self.model.spellings),
            [outlet.key for origin in self.rests_on for outlet in origin.outlets],
        )

    @property
    def doubts(self) -> pd.DataFrame:
        """The corrections as a table: what was found, what is used, why, and whether the doubt still stands."""
        return tables.frame(one.row() for one in self.corrections.values())

    @property
    def sources(self) -> pd.DataFrame:
        """What it rests on as a table: a row for each source, weakest first, with what rests on it."""
        return tables.frame(tables.source_rows(self.rests_on))

    def copies_of(self, source: str) -> list[Source]:
        """The sources that have their figures from one, itself among them, in the order of the list of sources.

        >>> [source.key for source in open_case("raqqa-2017").copies_of("rbss")][:2]
        ['rbss-2112-en', 'rbss-4090-ar']
        """
        known = self.holdings.sources
        return Several(known[key] for key in known if root_source(key, known) == source)

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

    @property
    def tables(self) -> Tables:
        """Its claims, evidence, sources and findings as tables to publish: frames, Markdown, HTML, LaTeX and CSV.

        >>> open_case("raqqa-2017").tables.claims.frame["value"].tolist()
        [50.0, 2500.0, 750000.0]
        """
        return Tables(self.verify(), self.holdings)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the evidence as a DataFrame, numbers as numbers.

        Raises:
            EvidenceError: there is no such table.

        >>> open_case("raqqa-2017").table("metal-prices").dtypes["price"]
        dtype('float64')
        """
        return tables.evidence_frame(self.holdings.table(name))

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


def open_case(
    name: str, settings: Settings | None = None, sets: tuple[str, ...] = (), unders: tuple[str, ...] = ()
) -> Case:
    """A case by its name in ``data/cases``, its folder or its file.

    Args:
        sets: changes as on the command line, ``name.parameter=value``.
        unders: options as on the command line, ``choice=option``.

    Raises:
        CaseError: with everything that is wrong, each with file and line.

    >>> open_case("raqqa-2017", sets=("trucks=40 truck",))["load"].side.as_written
    (62.5, 62.5)
    >>> open_case("raqa-2017")
    Traceback (most recent call last):
    ...
    weighbridge.base.errors.CaseError: case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?
    """
    for argument, texts in (("sets", sets), ("unders", unders)):
        if isinstance(texts, str):
            remedy = f'write `{argument}=("{texts}",)`'
            raise CaseError([Problem(Place(f"{argument}={texts}"), "one text, expected a tuple of them", remedy)])
    path = find_case(str(name))
    case = Case(path, with_event_options(read_document(path, shown(path))), settings or Settings())
    changes = Change.parsed(sets)
    options, problems = typed_options(unders, changes)
    changed = case._changed(changes)
    return changed._taking(options, problems) if unders else changed
