"""The rooms of docs/design.md against the code: who imports whom, and how long things are."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "weighbridge"
MODULES = sorted(path for path in SOURCE.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 280, 50


def room_of(path):
    """The name by which the table calls a module: itself, or the folder it stands in."""
    relative = path.relative_to(SOURCE)
    return f"{relative.parts[0]}/" if len(relative.parts) > 1 else relative.stem


def table():
    """The rooms in the order of the table; those that share a row share a rank."""
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rows = re.search(r"## Rooms\n.*?\n\| module .*?\n\|[- |]+\n(.*?)\n\n", text, re.DOTALL)[1].splitlines()
    return [re.findall(r"`([\w/]+)`", row.split("|")[1]) for row in rows]


RANKS = {name: rank for rank, names in enumerate(table()) for name in names}


def imports(path):
    """The rooms that a module imports when it runs: not those under ``TYPE_CHECKING``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    depth = len(path.relative_to(SOURCE).parts)
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("weighbridge.")]
            names = [name.split(".", 1)[1] for name in names]
        elif isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith("weighbridge")):
            inside = node.level and node.level < depth
            base = (node.module or "").removeprefix("weighbridge").strip(".")
            names = [base] if base else [alias.name for alias in node.names]
            names = [f"{path.parent.name}.{name}" for name in names] if inside else names
        for name in names:
            first = name.split(".")[0]
            yield f"{first}/" if (SOURCE / first).is_dir() else first


def rooms():
    found = {}
    for path in MODULES:
        found.setdefault(room_of(path), set()).update(set(imports(path)) - {room_of(path)})
    return found


ROOMS = {room: needed for room, needed in rooms().items() if room not in ("__init__", "__main__")}


def test_the_table_names_every_module_once_and_no_other():
    named = [name for names in table() for name in names]
    assert len(named) == len(set(named))
    assert set(named) == set(ROOMS)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_imports_run_downwards_only(room):
    upwards = {other for other in ROOMS[room] if RANKS[other] < RANKS[room]}
    assert upwards == set()


def test_no_imports_go_in_a_circle():
    waiting = dict(ROOMS)
    while free := [room for room, needed in waiting.items() if not needed & waiting.keys()]:
        for room in free:
            del waiting[room]
    assert waiting == {}


def test_the_parser_of_imports_sees_what_is_there():
    assert {"report", "errors", "shelf", "reader"} <= ROOMS["case"]
    assert ROOMS["errors"] == set()
    assert "pandas" not in str(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_modules_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_functions_are_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def strings_and_names(path):
    """Everything that runs: names, attributes, arguments and strings, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_the_library_knows_no_case(path):
    # A chart may name a column of a shared table: `trucks` is one of the payloads.
    words = ("raqqa", "isis", "rbss") + (() if room_of(path) == "charts/" else ("trucks",))
    found = [
        text
        for text in strings_and_names(path)
        for word in words
        if re.search(rf"(?i)\b{word}\b|{word}_|_{word}", text)
    ]
    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_is_executed(path):
    """A formula is parsed and folded: no module calls ``eval``, ``exec`` or ``compile``, or unpickles."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert not {"eval", "exec", "compile", "__import__"} & set(calls)
    loaded = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert not {"pickle", "subprocess", "marshal", "importlib"} & set(loaded)
