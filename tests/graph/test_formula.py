"""The formula language: Python's own arithmetic as oracle, and everything that it must refuse."""

import math
import operator
from functools import reduce
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refusal
from weighbridge.base.errors import RemediedError
from weighbridge.graph.evaluate import Arrays, Constant, Units
from weighbridge.graph.formula import (
    DEEPEST,
    FUNCTIONS,
    INSTEAD,
    LONGEST,
    MOST_OPERATIONS,
    Apply,
    FormulaError,
    Name,
    Number,
    fold,
    names_in,
    parse,
)
from weighbridge.text.units import parse_unit, show

PYTHON = {
    "min": min,
    "max": max,
    "sum": lambda *arguments: reduce(operator.add, arguments),
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "abs": abs,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
}
OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "negative": operator.neg,
    **PYTHON,
}
VALUES = {"x": 2.5, "y1": -3.0, "مال": 0.125, "shares.copper": 7.0}


class Plain:
    """The algebra of Python's own floats."""

    def number(self, number):
        assert number.unit == ""
        return number.value

    def name(self, name):
        return VALUES[name]

    def apply(self, operation, arguments):
        return OPERATORS[operation](*arguments)


def by_python(text):
    names = {**{name: value for name, value in VALUES.items() if "." not in name}, **PYTHON}
    return eval(text, {"__builtins__": {}}, {**names, "shares": SimpleNamespace(copper=7.0)})


def outcome(function, *arguments):
    """A value as text, so that nan equals nan; or the kind of the error."""
    try:
        return repr(function(*arguments))
    except (ArithmeticError, ValueError, TypeError) as error:
        return type(error).__name__


numbers = st.one_of(st.just(0.0), st.floats(1e-290, 1e3), st.sampled_from([0.0, 1.0, 2.0, 3.0, 0.5, 1e-5, 1e16])).map(
    repr
)
leaves = st.one_of(numbers, st.sampled_from(sorted(VALUES)))


def larger(inner):
    blank = st.sampled_from(["", " "])
    return st.one_of(
        st.tuples(inner, blank, st.sampled_from(["+", "-", "*", "/", "**"]), blank, inner).map("".join),
        inner.map(lambda text: f"-{text}"),
        inner.map(lambda text: f"( {text})"),
        st.tuples(st.sampled_from(["sqrt", "exp", "log", "abs", "sin", "cos", "tan"]), inner).map(
            lambda t: f"{t[0]}({t[1]})"
        ),
        st.tuples(st.sampled_from(["min", "max", "sum"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
    )


@given(st.recursive(leaves, larger, max_leaves=12))
def test_means_what_it_means_in_python(text):
    """Brackets are left out at random, so that the order of operations is Python's, to the last bit of every value."""
    assert outcome(lambda: fold(parse(text), Plain())) == outcome(by_python, text)


WORTH = [
    ("1 + 2 * 3", 7),
    ("(1 + 2) * 3", 9),
    ("7 - 4 - 2", 1),  # from the left
    ("64 / 4 / 2", 8),
    ("2 ** 3 ** 2", 512),  # from the right
    ("-2 ** 2", -4),  # a power binds tighter than a sign
    ("(-2) ** 2", 4),
    ("2 ** -1", 0.5),
    ("2 ** -1 * 3", 1.5),
    ("-3 * -4", 12),
    ("1 - -1", 2),
    ("--5", 5),
    ("2 * -3 ** 2", -18),
    ("1.5e3 + 2E-1", 1500.2),
    ("min(4, 2, 3)", 2),
    ("max(4, 2, 3)", 4),
    ("sum(1, 2, 3, 4)", 10),
    ("sum(5)", 5),
    ("sqrt(9) + abs(-2)", 5),
    ("log(exp(2))", 2),
    ("sin(0.5) ** 2 + cos(0.5) ** 2", 1),
    ("tan(0.5) * cos(0.5) - sin(0.5)", 0),
    # Constants of physics: Planck's, and the number of electrons' charges in a coulomb.
    ("6.62607015e-34 / 1.0545718176461565e-34", 2 * math.pi),
    ("6.241509074460763e18 * 1.602176634e-19", 1.0),
    ("1e-290 * 1e290", 1),
    ("0e-400 + 0.0", 0),
    ("min(1, max(2, 3)) ** 2", 1),
    (" \t( ( ( 1 ) ) ) \n", 1),
]


def test_values():
    found = {text: fold(parse(text), Arrays({})) for text, _ in WORTH}
    assert found == pytest.approx(dict(WORTH), rel=1e-15)


def test_arrays_are_numpys_own_arithmetic():
    """Every operation element by element, against Python's."""
    a, b = np.array([0.5, 1.0, 2.0, 7.0]), np.array([3.0, 0.25, 2.0, 1.5])
    pairs = list(zip(a.tolist(), b.tolist(), strict=True))
    for operation, by_python in OPERATORS.items():
        one = operation == "negative" or FUNCTIONS.get(operation) == (1, 1)
        found = fold(Apply(operation, (Name("a"),) if one else (Name("a"), Name("b"))), Arrays({"a": a, "b": b}))
        expected = [by_python(*((x,) if one else (x, y))) for x, y in pairs]
        assert found == pytest.approx(expected, rel=1e-15), operation


WITH_UNITS = [
    ("5 tonne/truck", Number(5.0, "tonne/truck")),
    ("5 tonne / truck", Number(5.0, "tonne / truck")),
    ("0.5 tonne/m**3", Number(0.5, "tonne/m**3")),
    ("1e3 USD", Number(1000.0, "USD")),
    ("12 percent", Number(12.0, "percent")),
    ("2 m ** -2", Number(2.0, "m ** -2")),
]


def test_a_number_takes_the_unit_behind_it():
    assert [(text, parse(text)) for text, _ in WITH_UNITS] == WITH_UNITS


def test_the_unit_ends_where_no_unit_follows():
    assert parse("5 tonne / trucks") == Apply("/", (Number(5.0, "tonne"), Name("trucks")))
    assert parse("5 tonne * 2") == Apply("*", (Number(5.0, "tonne"), Number(2.0, "")))
    assert parse("x + 5 tonne - y") == Apply("-", (Apply("+", (Name("x"), Number(5.0, "tonne"))), Name("y")))
    assert fold(parse("5 short_ton + 1 lb"), Arrays({})) == pytest.approx(10_001 * 0.45359237, rel=1e-15)
    # Right behind a number any spelling will do; behind a sign only a unit's name, for quantities are called `trucks`.
    assert parse("5 tonnes / trucks") == Apply("/", (Number(5.0, "tonnes"), Name("trucks")))
    assert fold(parse("2 lbs + 3 barrels / barrel"), Arrays({"barrel": 1.0})) == pytest.approx(3 + 2 * 0.45359237)


def test_names_in():
    assert names_in(parse("b + a.c * b - min(a, 2)")) == ("a", "a.c", "b")


CHARACTERS = f"it has names, numbers, + - * / ** and the functions {', '.join(sorted(FUNCTIONS))}"
ANY_FUNCTION = "expected one of `abs`, `cos`, `exp`, `log`, `max`, `min`, `sin`, `sqrt`, `sum`, `tan`"


def stray(character, column):
    remedy = INSTEAD.get(character, CHARACTERS)
    return f"`{character}` at column {column} is not part of the formula language; {remedy}"


def found(what, column, expected):
    remedy = INSTEAD.get(what, "see the formula language in docs/cases.md")
    return f"found `{what}` at column {column}, expected {expected}; {remedy}"


def ended(expected):
    return f"found the end of the formula, expected {expected}; see the formula language in docs/cases.md"


TOO_DEEP = f"the formula is nested more than {DEEPEST} deep; split it into several formulas"
END, OPERAND = "an operator or the end", "a name, a number or an opening bracket"


REFUSED = [
    # What would be dangerous if it were executed. It never is.
    ("__import__('os')", f"`__import__` is not a function of the formula language; {ANY_FUNCTION}"),
    ("eval(x)", f"`eval` is not a function of the formula language; {ANY_FUNCTION}"),
    ("x.__class__.__base__", stray(".", 12)),
    ("os.system('rm')", f"`os.system` is not a function of the formula language; {ANY_FUNCTION}"),
    ("(1).real", stray(".", 4)),
    ("a[0]", stray("[", 2)),
    ("{x}", stray("{", 1)),
    ("'x'", stray("'", 1)),
    ('"x"', stray('"', 1)),
    ("x := 1", stray(":", 3)),
    ("x; y", stray(";", 2)),
    ("x\\y", stray("\\", 2)),
    ("a = b", stray("=", 3)),
    ("lambda x: x", found("x", 8, END)),
    ("x if y else z", found("if", 3, END)),
    ("not x", found("x", 5, END)),
    ("x and y", found("and", 3, END)),
    ("sqrt(*x)", found("*", 6, OPERAND)),
    ("sqrt(x=2)", stray("=", 7)),
    # Misspelt or misplaced.
    ("sqr(x)", "`sqr` is not a function of the formula language; did you mean `sqrt`?"),
    ("x y", found("y", 3, END)),
    ("2 x", found("x", 3, END)),
    ("x + + y", found("+", 5, OPERAND)),
    ("x ** ** y", found("**", 6, OPERAND)),
    ("x // y", found("/", 4, OPERAND)),
    ("x % y", stray("%", 3)),
    ("x ^ 2", stray("^", 3)),
    ("x , y", found(",", 3, END)),
    ("1_000", found("_000", 2, END)),
    ("0x10", found("x10", 2, END)),
    (".5", stray(".", 1)),
    ("1.", stray(".", 2)),
    ("a..b", stray(".", 2)),
    ("2.5 m**2.5", stray(".", 9)),
    ("x − y", stray("−", 3)),  # the minus sign of a typesetter
    ("2 × 3", stray("×", 3)),
    # Unbalanced or empty.
    ("", ended(OPERAND)),
    ("  ", ended(OPERAND)),
    ("x +", ended(OPERAND)),
    ("((x)", ended("`)`")),
    ("x)", found(")", 2, END)),
    ("()", found(")", 2, OPERAND)),
    ("min(x, )", found(")", 8, OPERAND)),
    ("min(x y)", found("y", 7, "`)`")),
    # Numbers of which floating point has not all digits.
    ("1.1e290", "`1.1e290` is too large a number; expected at most 10**290"),
    ("2 * 1e999", "`1e999` is too large a number; expected at most 10**290"),
    ("0.9e-290", "`0.9e-290` is too small a number; expected zero, or at least 10**-290"),
    ("x / 0.001e-400", "`0.001e-400` is too small a number; expected zero, or at least 10**-290"),
    # The number of arguments.
    ("sin(x, y)", "`sin` has 2 arguments; it takes 1"),
    ("min(x)", "`min` has 1 arguments; it takes 2 to 9"),
    ("sqrt(x, y)", "`sqrt` has 2 arguments; it takes 1"),
    ("max(1,2,3,4,5,6,7,8,9,10)", "`max` has 10 arguments; it takes 2 to 9"),
    ("sum()", found(")", 5, OPERAND)),
    # Too much of it.
    ("x" * 1_000_000, f"the formula has 1000000 characters, at most {LONGEST}; split it into several formulas"),
    (
        "(" * 400 + "x" + ")" * 400,
        TOO_DEEP,
    ),
    ("-" * 900 + "x", TOO_DEEP),
    ("x" + "**x" * 60, TOO_DEEP),
    ("abs(" * 100 + "x", TOO_DEEP),
    ("x" + "+x" * 101, f"the formula has more than {MOST_OPERATIONS} operations; split it into several formulas"),
]


def test_refused():
    assert [(text, refusal(parse, text, error=FormulaError)) for text, _ in REFUSED] == REFUSED


def test_a_bare_ton_is_refused_in_a_formula_too():
    for text in ("5 ton", "5 mt/truck", "x * 3 tons"):
        with pytest.raises(RemediedError, match="`tonne`"):
            fold(parse(text), Units({"x": parse_unit("one")}))


def test_a_number_beyond_floating_point_is_refused():
    with pytest.raises(FormulaError):
        parse("x + 1e400")


def test_the_longest_and_the_deepest_that_are_allowed():
    assert fold(parse("x" + "+x" * MOST_OPERATIONS), Plain()) == 2.5 * (MOST_OPERATIONS + 1)
    assert parse("(" * DEEPEST + "x" + ")" * DEEPEST) == Name("x")
    assert parse("x".ljust(LONGEST)) == Name("x")


CHARACTERS = st.text(st.sampled_from("xy12.5e+-*/(), \n_\"'[]{}:;@%^=<>!\\²٣é"), max_size=40)
PIECES = st.lists(
    st.sampled_from(["x", "y", "2", "1.5", "+", "-", "*", "/", "**", "(", ")", ",", "sqrt(", "min("]), max_size=6
)


def test_any_text_is_a_formula_or_refused():
    taken = []

    @given(CHARACTERS | PIECES.map(" ".join))
    def look(text):
        try:
            expression = parse(text)
        except FormulaError:
            return
        taken.append(text)
        assert isinstance(expression, Number | Name | Apply)

    look()
    assert len(taken) >= 3


UNITS = {name: parse_unit(unit) for name, unit in (("mass", "tonne"), ("lorries", "truck"), ("money", "USD"))}
UNITS |= {"euros": parse_unit("EUR"), "density": parse_unit("tonne/m**3"), "side": parse_unit("m")}
UNITS |= {"ratio": parse_unit("percent"), "number": parse_unit("one"), "short": parse_unit("short_ton")}


OF_KIND = [
    ("mass / lorries", "tonne/truck"),
    ("money / mass", "USD/tonne"),
    ("density * side ** 3", "tonne"),
    ("density * side * side * side", "tonne"),
    ("sqrt(side ** 2)", "m"),
    ("(side ** 2) ** 0.5", "m"),
    ("mass + short", "tonne"),  # of one kind, though not of one size
    ("min(mass, 5 short_ton, 2 kg)", "tonne"),
    ("-mass", "tonne"),
    ("abs(mass - 5 tonne)", "tonne"),
    ("sum(mass, mass)", "tonne"),
    ("2 * mass / 3", "tonne"),
    ("mass * ratio", "tonne"),
    ("mass * (1 - ratio)", "tonne"),
    ("exp(ratio) + log(mass / short)", "one"),
    ("sin(ratio) + cos(2 * ratio) - tan(mass / short)", "one"),
    ("mass * cos(ratio)", "tonne"),
    ("number ** ratio", "one"),
    ("2 ** ratio", "one"),
    ("mass ** 0", "one"),
    # The sign of an exponent counts.
    ("side ** -1", "one/m"),
    ("mass * side ** -3", "tonne/m**3"),
    ("side ** (-2)", "one/m**2"),
    ("side ** --2", "m**2"),
]


def test_units():
    found = {text: fold(parse(text), Units(UNITS)) for text, _ in OF_KIND}
    kinds = {text: parse_unit("one") if isinstance(unit, Constant) else unit for text, unit in found.items()}
    assert {text: kind.dimensionality for text, kind in kinds.items()} == {
        text: parse_unit(kind).dimensionality for text, kind in OF_KIND
    }


ALIKE = "both sides must measure the same kind of thing"


OF_TWO_KINDS = [
    ("mass + money", f"`+` joins tonne ([mass]) and USD ([currency_usd]); {ALIKE}"),
    ("money - euros", f"`-` joins USD ([currency_usd]) and EUR ([currency_eur]); {ALIKE}"),
    ("mass + 1", f"`+` joins tonne ([mass]) and a bare number (dimensionless); {ALIKE}"),
    ("1 - mass", f"`-` joins a bare number (dimensionless) and tonne ([mass]); {ALIKE}"),
    ("mass - mass / lorries", f"`-` joins tonne ([mass]) and tonne/truck ([mass] / [vehicle]); {ALIKE}"),
    ("min(mass, 5)", f"`min` joins tonne ([mass]) and a bare number (dimensionless); {ALIKE}"),
    ("max(1 truck, 1 person)", f"`max` joins truck ([vehicle]) and person ([person]); {ALIKE}"),
    ("sum(mass, mass, side)", f"`sum` joins tonne ([mass]) and m ([length]); {ALIKE}"),
    ("exp(mass)", f"`exp` joins tonne ([mass]) and a bare number (dimensionless); {ALIKE}"),
    ("sin(mass)", f"`sin` joins tonne ([mass]) and a bare number (dimensionless); {ALIKE}"),
    ("cos(mass / side)", f"`cos` joins tonne/m ([mass] / [length]) and a bare number (dimensionless); {ALIKE}"),
    ("tan(lorries)", f"`tan` joins truck ([vehicle]) and a bare number (dimensionless); {ALIKE}"),
    ("log(money)", f"`log` joins USD ([currency_usd]) and a bare number (dimensionless); {ALIKE}"),
    ("2 ** mass", "an exponent is not a bare number; raise a quantity with a unit to a number only"),
    ("mass ** ratio", "an exponent is not a bare number; raise a quantity with a unit to a number only"),
    ("mass ** mass", "an exponent is not a bare number; raise a quantity with a unit to a number only"),
]


def test_units_that_do_not_fit():
    fitted = lambda text: fold(parse(text), Units(UNITS))  # noqa: E731
    assert [(text, refusal(fitted, text, error=FormulaError)) for text, _ in OF_TWO_KINDS] == OF_TWO_KINDS


@given(st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)), st.sampled_from(["*", "/"]))
def test_units_of_products_are_those_of_pint(one, other, sign):
    found = fold(parse(f"{one} {sign} {other}"), Units(UNITS))
    expected = OPERATORS[sign](1.0 * UNITS[one], 1.0 * UNITS[other]).units
    assert show(found) == show(expected)
