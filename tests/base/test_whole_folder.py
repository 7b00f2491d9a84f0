"""A folder put into its place: whole or as it was, whatever fails, and nothing left beside it."""

import errno
import os
import sys

import pytest

from weighbridge.base import Place, Problem, files, put_folder
from weighbridge.base.files import StoreError

NEW = {"a.txt": "new", "b/c/d.bin": b"\0\xff"}


def held(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(folder):
    return [path.name for path in folder.parent.iterdir() if path != folder]


@pytest.fixture
def old(tmp_path):
    folder = tmp_path / "folder"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text("old", encoding="utf-8")
    (folder / "b" / "gone.txt").write_text("old", encoding="utf-8")
    return folder


def test_a_folder_has_these_files_and_no_others(old):
    assert put_folder(old, NEW) == old
    assert held(old) == {"a.txt": b"new", "b/c/d.bin": b"\0\xff"}
    assert beside(old) == []


def test_a_folder_that_is_not_there_is_made_with_those_above_it(tmp_path):
    put_folder(tmp_path / "x" / "y", NEW)
    assert held(tmp_path / "x" / "y") == {"a.txt": b"new", "b/c/d.bin": b"\0\xff"}


def fails(number):
    """An `os.rename` that fails the time it is called with this number, from 1."""
    real, calls = os.rename, []

    def rename(one, other):
        calls.append(one)
        if len(calls) == number:
            raise OSError(28, os.strerror(28))
        real(one, other)

    return rename


@pytest.fixture
def in_two_steps(monkeypatch):
    """A system that cannot exchange two names in one step."""
    monkeypatch.setattr(files, "exchanged", lambda *_: False)


def test_without_an_exchange_the_folder_is_the_same(old, in_two_steps):
    put_folder(old, NEW)
    assert held(old) == {"a.txt": b"new", "b/c/d.bin": b"\0\xff"}
    assert beside(old) == []


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux can do")
def test_at_no_moment_there_is_no_folder(old, monkeypatch):
    monkeypatch.setattr(files.os, "rename", lambda *_: pytest.fail("the folder was away"))
    put_folder(old, NEW)
    assert held(old) == {"a.txt": b"new", "b/c/d.bin": b"\0\xff"}
    assert beside(old) == []


def test_what_must_not_be_replaced_is_looked_at_while_nobody_else_writes(old):
    def refuse(folder):
        assert (folder.parent / files.LOCK).exists()
        raise StoreError(Problem(Place("there"), "is mine", "leave it"))

    with pytest.raises(StoreError, match="there: is mine; leave it"):
        put_folder(old, NEW, refuse)
    assert (held(old), beside(old)) == ({"a.txt": b"old", "b/gone.txt": b"old"}, [])


@pytest.mark.parametrize("number", [1, 2])
def test_what_stood_there_stands_there_again_where_the_place_cannot_be_taken(old, monkeypatch, in_two_steps, number):
    before = held(old)
    monkeypatch.setattr(files.os, "rename", fails(number))
    with pytest.raises(StoreError) as refused:
        put_folder(old, NEW)
    assert "nothing was changed; make room on the disk and run it again" in str(refused.value)
    monkeypatch.undo()
    assert held(old) == before
    assert beside(old) == []


def test_what_stood_there_is_kept_beside_where_it_cannot_even_be_put_back(old, monkeypatch, in_two_steps):
    real, calls = os.rename, []

    def rename(one, other):
        calls.append(one)
        if len(calls) > 1:
            raise OSError(5, os.strerror(5))
        real(one, other)

    monkeypatch.setattr(files.os, "rename", rename)
    with pytest.raises(StoreError):
        put_folder(old, NEW)
    monkeypatch.undo()
    (kept,) = [path for path in old.parent.iterdir() if path.is_dir()]
    assert held(kept) == {"a.txt": b"old", "b/gone.txt": b"old"}

    def refuse(folder):
        assert held(folder) == {"a.txt": b"old", "b/gone.txt": b"old"}, "the next run puts it back before all else"

    put_folder(old, NEW, refuse)
    assert held(old) == {"a.txt": b"new", "b/c/d.bin": b"\0\xff"}
    assert beside(old) == []


def test_a_write_that_fails_leaves_the_old_folder_and_nothing_beside(old, monkeypatch):
    before = held(old)

    def full(part, path, content, settles):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(files, "_write_beside", full)
    with pytest.raises(StoreError) as refused:
        put_folder(old, NEW)
    assert str(refused.value).startswith(f"{old}/a.txt: cannot be written: No space left on device")
    assert held(old) == before
    assert beside(old) == []


def test_a_folder_in_which_nobody_may_write_is_refused(tmp_path, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(files.Path, "mkdir", denied)  # to root, who runs the tests in some places, all is allowed
    with pytest.raises(StoreError) as refused:
        put_folder(tmp_path / "folder", NEW)
    assert "Permission denied" in str(refused.value)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
