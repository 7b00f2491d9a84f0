"""The list of numbers that somebody typed into documents, ``docs/typed-figures.csv``: where each comes from.

A row has the document, the words around the number as they stand there, what kind of number it is, and where it comes
from. What can be looked up is: numbers of a file in that file, numbers of today in what is found today, sums by
working them out. Of all others the list says where they come from, and holds their words.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from ...base import TableRow, table_rows
from ...case import Case
from .numbers import ProseNumber, numbers_in, values_in

LISTED = "docs/typed-figures.csv"
COLUMNS = ("document", "words", "kind", "from")
SOURCE = "src/weighbridge"
PACKAGE = Path(__file__).resolve().parents[2]  # the program that runs, where the project holds none
EVERY = "*"  # in place of words: every number of the document

_SIZES = {"%": Decimal("0.01"), "percent": Decimal("0.01"), "thousand": Decimal(1000), "million": Decimal(10**6)}
_BEHIND = re.compile(rf"\s*({'|'.join(_SIZES)})")
_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class NotHereError(Exception):
    """A number is of a file that only a project with its program has: its message is the name of the file."""


class Origin(StrEnum):
    """Where a typed number comes from."""

    TODAY = "today"  # found in what is found today; `from` names the case and its checks or quantities
    FILE = "file"  # stands in a file of the project; `from` names it
    SUM = "sum"  # worked out; `from` is the sum
    QUOTATION = "quotation"  # words of a passage or a page; `from` names the case or the source
    EXAMPLE = "example"  # made up; `from` says of what
    HISTORY = "history"  # held once; `from` says when, or what records it
    PROGRAM = "program"  # measured or printed by a program of the project; `from` names it
    REASON = "reason"  # anything else; `from` says what


@dataclass(frozen=True)
class Typed:
    """A row of the list.

    Attributes:
        row: the row itself, with its line.
        document: the path of the document from the folder of the project.
        words: the number with words around it, each space a single one; ``*`` for every number of the document.
        kind: what kind of number it is.
        origin: where it comes from.
    """

    row: TableRow
    document: str
    words: str
    kind: Origin
    origin: str

    @property
    def place(self) -> str:
        """Where the row stands: ``docs/typed-figures.csv:12``."""
        return f"{LISTED}:{self.row.line}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the words in a document, whatever breaks its lines."""
        words = r"\s+".join(map(re.escape, self.words.split()))
        return re.compile(
            rf"(?<![\w.,]){words}(?!\w|[.,]\d)" if re.match(r"\w", self.words) else rf"{words}(?!\w|[.,]\d)"
        )

    @cached_property
    def numbers(self) -> list[ProseNumber]:
        """The numbers within the words."""
        return numbers_in(self.words)

    @property
    def names(self) -> list[str]:
        """What its origin names, one after the other."""
        return [name for one in self.origin.split(";") if (name := one.strip())]


def typed_figures(root: Path) -> list[Typed]:
    """The list of a project; empty where it has none.

    Raises:
        TableError: a row can't be used.
    """
    path = root / LISTED
    return [_typed(row) for row in table_rows(path, COLUMNS)] if path.is_file() else []


class Lookup:
    """Looks numbers up where rows of the list say that they come from; each file and each result is read once."""

    def __init__(self, root: Path, case: Case) -> None:
        self.root, self._case = root, case
        self._pools: dict[str, frozenset[Decimal]] = {}

    def lacking(self, typed: Typed) -> Iterator[str]:
        """The numbers of a row that its origin does not give; nothing where all are given, or nothing is looked up.

        Raises:
            TableError: the origin names a check, a quantity or a file that is not there.
            NotHereError: it names a file of the program, and the project holds none.
        """
        pool = self._pool(typed)
        for number in typed.numbers if pool is not None else ():
            if number.value is not None and not _given(number, typed.words, pool):
                yield number.text

    def _pool(self, typed: Typed) -> frozenset[Decimal] | None:
        """All numbers of a row's origin; none where they are not looked up."""
        if typed.kind is Origin.SUM:
            return _of_sum(typed)
        if typed.kind is Origin.FILE:
            return frozenset().union(*(self._kept(name, typed) for name in typed.names))
        ours = [name for name in typed.names if typed.kind is Origin.TODAY and name.split()[0] == self._case.name]
        return frozenset().union(*(self._kept(name, typed) for name in ours)) if ours else None

    def _kept(self, name: str, typed: Typed) -> frozenset[Decimal]:
        if name not in self._pools:
            read = self._of_file if typed.kind is Origin.FILE else self._of_today
            self._pools[name] = read(name, typed)
        return self._pools[name]

    def _of_file(self, name: str, typed: Typed) -> frozenset[Decimal]:
        path = self.root / name
        if not (self.root / SOURCE).is_dir() and not path.is_file():
            path = PACKAGE.joinpath(*Path(name).relative_to(SOURCE).parts) if name.startswith(f"{SOURCE}/") else path
            if not path.is_file():
                raise NotHereError(name)
        if not path.is_file():
            raise typed.row.refusal("from", f"there is no file {name}; name one of the project")
        return values_in(path.read_text("utf-8", errors="replace"))

    def _of_today(self, name: str, typed: Typed) -> frozenset[Decimal]:
        """The numbers of what is found today of checks or quantities, as they are shown to a reader."""
        result, known = self._case.verify(), {*self._case.model.checks, *self._case.model.nodes}
        texts: list[str] = []
        for asked in name.split()[1:]:
            if asked not in known:
                raise typed.row.refusal("from", f"`{asked}` is no check and no quantity of {self._case.name}")
            if asked in self._case.model.checks:
                check = result[asked]
                texts += [
                    check.answer.text,
                    check.figures.model_dump_json(),
                    check.strength_sentence,
                    *check.changes_it,
                ]
            else:
                texts.append(str(self._case.explain(asked)))
        return frozenset().union(*map(values_in, texts))


def _typed(row: TableRow) -> Typed:
    kinds = [one.value for one in Origin]
    if row["kind"] not in kinds:
        raise row.refusal("kind", f"expected one of {', '.join(kinds)}")
    for column in ("words", "from"):
        if not row[column].strip():
            raise row.refusal(column, "say where the number comes from" if column == "from" else "copy the words")
    return Typed(row, row["document"], row["words"], Origin(row["kind"]), row["from"])


def _given(number: ProseNumber, words: str, pool: frozenset[Decimal]) -> bool:
    """Whether a number is in the pool: as it stands, as the share that a percentage is, or with its word of size."""
    value, behind = number.value, _BEHIND.match(words, number.end)
    assert value is not None
    return value in pool or (behind is not None and value * _SIZES[behind[1]] in pool)


def _of_sum(typed: Typed) -> frozenset[Decimal]:
    """The numbers of a sum, and what it comes to, rounded as the row's numbers are written."""
    try:
        result = _worked_out(ast.parse(typed.origin, mode="eval").body)
    except (SyntaxError, ArithmeticError, ValueError):
        raise typed.row.refusal("from", "write a sum of numbers, such as `430 / 13`") from None
    written = {one.value for one in typed.numbers if one.value is not None}
    rounded = {one for one in written if round(result, -int(one.as_tuple().exponent)) == one}
    return values_in(typed.origin) | rounded


def _worked_out(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_worked_out(node.left), _worked_out(node.right))
    raise ValueError
