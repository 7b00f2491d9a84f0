"""A case drafted from a passage that was looked at, so that it verifies as it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ..base import CaseError, Problem, WeighbridgeError, guide, web_address
from ..case import Case
from ..casefile import parse_document, with_event_options
from ..evidence import Holdings
from ..first_look import FirstLook
from ..quantities import Kind
from ..text import Document, fold
from .case_template import humanised
from .case_text import case_text, comment, uncommented
from .claims import Claims
from .formulas import Formulas
from .located_quotes import Quoter
from .names import plural
from .parts import Decide, Decision, Draft, DraftedArticle, DraftedCheck, DraftedClaim, DraftedFormula
from .proposals import compared, proposals
from .units import Units

MOST_CLAIMS, MOST_FORMULAS = 40, 20
LONGEST_LEFT_OUT = 40  # characters of what was not read
LEAST_PARAGRAPHS, LONGEST_TITLE = 2, 140  # paragraphs behind a title; characters of one
SECTIONS = ("units", "claims", "formulas", "checks")
PLACEHOLDER = "first_question"
NO_QUESTION = "a placeholder, which counts towards no verdict"


class NothingToDraft(WeighbridgeError):
    """A text in which no number was found that a case could hold."""


def drafted_article(document: Document, language: str, is_in_file: bool = True) -> DraftedArticle:
    """What is known of an article: what its page says of itself, and the digest of its file.

    Args:
        is_in_file: whether the text stands in a file that others can be held against.
    """
    meta = document.meta
    guess = "" if meta.title or not is_in_file else _first_line(document.text)
    return DraftedArticle(
        meta.title or guess, meta.language or language, meta.address if web_address(meta.address) else "", meta.author,
        meta.publisher, meta.published, document.sha256 if is_in_file else "", " ".join(document.notes),
        bool(guess),
    )  # fmt: skip


def _first_line(text: str) -> str:
    """The first line of a text of several paragraphs, where it may be its title; empty where it can't be."""
    first, *others = [line.strip() for line in fold(text).text.split("\n\n") if line.strip()] or [""]
    is_title = len(others) >= LEAST_PARAGRAPHS and len(first) <= LONGEST_TITLE and not first.endswith((".", ":", ","))
    return first if is_title else ""


def draft(look: FirstLook, name: str, article: DraftedArticle) -> str:
    """The text of a case file that verifies as it stands, and does so with all proposals in it put to use.

    Args:
        look: the passage, its quantities and relations; the spans are of ``look.mentions.text``.
        name: the case's, of which its title is made where the article has none.

    Raises:
        NothingToDraft: there is no number in it that a case could hold.
    """
    is_guess = bool(look.mentions.notes) and article.language == look.mentions.language
    made = _made(look, name, replace(article, is_language_guessed=is_guess))
    for _ in range(MOST_CLAIMS + MOST_FORMULAS):
        text = case_text(made)
        refused = problems_of(text)
        if refused:
            made = _without(made, refused)
            continue
        refused = problems_of(uncommented(text)) if made.proposals or made.others else []
        if not refused:
            return text
        made = _without_proposals(made, refused)
    raise NothingToDraft(f"{name}: no case could be made of this text; write it by hand, see {guide('cases.md')}")


def problems_of(text: str) -> list[Problem]:
    """What is wrong with the text of a case, weighed as if it stood in a file."""
    path = Path("case.yaml")
    try:
        _ = Case(path, with_event_options(parse_document(text, "case.yaml"))).verify().summary
    except CaseError as error:
        return error.problems
    return []


def _made(look: FirstLook, name: str, article: DraftedArticle) -> Draft:
    mentions = look.mentions.quantities
    wanted = _claimed(look)
    units = Units(meaning for place in wanted for meaning in (mentions[place].meaning, *mentions[place].others))
    claims = Claims(Quoter(look.mentions.text), units, mentions)
    left_out = [
        f"“{comment(mentions[place].text)}”: a case cannot write this number"
        for place, after in pairwise([*wanted, None])
        if claims.add(place, after) is None
    ]
    left_out += _passed_over(look, wanted)
    if not claims.by_place:
        raise NothingToDraft(
            f"{name}: no number was found in this text; write the case by hand, see {guide('cases.md')}"
        )
    formulas = Formulas(units, claims.by_place, mentions)
    for place, relation in enumerate(look.relations[:MOST_FORMULAS]):
        if not formulas.add(place, relation):
            left_out.append(f"{relation.expression} of the numbers: a case cannot write this formula")
    title = article.title or humanised(name)
    names = {*formulas.names, *units.declared}
    figures = tuple(
        compared(look.relations, formulas.formulas, claims.by_place, mentions, article.published[:7] or None)
    )
    offered = proposals(figures, Holdings.of(Path("case.yaml")).sources, names) if figures else ()
    return _completed(
        Draft(
            title, article, look.mentions.text, tuple(claims.by_place.values()), (), tuple(units.declared.values()), (),
            tuple(formulas.formulas), tuple(formulas.checks), offered, tuple(left_out),
        )
    )  # fmt: skip


def _passed_over(look: FirstLook, wanted: Collection[int]) -> Iterator[str]:
    """Which numbers of a passage are no claims, and why."""
    others = [one for place, one in enumerate(look.mentions.quantities) if place not in wanted]
    nameless = sum(one.kind == Kind.UNKNOWN for one in others)
    if nameless:
        yield f"{_many(nameless, 'number')} of which nothing says what is counted"
    if len(others) > nameless:
        yield f"{_many(len(others) - nameless, 'more number')}: draft a case of the paragraphs that matter"
    yield from (f"“{comment(one.text)[:LONGEST_LEFT_OUT]}”: {one.reason}" for one in look.mentions.not_read)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _claimed(look: FirstLook) -> list[int]:
    """The places of the quantities that become claims, in the order of the text.

    Those that hang together come first; others as long as there is room. A number of which nothing says what it counts
    is left alone, unless there is no other.
    """
    tied = {place for one in look.relations[:MOST_FORMULAS] for place in (*one.terms, one.stated) if place is not None}
    quantities = look.mentions.quantities
    said = [place for place, one in enumerate(quantities) if one.kind != Kind.UNKNOWN]
    others = [place for place in said or range(len(quantities)) if place not in tied]
    return sorted([*sorted(tied), *others][:MOST_CLAIMS])


def _completed(made: Draft) -> Draft:
    """The draft with a check, with claims that nothing uses as mere proposals, and with the units that all these need.

    Where nothing follows from the numbers, all stay claims; a check that asks nothing stands where there is no other.
    """
    claims = sorted((*made.claims, *made.others), key=lambda one: one.place)
    checks = tuple(one for one in made.checks if one.name != PLACEHOLDER)
    used = set().union(*(_names(one.expression) for one in made.formulas), *({one.stated} for one in checks))
    used |= {reading.times for claim in claims if claim.name in used for reading in claim.readings}
    used |= {one.stated for one in made.proposals}
    kept = tuple(one for one in claims if one.name in used) if made.formulas else tuple(claims)
    others = tuple(one for one in claims if one not in kept)
    units = (*made.units, *made.other_units)
    needed = [unit for unit in units if _is_in(unit.name, (*kept, *made.formulas))]
    more = [unit for unit in units if unit not in needed and _is_in(unit.name, others)]
    whole = replace(made, claims=kept, others=others, units=tuple(needed), other_units=tuple(more), checks=checks)
    return whole if checks else replace(whole, checks=(_placeholder(whole),))


def _is_in(unit: str, parts: Iterable[DraftedClaim | DraftedFormula]) -> bool:
    """Whether a unit stands in the value of a claim or in the unit of a formula."""
    texts = (
        f"{one.value} {' '.join(reading.value for reading in one.readings)}"
        if isinstance(one, DraftedClaim)
        else one.unit
        for one in parts
    )
    return any({unit, plural(unit)} & set(re.findall(r"\w+", text)) for text in texts)


def _placeholder(made: Draft) -> DraftedCheck:
    """A check that holds whatever the numbers are: a case has to have one, and only a person can ask."""
    name = next((one.stated for one in made.proposals), (made.formulas or made.claims)[0].name)
    question = f"Which question is this case to answer about {name.replace('_', ' ')}?"
    return DraftedCheck(PLACEHOLDER, question, name, name, NO_QUESTION, (Decision(Decide.QUESTION),))


def _without(made: Draft, problems: list[Problem]) -> Draft:
    """The draft without what cannot stand in a case: of the first section that has any, since others may follow."""
    paths = [one.path for one in problems if one.path and len(one.path) > 1]
    section = next((one for one in SECTIONS if any(path[0] == one for path in paths)), None)
    if section is None:
        raise CaseError(problems)
    refused = {path[1] for path in paths if path[0] == section}
    kept = {
        one: tuple(part for part in getattr(made, one) if one != section or part.name not in refused)
        for one in SECTIONS
    }
    reasons = tuple(f"{one.path[1]}: {one.message}" for one in problems if one.path and one.path[0] == section)
    known = {one.name for one in (*kept["claims"], *kept["formulas"])}
    formulas = tuple(one for one in kept["formulas"] if _names(one.expression) <= known)
    known -= {one.name for one in kept["formulas"]} - {one.name for one in formulas}
    checks = tuple(one for one in kept["checks"] if {one.stated, one.equals} <= known)
    offered = tuple(one for one in made.proposals if one.stated in known)
    if not kept["claims"]:
        raise CaseError(problems)
    return _completed(
        replace(
            made, units=kept["units"], claims=kept["claims"], formulas=formulas, checks=checks, proposals=offered,
            left_out=(*made.left_out, *reasons),
        )
    )  # fmt: skip


def _without_proposals(made: Draft, problems: list[Problem]) -> Draft:
    """The draft without the proposals that would not verify."""
    named = {path[1] for one in problems if (path := one.path) and len(path) > 1}
    own = lambda one: {one.name, f"{one.name}_usual", one.assumption, *(each.name for each in one.figures)}  # noqa: E731
    others = tuple(
        one for one in made.others if one.name not in named and not any(_is_in(unit, [one]) for unit in named)
    )
    kept = tuple(one for one in made.proposals if not own(one) & named)
    is_less = len(kept) < len(made.proposals) or len(others) < len(made.others)
    return _completed(replace(made, proposals=kept if is_less else (), others=others if is_less else ()))


def _names(expression: str) -> set[str]:
    """The names in an expression: a word behind a number is its unit."""
    return set(re.findall(r"(?<![\w.])(?<!\d )[^\W\d]\w*", expression))
