"""Who is to be credited: sources by a short name, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..case import Case


def short(case: Case, key: str) -> str:
    """The shortest name that still finds the source: where it appeared, who published or wrote it, or its key.

    The key, where no list has it: the tables of the package cite what somebody else's folder of data need not hold.
    """
    known = case.holdings.sources
    return known[key].short_name if key in known else key


def line(case: Case, keys: Iterable[str]) -> str:
    """Every source once, in the order of the alphabet."""
    return "; ".join(sorted({short(case, key) for key in keys}, key=str.casefold))


def below(case: Case, *quantities: str, choices: Mapping[str, str] | None = None) -> list[str]:
    """The sources of all evidence and assumptions below these quantities, for the case as it is taken or otherwise."""
    taken = {**case.choices, **(choices or {})}
    nodes = (case.model.node(leaf, taken) for name in quantities for leaf in case.model.leaves(name, taken))
    return [key for node in nodes for figure in node.figures for key in figure.sources]


def licence(case: Case, key: str) -> str:
    """A source whose figures are republished: its name, and its licence; its key where none is known."""
    if key not in case.holdings.sources:
        return key
    terms = case.holdings.sources[key].item["custom"].get("licence", "licence not recorded")
    return f"{case.holdings.sources[key].item['title']} ({terms.split(',')[0]})"


def below_check(case: Case, check: str) -> str:
    """The credits of a chart of a check: every source below its two sides, and that the weighing is our own."""
    asked = case.model.checks[check]
    keys = {key for side in asked.sides for key in below(case, side)}
    named = line(case, keys)
    return f"Sources: {named}; own calculation." if named else "Source: the article; own calculation."
