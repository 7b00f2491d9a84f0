"""Two cases compared, with what turned each outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..base import weighable
from ..case import Case
from .changed_case import Pair
from .comparison import NOTHING_TURNED, Target, difference_of, turned_outcomes, untried
from .difference import Difference
from .inputs import changed_inputs
from .renames import Renames, renames, under_new_names
from .results import Renamed, Trials, Turned
from .snapshot import WORDS, of_result
from .trials import Bench

NONE_TRIED: Final = "nothing was tried of what turned it; let more be tried with --trials"
APART: Final = "all changes together do not lead from one result to the other, so none is named as the cause"


def compare(
    before: Case, after: Case, labels: tuple[str, str] = ("before", "after"), most: int | None = None
) -> Difference:
    """What differs between two cases: inputs, figures, outcomes, and which input turned which outcome.

    Args:
        labels: what the two are called.
        most: how many sets of changes are tried at most; by the size of the case, where none is given.

    Raises:
        CaseError: one of the cases cannot be read.
        RemediedError: one of them is no case.

    >>> from weighbridge.case import open_case
    >>> case = open_case("raqqa-2017")
    >>> found = compare(case, case.with_(trucks="20 truck"), ("as written", "20 trucks"))
    >>> [(one.name, one.before, one.after) for one in found.inputs]
    [('trucks', '50 truck', '20 truck')]
    """
    renamed = renames(weighable(before), weighable(after))
    old = under_new_names(before, renamed)
    shots = of_result(old.verify()), of_result(after.verify())
    turned, trials = list(turned_outcomes(*shots)), untried(NOTHING_TURNED)
    if turned:
        turned, trials = _with_causes(turned, old, after, most)
    inputs, notes = changed_inputs(old, after, renamed), _settings(before, after)
    return difference_of(shots, labels, inputs, turned, trials, _renamed(renamed), notes)


def _with_causes(turned: list[Turned], before: Case, after: Case, most: int | None) -> tuple[list[Turned], Trials]:
    """The same with what turned each."""
    bench = Bench(Pair.of(before, after), most)
    known = {word: outcome for outcome, word in WORDS.items()}
    sought: Mapping[Target, tuple[str, str]] = {
        (one.subject, one.name): (known[one.before], known[one.after]) for one in turned
    }
    if not bench.ends_agree(sought):
        why = NONE_TRIED if bench.was_cut else APART
        return turned, bench.report().model_copy(update={"why_none": why})
    causes = bench.causes(sought)
    return [one.model_copy(update={"causes": causes[one.subject, one.name]}) for one in turned], bench.report()


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


def _settings(before: Case, after: Case) -> list[str]:
    """That the two were drawn otherwise, where they were."""
    return (
        [] if before.settings == after.settings else ["The two were drawn with other seeds or other numbers of draws."]
    )
