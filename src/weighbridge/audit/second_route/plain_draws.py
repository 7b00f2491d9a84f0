"""Tails computed a second way: pseudo-random draws of numpy's own distributions, formulas by Python's parser.

Neither the lattice rule nor the quantile functions of the kit are used, so that an error in either shows.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import numpy as np

from ...uncertainty import Distribution
from .plain_units import OneRoute

COUNT = 2**17
ROUNDS = 60  # of drawing anew what lies beyond the ends of a law
_SEED = 20170302

Array = np.ndarray
_OPERATIONS: dict[type, Callable[[Array, Array], Array]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
_FUNCTIONS: dict[str, Callable[..., Array]] = {
    "min": lambda *found: reduce(np.minimum, found),
    "max": lambda *found: reduce(np.maximum, found),
    "sum": lambda *found: reduce(np.add, found),
    **{"sqrt": np.sqrt, "exp": np.exp, "log": np.log, "abs": np.abs, "sin": np.sin, "cos": np.cos, "tan": np.tan},
}


def generator(name: str) -> np.random.Generator:
    """A generator of its own for each input, the same in every run."""
    return np.random.default_rng([_SEED, *name.encode()])


def draws_of(law: Distribution, random: np.random.Generator) -> Array:
    """Draws of a distribution by its parameters; raises ``OneRoute`` for one that isn't drawn here.

    >>> from weighbridge.uncertainty import KINDS
    >>> round(float(draws_of(KINDS["triangular"](15.0, 30.0, 60.0), generator("a")).mean()), 1)
    35.0
    """
    given: Any = law
    match law.kind:
        case "fixed":
            return np.full(COUNT, given.value)
        case "uniform":
            return random.uniform(given.low, given.high, COUNT)
        case "triangular" if given.low < given.high:
            return random.triangular(given.low, given.mode, given.high, COUNT)
        case "pert" if given.low < given.high:
            width = given.high - given.low
            first = 1 + 4 * (given.mode - given.low) / width
            return given.low + width * random.beta(first, 6 - first, COUNT)
        case "normal":
            return _within(given, lambda n: random.normal(given.mean, given.standard_uncertainty, n))
        case "lognormal":
            mean, sigma = math.log(given.median), math.log(given.geometric_standard_deviation)
            return _within(given, lambda n: random.lognormal(mean, sigma, n))
        case "student_t":
            return _within(given, lambda n: given.centre + given.scale * random.standard_t(given.degrees_of_freedom, n))
        case "discrete":
            weights = np.asarray(given.weights) / sum(given.weights)
            return random.choice(np.asarray(given.values), COUNT, p=weights)
    raise OneRoute(f"a distribution of the kind {law.kind or type(law).__name__}")


def _within(law: Any, draw: Callable[[int], Array]) -> Array:
    """Draws between the ends of a law: those beyond are drawn anew."""
    found = draw(COUNT)
    for _ in range(ROUNDS):
        beyond = (found < law.low) | (found > law.high)
        if not beyond.any():
            return found
        found[beyond] = draw(int(beyond.sum()))
    raise OneRoute("a law of which next to nothing lies between its ends")


def value_of(tree: ast.expr, values: Mapping[str, Array | float]) -> Array:
    """A formula over draws, by the names in its tree; raises ``OneRoute`` for an operation that isn't known here."""
    match tree:
        case ast.Name(id=name):
            return np.asarray(values[name])
        case ast.Constant(value=int() | float() as value):
            return np.asarray(float(value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value_of(operand, values)
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in _OPERATIONS:
            with np.errstate(all="ignore"):
                return _OPERATIONS[type(operation)](value_of(left, values), value_of(right, values))
        case ast.Call(func=ast.Name(id=function), args=arguments) if function in _FUNCTIONS:
            with np.errstate(all="ignore"):
                return _FUNCTIONS[function](*(value_of(argument, values) for argument in arguments))
    raise OneRoute(f"the operation {ast.unparse(tree)[:40]}")
