"""What is typed for a case: the door, and one or two commands, the cheap ones more often."""

from __future__ import annotations

from random import Random
from typing import Any

from ..attempt import Attempt, Call, typed

CASE = "case.yaml"
WEIGHTS = {
    **{"verify": 5, "verify --json": 5, "verify --full": 2, "verify --markdown": 1, "check": 3, "check --json": 1},
    **{
        "flips": 3,
        "solve": 3,
        "slips": 3,
        "reconcile": 3,
        "explain": 4,
        "sources": 1,
        "sources --csl": 0.5,
        "diff": 0.7,
    },
    **{
        "log": 0.5,
        "log --why": 0.3,
        "review": 0.3,
        "workbook": 0.5,
        "deposit": 0.1,
        "claim-review": 0.5,
        "audit": 0.15,
    },
    **{"verify --out": 0.3, "verify --under": 1, "tables": 0.4, "report": 0.3},
}
AUTHOR = ("--author", "A. Author")
WRITTEN = ("result", "book.xlsx", "deposit", "log.yaml", "reviews", "tables", "small.pdf", "small.docx", "small.md")


def _names(data: Any) -> list[str]:
    sections = ("claims", "evidence", "assumptions", "formulas", "checks", "alternatives", "events")
    found = []
    for section in sections:
        entries = data.get(section) if isinstance(data, dict) else None
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            found.append(str(name))
            kinds = ("fixed", "uniform", "triangular", "normal", "lognormal", "pert", "student_t")
            inner = next(
                (entry[kind] for kind in kinds if isinstance(entry, dict) and isinstance(entry.get(kind), dict)), {}
            )
            found += [f"{name}.{key}" for key in inner]
    return found or ["x"]


def _of_section(random: Random, data: Any, *sections: str) -> str:
    found = [
        str(name) for section in sections for name in (data.get(section) or {}) if isinstance(data.get(section), dict)
    ]
    return random.choice(found or ["x"])


def _option(random: Random, data: Any) -> str:
    """An option of a choice as ``--under`` takes it, of one that there is or not."""
    entries = data if isinstance(data, dict) else {}
    sections = [entries.get(section) for section in ("alternatives", "events", "claims")]
    choices = {name: one for section in sections if isinstance(section, dict) for name, one in section.items()}
    name, entry = random.choice([*choices.items(), ("shape", {"options": {"peaked": {}}})])
    found = [entry.get(key) for key in ("options", "candidates", "readings")] if isinstance(entry, dict) else []
    options = [option for one in found if isinstance(one, dict) for option in one]
    text = f"{name}={random.choice([*options, 'x'])}"
    return text.replace("\x00", "").encode("utf-8", "replace").decode()  # what no command line can hold


def call_of(random: Random, command: str, data: Any) -> Call:
    """What is typed for a command and the case of some data."""
    name, *options = command.split()
    call = (name, CASE, *options)
    if command == "solve":
        wanted = _of_section(random, data, "claims") if random.random() < 0.7 else "5 tonne"
        unknown = random.choice(_names(data))
        return (*call, _of_section(random, data, "formulas", "assumptions"), unknown, *wanted.split())
    if command == "explain":
        return (*call, random.choice(_names(data)))
    more: dict[str, Call] = {
        "log --why": ("begun",),
        "review": ("--as", "R. Reviewer", "--why", "seen", "--sign", random.choice(_names(data))),
        "workbook": ("-o", "book.xlsx"),
        "deposit": ("--out", "deposit", "--licence", "CC-BY-4.0", *AUTHOR),
        "claim-review": ("--url", "https://example.org/review", *AUTHOR),
        "audit": ("--without-notebooks",),
        "verify --out": ("result",),
        "verify --under": (_option(random, data),),
        "tables": ("--out", "tables"),
        "report": ("-o", "small.pdf", "-o", "small.docx", "-o", "small.md"),
        "diff": (CASE,),
    }
    return (*call, *more.get(command, ()))


def commands(random: Random, data: Any, most: int = 2, sets: Call = ()) -> Attempt:
    """The door, and one or two commands for a case of some data."""
    chosen = random.choices(list(WEIGHTS), list(WEIGHTS.values()), k=random.randint(1, most))
    calls = [call_of(random, command, data) for command in dict.fromkeys(chosen)]
    takes_sets = ("verify", "flips", "slips", "reconcile", "explain", "workbook", "solve", "report", "tables")
    calls = [(*call, *sets) if call[0] in takes_sets else call for call in calls]
    return typed(("list", CASE), *calls, written=WRITTEN)
