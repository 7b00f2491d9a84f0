"""An audit: every question asked of a case, what it found counted; no question can end the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..base import (
    CaseError,
    CaseFolder,
    RemediedError,
    Work,
    find_case,
    run_record,
    shown,
    steps,
    suggestion,
    visible,
    weighable,
)
from ..case import Case, open_case
from .questions import QUESTIONS, Question
from .results import Answered, Audit, Item, Rows, Standing, failed, of_problems, unchecked
from .saved_output import Replays
from .scope import Scope, project_of

READING = "reading"
_TITLE = "the case can be read"


def audit(scope: Scope) -> Audit:
    """What every question finds in a scope.

    An error within a question is an item that failed; what the question found before it is kept.

    >>> from weighbridge.case import open_case
    >>> from weighbridge.audit.scope import project_of
    >>> case = open_case("gold-ounces")
    >>> found = audit(Scope(case, project_of(case.path), runs_notebooks=False))
    >>> found.case, found.failed
    ('gold-ounces', [])
    """
    return _Run().of(scope)


def audits(
    cases: Sequence[str | CaseFolder], article: Path | None = None, runs_notebooks: bool = True
) -> Iterator[Audit]:
    """The audit of each of several cases; what is the same for all cases of a project is asked once.

    A case that is there and can't be read is one of which the reading failed, and so is what stands in its place.

    Args:
        cases: by their names, folders or files, or as they stand in a folder of cases.
        article: the file with the article's text.
        runs_notebooks: whether notebooks are executed and charts are drawn again.

    Raises:
        CaseError: there is no case of a name; before anything is asked.
    """
    folders = [_of_name(one) if isinstance(one, str) else one for one in cases]
    run, replays = _Run(), Replays()
    for folder in steps(folders, Work.CASES, len(folders)):
        try:
            if folder.problem is not None:
                raise CaseError([folder.problem])
            case = open_case(str(folder.path))
        except CaseError as error:
            yield run.unreadable(folder, error)
        else:
            scope = Scope(case, project_of(folder.path), article, runs_notebooks, replays, runs_notebooks)
            yield run.of(scope)


def _of_name(name: str) -> CaseFolder:
    """A case by its name, its folder or its file; raises ``CaseError`` where there is none."""
    path = find_case(name)
    return CaseFolder(path.resolve().parent.name, path)


def audit_case(case: Case, *questions: str) -> Audit:
    """What some questions find in a case that is at hand, as a notebook asks; notebooks are not executed again.

    Args:
        questions: by the names of their modules; all but those that need notebooks where none is named.

    Raises:
        RemediedError: there is no question of a name, or the case is none.

    >>> from weighbridge.case import open_case
    >>> found = audit_case(open_case("gold-ounces"), "published_examples")
    >>> len(found.items), found.failed
    (25, [])
    """
    for name in questions:
        if name not in QUESTIONS:
            raise RemediedError(f"an audit has no question `{name}`", suggestion(name, QUESTIONS))
    scope = Scope(weighable(case), project_of(case.path), runs_notebooks=False)
    run = _Run()
    items = [item for name in questions or QUESTIONS for item in run.asked(name, scope)]
    return _audit(case.name, case.path, case.text.title, items)


@dataclass
class _Run:
    """Audits that share what was found of their project.

    Attributes:
        kept: what a question found in a project, by its name and the project's folder, or the file of a case elsewhere.
    """

    kept: dict[tuple[str, Path], list[Item]] = field(default_factory=dict)

    def of(self, scope: Scope) -> Audit:
        """Every question asked of a scope, in their order."""
        items = [item for name in QUESTIONS for item in self.asked(name, scope)]
        return _audit(scope.case.name, scope.case.path, scope.case.text.title, items, dict(_tables(scope)))

    def unreadable(self, folder: CaseFolder, error: CaseError) -> Audit:
        """The audit of a case that can't be read: its problems, and the questions that then can't be asked."""
        remedy = "mend the case file, and run the audit again"
        problems = [
            failed(READING, "the case", str(one.place), one.message, "a case that can be read", one.remedy or remedy)
            for one in error.problems
        ]
        items = [unchecked(name, QUESTIONS[name].title, "the case can't be read", remedy) for name in QUESTIONS]
        return _audit(folder.name, folder.path, "", [*problems, *items])

    def asked(self, name: str, scope: Scope) -> list[Item]:
        """What a question finds in a scope; what is the same for all cases of a project is asked once."""
        question = QUESTIONS[name]
        if not question.of_project:
            return list(_items(name, question, scope))
        key = (name, scope.root or scope.case.path.resolve())
        if key not in self.kept:
            self.kept[key] = list(_items(name, question, scope))
        return self.kept[key]


def _items(name: str, question: Question, scope: Scope) -> Iterator[Item]:
    """What a question finds, and what ended it if anything did."""
    try:
        yield from question.ask(scope)
    except CaseError as error:
        yield from of_problems(name, question.title, "a file that can be read", error.problems)
    except Exception as error:  # whatever goes wrong within a question, the others are still asked
        why = visible(f"{type(error).__name__}: {error}", lines=False)
        found = f"the question could not be asked to its end: {why}"
        remedy = "mend what it names; if nothing is wrong there, report this as a fault of Weighbridge"
        yield failed(name, question.title, shown(scope.case.path), found, "an answer", remedy)


def _tables(scope: Scope) -> Iterator[tuple[str, Rows]]:
    """What the items of questions come to, by title; none of a question that could not be asked to its end."""
    for question in QUESTIONS.values():
        with suppress(Exception):  # its items say what ended it
            if question.table is not None:
                yield question.title, question.table(scope)


def _audit(name: str, path: Path, title: str, items: list[Item], tables: dict[str, Rows] | None = None) -> Audit:
    items = list(dict.fromkeys(items))  # what two looks at one thing find is one item
    standings: dict[str, Counter[Standing]] = {}
    for item in items:
        standings.setdefault(item.question, Counter())[item.standing] += 1
    titles = {READING: _TITLE, **{one: question.title for one, question in QUESTIONS.items()}}
    counts = [_answered(one, asked, standings[one]) for one, asked in titles.items() if one in standings]
    return Audit(case=name, title=title, run=run_record(path), questions=counts, items=items, tables=tables or {})


def _answered(name: str, title: str, found: Counter[Standing]) -> Answered:
    return Answered(
        question=name,
        title=title,
        passed=found[Standing.PASSED],
        failed=found[Standing.FAILED],
        unchecked=found[Standing.UNCHECKED],
    )
