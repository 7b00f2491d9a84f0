"""From the outcomes of checks to a verdict, for a claim and for the article: the rule, step by step.

Outcomes are ordered from best to worst. Under one combination of choices an article is as bad as the worst of its
checks; its verdict is that of the case as written, with the best and the worst that other fair choices lead to. So
nothing that holds can better it, and nothing is gained or lost by asking the same thing twice. A probability under what
is assumed is no p-value of a test among many: there is no correction for the number of checks (G. E. P. Box, "Sampling
and Bayes' inference in scientific modelling and robustness", Journal of the Royal Statistical Society A 143, 1980).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations as pairs_of
from operator import ne

import numpy as np

from ..base import Looked
from ..checks import FROM_BEST_TO_WORST, OUTCOMES, STANDS, Outcome
from .one_apart import OneApart
from .ranges import DEPENDS, Range, Reached
from .results import Agreement, CheckResult, Combination, Question, RuleStep, Verdict
from .tally import Tally
from .together import Part, over_all, rank

Taken = tuple[tuple[str, ...], tuple[Outcome, ...]]  # the options of a combination, and the outcomes that it may be


def turning_choices(
    combinations: Sequence[Combination], silent: frozenset[Outcome] = frozenset({Outcome.CANNOT_TELL})
) -> list[str]:
    """The choices that turn an outcome: two combinations differ in that choice alone, and come out differently.

    A ``silent`` outcome is not a turn: a check that *cannot tell* has lost its severity, and says nothing. Nor is one
    that as many draws as there may be leave open.
    """
    told = [one for one in combinations if not silent & {*one.may_be}]
    turning, apart = [], OneApart([one.choices for one in told])
    for choice in told[0].choices if told else ():
        by_rest: dict[int, list[tuple[Outcome, ...]]] = {}
        for rest, one in zip(apart.without(choice), told, strict=True):
            by_rest.setdefault(rest, []).append(one.may_be)
        turning += [choice] if any(map(_differ, by_rest.values())) else []
    return turning


def turning_alone(combinations: Sequence[Combination]) -> list[str]:
    """The choices that turn the outcome of the case as written, which is the first combination, by themselves."""
    choices, taken = _options(combinations)
    written = taken[0][0]
    near = [(options, may_be) for options, may_be in taken if sum(map(ne, options, written)) <= 1]
    alone = []
    for at, choice in enumerate(choices):
        rest = written[:at] + written[at + 1 :]
        found = [may_be for options, may_be in near if options[:at] + options[at + 1 :] == rest]
        alone += [choice] if _differ([one for one in found if Outcome.CANNOT_TELL not in one]) else []
    return alone


def _differ(several: Sequence[tuple[Outcome, ...]]) -> bool:
    """Whether two of them come out differently, whatever those come to that are left open."""
    return any(not {*one} & {*other} for one, other in pairs_of(dict.fromkeys(several), 2))


def _options(combinations: Sequence[Combination]) -> tuple[list[str], list[Taken]]:
    """The choices that reach a check, and the options taken in each combination with what it may be."""
    choices = list(combinations[0].choices) if combinations else []
    return choices, [(tuple(one.choices[choice] for choice in choices), one.may_be) for one in combinations]


def settled(combinations: Sequence[Combination]) -> list[Combination]:
    """The combinations with the outcomes by which the verdict takes them, where they are left open between several."""
    outcomes = _settled(combinations)
    pairs = zip(combinations, outcomes, strict=True)
    return [one if one.outcome == outcome else replace(one, outcome=outcome) for one, outcome in pairs]


def range_of(combinations: Sequence[Combination]) -> tuple[Range, bool]:
    """How a check comes out over all combinations in which it can tell, and whether there are others.

    The first combination is the case as written. Of several that come out alike the one is named that differs from it
    in the fewest choices. One that is left open between two outcomes adds none that no other has.

    >>> found, silent = range_of([Combination({}, outcome) for outcome in (Outcome.HOLDS, Outcome.CANNOT_TELL)])
    >>> found.overall, silent
    (<Outcome.HOLDS: 'holds'>, True)
    """
    outcomes = _settled(combinations)
    written = combinations[0].choices
    told = [
        Reached(outcome, {choice: option for choice, option in one.choices.items() if option != written[choice]})
        for one, outcome in zip(combinations, outcomes, strict=True)
        if outcome != Outcome.CANNOT_TELL
    ]
    return _range(outcomes[0], told), bool(told) and len(told) < len(outcomes)


def _settled(combinations: Sequence[Combination]) -> list[Outcome]:
    """The outcome of each; where it is left open, one that another combination has for certain, if any does.

    Where none does, one that all which are left open may have: what is not known to differ is not made to.
    """
    known = {one.outcome for one in combinations if len(one.may_be) == 1}
    left_open = [one for one in combinations if not known & {*one.may_be}]
    possible = (outcome for one in left_open for outcome in (one.outcome, *one.may_be))
    shared = next((outcome for outcome in possible if all(outcome in one.may_be for one in left_open)), None)
    known |= {shared} if shared else set()
    return [
        one.outcome if one.outcome in known else next((other for other in one.may_be if other in known), one.outcome)
        for one in combinations
    ]


def _range(as_written: Outcome, told: Iterable[Reached]) -> Range:
    told = sorted(told, key=lambda one: len(one.choices))  # stable: those with as few changes stay in their order
    if not told:
        return Range(as_written)
    rank = FROM_BEST_TO_WORST.index
    best, worst = min(told, key=lambda one: rank(one.outcome)), max(told, key=lambda one: rank(one.outcome))
    return Range(as_written, best, worst)


def turned_by(combinations: Sequence[Combination]) -> tuple[list[str], list[str]]:
    """The choices that turn an outcome that differs, by themselves; and those that do so together with others."""
    alone = turning_alone(combinations)
    # Where two outcomes meet only across a silent one, the choices that lead into the silence are named.
    turning = turning_choices(combinations) or _turning(combinations)
    return alone, [choice for choice in turning if choice not in alone]


def _turning(combinations: Sequence[Combination]) -> list[str]:
    """The choices that turn an outcome, into silence too.

    Where two outcomes meet only across combinations that are left open between them, those that lead from the case as
    written to the best and to the worst.
    """
    turning = turning_choices(combinations, frozenset())
    found, _ = range_of(combinations)
    if turning or not found.is_wide or found.best is None or found.worst is None:
        return turning
    return list(dict.fromkeys([*found.best.choices, *found.worst.choices]))


def weigh(claim: str | None, checks: Sequence[CheckResult], agreements: Sequence[Agreement] = ()) -> Verdict:
    """The verdict that these checks allow, with what their numbers say when all relations are asked for at once.

    A check that is the analyst's own premise counts towards none.

    Args:
        claim: the claim that the verdict is on; none for the article.
    """
    counting = [check for check in checks if check.premise is None]
    together = tuple(one for one in agreements if one.adds)
    joined = {name for one in agreements for name in one.checks}
    found, looked = _over_all([*(check for check in counting if check.name not in joined), *agreements])
    rule = _rule(counting, together, found)
    depending = [check for check in counting if check.depends_on and check.range.is_wide] if found.is_wide else []
    alone = list(dict.fromkeys(choice for check in depending for choice in check.turned_by))
    named = [choice for check in depending for choice in check.depends_on]
    named += [choice for one in together for choice in _turning_together(one)]
    return Verdict(
        claim=claim,
        range=found,
        turned_by=alone,
        depends_on=list(dict.fromkeys([*alone, *named])) if found.is_wide else [],
        checks=[check.name for check in counting],
        rule=rule,
        together=together,
        looked=looked,
        is_sampled=any(one.tally is not None and not one.tally.is_exact for one in (*counting, *agreements)),
    )


def weigh_claim(claim: str, every: Sequence[CheckResult], agreements: Sequence[Agreement] = ()) -> Verdict:
    """The verdict on a number of the article: by the checks that rest on it, and by what it says with others at once.

    Relations that are asked for at once do not count where one that does not rest on this number fails by itself: that
    is no more about this number than if it were asked alone.

    Args:
        claim: its name.
        every: all checks of the case.
        agreements: all relations of the case that are asked for at once.
    """
    checks = [check for check in every if claim in check.claims]
    others = {check.name: check for check in every if claim not in check.claims}
    return weigh(claim, checks, [one for one in agreements if claim in one.claims and _is_about(one, others)])


def _is_about(one: Agreement, others: Mapping[str, CheckResult]) -> bool:
    """Whether what relations say at once is about a number on which some of them do not rest, which are ``others``."""
    worst = [others[name].range.worst for name in one.checks if name in others]
    return one.adds or all(found is None or found.outcome in STANDS for found in worst)


def _turning_together(one: Agreement) -> list[str]:
    """The choices that turn what relations say at once: of very many combinations, where all are known, by all."""
    return one.tally.outcomes.turning() if one.tally and one.tally.outcomes else turning_choices(one.combinations)


def _over_all(parts: Sequence[CheckResult | Agreement]) -> tuple[Range, Looked | None]:
    """The worst of all parts as written, and under the combinations of choices in which that is best and worst.

    A part that is silent under some choices would better what is said there: it counts as it comes out as written, or
    else as the best that it comes to where it tells.
    """
    several = [_part(one) for one in parts]
    written = {choice: options[0] for part in several for choice, options in part.options.items()}
    return over_all(several, written)


def _part(one: CheckResult | Agreement) -> Part:
    """What it says by the choices that turn it."""
    if one.tally is None:
        return _of_listed(one.combinations)
    if one.tally.outcomes is None:
        return _of_sample(one.combinations, one.tally)
    found = one.tally.outcomes
    options, codes = found.by(found.moving())
    told = [outcome for outcome in FROM_BEST_TO_WORST if np.any(codes == OUTCOMES.index(outcome))]
    instead = _instead(found.written, told)
    ranks = np.array([rank(outcome, instead) if _tells(instead) else 0 for outcome in OUTCOMES], dtype=np.int8)
    return Part(options, ranks[codes], found.written, instead)


def _instead(as_written: Outcome, told: Sequence[Outcome]) -> Outcome:
    """What a part counts as where it cannot tell: as it comes out as written, else its best; silent if it is ever."""
    return as_written if _tells(as_written) else min(told, key=FROM_BEST_TO_WORST.index, default=Outcome.CANNOT_TELL)


def _tells(outcome: Outcome) -> bool:
    return outcome != Outcome.CANNOT_TELL


def _of_listed(combinations: Sequence[Combination]) -> Part:
    """That of combinations that are all listed."""
    written, outcomes = combinations[0].choices, _settled(combinations)
    turning = _turning(combinations)
    kept = {
        tuple(one.choices[choice] for choice in turning): outcome
        for one, outcome in zip(combinations, outcomes, strict=True)
        if all(one.choices[choice] == option for choice, option in written.items() if choice not in turning)
    }
    instead = _instead(outcomes[0], [*filter(_tells, kept.values())])
    options = {choice: tuple(dict.fromkeys(taken[at] for taken in kept)) for at, choice in enumerate(turning)}
    places = {choice: {option: at for at, option in enumerate(every)} for choice, every in options.items()}
    ranks = np.zeros([len(every) for every in options.values()], dtype=np.int8)
    for taken, outcome in kept.items() if _tells(instead) else ():
        place = tuple(places[choice][option] for choice, option in zip(turning, taken, strict=True))
        ranks[place] = rank(outcome, instead)
    return Part(options, ranks, outcomes[0], instead)


def _of_sample(combinations: Sequence[Combination], tally: Tally) -> Part:
    """That of combinations of which only some were looked at: others are weighed when they are asked for."""
    turning = _turning(combinations)
    options = {choice: tuple(dict.fromkeys(one.choices[choice] for one in combinations)) for choice in turning}
    found, _ = range_of(combinations)
    told = [found.best.outcome] if found.best else []
    instead = _instead(found.as_written, told)
    return Part(options, None, found.as_written, instead, tally.find, found.best, found.worst)


def _rule(checks: Sequence[CheckResult], together: Sequence[Agreement], over_all: Range) -> list[RuleStep]:
    """The questions in their order, each with the checks that were found, as far as the one that decides."""
    silent = [check.name for check in checks if check.outcome == Outcome.CANNOT_TELL]
    never = [check.name for check in checks if check.outcome in (Outcome.STRAINED, Outcome.FAILS)]
    found = {
        Question.FAILING: [check.name for check in checks if _always(check.range, Outcome.FAILS)],
        Question.APART: [name for one in together for name in one.checks],
        Question.TURNING: [check.name for check in checks if check.outcome == DEPENDS],
        Question.STRAINING: never,
        Question.SILENT: silent,
        Question.ROUNDING: [check.name for check in checks if check.outcome == Outcome.THROUGH_ROUNDING],
        Question.NOTHING_MORE: [],
    }
    decides = _deciding(over_all, bool(found[Question.FAILING]), bool(together))
    steps: list[RuleStep] = []
    for asks, names in found.items():
        steps.append(RuleStep(asks=asks, found=tuple(names), decides=asks == decides))
        if asks == decides:
            break
    return steps


def _always(over_all: Range, outcome: Outcome) -> bool:
    """Whether it comes out so under every fair choice in which it can tell."""
    return over_all.best is not None and over_all.best.outcome == outcome == over_all.worst.outcome


def _deciding(over_all: Range, fails: bool, apart: bool) -> Question:
    """Which question decides: the one that the outcome answers."""
    match over_all.overall:
        case Outcome.CANNOT_TELL:
            return Question.SILENT
        case Outcome.HOLDS:
            return Question.NOTHING_MORE
        case Outcome.THROUGH_ROUNDING:
            return Question.ROUNDING
        case "depends":
            return Question.TURNING
    if fails:
        return Question.FAILING
    return Question.APART if apart and over_all.overall == Outcome.FAILS else Question.STRAINING
