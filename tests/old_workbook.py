"""A workbook of the old kind, .xls, made by hand: no library at hand writes one. BIFF8 in a compound file, one sheet.

[MS-XLS] for the records, [MS-CFB] for the compound file: a header, one sector of the allocation table, one of the
directory, and the stream, padded so that it is no small one.
"""

import struct
from pathlib import Path

SECTOR, LEAST_STREAM = 512, 4096
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
GLOBALS, SHEET = 5, 16


def write_xls(path: Path, rows, sheet="Prices"):
    """Write rows of texts and numbers into the one sheet of a workbook."""
    path.write_bytes(_compound(_stream(rows, sheet)))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _stream(rows, sheet: str) -> bytes:
    begin = lambda what: _record(0x0809, struct.pack("<HHHHII", 0x0600, what, 0x0DBB, 1996, 0, 6))  # noqa: E731
    name = struct.pack("<BB", len(sheet), 0) + sheet.encode("latin-1")
    first = begin(GLOBALS) + _record(0x0042, struct.pack("<H", 1200))
    place = len(first) + 4 + 6 + len(name) + 4
    globals_ = first + _record(0x0085, struct.pack("<IH", place, 0) + name) + _record(0x000A, b"")
    cells = b"".join(_cell(row, column, cell) for row, line in enumerate(rows) for column, cell in enumerate(line))
    return globals_ + begin(SHEET) + cells + _record(0x000A, b"")


def _cell(row: int, column: int, cell) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        return _record(0x0204, at + struct.pack("<HB", len(cell), 1) + text) if cell else b""
    return _record(0x0203, at + struct.pack("<d", cell))


def _compound(stream: bytes) -> bytes:
    padded = stream.ljust(max(LEAST_STREAM, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(padded) // SECTOR
    table = [TABLE, END, *range(3, 2 + count), END]
    sectors = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    entries = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, FREE, 2, len(padded))
    directory = entries.ljust(SECTOR, b"\0")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, LEAST_STREAM, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + sectors + directory + padded


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", FREE, FREE, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
