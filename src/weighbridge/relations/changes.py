"""Growth and parts: what changed from what to what, what is a part of what, and what adds up to a total."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from ..quantities import Role, things
from ..text import parse_unit, same_kind
from .amounts import Amount, Family
from .builder import of_alike, readable, relation
from .kinship import are_kin
from .link_words import Word, words_between
from .links import Words
from .relation import Agreement, Link, Operation, Relation

FAR = 2  # sentences between a change and what changed; editorial
LEAST_PARTS = 2
SHORTLY = 16  # characters that may stand between the two, changes apart: ", up by about "; editorial
OPENS = re.compile(r"\s*[,(،–—]")


def growth(words: Words) -> list[Relation]:
    """By how much something rose or fell, from what it was to what it became; against the change that is stated."""
    found, spent = [], set[int]()
    for after in words.amounts:
        if after.family == Family.SHARE or _is_unknown(after):
            continue
        before = _from(words, after) or _up_from(words, after)
        if before is None and (after.mention.role != Role.AFTER or _is_of_no_list(after)):
            continue
        change = _change(words, after, spent, lambda one: one.family == Family.SHARE)
        before = before or _before(words, after, is_certain=change is None)
        if before is None or _is_against_words(before, after):
            continue
        grown = _grown(words, before, after, change)
        if grown.agreement == Agreement.NO and before.mention.role != Role.BEFORE and _from(words, after) is None:
            continue  # what nothing calls the former, and does not make the change that is stated, is another thing's
        spent |= {change.place} if change else set()
        found.append(grown)
        plain = _change(words, after, spent, lambda one, after=after: are_alike(one, after))
        if plain is not None:
            found.append(_moved(before, after, plain))
    return found


def _is_against_words(before: Amount, after: Amount) -> bool:
    """Whether an amount that nothing calls the former would make a rise of what the words call a fall."""
    if before.mention.role == Role.BEFORE or after.mention.rises is None:
        return False
    return after.mention.rises == (_roots(after) < _roots(before))


def _is_unknown(amount: Amount) -> bool:
    """Whether it counts nobody knows what."""
    return amount.family == Family.COUNT and amount.of is None


def _is_of_no_list(amount: Amount) -> bool:
    """Whether it counts what no list has: such a count grew only where the words say from what to what."""
    return amount.family == Family.COUNT and amount.of not in things()


def _from(words: Words, after: Amount) -> Amount | None:
    """The neighbour that the words call what it was before: "from 33,000 in summer to 21,000"."""
    bond = words.until.get(after.place)
    if bond is None or Word.TO not in bond.words or not are_alike(bond.first, after):
        return None
    return bond.first if Word.FROM in words.before(bond.first) else None


def _up_from(words: Words, after: Amount) -> Amount | None:
    """What stands behind a pause and is called the former, the changes between passed over: "$1.5 billion, up from 4".

    That the words say whether it rose is asked for, and that it did.
    """
    if after.mention.role not in (Role.AMOUNT, Role.RATE):
        return None
    text, at = words.mentions.text, after.mention.end
    for one in words.amounts:
        if one.place <= after.place or one.sentence_number != after.sentence_number:
            continue
        between = text[at : one.mention.start]
        if len(between) > SHORTLY or (at == after.mention.end and not OPENS.match(between)):
            return None
        if one.mention.role == Role.BEFORE:
            is_told = one.mention.rises is not None and one.mention.rises == (_roots(after) > _roots(one))
            return one if is_told and are_alike(one, after) and Word.FROM in words.before(one) else None
        if one.mention.role != Role.CHANGE and one.family != Family.SHARE:
            return None
        at = one.mention.end
    return None


def are_alike(one: Amount, other: Amount) -> bool:
    """Whether two amounts are of one kind, for the same time and for each of the same."""
    is_alike = one.family == other.family and same_kind(parse_unit(one.unit), parse_unit(other.unit))
    are_same = one.of == other.of if one.family == Family.COUNT else are_kin(one.of, other.of)
    return is_alike and one.each == other.each and are_same


def _before(words: Words, after: Amount, is_certain: bool) -> Amount | None:
    """What it was before: so called by the words, or the only amount of its kind near where a change is stated."""
    near = [one for one in words.amounts if one is not after and _is_near(one, after) and are_alike(one, after)]
    called = [one for one in near if one.mention.role == Role.BEFORE and one.sentence_number == after.sentence_number]
    if called:
        return min(called, key=lambda one: abs(one.place - after.place))
    plain = [one for one in near if one.mention.role in (Role.AMOUNT, Role.RATE)]
    return plain[0] if len(plain) == 1 and not is_certain else None


def _is_near(one: Amount, other: Amount) -> bool:
    return abs(one.sentence_number - other.sentence_number) <= FAR


def _change(words: Words, after: Amount, spent: set[int], fits: Callable[[Amount], bool]) -> Amount | None:
    """The nearest change that is stated and not spent on another amount, in the same sentence before any other."""
    held = [
        one
        for one in words.amounts
        if one.mention.role == Role.CHANGE and one.place not in spent and _is_near(one, after) and fits(one)
    ]
    kept = [one for one in held if are_kin(one.of, after.of)]
    apart = lambda one: (abs(one.sentence_number - after.sentence_number), abs(one.place - after.place))  # noqa: E731
    return min(kept, key=apart, default=None)


def _grown(words: Words, before: Amount, after: Amount, change: Amount | None) -> Relation:
    falls = _roots(after) < _roots(before)
    if falls:
        figure = of_alike((before, after), lambda values: 1 - values[1] / values[0], "percent")
    else:
        figure = of_alike((before, after), lambda values: values[1] / values[0] - 1, "percent")
    agrees = change if change is not None and change.mention.rises in (None, not falls) else None
    form = "({0} - {1}) / {0}" if falls else "({1} - {0}) / {0}"
    link = (
        Link.FROM_TO
        if before.mention.role == Role.BEFORE or change is not None or _from(words, after)
        else words.place(before, after)
    )
    return relation(Operation.GROWTH, figure, link, form, before.of or after.of, None, agrees)


def _moved(before: Amount, after: Amount, change: Amount) -> Relation:
    falls = _roots(after) < _roots(before)
    sign = 1 if falls else -1
    figure = of_alike((before, after), lambda values: sign * (values[0] - values[1]), change.unit)
    form = "{0} - {1}" if falls else "{1} - {0}"
    return relation(Operation.DIFFERENCE, figure, Link.FROM_TO, form, before.of or after.of, None, change)


def _roots(amount: Amount) -> float:
    return sum(amount.room.written) * amount.scale


def shares(words: Words) -> list[Relation]:
    """Shares: so many of so many, and so many percent of so much; against what is stated of it.

    Of counts only those of listed things: "14 of 20 questions" says no more than it says.
    """
    found = []
    for part, whole in pairwise(words.amounts):
        if whole.is_rate or whole.family == Family.SHARE or not _is_part_of(words, part, whole):
            continue
        if part.mention.role == Role.CHANGE:
            continue  # "the three percent increase took it to a high of 34 billion tonnes"
        if part.family == Family.SHARE:
            found.append(_portion(words, part, whole))
        elif _is_part(part, whole):
            stated = next((one for one in words.amounts if _is_stated_share(one, part)), None)
            figure = of_alike((part, whole), lambda values: values[0] / values[1], "percent")
            found.append(relation(Operation.SHARE, figure, Link.TOTAL, "{0} / {1}", part.of or whole.of, None, stated))
    return found


def _is_part_of(words: Words, part: Amount, whole: Amount) -> bool:
    """Whether "of" stands right behind a part, and the whole behind that: not "by a tenth, far from peaks of 350".

    "Of" in the loosening words of the second number, "an average of", makes no whole of it.
    """
    if Word.PART not in words.between(part, whole):
        return False
    text = words.mentions.text[part.mention.end : whole.mention.start]
    found = words_between(text, words.mentions.language)
    return any(one.word == Word.PART and not text[: one.start].strip(" \t\n,") for one in found)


def _is_part(part: Amount, whole: Amount) -> bool:
    is_known = part.family != Family.COUNT or whole.of in things()
    return is_known and are_alike(part, whole) and not part.is_rate and _roots(part) <= _roots(whole)


def _is_stated_share(one: Amount, part: Amount) -> bool:
    """Whether it is a share of the same sentence that is no change."""
    is_share = one.family == Family.SHARE and one.mention.role != Role.CHANGE
    return is_share and one.sentence_number == part.sentence_number


def _portion(words: Words, share: Amount, whole: Amount) -> Relation:
    figure = of_alike((whole, share), lambda values: values[0] * values[1], whole.unit)
    stated = next(
        (
            one
            for one in words.amounts
            if one is not whole and are_alike(one, whole) and one.sentence_number == whole.sentence_number
        ),
        None,
    )
    return relation(Operation.PRODUCT, readable(figure), Link.TOTAL, "{0} * {1}", whole.of, None, stated)


def sums(words: Words) -> list[Relation]:
    """Totals that a sentence states behind their parts."""
    found = []
    for bond in words.bonds:
        total = bond.second
        if Word.TOTAL not in bond.words:
            continue
        parts = [one for one in words.amounts if one.place < total.place and _adds(one, total)]
        if len(parts) >= LEAST_PARTS and all(one.place in words.rows for one in parts):
            figure = of_alike(parts, sum, total.unit)
            form = " + ".join(f"{{{at}}}" for at in range(len(parts)))
            found.append(relation(Operation.SUM, figure, Link.TOTAL, form, total.of, None, total))
    return found


def _adds(part: Amount, total: Amount) -> bool:
    is_same_sentence = part.sentence_number == total.sentence_number
    return is_same_sentence and are_alike(part, total) and _roots(part) <= _roots(total) * 2
