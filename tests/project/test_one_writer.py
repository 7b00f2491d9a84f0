"""Nothing but the one writer opens a file for writing, makes, renames or removes one: read from the source."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITER = "src/weighbridge/base/files.py"
MODULES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tools").rglob("*.py")])

METHODS = {  # of paths and files, whatever they are called on
    *("write_text", "write_bytes", "touch", "mkdir", "unlink", "rmdir", "symlink_to", "hardlink_to", "rename"),
    *("chmod", "lchmod", "extractall", "extract", "savefig", "to_excel", "to_parquet", "to_pickle", "to_feather"),
    *("tofile", "to_hdf", "to_stata", "to_sql", "truncate"),
}
OF_MODULES = {  # functions, by the module that has them
    "os": {
        *("open", "fdopen", "remove", "unlink", "rename", "renames", "replace", "mkdir", "makedirs", "rmdir"),
        *("removedirs", "link", "symlink", "truncate", "chmod", "chown", "mkfifo", "mknod", "utime", "dup2"),
    },
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move", "rmtree", "make_archive", "unpack_archive"},
    "tempfile": {"NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "mkdtemp", "mkstemp", "mktemp"},
    "ctypes": {"CDLL", "PyDLL", "WinDLL"},
    "np": {"save", "savez", "savetxt", "savez_compressed"},
    "sqlite3": {"connect"},
    "logging": {"FileHandler"},
}
# Each call elsewhere that looks like one, with why it may stand: the module, what is called, the reason.
EXCEPTIONS = {
    ("src/weighbridge/base/exchange.py", "ctypes.CDLL"): "exchanges two names, for the writer",
    ("src/weighbridge/cli/problems.py", "os.dup2"): "the null device, in the place of a stream that nobody reads",
    ("src/weighbridge/text/document.py", "os.open"): "for reading, without waiting for who writes into a pipe",
    ("src/weighbridge/charts/chart.py", "figure.savefig"): "into memory, for the writer",
    ("src/weighbridge/charts/chart.py", "self.save"): "its own, by the writer",
    ("src/weighbridge/report/notebook.py", "whole.rename"): "columns of a table, not files",
    ("tools/screens.py", "browser.open"): "a page, to be looked at",
    ("src/weighbridge/deposit/place.py", "zipfile.ZipFile"): "into memory, for the writer",
    ("src/weighbridge/handout/word_file.py", "zipfile.ZipFile"): "into memory, for the writer",
    ("tools/warm_kernels.py", "tempfile.TemporaryDirectory"): "a socket, and the kernel that Jupyter is told of",
    ("tools/install.py", "tempfile.TemporaryDirectory"): "lists for pip, before the writer is installed",
    ("tools/install.py", "(folder / 'tools.txt').write_text"): "lists for pip, before the writer is installed",
    ("tools/install.py", "(folder / 'requirements.txt').write_text"): "lists for pip, before the writer is installed",
    ("src/weighbridge/batch/parts.py", "parquet.ParquetWriter"): "into the file that the writer opened",
}


def mode_of(call: ast.Call, at: int) -> str:
    """The mode that a file is opened in; ``r`` where it is not said, ``?`` where it is computed."""
    given = next((word.value for word in call.keywords if word.arg == "mode"), None)
    given = given or (call.args[at] if len(call.args) > at else ast.Constant("r"))
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else "?"


def writes(call: ast.Call) -> bool:
    """Whether a call opens a file for writing, or makes, renames or removes one."""
    called = call.func
    if call.args and ast.unparse(call.args[0]) == "os.devnull":
        return False
    if isinstance(called, ast.Name):
        return called.id == "open" and bool(set(mode_of(call, 1)) & set("wax+?"))
    if not isinstance(called, ast.Attribute):
        return False
    owner, name = ast.unparse(called.value), called.attr
    if owner in OF_MODULES:
        return name in OF_MODULES[owner]
    if name == "open":
        at = 1 if owner in ("io", "gzip", "bz2", "lzma", "codecs", "builtins", "Image") else 0
        return bool(set(mode_of(call, at)) & set("wax+?"))
    if name == "replace":  # of a path: that of a text has two arguments, that of a date or a tuple has words
        return len(call.args) == 1 and not call.keywords
    if name == "ZipFile":
        return mode_of(call, 1) != "r"
    if name == "ParquetWriter":
        return True
    if name in ("Workbook", "save", "to_csv", "to_json", "to_html"):
        return bool(call.args) and isinstance(call.args[0], (ast.Constant, ast.JoinedStr, ast.BinOp))
    return name in METHODS


def found(text: str) -> list[str]:
    """What of a text's calls writes, as it is called."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [ast.unparse(call.func) for call in calls if writes(call)]


def names_taken(text: str) -> list[str]:
    """Functions that write, imported by their names, by which a call of them would not be known."""
    taken = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and not node.level]
    return [alias.name for node in taken for alias in node.names if alias.name in OF_MODULES.get(node.module or "", ())]


def test_nothing_but_the_one_writer_writes_a_file():
    seen, wrong = set(), []
    for path in MODULES:
        place, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if place == WRITER:
            continue
        wrong += [f"{place}: imports {name} by its name" for name in names_taken(text)]
        for call in found(text):
            if (place, call) in EXCEPTIONS:
                seen.add((place, call))
            else:
                wrong.append(f"{place}: {call}; use weighbridge.base.files")
    assert wrong == []
    assert seen == set(EXCEPTIONS), "an exception that nothing needs any more"


@pytest.mark.parametrize(
    "text",
    [
        *("open(p, 'w')", "open(p, mode='ab')", "p.open('x')", "p.open('r+')", "io.open(p, 'wb')", "open(p, how)"),
        *("p.write_text(t)", "p.write_bytes(b)", "p.touch()", "p.mkdir()", "p.unlink()", "p.rename(q)", "p.replace(q)"),
        *("os.replace(p, q)", "os.open(p, 1)", "shutil.rmtree(p)", "shutil.move(p, q)", "tempfile.mkstemp()"),
        *("zipfile.ZipFile(p, 'w')", "figure.savefig(p)", "frame.to_csv('a.csv')", "np.save(p, a)"),
        *("image.save(f'{name}.png')", "xlsxwriter.Workbook('a.xlsx')", "parquet.ParquetWriter(p, s)"),
    ],
)
def test_what_writes_is_seen(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("open(p)", "open(p, 'rb')", "p.open(encoding='utf-8')", "t.replace('a', 'b')", "replace(one, of=2)"),
        *("zipfile.ZipFile(io.BytesIO(b))", "day.replace(day=1)", "frame.to_csv(index=False)", "open_case(name)"),
        *("open(os.devnull, 'w')", "os.open(os.devnull, os.O_WRONLY)"),
    ],
)
def test_what_reads_is_let_be(text):
    assert found(text) == []


def test_a_function_taken_by_its_name_is_seen():
    assert names_taken("from shutil import rmtree, which") == ["rmtree"]
    assert names_taken("from shutil import which") == []
