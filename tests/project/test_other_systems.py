"""What the kit needs to run on Windows and macOS, held on any system: by its syntax, and by commands that see Windows.

Nothing here runs on Windows; .github/workflows/ci.yml does. What is found here would fail there.
"""

import ast
import errno
import importlib.machinery
import json
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from like_windows import LACKING, OF_POSIX, Loader
from weighbridge.base import refused_by_windows
from weighbridge.batch import workers
from weighbridge.cli import interruption, problems
from weighbridge.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
LIKE_WINDOWS = ROOT / "tests" / "like_windows.py"
FOLDERS = ("src", "tools", "benchmarks")
MODULES = [*(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))), ROOT / "setup.py"]
# Where the encoding stands among the arguments of each way to open a text, counted from 0.
OPENING = {"open": 3, "fdopen": 3, "read_text": 0, "write_text": 1, "TextIOWrapper": 1, "NamedTemporaryFile": 2}
BINARY = re.compile(r"[rwxa]?\+?b[rwxa+]*|[rwxa]b?\+?b?")
# What only Linux is asked, behind a question which system it is.
PATHS_OF_LINUX = {"/proc/self/statm": "batch/workers.py"}
MEASURING = {"benchmarks/passages.py", "benchmarks/large_cases.py", "benchmarks/run.py", "benchmarks/thousand_cases.py"}
LONGEST = 150  # signs of a path within the project: Windows allows 260 with the folder that it lies in


def name(path):
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path):
    """Every node of a module, above before below."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def of_module(node, *modules):
    return isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") in modules


def opens_text_unsaid(node):
    """Whether a call opens a text and leaves its encoding to the system."""
    by, keys = called(node), {each.arg: each.value for each in node.keywords}
    if by in ("run", "Popen", "check_output") and of_module(node, "subprocess"):
        return bool({"text", "universal_newlines"} & keys.keys()) and "encoding" not in keys
    if by not in OPENING or of_module(node, "os", "Image", "browser", "webbrowser", "zipfile", "tarfile"):
        return by == "fdopen" and len(node.args) < 2
    position = OPENING[by] - (by == "open" and isinstance(node.func, ast.Attribute))
    if (
        "encoding" in keys
        or len(node.args) > position
        or (by == "read_text" and not isinstance(node.func, ast.Attribute))
    ):
        return False
    mode = keys.get("mode") or (node.args[position - 2] if by == "open" and len(node.args) > position - 2 else None)
    return not (isinstance(mode, ast.Constant) and "b" in str(mode.value))


@pytest.mark.parametrize(
    ("code", "is_unsaid"),
    [
        ("open(a)", True),
        ("open(a, 'w')", True),
        ("a.open()", True),
        ("a.open('w', newline='')", True),
        ("a.read_text()", True),
        ("a.write_text('x')", True),
        ("subprocess.run(a, text=True)", True),
        ("open(a, 'rb')", False),
        ("open(a, encoding='utf-8')", False),
        ("a.open('rb')", False),
        ("a.read_text('utf-8')", False),
        ("a.write_text('x', 'utf-8')", False),
        ("subprocess.run(a, text=True, encoding='utf-8')", False),
        ("subprocess.run(a)", False),
    ],
)
def test_a_text_that_is_opened_unsaid_is_found(code, is_unsaid):
    assert opens_text_unsaid(ast.parse(code).body[0].value) == is_unsaid


def test_every_text_is_opened_in_an_encoding_that_is_said():
    """Windows would take its own, in which no quotation in Arabic can be written."""
    named = re.compile(rf"\b({'|'.join(OPENING)}|subprocess)\b")
    opening = [path for path in MODULES if named.search(path.read_text(encoding="utf-8"))]
    calls = [(path, node) for path in opening for node in nodes(path) if isinstance(node, ast.Call)]
    found = [f"{name(path)}:{node.lineno}: {ast.unparse(node)}" for path, node in calls if opens_text_unsaid(node)]
    assert len(calls) > 1_000
    assert found == [], "say encoding='utf-8'"


def guards(node, above):
    """The questions that are asked above a node, and at the head of its function, before it is reached."""
    while (node := above.get(node)) is not None:
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            yield ast.unparse(node.test)
        if isinstance(node, ast.BoolOp):
            yield ast.unparse(node)
        if isinstance(node, ast.Try):
            yield from (ast.unparse(each.type) for each in node.handlers if each.type is not None)
        if isinstance(node, ast.FunctionDef):
            yield from (ast.unparse(each.test) for each in node.body if isinstance(each, ast.If))


def of_posix(node):
    """What has to be asked before a node is reached, where it takes what only POSIX has; else nothing."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        return ["ImportError"] if OF_POSIX & {each.partition(".")[0] for each in names} else []
    of = getattr(node.value, "id", "") if isinstance(node, ast.Attribute) else ""
    return [f"hasattr({of},", "fcntl is not None"] if of and node.attr in LACKING.get(of, ()) else []


def unguarded(found):
    """What of a module is of POSIX alone and asked of every system."""
    asked = [(node, needs) for node in found if (needs := of_posix(node))]
    above = {node: one for one in found for node in ast.iter_child_nodes(one)} if asked else {}
    for node, needs in asked:
        if not any(each in guard for guard in guards(node, above) for each in ("sys.platform", "os.name", *needs)):
            yield f"{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("import fcntl", 1),
        ("from resource import getrlimit", 1),
        ("try:\n    import fcntl\nexcept ImportError:\n    fcntl = None", 0),
        ("if sys.platform != 'win32':\n    import resource", 0),
        ("os.fork()", 1),
        ("signal.signal(signal.SIGHUP, stop)", 1),
        ("if hasattr(signal, 'SIGHUP'):\n    signal.signal(signal.SIGHUP, stop)", 0),
        ("def f():\n    if sys.platform != 'linux':\n        return\n    os.fork()", 0),
    ],
)
def test_what_only_posix_has_is_found_where_nobody_asks(code, count):
    assert len(list(unguarded(list(ast.walk(ast.parse(code)))))) == count


def test_what_only_posix_has_is_asked_for_first():
    named = re.compile(rf"\b({'|'.join(OF_POSIX.union(*LACKING.values()))})\b")
    asking = [
        path for path in MODULES if name(path) not in MEASURING and named.search(path.read_text(encoding="utf-8"))
    ]
    assert len(asking) > 5
    found = [f"{name(path)}:{what}" for path in asking for what in unguarded(nodes(path))]
    assert found == [], "ask with hasattr or sys.platform first, and go on without it"


HELPERS = {"warm_process", "written_project", "without_libraries"}  # which fork, and hold a fork to limits
LEAVING = (
    r'importorskip\("resource", ',
    "allow_module_level=True",
    r'if\(?os\.name == "nt"',
    r'if os\.name != "nt"',
    r'if\(?sys\.platform != "linux"',
)
LEAVES_OUT = re.compile("|".join((*LEAVING, r"if\(?not hasattr\(os,", r"if not hasattr\(os,")))


def is_for_posix(node):
    """Whether a part of a test is of POSIX: a link, a pipe, a fork, a shell, or a helper that needs one of these."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        named = [getattr(node, "module", None) or "", *(each.name for each in node.names)]
        return bool(HELPERS & set(named) or of_posix(node))
    if isinstance(node, ast.Constant):
        return node.value in ("sh", "bash", "make")
    return bool(of_posix(node)) or getattr(node, "attr", "") in ("symlink_to", "symlink")


def test_tests_of_what_windows_has_not_are_left_out_there_with_a_reason():
    modules = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if path != Path(__file__)]
    texts = {path: path.read_text(encoding="utf-8") for path in modules}
    asking = re.compile(r"symlink|mkfifo|fork|killpg|SIG[A-Z]{3}|resource|\"(sh|bash|make)\"|" + "|".join(HELPERS))
    needing = [path for path in modules if asking.search(texts[path]) and any(map(is_for_posix, nodes(path)))]
    assert len(needing) > 15
    assert [name(path) for path in needing if not LEAVES_OUT.search(texts[path])] == [], "say on which systems, and why"


def test_no_path_is_of_one_system():
    rooted = re.compile(r"^(/(dev|proc|tmp|etc|usr|var|home|root|opt|mnt)(/|$)|[A-Za-z]:\\)")
    found = []
    said = re.compile(r"""["'](/(dev|proc|tmp|etc|usr|var|home|root|opt|mnt)\b|[A-Za-z]:\\)""")
    for path in (one for one in MODULES if said.search(one.read_text(encoding="utf-8"))):
        for node in nodes(path):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and rooted.match(node.value):
                found.append((node.value, name(path)))
    assert {value for value, _ in found} >= PATHS_OF_LINUX.keys()
    assert [at for at in found if not at[1].endswith(PATHS_OF_LINUX.get(at[0], "nowhere"))] == []


def files_of_the_project():
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        return listed.decode().split("\0")[:-1]
    return [
        name(path) for folder in ("data", "docs", "notebooks", "src", "tests") for path in (ROOT / folder).rglob("*")
    ]


def test_every_file_can_be_checked_out_on_windows_and_macos():
    files = files_of_the_project()
    assert len(files) > 1000
    assert [file for file in files if any(refused_by_windows(part) for part in file.split("/"))] == []
    assert [file for file in files if len(file) > LONGEST] == []
    folded = {}
    for file in files:
        folded.setdefault(file.casefold(), []).append(file)
    assert [same for same in folded.values() if len(same) > 1] == [], "their names differ by case alone"


def test_no_file_is_a_link_and_no_line_end_is_changed():
    """A link is a file of text where links need a right; changed line ends would change every hash."""
    assert "* -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert [file for file in files_of_the_project() if (ROOT / file).is_symlink()] == []


# Each command once; all of them in one process.
TYPED = [
    ["list"],
    ["weigh", "50 trucks carried 2,500 tonnes"],
    ["verify", "coltan", "--out", "build"],
    ["verify", "--all", "data/cases", "--out", "build/all"],
    ["tables", "coltan", "--out", "build/tables", "--as", "csv,markdown"],
    ["workbook", "gaza-trucks", "-o", "build/b.xlsx"],
    ["deposit", "gaza-trucks", "-o", "deposit"],
    ["weigh", "--many", "many.csv", "-o", "build/many.csv"],
    ["diff", "data/cases/gaza-trucks", "data/cases/coltan"],
    ["new", "mine"],
    ["check", "mine"],
    ["audit", "coltan", "--out", "build/audit"],
    ["verify", "data/cases"],
    ["verify", "nowhere"],
    ["verify", "data/cases/broken/case.yaml"],
    ["evidence", "add", "many.csv"],
    ["report", "coltan", "--markdown", "-o", "build/r.md"],
    ["claim-review", "coltan", "--author", "A. B.", "--url", "https://example.org/review"],
    ["codebook"],
    ["explain", "coltan", "exported"],
    ["sources", "coltan"],
    ["log", "coltan"],
    ["review", "coltan"],
    ["flips", "coltan", "the_tax"],
    ["slips", "coltan", "the_tax"],
    ["reconcile", "coltan"],
    ["solve", "coltan", "taxed", "exported", "taxes"],
    ["library", "truck"],
    ["prices", "update", "many.csv"],
    ["schema"],
    ["help", "depends"],
    ["notebooks", "laid out"],
]
REFUSED = {
    ("verify", "--all"),  # for one of its cases is broken
    *(("verify", name) for name in ("data/cases", "nowhere", "data/cases/broken/case.yaml")),
    *(("evidence", "add"), ("prices", "update")),
}


def project(folder):
    """A project with two cases and one that is broken."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("cases", "MANIFEST.sha256"))
    for case in ("coltan", "gaza-trucks"):
        shutil.copytree(ROOT / "data" / "cases" / case, data / "cases" / case)
    (data / "cases" / "broken").mkdir()
    (data / "cases" / "broken" / "case.yaml").write_text("title: شحنة\nclaims: 5\n", encoding="utf-8")
    (folder / "many.csv").write_text("text\n50 trucks carried 2500 tonnes\n", encoding="utf-8")
    return folder


def begun(how, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SOURCE_DATE_EPOCH": "1400000000", "PYTHONUTF8": "0"}
    environment.pop("WEIGHBRIDGE_DATA", None)
    command = [sys.executable, "-X", "warn_default_encoding", LIKE_WINDOWS, how, json.dumps(TYPED)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen(command, cwd=project(folder), env=environment, **pipes)


def ended(process):
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return json.loads(out)


def made(folder):
    """Every file of a folder with its bytes; but the rows by which a run goes on, which are of this machine alone."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".weighbridge-rows" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_every_command_is_typed():
    assert {words[0] for words in TYPED} == set(COMMANDS), "type the new one too, in TYPED"


@pytest.mark.skipif(os.name == "nt", reason="commands see Windows here as it is")
def test_commands_on_windows_end_as_they_do_here_and_make_the_same_bytes(tmp_path):
    folders = {how: tmp_path / how / "p" for how in ("windows", "plain")}
    for folder in folders.values():
        folder.mkdir(parents=True)
    processes = {how: begun(how, folder) for how, folder in folders.items()}
    told = {how: ended(process) for how, process in processes.items()}
    for here, there in zip(told["plain"], told["windows"], strict=True):
        assert there == here
    files = {how: made(folder) for how, folder in folders.items()}
    assert files["windows"].keys() == files["plain"].keys()
    assert [file for file, content in files["plain"].items() if files["windows"][file] != content] == []
    for written in ("coltan.html", "all/gaza-trucks.json", "b.xlsx", "many.csv", "r.md", "audit/coltan-audit.json"):
        assert f"build/{written}" in files["plain"]
    assert [one for one in told["plain"] if one["code"] != 2 * (tuple(one["words"][:2]) in REFUSED)] == []


PROBE = """
import os, signal, sys, time
from pathlib import Path

path = Path("data\\\\cases") / "x"
text, posix, opened = str(path), path.as_posix(), os.fspath(path)
lacks = [hasattr(os, "fork"), hasattr(signal, "SIGALRM"), hasattr(time, "tzset"), hasattr(os, "O_NOFOLLOW")]
said = os.name, sys.platform, hasattr(signal, "SIGBREAK"), os.path.basename("a/b")
try:
    import fcntl
except ImportError:
    import msvcrt as fcntl
"""


@pytest.mark.skipif(os.name == "nt", reason="this is Windows")
def test_a_module_that_sees_windows_lacks_what_that_lacks(tmp_path):
    (tmp_path / "probe.py").write_text(PROBE, encoding="utf-8")
    loader = Loader("probe", str(tmp_path / "probe.py"))
    module = importlib.util.module_from_spec(importlib.machinery.ModuleSpec("probe", loader))
    loader.exec_module(module)
    assert (module.text, module.posix, module.opened) == ("data\\cases\\x", "data/cases/x", "data/cases/x")
    assert module.lacks == [False] * 4
    assert module.said == ("nt", "win32", True, "b")
    assert module.fcntl.__name__ == "msvcrt"
    assert sys.platform != "win32"  # who imports it sees the system as it is
    assert hasattr(os, "fork")


OPEN = """
import os, like_windows
like_windows._closed_first()
file = open("a", "w", encoding="utf-8")
open("b", "w", encoding="utf-8").close()
steps = [(os.replace, "b", "a"), (os.unlink, "a"), (os.rename, "b", "c"), (os.rename, "c", "a")]
for step, *names in steps:
    try:
        step(*names)
        print("done")
    except OSError as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(os.name == "nt", reason="this is Windows")
def test_a_command_on_windows_is_stopped_by_its_own_signal_as_well():
    loader = Loader(interruption.__name__, interruption.__file__)
    module = importlib.util.module_from_spec(importlib.machinery.ModuleSpec(interruption.__name__, loader))
    loader.exec_module(module)
    assert [number for number in module.SIGNALS if number not in interruption.SIGNALS] == [module.signal.SIGBREAK]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells which files are open")
def test_what_is_open_keeps_its_name_as_on_windows(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(LIKE_WINDOWS.parent)}
    command = [sys.executable, "-c", OPEN]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["PermissionError", "PermissionError", "done", "PermissionError"]


@pytest.mark.parametrize(("platform", "number"), [("linux", errno.EPIPE), ("win32", errno.EINVAL)])
def test_a_pipe_that_nobody_reads_is_no_fault_of_a_disk(monkeypatch, platform, number):
    @problems.reports_problems
    def command():
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(problems.sys, "platform", platform)
    monkeypatch.setattr(problems, "give_up", lambda stream: None)
    with pytest.raises(BrokenPipeError):
        command()


def test_on_windows_a_worker_ends_with_the_process_that_began_it(monkeypatch):
    """By what the system says of that process: a launcher of a virtual environment may stand between the two."""
    ends, waits = [], []

    class Parent:
        def join(self):
            waits.append("until it has ended")

    def end(code):
        ends.append(code)
        raise SystemExit

    monkeypatch.setattr(workers.sys, "platform", "win32")
    monkeypatch.setattr(multiprocessing, "parent_process", Parent)
    monkeypatch.setattr(workers.os, "_exit", end)
    monkeypatch.setattr(workers.os, "getppid", lambda: -1)  # of the launcher
    with pytest.raises(SystemExit):
        workers._end_with(parent=7)
    assert (waits, ends) == (["until it has ended"], [1])
