"""Agreement is what a check of kind ``agrees`` finds of the same numbers, under each width of their words."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_mentions import made

from small_cases import sections, unfiled
from weighbridge.checks.results import Outcome
from weighbridge.checks.run import outcome_of
from weighbridge.relations import Agreement, Operation, relations
from weighbridge.text import WIDTHS

HEAD = """\
title: T
article: {title: A, url: "https://example.org", language: en}
units:
  bag: {counted: a bag, reason: r}
claims:
"""
CLOSE_OUTCOMES = (Outcome.HOLDS, Outcome.THROUGH_ROUNDING)


def by_case(claims, formula, unit):
    """What a case finds of claims ``a``, ``b`` … and a formula, held against the claim ``stated``, by either width."""
    lines = []
    for name, (value, cue) in claims.items():
        lines.append(f"  {name}: {{quote: {{exact: x}}, value: {value}, hedge: {cue or 'none'}}}")
    text = "\n".join([*lines, sections({"computed": f"{formula} in {unit}"}), "checks:"])
    case = unfiled(f"{HEAD}{text}\n  fits: {{question: Well?, kind: agrees, stated: stated, equals: computed}}\n")
    check = case.model.checks["fits"]
    choices = [{**case.model.reference, **{"hedge width": width}} for width in WIDTHS]
    typical, generous = (outcome_of(case.draws, check, one) for one in choices)
    if typical == Outcome.HOLDS:
        return Agreement.EXACT
    if typical == Outcome.THROUGH_ROUNDING:
        return Agreement.ROUNDED
    return Agreement.LOOSE if Outcome.STRAINED in (typical, generous) or generous in CLOSE_OUTCOMES else Agreement.NO


CASES = {
    "libya": (
        "[69|69 truck] laden with [40,000 each|40000 litre/truck], which means [2,670,000|2670000 litre]",
        {"a": ("69 truck", ""), "b": ("40000 litre/truck", ""), "stated": ("2670000 litre", "")},
        "a * b", "litre", Agreement.LOOSE,
    ),
    "opium": (
        "[6,200|6200 tonne of opium], [26.7|26.7 kg/hectare] on [233,000|233000 hectare]",
        {"a": ("26.7 kg/hectare", ""), "b": ("233000 hectare", ""), "stated": ("6200 tonne", "")},
        "a * b", "tonne", Agreement.ROUNDED,
    ),
    "bags": (
        "[230|230 bag], each containing [50|50 to 70 kg/bag], [12.9|12.9 tonne]",
        {"a": ("230 bag", ""), "b": ("12.9 tonne", ""), "stated": ("50 to 70 kg/bag", "")},
        "b / a", "kg/bag", Agreement.EXACT,
    ),
    "bags that are too light": (
        "[400|400 bag], each containing [50|50 to 70 kg/bag], [12.9|12.9 tonne]",
        {"a": ("400 bag", ""), "b": ("12.9 tonne", ""), "stated": ("50 to 70 kg/bag", "")},
        "b / a", "kg/bag", Agreement.NO,
    ),
    "a fall": (
        "dropped by [30|30 percent~almost@change], from [80|80 million USD~around@before] to [56|56 million USD@after]",
        {"a": ("80 million USD", "around"), "b": ("56 million USD", ""), "stated": ("30 percent", "almost")},
        "(a - b) / a", "percent", Agreement.EXACT,
    ),
    "a fall that is not": (
        "dropped by [10|10 percent@change], from [80|80 million USD@before] to [56|56 million USD@after]",
        {"a": ("80 million USD", ""), "b": ("56 million USD", ""), "stated": ("10 percent", "")},
        "(a - b) / a", "percent", Agreement.NO,
    ),
    "a year of months": (
        "[120,000|120000 truck/month], which [exceeds 1.5|1.5 million truck/year~over]",
        {"a": ("120000 truck/month", ""), "stated": ("1.5 million truck/year", "over")},
        "a", "truck/year", Agreement.LOOSE,
    ),
    "months meet days": (
        "[40|40 to 50 million USD/month] from [40|40 to 50 thousand barrel/day of oil], sold at [10|10 to 35 USD/barrel]",
        {"a": ("40 to 50 million USD/month", ""), "b": ("40 to 50 thousand barrel/day", ""),
         "stated": ("10 to 35 USD/barrel", "")},
        "a / b", "USD/barrel", Agreement.EXACT,
    ),
    "months meet days, a length of a month apart": (
        "[31|31 USD/month] from [1.0|1.000 barrel/day of oil], sold at [1.1|1.107 USD/barrel]",
        {"a": ("31 USD/month", ""), "b": ("1.000 barrel/day", ""), "stated": ("1.107 USD/barrel", "")},
        "a / b", "USD/barrel", Agreement.EXACT,
    ),
    "at least": (
        "[120|120 tonne of coltan], earning [at least $800,000|800000 USD~at least]. A tax of [7|7 USD/kg]",
        {"a": ("120 tonne", ""), "b": ("7 USD/kg", ""), "stated": ("800000 USD", "at least")},
        "a * b", "USD", Agreement.EXACT,
    ),
    "at least, far above": (
        "[120|120 tonne of coltan], earning [at least $800,000|800000 USD~at least]. A tax of [70|70 USD/kg]",
        {"a": ("120 tonne", ""), "b": ("70 USD/kg", ""), "stated": ("800000 USD", "at least")},
        "a * b", "USD", Agreement.LOOSE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_a_passage_says_agrees_as_in_a_case(name):
    text, claims, formula, unit, expected = CASES[name]
    found = [one for one in relations(made(text)) if one.stated is not None]
    assert [one.agreement for one in found] == [by_case(claims, formula, unit)] == [expected]


CUES = ("none", "about", "nearly", "at least", "over", "up to", "exactly", "on average")


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 400),
    st.integers(1, 999),
    st.sampled_from([1, 10, 1000]),
    st.floats(0.5, 2.0),
    st.sampled_from([1, 2, 3]),
    st.lists(st.sampled_from(CUES), min_size=3, max_size=3),
)
def test_any_product_agrees_as_in_a_case(bags, each, size, off, digits, cues):
    total = f"{float(f'{bags * each * size * off:.{digits}g}'):.0f}"
    values = f"{bags} bag", f"{each * size} kg/bag", f"{total} kg"
    text = "[{} bags|{}~{}], [{} each|{}~{}], a total of [{} kg|{}~{}]".format(
        *(part for value, cue in zip(values, cues, strict=True) for part in (value.split()[0], value, cue))
    )
    (one,) = [one for one in relations(made(text)) if one.operation == Operation.PRODUCT]
    claims = {name: (value, cue) for name, value, cue in zip(("a", "b", "stated"), values, cues, strict=True)}
    assert one.agreement == by_case(claims, "a * b", "kg")
