"""What a page takes in so that its reader can try other numbers: a section, its style, and the one script it allows."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

ELEMENT = 'id="try"'  # of its heading, by which a page with one is known


@dataclass(frozen=True)
class PanelSection:
    """A section of a page in which numbers can be moved: what ``controls`` makes and a page takes.

    Attributes:
        section: its markup, in which every text of a case is escaped already.
        style: its style sheet.
        script: what moves it. A page allows this text by its digest, and no other.
    """

    section: str
    style: str
    script: str

    @property
    def digest(self) -> str:
        """By which the policy of a page allows the script: ``sha256-`` and the digest in base 64.

        >>> PanelSection("", "", "").digest
        'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
        """
        return f"sha256-{b64encode(sha256(self.script.encode('utf-8')).digest()).decode('ascii')}"


def has_panel(page: str) -> bool:
    """Whether the text of a page has a section in which numbers can be moved."""
    return ELEMENT in page
