"""What the user named, found out: saved results, cases, git revisions; and the two that are compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base import (
    CASE_FILE,
    CaseError,
    Place,
    Problem,
    Work,
    case_names,
    command_line,
    find_case,
    guide,
    read_json,
    regular,
    shown,
    steps,
    suggestion,
    temporary_folder,
)
from .revisions import NoSuchRevision, Repository

if TYPE_CHECKING:
    from ..case import Case
    from .difference import Difference

WORK_TREE = "the work tree"
BETWEEN = ".."
LARGEST_RESULT = 500_000_000  # bytes of a saved result
USAGE = "write `weighbridge diff A B`, or `weighbridge diff A B CASE` for two git revisions"


class Kind(Enum):
    """What a word names."""

    RESULT = auto()
    CASE = auto()
    REVISION = auto()


@dataclass(frozen=True)
class Operand:
    """One of the two: what it is, and the word by which the user named it."""

    kind: Kind
    word: str
    path: Path | None = None
    commit: str | None = None  # none of the work tree

    @property
    def label(self) -> str:
        """What it is called in the answer."""
        if self.kind is Kind.REVISION and self.commit is not None:
            return self.word if self.commit.startswith(self.word) else f"{self.word} ({self.commit[:10]})"
        return self.word


@dataclass(frozen=True)
class Asked:
    """What is to be compared.

    Attributes:
        case: of revisions the case; every case that changed, where it is none.
        sets, unders: what is set, and which options are taken, in the later of the two.
    """

    before: Operand
    after: Operand
    case: str | None = None
    sets: tuple[str, ...] = ()
    unders: tuple[str, ...] = ()


def asked(words: Sequence[str], sets: Sequence[str] = (), unders: Sequence[str] = ()) -> Asked:
    """What a user's words ask for.

    ``A B`` are two results, cases or revisions; ``A..B`` is the same of revisions. A case behind revisions is the one
    that they are asked for. Without ``B`` it is the work tree; without ``A`` too it is what was committed last. With
    something set or an option taken, ``A`` is a case as it stands.

    Raises:
        CaseError: a word names nothing, or these together make no question.
    """
    parts = _split(words)
    if not 1 <= len(parts) <= 3:
        raise _misused(f"{len(parts)} words were given, expected one to three")
    found = [operand(word) for word in parts]
    if changes := [*sets, *unders]:
        if [one.kind for one in found] != [Kind.CASE]:
            option, form = ("--set", "NAME=VALUE") if sets else ("--under", "CHOICE=OPTION")
            typed = command_line(["weighbridge", "diff"], ["CASE"], [option, form])
            raise _fault(option, "one case alone can be changed for a run", f"write `{typed}`")
        return Asked(found[0], replace(found[0], word=", ".join(changes)), sets=tuple(sets), unders=tuple(unders))
    *first, last = found
    if last.kind is Kind.CASE and all(one.kind is Kind.REVISION for one in first):
        ends = first or [_revision("HEAD", Repository.of())]
        return Asked(ends[0], ends[1] if len(ends) > 1 else Operand(Kind.REVISION, WORK_TREE), last.word)
    if len(found) == 3:
        if last.kind is not Kind.CASE or any(one.kind is Kind.CASE for one in first):
            raise _misused(f"`{last.word}` is not a case of both that stand before it")
        return Asked(found[0], found[1], last.word)
    if len(found) == 1 and last.kind is Kind.RESULT:
        raise _fault(last.word, "there is nothing to compare this result with", "name a second one behind it")
    ends = [*found, Operand(Kind.REVISION, WORK_TREE)][:2]
    kinds = [one.kind for one in ends]
    if kinds.count(Kind.REVISION) == 1:
        revision = next(one for one in ends if one.kind is Kind.REVISION)
        raise _fault(
            f"git revision `{revision.word}`",
            "it has many cases",
            f"say which: `{command_line(['weighbridge', 'diff'], [*words, 'CASE'])}`",
        )
    return Asked(ends[0], ends[1])


def _split(words: Sequence[str]) -> list[str]:
    """The words, with ``A..B`` as two; an end that is left out is what was committed last."""
    parts: list[str] = []
    for word in words:
        first, dots, last = word.partition(BETWEEN)
        is_range = dots and not last.startswith((".", "/", "\\")) and first not in ("", ".") and not _exists(word)
        parts += [first, last or "HEAD"] if is_range else [word]
    return parts


def _exists(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def operand(word: str) -> Operand:
    """What a word names: a file or a folder of that name, a case, or a git revision.

    Raises:
        CaseError: it names nothing.
    """
    path = Path(word)
    try:
        if path.is_file() and path.suffix == ".json":
            return Operand(Kind.RESULT, word, path)
        if path.is_dir() and not (path / CASE_FILE).is_file() and (results := sorted(path.glob("*.json"))):
            if len(results) > 1:
                several = ", ".join(one.name for one in results[:5])
                raise _fault(word, f"the folder holds several results: {several}", "name one of these files")
            return Operand(Kind.RESULT, word, results[0])
    except (OSError, ValueError):  # a name that no file can have
        pass
    try:
        return Operand(Kind.CASE, word, find_case(word))
    except CaseError as no_case:
        return _named_revision(word, no_case)


def _named_revision(word: str, no_case: CaseError) -> Operand:
    try:
        repository = Repository.of()
    except CaseError:
        raise no_case from None
    try:
        return _revision(word, repository)
    except NoSuchRevision:
        near = suggestion(word, case_names(), "")
        remedy = near or "name a file of `weighbridge verify --json`, a case (`weighbridge list`) or a git revision"
        found = "there is no such file, no such case and no such git revision"
        raise _fault(f"`{word[:60]}`", found, remedy) from None


def _revision(word: str, repository: Repository) -> Operand:
    return Operand(Kind.REVISION, word, commit=repository.commit(word))


def differences(question: Asked, most: int | None = None) -> list[Difference]:
    """What differs: one difference, or of revisions without a case one for each case that changed.

    Raises:
        CaseError: one of the two cannot be had.
    """
    before, after = question.before, question.after
    with ExitStack() as stack:
        if Kind.RESULT in (before.kind, after.kind):
            from .saved_results import compare_results

            pair = [_content(one, question, stack) for one in (before, after)]
            return [compare_results(pair[0], pair[1], (before.label, after.label))]
        if question.case is None and before.kind is Kind.REVISION:
            return _of_every_case(question, stack, most)
        from .cases import compare

        opened = [_opened(one, question, stack) for one in (before, after)]
        found = compare(opened[0].case, opened[1].case, (before.label, after.label), most)
        return [_relabelled(found, opened[0], opened[1])]


@dataclass(frozen=True)
class Opened:
    """A case that was opened, the folder of its data where that is gone afterwards, and the commit of these."""

    case: Case
    folder: Path | None = None
    commit: str | None = None
    label: str = ""

    def shown(self, text: str) -> str:
        """A text in which the folder is called by the revision."""
        return text if self.folder is None else text.replace(f"{self.folder.as_posix()}/", f"{self.label}:")


def _opened(one: Operand, question: Asked, stack: ExitStack, name: str | None = None) -> Opened:
    """A case of a revision, of the work tree or by its own name."""
    from ..case import Case, open_case
    from ..casefile import read_document, with_event_options

    case = name or question.case
    if one.commit is None:
        sets, unders = (question.sets, question.unders) if one is question.after else ((), ())
        if one.kind is Kind.CASE:
            word = question.before.word if sets or unders else one.word
            return Opened(open_case(word, sets=sets, unders=unders))
        assert case is not None
        return Opened(open_case(case))
    assert case is not None
    repository = Repository.of()
    folder = stack.enter_context(temporary_folder())
    path = repository.case(one.commit, _name_of(case), folder, one.word)
    shell = Opened(None, folder, one.commit, one.word)  # type: ignore[arg-type]
    try:
        document = with_event_options(read_document(path, shell.shown(path.as_posix())))
        opened = Case(path, document, data=folder / repository.data.name)
        _ = opened.model
    except CaseError as error:
        raise _of_revision(error, shell, _name_of(case)) from None
    return replace(shell, case=opened)


def _name_of(case: str) -> str:
    """The name of a case that was named by its folder or its file."""
    path = Path(case)
    return path.resolve().parent.name if path.name == CASE_FILE else path.resolve().name


def _of_revision(error: CaseError, opened: Opened, name: str) -> CaseError:
    """What is wrong with a case of an older revision, in one line."""
    first = error.problems[0]
    more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
    found = f"this version cannot read it: {opened.shown(first.message)}{more}"
    remedy = "compare results that `weighbridge verify --json` wrote at each revision"
    return _fault(opened.shown(str(first.place)) or name, found, remedy)


def _relabelled(found: Difference, before: Opened, after: Opened) -> Difference:
    """The same with places and commits of revisions, and with what their data were weighed by."""
    inputs = [one.model_copy(update={"place": after.shown(before.shown(one.place))}) for one in found.inputs]
    runs = {}
    for side, opened in (("before", before), ("after", after)):
        run = getattr(found, side)
        if opened.commit is not None and run.record is not None:
            run = run.model_copy(update={"record": run.record.model_copy(update={"commit": opened.commit})})
        runs[side] = run
    notes = list(found.notes)
    if before.commit is not None or after.commit is not None:
        notes.append("The data of the revisions were weighed by the program as it is today.")
    if after.commit is None and (record := found.after.record) and (record.commit or "").endswith("+changes"):
        notes.append("The work tree has changes that are not committed.")
    return found.model_copy(update={"inputs": inputs, "notes": notes, **runs})


def _of_every_case(question: Asked, stack: ExitStack, most: int | None = None) -> list[Difference]:
    """Of two revisions, the difference of each case that changed."""
    from .cases import compare

    repository = Repository.of()
    known = [
        set(repository.cases(one.commit)) if one.commit else set(case_names())
        for one in (question.before, question.after)
    ]
    found = []
    for name in steps(sorted(known[0] & known[1]), Work.CASES):
        pair = [_opened(one, question, stack, name) for one in (question.before, question.after)]
        if _same_inputs(pair[0].case, pair[1].case):
            continue
        labels = question.before.label, question.after.label
        found.append(_relabelled(compare(pair[0].case, pair[1].case, labels, most), *pair))
    return found


def _same_inputs(before: Case, after: Case) -> bool:
    from ..record import inputs_of

    old, new = (
        {name: one.model_copy(update={"place": ""}) for name, one in inputs_of(case).items()}
        for case in (before, after)
    )
    return old == new


def _content(one: Operand, question: Asked, stack: ExitStack) -> Any:
    """The JSON of a result that was saved, or of a case that is weighed to be compared with one."""
    if one.path is None or one.kind is not Kind.RESULT:
        opened = _opened(one, question, stack)
        return json.loads(opened.case.verify().model_dump_json())
    try:
        if (size := regular(one.path).stat().st_size) > LARGEST_RESULT:
            found = f"has {size:,} bytes, and no result has more than {LARGEST_RESULT:,}"
            raise _fault(shown(one.path), found, "name a result that `weighbridge verify CASE --json` wrote")
        return read_json(one.path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _fault(shown(one.path), f"cannot be read: {error.strerror}", "check its permissions") from None
    except UnicodeDecodeError:
        raise _fault(shown(one.path), "is no text in UTF-8, as JSON is", _again()) from None
    except json.JSONDecodeError as error:
        place = f"{shown(one.path)}:{error.lineno}"
        raise _fault(place, f"is no JSON from here on: {error.msg}", _again()) from None
    except ValueError as error:  # NaN, half of a character, a key that stands twice
        raise _fault(shown(one.path), f"is no result: {error}", _again()) from None
    except RecursionError:
        raise _fault(shown(one.path), "is nested deeper than any result", _again()) from None


def _again() -> str:
    return "the file is damaged; write it anew with `weighbridge verify CASE --json`"


def _misused(message: str) -> CaseError:
    """That the words together make no question, with how to ask one and the page that says more."""
    return _fault("weighbridge diff", message, f"{USAGE}; see {guide('difference.md')}")


def _fault(place: str, message: str, remedy: str) -> CaseError:
    return CaseError([Problem(Place(place), message, remedy)])
