"""What would settle a check, in words and in rows: what decides most, what changes nothing, what knowing is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..text import (
    Names,
    apart,
    brief,
    capital,
    fitting,
    in_turn,
    listed,
    number,
    sentence,
    significant,
    spelled,
    with_unit,
    word_count,
)
from .results import Settler, Settling, Silence

MOST = 60  # words of an answer
HARDLY, NEARLY, ALL = 0.05, 0.95, 0.995  # shares from which on words change; editorial
ALIKE = 0.01  # shares that differ by less are said to be alike; editorial
FRACTIONS = {  # the share that is meant, within a twentieth of the whole
    1 / 20: "a twentieth",
    1 / 10: "a tenth",
    1 / 8: "an eighth",
    1 / 6: "a sixth",
    1 / 5: "a fifth",
    1 / 4: "a quarter",
    1 / 3: "a third",
    2 / 5: "two fifths",
    1 / 2: "half",
    3 / 5: "three fifths",
    2 / 3: "two thirds",
    3 / 4: "three quarters",
    4 / 5: "four fifths",
    9 / 10: "nine tenths",
}
SILENT = {
    Silence.ONE_WAY: "There is only one way to read this, so there is nothing to settle.",
    Silence.SAME_WHERE_LOOKED: "Every way to read it that we looked at gives the same answer; there may be others.",
    Silence.ALWAYS_THE_SAME: "Every way to read it gives the same answer, so there is nothing to settle.",
}
NOTHING = "changes nothing", "change nothing"
LITTLE = "changes hardly anything by itself", "change hardly anything by themselves"
NO_NUMBER = "changes nothing wherever we moved it", "change nothing wherever we moved them"
ONLY_NUMBERS = "The answer is the same however the article is read; only our estimates move it."
RARELY = "changes the answer in few ways to read it"
MAY_BE_THE_SAME = "Every way to read it may give the same answer, but in some two answers are too near to tell apart."
ONE_BIT = "One bit is as much as two answers disagree that are given equally often."


def share_words(share: float) -> str:
    """A share of the disagreement in words, a twentieth of it or more, to the nearest simple fraction.

    >>> share_words(0.783), share_words(0.217), share_words(1.0)
    ('about four fifths of the disagreement', 'about a fifth of the disagreement', 'all of the disagreement')
    """
    if share > NEARLY:
        return "all of the disagreement" if share > ALL else "nearly all of the disagreement"
    return f"about {FRACTIONS[min(FRACTIONS, key=lambda one: abs(one - share))]} of the disagreement"


def settling_text(found: Settling, names: Names) -> str:
    """What would settle a check, as an answer of at most 60 words: what decides most comes first.

    >>> made = [Settler(name="convoys", is_choice=True, bits=0.72, share=0.783, changes=True),
    ...     Settler(name="day", is_choice=True, bits=0.0, share=0.0, changes=False)]
    >>> found = Settling(check="usual_load", bits=0.92, ways=10, combinations=10, settlers=made)
    >>> print(settling_text(found, Names(choices={"convoys": "which convoys count"})))
    Which convoys count decides most; knowing it would settle about four fifths of the disagreement. The day changes nothing.
    """  # noqa: E501 (what is printed)
    said = _said(found, names)
    chosen: list[str] = []
    for _, one in sorted(said, key=lambda ranked: ranked[0]):
        if word_count(" ".join([*chosen, one])) > MOST:
            break
        chosen.append(one)
    return " ".join(one for _, one in said if one in chosen)


def foremost(found: Settling, names: Names) -> str:
    """The one thing that would settle most, as it stands in a sentence; nothing where none does by itself.

    >>> made = [Settler(name="convoys", is_choice=True, bits=0.72, share=0.783, changes=True)]
    >>> found = Settling(check="usual_load", bits=0.92, ways=10, combinations=10, settlers=made)
    >>> foremost(found, Names(choices={"convoys": "which convoys count"}))
    'which convoys count'
    """
    telling = [] if found.silent is not None else [one for one in found.settlers if one.share >= HARDLY]
    if not telling:
        return ""
    alike = [one for one in telling if telling[0].share - one.share < ALIKE]
    return listed([_called(one, names) for one in (alike if len(alike) == 2 else telling[:1])], "or")


def settling_sentences(found: Settling, names: Names) -> list[str]:
    """What would settle a check, a sentence each: what decides most, what comes next, what changes nothing."""
    return [one for _, one in _said(found, names)]


def _said(found: Settling, names: Names) -> list[tuple[int, str]]:
    """The same, each with its rank: where room is short, what changes nothing goes before what comes third."""
    if found.silent is not None:
        return [(0, SILENT[found.silent])]
    telling = [one for one in found.settlers if one.share >= HARDLY]
    hardly = [one for one in found.settlers if one.changes and one.share < HARDLY]
    idle = [one for one in found.settlers if not one.changes and one.is_choice]
    unmoved = [one for one in found.settlers if not one.changes and not one.is_choice]
    first, rest = _foremost(telling, names) if telling else (_none_alone(hardly, names), [])
    next_ = [sentence(_next(one, names)) for one in rest]
    by_numbers_alone = bool(telling) and not any(one.changes for one in found.settlers if one.is_choice)
    ranked = [
        *((0, one) for one in ([ONLY_NUMBERS] if by_numbers_alone else [])),
        *((0, one) for one in first),
        *((1, one) for one in next_[:1]),
        *((3, one) for one in next_[1:]),
        *((4, one) for one in (_changing(hardly, names, LITTLE) if telling else [])),
        *((2, one) for one in (_changing(idle, names, NOTHING) if telling or hardly else [])),
        *((5, one) for one in _changing(unmoved, names, NO_NUMBER)),
    ]
    return list({one: (rank, one) for rank, one in reversed(ranked) if one}.values())[::-1]


def _known(one: Settler, names: Names) -> str:
    """What would be known: what a choice is about, or what a number is called."""
    return names.choice(one.name) if one.is_choice else one.about or names.lever(one.name)


def _called(one: Settler, names: Names) -> str:
    """The same as what decides: a number is an estimate of ours."""
    return f"{'' if one.is_choice else 'our estimate of '}{_known(one, names)}"


def _foremost(telling: Sequence[Settler], names: Names) -> tuple[list[str], Sequence[Settler]]:
    """What decides most, or two things that do so alike; and what is left to be named."""
    alike = [one for one in telling if telling[0].share - one.share < ALIKE]
    if len(alike) == 2:
        both = sentence(
            f"{listed([_called(one, names) for one in alike])} decide most; "
            f"knowing either would settle {share_words(alike[0].share)}"
        )
        if fitting(both):
            return [both], telling[2:]
    return _first(telling[0], names), telling[1:]


def _first(one: Settler, names: Names) -> list[str]:
    """What decides most, and how much knowing it would settle: in one sentence, or in two."""
    decides = f"{_called(one, names)} {'decides' if one.share > ALL else 'decides most'}"
    would = f"knowing it would settle {share_words(one.share)}"
    unnamed = f"One thing, which has a long name, {'decides' if one.share > ALL else 'decides most'}"
    together, said = f"{decides}; {would}", fitting(decides, unnamed)
    return [sentence(together)] if fitting(together) else [sentence(said), sentence(would)]


def _next(one: Settler, names: Names) -> str:
    share = share_words(one.share).replace("the disagreement", "it")
    return fitting(f"Knowing {_known(one, names)} would settle {share}", f"Another thing would settle {share}")


def _none_alone(hardly: Sequence[Settler], names: Names) -> list[str]:
    """That nothing decides by itself, where answers change only as several things change together, if they do."""
    said = [_called(one, names) for one in hardly]
    if not said:
        return [MAY_BE_THE_SAME]
    if len(said) == 1:
        return [sentence(fitting(f"{said[0]} {RARELY}", f"One thing {RARELY}"))]
    together = [f"Nothing decides by itself; only {listed(said)} together do."]
    many = f"Nothing decides by itself; only {spelled(len(said))} things together do."
    return [brief(together, [many, *in_turn("They are", said, "They are also")])]


def _changing(some: Sequence[Settler], names: Names, verbs: tuple[str, str]) -> Iterator[str]:
    """That some things change nothing, or hardly anything; all in one sentence, or counted and then listed.

    Args:
        verbs: what is said of one, and of several.
    """
    if not some:
        return
    said, (of_one, of_several) = [_called(one, names) for one in some], verbs
    together = sentence(f"{listed(said)} {of_one if len(said) == 1 else of_several}")
    counted = [f"{capital(spelled(len(said)))} things {of_several}.", *in_turn("They are", said, "They are also")]
    yield brief([together], counted if len(said) > 1 else [f"One thing, which has a long name, {of_one}."])


# The working behind it.


def working_sentences(found: Settling, names: Names) -> list[str]:
    """The figures behind it: bits, what the draws leave open, how estimates were moved, what knowing is worth."""
    if found.silent is not None:
        return []
    said = [f"Over {_many(found.combinations)} the answers disagree by {_bits(number(found.bits))}.", ONE_BIT]
    if found.left_open and found.least is not None and found.most is not None:
        low, high = apart([found.least, found.most])
        said.append(
            f"In {number(found.left_open, 6)} of them two answers are too near to tell apart: {low} to {high} bits."
        )
    moved = [one for one in found.settlers if not one.is_choice and one.values]
    if moved:
        many = spelled(max(len(one.values or ()) for one in moved))
        said.append(f"Each of our estimates was given {many} values over its range, all else as it is.")
        said.append("Each share is of the disagreement while that estimate is moved, so shares need not add up.")
    if found.not_moved:
        could_not = [names.lever(one) for one in found.not_moved]
        said += in_turn("We could not move our estimate of", could_not, "Nor could we move our estimate of", "or")
    return [*said, *worth_sentences(found, names)]


def _bits(figure: str) -> str:
    return f"{figure} bit{'s' * (figure != '1')}"


def _many(combinations: int) -> str:
    return f"{number(combinations, 6)} set{'s' * (combinations != 1)} of options"


def worth_sentences(found: Settling, names: Names) -> list[str]:
    """What costs least as things stand, and what knowing more would save; nothing where the case gives no losses."""
    if found.action is None or found.worth is None:
        return []
    least = fitting(
        f"As things stand, “{found.action}” costs least on average", "One action costs least as things stand"
    )
    worth = sorted((one for one in found.settlers if one.worth), key=lambda one: -(one.worth or 0.0))
    if not worth:
        rest = "No single thing that we could know would change what to do."
        return [sentence(least), rest if found.worth else "Nothing that we could know would change what to do."]
    said = [fitting(f"Knowing {_known(one, names)} would save {number(one.worth or 0.0)} on average") for one in worth]
    has_numbers = any(not one.is_choice for one in found.settlers)
    known = "which option is right of every choice" if has_numbers else "everything"
    everything = f"Knowing {known} would save {number(found.worth)}, in the case's own unit of loss."
    return [sentence(least), *(sentence(one) for one in said if one), everything]


# Rows.


def settling_rows(found: Settling, names: Names) -> list[dict[str, Any]]:
    """What each thing would settle, a row each, most first; with what knowing it is worth where losses are given."""
    return [_row(one, names, found.worth is not None) for one in found.settlers]


def _row(one: Settler, names: Names, has_worth: bool) -> dict[str, Any]:
    values = one.values or []
    return {
        "what": _known(one, names),
        "is": "a choice" if one.is_choice else "our estimate",
        "would settle (%)": round(100 * one.share, 1),
        "bits": significant(one.bits, 3),
        "bits at least": None if one.least is None else significant(one.least, 3),
        "bits at most": None if one.most is None else significant(one.most, 3),
        "changes an answer": "yes" if one.changes else "",
        "tried from": min(values, default=None),
        "tried to": max(values, default=None),
        "unit": with_unit("", one.unit or "").strip(),
        "only if": _only_if(one, names),
        **({"worth knowing": None if one.worth is None else significant(one.worth, 3)} if has_worth else {}),
        "set by": one.name,
    }


def _only_if(one: Settler, names: Names) -> str:
    """The options that bring a number in, as clauses."""
    return listed([names.option(*pair) for pair in one.under.items()]) if one.under else ""
