"""Under which terms each file of a deposit may be used: what is the depositor's own, and what belongs to sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..base import CaseError, Place, Problem, data_folder, suggestion
from ..case import Case
from ..evidence import Source

PROJECT = "MIT"  # what the project's own cases and texts are under, as in LICENSE
# Terms that a case may be given away under, by their SPDX identifiers.
KNOWN = {
    "Apache-2.0": "Apache License 2.0",
    "BSD-3-Clause": "BSD 3-Clause License",
    "CC-BY-4.0": "Creative Commons Attribution 4.0 International",
    "CC-BY-NC-4.0": "Creative Commons Attribution Non Commercial 4.0 International",
    "CC-BY-SA-4.0": "Creative Commons Attribution Share Alike 4.0 International",
    "CC0-1.0": "Creative Commons Zero 1.0 Universal",
    "GPL-3.0-or-later": "GNU General Public License 3.0 or later",
    "MIT": "MIT License",
    "ODC-By-1.0": "Open Data Commons Attribution License 1.0",
    "ODbL-1.0": "Open Data Commons Open Database License 1.0",
    "PDDL-1.0": "Open Data Commons Public Domain Dedication & License 1.0",
}


@dataclass(frozen=True)
class Licence:
    """Terms of use.

    Attributes:
        identifier: the address of the terms; of those that have none, a name within the deposit: ``#cited``.
        name: what they are called.
        description: what they mean here, in a sentence.
    """

    identifier: str
    name: str
    description: str


def own_licence(spdx: str) -> Licence:
    """The terms of the depositor for what is theirs.

    >>> own_licence("MIT").identifier
    'https://spdx.org/licenses/MIT'
    """
    meaning = "What the depositor wrote: the case, its reasons, and what was worked out."
    return Licence(f"https://spdx.org/licenses/{spdx}", KNOWN[spdx], meaning)


def chosen_licence(case: Case, given: str | None) -> str:
    """The SPDX identifier under which the depositor gives the case away; that of the project for its own cases.

    Raises:
        CaseError: it is not known; or none was given, and the case is not one of the project.
    """
    named = {one.lower(): one for one in KNOWN}
    if given is None and case.path.resolve().is_relative_to((data_folder() / "cases").resolve()):
        return PROJECT
    if given is None:
        found = "the terms of this case are not known; a deposit has to say under which it may be used"
        remedy = f"add `--licence CC-BY-4.0`, or one of {', '.join(KNOWN)}"
        raise CaseError([Problem(Place("--licence"), found, remedy)])
    if given.lower() not in named:
        found = f"`{given[:40]}` is not among the terms that are known here: {', '.join(KNOWN)}"
        raise CaseError([Problem(Place("--licence"), found, suggestion(given, KNOWN))])
    return named[given.lower()]


CITED = Licence(
    "#cited",
    "Single figures, cited",
    "Each figure is quoted with its source, as one quotes a sentence; the series it comes from is not passed on.",
)
BY_SOURCE = Licence(
    "#by-source",
    "By the source of each row",
    "The figures of some sources may be republished, those of others are single figures that are cited.",
)
SHIPPED = Licence("#shipped", "May be republished, with credit", "The terms of its sources allow it.")


def table_licence(sources: Iterable[Source]) -> Licence:
    """The terms of a table by those of its sources: it may be republished where those of all its sources allow it.

    >>> table_licence([Source("a", {"title": "T", "custom": {"trust": "V", "use": "cited"}})]).name
    'Single figures, cited'
    """
    uses = {source.use for source in sources}
    if uses == {"shipped"}:
        return SHIPPED
    return BY_SOURCE if "shipped" in uses else CITED
