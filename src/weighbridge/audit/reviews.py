"""The files of reviewers: each can be read, names what the case has, and was only ever added to."""

from __future__ import annotations

from collections.abc import Iterable

from ..base import CaseError, Problem, review_files, shown
from ..record import committed_reviews, history_faults, inputs_of, reviews_of
from .results import Item, of_problems, passed, unchecked
from .scope import Scope

QUESTION = "reviews"
SAID = "what a reviewer says"
EXPECTED = "a file of a reviewer that can be read, and that was only added to"


def reviews(scope: Scope) -> Iterable[Item]:
    """Whether what reviewers said can be read, and stands as they wrote it; nothing where none wrote."""
    files = review_files(scope.case.path)
    kept = {path.resolve(): path for path in committed_reviews(scope.case.path)}
    wrong = list(_unreadable(scope)) if files else []
    yield from of_problems(QUESTION, SAID, EXPECTED, wrong)
    for path in [*files, *(path for path in kept if not path.is_file())]:
        faults = history_faults(path)
        yield from of_problems(QUESTION, SAID, EXPECTED, faults or ())
        what = f"{SAID} in {path.name}"
        if faults is None:
            yield unchecked(QUESTION, what, "git has no commit of the file", "commit it", shown(path))
        elif not faults and not wrong:
            yield passed(QUESTION, what, shown(path))


def _unreadable(scope: Scope) -> Iterable[Problem]:
    try:
        reviews_of(scope.case, inputs_of(scope.case))
    except CaseError as error:
        return error.problems
    return []
