"""What the things of a case are called for people: the section ``words``, and what else the case says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from ..base import suggestion
from ..evidence import Evidence
from ..graph import SHAPE, WIDTH, Input, Model, Shares
from ..text import Called, Claim, Event, Names
from .located_yaml import Document
from .schema import Assumption, Formula

LONGEST_QUOTE = 6  # words of a quotation that is named in a sentence
BUILT_IN = {WIDTH: "how far the article's words stretch", SHAPE: "how rare extreme values are"}
BUILT_IN_OPTIONS = {
    WIDTH: {
        "typical": "the article's words are read as usual",
        "generous": "the article's words are read generously",
    },
    SHAPE: {
        "as written": "extreme values are as rare as we assume",
        "flat": "extreme values are as likely as any other",
        "peaked": "extreme values are rarer than we assume",
    },
}

Sections = Mapping[str, Mapping[str, Any]]


def names_of(sections: Sections) -> Names:
    """The names of everything in a case, by its sections as they were read."""
    claims, events = cast(Mapping[str, Claim], sections["claims"]), cast(Mapping[str, Event], sections["events"])
    days = dict.fromkeys(events, "the day")
    options = {name: {day: f"the day was {day}" for day in event.candidates} for name, event in events.items()}
    read = {name: _reading(claim) for name, claim in claims.items() if claim.readings}
    meant = {name: {one: f"“{one.replace('_', ' ')}” is meant" for one in claims[name].readings} for name in read}
    return Names(
        given=cast(Mapping[str, Called], sections["words"]),
        said=dict(_said(sections)),
        readings=read,
        choices={**BUILT_IN, **days},
        options={**BUILT_IN_OPTIONS, **options, **meant},
    )


def _reading(claim: Claim) -> str:
    quote = claim.quote.exact
    return f"how “{quote}” is read" if len(quote.split()) <= LONGEST_QUOTE else "how the article is read"


def _said(sections: Sections) -> Iterable[tuple[str, str]]:
    """What the case says of evidence, assumptions and formulas; a claim goes by its words, where no other has these."""
    quotes = {name: claim.quote.exact for name, claim in cast(Mapping[str, Claim], sections["claims"]).items()}
    for name, quote in quotes.items():
        if " " in quote and list(quotes.values()).count(quote) == 1:
            yield name, f"“{quote}”"
    for name, evidence in cast(Mapping[str, Evidence], sections["evidence"]).items():
        if evidence.what:
            yield name, evidence.what
    for name, assumption in cast(Mapping[str, Assumption], sections["assumptions"]).items():
        yield name, assumption.of
    for name, formula in cast(Mapping[str, Formula], sections["formulas"]).items():
        if formula.of:
            yield name, formula.of


def check_names(document: Document, given: Mapping[str, Called], model: Model) -> None:
    """Report each name of the section ``words`` that nothing in the case has, and each unknown option."""
    if document.laid_over:  # an alternative that was taken for good is no choice any more
        return
    known = [*model.nodes, *model.choices]
    for name, called in given.items():
        whole, _, parameter = name.partition(".")
        if name not in known and whole not in model.nodes:
            message = f"`words`: there is neither a quantity nor a choice `{name}`"
            document.report(("words", name), message, suggestion(name, known))
        elif name not in known and parameter not in (parameters := {*_parameters(model, whole)}):
            message = f"`words`: `{whole}` has no parameter `{parameter}`"
            remedy = suggestion(parameter, parameters, None if parameters else f"give a name to `{whole}` alone")
            document.report(("words", name), message, remedy)
        elif called.options:
            options = model.choices[name].options if name in model.choices else ()
            for option in [one for one in called.options if one not in options]:
                message = f"`words`: `{name}` has no option `{option}`"
                remedy = suggestion(option, options) if options else "only a choice has options: leave them out"
                document.report(("words", name, "options", option), message, remedy)
        if called.choice and name in known and name not in model.names.readings:
            message = f"`words`: `{name}` is not read in several ways"
            document.report(
                ("words", name, "choice"), message, "only a claim with `readings` has a `choice`: use `called`"
            )


def _parameters(model: Model, name: str) -> Iterator[str]:
    """The parameters of a quantity and of its parts, whichever options are taken."""
    for node in model.nodes[name].values():
        slots = [figure.slot for figure in node.figures if figure.slot] if isinstance(node, Input | Shares) else []
        for slot in slots:
            yield f"{slot.part}.{slot.parameter}" if slot.part else slot.label
