"""Files of anybody's that ``evidence add`` takes over: CSVs and workbooks of any shape."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..attempt import Attempt, typed
from .grids import Grid, csv_bytes, grid_of, mutated_grid
from .pieces import piece
from .small_project import small_data
from .workbooks import workbook_bytes

FILES = (
    ("Date,Price,Note\n2014-05-06,4.5,a\n2014-05-07,4.75,\n2014-06-02,1 250,b\n", "Date", "Price"),
    ("Datum;Größe\n06.05.2014;4,5\n31.05.2014;1.250,75\n", "Datum", "Größe"),
    ("Title of it\n\nMonth\tWheat\tMaize\n2014M05\t200\t…\n2014M06\t210.5\t180\n", "Month", "Wheat"),
    ("Metal,2013,2014,2015\nCopper,4,5,6\nTin,7,8,9.5\n", "", "2014"),
    ("Year,Tonnes (thousand),Share %\n2013,1,5%\n2014,2.5,6%\nTotal,3.5,11%\n", "Year", "Tonnes (thousand)"),
)


def new_tables(rnd: Random, folder: Path) -> Attempt:
    """A file that is looked at, and taken over by a command which names its columns."""
    small_data(folder)
    text, date, column = rnd.choice(FILES)
    grid: Grid = grid_of(text.replace(";", ",") if "\t" not in text else text.replace("\t", ","))
    grid = mutated_grid(rnd, grid) if rnd.random() < 0.8 else grid
    name = rnd.choice(("new.csv", "new.csv", "new.xlsx", "new.txt", "new.tsv"))
    if name == "new.xlsx":
        (folder / name).write_bytes(workbook_bytes(rnd, {"Sheet": grid}))
    else:
        (folder / name).write_bytes(csv_bytes(rnd, grid, plain=0.5))
    look = ("evidence", "add", name)
    asked = ["--column", f"{column}=figure", "--unit", rnd.choice(("USD/tonne", "tonne", piece(rnd).replace("\0", "")))]
    asked += ["--date", date] if date else ["--dates-across"]
    asked += ["--source", "elsewhere", "--mark", rnd.choice("VDS")]
    extra = (
        *(("--monthly",), ("--keep", "Note"), ("--decimal", ","), ("--header-row", "1"), ("--header-row", "0")),
        *(("--sheet", "Sheet"), ("--delimiter", ";"), ("--encoding", "cp1252"), ("--where", "Metal=Copper")),
        *(("--without-row", "3-4"), ("--dated", "2017-02"), ("--date-format", "DD/MM/YYYY"), ("--case", "one")),
        *(("--table", "metals"), ("--note", piece(rnd).replace("\0", "")), ("--encoding", "utf-99"), ("--sheet", "x")),
    )
    for _ in range(rnd.choice((0, 0, 1, 2))):
        asked += rnd.choice(extra)
    take = (*look, *asked, *(("--yes",) if rnd.random() < 0.6 else ()))
    return typed(*rnd.choice(((look,), (take,), (take,), (take, take))), written=("data",))
