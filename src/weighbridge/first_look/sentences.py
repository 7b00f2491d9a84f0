"""The sentences of a first look, made of its typed results: none has more than 25 words."""

from __future__ import annotations

from ..quantities import Mentions
from ..relations import Agreement, Link, Operation, Relation
from ..text import MONTHS, fitting, listed, number, sentence, signed, spans, with_unit, words_of
from .figures import CLOSE, HALF, SIZE_DIGITS, TWICE, digits_of, figure, quoted, room, size, taken_for, unit_with_things
from .results import Held, Misprint, OtherCurrencies, OtherReading, Position, Rate

FIRST_LOOK = "This is a first look, made by rules: check each reading before you rely on it."
NOTHING_READ = "We found no quantity in this text."
NOTHING_FOLLOWS = "Nothing follows from these numbers together, as far as the words go."
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
    far = "" if relation.agreement == Agreement.EXACT and abs(ratio - 1) < 0.005 else f", {size(ratio)}"
    return sentence(f"The passage says {stated}{far}: {verdict}")


def compared(held: Held, of: str | None, per: str | None) -> str:
    """What the library says to a figure, with how many figures it has and between which ends."""
    (ends,), own = spans([(held.low, held.high)]), unit_with_things(held.unit, of, per)
    between = with_unit(ends, own)
    when = f", {_dated(held.period)}" if held.period else ""
    if_so = f"as {held.assumed}, that is" if held.assumed else "that is"
    full = _place(held)
    brief = "close to" if held.meets and held.position in ENDS else AMONG[held.position]
    short = f"{brief} {_with_article(held.topic.title)}"
    return sentence(
        fitting(
            f"{if_so} {full} ({between}{when})",
            f"{if_so} {full} ({between})",
            f"{if_so} {full} ({signed(ends, own)})",
            f"{if_so} {short} ({between})",
            f"{if_so} {brief} what the library has ({between})",
        )
    )


def _place(held: Held) -> str:
    """Where a figure lies among those of the library; of a series, among its months."""
    title, count = _with_article(held.topic.title), held.count
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


def _with_article(title: str) -> str:
    """A title in a sentence: ``the price of copper``, ``what a tank truck holds``."""
    return title if title.startswith("what ") else f"the {title}"


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


def _date(text: str) -> str:
    year, _, month = text.partition("-")
    return f"{MONTHS[int(month[:2]) - 1]} {year}" if month else year


def rate_line(rate: Rate, mentions: Mentions) -> str:
    """A rate that the passage states, as the beginning of what the library says to it."""
    return sentence(f"The passage states {quoted(mentions.quantities[rate.place])}")


def reading(other: OtherReading, mentions: Mentions) -> str:
    """Another reading of a number, and what would follow from it."""
    mention = mentions.quantities[other.place]
    taken, instead = taken_for(mention.meaning), taken_for(other.meaning)
    changes = [figure(one.written, one.unit, one.of, one.per) for _, one in other.changes if one]
    then = f"; that gives {listed(changes)}" if changes else "; then nothing follows" if other.changes else ""
    said = [] if taken in mention.text else [f"{quoted(mention)} is taken as {taken}; it may be {instead}{then}"]
    return sentence(
        fitting(
            *said,
            f"{quoted(mention)} may also be {instead}{then}",
            f"{quoted(mention)} may also be {instead}",
        )
    )


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
