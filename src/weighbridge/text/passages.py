"""What the article says, as it is shown: its quotations with their context, each number marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .claims import Claim

_SENTENCE_END = re.compile(r"[.!?؟。]”?(\s+)")  # a decimal point has no space behind it


@dataclass
class Passage:
    """Verbatim words of the article, and where in them its numbers stand.

    Attributes:
        marks: start, end and claim of each number, in order; none overlaps another.
    """

    text: str
    marks: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def pieces(self) -> list[tuple[str, str | None]]:
        """The words in order, each stretch with the claim that it states or none.

        Of what stands before the first number and behind the last one, only what belongs to their sentences.

        >>> Passage("It left. About 50 trucks went. Then", [(9, 24, "trucks")]).pieces
        [('About 50 trucks', 'trucks'), (' went.', None)]
        """
        found: list[tuple[str, str | None]] = []
        at = max((end.end() for end in _SENTENCE_END.finditer(self.text, 0, self.marks[0][0])), default=0)
        for start, end, claim in self.marks:
            found += [(self.text[at:start], None), (self.text[start:end], claim)]
            at = end
        last = _SENTENCE_END.search(self.text, at)
        found.append((self.text[at : last.start(1) if last else None], None))
        return [piece for piece in found if piece[0]]


def passages(claims: Mapping[str, Claim]) -> list[Passage]:
    """The quotations of a case, as few passages as they show to be one text.

    Two are one where the words around the first reach to the end of the second's number: then nothing is put together
    that the article might not have together. A word or two in common proves nothing ("which is" may stand anywhere).
    """
    found: list[Passage] = []
    for name, claim in claims.items():
        if not any(_joined(passage, name, claim) for passage in found[-1:]):
            quote = claim.quote
            start = len(quote.prefix)
            whole = quote.prefix + quote.exact + quote.suffix
            found.append(Passage(whole, [(start, start + len(quote.exact), name)]))
    return found


def _joined(passage: Passage, name: str, claim: Claim) -> bool:
    """Whether a quotation was found at the end of a passage; it is part of it from then on."""
    quote = claim.quote
    head, whole = quote.prefix + quote.exact, quote.prefix + quote.exact + quote.suffix
    place = passage.text.rfind(head)
    if place < 0:
        return False
    rest = passage.text[place:]
    start = place + len(quote.prefix)
    agrees = whole.startswith(rest) or rest.startswith(whole)
    if not agrees or start < passage.marks[-1][1]:
        return False
    if len(whole) > len(rest):
        passage.text = passage.text[:place] + whole
    passage.marks.append((start, start + len(quote.exact), name))
    return True
