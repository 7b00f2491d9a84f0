"""Results as rows: one function for each table, whether a terminal, a notebook, a page or a CSV file shows it.

A row is a mapping from the heads of the columns to text or numbers. pandas is imported where a frame is asked for, so
that a program that wants JSON does not pay for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..base import needs, visible
from ..casefile import CaseText
from ..checks import Accounts, Entry, Figure, Finding, Side
from ..evidence import Row
from ..graph import Model, Role
from ..strength import Settling, TrueValues, information_words, likelihood_words, true_value_words
from ..text import Names, percent, span, weekday, with_unit
from ..verdict import CheckResult, Combination, in_order
from ..what_if import Swung, turn_words
from . import columns, sentences, sides, workings
from .bibliography import Origin
from .forms import CandidateDay, ReportedCheck, ReportedEvent, ReportedFinding, ReportedVerdict

if TYPE_CHECKING:
    import pandas as pd

Rows = list[dict[str, Any]]

OUTCOME, TIMES = "outcome", "times what is stated"
REACH_HEADS = (f"holds from ({TIMES})", f"middle ({TIMES})", f"holds to ({TIMES})")  # of a combination


def frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a DataFrame, in which nothing stands that cannot be seen."""
    with needs("a table", "notebooks"):
        import pandas as pd

    return pd.DataFrame([{_shown(head): _shown(cell) for head, cell in row.items()} for row in rows])


def _shown(cell: Any) -> Any:
    return visible(cell) if isinstance(cell, str) else cell


def quantity_line(side: Side) -> str:
    """A quantity in one line: ``load: 50 tonne/truck (45.6 to 55.1 with hedges)``."""
    return f"{side.name}: {sides.side(side)}"


# How strongly.


def strength_rows(check: ReportedCheck, names: Names) -> Rows:
    """Likelihood ratios, a row for each option and each direction of error; without columns that are empty in all."""
    return columns.without_empty(likelihood_words.likelihood_rows(check.likelihoods, names))


def likelihood_rows(checks: Sequence[ReportedCheck]) -> Rows:
    """Likelihood ratios for a file, a row for each check, option, factor and direction of error."""
    return [
        {
            "check": check.name,
            "reading": ", ".join(f"{choice}: {option}" for choice, option in one.choices.items()) or "as written",
            "may be": ratio.error.value,
            "times": ratio.factor,
            "likelihood ratio": ratio.ratio.value if ratio.ratio else None,
            "at least": ratio.least,
            "at most": ratio.most,
            "made of": one.basis.value if one.basis else "",
        }
        for check in checks
        for one in check.likelihoods
        for ratio in one.ratios
        if ratio.error in one.seen
    ]


def settling_rows(found: Settling, names: Names) -> Rows:
    """What would settle a check, a row for each choice and each estimate; without columns that are empty in all."""
    return columns.without_empty(information_words.settling_rows(found, names))


def true_value_rows(found: TrueValues) -> Rows:
    """Where the true value lies, a row for each trust and kind of mistake; without columns that are empty in all."""
    return columns.without_empty(true_value_words.true_value_rows(found))


# Findings.


def reading(finding: Finding) -> str:
    """Under what a finding was made: as written, or the one choice in which it differs."""
    return "as written" if finding.changed is None else f"{finding.changed}: {finding.choices[finding.changed]}"


def finding_rows(checks: Sequence[ReportedCheck]) -> Rows:
    """Every finding, a row each: the case as written, then each single change from it."""
    return [_finding(check, finding) for check in checks for finding in check.findings]


def _finding(check: ReportedCheck, finding: Finding) -> dict[str, Any]:
    ruled_out = " (ruled out)" if finding.ruled_out else ""
    return {
        "check": check.name,
        "kind": check.kind,
        "reading": reading(finding),
        "outcome": f"{finding.outcome}{ruled_out}",
        **columns.compared(check.check, (finding.stated, finding.computed), finding.tail_probability, finding.nearest),
        **_in_words(finding),
        "where it changes": sentences.flips_in_words(finding.flips, finding.stated.unit),
    }


def _in_words(finding: Finding) -> dict[str, str]:
    """Both sides of a finding and its tail probability, as text."""
    stated, computed = sides.both_sides(finding)
    return {"stated in words": stated, "computed in words": computed, "probability in words": sentences.chance(finding)}


def mix_rows(check: ReportedCheck) -> Rows:
    """The extent of each part of the mixes that give the stated value, in percent, a row for each finding."""
    rows = []
    for finding in check.findings:
        ends = finding.region.extent if finding.region else {}
        shares = {part: span((100 * low, 100 * high), "%") for part, (low, high) in ends.items()}
        rows.append({"reading": reading(finding), **shares, "outcome": finding.outcome})
    return rows


def severity_rows(checks: Sequence[ReportedCheck]) -> Rows:
    """What each check would have said at other stated values, for the case as written."""
    return [_severity(check.name, check.reference) for check in checks]


def _severity(check: str, finding: Finding) -> dict[str, Any]:
    said, caught = finding.severity, workings.threefold(finding)
    return {
        "check": check,
        "at a third": said.at_a_third,
        "as stated": finding.outcome,
        "at three times": said.at_three_times,
        "at ten times": said.at_ten_times,
        "says the same": workings.same(finding),
        "threefold error caught": f"{percent(caught.caught)} ({caught.error})" if caught else "",
    }


def budget_rows(accounts: Accounts, names: Names) -> Rows:
    """Where the uncertainty comes from, a row for each input, the one that matters most first."""
    unit = with_unit("", accounts.unit).strip()
    return [
        {
            "comes from": " with ".join(map(names.of, entry.inputs)),
            "alone": entry.alone.estimate.rounded(),
            "in all": entry.total.estimate.rounded(),
            "unit": unit,
            "share alone (%)": _in_percent(entry.first_order),
            "share in all (%)": _in_percent(entry.total_index),
            "no source for": ", ".join(_unsupported(entry, names)),
            "set by": ", ".join(entry.inputs),
        }
        for entry in accounts.entries
    ]


def _in_percent(share: Figure) -> float:
    """A share of the variance in percent, to the digits that it supports, and to a tenth at most."""
    return min(max(round(share.estimate.scaled(100).rounded(), 1), 0.0), 100.0)


def _unsupported(entry: Entry, names: Names) -> list[str]:
    """The parameters that no source supports; with what their input is called only where there are several inputs."""
    several = len(entry.inputs) > 1
    bare = [(name, parameter) for name, parameters in entry.unsupported.items() for parameter in parameters]
    spaced = [(names.of(name), " ".join(parameter.split("_"))) for name, parameter in bare]
    return [f"{parameter} of {called}" if several else parameter for called, parameter in spaced]


FLIP_WORDS = ("number", "comes from", "allowed by", "changes there", "answers")


def flip_rows(found: Sequence[Swung]) -> Rows:
    """What each number does to a check as it is moved, a row each, for a file: in numbers, and in words."""
    ordered = sorted(found, key=turn_words.distance)  # as the words are
    words = [{head: row[head] for head in FLIP_WORDS} for row in turn_words.swing_rows(found)]
    return [{"input": one.input, **columns.moved(one), **row} for one, row in zip(ordered, words, strict=True)]


# All combinations of fair choices, and the verdict.


def combination_rows(checks: Sequence[ReportedCheck]) -> Rows:
    """Every combination of fair choices that was run, a row each, with its outcome."""
    return [
        {
            "check": check.name,
            **_choices(one),
            OUTCOME: one.outcome,
            **_numbers(check.check, one),
            **_reach(one),
        }
        for check in checks
        for one in check.combinations
    ]


def specification_rows(combinations: Sequence[Combination]) -> Rows:
    """Every combination of fair choices, a row each, in the order of how much the stated value could be.

    For which multiples of the stated value the check would hold, the middle of the computed side, the outcome.
    """
    return [
        {
            "rank": rank,
            **_reach(one),
            "tail probability": one.tail_probability.value if one.tail_probability else None,
            OUTCOME: one.outcome,
            **_choices(one),
        }
        for rank, one in enumerate(in_order(combinations), start=1)
    ]


def _choices(one: Combination) -> dict[str, str]:
    """The choices of a combination by their names; one that is called like another column is told apart from it."""
    taken = ("check", "rank", OUTCOME, *columns.NAMES, *REACH_HEADS)
    return {f"{name} (choice)" if name in taken else name: option for name, option in one.choices.items()}


def _numbers(check: CheckResult, one: Combination) -> dict[str, Any]:
    """Both sides of a combination, how far off, and its tail probability."""
    return columns.compared(check, one.sides, one.tail_probability) if one.sides else {}


def _reach(one: Combination) -> dict[str, float | None]:
    ends = (one.reach.holds_from, one.reach.middle, one.reach.holds_to)
    return {head: end.value if end else None for head, end in zip(REACH_HEADS, ends, strict=True)}


def rule_rows(verdict: ReportedVerdict) -> Rows:
    """The rule for a verdict, a row for each step, as far as the one that decides."""
    return [
        {"step": step, "asks": one.asks, "found": one.found, "decides": verdict.outcome if one.decides else ""}
        for step, one in enumerate(verdict.rule, start=1)
    ]


def candidate_rows(event: ReportedEvent) -> Rows:
    """The findings under each candidate day, side by side: a row for each check and candidate, in order of checks."""
    found = [(one.check, day, one.finding, one.counts) for day in event.candidates for one in day.outcomes]
    order = list(dict.fromkeys(check for check, *_ in found))
    return [_candidate(*one) for one in sorted(found, key=lambda one: order.index(one[0]))]


def _candidate(check: str, day: CandidateDay, finding: ReportedFinding, counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "check": check,
        "candidate": day.name,
        "weekday": weekday(day.date),
        **_in_words(finding),
        "outcome": finding.outcome,
        "over all other choices": ", ".join(f"{outcome} in {count}" for outcome, count in counts.items()),
    }


# What a case holds.


def version_rows(text: CaseText) -> Rows:
    """Each claim as the article has it, then as other texts and languages have it, a row each."""
    language, source = text.article.language, text.article.source or ""
    own = [(name, language, source, claim.quote.exact, "") for name, claim in text.claims.items()]
    others = [(n, e.language, e.source, e.exact, e.meaning) for n, c in text.claims.items() for e in c.elsewhere]
    heads = ("claim", "language", "source", "words", "meaning")
    return [dict(zip(heads, cells, strict=True)) for cells in (*own, *others)]


def hedge_rows(text: CaseText, model: Model) -> Rows:
    """What the hedge of each claim allows, under both widths, and who says so, a row each."""
    rows = []
    for name in text.claims:
        leaves = [model.node(leaf, model.reference) for leaf in model.leaves(name, model.reference)]
        for hedged in (figure for leaf in leaves for figure in leaf.figures if figure.role is Role.HEDGE):
            rows.append(
                {
                    "claim": name,
                    "taken as": hedged.cue,
                    "allows": hedged.text,
                    "measured by": ", ".join(hedged.sources) or "no source",
                    "our choice": hedged.reason or "",
                }
            )
    return rows


def source_rows(origins: Sequence[Origin]) -> Rows:
    """A row for each source, weakest first, with the number of outlets that share its origin."""
    return [
        {
            "origin": origin.name,
            "outlets": len(origin.outlets),
            "source": outlet.key,
            "citation": outlet.citation,
            "mark": outlet.trust,
            "weak": outlet.weak or "",
            "use": outlet.use,
            "accessed": outlet.accessed or "",
            "rests on it": ", ".join(outlet.rests_on_it),
        }
        for origin in origins
        for outlet in origin.outlets
    ]


def evidence_frame(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows of a table of evidence, a column that holds nothing but numbers as numbers."""
    with needs("a table", "notebooks"):
        import pandas as pd

    def numbers(column: pd.Series) -> pd.Series:
        converted = pd.to_numeric(column, errors="coerce")
        return converted if converted.notna().all() else column  # else as it was, so that a gap stays a gap

    return frame(row.cells for row in rows).apply(numbers)
