"""What is on record beside a case: its log, and what reviewers said of it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

from ..attempt import Attempt, typed
from .pieces import mutated_bytes, mutated_text, mutated_tree, other_value, write_text
from .small_project import small_data

CASE = "data/cases/one"
REVIEW = {
    "reviewer": "N. N.",
    "entries": [
        {"act": "sign", "input": "trucks", "of": "6 truck", "why": "counted", "when": "2026-11-25"},
        {"act": "dispute", "input": "mass", "of": "120 tonne", "why": "weighed", "when": "2026-11-26"},
        {
            "act": "replace",
            "input": "money",
            "of": "90 thousand USD",
            "value": "80 thousand USD",
            "why": "r",
            "when": "2026-11-26",
        },
        {"act": "withdraw", "input": "mass", "why": "seen", "when": "2026-11-27"},
    ],
}
ASKED = (("log", CASE), ("verify", CASE), ("review", CASE), ("verify", CASE, "--json"), ("check", CASE))
TOLD = (
    ("log", CASE, "--why", "mended"),
    ("log", CASE, "--why", "mended", "--input", "trucks", "--who", "N. N."),
    ("review", CASE, "--as", "N. N.", "--sign", "trucks", "--why", "seen"),
    ("review", CASE, "--as", "Other", "--dispute", "mass.hedge", "--why", "seen"),
    ("review", CASE, "--as", "N. N.", "--replace", "money=85 thousand USD", "--why", "seen"),
    ("review", CASE, "--as", "N. N.", "--withdraw", "mass", "--why", "seen"),
)
WRITTEN = (f"{CASE}/log.yaml", f"{CASE}/reviews")


@cache
def log_text() -> str:
    """A log of the small case that has begun and had a change."""
    import tempfile

    from weighbridge import open_case
    from weighbridge.record import inputs_of
    from weighbridge.record.log import Entry, Log
    from weighbridge.record.log_text import beginning

    with tempfile.TemporaryDirectory() as folder:
        begun = beginning(inputs_of(open_case(str(small_data(Path(folder))))), "2026-11-20", "as it stood")
    said = {"why": "counted anew", "who": "N. N.", "when": "2026-11-25"}
    first = Entry(input="trucks", old="5 truck", new="6 truck", **said).chained(begun.sha256)
    second = Entry(input="gone", old="1 truck", new=None, **said).chained(first.sha256)
    whole = Log(began=begun, entries=[first, second])
    return json.dumps(whole.model_dump(exclude_none=True, mode="json"), ensure_ascii=False, indent=1)


def records(rnd: Random, folder: Path) -> Attempt:
    """A case with a log or reviews in which something is changed."""
    case = small_data(folder)
    for name, text in (("log.yaml", log_text()), ("reviews/one.yaml", json.dumps(REVIEW, indent=1))):
        if rnd.random() < 0.6:
            _write(rnd, case / name, text)
    calls = rnd.sample(ASKED, rnd.choice((1, 1, 2)))
    calls += [rnd.choice(TOLD)] if rnd.random() < 0.4 else []
    return typed(*calls, written=WRITTEN)


def _write(rnd: Random, path: Path, text: str) -> None:
    way = rnd.random()
    if way < 0.6:
        text = json.dumps(mutated_tree(rnd, json.loads(text)), indent=1, ensure_ascii=rnd.random() < 0.5)
    elif way < 0.85:
        text = mutated_text(rnd, text)
    elif way < 0.9:
        text = rnd.choice(
            ("", "null", "[]", "- a", "a: &x [*x]", "? {a: b}", "---\n---", "%YAML 9.9\n---\na", "a: b: c", "\t")
        )
    elif way < 0.95:
        text = json.dumps(other_value(rnd, {}))
    write_text(path, text)
    if rnd.random() < 0.1:
        path.write_bytes(mutated_bytes(rnd, path.read_bytes()))
