"""What an answer cannot say: why a check is silent, which numbers nothing touches, what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..checks import STANDS, Finding, Outcome
from ..graph import Comparison
from ..text import Event, fitting, sentence
from ..verdict import CheckResult
from . import many_ways

LEGEND = "“Fits” means possible and consistent, not true."
MISSES = "an error of three times would go unnoticed"


def why_silent(finding: Finding, relation: Comparison) -> str:
    """Why a check cannot say anything of a number, as a clause."""
    if finding.not_weighed is not None:
        return "something in it is no number, or has no ends"
    sample = finding.sample
    if sample is not None and sample.too_small:
        rows = "1 value" if sample.rows == 1 else f"{sample.rows} values"
        origins = "1 origin" if sample.origins == 1 else f"{sample.origins} origins"
        return f"{rows} of {origins} are too few to show that more is rare"
    if relation == Comparison.COUNTED_IN:
        return "every number written with so few digits could come from so many"
    said = finding.severity
    if said.step is None and not said.could_have_caught:
        if relation == Comparison.AT_MOST and said.at_three_times in STANDS:
            return "three times as much would fit as well"
        if relation == Comparison.AT_LEAST and said.at_a_third in STANDS:
            return "a third of it would fit as well"
    return MISSES


def of(
    checks: Sequence[CheckResult], untouched: Sequence[str], events: Mapping[str, Event], not_known: Sequence[str] = ()
) -> list[str]:
    """What the answer cannot say, a sentence each; what is true of every answer first."""
    found = [LEGEND, *map(sentence, not_known)]
    for check in checks:
        if check.outcome == Outcome.CANNOT_TELL:
            why = why_silent(check.reference, check.relation)
            found.append(
                sentence(fitting(f"“{check.question}” is not answered: {why}", f"one question is not answered: {why}"))
            )
    found += many_ways.limits(checks)
    for quote in untouched:
        found.append(sentence(fitting(f"no comparison touches “{quote}”", "no comparison touches one of the numbers")))
    for event in events.values():
        many = len(event.candidates)
        found.append(sentence(fitting(f"the article does not give the day; {many} days were tried, each by itself")))
    weak = {key for check in checks for key in check.reference.weak_sources}
    if weak:
        several = "one figure has" if len(weak) == 1 else "some figures have"
        found.append(sentence(f"{several} only a weak source; the list of sources says which and why"))
    return list(dict.fromkeys(found))
