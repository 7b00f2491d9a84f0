"""What the quantities of a passage imply as formulas of a case, and as checks where the passage states it as well."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pint

from ..quantities import Mention
from ..relations import Operation, Relation
from ..text import is_percentage, show
from .names import formula_name, free
from .parts import Decide, Decision, DraftedCheck, DraftedClaim, DraftedFormula
from .units import Units

SHORT_QUOTE = 40  # characters of a quotation in a question, so that it keeps to 25 words
TIMES = ("day", "week", "month", "year", "hour", "minute", "second")
CALLED = {
    Operation.PRODUCT: "the {of} in all",
    Operation.SUM: "the sum of the {of}",
    Operation.DIFFERENCE: "the difference",
    Operation.SHARE: "the share",
    Operation.GROWTH: "the change",
    Operation.SAME: "the same, said in another way",
}
QUESTIONS = {
    Operation.QUOTIENT: "Is {stated} what {terms} come to?",
    Operation.PRODUCT: "Is {stated} what {terms} come to?",
    Operation.SUM: "Do {terms} add up to {stated}?",
    Operation.DIFFERENCE: "Is {stated} the difference of {terms}?",
    Operation.SHARE: "Is {stated} the share that {terms} make?",
    Operation.GROWTH: "Is {stated} the change from {terms}?",
    Operation.SAME: "Do {terms} and {stated} say the same?",
}


class Formulas:
    """Makes formulas and checks of the claims of a draft."""

    def __init__(self, units: Units, claims: Mapping[int, DraftedClaim], mentions: tuple[Mention, ...]) -> None:
        """Take the units, the claims by the places of their quantities, and the quantities."""
        self._units, self._claims, self._mentions = units, claims, mentions
        self.formulas: list[DraftedFormula] = []
        self.checks: list[DraftedCheck] = []

    @property
    def names(self) -> set[str]:
        """The names that are taken."""
        own = [one.name for one in (*self.formulas, *self.checks)]
        return {*own, *(claim.name for claim in self._claims.values()), *self._units.declared}

    def add(self, place: int, relation: Relation) -> bool:
        """Add a relation, with its check where the passage states it; False where a case cannot write it."""
        if any(term not in self._claims for term in relation.terms):
            return False
        kind = self._kind(relation)
        stated = self._claims.get(relation.stated) if relation.stated is not None else None
        wanted = self._unit_of(relation.stated) if relation.stated is not None and stated else None
        times, reason = "", ""
        if kind is not None and wanted is not None and kind.dimensionality != wanted.dimensionality:
            times, reason = _time_between(kind, wanted)
            kind = wanted if times else kind
        unit = self._units.spelled(relation.unit, relation.of, relation.per, kind) if kind is not None else ""
        unit = unit or (self._spelled_as(relation, kind) if kind is not None else "")
        if not unit:
            return False
        expression = re.sub(r"\bq(\d+)\b", lambda found: self._claims[int(found[1])].name, relation.expression)
        terms = [self._claims[term] for term in relation.terms]
        name = formula_name(relation, [term.name for term in terms], self.names)
        decisions = () if relation.link.is_sure else (Decision(Decide.LINK, _quoted(terms)),)
        self.formulas.append(
            DraftedFormula(name, place, f"{expression}{times}", unit, _called(relation, name), reason, decisions)
        )
        if stated:
            question = QUESTIONS[relation.operation].format(stated=_quoted([stated]), terms=_quoted(terms))
            check = free(f"{name}_as_stated", self.names)
            self.checks.append(DraftedCheck(check, question, stated.name, name))
        return True

    def _unit_of(self, place: int) -> pint.Unit | None:
        claim = self._claims[place]
        value = claim.value or claim.readings[0].value
        written = self._units.written(value)
        return written.unit if written else None

    def _kind(self, relation: Relation) -> pint.Unit | None:
        """A unit of the kind that the expression gives; None where the claims have none."""
        units = [self._unit_of(term) for term in relation.terms]
        known = [unit for unit in units if unit is not None]
        if len(known) < len(units) or not known:
            return None
        if relation.operation == Operation.PRODUCT:
            found = known[0]
            for unit in known[1:]:
                found = found * unit
            return found
        if relation.operation in (Operation.QUOTIENT, Operation.SHARE, Operation.GROWTH):
            return known[0] / known[-1]
        return known[0]

    def _spelled_as(self, relation: Relation, kind: pint.Unit) -> str:
        """The unit of a claim of the same kind, where the relation's own is none that a case can write."""
        for place in (relation.stated, *relation.terms):
            unit = self._unit_of(place) if place is not None and place in self._claims else None
            if unit is not None and unit.dimensionality == kind.dimensionality:
                value = self._claims[place].value or self._claims[place].readings[0].value
                return value.split()[-1]
        return "percent" if kind.dimensionless and is_percentage(kind) else "one" if kind.dimensionless else ""


def _time_between(kind: pint.Unit, wanted: pint.Unit) -> tuple[str, str]:
    """What brings a figure to the time that the statement is for, and why; empty texts where that is not it.

    "120 tonnes, earning $800,000 a month" gives both for a month, and says so once.
    """
    named = f"{show(kind)} {show(wanted)}"
    time = next((one for one in TIMES if re.search(rf"\b{one}\b", named)), "")
    for unit, sign in ((kind / wanted, " / "), (wanted / kind, " * ")):
        if time and dict(unit.dimensionality) == {"[time]": 1}:
            return f"{sign}1 {time}", f"the passage gives both for one {time}"
    return "", ""


def _called(relation: Relation, name: str) -> str:
    """What a figure is called in a sentence."""
    what = (relation.of or "").replace("_", " ")
    if relation.operation == Operation.QUOTIENT:
        each = relation.per or relation.unit.partition("/")[2].replace("**", "")
        if not each:
            return "the ratio of the two"
        unit = relation.unit.partition("/")[0]
        return f"the {what or ('number' if unit == 'one' else unit)} for each {each}".replace("_", " ")
    return CALLED[relation.operation].format(of=what or "total").replace("the total in all", "the total")


def _quoted(claims: list[DraftedClaim]) -> str:
    """The words of claims, short enough for a question."""
    quotes = [f"“{_short(claim.exact)}”" for claim in claims]
    return quotes[0] if len(quotes) == 1 else f"{', '.join(quotes[:-1])} and {quotes[-1]}"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    if len(plain) <= SHORT_QUOTE:
        return plain
    return f"{plain[:SHORT_QUOTE].rpartition(' ')[0] or plain[:SHORT_QUOTE]} …"
