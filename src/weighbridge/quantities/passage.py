"""Every quantity of a text, with its span, what loosens it, its unit, what is counted, for each of what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..text import Fold, fold
from .ages import with_age
from .amounts import Amount, core_at, without_link
from .complements import complete
from .composites import composite
from .compounds import tokens_of
from .cues import with_cue
from .currencies import currencies_said
from .dates_in_text import dates_in
from .digits import Signs, signs_shown
from .drafts import Draft, mention_of, number_of, span_of, when
from .ellipsis import filled_in
from .exclusions import chain, is_no_quantity, is_pronoun, is_result, masked
from .guess import guess
from .language import Language
from .language import language as language_of
from .meanings import Number, as_money, kind_of
from .mention import Doubt, Mentions, NotRead, Role
from .nouns import counts_something
from .numerals import sizes_shown
from .ranges import Pair, pair_at, spread_at
from .rates import with_each, with_rate_before
from .roles import Turn, turn_of
from .sentences import Stretch, stretches
from .tokens import NUMERAL, Token, tokens

CHAINED = "numbers joined by signs: a code, a score or a telephone number"
SEEN = 100_000  # characters in which currencies and separators are looked for
LEAST_ALONE = 13  # a smaller number in words, with nothing that it counts, is a word like others


@dataclass
class Reading:
    """What has been read of a text so far."""

    known: Language
    fold: Fold
    signs: Signs
    drafts: list[Draft] = field(default_factory=list)
    dates: list[tuple[int, int, str]] = field(default_factory=list)
    not_read: list[tuple[int, int, str]] = field(default_factory=list)
    stretches: list[Sequence[Token]] = field(default_factory=list)
    said: dict[str, bool] = field(default_factory=dict)

    def says(self, role: str) -> bool:
        """Whether a word of a role stands in the stretch that is being read."""
        if role not in self.said:
            words, some = self.known.words(role), self.stretches[-1]
            self.said[role] = any(words.at(some, at) is not None for at in range(len(some)))
        return self.said[role]


def mentions(text: str, language: str | None = None) -> Mentions:
    """Every quantity of a text, in its order, with the dates and with what was not read.

    Args:
        language: the code of a language that ``languages()`` lists; None to tell it from the text.

    Raises:
        LanguageError: there is no such language.

    >>> found = mentions("near 50 trucks loaded with approximately 2500 tons of metal").quantities
    >>> [(one.cue, one.meaning.value, one.meaning.thing) for one in found]
    [('near', '50 truck', 'truck'), ('approximately', '2500 tonne', 'metal')]
    """
    folded = fold(text)
    code, note = (language, "") if language is not None else guess(folded.text)
    known = language_of(code)
    start = tokens(folded.text[:SEEN])
    signs = signs_shown((one.text for one in start if one.sort == NUMERAL), known.decimal)
    signs = replace(signs, shown_sizes=sizes_shown(known, start))
    reading = Reading(known, folded, signs)
    for stretch in stretches(folded.text, known):
        _read_stretch(reading, stretch)
    drafts = [one for one in filled_in(known, reading.stretches, reading.drafts) if not (one.is_word and one.is_bare)]
    is_doubted = any(one.amount.form is not None and one.amount.form.doubt for one in drafts)
    said = currencies_said(known, known.parts.of(start)) if is_doubted else frozenset()
    quantities = tuple(mention_of(one, text, folded, said) for one in drafts)
    return Mentions(
        text,
        code,
        quantities,
        tuple((*folded.span(start, end), iso) for start, end, iso in reading.dates),
        tuple(_not_read(text, folded, *one) for one in reading.not_read),
        (note,) if note else (),
    )


def _not_read(text: str, folded: Fold, start: int, end: int, reason: str) -> NotRead:
    start, end = folded.span(start, end)
    return NotRead(start, end, text[start:end], reason)


def _read_stretch(reading: Reading, stretch: Stretch) -> None:
    """Read the quantities of one stretch of text."""
    known = reading.known
    some = tokens_of(known, reading.fold.text, stretch.start, stretch.end)
    if not any(one.sort == NUMERAL or known.may_be_number(one) for one in some):
        return
    dates = dates_in(known, reading.fold.text, some)
    reading.dates += [(*span_of(some, one.first, one.end), one.iso) for one in dates]
    blocked = masked(reading.fold.text, some).union(*(range(one.first, one.end) for one in dates))
    reading.stretches.append(some)
    reading.said.clear()
    before, at = len(reading.drafts), 0
    while at < len(some):
        token = some[at]
        if at in blocked or (token.sort != NUMERAL and not known.may_be_number(token)):
            at += 1
        else:
            at = max(_read_at(reading, stretch, some, at, blocked), at + 1)
    for one in reading.drafts[before:]:
        one.when = when(one, dates, reading.drafts[before:])
        if (cue := one.amount.cue_span) is not None:
            one.cue = span_of(some, *cue)


def _read_at(reading: Reading, stretch: Stretch, some: Sequence[Token], at: int, blocked: set[int]) -> int:
    """Read the quantity that begins at a token, and say where to read on."""
    known = reading.known
    if some[at].sort == NUMERAL and (end := chain(some, at)) > at:
        reading.not_read.append((*span_of(some, at, end), CHAINED))
        return end
    core = core_at(known, some, at, reading.signs, _floor(reading))
    if core is None:
        return at + 1
    if core.numeral.reason:
        reading.not_read.append((*span_of(some, at, core.numeral.end), core.numeral.reason))
        return core.numeral.end
    pair = pair_at(known, some, core, reading.signs)
    is_pair = pair is not None and blocked.isdisjoint(range(pair.joint.end, pair.second.end))
    if is_no_quantity(known, some, core.numeral) and not (is_pair and core.numeral.in_words):
        return _behind_the_list(reading, some, core.numeral.end)
    if pair is not None and is_pair:
        return _read_pair(reading, stretch, some, pair)
    if (age := with_age(known, some, core)) is not None:
        return _note(reading, stretch, some, age)
    if (spread := spread_at(known, some, core, reading.signs)) is not None:
        return _note(reading, stretch, some, spread)
    amount = complete(known, some, core, reading.signs, _floor(reading))
    if core.numeral.in_words and is_pronoun(known, some, core.numeral) and amount.share_of is None:
        return core.numeral.end
    return _note(reading, stretch, some, amount)


def _behind_the_list(reading: Reading, some: Sequence[Token], at: int) -> int:
    """Behind the other numbers of pages 12 to 15, Articles 5 and 6: they are no quantities either."""
    known, end = reading.known, at
    while end + 1 < len(some):
        joint = next((f for role in ("dash", "to", "and") if (f := known.words(role).at(some, end))), None)
        place = joint[1] if joint else end + 1 if some[end].text == "," else None
        place = end if place is None and some[end].sort == NUMERAL else place
        if place is None or place >= len(some) or some[place].sort != NUMERAL or not some[place].text.isdigit():
            return end
        core = core_at(known, some, place, reading.signs)
        if core is None or core.form is not None or counts_something(known, some, core.end) or core.numeral.power:
            return end
        end = core.numeral.end
    return end


def joined_to_last(reading: Reading, some: Sequence[Token], amount: Amount) -> int | None:
    """Put a smaller unit to the amount right before it, 5 feet 2 inches, and say where to read on; None if it can't."""
    last = reading.drafts[-1] if reading.drafts else None
    if last is None or last.stretch != len(reading.stretches) - 1:
        return None
    whole = composite(reading.known, some, last.amount, amount)
    if whole is None:
        return None
    last.amount = whole
    last.low = last.high = number_of(whole)
    last.last, last.end = whole.end, some[whole.end - 1].end
    last.number = (last.number[0], some[amount.numeral.end - 1].end)
    return whole.end


def _floor(reading: Reading) -> int:
    """The token behind the last amount of the stretch that is being read."""
    last = reading.drafts[-1] if reading.drafts else None
    return last.last if last is not None and last.stretch == len(reading.stretches) - 1 else 0


def _note(reading: Reading, stretch: Stretch, some: Sequence[Token], amount: Amount) -> int:
    """Note one amount as a draft, and say where to read on."""
    joined = joined_to_last(reading, some, amount)
    if joined is not None:
        return joined
    known, core = reading.known, amount
    amount = with_rate_before(known, some, with_cue(known, some, core), _floor(reading))
    reached = known.words("reached").before(some, core.first)
    if reached is not None and (turn := turn_of(known, some, core.first, core.end, kind_of(core))) is not None:
        amount = without_link(amount, core, reached[1]) if turn.role == Role.AFTER else amount
    number = number_of(amount)
    draft = _draft(reading, stretch, some, amount, (amount.first, amount.end))
    if amount.spread is not None:
        draft.low = Number(number.number - amount.spread, number.power)
        draft.high = Number(number.number + amount.spread, number.power)
    turn = turn_of(known, some, amount.first, amount.end, draft.kind)
    if turn is not None:
        draft.role, draft.rises = turn
    draft.has_from = known.words("from").before(some, amount.first) is not None
    article = known.words("the").before(some, core.first)
    draft.opens_each = article is not None and known.words("each").before(some, article[1]) is not None
    reading.drafts.append(draft)
    return amount.end


def _draft(reading: Reading, stretch: Stretch, some: Sequence[Token], amount: Amount, place: tuple[int, int]) -> Draft:
    """A draft of an amount that takes so many tokens."""
    if amount.form is not None and amount.form.doubt == Doubt.POUND and reading.says("price"):
        amount = as_money(amount)
    numeral = amount.numeral
    number = number_of(amount)
    is_word = numeral.in_words and numeral.words == 1 and numeral.value < LEAST_ALONE and amount.cue == "none"
    first, end = min(place[0], amount.first), max(place[1], amount.end)
    start, stop = span_of(some, first, end)
    return Draft(
        amount,
        number,
        number,
        start,
        stop,
        span_of(some, numeral.first, numeral.end),
        stretch.in_sentence,
        is_word=is_word,
        first=first,
        last=end,
        stretch=len(reading.stretches) - 1,
        phrase_end=some[(amount.phrase_end or amount.end) - 1].end,
    )


def _read_pair(reading: Reading, stretch: Stretch, some: Sequence[Token], pair: Pair) -> int:
    """Read a range, or what something was and became; results of games are passed over."""
    known, first = reading.known, pair.first
    second = pair.second
    if _is_bare_result(reading, some, pair):
        return second.end
    if second.form is None and first.form is not None and first.has_sign:
        second = replace(second, form=first.form)
    second = complete(known, some, second, reading.signs)
    if second.is_ratio or (second.share_of and not first.share_of):
        return _note(reading, stretch, some, complete(known, some, first, reading.signs, _floor(reading)))
    low, high = number_of(first), number_of(second)
    shared = replace(low, power=high.power) if pair.shares_size else low
    unshared = (low, high) if pair.shares_size else None
    turn = turn_of(known, some, first.first, second.end, kind_of(second)) if pair.has_from else None
    if turn is not None or (shared.value > high.value and low.value >= 0):
        _read_change(reading, stretch, some, pair, second, shared, turn)
    else:
        _read_range(reading, stretch, some, pair, second, shared)
        reading.drafts[-1].unshared = unshared
    return max(second.end, reading.drafts[-1].last)


def _is_bare_result(reading: Reading, some: Sequence[Token], pair: Pair) -> bool:
    """Whether a pair of which nothing says what it is of is the result of a game or a vote: a 3-1 victory."""
    known, first, second = reading.known, pair.first, pair.second
    if not (first.is_bare and second.is_bare and pair.start == first.first):
        return False
    counts = counts_something(known, some, second.end)
    has_noun = counts or known.rates.at(some, second.end) is not None
    is_told = known.words("result").at(some, second.end) is not None
    return (is_told or not has_noun) and is_result(
        first.numeral, second.numeral, pair.joint.text, reading.says("result")
    )


def _read_range(
    reading: Reading, stretch: Stretch, some: Sequence[Token], pair: Pair, second: Amount, low: Number
) -> None:
    """Note a range: its unit and thing stand behind the second number, a sign of money before the first."""
    known, first = reading.known, pair.first
    whole = replace(second, first=pair.start, is_negative=False)
    if second.form is None and first.form is not None:
        whole = replace(whole, form=first.form, power=first.power, pers=first.pers or second.pers)
        whole = replace(whole, pers_are_units=first.pers_are_units or second.pers_are_units)
    if first.share_of is not None or second.share_of is not None:
        whole = replace(whole, share_of=None)
    if first.cue_span is not None and whole.cue == "none":
        whole = replace(whole, cue=first.cue, cue_span=first.cue_span)
    whole = with_each(known, some, with_cue(known, some, whole), _floor(reading))
    draft = _draft(reading, stretch, some, whole, (whole.first, second.end))
    ends = sorted((low, number_of(second)), key=lambda one: one.value)
    draft.low, draft.high = ends
    draft.number = span_of(some, first.numeral.first, second.numeral.end)
    draft.is_word = False
    turn = turn_of(known, some, whole.first, whole.end, draft.kind)
    if turn is not None:
        draft.role, draft.rises = turn
    reading.drafts.append(draft)


def _read_change(
    reading: Reading,
    stretch: Stretch,
    some: Sequence[Token],
    pair: Pair,
    second: Amount,
    low: Number,
    turn: Turn | None,
) -> None:
    """Note what something was and what it became, as two quantities of which the first may lack its unit."""
    known, first = reading.known, pair.first
    rises = turn.rises if turn is not None and turn.rises is not None else number_of(second).value > low.value
    before = with_cue(known, some, first)
    if first.form is None:
        before = replace(
            before,
            form=second.form,
            power=second.power,
            pers=second.pers,
            pers_are_units=second.pers_are_units,
            divided_by=second.divided_by,
        )
    if before.thing is None:
        before = replace(before, thing=second.thing)
    one = _draft(reading, stretch, some, before, (before.first, first.end))
    one.low = one.high = low
    if low != number_of(first):
        one.unshared = (number_of(first), number_of(first))
    if first.form is None and second.form is not None:
        one.doubts = (Doubt.UNIT_CARRIED,)
    elif first.form is None and second.thing is not None:
        one.doubts = (Doubt.THING_CARRIED,)
    after = without_link(with_cue(known, some, second), second, first.end)
    if second.form is None and first.form is not None and second.thing is None:
        after = replace(after, form=first.form, power=first.power, pers=first.pers or second.pers)
        after = replace(after, pers_are_units=first.pers_are_units or second.pers_are_units)
    other = _draft(reading, stretch, some, after, (max(after.first, first.end), after.end))
    for draft, role in ((one, Role.BEFORE), (other, Role.AFTER)):
        draft.role, draft.rises, draft.is_word = role, rises, False
        reading.drafts.append(draft)
