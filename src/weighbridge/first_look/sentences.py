"""The sentences of a first look, made of its typed results: none has more than 25 words."""

from __future__ import annotations

from collections.abc import Sequence

from ..quantities import Mentions
from ..relations import Agreement, Family, Link, Operation, Relation, family_of
from ..text import MONTHS, fitting, listed, number, sentence, signed, spans, with_unit, words_of
from .figures import CLOSE, HALF, SIZE_DIGITS, TWICE, digits_of, figure, quoted, room, size, taken_for, unit_with_things
from .results import Held, Misprint, OtherCurrencies, OtherReading, Position, Rate

FIRST_LOOK = "This is a first look, made by rules: check each reading before you rely on it."
NOTHING_READ = "We found no quantity in this text."
NOTHING_FOLLOWS = "Nothing follows from these numbers together, as far as the words go."
OF_THEIR_DAY = "Prices of different years stand as they were paid, with no regard to inflation."
MANY_YEARS = 5  # between the first and the last of prices, for inflation to matter; editorial
NOT_IN_LIBRARY = "The library has nothing to hold this against."
NO_DATE = "We read no date for the prices, so all months on record count; give the date to hold them against its own."
AGREES = {
    Agreement.EXACT: "they agree",
    Agreement.ROUNDED: "they agree, allowing for rounding",
    Agreement.LOOSE: "they agree only if the wording is taken generously",
    Agreement.NO: "they do not agree",
    Agreement.OPEN: "whether they agree depends on how a number is read",
}
LINKS = {
    Link.EACH: "so much for each",
    Link.CONTAINING: "one holds the other",
    Link.WORTH: "what it is worth",
    Link.WEIGHING: "how heavy it is",
    Link.TOTAL: "the whole",
    Link.FROM_TO: "from so much to so much",
    Link.SAME_SENTENCE: "possible: the same sentence",
    Link.SAME_PASSAGE: "possible: the same passage",
}
AMONG = {
    Position.ABOVE: "more than",
    Position.BELOW: "less than",
    Position.WITHIN: "within",
    Position.ACROSS: "partly within",
}
ALIKE = 1e-9  # percentage points that two shares that are one may differ by, for rounding
ENDS = {Position.ABOVE: ("as much as", "highest"), Position.BELOW: ("as little as", "lowest")}
POSSIBLE = {
    Link.SAME_SENTENCE: "Only their place in one sentence puts these numbers together.",
    Link.SAME_PASSAGE: "Only their place in one passage puts these numbers together.",
}


def implied(relation: Relation, mentions: Mentions) -> list[str]:
    """What follows from numbers; whether the passage states it as well; and what puts the numbers together."""
    said = [_follows(relation, mentions)]
    if relation.stated is not None:
        said.append(_agreement(relation, mentions))
    if relation.link in POSSIBLE:
        said.append(POSSIBLE[relation.link])
    return said


def _follows(relation: Relation, mentions: Mentions) -> str:
    """The figure that follows, with the numbers that it is made of."""
    things = (relation.of, relation.per)
    given = figure(relation.written, relation.unit, *things)
    allowed = room(relation.written, (relation.low, relation.high), relation.unit, *things)
    terms = [quoted(mentions.quantities[place]) for place in relation.terms]
    made = _made(relation, mentions, terms, given)
    return sentence(
        fitting(f"{made}{allowed}", made, f"These numbers give {given}{allowed}", f"These numbers give {given}")
    )


def _made(relation: Relation, mentions: Mentions, terms: list[str], given: str) -> str:
    first, last = terms[0], terms[-1]
    match relation.operation:
        case Operation.QUOTIENT if not unit_with_things(relation.unit, None, relation.per):
            return f"{first} is {given} times {last}"
        case Operation.QUOTIENT:
            return f"{first} for {last} is {given}"
        case Operation.PRODUCT:
            return f"{first} times {last} is {given}"
        case Operation.SUM:
            return f"{', '.join(terms[:-1])} and {last} are {given} together"
        case Operation.SHARE:
            return f"{first} of {last} is {given}"
        case Operation.SAME:
            return f"{first} is {given}"
    rises = _rises(relation, mentions)
    if relation.operation == Operation.GROWTH:
        return f"From {first} to {last} is a {'rise' if rises else 'fall'} of {given}"
    return f"From {first} to {last} is {given} {'more' if rises else 'less'}"


def _rises(relation: Relation, mentions: Mentions) -> bool:
    """Whether the second of two numbers is the larger: the computed figure is given without a sign."""
    before, after = (mentions.quantities[place].meaning for place in relation.terms)
    return after.low > before.low


def _agreement(relation: Relation, mentions: Mentions) -> str:
    """What the passage states of it, how far off that is, and whether the two agree."""
    assert relation.stated is not None
    assert relation.agreement is not None
    stated, verdict = quoted(mentions.quantities[relation.stated]), AGREES[relation.agreement]
    ratio = relation.ratio or 1.0
    meaning = mentions.quantities[relation.stated].meaning
    if relation.agreement == Agreement.EXACT and (
        relation.written[0] != relation.written[1] or meaning.low != meaning.high
    ):
        return sentence(f"The passage says {stated}: {verdict}")
    is_exact = relation.agreement == Agreement.EXACT
    far = "" if is_exact and abs(ratio - 1) < 0.005 else f", {_off(relation, ratio)}"
    verdict = "the wording allows both" if is_exact and far else verdict
    return sentence(f"The passage says {stated}{far}: {verdict}")


def _off(relation: Relation, ratio: float) -> str:
    """How far what is stated is from what follows; of shares in percentage points."""
    points = abs(ratio - 1) * abs(relation.value)
    if relation.unit != "percent" or points < ALIKE:
        return size(ratio)
    return f"{number(points, SIZE_DIGITS)} percentage points {'more' if ratio > 1 else 'less'}"


def compared(held: Held, of: str | None, per: str | None) -> str:
    """What the library says to a figure, with how many figures it has and between which ends."""
    (ends,), own = spans([(held.low, held.high)]), unit_with_things(held.unit, of, per)
    between = with_unit(ends, own)
    when = f", {_dated(held.period)}" if held.period else ""
    years = f" ({_years(held.period)})" if held.topic.is_series and held.period else ""
    if_so = f"as {held.assumed}, that is" if held.assumed else "that is"
    full = _place(held)
    brief = "close to" if held.meets and held.position in ENDS else AMONG[held.position]
    short = f"{brief} {held.topic.in_a_sentence}"
    return sentence(
        fitting(
            f"{if_so} {full} ({between}{when})",
            f"{if_so} {full}{years}" if years else "",  # a series is of many years: its ends say less than its dates
            f"{if_so} {short}{years}" if years else "",
            f"{if_so} {full} ({between})",
            f"{if_so} {full} ({signed(ends, own)})",
            f"{if_so} {short} ({between})",
            f"{if_so} {brief} what the library has ({between})",
        )
    )


def _place(held: Held) -> str:
    """Where a figure lies among those of the library; of a series, among its months."""
    title, count = held.topic.in_a_sentence, held.count
    whole = f"{count} figures for {title}"
    if held.position in ENDS:
        return _outside(held, title, whole)
    if count == 1:
        is_same = held.low == held.high and held.position == Position.WITHIN
        return f"{'the same as' if is_same else AMONG[held.position]} the one figure for {title}"
    some = f"{{}} of {whole}"
    if held.topic.column:
        some, whole = f"{title} in {{}} of {count} months", title
    if held.position == Position.ACROSS:
        return f"partly within the range of {whole}"
    return _among(held, some, whole)


def _outside(held: Held, title: str, whole: str) -> str:
    """How far a figure lies from the nearest of the library, or that its wording reaches it."""
    as_much, end = ENDS[held.position]
    if held.count == 1:
        known = title if held.topic.column else f"the one figure for {title}"
    else:
        known = f"{title} at its {end}" if held.topic.column else f"the {end} of {whole}"
    if held.meets:
        return f"{as_much} {known}, allowing for the wording"
    return f"{_far(held)} {known}"


def _far(held: Held) -> str:
    """How far a figure lies from another, as words before that one."""
    times, off = number(held.times, SIZE_DIGITS), abs(held.times - 1)
    if not off:
        return AMONG[held.position]
    if held.times >= TWICE:
        return f"{times} times"
    if held.times < HALF:
        return f"{number(100 * held.times, SIZE_DIGITS)}% of"
    return f"{number(100 * off, 1 if off < CLOSE else SIZE_DIGITS)}% {AMONG[held.position]}"


def _among(held: Held, some: str, whole: str) -> str:
    """How many figures a figure exceeds that lies among them, or falls short of; the larger share of the two."""
    if held.lower * 2 >= held.count:
        return f"more than {some.format(held.lower)}"
    if held.higher * 2 >= held.count:
        return f"less than {some.format(held.higher)}"
    return f"within the range of {whole}"


def _dated(period: str) -> str:
    """A period in words: ``January 1960 to May 2026``."""
    return " to ".join(map(_date, period.split("/")))


def _years(period: str) -> str:
    """The years of a period: ``1960 to 2026``."""
    return " to ".join(dict.fromkeys(date[:4] for date in period.split("/")))


def many_years(held: Held) -> bool:
    """Whether prices are held against a figure that are of years far apart."""
    above, _, below = held.unit.partition("/")
    is_price = family_of(above) == Family.MONEY and (not below or family_of(below) != Family.MONEY)
    first, *_, last = [*held.period.split("/"), held.period.split("/")[-1]]
    return is_price and bool(held.period) and int(last[:4]) - int(first[:4]) >= MANY_YEARS


def _date(text: str) -> str:
    year, _, month = text.partition("-")
    return f"{MONTHS[int(month[:2]) - 1]} {year}" if month else year


def rate_line(rate: Rate, mentions: Mentions) -> str:
    """A rate that the passage states, as the beginning of what the library says to it."""
    return sentence(f"The passage states {quoted(mentions.quantities[rate.place])}")


def reading(other: OtherReading, mentions: Mentions, implied: Sequence[Relation] = ()) -> str:
    """Another reading of a number, and what would follow from it.

    Args:
        implied: what follows as the number is taken; of that only what becomes otherwise is said.
    """
    mention = mentions.quantities[other.place]
    taken, instead = taken_for(mention.meaning), taken_for(other.meaning)
    then = _then(other, implied)
    said = [] if taken in mention.text else [f"{quoted(mention)} is taken as {taken}; it may be {instead}{then}"]
    return sentence(
        fitting(
            *said,
            f"{quoted(mention)} may also be {instead}{then}",
            f"{quoted(mention)} may also be {instead}",
        )
    )


def _then(other: OtherReading, implied: Sequence[Relation]) -> str:
    """What becomes of the figures that rest on a number, once it is read otherwise."""
    before = [given(one) for one in implied]
    figures = [given(one) for at, one in other.changes if one and before[at : at + 1] != [given(one)]]
    if figures:
        return f"; that gives {listed(figures)}"
    if any(one is None for _, one in other.changes):
        return "; then nothing follows"
    verdicts = [
        one.agreement for at, one in other.changes if one and one.agreement and one.agreement != implied[at].agreement
    ]
    return f"; then {AGREES[verdicts[0]]}" if verdicts else ""


def given(relation: Relation) -> str:
    """The figure that follows from numbers."""
    return figure(relation.written, relation.unit, relation.of, relation.per)


def currencies(found: OtherCurrencies, mentions: Mentions) -> str:
    """Which currency numbers are taken for, and that others are called so."""
    words = [quoted(mentions.quantities[place]) for place in found.places]
    taken = words_of(found.taken).many
    them = "it" if len(words) == 1 else "them"
    return sentence(
        fitting(
            f"We take {listed(words)} for {taken}; other currencies share that name or sign",
            f"We take {words[0]} and others like it for {taken}; other currencies share that name or sign",
            f"We take {them} for {taken}; other currencies share that name or sign",
        )
    )


def misprint(found: Misprint, mentions: Mentions) -> str:
    """What a number would be, were it a misprint of a kind, and that the numbers would then agree."""
    mention = mentions.quantities[found.place]
    (value,) = spans([(found.low, found.high)], digits_of(mention.meaning))
    return sentence(
        fitting(
            f"{quoted(mention)} would agree as {value} (possible misprint: {found.slip})",
            f"It would agree with {value} (possible misprint: {found.slip})",
        )
    )
