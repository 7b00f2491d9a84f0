"""Small CSVs in the shapes that publishers offer, and a data folder that a wrong one must leave as it is."""

import hashlib
from pathlib import Path

from click.testing import CliRunner, Result

from weighbridge.cli import main

INVESTING = (
    '\ufeff"Date","Price","Open","High","Low","Vol.","Change %"\n'
    '"02/01/2017","5,940.91","5,930.00","5,950.00","5,900.00","1.38M","4.27%"\n'
    '"01/01/2017","5,754.56","5,700.00","5,800.00","5,650.00","129.17K","-1.79%"\n'
)
MACROTRENDS = (
    "Macrotrends Data Download\n\nCopper Prices - 45 Year Historical Chart\n\n"
    'DISCLAIMER AND TERMS OF USE: HISTORICAL DATA IS PROVIDED "AS IS" AND SOLELY\nFOR INFORMATIONAL PURPOSES.\n\n\n'
    "date, value\n2017-02-01,2.6930\n2017-02-02,2.6710\n"
)
WESTMETALL = (
    "date,LME Copper Cash-Settlement,LME Copper 3-month,LME Copper stock\n"
    '03. February 2017,"5,839.50","5,850.00","256,475"\n02. February 2017,"5,903.00","5,916.00","259,250"\n'
)
IMF = (
    '"Country Name","Country Code","Commodity Name","Commodity Code","Unit Name","2016M12","2017M1","2017M2",\n'
    '"World","001","Copper, Grade A Cathode","PCOPP","US Dollars","5660.35","5754.56","5940.91",\n'
)
BARS = "Date,Open,High,Low,Close,Volume\n2017-02-01,2.69,2.71,2.68,2.70,100\n2017-02-02,2.70,2.72,2.69,2.71,90\n"


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file under a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def update(path: Path, *options: str) -> Result:
    """The command `prices update` on a file."""
    return CliRunner().invoke(main, ["prices", "update", str(path), *options])


def monthly(*prices: object, name: str = "PCOPPUSDM", first: tuple[int, int] = (2016, 1), day: str = "01") -> str:
    """A CSV with a price a month, from a month on."""
    year, month = first
    count = range(len(prices))
    days = [f"{year + (month - 1 + at) // 12}-{(month - 1 + at) % 12 + 1:02}-{day}" for at in count]
    rows = (f"{one},{price}\n" for one, price in zip(days, prices, strict=True))
    return f"observation_date,{name}\n" + "".join(rows)
