"""Numbers in words: what each word of number does, and what they come to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .language import Language, NumberWord
from .tokens import WORD, Token

TOO_MUCH = 10**40  # no number is multiplied further
ADDED = ("unit", "teen", "ten", "hundreds")
HYPHENS = ("-", "‐", "‑")
CONSTRUCT = "scales of"  # a scale with its two before what is counted, which is written like the scale alone


@dataclass
class Sum:
    """A number in words as far as it has been read.

    Attributes:
        closed: the parts that a scale has closed, each smaller than the one before.
        current: of the part that is being read; None where it has not begun.
        scale: the last scale, None before the first.
        last: the role of the last word.
        end: the token behind the last word.
        cue: of a word that stands in place of a number.
        share: part and whole of a simple fraction.
        lead: what stands before its first scale: 20 of twenty thousand; None where no scale stands in it.
        words: how many words of number there are.
    """

    end: int
    closed: list[Fraction] = field(default_factory=list)
    current: Fraction | None = None
    scale: Fraction | None = None
    last: str = ""
    cue: str = ""
    share: tuple[int, int] | None = None
    words: int = 0
    lead: Fraction | None = None
    roles: list[str] = field(default_factory=list)

    @property
    def total(self) -> Fraction:
        """What its scales have closed."""
        return sum(self.closed, Fraction(0))

    @property
    def value(self) -> Fraction:
        """The whole number."""
        return self.total + (self.current or 0)

    def take(self, word: NumberWord, end: int) -> None:
        """Note a word that has been taken."""
        self.last, self.end, self.words = word.role, end, self.words + 1
        self.roles.append(word.role)
        self.cue = self.cue or word.cue


def number_in_words(known: Language, some: Sequence[Token], at: int, digits: Fraction | None = None) -> Sum | None:
    """The number in words that begins at a token, None where none does.

    Args:
        digits: a number in digits that stands right before the token: "2.3 million", "2 and a half".
    """
    found = Sum(at)
    if digits is not None:
        found.current, found.last = digits, "digits"
    while (step := _step(known, some, found)) is not None:
        word, end = step
        if not _add(known, some, found, word, end):
            break
    _with_half(known, some, found)
    return found if found.words else None


def _step(known: Language, some: Sequence[Token], found: Sum) -> tuple[NumberWord, int] | None:
    """The next word of number, over a hyphen."""
    at = found.end
    if found.last and at < len(some) and some[at].text in HYPHENS and some[at].start == some[at - 1].end:
        at += 1
    opening = known.openings.at(some, at) if found.last in ("", "counting") else None
    if opening is not None and not (opening[0].role == CONSTRUCT and _is_joined_on(known, some, opening[1])):
        return opening
    return known.numbers.at(some, at)


def _is_joined_on(known: Language, some: Sequence[Token], at: int) -> bool:
    """Whether "and" with more of a number follows, or no word at all."""
    if at >= len(some) or some[at].sort != WORD:
        return True
    joint = known.numbers.at(some, at)
    return joint is not None and joint[0].role == "and"


def _add(known: Language, some: Sequence[Token], found: Sum, word: NumberWord, end: int) -> bool:
    """Take a word into a number; False where the number ends before it."""
    role = word.role
    if role == "and":
        return _behind_and(known, some, found, end)
    if role == "one" and _is_one(known, some, found, end):
        return _added(known, found, NumberWord(word.value, "unit"), end)
    if role in ("article", "one"):
        return _article(known, some, found, NumberWord(word.value, "article"), end)
    if role == "point":
        return _decimals(known, some, found, end)
    if role in ADDED:
        return _added(known, found, word, end)
    if role == "collective" and not found.last and not known.has_articles:
        found.current = Fraction(1)
    taken = MULTIPLYING.get(role)
    if taken is not None:
        return taken(found, word, end) and _of_scale(known, some, found)
    if role == "counting" and (not found.last or found.current == 1 < word.value):
        found.current = word.value  # several dozens: the first word says how many
        found.take(word, end)
        return True
    if role == "fraction":
        return _fraction(known, some, found, word, end)
    return False


def _added(known: Language, found: Sum, word: NumberWord, end: int) -> bool:
    """Units, teens, tens and whole hundreds: each below what stands before it."""
    value, current, last = word.value, found.current, found.last
    fits = {
        "": True,
        "article": False,
        "scale": True,
        "scales": True,
        "hundred": value < 100,
        "hundreds": value < 100,
        "ten": word.role == "unit" and value > 0,
        "minus": True,
    }.get(last, False)
    if last == "ten" and word.role == "teen":
        fits = str((current or 0) % 100) in known.words_under("teens after")
    if last in ("scale", "scales") and found.scale is not None and value >= found.scale:
        fits = False
    if fits:
        found.current = (current or Fraction(0)) + value
        found.take(word, end)
    return fits


def _is_one(known: Language, some: Sequence[Token], found: Sum, end: int) -> bool:
    """Whether an article is the number one: behind a ten or a hundred, or before "and" with a ten."""
    if found.last in ("ten", "hundred", "hundreds", "scale", "scales"):
        return not _is_counted(known, some, end)
    joint = known.numbers.at(some, end) if known.says("units first") else None
    if joint is None or joint[0].role != "and":
        return False
    ten = known.numbers.at(some, joint[1])
    return ten is not None and ten[0].role == "ten"


def _is_counted(known: Language, some: Sequence[Token], at: int) -> bool:
    """Whether a dozen or a half follows, which takes an article."""
    following = known.numbers.at(some, at)
    return following is not None and following[0].role in ("collective", "fraction")


def _hundred(found: Sum, word: NumberWord, end: int) -> bool:
    if found.last in ("hundred", "hundreds", "collective", "fraction") or (found.current or 0) >= 100:
        return False
    found.current = (Fraction(1) if found.current is None else found.current) * word.value
    found.take(word, end)
    return True


def _scale(found: Sum, word: NumberWord, end: int) -> bool:
    """Thousand, million: multiplies all that is smaller and stands before it, so in mil quinientos millones."""
    value, count = word.value, found.current
    is_doubled = count is None and found.last == "scale" and found.scale == value
    while found.closed and (found.closed[-1] < value or (is_doubled and _is_power(found.closed[-1], value))):
        count, is_doubled = found.closed.pop() + (count or 0), False
    count = Fraction(1) if count is None else count
    found.lead = count if found.lead is None else found.lead
    found.closed.append(count * value if count < TOO_MUCH else count)
    found.scale, found.current, found.share = value, None, None
    found.take(word, end)
    return True


def _is_power(number: Fraction, base: Fraction) -> bool:
    """Whether a number is a power of a scale: a million million million."""
    while number > base:
        number /= base
    return number == base


def _scales(found: Sum, word: NumberWord, end: int) -> bool:
    """A scale with its number in one word."""
    if found.last not in ("", "scale", "scales") or (found.scale is not None and word.value >= found.scale):
        return False
    found.closed.append(word.value)
    found.scale = word.value
    found.take(word, end)
    return True


def _collective(found: Sum, word: NumberWord, end: int) -> bool:
    """A dozen, two dozen, half a dozen."""
    if found.current is None or found.last in ("hundred", "collective"):
        return False
    found.current *= word.value
    found.share = None
    found.take(word, end)
    return True


def _of_scale(known: Language, some: Sequence[Token], found: Sum) -> bool:
    """Go over "of" between a couple and a thousand."""
    if found.last == "collective" and (over := known.words("of").at(some, found.end)) is not None:
        following = known.numbers.at(some, over[1])
        if following is not None and following[0].role in ("scale", "hundred"):
            found.end = over[1]
    return True


def _article(known: Language, some: Sequence[Token], found: Sum, word: NumberWord, end: int) -> bool:
    """An article counts as one before what it counts; behind a fraction it says nothing: half a million."""
    following = known.numbers.at(some, end)
    role = following[0].role if following else ""
    if found.last in ("fraction", "multiple") and role in ("scale", "collective", "hundred"):
        found.take(word, end)
        return True
    if found.last or role not in ("hundred", "scale", "collective", "fraction"):
        return False
    found.current = Fraction(1)
    found.take(word, end)
    return True


def _fraction(known: Language, some: Sequence[Token], found: Sum, word: NumberWord, end: int) -> bool:
    """Half, a third, two thirds, three quarters of a million."""
    is_sign = not some[end - 1].text[0].isalpha()
    part = found.current
    if found.last in ("unit", "article", "teen") and part is not None and part < 20 and found.scale is None:
        value = part * word.value
    elif not found.last and (word.value == Fraction(1, 2) or is_sign or _may_stand_alone(known, some, end)):
        part, value = Fraction(word.value.numerator), word.value
    elif found.last == "digits" and is_sign and part is not None:
        found.current = part + word.value
        found.take(word, end)
        return True
    else:
        return False
    if found.last == "article" and _is_ordinal_use(known, some, word, end):
        return False
    found.current = value
    if part is not None and part.denominator == 1 and value < 1:
        found.share = (value.numerator, value.denominator)
    found.take(word, end)
    _over_of(known, some, found)
    return True


def _may_stand_alone(known: Language, some: Sequence[Token], end: int) -> bool:
    """Whether a fraction needs no article: the language has none, or a word of size follows, quarter million."""
    following = known.numbers.at(some, end)
    return not known.has_articles or (following is not None and following[0].role == "scale")


def _is_ordinal_use(known: Language, some: Sequence[Token], word: NumberWord, end: int) -> bool:
    """Whether "a third" is one more of a row: a noun follows, and neither "of" nor a word of size."""
    if word.value == Fraction(1, 2) or end >= len(some) or not some[end].text[0].isalpha():
        return False
    follows = known.numbers.at(some, end)
    return follows is None and known.words("stop").at(some, end) is None


def _over_of(known: Language, some: Sequence[Token], found: Sum) -> None:
    """Go over "of a" between a fraction and a word of size: a quarter of a million."""
    over = known.words("of").at(some, found.end)
    article = known.numbers.at(some, over[1]) if over else None
    if over and article and article[0].role == "article":
        size = known.numbers.at(some, article[1])
        if size and size[0].role in ("scale", "collective"):
            found.end = article[1]


def _behind_and(known: Language, some: Sequence[Token], found: Sum, end: int) -> bool:
    """What "and" joins: the rest of a number, where it is smaller than what stands before."""
    word = known.numbers.at(some, end)
    if word is None:
        return False
    if found.last == "unit" and found.current is not None:
        if not known.says("units first") or word[0].role != "ten":
            return False
        found.current += word[0].value
        found.take(*word)
        return True
    if found.last == "ten":
        is_rest = known.says("and after tens") and word[0].role in ("unit", "teen", "one")
        return is_rest and _joined(known, some, found, end)
    if found.last not in ("hundred", "hundreds", "scale", "scales"):
        return False
    rest = number_in_words(known, some, end)
    if rest is None and word[0].role == "one":
        return _joined(known, some, found, end)
    is_article = word[0].role == "article"
    if rest is None or rest.cue or is_article or "fraction" in rest.roles:
        return False
    lead = rest.value if rest.lead is None else rest.lead
    fits = lead < 100 if found.last in ("hundred", "hundreds") else rest.value < (found.scale or 0)
    return fits and _joined(known, some, found, end)


def _joined(known: Language, some: Sequence[Token], found: Sum, end: int) -> bool:
    """Take the word behind "and" as if that were not there; False, and nothing done, where it does not fit."""
    before, found.end = found.end, end
    step = known.numbers.at(some, end)
    if step is not None and _add(known, some, found, *step):
        return True
    found.end = before
    return False


def _with_half(known: Language, some: Sequence[Token], found: Sum) -> None:
    """Take "and a half" behind a number, with the words of size that follow it: two and a half million."""
    if not found.last or found.value == 0 or found.share is not None or found.cue:
        return
    step = known.numbers.at(some, found.end)
    if step is None or step[0].role != "and":
        return
    rest = Sum(step[1])
    while (following := known.numbers.at(some, rest.end)) is not None:
        if following[0].role not in ("article", "one", "unit", "fraction", "scale"):
            break
        if not _add(known, some, rest, *following):
            break
        if rest.last == "fraction":
            break
    if rest.last != "fraction" or rest.current is None or rest.current >= 1:
        return
    if found.current is None and found.scale is not None:
        found.closed.append(rest.current * found.scale)  # a million and a half
        _over_the_same(known, some, rest, found.scale)
    else:
        found.current = (found.current or Fraction(0)) + rest.current
    found.end, found.last, found.words = rest.end, "digits", found.words + rest.words
    while (step := _step(known, some, found)) is not None and step[0].role in ("scale", "collective"):
        if not _add(known, some, found, *step):
            break


def _over_the_same(known: Language, some: Sequence[Token], rest: Sum, scale: Fraction) -> None:
    """Go over the scale that is named again behind its half: three million and half the million."""
    over = known.words("the").at(some, rest.end)
    again = known.numbers.at(some, over[1] if over else rest.end)
    if again is not None and again[0].role == "scale" and again[0].value == scale:
        rest.end = again[1]


def _decimals(known: Language, some: Sequence[Token], found: Sum, end: int) -> bool:
    """The digits behind "point": two point five."""
    if found.last not in ("unit", "teen", "ten") or found.current is None:
        return False
    place, at = Fraction(1, 10), end
    while (word := known.numbers.at(some, at)) is not None and word[0].role == "unit":
        found.current += word[0].value * place
        place, at = place / 10, word[1]
        found.take(word[0], at)
    if at > end:
        found.last = "digits"
    return at > end


MULTIPLYING = {
    "hundred": _hundred,
    "scale": _scale,
    "scales": _scales,
    CONSTRUCT: _scales,
    "collective": _collective,
}
