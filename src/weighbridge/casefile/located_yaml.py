"""YAML in which every key and value keeps its line, so that each problem can name one.

Read with ruamel.yaml (YAML 1.2: ``no`` stays a string) as a tree of nodes. Scalars stay text: a unit, a date and a
version are what they look like, and a number is read where it is needed. Aliases and duplicated keys are reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from ..base import CaseError, Place, Problem, line_of, regular
from .yaml_errors import quoted, yaml_problem

Keys = tuple[str, ...]
LARGEST_FILE = 1_000_000
DEEPEST = 20
_COMMENT = re.compile(r":?[ ]+(#[^\s#].*)")  # a comment that begins right before a word
_BARE = re.compile(r"\s*[,}]")  # what stands behind a key between braces that has no colon


@dataclass(repr=False)
class Document:
    """Plain data (mappings, lists, text, true, false, None) and the place of every path in it.

    ``laid_over`` holds the paths that changes gave another value than the file has.
    """

    data: dict[str, Any]
    file: str
    places: dict[Keys, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    laid_over: list[Keys] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"{self.file}: {', '.join(map(str, self.data))}"

    def report(self, path: Keys, message: str, remedy: str) -> None:
        """Add a problem of what stands at a path."""
        self.problems.append(Problem(self.place(path), message, remedy, path))

    def place(self, path: Keys) -> Place:
        """Where a path stands; where it doesn't, the nearest thing that holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


def read_document(path: Path, shown: str | None = None) -> Document:
    """Read a file; raises ``CaseError`` when it is not one mapping of YAML text."""
    file = shown or path.as_posix()
    return parse_document(file_text(path, file), file)


def parse_document(text: str, file: str) -> Document:
    """Read YAML text as if it stood in ``file``.

    Raises:
        CaseError: it is no YAML, or a key stands in it twice; with the line.

    >>> document = parse_document("claims:\\n  trucks: {value: 50 truck}", "case.yaml")
    >>> document.data, str(document.place(("claims", "trucks", "value")))
    ({'claims': {'trucks': {'value': '50 truck'}}}, 'case.yaml:2')
    """
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except RecursionError:
        raise CaseError([Problem(Place(file), "nested too deep to be a case", "a case is flat")]) from None
    except (MarkedYAMLError, ReaderError) as error:
        raise CaseError([yaml_problem(text, error, file)]) from None
    if root is None:
        raise CaseError([Problem(Place(file), "the file is empty", "expected a case: title, article, claims, checks")])
    if not isinstance(root, MappingNode):
        raise CaseError(
            [
                Problem(
                    Place(file, 1), "expected `key: value` lines", "a case is a mapping: title, article, claims, checks"
                )
            ]
        )
    document = Document({}, file)
    walk = _Walk(document, text)
    document.data = walk.mapping(root, ())
    walk.report_anchors()
    return document


def file_text(path: Path, file: str) -> str:
    """The text of a file; raises ``CaseError`` where it is none, cannot be read or is too large for a case."""
    try:
        if regular(path).stat().st_size > LARGEST_FILE:
            message = f"the file has {path.stat().st_size:,} bytes, at most {LARGEST_FILE:,}"
            raise CaseError([Problem(Place(file), message, "keep tables in data/evidence")])
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CaseError(
            [Problem(Place(file), f"cannot be read: {error.strerror}", "check the file's permissions")]
        ) from None
    except UnicodeDecodeError as error:
        message = f"not a text file: byte {error.start + 1} is not UTF-8"
        raise CaseError([Problem(Place(file), message, "save it as plain text in UTF-8")]) from None


class _Walk:
    """From nodes to plain data, noting the place of each path."""

    def __init__(self, document: Document, text: str) -> None:
        self.document, self.text = document, text
        self.seen: set[int] = set()
        self.anchors: dict[int, tuple[Place, str]] = {}

    def value(self, node: Node, path: Keys) -> Any:
        """The plain data of a node; aliases and too much depth are reported."""
        place = Place(self.document.file, node.start_mark.line + 1)
        if len(path) > DEEPEST:
            raise CaseError([Problem(place, f"nested more than {DEEPEST} deep", "a case is flat")])
        self.document.places.setdefault(path, place)
        if id(node) in self.seen:
            self.document.problems.append(Problem(place, "an alias (`*name`) stands here", "write the value out"))
            self.anchors.pop(id(node), None)
            return None
        self.seen.add(id(node))
        self.note_sign(node, place)
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, str(index))) for index, item in enumerate(node.value)]
        return self.scalar(node)

    def note_sign(self, node: Node, place: Place) -> None:
        """Note a tag or an anchor: a text that begins with ``!`` or ``&`` would lose its first word."""
        is_tag = self.text.startswith("!", node.start_mark.index)
        if is_tag or node.anchor:
            written = self.text[node.start_mark.index : node.end_mark.index]
            if is_tag:
                self.lost(place, written)
            else:
                self.anchors[id(node)] = place, f"&{node.anchor} {written.removeprefix(f'&{node.anchor}').strip()}"

    def report_anchors(self) -> None:
        """Report every anchor that no alias names; where one does, the alias is reported."""
        for place, written in self.anchors.values():
            self.lost(place, written)

    def lost(self, place: Place, written: str) -> None:
        """Report a text of which the first word is lost."""
        remedy = f"put the text in quotes: `{quoted(written[:40])}`"
        found = f"the text begins with `{written[0]}`, which has a meaning of its own in YAML"
        self.document.problems.append(Problem(place, found, remedy))

    def scalar(self, node: ScalarNode) -> Any:
        """Text, true, false or None."""
        try:
            node.value.encode()
        except UnicodeEncodeError:
            place = Place(self.document.file, node.start_mark.line + 1)
            self.document.problems.append(
                Problem(place, "half of a character stands here", "write the character itself")
            )
            return None
        plain = node.style is None
        if plain and node.value in ("true", "false"):
            return node.value == "true"
        return None if plain and node.value in ("", "null", "~") else node.value

    def mapping(self, node: MappingNode, path: Keys) -> dict[str, Any]:
        """A mapping with text keys; doubled and other keys are reported."""
        data: dict[str, Any] = {}
        before: Node | None = None
        for key, value in node.value:
            name = self.key(key)
            if name is None or (node.flow_style and self.is_bare(key) and self.joined(data, key, before, path)):
                continue
            place = Place(self.document.file, key.start_mark.line + 1)
            if name in data:
                first = self.document.places[(*path, name)].line
                self.document.problems.append(
                    Problem(place, f"the key `{name}` stands twice, first on line {first}", "keep one")
                )
                continue
            self.document.places[(*path, name)] = place
            data[name], before = self.value(value, (*path, name)), value
            if isinstance(value, ScalarNode) and value.style is None:
                end = (value if value.value else key).end_mark.index
                data[name] = self.with_comment(name, value, end) or data[name]
        return data

    def key(self, node: Node) -> str | None:
        """The text of a key; None for anything else, which is reported."""
        if isinstance(node, ScalarNode) and node.value.isprintable():
            return str(node.value)
        found, remedy = "a key that is not text", "write a name before the colon"
        if isinstance(node, ScalarNode):
            seen = "".join(sign for sign in node.value if sign.isprintable())
            found, remedy = f"the key `{seen}` holds a sign that cannot be seen", "type the key anew"
        self.document.problems.append(Problem(Place(self.document.file, node.start_mark.line + 1), found, remedy))
        return None

    def with_comment(self, key: str, node: ScalarNode, end: int) -> str | None:
        """A text as far as it goes beyond a ``#`` right before a word, ``Case #5``, which is reported; else None.

        To YAML the rest is a comment; what was meant as one mostly has a space behind its sign.
        """
        match = _COMMENT.match(self.text, end)
        if match is None:
            return None
        text = f"{node.value} {match[1].strip()}".strip()
        place = Place(self.document.file, line_of(self.text, end))
        remedy = f"put the text in quotes: `{key}: {quoted(text)}`, or write a space behind `#` where it is a comment"
        self.document.problems.append(Problem(place, f"the text of `{key}` ends before `#` for YAML", remedy))
        return text

    def is_bare(self, key: Node) -> bool:
        """Whether no colon stands behind a key: what is between braces was cut there at a comma."""
        return _BARE.match(self.text, key.end_mark.index) is not None

    def joined(self, data: dict[str, Any], bare: ScalarNode, before: Node | None, path: Keys) -> bool:
        """Put what was cut off at a comma back to the text before it, and report it; False where there is none."""
        key, colon, value = bare.value.partition(":")
        if colon and key.isidentifier() and not value.startswith("//"):
            place = Place(self.document.file, bare.start_mark.line + 1)
            found, remedy = f"no space stands behind `{key}:`", f"write `{key}: {value.strip()}`"
            self.document.problems.append(Problem(place, found, remedy))
            data[key] = value.strip()
            return True
        last = next(reversed(data), None)
        if last is None or before is None or not isinstance(data[last], str):
            return False
        data[last] = " ".join(self.text[before.start_mark.index : bare.end_mark.index].split())
        found, at = f"the text of `{last}` has a comma, and ends there for YAML", (*path, last)
        self.document.problems = [problem for problem in self.document.problems if problem.path != at]
        self.document.report(at, found, f"put the text in quotes: `{last}: {quoted(data[last])}`")
        return True
