"""What is a fault: of a command, and of all commands of an attempt."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import json
import os
import re
import shutil
import sys
import time
import traceback
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from pathlib import Path
from unittest.mock import patch

from jsonschema import Draft202012Validator

from weighbridge.base import working_folder
from weighbridge.cli import main

from .attempt import IN_PROJECT, WITH_TABLE, WITHOUT, Attempt, Call
from .kit_tables import table_in_place
from .limits import SECONDS, TooLong, limited_time
from .outputs import ENDLESS, NO_NUMBER, faults_of_file, faults_of_json, faults_of_text

SCREEN = 60  # lines
LONG_MESSAGE = 20_000  # characters
SHOWN_BY_PYTHON = (UserWarning, RuntimeWarning, SyntaxWarning, FutureWarning, UnicodeWarning, BytesWarning)
MAY_GIVE_ONE = ("audit", "diff", "library")  # commands with a meaning for exit code 1
# A line, an option, the name of what was asked for, or that of a file.
PLACE = re.compile(r"[^\n]+?: |`|[\w./-]+\.(csv|tsv|xlsx|txt|html) |the text |the library |the glossary ")
REMEDY = re.compile(r"; |\b(write|add|keep|give|name|put|expected|must|exactly|its kind is|sets nothing)\b")
OF_CLICK = re.compile(r"(Usage: |Try '|Error: |Still needed:\n|\s*$)")  # or a list of what is not said yet
SUMMARY = re.compile(r"[\d,]+ problems(, of which the first \d+ are shown)?; nothing was \w+")
SOURCE = "weighbridge"
PACKAGE = f"src/{SOURCE}/"
CANNOT_TELL = "cannot tell"
SCHEMA = json.loads((files(SOURCE) / "report" / "verification.schema.json").read_text(encoding="utf-8"))
OF_SCHEMA = Draft202012Validator(SCHEMA)


@dataclass(frozen=True)
class Fault:
    """One thing that must not be: ``signature`` says what and where, alike for all attempts that meet the same."""

    signature: str
    detail: str = ""
    call: Call = ()


@dataclass
class Run:
    """What a command gave: exit code, both streams, the seconds that it took, and what was wrong with it."""

    call: Call
    code: int | None = None
    out: str = ""
    err: str = ""
    seconds: float = 0.0
    faults: list[Fault] = field(default_factory=list)

    def blame(self, signature: str, detail: str = "") -> None:
        """Note a fault of this command."""
        self.faults.append(Fault(f"{signature} ({self.call[0]})", detail, self.call))


def run_call(call: Call, inputs: str = "", seconds: float = SECONDS) -> Run:
    """What a command gives in the working folder, with the faults that it shows by itself."""
    run = Run(call)
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2)]
    began = time.process_time()
    with warnings.catch_warnings(), _instead(*streams):
        warnings.simplefilter("always")
        warnings.showwarning = partial(_note_warning, run)
        try:
            with limited_time(seconds):
                _run(run)
        except TooLong:
            run.blame("hang")
    run.seconds = time.process_time() - began
    run.out, run.err = map(_written, streams)
    _judge(run, inputs)
    return run


def _note_warning(run: Run, message: Warning | str, category: type[Warning], *where: object) -> None:
    """Note a warning that Python would print, with the line of the package that it comes from."""
    if issubclass(category, SHOWN_BY_PYTHON):
        place = _place_of(traceback.extract_stack())
        run.faults.append(Fault(f"warning {category.__name__} at {place}", str(message), run.call))


def _run(run: Run) -> None:
    try:
        with _edited(run.call):
            # Click takes escapes out of what goes to a pipe; on a terminal they would act.
            main.main(list(_typed(run.call)), prog_name="weighbridge", color=True)
    except SystemExit as end:
        run.code = end.code if isinstance(end.code, int) else (0 if end.code is None else 1)
    except TooLong as error:
        run.blame(f"hang at {_line_of_ours(error)}", "".join(traceback.format_exception(error)[-12:]))
    except BaseException as error:
        where = f"{type(error).__name__} at {_line_of_ours(error)}"
        run.blame(where, "".join(traceback.format_exception(error)[-12:]))


def _typed(call: Call) -> Call:
    """What is typed behind ``weighbridge``: without the table or the project that is put in the place of its own."""
    return call[{WITH_TABLE: 3, IN_PROJECT: 2}.get(call[0], 0) :]


def _edited(call: Call) -> contextlib.AbstractContextManager[None]:
    """Within it a file takes the place of the table that a command names, or a folder that of the project."""
    if call[0] == IN_PROJECT:
        return patch.object(working_folder, "own_project", lambda: Path(call[1]))
    return table_in_place(call[1], Path(call[2])) if call[0] == WITH_TABLE else contextlib.nullcontext()


def _line_of_ours(error: BaseException) -> str:
    """The innermost line of the package that an error passed; of a hang only the function, since any line may be it."""
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, TooLong):
        rooms = [frame.filename.partition(PACKAGE)[2] for frame in frames if PACKAGE in frame.filename]
        return next((room for room in reversed(rooms) if "/" in room), "outside")
    return _place_of(frames)


def _place_of(frames: list[traceback.FrameSummary]) -> str:
    """The innermost function of the package in a stack."""
    ours = [frame for frame in frames if PACKAGE in frame.filename]
    return f"{ours[-1].filename.partition(PACKAGE)[2]}:{ours[-1].name}" if ours else "outside"


@contextlib.contextmanager
def _instead(out: io.TextIOWrapper, err: io.TextIOWrapper) -> Iterator[None]:
    kept = sys.stdout, sys.stderr
    threshold = gc.get_threshold()
    sys.stdout, sys.stderr = out, err
    try:
        yield
    finally:
        sys.stdout, sys.stderr = kept
        gc.set_threshold(*threshold)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


def _judge(run: Run, inputs: str) -> None:
    """Note what is wrong with the exit code and with both streams."""
    if run.code is None:
        return
    if run.code not in (0, 1, 2) or (run.code == 1 and run.call[0] not in MAY_GIVE_ONE):
        run.blame(f"exit code {run.code}", run.err[:500])
    if "Traceback (most recent call last)" in run.err + run.out:
        run.blame("a traceback that was printed", run.err[-500:])
    if run.code == 2:
        _judge_message(run)
    for fault in (*faults_of_text(run.out, inputs), *faults_of_text(run.err, inputs)):
        run.blame(fault, _around(run, fault))
    if run.code == 0 and "--json" in run.call:
        _judge_json(run)


def _around(run: Run, fault: str) -> str:
    """The output about what is at fault in it."""
    said = run.out + run.err
    if match := ENDLESS.search(said) if "digits" in fault else NO_NUMBER.search(said):
        return said[max(match.start() - 150, 0) : match.end() + 50]
    return ascii(said[:300])


def _judge_message(run: Run) -> None:
    said = run.err or (
        run.out if run.call[0] == "check" and "--json" not in run.call else ""
    )  # to which the problems are the answer
    lines = said.splitlines()
    if not said.strip() and not run.out.strip():
        run.blame("exit code 2 without a line")
    if len(lines) > SCREEN or len(said) > LONG_MESSAGE:
        run.faults.append(Fault("a message of more than a screen", said[:500], run.call))
    if OF_CLICK.match(said) or not run.err:
        return
    for line in lines:
        if not (PLACE.match(line) and REMEDY.search(line)) and not SUMMARY.fullmatch(line):
            run.faults.append(Fault(f"a message without place or remedy: {_without_names(line)}", line, run.call))
            break


def _without_names(line: str) -> str:
    """A message without what it quotes, and without the place that it names."""
    return re.sub(r"`[^`]*`|\d+", "…", line.split(": ", 1)[-1])[:80]


def _judge_json(run: Run) -> None:
    found = list(faults_of_json(run.out))
    for fault in found:
        run.blame(fault)
    if run.call[0] == "verify" and not found:
        for error in list(OF_SCHEMA.iter_errors(json.loads(run.out)))[:1]:
            at = ".".join("N" if isinstance(key, int) else str(key) for key in list(error.absolute_path)[-2:])
            run.blame(f"JSON against its own schema: {error.validator} at {at}", error.message[:600])


# An attempt.


def judged(attempt: Attempt, folder: Path, twice: bool = False, seconds: float = SECONDS) -> list[Run]:
    """What the commands of an attempt give in the folder that holds its files, with everything that is wrong.

    Args:
        twice: whether all of it is done again in a copy of the folder, to see whether the bytes are the same.
    """
    again = folder.parent / "again" / folder.name  # of the same name, which is that of the case
    if twice:
        shutil.rmtree(again.parent, ignore_errors=True)
        shutil.copytree(folder, again, symlinks=True)
    before = contents(folder)
    inputs = _inputs(before, attempt)
    with contextlib.chdir(folder):
        runs = list(_runs(attempt, inputs, seconds))
    _judge_files(runs, attempt, before, folder, inputs)
    if any(run.call[0] == "list" and run.code == 0 for run in runs):
        _judge_accepted(runs)
    _judge_apart(runs)
    if twice:
        _judge_second(runs, attempt, folder, again, inputs)
        shutil.rmtree(again.parent, ignore_errors=True)
    return runs


def _runs(attempt: Attempt, inputs: str, seconds: float) -> Iterator[Run]:
    calls = list(attempt.calls)
    while calls:
        run = run_call(calls.pop(0), inputs, seconds)
        yield run
        if run.call[0] == "list" and run.code == 2:
            calls = calls[-1:]
        if any(fault.signature.startswith("hang") for fault in run.faults):
            return


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, with its bytes; of a link, where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[str(path.relative_to(folder))] = os.fsencode(os.readlink(path))
        elif path.is_file():
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def _inputs(files: dict[str, bytes], attempt: Attempt) -> str:
    typed = " ".join(word for call in attempt.calls for word in call)
    return typed + "\n" + "\n".join(_said(data) for data in files.values())


def _said(data: bytes) -> str:
    """What a file says: also the parts of an archive, and signs that another encoding makes of its bytes."""
    said = data.decode(errors="replace")
    if "\ufffd" in said or "\0" in said:
        said += data.decode("mac_roman") + data.decode("utf-16-le", "replace") + data.decode("utf-16-be", "replace")
        said += data.replace(b"\0", b"").decode("latin-1")
    with contextlib.suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
        said += "\n".join(archive.read(name)[:100_000].decode(errors="replace") for name in archive.namelist()[:20])
    return said


def _judge_files(runs: list[Run], attempt: Attempt, before: dict[str, bytes], folder: Path, inputs: str) -> None:
    """Note what is wrong with the files after all commands; the last one takes the blame."""
    last, after = runs[-1], contents(folder)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name):
            continue
        if not any(name == allowed or name.startswith(f"{allowed}/") for allowed in attempt.written):
            last.blame(f"a file that was only to be read: {Path(name).suffix}", name)
        elif name in after and not (folder / name).is_symlink():
            for fault in faults_of_file(folder / name, inputs):
                last.blame(fault, name)


def _judge_accepted(runs: list[Run]) -> None:
    """A case that was accepted when it was read must be weighed."""
    for run in runs:
        is_changed = "--set" in run.call or "--under" in run.call
        if run.call[0] == "verify" and run.code == 2 and not OF_CLICK.match(run.err) and not is_changed:
            run.blame(f"accepted, and then refused: {_without_names(run.err.splitlines()[0])}", run.err[:500])


def _judge_apart(runs: list[Run]) -> None:
    """A check that is left out changes no outcome of another."""
    weighed = {run.call[1]: run for run in runs if run.call[0] == "verify" and run.code == 0 and "--json" in run.call}
    fewer = weighed.pop(WITHOUT, None)
    if fewer is None or not weighed:
        return
    whole = next(iter(weighed.values()))
    one, other = (_outcomes(run) for run in (fewer, whole))
    for name in one.keys() & other.keys():
        # Whether a check could have caught an error rests on how the truth is spread, which another check may say.
        if one[name] != other[name] and CANNOT_TELL not in one[name] + other[name]:
            whole.blame("a check changes the outcome of another", f"{name}: {one[name]}, {other[name]}")


def _outcomes(run: Run) -> dict[str, tuple[str, str]]:
    return {check["name"]: (check["overall"], check["as_written"]) for check in json.loads(run.out)["checks"]}


def _judge_second(runs: list[Run], attempt: Attempt, folder: Path, again: Path, inputs: str) -> None:
    first = contents(folder)
    with contextlib.chdir(again):
        seconds = list(_runs(attempt, inputs, SECONDS))
    for one, other in zip(runs, seconds, strict=False):
        if (one.code, one.out, one.err) != (other.code, other.out, other.err) and not one.faults:
            one.blame("other bytes on a second run", f"{one.out[:300]}\n---\n{other.out[:300]}")
    if (second := contents(again)) != first and not runs[-1].faults:
        differing = [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)]
        runs[-1].blame(f"other files on a second run: {Path(differing[0]).suffix}", ", ".join(sorted(differing)))


def digest(folder: Path) -> str:
    """The SHA-256 of all files below a folder."""
    found = hashlib.sha256()
    for name, data in contents(folder).items():
        found.update(f"{name} {len(data)}\n".encode() + data)
    return found.hexdigest()
