"""Under which terms each file of a deposit may be used: what is the depositor's own, and what belongs to sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..base import CaseError, Place, Problem, data_folder, suggestion, visible
from ..case import Case
from ..evidence import Source
from .names import safe_name

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
    meaning = (
        "What the depositor wrote: the case, its reasons, and what was worked out. "
        "Words that are quoted in it, and single figures of sources, stay those of their authors."
    )
    return Licence(f"https://spdx.org/licenses/{spdx}", KNOWN[spdx], meaning)


def is_of_project(case: Case) -> bool:
    """Whether a case is one of those that the project has."""
    return case.path.resolve().is_relative_to((data_folder() / "cases").resolve())


def chosen_licence(case: Case, given: str | None) -> str:
    """The SPDX identifier under which the depositor gives the case away; that of the project for its own cases.

    Raises:
        CaseError: it is not known; or none was given, and the case is not one of the project.
    """
    named = {one.lower(): one for one in KNOWN}
    if given is None and is_of_project(case):
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
SHIPPED, BY_SOURCE = "May be republished, with credit", "By the source of each row"


def table_licence(sources: Iterable[Source]) -> Licence:
    """The terms of a table by those of its sources: it may be republished where those of all its sources allow it.

    >>> terms = {"trust": "V", "use": "shipped", "licence": "CC BY 4.0"}
    >>> table_licence([Source("a", {"title": "T", "publisher": "Bank", "custom": terms})])
    Licence(identifier='#shipped-Bank', name='May be republished, with credit', description='Bank: CC BY 4.0.')
    """
    known = {source.key: source for source in sources}.values()
    shipped = [source for source in known if source.use == "shipped"]
    if not shipped:
        return CITED
    houses = safe_name("-".join(sorted({source.short_name for source in shipped})))
    terms = "; ".join(sorted({f"{source.short_name}: {source.licence}" for source in shipped}))
    if len(shipped) == len(known):
        return Licence(f"#shipped-{houses}", SHIPPED, visible(f"{terms}.", lines=False))
    rest = f"{terms}. From all others: single figures, cited."
    return Licence(f"#by-source-{houses}", BY_SOURCE, visible(rest, lines=False))
