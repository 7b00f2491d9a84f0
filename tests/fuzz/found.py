"""Each fault ever found, as a small file: what was seen, what is typed, and the files that it takes."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from .shrink import Input

FOUND = Path(__file__).parent / "found"
PLAIN = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]*")


def load(path: Path) -> Input:
    """What a file of the folder ``found`` holds."""
    held = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    files = {name: text.encode() for name, text in held.get("files", {}).items()}
    files |= {name: base64.b64decode(data) for name, data in held.get("bytes", {}).items()}
    return Input(files, tuple(map(tuple, held["calls"])), tuple(held.get("written", ())))


def save(small: Input, signature: str, into: Path, kind: str) -> Path:
    """Write an input into a folder, named by its kind and its fault."""
    texts = {name: data.decode() for name, data in small.files.items() if _is_plain(data)}
    data = {name: base64.b64encode(data).decode() for name, data in small.files.items() if name not in texts}
    held = {"seen": signature, "calls": [list(call) for call in small.calls]}
    if small.written:
        held["written"] = list(small.written)
    if texts:
        held["files"] = {name: LiteralScalarString(text) for name, text in texts.items()}
    if data:
        held["bytes"] = data
    path = into / (re.sub(r"\W+", "-", f"{kind}-{signature}").strip("-").lower()[:90] + ".yaml")
    stream = io.StringIO()
    writer = YAML()
    writer.width = 4000
    writer.dump(held, stream)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


def _is_plain(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return bool(text) and PLAIN.fullmatch(text) is not None and not text[0].isspace()
