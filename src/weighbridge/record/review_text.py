"""Entries added to a reviewer's file: what stands in it is never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ..base import (
    REVIEWS,
    CaseError,
    Place,
    Problem,
    day_of_run,
    exclusive,
    make_folder,
    named,
    review_files,
    shown,
    suggestion,
)
from .inputs import inputs_of
from .reviews import (
    Act,
    Changeable,
    ReviewEntry,
    faults_of,
    file_name,
    parse_review,
    reviews_of,
)
from .statements import RecordedInput
from .targets import LISTED, inputs_under, known_names, state_under
from .yaml_text import yaml_text

HEAD = """\
# What a reviewer holds of this case. Entries are added at the end and never changed; a mind that changed is a new one.
"""
ORDER = ("act", "input", "value", "of", "why", "when")


@dataclass(frozen=True)
class Word:
    """What a reviewer does with an input: with which one, and what is put in its place."""

    act: Act
    input: str
    value: str | None = None

    @classmethod
    def of(cls, act: Act, text: str) -> Word:
        """That of an option of the command: a name, or ``NAME=VALUE`` where something is replaced.

        Raises:
            CaseError: where something is replaced, there is no value behind an equals sign.
        """
        if act is not Act.REPLACE:
            return cls(act, text.strip())
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            remedy = 'write `--replace "NAME=VALUE"`, as `--set` takes it'
            raise CaseError([Problem(Place(f"--replace {text}"), "not a replacement", remedy)])
        return cls(act, name.strip(), value.strip())


def add_to_review(
    case: Changeable,
    reviewer: str,
    words: Sequence[Word],
    why: str,
    reopened: Callable[[], Changeable] | None = None,
) -> Path:
    """The file of a reviewer, after entries were added to it; all of them, or none.

    Args:
        reopened: gives the case as it stands once no other run can write; ``case`` as it was opened by default.

    Raises:
        CaseError: no such input, a value that cannot stand there, an empty reason or name, or a file with a fault.
        StoreError: the file cannot be written.
    """
    _refuse_empty(reviewer, why)
    inputs = inputs_of(case)
    entries = [_entry(word, inputs, why) for word in words]
    folder = case.path.parent / REVIEWS
    if folder.is_symlink():  # which a stranger's case may have, to be written to elsewhere
        remedy = "put a folder in its place, and move the files of reviewers there"
        raise CaseError([Problem(Place(named(folder)), "a link stands there", remedy)])
    make_folder(folder)
    with exclusive(folder) as write:
        if reopened:
            case = reopened()
            inputs = inputs_of(case)
            entries = [_entry(word, inputs, why) for word in words]
        present = reviews_of(case, inputs)
        own = next((review for review in present if review.reviewer == reviewer), None)
        files = {shown(path): path.name for path in review_files(case.path)}  # a link is shown as where it leads
        name = files[own.document.file] if own else _free(file_name(reviewer), review_files(case.path))
        before = (folder / name).read_bytes().decode("utf-8-sig") if own else _begun(reviewer)
        text = before + ("" if before.endswith("\n") else "\n") + _text(entries)
        longer = parse_review(text, shown(folder / name))
        if list(longer.entries) != [*(own.entries if own else ()), *entries]:
            found = "the entries do not stand at the end of the file, as they are written"
            raise CaseError([Problem(Place(shown(folder / name)), found, "put them there")])
        if problems := faults_of([longer], case, inputs):
            raise CaseError(problems)
        return write({name: text})[0]


def _begun(reviewer: str) -> str:
    """The text of a file without entries."""
    return f"{HEAD}reviewer: {yaml_text(reviewer)}\nentries:\n"


def _entry(word: Word, inputs: Mapping[str, RecordedInput], why: str) -> ReviewEntry:
    """An entry of today, with how its input stands."""
    if not inputs_under(word.input, inputs):
        found = f"the case has nothing that is called `{word.input}`"
        place = Place(f"--{word.act} {word.input}")
        raise CaseError([Problem(place, found, suggestion(word.input, known_names(inputs), LISTED))])
    given = {"act": word.act, "input": word.input, "value": word.value, "of": state_under(word.input, inputs)}
    try:
        return ReviewEntry(**given, why=why, when=day_of_run())
    except ValidationError as error:
        said = error.errors()[0].get("ctx", {}).get("error")
        found, remedy = getattr(said, "message", str(said)), getattr(said, "remedy", "")
        raise CaseError([Problem(Place(f"--{word.act} {word.input}"), found, remedy)]) from None


def _refuse_empty(reviewer: str, why: str) -> None:
    problems = []
    if not reviewer.strip():
        problems.append(Problem(Place("--as"), "the name is empty", "write the name of who signs"))
    if not why.strip():
        problems.append(Problem(Place("--why"), "the reason is empty", "say in a sentence why"))
    if problems:
        raise CaseError(problems)


def _free(stem: str, files: Sequence[Path]) -> str:
    """The name of a file that nobody has."""
    taken = {path.name for path in files}
    tried = (f"{stem}{'' if number == 1 else f'-{number}'}.yaml" for number in range(1, len(taken) + 2))
    return next(name for name in tried if name not in taken)


def _text(entries: Sequence[ReviewEntry]) -> str:
    """Entries as lines of a file."""
    lines = []
    for entry in entries:
        given = entry.model_dump(exclude_none=True, mode="json")
        keys = [key for key in ORDER if key in given]
        lines += [f"{'  - ' if key == keys[0] else '    '}{key}: {yaml_text(given[key])}\n" for key in keys]
    return "".join(lines)
