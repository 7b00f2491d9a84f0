"""Laws that whole cases obey, those of the project and those made for it: what may not change a verdict does not.

A case is changed as an analyst might have written it otherwise, in its tree, and weighed again.
"""

# ruff: noqa: E501 (a row of a table stands on one line)

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edited_cases import QUANTITIES, edited, outcomes, renamed, verdict_of
from small_cases import CASES, SCRAP, case_text, hedged_claims, sections, unfiled
from weighbridge.checks.results import FROM_BEST_TO_WORST, STANDS
from weighbridge.checks.run import Weighing
from weighbridge.text.units import show

OPEN = {
    "both": ("about", "roughly", "approximately", "around", "near", "close to"),
    "below": ("almost", "nearly", "at most", "less than"),
    "above": ("over", "more than", "at least"),
}
FROM = {"both": "none", "below": "exactly", "above": "exactly"}  # a cue that opens one side closes the other
SMALL = {
    "scrap": SCRAP,
    "fuel": case_text({"n": "69 truck", "each": "40000 litre/truck", "total": "2706000 litre"}, sections({"all": "n * each in litre"}), fits="kind: agrees, stated: total, equals: all"),
    "votes": case_text({"part": "13 of 40", "share": "33 percent", "people": "40 person"}, sections({"in_percent": "part in percent"}), fits="kind: agrees, stated: share, equals: in_percent", whole="kind: agrees, stated: share, counted_in: people"),
    "fall": case_text(hedged_claims("before=404 tonne; after=323 tonne; fall=fell 20 percent"), sections({"change": "after / before - 1 in percent"}), fits="kind: agrees, stated: fall, equals: change"),
    "growth": case_text({"stated": "rose 9 percent"}, sections({}, {"usual": "normal: {mean: {value: 4 percent, sources: [ferson-2015]}, standard_uncertainty: {value: 3 percent, sources: [ferson-2015]}}"}), fits="kind: typical, stated: stated, at_most: usual"),
    "around zero": case_text({"stated": "1.5 percent"}, sections({}, {"usual": "normal: {mean: {value: 0 percent, sources: [ferson-2015]}, standard_uncertainty: {value: 2 percent, sources: [ferson-2015]}}"}), fits="kind: typical, stated: stated, equals: usual"),
}  # fmt: skip
EVERY = (*CASES, *SMALL)


@pytest.fixture(scope="module")
def case_of(opened):
    """A case of the project, or one made for these laws, by its name; opened once."""
    small = {name: unfiled(text) for name, text in SMALL.items()}
    return lambda name: small[name] if name in small else opened(name)


def with_hedge(case, claim, cue):
    def edit(tree):
        tree["claims"][claim].pop("hedge_reason", None)
        tree["claims"][claim]["hedge"] = cue

    return edited(case, edit)


def numbers_of(case):
    """The claims that are a plain number, or readings of one: a direction at all, a range and a proportion have no cue."""
    return [name for name in case.text.claims if name in case.numbers]


@pytest.mark.parametrize("name", EVERY)
def test_loosening_never_tightens(case_of, name):
    """Under every combination of choices, what stands for a number without a cue does not fail for one with it."""
    case = case_of(name)
    for at, claim in enumerate(numbers_of(case)):
        for side, cues in OPEN.items():
            cue = cues[at % len(cues)]
            before, after = outcomes(with_hedge(case, claim, FROM[side])), outcomes(with_hedge(case, claim, cue))
            for check, found in after.items():
                if case.model.checks[check].is_drawn and side != "both":
                    continue  # of a number that is more, as much or more is less probable: its cue opens the other side
                for choices, outcome in found.items():
                    kept = {choice for one in before[check] for choice, _ in one}
                    bare = before[check][frozenset(one for one in choices if one[0] in kept)]
                    assert not (bare in STANDS and outcome == "fails"), (claim, cue, check, dict(choices))


@pytest.mark.parametrize("name", EVERY)
def test_a_check_that_holds_changes_no_verdict(case_of, name):
    case = case_of(name)
    claim = numbers_of(case)[-1]

    def edit(tree):
        tree["checks"]["padding"] = {"question": "Is it itself?", "kind": "agrees", "stated": claim, "equals": claim}

    assert verdict_of(edited(case, edit)) == verdict_of(case)


@pytest.mark.parametrize("name", EVERY)
def test_a_check_that_is_asked_twice_changes_no_verdict(case_of, name):
    case = case_of(name)

    def edit(tree):
        tree["checks"] |= {f"{check} again": dict(asked) for check, asked in tree["checks"].items()}

    assert verdict_of(edited(case, edit)) == verdict_of(case)


TURNED = {"at_most": "at_least", "at_least": "at_most", "equals": "equals"}


@pytest.mark.parametrize("name", EVERY)
def test_an_equation_that_is_turned_or_multiplied_changes_no_verdict(case_of, name):
    """The sides of every check of the article's own numbers are exchanged, and three times as much is compared."""
    case = case_of(name)
    model = case.model

    def turn(tree):
        for asked in tree["checks"].values():
            if asked["kind"] == "agrees" and "equals" in asked:
                asked["stated"], asked["equals"] = asked["equals"], asked["stated"]

    def multiply(tree):
        formulas = tree.setdefault("formulas", {})
        for check, asked in tree["checks"].items():
            if asked["kind"] != "agrees" or "equals" not in asked:
                continue
            for side in ("stated", "equals"):
                unit = show(model.units[asked[side]])
                formulas[f"{check}_{side}"] = {
                    "expression": f"3 * {asked[side]}",
                    "unit": unit,
                    "reason": "three times",
                }
                asked[side] = f"{check}_{side}"

    expected = verdict_of(case)
    assert verdict_of(edited(case, turn)) == expected
    assert verdict_of(edited(case, multiply)) == expected


@pytest.mark.parametrize("name", EVERY)
def test_an_option_that_no_source_supports_changes_no_verdict(case_of, name):
    case = case_of(name)
    claim = next(one for one in reversed(numbers_of(case)) if case.text.claims[one].value)
    size, _, unit = case.text.claims[claim].value.rpartition(" ")

    def edit(tree):
        options = {"as written": {"reason": "r"}, "other": {"reason": "ours", "set": {claim: f"7 {unit}"}}}
        tree.setdefault("alternatives", {})["another"] = {"question": "Or so?", "options": options}

    assert size
    changed = edited(case, edit)
    assert verdict_of(changed) == verdict_of(case)
    assert "another" in changed.verify().choices


@pytest.mark.parametrize("name", EVERY)
def test_names_change_no_verdict(case_of, name):
    """Quantities, checks and options are called otherwise; quantities come in the same order, and so have the same draws."""
    case = case_of(name)
    names = {quantity: f"q_{quantity}" for section in QUANTITIES for quantity in case.document.data.get(section, {})}

    def rename(tree):
        new = renamed(tree, names)
        new["checks"] = {f"z {check}": asked for check, asked in new["checks"].items()}
        for alternative in new.get("alternatives", {}).values():
            alternative["options"] = {f"{option} (so)": inner for option, inner in alternative["options"].items()}
        for name in new.get("alternatives", {}):
            called = new.get("words", {}).get(name, {})
            if "options" in called:
                called["options"] = {f"{option} (so)": clause for option, clause in called["options"].items()}
        tree.clear()
        tree.update(new)

    assert verdict_of(edited(case, rename)) == verdict_of(case)


@pytest.mark.parametrize("name", EVERY)
def test_the_order_of_sections_and_of_what_stands_in_them_changes_no_verdict(case_of, name):
    case = case_of(name)

    def turn(tree):
        turned = {  # units alone stand on those above them
            section: dict(reversed(part.items())) if isinstance(part, dict) and section != "units" else part
            for section, part in tree.items()
        }
        tree.clear()
        tree.update(reversed(turned.items()))

    assert verdict_of(edited(case, turn)) == verdict_of(case)


SAME_UNITS = {
    "tonne/truck": "kg/truck", "USD/tonne": "USD/kg", "percent": "one", "truck/year": "truck/month", "USD/barrel": "USD/litre", "km": "m",
    "kg/person": "tonne/person", "USD/truck": "USD/truck", "tonne": "kg", "truck": "truck", "litre": "barrel", "one": "percent", "USD": "USD",
    "kg/m²": "tonne/hectare", "km²": "hectare", "g/note": "lb/note", "mg/tablet": "g/tablet", "kg/animal": "lb/animal", "USD/day": "USD/hour",
    "USD/troy_ounce": "USD/kg",
}  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_the_unit_of_a_formula_changes_no_outcome(case_of, name):
    case = case_of(name)

    def convert(tree):
        for formula in tree.get("formulas", {}).values():
            formula["unit"] = SAME_UNITS.get(formula["unit"], formula["unit"])

    assert outcomes(edited(case, convert)) == outcomes(case)


# How far a number is taken that is multiplied with its room, and how well a check then comes out.
MULTIPLES = [math.exp(step / 6) for step in range(-24, 25)]


def is_one_hill(ranks):
    """Whether it gets better up to a place and worse from there on."""
    best = ranks.index(min(ranks))
    return ranks[: best + 1] == sorted(ranks[: best + 1], reverse=True) and ranks[best:] == sorted(ranks[best:])


@pytest.mark.parametrize("name", [one for one in EVERY if one != "votes"])  # whole things come in steps
def test_a_number_that_is_multiplied_moves_every_outcome_away_from_where_it_stands(case_of, name):
    """Once a check fails on the way it does not come back; of laws of one mode, and of bounds."""
    case = case_of(name)
    for check in case.model.checks.values():
        answer = Weighing(case.model, case.draws, check, case.choices).answer
        ranks = [FROM_BEST_TO_WORST.index(answer.outcome(multiple)) for multiple in MULTIPLES]
        assert is_one_hill(ranks), (check, ranks)


LAWS = {
    "uniform": "uniform: {{low: {{value: {low} one, reason: r}}, high: {{value: {high} one, reason: r}}}}",
    "triangular": "triangular: {{low: {{value: {low} one, reason: r}}, mode: {{value: {mode} one, reason: r}}, high: {{value: {high} one, reason: r}}}}",
    "pert": "pert: {{low: {{value: {low} one, reason: r}}, mode: {{value: {mode} one, reason: r}}, high: {{value: {high} one, reason: r}}}}",
    "normal": "normal: {{mean: {{value: {mode} one, reason: r}}, standard_uncertainty: {{value: {spread} one, reason: r}}}}",
    "lognormal": "lognormal: {{median: {{value: {mode} one, reason: r}}, geometric_standard_deviation: {{value: 1.6 one, reason: r}}}}",
}  # fmt: skip


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(LAWS)),
    st.integers(1, 60),
    st.integers(2, 60),
    st.floats(0.1, 0.9),
    st.sampled_from(["at_most", "at_least", "equals"]),
    st.sampled_from(["typical", "possible"]),
    st.sampled_from(["none", "about", "exactly"]),
)
def test_a_law_of_one_mode_is_one_hill(kind, low, width, part, relation, asked, cue):
    high, mode = low + width, round(low + part * width, 2)
    if asked == "possible" and kind in ("normal", "lognormal"):
        kind = "uniform"
    law = LAWS[kind].format(low=low, high=high, mode=mode, spread=round(width / 8, 2))
    text = case_text(
        {"stated": f"{mode} one, hedge: {cue}"},
        sections({}, {"usual": law}),
        asked=f"kind: {asked}, stated: stated, {relation}: usual",
    )
    case = unfiled(text)
    answer = Weighing(case.model, case.draws, case.model.check("asked"), case.choices).answer
    ranks = [FROM_BEST_TO_WORST.index(answer.outcome(multiple)) for multiple in MULTIPLES]
    assert is_one_hill(ranks)


@settings(max_examples=40)
@given(
    st.integers(101, 999).filter(lambda digits: digits % 10),
    st.integers(11, 99).filter(lambda digits: digits % 10),
    st.floats(0.9, 1.1),
    st.sampled_from(
        [("tonne", "kg", 3), ("kg", "tonne", -3), ("million USD", "USD", 6), ("km", "m", 3), ("MWh", "kWh", 3)]
    ),
)
def test_the_same_numbers_in_another_unit_have_the_same_outcome(each, many, off, units):
    """Numbers that are not round keep their room: half a unit of the digit that is written last."""
    plain, other, power = units
    total = round(each * many * off)
    total += 1 if total % 10 == 0 else 0

    def outcome(unit, shift):
        texts = {"each": f"{each:d}e{shift} {unit}", "stated": f"{total:d}e{shift} {unit}", "many": f"{many} truck"}
        kept = unit.split()[-1]
        given_ = sections({"computed": f"each * many / 1 truck in {kept}"})
        return verdict_of(unfiled(case_text(texts, given_, asked="kind: agrees, stated: stated, equals: computed")))

    assert outcome(plain, 0) == outcome(other, power)


@settings(max_examples=25)
@given(
    st.integers(2, 99),
    st.integers(2, 99),
    st.integers(-6, 6),
    st.sampled_from(OPEN["both"]),
    st.sampled_from(["a", "b", "stated"]),
    st.sampled_from(["tonne", "person", "percent"]),
)
def test_loosening_any_number_of_a_sum_never_makes_it_fail(a, b, off, cue, loosened, unit):
    texts = {"a": f"{a} {unit}", "b": f"{b} {unit}", "stated": f"{max(a + b + off, 1)} {unit}"}
    given_ = sections({"computed": f"a + b in {unit}"})

    def found(claims):
        return outcomes(unfiled(case_text(claims, given_, asked="kind: agrees, stated: stated, equals: computed")))[
            "asked"
        ]

    bare, loose = found(texts), found({**texts, loosened: f"{texts[loosened]}, hedge: {cue}"})
    for choices, outcome in loose.items():
        kept = {name for one in bare for name, _ in one}
        before = bare[frozenset(one for one in choices if one[0] in kept)]
        assert FROM_BEST_TO_WORST.index(outcome) <= FROM_BEST_TO_WORST.index(before)
