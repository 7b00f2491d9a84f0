"""A passage weighed at first sight."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..base import Faced, RemediedError, needs
from ..quantities import Mentions, mentions
from ..relations import Agreement, relations
from .comparison import Asked, of_relation, stated_rates
from .misprints import misprints
from .readings import other_currencies, other_readings
from .results import Found

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 200_000  # characters of a passage; a longer text is many passages: editorial
OFF = (Agreement.NO, Agreement.LOOSE)


class PassageError(RemediedError):
    """A text that is too long for a passage, or empty."""


class FirstLook(Faced, Found):
    """What a first look at a passage found; it shows itself, here and in a notebook. Its fields are those of ``Found``.

    >>> look = weigh("69 trucks laden with 40,000 liters each, which means 2,670,000 liters")
    >>> look.relations[0].value, look.relations[0].agreement.value
    (2760000.0, 'loose')
    """

    FACE = (
        *("mentions", "relations", "comparisons", "rates", "others", "currencies", "misprints", "notes", "name"),
        *("markdown", "table", "to_json"),
    )

    def __str__(self) -> str:
        from .display import plain_text

        return plain_text(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from .display import html

        return html(self)

    def _repr_markdown_(self) -> str:
        return self.markdown()

    def markdown(self) -> str:
        """The same as Markdown, for an issue, a message or an article."""
        from .display import markdown

        return markdown(self)

    def table(self) -> pd.DataFrame:
        """A row for each quantity that was read.

        Its columns: place, words, start, end, kind, role, low, high, unit, thing, per, cue, when, doubt, others (how
        many other fair readings there are).
        """
        with needs("a table", "notebooks"):
            import pandas as pd

        from .rows import typed_rows

        return pd.DataFrame(typed_rows(self))

    def to_json(self) -> str:
        """Everything that was found, as JSON."""
        from .rows import as_json

        return as_json(self)


def weigh(passage: str | Path, language: str | None = None, date: str | None = None) -> FirstLook:
    """A first look at a passage: its quantities, what they imply, and what the library says to that.

    Args:
        passage: the text, or the path of a file of any usual encoding, plain or HTML.
        language: of the text, such as ``en``; found in the text where it is not said.
        date: when its figures hold, such as ``2017-02``; as the passage says where it is not said.

    Raises:
        PassageError: the text is empty, or longer than a passage.
        CaseError: the file cannot be read as text.

    >>> weigh("near 50 trucks loaded with approximately 2500 tonnes of metal").relations[0].value
    50.0
    """
    if isinstance(passage, Path):
        from ..text import read_document

        document = read_document(passage)
        return of_text(document.text, language, date, document.name, document.notes)
    return of_text(passage, language, date)


def of_text(
    text: str, language: str | None = None, date: str | None = None, name: str = "", notes: Sequence[str] = ()
) -> FirstLook:
    """The same of a text that was read already.

    Args:
        notes: what was taken of the file as a whole.

    Raises:
        PassageError: it is empty, or longer than a passage.
        DateError: the date is none.
    """
    if not text.strip():
        raise PassageError(f"{name or 'the text'} is empty", "give a passage that holds numbers, in quotation marks")
    if len(text) > LONGEST:
        found = f"{name or 'the text'} has {len(text):,} characters, and a passage at most {LONGEST:,}"
        raise PassageError(found, "give the paragraphs that hold the numbers")
    if date is not None:
        _refuse_unless_a_date(date)
    return of_mentions(mentions(text, language), date, name, notes)


def of_mentions(found: Mentions, date: str | None = None, name: str = "", notes: Sequence[str] = ()) -> FirstLook:
    """The same of quantities that were found already."""
    implied, library = relations(found), Asked()
    comparisons = tuple(of_relation(one, found, date, library) for one in implied)
    rates = stated_rates(found, date, library)
    return FirstLook(
        mentions=found,
        relations=implied,
        comparisons=comparisons,
        rates=rates,
        others=tuple(other_readings(found, implied)),
        currencies=tuple(other_currencies(found)),
        misprints=tuple(
            slip for at, one in enumerate(implied) if one.agreement in OFF for slip in misprints(found, at, one)
        ),
        notes=(*notes, *found.notes, *library.faults),
        name=name,
    )


def _refuse_unless_a_date(date: str) -> None:
    """Raise where a date is none that the library can be asked for."""
    from ..text import read_period

    read_period(date)
