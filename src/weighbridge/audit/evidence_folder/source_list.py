"""A list of sources, ``sources.json``: whether each has what a citation needs, and which are named nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ...base import CaseError, shown, web_address
from ...evidence import SOURCES, Source, own_fields, read_sources, source_places
from ..results import Item, failed, of_problems, passed

ON_THE_WEB = ("webpage", "article-newspaper")  # what is found by its address alone, and not by a bibliography
_WORD = re.compile(r"\w[\w.-]*\w")
USES = ("shipped", "cited")  # what may be done with its figures, as data/README.md says
READ = ("V", "D")  # the marks of sources that were read themselves, on a day


def list_items(question: str, path: Path) -> Iterator[Item]:
    """What is found in a list: each source that lacks something, or one item for all."""
    try:
        known = read_sources(path, shown(path))
    except CaseError as error:
        yield from of_problems(question, "the list of sources", "a list of sources that can be read", error.problems)
        return
    faulty = [item for source in known.values() for item in source_items(question, source, [path.parent])]
    yield from faulty
    if not faulty:
        what = f"{shown(path)}: {len(known):,} sources, each with what a citation needs"
        yield passed(question, what, shown(path))


def source_items(question: str, source: Source, folders: Iterable[Path]) -> Iterator[Item]:
    """An item for each thing that a citation needs and a source lacks.

    Args:
        folders: those in whose lists it may stand, the first that has it wins.
    """
    for fault, expected, remedy in _faults(source):
        place = source_places(folders).get(source.key, SOURCES)
        yield failed(question, f"the source `{source.key}`", place, fault, expected, remedy)


def unused_items(question: str, path: Path, naming: Iterable[Path]) -> Iterator[Item]:
    """How many sources of a list no file names, neither themselves nor as what another repeats.

    Args:
        naming: the files that may name sources; any word of them counts, so that none is called unused that is not.
    """
    known = read_sources(path, shown(path)) if path.is_file() else {}
    if not known:
        return
    named = {word for one in naming if one.is_file() and one.name != SOURCES for word in _words(one)} & known.keys()
    chain = list(named)
    while chain:
        origin = known[chain.pop()].origin
        if origin in known and origin not in named:
            named.add(origin)
            chain.append(origin)
    unused = [key for key in known if key not in named]
    what = f"{shown(path)}: {len(unused):,} of {len(known):,} sources are named by no table and no case"
    yield passed(question, what, shown(path), ", ".join(unused))


def _words(path: Path) -> set[str]:
    """Everything in a file that may be the key of a source."""
    try:
        return set(_WORD.findall(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError):
        return set()


def _faults(source: Source) -> Iterator[tuple[str, str, str]]:
    """What a source lacks: found, expected, remedy. Title and trust mark have been there since it was read."""
    own = own_fields(source.item)
    if source.url is not None and web_address(source.url) is None:
        remedy = "copy the address from the browser, with `https://`"
        yield f"its address is `{source.url}`", "an address of the web", remedy
    if source.url is None and not _stands_somewhere(source.item, own):
        remedy = "add its `URL`, or say under `where_found` where it stands"
        yield "nothing says where it stands", "an address, or where it was found", remedy
    if not own.get("licence"):
        remedy = "add `licence` under `custom`; where no terms were found, say that"
        yield "it has no licence", "the terms as far as they were found", remedy
    if source.use not in USES:
        yield f"its `use` is `{source.use[:40]}`", " or ".join(USES), "look at its terms; where none allow it, `cited`"
    if source.trust in READ and source.accessed is None:
        remedy = "add `accessed`, with `circa` where the day is known only about"
        yield "the day of reading is not recorded", "a day, for it was read", remedy
    archive = source.archive
    if archive is not None and web_address(archive) is None:
        remedy = "copy the address of the copy from the browser"
        yield f"the address of its copy is `{archive}`", "an address of the web", remedy


def _stands_somewhere(item: Mapping[str, object], own: Mapping[str, object]) -> bool:
    """Whether a source without an address can be found: by a DOI, a place, or its journal or publisher."""
    if item.get("DOI") or own.get("where_found"):
        return True
    return item.get("type") not in ON_THE_WEB and bool(item.get("container-title") or item.get("publisher"))
