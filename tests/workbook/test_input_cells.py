"""The cells of what goes in: every parameter of every input has one, and the library's figure stands in it."""

import math

import pytest

from small_cases import CASES, case_text, unfiled
from weighbridge.base import RemediedError
from weighbridge.graph import Input, NodeKind, Shares
from weighbridge.text import factor
from weighbridge.uncertainty import BARE, Discrete, Empirical, Point
from weighbridge.workbook.cells import Live
from weighbridge.workbook.inputs import Inputs

# A case with what the project's own cases have not: other units, bounds of parts, cut distributions, words as numbers.
ODD = case_text(
    {
        "range": "5 to 8 tonne",
        "many": "12 truck, hedge: dozens",
        "dozen": "100 truck, hedge: hundreds",
        "fall": "fell by 10 percent",
        "third": "a third",
        "share": "40 percent",
        "half": "7.5 short_ton, rounded_to: 0.5 short_ton, hedge_reason: r",
        "count": "1234 truck, is_a: count",
        "more": "300 kg, hedge: more than",
        "exact": "5 kg, hedge: exactly",
    },
    """
evidence:
  iron: {value: 2200 lb, source: rbss-2112-en, date: 2017}
  door: {value: 3 percent, source: rbss-2112-en, date: 2017}
assumptions:
  leader: {of: it, fixed: {value: {value: 3 tonne, reason: r}}}
  follower: {of: it, fixed: {value: {evidence: leader}}}
  third_one:
    of: it
    uniform: {low: {evidence: iron}, high: {evidence: follower, fair: {low: 2 tonne, high: 4000 kg}}}
    reason: r
  law: {of: it, normal: {mean: {value: 5 tonne, reason: r}, standard_uncertainty: 200 kg, low: 4 tonne}, reason: r}
  log: {of: it, lognormal: {median: 5 tonne, geometric_standard_deviation: 2 one}, reason: r}
  t: {of: it, student_t: {centre: 5 tonne, scale: 1 tonne, degrees_of_freedom: 4 one}, reason: r}
  few: {of: it, discrete: [{value: 1 tonne, weight: 3 one, reason: r}, {value: 2000 kg, weight: 1 one, reason: r}]}
  sample: {of: it, empirical: {table: payloads, column: payload, where: {statistic: mean}}}
  bounds:
    of: it
    reason: r
    composition: {parts: {a: {low: {evidence: door}, high: 60 percent}, b: {high: 0.5 one}, c: {}}}
  free: {of: it, reason: r, composition: {parts: {a: {}, b: {}}}}
  means: {of: it, reason: r, composition: {concentration: 9 one, parts: {a: {mean: 200 lb}, b: {mean: 300 kg}}}}
  plain: {of: it, reason: r, composition: {concentration: 9 one, parts: {a: {mean: 20 percent}, b: {mean: 80 percent}}}}
""",
    one="kind: agrees, stated: range, equals: half",
)


@pytest.fixture(scope="module")
def odd():
    return unfiled(ODD)


def opened_or_odd(name, opened, odd):
    return odd if name == "odd" else opened(name)


def value_in(inputs, reference):
    """What stands in a cell: a number, or what the library computes for its formula."""
    sheet = next(sheet for sheet in inputs.sheets if sheet.name == reference.sheet)
    content = sheet.cells[reference.row, reference.column]
    return content.value if isinstance(content, Live) else content


def expected(case):
    """Every parameter that the library draws or bounds with, in the unit in which its quantity is shown."""
    for name in case.model.nodes:
        node, unit = case.model.node(name, case.choices), factor(case.model.units[name])
        if isinstance(node, Shares):
            parts = node.composition
            for at, part in enumerate(parts.parts):
                if parts.means is not None:
                    yield name, f"mean {part}", parts.means[at]
                else:
                    yield name, f"low {part}", parts.low[at]
                    yield name, f"high {part}", parts.high[at]
            if parts.means is not None:
                yield name, "concentration", parts.concentration
        elif isinstance(node, Input) and node.kind is NodeKind.CLAIM:
            low, high = node.support(case.choices)
            yield from ((name, "low", low / unit), (name, "high", high / unit))
            yield from ((name, "value", node.written[0] / unit), (name, "value high", node.written[1] / unit))
        elif isinstance(node, Input):
            law = node.as_written(case.choices)
            if isinstance(law, Point):
                yield name, "value", law.value / unit
            elif isinstance(law, Discrete):
                for at, (value, weight) in enumerate(zip(law.values, law.weights, strict=True), 1):
                    yield from ((name, f"value {at}", value / unit), (name, f"weight {at}", weight))
            else:
                given = {key: value for key, value in vars(law).items() if math.isfinite(value)}
                left_out = {"low"} if type(law).__name__ == "Lognormal" and law.low == 0 else set()
                for key in given.keys() - left_out:
                    yield name, key, given[key] / (1.0 if key in BARE else unit)


@pytest.mark.parametrize("name", [*sorted(CASES), "odd"])
def test_every_parameter_has_a_cell_with_the_library_s_figure(name, opened, odd):
    case = opened_or_odd(name, opened, odd)
    inputs, wanted = Inputs.of(case), list(expected(case))
    found = {(leaf, key): value_in(inputs, inputs.parameter(leaf, key)) for leaf, key, _ in wanted}
    assert found == pytest.approx({(leaf, key): value for leaf, key, value in wanted}, rel=1e-12)
    assert len(wanted) >= len(inputs.claims.nodes)


def test_no_two_parameters_share_a_cell_but_a_number_that_is_no_range(opened, odd):
    for case in (opened("raqqa-2017"), odd):
        cells = [cell for (_, key), cell in Inputs.of(case).cells.items() if key != "value high"]
        assert len(set(cells)) == len(cells)


@pytest.mark.parametrize(
    ("name", "key", "of", "factors"),
    [
        ("third_one", "low", "'Evidence'!", 0),
        ("third_one", "high", "'Assumptions'!", 2),  # tonnes become pounds, in which the other end is
        ("follower", "value", "'Assumptions'!", 0),
        ("bounds", "low a", "'Assumptions'!", 1),  # percent become a bare number
        ("means", "mean a", "'Assumptions'!", 2),  # pounds beside kilograms
        ("sample", "value 1", "'Evidence'!", 0),
        ("sample", "weight 1", "COUNTIF('Assumptions'!", 0),
    ],
)
def test_what_is_taken_from_elsewhere_is_a_formula_of_its_cell(odd, name, key, of, factors):
    inputs = Inputs.of(odd)
    cell = inputs.parameter(name, key)
    content = inputs.assumptions.sheet.cells[cell.row, cell.column]
    assert of in content.formula
    assert content.formula.count("'Units'!") == factors


def test_a_converted_figure_refers_to_the_factors_of_both_units(opened):
    inputs = Inputs.of(opened("raqqa-2017"))
    tonne, pound = (inputs.factor(opened("raqqa-2017").model.units[name]) for name in ("mass", "trucks"))
    assert value_in(inputs, tonne) == 1000
    assert value_in(inputs, pound) == 1
    assert tonne.sheet == "Units"


def test_the_factor_of_a_product_is_a_formula_of_its_units(opened):
    case = opened("raqqa-2017")
    inputs = Inputs.of(case)
    cell = inputs.factor(case.model.units["price"])  # USD/tonne
    content = inputs.factors.sheet.cells[cell.row, cell.column]
    assert content.formula.count("'Units'!") == 2
    assert content.value == 0.001


def test_an_unknown_parameter_is_refused_with_those_there_are(opened):
    inputs = Inputs.of(opened("raqqa-2017"))
    with pytest.raises(RemediedError, match=r"`convoy_mean_load` has no parameter `mean`; it has low, mode, high"):
        inputs.parameter("convoy_mean_load", "mean")


def test_what_a_reviewer_may_change_looks_like_it_and_what_follows_does_not(opened, odd):
    for case in (opened("raqqa-2017"), opened("iraq-cash"), odd):
        for sheet in Inputs.of(case).sheets:
            for place, style in sheet.styles.items():
                content = sheet.cells[place]
                if style == "input":
                    assert not isinstance(content, Live), (sheet.name, place)
                if isinstance(content, Live):
                    assert style in ("derived", "centred"), (sheet.name, place)


def test_each_source_of_a_figure_has_its_own_address(opened):
    case = opened("raqqa-2017")
    sheet = Inputs.of(case).evidence.sheet
    figures = [case.model.node(name, case.choices).figures[0] for name in Inputs.of(case).evidence.cells]
    known = {case.holdings.sources[key].url for figure in figures for key in figure.sources}
    assert known - {None} <= set(sheet.links.values())


def test_a_sample_s_rows_of_one_origin_share_their_weight(odd):
    node = odd.model.node("sample", odd.choices)
    law = node.as_written(odd.choices)
    assert isinstance(law, Empirical)
    assert len(set(law.weights)) > 1  # else nothing is shared
    inputs = Inputs.of(odd)
    weights = [value_in(inputs, inputs.parameter("sample", f"weight {at}")) for at in range(1, len(law.weights) + 1)]
    assert weights == list(law.weights)
