"""Two runs compared: what moved, what turned, what only one of them has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .difference import Difference
from .figures import incomparable, moved, other_ways
from .results import ChangedInput, OnlyOne, Renamed, Run, Subject, Trials, Turned
from .snapshot import WORDS, Snapshot

Target = tuple[Subject, str]  # an outcome by what it is of, and its name
NOTHING_TURNED: Final = "no outcome turned"


def difference_of(
    shots: tuple[Snapshot, Snapshot],
    labels: tuple[str, str],
    inputs: Sequence[ChangedInput],
    turned: Sequence[Turned],
    trials: Trials,
    renamed: Sequence[Renamed] = (),
    notes: Sequence[str] = (),
) -> Difference:
    """What differs between two runs, from what is compared of each and from what was found of their inputs.

    Args:
        turned: as ``turned_outcomes`` gives them, with what turned each where that is known.
    """
    before, after = shots
    return Difference(
        before=_run(labels[0], before),
        after=_run(labels[1], after),
        inputs=list(inputs),
        moved=moved(before, after),
        ways=other_ways(before, after),
        turned=list(turned),
        only_one=_only_one(before, after),
        renamed=list(renamed),
        notes=[*_notes(before, after), *notes],
        trials=trials,
    )


def untried(why: str) -> Trials:
    """That no change was tried, and why."""
    return Trials(changes=0, tried=0, unreadable=[], was_cut=False, why_none=why)


def _run(label: str, shot: Snapshot) -> Run:
    return Run(label=label, case=shot.case, badge=shot.badge, headline=shot.headline, record=shot.record)


def outcomes(shot: Snapshot) -> dict[Target, str]:
    """Every outcome of a run."""
    found: dict[Target, str] = {} if shot.verdict is None else {(Subject.ARTICLE, ""): shot.verdict}
    found |= {(Subject.CLAIM, name): outcome for name, (_, outcome) in shot.claims.items()}
    for check in shot.checks.values():
        found[Subject.CHECK, check.name] = check.outcome
        found[Subject.AS_WRITTEN, check.name] = check.as_written
    return found


def turned_outcomes(before: Snapshot, after: Snapshot) -> Iterator[Turned]:
    """The outcomes that differ; that of a check as written only where it says more than that over all ways."""
    old, new = outcomes(before), outcomes(after)
    for target, outcome in new.items():
        subject, name = target
        if target not in old or old[target] == outcome:
            continue
        over_all = (Subject.CHECK, name)
        if subject is Subject.AS_WRITTEN and (old[target], outcome) == (old.get(over_all), new.get(over_all)):
            continue
        called = {Subject.ARTICLE: "the article", Subject.CLAIM: after.claims[name][0] if name in after.claims else ""}
        yield Turned(
            subject=subject,
            name=name,
            called=called.get(subject) or after.checks[name].question,
            before=WORDS[old[target]],
            after=WORDS[outcome],
        )


def _only_one(before: Snapshot, after: Snapshot) -> list[OnlyOne]:
    """What only one of the two has: checks, numbers of the article, options, quantities."""
    found = []
    for here, other, in_after in ((before, after, False), (after, before, True)):
        names = here.names
        checks = [("check", name, one.question) for name, one in here.checks.items() if name not in other.checks]
        claims = [("claim", name, quote) for name, (quote, _) in here.claims.items() if name not in other.claims]
        options = [
            ("option", f"{choice}.{option}", names.option(choice, option))
            for choice, several in here.options.items()
            for option in several
            if option not in other.options.get(choice, ())
        ]
        quantities = [("quantity", name, names.of(name)) for name in here.quantities if name not in other.quantities]
        found += [
            OnlyOne(kind=kind, name=name, called=called, in_after=in_after)
            for kind, name, called in (*checks, *claims, *options, *quantities)
        ]
    return found


def _notes(before: Snapshot, after: Snapshot) -> list[str]:
    """What a reader has to know besides."""
    notes = []
    if before.case != after.case:
        notes.append(f"These are two cases, “{before.case}” and “{after.case}”; what they share by name is compared.")
    one, other = before.record, after.record
    if one is None or other is None:
        which = "earlier" if one is None else "later"
        notes.append(f"The {which} result was saved by an older version and does not say what made it.")
    elif one.weighbridge != other.weighbridge:
        notes.append(f"Weighbridge {one.weighbridge} made the earlier result and {other.weighbridge} the later one.")
    elif one.libraries != other.libraries or one.python != other.python:
        notes.append(f"They were made with other libraries: {one.libraries_line} against {other.libraries_line}.")
    if apart := incomparable(before, after):
        several = ", ".join(after.names.of(name) for name in apart)
        notes.append(f"In units that don't convert into each other: {several}.")
    return notes
