"""Results that were saved and are compared, records of an audit that are packed, and reviews for a page."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ..attempt import Attempt, typed
from .pieces import json_text, mutated_bytes, mutated_text, mutated_tree, other_value, piece, write_text
from .small_project import small_data
from .spots import spots

CASE = "data/cases/one"
AUDIT = {
    "case": "one",
    "title": "Trucks of scrap",
    "questions": [{"key": "sources", "title": "Are the sources held?", "passed": 3, "failed": 1, "unchecked": 0}],
    "items": [{"question": "sources", "what": "elsewhere", "standing": "failed", "why": "gone", "remedy": "mend it"}],
}
NAMES = ("one-audit.json", "one-audit.md", "-x.json", "=1+1.csv", "a b.json", "ä.md", "x" * 120 + ".json", ".json")


@cache
def result_text(changed: bool = False) -> str:
    """The result of the small case as ``verify --json`` saves it, or that of the same with another number."""
    from weighbridge import open_case

    with tempfile.TemporaryDirectory() as folder:
        case = small_data(Path(folder))
        sets = ("trucks=7 truck",) if changed else ()
        return open_case(str(case), sets=sets).verify().model_dump_json().replace(folder, "x")


def saved_results(rnd: Random, folder: Path) -> Attempt:
    """Two saved results, one of them changed, or one beside the case that it is of."""
    write_text(folder / "old.json", result_text(rnd.random() < 0.5))
    _write(rnd, folder / "new.json", _changed_result(rnd))
    operands = rnd.choice((("old.json", "new.json"), ("new.json", "old.json"), ("new.json", "new.json")))
    if rnd.random() < 0.05:
        small_data(folder)
        operands = ("new.json", CASE)
    told = rnd.choice(((), (), ("--json",), ("--markdown",), ("--full",), ("-o", "found.md"), ("-o", "found.json")))
    return typed(("diff", *operands, *told), written=("found.md", "found.json"))


def _changed_result(rnd: Random) -> str:
    tree = json.loads(result_text())
    for _ in range(rnd.choice((1, 1, 2, 5))):
        holder, key = rnd.choice([spot for spot in spots(tree) if spot[1] != "run"])
        holder[key] = _other(rnd, holder[key])
    return json_text(rnd, mutated_tree(rnd, tree) if rnd.random() < 0.3 else tree)


def _other(rnd: Random, value: Any) -> Any:
    """Another value in its place; of the same type, as often as not."""
    if isinstance(value, int | float) and not isinstance(value, bool) and rnd.random() < 0.6:
        return rnd.choice((value * 2, value / 3, -value, 0, value + 0.5, 1e308, 1e-320, 10**30))
    if isinstance(value, str) and rnd.random() < 0.5:
        return mutated_text(rnd, value)
    if isinstance(value, list | dict) and rnd.random() < 0.4:
        return type(value)()
    return other_value(rnd, value)


def _write(rnd: Random, path: Path, text: str) -> None:
    write_text(path, text)
    if rnd.random() < 0.1:
        path.write_bytes(mutated_bytes(rnd, path.read_bytes()))


def deposits(rnd: Random, folder: Path) -> Attempt:
    """A deposit with files of an audit that are changed, and with people and terms that may be none."""
    small_data(folder)
    named = rnd.sample(NAMES, rnd.choice((1, 1, 2)))
    for name in named:
        _write(rnd, folder / name, json_text(rnd, mutated_tree(rnd, AUDIT)))
    records = tuple(word for name in named for word in ("--audit", f"./{name}"))
    out = rnd.choice(("deposit", "deposit", "deposit.zip"))
    terms = ("--licence", _typed(rnd.choice(("CC-BY-4.0", "CC-BY-4.0", "CC-BY-4.0", "MIT", "none", piece(rnd)))))
    return typed(("deposit", CASE, "--out", out, *terms, *_people(rnd), *records), written=(out,))


def claim_reviews(rnd: Random, folder: Path) -> Attempt:
    """A review of the case for a page, with people and an address that may be none."""
    small_data(folder)
    addresses = ("https://example.org/review", "javascript:alert(1)", "//x", "http://", "https://[", "https://a b")
    address = rnd.choice((addresses[0], rnd.choice(addresses), mutated_text(rnd, addresses[0])))
    more = rnd.choice(((), ("--script",)))
    return typed(("claim-review", CASE, "--url", _typed(address), *_people(rnd), *more))


def _people(rnd: Random) -> tuple[str, ...]:
    """Who is named as the author: a person, an organization, somebody with an address, or a hostile text."""
    name = rnd.choice(("A. Author", "A. Author", "</script><b>", piece(rnd), "a" * 500))
    told: tuple[str, ...] = ("--author", _typed(name))
    if rnd.random() < 0.3:
        address = rnd.choice(("https://orcid.org/0000-0002-1825-0097", "javascript:x", piece(rnd)))
        told = (*told, "--author-url", _typed(address))
    return (*told, "--organization") if rnd.random() < 0.2 else told


def _typed(text: str) -> str:
    """A text as a shell can give it: no argument holds a zero byte."""
    return text.replace("\0", "")
