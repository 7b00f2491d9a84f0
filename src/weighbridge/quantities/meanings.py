"""What an amount means: its ends in its unit, and the quantity as a case writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..text import unit_names
from .amounts import TIMES, Amount
from .currencies import CERTAIN
from .language import unit_parts
from .mention import Doubt, Kind, Meaning
from .numerals import SIZES
from .things import identifier, is_counted
from .units_in_text import is_money, powered

DURATIONS = frozenset((*TIMES, "millisecond", "microsecond", "nanosecond"))
MUCH = 1_000_000  # pounds of nothing that is named are money from here on
SHARES = frozenset({"percent", "permille", "ppm"})
POINTS = frozenset({"percentage_point", "basis_point"})


@dataclass(frozen=True)
class Number:
    """A number as written, with the power of ten of its word of size."""

    number: Decimal
    power: int = 0

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return self.number.scaleb(self.power)


def is_money_by_size(amount: Amount) -> bool:
    """Whether pounds are money: of nothing that is named, and many, or so much for each of something but time."""
    if amount.form is None or amount.form.doubt != Doubt.POUND or amount.thing is not None:
        return False
    return amount.numeral.value >= MUCH or any(one not in DURATIONS for one in amount.pers)


def as_money(amount: Amount) -> Amount:
    """The same with its pounds taken for money, where they may be and nothing says of what they are."""
    form = amount.form
    if form is None or form.doubt != Doubt.POUND or amount.thing is not None or is_money(form.unit):
        return amount
    first, *rest = form.others
    return replace(amount, form=replace(form, unit=first, others=(form.unit, *rest)))


@dataclass(frozen=True)
class Unread:
    """Which unit, thing and rate a meaning has: what is left once the numbers are taken away."""

    unit: str
    thing: str | None
    per: str | None
    factor: Decimal


def kind_of(amount: Amount) -> Kind:
    """What an amount is an amount of."""
    if amount.is_ratio:
        return Kind.RATIO
    if amount.form is None:
        if amount.share_of is not None:
            return Kind.SHARE
        return Kind.COUNT if amount.thing is not None else Kind.UNKNOWN
    unit = amount.form.unit
    if is_money_by_size(amount):
        return Kind.MONEY
    for some, kind in ((DURATIONS, Kind.DURATION), (SHARES, Kind.SHARE), (POINTS, Kind.POINTS)):
        if unit in some:
            return kind
    return Kind.MONEY if is_money(unit) or amount.form.kind == "money" else Kind.MEASURE


def meanings(amount: Amount, low: Number, high: Number, said: frozenset[str]) -> tuple[Meaning, ...]:
    """The readings of an amount, the one that is taken first.

    Args:
        low, high: its numbers; the same for a single number.
        said: currencies that the text names for certain, or by places.
    """
    if amount.form is None:
        return with_units_below((_meaning(amount, low, high, _counted(amount)),), amount, low, high)
    form = amount.form
    doubt = Doubt(form.doubt) if form.doubt else None
    options = [(form.factor, form.unit), *((factor, unit) for factor, unit, _ in map(unit_parts, form.others))]
    if is_money_by_size(amount) and not is_money(form.unit):
        options = [*options[1:2], options[0], *options[2:]]
    if doubt == Doubt.CURRENCY or (doubt == Doubt.POUND and amount.thing is None):
        named = [one for one in options if one[1] in said]
        options = [*named, *(one for one in options if one not in named)]
        if doubt == Doubt.CURRENCY and len(named) == 1 and f"{named[0][1]}{CERTAIN}" in said:
            options, doubt = named, None
    if doubt == Doubt.POUND:
        options, doubt = _pounds(amount, options, said)
    found = []
    for factor, unit in options:
        own = replace(amount, form=replace(form, unit=unit, factor=factor))
        one = _meaning(own, low, high, _measured(own))
        found.append(replace(one, doubt=doubt) if doubt else one)
    return with_units_below(tuple(found), amount, low, high)


def with_units_below(found: tuple[Meaning, ...], amount: Amount, low: Number, high: Number) -> tuple[Meaning, ...]:
    """Readings, with those in which the unit below the line is another: $300 a ton."""
    form = amount.per_form
    if form is None or not form.others or not amount.pers:
        return found
    doubt = Doubt(form.doubt) if form.doubt else None
    more = []
    for factor, unit, _ in map(unit_parts, form.others):
        pers = tuple(unit if one == form.unit else one for one in amount.pers)
        own = replace(amount, pers=pers, divided_by=amount.divided_by / form.factor * factor)
        frame = _measured(own) if own.form is not None else _counted(own)
        more.append(replace(_meaning(own, low, high, frame), doubt=doubt))
    first = replace(found[0], doubt=found[0].doubt or doubt)
    return (first, *found[1:], *more)


def _pounds(
    amount: Amount, options: list[tuple[Decimal, str]], said: frozenset[str]
) -> tuple[list[tuple[Decimal, str]], Doubt | None]:
    """Pounds as they may fairly be meant: of mass alone where they are pounds of stuff, else of one currency as well.

    Pounds of other countries than Britain are meant only where the passage speaks of these.
    """
    if amount.thing is not None and amount.numeral.value < MUCH and not is_counted(amount.thing):
        return options[:1], None
    money = [one for one in options if is_money(one[1])]
    likely = [one for one in money if one[1] in said] or money[:1]
    return [one for one in options if one in likely or one not in money], Doubt.POUND


def with_separator(found: tuple[Meaning, ...], amount: Amount, low: Number, high: Number) -> tuple[Meaning, ...]:
    """Readings, with those in which the separator of the digits means the other thing."""
    other = amount.numeral.other
    if other is None or low.number != high.number:
        return found
    number = Number(other, amount.numeral.power)
    frame = _measured(amount) if amount.form is not None else _counted(amount)
    if amount.form is None and amount.thing is not None and is_counted(amount.thing) and _is_whole(number, low):
        number, found = low, (_meaning(amount, number, number, frame),)  # nobody counts 3.500 parcels and means three
    one = replace(_meaning(amount, number, number, frame), doubt=Doubt.SEPARATOR)
    return (replace(found[0], doubt=found[0].doubt or Doubt.SEPARATOR), *found[1:], one)


def _is_whole(number: Number, other: Number) -> bool:
    """Whether a number is whole and the other is not."""
    return number.value == number.value.to_integral_value() and other.value != other.value.to_integral_value()


def _counted(amount: Amount) -> Unread:
    per, _ = _below(amount)
    return Unread("one", amount.thing, per, Decimal(1))


def _measured(amount: Amount) -> Unread:
    """The unit of a measure; one that ``units.txt`` has not is kept as the thing."""
    form = amount.form
    if form is None:
        raise ValueError("an amount without a unit is counted")
    per, inside = _below(amount)
    base = form.unit.partition("**")[0]
    if base not in unit_names():
        return Unread("one", form.unit, per, form.factor)
    unit = powered(form.unit, amount.power) + "".join(f"/{one}" for one in inside)
    factor = form.factor**amount.power if amount.power > 1 else form.factor
    return Unread(unit, amount.thing, per, factor)


def _below(amount: Amount) -> tuple[str | None, tuple[str, ...]]:
    """What it is for each of, and units below the line that stay with the unit where there are two."""
    if not amount.pers:
        return None, ()
    if len(amount.pers) == 1:
        return amount.pers[0], ()
    things = [one for one, is_unit in zip(amount.pers, amount.pers_are_units, strict=True) if not is_unit]
    per = things[0] if things else amount.pers[-1]
    rest = [one for one in amount.pers if one != per]
    return per, tuple(rest[:1])


def _meaning(amount: Amount, low: Number, high: Number, frame: Unread) -> Meaning:
    """One reading, with the quantity as a case writes it."""
    factor = frame.factor / amount.divided_by
    if factor != 1:
        low, high = (Number(plain(one.number * factor), one.power) for one in (low, high))
    if low.value > high.value:
        low, high = high, low
    if amount.share_of is not None and frame.unit == "one" and low == high and frame.per is None:
        joint = "of" if amount.share_of[0] > 9 else "in"
        value = f"{amount.share_of[0]} {joint} {amount.share_of[1]}"
        share = Decimal(amount.share_of[0]) / Decimal(amount.share_of[1])
        share = round(share, 12).normalize()
        return Meaning(share, share, value, "one", frame.thing)
    unit = identifier(frame.thing) if frame.unit == "one" and frame.thing and not amount.is_ratio else frame.unit
    if amount.share_of is not None:
        unit = "one"
    is_unit = frame.per is not None and (frame.per.partition("**")[0] in unit_names())
    below = f"/{frame.per if is_unit else identifier(frame.per)}" if frame.per else ""
    number = written(low, high) if amount.spread is None else _with_spread(low, amount.spread * factor)
    value = f"{number} {unit}{below}"
    return Meaning(low.value, high.value, value, frame.unit, frame.thing, frame.per)


def plain(number: Decimal) -> Decimal:
    """A number with at most twelve digits behind the first, without zeros behind the point."""
    rounded = round(number, 12 - number.adjusted()) if number else number
    short = rounded.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() and short.adjusted() < 25 else short


def written(low: Number, high: Number) -> str:
    """A number or a range as a case writes it: with the word of size that stands behind both, or in full."""
    if low == high:
        return _one(low)
    if low.power == high.power:
        size = SIZES.get(low.power)
        if size is not None or not low.power:
            return f"{low.number:f} to {high.number:f}" + (f" {size}" if size else "")
    return f"{low.value:f} to {high.value:f}"


def _with_spread(low: Number, spread: Decimal) -> str:
    """A number with its uncertainty as a case writes it."""
    size = f" {SIZES[low.power]}" if low.power in SIZES else ""
    return f"{plain(low.number + spread):f} ± {plain(spread):f}{size}"


def _one(number: Number) -> str:
    if not number.power:
        return f"{number.number:f}"
    if number.power in SIZES:
        return f"{number.number:f} {SIZES[number.power]}"
    return f"{number.number:f}e{number.power}"


def other_size(found: tuple[Meaning, ...], amount: Amount, low: Number, high: Number) -> tuple[Meaning, ...]:
    """Readings, with that in which the word of size is meant for the second number alone."""
    frame = _measured(amount) if amount.form is not None else _counted(amount)
    one = replace(_meaning(amount, low, high, frame), doubt=Doubt.SHARED_SIZE)
    return (*found, one)


def carried(found: Sequence[Meaning], doubt: Doubt) -> tuple[Meaning, ...]:
    """Readings whose unit or thing stands with a neighbour: none is certain."""
    return tuple(replace(one, doubt=one.doubt or doubt) for one in found)
