"""Write ``data/MANIFEST.sha256`` anew: ``python tools/manifest.py``, or ``make manifest``.

It stands apart from ``weighbridge audit`` on purpose. Who audits and finds a changed file should not have, at hand and
under the same name, the command by which the finding goes away.
"""

from __future__ import annotations

from pathlib import Path

from weighbridge.audit.manifest import NAME, manifest_text
from weighbridge.base import write_all

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write the manifest, and say how many files it lists and which lines are new."""
    path = ROOT / NAME
    before = set(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else set()
    text = manifest_text(ROOT)
    write_all(path.parent, {path.name: text})
    lines = text.splitlines()
    print(f"{NAME} lists {len(lines):,} files")
    for line in lines:
        if before and line not in before:
            print(f"  new or changed: {line[66:]}")


if __name__ == "__main__":
    main()
