"""The examples of ``docs/difference.md``: a case as it stands and with something set, as ``weighbridge diff`` says it.

The mark of each names the case, and behind a colon what is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..base import ANYWHERE, command_line
from ..case import Case
from ..difference import compare, lines_of
from .section import Section, between_marks

DOCUMENT = "docs/difference.md"
WIDTH = 88  # columns
SECONDS = 600.0  # that may be tried which change turned an outcome: as long as it takes, for the words are compared


def examples(case: Case, root: Path) -> Iterator[Section]:
    """The examples of a project that are of a case, as they would be rendered today; none where it has no page.

    Raises:
        CaseError: what a mark says can't be set.
    """
    page = root / DOCUMENT
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    for _, _, by in between_marks(text):
        name, sets = asked_in(by)
        if name == case.name:
            yield Section(DOCUMENT, example(case, sets))


def asked_in(mark: str) -> tuple[str, tuple[str, ...]]:
    """The case that the mark of an example names, and what is set; an empty name where it names none.

    >>> asked_in("`python tools/difference.py` of raqqa-2017: trucks=40 truck; mass=short")
    ('raqqa-2017', ('trucks=40 truck', 'mass=short'))
    """
    found = re.search(r"tools/difference\.py` of ([\w-]+): (.+)", mark)
    return (found[1], tuple(one.strip() for one in found[2].split(";"))) if found else ("", ())


def example(case: Case, sets: tuple[str, ...]) -> str:
    """The command and what it prints, as Markdown."""
    options = [word for one in sets for word in ("--set", one)]
    command = command_line(["weighbridge", "diff"], [case.name], options, form=ANYWHERE)
    changed = case.with_(dict(_name_and_value(one) for one in sets))
    found = compare(case, changed, (case.name, ", ".join(sets)), SECONDS)
    printed = "\n".join(line.text for line in lines_of(found, WIDTH))
    return f"```sh\n{command}\n```\n\n```text\n{printed}\n```\n"


def _name_and_value(setting: str) -> tuple[str, str]:
    name, _, value = setting.partition("=")
    return name.strip(), value.strip()
