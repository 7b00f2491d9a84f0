"""What the quantities of a passage imply as formulas of a case, and as checks where the passage states it as well."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..base import pint
from ..quantities import Mention
from ..relations import Family, Operation, Relation, family_of
from ..text import is_percentage, show
from .names import formula_name, free, plural
from .parts import Decide, Decision, DraftedCheck, DraftedClaim, DraftedFormula
from .units import Units

SHORT_QUOTE = 40  # characters of a quotation in a question, so that it keeps to 25 words
LONGEST_CALLED = 60
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
            DraftedFormula(name, place, f"{expression}{times}", unit, _called(relation), reason, decisions)
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


def _called(relation: Relation) -> str:
    """What a figure is called in a sentence, in at most ``LONGEST_CALLED`` characters."""
    above, _, below = relation.unit.partition("/")
    family, what = family_of(above), relation.of or ""
    if family == Family.COUNT:
        what = f"number of {plural(what)}" if what else "number"
    elif family in (Family.MASS, Family.VOLUME, Family.AREA, Family.ENERGY):
        what = f"{family.value} of {what}" if what else family.value
    if relation.operation == Operation.QUOTIENT:
        called = _quotient_called(relation, family, what, below)
    else:
        called = CALLED[relation.operation].format(of=what or "total").replace("the total in all", "the total")
    return called if len(called) <= LONGEST_CALLED else CALLED[Operation.SAME] if not below else "the quotient"


def _quotient_called(relation: Relation, family: Family, what: str, below: str) -> str:
    each = relation.per or below.replace("**2", " squared").replace("**3", " cubed").replace("_", " ")
    if not each:
        is_ratio = family in (Family.COUNT, Family.SHARE)
        return "the ratio of the two" if is_ratio else f"the {family.value} that follows"
    if family == Family.MONEY and below and family_of(below) == Family.MONEY:
        return "the exchange rate"
    if family == Family.MONEY:
        of = f" of {relation.of}" if relation.of else ""
        return f"the price of a {each}{of}" if below else f"the money for each {each}"
    return f"the {what or family.value} for each {each}"


def _quoted(claims: list[DraftedClaim]) -> str:
    """The words of claims, short enough for a question."""
    quotes = [f"“{_short(claim.exact)}”" for claim in claims]
    return quotes[0] if len(quotes) == 1 else f"{', '.join(quotes[:-1])} and {quotes[-1]}"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    if len(plain) <= SHORT_QUOTE:
        return plain
    return f"{plain[:SHORT_QUOTE].rpartition(' ')[0] or plain[:SHORT_QUOTE]} …"
