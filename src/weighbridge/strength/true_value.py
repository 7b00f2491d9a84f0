"""What was it then? The interval of true values that the evidence and the claim leave together.

Before the claim, the truth is distributed as the case draws the computed side of a *typical* check. The claim changes
that by Bayes' theorem: with a probability that is called trust the number is right within its words, that is within the
room of the stated side, and otherwise it is a mistake of a stated kind. Trust is never one hidden number; results are
given for each on a grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..base import Faults, RemediedError, suggestion
from ..checks import Figure, Weighing
from ..graph import Draws, Kind, ModelError, Name, outer_bounds
from ..text import factor, show, significant
from ..uncertainty import quantiles
from ..verdict import Weigher
from .mistakes import Mistake, mistakes_table
from .posterior import ENDS, Evidence
from .results import Silence, TrueValues

TRUSTS = (0.10, 0.25, 0.50, 0.75, 0.90)
POINTS = 2**15  # a randomisation, of which only those near the claim tell whether it is right
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
        Faults: a trust outside 0 to 1, an unknown kind of mistake, or none of either.
        ModelError: there is no such check.
    """
    kinds = _asked(trusts, mistakes)
    model, asked = weigher.model, weigher.model.check(check)
    taken = {**model.reference, **(choices or {})}
    weighing = Weighing(model, weigher.draws, asked, taken)
    found = TrueValues(
        check=check,
        choices={choice: option for choice, option in taken.items() if option != model.reference.get(choice)},
        quantity=asked.stated,
        unit=show(model.units[asked.stated]),
    )
    try:
        silent = _silence(weighing)
        return found.model_copy(update={"silent": silent} if silent else _told(weigher, weighing, trusts, kinds))
    except ModelError:
        return found.model_copy(update={"silent": Silence.NOT_A_NUMBER})


def _asked(trusts: Sequence[float], mistakes: Sequence[str | Mistake] | None) -> list[Mistake]:
    """The kinds of mistake that are asked for, where nothing is wrong with what is asked."""
    table = mistakes_table()
    named = list(table) if mistakes is None else list(mistakes)
    wrong = [
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
    if not weighing.scale.is_ratio:
        return Silence.NO_MULTIPLES
    if weighing.samples or not any(model.has_width(one, choices) for one in model.leaves(check.computed, choices)):
        return Silence.NO_DISTRIBUTION
    return None


def _told(weigher: Weigher, weighing: Weighing, trusts: Iterable[float], kinds: Iterable[Mistake]) -> dict[str, object]:
    """The evidence by itself, and the value for each trust and mistake with which there is one."""
    name, choices = weighing.check.stated, weighing.choices
    side, unit = weigher.side(name, choices), factor(weighing.model.units[name])
    draws = _dense(weighing.enough)
    if draws.size < FEWEST:
        return {"silent": Silence.FEW_DRAWS}
    evidence = Evidence(*(draws.of(one, choices) / unit for one in (weighing.check.computed, name)))
    if evidence.nearness is None:
        return {"silent": Silence.NO_DISTRIBUTION}
    low, high = outer_bounds(weighing.model, Name(name), choices)
    least = (low if low > 0 else high) / unit
    found = {(mistake.name, trust): evidence.left(trust, mistake, least) for mistake in kinds for trust in trusts}
    values = [value for value in found.values() if value]
    written = side.as_written
    return {
        "stated": written[0] if written and written[0] == written[1] else None,
        "least": significant(least),
        "without_the_claim": tuple(map(Figure.of, quantiles(evidence.truth, ENDS))),
        "values": values,
        "excluded": list(dict.fromkeys(mistake for (mistake, _), value in found.items() if value is None)),
        "silent": None if values else Silence.EXCLUDED,
    }


def _dense(draws: Draws) -> Draws:
    """Draws of which those near one value are still many; as they are where their number is fixed."""
    settings = draws.settings
    return draws if settings.digits is None else draws.finer(max(settings.points, min(POINTS, settings.most_points)))
