"""Writing the files of a folder so that each is whole at any moment, whatever stops the run, and one run at a time.

A text is written beside its place under a name that nobody can foresee, and then put there in one step. Who looks sees
the old file or the new one; a link that lies in the way is replaced, never followed. Nothing else in the kit opens a
file for writing, renames or removes one.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import BinaryIO

from .errors import Place, Problem, WeighbridgeError
from .exchange import exchanged
from .paths import is_installed, named, shown

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

LOCK = ".weighbridge.lock"
TEMPORARY = "weighbridge-"
BESIDE, SUFFIX, ASIDE = ".weighbridge-", ".new", ".old"
WAIT, PAUSE = 10.0, 0.05  # seconds

Content = str | bytes | Callable[[BinaryIO], object]  # the last writes what is too large to be held at once
Contents = Mapping[str, Content]

_HANDLES: set[int] = set()  # of the locks that this process holds
_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}  # what systems say of a lock that another holds
_AGAIN = "mend that and run it again"
_REMEDIES = {
    errno.ENOSPC: "make room on the disk and run it again",
    errno.EDQUOT: "make room in your quota and run it again",
    errno.EACCES: "allow writing there, or name another folder",
    errno.EPERM: "allow writing there, or name another folder",
    errno.EROFS: "name a folder on a disk that can be written",
    errno.EEXIST: "move away what stands there, or name another folder",
    errno.ENOTDIR: "move away the file that stands there, or name another folder",
    errno.EISDIR: "move that folder away, or name another folder",
    errno.ELOOP: "remove the link that stands there",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOENT: "go to a folder that is there, or name one",
    errno.EFBIG: "allow larger files, or name a folder on another disk",
    errno.ENOLCK: "name a folder on a disk that knows locks, such as one of this machine",
    errno.ENOSYS: "name a folder on a disk that knows locks, such as one of this machine",
    errno.EOPNOTSUPP: "name a folder on a disk that knows locks, such as one of this machine",
}


class StoreError(WeighbridgeError):
    """Files that could not be written; ``problem`` says where, why, and which of them were replaced."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def write_all(folder: Path, contents: Contents) -> list[Path]:
    """The paths of files, by name, after they were written whole into a folder, which is made where there is none.

    First all are written beside their places, then each is put into its place, in their order: a run that is killed
    leaves each file either old or new. What has to be read last should be named last.

    Raises:
        StoreError: a file cannot be written, or another run writes to the folder all the while.
    """
    make_folder(folder)
    with exclusive(folder) as write:
        return write(contents)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there is none; raises ``StoreError`` where that cannot be."""
    _refuse_installed(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _refusal(folder, "cannot be made a folder", error, "nothing was written") from None


def put_folder(folder: Path, contents: Contents, refuse: Callable[[Path], object] = lambda _: None) -> Path:
    """The folder, with these files and no others in it: whole, or as it was.

    All are written into a folder beside it, which then takes its name. Where the system can exchange two names in one
    step, a folder stands there at any moment. Elsewhere the old one is put aside until then; a run that is stopped in
    between leaves it there, and the next one puts it back. Names may lead into folders, with ``/``.

    Args:
        refuse: raises where what stands there must not be replaced; called while no other run can write there.

    Raises:
        StoreError: a file cannot be written, or the folder cannot take its place.
    """
    make_folder(folder.parent)
    with exclusive(folder.parent):
        aside = folder.parent / f"{BESIDE}{hashlib.sha256(os.fsencode(folder.name)).hexdigest()[:16]}{ASIDE}"
        beside = folder.parent / _unforeseen()
        try:
            _put_back(folder, aside)
            refuse(folder)
            _fill(beside, contents, folder)
            _take_place(beside, folder, aside)
        except OSError as error:
            raise _refusal(folder, "cannot be written", error, "nothing was changed") from None
        finally:
            _remove(beside)
        _remove(aside)
    return folder


def _fill(folder: Path, contents: Contents, named: Path, settles: bool = True) -> None:
    """Write files into a folder that nobody knows yet; messages call it as it will be ``named``."""
    name = ""
    try:
        for name, content in contents.items():
            _refuse_outside(folder, name)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _write_beside(folder / name, folder / name, content, settles)
    except (OSError, ValueError) as error:
        raise _refusal(named / name, "cannot be written", error, "nothing was changed") from None


def _put_back(folder: Path, aside: Path) -> None:
    """Give its name back to a folder that a run put aside before it was stopped; or remove what was replaced."""
    if os.path.lexists(aside) and not os.path.lexists(folder):
        os.rename(aside, folder)
    else:
        _remove(aside)


def _take_place(beside: Path, folder: Path, aside: Path) -> None:
    """Give a folder the name of another, which is put aside; or put that back."""
    there = os.path.lexists(folder)
    if not there or not exchanged(beside, folder):
        if there:
            os.rename(folder, aside)
        try:
            os.rename(beside, folder)
        except OSError:
            if there:
                os.rename(aside, folder)
            raise
    _settle(folder.parent)


def _remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all that is in it, as far as that can be; nothing where none is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that only this run knows, gone at its end; what a run left that was killed, the next one removes.

    Raises:
        StoreError: there is no folder for what is temporary in which it could be made.
    """
    above, made = None, None
    try:
        above = Path(tempfile.gettempdir())
        _sweep(above)
        made = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=above))
        handle = _locked(made, made / LOCK, WAIT)
    except OSError as error:
        place = above or Path("the folder for temporary files")
        raise _refusal(place, "cannot be written to", error, "nothing was changed") from None
    try:
        yield made
    finally:
        _unlock(handle, made / LOCK)
        remove_folder(made)


def _sweep(above: Path) -> None:
    """Remove the temporary folders of runs that were killed: those that are locked no longer."""
    for left in above.glob(f"{TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if left.is_symlink() or (hasattr(os, "getuid") and left.stat().st_uid != os.getuid()):
                continue
            handle = os.open(left / LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                is_free = _takes(handle)
            finally:
                os.close(handle)
            if is_free:
                remove_folder(left)


def fill_folder(folder: Path, contents: Contents) -> None:
    """Write files into a folder that only this run knows; names may lead into folders of it, with ``/``.

    Raises:
        StoreError: a file cannot be written.
    """
    _fill(folder, contents, folder, settles=False)


def put_file(file: Path, target: Path) -> Path:
    """A file after it was given another name in one step, on the same disk; a link there is replaced, never followed.

    Raises:
        StoreError: it cannot stand there.
    """
    try:
        os.replace(file, target)
        _settle(target.parent)
    except (OSError, ValueError) as error:
        raise _refusal(target, "cannot be written", error, "nothing was changed") from None
    return target


def remove_folder(folder: Path) -> None:
    """Remove a folder of the kit's own with all that is in it, as far as that can be; a link is left alone.

    It loses its name first, so that a run that is killed leaves no half of it, and the next one knows it for waste.
    """
    if folder.is_symlink() or not folder.is_dir():
        return
    waste = folder.parent / _unforeseen()
    with contextlib.suppress(OSError):
        os.rename(folder, waste)
        shutil.rmtree(waste, ignore_errors=True)


@contextlib.contextmanager
def exclusive(folder: Path, wait: float | None = None) -> Iterator[Callable[[Contents], list[Path]]]:
    """A function that writes files of a folder as ``write_all`` does, while no other run can write there.

    Who reads files in order to change them, reads within: nobody else replaces them before they are written. The lock
    ends with the process that holds it, however that ends; what a run that was killed left beside is removed.

    Args:
        wait: seconds to wait for another run, ``WAIT`` by default.

    Raises:
        StoreError: another run holds the folder for longer than that, or it cannot be locked.
    """
    _refuse_installed(folder)
    lock = folder / LOCK
    handle = _locked(folder, lock, WAIT if wait is None else wait)
    try:
        for left in folder.glob(f"{BESIDE}*{SUFFIX}"):
            _remove(left)
        yield lambda contents: _write(folder, contents)
    finally:
        _unlock(handle, lock)


def tidy(*folders: Path) -> None:
    """Remove what a run that was killed left in folders, for who finds that all is written; never waits or raises."""
    for folder in folders:
        if (folder / LOCK).exists() or any(folder.glob(f"{BESIDE}*{SUFFIX}")):
            with contextlib.suppress(StoreError), exclusive(folder, wait=0.0):
                pass


def _refuse_installed(folder: Path) -> None:
    """Raise where a folder came with the program: another version of it replaces all that is there."""
    if is_installed(folder):
        fault = "came with Weighbridge and is not changed"
        remedy = "nothing was written; lay out a copy with `weighbridge notebooks DIR`, and run this in DIR"
        raise StoreError(Problem(Place(shown(folder)), fault, remedy))


def _unlock(handle: int, lock: Path) -> None:
    """Let others write; in a process that was forked meanwhile, the lock is its parent's."""
    if handle not in _HANDLES:
        return
    _HANDLES.remove(handle)
    try:
        with contextlib.suppress(OSError):
            if fcntl is not None:  # removed while it is held; Windows removes no open file
                lock.unlink()
    finally:
        os.close(handle)
        with contextlib.suppress(OSError):
            if fcntl is None:
                lock.unlink()


def _locked(folder: Path, lock: Path, wait: float) -> int:
    """The handle of the lock file, once no other process holds it."""
    end = time.monotonic() + wait
    while True:
        handle = _open_lock(folder, lock)
        try:
            if _takes(handle) and _is_at(handle, lock):
                _HANDLES.add(handle)
                return handle
        except OSError as error:
            os.close(handle)
            raise _refusal(folder, "cannot be locked", error, "nothing was changed") from None
        os.close(handle)
        if time.monotonic() > end:
            fault = f"another run has been writing to this folder for {wait:g} seconds"
            remedy = "nothing was changed; run it again when the other has ended"
            raise StoreError(Problem(Place(shown(folder)), fault, remedy))
        time.sleep(PAUSE)


def _let_go() -> None:
    """In a process that was forked, close the locks of its parent: they would last as long as it does."""
    while _HANDLES:
        os.close(_HANDLES.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _open_lock(folder: Path, lock: Path) -> int:
    """The lock file, opened; that of another user, left by a run that was stopped, can be read only, and locked."""
    guarded = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # neither a link nor a pipe leads elsewhere
    try:
        return os.open(lock, os.O_CREAT | os.O_RDWR | guarded, 0o666)
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        if number == errno.EACCES:
            with contextlib.suppress(OSError):
                return os.open(lock, os.O_RDONLY | guarded)
        place = lock if number in (errno.ELOOP, errno.EISDIR) else folder
        raise _refusal(place, "cannot be written to", error, "nothing was changed") from None


def _takes(handle: int) -> bool:
    """Whether the lock could be taken; another process may hold it."""
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


def _is_at(handle: int, lock: Path) -> bool:
    """Whether the file is still found by its name; who held it before may have removed it, and others lock anew."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(lock))
    except FileNotFoundError:
        return False


def _write(folder: Path, contents: Contents) -> list[Path]:
    """The files of a folder that is locked: all beside, then each into its place."""
    beside = {name: folder / _unforeseen() for name in contents}
    replaced: list[str] = []
    name = ""
    try:
        for name, content in contents.items():
            _refuse_outside(folder, name)
            _write_beside(beside[name], folder / name, content)
        for name in contents:
            if (folder / name).is_dir() and not (folder / name).is_symlink():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        for name, part in beside.items():
            os.replace(part, folder / name)
            replaced.append(name)
        _settle(folder)
    except (OSError, ValueError) as error:
        waiting = ", ".join(other for other in contents if other not in replaced)
        state = f"replaced: {', '.join(replaced)}; not replaced: {waiting}" if replaced else "nothing was changed"
        raise _refusal(folder / name, "cannot be written", error, state) from None
    finally:
        for part in beside.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return [folder / name for name in contents]


def _refuse_outside(folder: Path, name: str) -> None:
    """Raise where a name leads out of a folder: upwards, elsewhere, or through a link that lies on the way."""
    parts = PurePath(name).parts
    if not parts or PurePath(name).anchor or ".." in parts:
        raise ValueError("this is not the name of a file in this folder")
    if any((folder / above).is_symlink() for above in PurePath(name).parents if above.parts):
        raise OSError(errno.ELOOP, "a link lies on the way")


def _unforeseen() -> str:
    """A name that nobody can have given to anything."""
    return f"{BESIDE}{secrets.token_hex(8)}{SUFFIX}"


def _write_beside(part: Path, path: Path, content: Content, settles: bool = True) -> None:
    """The whole content, down to the disk: a file that takes its name before its content is there could be empty."""
    whole = content.encode() if isinstance(content, str) else content
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        if isinstance(whole, bytes):
            file.write(whole)
        else:
            whole(file)
        file.flush()
        with contextlib.suppress(FileNotFoundError):
            mode = os.lstat(path).st_mode
            if stat.S_ISREG(mode) and hasattr(os, "fchmod"):
                os.fchmod(handle, stat.S_IMODE(mode))
        if settles:
            os.fsync(handle)


def _settle(folder: Path) -> None:
    """The names of a folder, down to the disk, where the system lets one open a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(path: Path, fault: str, error: OSError | ValueError, state: str) -> StoreError:
    """The error of a system as a problem: the place, what it says, what was changed, and the remedy."""
    place = Place(named(path))
    number = getattr(error, "errno", None)
    why = getattr(error, "strerror", None) or error
    return StoreError(Problem(place, f"{fault}: {why}", f"{state}; {_REMEDIES.get(number, _AGAIN)}"))
