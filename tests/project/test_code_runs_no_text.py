"""No code runs what a file says, starts a program, or speaks to the network: held over every module, by its syntax."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = [*sorted((ROOT / "src").rglob("*.py")), *sorted((ROOT / "tools").rglob("*.py")), ROOT / "setup.py"]

RUNNING = {"eval", "exec", "compile", "__import__", "breakpoint", "execfile"}
UNPACKING = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "jsonpickle"}
OF_CODE = {"code", "codeop", "runpy", "pty", "ctypes", "cffi", "imp", "zipimport", "webbrowser", "commands"}
OF_NETWORKS = {
    *("socket", "socketserver", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib"),
    *("xmlrpc", "requests", "httpx", "aiohttp", "urllib3", "websocket", "websockets", "asyncore", "selenium"),
    *("urllib.request", "urllib.error", "urllib.robotparser", "multiprocessing.connection", "distributed"),
    *("dask.distributed", "fsspec", "pandas.io"),
}
OF_THE_SYSTEM = {"system", "popen", "startfile", "fork", "forkpty", "mktemp"}
BY_NAME = ("exec", "spawn", "posix_spawn")  # os.execv, os.spawnl and the others that begin so
# A reader that makes whatever a file asks for: of arrays, tables and YAML.
READERS = {"read_pickle", "to_pickle", "read_hdf", "unsafe_load", "full_load", "load_all", "HTML_unsafe"}

# Where one of these stands, and why it may.
PROGRAMS = {
    "src/weighbridge/base/git.py": "asks git for the commit, with a list of arguments of our own",
    "tools/warm_kernels.py": "starts the process that kernels are forked from, with a list of arguments of our own",
    "tools/install.py": "asks pip to install what is listed, with a list of arguments of our own",
}
SYSTEM_CALLS = {
    "src/weighbridge/base/exchange.py": "has the system exchange two names in one step, which Python has no call for",
}
NETWORKS = {
    "src/weighbridge/cli/many.py": "speaks to the scheduler whose address was typed, and to nothing else",
    "tools/forked_kernel.py": "hears by a socket in a folder of this machine which kernel is asked for",
    "tools/warm_kernels.py": "makes that socket",
    "tools/chromium.py": "drives a browser on this machine",
}

FORKING = {
    "tools/forked_kernel.py": "loads the modules of the project by their names, and forks kernels that have them",
}
LOADS = "imports a module that a value names"


def name(path):
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path):
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(node):
    """Every name that an import makes known, with the packages that it stands in."""
    if isinstance(node, ast.Import):
        names = [each.name for each in node.names]
    elif isinstance(node, ast.ImportFrom) and not node.level:
        names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
    else:
        return set()
    return {".".join(each.split(".")[: n + 1]) for each in names for n in range(each.count(".") + 1)}


def faults_of(tree, file):
    """What runs text, unpacks objects, starts programs or speaks to networks in a module."""
    for node in tree:
        of = imported(node)
        allowed = {"ctypes"} if file in SYSTEM_CALLS else set()
        if found := of & (UNPACKING | OF_CODE) - allowed:
            yield node.lineno, f"imports {', '.join(sorted(found))}"
        if (found := of & OF_NETWORKS) and file not in NETWORKS:
            yield node.lineno, f"imports {', '.join(sorted(found))}, which speaks to networks"
        if "subprocess" in of and file not in PROGRAMS:
            yield node.lineno, "imports subprocess"
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "builtins", "importlib"):
            for each in node.names:
                if each.name in RUNNING | OF_THE_SYSTEM | {"import_module"} or each.name.startswith(BY_NAME):
                    yield node.lineno, f"imports {each.name}"
        if isinstance(node, ast.Name) and node.id in RUNNING:
            yield node.lineno, f"uses {node.id}"
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value)
            forks = node.attr == "fork" and file in FORKING
            if owner == "os" and not forks and (node.attr in OF_THE_SYSTEM or node.attr.startswith(BY_NAME)):
                yield node.lineno, f"uses os.{node.attr}"
            if node.attr in READERS | {"mktemp"} or (owner == "builtins" and node.attr in RUNNING):
                yield node.lineno, f"uses {ast.unparse(node)}"
        if isinstance(node, ast.Call):
            yield from (fault for fault in faults_of_call(node) if fault[1] != LOADS or file not in FORKING)


def faults_of_call(node):
    """What a call has that it must not: a shell, a loader that makes objects, a module by a name from elsewhere."""
    called = ast.unparse(node.func).rsplit(".", 1)[-1]
    given = {each.arg: each.value for each in node.keywords}
    if "shell" in given and ast.unparse(given["shell"]) != "False":
        yield node.lineno, "starts a shell"
    if "allow_pickle" in given and ast.unparse(given["allow_pickle"]) != "False":
        yield node.lineno, "loads pickled arrays"
    if called == "import_module" and not all(isinstance(each, ast.Constant) for each in node.args):
        yield node.lineno, LOADS
    if called == "YAML" and not (
        isinstance(kind := given.get("typ"), ast.Constant) and kind.value in ("safe", "rt") and "pure" in given
    ):
        yield node.lineno, "reads YAML by a loader that is not the safe one, in Python alone"
    if called == "Environment" and ast.unparse(given.get("autoescape", ast.Constant(False))) != "True":
        yield node.lineno, "fills templates without escaping"


def test_no_module_runs_text_or_speaks_to_networks():
    assert len(MODULES) > 300
    found = [(name(path), *fault) for path in MODULES for fault in faults_of(nodes(path), name(path))]
    assert [f"{file}:{line}: {what}" for file, line, what in found] == []


def test_what_is_allowed_is_there():
    """A permission that nothing needs any more has to go."""
    for files, names in ((PROGRAMS, {"subprocess"}), (SYSTEM_CALLS, {"ctypes"}), (NETWORKS, OF_NETWORKS)):
        for file in files:
            assert set().union(*map(imported, nodes(ROOT / file))) & names, f"{file} has no need of it"


SEEN = [
    ("eval('1')", "uses eval"),
    ("f = exec", "uses exec"),
    ("import pickle", "imports pickle"),
    ("from pickle import loads", "imports pickle"),
    ("import numpy; numpy.load(p, allow_pickle=True)", "loads pickled arrays"),
    ("import subprocess", "imports subprocess"),
    ("from subprocess import run", "imports subprocess"),
    ("import os; os.system('x')", "uses os.system"),
    ("from os import popen", "imports popen"),
    ("import os; os.execvp('x', [])", "uses os.execvp"),
    ("run('x', shell=True)", "starts a shell"),
    ("run('x', shell=maybe)", "starts a shell"),
    ("import urllib.request", "imports urllib.request, which speaks to networks"),
    ("from urllib import request", "imports urllib.request, which speaks to networks"),
    ("import requests as r", "imports requests, which speaks to networks"),
    ("from importlib import import_module", "imports import_module"),
    ("importlib.import_module(name)", "imports a module that a value names"),
    ("YAML()", "reads YAML by a loader that is not the safe one, in Python alone"),
    ("YAML(typ='unsafe', pure=True)", "reads YAML by a loader that is not the safe one, in Python alone"),
    ("Environment(loader=x)", "fills templates without escaping"),
    ("pandas.read_pickle(p)", "uses pandas.read_pickle"),
]


@pytest.mark.parametrize(("code", "what"), SEEN, ids=[code for code, _ in SEEN])
def test_the_rule_sees_them(code, what):
    assert what in [found for _, found in faults_of(list(ast.walk(ast.parse(code))), "some.py")]


@pytest.mark.parametrize("code", ["re.compile('x')", "from urllib.parse import quote", "YAML(typ='safe', pure=True)"])
def test_the_rule_lets_others_be(code):
    assert list(faults_of(list(ast.walk(ast.parse(code))), "some.py")) == []
