"""Two amounts that are one range, or what something was and became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .amounts import Amount, core_at
from .complements import complete
from .digits import Signs
from .language import Language
from .numerals import HYPHENS, Numeral
from .tokens import NUMERAL, Token

MANY = 5  # times the first number that the second of a range hardly is, behind "by"; editorial
NEAR = 10  # times: a first number that is more than so many times the second does not share its word of size
SMALL = 1000  # a number from here on has its own size


@dataclass(frozen=True)
class Joint:
    """What joins two numbers, and the token behind it; ``is_dash`` for signs."""

    end: int
    text: str
    is_dash: bool = False
    is_and: bool = False
    is_or: bool = False


@dataclass(frozen=True)
class Pair:
    """Two numbers of one range or of one change.

    Attributes:
        first, second: the amounts, the second with its unit.
        joint: what stands between.
        is_change: whether they are what something was and what it became.
        shares_size: whether the first takes the word of size of the second, which may be meant otherwise.
        start: where "from" or "between" begins.
    """

    first: Amount
    second: Amount
    joint: Joint
    shares_size: bool
    start: int
    has_from: bool


def joint_at(known: Language, some: Sequence[Token], at: int) -> Joint | None:
    """What joins a number that ends before a token to another: a dash, "to", "and"."""
    if at >= len(some):
        return None
    if some[at].text in HYPHENS and at + 1 < len(some) and known.words("to").at(some, at + 1) is not None:
        at += 1  # 8- to 16-metre
    for role in ("dash", "to", "and", "or"):
        found = known.words(role).at(some, at)
        if found is not None:
            return Joint(found[1], some[at].form, role == "dash", role == "and", role == "or")
    return None


def pair_at(known: Language, some: Sequence[Token], core: Amount, signs: Signs) -> Pair | None:
    """The pair that begins with an amount; None where it stands alone."""
    joint = joint_at(known, some, core.end)
    if joint is None or joint.end >= len(some):
        return None
    at = _number_behind(known, some, joint.end)
    if at is None or (joint.is_or and known.cues_before.at(some, joint.end) is not None):
        return None
    second = core_at(known, some, at, signs)
    if second is None or second.numeral.reason or second.numeral.cue or core.numeral.cue:
        return None
    second = replace(second, is_negative=second.is_negative and not joint.is_dash)
    if not joint.is_dash and _is_by_and_to(known, some, core, second):
        return None
    start, word = _opening(known, some, core)
    if not _belongs(known, some, core, second, joint, word):
        return None
    return Pair(core, second, joint, _shares_size(core.numeral, second.numeral, core), start, word == "from")


def _is_by_and_to(known: Language, some: Sequence[Token], first: Amount, second: Amount) -> bool:
    """Whether the first says by how much something changed and the second what it became: by 59,000 to 1.42 million."""
    if known.words("by").before(some, first.first) is None or known.words("from").before(some, first.first) is not None:
        return False
    return second.numeral.value > MANY * first.numeral.value


def _number_behind(known: Language, some: Sequence[Token], at: int) -> int | None:
    """The token at which the second number begins, over a sign of money, a minus or a loosening word."""
    for _ in range(4):
        if at >= len(some):
            return None
        if some[at].sort == NUMERAL or known.numbers.at(some, at) is not None:
            return at
        cue = known.cues_before.at(some, at)
        unit = known.units.at(some, at)
        if cue is not None:
            at = cue[1]
        elif unit is not None or some[at].text in ("-", "\u2212"):
            at = unit[1] if unit is not None else at + 1
        else:
            return None
    return None


def _opening(known: Language, some: Sequence[Token], core: Amount) -> tuple[int, str]:
    """Where "between" or "from" before the first number begins, over loosening words; its own token without."""
    first = core.first
    cue = known.cues_before.before(some, first)
    for place in (first, cue[1] if cue else first):
        for role in ("between", "from"):
            found = known.words(role).before(some, place)
            if found is not None:
                return found[1], role
    return first, ""


def _belongs(known: Language, some: Sequence[Token], first: Amount, second: Amount, joint: Joint, word: str) -> bool:
    """Whether two numbers and what joins them are one range."""
    if joint.is_and and word != "between":
        return False
    if first.numeral.share or second.numeral.share or second.numeral.is_ratio or first.numeral.is_ratio:
        return bool(first.numeral.share and second.numeral.share)
    if first.form is not None and second.form is not None:
        return _same(first, second)
    if joint.is_or and (first.form is not None or first.numeral.value >= second.numeral.value):
        return False
    if first.form is not None and known.words("stop").at(some, second.end) is None and word == "":
        is_end = second.end >= len(some) or not some[second.end].text[0].isalpha()
        return is_end or joint.is_dash
    return True


def _same(first: Amount, second: Amount) -> bool:
    one, other = first.form, second.form
    if one is None or other is None:
        return False
    meant = {one.unit, *one.others}
    return (bool(meant & {other.unit, *other.others}) and first.power == second.power) or one == other


def _shares_size(first: Numeral, second: Numeral, core: Amount) -> bool:
    """Whether the word of size behind the second number is meant for the first as well."""
    if first.power or not second.power or first.number >= SMALL or (first.is_grouped and first.number >= SMALL):
        return False
    is_whole_unit = core.form is not None and core.end > core.numeral.end
    return not is_whole_unit and first.number <= NEAR * second.number


def spread_at(known: Language, some: Sequence[Token], core: Amount, signs: Signs) -> Amount | None:
    """A number with its uncertainty, 50 ± 5 tonnes; None where none stands behind it.

    An uncertainty in percent of another unit is left to its reader.
    """
    joint = known.words("spread").at(some, core.end)
    if joint is None or joint[1] >= len(some):
        return None
    room = core_at(known, some, joint[1], signs)
    if room is None or room.numeral.reason or room.numeral.in_words:
        return None
    if core.form is not None and room.form is not None and not _same(core, room):
        return None
    unit = core if core.form is not None else room
    power = core.numeral.power or room.numeral.power
    spread = room.numeral.value.scaleb(-power)
    numeral = replace(core.numeral, power=power, other=None, end=room.numeral.end)
    whole = replace(unit, numeral=numeral, first=core.first, is_negative=core.is_negative, spread=spread, end=room.end)
    return complete(known, some, whole, signs)
