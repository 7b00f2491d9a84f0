"""What was it then? The interval of true values that the evidence and the claim leave together.

Before the claim, the truth is distributed as the case draws the computed side of a *typical* check. The claim changes
that by Bayes' theorem: with a probability that is called trust the number is right within its words, that is within the
room of the stated side, and otherwise it is a mistake of a stated kind. Of a table the next value is drawn from its
predictive law, every row a witness of its own; where origins are fewer than rows, so that they may share what makes
them alike, the ends with one witness for each origin stand beside. Trust is never one hidden number; results are
given for each on a grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..base import Faults, RemediedError, suggestion
from ..checks import Figure, Weighing
from ..graph import Choices, Kind, Model, ModelError, Name, outer_bounds
from ..text import factor, show, significant
from ..uncertainty import DistributionError, Empirical, LogStudent, by_origins, by_rows, quantiles
from ..verdict import Weigher
from .mistakes import Mistake, mistakes_table
from .posterior import ENDS, Evidence
from .predictive_draws import drawn_by_laws
from .results import Basis, Silence, TrueValues

TRUSTS = (0.10, 0.25, 0.50, 0.75, 0.90)
POINTS = 2**15  # a randomisation, of which only those near the claim tell whether it is right
OF_TABLES = 2**13  # the same of predictive laws, of which quantiles take longer
FEWEST = 1000  # draws without which there is no density


def true_values(
    weigher: Weigher,
    check: str,
    choices: Mapping[str, str] | None = None,
    trusts: Sequence[float] = TRUSTS,
    mistakes: Sequence[str | Mistake] | None = None,
) -> TrueValues:
    """The true value of what a check states, for every trust in the source and every kind of mistake.

    Args:
        choices: those that differ from the case as written.
        trusts: probabilities that the number is right within its words, before any evidence.
        mistakes: by name, or kinds of one's own; all of ``mistakes.csv`` where none are given.

    Raises:
        Faults: a trust outside 0 to 1, an unknown kind of mistake, none of either; an unknown choice or option.
        ModelError: there is no such check.
    """
    model = weigher.model
    model.check(check)  # raises where there is none
    kinds = _asked(trusts, mistakes, _unknown(model, choices or {}))
    taken = {**model.reference, **(choices or {})}
    options, given = tuple(sorted(taken.items())), (tuple(trusts), tuple(kinds))
    key = ("true values", model.number, check, options, *given, weigher.draws.settings)
    return model.cache.kept(key, lambda: _found(weigher, check, taken, *given))


def _found(
    weigher: Weigher, check: str, taken: Choices, trusts: Sequence[float], kinds: Sequence[Mistake]
) -> TrueValues:
    """The same, of what may be asked."""
    model, asked = weigher.model, weigher.model.check(check)
    weighing = Weighing(model, weigher.draws, asked, taken)
    found = TrueValues(
        check=check,
        choices={choice: option for choice, option in taken.items() if option != model.reference.get(choice)},
        quantity=asked.stated,
        unit=show(model.units[asked.stated]),
    )
    try:
        silent = _silence(weighing)
        told = {"silent": silent} if silent else _told(weighing, trusts, kinds)
        written = weigher.side(asked.stated, taken).as_written
    except ModelError:
        return found.model_copy(update={"silent": Silence.NOT_A_NUMBER})
    stated = written[0] if written and written[0] == written[1] else None
    return found.model_copy(update={**told, "stated": stated})


def _unknown(model: Model, choices: Mapping[str, str]) -> list[RemediedError]:
    """What is asked for that is no choice of the case, or no option of one."""
    wrong = []
    for name, option in choices.items():
        known = model.choices.get(name)
        if known is None:
            wrong.append(RemediedError(f"there is no choice `{name}`", suggestion(name, model.choices)))
        elif option not in known.options:
            wrong.append(RemediedError(f"`{name}` has no option `{option}`", suggestion(option, known.options)))
    return wrong


def _asked(
    trusts: Sequence[float], mistakes: Sequence[str | Mistake] | None, wrong: Sequence[RemediedError]
) -> list[Mistake]:
    """The kinds of mistake that are asked for, where nothing is wrong with what is asked."""
    table = mistakes_table()
    named = list(table) if mistakes is None else list(mistakes)
    wrong = list(wrong)
    wrong += [
        RemediedError(f"a trust of {trust:g} is not a probability", "give numbers from 0 to 1, such as 0.5")
        for trust in trusts
        if not 0 <= trust <= 1
    ]
    wrong += [
        RemediedError(f"unknown kind of mistake `{one}`", suggestion(one, table))
        for one in named
        if isinstance(one, str) and one not in table
    ]
    if not trusts:
        wrong.append(RemediedError("no trust is given", "give one or more numbers from 0 to 1"))
    if not named:
        wrong.append(RemediedError("no kind of mistake is given", f"name one or more of {', '.join(table)}"))
    if wrong:
        raise Faults(wrong)
    return [table[one] if isinstance(one, str) else one for one in named]


def _silence(weighing: Weighing) -> Silence | None:
    """Why nothing can be given, as far as that is known before anything is drawn."""
    check, model, choices = weighing.check, weighing.model, weighing.choices
    if check.kind != Kind.TYPICAL:
        return Silence.NO_DISTRIBUTION
    if weighing.states_a_direction:
        return Silence.DIRECTION
    if not weighing.scale.is_ratio or any(min(law.values) <= 0 for law in weighing.samples.values()):
        return Silence.NO_MULTIPLES
    drawn = any(model.has_width(one, choices) for one in model.leaves(check.computed, choices))
    return None if drawn or weighing.samples else Silence.NO_DISTRIBUTION


def _told(weighing: Weighing, trusts: Sequence[float], kinds: Sequence[Mistake]) -> dict[str, object]:
    """What there is to tell: the evidence by itself, and the value for each trust and mistake."""
    samples = weighing.samples
    try:
        evidence = _evidence(weighing, {name: by_rows(law) for name, law in samples.items()})
    except DistributionError:
        return {"silent": Silence.FEW_ROWS}
    if isinstance(evidence, Silence):
        return {"silent": evidence}
    least = _least(weighing)
    found = {(mistake.name, trust): evidence.left(trust, mistake, least) for mistake in kinds for trust in trusts}
    values = [value for value in found.values() if value]
    return {
        "least": significant(least),
        "without_the_claim": tuple(map(Figure.of, quantiles(evidence.truth, ENDS))),
        "values": values,
        "excluded": list(dict.fromkeys(mistake for (mistake, _), value in found.items() if value is None)),
        "silent": None if values else Silence.EXCLUDED,
        **(_of_tables(weighing, samples, trusts, kinds) if samples else {"basis": Basis.DRAWS}),
    }


def _of_tables(
    weighing: Weighing, samples: Mapping[str, Empirical], trusts: Iterable[float], kinds: Sequence[Mistake]
) -> dict[str, object]:
    """How many values the smallest table has, and the ends of all intervals where rows of one origin are one value."""
    smallest = min(samples.values(), key=lambda law: (law.origins, len(law.values)))
    counts = {"basis": Basis.VALUES, "rows": len(smallest.values), "origins": smallest.origins}
    try:
        evidence = _evidence(weighing, {name: by_origins(law) for name, law in samples.items()})
    except DistributionError:  # of one witness: anything may be
        return counts
    if isinstance(evidence, Silence):
        return counts
    left = [one for trust in trusts for mistake in kinds if (one := evidence.left(trust, mistake, 1.0))]
    ends = (min(one.low.value for one in left), max(one.high.value for one in left)) if left else None
    return {**counts, "by_origins": ends}


def _evidence(weighing: Weighing, laws: Mapping[str, LogStudent]) -> Evidence | Silence:
    """The draws of both sides in the unit of the stated one, tables drawn by such laws; or why there are none."""
    check, choices, unit = weighing.check, weighing.choices, factor(weighing.model.units[weighing.check.stated])
    draws = drawn_by_laws(weighing, laws)
    settings = draws.settings
    if settings.digits is not None:  # else their number is fixed
        points = OF_TABLES if laws else POINTS
        draws = draws.finer(max(settings.points, min(points, settings.most_points)))
    if draws.size < FEWEST:
        return Silence.FEW_DRAWS
    evidence = Evidence(*(draws.of(name, choices) / unit for name in (check.computed, check.stated)))
    return evidence if evidence.nearness else Silence.SINGLE_VALUES


def _least(weighing: Weighing) -> float:
    """The least that the words of the claim allow, in its unit; below zero that which is nearest to it."""
    model, stated = weighing.model, weighing.check.stated
    low, high = outer_bounds(model, Name(stated), weighing.choices)
    return (low if low > 0 else high) / factor(model.units[stated])
