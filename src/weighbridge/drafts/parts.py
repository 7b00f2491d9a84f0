"""The parts of a drafted case, as they will stand in its file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decide(StrEnum):
    """What a person has to decide of a draft: each stands in it behind ``# decide:``."""

    TITLE = "title"
    GUESSED_TITLE = "guessed title"
    LANGUAGE = "language"  # one was taken that the text does not show
    ADDRESS = "address"
    DATE = "date"
    CUE = "cue"  # whether a word is fairly read as the cue that it was mapped to
    READING = "reading"  # which of several readings is meant
    UNCERTAIN = "uncertain"  # a reading is taken that the words do not settle
    OTHER_READING = "other reading"  # another reading that measures something else
    NOT_UNIQUE = "not unique"  # a quotation that stands several times
    LINK = "link"  # whether the numbers belong together at all
    QUESTION = "question"  # the question that the case is to answer
    NOT_KNOWN = "not known"
    MONTH = "month"  # for which month or year a figure of a series is taken


@dataclass(frozen=True)
class Decision:
    """Something to decide, with the words of the passage that it is about."""

    what: Decide
    about: str = ""
    instead: str = ""


@dataclass(frozen=True)
class DraftedUnit:
    """A thing that the passage counts, declared as a unit.

    Attributes:
        counted: what is counted, with its article; empty where it is another unit.
        equal: the unit that it is one of, ``1 truck``.
    """

    name: str
    counted: str = ""
    equal: str = ""


@dataclass(frozen=True)
class DraftedReading:
    """One way to read a claim; the first of several is the one that is taken."""

    name: str
    value: str
    times: str = ""
    reason: str = ""


@dataclass(frozen=True)
class DraftedClaim:
    """A number of the passage.

    Attributes:
        place: of its quantity in ``Mentions.quantities``.
        value: where there is one way to read it; empty where there are ``readings``.
    """

    name: str
    place: int
    exact: str
    prefix: str
    suffix: str
    value: str
    readings: tuple[DraftedReading, ...] = ()
    hedge: str = "none"
    hedge_reason: str = ""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class DraftedFormula:
    """A figure that follows from claims; ``place`` is that of its relation."""

    name: str
    place: int
    expression: str
    unit: str
    called: str
    reason: str = ""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class DraftedCheck:
    """A question: whether what the passage states is what follows from its other numbers."""

    name: str
    question: str
    stated: str
    equals: str
    premise: str = ""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class ProposedFigure:
    """A figure of the library as a piece of evidence.

    Attributes:
        topic: of the library.
        row, date, column: which of the topic's figures; empty where it is not told by that.
        what: what it is of, where and when, in words.
        source: who says so, and where.
    """

    name: str
    topic: str
    row: str
    date: str
    column: str
    what: str
    source: str


@dataclass(frozen=True)
class Proposal:
    """Evidence of the library against which a figure of the case can be held, with the checks that do so.

    Attributes:
        name: of the check.
        stated: the figure of the case.
        title, note: what the topic is, and what one must know before comparing.
        what: what its figures are of, as in a sentence.
        figures: the least and the greatest of the topic; one where it has one.
        assumption: the name of the range between them; empty where there is one figure.
        question, limit: whether the figure is usual among them, and whether it is at most the greatest.
        is_undated: whether a date has to be chosen first.
        is_limit: whether its figures are what is allowed or has room, and not what is usual.
        units: things of the library as things of the case, so that both can be compared.
    """

    name: str
    stated: str
    title: str
    what: str
    figures: tuple[ProposedFigure, ...]
    assumption: str
    question: str
    limit: str
    note: str = ""
    is_undated: bool = False
    is_limit: bool = False
    units: tuple[DraftedUnit, ...] = ()


@dataclass(frozen=True)
class DraftedArticle:
    """What is known of the article; an empty text for what is not. A guessed title is the first line of the text."""

    title: str = ""
    language: str = ""
    url: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    sha256: str = ""
    note: str = ""
    is_title_guessed: bool = False
    is_language_guessed: bool = False


@dataclass(frozen=True)
class Draft:
    """A whole case that is proposed.

    Attributes:
        others: claims of which nothing is asked, as mere proposals.
        other_units: units that these alone need.
        left_out: what could not be put into it, with the reason, a line each.
    """

    title: str
    article: DraftedArticle
    passage: str
    claims: tuple[DraftedClaim, ...]
    others: tuple[DraftedClaim, ...] = ()
    units: tuple[DraftedUnit, ...] = ()
    other_units: tuple[DraftedUnit, ...] = ()
    formulas: tuple[DraftedFormula, ...] = ()
    checks: tuple[DraftedCheck, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    left_out: tuple[str, ...] = ()
