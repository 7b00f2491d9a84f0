"""What everyone reads of a result first: the quotation, the answer, the figures, what would change it, its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..answers import Answer, Figures
from ..base import ANYWHERE, Address, address, command_line
from ..text import Claim, passages
from .answered_claims import AnsweredClaim
from .review_forms import ReportedReviews


@dataclass(frozen=True)
class Summary:
    """The answer and the figures of a case, as terminal, notebook and Markdown show them.

    Attributes:
        changes: what was set for this run.
        quotation: the words of the article in which its numbers stand.
        claims: the numbers that some check touches, each with its answer.
        untouched: the quotations of the others.
        reviews: what reviewers hold of it; none where none wrote.
    """

    case: str
    title: str
    article: Mapping[str, str]
    changes: Sequence[str]
    quotation: str
    answer: Answer
    figures: Sequence[Figures]
    claims: Sequence[AnsweredClaim]
    untouched: Sequence[str]
    arithmetic: Sequence[str]
    changes_it: Sequence[str]
    strength: Sequence[str]
    settles: Sequence[str]
    settles_most: str
    limits: Sequence[str]
    reviews: ReportedReviews | None = None

    @property
    def place(self) -> Address | None:
        """Where the article stands."""
        return address(self.article.get("url"))

    @property
    def host(self) -> str:
        """Who published the article, by its address; nothing where it has none, or one that is not of the web."""
        return self.place.text.split("/", 1)[0] if self.place and self.place.href else ""


def quotation(claims: Mapping[str, Claim]) -> str:
    """The words in which the numbers stand, one passage after the other, each as far as its last number."""
    return " … ".join(passage.text[: passage.marks[-1][1]].strip() for passage in passages(claims))


def changing(settings: Iterable[tuple[str, str]], taken: Mapping[str, str] | None = None) -> list[str]:
    """The options of a command that change a case so.

    Args:
        taken: the options that were taken of choices, all others being tried as well.

    >>> changing([("trucks", "40 truck"), ("shape", "peaked")], {"shape": "peaked"})
    ['--set', 'trucks=40 truck', '--under', 'shape=peaked']
    """
    words = []
    for name, value in settings:
        words += ["--under" if (taken or {}).get(name) == value else "--set", f"{name}={value}"]
    return words


def command(case: str, changes: Iterable[str] = ()) -> str:
    """The command that weighs a case again, with what changes it.

    >>> command("raqqa-2017", ["--set", "trucks=40 truck"])
    'weighbridge verify raqqa-2017 --set "trucks=40 truck" --out build'
    """
    return command_line(["weighbridge", "verify"], [case], [*changes, "--out", "build"], form=ANYWHERE)
