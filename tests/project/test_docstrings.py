"""Every public name says what it is: in a docstring, with arguments, shapes, units, errors, source and an example.

The rules, each of which a test below holds:

- What a package lists has a docstring, and so has each public method and property of a class among that,
  if by the class that it is derived from. Its first line is a sentence that ends.
- A function of four arguments or more has ``Args``; of fewer, one that is optional and not told by its name may have.
- What raises an error of the kit in its own body names it, under ``Raises`` or in the text as ``raises ``X````.
- What takes or gives arrays says their shape, and what gives bare floats says their unit, or that they are shares,
  ratios, probabilities and the like, which have none.
- Where a method of the literature is used, the module names its source: author and year, or the clause of a standard.
- Of the public face (``weighbridge.__all__``, the charts, what ``Case`` and ``Quantity`` have) each function and method
  has an example that runs; a property may stand in that of its class.
"""

import ast
import importlib
import inspect
import re
import textwrap
from functools import cache, cached_property
from pathlib import Path

import pytest

import weighbridge
from weighbridge import charts
from weighbridge.case import Case
from weighbridge.quantity import Quantity
from weighbridge.questions import Questions
from weighbridge.report import ReportedCheck, Verification

SOURCE = Path(weighbridge.__file__).parent
MANY = 4  # arguments from which on they are listed
OF_CODE = {"TypeError", "NotImplementedError", "AssertionError", "AttributeError", "StopIteration"}  # none of input
ARRAYS = re.compile(r"ndarray|\bArray\b|NDArray")
SHAPES = re.compile(r"shape|\bdraws\b|\brows?\b|for each|array|\bpoints\b|randomisation", re.IGNORECASE)
FLOATS = re.compile(r"float( \| None)?|tuple\[float, float\]( \| None)?")
UNITS = re.compile(
    r"\bunits?\b|share|probab|factor|ratio|percent|times|\bbits\b|second|width|number of|logarithm|weight|degree|densit"
    r"|variance|\broom\b|how many|price|\brate|exponent|entropy|\bmm\b",
    re.IGNORECASE,
)
# Modules that use a method of the literature or of a standard; what is our own says so in words and stands not here.
METHODS = {
    "uncertainty/any_dependence.py": "Makarov|Williamson",
    "uncertainty/copula.py": r"JCGM|\d{4}",
    "uncertainty/distributions.py": "JCGM 101",
    "uncertainty/estimates.py": "JCGM 101",
    "uncertainty/highest_density.py": r"\d{4}",
    "uncertainty/intervals.py": r"\d{4}",
    "uncertainty/lattice.py": "Cools",
    "uncertainty/minimum.py": r"\d{4}",
    "uncertainty/shortest.py": r"JCGM 101|\d{4}",
    "graph/budget.py": r"Saltelli|Sobol|\d{4}",
    "text/hedges.py": "Ferson",
    "strength/evidence_words.py": "Kass and Raftery",
    "strength/likelihood.py": "Good",
    "checks/whole_numbers.py": "Brown|GRIM",
    "what_if/least_change.py": r"Lawson|\d{4}",
}


def listed():
    """Each name that a package lists, with what it stands for; what several list, once."""
    seen = set()
    for init in sorted(SOURCE.rglob("__init__.py")):
        package = ".".join(["weighbridge", *init.parent.relative_to(SOURCE).parts])
        module = importlib.import_module(package)
        for name in module.__all__:
            held = getattr(module, name)
            if id(held) not in seen and not inspect.ismodule(held):
                seen.add(id(held))
                yield f"{package}.{name}", held


def within(one):
    """The function that a property, a class method or a method with completion of its own is made of; else itself."""
    return next((getattr(one, name) for name in ("func", "fget", "__func__", "function") if hasattr(one, name)), one)


def members(held):
    """The public methods and properties that a class writes itself: name, function, and whether it is called."""
    for name, one in vars(held).items():
        inner = within(one)
        if not name.startswith("_") and inspect.isfunction(inner) and inner.__name__ == name:
            yield name, inner, not isinstance(one, property | cached_property)


@cache
def functions():
    """Every public function, method and property: its path, itself, its docstring, and that of its class."""
    found = []
    for path, held in listed():
        if inspect.isclass(held):
            about = inspect.getdoc(held) or ""
            found += [(f"{path}.{name}", one, told(held, name), about) for name, one, _ in members(held)]
        elif inspect.isfunction(inspect.unwrap(held)):
            found.append((path, inspect.unwrap(held), inspect.getdoc(held) or "", ""))
    return found


def told(held, name):
    """The docstring of a member: its own, or that of the class that it is derived from."""
    for base in held.__mro__:
        one = vars(base).get(name)
        inner = within(one)
        if text := (inspect.isfunction(inner) and inspect.getdoc(inner)):
            return text
    return ""


def parameters(function):
    """The names of its arguments."""
    return [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]


def raised(function):
    """The errors that it raises in its own body, by the names of their classes."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    nodes = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc is not None]
    names = {ast.unparse(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2] for node in nodes}
    return {name for name in names if name[:1].isupper()} - OF_CODE


def lacks_raises(function, text):
    """The errors that a docstring does not name."""
    if "Raises:" in text:
        return set()  # which of several it is, the section says
    named = set(re.findall(r"[Rr]aises? ``(\w+)``", text))
    return raised(function) - named if "aises as" not in text else set()


def lacks_args(function, text):
    """Whether many arguments are left to be guessed."""
    many = parameters(function)
    return len(many) >= MANY and "Args:" not in text and any(f"``{name}``" not in text for name in many)


def lacks_shape(function, text, about):
    """Whether arrays come or go, and nobody says of which shape."""
    return bool(ARRAYS.search(" ".join(map(str, function.__annotations__.values())))) and not SHAPES.search(
        text + about
    )


def lacks_unit(function, text, about):
    """Whether a bare float is given, and nobody says in what."""
    given = function.__annotations__.get("return", "")
    given = getattr(given, "__name__", str(given)) if not isinstance(given, str) else given
    return bool(FLOATS.fullmatch(given)) and not UNITS.search(text + about)


def test_every_public_name_has_a_docstring_whose_first_line_is_a_sentence():
    silent = [path for path, _, text, _ in functions() if not re.match(r"\S.*[.:?!)]", text.partition("\n\n")[0], re.S)]
    silent += [
        path
        for path, held in listed()
        if isinstance(held, type) and held.__doc__ in (None, "", held.__mro__[1].__doc__)
    ]
    assert len(functions()) > 1000
    assert silent == []


def test_many_arguments_are_listed():
    assert [path for path, one, text, _ in functions() if lacks_args(one, text)] == []


def test_errors_that_are_raised_are_named():
    assert {path: found for path, one, text, _ in functions() if (found := lacks_raises(one, text))} == {}


def test_arrays_have_their_shape_told_and_floats_their_unit():
    assert [path for path, one, text, about in functions() if lacks_shape(one, text, about)] == []
    assert [path for path, one, text, about in functions() if lacks_unit(one, text, about)] == []


def test_methods_name_their_source():
    lacking = []
    for path, source in METHODS.items():
        tree = ast.parse((SOURCE / path).read_text(encoding="utf-8"))
        kinds = ast.Module | ast.ClassDef | ast.FunctionDef
        texts = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds)]
        if not any(re.search(source, text) for text in texts):
            lacking.append(path)
    assert lacking == []


def test_the_public_face_shows_how_it_is_used():
    """Functions and methods each by an example; properties in that of their class, or by one of their own."""
    face = [(name, getattr(weighbridge, name)) for name in weighbridge.__all__ if name != "charts"]
    face += [(f"charts.{name}", getattr(charts, name)) for name in charts.__all__]
    lacking = [name for name, held in face if ">>>" not in (inspect.getdoc(held) or "")]
    for held in (Case, Questions, Quantity):
        shown = "\n".join(re.findall(r"(?:>>>|\.\.\.) .*", inspect.getdoc(held) or ""))
        for name, one, is_called in members(held):
            here = ">>>" in (inspect.getdoc(one) or "")
            if not here and (is_called or not re.search(rf"\.{name}\b", shown)):
                lacking.append(f"{held.__name__}.{name}")
    assert lacking == []


def test_what_tab_offers_is_documented():
    """What a notebook's completion lists first of a result and of a check."""
    for held in (Verification, ReportedCheck):
        offered = [name for name in held.FACE if not name.startswith("_")]
        own = {name for base in held.__mro__ for name, _, _ in members(base)} if hasattr(held, "__mro__") else set()
        silent = [name for name in offered if name in own and not told(held, name)]
        assert silent == []


def bad_function(first, second, third, fourth) -> float:
    """Something."""
    raise weighbridge.CaseError([])


def good_function(first, second, third, fourth) -> float:
    """The share of something.

    Args:
        first, second, third, fourth: parts of it.

    Raises:
        CaseError: always.
    """
    raise weighbridge.CaseError([])


@pytest.mark.parametrize("lacks", [lacks_args, lacks_raises, lambda one, text: lacks_unit(one, text, "")])
def test_a_docstring_that_lacks_something_is_found(lacks):
    assert lacks(bad_function, inspect.getdoc(bad_function))
    assert not lacks(good_function, inspect.getdoc(good_function))


def test_a_shape_that_nobody_tells_is_found():
    def reversed_draws(values: "np.ndarray") -> "np.ndarray":  # noqa: F821 (an annotation is read as text)
        """The values."""

    assert lacks_shape(reversed_draws, "The values.", "")
    assert not lacks_shape(reversed_draws, "The values, of any shape.", "")
