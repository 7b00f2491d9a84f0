"""Rates of a passage: what they come to for so many, whether that is stated, and the same rate in another time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..text import factor, parse_unit, same_calendar, same_kind
from .amounts import Amount, Family
from .builder import products, quotient, readable, relation
from .figures import Figure
from .kinship import are_kin, is_cargo
from .link_words import Word
from .links import STRENGTH, Words, near
from .quotients import Pair, quotient_unit
from .relation import Agreement, Link, Operation, Relation

FAR = 2  # sentences between a rate and what it is multiplied by; editorial
NEXT = 1  # sentences between a rate by the month and the same by the year; editorial
SLIP = 3.5  # powers of ten by which a stated total may be off: a million for a thousand is a slip; editorial
LASTING = 40  # characters between so much a day and for how long; editorial
CHANGES = ("change", "before", "after")


@dataclass(frozen=True)
class Rate:
    """A rate, with what it is a rate for so many of, and what both come to where that is stated."""

    rate: Amount
    base: Amount | None
    total: Amount | None


def rates(words: Words, compared: frozenset[int]) -> tuple[list[Relation], frozenset[frozenset[int]]]:
    """What the rates of a passage imply, and the pairs of amounts whose quotient is one of them.

    Args:
        compared: the places of rates that a quotient is held against already.
    """
    found: list[Relation] = []
    taken: set[frozenset[int]] = set()
    for rate in words.amounts:
        if not rate.is_rate or rate.mention.role in CHANGES or rate.place in compared:
            continue
        matched = _matched(words, rate)
        if matched.base is not None and _is_of_another(words, rate, matched.base):
            continue
        if matched.base is not None and matched.total is not None:
            taken.add(frozenset((matched.base.place, matched.total.place)))
        if (one := _implied(words, matched)) is not None:
            found.append(one)
    return found, frozenset(taken)


def _is_of_another(words: Words, rate: Amount, base: Amount) -> bool:
    """Whether what a rate would be multiplied by stands in another sentence, beside a rate of its own."""
    if not _sentences(rate, base):
        return False
    beside = (one for one in words.amounts if one is not rate and one.is_rate and not _sentences(one, base))
    return any(one.unit == rate.unit and _is_base(one, base) for one in beside)


def _matched(words: Words, rate: Amount) -> Rate:
    """The nearest amount that a rate may be multiplied by, and the nearest that both may come to."""
    base = _nearest(words, rate, lambda one: _is_base(rate, one))
    total = _nearest(
        words, rate, lambda one: one is not base and _is_total(words, rate, base, one) and _is_of_size(rate, base, one)
    )
    return Rate(rate, base, total)


def _is_of_size(rate: Amount, base: Amount | None, one: Amount) -> bool:
    """Whether a total lies within a slip of thousands of what the rate comes to; else it is another figure."""
    if base is None or base.time != one.time:
        return True
    came = products(base, rate, one.unit)
    said = sum(one.room.written) / 2 * one.scale / factor(parse_unit(came.unit))
    return said > 0 and came.value > 0 and abs(math.log10(came.value / said)) < SLIP


def _nearest(words: Words, rate: Amount, fits: Callable[[Amount], bool]) -> Amount | None:
    """The nearest amount that fits, in the same sentence or near it."""
    others = (one for one in words.amounts if one is not rate and not one.is_rate)
    found = [one for one in others if _sentences(one, rate) <= FAR and fits(one)]
    return min(
        found, key=lambda one: (_sentences(one, rate), abs(one.mention.start - rate.mention.start)), default=None
    )


def _sentences(one: Amount, other: Amount) -> int:
    return abs(one.sentence_number - other.sentence_number)


def _is_base(rate: Amount, one: Amount) -> bool:
    """Whether a rate is one for so many of what this is an amount of."""
    if rate.each is not None:
        return one.family == Family.COUNT and one.of is not None and are_kin(one.of, rate.each)
    if not same_kind(parse_unit(rate.by or ""), parse_unit(one.meaning.unit)):
        return False
    is_price = rate.family == Family.MONEY
    return are_kin(rate.of, one.of) if is_price else one.family == Family.AREA or are_kin(rate.of, one.of)


def _is_total(words: Words, rate: Amount, base: Amount | None, one: Amount) -> bool:
    """Whether an amount may be what the rate comes to: of its kind, and put together with it by words or by things."""
    if one.mention.role in CHANGES or not same_kind(parse_unit(rate.meaning.unit), parse_unit(one.meaning.unit)):
        return False
    if rate.family == Family.COUNT and not (one.of == rate.of and one.of is not None):
        return False
    if not are_kin(rate.of, one.of):
        return False
    linked = base is not None and words.link(base, one) is not None
    if rate.family == Family.MONEY or base is None:
        named = rate.of is not None and one.of is not None and is_cargo(one.of)
        return linked or (named and rate.family != Family.MONEY) or _is_summed(words, one)
    return linked or one.time == base.time


def _is_summed(words: Words, one: Amount) -> bool:
    """Whether the words right before an amount say that it is a total."""
    bond = words.until.get(one.place)
    return bond is not None and Word.TOTAL in bond.words


def _implied(words: Words, matched: Rate) -> Relation | None:
    """What a rate implies with its base and its total: that they agree, or the one of them that is not stated."""
    rate, base, total = matched.rate, matched.base, matched.total
    if base is not None and total is not None:
        found = _compared(words, rate, base, total)
        if not (base.time and total.time is None and found.agreement == Agreement.NO):
            return found  # else the total may be of another length of time: "120,000 barrels a day, $1.5 billion"
    if base is not None:
        unit = f"{rate.meaning.unit}/{base.time}" if base.time else rate.meaning.unit
        return relation(
            Operation.PRODUCT, readable(products(base, rate, unit)), _link(base, rate), "{0} * {1}", rate.of
        )
    if total is not None and rate.by is not None:
        unit = f"{rate.by}/{total.time}" if total.time else rate.by
        return relation(Operation.QUOTIENT, readable(quotient(total, rate, unit)), _link(total, rate), "{0} / {1}")
    if total is not None:
        return relation(Operation.QUOTIENT, quotient(total, rate, "one"), _link(total, rate), "{0} / {1}", rate.each)
    return None


def _compared(words: Words, rate: Amount, base: Amount, total: Amount) -> Relation:
    """A rate times its base against the stated total; or, for so much for each thing, the quotient against the rate.

    What one of a number of things holds is compared as such, unless the words say that the total follows from it.
    """
    if (base.time is None) != (total.time is None):  # "120 tonnes, earning $800,000 a month": so much a month of both
        base, total = _without_time(base), _without_time(total)
    link = min((_link(base, rate), _link(base, total)), key=STRENGTH.index)
    if rate.each is not None and not _is_summed(words, total):
        figure = quotient(total, base, rate.unit)
        return relation(Operation.QUOTIENT, figure, link, "{0} / {1}", rate.of or total.of, rate.each, rate)
    return relation(
        Operation.PRODUCT, products(base, rate, total.unit), link, "{0} * {1}", total.of or rate.of, None, total
    )


def _without_time(amount: Amount) -> Amount:
    return replace(amount, meaning=replace(amount.meaning, per=None)) if amount.time else amount


def _link(one: Amount, other: Amount) -> Link:
    """What puts a rate and its base together: that the rate is for each of them, where they stand in one sentence."""
    return Link.EACH if not _sentences(one, other) else Link.SAME_PASSAGE


def durations(words: Words) -> list[Relation]:
    """What so much for each time comes to over the time that it lasted: "5,000 barrels a day for 30 days"."""
    flows = [one for one in words.amounts if one.time and one.mention.role not in CHANGES]
    lasting = [one for one in words.amounts if one.family == Family.TIME and Word.LASTING in words.before(one)]
    found = []
    for flow, time in ((flow, time) for flow in flows for time in lasting if _lasts(flow, time)):
        total = _nearest(words, flow, lambda one, flow=flow: _is_flow_total(words, flow, one))
        figure = products(flow, time, total.meaning.unit if total else flow.meaning.unit)
        figure = figure if total else readable(figure)
        found.append(relation(Operation.PRODUCT, figure, Link.EACH, "{0} * {1}", flow.of, None, total))
    return found


def _lasts(flow: Amount, time: Amount) -> bool:
    """Whether a time follows so much for each time in its sentence, shortly behind it."""
    follows = not _sentences(flow, time) and 0 <= time.mention.start - flow.mention.end <= LASTING
    return follows and not time.is_rate and time.time is None


def _is_flow_total(words: Words, flow: Amount, one: Amount) -> bool:
    """Whether the words say that an amount is the total of what flowed."""
    alike = same_kind(parse_unit(flow.meaning.unit), parse_unit(one.meaning.unit)) and are_kin(flow.of, one.of)
    return alike and one.time is None and _is_summed(words, one)


def stated_prices(words: Words, found: Sequence[Pair]) -> tuple[list[Relation], frozenset[frozenset[int]]]:
    """Quotients of amounts for each time that a rate of the passage states as well: dollars a month, barrels a day."""
    made, taken = [], set()
    for pair in found:
        rate = next((one for one in words.amounts if _states(one, pair)), None)
        if rate is not None and pair.above.time is not None:
            figure = quotient(pair.above, pair.below, rate.unit)
            of = rate.of or pair.below.of
            made.append(relation(Operation.QUOTIENT, figure, pair.link, "{0} / {1}", of, rate.each, rate))
            taken.add(pair.places)
    return made, frozenset(taken)


def _states(rate: Amount, pair: Pair) -> bool:
    """Whether a rate is in the unit and of the thing of a quotient."""
    if not rate.is_rate or rate.each is not None or pair.below.family == Family.COUNT:
        return False
    unit = parse_unit(quotient_unit(pair.above, pair.below))
    return same_kind(unit, parse_unit(rate.unit)) and are_kin(rate.of, pair.below.of)


def conversions(words: Words) -> list[Relation]:
    """The same quantity stated twice: in another unit right behind it, or for a month and for a year."""
    found = []
    for one, other in near(words.amounts, NEXT):
        link = _same(words, one, other)
        if link is not None:
            figure = Figure((one,), lambda values: values[0], (1,), other.unit)
            found.append(relation(Operation.SAME, figure, link, "{0}", one.of or other.of, one.each, other))
    return found


def _same(words: Words, one: Amount, other: Amount) -> Link | None:
    """What says that two amounts are one; None where nothing does."""
    if not same_kind(parse_unit(one.unit), parse_unit(other.unit)) or one.each != other.each or one.unit == other.unit:
        return None
    if one.family != other.family or one.family == Family.SHARE or _is_change(one) or _is_change(other):
        return None
    if Word.SAME in words.between(one, other) and one.family != Family.MONEY:
        return Link.TOTAL
    same_thing = one.of == other.of or (other.of is None and other.family == Family.COUNT)
    is_time = (
        one.time
        and other.time
        and one.time != other.time
        and same_calendar(parse_unit(one.unit), parse_unit(other.unit))
    )
    if not (is_time and same_thing):
        return None
    link = Link.TOTAL if words.between(one, other) & {Word.TOTAL, Word.WORTH} else None
    return link or (None if _has_count_between(words, one, other) else words.place(one, other))


def _has_count_between(words: Words, one: Amount, other: Amount) -> bool:
    """Whether a number of things stands between two amounts: "$500 a month to 2,000 men, $12 million a year"."""
    counts = (amount for amount in words.amounts if amount.family == Family.COUNT and not amount.time)
    return any(one.place < count.place < other.place for count in counts if one.of != count.of)


def _is_change(one: Amount) -> bool:
    """Whether it is one of what changed, from what, to what."""
    return one.mention.role in CHANGES


def price_ratios(words: Words, used: frozenset[int]) -> list[Relation]:
    """How many times as dear the dearer of two prices of one thing is, where neither is used for anything else."""
    prices = [one for one in words.amounts if one.is_rate and one.family == Family.MONEY and one.place not in used]
    return [_price_ratio(words, one, other) for one, other in near(prices, FAR) if _are_of_one(one, other)]


def _price_ratio(words: Words, one: Amount, other: Amount) -> Relation:
    cheap, dear = sorted((one, other), key=lambda price: price.room.written[1] * price.scale)
    figure = Figure((dear, cheap), lambda values: values[0] / values[1], (1, -1), "one")
    return relation(Operation.QUOTIENT, figure, words.place(one, other), "{0} / {1}")


def _are_of_one(one: Amount, other: Amount) -> bool:
    """Whether two prices are of one thing, for the same."""
    is_alike = same_kind(parse_unit(one.unit), parse_unit(other.unit)) and one.each == other.each
    return is_alike and are_kin(one.of, other.of)
