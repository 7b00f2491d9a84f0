"""Figures of a first look in words: a number with its unit and its things, and how far one is from another."""

from __future__ import annotations

from ..quantities import Meaning, Mention, identifier
from ..text import number, parse_unit, show, span, spans, with_unit

Ends = tuple[float, float]
DIGITS = 3  # of what follows from numbers
SIZE_DIGITS = 2  # of how far off one is
TWICE, HALF = 2.0, 0.5
CLOSE = 0.05  # a ratio that is no farther from one is told with a single digit
NARROW = 0.005  # room that is a smaller share of the figure is not shown; editorial
LONGEST_QUOTE = 8  # words of a quantity that are quoted; of a longer one its number and the words right behind it


def unit_with_things(unit: str, of: str | None, per: str | None) -> str:
    """A unit as ``text.with_unit`` reads it, with the things that are counted.

    >>> unit_with_things("tonne", "metal", "truck"), unit_with_things("one", "meal", "bundle")
    ('tonne/truck', 'meal/bundle')
    >>> unit_with_things("one/year", "truck", None), unit_with_things("one", None, None)
    ('truck/year', '')
    """
    above, _, below = unit.partition("/")
    if above == "one":
        above = identifier(of) if of else ""
    below = "/".join(filter(None, (below, identifier(per) if per else "")))
    if not above:
        return f"1/{below}" if below else ""
    shown = show(parse_unit(above)) if not of or above != identifier(of) else above
    return f"{shown}/{below}" if below else shown


def figure(ends: Ends, unit: str, of: str | None = None, per: str | None = None, digits: int = DIGITS) -> str:
    """A figure, or a range, with its unit in words.

    >>> figure((50.0, 50.0), "tonne", "metal", "truck"), figure((200.0, 600.0), "USD/barrel")
    ('50 tonnes a truck', '$200 to $600 a barrel')
    >>> figure((575.76, 575.76), "one", "meal", "bundle"), figure((1440000.0, 1440000.0), "one/year", "truck")
    ('576 meals a bundle', '1.44 million trucks a year')
    """
    return span(ends, unit_with_things(unit, of, per), digits)


def room(written: Ends, ends: Ends, unit: str, of: str | None = None, per: str | None = None) -> str:
    """What the wording allows, in brackets, without words of the unit; nothing where it is next to nothing.

    >>> room((50.0, 50.0), (44.46, 56.75), "tonne", "metal", "truck"), room((1.0, 1.0), (1.0, 1.0), "g")
    (' (44.5 to 56.8, allowing for the wording)', '')
    """
    from ..text import signed

    size = max(abs(written[0]), abs(written[1]))
    if max(written[0] - ends[0], ends[1] - written[1]) <= NARROW * size:
        return ""
    return f" ({signed(spans([ends], DIGITS)[0], unit_with_things(unit, of, per))}, allowing for the wording)"


def size(ratio: float) -> str:
    """How much more or less one number is than another.

    >>> [size(ratio) for ratio in (4.03, 1.43, 0.967, 1.0, 0.28)]
    ['4 times as much', '43% more', '3% less', 'the same', '28% of it']
    """
    off = abs(ratio - 1)
    if off < 1e-9:
        return "the same"
    if ratio >= TWICE:
        return f"{number(ratio, SIZE_DIGITS)} times as much"
    if ratio < HALF:
        return f"{number(100 * ratio, SIZE_DIGITS)}% of it"
    digits = 1 if off < CLOSE else SIZE_DIGITS
    return f"{number(100 * off, digits)}% {'more' if ratio > 1 else 'less'}"


def quoted(mention: Mention) -> str:
    """A quantity in the words of the passage, in quotation marks."""
    words = mention.text.split()
    text = " ".join(words) if len(words) <= LONGEST_QUOTE else f"{' '.join(words[:LONGEST_QUOTE])}…"
    return f"“{text}”"


def taken_for(meaning: Meaning) -> str:
    """What a mention is taken for: its number with its unit and its things."""
    is_thing = meaning.per is not None and _is_thing(meaning.per)
    unit = meaning.unit if meaning.per is None or is_thing else f"{meaning.unit}/{meaning.per}"
    per = meaning.per if is_thing else None
    low, high = float(meaning.low), float(meaning.high)
    return with_unit(spans([(low, high)], digits_of(meaning))[0], unit_with_things(unit, meaning.thing, per))


def digits_of(meaning: Meaning) -> int:
    """As many digits as the number itself has, three at least."""
    return max(DIGITS, len(meaning.low.normalize().as_tuple().digits), len(meaning.high.normalize().as_tuple().digits))


def _is_thing(name: str) -> bool:
    from ..relations import Family, family_of

    return family_of(name) == Family.COUNT
