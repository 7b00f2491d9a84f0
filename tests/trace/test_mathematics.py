"""The working in LaTeX: well formed for any case, whatever it says; the same figures as the text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_text import HOSTILE
from small_cases import CASES, HEAD, unfiled
from weighbridge.graph import Relation, parse
from weighbridge.trace.mathematics import equation, latex_formula, latex_text

# name of the formula, the formula, its LaTeX: each operation, each function, and where brackets are needed
FORMULAS = [
    ("a quotient", "a / b", r"\frac{A}{B}"),
    ("a quotient of a quotient", "a / b / c", r"\frac{\frac{A}{B}}{C}"),
    ("a product of sums", "(a + b) * (a - b)", r"\left(A + B\right) \times \left(A - B\right)"),
    ("a sum below the line", "a / (b + c)", r"\frac{A}{B + C}"),
    ("a difference of a difference", "a - (b - c)", r"A - \left(B - C\right)"),
    ("a power", "a ** 2", r"A^{\text{2}}"),
    ("a power of a sum", "(a + b) ** 2", r"\left(A + B\right)^{\text{2}}"),
    ("a power of a quotient", "(a / b) ** 2", r"\left(\frac{A}{B}\right)^{\text{2}}"),
    ("a power of a power", "a ** b ** c", r"A^{B^{C}}"),
    ("a power whose base is one", "(a ** b) ** c", r"\left(A^{B}\right)^{C}"),
    ("the sign", "-a", r"-A"),
    ("a product with the sign", "a * -b", r"A \times \left(-B\right)"),
    ("a quantity in it", "a / 12 tonne", r"\frac{A}{\text{12 tonnes}}"),
    ("the least", "min(a, b)", r"\min\left(A,\ B\right)"),
    ("the greatest of three", "max(a, b, c)", r"\max\left(A,\ B,\ C\right)"),
    ("a root", "sqrt(a * b)", r"\sqrt{A \times B}"),
    ("what is without its sign", "abs(a - b)", r"\left|A - B\right|"),
    ("a logarithm", "log(a) / exp(b)", r"\frac{\ln\left(A\right)}{\exp\left(B\right)}"),
    ("a sum of several", "sum(a, b, c)", r"\operatorname{sum}\left(A,\ B,\ C\right)"),
    ("an angle", "sin(a) + cos(b) - tan(c)", r"\sin\left(A\right) + \cos\left(B\right) - \tan\left(C\right)"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "expected"), [row[1:] for row in FORMULAS], ids=[row[0] for row in FORMULAS])
def test_each_operation_in_latex(formula, expected):
    assert latex_formula(parse(formula), str.upper) == expected
    well_formed(latex_formula(parse(formula), latex_text))


def well_formed(latex: str) -> None:
    """What matplotlib's own reader of TeX takes; braces balance, and nothing but the commands that are meant acts."""
    from matplotlib.mathtext import MathTextParser

    row = latex.replace("&=", "=").lstrip()
    MathTextParser("path").parse(f"${row}$".replace("\\&", ""))  # a sign of TeX that it alone lacks
    commands = set(re.findall(r"\\([A-Za-z]+)", row))
    assert commands <= COMMANDS, commands
    depth = 0
    for sign in re.sub(r"\\.", "", row):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    inside = re.sub(r"\\[A-Za-z]+|\\.", " ", row)
    assert not set("$%&#_~") & set(inside)


COMMANDS = {
    *("text", "frac", "times", "left", "right", "min", "max", "exp", "sin", "cos", "tan", "ln", "sqrt"),
    *("operatorname", "backslash", "sim"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_working_of_every_formula_of_every_case_is_well_formed(opened, name):
    """And has the same figures as the text: each number of the text stands in it."""
    case = opened(name)
    formulas = [one for one in case.model.nodes if isinstance(case.model.node(one, case.choices), Relation)]
    for formula in formulas:
        explained = case[formula].explain()
        assert explained.steps, formula
        for row in explained.steps:
            well_formed(row)
        assert explained.latex.startswith("\\[\\begin{aligned}")
        plain = plain_text(explained.latex)
        for line in explained.chain:
            if " = " in line and "`" not in line and "÷" in line:
                for figure in re.findall(r"\d[\d,.]*\d|\d", line):
                    assert figure in plain, (formula, figure, line)


def plain_text(latex: str) -> str:
    """What stands in the texts of LaTeX."""
    return re.sub(r"\\text\{([^{}]*)\}", r"\1", latex)


def test_the_load_with_its_numbers_and_units(raqqa):
    latex = raqqa.explain("load").latex
    assert r"\text{load} &= \frac{\text{mass}}{\text{trucks}} = \frac{\text{2,500 tonnes}}{\text{50 trucks}}" in latex
    assert r"= \text{50 tonnes a truck}" in latex
    assert r"\frac{\text{2,500 tonnes}}{\text{100 trucks}}" in raqqa.with_(trucks="100 truck").explain("load").latex
    assert raqqa.explain("trucks").latex == ""
    assert raqqa.explain("departure")._repr_latex_() is None


def test_money_and_percent_stand_outside_of_text(raqqa):
    latex = raqqa.explain("share_of_revenue").latex
    assert r"\$\text{750,000}" in latex
    assert r"\text{0.0862}\%" in latex


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(text):
    for one in (text, f"a{text}b", f"{text}}}"):
        well_formed(latex_text(one)) if latex_text(one) else None
        assert "\n" not in latex_text(one)


@given(st.text(max_size=30))
def test_any_text_is_well_formed(text):
    found = latex_text(text)
    assert re.sub(r"\\text\{[^{}\\$%&#_^~]*\}|\\backslash |\\sim |\\[{}$%&#_]", "", found) == ""


def test_a_long_formula_takes_a_row_for_each_step():
    names = {f"a_rather_long_name_{one}": "1,234 tonnes a truck" for one in "abcd"}
    rows = equation("x", parse(" + ".join(names)), names, "4,936 tonnes a truck")
    assert len(rows) == 3
    assert all(row.count("&=") == 1 for row in rows)


def test_a_notebook_shows_mathematics_which_mathjax_sets_and_the_text_which_it_passes_over(raqqa):
    from bs4 import BeautifulSoup

    for shown in (raqqa.explain("load")._repr_html_(), raqqa["load"]._repr_html_()):
        page = BeautifulSoup(shown, "html.parser")
        (mathematics,) = page.select(".weighbridge-mathematics")
        assert {"mathjax_process", "tex2jax_process"} <= set(mathematics["class"])
        assert mathematics.get_text() == raqqa["load"].explain().latex
        text = page.select_one("pre")
        assert "2,500 tonnes ÷ 50 trucks = 50 tonnes a truck" in text.get_text()
        assert text.find_parent(class_="mathjax_ignore") is not None
        assert text.find_parent(class_="mathjax_process") is None


def test_a_page_without_a_network_has_the_text_alone(raqqa, tmp_path):
    nbformat = pytest.importorskip("nbformat")
    from pages import Entry, page

    output = nbformat.v4.new_output("display_data", {"text/html": raqqa.explain("load")._repr_html_()})
    cell = nbformat.v4.new_code_cell("case.explain('load')", outputs=[output])
    path = Path(tmp_path) / "a.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A"), cell]), path)
    made = page(path, [Entry.of(path)])
    assert "\\frac" not in made
    assert "2,500 tonnes ÷ 50 trucks = 50 tonnes a truck" in made


AT_MEANS = f"""{HEAD}
claims:
  load: {{quote: {{exact: x}}, value: 5 tonne}}
assumptions:
  first: {{of: it, reason: r, uniform: {{low: 0 tonne, high: 10 tonne}}}}
  other: {{of: it, reason: r, uniform: {{low: 0 tonne, high: 10 tonne}}}}
formulas:
  least: {{expression: "min(first, other)", unit: tonne, of: it}}
  total: {{expression: first + other, unit: tonne, of: it}}
checks:
  fits: {{question: q, kind: typical, stated: load, at_most: least}}
"""


def test_what_averages_alone_would_give_is_said_where_it_is_not_the_average():
    """The least of two uniform numbers is 10/3 on average, and that of their averages 5; a sum's is its own."""
    case = unfiled(AT_MEANS)
    text = case.explain("least")
    assert "min(5 tonnes, 5 tonnes) = 3.33 tonnes on average" in text
    assert "of the averages alone it would be 5 tonnes; each draw is computed by itself" in text
    assert "averages alone" not in case.explain("total")
