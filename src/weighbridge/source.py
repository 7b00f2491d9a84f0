"""Documents that can be cited, in CSL-JSON (what Zotero exports), with how far each is to be trusted."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import CaseError, Place, Problem

TRUST = {
    "V": "read in a stored copy of the named page or file",
    "D": "arithmetic on figures that were read",
    "S": "second-hand: a page that cites the original",
}


@dataclass(frozen=True)
class Source:
    """One document: its CSL-JSON item, and a citation made from it."""

    key: str
    item: dict[str, Any]

    @property
    def trust(self) -> str:
        """The mark: one of ``V``, ``D``, ``S``."""
        return self.item["custom"]["trust"]

    @property
    def url(self) -> str | None:
        """The address, where one is known."""
        return self.item.get("URL")

    @property
    def origin(self) -> str | None:
        """The key of the source that this one repeats."""
        return self.item["custom"].get("origin")

    def citation(self) -> str:
        """Author, title, container, year and address in one line.

        >>> Source("a", {"title": "Prices", "publisher": "Bank", "issued": {"date-parts": [[2026, 6]]}}).citation()
        'Bank, “Prices”, 2026'
        """
        item = self.item
        people = [name for name in map(_person, _listed(item.get("author"))) if name]
        house = item.get("container-title") or item.get("publisher") or ""
        parts = [
            "; ".join(people),
            "" if people == [house] else house,
            f"“{item['title']}”",
            _year(item),
            item.get("URL"),
        ]
        return ", ".join(dict.fromkeys(str(part) for part in parts if part))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _person(author: Any) -> str:
    if not isinstance(author, dict):
        return str(author)
    return author.get("literal") or " ".join(filter(None, [author.get("given"), author.get("family")]))


def _year(item: dict[str, Any]) -> str:
    """The year, or whatever else CSL-JSON lets a date be."""
    issued = item.get("issued")
    if not isinstance(issued, dict):
        return str(issued or "")
    first = next(iter(_listed(issued.get("date-parts"))), None)
    return str(_listed(first)[0]) if _listed(first) else str(issued.get("literal") or issued.get("raw") or "")


def read_sources(path: Path, shown: str = "") -> dict[str, Source]:
    """Every source of a CSL-JSON file by its id.

    Raises:
        CaseError: the file is not CSL-JSON, or an item lacks id, title or trust mark.
    """
    shown = shown or str(path)
    try:
        items = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        remedy = "export it from Zotero as CSL JSON"
        raise CaseError([Problem(Place(shown), f"not a CSL-JSON file: {str(error)[:80]}", remedy)]) from None
    if not isinstance(items, list):
        raise CaseError([Problem(Place(shown), "not a CSL-JSON file: expected a list of items", "export it anew")])
    problems = [problem for item in items for problem in _faults(item, shown)]
    names = [item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    problems += [Problem(Place(shown), f"the source `{name}` stands twice", "keep one") for name in twice]
    if problems:
        raise CaseError(problems)
    return {item["id"]: Source(item["id"], item) for item in items}


def _faults(item: Any, shown: str) -> list[Problem]:
    if not isinstance(item, dict):
        return [Problem(Place(shown), f"`{str(item)[:40]}` is no source", "every item is a mapping with id and title")]
    name = f"source `{str(item.get('id', '?'))[:40]}`"
    faults = [
        f"{name} has no `{key}`" for key in ("id", "title") if not isinstance(item.get(key), str) or not item[key]
    ]
    if not isinstance(item.get("author", []), list):
        faults.append(f"{name} has an `author` that is no list")
    if not isinstance(item.get("issued", {}), dict):
        faults.append(f"{name} has an `issued` that is no date of CSL-JSON")
    custom = item.get("custom")
    trust = custom.get("trust") if isinstance(custom, dict) else None
    if not isinstance(trust, str) or trust not in TRUST:
        faults.append(f"{name} has the trust mark `{trust}`, expected one of {', '.join(TRUST)}")
    return [Problem(Place(shown), fault, "complete the item") for fault in faults]
