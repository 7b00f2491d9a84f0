"""Documents that can be cited, in CSL-JSON (what Zotero exports), with how far each is to be trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..base import CaseError, DoubledKeyError, Place, Problem, line_of, own_file, read_json, regular, shown
from ..text import DateError, read_period

TRUST = {
    "V": "read in a stored copy of the named page or file",
    "D": "arithmetic on figures that were read",
    "S": "second-hand: a page that cites the original",
}
_GAP = re.compile(r"[\s,]*")
_DIGITS = re.compile(r"\d[\d./-]*")
MEND = "mend it there: a comma between two items and none behind the last, every name in double quotes"
EXAMPLES = {
    "id": '"id": "KEY"',
    "title": '"title": "The title of the page"',
    "author": '"author": [{"family": "Doe", "given": "Jane"}]',
    "issued": '"issued": {"date-parts": [[2017, 2, 28]]}',
}
KEPT = ("sha256", "hashed", "about", "collector", "kept", "capture", "media", "metadata")  # how it was collected
OWN = ("trust", "weak", "licence", "use", "origin", "where_found", *KEPT)
ABOUT = {"address": "only the site is known, not the page", "published": "published about that time"}
_KEY = re.compile(r'"(?:id|citation-key)"\s*:\s*"([^"]*)"')
_SHA256 = re.compile(r"[0-9a-f]{64}")
SOURCES = "sources.json"
KEPT_LISTS = 8  # lists that were read, of some hundred kilobytes each


@dataclass(frozen=True, repr=False)
class Source:
    """One document: its CSL-JSON item, and a citation made from it."""

    key: str
    item: dict[str, Any]

    def __repr__(self) -> str:
        return self.citation()

    @property
    def short_name(self) -> str:
        """The shortest name that still finds it: where it appeared, who published or wrote it, or its title."""
        people = [one.get("literal") or one.get("family") or "" for one in self.item.get("author", [])]
        house = self.item.get("container-title") or self.item.get("publisher") or " and ".join(people)
        return house or self.item["title"].split(":")[0]

    @property
    def trust(self) -> str:
        """The mark: one of ``V``, ``D``, ``S``."""
        return own_fields(self.item)["trust"]

    @property
    def weak(self) -> str | None:
        """Why it is weak evidence: what is recorded of it, or that it was not read itself."""
        recorded = own_fields(self.item).get("weak")
        return recorded or ("known only at second hand" if self.trust == "S" else None)

    @property
    def licence(self) -> str:
        """The terms as far as they were found."""
        return own_fields(self.item).get("licence") or "licence not recorded"

    @property
    def use(self) -> str:
        """``shipped``, or ``cited`` where nothing is recorded: single figures with their source, as one quotes."""
        return own_fields(self.item).get("use") or "cited"

    @property
    def published(self) -> str | None:
        """The day, month or year of its publication, as far as recorded."""
        return _date(self.item.get("issued")) or None

    @property
    def accessed(self) -> str | None:
        """The day on which it was read, as far as recorded: ``2026-11-24``."""
        text = _date(self.item.get("accessed"))
        return (f"about {text}" if self.about else text) or None

    @property
    def about(self) -> bool:
        """Whether the day of reading is known only about (``circa`` in CSL-JSON)."""
        accessed = self.item.get("accessed")
        return bool(isinstance(accessed, dict) and accessed.get("circa"))

    @property
    def archive(self) -> str | None:
        """The address of an archived copy, where one is known."""
        return self.item.get("archive_location") or None

    @property
    def sha256(self) -> str | None:
        """The SHA-256 of what was read, where a stored copy was at hand; ``hashed`` says of what it is."""
        return own_fields(self.item).get("sha256")

    @property
    def hashed(self) -> str | None:
        """What ``sha256`` is the hash of: a file by its name, or the text of the page."""
        return own_fields(self.item).get("hashed")

    @property
    def inexact(self) -> tuple[str, ...]:
        """What is known only about, of ``address``, ``published`` and ``read``.

        >>> read = {"date-parts": [[2026, 11]], "circa": True}
        >>> Source("a", {"accessed": read, "custom": {"about": "address"}}).inexact
        ('address', 'read')
        """
        return (*_words(own_fields(self.item).get("about")), *(["read"] if self.about else []))

    @property
    def url(self) -> str | None:
        """The address, where one is known."""
        return self.item.get("URL")

    @property
    def origin(self) -> str | None:
        """The key of the source that this one repeats."""
        return own_fields(self.item).get("origin")

    def citation(self) -> str:
        """Author, title, container, year and address in one line.

        >>> Source("a", {"title": "Prices", "publisher": "Bank", "issued": {"date-parts": [[2026, 6]]}}).citation()
        'Bank, “Prices”, 2026'
        """
        item = self.item
        people = [name for name in map(_person, _as_list(item.get("author"))) if name]
        house = item.get("container-title") or item.get("publisher") or ""
        parts = [
            "; ".join(people),
            "" if people == [house] else house,
            f"“{item['title']}”",
            _year(item),
            item.get("URL"),
        ]
        return ", ".join(dict.fromkeys(str(part) for part in parts if part))


def source_places(folders: Iterable[Path]) -> dict[str, str]:
    """The list and the line on which each source begins, by its key; of two lists the first that has it.

    Args:
        folders: those in whose lists sources may stand.
    """
    places: dict[str, str] = {}
    for path in (folder / SOURCES for folder in folders):
        text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
        line, before = 1, 0
        for found in _KEY.finditer(text):
            line, before = line + text.count("\n", before, found.start()), found.start()
            places.setdefault(found[1], f"{shown(path)}:{line}")
    return places


def own_fields(item: Mapping[str, Any]) -> dict[str, str]:
    """What an item says beyond a bibliography (trust, weak, licence, use, origin …).

    It stands under ``custom``, which CSL-JSON leaves free. Zotero keeps no such thing, but keeps a note (its field
    Extra) of lines ``key: value``, which are read where ``custom`` is silent.

    >>> own_fields({"note": "trust: V\\nuse: cited"})
    {'trust': 'V', 'use': 'cited'}
    """
    note, custom = item.get("note"), item.get("custom")
    lines = [line.partition(": ") for line in note.splitlines()] if isinstance(note, str) else []
    noted = {key.strip().lower(): value.strip() for key, colon, value in lines if colon and key.strip().lower() in OWN}
    return {**noted, **(custom if isinstance(custom, dict) else {})}


def export_csl(sources: Iterable[Source]) -> str:
    """Sources as CSL-JSON text for a citation program, what is beyond a bibliography as lines of the note as well.

    A citation program forgets ``custom``; the lines of the note come back, and are read again.
    """
    items = []
    for source in sources:
        own = own_fields(source.item)
        lines = [f"Citation Key: {source.key}", *(f"{key}: {own[key]}" for key in OWN if own.get(key))]
        items.append({**source.item, "note": "\n".join(lines), "citation-key": source.key})
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def root_source(key: str, sources: Mapping[str, Source]) -> str:
    """The origin at the end of the chain: what a source repeats, what that repeats, and so on.

    >>> known = {"paper": Source("paper", {"custom": {"trust": "V", "origin": "agency"}})}
    >>> root_source("paper", known), root_source("agency", known)
    ('agency', 'agency')
    """
    seen = [key]
    while (source := sources.get(seen[-1])) and source.origin and source.origin not in seen:
        seen.append(source.origin)
    return seen[-1]


def witnesses(rows: Sequence[Sequence[str]], sources: Mapping[str, Source]) -> tuple[int, ...]:
    """For each row, by the keys of its sources, which witness it has its figure from: numbers from 0, as they come.

    Rows that have an origin in common, directly or by way of other rows, are of one witness, however many they are. A
    row without a source stands by itself.

    >>> witnesses([["a"], ["b"], ["a", "c"], ["c"]], {})
    (0, 1, 0, 0)
    """
    groups: list[tuple[set[str], list[int]]] = []
    for at, keys in enumerate(rows):
        origins, members = {root_source(key, sources) for key in keys}, [at]
        for other in [group for group in groups if group[0] & origins]:
            groups.remove(other)
            origins, members = origins | other[0], [*other[1], *members]
        groups.append((origins, members))
    ordered = sorted(groups, key=lambda group: min(group[1]))
    numbers = {member: number for number, (_, members) in enumerate(ordered) for member in members}
    return tuple(numbers[at] for at in range(len(rows)))


def _words(text: str | None) -> list[str]:
    """The words of a list as a note can hold it: ``address, published``."""
    return [word.strip() for word in (text or "").split(",") if word.strip()]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _person(author: Any) -> str:
    if not isinstance(author, dict):
        return str(author)
    return author.get("literal") or " ".join(filter(None, [author.get("given"), author.get("family")]))


def _year(item: dict[str, Any]) -> str:
    """The year, or whatever else CSL-JSON lets a date be."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return _date(issued).split("-")[0] if parts else _date(issued)


def _date(value: Any) -> str:
    """A date of CSL-JSON as ``2026-11-24``, as far as it goes."""
    if not isinstance(value, dict):
        return str(value or "")
    first = _as_list(next(iter(_as_list(value.get("date-parts"))), None))
    parts = [str(part).zfill(2) for part in first]
    return "-".join(parts) or str(value.get("literal") or value.get("raw") or "")


def read_sources(path: Path, shown: str = "") -> dict[str, Source]:
    """Every source of a CSL-JSON file by its id.

    Raises:
        CaseError: the file cannot be read or is not CSL-JSON, or an item lacks id, title or trust mark; each with its
            line; or a link leads out of the folder of the case or the data.
    """
    shown = shown or path.as_posix()
    try:
        text = regular(own_file(path, path.parent.parent)).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except OSError as error:
        remedy = "check its name and permissions"
        raise CaseError([Problem(Place(shown), f"cannot be read: {error.strerror}", remedy)]) from None
    except ValueError as error:  # it is not UTF-8
        raise _not_json(shown, error) from None
    return dict(_listed(text, shown))


@lru_cache(maxsize=KEPT_LISTS)
def _listed(text: str, shown: str) -> Mapping[str, Source]:
    """The sources of a text; kept, for every case that is opened has the same ones. Raises as ``read_sources`` does."""
    try:
        items = read_json(text, halves=True)
    except (ValueError, RecursionError) as error:
        raise _not_json(shown, error) from None
    if not isinstance(items, list):
        remedy = "write `[` before the first item and `]` behind the last"
        raise CaseError([Problem(Place(shown), "not a CSL-JSON file: expected a list of items", remedy)])
    items = [_named(item) for item in items]
    faults = [(index, *fault) for index, item in enumerate(items) for fault in _faults(item)]
    names = [item.get("id") if isinstance(item, dict) else None for item in items]
    for index, name in enumerate(names):
        if isinstance(name, str) and name in names[:index]:
            faults.append((index, f"the source `{name[:40]}` stands twice", "keep one"))
    if faults:
        lines = _lines(text)
        raise CaseError([Problem(Place(shown, lines[index]), fault, remedy) for index, fault, remedy in faults])
    return {item["id"]: Source(item["id"], item) for item in items}


def _not_json(shown: str, error: Exception) -> CaseError:
    """What is said of a list that is no JSON, or nested too deep."""
    line = error.lineno if isinstance(error, json.JSONDecodeError) else None
    why = "it is nested too deep" if isinstance(error, RecursionError) else str(error)[:80]
    remedy = MEND if line else "export it from Zotero as CSL JSON"
    if isinstance(error, DoubledKeyError):
        remedy = "keep one of the two; compare with the project's history"
    return CaseError([Problem(Place(shown, line), f"not a CSL-JSON file: {why}", remedy)])


def _lines(text: str) -> list[int]:
    """The lines on which the items of a list begin, in a text that is known to be one."""
    reader, lines, at = json.JSONDecoder(), [], text.index("[") + 1
    while text[(at := _GAP.match(text, at).end())] != "]":  # type: ignore[union-attr]
        lines.append(line_of(text, at))
        _, at = reader.raw_decode(text, at)
    return lines


def _named(item: Any) -> Any:
    """An item under its citation key, where it or its note has one: Zotero makes up an ``id`` of its own."""
    if not isinstance(item, dict):
        return item
    noted = re.search(r"^citation[ -]key: *(\S+)", str(item.get("note") or ""), re.IGNORECASE | re.MULTILINE)
    key = item.get("citation-key") or (noted[1] if noted else None)
    return {**item, "id": key} if isinstance(key, str) else item


def _faults(item: Any) -> Iterator[tuple[str, str]]:
    """What keeps an item from being a source, whatever a file may hold, each with its remedy."""
    yield from _shape_faults(item)
    if isinstance(item, dict):
        name = f"source `{_shown(item.get('id', '?'))}`"
        trust = own_fields(item).get("trust")
        if not isinstance(trust, str) or trust not in TRUST:
            found = f"has the trust mark `{_shown(trust)}`" if trust else "has no trust mark"
            marks = "; ".join(f"{mark}: {meaning}" for mark, meaning in TRUST.items())
            yield f"{name} {found}, expected one of {', '.join(TRUST)}", f'add `"custom": {{"trust": "V"}}` ({marks})'
        yield from ((f"{name}: {fault}", remedy) for fault, remedy in (*_date_faults(item), *_kept_faults(item)))


def _date_faults(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Dates in digits that are not of this calendar, or not written as ISO 8601 has them; words stand as they are."""
    for key in ("issued", "accessed"):
        value = item.get(key)
        given = value if isinstance(value, dict) else {"raw": value}
        parts, raw = _as_list(given.get("date-parts")), given.get("raw")
        texts = ["-".join(str(part).zfill(2) for part in date) for date in parts if isinstance(date, list) and date]
        for text in [*texts, *([raw] if isinstance(raw, str) and _DIGITS.fullmatch(raw) else [])]:
            try:
                read_period(text)
            except DateError as error:
                yield f"in `{key}`, {error.message}", f'{error.remedy}; or keep the words: `{{"literal": "{text}"}}`'


def _kept_faults(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What of a source's keeping can't be: a hash that is none, a hash of nothing named, an unknown word of `about`."""
    own = own_fields(item)
    hashed, of, about = (own.get(key) for key in ("sha256", "hashed", "about"))
    if isinstance(hashed, str) and not _SHA256.fullmatch(hashed):
        expected = "expected 64 digits of 0 to 9 and a to f"
        yield f"has the SHA-256 `{_shown(hashed)}`, {expected}", "write what `sha256sum FILE` prints, or leave it out"
    if isinstance(hashed, str) and not of:
        yield (
            "has a `sha256` and not what it is of",
            'add `"hashed": "the file NAME"` or `"hashed": "the text of the page"`',
        )
    if isinstance(of, str) and not hashed:
        yield "has `hashed` without a hash", "add `sha256`, or leave `hashed` out; a hash is never guessed"
    for word in _words(about) if isinstance(about, str) else []:
        if word not in ABOUT:
            remedy = 'write `"about": "address"`; a day of reading that is not exact has `"circa": true` in `accessed`'
            yield f"has `{_shown(word)}` under `about`, expected {' or '.join(ABOUT)}", remedy


TEXTS = ("archive_location", "URL", "container-title", "publisher", "type", "language", "DOI")  # fields of CSL-JSON


def _shape_faults(item: Any) -> Iterator[tuple[str, str]]:
    """What of an item has not the form of CSL-JSON, each with its remedy."""
    if not isinstance(item, dict):
        remedy = 'write `{"id": "KEY", "title": "The page\'s title", "custom": {"trust": "V"}}`'
        yield f"`{_shown(item)}` is not a source: expected a mapping with id and title", remedy
        return
    name = f"source `{_shown(item.get('id', '?'))}`"
    for key in ("id", "title"):
        if not isinstance(item.get(key), str) or not item[key]:
            yield f"{name} has no `{key}`", f"add `{EXAMPLES[key]}`"
    if not isinstance(item.get("author", []), list):
        yield f"{name} has an `author` that is not a list", f"write `{EXAMPLES['author']}`"
    elif not all(map(_is_person, item.get("author", []))):
        yield f"{name} has an `author` whose name is not text", f"write `{EXAMPLES['author']}`"
    if not isinstance(item.get("issued", {}), dict):
        yield f"{name} has an `issued` that is not a date of CSL-JSON", f"write `{EXAMPLES['issued']}`"
    own = own_fields(item)
    given = [*((key, own.get(key)) for key in OWN), *((key, item.get(key)) for key in TEXTS)]
    for key, value in given:
        if not isinstance(value, str | None):
            yield f"{name} has a `{key}` that is not text", f'write it in quotes, `"{key}": "..."`'
    try:
        json.dumps(item, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        yield f"{name} holds half of a character", "write the character itself"


def _is_person(author: Any) -> bool:
    """Whether an author is a text, or a mapping whose names are texts."""
    names = [author.get(key) for key in ("literal", "given", "family")] if isinstance(author, dict) else [author or 0]
    return all(isinstance(name, str | None) for name in names)


def _shown(value: Any) -> str:
    """A value as a message shows it."""
    return str(value)[:40].encode(errors="replace").decode()
