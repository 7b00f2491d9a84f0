"""Files that a run writes: whole at any moment, one run at a time, and a message where they cannot be written."""

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from weighbridge.base import files, visible
from weighbridge.base.files import LOCK, StoreError, exclusive, write_all

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="links, modes and umask as POSIX has them")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def refused(folder, contents):
    """The message of a run that could not write: place and finding, then what became of the files, and the remedy."""
    with pytest.raises(StoreError) as caught:
        write_all(folder, contents)
    assert str(caught.value) == str(caught.value.problem)
    return str(caught.value.problem)


def test_files_are_written_into_a_folder_that_is_made(tmp_path):
    paths = write_all(tmp_path / "new" / "folder", {"a.txt": "ä\n", "b.bin": b"\0\r\n"})
    assert paths == [tmp_path / "new" / "folder" / name for name in ("a.txt", "b.bin")]
    assert [path.read_bytes() for path in paths] == ["ä\n".encode(), b"\0\r\n"]
    assert names(tmp_path / "new" / "folder") == ["a.txt", "b.bin"]


@posix
def test_the_mode_of_a_file_stays_and_a_new_one_has_that_of_the_user(tmp_path):
    (tmp_path / "old").write_text("old")
    (tmp_path / "old").chmod(0o640)
    before = os.umask(0o027)
    try:
        write_all(tmp_path, {"old": "new", "new": "new"})
    finally:
        os.umask(before)
    assert ((tmp_path / "old").read_text(), (tmp_path / "old").stat().st_mode & 0o777) == ("new", 0o640)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_a_file_in_the_way_of_the_folder_is_reported(tmp_path):
    (tmp_path / "out").write_text("mine")
    assert refused(Path("out"), {"a": "new"}) == (
        "out: cannot be made a folder: File exists; nothing was written; move away what stands there, or name another "
        "folder"
    )
    assert refused(Path("out/deep"), {"a": "new"}).startswith("out/deep: cannot be made a folder: Not a directory; ")
    assert (tmp_path / "out").read_text() == "mine"


@posix
def test_a_dangling_link_for_a_folder_is_reported(tmp_path):
    (tmp_path / "out").symlink_to(tmp_path / "gone")
    assert refused(Path("out"), {"a": "new"}) == (
        "out: cannot be made a folder: File exists; nothing was written; move away what stands there, or name another "
        "folder"
    )
    assert not (tmp_path / "gone").exists()


@posix
@pytest.mark.parametrize("there", [True, False], ids=["a link to a file", "a dangling link"])
def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path, there):
    victim = tmp_path / "victim"
    if there:
        victim.write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.json").symlink_to(victim)
    write_all(tmp_path / "out", {"a.json": "new"})
    assert (tmp_path / "out" / "a.json").read_text() == "new"
    assert not (tmp_path / "out" / "a.json").is_symlink()
    assert victim.exists() == there
    assert not there or victim.read_text() == "mine"


@posix
def test_links_planted_beside_are_not_followed(tmp_path):
    """Names that were used once, and one that this run would use were its names known."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    for planted in ("a.json.part", ".a.json.new", f"{files.BESIDE}0{files.SUFFIX}"):
        (out / planted).symlink_to(victim)
    write_all(out, {"a.json": "new"})
    assert (victim.read_text(), (out / "a.json").read_text()) == ("mine", "new")


@posix
def test_a_link_planted_under_the_very_name_is_not_followed(tmp_path, monkeypatch):
    victim = tmp_path / "victim"
    victim.write_text("mine")
    monkeypatch.setattr(files.secrets, "token_hex", lambda _: "0")
    with exclusive(tmp_path) as write:
        (tmp_path / f"{files.BESIDE}0{files.SUFFIX}").symlink_to(victim)
        with pytest.raises(StoreError, match=r"^a\.json: cannot be written: File exists; nothing was changed; "):
            write({"a.json": "new"})
    assert victim.read_text() == "mine"


@posix
def test_a_link_in_the_place_of_the_lock_is_reported(tmp_path):
    (tmp_path / "victim").write_text("mine")
    (tmp_path / LOCK).symlink_to(tmp_path / "victim")
    told = refused(tmp_path, {"a": "new"})
    assert told.startswith(f"{LOCK}: cannot be written to: ")
    assert told.endswith("; nothing was changed; remove the link that stands there")
    assert (tmp_path / "victim").read_text() == "mine"


def test_a_folder_in_the_place_of_a_file_is_reported_before_any_is_replaced(tmp_path):
    (tmp_path / "one.html").mkdir()
    (tmp_path / "one.json").write_text("old")
    assert refused(tmp_path, {"one.json": "new", "one.html": "new"}) == (
        "one.html: cannot be written: Is a directory; nothing was changed; move that folder away, or name another "
        "folder"
    )
    assert (tmp_path / "one.json").read_text() == "old"
    assert names(tmp_path) == ["one.html", "one.json"]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "a: cannot be written: No space left on device; nothing was changed; make room on the disk"),
        (errno.EROFS, "a: cannot be written: Read-only file system; nothing was changed; name a folder on a disk that"),
        (errno.EACCES, "a: cannot be written: Permission denied; nothing was changed; allow writing there"),
        (errno.EIO, "a: cannot be written: Input/output error; nothing was changed; mend that and run it again"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync"])
def test_a_disk_that_takes_nothing_is_reported(tmp_path, monkeypatch, number, told, call):
    (tmp_path / "a").write_text("old")
    true = getattr(os, call)

    def failing(what, *arguments, **options):
        if call == "fsync" or Path(what).name.startswith(files.BESIDE):
            raise OSError(number, os.strerror(number))
        return true(what, *arguments, **options)

    monkeypatch.setattr(files.os, call, failing)
    assert refused(tmp_path, {"a": "new"}).startswith(told)
    monkeypatch.undo()
    assert (names(tmp_path), (tmp_path / "a").read_text()) == (["a"], "old")


def test_a_folder_that_may_not_be_written_is_reported(tmp_path, monkeypatch):
    def failing(*_):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(files.os, "open", failing)
    assert refused(Path("out"), {"a": "new"}) == (
        "out: cannot be written to: Permission denied; nothing was changed; allow writing there, or name another folder"
    )


@pytest.mark.parametrize(
    ("name", "content", "found", "remedy"),
    [
        ("a" * 300, "x", "File name too long", "choose a shorter name"),
        ("a", "\ud800", "'utf-8' codec can't encode character '\\ud800' in position 0", "mend that and run it again"),
        ("a\0", "x", "embedded null ", "mend that and run it again"),  # what follows depends on the Python
    ],
    ids=["too long a name", "half a character", "a null in a name"],
)
def test_what_no_file_can_be_or_hold_is_reported(tmp_path, name, content, found, remedy):
    message = refused(tmp_path, {"first": "x", name: content})
    assert f"{visible(name)}: cannot be written: " in message
    assert found in message
    assert message.endswith(f"; nothing was changed; {remedy}")
    assert names(tmp_path) == []


@pytest.mark.parametrize("good", range(3))
def test_what_was_replaced_is_named_when_another_cannot_be(tmp_path, monkeypatch, good):
    contents = dict.fromkeys(("a", "b", "c"), "new")
    write_all(tmp_path, dict.fromkeys(contents, "old"))
    true, done = os.replace, []

    def failing(source, target):
        if len(done) == good:
            raise OSError(errno.EIO, "Input/output error")
        done.append(target.name)
        true(source, target)

    monkeypatch.setattr(files.os, "replace", failing)
    told = refused(tmp_path, contents)
    state = ["nothing was changed", "replaced: a; not replaced: b, c", "replaced: a, b; not replaced: c"][good]
    assert told == f"{'abc'[good]}: cannot be written: Input/output error; {state}; mend that and run it again"
    assert [(tmp_path / name).read_text() for name in contents] == ["new"] * good + ["old"] * (3 - good)
    assert names(tmp_path) == ["a", "b", "c"]


def test_a_run_that_is_interrupted_leaves_nothing_beside(tmp_path, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, {"a": "new"})
    assert names(tmp_path) == []


def test_what_a_killed_run_left_beside_is_removed(tmp_path):
    (tmp_path / f"{files.BESIDE}0123{files.SUFFIX}").write_text("half")
    (tmp_path / LOCK).touch()
    write_all(tmp_path, {"a": "new"})
    assert names(tmp_path) == ["a"]


def test_a_second_run_waits_for_the_first(tmp_path):
    order = []

    def second():
        with exclusive(tmp_path) as write:
            order.append("second")
            write({"a": "second"})

    with exclusive(tmp_path) as write:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        order.append("first")
        write({"a": "first"})
    thread.join()
    assert (order, (tmp_path / "a").read_text()) == (["first", "second"], "second")
    assert names(tmp_path) == ["a"]


def test_a_second_run_that_waits_too_long_is_refused(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(files, "WAIT", 0.2)
    with exclusive(Path("out")) as write:
        assert refused(Path("out"), {"a": "second"}) == (
            "out: another run has been writing to this folder for 0.2 seconds; nothing was changed; run it again when "
            "the other has ended"
        )
        write({"a": "first"})
    assert (tmp_path / "out" / "a").read_text() == "first"


@posix
def test_a_disk_without_locks_is_reported(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(files.fcntl, "flock", none)
    assert refused(Path("out"), {"a": "new"}) == (
        "out: cannot be locked: No locks available; nothing was changed; name a folder on a disk that knows locks, "
        "such as one of this machine"
    )


WRITER = """
import sys
from pathlib import Path
from weighbridge.base import write_all
for count in range(60):
    write_all(Path(sys.argv[1]), {name: sys.argv[2] * 200_000 for name in ("a", "b")})
"""


def test_two_writers_at_once_tear_no_file_and_mix_no_set(tmp_path):
    write_all(tmp_path, dict.fromkeys(("a", "b"), "0" * 200_000))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    running = [subprocess.Popen([sys.executable, "-c", WRITER, tmp_path, mark], env=environment) for mark in "12"]
    seen = set()
    while any(process.poll() is None for process in running):
        for name in ("a", "b"):
            text = (tmp_path / name).read_text()
            assert len(text) == 200_000
            assert len(set(text)) == 1, "whole, and of one writer"
            seen.add(text[0])
    assert [process.wait() for process in running] == [0, 0]
    assert {"1", "2"} <= seen
    assert (tmp_path / "a").read_text() == (tmp_path / "b").read_text()
    assert names(tmp_path) == ["a", "b"]
