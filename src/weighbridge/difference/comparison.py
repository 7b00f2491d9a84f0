"""Two runs compared: what changed, what moved, what turned, and what turned it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..answers import BADGES
from ..case import Case
from ..verdict import Overall
from .changed_case import Pair, Target
from .difference import Difference
from .figures import incomparable, moved, other_ways
from .inputs import changed_in_results, changed_inputs
from .renames import Renames, renames, under_new_names
from .results import OnlyOne, Renamed, Run, Subject, Trials, Turned
from .snapshot import Snapshot, of_json, of_result
from .trials import SECONDS, Bench

NO_CASE = "a saved result has no inputs that could be changed; compare cases or git revisions to see which turned it"
APART = "made together, the changes that can be made one at a time do not give both results, so none was blamed"
NOTHING_TURNED = "no outcome turned"


def compare(
    before: Case, after: Case, labels: tuple[str, str] = ("before", "after"), seconds: float = SECONDS
) -> Difference:
    """What differs between two cases: inputs, figures, outcomes, and which input turned which outcome.

    Args:
        labels: what the two are called.
        seconds: after which no more changes are tried.

    Raises:
        CaseError: one of the cases cannot be read.

    >>> from weighbridge.case import open_case
    >>> case = open_case("raqqa-2017")
    >>> found = compare(case, case.with_(trucks="20 truck"), ("as written", "20 trucks"))
    >>> [(one.name, one.before, one.after) for one in found.inputs]
    [('trucks', '50 truck', '20 truck')]
    """
    renamed = renames(before, after)
    old = under_new_names(before, renamed)
    first, second = of_result(old.verify()), of_result(after.verify())
    turned = list(_turned(first, second))
    trials = Trials(changes=0, tried=0, unreadable=[], was_cut=False, why_none=NOTHING_TURNED)
    if turned:
        turned, trials = _with_causes(turned, old, after, seconds)
    return Difference(
        before=_run(labels[0], first),
        after=_run(labels[1], second),
        inputs=changed_inputs(old, after, renamed),
        moved=moved(first, second),
        ways=other_ways(first, second),
        turned=turned,
        only_one=_only_one(first, second),
        renamed=_renamed(renamed),
        notes=[*_notes(first, second), *_settings(before, after)],
        trials=trials,
    )


def compare_results(
    before: Any, after: Any, labels: tuple[str, str], files: tuple[str, str] | None = None
) -> Difference:
    """The same of two results that were saved as JSON; what turned an outcome cannot be tried without the case.

    Raises:
        CaseError: one of them is no result.
    """
    first, second = (of_json(one, file) for one, file in zip((before, after), files or labels, strict=True))
    turned = list(_turned(first, second))
    why = NO_CASE if turned else NOTHING_TURNED
    return Difference(
        before=_run(labels[0], first),
        after=_run(labels[1], second),
        inputs=changed_in_results(before, after),
        moved=moved(first, second),
        ways=other_ways(first, second),
        turned=turned,
        only_one=_only_one(first, second),
        renamed=[],
        notes=_notes(first, second),
        trials=Trials(changes=0, tried=0, unreadable=[], was_cut=False, why_none=why),
    )


def _run(label: str, shot: Snapshot) -> Run:
    return Run(label=label, case=shot.case, badge=shot.badge, headline=shot.headline, record=shot.record)


def _outcomes(shot: Snapshot) -> dict[Target, Overall]:
    """Every outcome of a run."""
    found: dict[Target, Overall] = {} if shot.verdict is None else {(Subject.ARTICLE, ""): shot.verdict}
    found |= {(Subject.CLAIM, name): outcome for name, (_, outcome) in shot.claims.items()}
    for check in shot.checks.values():
        found[Subject.CHECK, check.name] = check.outcome
        found[Subject.AS_WRITTEN, check.name] = check.as_written
    return found


def _turned(before: Snapshot, after: Snapshot) -> Iterator[Turned]:
    """The outcomes that differ; that of a check as written only where it says more than that over all ways."""
    old, new = _outcomes(before), _outcomes(after)
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
            before=BADGES[old[target]],
            after=BADGES[outcome],
        )


def _with_causes(turned: list[Turned], before: Case, after: Case, seconds: float) -> tuple[list[Turned], Trials]:
    """The same with what turned each."""
    bench = Bench(Pair.of(before, after), seconds)
    words = {badge: outcome for outcome, badge in BADGES.items()}
    sought: Mapping[Target, tuple[object, object]] = {
        (one.subject, one.name): (words[one.before], words[one.after]) for one in turned
    }
    if not bench.ends_agree(sought):
        return turned, bench.report().model_copy(update={"why_none": APART})
    causes = bench.causes(sought)
    return [
        one.model_copy(update={"causes": causes[one.subject, one.name]}) for one in turned
    ], bench.report()


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


def _renamed(found: Renames) -> list[Renamed]:
    pairs = [
        Renamed(kind=section.removesuffix("s"), before=old, after=new)
        for section, names in found.names.items()
        for old, new in names.items()
    ]
    return pairs + [
        Renamed(kind="option", before=f"{choice}.{old}", after=f"{choice}.{new}")
        for choice, names in found.options.items()
        for old, new in names.items()
    ]


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


def _settings(before: Case, after: Case) -> list[str]:
    """That the two were drawn otherwise, where they were."""
    return [] if before.settings == after.settings else ["The two were drawn with other seeds or other numbers of draws."]
