"""Deposits for tests: made once for each case, and schema.org's properties as a table."""

import csv
import json
from functools import cache
from pathlib import Path

from small_cases import CASES
from weighbridge import open_case
from weighbridge.deposit import deposit_files
from weighbridge.deposit.author import Author

SMALL = ("azernews-trucks", "coltan", "gold-ounces", "libya-fuel", "pangolin-2019", "port-sudan-copper", "suez-2021")
AUTHOR = Author("Jane Doe", "https://orcid.org/0000-0002-1825-0097")
TABLE = Path(__file__).parent / "deposit" / "schema_org.csv"
DATES = {"Date", "DateTime"}
LITERALS = {"Text", "URL", "Number", "Boolean", "Time", *DATES}


@cache
def files_of(name: str, author: Author | None = None) -> dict[str, bytes]:
    """The files of the deposit of a case, by path."""
    return deposit_files(open_case(CASES[name]), "MIT", author)


def metadata_of(name: str, author: Author | None = None) -> dict:
    """The metadata document of a deposit, read anew, so that it may be changed."""
    return json.loads(files_of(name, author)["ro-crate-metadata.json"])


@cache
def vocabulary() -> tuple[dict[str, str], dict[tuple[str, str], set[str]]]:
    """schema.org 30.0 (2026-03-19), of the types used here: the parent of each, the values of each property."""
    parents, values = {}, {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            parents[row["type"]] = row["parent"]
            if row["property"]:
                values[row["type"], row["property"]] = set(row["values"].split())
    return parents, values


def ancestors(kind: str) -> list[str]:
    """A type of schema.org and those above it."""
    parents, _ = vocabulary()
    found = []
    while kind:
        found.append(kind)
        kind = parents[kind]
    return found


def property_fault(kind: str, name: str, value: object) -> str | None:
    """What is wrong with a property of an object of a type; none where the vocabulary has it and its value fits."""
    parents, known = vocabulary()
    if kind not in parents:
        return f"{kind} is no type of the table"
    wanted = next((known[one, name] for one in ancestors(kind) if (one, name) in known), None)
    if wanted is None:
        return f"{kind} has no property {name}"
    if isinstance(value, dict) and "@type" in value:
        kinds = set(ancestors(value["@type"])) if value["@type"] in parents else {value["@type"]}
        return None if kinds & wanted else f"{name} of {kind} is a {value['@type']}, expected {sorted(wanted)}"
    if isinstance(value, str):
        return None if wanted & LITERALS else f"{name} of {kind} is a text, expected {sorted(wanted)}"
    return f"{name} of {kind} is `{value!r}`"
