"""Changes after which a case is mostly none: keys dropped, doubled and retyped, hostile texts, signs of YAML."""

from __future__ import annotations

from random import Random
from typing import Any

from . import case_parts, values
from .spots import Change, Spot, copy, scalars
from .yaml_text import Pairs, Raw


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
    if found := scalars(all_spots):
        holder, key = random.choice(found)
        holder[key] = values.anything(random)


def odd_text(random: Random, data: Any, all_spots: list[Spot]) -> None:
    """A hostile text within another."""
    if found := scalars(all_spots):
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
        one[key], other[of_other] = copy(other[of_other]), copy(one[key])


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
    if found := scalars(all_spots):
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
