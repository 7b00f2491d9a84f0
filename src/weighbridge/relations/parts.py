"""Parts and wholes that words name: a gap between two, a share of a whole that is not stated, what a whole includes."""

from __future__ import annotations

from itertools import pairwise

from ..quantities import Kind, Role, things
from .amounts import Amount, Family
from .builder import of_alike, quotient, readable, relation
from .changes import are_alike
from .figures import Figure
from .kinship import are_kin
from .link_words import Word, words_between
from .links import Words
from .relation import Agreement, Link, Operation, Relation

LEAST_PARTS = 3  # of what a whole includes: two parts are seldom meant to be all of it; editorial
BEHIND = 20  # characters behind a share in which "of" stands


def gaps(words: Words) -> list[Relation]:
    """Differences that the words state between the only two others of their kind in a sentence: "a gap of 90,000"."""
    found = []
    for gap in words.amounts:
        if Word.GAP not in words.before(gap):
            continue
        two = [one for one in words.amounts if one is not gap and _is_beside(one, gap)]
        if len(two) == 2:
            falls = two[1].meaning.low < two[0].meaning.low
            form = "{0} - {1}" if falls else "{1} - {0}"
            figure = of_alike(two, lambda values: abs(values[0] - values[1]), gap.unit)
            found.append(relation(Operation.DIFFERENCE, figure, Link.TOTAL, form, gap.of, None, gap))
    return found


def _is_beside(one: Amount, other: Amount) -> bool:
    is_plain = one.mention.role != Role.CHANGE and one.sentence_number == other.sentence_number
    return is_plain and are_alike(one, other)


def wholes(words: Words) -> list[Relation]:
    """What is a hundred percent, where the words say which share an amount is: "750,000 barrels, or 1 % of output".

    Of a share without a whole in words, "6.2 million tonnes (57%)", it is told of what it is the share: of the amount
    before, where that agrees.
    """
    found = []
    for part, share in pairwise(words.amounts):
        if share.family != Family.SHARE or not _is_plain(part) or not _is_plain(share):
            continue
        if Word.SAME not in words.between(part, share) or part.sentence_number != share.sentence_number:
            continue
        if not _has_whole(words, share):
            found += _of_the_last(words, part, share)
        elif not _is_stated(words, share):
            figure = readable(quotient(part, share, part.unit))
            found.append(relation(Operation.QUOTIENT, figure, Link.TOTAL, "{0} / {1}", part.of))
    return found


def _is_plain(one: Amount) -> bool:
    return one.mention.role in (Role.AMOUNT, Role.RATE) and not one.is_rate


def _has_whole(words: Words, share: Amount) -> bool:
    """Whether "of" stands right behind a share."""
    end = share.mention.phrase[1]
    text = words.mentions.text[end : end + BEHIND]
    found = words_between(text, words.mentions.language)
    return any(one.word == Word.PART and not text[: one.start].strip() for one in found)


def _is_stated(words: Words, share: Amount) -> bool:
    """Whether the next amount is the whole of the share."""
    follows = next((one for one in words.amounts if one.place > share.place), None)
    return follows is not None and Word.PART in words.between(share, follows)


def _of_the_last(words: Words, part: Amount, share: Amount) -> list[Relation]:
    """A share of the amount right before, where that gives the share that is stated."""
    whole = next((one for one in reversed(words.amounts) if one.place < part.place), None)
    if whole is None or whole.sentence_number != part.sentence_number or not are_alike(part, whole):
        return []
    figure = of_alike((part, whole), lambda values: values[0] / values[1], "percent")
    found = relation(Operation.SHARE, figure, Link.TOTAL, "{0} / {1}", part.of or whole.of, None, share)
    return [found] if found.agreement in (Agreement.EXACT, Agreement.ROUNDED) else []


def inclusions(words: Words) -> list[Relation]:
    """What the parts come to that a whole is said to include; held against it where they make all of it or more."""
    found = []
    for bond in words.bonds:
        if Word.INCLUDE not in bond.words or _has_unknown(words, bond.first):
            continue
        parts = _row(words, bond.first, bond.second)
        if len(parts) >= LEAST_PARTS:
            figure = of_alike(parts, sum, bond.first.unit)
            found.append(_summed(figure, bond.first))
    return found


def _has_unknown(words: Words, whole: Amount) -> bool:
    """Whether a number behind a whole, in its sentence, counts nobody knows what: it may be one of the parts."""
    behind = (one for one in words.mentions.quantities[whole.place + 1 :] if one.in_sentence == whole.sentence_number)
    return any(one.kind == Kind.UNKNOWN for one in behind)


def _row(words: Words, whole: Amount, first: Amount) -> list[Amount]:
    """The amounts of a row that begins with one, each of a kind of the whole."""
    parts = [first] if _is_kind(first, whole) else []
    while parts and (bond := words.after.get(parts[-1].place)) is not None:
        if not {bond.first.place, bond.second.place} <= words.rows or not _is_kind(bond.second, whole):
            break
        parts.append(bond.second)
    return parts


def _is_kind(part: Amount, whole: Amount) -> bool:
    is_alike = part.unit == whole.unit if part.family != Family.COUNT else part.time == whole.time
    return (
        part.family == whole.family
        and is_alike
        and part.each == whole.each
        and (are_kin(part.of, whole.of) or part.of not in things())
    )


def _summed(figure: Figure, whole: Amount) -> Relation:
    form = " + ".join(f"{{{at}}}" for at in range(len(figure.terms)))
    held = relation(Operation.SUM, figure, Link.TOTAL, form, whole.of, None, whole)
    if held.agreement != Agreement.NO or (held.ratio is not None and held.ratio < 1):
        return held
    return relation(Operation.SUM, figure, Link.TOTAL, form, whole.of)
