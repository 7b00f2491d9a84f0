"""Kernels forked from a process that has everything loaded behave as kernels do, and none is left behind."""

import json
import os
import signal
import socket
import sys
import time
from types import SimpleNamespace

import psutil
import pytest
from jupyter_client.manager import KernelManager

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux alone")

PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def warm():
    from warm_kernels import WarmKernels

    kernels = WarmKernels()
    kernels.begin()
    yield kernels
    kernels.pytest_unconfigure()


@pytest.fixture
def kernel(warm, tmp_path, monkeypatch):
    """Begins a kernel in an empty folder; gives what starts and ends it, and what runs code in it."""
    from warm_kernels import NAME

    monkeypatch.setenv("JUPYTER_PATH", warm.folder.name)
    begun = []

    def begin(**environment):
        manager = KernelManager(kernel_name=NAME)
        manager.start_kernel(cwd=str(tmp_path), env={**os.environ, **environment})
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        begun.append((manager, client))
        return manager, lambda code: run(client, code)

    yield begin
    for manager, client in begun:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client, code):
    """The text that an expression behind the last `;` is in a kernel, or the name of the exception that was raised."""
    before, _, expression = code.rpartition(";")
    content = client.execute(before, user_expressions={"it": expression}, reply=True)["content"]
    found = content.get("user_expressions", {}).get("it", content)
    return found["data"]["text/plain"].strip("'") if found["status"] == "ok" else found["ename"]


def wait_until_gone(pid):
    """Whether a process ends within a time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:  # ended, and nobody has asked yet how
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False


def test_a_kernel_has_its_own_folder_environment_and_memory(kernel, tmp_path):
    (_, one), (_, other) = kernel(WORD="one"), kernel(WORD="other")
    assert one("import os;os.getcwd() + os.environ['WORD']") == f"{tmp_path}one"
    assert other("import os;os.getcwd() + os.environ['WORD']") == f"{tmp_path}other"
    one("import weighbridge; weighbridge.written = 1;''")
    assert one("import weighbridge;str(hasattr(weighbridge, 'written'))") == "True"
    assert other("import weighbridge;str(hasattr(weighbridge, 'written'))") == "False"


def test_everything_is_loaded_and_no_case_is_open(kernel):
    _, tell = kernel()
    assert tell("import sys;str({'scipy.optimize', 'weighbridge.charts', 'matplotlib'} <= set(sys.modules))") == "True"
    opened = "import gc, weighbridge;str([o for o in gc.get_objects() if isinstance(o, weighbridge.Case)])"
    assert tell(f"import gc; gc.unfreeze(); {opened}") == "[]"
    asked_for = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one.endswith("tools")]
    assert tell("import sys;' '.join(one for one in sys.path if one.endswith('tools'))") == " ".join(asked_for)


def test_it_draws_as_a_kernel_draws(kernel):
    _, tell = kernel()
    assert tell("import matplotlib;matplotlib.get_backend()") in {"inline", "module://matplotlib_inline.backend_inline"}


def test_it_can_be_interrupted_and_goes_on(kernel):
    manager, tell = kernel()
    soon = "import os, signal, threading; threading.Timer(0.5, os.kill, (JOB, signal.SIGINT)).start()"
    asker = manager.provisioner.process.pid  # what Jupyter takes for the kernel
    assert tell(f"{soon.replace('JOB', str(asker))}\nwhile True: pass;''") == "KeyboardInterrupt"
    assert tell("'still here'") == "still here"


def test_a_kernel_ends_where_what_asked_for_it_is_killed(kernel):
    manager, tell = kernel()
    pid = int(tell("import os;str(os.getpid())"))
    os.kill(manager.provisioner.process.pid, signal.SIGKILL)
    assert wait_until_gone(pid)


def test_a_kernel_ends_where_the_run_of_the_tests_ends(tmp_path, monkeypatch):
    from warm_kernels import NAME, WarmKernels

    kernels = WarmKernels()
    kernels.begin()
    monkeypatch.setenv("JUPYTER_PATH", kernels.folder.name)
    manager = KernelManager(kernel_name=NAME)
    manager.start_kernel(cwd=str(tmp_path))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    pid = int(run(client, "import os;str(os.getpid())"))
    client.stop_channels()
    kernels.pytest_unconfigure()
    assert wait_until_gone(pid)
    manager.shutdown_kernel(now=True)


def test_a_kernel_that_just_begins_ends_there_too(tmp_path):
    """Or it would keep what asked for it waiting, and that would keep it alive, for good."""
    from warm_kernels import WarmKernels

    kernels = WarmKernels()
    kernels.begin()
    request = {"environment": dict(os.environ), "folder": str(tmp_path), "file": str(tmp_path / "kernel.json")}
    with socket.socket(socket.AF_UNIX) as asker:
        asker.settimeout(PATIENCE)
        asker.connect(os.path.join(kernels.folder.name, "socket"))
        wait_for_child(kernels.process.pid)
        kernels.pytest_unconfigure()
        asker.sendall(json.dumps(request).encode() + b"\n")
        assert asker.recv(1) == b""


def wait_for_child(pid):
    """Waits until a process has forked."""
    end = time.monotonic() + PATIENCE
    while not psutil.Process(pid).children():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_process_that_is_forked_outlives_an_interrupt_of_the_run_and_its_kernels_can_be_interrupted(kernel, warm):
    """Ctrl-C in a terminal reaches it as well as pytest, which then ends it."""
    kernel()
    os.kill(warm.process.pid, signal.SIGINT)
    _, tell = kernel()
    assert tell("import signal;str(signal.getsignal(signal.SIGINT) is signal.default_int_handler)") == "True"
    assert warm.process.poll() is None


def test_a_process_that_does_not_end_is_killed_and_its_folder_is_removed(monkeypatch):
    import warm_kernels

    monkeypatch.setattr(warm_kernels, "LONGEST_END", 0.1)
    kernels = warm_kernels.WarmKernels()
    kernels.begin()
    kernels.process.send_signal(signal.SIGSTOP)
    kernels.pytest_unconfigure()
    assert kernels.process.returncode == -signal.SIGKILL
    assert not os.path.exists(kernels.folder.name)


@pytest.mark.parametrize(("platform", "is_forked"), [("linux", True), ("darwin", False), ("win32", False)])
def test_nothing_is_forked_where_forks_are_not_safe(monkeypatch, platform, is_forked):
    import warm_kernels

    registered = []
    option = SimpleNamespace(nbval=True, nbval_current_env=True, nbval_kernel_name=None)
    manager = SimpleNamespace(register=lambda plugin, name: registered.append(name))
    monkeypatch.setattr(sys, "platform", platform)
    warm_kernels.pytest_configure(SimpleNamespace(option=option, pluginmanager=manager))
    assert bool(registered) == is_forked
    assert option.nbval_current_env != is_forked
