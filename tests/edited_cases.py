"""Cases changed as an analyst might write them otherwise: in their tree, so that every rule of the reader applies."""

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from weighbridge.case import Case

Tree = dict[str, Any]
QUANTITIES = ("claims", "evidence", "assumptions", "formulas")
NAMING = frozenset(
    (
        "expression",
        "stated",
        "equals",
        "at_most",
        "at_least",
        "counted_in",
        "by",
        "times",
        "evidence",
        "rank",
        "between",
    )
)  # the keys behind which names of quantities stand
NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")  # not the part of a composition: it has no name by itself


def edited(case: Case, edit: Callable[[Tree], None]) -> Case:
    """The same case with a change of its tree; what it has in common with the case is kept from there."""
    tree = copy.deepcopy(case.document.data)
    edit(tree)
    return replace(case, document=replace(case.document, data=tree, problems=[]))


def verdict_of(case: Case) -> tuple[str, str]:
    """What the verdict on the article is as written, and over all choices."""
    verdict = case.verify().verdict
    return verdict.as_written, verdict.overall


def outcomes(case: Case) -> dict[str, dict[frozenset[tuple[str, str]], str]]:
    """The outcome of every check under every combination of choices."""
    found = case.verify().checks
    return {check.name: {frozenset(one.choices.items()): one.outcome for one in check.combinations} for check in found}


def renamed(tree: Tree, names: Mapping[str, str]) -> Any:
    """A tree in which quantities have other names, wherever a name stands: as a key, in a formula, behind a key."""
    named = (*QUANTITIES, "checks", "correlations", "alternatives", "comparisons")
    new = {section: _in_section(part, names) if section in named else part for section, part in tree.items()}
    if "words" in tree:
        new["words"] = {_by_its_whole(name, names): called for name, called in tree["words"].items()}
    return new


def _by_its_whole(name: str, names: Mapping[str, str]) -> str:
    """A name of the section ``words``, which may be that of a part or of a parameter."""
    whole, dot, rest = name.partition(".")
    return f"{names.get(whole, whole)}{dot}{rest}"


def _in_section(part: Any, names: Mapping[str, str]) -> Any:
    return {names.get(key, key): _inside(inner, names, key) for key, inner in part.items()}


def _inside(part: Any, names: Mapping[str, str], key: str = "") -> Any:
    if isinstance(part, dict):
        if key == "set":
            return {_swapped(name, names): _set_value(inner, names) for name, inner in part.items()}
        return {name: _inside(inner, names, name) for name, inner in part.items()}
    if isinstance(part, list):
        return [_inside(one, names, key) for one in part]
    return _swapped(part, names) if key in NAMING and isinstance(part, str) else part


def _set_value(part: Any, names: Mapping[str, str]) -> Any:
    return _swapped(part, names) if isinstance(part, str) else _inside(part, names)


def _swapped(text: str, names: Mapping[str, str]) -> str:
    return NAME.sub(lambda match: names.get(match[0], match[0]), text)
