"""How strongly the evidence speaks for a number, and what would settle it, in the words of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..casefile import Loss
from ..graph import Kind
from ..strength import Settling, information_words, likelihood_ranges_of, likelihood_words, likelihoods_of, settling
from ..text import brief, sentence
from ..verdict import CheckResult, Weigher
from .comparisons import Compared

OVER_ALL = "That is as we read the article; other ways to read it give other figures."


def strength_sentences(weigher: Weigher, checks: Sequence[CheckResult]) -> list[str]:
    """How strongly the evidence speaks, a text for each check with a distribution; that there is none, else.

    Behind it stands how far that goes over all ways to read the article, where any of these moves it.
    """
    said, names = [], weigher.model.names
    for check in (check for check in checks if check.kind == Kind.TYPICAL):
        written = likelihoods_of(weigher, check)[0]
        if written.silent:
            continue
        said.append(likelihood_words.likelihood_sentence(written, names))
        ranges = likelihood_ranges_of(weigher, check)
        if any(one.moved_by for one in ranges.ranges):
            said.append(f"{OVER_ALL} {likelihood_words.ranges_sentence(ranges, names)}")
    return list(dict.fromkeys(said))


def unnoticed(weigher: Weigher, check: CheckResult) -> str:
    """That a number which is off would look as likely, of the largest such error; nothing where evidence speaks."""
    if check.kind != Kind.TYPICAL:
        return ""
    return likelihood_words.unnoticed(likelihoods_of(weigher, check)[0], weigher.model.names)


def settling_sentences(
    weigher: Weigher, checks: Sequence[CheckResult], losses: Mapping[str, Loss] | None = None
) -> list[str]:
    """What would settle the checks that come out in several ways, a text each; silence alone is no such way."""
    said = [
        (check, Compared(weigher, check).stated, information_words.settling_text(one, weigher.model.names))
        for check, one in _open(checks, losses)
    ]
    return [f"{_ways(check)} disagree over {stated}. {text}" for check, stated, text in said]


def _ways(check: CheckResult) -> str:
    """The ways whose disagreement is measured: those that are listed."""
    return "Ways to read the article" if check.tally is None else "Ways to read the article that we looked at"


def settles_most(weigher: Weigher, checks: Sequence[CheckResult]) -> str:
    """What would settle most of each, in one line: ``For 50 tonnes a truck, which convoys count.``"""
    told = [
        (Compared(weigher, check).stated, information_words.foremost(one, weigher.model.names))
        for check, one in _open(checks)
    ]
    said = [f"for {stated}, {most}" for stated, most in told if most]
    return brief([sentence("; ".join(said))], [sentence(one) for one in said]) if said else ""


def _open(
    checks: Sequence[CheckResult], losses: Mapping[str, Loss] | None = None
) -> list[tuple[CheckResult, Settling]]:
    """The checks that come out in several ways, each with what would settle it; silence alone is no such way."""
    found = [(check, settling(check, losses)) for check in checks if check.range.is_wide]
    return [(check, one) for check, one in found if not one.silent]
