"""Evidence of the library that the figures of a drafted case can be held against, with the checks that do so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..base import shown_address
from ..evidence import Source
from ..library import Comparable, Entry, Topic, comparable, in_unit
from ..quantities import Kind, Mention, Role, identifier
from ..relations import Family, Operation, Relation, family_of
from ..text import STANDARD
from .names import free
from .parts import DraftedClaim, DraftedFormula, DraftedUnit, Proposal, ProposedFigure

MOST_TOPICS = 3  # that are proposed for one figure, the nearest first
MOST_PROPOSALS = 9
LONGEST_WHAT = 100  # characters


@dataclass(frozen=True)
class Compared:
    """A figure of the draft that the library may have something to say to.

    Attributes:
        name: what it is called in the case.
        unit: without things, as the library takes it.
        date: when it holds; None where nothing says so.
    """

    name: str
    called: str
    unit: str
    of: str | None
    per: str | None
    date: str | None


def proposals(
    compared: Collection[Compared], sources: Mapping[str, Source], taken: Collection[str]
) -> tuple[Proposal, ...]:
    """What the library offers for some figures: for each the nearest topics, with the ends of what they have.

    Args:
        sources: the sources of the library, by their keys.
        taken: the names that the draft has already.
    """
    found: list[Proposal] = []
    names = set(taken)
    for one in compared:
        offered = comparable(one.unit, one.of, one.per, one.date)
        for topic in sorted(offered, key=lambda each: each.topic.is_series and one.date is None)[:MOST_TOPICS]:
            if len(found) < MOST_PROPOSALS:
                proposal = _proposal(one, topic, sources, names)
                names |= {proposal.name, proposal.assumption, *(figure.name for figure in proposal.figures)}
                found.append(proposal)
    return tuple(found)


def _proposal(one: Compared, found: Comparable, sources: Mapping[str, Source], taken: Collection[str]) -> Proposal:
    topic = found.topic
    stem = re.sub(r"\W+", "_", topic.key)
    ends = sorted(found.entries, key=lambda entry: in_unit(entry, one.unit))
    low, high = ends[0], max(ends, key=lambda entry: in_unit(entry, one.unit)[1])
    is_undated = topic.is_series and one.date is None
    if is_undated:
        low = high = max(found.entries, key=lambda entry: entry.date)
    has_range = (low, low.low) != (high, high.high)
    figures = [
        _figure(low, "low" if has_range else "", free(f"{stem}_low" if has_range else stem, taken), found, sources)
    ]
    if has_range:
        figures.append(_figure(high, "high", free(f"{stem}_high", taken), found, sources))
    many = f", {len(found.entries)} figures" if has_range else ""
    kind = "" if found.fits_thing else ": of another thing, near to yours"
    return Proposal(
        name=free(f"{one.name}_by_{stem}", taken),
        stated=one.name,
        title=f"{topic.title[:1].upper()}{topic.title[1:]}{many}{kind}",
        what=topic.in_a_sentence,
        figures=tuple(figures),
        assumption=free(f"usual_{stem}", taken) if has_range else "",
        question=f"How usual is {one.called}, held against {topic.in_a_sentence}?",
        limit=f"Is {one.called} at most the greatest figure for {topic.in_a_sentence}?",
        note=topic.note,
        is_undated=is_undated,
        is_limit=topic.is_limit,
        units=tuple(_kin(one, topic)),
    )


def _kin(one: Compared, topic: Topic) -> Iterator[DraftedUnit]:
    """Things of a topic that are other units than those of the figure: each is taken as one of the latter."""
    for own, other in ((one.of if one.unit.startswith("one") else None, topic.of), (one.per, topic.per)):
        name = identifier(other)
        if own and other and name != identifier(own) and STANDARD.name_of(name) is None:
            yield DraftedUnit(name, equal=f"1 {identifier(own)}")


def _figure(entry: Entry, end: str, name: str, found: Comparable, sources: Mapping[str, Source]) -> ProposedFigure:
    """A figure of an entry: the low or the high end of it, where it has two."""
    is_series = found.topic.is_series
    column = end if end and entry.low != entry.high else ""
    if not column and entry.low != entry.high:
        column = "high"
    told = [one for one in (entry.what[:LONGEST_WHAT], entry.place, entry.date) if one]
    cited = [sources[key] for key in entry.sources if key in sources]
    return ProposedFigure(
        name=name,
        topic=found.topic.key,
        row="" if is_series else entry.key,
        date=entry.date if is_series else "",
        column=column,
        what=", ".join(dict.fromkeys(told)),
        source="; ".join(f"{one.short_name}, {shown_address(one.item.get('URL', one.key))}" for one in cited)
        or ", ".join(entry.sources),
    )


def compared(
    relations: tuple[Relation, ...],
    formulas: Collection[DraftedFormula],
    claims: Mapping[int, DraftedClaim],
    mentions: tuple[Mention, ...],
    date: str | None,
) -> Iterator[Compared]:
    """The figures that are so much for each of something: those that follow, and those that the passage states."""
    for formula in formulas:
        relation = relations[formula.place]
        if relation.operation == Operation.QUOTIENT and (relation.per is not None or "/" in relation.unit):
            when = _date((*relation.terms, relation.stated), mentions) or date
            yield Compared(formula.name, formula.called, relation.unit, relation.of, relation.per, when)
    for place, claim in claims.items():
        mention = mentions[place]
        meaning = mention.meaning
        if mention.role == Role.RATE and meaning.per and mention.kind != Kind.SHARE:
            is_thing = family_of(meaning.per) == Family.COUNT
            unit = meaning.unit if is_thing else f"{meaning.unit}/{meaning.per}"
            per = meaning.per if is_thing else None
            when = _date((place,), mentions) or date
            yield Compared(claim.name, f"“{claim.exact[:40]}”", unit, meaning.thing, per, when)


def _date(places: tuple[int | None, ...], mentions: tuple[Mention, ...]) -> str | None:
    """When these quantities hold, where they say so with one voice."""
    said = {mentions[place].when for place in places if place is not None} - {None}
    return said.pop() if len(said) == 1 else None
