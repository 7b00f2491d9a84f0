"""Any name of a case explained, by what it means; by all that it means, where that is more than one thing."""

from __future__ import annotations

from collections.abc import Sequence

from .explanation import Explanation, Told
from .grounds import cited
from .material import Material
from .names import READ_AS, Meaning, meanings, nothing_called


def explain(material: Material, case: str, name: str) -> Explanation:
    """How something comes about: what it is, where it comes from, what turns on it, and its sources.

    Args:
        case: what the case is called, for a message.
        name: anything that an output names: a quantity, a check, a parameter, a choice, an option, an event, a source,
            a row of a table, whatever else the case declares.

    Raises:
        CaseError: nothing is called so; it names the nearest.
    """
    found = meanings(material, name)
    if not found:
        raise nothing_called(material, case, name)
    told = [meaning.tell() for meaning in found]
    several = len(found) > 1
    shown = [_titled(name, meaning, one, at) for at, (meaning, one) in enumerate(zip(found, told, strict=True))]
    keys = list(dict.fromkeys(key for one in told for key in one.sources))
    return Explanation(name, shown if several else told, cited(keys, material.holdings.sources))


def _titled(name: str, meaning: Meaning, told: Told, at: int) -> Told:
    """One of several meanings under a line that says which; the first begins the text, and needs none."""
    if at == 0:
        return told
    head = f"How `{name}` is read" if meaning.what == READ_AS else f"`{name}` is also {meaning.what}"
    lines: Sequence[str] = [head, *(f"  {line}" if line else line for line in told.lines)]
    return Told(lines, told.parts, told.chain, told.steps, told.keys)
