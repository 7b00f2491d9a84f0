"""Two results of the same case held against each other: which outcomes and figures differ, and by how much.

``python benchmarks/compare.py BEFORE.json AFTER.json``; a figure differs where it lies outside what both uncertainties
leave open. Exit 1 where an outcome or a figure differs.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CLOSE = 1e-5  # of figures without an uncertainty of their own, which are stored with six digits
RENAMED: dict[str, str] = {}  # keys of the earlier form under their present names


def _by_input(labels: Any) -> Any:
    """Parameters without a source in the present form: by input, no longer each as one text."""
    found: dict[str, list[str]] = {}
    for label in labels if isinstance(labels, list) else ():
        found.setdefault(label.partition(": ")[0], []).append(label.partition(": ")[2])
    return found if isinstance(labels, list) else labels


REFORMED = {"unsupported": _by_input}  # keys whose values have another form now


def differences(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every place that differs, with what is found there."""
    if isinstance(before, dict) and isinstance(after, dict):
        if {"value", "numerical_uncertainty"} <= before.keys() & after.keys():
            yield from _figures(before, after, path)
            return
        for key in before.keys() | after.keys():
            now = RENAMED.get(key, key)
            if key not in before:
                yield f"{path}.{key}", "is new"
            elif now not in after:
                yield f"{path}.{key}", "is gone"
            else:
                old = REFORMED[key](before[key]) if key in REFORMED else before[key]
                yield from differences(old, after[now], f"{path}.{key}")
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield path, f"{len(before)} entries before, {len(after)} after"
        for index, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from differences(one, other, f"{path}[{_label(one, index)}]")
    elif _is_number(before) and _is_number(after):
        if not math.isclose(before, after, rel_tol=CLOSE, abs_tol=1e-12):
            yield path, f"{before} before, {after} after"
    elif before != after:
        yield path, f"{before!r} before, {after!r} after"


def _figures(before: dict[str, float], after: dict[str, float], path: str) -> Iterator[tuple[str, str]]:
    room = math.hypot(before["numerical_uncertainty"], after["numerical_uncertainty"])
    if abs(before["value"] - after["value"]) > room + CLOSE * abs(before["value"]):
        one, other = (f"{told['value']} ± {told['numerical_uncertainty']}" for told in (before, after))
        yield path, f"{one} before, {other} after"


def _label(entry: Any, index: int) -> str:
    return str(entry.get("name", index)) if isinstance(entry, dict) else str(index)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def main(before: str, after: str) -> int:
    """Print what differs, a line each: figures and outcomes, then how many sentences and new keys."""
    found = list(differences(*(json.loads(Path(name).read_text(encoding="utf-8")) for name in (before, after))))
    words = [one for one in found if one[0].rsplit(".", 1)[-1] in ("sentence", "weighbridge") or "new" in one[1][:7]]
    rest = [one for one in found if one not in words]
    for path, what in rest:
        print(f"{path}: {what}")
    print(f"{Path(after).stem}: {len(rest)} figures or outcomes differ; {len(words)} sentences or new keys")
    return int(bool(rest))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
