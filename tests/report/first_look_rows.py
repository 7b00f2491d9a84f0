"""The sentences of a first look under every branch that they have, with made-up results: rows of docs/sentences.md.

Each row: the situation, what was found, the sentence, what it does not say.
"""

# ruff: noqa: E501 (a row of a table stands on one line)

from dataclasses import replace
from decimal import Decimal

from weighbridge.first_look import sentences
from weighbridge.first_look.results import Held, Misprint, OtherCurrencies, OtherReading, Position, Rate
from weighbridge.library import Topic
from weighbridge.quantities import Doubt, Kind, Meaning, Mention, Mentions, Role
from weighbridge.relations import Agreement, Link, Operation, Relation

NOT_TRUE = "that the numbers are true, or that the words were read as they were meant"
NOT_FALSE = "which of the numbers is off, or why"
NOT_USUAL = "that the library holds all there is, or how usual each of its figures is"


def mention(words, value, unit, low, high=None, thing=None, per=None, doubt=None):
    """A quantity of a made-up passage."""
    taken = Meaning(Decimal(low), Decimal(high or low), value, unit, thing, per, doubt)
    return Mention(0, len(words), (0, len(words)), words, Kind.MEASURE, Role.AMOUNT, taken)


TRUCKS = mention("near 50 trucks", "50 truck", "one", 50, thing="truck")
METAL = mention("2500 tons of metal", "2500 tonne", "tonne", 2500, thing="metal")
MONEY = mention("750 thousand USD", "750 thousand USD", "USD", 750_000)
EACH = mention("40.000 liters each", "40000 litre/truck", "litre", 40_000, per="truck")
TOTAL = mention("2.670.000 liters", "2670000 litre", "litre", 2_670_000)
RANGE = mention("50kg to 70kg", "50 to 70 kg/bag", "kg", 50, 70, per="bag")
LONG = mention(f"a very long way of saying that there are {'so very ' * 9}many", "5 one", "one", 5)
PASSAGE = Mentions("", "en", (TRUCKS, METAL, MONEY, EACH, TOTAL, RANGE, LONG, LONG))


def follows(
    operation,
    terms,
    value,
    unit,
    link=Link.CONTAINING,
    of=None,
    per=None,
    room=0.0,
    stated=None,
    agreement=None,
    ratio=None,
):
    """A made-up relation."""
    ends = value * (1 - room), value * (1 + room)
    return Relation(
        operation, terms, link, "", value, *ends, *ends, unit, of, per, stated, agreement, ratio, (), (value, value)
    )


def row(situation, found, relation, not_said=NOT_TRUE):
    return situation, found, " ".join(sentences.implied(relation, PASSAGE)), not_said


PRODUCT = follows(Operation.PRODUCT, (0, 3), 2_760_000, "litre", stated=4, agreement=Agreement.NO, ratio=0.967)
IMPLIED = [
    row("so much for each", "50", follows(Operation.QUOTIENT, (1, 0), 50, "tonne", of="metal", per="truck")),
    row("the wording leaves room", "44.5 to 55.5", follows(Operation.QUOTIENT, (1, 0), 50, "tonne", of="metal", per="truck", room=0.11)),
    row("a price", "300", follows(Operation.QUOTIENT, (2, 1), 300, "USD/tonne", Link.WORTH, "metal")),
    row("two prices", "12 times", follows(Operation.QUOTIENT, (2, 1), 12, "one", Link.WORTH)),
    row("a product", "2.76 million", follows(Operation.PRODUCT, (0, 3), 2_760_000, "litre")),
    row("a sum", "50", follows(Operation.SUM, (0, 0), 100, "one", of="truck")),
    row("a share", "40%", follows(Operation.SHARE, (0, 1), 40, "percent")),
    row("a difference", "a fall", follows(Operation.DIFFERENCE, (1, 0), 2450, "tonne")),
    row("a difference the other way", "a rise", follows(Operation.DIFFERENCE, (0, 1), 2450, "tonne")),
    row("a growth", "a rise", follows(Operation.GROWTH, (0, 1), 30, "percent")),
    row("a growth downwards", "a fall", follows(Operation.GROWTH, (1, 0), 30, "percent")),
    row("the same by the year", "as much", follows(Operation.SAME, (0,), 1_440_000, "one/year", of="truck")),
    row("numbers of long words", "25", follows(Operation.QUOTIENT, (6, 7), 25, "tonne", of="metal", per="truck", room=0.2)),
    row("numbers of long words, and what it is is long", "25", follows(Operation.QUOTIENT, (6, 7), 25, "tonne", per="thing of a very long name indeed")),
    row("only one sentence has both", "possible", follows(Operation.QUOTIENT, (1, 0), 50, "tonne", Link.SAME_SENTENCE, per="truck")),
    row("only one passage has both", "possible", follows(Operation.QUOTIENT, (1, 0), 50, "tonne", Link.SAME_PASSAGE, per="truck")),
    row("it is stated: the same", "exact", replace(PRODUCT, agreement=Agreement.EXACT, ratio=1.0)),
    row("it is stated: as a range", "exact", follows(Operation.QUOTIENT, (1, 0), 50, "kg", per="bag", stated=5, agreement=Agreement.EXACT, ratio=1.2)),
    row("it is stated: but for rounding", "rounded", replace(PRODUCT, agreement=Agreement.ROUNDED, ratio=0.997)),
    row("it is stated: with generous wording", "loose", replace(PRODUCT, agreement=Agreement.LOOSE)),
    row("it is stated: it is not so", "no", PRODUCT, NOT_FALSE),
    row("it is stated: twice as much", "no", replace(PRODUCT, ratio=2.1), NOT_FALSE),
    row("it is stated: a third", "no", replace(PRODUCT, ratio=0.31), NOT_FALSE),
    row("it is stated: a reading decides", "open", replace(PRODUCT, agreement=Agreement.OPEN, ratio=1.1), "which reading is meant"),
    row("it is stated, in long words", "no", replace(PRODUCT, stated=6), NOT_FALSE),
]  # fmt: skip

LOADS = Topic("truck-load", "load of a truck", "tonne", "payloads", per="truck")
HOLDS = Topic("tanker", "what a tank truck holds", "tonne", "transport", per="truck")
COPPER = Topic("copper-price", "price of copper", "USD/tonne", "prices", of="copper", column="copper")
LENGTHY = Topic(
    "x",
    "load of a truck of a convoy that went a very long way over bad roads with all that it could carry",
    "tonne",
    "x",
    per="truck",
)


def against(
    situation,
    position,
    topic=LOADS,
    count=13,
    lower=0,
    higher=0,
    low=11.8,
    high=65.0,
    times=1.0,
    period="",
    assumed=None,
    unit="tonne",
    meets=False,
):
    held = Held(topic, position, count, lower, higher, low, high, unit, times, meets, period, True, assumed)
    return situation, position.value, sentences.compared(held, topic.of or None, topic.per or None), NOT_USUAL


PRICES = {"topic": COPPER, "count": 797, "low": 607.0, "high": 13_500.0, "unit": "USD/tonne"}
COMPARED = [
    against("more than most", Position.WITHIN, lower=12),
    against("less than most", Position.WITHIN, lower=1, higher=9),
    against("about as many below as above", Position.WITHIN, lower=4, higher=4),
    against("more than all", Position.ABOVE, lower=13, times=1.2),
    against("twice the most and more", Position.ABOVE, lower=13, times=4.0),
    against("less than all", Position.BELOW, higher=13, times=0.5),
    against("a range that goes beyond", Position.ACROSS, lower=2),
    against("there is one figure", Position.WITHIN, count=1, low=10.0, high=20.0),
    against("one figure, and it is more", Position.ABOVE, count=1, low=10.0, high=10.0, times=1.2),
    against("one figure, and it is less", Position.BELOW, count=1, low=10.0, high=10.0, times=0.2),
    against("one figure, and it is the same", Position.WITHIN, count=1, low=10.0, high=10.0),
    against("a little more than all", Position.ABOVE, lower=13, times=1.004),
    against("more than all, but for the wording", Position.ABOVE, lower=13, times=1.1, meets=True),
    against("less than all, but for the wording", Position.BELOW, higher=13, times=0.9, meets=True),
    against("one figure, reached by the wording", Position.ABOVE, count=1, low=10.0, high=10.0, times=1.1, meets=True),
    against("a long title, reached by the wording", Position.ABOVE, LENGTHY, lower=13, times=1.1, meets=True),
    against("a title that is no noun", Position.WITHIN, HOLDS, lower=12),
    against("one month, and less", Position.BELOW, **PRICES | {"count": 1}, higher=1, times=0.76, period="2015-10"),
    against("a series of months", Position.WITHIN, **PRICES, lower=500, period="1960-01/2026-05"),
    against("less than all months", Position.BELOW, **PRICES, higher=797, period="1960"),
    against("times the most of all months", Position.ABOVE, **PRICES, lower=797, times=3.0),
    against("the passage does not say of what", Position.ABOVE, **PRICES, lower=797, times=1.2, assumed="copper"),
    against("a long title", Position.WITHIN, LENGTHY, lower=12, period="2017-02"),
    against("a long title, and more", Position.ABOVE, LENGTHY, lower=13, times=1.2),
    against("a long title, and less", Position.BELOW, LENGTHY, higher=13, times=0.2),
    against("a long title, and a range", Position.ACROSS, LENGTHY),
    against("a long title of one figure", Position.WITHIN, LENGTHY, count=1),
]  # fmt: skip

SHORT_TONS = Meaning(Decimal(2500), Decimal(2500), "2500 short_ton", "short_ton", "metal", None, Doubt.TON)
CHANGED = follows(Operation.QUOTIENT, (1, 0), 45.4, "tonne", of="metal", per="truck")
AS_WRITTEN = replace(
    PASSAGE, quantities=tuple(replace(one, text="2,500 tonnes of metal") for one in PASSAGE.quantities)
)
OPEN = [
    ("another ton", "short tons", sentences.reading(OtherReading(1, SHORT_TONS, ((0, CHANGED),)), PASSAGE), "which of them is meant"),
    ("it is taken as it is written", "pounds", sentences.reading(OtherReading(1, SHORT_TONS, ((0, None),)), AS_WRITTEN), "which of them is meant"),
    ("nothing changes", "short tons", sentences.reading(OtherReading(1, SHORT_TONS, ()), PASSAGE), "which of them is meant"),
    ("nothing follows any more", "short tons", sentences.reading(OtherReading(1, SHORT_TONS, ((0, None),)), PASSAGE), "which of them is meant"),
    ("much changes", "short tons", sentences.reading(OtherReading(1, SHORT_TONS, ((0, CHANGED), (1, CHANGED), (2, CHANGED))), PASSAGE), "which of them is meant"),
    ("a long wording", "another", sentences.reading(OtherReading(6, SHORT_TONS, ((0, CHANGED),) * 5), PASSAGE), "which of them is meant"),
    ("a currency", "dollars", sentences.currencies(OtherCurrencies((2,), "USD", ("CAD",)), PASSAGE), "whose dollars are meant"),
    ("several of one currency", "dollars", sentences.currencies(OtherCurrencies((2,) * 8, "USD", ("CAD",)), PASSAGE), "whose dollars are meant"),
    ("a currency in long words", "dollars", sentences.currencies(OtherCurrencies((6, 6), "USD", ("CAD",)), replace(PASSAGE, quantities=(replace(LONG, text="so " * 8),) * 8)), "whose dollars are meant"),
    ("a possible misprint", "two digits", sentences.misprint(Misprint(0, 4, "swapped digits", 2_760_000.0, 2_760_000.0), PASSAGE), "that it is one"),
    ("a possible misprint of long words", "a zero", sentences.misprint(Misprint(0, 6, "percentage points for percent, or a word of size in place of another one", 50.0, 50.0), PASSAGE), "that it is one"),
    ("a rate of the passage", "40,000 litres", sentences.rate_line(Rate(3, "litre", None, "truck", (40_000.0, 40_000.0), ()), PASSAGE), NOT_TRUE),
    ("no quantity", "none", sentences.NOTHING_READ, "that there is none"),
    ("nothing follows", "none", sentences.NOTHING_FOLLOWS, "that nothing does"),
    ("prices without a date", "all months", sentences.NO_DATE, "when the numbers hold"),
    ("the library has nothing", "none", sentences.NOT_IN_LIBRARY, "that nobody has published it"),
    ("the last line", "always", sentences.FIRST_LOOK, "that it was checked"),
]  # fmt: skip

SECTIONS = {
    "A first look: what follows": ("`first_look.sentences.implied`.", IMPLIED),
    "A first look: the library": ("`first_look.sentences.compared`.", COMPARED),
    "A first look: what is open": (
        "`first_look.sentences`: readings, currencies, misprints, and what is not there.",
        OPEN,
    ),
}
