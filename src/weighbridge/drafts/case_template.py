"""The smallest case that verifies, with comments, for somebody who begins with no text."""

from __future__ import annotations

from importlib.resources import files

from .case_text import scalar


def template(name: str) -> str:
    """The text of the smallest case, under a title made of its name."""
    text = (files("weighbridge") / "drafts" / "smallest_case.txt").read_text(encoding="utf-8")
    return text.format(title=scalar(humanised(name)))


def humanised(name: str) -> str:
    """A name as a title.

    >>> humanised("trucks-of-raqqa")
    'Trucks of raqqa'
    """
    return " ".join(name.replace("-", " ").replace("_", " ").split()).capitalize()
