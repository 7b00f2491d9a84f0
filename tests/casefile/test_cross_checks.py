"""Faults that show with the whole case in view: unknown names, circles, units, sides of checks."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest

from faulty_case import FITS, LOAD, SHARED, SOME, edited, told
from weighbridge import CaseError, open_case

# name, edits, line, the rest of the one message
FAULTS = [
    # formulas
    ("name", [("mass / trucks", "mas / trucks")], LOAD, "`load`: unknown name `mas` in `mas / trucks`; did you mean `mass`?"),
    ("circle", [("mass / trucks", "load")], LOAD, "the formulas go in a circle: load → load; define one of them by something else"),
    ("circle of two", [("mass / trucks", "turn"), ("formulas:", "formulas:\n  turn: {expression: load, unit: tonne/truck}")], 23, "the formulas go in a circle: turn → load → turn; define one of them by something else"),
    ("unit of a formula", [("    unit: tonne/truck", "    unit: tonne")], 25, "`load`: `mass / trucks` gives tonne/truck, which is not `tonne`; [mass] / [vehicle] against [mass]: mend the formula or its unit"),
    ("misspelt unit of a formula", [("    unit: tonne/truck", "    unit: tonn/truck")], 25, "`load.unit`: unknown unit `tonn`; did you mean `tonne`?"),
    ("sum", [("mass / trucks", "mass + trucks")], LOAD, "`load`: `+` joins tonne ([mass]) and truck ([vehicle]); both sides must measure the same kind of thing"),
    ("Python", [("mass / trucks", "\"__import__('os').system('x')\"")], LOAD, "`load.expression`: `__import__` is not a function of the formula language; expected one of `abs`, `cos`, `exp`, `log`, `max`, `min`, `sin`, `sqrt`, `sum`, `tan`"),
    ("attribute", [("mass / trucks", "mass.__class__")], LOAD, "`load`: unknown name `mass.__class__` in `mass.__class__`; expected one of `limit`, `load`, `mass`, `mix`, `mix.copper`, `mix.iron`, `trucks`, `usual`, `worth`"),
    ("list", [("mass / trucks", '"[x for x in y]"')], LOAD, "`load.expression`: `[` at column 1 is not part of the formula language; it has names, numbers, + - * / ** and the functions abs, cos, exp, log, max, min, sin, sqrt, sum, tan"),
    ("bare number", [("mass / trucks", "mass / trucks / 2")], LOAD, "`load.expression`: the formula holds the number 2; say why in `reason: ...`, or make it evidence or an assumption"),
    ("unclosed", [("mass / trucks", "(mass / trucks")], LOAD, "`load.expression`: found the end of the formula, expected `)`; see the formula language in docs/cases.md"),
    ("long", [("mass / trucks", "mass" + " + mass" * 120_000)], LOAD, "`load.expression`: the formula has 840004 characters, at most 1000; split it into several formulas"),
    ("many", [("mass / trucks", "mass" + "+mass" * 120)], LOAD, "`load.expression`: the formula has more than 100 operations; split it into several formulas"),
    ("nested", [("mass / trucks", "(" * 60 + "mass" + ")" * 60)], LOAD, "`load.expression`: the formula is nested more than 40 deep; split it into several formulas"),
    # checks
    ("side", [("stated: load, at_most: usual}\n  can", "stated: lod, at_most: usual}\n  can")], FITS, "`fits`: unknown name `lod` under `stated`; did you mean `load`?"),
    ("kinds of sides", [("kind: typical, stated: load", "kind: typical, stated: mass")], FITS, "`fits`: cannot compare `mass` in tonne and `usual` in tonne/truck; both sides must measure the same kind of thing"),
    ("two relations", [("at_most: usual", "at_most: usual, at_least: usual")], FITS, "`fits`: a check has one of `at_most`, `at_least`, `equals`, `counted_in`, found 2; keep one of them"),
    ("agrees at most", [("kind: typical", "kind: agrees")], FITS, "a check of kind `agrees` asks whether two sides are equal: write `equals` in `fits`"),
    ("agrees with an assumption", [("kind: typical, stated: load, at_most", "kind: agrees, stated: load, equals")], FITS, "`fits`: `usual` is an assumption, and `agrees` compares what the article states; use `possible` or `typical`"),
    ("typical of nothing", [("at_most: usual}\n  can", "at_most: worth}\n  can")], FITS, "`fits`: `worth` does not say what it is a distribution of; add `of: ...` (one truck, the mean of a convoy, …)"),
    ("no ends", [("    triangular:\n      low: {value: 10 tonne/truck, reason: a guess}\n      mode: {value: 20 tonne/truck, reason: a guess}\n      high: {evidence: limit, reason: a guess}\n", "    normal:\n      mean: {value: 10 tonne/truck, reason: a guess}\n      standard_uncertainty: {value: 2 tonne/truck, reason: a guess}\n"), ("  some: {question: Which?, kind: reachable, stated: load, equals: worth, by: mix}\n", ""), ("usual.mode", "usual.mean")], 28, "`can`: `usual` has no ends, and `possible` asks for bounds; give it `low` and `high`"),
    ("not linear", [("mix.iron * usual", "mix.iron * mix.iron * usual")], SOME, "`some`: `worth` is not linear in the shares of `mix`; `reachable` needs a sum of shares times prices"),
    ("by nothing", [(", by: mix", "")], SOME, "`by` names the composition that is free to choose; `reachable` needs it, other kinds have none in `some`"),
    ("by a claim", [("by: mix", "by: mass")], SOME, "`some`: `mass` is not a composition; name an assumption with `composition`"),
]  # fmt: skip


def test_a_wrong_formula_or_check_is_one_message_with_its_line(folder):
    expected = {name: [f"case.yaml:{line}: {message}"] for name, _, line, message in FAULTS}
    assert {name: told(folder, edited(*edits)) for name, edits, _, _ in FAULTS} == expected


def test_a_check_that_thousands_of_combinations_reach_is_accepted(tmp_path):
    """Choices multiply: eight thousand combinations that count, as those with a source do, are no reason to refuse."""
    names = [f"k{index}" for index in range(12)]
    lines = ["title: T", "article: {title: A, url: u, language: en}", "claims:"]
    lines += ["  stated: {quote: {exact: 1 kg}, value: 1 kg}", "assumptions:"]
    lines += [f"  {name}: {{of: it, reason: r, uniform: {{low: 1 kg, high: 2 kg}}}}" for name in names]
    lines += ["formulas:", f"  total: {{expression: {' + '.join(names)}, unit: kg}}", "alternatives:"]
    for name in names:
        lines.append(
            f"  alt_{name}: {{question: q, options: {{a: {{reason: r}}, b: {{reason: r, sources: [ferson-2015], set: {{{name}.high: 3 kg}}}}}}}}"
        )
    lines += ["checks:", "  fits: {question: q, kind: possible, stated: stated, at_most: total}"]
    (tmp_path / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    case = open_case(str(tmp_path))
    assert case.model.how_many("stated", "total") == 8192


LONG = "".join(f"  g{i}: {{expression: {'a' if i == 0 else f'g{i - 1}'}, unit: tonne}}\n" for i in range(290))


@pytest.mark.parametrize(
    ("formula", "chain", "stated", "message"),
    [
        ("s + s", "", "n", ":9: `f`: `s` is a composition; name a part: `s.i`, `s.c`"),
        ("a", "", "s", ":11: `k`: `s` is a composition; name a part: `s.i`, `s.c`"),
        ("a + g289", LONG, "n", "stands on a chain of 292 formulas, at most 100; join some"),
    ],
)
def test_a_whole_composition_and_a_long_chain_are_told(tmp_path, formula, chain, stated, message):
    (tmp_path / "case.yaml").write_text(SHARED.format(formula=formula, chain=chain, stated=stated), encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        open_case(str(tmp_path))
    assert message in str(caught.value)


LARGE = """\
title: T
article: {{title: A, url: u, language: en}}
claims:
  n: {{quote: {{exact: x}}, value: {value} joule}}
formulas:
  same: {{expression: n * n / n, unit: joule}}
checks:
  c: {{question: q, kind: agrees, stated: n, equals: same}}
"""


def test_very_large_and_very_small_numbers_are_weighed_as_any_other(tmp_path):
    for value in ("6.62607015e-34", "3e-100", "5e31", "3e100"):
        (tmp_path / "case.yaml").write_text(LARGE.format(value=value), encoding="utf-8")
        assert open_case(str(tmp_path)).verify()["c"].overall == "holds", value


def test_what_cannot_be_computed_is_no_infinity_that_fails(tmp_path):
    (tmp_path / "case.yaml").write_text(LARGE.format(value="3e200"), encoding="utf-8")
    with pytest.raises(CaseError, match=":6: `same` is larger than any number that can be computed; check its"):
        open_case(str(tmp_path))


@pytest.mark.parametrize("expression", ["x ** 8", "x ** x", "x ** 4 * x ** 4", "exp(x)"])
def test_bounds_with_but_one_end_that_can_be_computed_are_refused(tmp_path, expression):
    text = LARGE.format(value="1 to 1e50").replace("n * n / n, unit: joule", f"{expression}, unit: one, reason: r")
    text = text.replace("joule", "one").replace("  n:", "  x:").replace("stated: n", "stated: same")
    (tmp_path / "case.yaml").write_text(text.replace("equals: same", "equals: x"), encoding="utf-8")
    with pytest.raises(CaseError, match=":6: `same` may be larger than any number that can be computed; check its"):
        open_case(str(tmp_path))
