"""A deposit put into its place: a folder or a zip archive, whole or not at all, and nothing of anybody's is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from ..base import CaseError, Place, Problem, exclusive, make_folder, named, put_folder, tidy
from .manifest import NAME, differing
from .names import safe_name

ZIP = ".zip"
NAMED = 3  # of the files that stand in the way


def write_deposit(target: Path, files: Mapping[str, bytes], day: str) -> Path:
    """The folder, or the archive where the target ends in ``.zip``, after a deposit was put there.

    A folder takes the place of a deposit that stands there as it was written. Of anything else there nothing is
    touched: so no option is needed to overwrite, and none is there.

    Args:
        day: the day of the run, which the files of an archive bear.

    Raises:
        CaseError: something stands there that is not an unchanged deposit.
        StoreError: it cannot be written.
    """
    if target.suffix.lower() != ZIP:
        return put_folder(target, files, refuse_what_is_there)
    whole = archive(safe_name(target.stem), files, day)
    make_folder(target.parent)
    with exclusive(target.parent) as write:
        refuse_what_is_there(target)
        return write({target.name: whole})[0]


def refuse_what_is_there(target: Path) -> None:
    """Raise ``CaseError`` where something stands that a deposit must not replace."""
    place = Place(named(target))
    remedy = "name another folder, or move that one away"
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        tidy(target.parent)
        what = "a link" if target.is_symlink() else "a file"
        raise CaseError([Problem(place, f"{what} stands there, expected a folder or nothing", remedy)])
    if not target.is_dir() or not any(target.iterdir()):
        return
    others = differing(target)
    if others is None:
        raise CaseError([Problem(place, f"the folder holds files and is no deposit: it has no {NAME}", remedy)])
    if others:
        more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
        found = f"the deposit there was changed since it was written: {', '.join(others[:NAMED])}{more}"
        raise CaseError([Problem(place, found, remedy)])


def archive(name: str, files: Mapping[str, bytes], day: str) -> bytes:
    """A zip archive of a deposit, in a folder of this name; the same bytes for the same files on the same day."""
    year, month, date = (int(part) for part in day.split("-"))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as whole:
        for path, one in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{path}", (max(year, 1980), month, date, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            whole.writestr(entry, one)
    return content.getvalue()
