"""A choice explained: each option with its reason, what it sets, and which answers change with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..answers import BADGES
from ..graph import SHAPE, WIDTH, Choice, Input, Relation, Role
from .explanation import Part, Told
from .grounds import because, ground_lines, keys_of
from .material import Material

AS_WRITTEN = "the case as written"
NO_CHANGE = "changes no answer"


def choice_told(material: Material, name: str) -> Told:
    """A choice: its question, its options, and which checks change with it."""
    choice = material.model.choices[name]
    lines = [f"`{name}`: {material.model.names.choice(name)}, a choice", choice.question]
    return Told(lines, choice_parts(material, choice))


def choice_parts(material: Material, choice: Choice) -> list[Part]:
    """The options of a choice, and which answers change with it."""
    lines: list[str] = []
    keys: list[str] = []
    for option in choice.options:
        found, cited = option_lines(material, choice, option)
        lines += found
        keys += cited
    return [Part("The options", lines, keys), about(material, choice), answers_under(material, choice)]


def about(material: Material, choice: Choice) -> Part:
    """What a choice that every case has is about: the words of the article, or the distributions that were judged."""
    found = list(_widths(material)) if choice.name == WIDTH else list(_shapes(material)) if choice.name == SHAPE else []
    return Part("What it is about", [line for line, _ in found], [key for _, keys in found for key in keys])


def settings(material: Material, choice: Choice) -> Part:
    """What each option of a choice sets, without its reason: for where the reasons stand elsewhere."""
    lines: list[str] = []
    keys: list[str] = []
    for option in choice.options:
        found = list(_sets(material, choice, option))
        lines += [f"`{option}`", *(f"  {line}" for line, _ in found)] if found else []
        keys += [key for _, cited in found for key in cited]
    return Part("What each of them sets", lines, keys)


def answers_under(material: Material, choice: Choice) -> Part:
    """What each check says under each option of a choice."""
    changes = [line for check in material.model.checks for line in _changes(material, choice, check)]
    return Part("Which answers change with it", changes or ["no comparison rests on it"])


def option_told(material: Material, choice: Choice, option: str) -> Told:
    """One option: the choice that it answers, its reason, what it sets, and the answers under it."""
    names = material.model.names
    lines, keys = option_lines(material, choice, option)
    head = [f"`{choice.name}={option}`: {names.option(choice.name, option)}, an option of `{choice.name}`"]
    changes = [line for check in material.model.checks for line in _changes(material, choice, check, option)]
    parts = [
        Part("The question", [choice.question]),
        Part("The option", lines, keys),
        about(material, choice),
        Part("Which answers change with it", changes or ["no comparison rests on it"]),
        Part("The others", [f"`{choice.name}={other}`" for other in choice.options if other != option]),
    ]
    return Told(head, parts)


def option_lines(material: Material, choice: Choice, option: str) -> tuple[list[str], list[str]]:
    """An option in lines, and the keys of the sources that they cite."""
    notes = [AS_WRITTEN] if option == choice.reference else []
    notes += [f"not counted: {choice.ruled_out[option]}"] if option in choice.ruled_out else []
    head = f"`{option}`: {'; '.join([material.model.names.option(choice.name, option), *notes])}"
    keys = list(choice.sources.get(option, ()))
    why = because(choice.reasons.get(option) or _reading_reason(material, choice, option), keys)
    lines = [head, *([f"  {why}"] if why else [])]
    for line, cited in _sets(material, choice, option):
        lines.append(f"  {line}")
        keys += cited
    return lines, keys


def _reading_reason(material: Material, choice: Choice, option: str) -> str | None:
    claim = material.text.claims.get(choice.name)
    reading = claim.readings.get(option) if claim else None
    return reading.reason if reading else None


def _sets(material: Material, choice: Choice, option: str) -> Iterator[tuple[str, list[str]]]:
    """What an option sets, a line each, with the sources of that."""
    for name, variants in material.model.nodes.items():
        node = variants.get((choice.name, option))
        if node is None:
            continue
        written = variants.get(None) or variants.get((choice.name, choice.reference))
        if isinstance(node, Relation):
            yield f"sets `{name}` to `{node.text}`", []
            continue
        before = set(written.figures) if written is not None and written is not node else set()
        figures = [figure for figure in node.figures if figure not in before]
        if figures:
            yield f"sets `{name}`:", []
        for line in ground_lines(figures):
            yield f"  {line}", keys_of(figures)
    for line in _as_typed(material, choice, option):
        yield line, []


def _as_typed(material: Material, choice: Choice, option: str) -> Iterator[str]:
    """What an option sets as the case types it, by the names that ``--set`` takes."""
    alternative = material.text.alternatives.get(choice.name)
    claim = material.text.claims.get(choice.name)
    entry = (alternative.options.get(option) if alternative else None) or (
        claim.readings.get(option) if claim else None
    )
    for target, value in (entry.set if entry else {}).items():
        yield f"as it is typed: `{target}`: {_typed(value)}"


def _typed(value: Any) -> str:
    """A value that an option sets, in words: ``evidence `quarry_mean` ``.

    >>> _typed({"evidence": "quarry_mean"}), _typed("level * price"), _typed({"value": "5 kg", "reason": "ours"})
    ('evidence `quarry_mean`', '`level * price`', 'value `5 kg`, reason ours')
    """
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {inner if key == 'reason' else _typed(inner)}" for key, inner in value.items())
    return ", ".join(map(_typed, value)) if isinstance(value, list) else f"`{value}`"


def _widths(material: Material) -> Iterator[tuple[str, list[str]]]:
    """What each claim's words allow under both widths: the figures of its hedge."""
    for name, figures in material.figures_of.items():
        for figure in (one for one in figures if one.role is Role.HEDGE):
            yield f"`{name}`: {figure.label} `{figure.text}`", list(figure.sources)


def _shapes(material: Material) -> Iterator[tuple[str, list[str]]]:
    """The distributions that another shape would change."""
    judged = [
        name
        for name, variants in material.model.nodes.items()
        if any(isinstance(node, Input) and node.has_shapes for node in variants.values())
    ]
    yield "of " + ", ".join(f"`{name}`" for name in judged), []


def _changes(material: Material, choice: Choice, check: str, option: str = "") -> Iterator[str]:
    """What a check says as written and under each option, in a line; nothing where the choice does not reach it."""
    names, asked = material.model.names, material.model.checks[check]
    result = material.weigher.check(check)
    findings = [result.findings[place] for place in result.where(lambda way: way.changed == choice.name)]
    under = {one.choices[choice.name]: one for one in findings}
    if not under:
        return
    written = result.reference
    found = {name: one for name, one in under.items() if not option or name == option}
    if option and not found:  # the option is the one that the case takes
        yield f"`{check}`: {asked.question} {BADGES[written.outcome].marked} as the case is written"
        return
    other = [
        f"{BADGES[one.outcome].marked} if {names.option(choice.name, name)}"
        + (" (not counted)" if one.ruled_out else "")
        for name, one in found.items()
        if one.outcome != written.outcome
    ]
    said = "; ".join([f"{BADGES[written.outcome].marked} as written", *(other or [NO_CHANGE])])
    yield f"`{check}`: {asked.question} {said}"
