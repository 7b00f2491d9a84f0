"""Commands run in forks of a process that has everything loaded: real ends of real processes, at 50 ms each.

A fork has its own working folder, environment, streams and limits. It can be killed at a moment: some seconds after its
start, some seconds after it first touches a file of its working folder, or just before it touches one for the
so-many-th time.
"""

import contextlib
import gc
import io
import json
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds that a run may take, on a machine that has much else to do
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.link", "os.symlink"}


@dataclass(frozen=True)
class Run:
    """A command and what surrounds it.

    Attributes:
        words: what is typed behind `weighbridge`; or ``charts FOLDER``, which saves a chart as a notebook does.
        env: what is set; None takes a variable away.
        out: where the standard output goes: a file, ``closed``, or ``shut`` for a pipe that nobody reads.
        given: ``closed`` where there is no standard input; it holds nothing by default.
        encoding: of the standard output and of the errors.
        largest: bytes that a file may have.
        kill_after: seconds after the start.
        kill_after_first: seconds after the first touch of a file.
        kill_at: before which touch, from 1.
        most_memory: bytes that it may take beyond what it has at its start, where the system can tell.
        wait: seconds before the command begins.
        patience: seconds that it waits for another that writes, or for a pipe.
        is_gone: whether the working folder is removed before the command begins.
        finishes: whether Python takes itself down at the end, which takes half a second with so much loaded.
    """

    words: tuple[str, ...]
    cwd: str
    env: dict[str, str | None] = field(default_factory=dict)
    out: str = ""
    err: str = ""
    given: str = ""
    encoding: str = "utf-8"
    largest: int | None = None
    kill_after: float | None = None
    kill_after_first: float | None = None
    kill_at: int | None = None
    most_memory: int | None = None
    wait: float = 0.0
    patience: float | None = None
    is_gone: bool = False
    finishes: bool = False


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, or minus the signal that ended it; what it said; touches of files; seconds."""

    code: int
    out: str
    err: str
    touches: int
    seconds: float

    @property
    def said(self) -> str:
        """Both streams."""
        return self.out + self.err


class Warm:
    """The process whose forks run commands; ``close`` ends it."""

    def __init__(self, data: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"}
        environment |= {"WEIGHBRIDGE_DATA": str(data), "SOURCE_DATE_EPOCH": "1400000000", "OPENBLAS_NUM_THREADS": "1"}
        self.folder = tempfile.TemporaryDirectory(prefix="warm-")
        self.process = subprocess.Popen(
            [sys.executable, __file__, self.folder.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def run(self, *runs: Run) -> list[Ended]:
        """How some commands ended that ran at once."""
        self.send(*runs)
        return self.answers()

    def send(self, *runs: Run) -> None:
        """Begin some commands at once."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([asdict(run) for run in runs]) + "\n")
        self.process.stdin.flush()

    def has_answered(self) -> bool:
        """Whether the commands that were begun have ended."""
        return bool(select.select([self.process.stdout], [], [], 0)[0])

    def answers(self) -> list[Ended]:
        """How the commands ended that were begun."""
        answer = self.process.stdout.readline()
        assert answer, "the warm process is gone"
        return [Ended(**one) for one in json.loads(answer)]

    def close(self) -> None:
        """End the process."""
        self.process.stdin.close()
        self.process.wait(timeout=PATIENCE)
        self.process.stdout.close()
        self.folder.cleanup()


def serve(folder: Path) -> None:
    """Fork for each run that is asked for, until nothing more is asked."""
    chart = warmed()
    gc.freeze()  # a fork does not go through what it shares
    for line in sys.stdin:
        runs = [Run(**{**one, "words": tuple(one["words"])}) for one in json.loads(line)]
        begun = [(begin(run, folder / str(at), chart), time.monotonic()) for at, run in enumerate(runs)]
        print(json.dumps([ended(pid, start, folder / str(at)) for at, (pid, start) in enumerate(begun)]), flush=True)


def warmed() -> object:
    """Everything loaded that commands load, so that forks have it; gives a chart."""
    import importlib
    import pkgutil

    import weighbridge
    from weighbridge import charts
    from weighbridge.cli import main

    for module in pkgutil.walk_packages(weighbridge.__path__, "weighbridge."):
        if "__main__" not in module.name:
            importlib.import_module(module.name)
    case = weighbridge.open_case(str(ROOT / "data" / "cases" / "raqqa-2017"))
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
        for words in (
            ["verify", "small", "--out", name],
            ["workbook", "small", "-o", f"{name}/a.xlsx"],
            ["deposit", "small", "-o", f"{name}/deposit", "--author", "A"],
            ["new", "begun", "--from", "69 trucks with 40,000 liters each", "--into", name],
            ["diff", "small", "--set", "trucks=40 truck", "-o", f"{name}/a.md"],
            ["codebook"],
        ):
            main(words, standalone_mode=False)
    chart = charts.all_of(case)[0]
    chart.figure()
    return chart


def begin(run: Run, place: Path, chart: object) -> int:
    """The id of a fork that runs a command."""
    pid = os.fork()
    if pid:
        return pid
    os.setpgid(0, 0)  # so that a run and its workers can be ended together
    os.chdir(run.cwd)
    for name, value in run.env.items():
        os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
    if run.given == "closed":
        os.close(0)
        sys.stdin = None
    else:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, named, ending in ((1, run.out, ".out"), (2, run.err, ".err")):
        redirect(number, named or str(place) + ending, run.encoding)
    if run.largest is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as Python starts: the write fails, and nothing is killed
        resource.setrlimit(resource.RLIMIT_FSIZE, (run.largest, run.largest))
    watch(run, Path(str(place) + ".touches"))
    if run.is_gone:
        os.rmdir(run.cwd)
    if run.kill_after is not None:
        signal.setitimer(signal.ITIMER_REAL, run.kill_after)  # its default action ends a process as SIGKILL does
    time.sleep(run.wait)
    if run.patience is not None:
        from weighbridge.base import files
        from weighbridge.text import document

        files.WAIT = document.PATIENCE = run.patience
    if run.most_memory is not None and sys.platform == "linux":
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + run.most_memory,) * 2)
    try:
        if run.words[0] == "charts":
            chart.save(run.words[1])
        else:
            from weighbridge.cli import main

            main(run.words, prog_name="weighbridge")
    except SystemExit as error:
        if run.finishes:
            raise
        if sys.stdout is not None:
            sys.stdout.flush()
        os._exit(error.code if isinstance(error.code, int) else 1 if error.code else 0)
    os._exit(0)


def redirect(number: int, named: str, encoding: str) -> None:
    """Let a standard stream go to a file, to a pipe that nobody reads, or be closed."""
    name = {1: "stdout", 2: "stderr"}[number]
    if named == "closed":
        os.close(number)
        setattr(sys, name, None)
        setattr(sys, f"__{name}__", None)
        return
    if named == "shut":
        reading, handle = os.pipe()
        os.close(reading)
    else:
        handle = os.open(named, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    os.dup2(handle, number)
    os.close(handle)
    errors = "backslashreplace" if number == 2 else "strict"
    stream = io.TextIOWrapper(open(number, "wb", closefd=False), encoding, errors, line_buffering=number == 2)  # noqa: SIM115
    setattr(sys, name, stream)
    setattr(sys, f"__{name}__", stream)


def watch(run: Run, kept: Path) -> None:
    """Count each touch of a file in the working folder, and end the process where that is asked."""
    touches, handle = 0, os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    own = os.getpid()

    def seen(event: str, arguments: tuple) -> None:
        nonlocal touches
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if not (opened or event in CHANGES or event == "ctypes.dlsym") or os.getpid() != own:
            return
        if event == "open" and not inside(arguments[0], run.cwd):
            return
        touches += 1
        os.pwrite(handle, str(touches).encode(), 0)
        if touches == run.kill_at:
            os.kill(own, signal.SIGKILL)
        if touches == 1 and run.kill_after_first is not None:
            signal.setitimer(signal.ITIMER_REAL, max(run.kill_after_first, 1e-6))

    sys.addaudithook(seen)


def inside(path: object, folder: str) -> bool:
    """Whether a path that is opened lies in a folder."""
    return isinstance(path, (str, bytes, os.PathLike)) and os.path.abspath(os.fsdecode(path)).startswith(folder)


def ended(pid: int, start: float, place: Path) -> dict[str, object]:
    """How a fork ended."""
    end = time.monotonic() + PATIENCE
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            break
        if time.monotonic() > end:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.001)
    seconds = time.monotonic() - start
    texts = [Path(str(place) + ending) for ending in (".out", ".err", ".touches")]
    out, err, touches = (text.read_bytes().decode("utf-8", "replace") if text.exists() else "" for text in texts)
    for text in texts:
        text.unlink(missing_ok=True)
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "out": out, "err": err, "touches": int(touches or 0), "seconds": seconds}


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
