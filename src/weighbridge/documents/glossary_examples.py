"""A word of the glossary as it is seen in a case: every figure comes from the result, and none is typed.

What an example shows is named in the table as on a command line: ``figures can_carry`` is the row of a comparison.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from ..base import ANYWHERE, RemediedError, command_line, suggestion
from ..case import Case, open_case
from ..evidence import TRUST
from ..glossary import Entry
from ..report import ReportedCheck
from ..text import Hedge, hedge, span

Shown = Callable[..., str]
NAMED = 2  # of several outlets
ROUND = Decimal(50)  # the number before which a loosening word is shown


class ExampleError(RemediedError):
    """What an entry of the glossary is to show and no result has."""


def example_of(entry: Entry) -> str:
    """What a case shows of a word, in a line or two of an output.

    Raises:
        ExampleError: the table asks for something that results do not have.
        CaseError: the case is not there.
    """
    kind, *arguments = shlex.split(entry.example.shows)
    if kind not in SHOWN:
        raise ExampleError(f"`{entry.word}` shows `{kind}`", suggestion(kind, SHOWN))
    return SHOWN[kind](_opened(entry.example.case, entry.example.sets), *arguments)


def command_of(entry: Entry) -> str:
    """The command of which the output shows a word."""
    kind, *arguments = shlex.split(entry.example.shows)
    if kind in WHOLE:
        return example_of(entry)
    command, takes = COMMANDS.get(kind, ("verify", 0))
    sets = [part for one in entry.example.sets for part in ("--set", one)]
    return command_line(["weighbridge", command], [entry.example.case, *arguments[:takes]], sets, form=ANYWHERE)


def cue_example(cue: str) -> str:
    """What a loosening word allows around a number.

    >>> cue_example("nearly")
    '“Nearly 50” may be from 44.1 to 50.0.'
    """
    found = hedge(cue)
    number = found.base if found.counts else ROUND
    words = cue if found.counts else f"{cue} {number}"
    return f"“{words[:1].upper()}{words[1:]}” {_may_be(found, number)}."


def _may_be(found: Hedge, number: Decimal) -> str:
    low, high = found.interval(number)
    return f"is {span((low, high), 'one')}" if low == high else f"may be from {span((low, high), 'one')}"


@cache
def _opened(case: str, sets: tuple[str, ...]) -> Case:
    """A case with what is set in it, opened once for all words that it shows."""
    return open_case(case, sets=sets)


def _check(case: Case, name: str) -> ReportedCheck:
    return case.verify()[name]


def _answer(case: Case, check: str = "") -> str:
    """The answer of a comparison, or of the case."""
    return repr(_check(case, check)) if check else repr(case.verify().answer)


def _claim(case: Case, name: str) -> str:
    return f"“{case.text.claims[name].quote.exact}”, taken as {case[name].amount.text}"


def _hedge(case: Case, name: str) -> str:
    claim = case.text.claims[name]
    return f"“{claim.quote.exact}”: the wording is “{claim.hedge}”, and with it the number is {case[name].amount.text}"


def _readings(case: Case, name: str) -> str:
    """Each fair way to take a claim, with its reason."""
    read = case.text.claims[name].readings
    return f"“{case.text.claims[name].quote.exact}”: {_listed(f'{one} ({read[one].reason})' for one in read)}"


def _ruled_out(case: Case, name: str) -> str:
    return _listed(
        f"{called} is ruled out: {one.ruled_out}"
        for called, one in case.text.claims[name].readings.items()
        if one.ruled_out
    )


def _choice(case: Case, name: str) -> str:
    names = case.model.names
    options = _listed(names.option(name, option) for option in case.model.choices[name].options)
    return f"{names.choice(name)}: {options}"


def _event(case: Case, name: str) -> str:
    event = case.text.events[name]
    return f"“{event.quote.exact}” may be {_listed(str(one.date) for one in event.candidates.values())}"


def _source(case: Case, weak: bool | None = None) -> str:
    """The first source, or the first that is weak or is not."""
    outlets = [outlet for origin in case.rests_on for outlet in origin.outlets]
    found = next(one for one in outlets if weak is None or bool(one.weak) == weak)
    return f"{found.citation}" + (f" Weak: {found.weak}" if found.weak and weak else "")


def _outlets(case: Case) -> str:
    several = max(case.rests_on, key=lambda origin: len(origin.outlets))
    named = _listed(one.citation for one in several.outlets[:NAMED])
    return f"{len(several.outlets)} outlets that repeat one origin, among them {named}"


def _mark(case: Case) -> str:
    first = case.rests_on[0].outlets[0]
    return f"{first.citation}: {first.trust}, {TRUST[first.trust]}"


def _estimate(case: Case) -> str:
    first = case.verify().estimates[0]
    return f"{first['estimate']}: taken as {first['taken as']}; might be {first['might be']}"


def _numbers(case: Case) -> str:
    return _listed(f"“{one.quote}” {one.answer.badge.marked}" for one in case.verify().summary.claims)


def _drawn(case: Case) -> str:
    taken = case.verify().sampled
    return f"{taken.points:,} points under {taken.randomisations} random shifts to begin with, seed {taken.seed}"


def _premise(case: Case, name: str) -> str:
    check = _check(case, name)
    return f"{check.question} Our reason: {check.premise}"


def _look(case: Case) -> str:
    return command_line(["weighbridge", "weigh"], [case.verify().summary.quotation], form=ANYWHERE)


def _command(case: Case, name: str, *more: str) -> str:
    return command_line(["weighbridge", name], [case.name, *more], form=ANYWHERE)


def _listed(several: Iterator[str]) -> str:
    return "; ".join(several)


SHOWN: Mapping[str, Shown] = {
    "answer": _answer,
    "article": lambda case: f"{case.text.article.title}, {case.text.article.publisher}",
    "arithmetic": lambda case: "; ".join(case.verify().arithmetic),
    "budget": lambda case, check: _check(case, check).budget_sentence,
    "chance": lambda case, check: _check(case, check).figures.chance,
    "changes": lambda case: case.verify().changes_it[0],
    "choice": _choice,
    "claim": _claim,
    "command": _command,
    "computed": lambda case, check: _check(case, check).figures.computed.text,
    "correction": lambda case: repr(next(iter(case.corrections.values()))),
    "dependence": lambda case, check: _check(case, check).dependence_sentence,
    "drawn": _drawn,
    "estimates": _estimate,
    "event": _event,
    "figures": lambda case, check: repr(_check(case, check).figures),
    "finding": lambda case, check: repr(_check(case, check).reference),
    "flip": lambda case, check, number: case.headlines(check, number)[0],
    "hedge": _hedge,
    "look": _look,
    "mark": _mark,
    "numbers": _numbers,
    "other_source": lambda case: _source(case, weak=False),
    "outlets": _outlets,
    "premise": _premise,
    "readings": _readings,
    "reconcile": lambda case: case.reconcile().sentence,
    "rests": lambda case, check: _check(case, check).figures.rests_on,
    "ruled_out": _ruled_out,
    "settles": lambda case: case.verify().settles_most,
    "settling": lambda case: case.verify().settles[0],
    "severity": lambda case, check: _check(case, check).severity_sentence,
    "size": lambda case, check: _check(case, check).figures.size.text,
    "slip": lambda case: case.verify().slips[0].sentence,
    "solve": lambda case, formula, unknown, *wanted: case.solve(formula, unknown, " ".join(wanted)).sentence,
    "source": _source,
    "stated": lambda case, check: _check(case, check).figures.stated.text,
    "strength": lambda case: case.verify().strength[0],
    "title": lambda case: f"{case.name}: {case.text.title}",
    "true_value": lambda case, check: _check(case, check).true_value_sentence,
    "unknown": lambda case: case.verify().not_known[0],
    "ways": lambda case, check: _check(case, check).figures.ways,
    "weak_source": lambda case: _source(case, weak=True),
}
# The command that shows each, where it is another than `verify`, and how many of its words stand behind the case.
COMMANDS: Mapping[str, tuple[str, int]] = {
    **dict.fromkeys(("budget", "dependence", "severity", "true_value", "finding"), ("explain", 1)),
    **dict.fromkeys(("choice", "claim", "event", "hedge", "readings", "ruled_out"), ("explain", 1)),
    **dict.fromkeys(("source", "weak_source", "other_source", "outlets", "mark", "correction"), ("sources", 0)),
    "title": ("list", 0),
    "flip": ("flips", 1),
    "reconcile": ("reconcile", 0),
    "slip": ("slips", 0),
    "solve": ("solve", 9),
}
WHOLE = ("command", "look")  # what is a command itself
