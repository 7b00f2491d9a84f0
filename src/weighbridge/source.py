"""Documents that can be cited, in CSL-JSON (what Zotero exports), with how far each is to be trusted."""

from __future__ import annotations

import json
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
        people = [
            a.get("literal") or " ".join(filter(None, [a.get("given"), a.get("family")]))
            for a in item.get("author", [])
        ]
        year = str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""
        house = item.get("container-title") or item.get("publisher") or ""
        parts = ["; ".join(people), "" if people == [house] else house, f"“{item['title']}”", year, item.get("URL", "")]
        return ", ".join(dict.fromkeys(part for part in parts if part))


def read_sources(path: Path) -> dict[str, Source]:
    """Every source of a CSL-JSON file by its id.

    Raises:
        CaseError: the file is not CSL-JSON, or an item lacks id, title or trust mark.
    """
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        remedy = "export it from Zotero as CSL JSON"
        raise CaseError([Problem(Place(str(path)), f"not a CSL-JSON file: {error}", remedy)]) from None
    problems = [problem for item in items for problem in _faults(item, path)]
    if problems:
        raise CaseError(problems)
    return {item["id"]: Source(item["id"], item) for item in items}


def _faults(item: dict[str, Any], path: Path) -> list[Problem]:
    name = f"source `{item.get('id', '?')}`"
    faults = [f"{name} has no `{key}`" for key in ("id", "title") if not item.get(key)]
    trust = item.get("custom", {}).get("trust")
    if trust not in TRUST:
        faults.append(f"{name} has the trust mark `{trust}`, expected one of {', '.join(TRUST)}")
    return [Problem(Place(str(path)), fault, "complete the item") for fault in faults]
