"""The inputs of a case against its log: nothing may have changed without an entry that says what, why and when."""

from __future__ import annotations

from collections.abc import Iterable

from ..base import shown
from ..record import has_log, history_faults, log_file, log_with_problems, no_log
from .results import Item, of_problems, passed, unchecked
from .scope import Scope

QUESTION = "inputs"
EXPECTED = "every input as the log has it, and a log that was only added to"
LOG, HISTORY = "the inputs of the case against its log", "the log against its last commit"


def inputs(scope: Scope) -> Iterable[Item]:
    """Whether every input stands as the log of the case has it, and whether the log was only ever added to."""
    place, faults = shown(log_file(scope.case.path)), history_faults(log_file(scope.case.path))
    if not has_log(scope.case.path):
        lacking = no_log(scope.case.path)
        yield unchecked(QUESTION, LOG, lacking.message, lacking.remedy, place)
    else:
        log, problems = log_with_problems(scope.case)
        yield from of_problems(QUESTION, LOG, EXPECTED, problems)
        if log is not None and not problems:
            counted = f"{len(log.states):,} inputs, {len(log.entries):,} changes"
            yield passed(QUESTION, LOG, place, counted)
    yield from of_problems(QUESTION, HISTORY, EXPECTED, faults or ())
    if faults is None:
        remedy = "commit the log, and run the audit within its repository"
        yield unchecked(QUESTION, HISTORY, "git has no commit of the log", remedy, place)
    elif not faults:
        yield passed(QUESTION, HISTORY, place)
