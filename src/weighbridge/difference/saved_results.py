"""Two saved results compared, as far as their JSON goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..record import InputKind, RecordedInput
from ..text import Names
from .comparison import NOTHING_TURNED, difference_of, turned_outcomes, untried
from .difference import Difference
from .input_words import changed
from .results import ChangedInput
from .snapshot import as_far_as_written, of_json

ITSELF: Final = ("", "value", "stated")  # what a figure is called that is its quantity, and no parameter of it
NO_CASE: Final = "what turned it cannot be tried with saved results; name cases or git revisions for that"


def compare_results(before: Any, after: Any, labels: tuple[str, str]) -> Difference:
    """What differs between two results that were read from their JSON; what turned an outcome cannot be tried.

    Raises:
        CaseError: one of them is no result.
    """
    shots = of_json(before, labels[0]), of_json(after, labels[1])
    turned = list(turned_outcomes(*shots))
    why = NO_CASE if turned else NOTHING_TURNED
    return difference_of(shots, labels, changed_in_results(before, after, labels), turned, untried(why))


def changed_in_results(
    before: Mapping[str, Any], after: Mapping[str, Any], labels: tuple[str, str]
) -> list[ChangedInput]:
    """The same of two results that were read from their JSON, as far as these say on what they rest."""
    with as_far_as_written(before, labels[0]):
        old = _of_json(before)
    with as_far_as_written(after, labels[1]):
        new = _of_json(after)
    found: list[ChangedInput] = []
    for name in {**new, **old}:
        one, other = old.get(name), new.get(name)
        if one != other:
            found += changed(one, other, Names())
    return found


def _of_json(content: Mapping[str, Any]) -> dict[str, RecordedInput]:
    """On what a saved result rests, by its provenance: each figure of each quantity, formulas, wordings, options."""
    found: dict[str, RecordedInput] = {}
    for quantity, links in content.get("provenance", {}).items():
        written = [ground for link in links if not link.get("when") for ground in link.get("grounds", [])]
        for link in links:
            under = "".join(f"{choice}.{option}: " for choice, option in link.get("when", {}).items())
            if link.get("expression"):
                _put(found, f"{under}{quantity}", InputKind.FORMULA, link["expression"])
            for ground in link.get("grounds", []):
                is_derived = link.get("kind") == InputKind.CLAIM and ground.get("label") != "stated"
                if is_derived or (under and ground in written):
                    continue  # the room that a wording leaves; an option that leaves it as it is written
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
    slot, end = str(ground.get("label", "")), ""
    for side in ("low", "high"):
        if slot.startswith(fair := f"fair {side} of "):
            slot, end = slot.removeprefix(fair), f".fair.{side}"
    whole = f"{name if slot in ITSELF else f'{name}.{slot}'}{end}"
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
