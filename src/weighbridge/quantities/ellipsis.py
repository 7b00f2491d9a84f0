"""What is left out and stands with a neighbour: a unit, a thing, for each of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft
from .language import Language
from .mention import Doubt, Kind, Role
from .tokens import Token

NO_PARTS = (Kind.SHARE, Kind.POINTS, Kind.RATIO, Kind.DURATION)  # of which a bare number is no part
FARTHEST = 2  # sentences back in which what "each" or "the former" means may stand
MOST_BACK = 20  # quantities back
LISTED = ("and", "or", "across", "the")  # what may stand between: 4 and 5 kg, 2 × 3 m, 250 of the 600 wells
LISTING = 4  # tokens between the numbers of a list


def filled_in(known: Language, stretches: Sequence[Sequence[Token]], drafts: list[Draft]) -> list[Draft]:
    """Drafts with what their neighbours say of them too."""
    for at in range(len(drafts) - 1, -1, -1):
        _from_the_next(known, stretches, drafts, at)
    for at in range(len(drafts)):
        _from_its_pair(drafts, at)
        _from_its_rate(drafts, at)
        _from_the_last(drafts, at)
        _of_the_last(known, stretches, drafts, at)
        _also_a_change(known, stretches, drafts, at)
        _before_of(drafts, at)
        _each(drafts, at)
        _former(known, stretches, drafts, at)
    return drafts


def _from_the_next(known: Language, stretches: Sequence[Sequence[Token]], drafts: list[Draft], at: int) -> None:
    """Take the unit or the thing of the next number of a list: 4, 5 and 6 kg."""
    if at + 1 >= len(drafts) or not drafts[at].is_bare:
        return
    one, other = drafts[at], drafts[at + 1]
    is_apart = one.stretch != other.stretch or other.role in (Role.BEFORE, Role.AFTER)
    if is_apart or other.is_bare or other.amount.has_sign:
        return
    if other.kind in (Kind.SHARE, Kind.POINTS) and one.amount.numeral.power:
        return  # 4.6 million, or 32%
    between = stretches[one.stretch][one.last : other.first]
    if 0 < len(between) <= LISTING and _is_listing(known, between):
        _carry(one, other)


def _is_listing(known: Language, between: Sequence[Token]) -> bool:
    """Whether some tokens only join the numbers of a list."""
    at = 0
    while at < len(between):
        found = next((f for role in LISTED if (f := known.words(role).at(between, at))), None)
        if found is not None:
            at = found[1]
        elif between[at].text in (",", "،", ";", "/"):
            at += 1
        else:
            return False
    return True


def _carry(one: Draft, other: Draft) -> None:
    """Give a draft the unit, the thing and the rate of another."""
    theirs = other.amount
    doubt = Doubt.UNIT_CARRIED if theirs.form is not None else Doubt.THING_CARRIED
    one.amount = replace(
        one.amount,
        form=theirs.form,
        power=theirs.power,
        thing=theirs.thing,
        pers=theirs.pers,
        pers_are_units=theirs.pers_are_units,
        divided_by=theirs.divided_by,
        per_form=theirs.per_form,
    )
    one.doubts = (*one.doubts, doubt)


def _from_its_pair(drafts: list[Draft], at: int) -> None:
    """Take the unit of what something was from what it became, or the other way round."""
    one = drafts[at]
    wanted = {Role.BEFORE: Role.AFTER, Role.AFTER: Role.BEFORE}.get(one.role)
    if not one.is_bare or wanted is None:
        return
    for place in (at - 1, at + 1):
        other = drafts[place] if 0 <= place < len(drafts) else None
        if other is None or other.role != wanted or other.is_bare or abs(other.in_sentence - one.in_sentence) > 1:
            continue
        if not one.amount.pers or one.amount.pers == other.amount.pers:
            _carry(one, other)
            return


def _from_its_rate(drafts: list[Draft], at: int) -> None:
    """Take the thing of the last number that has a rate of time too: 120,000 trucks a month, 1.5 million a year."""
    one = drafts[at]
    if not one.is_bare or not any(one.amount.pers_are_units):
        return
    for place in range(at - 1, max(at - MOST_BACK, 0) - 1, -1):
        other = drafts[place]
        if one.in_sentence - other.in_sentence > 1:
            return
        if not other.is_bare and any(other.amount.pers_are_units):
            pers, units, by = one.amount.pers, one.amount.pers_are_units, one.amount.divided_by
            _carry(one, other)
            one.amount = replace(one.amount, pers=pers, pers_are_units=units, divided_by=by)
            return


def _from_the_last(drafts: list[Draft], at: int) -> None:
    """Take the unit of the last quantity for what it was before: 800 dinars a kilo, down from 1,200."""
    one, other = drafts[at], drafts[at - 1] if at else None
    if one.role != Role.BEFORE or not one.is_bare or other is None or other.is_bare:
        return
    if other.in_sentence == one.in_sentence and other.role in (Role.AMOUNT, Role.RATE) and other.kind not in NO_PARTS:
        _carry(one, other)


def _of_the_last(known: Language, stretches: Sequence[Sequence[Token]], drafts: list[Draft], at: int) -> None:
    """Take the unit or thing of a whole that stands before its part: of the 1,200 tonnes, 300 were lost."""
    one, other = drafts[at], drafts[at - 1] if at else None
    if other is None or not one.is_bare or other.is_bare or one.stretch != other.stretch or one.role != Role.AMOUNT:
        return
    some = stretches[one.stretch]
    the = known.words("the").before(some, other.first)
    opens = the is not None and (known.words("of").before(some, the[1]) or known.words("of").at(some, the[1]))
    between = some[other.last : one.first]
    if opens and len(between) == 1 and between[0].text in (",", "،") and other.kind not in NO_PARTS:
        _carry(one, other)


def _also_a_change(known: Language, stretches: Sequence[Sequence[Token]], drafts: list[Draft], at: int) -> None:
    """Take a share right behind a change for the same change: up 2.6 million tonnes, or 2%."""
    one, other = drafts[at], drafts[at - 1] if at else None
    is_share = one.kind in (Kind.SHARE, Kind.POINTS) and one.role == Role.AMOUNT
    if other is None or not is_share or other.role != Role.CHANGE or other.stretch != one.stretch:
        return
    between = [token for token in stretches[one.stretch][other.last : one.first] if token.text not in (",", "(")]
    is_or = len(between) == 1 and known.words("or").at(between, 0) is not None
    if other.last < one.first and (is_or or not between):
        one.role, one.rises = Role.CHANGE, other.rises


def _before_of(drafts: list[Draft], at: int) -> None:
    """Take what stands behind "from" for what something was, where what it became stands before it."""
    one = drafts[at]
    if not one.has_from or one.role != Role.AMOUNT:
        return
    for other in drafts[max(at - 2, 0) : at]:
        if other.role == Role.AFTER and other.in_sentence == one.in_sentence and other.kind == one.kind:
            one.role, one.rises = Role.BEFORE, other.rises
            if not one.amount.pers and other.amount.pers:
                pers, units = other.amount.pers, other.amount.pers_are_units
                one.amount = replace(one.amount, pers=pers, pers_are_units=units, divided_by=other.amount.divided_by)
                one.doubts = (*one.doubts, Doubt.UNIT_CARRIED)
            return
        if other.role == Role.CHANGE and other.stretch == one.stretch and other.kind == one.kind == Kind.MEASURE:
            one.role, one.rises = Role.BEFORE, other.rises
            return


def _each(drafts: list[Draft], at: int) -> None:
    """Say for each of what, where the words say "each": of the things counted last."""
    one = drafts[at]
    if one.amount.pers:
        return
    opening = drafts[at - 1] if at else None
    if opening is not None and opening.opens_each and opening.in_sentence == one.in_sentence:
        if opening.amount.thing is not None and one.amount.form is not None:
            _rate(one, opening)
        return
    if not one.amount.each:
        return
    for place in range(at - 1, max(at - MOST_BACK, 0) - 1, -1):
        other = drafts[place]
        if one.in_sentence - other.in_sentence > FARTHEST:
            break
        if other.kind == Kind.COUNT and other.amount.thing is not None and all(other.amount.pers_are_units):
            _rate(one, other)
            return
    following = drafts[at + 1] if at + 1 < len(drafts) else None
    if following is not None and following.kind == Kind.COUNT and following.in_sentence == one.in_sentence:
        _rate(one, following)
        one.doubts = (*one.doubts, Doubt.THING_CARRIED)


def _rate(one: Draft, other: Draft) -> None:
    """Make a draft so much for each of the things that another counts."""
    if other.amount.thing is not None:
        one.amount = replace(one.amount, pers=(other.amount.thing,), pers_are_units=(False,))


def _former(known: Language, stretches: Sequence[Sequence[Token]], drafts: list[Draft], at: int) -> None:
    """Say what "the former" and "the latter" are: the first and the second of the two things counted last."""
    one = drafts[at]
    if (one.amount.thing is not None and not one.amount.each) or not at:
        return
    some = stretches[one.stretch][max(one.first - LISTING, 0) : one.first + 1]
    for role, place in (("former", 0), ("latter", 1)):
        if any(known.words(role).at(some, token) is not None for token in range(len(some))):
            near = drafts[max(at - MOST_BACK, 0) : at]
            things = [other.amount.thing for other in near if other.amount.thing is not None]
            if len(things) > 1:
                thing = things[-2:][place]
                if one.amount.each:
                    one.amount = replace(one.amount, pers=(thing,), pers_are_units=(False,))
                else:
                    one.amount = replace(one.amount, thing=thing)
                one.doubts = (*one.doubts, Doubt.THING_CARRIED)
            return
