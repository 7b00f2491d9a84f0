"""Files of prices for ``prices update`` and ``library update``, and what they are compared with."""

from __future__ import annotations

import csv
import hashlib
import json
from functools import cache
from pathlib import Path
from random import Random

from ..attempt import Attempt, typed
from .grids import Grid, csv_bytes, grid_of, mutated_body, mutated_grid, other_prices, sound_csv
from .pieces import json_text, mutated_tree, write_text
from .small_project import SOURCES, small_data
from .workbooks import workbook_bytes

KIT = Path(__file__).parents[3] / "src/weighbridge"
TABLE = """\
metal,month,price,unit,source,mark
aluminium,2017-01,1791.24,USD/tonne,elsewhere,V
aluminium,2017-02,1860.75,USD/tonne,elsewhere,V
copper,2017-01,5754.56,USD/tonne,elsewhere,V
copper,2017-02,5940.91,USD/tonne,elsewhere,V
iron_ore,2017-01,80.41,USD/tonne,elsewhere,V
iron_ore,2017-02,89.44,USD/tonne,elsewhere,V
"""
FRED = """\
observation_date,PCOPPUSDM
2017-01-01,5754.56
2017-02-01,5940.91
2017-03-01,5824.63
2017-04-01,.
"""
PLAIN = """\
"Date","Copper"
"2017-02-01","5,940.91"
"2017-01-01","5,754.56"
"""
PINK: Grid = [
    ["World Bank Commodity Price Data (The Pink Sheet)"],
    ["Updated on March 02, 2018"],
    ["", "Aluminum", "Iron ore, cfr spot", "Copper", "Crude oil, average", "Gold"],
    ["", "($/mt)", "($/dmtu)", "($/mt)", "($/bbl)", "($/troy oz)"],
    *([f"2016M{month:02}", "1727.74", "80.02", "5660.35", "52.61", "1157.36"] for month in range(3, 13)),
    ["2017M01", "1791.24", "80.41", "5754.56", "53.59", "1192.1"],
    ["2017M02", "1860.75", "89.44", "5940.91", "54.35", "1234.2"],
    ["2017M03", "1901.47", "87.65", "5824.63", "50.9", "1231.42"],
]
RECORD = {
    "table": "metal-prices.csv",
    "what": "Where the table comes from.",
    "updates": [
        {
            "activity": "table made",
            "endedAtTime": "2026-11-22",
            "used": {
                "name": "a.xlsx",
                "sha256": "7" * 64,
                "publisher": "world-bank",
                "updated": "2017-06-02",
                "source": "elsewhere",
            },
            "labels": {"aluminium": "($/mt)", "copper": "($/mt)", "iron_ore": "($/dmtu)"},
            "generated": {"name": "metal-prices.csv", "sha256": hashlib.sha256(TABLE.encode()).hexdigest()},
            "rows": [],
        }
    ],
}
WRITTEN = ("data/evidence", "data/library")


def price_csvs(rnd: Random, folder: Path) -> Attempt:
    """A CSV of a publisher, changed: as often into another that is sound as into one that is not."""
    _data(folder)
    text = rnd.choice((FRED, FRED, PLAIN))
    name = rnd.choice(("PCOPPUSDM.csv", "prices.csv", "copper.csv"))
    grid, is_sound = grid_of(text), rnd.random() < 0.6
    content = sound_csv(rnd, other_prices(rnd, grid)) if is_sound else csv_bytes(rnd, mutated_body(rnd, grid))
    (folder / name).write_bytes(content)
    unit = rnd.choice(("USD/tonne", "USD/tonne", "USD/lb", "USc/lb"))
    is_told = rnd.random() < (0.1 if text == FRED else 0.9)
    return _update(rnd, name, ("--metal", "copper", "--unit", unit) if is_told else ())


def price_workbooks(rnd: Random, folder: Path) -> Attempt:
    """The World Bank's workbook, changed."""
    _data(folder)
    of_library = rnd.random() < 0.35
    sheet = {"Monthly Prices": all_series() if of_library else PINK}
    if rnd.random() < 0.3:
        sheet["Description"] = [["x"]]
    (folder / "pink.xlsx").write_bytes(workbook_bytes(rnd, sheet, heads=4))
    if of_library:
        accepted = ("--accept", "gold", "--accept", "copper") if rnd.random() < 0.2 else ()
        more = ((*accepted, "--yes"),) if rnd.random() < 0.7 else ((),)
        return typed(*(("library", "update", "pink.xlsx", *one) for one in more), written=WRITTEN)
    return _update(rnd, "pink.xlsx", ())


@cache
def all_series() -> Grid:
    """A sheet with every series that the library has, in a few months."""
    text = (KIT / "library/commodity_series.csv").read_text(encoding="utf-8")
    series = list(csv.DictReader(text.splitlines()))
    heads = [["x"], ["Updated on March 02, 2018"], ["", *(one["headers"].split(";")[0] for one in series)]]
    heads.append(["", *(f"({one['labels'].split(';')[0]})" for one in series)])
    months = [row[0] for row in PINK[4:]]
    held = {"gold": "1192.1", "copper": "5754.56"}  # as the library's table has them
    prices = [held.get(one["column"], str(10.5 + at)) for at, one in enumerate(series)]
    return [*heads, *([month, *prices] for month in months)]


def price_tables(rnd: Random, folder: Path) -> Attempt:
    """A sound file of prices, compared with a table, a record or a list of sources that is changed."""
    _data(folder)
    (folder / "PCOPPUSDM.csv").write_text(FRED, encoding="utf-8")
    evidence, way = folder / "data/evidence", rnd.randrange(3)
    if way == 0:
        grid = grid_of(TABLE)
        changed = mutated_grid(rnd, grid) if rnd.random() < 0.4 else mutated_body(rnd, grid, rough=0.1)
        (evidence / "metal-prices.csv").write_bytes(csv_bytes(rnd, changed, plain=0.8))
    elif way == 1:
        write_text(evidence / "metal-prices.provenance.json", json_text(rnd, mutated_tree(rnd, RECORD)))
    else:
        write_text(evidence / "sources.json", json_text(rnd, mutated_tree(rnd, SOURCES)))
    return _update(rnd, "PCOPPUSDM.csv", ())


def _data(folder: Path) -> None:
    small_data(folder)
    write_text(folder / "data/evidence/metal-prices.csv", TABLE)
    write_text(folder / "data/evidence/metal-prices.provenance.json", json.dumps(RECORD, indent=1))


def _update(rnd: Random, name: str, options: tuple[str, ...]) -> Attempt:
    """The command without and with ``--yes``, and once more, when it must change nothing."""
    months = rnd.choices(("copper:2017-01", "copper:2017-02", "copper:2017-03"), k=rnd.choice((1, 2)))
    accept = tuple(word for month in months for word in ("--accept", month)) if rnd.random() < 0.2 else ()
    command = ("prices", "update", name, *options, *accept)
    calls = rnd.choice(((command,), ((*command, "--yes"),), (command, (*command, "--yes"), (*command, "--yes"))))
    return typed(*calls, written=WRITTEN)
