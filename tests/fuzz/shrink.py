"""An input made as small as it can be with the same fault: structure first, then lines, then characters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from weighbridge.base import WeighbridgeError
from weighbridge.casefile.located_yaml import parse_document

from .attempt import Attempt, Call
from .mutations.yaml_text import yaml_text
from .workers import judged_in_processes

MOST_TRIALS = 600
Keys = tuple[Any, ...]


@dataclass(frozen=True)
class Input:
    """The files of an attempt by their names, what is typed, and what that may write."""

    files: dict[str, bytes]
    calls: tuple[Call, ...]
    written: tuple[str, ...] = ()

    def written_into(self, folder: Path) -> Attempt:
        """The attempt, its files written into a folder."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return Attempt("found", 0, self.calls, self.written)

    def with_file(self, name: str, data: bytes) -> Input:
        """The same with another content of one file."""
        return replace(self, files={**self.files, name: data})


def signatures(tried: Input, seed: int = 0) -> set[str]:
    """The faults of an input, by their signatures, seen in a process of its own."""
    found = judged_in_processes([("found", seed)], lambda kind, seed, folder: tried.written_into(folder))
    return {fault.signature for one in found for fault in one.faults}


def shrunk(start: Input, signature: str, most: int = MOST_TRIALS) -> Input:
    """The smallest input that is found with the same fault, by trying parts left out one by one."""
    left = most
    seed = 0 if "second run" in signature else 1

    def shows(tried: Input) -> bool:
        nonlocal left
        left -= 1
        found = signatures(tried, seed)
        return signature in found or (signature.startswith("hang") and any(one.startswith("hang") for one in found))

    best = start
    for smaller in (
        _fewer_calls,
        _fewer_files,
        _fewer_entries,
        _fewer_lines,
        _shorter_values,
        _fewer_entries,
        _fewer_calls,
    ):
        best = _greedy(best, smaller, shows, lambda: left > 0)
    return best


def _greedy(
    best: Input, smaller: Callable[[Input], Iterator[Input]], shows: Callable[[Input], bool], may: Callable[[], bool]
) -> Input:
    """The best after each improvement was taken and the search begun anew, until there is none."""
    improved = True
    while improved and may():
        improved = False
        for tried in smaller(best):
            if not may():
                break
            if shows(tried):
                best, improved = tried, True
                break
    return best


def _fewer_calls(one: Input) -> Iterator[Input]:
    if one.written:
        yield replace(one, written=())
    for at in range(len(one.calls)):
        if len(one.calls) > 1:
            yield replace(one, calls=one.calls[:at] + one.calls[at + 1 :])
    for at, call in enumerate(one.calls):
        for word in range(2, len(call)):
            shorter = call[:word] + call[word + (2 if call[word] == "--set" else 1) :]
            yield replace(one, calls=(*one.calls[:at], shorter, *one.calls[at + 1 :]))


def _fewer_files(one: Input) -> Iterator[Input]:
    for name in sorted(one.files, key=lambda name: -len(one.files[name])):
        if len(one.files) > 1:
            yield replace(one, files={key: data for key, data in one.files.items() if key != name})


def _fewer_entries(one: Input) -> Iterator[Input]:
    """One mapping entry or list item left out, the largest first."""
    for name, (data, write) in _trees(one).items():
        paths = sorted(_paths(data), key=lambda path: -len(json.dumps(_at(data, path), default=str)))
        for path in paths:
            yield one.with_file(name, write(_without(data, path)))


def _shorter_values(one: Input) -> Iterator[Input]:
    for name, (data, write) in _trees(one).items():
        for path in _paths(data):
            value = _at(data, path)
            if not isinstance(value, str):
                yield one.with_file(name, write(_put(data, path, "x")))
            else:
                shorter = ["x", "1 one", *_groups(value), value[: len(value) // 2]]
                shorter = [short for short in shorter if len(short) < len(value)]
                yield from (one.with_file(name, write(_put(data, path, short))) for short in shorter)


def _groups(text: str) -> list[str]:
    """What stands in brackets, by itself, and the text without one pair of them; the shortest first."""
    opened, found = [], set()
    for at, sign in enumerate(text):
        if sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            begin = opened.pop()
            inner = text[begin + 1 : at]
            found |= {inner, text[:begin] + inner + text[at + 1 :], f"{text[:begin]}1{text[at + 1 :]}"}
    return sorted(found, key=lambda one: (len(one), one))


def _trees(one: Input) -> dict[str, tuple[Any, Callable[[Any], bytes]]]:
    """What the YAML and JSON files hold, each with how it is written."""
    found: dict[str, tuple[Any, Callable[[Any], bytes]]] = {}
    for name, data in one.files.items():
        try:
            if name.endswith(".yaml"):
                found[name] = parse_document(data.decode(), name).data, lambda tree: yaml_text(tree).encode()
            elif name.endswith(".json"):
                found[name] = json.loads(data), lambda tree: json.dumps(tree).encode()
        except (ValueError, WeighbridgeError, RecursionError):
            continue
    return found


def _paths(data: Any, path: Keys = ()) -> Iterator[Keys]:
    if path:
        yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _paths(value, (*path, key))


def _at(data: Any, path: Keys) -> Any:
    for key in path:
        data = data[key]
    return data


def _without(data: Any, path: Keys) -> Any:
    head, *rest = path
    if rest:
        return _put(data, (head,), _without(data[head], tuple(rest)))
    if isinstance(data, dict):
        return {key: value for key, value in data.items() if key != head}
    return data[:head] + data[head + 1 :]


def _put(data: Any, path: Keys, value: Any) -> Any:
    head, *rest = path
    new = _put(data[head], tuple(rest), value) if rest else value
    return {**data, head: new} if isinstance(data, dict) else [*data[:head], new, *data[head + 1 :]]


def _fewer_lines(one: Input) -> Iterator[Input]:
    """Half of the lines of a file left out, then a quarter, down to one; of a single line, its characters likewise."""
    for name, data in one.files.items():
        pieces = data.splitlines(keepends=True)
        if len(pieces) == 1:
            pieces = [data[at : at + 1] for at in range(len(data))]
        size = len(pieces) // 2
        while size:
            for at in range(0, len(pieces), size):
                yield one.with_file(name, b"".join(pieces[:at] + pieces[at + size :]))
            size //= 2
