"""Every name of a case and what it means; one that means nothing is answered with the nearest.

A name is what an output prints of a case where a reader may ask for its ground: a quantity, a check, a parameter, an
end of a fair range, a choice, an option, an event, a comparison, a correlation, a unit, a loss, a source, a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from ..base import CaseError, Place, Problem, suggestion
from ..evidence import EvidenceError, root_source
from ..text import SHORTENED
from . import choices, declarations, events, holdings, parameters
from .checks import check_told
from .explanation import Told
from .material import Material
from .quantities import quantity_told

ARTICLE = "article"
READ_AS = "read in several ways"
TABLE = ".csv"
SIGNS = ("=", ": ")  # between a choice and an option: as ``--set`` takes them, and as tables have them


@dataclass(frozen=True)
class Meaning:
    """One thing that a name means: in a word or two, and how it is explained."""

    what: str
    tell: Callable[[], Told]


Tell = Callable[[Material, str], Told]


def meanings(material: Material, name: str) -> list[Meaning]:
    """Everything that a name means in a case, the numbers first; empty where it means nothing.

    What is one thing by design is one meaning: an event and the choice of its day. A claim that is read in several
    ways is a quantity, and the choice of its reading stands below it.
    """
    found = [
        *_declared(material, name),
        *_of_parameters(material, name),
        *_of_options(material, name),
        *_of_differences(material, name),
        *_of_holdings(material, name),
    ]
    return found or _of_keys(material, name)


def _declared(material: Material, name: str) -> list[Meaning]:
    """What the sections of the case call so."""
    model, text = material.model, material.text
    kinds: list[tuple[str, Iterable[str], Tell]] = [
        ("a quantity", model.nodes, quantity_told),
        ("a check", model.checks, check_told),
        ("an event", text.events, events.event_told),
        (
            READ_AS if name in model.nodes else "a choice",
            model.choices.keys() - text.events.keys(),
            choices.choice_told,
        ),
        ("a comparison", text.comparisons, declarations.comparison_told),
        ("a correlation", model.correlations, declarations.correlation_told),
        ("a unit", model.spellings.own, declarations.unit_told),
        ("an action", text.losses, declarations.loss_told),
        ("the article", [ARTICLE], lambda given, _: declarations.article_told(given)),
        ("a way to shorten numbers", SHORTENED, declarations.shortening_told),
    ]
    return [Meaning(what, partial(tell, material, name)) for what, known, tell in kinds if name in known]


def _of_parameters(material: Material, name: str) -> list[Meaning]:
    if name in material.model.nodes or "." not in name:
        return []
    seats = parameters.parameter_names(material).get(name)
    if seats is None:
        return _looked_up(material, name)
    return [Meaning("a parameter", lambda: parameters.parameter_told(material, name, seats))]


def _looked_up(material: Material, name: str) -> list[Meaning]:
    """What evidence is looked up by, ``copper_price.month``: the evidence tells it, with its row."""
    whole, _, key = name.partition(".")
    if not key or whole not in material.model.nodes or name not in {one for given in _sets(material) for one in given}:
        return []
    return [Meaning("a quantity", partial(quantity_told, material, whole))]


def _sets(material: Material) -> Iterable[Mapping[str, object]]:
    """What options and readings set, by the names that ``--set`` takes."""
    for alternative in material.text.alternatives.values():
        yield from (option.set for option in alternative.options.values())
    for claim in material.text.claims.values():
        yield from (reading.set for reading in claim.readings.values())


def _of_options(material: Material, name: str) -> list[Meaning]:
    """An option by itself, or behind its choice: ``port``, ``market=port``, ``market: port``."""
    asked = [(name, None)] + [tuple(reversed(name.split(sign, 1))) for sign in SIGNS if sign in name]
    found: list[Meaning] = []
    for option, of in asked:
        for choice in material.model.choices.values():
            if option in choice.options and of in (None, choice.name) and choice.name not in material.text.events:
                tell = partial(choices.option_told, material, choice, option)
                found.append(Meaning(f"an option of `{choice.name}`", tell))
        for event, known in material.text.events.items():
            if option in (*known.candidates, *known.passed_over) and of in (None, event):
                found.append(Meaning(f"a day of `{event}`", partial(events.day_told, material, event, option)))
    return found


def _of_differences(material: Material, name: str) -> list[Meaning]:
    """What a budget is of: computed less stated, ``mix_price - price``, which is the check that compares the two."""
    return [
        Meaning("a difference of two sides", partial(check_told, material, check))
        for check, asked in material.model.checks.items()
        if name == f"{asked.computed} - {asked.stated}"
    ]


def _of_holdings(material: Material, name: str) -> list[Meaning]:
    """A source, an origin, a row, a table or a correction."""
    known, found = material.holdings.sources, []
    if name in known:
        found.append(Meaning("a source", partial(holdings.source_told, material, name)))
    elif any(root_source(key, known) == name for key in material.uses):
        found.append(Meaning("an origin", partial(holdings.origin_told, material, name)))
    row = holdings.find_row(material, name)
    if row is not None:
        found.append(Meaning("a row", partial(holdings.row_told, material, row)))
    if name.endswith(TABLE) and name.removesuffix(TABLE) in _tables(material):
        found.append(Meaning("a table", partial(holdings.table_told, material, name.removesuffix(TABLE))))
    if name in material.corrections:
        found.append(Meaning("a correction", partial(holdings.correction_told, material, name)))
    return found


def _tables(material: Material) -> list[str]:
    """The tables that the case draws on."""
    compared = material.text.comparisons.values()
    named = [table for one in compared for table in (one.table, *(group.table for group in one.groups.values()))]
    return list(dict.fromkeys([*material.rows, *filter(None, named)]))


def _of_keys(material: Material, name: str) -> list[Meaning]:
    """A table without its ending, or a row by its key alone, in a table that the case draws on."""
    found = []
    if name in _tables(material):
        found.append(Meaning("a table", partial(holdings.table_told, material, name)))
    for table in _tables(material):
        try:
            row = holdings.find_row(material, f"{table}:{name}")
        except EvidenceError:
            continue
        if row is not None and not name.isdecimal():
            found.append(Meaning("a row", partial(holdings.row_told, material, row)))
    return found


def known_names(material: Material) -> list[str]:
    """Every name that a reader may ask for: what the case declares, its parameters, options, sources and rows."""
    model, text = material.model, material.text
    options = [f"{choice.name}={option}" for choice in model.choices.values() for option in choice.options]
    days = [
        f"{event}={option}"
        for event, known in text.events.items()
        for option in (*known.candidates, *known.passed_over)
    ]
    rows = [f"{table}.csv:{line}" for table, lines in material.rows.items() for line in lines]
    names = [
        *(*model.nodes, *model.checks, *model.choices, *text.events, *text.comparisons, *model.correlations),
        *(*model.spellings.own, *text.losses, ARTICLE, *parameters.parameter_names(material)),
        *(*options, *days, *material.uses, *rows, *(f"{table}{TABLE}" for table in _tables(material))),
    ]
    return list(dict.fromkeys(names))


def nothing_called(material: Material, case: str, name: str) -> CaseError:
    """What is said of a name that means nothing: the nearest that mean something."""
    remedy = suggestion(name, known_names(material))
    return CaseError([Problem(Place(case), f"nothing in the case is called `{name}`", remedy)])
