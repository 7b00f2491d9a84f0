"""Cases with something wrong, odd or extreme in their structure, their words or their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from ..attempt import Attempt
from . import case_parts, values
from .commands import CASE, commands
from .yaml_text import Pairs, Raw, yaml_text

Spot = tuple[Any, Any]  # a mapping or a list, and the key at which something stands in it
Change = Callable[[Random, Any, list[Spot]], None]
NUMBER = re.compile(r"\d[\d,.]*(?:e[+-]?\d+)?")


def make_case(random: Random, folder: Path) -> Attempt:
    """A case with a few changes, most of which leave it one."""
    name = random.choice(list(case_parts.case_texts()))
    data = case_parts.case_data(name)
    changes = GENTLE if random.random() < 0.55 else GENTLE + ROUGH
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5))):
        random.choice(changes)(random, data, list(spots(data)))
    text = yaml_text(data)
    if random.random() < 0.12:
        text = broken_text(random, text)
    case_parts.write_evidence(name, folder)
    (folder / CASE).write_bytes(text.encode("utf-8", "surrogatepass"))
    return commands(random, data if isinstance(data, dict) else {})


def spots(data: Any) -> Iterator[Spot]:
    """Every place at which something stands."""
    if isinstance(data, Pairs) or not isinstance(data, dict | list):
        return
    for key in data if isinstance(data, dict) else range(len(data)):
        yield data, key
        yield from spots(data[key])


def _scalars(all_spots: list[Spot]) -> list[Spot]:
    return [(holder, key) for holder, key in all_spots if isinstance(holder[key], str)]


def _quantities(all_spots: list[Spot]) -> list[Spot]:
    return [
        (holder, key)
        for holder, key in _scalars(all_spots)
        if key in ("value", "mean", "low", "high") and holder[key][:1].isdigit()
    ]


# Changes after which it is mostly a case.


def other_number(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A number multiplied, or replaced by another of the same unit."""
    for holder, key in random.sample(found := _quantities(all_spots), min(len(found), random.randint(1, 2))):
        factor = random.choice((0, 0.01, 0.1, 0.5, 0.99, 1.01, 2, 3, 10, 1000, 1e6, 1e12, 1e100, 1e-100, -1))

        def moved(match: re.Match[str], factor: float = factor) -> str:
            try:
                return f"{float(match[0].replace(',', '')) * factor:g}"
            except ValueError:
                return match[0]

        holder[key] = NUMBER.sub(moved, holder[key], count=1)


def odd_number(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A number that no article would have."""
    if found := _quantities(all_spots):
        holder, key = random.choice(found)
        unit = holder[key].partition(" ")[2]
        holder[key] = f"{random.choice(values.NUMBERS)} {unit}" if random.random() < 0.7 else values.number(random)


def other_unit(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A number or a formula in another unit."""
    found = [*_quantities(all_spots), *((holder, key) for holder, key in _scalars(all_spots) if key == "unit")]
    if found:
        holder, key = random.choice(found)
        number = holder[key].partition(" ")[0]
        holder[key] = values.unit(random) if key == "unit" else f"{number} {values.unit(random)}"


def other_cue(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A claim with another hedge."""
    if claims := _entries(data, "claims"):
        random.choice(claims)["hedge"] = random.choice(values.CUES)


def graft(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """What stands under the same key in another case."""
    found = [
        (holder, key)
        for holder, key in all_spots
        if isinstance(holder, dict) and len(case_parts.parts().get(key, [])) > 1
    ]
    if found:
        holder, key = random.choice(found)
        holder[key] = _copy(random.choice(case_parts.parts()[key]))


def more_of_section(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """Entries of a section of another case, under their kind of name."""
    section = random.choice(
        (
            "claims",
            "evidence",
            "assumptions",
            "alternatives",
            "events",
            "checks",
            "words",
            "units",
            "losses",
            "comparisons",
            "correlations",
        )
    )
    if (found := case_parts.parts().get(f"in {section}")) and isinstance(data.setdefault(section, {}), dict):
        for number in range(random.randint(1, 3)):
            data[section][f"new{number}"] = _copy(random.choice(found))


def other_names(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A reference to another name of the case."""
    keys = (
        "stated",
        "equals",
        "at_most",
        "at_least",
        "counted_in",
        "times",
        "rank",
        "evidence",
        "expression",
        "by",
        "around",
    )
    found = [(holder, key) for holder, key in _scalars(all_spots) if key in keys]
    names = [name for section in ("claims", "evidence", "assumptions", "formulas") for name in _mapping(data, section)]
    if found and names:
        holder, key = random.choice(found)
        if key == "expression":
            words = re.findall(r"[a-z_]\w*", holder[key]) or ["x"]
            holder[key] = holder[key].replace(
                random.choice(words), random.choice((*names, "0", f"({random.choice(names)} - {random.choice(names)})"))
            )
        else:
            holder[key] = random.choice(names)


def other_kind(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A check of another kind or relation."""
    if checks := _entries(data, "checks"):
        check = random.choice(checks)
        check["kind"] = random.choice(("agrees", "possible", "typical", "reachable"))
        relations = [key for key in ("at_most", "at_least", "equals", "counted_in") if key in check]
        if relations and random.random() < 0.6:
            check[random.choice(("at_most", "at_least", "equals", "counted_in"))] = check.pop(relations[0])


def other_set(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A reading, an option or a candidate that sets something else."""
    found = [holder[key] for holder, key in all_spots if isinstance(holder[key], dict) and "reason" in holder[key]]
    names = [name for section in ("claims", "evidence", "assumptions", "formulas") for name in _mapping(data, section)]
    if found and names:
        target = random.choice(
            (
                random.choice(names),
                f"{random.choice(names)}.{random.choice(('low', 'high', 'mode', 'month', 'value', 'mean'))}",
            )
        )
        random.choice(found)["set"] = {
            target: random.choice((values.number(random), random.choice(names), values.anything(random)))
        }


GENTLE: tuple[Change, ...] = (
    other_number,
    other_number,
    other_number,
    odd_number,
    other_unit,
    other_cue,
    graft,
    graft,
    more_of_section,
    other_names,
    other_kind,
    other_set,
)


# Changes after which it is mostly none.


def drop(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A key or an item left out."""
    if all_spots:
        holder, key = random.choice(all_spots)
        del holder[key]


def double(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A key that stands twice, or an item many times."""
    if found := [(holder, key) for holder, key in all_spots if isinstance(holder[key], dict) and holder[key]]:
        holder, key = random.choice(found)
        inner = holder[key]
        again = random.choice(list(inner))
        holder[key] = Pairs([*inner.items(), *((again, inner[again]) for _ in range(random.choice((1, 1, 500))))])


def retype(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A mapping for a text, a list for a mapping, nothing for a number."""
    if all_spots:
        holder, key = random.choice(all_spots)
        value = holder[key]
        inside = list(value.values()) if isinstance(value, dict) and not isinstance(value, Pairs) else [value]
        choices = (
            [value],
            {"value": value},
            {},
            [],
            None,
            True,
            "",
            "x",
            "5",
            inside,
            {"x": inside},
            [[]],
            [None, True],
        )
        holder[key] = random.choice(choices)


def odd_scalar(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """Any text in place of another."""
    if found := _scalars(all_spots):
        holder, key = random.choice(found)
        holder[key] = values.anything(random)


def odd_text(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A hostile text within another."""
    if found := _scalars(all_spots):
        holder, key = random.choice(found)
        holder[key] += " " + random.choice(values.TEXTS)


def rename(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """Another key, misspelt or of elsewhere."""
    if found := [(holder, key) for holder, key in all_spots if isinstance(holder, dict)]:
        holder, key = random.choice(found)
        new = random.choice(
            (
                key[:-1],
                key + "s",
                key.upper(),
                *random.sample(values.BAD_NAMES, 2),
                random.choice(list(case_parts.parts())),
            )
        )
        holder[new] = holder.pop(key)


def swap(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """Two parts in each other's place."""
    if len(all_spots) > 1:
        (one, key), (other, of_other) = random.sample(all_spots, 2)
        one[key], other[of_other] = _copy(other[of_other]), _copy(one[key])


def deep(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """Something nested far too deep."""
    if all_spots:
        holder, key = random.choice(all_spots)
        depth = random.choice((3, 19, 21, 60))
        for level in range(depth):
            holder[key] = {"a": holder[key]} if level % 2 else [holder[key]]


def big(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A list or a mapping of a great many."""
    if all_spots:
        holder, key = random.choice(all_spots)
        many, value = random.choice((30, 300, 3000)), holder[key]
        item = value if len(str(value)) < 60 else "x"
        holder[key] = [item] * many if random.random() < 0.5 else {f"k{number}": item for number in range(many)}


def sign_of_yaml(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """An anchor, an alias, a tag, a block, a broken quote."""
    if found := _scalars(all_spots):
        for holder, key in random.sample(found, min(2, len(found))):
            holder[key] = Raw(
                random.choice(
                    (
                        "&a x",
                        "*a",
                        "!!int 5",
                        "!x y",
                        "|",
                        ">-",
                        "'",
                        '"',
                        "[",
                        "{",
                        "{a: *a}",
                        "? x",
                        "%",
                        "@",
                        "&a [*a]",
                        "<<: *a",
                        "2017-02-01 # x",
                        "a #b",
                    )
                )
            )


ROUGH: tuple[Change, ...] = (
    drop,
    drop,
    drop,
    double,
    retype,
    retype,
    odd_scalar,
    odd_scalar,
    odd_text,
    rename,
    swap,
    deep,
    big,
    sign_of_yaml,
)


def broken_text(random: Random, text: str) -> str:
    """A text with lines or characters lost, doubled, moved or foreign."""
    lines = text.split("\n")
    for _ in range(random.choice((1, 1, 3))):
        at = random.randrange(len(lines))
        line = lines[at]
        cut = random.randrange(len(line) + 1)
        sign = random.choice(
            ("\t", " ", ":", "#", "\x00", "\ufeff", "\u2028", "\x85", "'", '"', "{", "}", "-", "\r", "é", "&", "\ud800")
        )
        lines[at] = random.choice(
            (
                "",
                f"{line}\n{line}",
                f" {line}",
                line[1:],
                line[:cut],
                line[:cut] + sign + line[cut:],
                f"\t{line}",
                "..." if random.random() < 0.3 else "---",
            )
        )
    return "\n".join(lines)


def _mapping(data: Any, section: str) -> dict[str, Any]:
    found = data.get(section) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _entries(data: Any, section: str) -> list[dict[str, Any]]:
    return [entry for entry in _mapping(data, section).values() if isinstance(entry, dict)]


def _copy(data: Any) -> Any:
    if isinstance(data, Pairs):
        return Pairs(data)
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data
