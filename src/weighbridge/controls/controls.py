"""The controls of a check: what can be set, at which places, and the case that a setting of all of them stands for."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from keyword import iskeyword

from ..base import ANYWHERE, CaseError, Place, Problem, RemediedError, command_line, suggestion, visible
from ..case import Case
from ..casefile import Change, pairs_of
from ..text import DIGITS, apart, capital, own_digits, signed, with_unit
from ..uncertainty import Interval
from ..what_if import Support, Swung
from .positions import decimal, positions, within
from .selection import choices_that_turn, first_of, numbers_that_turn

Setting = tuple[int, ...]  # the place of each control, in their order
TRIES = 4  # positions at each end that are left out where the case can't take them
MOST_ZEROS = 20  # of a number that is typed
WHOSE = {
    Support.QUOTATION: "in the article",
    Support.JUDGEMENT: "our estimate",
    Support.SOURCE: "from a source",
    Support.WEAK: "from a weak source",
}
CODE, SET, UNDER = "case", "--set", "--under"


@dataclass(frozen=True)
class Position:
    """A place of a control.

    Attributes:
        shown: with its unit in words: ``40 trucks``.
        typed: as it is typed: ``40 truck``.
        bare: of a number, without its unit but for a sign of money: ``40``.
    """

    shown: str
    typed: str
    bare: str = ""


@dataclass(frozen=True)
class Control:
    """A number or a choice that can be set.

    Attributes:
        name: as ``with_`` takes it, or of a choice as ``under`` does.
        title: what it is called, with a capital.
        positions: in order, the case's own among them.
        start: the place of the case's own.
        fair: the places of the first and last position within the range in which it may lie; none where none is.
        whose: of a number, who says it: the article, we, a source, or who set it.
        room: that range in words, with who says so; empty where none is known.
        ends: the same as its two ends alone: ``42 to 70``.
    """

    name: str
    title: str
    positions: tuple[Position, ...]
    start: int
    fair: tuple[int, int] | None = None
    is_choice: bool = False
    whose: str = ""
    room: str = ""
    ends: str = ""


@dataclass(frozen=True)
class Controls:
    """The controls of one check of a case; a setting is a tuple with a place of each.

    >>> from weighbridge import open_case
    >>> from weighbridge.controls.controls import controls_of
    >>> found = controls_of(open_case("raqqa-2017"), "usual_load")
    >>> [one.name for one in found.controls]
    ['mass', 'trucks', 'convoy_mean_load.high', 'convoys', 'shape']
    >>> found.code(found.moved(found.start, "trucks", "40 truck"))
    'case.with_(trucks="40 truck").verify()["usual_load"]'
    """

    base: Case = field(repr=False)
    check: str
    controls: tuple[Control, ...]

    @property
    def start(self) -> Setting:
        """The case as it is."""
        return tuple(one.start for one in self.controls)

    def moved(self, setting: Setting, name: str, typed: str) -> Setting:
        """A setting with one control at another place: that of what is typed for it.

        Raises:
            CaseError: there is no such control, or it has no such place.
        """
        places = {one.name: place for place, one in enumerate(self.controls)}
        which = places[_known(name, places)]
        texts = [one.typed for one in self.controls[which].positions]
        return (*setting[:which], texts.index(_known(typed, texts)), *setting[which + 1 :])

    def checked(self, setting: Sequence[int]) -> Setting:
        """A setting, once each of its places is known to be one of its control's.

        Raises:
            CaseError: it has more or fewer places than there are controls, or a control has no such place; with all.
        """
        if len(setting) != len(self.controls):
            found = f"there are {len(self.controls)} controls, and the setting has {len(setting)} places"
            names = ", ".join(f"`{one.name}`" for one in self.controls)
            raise CaseError(
                [Problem(Place(self.check), found, f"give one for each of {names or 'none'}, in this order")]
            )
        if problems := list(_outside(self.controls, setting)):
            raise CaseError(problems)
        return tuple(setting)

    def case(self, setting: Setting) -> Case:
        """The case that a setting stands for; at its start that is the case itself.

        Raises:
            CaseError: a control has no such place, or the values of the setting do not go together.
        """
        numbers, options = self._set(setting)
        changed = self.base.with_(numbers) if numbers else self.base
        return changed.under(**options) if options else changed

    def code(self, setting: Setting) -> str:
        """The same as Python, where the case is called ``case``: it shows what the check says."""
        numbers, options = self._set(setting)
        calls = [_call("with_", numbers)] if numbers else []
        calls += [_call("under", options)] if options else []
        return f"{''.join([CODE, *calls])}.verify()[{quoted(self.check)}]"

    def typed(self, setting: Setting) -> str:
        """The same as a command of a terminal."""
        numbers, options = self._set(setting)
        earlier = dict(pairs_of([*self.base.changes, *(Change(*pair, "") for pair in numbers.items())]))
        taken = {**self.base.choices_made, **options}
        words = [word for name, value in earlier.items() if name not in taken for word in (SET, f"{name}={value}")]
        words += [word for name, option in taken.items() for word in (UNDER, f"{name}={option}")]
        return command_line(["weighbridge", "verify"], [self.base.name], words, form=ANYWHERE)

    def _set(self, setting: Setting) -> tuple[dict[str, str], dict[str, str]]:
        """The numbers and the options that a setting has otherwise than the case, by their names."""
        places = zip(self.controls, self.checked(setting), strict=True)
        moved = [(one, one.positions[at]) for one, at in places if at != one.start]
        numbers = {one.name: position.typed for one, position in moved if not one.is_choice}
        return numbers, {one.name: position.typed for one, position in moved if one.is_choice}


def controls_of(case: Case, check: str, numbers: int = 3, choices: int = 2) -> Controls:
    """The numbers and choices that turn a check first, each with the places that it can be set to.

    Args:
        numbers, choices: how many of each there are at most.

    Raises:
        ModelError: there is no such check.
        RemediedError: what is given for ``numbers`` or ``choices`` counts nothing.
    """
    for what, many in (("numbers", numbers), ("choices", choices)):
        if not isinstance(many, int) or many < 0:
            raise RemediedError(f"a panel can't have {many!r} {what}", f"write `{what}=2`, or leave it out")
    several = choices_that_turn(case.weigher.check(check))
    turning = [one for one in numbers_that_turn(case, check) if not _is_chosen(case, one, several[:choices])]
    first = first_of(turning, numbers)
    found: list[Control] = []
    for one in (*first, *(other for other in turning if other not in first)):
        if len(found) < numbers and (control := _number(case, one)) is not None:
            found.append(control)
    taken = {one.name for one in found}
    kept = [name for name in several if not _goes_with(case, name, taken)]
    return Controls(case, check, (*found, *(_choice(case, name) for name in kept[:choices])))


def quoted(text: str) -> str:
    """A text as Python writes it, between double quotation marks; what is not seen as an escape of the same.

    >>> print(quoted('a "ton"'))
    "a \\"ton\\""
    """
    return visible(json.dumps(text, ensure_ascii=False))


def _number(case: Case, swung: Swung) -> Control | None:
    """A number as a control; none where the case can't take another value of it."""
    room = _room(case, swung)
    values = _taken_by(case, swung, positions(swung, room))
    own = decimal(swung.value)
    if len(values) < 2 or own not in values:
        return None
    texts = apart([*map(float, values)], [max(DIGITS, own_digits(float(one))) for one in values])
    return Control(
        name=swung.input,
        title=capital(swung.about),
        positions=tuple(
            Position(with_unit(text, swung.unit), typed(value, swung.unit), signed(text, swung.unit))
            for text, value in zip(texts, values, strict=True)
        ),
        start=values.index(own),
        fair=within(values, room),
        whose=_whose(case, swung),
        room=_room_words(swung, _ends(swung, room)),
        ends=signed(_ends(swung, room), swung.unit),
    )


def typed(value: Decimal, unit: str) -> str:
    """A number as it is typed, with its unit; one that nobody would write out with a power of ten.

    >>> typed(Decimal("7E+5"), "USD"), typed(Decimal("0.5"), ""), typed(Decimal(10**60), "tonne")
    ('700000 USD', '0.5', '1E+60 tonne')
    """
    number = f"{value:f}" if abs(value.adjusted()) <= MOST_ZEROS else f"{value.normalize():E}"
    return f"{number} {unit}".strip()


def _room(case: Case, swung: Swung) -> Interval | None:
    """Between which values a number may lie: a judged one by its fair range, one of the article by its wording."""
    if swung.support is not Support.QUOTATION:
        return swung.fair
    side = case[swung.input].side
    return side.bounds if side.unit == swung.unit and side.bounds and side.bounds[0] < side.bounds[1] else None


def _whose(case: Case, swung: Swung) -> str:
    """Who says a number, as it stands before it; what was set is nobody's but the reader's."""
    if swung.input.split(".")[0] in {change.target.split(".")[0] for change in case.changes}:
        return "as you set it"
    return WHOSE[swung.support]


def _room_words(swung: Swung, ends: str) -> str:
    """The range in which a number may lie, with who says so."""
    if not ends:
        return ""
    words = with_unit(ends, swung.unit)
    if swung.support is Support.QUOTATION:
        return f"its wording allows {words}"
    return f"the case allows {words}" if swung.fair_declared else f"we take half to twice as possible, {words}"


def _ends(swung: Swung, room: Interval | None) -> str:
    """The same as its two ends alone, told apart from the number; of what is counted the whole numbers within."""
    if room is None:
        return ""
    ends = (_whole(room[0], up=True), _whole(room[1], up=False)) if swung.is_count else room
    digits = [DIGITS, DIGITS, max(DIGITS, own_digits(swung.value))]
    low, high, _ = apart([*ends, swung.value], digits, ranges=[(0, 1)])
    return low if low == high else f"{low} to {high}"


def _whole(value: float, up: bool) -> float:
    """The next whole number upwards or downwards; itself where it is one but for what a computer makes of it."""
    near = float(round(value))
    return near if math.isclose(near, value) else float(math.ceil(value) if up else math.floor(value))


def _taken_by(case: Case, swung: Swung, values: Sequence[Decimal]) -> list[Decimal]:
    """The values without those at the ends that the case can't take; the value itself where it takes no other."""
    low, high, tries = 0, len(values), 0
    own = values.index(decimal(swung.value))
    takes = lambda place: place == own or _takes(case, swung.input, typed(values[place], swung.unit))  # noqa: E731
    while low < own and not takes(low) and tries < TRIES:
        low, tries = low + 1, tries + 1
    while high - 1 > own and not takes(high - 1) and tries < TRIES:
        high, tries = high - 1, tries + 1
    return list(values[low:high]) if tries < TRIES else [values[own]]


def _takes(case: Case, name: str, value: str) -> bool:
    """Whether a number can be set to a value."""
    try:
        case.with_({name: value})
    except CaseError:
        return False
    return True


def _choice(case: Case, name: str) -> Control:
    """A choice as a control: the options that count, and the one that is taken, which may be one that does not."""
    choice, names = case.model.choices[name], case.model.names
    options = [one for one in choice.options if one not in choice.ruled_out or one == case.choices[name]]
    positions_ = tuple(Position(names.option(name, one), one) for one in options)
    return Control(name, capital(names.choice(name)), positions_, options.index(case.choices[name]), is_choice=True)


def _outside(controls: Sequence[Control], setting: Sequence[int]) -> Iterator[Problem]:
    """The places that are none of their control's: places count from 0, and none from the end."""
    for one, at in zip(controls, setting, strict=True):
        if not isinstance(at, int) or not 0 <= at < len(one.positions):
            last = len(one.positions) - 1
            ends = f"0 ({one.positions[0].shown}) to {last} ({one.positions[last].shown})"
            yield Problem(Place(one.name), f"it has no place {at!r}", f"its places are {ends}")


def _is_chosen(case: Case, swung: Swung, choices: Sequence[str]) -> bool:
    """Whether a number that the article does not state is what one of these choices is about: that is set instead."""
    return swung.support is not Support.QUOTATION and any(_goes_with(case, one, {swung.input}) for one in choices)


def _goes_with(case: Case, choice: str, taken: set[str]) -> bool:
    """Whether a choice is only about numbers that are set themselves: such a number has no readings and options."""
    about = {name for name, variants in case.model.nodes.items() if any(key and key[0] == choice for key in variants)}
    return choice in taken or (bool(about) and about <= taken)


def _known(name: str, known: Iterable[str]) -> str:
    """A name that is known; raises ``CaseError`` for any other."""
    if name not in known:
        raise CaseError([Problem(Place(name), f"there is no `{name}` to set", suggestion(name, known))])
    return name


def _call(method: str, values: Mapping[str, str]) -> str:
    """A call with these values by name, as a mapping where a name can't be one of Python."""
    if all(name.isidentifier() and not iskeyword(name) for name in values):
        inside = ", ".join(f"{name}={quoted(value)}" for name, value in values.items())
    else:
        pairs = ", ".join(f"{quoted(name)}: {quoted(value)}" for name, value in values.items())
        inside = f"{'**' * (method == 'under')}{{{pairs}}}"
    return f".{method}({inside})"
