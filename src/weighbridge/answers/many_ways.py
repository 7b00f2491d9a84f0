"""In how many ways to read an article a check comes out how, where these are too many to be listed.

A sample is called one, with how many ways were drawn and between which shares the answers lie. That all of them came
out alike does not show that no other way would not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..checks import FROM_BEST_TO_WORST
from ..text import in_turn, number, sentence
from ..uncertainty import Interval
from ..verdict import CheckResult, Tally, distinct
from ..what_if import IN_WAYS, PREDICATES

LARGEST = 10**12  # a number of ways that a reader can make something of
AT = "95%"
NOTHING_TURNS = "No fair way to read the article changes this."
SAME_WHERE_LOOKED = "No way to read the article that we looked at changes this; we did not look at all of them."


def ways_in_all(check: CheckResult) -> int:
    """How many ways to read an article there are that differ in what a check compares."""
    return check.tally.ways if check.tally else len(distinct(check.combinations))


def count_words(many: int) -> str:
    """So many, in figures; of more than a trillion, that.

    >>> count_words(1_048_576), count_words(2**200)
    ('1,048,576', 'more than a trillion')
    """
    return f"{many:,}" if many < LARGEST else "more than a trillion"


def percentages(ends: Interval) -> str:
    """Two shares as percentages, rounded outward to a tenth.

    >>> percentages((0.97132, 0.98847)), percentages((0.0, 0.003682))
    ('97.1% to 98.9%', '0% to 0.4%')
    """
    low, high = math.floor(ends[0] * 1000) / 10, math.ceil(ends[1] * 1000) / 10
    return f"{low:g}% to {high:g}%"


def tallied(tally: Tally) -> str:
    """How the ways come out, as a clause: ``fits in 981 of 1,000 ways drawn at random, does not fit in 19``."""
    of = tally.ways if tally.is_exact else tally.drawn
    kind = "to read it" if tally.is_exact else "drawn at random"
    said = [(IN_WAYS[one], many) for one in PREDICATES if (many := tally.counts.get(one))]
    if len(said) == 1:
        return f"{said[0][0]} in all {count_words(of)} ways {kind}"
    first, *others = said
    rest = ", ".join(f"{outcome} in {count_words(many)}" for outcome, many in others)
    return f"{first[0]} in {count_words(first[1])} of {count_words(of)} ways {kind}, {rest}"


def tally_sentences(tally: Tally) -> list[str]:
    """How many ways there are, how many were looked at, how they came out, and what that leaves open."""
    counts = [f"{PREDICATES[one]} in {count_words(many)}" for one in PREDICATES if (many := tally.counts.get(one))]
    if tally.is_exact:
        there = f"There are {count_words(tally.ways)} ways to read it, and each is accounted for."
        return [there, *in_turn("It", counts, "It also")]
    there = f"There are {count_words(tally.ways)} ways to read it, too many to look at each."
    looked = f"We looked at {tally.looked:,} of them, {tally.drawn:,} of these drawn at random."
    among = in_turn(f"Of the {tally.drawn:,} drawn at random, it", counts, "It also")
    return [there, looked, *among, *_shares(tally), *_unseen(tally)]


def _shares(tally: Tally) -> list[str]:
    """Between which shares of all ways each answer lies, where there are several."""
    told = [one for one in PREDICATES if tally.counts.get(one)]
    if len(told) < 2:
        return []
    said = [f"{PREDICATES[one]} in {percentages(tally.between(one))}" for one in told]
    return in_turn(f"Of all ways, with {AT} confidence, it", said, "It also")


def _unseen(tally: Tally) -> list[str]:
    """Which answers none of the drawn ways had, of how large a share they may be all the same."""
    if not any(one not in tally.counts for one in FROM_BEST_TO_WORST):
        return []
    most = math.ceil(tally.unseen * 1000) / 10
    return [f"An answer that none of these had could still be that of up to {most:g}% of all ways."]


def shown_of(tally: Tally, shown: int) -> str:
    """How many of all ways a chart shows.

    >>> from weighbridge.checks import Outcome
    >>> shown_of(Tally(8000, 8000, {Outcome.HOLDS: 8000}, 0, 8000, lambda _: Outcome.HOLDS), 1020)
    'Shown are 1,020 of 8,000 ways to read it.'
    """
    return f"Shown are {shown:,} of {count_words(tally.ways)} ways to read it."


def nothing_turns(checks: Sequence[CheckResult]) -> str:
    """That no way to read an article changes an answer; of those that were looked at, where these are not all."""
    return NOTHING_TURNS if all_known(checks) else SAME_WHERE_LOOKED


def all_known(checks: Sequence[CheckResult]) -> bool:
    """Whether it is known of every way to read an article how each of some checks comes out."""
    return all(check.tally is None or check.tally.is_exact for check in checks)


def tried(checks: Sequence[CheckResult]) -> str:
    """Of how many ways to read an article it is known how its checks come out: of all, or of some for one check."""
    said = _counted(max(map(ways_in_all, checks), default=0))
    if all_known(checks):
        return f"Every fair way to read the article was tried, up to {said} for one question."
    return f"There are up to {said} fair ways to read the article for one question; not all of them were tried."


def _counted(many: int) -> str:
    return number(many, 6) if many < 1_000_000 else count_words(many)


def limits(checks: Sequence[CheckResult]) -> list[str]:
    """What is not known because not every way to read an article was looked at, a sentence for each check."""
    found = []
    for check in checks:
        tally = check.tally
        if tally is None or tally.is_exact:
            continue
        made = f"one comparison was made in {tally.looked:,} of {count_words(tally.ways)} ways to read it"
        found.append(sentence(f"{made}; others may come out otherwise"))
    return found
