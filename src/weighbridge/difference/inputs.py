"""Which inputs changed between two cases, and why by the log of the case."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import CaseError
from ..case import Case
from ..record import InputKind, inputs_of, log_of
from ..text import Names
from .input_words import changed
from .renames import Renames
from .results import Change, ChangedInput


def changed_inputs(before: Case, after: Case, renamed: Renames) -> list[ChangedInput]:
    """The inputs that are not the same in two cases, in the order of the later one; then those that are gone.

    Args:
        before: under the later names of what was renamed.
    """
    old, new = inputs_of(before), inputs_of(after)
    names, spellings = after.model.names, (before.model.spellings, after.model.spellings)
    log = _logged(before, after)
    found = list(_renamed_inputs(renamed, names))
    for name, either in {**new, **old}.items():
        if either.kind is InputKind.SOURCE and not (name in old and name in new):
            continue  # a source comes and goes with what names it, which is a change itself
        why, day = log.get(name, ("", ""))
        for one in changed(old.get(name), new.get(name), names, spellings):
            found.append(one.model_copy(update={"why": why, "logged": day}))
    for choice in sorted({*before.choices_made, *after.choices_made}):
        found += _taken(choice, before, after, names)
    return found


def _taken(choice: str, before: Case, after: Case, names: Names) -> Iterator[ChangedInput]:
    """Which option of a choice is taken as written, where the two take another."""
    one, other = (case.choices.get(choice) for case in (before, after))
    if one != other:
        yield ChangedInput(
            name=choice,
            called=names.choice(choice),
            kind="choice",
            happened=Change.CHANGED,
            before=one,
            after=other,
            text_before="" if one is None else names.option(choice, one),
            text_after="" if other is None else names.option(choice, other),
        )


def _renamed_inputs(renamed: Renames, names: Names) -> Iterator[ChangedInput]:
    for section, pairs in renamed.names.items():
        for old, new in pairs.items():
            kind, about = section.removesuffix("s"), names.of(new) if section != "checks" else new
            yield ChangedInput(
                name=new,
                called=about,
                kind=kind,
                happened=Change.RENAMED,
                before=old,
                after=new,
                text_before=old,
                text_after=new,
                old_name=old,
            )
    for choice, pairs in renamed.options.items():
        for old, new in pairs.items():
            about = f"the option “{new}” of {names.choice(choice)}"
            yield ChangedInput(
                name=f"{choice}.{new}",
                called=about,
                kind="option",
                happened=Change.RENAMED,
                before=old,
                after=new,
                text_before=old,
                text_after=new,
                old_name=f"{choice}.{old}",
            )


def _logged(before: Case, after: Case) -> dict[str, tuple[str, str]]:
    """Why each input was changed and on which day, by those entries of the later log that the earlier one lacks."""
    if before.path == after.path:  # one log, which tells nothing of what is set for a run
        return {}
    try:
        old, new = log_of(before), log_of(after)
    except CaseError:  # a log that can't be read says nothing; `weighbridge log` tells what is wrong with it
        return {}
    if new is None:
        return {}
    known = {entry.sha256 for entry in old.entries} if old is not None else set()
    return {entry.input: (entry.why, entry.when) for entry in new.entries if entry.sha256 not in known}
