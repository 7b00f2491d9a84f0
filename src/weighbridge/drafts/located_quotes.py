"""A quantity's words as a quotation that stands once in its text, with the words around it."""

from __future__ import annotations

import re

from ..text import Fold, Quote, fold_to_match

CONTEXT = 32  # characters on either side, in whole words: enough to know the place again by eye
NEAR = 140  # characters to the end of the next quotation
MOST_CONTEXT = 480  # where fewer do not single it out

_CUT_WORD_BEFORE = re.compile(r"\A\S*\s*")
_CUT_WORD_BEHIND = re.compile(r"\s*\S*\Z")


class Quoter:
    """Makes quotations of one text, folded once."""

    def __init__(self, text: str) -> None:
        """Take the text that the spans are of."""
        self.text = text
        self._folded: Fold = fold_to_match(text)

    def quote(self, start: int, end: int, after: int | None = None) -> Quote:
        """The words of a span, with as many around them as single them out; all that may be where nothing does.

        Args:
            after: the end of the next quotation. Where that is near, what stands behind reaches to it: two quotations
                that are known to stand together are shown as one passage.
        """
        size = CONTEXT
        if after is not None and end < after <= end + NEAR and "\n" not in self.text[end:after]:
            near = self._with_context(start, end, size)
            quote = Quote(exact=near.exact, prefix=near.prefix, suffix=self.text[end:after])
            if self.is_unique(quote):
                return quote
        while True:
            quote = self._with_context(start, end, size)
            if size >= MOST_CONTEXT or self.is_unique(quote):
                return quote
            size *= 2

    def is_unique(self, quote: Quote) -> bool:
        """Whether it stands once."""
        return len(quote.places(self._folded)) == 1

    def _with_context(self, start: int, end: int, size: int) -> Quote:
        """The words around a span, within its paragraph as long as they are few."""
        low, high = max(0, start - size), min(len(self.text), end + size)
        before, behind = self.text[low:start], self.text[end:high]
        if size == CONTEXT:
            before, behind = before.rpartition("\n")[2], behind.partition("\n")[0]
        if low and len(before) == start - low and not self.text[low - 1].isspace():
            before = _CUT_WORD_BEFORE.sub("", before)
        if high < len(self.text) and len(behind) == high - end and not self.text[high].isspace():
            behind = _CUT_WORD_BEHIND.sub("", behind)
        return Quote(exact=self.text[start:end], prefix=before, suffix=behind)
