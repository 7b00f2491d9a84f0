"""Amounts read a second way: in exact fractions, from ``units.txt`` and the case's own units, without pint.

It knows less than the kit does: what it can't read is refused, and then has one route only.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files
from typing import Any

SIZES = {
    **{"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7},
    **{"k": 3, "K": 3, "m": 6, "M": 6, "bn": 9, "b": 9, "B": 9, "mn": 6, "tn": 12},
}
_NUMBER = r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?"
_LETTERS = "|".join(sorted((size for size in SIZES if len(size) < 3), key=len, reverse=True))
_WORDS = "|".join(size for size in SIZES if len(size) > 2)
_AMOUNT = re.compile(
    rf"(?P<low>-?{_NUMBER})(?: to (?P<high>{_NUMBER}))?(?:(?P<letter>{_LETTERS})\b)?(?: (?P<word>{_WORDS}))?"
    r"(?: ?(?P<unit>[^\W\d].*))?"
)
_POWERS = str.maketrans({"²": "2", "³": "3"})


class OneRoute(Exception):
    """Something that the second route can't read or compute; says what, in a few words."""


class PlainUnits:
    """Units by their names, each as a fraction of its root units; what they measure is left to the kit.

    >>> units = PlainUnits({})
    >>> units.factor("short_ton / truck"), units.amount("2.5 thousand USD/tonne")
    (Fraction(45359237, 50000), (Fraction(5, 2), Fraction(5, 2)))
    """

    def __init__(self, declared: Mapping[str, Any]) -> None:
        self.known: dict[str, Fraction] = {}
        text = (files("weighbridge") / "text" / "units.txt").read_text(encoding="utf-8")
        for line in text.splitlines():
            name, sign, rest = line.partition("#")[0].partition(" = ")
            if sign:
                definition, *spellings = (part.strip() for part in rest.partition("|")[::2])
                factor = Fraction(1) if definition.startswith("[") else self.factor(definition)
                for one in (name.strip(), *(part.strip() for part in ",".join(spellings).split(","))):
                    self.known.setdefault(one, factor)
        for name, entry in declared.items():
            equal = entry.get("is") if isinstance(entry, dict) else None
            self.known[name] = Fraction(1) if equal is None else self.amount(str(equal))[0]

    def factor(self, text: str) -> Fraction:
        """How many root units a unit is; raises ``OneRoute`` for one that isn't read here."""
        powers = re.sub("[²³]", lambda found: f"**{found[0].translate(_POWERS)}", text.strip())
        if powers in self.known:
            return self.known[powers]
        try:
            return self._folded(ast.parse(powers, mode="eval").body)
        except (SyntaxError, ValueError, RecursionError):
            raise OneRoute(f"the unit {text[:40]}") from None

    def _folded(self, node: ast.expr) -> Fraction:
        match node:
            case ast.Constant(value=int() | float() as value):
                return Fraction(str(value))
            case ast.Name(id=name):
                return self._named(name)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return self._folded(left) * self._folded(right)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return self._folded(left) / self._folded(right)
            case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int() as power)):
                return self._folded(left) ** power
        raise OneRoute(f"the unit {ast.unparse(node)[:40]}")

    def _named(self, name: str) -> Fraction:
        for one in (name, name.removesuffix("s"), name.lower(), name.lower().removesuffix("s")):
            if one in self.known:
                return self.known[one]
        raise OneRoute(f"the unit {name[:40]}")

    def knows(self, name: str) -> bool:
        """Whether a word is the name of a unit."""
        return name in self.known

    def amount(self, text: str) -> tuple[Fraction, Fraction]:
        """The ends of a number or a range with its unit, in root units; raises ``OneRoute`` for any other text."""
        match = _AMOUNT.fullmatch(text.strip())
        if match is None:
            raise OneRoute(f"the amount {text[:40]}")
        size = Fraction(10) ** SIZES.get(match["letter"] or match["word"] or "", 0)
        scale = size * self.factor(match["unit"] or "one")
        low, high = (Fraction(part.replace(",", "")) for part in (match["low"], match["high"] or match["low"]))
        return low * scale, high * scale
