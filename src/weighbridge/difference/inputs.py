"""Which inputs changed between two cases, or between two results that were saved."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from ..base import CaseError
from ..case import Case
from ..record import InputKind, RecordedInput, inputs_of, log_of
from ..text import STANDARD, Names, QuantityError, Spellings, UnitError, Written, factor, apart, own_digits, same_kind, show, span, with_unit
from .renames import Renames
from .results import ARROW, Change, ChangedInput

SAME = 1e-12  # the part of itself by which an amount may differ that is the same in another unit
NAMED_AS_LEVERS = (InputKind.CLAIM, InputKind.EVIDENCE, InputKind.ASSUMPTION, InputKind.FORMULA)
REFERS = "evidence "  # before the name of what a parameter is taken from
ENDS = {".fair.low": "the least that {} might be", ".fair.high": "the most that {} might be"}


def changed_inputs(before: Case, after: Case, renamed: Renames) -> list[ChangedInput]:
    """The inputs that are not the same in two cases, in the order of the later one; then those that are gone.

    Args:
        before: under the later names of what was renamed.
    """
    old, new = inputs_of(before), inputs_of(after)
    names, spellings = after.model.names, (before.model.spellings, after.model.spellings)
    log = _logged(before, after)
    found = []
    for name in {**new, **old}:
        one, other = old.get(name), new.get(name)
        change = _change(one, other, spellings)
        if change is not None:
            why, day = log.get(name, ("", "")) if change is not Change.REWRITTEN else ("", "")
            found.append(_changed(name, change, one, other, names).model_copy(update={"why": why, "logged": day}))
    for choice in sorted({*before.choices_made, *after.choices_made}):
        found += _taken(choice, before, after, names)
    found = [_in_words(one, names, spellings) for one in found]
    return [*_renamed_inputs(renamed, names), *found]


def changed_in_results(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ChangedInput]:
    """The same of two results that were read from their JSON, as far as these say on what they rest."""
    old, new = _of_json(before), _of_json(after)
    found = []
    for name in {**new, **old}:
        one, other = old.get(name), new.get(name)
        change = _change(one, other, (STANDARD, STANDARD))
        if change is not None:
            found.append(_changed(name, change, one, other, Names()))
    return [_in_words(one, Names(), (STANDARD, STANDARD)) for one in found]


def _in_words(one: ChangedInput, names: Names, spellings: tuple[Spellings, Spellings]) -> ChangedInput:
    """The same with its values as people read them; two that differ never read alike."""
    texts = [_value_in_words(value, names, known) for value, known in zip((one.before, one.after), spellings, strict=True)]
    if texts[0] == texts[1] and one.before != one.after:
        texts = [one.before or "", one.after or ""]
    together = _together(one.before, one.after, spellings)
    return one.model_copy(update={"text_before": texts[0], "text_after": texts[1], "text": together})


def _together(before: str | None, after: str | None, spellings: tuple[Spellings, Spellings]) -> str:
    """Two numbers of one unit with an arrow between them; nothing where they are none."""
    try:
        one, other = (Written.parse(text or "", known) for text, known in zip((before, after), spellings, strict=True))
    except (QuantityError, UnitError):
        return ""
    if one.unit != other.unit or one.is_range or other.is_range:
        return ""
    pair = [float(one.low), float(other.low)]
    return with_unit(f" {ARROW} ".join(apart(pair, [own_digits(value) for value in pair])), show(one.unit))


def _value_in_words(value: str | None, names: Names, spellings: Spellings) -> str:
    """An amount with its unit in words, the name of what it is taken from, or the value as it stands.

    >>> _value_in_words("60 tonne/truck", Names(), STANDARD), _value_in_words("evidence flow_mean", Names(), STANDARD)
    ('60 tonnes a truck', 'the flow mean')
    """
    if not value:
        return ""
    if value.startswith(REFERS):
        return names.of(value.removeprefix(REFERS))
    try:
        written = Written.parse(value, spellings)
    except (QuantityError, UnitError):
        return value
    ends = float(written.low), float(written.high)
    return span(ends, show(written.unit), max(map(own_digits, ends)))


def _changed(
    name: str, change: Change, before: RecordedInput | None, after: RecordedInput | None, names: Names
) -> ChangedInput:
    held = after or before
    assert held is not None
    grounds = [_grounds(one) for one in (before, after)]
    if grounds[0] == grounds[1] and before and after:
        grounds = ["", ""]
    return ChangedInput(
        name=name,
        called=called(held, names),
        kind=str(held.kind),
        change=change,
        before=None if before is None else before.value,
        after=None if after is None else after.value,
        grounds_before=grounds[0],
        grounds_after=grounds[1],
        place=held.place,
    )


def called(one: RecordedInput, names: Names) -> str:
    """What an input is called for people; by its name where nothing is said of it.

    >>> called(RecordedInput(name="mass.hedge", kind=InputKind.HEDGE, value="near"), Names())
    'the wording of the mass'
    """
    for ending, words in ENDS.items():
        if one.name.endswith(ending):
            return words.format(names.lever(one.name.removesuffix(ending)))
    whole, colon, target = one.name.partition(": ")
    if one.kind is InputKind.HEDGE:
        return f"the wording of {names.of(one.name.rpartition('.')[0])}"
    if colon and one.kind is InputKind.OPTION:
        choice, _, option = whole.partition(".")
        return f"{names.lever(target)}, where {names.option(choice, option)}"
    if one.kind in (InputKind.OPTION, InputKind.EVENT, InputKind.READING) and "." in one.name:
        choice, _, option = one.name.partition(".")
        return f"the option “{option.removesuffix(' counts')}” of {names.choice(choice)}"
    if one.kind is InputKind.QUOTATION:
        return f"the quotation of {names.of(one.name.partition('.')[0])}"
    if one.name.endswith(".unit") and one.kind is InputKind.FORMULA:
        return f"the unit of {names.of(one.name.removesuffix('.unit'))}"
    return names.lever(one.name) if one.kind in NAMED_AS_LEVERS else one.name


def _change(
    before: RecordedInput | None, after: RecordedInput | None, spellings: tuple[Spellings, Spellings]
) -> Change | None:
    """What happened to an input; none where nothing did."""
    if before is None or after is None:
        return Change.ADDED if before is None else Change.REMOVED
    if before.value != after.value:
        return Change.REWRITTEN if _is_same_amount(before.value, after.value, spellings) else Change.CHANGED
    return None if _grounds(before) == _grounds(after) else Change.GROUNDS


def _grounds(one: RecordedInput | None) -> str:
    """Why an input is so: its row, its reason, what is said of both, its sources."""
    if one is None:
        return ""
    parts = [one.row, " ".join(one.reason.split()), one.about, ", ".join(one.sources)]
    return "; ".join(part for part in parts if part)


def _is_same_amount(before: str, after: str, spellings: tuple[Spellings, Spellings]) -> bool:
    """Whether two texts are one amount, in two units or with other digits.

    >>> _is_same_amount("2500 tonne", "2500000 kg", (STANDARD, STANDARD))
    True
    >>> _is_same_amount("2500 tonne", "2500 short_ton", (STANDARD, STANDARD))
    False
    """
    try:
        one, other = (Written.parse(text, known) for text, known in zip((before, after), spellings, strict=True))
    except (QuantityError, UnitError):
        return False
    if not same_kind(one.unit, other.unit):
        return False
    scale = factor(one.unit) / factor(other.unit)
    pairs = ((one.low, other.low), (one.high, other.high))
    return all(math.isclose(float(first) * scale, float(second), rel_tol=SAME) for first, second in pairs)


def _taken(choice: str, before: Case, after: Case, names: Names) -> Iterator[ChangedInput]:
    """Which option of a choice is taken as written, where the two take another."""
    pair = [case.choices.get(choice) for case in (before, after)]
    if pair[0] != pair[1]:
        kind, change = "choice", Change.CHANGED
        about = names.choice(choice)
        yield ChangedInput(name=choice, called=about, kind=kind, change=change, before=pair[0], after=pair[1])


def _renamed_inputs(renamed: Renames, names: Names) -> Iterator[ChangedInput]:
    for section, pairs in renamed.names.items():
        for old, new in pairs.items():
            kind, about = section.removesuffix("s"), names.of(new) if section != "checks" else new
            yield ChangedInput(
                name=new, called=about, kind=kind, change=Change.RENAMED, before=old, after=new, old_name=old
            )
    for choice, pairs in renamed.options.items():
        for old, new in pairs.items():
            about = f"the option “{new}” of {names.choice(choice)}"
            yield ChangedInput(
                name=f"{choice}.{new}",
                called=about,
                kind="option",
                change=Change.RENAMED,
                before=old,
                after=new,
                old_name=f"{choice}.{old}",
            )


def _logged(before: Case, after: Case) -> dict[str, tuple[str, str]]:
    """Why each input was changed and on which day, by those entries of the later log that the earlier one lacks."""
    try:
        old, new = log_of(before), log_of(after)
    except CaseError:  # a log that can't be read says nothing; `weighbridge log` tells what is wrong with it
        return {}
    if new is None or before.path == after.path:
        return {}
    known = {entry.sha256 for entry in old.entries} if old is not None else set()
    return {entry.input: (entry.why, entry.when) for entry in new.entries if entry.sha256 not in known}


def _of_json(content: Mapping[str, Any]) -> dict[str, RecordedInput]:
    """On what a saved result rests, by its provenance: each figure of each quantity, formulas, wordings, options."""
    found: dict[str, RecordedInput] = {}
    for quantity, links in content.get("provenance", {}).items():
        for link in links:
            under = "".join(f"{choice}.{option}: " for choice, option in link.get("when", {}).items())
            if link.get("expression"):
                _put(found, f"{under}{quantity}", InputKind.FORMULA, link["expression"])
            for ground in link.get("grounds", []):
                _put_ground(found, f"{under}{quantity}", str(link.get("kind", "")), ground)
    for claim in content.get("claims", []):
        _put(found, f"{claim['name']}.hedge", InputKind.HEDGE, claim.get("hedge", ""))
    for check in content.get("checks", []):
        sides = check["findings"][0]
        asked = f"{check['kind']}, {sides['stated']['name']} against {sides['computed']['name']}"
        _put(found, check["name"], InputKind.CHECK, asked)
    for choice, options in content.get("choices", {}).items():
        for option, reason in options.items():
            _put(found, f"{choice}.{option}", InputKind.OPTION, "given", {"reason": str(reason or "")})
    return found


def _put_ground(found: dict[str, RecordedInput], name: str, kind: str, ground: Mapping[str, Any]) -> None:
    """Note one figure, and the ends between which it might as well lie."""
    label = str(ground.get("label", ""))
    whole = name if label in ("", "value") else f"{name}.{label}"
    about = {
        "reason": str(ground.get("reason") or ""),
        "sources": tuple(ground.get("sources", [])),
        "about": ", ".join(str(ground[key]) for key in ("date", "mark") if ground.get(key)),
    }
    _put(found, whole, InputKind(kind) if kind in tuple(InputKind) else InputKind.OTHER, ground.get("text", ""), about)
    for end in ground.get("fair", []):
        _put_ground(found, name, InputKind.FAIR, end)


def _put(
    found: dict[str, RecordedInput],
    name: str,
    kind: InputKind,
    value: Any,
    about: Mapping[str, Any] | None = None,
) -> None:
    count, own = 1, name
    while name in found:
        count += 1
        name = f"{own} ({count})"
    found[name] = RecordedInput(name=name, kind=kind, value=str(value), **(about or {}))
