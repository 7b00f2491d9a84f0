"""Newer prices for the table of metal prices: what a file would change; table, sources and provenance after it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ...base import visible_json
from ...text import sha256
from ..rows import Row
from .month_ends import AtMonthEnds, refuse_last_prices
from .plausibility import Doubt, Key, doubts, likely_metal, likely_unit
from .price_file import METALS, Dating, PriceFile, Publisher

TABLE = "metal-prices"
CENT = Decimal("0.01")
HALF_A_CENT = Decimal("0.0051")  # a vintage may round 2048.925 the other way, and binary fractions add noise
PUBLISHERS: Mapping[Publisher, Mapping[str, Any]] = {
    Publisher.WORLD_BANK: {
        "type": "dataset",
        "title": "World Bank Commodity Price Data (The Pink Sheet)",
        "publisher": "World Bank",
        "URL": "https://www.worldbank.org/en/research/commodity-markets",
        "custom": {
            "trust": "V",
            "licence": "CC BY 4.0, credit the World Bank",
            "use": "shipped",
            "origin": "lme-settlements",
        },
    },
    Publisher.FRED: {
        "type": "dataset",
        "title": "[File with the headings of FRED: global price of metals, from the International Monetary Fund]",
        "publisher": "Federal Reserve Bank of St. Louis (FRED)",
        "URL": "https://fred.stlouisfed.org",
        "custom": {
            "trust": "V",
            "licence": "copyright IMF; for one's own use, not to be republished",
            "use": "cited",
            "origin": "imf-primary-commodity-prices",
        },
    },
    Publisher.FILE: {
        "type": "dataset",
        "title": "[File of monthly prices; neither metal nor unit nor publisher is stated in it]",
        "custom": {
            "trust": "S",
            "licence": "not known; for one's own use, not to be republished",
            "use": "cited",
            "note": "What it holds is said by who ran the update: see the provenance of the table.",
        },
    },
}
AVERAGES = "each price is the average of its month"  # what nobody says of a file whose publisher is not known
MARKS = {Publisher.WORLD_BANK: "V", Publisher.FRED: "V", Publisher.FILE: "S"}


@dataclass(frozen=True)
class Change:
    """One month of one metal: the price in the table (none for a new month) and in the file, in USD per tonne.

    Attributes:
        doubt: why it should be looked at before it is taken over; none where nothing speaks against it.
    """

    metal: str
    month: str
    old: str | None
    new: str
    old_source: str | None = None
    doubt: Doubt | None = None

    @property
    def key(self) -> Key:
        """Metal and month."""
        return self.metal, self.month

    @property
    def percent(self) -> float | None:
        """By how much the price changes; none for a new month."""
        return None if self.old is None else 100 * (float(self.new) / float(self.old) - 1)


@dataclass(frozen=True)
class Plan:
    """What a file would change, and what it would not.

    Attributes:
        lacking: how many prices of the table the file does not have.
        earlier: how many of the file's are before the table begins, and are left out.
        newer_table: the day of the table's edition, where that of the file is older.
        likely_unit: that in which the doubtful prices would be those of the table; none where there is no such.
        likely_metal: the one of which they are the table's prices; none where there is no such.
        month_ends: how prices that are dated at the ends of months compare with the table's averages.
        accepted: the doubtful prices that are taken over all the same, each named by who runs the update.
    """

    file: PriceFile
    changes: tuple[Change, ...]
    lacking: int
    earlier: int
    newer_table: str | None
    likely_unit: str | None = None
    likely_metal: str | None = None
    month_ends: tuple[AtMonthEnds, ...] = ()
    accepted: frozenset[Key] = frozenset()

    @property
    def doubtful(self) -> tuple[Change, ...]:
        """The changes that should be looked at first."""
        return tuple(change for change in self.changes if change.doubt)

    @property
    def seems_another(self) -> bool:
        """Whether the file seems to hold another unit or metal, no averages of months, or no prices."""
        many = len(self.doubtful) > 1 and 2 * len(self.doubtful) > len(self.changes)
        return many or self.likely_unit is not None or self.likely_metal is not None

    def accepting(self, keys: Collection[Key]) -> Plan:
        """The same plan, with these doubtful prices taken over."""
        return replace(self, accepted=frozenset(keys))

    @property
    def source(self) -> str:
        """The key under which the file becomes a source: a vintage by its month, a file without date by its bytes."""
        if self.file.publisher == Publisher.WORLD_BANK and self.file.updated:
            return f"world-bank-pink-sheet-{self.file.updated[:7]}"
        return f"{self.file.publisher}-{self.file.sha256[:8]}"


def plan(rows: Sequence[Row], file: PriceFile, provenance: Mapping[str, Any]) -> Plan:
    """Compare a table with a file, both to the cent; months before the table's first are left out.

    Raises:
        PriceFileError: the file's prices are dated at the ends of months, and are not averages by the table.

    >>> row = Row("metal-prices", 2, {"metal": "copper", "month": "2017-02", "price": "5940.9", "source": "old"})
    >>> file = PriceFile(Publisher.FRED, "a.csv", "0" * 64, None, {("copper", "2017-02"): 5940.914})
    >>> [(change.old, change.new) for change in plan([row], file, {"updates": []}).changes]
    [('5940.9', '5940.91')]
    """
    known = {(row.cells["metal"], row.cells["month"]): row for row in rows}
    table = {key: float(row.cells["price"]) for key, row in known.items()}
    first = min((month for _, month in known), default="")
    changes = _changes(known, file, first)
    given = {change.key: file.prices[change.key] for change in changes}
    doubted = doubts(table, given, file.publisher, {key: row.cells["source"] for key, row in known.items()})
    metals = {metal for metal, _ in file.prices}
    vintages = [update["used"].get("updated") or "" for update in provenance["updates"]]
    newest = max(vintages, default="")
    return Plan(
        file,
        tuple(replace(change, doubt=doubted.get(change.key)) for change in changes),
        lacking=sum(key[0] in metals and key not in file.prices for key in known),
        earlier=sum(month < first for _, month in file.prices),
        newer_table=newest if file.updated and file.updated < newest else None,
        likely_unit=likely_unit(table, {key: given[key] for key in doubted}),
        likely_metal=likely_metal(table, {key: given[key] for key in doubted}),
        month_ends=refuse_last_prices(file, table) if file.dating == Dating.LAST else (),
    )


def _changes(known: Mapping[Key, Row], file: PriceFile, first: str) -> list[Change]:
    """The months in which the file differs from the table, and those that are new."""
    changes = []
    for (metal, month), price in sorted(file.prices.items()):
        row, new = known.get((metal, month)), written(price)
        if month >= first and (row is None or abs(Decimal(row.cells["price"]) - Decimal(repr(price))) > HALF_A_CENT):
            old, source = (row.cells["price"], row.cells["source"]) if row else (None, None)
            changes.append(Change(metal, month, old, new, source))
    return changes


def written(price: float) -> str:
    """A price to the cent, without zeros that say nothing: more digits are noise of the file, not of the market.

    >>> written(511.471832275391), written(1639.5), written(5660.0)
    ('511.47', '1639.5', '5660')
    """
    text = f"{Decimal(repr(float(price))).quantize(CENT):f}"
    return text.rstrip("0").rstrip(".")


def new_table(rows: Sequence[Row], plan: Plan) -> str:
    """The table after the changes, as text: untouched rows keep their source, the others have the new one."""
    cells = {(row.cells["metal"], row.cells["month"]): dict(row.cells) for row in rows}
    columns = list(rows[0].cells)
    for change in plan.changes:
        row = cells.setdefault((change.metal, change.month), {"metal": change.metal, "month": change.month})
        row.update(price=change.new, unit="USD/tonne", source=plan.source, mark=MARKS[plan.file.publisher])
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(cells[key] for key in sorted(cells, key=lambda key: (METALS.index(key[0]), key[1])))
    return text.getvalue()


def new_source(plan: Plan, today: str) -> dict[str, Any]:
    """The file as an item of CSL-JSON."""
    item = {"id": plan.source, **PUBLISHERS[plan.file.publisher], "accessed": {"date-parts": [_parts(today)]}}
    return {**item, "issued": {"date-parts": [_parts(plan.file.updated)]}} if plan.file.updated else item


def new_sources(text: str, plan: Plan, today: str) -> str:
    """The list of sources with that of the file in it."""
    items = json.loads(text)
    if any(item["id"] == plan.source for item in items):
        return text
    return visible_json(json.dumps([*items, new_source(plan, today)], indent=2, ensure_ascii=False)) + "\n"


def _parts(day: str) -> list[int]:
    return [int(part) for part in day.split("-")]


def new_provenance(provenance: Mapping[str, Any], plan: Plan, before: str, after: str, today: str, version: str) -> str:
    """The provenance with this update as its last, in words of W3C PROV; one that did not reach the table gives way.

    Args:
        before, after: the texts of the table.
    """
    updates = [update for update in provenance["updates"] if not unfinished(update, provenance, before)]
    update = {
        "activity": f"weighbridge prices update, version {version}",
        "endedAtTime": today,
        "used": {
            "name": plan.file.name,
            "sha256": plan.file.sha256,
            "publisher": plan.file.publisher,
            "updated": plan.file.updated,
            "source": plan.source,
        },
        "labels": dict(plan.file.labels),
        "wasDerivedFrom": {"name": f"{TABLE}.csv", "sha256": sha256(before.encode())},
        "generated": {"name": f"{TABLE}.csv", "sha256": sha256(after.encode())},
        "rows": [
            {"metal": c.metal, "month": c.month, "old": c.old, "new": c.new, "old_source": c.old_source}
            for c in plan.changes
        ],
        **_said_and_accepted(plan),
    }
    return visible_json(json.dumps({**provenance, "updates": [*updates, update]}, indent=2, ensure_ascii=False)) + "\n"


def _said_and_accepted(plan: Plan) -> dict[str, Any]:
    """What the columns of a CSV were taken for, and which doubtful prices were accepted, as far as there are any."""
    columns = [
        {"name": one.name, "metal": one.metal, "unit": one.unit, "factor": one.factor, "known_by": one.known_by.value}
        for one in plan.file.columns
    ]
    accepted = [
        {
            "metal": one.metal,
            "month": one.month,
            "ground": doubt.ground.value,
            "bound": [round(doubt.low, 2), round(doubt.high, 2)],
        }
        for one in plan.changes
        if (doubt := one.doubt) and one.key in plan.accepted
    ]
    ends = [{"metal": one.metal, "common": one.common, "near": one.near} for one in plan.month_ends]
    assumed = [AVERAGES] if plan.file.publisher == Publisher.FILE else []
    found = {"columns": columns, "assumed": assumed, "dated_at_month_ends": ends, "accepted": accepted}
    return {name: some for name, some in found.items() if some}


def unfinished(update: Mapping[str, Any], provenance: Mapping[str, Any], table: str) -> bool:
    """Whether an update is the last one and its table was never written: the table is still the one it began with."""
    begun = update.get("wasDerivedFrom", {}).get("sha256") == sha256(table.encode())
    return begun and update is provenance["updates"][-1]


def is_another(provenance: Mapping[str, Any], table: str) -> bool:
    """Whether the table is not the one that its provenance records."""
    return provenance["updates"][-1]["generated"]["sha256"] != sha256(table.encode())
