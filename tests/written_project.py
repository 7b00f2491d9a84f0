"""A small project that every writing command can write to, and the commands with what they change."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from warm_process import ROOT, Run
from weighbridge.library.commodities import all_series, read_cells

CASE = """\
title: A price
article: {title: A, url: "https://example.org/article", language: en}
claims:
  stated: {quote: {exact: "4,500 dollars a tonne"}, value: 4500 USD/tonne}
  trucks: {quote: {exact: "about 50 trucks"}, value: 50 truck, hedge: about}
evidence:
  price: {table: metal-prices, where: {metal: copper, month: 2017-02}, column: price}
checks:
  fits: {question: Is it the price?, kind: agrees, stated: stated, equals: price}
"""
CASE_FILE = "data/cases/small/case.yaml"
DAILY = 'Date,Price,Vol.\n05/13/2014,"4,500.25",1.5K\n05/12/2014,"4,400.00",2K\n'
PASSAGES = "text\n" + "near 50 trucks with approximately 2500 tons of metal\n" * 3


def make_project(folder: Path) -> Path:
    """A folder with data, one case, and files to be read by commands; gives that of the data."""
    data = folder / "data"
    for kind in ("evidence", "library"):
        shutil.copytree(ROOT / "data" / kind, data / kind)
    for name in ("datapackage.json", "README.md"):
        shutil.copy(ROOT / "data" / name, data / name)
    (folder / CASE_FILE).parent.mkdir(parents=True)
    (folder / CASE_FILE).write_text(CASE, encoding="utf-8")
    (folder / "daily.csv").write_text(DAILY, encoding="utf-8")
    (folder / "passages.csv").write_text(PASSAGES, encoding="utf-8")
    for name, metal, price in (("fred", "PCOPPUSDM", 5941.5), ("other", "PALUMUSDM", 1861.5)):
        (folder / f"{name}.csv").write_text(f"observation_date,{metal}\n2017-02-01,{price}\n", encoding="utf-8")
    write_commodities(folder / "commodities.xlsx", data / "library" / "commodity-prices.csv")
    return data


def write_commodities(path: Path, table: Path) -> None:
    """A workbook in the World Bank's form that is newer than a table and has one figure more of each series."""
    cells, _ = read_cells(table.read_text(encoding="utf-8"))
    late = {key: figure for key, figure in cells.items() if key[1] >= "2024-01"}
    last = max(month for _, month in late)
    months = sorted({month for _, month in late})
    book = Workbook()
    sheet = book.active
    sheet.title = "Monthly Prices"
    sheet.append(["World Bank Commodity Price Data (The Pink Sheet)"])
    sheet.append(["Updated on December 02, 2026"])
    columns = list(all_series())
    sheet.append([None, *(f"{one.wanted.headers[0].capitalize()} **" for one in columns)])
    sheet.append([None, *(f"({one.wanted.labels[0]})" for one in columns)])
    newer = f"{last[:4]}-{int(last[5:]) + 1:02}"
    for month in (*months, newer):
        row = [late.get((one.column, last if month == newer else month), "…") for one in columns]
        sheet.append([month.replace("-", "M"), *(float(one) if one != "…" else one for one in row)])
    book.save(path)


def state(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, and every link with where it leads."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def restore(folder: Path, before: dict[str, bytes]) -> None:
    """Put a folder back as it was: its files, and no others, and no folders that hold none."""
    for name, content in state(folder).items():
        if name not in before:
            (folder / name).unlink()
        elif content != before[name]:
            (folder / name).write_bytes(before[name])
    for name in before.keys() - state(folder).keys():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(before[name])
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


@dataclass(frozen=True)
class Command:
    """A command that writes.

    Attributes:
        words: what is typed.
        before: commands that have to run before it.
        edits: which file is changed between those and it, and what in it.
        again: a part of the line with which it is refused once all is written; empty where it then works as well.
        kills: how many times it is killed: the more, the less it costs and the more it writes.
        ends: its exit codes when it works.
    """

    name: str
    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    edits: tuple[str, str, str] = (CASE_FILE, "", "")
    again: str = ""
    kills: int = 12
    ends: tuple[int, ...] = (0,)
    surrounding: dict[str, object] = field(default_factory=dict)

    def run(self, folder: Path, **surrounding: object) -> Run:
        """The run of it in a folder."""
        return Run(self.words, str(folder), **{**self.surrounding, **surrounding})


ADD = ("evidence", "add", "daily.csv", "--date", "Date", "--column", "Price", "--unit", "USD/tonne")
SOURCE = ("--source-title", "Made-up", "--source-url", "https://example.org/cu", "--accessed", "2014-06-01", "--yes")
SHARED = (*ADD, "--table", "daily", "--source", "made-up", *SOURCE)
OWN = (*ADD, "--table", "own", "--source", "own", "--case", "small", *SOURCE)
LOG, CHANGED = ("log", "small", "--why", "as it stood"), ("log", "small", "--why", "it was counted again")
REVIEW = ("review", "small", "--as", "N. N.", "--dispute", "trucks", "--why", "nobody counted")
VERIFY, WORKBOOK = ("verify", "small", "--out", "build/out"), ("workbook", "small", "-o", "a.xlsx")
REPORT = ("report", "small", "-o", "build/small.md", "-o", "build/small.docx", "-o", "build/small.pdf", "--replace")
TABLES = ("tables", "small", "--out", "build/tables")
DEPOSIT, DIFF = ("deposit", "small", "-o", "build/deposit", "--author"), ("diff", "small", "-o", "changes.md", "--set")
OTHERWISE = ("--set", "trucks=40 truck")
COMMANDS = [
    Command("prices", ("prices", "update", "fred.csv", "--yes"), kills=36),
    Command("library", ("library", "update", "commodities.xlsx", "--yes"), kills=12),
    Command("evidence", SHARED, kills=36),
    Command("evidence of a case", OWN, kills=16),
    Command("verify", VERIFY, before=((*VERIFY, *OTHERWISE),), kills=16),
    Command("log begun", LOG, kills=8),
    Command("log", CHANGED, before=(LOG,), edits=(CASE_FILE, "50 truck", "51 truck"), kills=12),
    Command("review", REVIEW, before=((*REVIEW[:2], "--as", "M. M.", *REVIEW[4:]),), kills=12),
    Command("new", ("new", "begun", "--from", "69 trucks with 40,000 liters each"), again="is there already"),
    Command("workbook", (*WORKBOOK, "--replace"), before=((*WORKBOOK, *OTHERWISE),), kills=12),
    Command("report", REPORT, before=((*REPORT, *OTHERWISE),), kills=4),
    Command("tables", TABLES, before=((*TABLES, *OTHERWISE),), kills=6),
    Command("deposit", (*DEPOSIT, "B"), before=((*DEPOSIT, "A"),), kills=12),
    Command("archive", ("deposit", "small", "-o", "deposit.zip"), again="stands there", kills=4),
    Command("notebooks", ("notebooks", "work"), kills=3),
    Command("many", ("weigh", "--many", "passages.csv", "-o", "rows.csv", "--workers", "1"), again="is there already"),
    Command("audit", ("audit", "small", "--without-notebooks", "--out", "build/audit"), kills=2, ends=(0, 1)),
    Command(
        "codebook", ("codebook", "--write"), edits=("data/datapackage.json", '"title": "', '"title": "New: '), kills=10
    ),
    Command("diff", (*DIFF, "trucks=40 truck"), before=((*DIFF, "trucks=45 truck"),), kills=6),
    Command("all cases", ("verify", "--all", "--out", "build/all", "--workers", "1"), kills=6),
    Command("charts", ("charts", "build/charts"), kills=2),
]
