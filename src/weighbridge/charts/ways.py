"""In how many ways to read it a stated number fits, and on which choices that depends: titles and notes of charts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..answers import BADGES, Badge, tallied, written
from ..base import visible
from ..checks import STANDS
from ..graph import Key, Model
from ..report import ReportedCheck
from ..text import Names, capital, fitting, listed, spelled
from ..verdict import Collapse, Combination, counts, distinct, settled
from ..what_if import PREDICATES

MOST = 3 / 4  # of all ways that fit, the share that one condition must account for to stand in a title
STANDING = {Badge.FITS, Badge.ROUNDING}
NAMED = 2  # options that a condition names at most
SAYS = {BADGES[outcome]: said for outcome, said in PREDICATES.items()}


def stated(check: ReportedCheck) -> str:
    """What the article says, as the subject of a sentence: the number as it is written, or its words."""
    return written(check.reference.stated)


def option(names: Names, choice: str, taken: str) -> str:
    """An option as a label: the clause that the case has for it, else its own words.

    >>> option(Names(), "market", "on_the_spot")
    'on the spot'
    >>> option(Names(options={"month": {"may": "it was May"}}), "month", "may")
    'it was May'
    """
    given = names.given.get(choice)
    clause = given.options.get(taken) if given else None
    said = clause or names.options.get(choice, {}).get(taken) or taken.replace("_", " ")
    return visible(said, lines=False)


def headline(check: ReportedCheck, names: Names) -> str:
    """In how many ways to read it the stated number fits, and on what that depends, in a sentence without full stop.

    Only ways that differ in what is compared are counted.
    """
    if check.check.tally is not None:
        return f"{stated(check)} {tallied(check.check.tally)}"
    subject, combinations = stated(check), settled(check.combinations)
    every = distinct(combinations)
    said = {BADGES[outcome]: many for outcome, many in counts(every).items()}
    fits = sum(_fits(one) for one in every)
    if len(said) == 1:
        return f"{subject} {_alike(next(iter(said)), len(every))}"
    collapse = Collapse(combinations)
    if condition := _condition(collapse, names, fits):
        return f"{subject} {condition}"
    depends = listed([names.choice(one.choice) for one in collapse.best(2)])
    if not fits:
        most = max(said.values())
        often = listed([f"in {most} it {SAYS[badge]}" for badge, many in said.items() if many == most])
        return f"{subject} fits in none of {len(every)} ways to read it; {often}"
    if fits == len(every):
        return f"{subject} fits in all {fits} ways to read it, in {said[Badge.ROUNDING]} allowing for rounding"
    in_ways = f"{subject} fits in {fits} of {len(every)} ways to read it"
    if Badge.ROUNDING in said and Badge.FITS in said:
        in_ways += f", in {said[Badge.ROUNDING]} allowing for rounding"
    first = names.choice(collapse.best(1)[0].choice)
    return fitting(f"{in_ways}, depending on {depends}", f"{in_ways}, depending above all on {first}") or in_ways


def _before_more(badge: Badge) -> str:
    """What is said of a number, where the sentence goes on."""
    return f"{SAYS[badge]}{',' * (badge == Badge.ROUNDING)}"


def _alike(badge: Badge, ways: int) -> str:
    """What is said where every way comes out alike."""
    if ways == 1:
        return SAYS[badge]
    many = "both" if ways == 2 else f"all {ways}"
    if badge in (Badge.DOES_NOT_FIT, Badge.CANT_SAY):
        verb = {Badge.DOES_NOT_FIT: "fits", Badge.CANT_SAY: "can be judged"}[badge]
        return f"{verb} in {'neither way' if ways == 2 else f'none of {ways} ways'} to read it"
    return f"{_before_more(badge)} in {many} ways to read it"


@dataclass(frozen=True)
class _Condition:
    """Options of one choice under which a number fits in every way."""

    choice: str
    options: tuple[str, ...]
    others: tuple[str, ...]
    ways: int


def _condition(collapse: Collapse, names: Names, fits: int) -> str:
    """Under which options of one choice a number always fits, where those are most of the ways in which it does."""
    found = [one for influence in collapse.mattering if (one := _always(collapse, influence.choice))]
    best = max(found, key=lambda one: one.ways, default=None)
    if best is None or best.ways < MOST * fits or min(len(best.options), len(best.others)) > NAMED:
        return ""
    inside = {BADGES[one.outcome] for one in collapse.combinations if one.choices[best.choice] in best.options}
    says = _before_more(inside.pop()) if len(inside) == 1 else SAYS[Badge.FITS]
    outside = distinct([one for one in collapse.combinations if one.choices[best.choice] in best.others])
    unless = len(best.options) > NAMED
    clause = _clauses(names, best.choice, best.others if unless else best.options)
    return f"{says} {'unless' if unless else 'if'} {clause}; {'then' if unless else 'otherwise'} {_rest(outside)}"


def _always(collapse: Collapse, choice: str) -> _Condition | None:
    """The options of a choice under which a number fits whatever the others are; none where there are none, or all."""
    by_option: dict[str, list[bool]] = {}
    for one in collapse.combinations:
        by_option.setdefault(one.choices[choice], []).append(_fits(one))
    always = tuple(name for name, fits in by_option.items() if all(fits))
    others = tuple(name for name in by_option if name not in always)
    ways = len(distinct([one for one in collapse.combinations if one.choices[choice] in always]))
    return _Condition(choice, always, others, ways) if always and others else None


def _rest(outside: Sequence[Combination]) -> str:
    """How a number comes out where it does not always fit."""
    fits, badges = sum(map(_fits, outside)), {BADGES[one.outcome] for one in outside}
    if fits:
        silent = len(outside) - fits
        unsaid = badges - STANDING == {Badge.CANT_SAY}
        return f"in {fits} of {len(outside)} ways" + (f", and in {silent} it {SAYS[Badge.CANT_SAY]}" if unsaid else "")
    return f"it {listed([SAYS[one] for one in Badge if one in badges], 'or')}"


def _clauses(names: Names, choice: str, options: Sequence[str]) -> str:
    return listed([names.option(choice, one) for one in options], "or")


def _fits(one: Combination) -> bool:
    return one.outcome in STANDS


def of_the_mix(model: Model, check: str) -> tuple[str, ...]:
    """The choices that set nothing but the mix which a check leaves free: that these change nothing says nothing."""
    free = model.checks[check].by
    if free is None:
        return ()
    found = []
    for choice in model.choices:
        sets = [name.split(".")[0] for name, variants in model.nodes.items() if choice in _choosers(variants)]
        found += [choice] if sets and set(sets) == {free} else []
    return tuple(found)


def _choosers(variants: Iterable[Key]) -> set[str]:
    return {key[0] for key in variants if key}


def notes(collapse: Collapse, drawn: Sequence[str], split: int, names: Names, free: Collection[str] = ()) -> list[str]:
    """What the choices do that are not drawn: those that change nothing, and in how many ways the others do.

    Args:
        free: choices of which nothing is said.
        split: how many tiles are not uniform. Every choice that matters and is not drawn splits one, and none else can.
    """
    found = []
    if idle := [names.choice(one) for one in collapse.idle if one not in free]:
        found.append(f"{capital(listed(idle))} {'changes' if len(idle) == 1 else 'change'} nothing.")
    others = [one for one in collapse.mattering if one.choice not in drawn]
    said = [(names.choice(one.choice), f"in {one.changes} of {one.settings} ways") for one in others]
    if said:
        which = "One tile is" if split == 1 else f"{capital(spelled(split))} tiles are"
        (first, often), rest = said[0], [f"{name} {times}" for name, times in said[1:]]
        found.append(f"{which} split: {listed([f'{first} changes the verdict {often}', *rest])}.")
    return found
