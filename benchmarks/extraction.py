"""How well quantities are found in text: measured on published test sets, the peers beside it in the same run.

The sets are not part of the project. Put them side by side into one folder, then name it:

    git clone --depth 1 https://github.com/microsoft/Recognizers-Text
    git clone --depth 1 https://github.com/nielstron/quantulum3
    git clone --depth 1 https://github.com/harperco/MeasEval
    python benchmarks/extraction.py FOLDER [--write docs/extraction.md] [--faults currency]

The peers, quantulum3 and Recognizers-Text, are run where they are installed (`pip install quantulum3
recognizers-text-suite "emoji<2"`, an environment of its own is best: `--peers PYTHON` names its interpreter).
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

INFINITE = float("inf")
CLOSE = 1e-6  # relative: a value is the same
PEERS = ("quantulum3", "Recognizers-Text")


@dataclass(frozen=True)
class Read:
    """A quantity in a text: its span, the ends of its value, and what it is: ``money``, ``dimension``, ``number``."""

    start: int
    end: int
    low: float
    high: float
    sort: str = "number"

    def is_value_of(self, other: Read) -> bool:
        """Whether it stands in the same place with the same value, or with one end of the same range."""
        overlaps = self.start < other.end and other.start < self.end
        same = {_close(mine, theirs) for mine in (self.low, self.high) for theirs in (other.low, other.high)}
        return overlaps and (self.is_range_of(other) or (True in same and other.low == other.high))

    def is_range_of(self, other: Read) -> bool:
        """Whether it has both ends of another."""
        return _close(self.low, other.low) and _close(self.high, other.high)


@dataclass(frozen=True)
class Sample:
    """A text and the quantities that its annotators found."""

    text: str
    gold: tuple[Read, ...]


def _close(one: float, other: float) -> bool:
    return one == other or (math.isfinite(one + other) and abs(one - other) <= CLOSE * max(abs(one), abs(other)))


# The sets, as their authors publish them.


def recognizers(folder: Path, model: str, sort: str) -> list[Sample]:
    """The samples of a model of Recognizers-Text: currencies, dimensions."""
    path = folder / "Recognizers-Text" / "Specs" / "NumberWithUnit" / "English" / f"{model}.json"
    samples = []
    for one in json.loads(path.read_text(encoding="utf-8-sig")):
        gold = [
            Read(result["Start"], result["End"] + 1, value, value, sort)
            for result in one["Results"]
            if (value := _number(result["Resolution"].get("value"))) is not None
        ]
        samples.append(Sample(one["Input"], tuple(gold)))
    return samples


def ranges(folder: Path) -> list[Sample]:
    """The samples of ranges of Recognizers-Text: ``[20,30)``, one end open for "more than 20"."""
    path = folder / "Recognizers-Text" / "Specs" / "Number" / "English" / "NumberRangeModel.json"
    samples = []
    for one in json.loads(path.read_text(encoding="utf-8-sig")):
        gold = []
        for result in one["Results"]:
            low, high = result["Resolution"]["value"].strip("[]()").split(",")
            ends = float(low or -INFINITE), float(high or INFINITE)
            gold.append(Read(result["Start"], result["End"] + 1, *ends))
        samples.append(Sample(one["Input"], tuple(gold)))
    return samples


def quantulum(folder: Path) -> list[Sample]:
    """The samples of quantulum3: numbers with and without units; a range is a middle and its uncertainty."""
    path = folder / "quantulum3" / "quantulum3" / "_lang" / "en_US" / "tests" / "quantities.json"
    samples = []
    for one in json.loads(path.read_text(encoding="utf-8")):
        text, gold, at = one["req"], [], 0
        for result in one["res"]:
            at = max(text.find(result["surface"], at), 0)
            room = result.get("uncertainty") or 0.0
            ends = float(result["value"]) - room, float(result["value"]) + room
            gold.append(Read(at, at + len(result["surface"]), *ends))
            at += len(result["surface"])
        samples.append(Sample(text, tuple(gold)))
    return samples


def measeval(folder: Path) -> list[Sample]:
    """The paragraphs of MeasEval's evaluation set, each with the spans of its quantities; the values are not given."""
    data = folder / "MeasEval" / "data" / "eval"
    samples = []
    for path in sorted((data / "text").glob("*.txt")):
        text, table = path.read_text(encoding="utf-8"), data / "tsv" / f"{path.stem}.tsv"
        if table.is_file():
            with table.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
            spans = [row for row in rows if row["annotType"] == "Quantity"]
            gold = [Read(int(row["startOffset"]), int(row["endOffset"]), 0.0, 0.0) for row in spans]
            samples.append(Sample(text, tuple(gold)))
    return samples


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"-?[\d.]+(E[-+]?\d+)?", text) else None


# Who reads them.


def weighbridge(texts: Iterable[str], phrases: bool = False) -> list[list[Read]]:
    """What this project finds; a loosening word with a direction opens the other end.

    Args:
        phrases: take the spans without the things that are counted, as MeasEval marks them.
    """
    from weighbridge.quantities import Kind, mentions
    from weighbridge.text import hedge

    # the set of dimensions has no lengths of time
    sorts = {Kind.MONEY: "money", Kind.MEASURE: "dimension", Kind.DURATION: "duration"}
    found = []
    for text in texts:
        read = []
        for one in mentions(text, "en").quantities:
            low, high = float(one.meaning.low), float(one.meaning.high)
            side = hedge(one.cue).direction if one.cue != "none" and low == high else None
            open_low, open_high = (low, INFINITE) if side == "above" else (-INFINITE, high)
            is_money = one.kind is Kind.MONEY
            sort = "money" if is_money else sorts.get(one.kind, "number")
            start, end = one.phrase if phrases else (one.start, one.end)
            read.append(Read(start, end, low, high, sort))
            if side in ("above", "below"):
                read.append(Read(one.start, one.end, open_low, open_high, "range"))
        found.append(read)
    return found


PEER_CODE = {
    "quantulum3": """
import json, sys
from quantulum3 import parser
out = []
for text in json.load(sys.stdin):
    try:
        found = parser.parse(text)
    except Exception:
        found = []
    out.append([[*q.span, q.value - (q.uncertainty or 0), q.value + (q.uncertainty or 0),
        {"currency": "money", "dimensionless": "number", "time": "duration"}.get(q.unit.entity.name, "dimension")]
        for q in found])
print(json.dumps(out))
""",
    "Recognizers-Text": """
import json, sys
from recognizers_text import Culture
from recognizers_number import recognize_number  # its Python edition has no ranges
from recognizers_number_with_unit import recognize_currency, recognize_dimension
CALLS = [(recognize_number, "number"), (recognize_currency, "money"), (recognize_dimension, "dimension")]
out = []
for text in json.load(sys.stdin):
    found = []
    for call, sort in CALLS:
        try:
            results = call(text, Culture.English)
        except Exception:
            results = []
        for r in results:
            try:
                value = float(r.resolution["value"])
            except (TypeError, ValueError, KeyError):
                continue
            found.append([r.start, r.end + 1, value, value, sort])
    out.append(found)
print(json.dumps(out))
""",
}


def whole(reads: Iterable[Read]) -> list[Read]:
    """Quantities without the bare numbers that stand in one with a unit: a reader that gives both read one quantity.

    >>> [one.sort for one in whole([Read(0, 2, 20, 20), Read(0, 5, 20, 20, "money"), Read(9, 10, 3, 3)])]
    ['money', 'number']
    """
    found = list(reads)
    units = [one for one in found if one.sort != "number"]
    inside = [any(unit.start <= one.start and one.end <= unit.end for unit in units) for one in found]
    return [one for one, is_part in zip(found, inside, strict=True) if one.sort != "number" or not is_part]


def peer(name: str, python: str) -> Callable[[Iterable[str]], list[list[Read]]]:
    """A peer that runs under its own interpreter; raises ``CalledProcessError`` where it is not installed."""

    def read(texts: Iterable[str]) -> list[list[Read]]:
        given = json.dumps(list(texts))
        done = subprocess.run(
            [python, "-X", "utf8", "-W", "ignore", "-c", PEER_CODE[name]],
            input=given,
            encoding="utf-8",
            capture_output=True,
            check=True,
        )
        return [whole(Read(*one) for one in found) for found in json.loads(done.stdout)]

    return read


# How good that is.


def value_score(samples: Sequence[Sample], found: Sequence[Sequence[Read]], sort: str | None) -> tuple[int, int, int]:
    """Values that were found, that were missed, and that are too many; of one sort where it is given."""
    hits = missed = excess = 0
    for sample, reads in zip(samples, found, strict=True):
        left = [one for one in reads if one.sort == sort or (sort is None and one.sort != "range")]
        for gold in sample.gold:
            match = next((one for one in left if one.is_value_of(gold)), None)
            hits, missed = (hits + 1, missed) if match else (hits, missed + 1)
            if match:
                left.remove(match)
        excess += len(left)
    return hits, missed, excess


def range_score(samples: Sequence[Sample], found: Sequence[Sequence[Read]]) -> tuple[int, int]:
    """Ranges of which both ends were found, in one piece or in two, and all."""
    hits = 0
    for sample, reads in zip(samples, found, strict=True):
        for gold in sample.gold:
            inside = [one for one in reads if one.start < gold.end and gold.start < one.end]
            whole = any(one.is_range_of(gold) for one in inside)
            lower = any(one.is_range_of(replace(gold, high=INFINITE)) for one in inside)
            upper = any(one.is_range_of(replace(gold, low=-INFINITE)) for one in inside)
            hits += whole or (lower and upper)
    return hits, sum(len(sample.gold) for sample in samples)


def span_score(samples: Sequence[Sample], found: Sequence[Sequence[Read]]) -> tuple[float, float]:
    """F1 of the spans, by overlap of characters and by exact ends."""
    shared = mine = theirs = exact = count = golds = 0
    for sample, reads in zip(samples, found, strict=True):
        spans = {(one.start, one.end) for one in reads if one.sort != "range"}
        gold = {(one.start, one.end) for one in sample.gold}
        covered = {at for start, end in spans for at in range(start, end)}
        wanted = {at for start, end in gold for at in range(start, end)}
        shared, mine, theirs = shared + len(covered & wanted), mine + len(covered), theirs + len(wanted)
        exact, count, golds = exact + len(spans & gold), count + len(spans), golds + len(gold)
    return 2 * shared / max(mine + theirs, 1), 2 * exact / max(count + golds, 1)


def f1(hits: int, missed: int, excess: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hits / max(2 * hits + missed + excess, 1)


SETS = ("currency", "dimensions", "quantulum3", "ranges", "MeasEval")


def samples_of(folder: Path) -> dict[str, list[Sample]]:
    """Every set by its name."""
    return {
        "currency": recognizers(folder, "CurrencyModel", "money"),
        "dimensions": recognizers(folder, "DimensionModel", "dimension"),
        "quantulum3": quantulum(folder),
        "ranges": ranges(folder),
        "MeasEval": measeval(folder),
    }


def figures(sets: dict[str, list[Sample]], read: Callable[[Iterable[str]], list[list[Read]]]) -> dict[str, str]:
    """What one reader reaches on each set."""
    cells = {}
    for name, samples in sets.items():
        texts = [sample.text for sample in samples]
        found = weighbridge(texts, phrases=True) if read is weighbridge and name == "MeasEval" else read(texts)
        if name == "MeasEval":
            cells[name] = "{:.2f} ({:.2f} exact)".format(*span_score(samples, found))
        elif name == "ranges":
            cells[name] = "{} of {}".format(*range_score(samples, found))
        else:
            sort = {"currency": "money", "dimensions": "dimension"}.get(name)
            cells[name] = f"{f1(*value_score(samples, found, sort)):.3f}"
    return cells


def faults(samples: Sequence[Sample], sort: str | None) -> Iterable[str]:
    """Each text of a set in which something was missed or found too many, for who mends the grammar."""
    for sample, found in zip(samples, weighbridge([one.text for one in samples]), strict=True):
        left = [one for one in found if sort in (None, one.sort)]
        missed = [gold for gold in sample.gold if not any(one.is_value_of(gold) for one in found)]
        if missed or len(left) > len(sample.gold):
            yield f"{sample.text}\n   wanted {[(one.low, one.high) for one in sample.gold]}"
            yield f"   found  {[(one.low, one.high, one.sort, sample.text[one.start : one.end]) for one in found]}"


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="holds Recognizers-Text, quantulum3 and MeasEval")
    parser.add_argument("--peers", default=sys.executable, help="the interpreter that has the peers")
    parser.add_argument("--write", type=Path, help="write the table there")
    parser.add_argument("--faults", choices=SETS, help="list the texts of a set that are not read as its authors read")
    given = parser.parse_args()
    sets = samples_of(given.folder)
    if given.faults:
        sort = {"currency": "money", "dimensions": "dimension"}.get(given.faults)
        print("\n".join(faults(sets[given.faults], sort)))
        return
    rows = {"Weighbridge": figures(sets, weighbridge)}
    for name in PEERS:
        try:
            rows[name] = figures(sets, peer(name, given.peers))
        except subprocess.CalledProcessError as error:
            last = (error.stderr or "no message").strip().splitlines()[-1]
            print(f"{name} was not run: {last}", file=sys.stderr)
    lines = ["| reader | " + " | ".join(SETS) + " |", "| --- " * (len(SETS) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(cells[one] for one in SETS) + " |" for name, cells in rows.items()]
    table = "\n".join(lines) + "\n"
    print(table)
    if given.write:
        text = given.write.read_text(encoding="utf-8")
        begin, end = "<!-- written by benchmarks/extraction.py -->\n", "<!-- end -->"
        before, _, rest = text.partition(begin)
        given.write.write_text(f"{before}{begin}\n{table}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
