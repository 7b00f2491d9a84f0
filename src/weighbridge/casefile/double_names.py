"""Names that would mean two things: what a reader asks for by a name has to be one thing in every output.

Two names are one by design: a claim and the choice of its reading, and an event and the choice of its day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..graph import SHAPE, WIDTH
from .located_yaml import Document, Keys
from .schema import QUANTITIES

NAMING = (*QUANTITIES, "units", "checks", "alternatives", "events", "comparisons", "correlations", "losses")
# Doubles that are reported where the entries are read: of quantities, and of choices.
ALREADY = {*((one, other) for one in QUANTITIES for other in (*QUANTITIES, "units")), ("alternatives", "events")}
CONCENTRATION = "concentration"  # a parameter of a mix
REMEDY = "choose another name, for `weighbridge explain` and every table name things by it"


def double_names(document: Document, choices: Collection[str]) -> Iterator[tuple[Keys, str, str]]:
    """Every entry whose name another section has given to something else: its path, what was found, the remedy.

    Args:
        choices: the names of all choices of the case, with those that every case has.
    """
    holders: dict[str, str] = {}
    for section in NAMING:
        for name in _entries(document, section):
            first = holders.setdefault(name, section)
            if first != section and not _is_one(document, name, first, section):
                yield (section, name), f"`{name}`: it is already one of the {first}", REMEDY
            if name in (WIDTH, SHAPE) and name in choices and not _chooses(document, name, section):
                yield (section, name), f"`{name}`: it is already a choice that cases have", REMEDY
    for name, entry in _entries(document, "assumptions").items():
        composed = entry.get("composition") if isinstance(entry, Mapping) else None
        parts = composed.get("parts") if isinstance(composed, Mapping) else None
        if isinstance(parts, Mapping) and CONCENTRATION in parts:
            path = ("assumptions", name, "composition", "parts", CONCENTRATION)
            found = f"`{name}`: a part is called `{CONCENTRATION}`, as a parameter of a mix is"
            yield path, found, "choose another name for the part"


def _entries(document: Document, section: str) -> Mapping[str, object]:
    entries = document.data.get(section)
    return entries if isinstance(entries, Mapping) else {}


def _is_one(document: Document, name: str, first: str, second: str) -> bool:
    """Whether what two sections call so is one thing by design, or is reported as two where it is read."""
    if (first, second) in ALREADY or (second, first) in ALREADY:
        return True
    return {first, second} == {"claims", "alternatives"} and _chooses(document, name, "claims")


def _chooses(document: Document, name: str, section: str) -> bool:
    """Whether an entry is a choice itself: such doubles are reported where the choices are read."""
    entry = _entries(document, section).get(name)
    return section == "alternatives" or (section == "claims" and isinstance(entry, Mapping) and "readings" in entry)
