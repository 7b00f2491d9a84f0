"""A newer edition of the World Bank's workbook for the table of commodity prices: what it would change, and the record.

What seems to be of another unit, or of another column, is doubtful: it is taken over only where its series is named.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..base import RemediedError, suggestion
from ..evidence.prices import SUFFIX, PriceFile
from ..text import sha256
from .commodities import COMMODITIES, all_series, cells_of, read_cells, table_text

PROVENANCE = f"{COMMODITIES}{SUFFIX}"
NOTED = 0.01  # changes of more than this share are shown one by one
DOUBTFUL = 1.5  # a figure that is so many times the one in its place, or a new one so many times its neighbour
MOST_LINES = 40
WHAT = "Where the table comes from, in words of W3C PROV: each update used a file and generated the table."


class RenewalError(RemediedError):
    """A workbook that does not fit the table of commodity prices."""


@dataclass(frozen=True)
class Change:
    """A figure that a file changes or adds; ``old`` is none where the table has none."""

    column: str
    month: str
    old: str | None
    new: str
    beside: str | None = None

    @property
    def factor(self) -> float:
        """How many times the old figure the new one is, or that of the month before where it is new."""
        before = self.old or self.beside
        return float(self.new) / float(before) if before and float(before) else 1.0

    @property
    def is_doubtful(self) -> bool:
        """Whether it is far from the figure in its place, or from that of the month before."""
        return not 1 / DOUBTFUL <= self.factor <= DOUBTFUL


@dataclass(frozen=True)
class Renewal:
    """What a file would change.

    Attributes:
        file: the workbook as it was read.
        source: the key of its edition among the sources.
        changes: figures that change or are new, by series and month.
        lost: how many figures of the table the file does not have; they stay where it has nothing of their month.
        text: the table after it.
    """

    file: PriceFile
    source: str
    changes: tuple[Change, ...]
    lost: int
    text: str

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The series of which a figure is doubtful."""
        return tuple(dict.fromkeys(change.column for change in self.changes if change.old and change.is_doubtful))


def renewal(file: PriceFile, before: str, record: Mapping[str, Any] | None) -> Renewal:
    """What a workbook changes in the table.

    Args:
        file: the workbook.
        before: the text of the table; empty where there is none yet.
        record: the record of the table; None where there is none yet.

    Raises:
        RenewalError: the workbook does not say of when it is, or is older than the table.
    """
    if not file.updated:
        raise RenewalError(f"{file.name} does not say when it was updated", "download it again from the World Bank")
    newest = max((one["used"].get("updated") or "" for one in (record or {"updates": []})["updates"]), default="")
    if file.updated < newest:
        found = f"{file.name} was updated on {file.updated}, the table is of {newest}"
        raise RenewalError(found, "take a newer edition: older figures would replace newer ones")
    old, sources = read_cells(before)
    new, source = cells_of(file), f"world-bank-pink-sheet-{file.updated[:7]}"
    changes = tuple(_changes(old, new))
    touched = {month for _, month in new}
    kept = {key: figure for key, figure in old.items() if key[1] not in touched}  # a row has one source
    months = {**sources, **dict.fromkeys(touched, source)}
    return Renewal(file, source, changes, len(old.keys() - new.keys()), table_text({**kept, **new}, months))


def _changes(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> Iterator[Change]:
    for (column, month), figure in sorted(new.items()):
        was = old.get((column, month))
        if was != figure:
            yield Change(column, month, was, figure, old.get((column, _month_before(month))))


def _month_before(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year - (number == 1)}-{(number - 2) % 12 + 1:02}"


def refuse_doubtful(found: Renewal, accepted: Collection[str]) -> None:
    """Raise ``RenewalError`` where a series is doubtful and not named, or one is named that the table has not."""
    known = [series.column for series in all_series()]
    for name in accepted:
        if name not in known:
            raise RenewalError(f"`{name[:40]}` is not a series of the table", suggestion(name, known))
    if held := [name for name in found.doubtful if name not in accepted]:
        first = next(change for change in found.changes if change.column == held[0] and change.is_doubtful)
        said = f"`{first.column}` in {first.month} is {first.new}, {first.factor:.3g} times the table's {first.old}"
        more = f", and {len(held) - 1} other series are as far off" if len(held) > 1 else ""
        remedy = f"look at unit and column in {found.file.name}; if it is right, add `--accept {first.column}`"
        raise RenewalError(f"{said}{more}", remedy)


def described(found: Renewal) -> Iterator[str]:
    """What a renewal would change, in lines."""
    new = [change for change in found.changes if change.old is None]
    moved = [change for change in found.changes if change.old is not None]
    far = [change for change in moved if abs(change.factor - 1) > NOTED]
    if far:
        yield f"{'series':<20} {'month':<8} {'old':>10} {'new':>10} {'change':>9}"
    for change in far[:MOST_LINES]:
        doubt = "  look at the file" if change.is_doubtful else ""
        percent = f"{100 * (change.factor - 1):+.1f}%".replace("-", "−")
        yield f"{change.column:<20} {change.month:<8} {change.old:>10} {change.new:>10} {percent:>9}{doubt}"
    if len(far) > MOST_LINES:
        counts = Counter(change.column for change in far[MOST_LINES:])
        yield "and " + ", ".join(f"{count} more of {column}" for column, count in counts.items())
    yield f"{len(moved)} figures change, {len(far)} of them by more than 1%; {len(new)} are new."
    if found.lost:
        yield f"{found.lost} figures of the table are not in the file; they stay where it has nothing of their month."


def new_record(
    found: Renewal, record: Mapping[str, Any] | None, before: str, today: str, version: str, accepted: Collection[str]
) -> str:
    """The record with this update as its last, as JSON.

    Args:
        before: the text of the table before it.
        accepted: the doubtful series that were named.
    """
    new = Counter(change.column for change in found.changes if change.old is None)
    moved = Counter(change.column for change in found.changes if change.old is not None)
    update = {
        "activity": f"weighbridge library update, version {version}",
        "endedAtTime": today,
        "used": {
            "name": found.file.name,
            "sha256": found.file.sha256,
            "publisher": found.file.publisher.value,
            "updated": found.file.updated,
            "source": found.source,
        },
        "labels": dict(found.file.labels),
        **({"wasDerivedFrom": {"name": f"{COMMODITIES}.csv", "sha256": sha256(before.encode())}} if before else {}),
        "generated": {"name": f"{COMMODITIES}.csv", "sha256": sha256(found.text.encode())},
        "rows": [
            {"series": series.column, "new": str(new[series.column]), "changed": str(moved[series.column])}
            for series in all_series()
            if new[series.column] or moved[series.column]
        ],
        **({"accepted": sorted(set(accepted) & set(found.doubtful))} if set(accepted) & set(found.doubtful) else {}),
    }
    updates = [*_finished((record or {"updates": []})["updates"], before), update]
    whole = {"table": f"{COMMODITIES}.csv", "what": WHAT, **(record or {}), "updates": updates}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _finished(updates: Sequence[Mapping[str, Any]], table: str) -> list[Mapping[str, Any]]:
    """The updates of a record without the last, where that was stopped before its table was written."""
    begun, last = sha256(table.encode()) if table else None, len(updates)
    return [
        update
        for number, update in enumerate(updates, 1)
        if number < last or update.get("wasDerivedFrom", {}).get("sha256") != begun
    ]


def new_sources(text: str, found: Renewal, today: str) -> str:
    """The list of sources with the edition in it, in the order of the keys."""
    items = json.loads(text)
    if any(item["id"] == found.source for item in items):
        return text
    edition = [int(part) for part in (found.file.updated or "").split("-")]
    item = {
        "id": found.source,
        "type": "dataset",
        "title": "World Bank Commodity Price Data (The Pink Sheet), monthly prices",
        "author": [{"literal": "World Bank"}],
        "publisher": "World Bank",
        "issued": {"date-parts": [edition]},
        "URL": "https://www.worldbank.org/en/research/commodity-markets",
        "custom": {"trust": "V", "licence": "CC BY 4.0; credit the World Bank", "use": "shipped"},
        "accessed": {"date-parts": [[int(part) for part in re.findall(r"\d+", today)]]},
    }
    ordered = sorted([*items, item], key=lambda one: one["id"])
    return json.dumps(ordered, indent=2, ensure_ascii=False) + "\n"
