"""Who makes a deposit or a review, as they say themselves: never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..base import CaseError, Place, Problem, visible, web_address
from .names import one_line


@dataclass(frozen=True)
class Author:
    """Who is responsible: a person, or an organization.

    Attributes:
        url: an address of theirs, such as an ORCID iD or a site.
    """

    name: str
    url: str | None = None
    is_organization: bool = False

    @property
    def kind(self) -> str:
        """Its type in schema.org."""
        return "Organization" if self.is_organization else "Person"

    def entity(self) -> dict[str, Any]:
        """The author as an object of schema.org.

        >>> Author("Jane Doe", "https://orcid.org/0000-0002-1825-0097").entity()["@type"]
        'Person'
        """
        return {"@type": self.kind, "name": self.name, **({"url": self.url} if self.url else {})}


def author_of(name: str | None, url: str | None, is_organization: bool) -> Author | None:
    """The author that options name; none where nobody is named.

    Raises:
        CaseError: an address without a name, or one that is not of the web.
    """
    shown = one_line(name or "")
    if url and not shown:
        raise CaseError([Problem(Place("--author-url"), "nobody is named to whom it belongs", "add `--author NAME`")])
    if url and not web_address(url):
        found = f"`{visible(url, lines=False)[:60]}` is no address of the web"
        raise CaseError([Problem(Place("--author-url"), found, "write it in full: `https://example.org/about`")])
    return Author(shown, web_address(url), is_organization) if shown else None
