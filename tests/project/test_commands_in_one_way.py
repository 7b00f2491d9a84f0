"""Commands to copy are put together by one function: no other text is made of ``weighbridge`` and a name."""

import ast
import re
from itertools import pairwise
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "weighbridge"
BEGINS = re.compile(r"\b(weighbridge|jupyter|pip) [a-z]+[^`]*$")  # a command that a value ends or goes on
# Who wrote a record and not what is typed: the version of the program behind its command.
RECORDS = re.compile(r"weighbridge [a-z ]+, version $")


def commands_with_values(text):
    """The begins of commands in f-strings that a value follows."""
    for node in ast.walk(ast.parse(text)):
        for part, after in pairwise(node.values if isinstance(node, ast.JoinedStr) else []):
            if isinstance(part, ast.Constant) and isinstance(after, ast.FormattedValue):
                begin = BEGINS.search(part.value)
                if begin and not RECORDS.search(part.value):
                    yield begin[0]


def test_such_a_text_is_found():
    found = commands_with_values('f"see `weighbridge verify {name}`"; f"`weighbridge list` has {names}"')
    assert [*found] == ["weighbridge verify "]


def test_no_command_is_put_together_by_hand():
    found = {path: [*commands_with_values(path.read_text(encoding="utf-8"))] for path in SOURCE.rglob("*.py")}
    assert {path.relative_to(SOURCE): several for path, several in found.items() if several} == {}
