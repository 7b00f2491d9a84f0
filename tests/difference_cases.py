"""Small cases that differ in one way each, for what is said of two runs."""

from pathlib import Path

import weighbridge

BASE = """\
title: Five trucks
article: {title: A, url: "https://example.org/article", language: en}
claims:
  mass: {quote: {exact: 100 tonnes}, value: 100.0 tonne, hedge: none}
  trucks: {quote: {exact: five trucks}, value: 5 truck, hedge: none}
evidence:
  limit: {what: what a truck may carry, table: loads, where: {key: limit}, column: load}
assumptions:
  spare:
    of: what a truck carries beyond that
    uniform: {low: {value: 0 tonne/truck, reason: none}, high: {value: 5 tonne/truck, reason: a guess}}
formulas:
  load: {expression: mass / trucks, unit: tonne/truck, of: the load}
  capacity: {expression: limit + spare, unit: tonne/truck, of: what a truck can carry}
alternatives:
  truck:
    question: Which trucks?
    options:
      ours: {reason: as here}
      theirs: {reason: as there, sources: [a-source], set: {spare.high: 6 tonne/truck}}
checks:
  can_carry: {question: Can trucks carry it?, kind: possible, stated: load, at_most: capacity}
"""
SOURCES = """\
[{"id": "a-source", "type": "webpage", "title": "Loads", "custom": {"trust": "V", "licence": "none", "use": "cited"}}]
"""
TABLE = """\
key,load,unit,source,mark,note
limit,30,tonne/truck,a-source,V,
other,4,tonne/truck,a-source,V,
"""


def written(folder: Path, text: str = BASE, table: str = TABLE, sources: str = SOURCES) -> Path:
    """The file of a case in a folder, with its table and its sources beside it."""
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    (folder / "evidence" / "loads.csv").write_text(table, encoding="utf-8")
    (folder / "evidence" / "sources.json").write_text(sources, encoding="utf-8")
    return folder / "case.yaml"


def opened(folder: Path, text: str = BASE, table: str = TABLE, sources: str = SOURCES) -> weighbridge.Case:
    """The same, opened."""
    return weighbridge.open_case(str(written(folder, text, table, sources)))


def changed(*pairs: tuple[str, str], text: str = BASE) -> str:
    """The text with some words in place of others, each of which stands in it once."""
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text
